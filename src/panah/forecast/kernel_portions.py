"""In how many portions people decide, where the order of deciding changes who gets in.

All at once is wrong near a camp's last tenth of room: first steps would fill the camps before
second steps decide. So each of those due to arrive draws one of 64 turns, and some turns at a time
arrive together. Flee's flavour has four equal portions on such days; the default sizes each so that
a camp near its limits sees few arrivals and refusals in it.
"""

import numpy as np

from panah.forecast.kernel_cells import people_of
from panah.forecast.kernel_choice import held
from panah.forecast.kernel_luck import next64
from panah.forecast.kernel_types import (
    DUE,
    EVENT,
    FULL,
    LAST_DUE,
    SIZE,
    TABLES,
    Run,
    compiled,
    inlined,
)

__all__ = ["TURNS", "draw_turns", "first_pass_portions", "first_portion", "next_portion", "part_of"]

TURNS = 64
FLEE_PORTION = TURNS // 4
FIRST_PASS_PORTIONS = 8
LEAVING = 0.997
"""A camp this full after a day's leaving still has room; three times Flee's chance to leave one."""
EASE = 0.005
"""The share of a camp's capacity that may arrive in one portion; 0.14 % off in total, measured."""
LARGEST = TURNS // 32
GROWTH = 4
FEW = 8
"""Up to so many people of one cell draw a turn each; more are split as the turns come."""
_BITS, _TURN = np.uint64(6), np.uint64(TURNS - 1)


@inlined
def part_of(run: Run, part: int) -> int:
    """Give where the numbers of a part begin."""
    return 4 * TABLES * run.rules.entries + 2 * part


@compiled
def draw_turns(run: Run) -> None:
    """Give everyone due a turn, and chain those of each turn; cells of many come last."""
    heads = run.at.heads
    for turn in range(TURNS + 1):
        run.whole[heads + turn] = -1
    part, left, bits = 0, 0, next64(run.luck)
    for entry in range(run.whole[SIZE + DUE]):
        people = people_of(run, DUE, entry)
        each = people <= FEW and run.rules.expected == 0
        if part + FEW > run.rules.parts:
            run.whole[FULL] = 1
            return
        for _ in range(people if each else 1):
            turn = TURNS
            if each:
                if left == 0:
                    bits, left = next64(run.luck), 10
                left -= 1
                turn = np.int64(bits & _TURN)  # type: ignore[assignment]
                bits >>= _BITS
            run.tables[part_of(run, part)] = entry
            run.tables[part_of(run, part) + 1] = run.whole[heads + turn]
            run.whole[heads + turn] = part
            part += 1


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
    turns = TURNS
    for place in range(run.rules.places):
        run.real[run.at.seen + place] = run.real[run.at.tries + place]
        if _near(run, place, due):
            if run.rules.flee == 1:
                return FLEE_PORTION
            ease = max(1.0, EASE * run.real[run.at.capacity + place]) / (
                run.real[run.at.tried + place] + 1.0
            )
            turns = max(min(turns, LARGEST, int(ease * TURNS + 0.5)), 1)
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
