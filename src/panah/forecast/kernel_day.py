"""The beginning and the end of a day: what holds, who sets out, who settles, what is counted."""

from panah.forecast.kernel_cells import later, now, people_of, put, total, who_is
from panah.forecast.kernel_choice import change, draw, held, touch
from panah.forecast.kernel_move import tell
from panah.forecast.kernel_types import (
    ALIKE,
    ARRIVALS,
    BOOST,
    CAPACITIES,
    CAPACITY,
    CAPACITY_DAYS,
    CHANGED,
    COUNT,
    DAY_BIRTH,
    DAY_NEW,
    DAY_PHASE,
    DAYS,
    DEPARTURES,
    ENTERED,
    EVENT,
    FOOT,
    HEAT,
    KINDS,
    LIKES,
    MATCH,
    MIX,
    NOW,
    ODD,
    OUTFLOW,
    OWN,
    PEOPLE,
    PHASE,
    PLACES,
    POPULATION,
    PUT_IN,
    QUEUE,
    REST,
    RETURN_TO,
    RETURNING,
    ROAD,
    SETTLED,
    SINK,
    SIZE,
    START,
    STOCK,
    TAKE,
    TRIED,
    TRIES,
    WAITING,
    Run,
    Who,
    compiled,
    count,
    inlined,
    keep,
    real,
    whole,
)

__all__ = ["dawn", "dusk", "put_in", "spawn"]


@compiled
def dawn(run: Run, day: int) -> None:
    """Let the day's phase and capacities hold."""
    phase = whole(run, DAY_PHASE, day)
    run.whole[NOW] = day
    run.whole[EVENT] = 1 if phase != run.whole[PHASE] else 0
    run.whole[PHASE] = phase
    row = min(day, run.whole[CAPACITY_DAYS] - 1) * run.whole[PLACES]
    for place in range(run.whole[PLACES]):
        if run.whole[EVENT] == 1 or run.whole[MATCH] == 1:
            run.real[run.whole[CHANGED] + place] += 1.0
        keep(run, TRIED, place, real(run, TRIES, place))
        keep(run, TRIES, place, 0.0)
        keep(run, CAPACITY, place, real(run, CAPACITIES, row + place))
        if run.whole[MATCH] == 1:
            for kind in range(run.whole[KINDS]):
                keep(run, BOOST, kind * run.whole[PLACES] + place, _boost(run, place, kind))


@compiled
def _boost(run: Run, place: int, kind: int) -> float:
    """Give how much a kind is drawn by the share of its own among residents and displaced."""
    like, places, kinds = held(run, LIKES, place), run.whole[PLACES], run.whole[KINDS]
    if like == 0.0:
        return 1.0
    own = 0.0
    for other in range(kinds):
        if real(run, ALIKE, kind * kinds + other) > 0.0:
            own += real(run, OWN, other * places + place)
            if run.whole[NOW] > 0:
                row = (run.whole[NOW] - 1) * kinds + other
                own += whole(run, STOCK, row * places + place)
    return like * own / max(real(run, POPULATION, place), 1.0)


@compiled
def spawn(run: Run, day: int) -> None:
    """Draw where the newly displaced of the day set out from.

    A population that is lowered stays at 1, so that a place in conflict is never without weight.
    """
    new, left = whole(run, DAY_NEW, day), 0.0
    for place in range(run.whole[PLACES]):
        left += held(run, HEAT, place) * real(run, POPULATION, place)
    for place in range(run.whole[PLACES]):
        weight = held(run, HEAT, place) * real(run, POPULATION, place)
        if weight > 0.0 and new > 0:
            people = draw(run, new, weight / left) if weight < left * (1.0 - 1e-12) else new
            new -= people
            left -= weight
            tell(run, OUTFLOW, 0, place, people)
        row = day * run.whole[KINDS] * run.whole[PLACES]
        people = whole(run, OUTFLOW, row + place)
        if people > 0:
            count(run, PEOPLE, place, people)
            if run.whole[TAKE] == 1:
                rest = real(run, POPULATION, place) - people
                keep(run, POPULATION, place, max(rest, 1.0))
            tell(run, OUTFLOW, 0, place, -people)
            put_in(run, place, people, whole(run, DAY_BIRTH, day), True)
        change(run, place)


@compiled
def put_in(run: Run, place: int, people: int, birth: int, told: bool) -> None:
    """Put people to rest at a place, each kind by its share; told whether they set out today."""
    run.whole[PUT_IN] += people
    kinds, share = run.whole[KINDS], 1.0
    for kind in range(kinds):
        own = real(run, MIX, place * kinds + kind)
        some = people if kind == kinds - 1 else draw(run, people, own / max(share, 1e-300))
        if some > 0:
            put(run, now(run, REST), Who(place, 0, 0, 0, 0, run.whole[FOOT], birth, kind), some)
            if told:
                tell(run, OUTFLOW, kind, place, some)
        people -= some
        share -= own


@compiled
def dusk(run: Run, day: int) -> int:
    """Let people settle, count the day, and turn tomorrow's tables into today's.

    Give how many people there are who have not settled.
    """
    rest, queue = later(run, REST), later(run, QUEUE)
    kinds, places = run.whole[KINDS], run.whole[PLACES]
    settled = run.whole[DAYS] * kinds * places
    for entry in range(run.whole[SIZE + rest]):
        who, people = who_is(run, rest, entry), people_of(run, rest, entry)
        settling = draw(run, people, held(run, SINK, who.site))
        count(run, STOCK, settled + who.kind * places + who.site, settling)
        settling += _return(run, who, people - settling)
        run.whole[run.whole[COUNT + rest] + entry] -= settling
        run.whole[SETTLED] += settling
        tell(run, STOCK, who.kind, who.site, people - settling)
    for entry in range(run.whole[SIZE + queue]):
        who = who_is(run, queue, entry)
        place = whole(run, START, who.site - places)
        tell(run, WAITING, who.kind, place, people_of(run, queue, entry))
    for kind in range(kinds):
        for place in range(places):
            tell(run, STOCK, kind, place, whole(run, STOCK, settled + kind * places + place))
    there = total(run, rest) + total(run, queue) + total(run, later(run, ROAD))
    run.whole[ODD] = 1 - run.whole[ODD]
    return there


@inlined
def _return(run: Run, who: Who, people: int) -> int:
    """Draw who goes home today, to settle there; give how many."""
    home = whole(run, RETURN_TO, who.site)
    if home < 0:
        return 0
    places, row = run.whole[PLACES], run.whole[NOW] * run.whole[KINDS] + who.kind
    going = draw(run, people, real(run, RETURNING, row * places + who.site))
    if going > 0:
        count(run, PEOPLE, who.site, -going)
        count(run, PEOPLE, home, going)
        tell(run, DEPARTURES, who.kind, who.site, going)
        tell(run, ARRIVALS, who.kind, home, going)
        tell(run, ENTERED, who.kind, home, going)
        settled = run.whole[DAYS] * run.whole[KINDS] + who.kind
        count(run, STOCK, settled * places + home, going)
        touch(run, who.site)
        touch(run, home)
    return going
