"""One batch: the families who are here and not placed yet, and where each of them goes."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import attrs
import numpy as np

from panah.domain.family import Count, Family, Locality, Ruling
from panah.domain.near import near
from panah.errors import FamilyError
from panah.plan.families.assign import Assignment, Problem, assign
from panah.plan.families.parties import Party, parties
from panah.plan.families.prices import Futures, prices
from panah.plan.families.rules import Rulebook, rulebook
from panah.plan.families.worth import Scoring, Weights, scores, scoring_of

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Batch", "Request", "place"]

COUNTS = tuple(Count)

_TINY = 1e-4
"""What a person placed counts in score where scores come first: only to break ties."""


@attrs.frozen(kw_only=True)
class Request:
    """Who is to be placed where, and by what rules.

    Parameters
    ----------
    families
        All that are known: those placed earlier take up places, those who arrive after `as_of` wait
        for their day, and all who have come are what futures are drawn from.
    given
        The user's own scores by family and locality; empty for none.
    people_first
        Whether as many people as can be are placed before any score is looked at; otherwise, as in
        the method, a family waits if the places it would take are worth more to later ones.
    """

    families: tuple[Family, ...]
    localities: tuple[Locality, ...]
    rulings: tuple[Ruling, ...] = ()
    given: Mapping[tuple[str, str], float] = attrs.field(factory=dict)
    as_of: date
    weights: Weights
    people_first: bool = False

    def __attrs_post_init__(self) -> None:
        """Refuse who or what is there twice, and families and places that are not there."""
        _once([family.key for family in self.families], "family")
        _once([locality.name for locality in self.localities], "locality")
        names = {locality.name for locality in self.localities}
        keys = {family.key for family in self.families}
        for family in self.families:
            for key in family.together:
                if key not in keys:
                    raise FamilyError(
                        f"family {family.key} goes together with {key}, which has no row; "
                        f"{near(key, keys - {family.key})}"
                    )
            for name in (*family.kin, *family.wishes, *filter(None, [family.placed])):
                if name not in names:
                    raise FamilyError(
                        f"family {family.key} names {name!r}, which is no locality given; they are "
                        f"{', '.join(sorted(names))}"
                    )

    @property
    def seen(self) -> tuple[Family, ...]:
        """Who has come."""
        return tuple(family for family in self.families if family.arrives <= self.as_of)

    @property
    def due(self) -> tuple[Family, ...]:
        """Who has come and is not placed."""
        return tuple(family for family in self.seen if not family.placed)


@attrs.frozen(kw_only=True, eq=False)
class Batch:
    """A batch that was placed, with what decided.

    Parameters
    ----------
    score
        Shape (party, locality).
    prices
        Shape (locality, count): what a place is worth to later families.
    """

    request: Request
    rules: Rulebook
    parties: tuple[Party, ...]
    problem: Problem
    score: "npt.NDArray[np.float64]"
    prices: "npt.NDArray[np.float64]"
    found: Assignment
    scoring: Scoring


def place(
    request: Request,
    futures: Futures,
    progress: Callable[[int, int], None] = lambda *_: None,
) -> Batch:
    """Place a batch.

    Raises
    ------
    FamilyError
        If rulings cannot hold together, or more was placed earlier than there are places.
    """
    rules = rulebook(request.rulings, request.families, request.localities)
    groups = parties(request.due, request.families)
    score = scores(request.families, request.localities, request.given, request.weights)
    row = {family.key: number for number, family in enumerate(request.families)}
    by_party = _summed(score, [[row[one.key] for one in group.families] for group in groups])
    plain = _problem(request, groups, rules, by_party)
    cost = _prices(request, plain, score, futures, progress)
    worth = by_party - plain.needs @ cost.T
    bonus = _bonus(worth, plain) if request.people_first else _to_break_ties(plain)
    problem = attrs.evolve(plain, worth=worth, bonus=bonus)
    _refuse_crowded(problem, groups, rules, request)
    return Batch(
        request=request,
        rules=rules,
        parties=groups,
        problem=problem,
        score=by_party,
        prices=cost,
        found=assign(problem),
        scoring=scoring_of(request.families, request.given),
    )


def _prices(
    request: Request,
    plain: Problem,
    score: "npt.NDArray[np.float64]",
    futures: Futures,
    progress: Callable[[int, int], None],
) -> "npt.NDArray[np.float64]":
    """Give the prices of the places, a bed never below what the plan says."""
    nobody = Rulebook(held={}, forbidden={})
    seen = [number for number, one in enumerate(request.families) if one.arrives <= request.as_of]
    alone = tuple(Party(families=(request.families[number],)) for number in seen)
    pool = _problem(request, alone, nobody, score[seen])
    found = prices(pool, plain, futures, progress)
    least = np.array([locality.least_price for locality in request.localities])
    found[:, 0] = np.maximum(found[:, 0], least)
    return found


def _to_break_ties(problem: Problem) -> float:
    """Give what a person placed counts besides: more than localities that fill unevenly cost.

    One more person fills a locality of B beds by 1 / B, so that evenness decides only between ways
    to place the same number of people.
    """
    beds = problem.total[problem.total > 0]
    return _TINY + (problem.evenness / float(beds.min()) if beds.size else 0.0)


def _bonus(worth: "npt.NDArray[np.float64]", problem: Problem) -> float:
    """Give what a person placed counts: as much as the best and worst place of any party differ.

    So nobody waits for the sake of one party's score.
    """
    within = worth[problem.roomy]
    return float(max(within.max(), 0.0) - min(within.min(), 0.0)) + _TINY if within.size else _TINY


def _problem(
    request: Request,
    groups: Sequence[Party],
    rules: Rulebook,
    score: "npt.NDArray[np.float64]",
) -> Problem:
    shape = (len(groups), len(request.localities))
    fits = [[one.refusal(place, rules) is None for place in request.localities] for one in groups]
    needs = [[one.needs(count) for count in COUNTS] for one in groups]
    is_none = scoring_of(request.families, request.given) is Scoring.NONE
    return Problem(
        worth=score.reshape(shape),
        fits=np.array(fits, dtype=bool).reshape(shape),
        needs=np.array(needs, dtype=np.int64).reshape(len(groups), len(COUNTS)),
        left=_left(request),
        total=np.array([one.has.get(Count.BEDS, 0) for one in request.localities]),
        people=np.array([one.people for one in groups], dtype=np.int64),
        must=np.array(
            [any(family.key in rules.held for family in one.families) for one in groups], dtype=bool
        ),
        evenness=request.weights.even if is_none else 0.0,
    )


def _left(request: Request) -> "npt.NDArray[np.int64]":
    """Give what is free, by locality and count.

    Raises
    ------
    FamilyError
        If more was placed earlier than there is.
    """
    at = {locality.name: number for number, locality in enumerate(request.localities)}
    left = np.array(
        [[locality.has.get(count, 0) for count in COUNTS] for locality in request.localities],
        dtype=np.int64,
    ).reshape(len(at), len(COUNTS))
    for family in request.families:
        if family.placed:
            left[at[family.placed]] -= [family.needs.get(count, 0) for count in COUNTS]
    for row, column in np.argwhere(left < 0):
        raise FamilyError(
            f"{request.localities[row].name} is over its {COUNTS[column].value} by "
            f"{-left[row, column]}: the families placed there earlier need more than it has"
        )
    return left


def _refuse_crowded(
    problem: Problem, groups: Sequence[Party], rules: Rulebook, request: Request
) -> None:
    """Refuse rulings that need more than is left; name the smallest set that cannot hold.

    As each names its locality, adding up is enough: the largest needs that pass what is left are a
    set of which every smaller part fits.
    """
    for number in np.flatnonzero(problem.must & ~problem.fits.any(axis=1)).tolist():
        keys = ", ".join(family.key for family in groups[number].families)
        raise FamilyError(
            f"the rulings about {keys}, who go together, leave no locality for all of them"
        )
    for column, locality in enumerate(request.localities):
        held = np.flatnonzero(problem.must & problem.fits[:, column])
        for count in range(len(COUNTS)):
            _refuse_sum(problem, groups, held, (column, count), locality.name)


def _refuse_sum(
    problem: Problem,
    groups: Sequence[Party],
    held: "npt.NDArray[np.int64]",
    at: tuple[int, int],
    name: str,
) -> None:
    column, count = at
    order = held[np.argsort(-problem.needs[held, count], kind="stable")]
    needed = np.cumsum(problem.needs[order, count])
    over = np.flatnonzero(needed > problem.left[column, count])
    if over.size:
        keys = [one.key for n in order[: over[0] + 1] for one in groups[n].families]
        raise FamilyError(
            f"these rulings cannot hold together: {', '.join(keys)} to {name} need "
            f"{needed[over[0]]} {COUNTS[count].value}, and {problem.left[column, count]} are left; "
            f"take one back"
        )


def _summed(
    score: "npt.NDArray[np.float64]", groups: Sequence[Sequence[int]]
) -> "npt.NDArray[np.float64]":
    rows = [score[list(group)].sum(axis=0) for group in groups]
    return np.array(rows).reshape(len(groups), score.shape[1])


def _once(names: Sequence[str], what: str) -> None:
    twice = sorted(name for name, number in Counter(names).items() if number > 1)
    if twice:
        raise FamilyError(f"the {what} {twice[0]} is there twice; each has one row")
