"""Who waits for a seat: served first come first served, by the day of joining.

Who is left over may choose again: another way, or the same queue, where they keep their day.
"""

from typing import TYPE_CHECKING

from panah.forecast.kernel_cells import clear, put, unpack
from panah.forecast.kernel_choice import draw, passes, refuses, weigh
from panah.forecast.kernel_move import in_queue, take_seats
from panah.forecast.kernel_types import (
    COUNT,
    KEY,
    LEG_END,
    LEG_LINK,
    LEG_REST,
    LEGS,
    LINK_SEATS,
    LINK_START,
    PHASE,
    QUEUE,
    QUEUE_NEXT,
    ROAD,
    SIZE,
    STALE,
    Run,
    Who,
    compiled,
)

if TYPE_CHECKING:
    import numpy as np

__all__ = ["serve"]


@compiled
def serve(run: Run, rng: "np.random.Generator") -> None:
    """Give the day's seats to those who wait, and let some of the rest choose again.

    Who stays keeps the place in the queue; so those are put back before anybody joins anew.
    """
    for entry in range(run.clock[SIZE + QUEUE]):
        who = unpack(run.rules, run.tables[QUEUE, KEY, entry])
        people = run.tables[QUEUE, COUNT, entry]
        link = who.site - len(run.people)
        seated = 0
        if run.open[run.clock[PHASE], link] >= 1.0:
            seated = take_seats(run, link, people)
        if seated > 0:
            put(run, ROAD, Who(who.site, 0, 0, 0, who.leg, 0, who.birth), seated)
        anew = draw(rng, people - seated, run.rules.anew)
        put(run, QUEUE_NEXT, who, people - seated - anew)
        run.tables[QUEUE, COUNT, entry] = anew
    for entry in range(run.clock[SIZE + QUEUE]):
        if run.tables[QUEUE, COUNT, entry] > 0:
            who = unpack(run.rules, run.tables[QUEUE, KEY, entry])
            put(run, QUEUE_NEXT, who, _choose(run, rng, who, run.tables[QUEUE, COUNT, entry]))
    clear(run, QUEUE)


@compiled
def _choose(run: Run, rng: "np.random.Generator", who: Who, people: int) -> int:
    """Let people of a queue choose a way anew; give how many stay in it."""
    places = len(run.people)
    place = run.link[LINK_START, who.site - places]
    staying = 0
    if run.place[STALE, place] > 0.0:
        weigh(run, place)
    for leg in range(run.first[LEGS, place], run.first[LEGS, place + 1]):
        if people > 0 and run.share[leg] > 0.0:
            taking = draw(rng, people, run.share[leg])
            people -= taking
            staying += _leave(run, rng, who, leg, taking)
    return staying + people


@compiled
def _leave(run: Run, rng: "np.random.Generator", who: Who, leg: int, people: int) -> int:
    link = run.leg[LEG_LINK, leg]
    site = len(run.people) + link
    if site == who.site or refuses(run, run.leg[LEG_END, leg]):
        return people
    going = passes(run, rng, link, people)
    if going > 0:
        on = Who(site, 0, 0, 0, run.leg[LEG_REST, leg] + 1, 0, who.birth)
        seated = take_seats(run, link, going) if run.link[LINK_SEATS, link] >= 0 else going
        if seated > 0:
            put(run, ROAD, on, seated)
        if going > seated:
            put(run, QUEUE_NEXT, in_queue(run, on), going - seated)
    return people - going
