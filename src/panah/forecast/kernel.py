"""A run on counts: the day, over and over.

Who rests decides first; then everyone on a link travels, and who arrives with time left decides
again. Occupancies change while people decide, and near a camp's last room the order of deciding
matters: so people decide in classes of birth (Flee lets the oldest choose first, every day) and,
on days when a camp is near its limits, in portions.
"""

from panah.forecast.kernel_cells import (
    add,
    beside_of,
    birth_of,
    clear,
    later,
    now,
    people_of,
    put,
    take,
    total,
    who_is,
)
from panah.forecast.kernel_choice import passes
from panah.forecast.kernel_day import dawn, dusk, put_in, spawn
from panah.forecast.kernel_move import arrive, at_night, decide, follow, reach, step, walkers
from panah.forecast.kernel_portions import (
    TURNS,
    first_pass_portions,
    first_portion,
    next_portion,
    portion_of,
)
from panah.forecast.kernel_queue import serve
from panah.forecast.kernel_types import (
    BEHIND,
    DUE,
    EARLIEST,
    FULL,
    LATEST,
    NODE,
    PHASE,
    PUT_IN,
    REST,
    ROAD,
    SETTLED,
    SIZE,
    Run,
    Who,
    addresses,
    called,
    compiled,
    inlined,
)

__all__ = ["LOST", "TOO_SMALL", "simulate"]

TOO_SMALL, LOST = 1, 2
"""How a run ends if a table was too small, or if people were lost on the way."""
_address = addresses()


@called
def simulate(run: Run) -> int:
    """Run all days of one future from empty tables; give 0, TOO_SMALL or LOST."""
    whole, real, tables = _address(run.whole), _address(run.real), _address(run.tables)
    slots, luck = _address(run.slots), _address(run.luck)
    return _days(Run(whole, real, tables, slots, luck, run.rules, run.at))


@compiled
def _days(run: Run) -> int:
    """Run all days; see `simulate`."""
    run.whole[PHASE] = -1
    for place in range(run.rules.places):
        put_in(run, place, run.whole[run.at.people + place], 0, False)
    for day in range(run.rules.days):
        dawn(run, day)
        spawn(run, day)
        _shut(run, day)
        serve(run)
        _set_out(run)
        for birth in range(run.rules.births):
            _travel(run, birth)
        there = dusk(run, day)
        if run.whole[FULL] == 1:
            return TOO_SMALL
        if there + run.whole[SETTLED] != run.whole[PUT_IN]:
            return LOST
    return 0


@compiled
def _shut(run: Run, day: int) -> None:
    """Doom whoever is on a link that shuts today, but those it lets pass, to go back to its start.

    In the default flavour they arrive after all if it has opened again by then.
    """
    road = now(run, ROAD)
    for index in range(run.whole[run.at.day_shut + day], run.whole[run.at.day_shut + day + 1]):
        link = run.whole[run.at.shut + index]
        for entry in range(run.whole[SIZE + road]):
            who, people = who_is(run, road, entry), people_of(run, road, entry)
            if who.site == run.rules.places + link and people > 0:
                back = people - passes(run, link, people)
                take(run, road, entry, back)
                if back > 0:
                    put(run, road, Who(who.site + run.rules.links, *who[1:]), back)


@compiled
def _set_out(run: Run) -> None:
    """Let everyone at rest decide, oldest first."""
    rest = now(run, REST)
    for birth in range(run.rules.births):
        for portion in range(first_pass_portions(run), 0, -1):
            share = 1.0 / portion
            for entry in range(run.whole[SIZE + rest]):
                if birth_of(run, rest, entry) == birth:
                    who = who_is(run, rest, entry)
                    people = portion_of(run, who, people_of(run, rest, entry), share, share)
                    if people > 0:
                        take(run, rest, entry, people)
                        decide(run, who, people, True)
    clear(run, rest)


@compiled
def _travel(run: Run, birth: int) -> None:
    """Move a class on its links, then let who arrives with time left decide again."""
    road = now(run, ROAD)
    _ride(run, road, birth)
    due = total(run, DUE)
    left, before = TURNS if due > 0 else 0, 0
    turns = first_portion(run, birth, due)
    while left > 0 and run.whole[FULL] == 0:
        _arrivals(run, turns / left, (turns + before) / (2 * left + before))
        left, before = left - turns, turns
        if left > 0:
            turns = min(next_portion(run, turns, left), left)
    if total(run, DUE) > 0 and run.whole[FULL] == 0:
        _arrivals(run, 1.0, 1.0)
    if birth == run.rules.births - 1:
        clear(run, road)


@compiled
def _ride(run: Run, road: int, birth: int) -> None:
    """Move a class on its links for the day, and gather those due to arrive."""
    clear(run, DUE)
    for entry in range(run.whole[SIZE + road]):
        if birth_of(run, road, entry) == birth:
            who, people = who_is(run, road, entry), people_of(run, road, entry)
            walking = walkers(run, who, people)
            if walking > 0:
                _walk(run, who, walking)
            if people > walking:
                _advance(run, who, people - walking, False)


@inlined
def _advance(run: Run, who: Who, people: int, walk: bool) -> None:
    there = step(run, who, walk)
    if there.site < run.rules.places:
        reach(run, who, there, people)
        add(run, DUE, there, people)
    else:
        put(run, later(run, ROAD), at_night(run, there), people)


@compiled
def _walk(run: Run, who: Who, people: int) -> None:
    _advance(run, who, people, True)


@compiled
def _arrivals(run: Run, share: float, to_camps: float) -> None:
    """Let a share of those due arrive and finish their day, least of the day spent first.

    Parameters
    ----------
    to_camps
        The share of those who come to a camp near its limits.
    """
    clear(run, NODE)
    run.whole[EARLIEST], run.whole[LATEST] = run.rules.day, -1
    for due in range(run.whole[SIZE + DUE]):
        people = people_of(run, DUE, due)
        if people > 0:
            who = who_is(run, DUE, due)
            people = portion_of(run, who, people, share, to_camps)
            if people > 0:
                take(run, DUE, due, people)
                arrive(run, who, people)
    moment = run.whole[EARLIEST]
    while moment <= run.whole[LATEST]:
        bucket = run.at.bucket + moment
        entry = run.whole[bucket]
        if entry < 0:
            moment += 1
            continue
        run.whole[EARLIEST] = moment
        run.whole[bucket] = run.tables[beside_of(run, NODE, entry) + BEHIND]
        who, people = who_is(run, NODE, entry), people_of(run, NODE, entry)
        take(run, NODE, entry, people)
        if people <= run.rules.few:
            for _ in range(people):
                follow(run, who)
        else:
            decide(run, who, people, False)
        moment = run.whole[EARLIEST]
