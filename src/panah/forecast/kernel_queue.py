"""Who waits for a seat: served first come first served, by the day of joining.

Who is left over may choose again: another way, or the same queue, where they keep their day.
"""

from panah.forecast.kernel_cells import clear, later, now, people_of, put, take, who_is
from panah.forecast.kernel_choice import draw, passes, refuses, weigh
from panah.forecast.kernel_move import in_queue, take_seats
from panah.forecast.kernel_types import OPENED, QUEUE, ROAD, SIZE, Run, Who, compiled, inlined

__all__ = ["serve"]


@compiled
def serve(run: Run) -> None:
    """Give the day's seats to those who wait, and let some of the rest choose again.

    Who stays keeps the place in the queue; so those are put back before anybody joins anew.
    """
    queue = now(run, QUEUE)
    for entry in range(run.whole[SIZE + queue]):
        who, people = who_is(run, queue, entry), people_of(run, queue, entry)
        link = who.site - run.rules.places
        seated = 0
        if run.real[run.at.open + run.whole[OPENED] + link] >= 1.0:
            seated = take_seats(run, link, people)
        if seated > 0:
            on = Who(who.site, 0, 0, 0, who.leg, 0, who.birth, who.kind)
            put(run, now(run, ROAD), on, seated)
        anew = draw(run, people - seated, run.rules.anew)
        put(run, later(run, QUEUE), who, people - seated - anew)
        take(run, queue, entry, people - anew)
    for entry in range(run.whole[SIZE + queue]):
        people = people_of(run, queue, entry)
        if people > 0:
            who = who_is(run, queue, entry)
            put(run, later(run, QUEUE), who, _choose(run, who, people))
    clear(run, queue)


@inlined
def _choose(run: Run, who: Who, people: int) -> int:
    """Let people of a queue choose a way anew; give how many stay in it."""
    place = run.whole[run.at.start + who.site - run.rules.places]
    staying = 0
    weigh(run, place, who.kind)
    share = run.at.share + who.kind * run.rules.legs
    for leg in range(run.whole[run.at.first_leg + place], run.whole[run.at.first_leg + place + 1]):
        taking = draw(run, people, run.real[share + leg])
        if taking > 0:
            people -= taking
            staying += _leave(run, who, leg, taking)
    return staying + people


@inlined
def _leave(run: Run, who: Who, leg: int, people: int) -> int:
    link = run.whole[run.at.leg_link + leg]
    site = run.rules.places + link
    if site == who.site or refuses(run, run.whole[run.at.leg_end + leg]):
        return people
    going = passes(run, link, people)
    if going > 0:
        on = Who(site, 0, 0, 0, run.whole[run.at.leg_rest + leg] + 1, 0, who.birth, who.kind)
        seated = take_seats(run, link, going)
        if seated > 0:
            put(run, now(run, ROAD), on, seated)
        if going > seated:
            put(run, later(run, QUEUE), in_queue(run, on), going - seated)
    return people - going
