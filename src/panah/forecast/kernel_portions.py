"""In how many portions people decide, where the order of deciding changes who gets in.

All at once is wrong near a camp's last tenth of room: first steps would fill the camps before
second steps decide. So those due to arrive come in portions, of so many of 64 turns each; chance
only rounds how many of a cell come in which. A portion is such that a camp near its limits sees
few arrivals and refusals in it, in the first even if thrice as many come as yesterday. In Flee's
flavour they are equal and at most four.
"""

from panah.forecast.kernel_choice import held
from panah.forecast.kernel_types import (
    EVENT,
    Run,
    compiled,
    inlined,
)

__all__ = ["TURNS", "first_pass_portions", "first_portion", "next_portion"]

TURNS = 64
FLEE_PORTION = TURNS // 4
FIRST_PASS_PORTIONS = 8
LEAVING = 0.997
"""A camp this full after a day's leaving still has room; three times Flee's chance to leave one."""
EASE = 0.005
"""The share of a camp's capacity that may arrive in one portion; 0.14 % off in total, measured."""
ENOUGH = 0.75
"""A portion of so much of what is left takes all of it."""
GROWTH = 4


@compiled
def first_pass_portions(run: Run) -> int:
    """Give the portions of those who set out from where they rested."""
    if run.rules.flee == 1:
        return 1
    for place in range(run.rules.places):
        people, capacity = run.whole[run.at.people + place], run.real[run.at.capacity + place]
        staying = people * (1.0 - 2.0 * held(run, run.at.chance, place)) - 5.0
        if capacity >= 1.0 and people > run.rules.buffer * capacity and staying < capacity:
            return FIRST_PASS_PORTIONS
    return 1


@compiled
def first_portion(run: Run, birth: int, due: int) -> int:
    """Give how many turns of a class come first: all of them where the order does not matter."""
    turns, last = TURNS, run.whole[run.at.last_due + birth]
    for place in range(run.rules.places):
        run.real[run.at.seen + place] = run.real[run.at.tries + place]
        coming = float(due)
        if run.whole[EVENT] == 0:
            usual = 3.0 * run.real[run.at.tried + place] + 20.0
            coming = min(coming, usual + max(0.0, float(due - last)))
        ease = max(1.0, EASE * run.real[run.at.capacity + place])
        if coming > ease and _near(run, place, coming):
            turns = min(turns, int(ease / coming * TURNS))
    run.whole[run.at.last_due + birth] = due
    least = FLEE_PORTION if run.rules.flee == 1 else 1
    return TURNS if turns >= ENOUGH * TURNS else max(turns, least)


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
