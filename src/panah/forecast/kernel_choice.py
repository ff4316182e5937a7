"""How people at a place choose: the room that is left, the weights of the routes, the draws.

Numbers of people who take each branch are binomial draws; splitting people over routes is a chain
of them, the last open route taking who is left.
"""

from panah.forecast.kernel_luck import binomial, one
from panah.forecast.kernel_types import HELD, OPENED, PHASE, Run, compiled, inlined

__all__ = ["change", "draw", "held", "passes", "pick", "refuses", "share_of", "touch", "weigh"]

REFUSE = 0.5
"""A camp with less room than this is not entered (Flee)."""
BEYOND = 2.0
"""More than any chance."""
PRUNED = 1.001
"""Below this threshold nothing is pruned (Flee)."""


@inlined
def draw(run: Run, people: int, chance: float) -> int:
    """Draw how many of some people do what each does with a chance."""
    if chance >= 1.0:
        return people
    if people <= 0 or chance <= 0.0:
        return 0
    if run.rules.expected == 1:
        return int(people * chance + 0.5)
    return binomial(run.luck, people, chance)


@inlined
def share_of(run: Run, people: int, share: float) -> int:
    """Give a share of some people where it does not matter who: chance only rounds it."""
    if run.rules.expected == 1:
        return draw(run, people, share)
    return int(people * share + one(run.luck))


@inlined
def held(run: Run, column: int, place: int) -> float:
    """Give what holds at a place in the phase of today."""
    return run.real[column + run.whole[HELD] + place]  # type: ignore[no-any-return]


@inlined
def touch(run: Run, place: int) -> None:
    """Take note that the people of a place changed."""
    people, capacity = run.whole[run.at.people + place], run.real[run.at.capacity + place]
    near = capacity >= 1.0 and people > run.rules.buffer * capacity
    if near or run.real[run.at.room + place] != 1.0:
        change(run, place)


@compiled
def change(run: Run, place: int) -> None:
    """Work out the room of a place: 1 below the buffer, 0 when full."""
    capacity, people = run.real[run.at.capacity + place], run.whole[run.at.people + place]
    buffer = run.rules.buffer
    room = 1.0
    if capacity >= 1.0 and people > buffer * capacity:
        room = 0.0
        if people < capacity:
            room = 1.0 - (people - buffer * capacity) / (capacity * (1.0 - buffer))
    if room != run.real[run.at.room + place]:
        run.real[run.at.room + place] = room
        for index in range(
            run.whole[run.at.first_near + place], run.whole[run.at.first_near + place + 1]
        ):
            run.whole[run.at.changed + run.whole[run.at.near + index]] += 1


@inlined
def passes(run: Run, link: int, people: int) -> int:
    """Draw how many of some people pass a link: all where it is open, none where there is none."""
    return draw(run, people, run.real[run.at.open + run.whole[OPENED] + link])


@inlined
def refuses(run: Run, place: int) -> bool:
    """Say whether a place is a camp too full to enter."""
    return run.real[run.at.room + place] < REFUSE and held(run, run.at.camp, place) > 0.0


@inlined
def weigh(run: Run, place: int, kind: int) -> None:
    """Have the chances of the legs from a place as they are now."""
    if (
        run.whole[run.at.fresh + kind * run.rules.places + place]
        != run.whole[run.at.changed + place]
    ):
        _weigh(run, place, kind)


@compiled
def _weigh(run: Run, place: int, kind: int) -> None:
    """Work out, for each leg from a place, its chance given that no leg before it was taken."""
    share = run.at.share + kind * run.rules.legs
    first, last = run.whole[run.at.first_leg + place], run.whole[run.at.first_leg + place + 1]
    heaviest = 0.0
    for leg in range(first, last):
        run.real[share + leg] = _weight(run, kind, leg)
        heaviest = max(heaviest, run.real[share + leg])
    if heaviest <= 0.0 and run.rules.flee == 1:
        for leg in range(first, last):
            run.real[share + leg] = 1.0 if run.real[share + leg] >= 0.0 else -1.0
        heaviest = 1.0
    lightest = heaviest / run.rules.pruning if run.rules.pruning >= PRUNED else 0.0
    after = 0.0
    for leg in range(last - 1, first - 1, -1):
        weight = run.real[share + leg]
        if weight <= 0.0 or weight < lightest:
            run.real[share + leg] = 0.0
        else:
            run.real[share + leg] = weight / (weight + after) if after > 0.0 else 1.0
            after += weight
    _sum(run, share, first, last)
    fresh = run.at.fresh + kind * run.rules.places + place
    run.whole[fresh] = run.whole[run.at.changed + place]


@inlined
def _sum(run: Run, share: int, first: int, last: int) -> None:
    """Work out, for each leg, the chance that it or one before it is taken."""
    sums, left = run.at.sum - run.at.share + share, 1.0
    for leg in range(first, last):
        left *= 1.0 - run.real[share + leg]
        run.real[sums + leg] = 1.0 - left if run.real[share + leg] < 1.0 else BEYOND


@inlined
def pick(run: Run, place: int, kind: int, drawn: float, most: float) -> int:
    """Give the leg that a number drawn from 0 to the most stands for, -1 if none is to be taken."""
    weigh(run, place, kind)
    sums = run.at.sum + kind * run.rules.legs
    for leg in range(run.whole[run.at.first_leg + place], run.whole[run.at.first_leg + place + 1]):
        if drawn < most * run.real[sums + leg]:
            return leg
    return -1


@inlined
def _weight(run: Run, kind: int, leg: int) -> float:
    row = run.whole[PHASE] * run.rules.tastes + run.whole[run.at.taste + kind]
    weight = run.real[run.at.weight + row * run.rules.legs + leg]
    if weight < 0.0:
        return -1.0
    end = run.whole[run.at.leg_end + leg]
    room = run.real[run.at.room + end]
    if run.rules.flee == 0 and refuses(run, end):
        return 0.0
    if run.rules.match == 1:
        pull = run.real[run.at.pull + row * run.rules.legs + leg]
        pull = run.rules.softening + pull * run.real[run.at.boost + kind * run.rules.places + end]
        weight = (pull / run.real[run.at.far + leg]) ** run.rules.power
    if room < 1.0:
        weight *= room if run.rules.power == 1.0 else room**run.rules.power
    return weight  # type: ignore[no-any-return]
