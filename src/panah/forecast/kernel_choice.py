"""How people at a place choose: the room that is left, the weights of the routes, the draws.

Numbers of people who take each branch are binomial draws; splitting people over routes is a chain
of them, the last open route taking who is left.
"""

from panah.forecast.kernel_luck import binomial
from panah.forecast.kernel_types import (
    BOOST,
    BUFFER,
    CAMP,
    CAPACITY,
    CHANGED,
    EXPECTED,
    FAR,
    FIRST_LEG,
    FIRST_NEAR,
    FLEE,
    FRESH,
    LEG_END,
    LEGS,
    LINKS,
    MATCH,
    NEAR,
    OPEN,
    PEOPLE,
    PHASE,
    PLACES,
    POWER,
    PRUNING,
    PULL,
    ROOM,
    SHARE,
    SOFTENING,
    TASTE,
    TASTES,
    WEIGHT,
    Run,
    compiled,
    inlined,
    keep,
    real,
    whole,
)

__all__ = ["change", "draw", "held", "passes", "refuses", "touch", "weigh"]

REFUSE = 0.5
"""A camp with less room than this is not entered (Flee)."""
PRUNED = 1.001
"""Below this threshold nothing is pruned (Flee)."""


@inlined
def draw(run: Run, people: int, chance: float) -> int:
    """Draw how many of some people do what each does with a chance."""
    if people <= 0 or chance <= 0.0:
        return 0
    if chance >= 1.0:
        return people
    if run.whole[EXPECTED] == 1:
        return int(people * chance + 0.5)
    return binomial(run.luck, people, chance)


@inlined
def held(run: Run, column: int, place: int) -> float:
    """Give what holds at a place in the phase of today."""
    return real(run, column, run.whole[PHASE] * run.whole[PLACES] + place)


@inlined
def touch(run: Run, place: int) -> None:
    """Take note that the people of a place changed."""
    if real(run, CAPACITY, place) >= 1.0:
        change(run, place)


@compiled
def change(run: Run, place: int) -> None:
    """Work out the room of a place: 1 below the buffer, 0 when full."""
    capacity, people = real(run, CAPACITY, place), whole(run, PEOPLE, place)
    buffer = run.real[BUFFER]
    room = 1.0
    if capacity >= 1.0 and people > buffer * capacity:
        room = 0.0
        if people < capacity:
            room = 1.0 - (people - buffer * capacity) / (capacity * (1.0 - buffer))
    if room != real(run, ROOM, place):
        keep(run, ROOM, place, room)
        for index in range(whole(run, FIRST_NEAR, place), whole(run, FIRST_NEAR, place + 1)):
            run.real[run.whole[CHANGED] + whole(run, NEAR, index)] += 1.0


@inlined
def passes(run: Run, link: int, people: int) -> int:
    """Draw how many of some people pass a link: all where it is open, none where there is none."""
    return draw(run, people, real(run, OPEN, run.whole[PHASE] * run.whole[LINKS] + link))


@inlined
def refuses(run: Run, place: int) -> bool:
    """Say whether a place is a camp too full to enter."""
    return real(run, ROOM, place) < REFUSE and held(run, CAMP, place) > 0.0


@inlined
def weigh(run: Run, place: int, kind: int) -> None:
    """Have the chances of the legs from a place as they are now."""
    if whole(run, FRESH, kind * run.whole[PLACES] + place) != real(run, CHANGED, place):
        _weigh(run, place, kind)


@compiled
def _weigh(run: Run, place: int, kind: int) -> None:
    """Work out, for each leg from a place, its chance given that no leg before it was taken."""
    share = run.whole[SHARE] + kind * run.whole[LEGS]
    first, last = whole(run, FIRST_LEG, place), whole(run, FIRST_LEG, place + 1)
    heaviest = 0.0
    for leg in range(first, last):
        run.real[share + leg] = _weight(run, kind, leg)
        heaviest = max(heaviest, run.real[share + leg])
    if heaviest <= 0.0 and run.whole[FLEE] == 1:
        for leg in range(first, last):
            run.real[share + leg] = 1.0 if run.real[share + leg] >= 0.0 else -1.0
        heaviest = 1.0
    lightest = heaviest / run.real[PRUNING] if run.real[PRUNING] >= PRUNED else 0.0
    after = 0.0
    for leg in range(last - 1, first - 1, -1):
        weight = run.real[share + leg]
        if weight <= 0.0 or weight < lightest:
            run.real[share + leg] = 0.0
        else:
            run.real[share + leg] = weight / (weight + after) if after > 0.0 else 1.0
            after += weight
    run.whole[run.whole[FRESH] + kind * run.whole[PLACES] + place] = int(real(run, CHANGED, place))


@inlined
def _weight(run: Run, kind: int, leg: int) -> float:
    row = run.whole[PHASE] * run.whole[TASTES] + whole(run, TASTE, kind)
    weight = real(run, WEIGHT, row * run.whole[LEGS] + leg)
    if weight < 0.0:
        return -1.0
    end = whole(run, LEG_END, leg)
    room = real(run, ROOM, end)
    if run.whole[FLEE] == 0 and refuses(run, end):
        return 0.0
    if run.whole[MATCH] == 1:
        pull = real(run, PULL, row * run.whole[LEGS] + leg)
        pull = run.real[SOFTENING] + pull * real(run, BOOST, kind * run.whole[PLACES] + end)
        weight = (pull / real(run, FAR, leg)) ** run.real[POWER]
    if room < 1.0:
        weight *= room ** run.real[POWER]
    return weight
