"""One decision and one step on a link, for some number of exchangeable people.

Flee counts the day in km and gives a full day's speed to each new link; the default counts it in
minutes and lets people use what is left of them.
"""

from panah.forecast.kernel_cells import beside_of, later, now, put
from panah.forecast.kernel_choice import (
    REFUSE,
    draw,
    held,
    passes,
    pick,
    refuses,
    share_of,
    touch,
    weigh,
)
from panah.forecast.kernel_luck import one
from panah.forecast.kernel_types import (
    BEHIND,
    EARLIEST,
    LATEST,
    NODE,
    NOW,
    OPENED,
    PHASE,
    QUEUE,
    REST,
    ROAD,
    TODAY,
    Run,
    Who,
    compiled,
    inlined,
)

__all__ = [
    "MINUTES",
    "arrive",
    "at_night",
    "decide",
    "follow",
    "in_queue",
    "reach",
    "step",
    "take_seats",
    "tell",
    "walkers",
]

MINUTES = 1440
FEW = 4
"""Up to so many people choose a leg each; more are split over the legs."""


@inlined
def decide(run: Run, who: Who, people: int, setting_out: bool) -> None:
    """Let people at a place stay or take a leg.

    Parameters
    ----------
    setting_out
        Whether they only begin the journey now (they are put on the road, to travel later in the
        day) or travel at once.
    """
    leaving = draw(run, people, _chance(run, who, setting_out))
    staying, leg = people - leaving, who.leg
    if leaving > 0:
        staying += _spread(run, who, leaving, setting_out)
        leg = 0
    if staying > 0:
        rests = Who(who.site, 0, who.spent, who.tired, leg, who.foot, who.birth, who.kind)
        put(run, later(run, REST), at_night(run, rests), staying)


@inlined
def _spread(run: Run, who: Who, leaving: int, setting_out: bool) -> int:
    """Spread people over the legs from their place; give how many stay after all."""
    staying, sent = 0, _sent(run, who)
    few = leaving <= FEW and run.rules.expected == 0
    leg, last = run.whole[run.at.first_leg + who.site], run.whole[run.at.first_leg + who.site + 1]
    if sent < 0:
        weigh(run, who.site, who.kind)
    while leaving > 0:
        taking = leaving
        if sent >= 0:
            leg = sent
        elif few:
            leg, taking = pick(run, who.site, who.kind, one(run.luck), 1.0), 1
        elif leg < last:
            taking = draw(run, leaving, run.real[run.at.share + who.kind * run.rules.legs + leg])
        if leg < 0 or (leg >= last and sent < 0):
            break
        if taking > 0:
            leaving -= taking
            staying += _go(run, who, leg, taking, setting_out)
        leg += 1
    return staying + leaving


@inlined
def _chance(run: Run, who: Who, setting_out: bool) -> float:
    pressed = run.rules.tire == 1 and who.tired < run.rules.move and not setting_out
    if who.leg > 0 or (pressed and held(run, run.at.town, who.site) > 0.0):
        return 1.0
    if run.rules.harvest == 1 and _harvests(run, who):
        return 0.0
    return held(run, run.at.chance, who.site)


@compiled
def _harvests(run: Run, who: Who) -> bool:
    today = run.whole[run.at.day_harvest + run.whole[NOW]]
    return today == 1 and run.whole[run.at.farmer + who.kind] == 1  # type: ignore[no-any-return]


@inlined
def _sent(run: Run, who: Who) -> int:
    """Give the leg all these people take, because of their route or of a redirection, or -1."""
    if who.leg > 0:
        return who.leg - 1
    if run.rules.sent == 0:
        return -1
    leg = int(held(run, run.at.sent, who.site))
    if leg < 0 or run.real[run.at.room + run.whole[run.at.leg_end + leg]] < REFUSE:
        return -1
    row = run.whole[PHASE] * run.rules.tastes * run.rules.legs
    return leg if run.real[run.at.weight + row + leg] >= 0.0 else -1


@inlined
def _go(run: Run, who: Who, leg: int, people: int, setting_out: bool) -> int:
    """Send people on a leg; give how many could not go."""
    going = _let_on(run, leg, people)
    if going > 0:
        _enter(run, _off(run, who, leg, going), going, setting_out)
    return people - going


@inlined
def _let_on(run: Run, leg: int, people: int) -> int:
    """Give how many of some people get on a leg."""
    end = run.whole[run.at.leg_end + leg]
    going = 0 if refuses(run, end) else passes(run, run.whole[run.at.leg_link + leg], people)
    if going < people:
        run.real[run.at.tries + end] += people - going
    return going


@inlined
def _off(run: Run, who: Who, leg: int, people: int) -> Who:
    """Take people away from their place; give them as they enter the link of a leg."""
    run.whole[run.at.people + who.site] -= people
    tell(run, run.at.departures, who.kind, who.site, people)
    touch(run, who.site)
    site, rest = (
        run.rules.places + run.whole[run.at.leg_link + leg],
        run.whole[run.at.leg_rest + leg],
    )
    return Who(site, 0, who.spent, who.tired, rest + 1, who.foot, who.birth, who.kind)


@inlined
def _enter(run: Run, on: Who, people: int, setting_out: bool) -> None:
    """Put people on a link, or those for whom it has no seat into its queue."""
    seated = take_seats(run, on.site - run.rules.places, people)
    if seated < people:
        _wait(run, on, people - seated)
    if setting_out:
        if seated > 0:
            put(run, now(run, ROAD), on, seated)
    else:
        walking = walkers(run, on, seated)
        if walking > 0:
            _walk(run, on, walking)
        if seated > walking:
            _advance(run, on, seated - walking, False)


@compiled
def _wait(run: Run, who: Who, people: int) -> None:
    put(run, later(run, QUEUE), in_queue(run, who), people)


@compiled
def _walk(run: Run, who: Who, people: int) -> None:
    _advance(run, who, people, True)


@inlined
def tell(run: Run, column: int, kind: int, place: int, people: int) -> None:
    """Count people in a column by day, kind and place."""
    run.whole[column + run.whole[TODAY] + kind * run.rules.places + place] += people


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
    row = run.whole[run.at.seated + link] if run.rules.seated == 1 else -1
    if row < 0:
        return people
    today = row * run.rules.days + run.whole[NOW]
    seated = min(people, run.whole[run.at.seats + today])
    run.whole[run.at.seats + today] -= seated
    return seated  # type: ignore[no-any-return]


@inlined
def in_queue(run: Run, who: Who) -> Who:
    """Give people about to enter a link as they wait for a seat from today on."""
    return Who(who.site, run.whole[NOW], 0, 0, who.leg, 0, who.birth, who.kind)


@inlined
def walkers(run: Run, who: Who, people: int) -> int:
    """Draw how many of the people on a link walk today, beside those still on foot."""
    if run.rules.walked == 0:
        return 0
    link = who.site - run.rules.places
    if link >= run.rules.links:
        link -= run.rules.links
    return draw(run, people, run.real[run.at.walks + link])


@inlined
def step(run: Run, who: Who, walk: bool) -> Who:
    """Move people on a link for the rest of the day; they are at a place if they reach its end."""
    day, clock = run.rules.day, run.rules.clock
    link = who.site - run.rules.places
    doomed = link >= run.rules.links
    if doomed:
        link -= run.rules.links
    walks = walk or who.foot == 1
    speed = run.rules.walk if walks else run.whole[run.at.speed + link]
    left = run.whole[run.at.km + link] - who.km
    if run.rules.flee == 1:
        over, ahead = speed > left, speed
        spent = who.spent + min(left, speed)
        spent = day if spent >= speed else spent
    else:
        need = run.whole[run.at.need + link]
        if walks or who.km > 0:
            need = (MINUTES * left + speed * clock - 1) // (speed * clock)
        free = day - who.spent
        over, ahead = need <= free, speed * clock * free // MINUTES
        spent = who.spent + min(need, free)
        doomed = doomed and run.real[run.at.open + run.whole[OPENED] + link] < 1.0
    tired = who.tired + min(left, ahead) if run.rules.tire == 1 else 0
    if not over:
        return Who(who.site, who.km + ahead, spent, tired, who.leg, who.foot, who.birth, who.kind)
    if doomed:
        return Who(run.whole[run.at.start + link], 0, day, tired, 0, 0, who.birth, who.kind)
    return Who(run.whole[run.at.end + link], 0, spent, tired, who.leg, 0, who.birth, who.kind)


@inlined
def reach(run: Run, who: Who, there: Who, people: int) -> None:
    """Count people who reach the end of a link that leads into another country."""
    link = who.site - run.rules.places
    if link >= run.rules.links:
        link -= run.rules.links
    if run.whole[run.at.abroad + link] == 1 and there.site == run.whole[run.at.end + link]:
        tell(run, run.at.entered, who.kind, there.site, people)


@inlined
def arrive(run: Run, who: Who, people: int) -> None:
    """Put people at a place: to decide again today, or to rest if the day is over."""
    _come(run, who, people)
    if who.spent >= run.rules.day:
        put(run, later(run, REST), at_night(run, who), people)
        return
    early, late = _moments(run, who)
    after = 0
    if people == 1 and run.rules.expected == 0:
        early = _moment(run, who, early, late)
    elif late > early:
        after = share_of(run, people, (who.spent - early) / (late - early))
    if after > 0:
        _decides(run, who, late, after)
    if people > after:
        _decides(run, who, early, people - after)


@inlined
def _moments(run: Run, who: Who) -> tuple[int, int]:
    """Give the moments between which people reach a place."""
    at = run.at.moments + 2 * (who.site * run.rules.day + who.spent)
    return run.whole[at], run.whole[at + 1]


@inlined
def _moment(run: Run, who: Who, early: int, late: int) -> int:
    """Draw at which of two moments one person is kept, such that the mean is the moment itself."""
    between = who.spent - early
    return late if between > 0 and one(run.luck) * (late - early) < between else early


@compiled
def _decides(run: Run, who: Who, spent: int, people: int) -> None:
    """Let people at a place decide at a moment of today."""
    node = Who(who.site, 0, spent, who.tired, who.leg, 0, who.birth, who.kind)
    entry = put(run, NODE, node, people)
    if entry >= 0:
        bucket = run.at.bucket + spent
        run.tables[beside_of(run, NODE, entry) + BEHIND] = run.whole[bucket]
        run.whole[bucket] = entry
        run.whole[EARLIEST] = min(run.whole[EARLIEST], spent)
        run.whole[LATEST] = max(run.whole[LATEST], spent)


@inlined
def _come(run: Run, who: Who, people: int) -> None:
    """Count people who come to a place."""
    run.whole[run.at.people + who.site] += people
    run.real[run.at.tries + who.site] += people
    tell(run, run.at.arrivals, who.kind, who.site, people)
    touch(run, who.site)


@inlined
def follow(run: Run, who: Who) -> None:
    """Let one person, at a place with time left today, finish the day."""
    at = who
    while at.spent < run.rules.day:
        leg = _one_leg(run, at)
        if leg < 0 or _let_on(run, leg, 1) == 0:
            at = Who(at.site, 0, at.spent, at.tired, 0, at.foot, at.birth, at.kind)
            break
        on = _off(run, at, leg, 1)
        if take_seats(run, on.site - run.rules.places, 1) == 0:
            _wait(run, on, 1)
            return
        at = step(run, on, walkers(run, on, 1) > 0)
        if at.site >= run.rules.places:
            put(run, later(run, ROAD), at_night(run, at), 1)
            return
        reach(run, on, at, 1)
        _come(run, at, 1)
        if at.spent < run.rules.day:
            early, late = _moments(run, at)
            spent = _moment(run, at, early, late)
            at = Who(at.site, 0, spent, at.tired, at.leg, 0, at.birth, at.kind)
    put(run, later(run, REST), at_night(run, at), 1)


@inlined
def _one_leg(run: Run, who: Who) -> int:
    """Draw the leg that one person takes, -1 if they stay."""
    chance, drawn = _chance(run, who, False), one(run.luck)
    if drawn >= chance:
        return -1
    sent = _sent(run, who)
    return sent if sent >= 0 else pick(run, who.site, who.kind, drawn, chance)


@inlined
def at_night(run: Run, who: Who) -> Who:
    """Give the same people at the end of the day."""
    tired = who.tired // 2 // run.rules.bin * run.rules.bin if run.rules.tire == 1 else 0
    return Who(who.site, who.km, 0, tired, who.leg, who.foot, who.birth, who.kind)
