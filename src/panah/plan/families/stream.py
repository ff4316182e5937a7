"""A whole stream of families, placed batch by batch: what a method would have given in the past.

Three methods are compared: *first come, first served*, where every family takes the best place that
is left; *greedy*, where every batch is placed as well as it can be by itself; and *prices*. The
measure is hindsight: the best that could have been done by one who knew the whole stream.
"""

from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum

import attrs
import numpy as np

from panah.domain.family import Family
from panah.plan.families.assign import Assignment, Problem, assignment
from panah.plan.families.batch import Batch, Request, place
from panah.plan.families.prices import Futures

__all__ = ["Method", "Outcome", "first_come", "replay"]

WEEK = timedelta(days=7)


class Method(StrEnum):
    """How a stream is placed."""

    FIRST_COME = "first_come"
    GREEDY = "greedy"
    PRICES = "prices"
    HINDSIGHT = "hindsight"


@attrs.frozen(kw_only=True)
class Outcome:
    """What a method gave over a stream.

    Parameters
    ----------
    score
        The total score of the families placed.
    people
        How many people were placed.
    """

    score: float
    people: int


def replay(
    request: Request,
    method: Method,
    futures: Futures,
    progress: Callable[[int, int], None] = lambda *_: None,
) -> Outcome:
    """Place the families of a request week by week from nothing, and give what came of it.

    Parameters
    ----------
    request
        Its `as_of` is the last day of the stream. Families that were placed are placed anew.
    futures
        How many are sampled a week, and how many families come in all.
    """
    families = tuple(attrs.evolve(one, placed="") for one in request.families)
    whole = attrs.evolve(request, families=families)
    if method is Method.HINDSIGHT:
        best = attrs.evolve(whole, people_first=False)
        batch = place(best, attrs.evolve(futures, families=0))
        return _outcome(batch, batch.found)
    ends = _ends(whole)
    score, people = 0.0, 0
    for number, end in enumerate(ends, start=1):
        now = attrs.evolve(whole, as_of=end)
        later = futures.families - len(now.seen) if method is Method.PRICES else 0
        batch = place(now, attrs.evolve(futures, families=max(later, 0)))
        found = first_come(batch.problem) if method is Method.FIRST_COME else batch.found
        came = _outcome(batch, found)
        score, people = score + came.score, people + came.people
        whole = attrs.evolve(whole, families=_settled(batch, found, whole))
        progress(number, len(ends))
    return Outcome(score=score, people=people)


def first_come(problem: Problem) -> Assignment:
    """Place parties one after the other, each where it scores most among what is left."""
    left = problem.left.copy()
    chosen = np.full(len(problem.people), -1)
    for number, fits in enumerate(problem.fits):
        open_ = np.flatnonzero(fits & (problem.needs[number] <= left).all(axis=1))
        if open_.size:
            best = open_[np.argmax(problem.worth[number, open_])]
            chosen[number] = best
            left[best] -= problem.needs[number]
    return assignment(problem, chosen)


def _ends(request: Request) -> list[date]:
    """Give the last day of every week from the first arrival to the end of the stream."""
    first = min(one.arrives for one in request.families)
    weeks = (request.as_of - first).days // WEEK.days + 1
    return [first + WEEK * number - timedelta(days=1) for number in range(1, weeks + 1)]


def _outcome(batch: Batch, found: Assignment) -> Outcome:
    at = found.chosen >= 0
    return Outcome(score=float(batch.score[at, found.chosen[at]].sum()), people=found.people)


def _settled(batch: Batch, found: Assignment, request: Request) -> tuple[Family, ...]:
    where = {
        family.key: request.localities[column].name
        for party, column in zip(batch.parties, found.chosen.tolist(), strict=True)
        if column >= 0
        for family in party.families
    }
    return tuple(
        attrs.evolve(one, placed=where.get(one.key, one.placed)) for one in request.families
    )
