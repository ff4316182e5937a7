"""How people at a place choose: the room that is left, the weights of the routes, the draws.

Numbers of people who take each branch are binomial draws; splitting people over routes is a chain
of them, the last open route taking who is left.
"""

from typing import TYPE_CHECKING

from panah.forecast.kernel_types import (
    CAMP,
    CAPACITY,
    LEG_END,
    LEGS,
    NEAR,
    PHASE,
    ROOM,
    STALE,
    Run,
    compiled,
)

if TYPE_CHECKING:
    import numpy as np

__all__ = ["draw", "passes", "refuses", "room_at", "touch", "weigh"]

REFUSE = 0.5
"""A camp with less room than this is not entered (Flee)."""
PRUNED = 1.001
"""Below this threshold nothing is pruned (Flee)."""


@compiled
def draw(rng: "np.random.Generator", people: int, chance: float) -> int:
    """Draw how many of some people do what each does with a chance."""
    if people <= 0 or chance <= 0.0:
        return 0
    if chance >= 1.0:
        return people
    return int(rng.binomial(people, chance))


@compiled
def room_at(run: Run, place: int) -> float:
    """Give the room factor of a place: 1 below the buffer, 0 when full."""
    capacity = run.place[CAPACITY, place]
    people = run.people[place]
    buffer = run.rules.buffer
    if capacity < 1.0 or people <= buffer * capacity:
        return 1.0
    if people >= capacity:
        return 0.0
    return float(1.0 - (people - buffer * capacity) / (capacity * (1.0 - buffer)))


@compiled
def touch(run: Run, place: int) -> None:
    """Take note that the people of a place changed."""
    room = room_at(run, place)
    if room != run.place[ROOM, place]:
        run.place[ROOM, place] = room
        for index in range(run.first[NEAR, place], run.first[NEAR, place + 1]):
            run.place[STALE, run.near[index]] = 1.0


@compiled
def passes(run: Run, rng: "np.random.Generator", link: int, people: int) -> int:
    """Draw how many of some people pass a link: all where it is open, none where there is none."""
    return draw(rng, people, run.open[run.clock[PHASE], link])


@compiled
def refuses(run: Run, place: int) -> bool:
    """Say whether a place is a camp too full to enter."""
    return bool(run.place[ROOM, place] < REFUSE and run.hold[run.clock[PHASE], CAMP, place] > 0.0)


@compiled
def weigh(run: Run, place: int) -> None:
    """Work out, for each leg from a place, its chance given that no leg before it was taken."""
    share, rules, phase = run.share, run.rules, run.clock[PHASE]
    first, last = run.first[LEGS, place], run.first[LEGS, place + 1]
    heaviest = 0.0
    for leg in range(first, last):
        share[leg] = _weight(run, phase, leg)
        heaviest = max(heaviest, share[leg])
    if heaviest <= 0.0 and rules.flee:
        for leg in range(first, last):
            share[leg] = 1.0 if share[leg] >= 0.0 else -1.0
        heaviest = 1.0
    lightest = heaviest / rules.pruning if rules.pruning >= PRUNED else 0.0
    after = 0.0
    for leg in range(last - 1, first - 1, -1):
        weight = share[leg]
        if weight <= 0.0 or weight < lightest:
            share[leg] = 0.0
        else:
            share[leg] = weight / (weight + after) if after > 0.0 else 1.0
            after += weight
    run.place[STALE, place] = 0.0


@compiled
def _weight(run: Run, phase: int, leg: int) -> float:
    weight = run.weight[phase, leg]
    if weight < 0.0:
        return -1.0
    end = run.leg[LEG_END, leg]
    room = run.place[ROOM, end]
    if not run.rules.flee and refuses(run, end):
        return 0.0
    if room < 1.0:
        weight *= room**run.rules.power
    return float(weight)
