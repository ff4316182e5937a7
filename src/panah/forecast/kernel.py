"""A run on counts: the day, over and over.

Who rests decides first; then everyone on a link travels, and who arrives with time left decides
again. Occupancies change while people decide, and near a camp's last room the order of deciding
matters: so people decide in classes of birth (Flee lets the oldest choose first, every day) and,
on days when a camp is near its limits, in portions.
"""

from panah.forecast.kernel_cells import clear, later, now, people_of, put, total, who_is
from panah.forecast.kernel_choice import draw, passes
from panah.forecast.kernel_day import dawn, dusk, put_in, spawn
from panah.forecast.kernel_move import arrive, at_night, decide, reach, step, walkers
from panah.forecast.kernel_portions import (
    TURNS,
    draw_turns,
    first_pass_portions,
    first_portion,
    next_portion,
)
from panah.forecast.kernel_queue import serve
from panah.forecast.kernel_types import (
    AFTER,
    BIRTHS,
    BUCKET,
    COUNT,
    DAY,
    DAY_SHUT,
    DAYS,
    DUE,
    EARLIEST,
    FULL,
    HEADS,
    LAST_DUE,
    LATEST,
    LINKS,
    NODE,
    PART_NEXT,
    PART_OF,
    PEOPLE,
    PHASE,
    PLACES,
    PUT_IN,
    REST,
    ROAD,
    SETTLED,
    SHUT,
    SIZE,
    Run,
    Who,
    compiled,
    count,
    whole,
)

__all__ = ["LOST", "TOO_SMALL", "simulate"]

TOO_SMALL, LOST = 1, 2
"""How a run ends if a table was too small, or if people were lost on the way."""


@compiled
def simulate(run: Run) -> int:
    """Run all days of one future from empty tables; give 0, TOO_SMALL or LOST."""
    run.whole[PHASE] = -1
    for place in range(run.whole[PLACES]):
        put_in(run, place, whole(run, PEOPLE, place), 0, False)
    for day in range(run.whole[DAYS]):
        dawn(run, day)
        spawn(run, day)
        _shut(run, day)
        serve(run)
        _set_out(run)
        for birth in range(run.whole[BIRTHS]):
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
    for index in range(whole(run, DAY_SHUT, day), whole(run, DAY_SHUT, day + 1)):
        link = whole(run, SHUT, index)
        for entry in range(run.whole[SIZE + road]):
            who, people = who_is(run, road, entry), people_of(run, road, entry)
            if who.site == run.whole[PLACES] + link and people > 0:
                back = people - passes(run, link, people)
                run.whole[run.whole[COUNT + road] + entry] -= back
                if back > 0:
                    put(run, road, Who(who.site + run.whole[LINKS], *who[1:]), back)


@compiled
def _set_out(run: Run) -> None:
    """Let everyone at rest decide, oldest first."""
    rest = now(run, REST)
    for birth in range(run.whole[BIRTHS]):
        for portion in range(first_pass_portions(run), 0, -1):
            for entry in range(run.whole[SIZE + rest]):
                who, people = who_is(run, rest, entry), people_of(run, rest, entry)
                if who.birth == birth and people > 0:
                    people = draw(run, people, 1.0 / portion)
                    if people > 0:
                        count(run, COUNT + rest, entry, -people)
                        decide(run, who, people, True)
    clear(run, rest)


@compiled
def _travel(run: Run, birth: int) -> None:
    """Move a class on its links, then let who arrives with time left decide again."""
    clear(run, DUE)
    road = now(run, ROAD)
    for entry in range(run.whole[SIZE + road]):
        who, people = who_is(run, road, entry), people_of(run, road, entry)
        if who.birth == birth and people > 0:
            walking = walkers(run, who, people)
            _advance(run, who, walking, True)
            _advance(run, who, people - walking, False)
    due = total(run, DUE)
    left = TURNS if due > 0 else 0
    turns = first_portion(run, due)
    if turns < left:
        draw_turns(run)
    while left > 0 and run.whole[FULL] == 0:
        _arrivals(run, TURNS - left, turns)
        left -= turns
        if left > 0:
            turns = min(next_portion(run, turns, left), left)
    run.whole[LAST_DUE] = due
    if birth == run.whole[BIRTHS] - 1:
        clear(run, road)


@compiled
def _advance(run: Run, who: Who, people: int, walk: bool) -> None:
    if people > 0:
        there = step(run, who, walk)
        if there.site < run.whole[PLACES]:
            reach(run, who, there, people)
            put(run, DUE, there, people)
        else:
            put(run, later(run, ROAD), at_night(run, there), people)


@compiled
def _arrivals(run: Run, first: int, turns: int) -> None:
    """Let some turns of those due arrive and finish their day, least of the day spent first."""
    clear(run, NODE)
    run.whole[EARLIEST], run.whole[LATEST] = run.whole[DAY], -1
    if turns == TURNS:
        for entry in range(run.whole[SIZE + DUE]):
            _come(run, entry, people_of(run, DUE, entry))
    else:
        _take_turns(run, first, turns)
    spent = run.whole[EARLIEST]
    while spent <= run.whole[LATEST]:
        entry = whole(run, BUCKET, spent)
        run.whole[run.whole[BUCKET] + spent] = -1
        while entry >= 0:
            decide(run, who_is(run, NODE, entry), people_of(run, NODE, entry), False)
            entry = whole(run, AFTER + NODE, entry)
        spent += 1


@compiled
def _take_turns(run: Run, first: int, turns: int) -> None:
    for turn in range(first, first + turns):
        part = whole(run, HEADS, turn)
        while part >= 0:
            _come(run, whole(run, PART_OF, part), 1)
            part = whole(run, PART_NEXT, part)
    part = whole(run, HEADS, TURNS)
    while part >= 0:
        entry = whole(run, PART_OF, part)
        _come(run, entry, draw(run, people_of(run, DUE, entry), turns / (TURNS - first)))
        part = whole(run, PART_NEXT, part)


@compiled
def _come(run: Run, entry: int, people: int) -> None:
    if people > 0:
        count(run, COUNT + DUE, entry, -people)
        arrive(run, who_is(run, DUE, entry), people)
