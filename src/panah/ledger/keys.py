"""The fields that tell one matter from another, for each kind of claim.

In some kinds a missing field matches anything: an offer that does not say who asked for it. In
the others it is a value of its own: a movement to nowhere in particular is not one to the north.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from panah.domain.claim import Claim, Kind, Mood
from panah.domain.group import Profile
from panah.domain.matter import Matter, Way
from panah.domain.place import Places
from panah.domain.quantity import Measure, Unit
from panah.ledger.matters import WAYS

__all__ = ["NONE", "OPEN", "Field", "Fields", "Keys", "defined", "slug"]

Field = str | frozenset[str] | None
Fields = tuple[Field, ...]

OPEN = frozenset({Kind.HOSTING, Kind.SUPPORT, Kind.POLICY, Kind.ACCESS})
"""Kinds in which a missing field matches anything."""

NONE = "none"
"""Counterpart of arrivals at the border: they are nobody's request."""

_SITES = frozenset({Unit.CAMP, Unit.SITE, Unit.DEPOT, Unit.PLACE_BED})
"""Units that tell what kind of site a claim is about."""

_TOTALS = frozenset({Measure.CUMULATIVE, Measure.SHARE})
"""Measures of what has come together since some day."""

_APART = frozenset({Profile.MINORITY, Profile.PASTORALISTS, Profile.PARTY_MEMBERS})
"""Profiles that set a movement apart; assumed: people of the others flee along with everybody."""

_MINORITY = re.compile(r"\bethnic ([^\W\d_]+)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_ISO3 = re.compile(r"\b[A-Z]{3}\b")
_JOINT = re.compile(r"\s*\+\s*")
_MARKS = re.compile(r"[^\w+]+")
_LONGEST = 40


class Keys:
    """Gives the key fields of claims.

    Parameters
    ----------
    places
        Tell in which country a place lies.
    claims
        All claims at hand: a people that one of them calls a minority is one in all of them.
    """

    def __init__(self, places: Places, claims: Iterable[Claim]) -> None:
        self._places = places
        self._minorities = frozenset(
            match.group(1).casefold()
            for claim in claims
            for match in _MINORITY.finditer(_words(claim))
        )
        self._by_kind: Mapping[Kind, Callable[[Claim], Fields]] = {
            Kind.HOSTING: _hosting,
            Kind.SUPPORT: lambda claim: (claim.subject, claim.counterpart),
            Kind.POLICY: lambda claim: (claim.subject, claim.counterpart),
            Kind.ACCESS: lambda claim: (claim.subject, claim.place),
            Kind.FACILITY: lambda claim: (claim.subject, _site(claim), _places_in(claim.place)),
            Kind.MOVEMENT: self._movement,
            Kind.POPULATION: lambda claim: (
                claim.place,
                claim.group.label if claim.group else None,
            ),
            Kind.SECURITY: self._security,
            Kind.CONTEXT: lambda claim: (claim.subject, claim.counterpart, claim.place),
        }

    def of(self, claim: Claim) -> Fields:
        """Give the key fields of a claim."""
        return self._by_kind[claim.kind](claim)

    def _movement(self, claim: Claim) -> Fields:
        """Movement within a country has no destination outside it."""
        is_total = claim.qty is not None and claim.qty.measure in _TOTALS
        to = None if claim.to == claim.from_ else claim.to
        total = "total" if is_total else None
        return (claim.from_, _places_in(to), self._special(claim), _fear(claim), total)

    def _special(self, claim: Claim) -> str | None:
        """Give the group that sets a movement apart: a minority that is named, or a profile."""
        named = self._minorities and self._minorities & {
            word.casefold() for word in _WORD.findall(_words(claim))
        }
        tags = claim.group.profile & _APART if claim.group else frozenset()
        return "+".join((*sorted(named), *sorted(tags))) or None

    def _security(self, claim: Claim) -> Fields:
        return (claim.subject, claim.counterpart, self._country(claim.place), _fear(claim))

    def _country(self, place: str | None) -> str | None:
        if place is None:
            return None
        code = _ISO3.search(place)
        return self._places.country(place) or (code.group() if code else place)


def _hosting(claim: Claim) -> Fields:
    way = WAYS[claim.mode] if claim.mode else None
    return (claim.subject, NONE if way is Way.ASYLUM else claim.counterpart, way)


def _words(claim: Claim) -> str:
    return f"{claim.subject} {claim.group.label if claim.group else ''}"


def _site(claim: Claim) -> str | None:
    unit = claim.qty.unit if claim.qty else None
    return unit if unit in _SITES else None


def _places_in(text: str | None) -> frozenset[str] | None:
    return frozenset(_JOINT.split(text)) if text else None


def _fear(claim: Claim) -> str | None:
    return "fear" if claim.mood is Mood.MAY else None


_DEFINED: Mapping[Kind, Callable[[Matter], Fields]] = {
    Kind.HOSTING: lambda one: (
        one.subject,
        NONE if one.way is Way.ASYLUM else one.counterpart,
        one.way,
    ),
    Kind.SUPPORT: lambda one: (one.subject, one.counterpart),
    Kind.POLICY: lambda one: (one.subject, one.counterpart),
    Kind.ACCESS: lambda one: (one.subject, one.place),
    Kind.FACILITY: lambda one: (one.subject, None, _places_in(one.place)),
    Kind.MOVEMENT: lambda _: (None,) * 5,
    Kind.POPULATION: lambda one: (one.place, one.group.label if one.group else None),
    Kind.SECURITY: lambda one: (one.subject, one.counterpart, one.place, None),
    Kind.CONTEXT: lambda one: (one.subject, one.counterpart, one.place),
}


def defined(matter: Matter) -> Fields:
    """Give the key fields that a matter's definition tells; its claims tell the rest."""
    return _DEFINED[matter.kind](matter)


def slug(field: Field) -> str:
    """Write a field for an id; what is not known is an underscore."""
    text = "+".join(sorted(field)) if isinstance(field, frozenset) else field or ""
    return _MARKS.sub("-", text)[:_LONGEST].strip("-") or "_"
