"""In how many portions people decide, where the order of deciding changes who gets in.

All at once is wrong near a camp's last tenth of room: first steps would fill the camps before
second steps decide. Flee's flavour has four equal portions on such days; the default sizes each
portion so that a camp near its limits sees few arrivals and refusals in it.
"""

from panah.forecast.kernel_types import (
    CAPACITY,
    CHANCE,
    EVENT,
    LAST_DUE,
    PHASE,
    SEEN,
    TRIED,
    TRIES,
    Run,
    compiled,
)

__all__ = ["first_pass_portions", "first_portion", "next_portion"]

FLEE_PORTIONS = 4
FIRST_PASS_PORTIONS = 8
LEAVING = 0.997
"""A camp this full after a day's leaving still has room; three times Flee's chance to leave one."""
EASE = 0.005
"""The share of a camp's capacity that may arrive in one portion; 0.14 % off in total, measured."""
LARGEST, SMALLEST = 1.0 / 32, 1.0 / 64
GROWTH = 4.0


@compiled
def first_pass_portions(run: Run) -> int:
    """Give the portions of those who set out from where they rested."""
    if run.rules.flee:
        return 1
    for place in range(len(run.people)):
        people, capacity = run.people[place], run.place[CAPACITY, place]
        staying = people * (1.0 - 2.0 * run.hold[run.clock[PHASE], CHANCE, place]) - 5.0
        if capacity >= 1.0 and people > run.rules.buffer * capacity and staying < capacity:
            return FIRST_PASS_PORTIONS
    return 1


@compiled
def first_portion(run: Run, due: int) -> float:
    """Give the share of those due who arrive first."""
    share = 1.0
    for place in range(len(run.people)):
        run.place[SEEN, place] = run.place[TRIES, place]
        if _near(run, place, due):
            if run.rules.flee:
                return 1.0 / FLEE_PORTIONS
            ease = max(1.0, EASE * run.place[CAPACITY, place]) / (run.place[TRIED, place] + 1.0)
            share = max(min(share, LARGEST, ease), SMALLEST)
    return share


@compiled
def _near(run: Run, place: int, due: int) -> bool:
    people, capacity = run.people[place], run.place[CAPACITY, place]
    if capacity < 1.0 or people * LEAVING >= capacity:
        return False
    coming = float(due)
    if not run.rules.flee and run.clock[EVENT] == 0:
        more = max(0.0, float(due - run.clock[LAST_DUE]))
        coming = 3.0 * run.place[TRIED, place] + 20.0 + more
    return bool(people + coming > run.rules.buffer * capacity)


@compiled
def next_portion(run: Run, last: float, left: float) -> float:
    """Give the next share, after one of `last`, when `left` remain of the whole."""
    if run.rules.flee:
        return last
    share = GROWTH * last
    for place in range(len(run.people)):
        people, capacity = run.people[place], run.place[CAPACITY, place]
        rate = (run.place[TRIES, place] - run.place[SEEN, place] + 1.0) / last
        run.place[SEEN, place] = run.place[TRIES, place]
        crowded = people + 2.0 * rate * left > run.rules.buffer * capacity
        if capacity >= 1.0 and people * LEAVING < capacity and crowded:
            share = min(share, max(1.0, EASE * capacity) / rate)
    return max(share, SMALLEST)
