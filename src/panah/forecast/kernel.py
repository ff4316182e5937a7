"""A run on counts: the day, over and over.

Who rests decides first; then everyone on a link travels, and who arrives with time left decides
again. Occupancies change while people decide, and near a camp's last room the order of deciding
matters: so people decide in classes of birth (Flee lets the oldest choose first, every day) and,
on days when a camp is near its limits, in portions.
"""

from typing import TYPE_CHECKING

from panah.forecast.kernel_cells import clear, pour, put, total, unpack
from panah.forecast.kernel_choice import draw, passes, touch
from panah.forecast.kernel_move import arrive, at_night, decide, enter, step, walkers
from panah.forecast.kernel_portions import first_pass_portions, first_portion, next_portion
from panah.forecast.kernel_queue import serve
from panah.forecast.kernel_types import (
    AFTER,
    CAPACITY,
    COUNT,
    DAY_BIRTH,
    DAY_NEW,
    DAY_PHASE,
    DAY_SHUT,
    DUE,
    EVENT,
    FULL,
    HEAT,
    KEY,
    LAST_DUE,
    LINK_START,
    NODE,
    NOW,
    OUTFLOW,
    PHASE,
    POPULATION,
    PUT_IN,
    QUEUE,
    QUEUE_NEXT,
    REST,
    REST_NEXT,
    ROAD,
    ROAD_NEXT,
    SIZE,
    STALE,
    STOCK,
    TRIED,
    TRIES,
    WAITING,
    Run,
    Who,
    compiled,
)

if TYPE_CHECKING:
    import numpy as np

__all__ = ["LOST", "TOO_SMALL", "simulate"]

TOO_SMALL, LOST = 1, 2
"""How a run ends if a table was too small, or if people were lost on the way."""


@compiled
def simulate(run: Run, rng: "np.random.Generator") -> int:
    """Run all days of one future from empty tables; give 0, TOO_SMALL or LOST.

    ``run.people`` and ``run.place`` hold what is there before day 0.
    """
    _begin(run)
    for day in range(run.tally.shape[1]):
        _dawn(run, day)
        _spawn(run, rng, day)
        _shut(run, rng, day)
        serve(run, rng)
        _set_out(run, rng)
        for birth in range(run.rules.births):
            _travel(run, rng, birth)
        _dusk(run, day)
        if run.clock[FULL] == 1:
            return TOO_SMALL
        if total(run, REST) + total(run, ROAD) + total(run, QUEUE) != run.clock[PUT_IN]:
            return LOST
    return 0


@compiled
def _begin(run: Run) -> None:
    run.clock[PHASE] = -1
    for place in range(len(run.people)):
        if run.people[place] > 0:
            put(run, REST, Who(place, 0, 0, 0, 0, run.rules.foot, 0), run.people[place])
            run.clock[PUT_IN] += run.people[place]


@compiled
def _dawn(run: Run, day: int) -> None:
    phase = run.day[DAY_PHASE, day]
    run.clock[NOW] = day
    run.clock[EVENT] = 1 if phase != run.clock[PHASE] else 0
    run.clock[PHASE] = phase
    for place in range(len(run.people)):
        if run.clock[EVENT] == 1:
            run.place[STALE, place] = 1.0
        run.place[TRIED, place] = run.place[TRIES, place]
        run.place[TRIES, place] = 0.0
        run.place[CAPACITY, place] = run.capacity[min(day, len(run.capacity) - 1), place]


@compiled
def _spawn(run: Run, rng: "np.random.Generator", day: int) -> None:
    """Draw where the newly displaced of the day set out from.

    A population that is lowered stays at 1, so that a place in conflict is never without weight.
    """
    phase, new = run.clock[PHASE], run.day[DAY_NEW, day]
    left = 0.0
    for place in range(len(run.people)):
        left += run.hold[phase, HEAT, place] * run.place[POPULATION, place]
    for place in range(len(run.people)):
        weight = run.hold[phase, HEAT, place] * run.place[POPULATION, place]
        if weight > 0.0 and new > 0:
            people = draw(rng, new, weight / left) if weight < left * (1.0 - 1e-12) else new
            new -= people
            left -= weight
            run.tally[OUTFLOW, day, place] += people
        people = run.tally[OUTFLOW, day, place]
        if people > 0:
            put(run, REST, Who(place, 0, 0, 0, 0, run.rules.foot, run.day[DAY_BIRTH, day]), people)
            run.people[place] += people
            run.clock[PUT_IN] += people
            if run.rules.take:
                run.place[POPULATION, place] = max(run.place[POPULATION, place] - people, 1.0)
        touch(run, place)


@compiled
def _shut(run: Run, rng: "np.random.Generator", day: int) -> None:
    """Doom whoever is on a link that shuts today, but those it lets pass, to go back to its start.

    In the default flavour they arrive after all if it has opened again by then.
    """
    first, last = run.day[DAY_SHUT, day], run.day[DAY_SHUT, day + 1]
    if first == last:
        return
    places, links = len(run.people), run.link.shape[1]
    for entry in range(run.clock[SIZE + ROAD]):
        who = unpack(run.rules, run.tables[ROAD, KEY, entry])
        people = run.tables[ROAD, COUNT, entry]
        for index in range(first, last):
            link = run.shut[index]
            if who.site == places + link:
                back = people - passes(run, rng, link, people)
                people -= back
                site = who.site + links
                doomed = Who(site, who.km, who.spent, who.tired, who.leg, who.foot, who.birth)
                if back > 0:
                    put(run, ROAD_NEXT, doomed, back)
        if people > 0:
            put(run, ROAD_NEXT, who, people)
    pour(run, ROAD_NEXT, ROAD)


@compiled
def _set_out(run: Run, rng: "np.random.Generator") -> None:
    """Let everyone at rest decide, oldest first."""
    for birth in range(run.rules.births):
        for portion in range(first_pass_portions(run), 0, -1):
            for entry in range(run.clock[SIZE + REST]):
                who = unpack(run.rules, run.tables[REST, KEY, entry])
                if who.birth == birth and run.tables[REST, COUNT, entry] > 0:
                    people = draw(rng, run.tables[REST, COUNT, entry], 1.0 / portion)
                    run.tables[REST, COUNT, entry] -= people
                    if people > 0:
                        decide(run, rng, who, people, True)
    clear(run, REST)


@compiled
def _travel(run: Run, rng: "np.random.Generator", birth: int) -> None:
    """Move a class on its links, then let who arrives with time left decide again."""
    clear(run, DUE)
    for entry in range(run.clock[SIZE + ROAD]):
        who = unpack(run.rules, run.tables[ROAD, KEY, entry])
        if who.birth != birth:
            continue
        people = run.tables[ROAD, COUNT, entry]
        walking = walkers(run, rng, who, people)
        _advance(run, who, walking, True)
        _advance(run, who, people - walking, False)
    due = total(run, DUE)
    left = 1.0 if due > 0 else 0.0
    portion = first_portion(run, due)
    while left > 0.0:
        portion = left if portion >= 0.75 * left else portion
        _arrivals(run, rng, portion / left)
        left -= portion
        portion = next_portion(run, portion, left)
    run.clock[LAST_DUE] = due


@compiled
def _advance(run: Run, who: Who, people: int, walk: bool) -> None:
    if people > 0:
        there = step(run, who, walk)
        if there.site < len(run.people):
            enter(run, who, there, people)
            put(run, DUE, there, people)
        else:
            put(run, ROAD_NEXT, at_night(there), people)


@compiled
def _arrivals(run: Run, rng: "np.random.Generator", share: float) -> None:
    """Let a share of those due arrive and finish their day, least of the day spent first."""
    clear(run, NODE)
    for entry in range(run.clock[SIZE + DUE]):
        people = draw(rng, run.tables[DUE, COUNT, entry], share)
        if people > 0:
            run.tables[DUE, COUNT, entry] -= people
            arrive(run, unpack(run.rules, run.tables[DUE, KEY, entry]), people)
    for spent in range(run.rules.day):
        entry = run.bucket[spent]
        run.bucket[spent] = -1
        while entry >= 0:
            who = unpack(run.rules, run.tables[NODE, KEY, entry])
            decide(run, rng, who, run.tables[NODE, COUNT, entry], False)
            entry = run.tables[NODE, AFTER, entry]


@compiled
def _dusk(run: Run, day: int) -> None:
    clear(run, ROAD)
    pour(run, REST_NEXT, REST)
    pour(run, ROAD_NEXT, ROAD)
    pour(run, QUEUE_NEXT, QUEUE)
    for entry in range(run.clock[SIZE + QUEUE]):
        link = unpack(run.rules, run.tables[QUEUE, KEY, entry]).site - len(run.people)
        people = run.tables[QUEUE, COUNT, entry]
        run.tally[WAITING, day, run.link[LINK_START, link]] += people
    for place in range(len(run.people)):
        run.tally[STOCK, day, place] = run.people[place]
