"""Which matter a new claim belongs to, before a person looks: the default keying.

What is known of a matter grows with its claims, and its id stays that of its first. Keys are used
once, when a claim is recorded; a situation reads assignments and never keys again.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

import attrs

from panah.domain.claim import Claim, Kind, Mood
from panah.domain.matter import Matter
from panah.domain.place import Places
from panah.ledger.keys import NONE, OPEN, Field, Fields, Keys, defined, slug
from panah.ledger.known import Known
from panah.ledger.matters import matter_of
from panah.ledger.veiling import opaque

__all__ = ["UNCERTAIN", "Proposed", "propose"]

UNCERTAIN = "matter uncertain"
"""Why of an assignment that a reviewer should look at."""

Window = tuple[date, date]


@attrs.frozen(kw_only=True)
class Proposed:
    """The matter panah proposes for a claim.

    Parameters
    ----------
    claim, matter
        Ids.
    new
        The matter to define, for the first claim of one that is not there yet.
    uncertain
        Several matters fit; a person should look.
    """

    claim: str
    matter: str
    new: Matter | None = None
    uncertain: bool = False

    @property
    def why(self) -> str:
        """The reason to write into the assignment."""
        return UNCERTAIN if self.uncertain else ""


def propose(
    claims: Sequence[Claim],
    known: Known,
    places: Places | None = None,
    closed: Collection[str] = (),
) -> tuple[Proposed, ...]:
    """Propose a matter for each claim.

    Of several matters that fit, the one with most equal fields is taken; then the one last used
    in this report; then, for a claim without counterpart, one without; then the one last used.

    Parameters
    ----------
    claims
        New claims, in the order of their report; later ones see what earlier ones were given.
    known
        What the ledger holds: its matters, and the claims gathered under them.
    places
        Tell in which country a place lies; without them, its code does.
    closed
        Reports that not everybody may see, by id. A matter that a claim of one of them begins has
        an id that tells nothing of it, because the claims of others may be gathered there later.
    """
    heard = [one.claim for one in known.claims.values()]
    shelf = _Shelf(known, Keys(places or Places(()), (*heard, *claims)), closed)
    return tuple(shelf.propose(claims))


@attrs.define
class _Dossier:
    """What is known of a matter: the fields of its claims, filled in as they come.

    Parameters
    ----------
    is_bare
        Nothing but its definition is known.
    window
        The days its movements may span.
    used, last
        The turn at which a claim was last gathered under it, by report and at all.
    """

    matter: Matter
    fields: Fields
    is_bare: bool = True
    window: Window | None = None
    used: dict[str, int] = attrs.field(factory=dict)
    last: int = -1

    @property
    def is_open(self) -> bool:
        return self.matter.kind in OPEN

    def fits(self, fields: Fields, window: Window | None) -> bool:
        """Tell whether a claim of its kind may belong here."""
        if self.window and window and not _overlap(self.window, window):
            return False
        pairs = zip(self.fields, fields, strict=True)
        return all(_match(mine, other, is_open=self.is_open) for mine, other in pairs)

    def closeness(self, claim: Claim, fields: Fields) -> tuple[int, int, bool, int, str]:
        """Put matters that fit in order, the closest last."""
        equal = sum(bool(mine and other) for mine, other in zip(self.fields, fields, strict=True))
        is_alike = claim.counterpart is None and self.fields[1] in {None, NONE}
        return (equal, self.used.get(claim.report, -1), is_alike, self.last, self.matter.id)

    def take(self, fields: Fields, window: Window | None) -> None:
        """Fill in what a claim of its kind tells."""
        if self.is_bare and not self.is_open:
            self.fields = fields
        else:
            pairs = zip(self.fields, fields, strict=True)
            self.fields = tuple(self._filled(mine, other) for mine, other in pairs)
        self.is_bare = False
        if window:
            first, last = self.window or window
            self.window = (min(first, window[0]), max(last, window[1]))

    def _filled(self, mine: Field, other: Field) -> Field:
        if isinstance(mine, frozenset) and isinstance(other, frozenset):
            return mine | other
        return other if mine is None and self.is_open else mine


def _overlap(one: Window, other: Window) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _match(mine: Field, other: Field, *, is_open: bool) -> bool:
    if mine is None or other is None:
        return is_open or mine is other
    if isinstance(mine, frozenset) and isinstance(other, frozenset):
        return bool(mine & other)
    return mine == other


def _window(claim: Claim) -> Window | None:
    """Give the days a movement that is a fact may span; others match at any time."""
    if claim.kind is not Kind.MOVEMENT or claim.mood is not Mood.IS or claim.event is None:
        return None
    return (claim.event.earliest or date.min, claim.event.latest or date.max)


class _Shelf:
    """The dossiers of one ledger, while new claims are gathered."""

    def __init__(self, known: Known, keys: Keys, closed: Collection[str]) -> None:
        self._keys = keys
        self._closed = closed
        self._turn = 0
        self._by_id: dict[str, _Dossier] = {}
        self._by_first: dict[tuple[Kind, Field], list[_Dossier]] = defaultdict(list)
        for matter in known.matters.values():
            self._by_id[matter.id] = _Dossier(matter, defined(matter))
        for key, heard in known.claims.items():
            if key in known.assigned:
                self._gather(self._by_id[known.assigned[key]], heard.claim)
        for dossier in self._by_id.values():
            self._place(dossier)

    def propose(self, claims: Iterable[Claim]) -> Iterator[Proposed]:
        for claim in claims:
            fields = self._keys.of(claim)
            window = _window(claim)
            fitting = [one for one in self._near(claim.kind, fields) if one.fits(fields, window)]
            new = None
            if fitting:
                best = max(fitting, key=lambda one: one.closeness(claim, fields))
            else:
                new = attrs.evolve(matter_of("", claim), id=self._name(claim, fields))
                best = self._by_id[new.id] = _Dossier(new, fields)
                self._place(best)
            self._gather(best, claim)
            yield Proposed(
                claim=claim.id, matter=best.matter.id, new=new, uncertain=len(fitting) > 1
            )

    def _place(self, dossier: _Dossier) -> None:
        self._by_first[(dossier.matter.kind, dossier.fields[0])].append(dossier)

    def _near(self, kind: Kind, fields: Fields) -> list[_Dossier]:
        """Give the dossiers whose first field may match: who it is about, or from where."""
        near = self._by_first[(kind, fields[0])]
        return near if fields[0] is None else near + self._by_first[(kind, None)]

    def _gather(self, dossier: _Dossier, claim: Claim) -> None:
        self._turn += 1
        if claim.kind is dossier.matter.kind:
            dossier.take(self._keys.of(claim), _window(claim))
        dossier.used[claim.report] = dossier.last = self._turn

    def _name(self, claim: Claim, fields: Fields) -> str:
        is_closed = claim.report in self._closed
        told = ".".join((claim.kind, *map(slug, fields)))
        name = unique = opaque(claim) if is_closed else told
        number = 1
        while unique in self._by_id:
            number += 1
            unique = f"{name}.{number}"
        return unique
