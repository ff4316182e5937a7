"""One decision and one step on a link, for some number of exchangeable people.

Flee counts the day in km and gives a full day's speed to each new link; the default counts it in
minutes and lets people use what is left of them.
"""

from panah.forecast.kernel_cells import later, now, put
from panah.forecast.kernel_choice import REFUSE, draw, held, passes, refuses, touch, weigh
from panah.forecast.kernel_types import (
    ABROAD,
    AFTER,
    ARRIVALS,
    BIN,
    BUCKET,
    CHANCE,
    DAY,
    DAY_HARVEST,
    DAYS,
    DEPARTURES,
    EARLIEST,
    END,
    ENTERED,
    FARMER,
    FIRST_LEG,
    FLEE,
    KINDS,
    KM,
    LATEST,
    LEG_END,
    LEG_LINK,
    LEG_REST,
    LEGS,
    LINKS,
    LUMP,
    MOVE,
    NODE,
    NOW,
    OPEN,
    PEOPLE,
    PHASE,
    PLACES,
    QUEUE,
    REST,
    ROAD,
    ROOM,
    SEATED,
    SEATS,
    SENT,
    SHARE,
    SPEED,
    START,
    TASTES,
    TIRE,
    TOWN,
    TRIES,
    WALK,
    WALKS,
    WEIGHT,
    Run,
    Who,
    compiled,
    count,
    inlined,
    real,
    whole,
)

__all__ = [
    "MINUTES",
    "arrive",
    "at_night",
    "decide",
    "in_queue",
    "reach",
    "step",
    "take_seats",
    "tell",
    "walkers",
]

MINUTES = 1440


@compiled
def decide(run: Run, who: Who, people: int, setting_out: bool) -> None:
    """Let people at a place stay or take a leg.

    Parameters
    ----------
    setting_out
        Whether they only begin the journey now (they are put on the road, to travel later in the
        day) or travel at once.
    """
    leaving = draw(run, people, _chance(run, who, setting_out))
    staying = people - leaving
    if leaving > 0:
        sent = _sent(run, who)
        if sent >= 0:
            staying += _go(run, who, sent, leaving, setting_out)
        else:
            staying += _choose(run, who, leaving, setting_out)
        who = Who(who.site, 0, who.spent, who.tired, 0, who.foot, who.birth, who.kind)
    if staying > 0:
        put(run, later(run, REST), at_night(run, who), staying)


@inlined
def _choose(run: Run, who: Who, leaving: int, setting_out: bool) -> int:
    """Spread people over the legs from their place; give how many stay after all."""
    staying = 0
    weigh(run, who.site, who.kind)
    share = run.whole[SHARE] + who.kind * run.whole[LEGS]
    for leg in range(whole(run, FIRST_LEG, who.site), whole(run, FIRST_LEG, who.site + 1)):
        if leaving == 0:
            break
        taking = draw(run, leaving, run.real[share + leg])
        if taking > 0:
            leaving -= taking
            staying += _go(run, who, leg, taking, setting_out)
    return staying + leaving


@inlined
def _chance(run: Run, who: Who, setting_out: bool) -> float:
    pressed = run.whole[TIRE] == 1 and who.tired < run.whole[MOVE] and not setting_out
    if who.leg > 0 or (pressed and held(run, TOWN, who.site) > 0.0):
        return 1.0
    if whole(run, DAY_HARVEST, run.whole[NOW]) == 1 and whole(run, FARMER, who.kind) == 1:
        return 0.0
    return held(run, CHANCE, who.site)


@inlined
def _sent(run: Run, who: Who) -> int:
    """Give the leg all these people take, because of their route or of a redirection, or -1."""
    if who.leg > 0:
        return who.leg - 1
    leg = int(held(run, SENT, who.site))
    if leg < 0 or real(run, ROOM, whole(run, LEG_END, leg)) < REFUSE:
        return -1
    row = run.whole[PHASE] * run.whole[TASTES] * run.whole[LEGS]
    return leg if real(run, WEIGHT, row + leg) >= 0.0 else -1


@compiled
def _go(run: Run, who: Who, leg: int, people: int, setting_out: bool) -> int:
    """Send people on a leg; give how many could not go."""
    link, end = whole(run, LEG_LINK, leg), whole(run, LEG_END, leg)
    going = 0 if refuses(run, end) else passes(run, link, people)
    if going < people:
        run.real[run.whole[TRIES] + end] += people - going
    if going == 0:
        return people
    count(run, PEOPLE, who.site, -going)
    tell(run, DEPARTURES, who.kind, who.site, going)
    touch(run, who.site)
    rest = whole(run, LEG_REST, leg) + 1
    site = run.whole[PLACES] + link
    on = Who(site, 0, who.spent, who.tired, rest, who.foot, who.birth, who.kind)
    seated = take_seats(run, link, going)
    if seated < going:
        put(run, later(run, QUEUE), in_queue(run, on), going - seated)
    if setting_out:
        if seated > 0:
            put(run, now(run, ROAD), on, seated)
        return people - going
    walking = walkers(run, on, seated)
    if walking > 0:
        _advance(run, on, walking, True)
    if seated > walking:
        _advance(run, on, seated - walking, False)
    return people - going


@inlined
def tell(run: Run, column: int, kind: int, place: int, people: int) -> None:
    """Count people in a column by day, kind and place."""
    row = run.whole[NOW] * run.whole[KINDS] + kind
    count(run, column, row * run.whole[PLACES] + place, people)


@inlined
def _advance(run: Run, who: Who, people: int, walk: bool) -> None:
    """Move people who have just entered a link for the rest of the day."""
    there = step(run, who, walk)
    if there.site == who.site:
        put(run, later(run, ROAD), at_night(run, there), people)
    else:
        reach(run, who, there, people)
        arrive(run, there, people)


@inlined
def take_seats(run: Run, link: int, people: int) -> int:
    """Give seats of a link to as many of some people as there are left today."""
    row = whole(run, SEATED, link)
    if row < 0:
        return people
    today = row * run.whole[DAYS] + run.whole[NOW]
    seated = min(people, whole(run, SEATS, today))
    count(run, SEATS, today, -seated)
    return seated


@inlined
def in_queue(run: Run, who: Who) -> Who:
    """Give people about to enter a link as they wait for a seat from today on."""
    return Who(who.site, run.whole[NOW], 0, 0, who.leg, 0, who.birth, who.kind)


@inlined
def walkers(run: Run, who: Who, people: int) -> int:
    """Draw how many of the people on a link walk today, beside those still on foot."""
    link = who.site - run.whole[PLACES]
    if link >= run.whole[LINKS]:
        link -= run.whole[LINKS]
    return draw(run, people, real(run, WALKS, link))


@inlined
def step(run: Run, who: Who, walk: bool) -> Who:
    """Move people on a link for the rest of the day; they are at a place if they reach its end."""
    day = run.whole[DAY]
    link = who.site - run.whole[PLACES]
    doomed = link >= run.whole[LINKS]
    if doomed:
        link -= run.whole[LINKS]
    speed = run.whole[WALK] if walk or who.foot == 1 else whole(run, SPEED, link)
    left = whole(run, KM, link) - who.km
    if run.whole[FLEE] == 1:
        over, ahead = speed > left, speed
        spent = who.spent + min(left, speed)
        spent = day if spent >= speed else spent
    else:
        need = (MINUTES * left + speed - 1) // speed
        free = MINUTES - who.spent
        over, ahead = need <= free, speed * free // MINUTES
        spent = who.spent + min(need, free)
        row = run.whole[PHASE] * run.whole[LINKS]
        doomed = doomed and real(run, OPEN, row + link) < 1.0
    tired = who.tired + min(left, ahead) if run.whole[TIRE] == 1 else 0
    if not over:
        return Who(who.site, who.km + ahead, spent, tired, who.leg, who.foot, who.birth, who.kind)
    if doomed:
        return Who(whole(run, START, link), 0, day, tired, 0, 0, who.birth, who.kind)
    return Who(whole(run, END, link), 0, spent, tired, who.leg, 0, who.birth, who.kind)


@inlined
def reach(run: Run, who: Who, there: Who, people: int) -> None:
    """Count people who reach the end of a link that leads into another country."""
    link = who.site - run.whole[PLACES]
    if link >= run.whole[LINKS]:
        link -= run.whole[LINKS]
    if whole(run, ABROAD, link) == 1 and there.site == whole(run, END, link):
        tell(run, ENTERED, who.kind, there.site, people)


@compiled
def arrive(run: Run, who: Who, people: int) -> None:
    """Put people at a place: to decide again today, or to rest if the day is over."""
    place = who.site
    count(run, PEOPLE, place, people)
    run.real[run.whole[TRIES] + place] += people
    tell(run, ARRIVALS, who.kind, place, people)
    touch(run, place)
    if who.spent >= run.whole[DAY]:
        put(run, later(run, REST), at_night(run, who), people)
        return
    spent = whole(run, LUMP, place * run.whole[DAY] + who.spent)
    node = Who(place, 0, spent, who.tired, who.leg, 0, who.birth, who.kind)
    entry = put(run, NODE, node, people)
    if entry >= 0:
        bucket = run.whole[BUCKET] + spent
        run.whole[run.whole[AFTER + NODE] + entry] = run.whole[bucket]
        run.whole[bucket] = entry
        run.whole[EARLIEST] = min(run.whole[EARLIEST], spent)
        run.whole[LATEST] = max(run.whole[LATEST], spent)


@inlined
def at_night(run: Run, who: Who) -> Who:
    """Give the same people at the end of the day."""
    tired = who.tired // 2 // run.whole[BIN] * run.whole[BIN]
    return Who(who.site, who.km, 0, tired, who.leg, who.foot, who.birth, who.kind)
