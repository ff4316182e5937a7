"""One decision and one step on a link, for some number of exchangeable people.

Flee counts the day in km and gives a full day's speed to each new link; the default counts it in
minutes and lets people use what is left of them.
"""

from typing import TYPE_CHECKING

from panah.forecast.kernel_cells import put
from panah.forecast.kernel_choice import REFUSE, draw, passes, refuses, touch, weigh
from panah.forecast.kernel_types import (
    AFTER,
    ARRIVALS,
    CHANCE,
    DEPARTURES,
    ENTERED,
    LEG_END,
    LEG_LINK,
    LEG_REST,
    LEGS,
    LINK_ABROAD,
    LINK_END,
    LINK_KM,
    LINK_SEATS,
    LINK_SPEED,
    LINK_START,
    NODE,
    NOW,
    PHASE,
    QUEUE_NEXT,
    REST_NEXT,
    ROAD,
    ROAD_NEXT,
    ROOM,
    SENT,
    STALE,
    TOWN,
    TRIES,
    Run,
    Who,
    compiled,
)

if TYPE_CHECKING:
    import numpy as np

__all__ = [
    "MINUTES",
    "arrive",
    "at_night",
    "decide",
    "enter",
    "in_queue",
    "step",
    "take_seats",
    "walkers",
]

MINUTES = 1440


@compiled
def decide(run: Run, rng: "np.random.Generator", who: Who, people: int, setting_out: bool) -> None:
    """Let people at a place stay or take a leg.

    Parameters
    ----------
    setting_out
        Whether they only begin the journey now (they are put on the road, to travel later in the
        day) or travel at once.
    """
    leaving = draw(rng, people, _chance(run, who, setting_out))
    if leaving == 0:
        _stay(run, who, people)
        return
    sent = _sent(run, who)
    if sent >= 0:
        staying = people - leaving + _go(run, rng, who, sent, leaving, setting_out)
    else:
        staying = people - leaving
        place = who.site
        if run.place[STALE, place] > 0.0:
            weigh(run, place)
        for leg in range(run.first[LEGS, place], run.first[LEGS, place + 1]):
            if run.share[leg] > 0.0 and leaving > 0:
                taking = draw(rng, leaving, run.share[leg])
                leaving -= taking
                staying += _go(run, rng, who, leg, taking, setting_out)
        staying += leaving
    _stay(run, Who(who.site, 0, who.spent, who.tired, 0, who.foot, who.birth), staying)


@compiled
def _chance(run: Run, who: Who, setting_out: bool) -> float:
    phase = run.clock[PHASE]
    pressed = run.rules.tire and who.tired < run.rules.move and not setting_out
    if who.leg > 0 or (pressed and run.hold[phase, TOWN, who.site] > 0.0):
        return 1.0
    return float(run.hold[phase, CHANCE, who.site])


@compiled
def _sent(run: Run, who: Who) -> int:
    """Give the leg all these people take, because of their route or of a redirection, or -1."""
    if who.leg > 0:
        return int(who.leg - 1)
    phase = run.clock[PHASE]
    leg = int(run.hold[phase, SENT, who.site])
    if leg < 0 or run.weight[phase, leg] < 0.0 or run.place[ROOM, run.leg[LEG_END, leg]] < REFUSE:
        return -1
    return leg


@compiled
def _go(
    run: Run, rng: "np.random.Generator", who: Who, leg: int, people: int, setting_out: bool
) -> int:
    """Send people on a leg; give how many could not go."""
    if people == 0:
        return 0
    link, end = run.leg[LEG_LINK, leg], run.leg[LEG_END, leg]
    going = 0 if refuses(run, end) else passes(run, rng, link, people)
    if going < people:
        run.place[TRIES, end] += people - going
    if going == 0:
        return people
    run.people[who.site] -= going
    run.tally[DEPARTURES, run.clock[NOW], who.site] += going
    touch(run, who.site)
    rest = run.leg[LEG_REST, leg] + 1
    on = Who(len(run.people) + link, 0, who.spent, who.tired, rest, who.foot, who.birth)
    seated = take_seats(run, link, going)
    if seated < going:
        put(run, QUEUE_NEXT, in_queue(run, on), going - seated)
    if setting_out:
        if seated > 0:
            put(run, ROAD, on, seated)
        return people - going
    walking = walkers(run, rng, on, seated)
    _advance(run, on, walking, True)
    _advance(run, on, seated - walking, False)
    return people - going


@compiled
def _advance(run: Run, who: Who, people: int, walk: bool) -> None:
    """Move people who have just entered a link for the rest of the day."""
    if people > 0:
        there = step(run, who, walk)
        if there.site == who.site:
            put(run, ROAD_NEXT, at_night(there), people)
        else:
            enter(run, who, there, people)
            arrive(run, there, people)


@compiled
def take_seats(run: Run, link: int, people: int) -> int:
    """Give seats of a link to as many of some people as there are left today."""
    row = run.link[LINK_SEATS, link]
    if row < 0:
        return people
    seated = min(people, run.seats[row, run.clock[NOW]])
    run.seats[row, run.clock[NOW]] -= seated
    return int(seated)


@compiled
def in_queue(run: Run, who: Who) -> Who:
    """Give people about to enter a link as they wait for a seat from today on."""
    return Who(who.site, run.clock[NOW], 0, 0, who.leg, 0, who.birth)


@compiled
def walkers(run: Run, rng: "np.random.Generator", who: Who, people: int) -> int:
    """Draw how many of the people on a link walk today, beside those still on foot."""
    link = (who.site - len(run.people)) % run.link.shape[1]
    return draw(rng, people, run.walk[link])


@compiled
def step(run: Run, who: Who, walk: bool) -> Who:
    """Move people on a link for the rest of the day; they are at a place if they reach its end."""
    rules, places, links = run.rules, len(run.people), run.link.shape[1]
    link = (who.site - places) % links
    speed = rules.walk if walk or who.foot == 1 else run.link[LINK_SPEED, link]
    left = run.link[LINK_KM, link] - who.km
    doomed = who.site >= places + links
    if rules.flee:
        over, spent, ahead = speed > left, who.spent + min(left, speed), speed
        spent = rules.day if spent >= speed else spent
    else:
        need = (MINUTES * left + speed - 1) // speed
        free = MINUTES - who.spent
        over, spent, ahead = need <= free, who.spent + min(need, free), speed * free // MINUTES
        doomed = doomed and run.open[run.clock[PHASE], link] < 1.0
    tired = who.tired + min(left, ahead) if rules.tire else 0
    if not over:
        return Who(who.site, who.km + ahead, spent, tired, who.leg, who.foot, who.birth)
    if doomed:
        return Who(run.link[LINK_START, link], 0, rules.day, tired, 0, 0, who.birth)
    return Who(run.link[LINK_END, link], 0, spent, tired, who.leg, 0, who.birth)


@compiled
def enter(run: Run, who: Who, there: Who, people: int) -> None:
    """Count people who reach the end of a link that leads into another country."""
    link = (who.site - len(run.people)) % run.link.shape[1]
    if run.link[LINK_ABROAD, link] == 1 and there.site == run.link[LINK_END, link]:
        run.tally[ENTERED, run.clock[NOW], there.site] += people


@compiled
def arrive(run: Run, who: Who, people: int) -> None:
    """Put people at a place: to decide again today, or to rest if the day is over."""
    place = who.site
    run.people[place] += people
    run.place[TRIES, place] += people
    run.tally[ARRIVALS, run.clock[NOW], place] += people
    touch(run, place)
    if who.spent >= run.rules.day:
        _stay(run, who, people)
        return
    spent = run.lump[place, who.spent]
    entry = put(run, NODE, Who(place, 0, spent, who.tired, who.leg, 0, who.birth), people)
    if entry >= 0:
        run.tables[NODE, AFTER, entry] = run.bucket[spent]
        run.bucket[spent] = entry


@compiled
def at_night(who: Who) -> Who:
    """Give the same people at the end of the day."""
    return Who(who.site, who.km, 0, who.tired // 2, who.leg, who.foot, who.birth)


@compiled
def _stay(run: Run, who: Who, people: int) -> None:
    if people > 0:
        put(run, REST_NEXT, at_night(who), people)
