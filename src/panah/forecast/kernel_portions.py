"""In how many portions people decide, where the order of deciding changes who gets in.

All at once is wrong near a camp's last tenth of room: first steps would fill the camps before
second steps decide. So those due to arrive come in portions, of so many of 64 turns each; chance
only rounds how many of a cell come in which. A portion is such that a camp near its limits sees
few arrivals and refusals in it, in the first even if more come than yesterday. In Flee's flavour
they are equal and at most two.

Who comes to such a camp comes half a portion later than the others: so the others choose by the
room that is left halfway. Turns matter only to those who come to such a camp or may come to where
it is chosen today; all others come at once.
"""

import math

from panah.forecast.kernel_cells import people_of, who_is
from panah.forecast.kernel_choice import held, share_of
from panah.forecast.kernel_types import DUE, EVENT, SIZE, Run, Who, compiled, inlined

__all__ = [
    "TURNS",
    "first_pass_portions",
    "first_portion",
    "next_portion",
    "portion_of",
]

TURNS = 64
FLEE_PORTION = TURNS // 2
FIRST_PASS_PORTIONS = 8
LEAVING = 0.997
"""A camp this full after a day's leaving still has room; three times Flee's chance to leave one."""
EASE = 0.0075
"""The share of a camp's capacity that may arrive in one portion: docs/method/forecast.md."""
ENOUGH = 0.75
"""A portion of so much of what is left takes all of it."""
GROWTH = 4
NEVER = -1
SURPRISE, FIRST = 3.0, 5.0
"""Beside as many as yesterday so many standard deviations of chance may come, and so many anyhow
(assumed: a portion that is too large is followed by smaller ones)."""


@inlined
def portion_of(run: Run, who: Who, people: int, share: float, to_camps: float) -> int:
    """Give how many of some people come in a portion: all where their turn does not matter.

    Parameters
    ----------
    share, to_camps
        The share that comes of those whose turn matters, and of those in a camp near its limits.
    """
    if not _matters(run, who):
        return people
    some = to_camps if run.whole[run.at.until + who.site] == run.rules.day else share
    return share_of(run, people, some) if some < 1.0 else people


@compiled
def first_pass_portions(run: Run) -> int:
    """Give the portions of those who set out from where they rested.

    Turns matter to whoever leaves a camp that has room again once some have left, and to whoever
    may choose it.
    """
    if run.rules.flee == 1:
        return 1
    portions = 1
    for place in range(run.rules.places):
        people, capacity = run.whole[run.at.people + place], run.real[run.at.capacity + place]
        staying = people * (1.0 - 2.0 * held(run, run.at.chance, place)) - 5.0
        run.whole[run.at.until + place] = NEVER
        if capacity >= 1.0 and people > run.rules.buffer * capacity and staying < capacity:
            run.whole[run.at.until + place] = run.rules.day
            portions = FIRST_PASS_PORTIONS
    if portions > 1:
        _may_choose(run)
    return portions


@compiled
def first_portion(run: Run, birth: int, due: int) -> int:
    """Give how many turns of a class come first: all of them where the order does not matter.

    It matters to whoever comes to a camp near its limits, may choose one today, or may still reach
    a place today where people may.
    """
    more = max(0, due - run.whole[run.at.last_due + birth])
    run.whole[run.at.last_due + birth] = due
    near = False
    for place in range(run.rules.places):
        run.real[run.at.seen + place] = run.real[run.at.tries + place]
        is_near = _near(run, place, _coming(run, place, due, more))
        run.whole[run.at.until + place] = run.rules.day if is_near else NEVER
        near = near or is_near
    if not near:
        return TURNS
    _may_choose(run)
    _may_reach(run)
    turns, due = TURNS, _mattering(run)
    for place in range(run.rules.places):
        if run.whole[run.at.until + place] == run.rules.day:
            ease = max(1.0, EASE * run.real[run.at.capacity + place])
            coming = _coming(run, place, due, more)
            if coming > ease:
                turns = min(turns, int(ease / coming * TURNS))
    least = FLEE_PORTION if run.rules.flee == 1 else 1
    return TURNS if turns >= ENOUGH * TURNS else max(turns, least)


@inlined
def _coming(run: Run, place: int, due: int, more: int) -> float:
    """Give how many people may come to a place today, if so many are due.

    Parameters
    ----------
    more
        By how many those due are more than the day before.
    """
    if run.whole[EVENT] == 1:
        return float(due)
    tried = run.real[run.at.tried + place]
    return min(float(due), tried + SURPRISE * math.sqrt(tried) + FIRST + more)  # type: ignore[no-any-return]


@compiled
def _may_choose(run: Run) -> None:
    """Let turns matter where people may choose a camp near its limits, until the day is over."""
    for place in range(run.rules.places):
        if run.whole[run.at.until + place] == run.rules.day:
            for index in range(
                run.whole[run.at.first_near + place], run.whole[run.at.first_near + place + 1]
            ):
                until = run.at.until + run.whole[run.at.near + index]
                run.whole[until] = max(run.whole[until], run.rules.day - 1)


@compiled
def _may_reach(run: Run) -> None:
    """Let turns matter where people may still reach such a place today."""
    found = True
    while found:
        found = False
        for place in range(run.rules.places):
            for leg in range(
                run.whole[run.at.first_leg + place], run.whole[run.at.first_leg + place + 1]
            ):
                until = _leaves_until(run, run.whole[run.at.leg_link + leg])
                if until > run.whole[run.at.until + place]:
                    run.whole[run.at.until + place] = _kept(run, place, until)
                    found = True


@inlined
def _leaves_until(run: Run, link: int) -> int:
    """Give the last moment at which people enter a link whose end they reach while turns matter."""
    takes = run.whole[(run.at.km if run.rules.flee == 1 else run.at.need) + link]
    return run.whole[run.at.until + run.whole[run.at.end + link]] - takes  # type: ignore[no-any-return]


@inlined
def _kept(run: Run, place: int, spent: int) -> int:
    """Give the last moment of coming to a place that may count as a moment or one before it.

    In Flee's flavour no moment counts as an earlier one.
    """
    if run.rules.flee == 1 or spent + 1 >= run.rules.day:
        return spent
    return run.whole[run.at.moments + 2 * (place * run.rules.day + spent + 1) + 1] - 1  # type: ignore[no-any-return]


@compiled
def _mattering(run: Run) -> int:
    """Count those due whose turn matters."""
    people = 0
    for entry in range(run.whole[SIZE + DUE]):
        who = who_is(run, DUE, entry)
        if _matters(run, who):
            people += people_of(run, DUE, entry)
    return people


@inlined
def _matters(run: Run, who: Who) -> bool:
    """Say whether it matters when it is somebody's turn: always on the way of a longer route."""
    return who.leg > 0 or who.spent <= run.whole[run.at.until + who.site]


@inlined
def _near(run: Run, place: int, coming: float) -> bool:
    """Say whether a camp has room, but may have less if so many come."""
    people, capacity = run.whole[run.at.people + place], run.real[run.at.capacity + place]
    crowded = people + coming > run.rules.buffer * capacity
    return capacity >= 1.0 and people * LEAVING < capacity and crowded  # type: ignore[no-any-return]


@compiled
def next_portion(run: Run, last: int, left: int) -> int:
    """Give how many turns come next, after `last`, when `left` remain."""
    if run.rules.flee == 1:
        return min(last, left)
    share = float(GROWTH * last)
    for place in range(run.rules.places):
        people, capacity = run.whole[run.at.people + place], run.real[run.at.capacity + place]
        if capacity < 1.0:
            continue
        rate = (run.real[run.at.tries + place] - run.real[run.at.seen + place] + 1.0) / last
        run.real[run.at.seen + place] = run.real[run.at.tries + place]
        crowded = people + 2.0 * rate * left > run.rules.buffer * capacity
        if people * LEAVING < capacity and crowded:
            share = min(share, max(1.0, EASE * capacity) / rate)
    turns = max(int(share + 0.5), 1)
    return left if turns >= ENOUGH * left else turns
