"""A world compiled to the arrays of the kernel: links, legs, weights, who sets out when."""

from collections.abc import Sequence
from itertools import accumulate, pairwise

import attrs
import numpy as np
import numpy.typing as npt

from panah.domain.forecast import World
from panah.errors import InputError
from panah.forecast.inputs import Draw, Plan, drawn
from panah.forecast.kernel_types import (
    DAY_NEW,
    HEAT,
    LINK_SEATS,
    LINK_SPEED,
    OUTFLOW,
    POPULATION,
    ROOM,
    SIZE,
    Rules,
    Run,
)
from panah.forecast.phases import Calendar, link_numbers
from panah.forecast.settings import Flavour, Settings
from panah.forecast.terrain import Terrain, day_length, of_links, starts, whole

__all__ = ["Course", "Courses", "compile_course"]

Whole = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]

BIRTHS = 4
"""Classes of the day of setting out in Flee's flavour: quarters of all people, oldest first."""


TABLES = 8
_WORD = 62
_PARTS_OF_TABLE, _ROWS_OF_PLACE, _TALLIES = 5, 7, 6


@attrs.frozen(kw_only=True, eq=False)
class Course:
    """All that does not change during a run, and what a run starts from."""

    rules: Rules
    link: Whole
    leg: Whole
    first: Whole
    near: Whole
    day: Whole
    shut: Whole
    hold: Real
    weight: Real
    open: Real
    walk: Real
    lump: Whole
    place: Real
    capacity: Real
    seats: Whole
    people: Whole
    outflow: Whole

    def run(self, cells: int) -> Run:
        """Give a run that has not begun, with tables of so many cells, a power of 2."""
        days, places = self.day.shape[1] - 1, len(self.people)
        tally = np.zeros((_TALLIES, days, places), dtype=np.int64)
        tally[OUTFLOW] = self.outflow
        return Run(
            rules=self.rules,
            link=self.link,
            leg=self.leg,
            first=self.first,
            near=self.near,
            day=self.day,
            shut=self.shut,
            hold=self.hold,
            weight=self.weight,
            open=self.open,
            walk=self.walk,
            capacity=self.capacity,
            seats=self.seats.copy(),
            lump=self.lump,
            tables=np.zeros((TABLES, _PARTS_OF_TABLE, 2 * cells), dtype=np.int64),
            bucket=np.full(self.rules.day, -1, dtype=np.int64),
            place=self.place.copy(),
            people=self.people.copy(),
            share=np.zeros(self.weight.shape[1]),
            tally=tally,
            clock=np.zeros(SIZE + TABLES, dtype=np.int64),
        )


class Courses:
    """The courses of the members of one plan; what many have in common is worked out once."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._map: Terrain | None = None

    def of(self, draw: Draw) -> Course:
        """Compile what a member is run with.

        Raises
        ------
        InputError
            If people set out on a day without conflict, the draw has the wrong length, or the world
            is too large for one key.
        """
        mine = drawn(self.plan, draw)
        if self._map is None or not self._map.serves(mine):
            self._map = Terrain(mine)
        return _course(mine, self._map, draw)

    def people(self, draw: Draw) -> Whole:
        """Give who is there before day 0, by place."""
        return whole(self.plan.people if draw.people is None else tuple(draw.people))


def compile_course(plan: Plan, draw: Draw | None = None) -> Course:
    """Compile a world; see `Courses.of`."""
    return Courses(plan).of(draw or Draw())


def _course(plan: Plan, made: Terrain, draw: Draw) -> Course:
    world, settings, flavour = plan.world, plan.settings, plan.flavour
    seated, seats = _seats(world, flavour)
    link = made.link.copy()
    link[LINK_SEATS] = seated
    opened = _open(made, plan)
    outflow = _outflow(plan)
    course = Course(
        rules=_rules(world, settings, flavour, made),
        link=link,
        leg=made.leg,
        first=whole([starts(made.choices), starts(made.near)]),
        near=whole([place for places in made.near for place in places]),
        day=_day_rows(made.year, plan),
        shut=whole([way for ways in made.year.shut for way in ways]),
        hold=made.hold,
        weight=_weights(made, opened, settings, draw),
        open=opened,
        walk=of_links(world, flavour, [link.walk_probability for link in world.links]),
        lump=made.lump,
        place=_place_rows(plan),
        capacity=_capacities(plan, draw),
        seats=seats,
        people=whole(plan.people),
        outflow=outflow,
    )
    _check_outflow(plan, course)
    return course


def _open(made: Terrain, plan: Plan) -> Real:
    """Give, by phase and directed link, the chance to pass; -1 where there is no link."""
    passing = of_links(plan.world, plan.flavour, [k.permeability for k in plan.world.links])
    opened = np.array([phase.open for phase in made.year.phases], dtype=np.bool_)
    there = np.array([phase.there for phase in made.year.phases], dtype=np.bool_)
    return np.where(there, np.where(opened, 1.0, passing), -1.0)


def _seats(world: World, flavour: Flavour) -> tuple[Whole, Whole]:
    """Give the row of each directed link among those with seats, or -1, and the rows by day."""
    numbers: list[int] = []
    rows: list[tuple[int, ...]] = []
    for number in link_numbers(world, flavour):
        seats = world.links[number].seats_per_day
        numbers.append(-1 if seats is None else len(rows))
        if seats is not None:
            held = (*seats, *(seats[-1:] or (0,)) * world.days)[: world.days]
            rows.append(held)
    return whole(numbers), whole(rows).reshape(-1, world.days)


def _weights(made: Terrain, opened: Real, settings: Settings, draw: Draw) -> Real:
    """Give, by phase and leg, its weight where there is room, below 0 where it is closed."""
    score = np.array([phase.score for phase in made.year.phases], dtype=np.float64)
    if draw.attraction is not None:
        score = score * _by_place(draw.attraction, score.shape[1], "attraction")
    legs = len(made.legs)
    ends = whole([route.stops[-1] for route in made.legs])
    km = np.array([route.km for route in made.legs], dtype=np.float64)
    pull = settings.weight_softening + score[:, ends]
    far = (settings.softening + km) ** settings.distance_power
    weight = np.asarray((pull / far) ** settings.weight_power)
    for leg, route in enumerate(made.legs):
        weight[:, leg][(opened[:, list(route.links)] <= 0).any(axis=1)] = -1.0
    return weight.reshape(-1, legs)


def _by_place(values: Sequence[float] | Real, places: int, what: str) -> Real:
    found = np.asarray(values, dtype=np.float64)
    if found.shape[-1:] != (places,):
        raise InputError(f"{what} must have {places} numbers, one a place, not {found.shape}")
    return found


def _day_rows(year: Calendar, plan: Plan) -> Whole:
    given = np.asarray(plan.outflow, dtype=np.int64)
    outflow = given if given.ndim == 1 else given.sum(axis=1)
    births = [0] * len(outflow)
    if plan.flavour is Flavour.FLEE:
        put_in = list(accumulate(outflow.tolist(), initial=sum(plan.people)))
        births = [
            min(before * BIRTHS // max(put_in[-1], 1), BIRTHS - 1) for before, _ in pairwise(put_in)
        ]
    new = outflow.tolist() if given.ndim == 1 else [0] * len(outflow)
    return whole([[*year.of_day, -1], [*new, 0], [*births, 0], starts(year.shut)])


def _outflow(plan: Plan) -> Whole:
    """Give who is set to leave a place, by day and place."""
    given = np.asarray(plan.outflow, dtype=np.int64)
    if given.ndim == 2:
        return given
    return np.zeros((plan.world.days, len(plan.world.spots)), dtype=np.int64)


def _place_rows(plan: Plan) -> Real:
    hasten = plan.settings.hasten
    known = np.zeros((_ROWS_OF_PLACE, len(plan.world.spots)))
    known[POPULATION] = [spot.population // hasten for spot in plan.world.spots]
    known[ROOM] = 1.0
    return known


def _capacities(plan: Plan, draw: Draw) -> Real:
    """Give the capacity by day and place, 0 where there is no limit; the last day holds on."""
    world, settings = plan.world, plan.settings
    lowered = plan.flavour is Flavour.FLEE and settings.insert_day0
    given = np.array([spot.capacity or 0 for spot in world.spots], dtype=np.float64)
    if draw.capacity is not None:
        given = np.nan_to_num(_by_place(draw.capacity, len(world.spots), "capacity"), posinf=0.0)
    capacity = np.floor(np.atleast_2d(given) / settings.hasten)
    if lowered:
        own = [
            there - spot.people // settings.hasten
            for spot, there in zip(world.spots, plan.people, strict=True)
        ]
        capacity = np.where(capacity > 0, capacity - own, capacity)
    growth = np.array([spot.capacity_per_day // settings.hasten for spot in world.spots])
    if growth.any():
        days = np.minimum(np.arange(world.days), len(capacity) - 1)
        capacity = capacity[days] + growth * np.arange(1, world.days + 1)[:, np.newaxis]
    return np.ascontiguousarray(capacity * settings.capacity_scaling)


def _check_outflow(plan: Plan, course: Course) -> None:
    weights = (course.hold[:, HEAT] * course.place[POPULATION]).sum(axis=1)[course.day[0, :-1]]
    lost = np.flatnonzero((course.day[DAY_NEW, :-1] > 0) & (weights <= 0))
    if len(lost):
        raise InputError(
            f"{course.day[DAY_NEW, lost[0]]} people set out on day {lost[0]} (day 0 is "
            f"{plan.world.start}), but no place with a population is in conflict on it"
        )


def _rules(world: World, settings: Settings, flavour: Flavour, made: Terrain) -> Rules:
    day = day_length(world, settings, flavour)
    speed = int(max(made.link[LINK_SPEED], default=settings.max_move_speed))
    births = BIRTHS if flavour is Flavour.FLEE else 1
    longest = max((round(link.km) for link in world.links), default=0)
    largest = (
        max(longest + speed, world.days),
        day + speed,
        4 * speed if settings.avoid_short_stints else 0,
        len(made.paths),
        births - 1,
    )
    bits = [size.bit_length() for size in largest]
    sites = len(world.spots) + 8 * len(world.links)
    if sum(bits) + 1 + sites.bit_length() > _WORD:
        raise InputError("the world is too large: fewer links, shorter ones or less awareness")
    return Rules(
        flee=flavour is Flavour.FLEE,
        move=settings.max_move_speed,
        walk=settings.max_walk_speed,
        day=day,
        anew=settings.default_movechance,
        tire=settings.avoid_short_stints,
        take=settings.take_from_population,
        buffer=settings.capacity_buffer,
        power=settings.weight_power,
        pruning=settings.pruning_threshold,
        births=births,
        foot=int(settings.start_on_foot),
        km_bits=bits[0],
        spent_bits=bits[1],
        tired_bits=bits[2],
        leg_bits=bits[3],
        birth_bits=bits[4],
    )
