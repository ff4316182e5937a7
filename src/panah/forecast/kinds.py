"""Kinds of people: those that a rule tells apart, by age and sex or by a group they belong to.

A kind is one combination of what the rules ask for. Its *taste* is how places attract it; kinds of
one taste are weighed alike.
"""

from collections.abc import Mapping, Sequence
from itertools import product
from math import prod

import attrs
import numpy as np
import numpy.typing as npt

from panah.domain.forecast import Attribute, Spot, World
from panah.errors import InputError
from panah.forecast.homes import HOME, home
from panah.forecast.settings import Flavour, Settings

__all__ = ["Kinds", "group_of", "kinds_of"]

Whole = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]

_CHILD, _BOY, _OLD = 19, 15, 60
"""Below 19 a child, from 15 on a boy, from 60 on old (Flee)."""
_OCCUPATION = "occupation"
"""The attribute of which harvest asks; Flee asks for one that its files cannot hold."""


@attrs.frozen(kw_only=True, eq=False)
class Kinds:
    """The kinds of people of a world.

    Parameters
    ----------
    names
        By kind, what it is: values in the order of the attributes that rules ask for, without the
        place it is at home in.
    mix
        By place and kind: the share of the kind among those who set out there.
    rows
        Its taste, and whether it farms, then kind.
    powers
        By taste: the power to which the score of a place is raised.
    homes
        By taste: the place it is at home in, by number, -1 where that does not matter.
    close
        By taste and leg: a factor of attraction, by the distance from home.
    match
        Whether a place attracts by the share of one's own group.
    alike
        By kind and kind: whether they are of one group.
    own
        By kind and place: residents of the group, counted with the first kind of it.
    """

    names: Sequence[tuple[str, ...]]
    mix: Real
    rows: Whole
    powers: Real
    match: bool
    alike: Real
    own: Real
    homes: Sequence[int] = (-1,)
    close: Real = attrs.field(factory=lambda: np.ones((1, 1)))

    @property
    def number(self) -> int:
        """How many kinds there are."""
        return len(self.names)

    def tasted(self, score: Real) -> Real:
        """Give the attraction of the ends of legs (phase, 1, leg) to each taste."""
        return np.asarray(score ** self.powers[:, np.newaxis] * self.close)


def group_of(settings: Settings) -> str:
    """Give the attribute by whose shares places attract, or nothing."""
    ethnic = settings.MatchCampEthnicity or settings.MatchTownEthnicity
    if ethnic or settings.MatchConflictEthnicity:
        return "ethnicity"
    return "religion" if settings.MatchCampReligion else ""


def kinds_of(
    world: World, settings: Settings, flavour: Flavour, apart: Sequence[str] = ()
) -> Kinds:
    """Give the kinds that the rules tell apart; one of all people where no rule does.

    Parameters
    ----------
    apart
        Attributes that people are told apart by though no rule asks for them.

    Raises
    ------
    InputError
        If a rule asks for an attribute that the world does not have, or ages are no numbers.
    """
    attributes = _asked(world, settings, flavour, apart)
    names = list(product(*(attribute.values for attribute in attributes)))
    people = [dict(zip([a.name for a in attributes], name, strict=True)) for name in names]
    places = [spot.name for spot in world.spots]
    taste = [
        (_power(one, settings, flavour), places.index(one[HOME]) if HOME in one else -1)
        for one in people
    ]
    tastes = sorted(set(taste))
    groups = [one.get(group_of(settings), "") for one in people]
    own = [[_residents(spot, groups, kind) for spot in world.spots] for kind in range(len(groups))]
    return Kinds(
        names=[
            tuple(value for value, a in zip(name, attributes, strict=True) if a.name != HOME)
            for name in names
        ],
        mix=np.array([_shares(spot, attributes, names) for spot in world.spots]),
        rows=np.array([[tastes.index(one) for one in taste], [_farms(p) for p in people]]),
        powers=np.array([power for power, _ in tastes], dtype=np.float64),
        homes=[place for _, place in tastes],
        match=bool(group_of(settings)),
        alike=np.array([[float(one == other) for other in groups] for one in groups]),
        own=np.array(own, dtype=np.float64),
    )


def _farms(one: Mapping[str, str]) -> bool:
    return one.get(_OCCUPATION, "").lower() == "farmer"


def _asked(
    world: World, settings: Settings, flavour: Flavour, apart: Sequence[str]
) -> list[Attribute]:
    children, women = settings.ChildrenAvoidHazards, settings.WomenAvoidHazards
    wanted = []
    if children or settings.ElderlyAvoidHazards or settings.BoysTakeRisk:
        wanted.append("age")
    if women or settings.BoysTakeRisk:
        wanted.append("gender")
    wanted += [name for name in (group_of(settings),) if name]
    if settings.harvest_months:
        if flavour is Flavour.FLEE:
            raise InputError(
                "harvest_months keeps everybody in place in Flee, not farmers alone, so panah does "
                "not follow it there; leave it out, or run without --compat flee"
            )
        wanted.append(_OCCUPATION)
    known = {attribute.name: attribute for attribute in world.attributes}
    if settings.stay_close_to_home and flavour is not Flavour.FLEE:
        wanted.append(HOME)
        known[HOME] = home(world)
    wanted = list(dict.fromkeys([*wanted, *apart]))
    for name in wanted:
        if name not in known:
            raise InputError(
                f"a rule asks for the {name} of people, but there is no demographics_{name}.csv"
            )
    return [known[name] for name in wanted]


def _power(one: Mapping[str, str], settings: Settings, flavour: Flavour) -> float:
    """Give the power of the score: 2 for who avoids hazards, 0 for who takes risks.

    In Flee only `ChildrenAvoidHazards` lets boys take risks, and men of every age count as boys.
    """
    age = _age(one.get("age", "30"))
    flee, gender = flavour is Flavour.FLEE, one.get("gender", "").lower()
    bold = settings.BoysTakeRisk and gender == "male" and age >= _BOY
    if bold and (settings.ChildrenAvoidHazards if flee else age < _CHILD):
        return 0.0
    careful = (
        (settings.ChildrenAvoidHazards and age < _CHILD)
        or (settings.ElderlyAvoidHazards and age >= _OLD)
        or (settings.WomenAvoidHazards and gender == "female")
    )
    return 2.0 if careful else 1.0


def _age(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise InputError(f"demographics_age.csv has the age {text}, which is no number") from None


def _shares(spot: Spot, attributes: Sequence[Attribute], names: Sequence[tuple[str, ...]]) -> Real:
    parts = [
        dict(zip(a.values, a.shares.get(spot.name, a.shares[""]), strict=True)) for a in attributes
    ]
    weights = [prod(part[value] for part, value in zip(parts, name, strict=True)) for name in names]
    return np.array(weights, dtype=np.float64) / sum(weights)


def _residents(spot: Spot, groups: Sequence[str], kind: int) -> int:
    return spot.residents.get(groups[kind], 0) if groups.index(groups[kind]) == kind else 0
