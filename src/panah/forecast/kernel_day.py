"""The beginning and the end of a day: what holds, who sets out, who settles, what is counted."""

from panah.forecast.kernel_cells import later, now, people_of, put, take, total, who_is
from panah.forecast.kernel_choice import change, draw, held, touch
from panah.forecast.kernel_move import tell
from panah.forecast.kernel_types import (
    EVENT,
    HELD,
    NOW,
    ODD,
    OPENED,
    PHASE,
    PUT_IN,
    QUEUE,
    REST,
    ROAD,
    SETTLED,
    SIZE,
    TODAY,
    Run,
    Who,
    compiled,
    inlined,
)

__all__ = ["dawn", "dusk", "put_in", "spawn"]


@compiled
def dawn(run: Run, day: int) -> None:
    """Let the day's phase and capacities hold."""
    phase = run.whole[run.at.day_phase + day]
    run.whole[NOW] = day
    run.whole[EVENT] = 1 if phase != run.whole[PHASE] else 0
    run.whole[PHASE] = phase
    run.whole[HELD], run.whole[OPENED] = phase * run.rules.places, phase * run.rules.links
    run.whole[TODAY] = day * run.rules.kinds * run.rules.places
    row = min(day, run.rules.capacity_days - 1) * run.rules.places
    for place in range(run.rules.places):
        if run.whole[EVENT] == 1 or run.rules.match == 1:
            run.whole[run.at.changed + place] += 1
        run.real[run.at.tried + place] = run.real[run.at.tries + place]
        run.real[run.at.tries + place] = 0.0
        run.real[run.at.capacity + place] = run.real[run.at.capacities + row + place]
        if run.rules.match == 1:
            for kind in range(run.rules.kinds):
                run.real[run.at.boost + kind * run.rules.places + place] = _boost(run, place, kind)


@compiled
def _boost(run: Run, place: int, kind: int) -> float:
    """Give how much a kind is drawn by the share of its own among residents and displaced."""
    like, places, kinds = held(run, run.at.likes, place), run.rules.places, run.rules.kinds
    if like == 0.0:
        return 1.0
    own = 0.0
    for other in range(kinds):
        if run.real[run.at.alike + kind * kinds + other] > 0.0:
            own += run.real[run.at.own + other * places + place]
            if run.whole[NOW] > 0:
                row = (run.whole[NOW] - 1) * kinds + other
                own += run.whole[run.at.stock + row * places + place]
    return like * own / max(run.real[run.at.population + place], 1.0)  # type: ignore[no-any-return]


@compiled
def spawn(run: Run, day: int) -> None:
    """Draw where the newly displaced of the day set out from.

    A population that is lowered stays at 1, so that a place in conflict is never without weight.
    """
    new, left = run.whole[run.at.day_new + day], 0.0
    for place in range(run.rules.places):
        left += held(run, run.at.heat, place) * run.real[run.at.population + place]
    for place in range(run.rules.places):
        weight = held(run, run.at.heat, place) * run.real[run.at.population + place]
        if weight > 0.0 and new > 0:
            people = draw(run, new, weight / left) if weight < left * (1.0 - 1e-12) else new
            new -= people
            left -= weight
            tell(run, run.at.outflow, 0, place, people)
        people = run.whole[run.at.outflow + run.whole[TODAY] + place]
        if people > 0:
            run.whole[run.at.people + place] += people
            if run.rules.take == 1:
                rest = run.real[run.at.population + place] - people
                run.real[run.at.population + place] = max(rest, 1.0)
            tell(run, run.at.outflow, 0, place, -people)
            put_in(run, place, people, run.whole[run.at.day_birth + day], True)
        change(run, place)


@compiled
def put_in(run: Run, place: int, people: int, birth: int, told: bool) -> None:
    """Put people to rest at a place, each kind by its share; told whether they set out today."""
    run.whole[PUT_IN] += people
    kinds, share = run.rules.kinds, 1.0
    for kind in range(kinds):
        own = run.real[run.at.mix + place * kinds + kind]
        some = people if kind == kinds - 1 else draw(run, people, own / max(share, 1e-300))
        if some > 0:
            put(run, now(run, REST), Who(place, 0, 0, 0, 0, run.rules.foot, birth, kind), some)
            if told:
                tell(run, run.at.outflow, kind, place, some)
        people -= some
        share -= own


@compiled
def dusk(run: Run, day: int) -> int:
    """Let people settle, count the day, and turn tomorrow's tables into today's.

    Give how many people there are who have not settled.
    """
    rest, queue = later(run, REST), later(run, QUEUE)
    kinds, places = run.rules.kinds, run.rules.places
    settled = run.rules.days * kinds * places
    for entry in range(run.whole[SIZE + rest]):
        who, people = who_is(run, rest, entry), people_of(run, rest, entry)
        settling = draw(run, people, held(run, run.at.sink, who.site))
        run.whole[run.at.stock + settled + who.kind * places + who.site] += settling
        settling += _return(run, who, people - settling)
        take(run, rest, entry, settling)
        run.whole[SETTLED] += settling
        tell(run, run.at.stock, who.kind, who.site, people - settling)
    for entry in range(run.whole[SIZE + queue]):
        who = who_is(run, queue, entry)
        place = run.whole[run.at.start + who.site - places]
        tell(run, run.at.waiting, who.kind, place, people_of(run, queue, entry))
    for kind in range(kinds):
        for place in range(places):
            tell(
                run,
                run.at.stock,
                kind,
                place,
                run.whole[run.at.stock + settled + kind * places + place],
            )
    there = total(run, rest) + total(run, queue) + total(run, later(run, ROAD))
    run.whole[ODD] = 1 - run.whole[ODD]
    return there


@inlined
def _return(run: Run, who: Who, people: int) -> int:
    """Draw who goes home today, to settle there; give how many."""
    home = run.whole[run.at.return_to + who.site]
    if home < 0:
        return 0
    places, row = run.rules.places, run.whole[NOW] * run.rules.kinds + who.kind
    going = draw(run, people, run.real[run.at.returning + row * places + who.site])
    if going > 0:
        run.whole[run.at.people + who.site] -= going
        run.whole[run.at.people + home] += going
        tell(run, run.at.departures, who.kind, who.site, going)
        tell(run, run.at.arrivals, who.kind, home, going)
        tell(run, run.at.entered, who.kind, home, going)
        settled = run.rules.days * run.rules.kinds + who.kind
        run.whole[run.at.stock + settled * places + home] += going
        touch(run, who.site)
        touch(run, home)
    return going
