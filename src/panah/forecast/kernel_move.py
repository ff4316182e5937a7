"""One decision and one step on a link, for some number of exchangeable people.

Flee counts the day in km and gives a full day's speed to each new link; the default counts it in
minutes and lets people use what is left of them.
"""

from typing import TYPE_CHECKING

from panah.forecast.kernel_cells import put
from panah.forecast.kernel_choice import REFUSE, draw, refuses, touch, weigh
from panah.forecast.kernel_types import (
    AFTER,
    ARRIVALS,
    CHANCE,
    DEPARTURES,
    LEG_END,
    LEG_LINK,
    LEG_REST,
    LEGS,
    LINK_END,
    LINK_KM,
    LINK_START,
    NODE,
    NOW,
    PHASE,
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

__all__ = ["MINUTES", "arrive", "at_night", "decide", "step"]

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
        staying = people - leaving + _go(run, who, sent, leaving, setting_out)
    else:
        staying = people - leaving
        place = who.site
        if run.place[STALE, place] > 0.0:
            weigh(run, place)
        for leg in range(run.first[LEGS, place], run.first[LEGS, place + 1]):
            if run.share[leg] > 0.0 and leaving > 0:
                taking = draw(rng, leaving, run.share[leg])
                leaving -= taking
                staying += _go(run, who, leg, taking, setting_out)
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
def _go(run: Run, who: Who, leg: int, people: int, setting_out: bool) -> int:
    """Send people on a leg; give how many could not go."""
    if people == 0:
        return 0
    link, end = run.leg[LEG_LINK, leg], run.leg[LEG_END, leg]
    if not run.open[run.clock[PHASE], link] or refuses(run, end):
        run.place[TRIES, end] += people
        return people
    run.people[who.site] -= people
    run.tally[DEPARTURES, run.clock[NOW], who.site] += people
    touch(run, who.site)
    site = len(run.people) + link
    rest = run.leg[LEG_REST, leg] + 1
    going = Who(site, 0, who.spent, who.tired, rest, who.foot, who.birth)
    if setting_out:
        put(run, ROAD, going, people)
        return 0
    there = step(run, going)
    if there.site == site:
        put(run, ROAD_NEXT, at_night(there), people)
    else:
        arrive(run, there, people)
    return 0


@compiled
def step(run: Run, who: Who) -> Who:
    """Move people on a link for the rest of the day; they are at a place if they reach its end."""
    rules, places, links = run.rules, len(run.people), run.link.shape[1]
    speed = rules.walk if who.foot == 1 else rules.move
    link = (who.site - places) % links
    left = run.link[LINK_KM, link] - who.km
    if rules.flee:
        over, spent, ahead = speed > left, who.spent + min(left, speed), speed
        doomed = who.site >= places + links
    else:
        need = (MINUTES * left + speed - 1) // speed
        free = MINUTES - who.spent
        over, spent, ahead = need <= free, who.spent + min(need, free), speed * free // MINUTES
        doomed = not run.open[run.clock[PHASE], link]
    tired = who.tired + min(left, ahead) if rules.tire else 0
    if not over:
        return Who(who.site, who.km + ahead, spent, tired, who.leg, who.foot, who.birth)
    if doomed:
        return Who(run.link[LINK_START, link], 0, rules.day, tired, 0, 0, who.birth)
    return Who(run.link[LINK_END, link], 0, spent, tired, who.leg, 0, who.birth)


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
