"""In how many portions people decide, where the order of deciding changes who gets in.

All at once is wrong near a camp's last tenth of room: first steps would fill the camps before
second steps decide. So those due to arrive come in portions, of so many of 64 turns each; chance
only rounds how many of a cell come in which. Flee's flavour has four equal portions on such days;
the default sizes each so that a camp near its limits sees few arrivals and refusals in it.
"""

from panah.forecast.kernel_choice import held
from panah.forecast.kernel_types import (
    EVENT,
    LAST_DUE,
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
LARGEST, LARGEST_NEW = TURNS // 8, TURNS // 32
"""The largest first portion: on a day like the one before, whose arrivals tell its size, and on a
day on which something changes."""
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
def first_portion(run: Run, due: int) -> int:
    """Give how many turns come first: all of them where the order does not matter."""
    turns, largest = TURNS, LARGEST_NEW if run.whole[EVENT] == 1 else LARGEST
    for place in range(run.rules.places):
        run.real[run.at.seen + place] = run.real[run.at.tries + place]
        if _near(run, place, due):
            if run.rules.flee == 1:
                return FLEE_PORTION
            ease = max(1.0, EASE * run.real[run.at.capacity + place]) / (
                run.real[run.at.tried + place] + 1.0
            )
            turns = max(min(turns, largest, int(ease * TURNS + 0.5)), 1)
    return turns


@inlined
def _near(run: Run, place: int, due: int) -> bool:
    people, capacity = run.whole[run.at.people + place], run.real[run.at.capacity + place]
    if capacity < 1.0 or people * LEAVING >= capacity:
        return False
    coming = float(due)
    if run.rules.flee == 0 and run.whole[EVENT] == 0:
        more = max(0.0, float(due - run.whole[LAST_DUE]))
        coming = 3.0 * run.real[run.at.tried + place] + 20.0 + more
    return people + coming > run.rules.buffer * capacity  # type: ignore[no-any-return]


@compiled
def next_portion(run: Run, last: int, left: int) -> int:
    """Give how many turns come next, after `last`, when `left` remain."""
    if run.rules.flee == 1:
        return last
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
    return left if turns >= 0.75 * left else turns
