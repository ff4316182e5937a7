"""A world compiled to the arrays of the kernel: links, legs, weights, who sets out when."""

from collections.abc import Sequence
from functools import partial

import attrs
import numpy as np
import numpy.typing as npt

from panah.chance import stream
from panah.domain.forecast import World
from panah.errors import InputError
from panah.forecast import kernel_types as k
from panah.forecast.columns import Columns
from panah.forecast.inputs import PLAIN, Draw, Plan, drawn
from panah.forecast.kinds import Kinds
from panah.forecast.network import LEG, whole
from panah.forecast.pace import LINK, SEATED
from panah.forecast.phases import Calendar
from panah.forecast.rules import births, rules
from panah.forecast.settings import Flavour, Settings
from panah.forecast.spawning import driven
from panah.forecast.terrain import HEAT, HOLD, Terrain, Terrains

__all__ = ["Course", "Courses", "compile_course"]

Whole = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]

FINE = 1024
"""Parts of a person that expected flows are counted in."""
_DAY = ("day_phase", "day_new", "day_birth", "day_shut", "day_harvest")
_MOST = 1 << 24
"""Cells of a table that have slots of their own: 64 MB; more are found by hashing (assumed: room
in memory for several tables and members at once)."""


@attrs.frozen(kw_only=True, eq=False)
class Course:
    """All that does not change during a run, and what a run starts from.

    Parameters
    ----------
    link
        By directed link: START, END, KM, SPEED, SEATED, ABROAD, CELL.
    leg
        By leg: LEG_LINK, LEG_REST, LEG_END.
    hold
        By phase: CHANCE, TOWN, CAMP, SENT, HEAT, SINK, LIKES of each place.
    """

    link: Whole
    leg: Whole
    first: Whole
    near: Whole
    day: Whole
    shut: Whole
    hold: Real
    kinds: Kinds
    weight: Real
    pull: Real
    far: Real
    open: Real
    walk: Real
    moments: npt.NDArray[np.int32]
    population: Real
    capacity: Real
    seats: Whole
    people: Whole
    outflow: Whole
    return_to: Whole
    returning: Real
    plan: Plan
    map: Terrain
    _begun: dict[int, Columns] = attrs.field(factory=dict, init=False)

    def run(self, entries: int, luck: npt.NDArray[np.uint64]) -> k.Run:
        """Give a run that has not begun, with tables of so many entries, a power of 2."""
        if entries not in self._begun:
            ruled = rules(self.plan, self.map, entries=entries, capacity_days=len(self.capacity))
            columns = self._begun[entries] = Columns(ruled)
            self._world(columns)
            self._moment(columns, ruled)
            self._tables(columns, ruled)
        return self._begun[entries].again(luck)

    def _world(self, columns: Columns) -> None:
        kinds = self.kinds
        rows = (*zip(LINK, self.link, strict=True), *zip(LEG, self.leg, strict=True))
        for name, row in (*rows, *zip(_DAY, self.day, strict=True)):
            columns.whole(name, row)
        for name, row in (
            ("first_leg", self.first[0]),
            ("first_near", self.first[1]),
            ("near", self.near),
            ("shut", self.shut),
            ("taste", kinds.rows[0]),
            ("farmer", kinds.rows[1]),
            ("moments", self.moments),
            ("return_to", self.return_to),
        ):
            columns.whole(name, row)
        for row, name in enumerate(HOLD):
            columns.real(name, self.hold[:, row])
        for name, values in (
            ("weight", self.weight),
            ("pull", self.pull),
            ("far", self.far),
            ("open", self.open),
            ("walks", self.walk),
            ("capacities", self.capacity),
            ("own", kinds.own),
            ("mix", kinds.mix),
            ("alike", kinds.alike),
            ("returning", self.returning),
        ):
            columns.real(name, values)

    def _moment(self, columns: Columns, ruled: k.Rules) -> None:
        places, kinds = ruled.places, ruled.kinds
        columns.whole("people", self.people)
        columns.whole("seats", self.seats)
        columns.whole("fresh", np.full(kinds * places, -1))
        columns.room("changed", places)
        columns.room("last_due", ruled.births)
        columns.whole("bucket", np.full(ruled.day + 1, -1))
        columns.room("until", places)
        for name in ("stock", "arrivals", "departures", "entered", "waiting"):
            columns.room(name, (ruled.days + (name == "stock")) * kinds * places)
        columns.whole("outflow", _of_first(self.outflow, kinds))
        columns.real("population", self.population)
        columns.real("room", np.ones(places))
        for name in ("capacity", "tries", "tried", "seen"):
            columns.real(name, np.zeros(places))
        columns.real("share", np.zeros(kinds * ruled.legs))
        columns.real("sum", np.zeros(kinds * ruled.legs))
        columns.real("boost", np.ones(kinds * places))

    def _tables(self, columns: Columns, ruled: k.Rules) -> None:
        """Make the tables; a cell has a slot of its own where few things tell people apart.

        Nobody looks for a state among those who are due.
        """
        plain = not (ruled.tire or ruled.foot or ruled.leg_bits)
        apart = ruled.births * ruled.kinds
        nodes, roads = ruled.places * (ruled.day + 1), 2 * ruled.cells
        cells = {k.REST: ruled.places, k.ROAD: roads, k.QUEUE: _MOST, k.DUE: 0, k.NODE: nodes}
        for table in range(k.TABLES):
            own = cells[table if table >= k.DUE else table - table % 2] * apart
            hashed = 0 if (plain and own < _MOST) or not own else 2 * ruled.entries
            columns.number(k.SLOTS + table, columns.slots(hashed or own))
            columns.number(k.MASK + table, max(hashed - 1, 0))


class Courses:
    """The courses of the members of one plan; what many have in common is worked out once."""

    def __init__(self, plan: Plan, seed: int = 0) -> None:
        self.plan, self.seed = plan, seed
        self._terrains = Terrains()
        self._plain: Course | None = None

    def of(self, draw: Draw, member: int = 0) -> Course:
        """Compile what a member is run with.

        Raises
        ------
        InputError
            If people set out on a day without conflict, the draw has the wrong length, or the world
            is too large for one key.
        """
        if self._plain is not None and draw is PLAIN:
            return self._plain
        mine = drawn(self.plan, draw)
        terrain = self._terrains.of(mine)
        if draw.outflow is None:
            set_out = driven(mine, terrain.year, partial(stream, self.seed, "outflow", member))
            if set_out is not None:
                return _course(attrs.evolve(mine, outflow=set_out), terrain, draw)
        made = _course(mine, terrain, draw)
        if draw is PLAIN:
            self._plain = made
        return made

    def people(self, draw: Draw) -> Whole:
        """Give who is there before day 0, by place."""
        return whole(self.plan.people if draw.people is None else tuple(draw.people))


def compile_course(plan: Plan, draw: Draw | None = None) -> Course:
    """Compile a world; see `Courses.of`."""
    return Courses(plan).of(draw or PLAIN)


def _course(plan: Plan, made: Terrain, draw: Draw) -> Course:
    world, settings = plan.world, plan.settings
    link = made.pace.link.copy()
    link[SEATED], seats = _seats(world, made.network.numbers)
    opened = _open(made, plan)
    weight, pull = _weights(made, opened, settings, draw)
    course = Course(
        link=link,
        leg=made.network.leg,
        first=made.network.first,
        near=made.network.near,
        day=_day_rows(made.year, plan),
        shut=whole([way for ways in made.year.shut for way in ways]),
        hold=made.hold,
        kinds=made.network.kinds,
        weight=weight,
        pull=pull,
        far=_far(made, settings),
        open=opened,
        walk=_of_links(made, [link.walk_probability for link in world.links]),
        moments=made.pace.moments(plan),
        population=_populations(plan),
        capacity=_capacities(plan, draw),
        seats=seats,
        people=whole(plan.people) * _parts(plan),
        outflow=_outflow(plan),
        return_to=whole(plan.return_to or (-1,) * len(world.spots)),
        returning=_returning(plan, draw, made.network.kinds.number),
        plan=plan,
        map=made,
    )
    _check_outflow(plan, course)
    return course


def _parts(plan: Plan) -> int:
    """Give in how many parts a person is counted."""
    return FINE if plan.expected else 1


def _of_links(made: Terrain, values: Sequence[float]) -> Real:
    """Give what every link has for every directed link."""
    return np.array(values, dtype=np.float64)[made.network.numbers]


def _open(made: Terrain, plan: Plan) -> Real:
    """Give, by phase and directed link, the chance to pass; -1 where there is no link."""
    passing = _of_links(made, [link.permeability for link in plan.world.links])
    opened = np.array([phase.open for phase in made.year.phases], dtype=np.bool_)
    there = np.array([phase.there for phase in made.year.phases], dtype=np.bool_)
    return np.where(there, np.where(opened, 1.0, passing), -1.0)


def _seats(world: World, of_way: Whole) -> tuple[Whole, Whole]:
    """Give the row of each directed link among those with seats, or -1, and the rows by day."""
    held = [link.seats_per_day for link in world.links]
    seated = np.array([seats is not None for seats in held], dtype=np.bool_)[of_way]
    rows = [
        (*seats, *(seats[-1:] or (0,)) * world.days)[: world.days]
        for number in of_way[seated].tolist()
        if (seats := held[number]) is not None
    ]
    return np.where(seated, np.cumsum(seated) - 1, -1), whole(rows).reshape(-1, world.days)


def _weights(made: Terrain, opened: Real, settings: Settings, draw: Draw) -> tuple[Real, Real]:
    """Give, by phase, taste and leg, its weight where there is room, and the attraction behind it.

    A weight is below 0 where the leg is closed.
    """
    score = np.array([phase.score for phase in made.year.phases], dtype=np.float64)
    if draw.attraction is not None:
        score = score * _by_place(draw.attraction, score.shape[1], "attraction")
    pull = made.network.kinds.tasted(score[:, np.newaxis, made.network.ends])
    weight = ((settings.weight_softening + pull) / _far(made, settings)) ** settings.weight_power
    links, begins = made.network.travelled
    shut = np.logical_or.reduceat(opened[:, links] <= 0, begins, axis=1)
    weight[np.broadcast_to(shut[:, np.newaxis], weight.shape)] = -1.0
    return np.ascontiguousarray(weight), np.ascontiguousarray(pull)


def _far(made: Terrain, settings: Settings) -> Real:
    """Give what the attraction at the end of each leg is divided by."""
    return np.asarray((settings.softening + made.network.far) ** settings.distance_power)


def _by_place(values: Sequence[float] | Real, places: int, what: str) -> Real:
    found = np.asarray(values, dtype=np.float64)
    if found.shape[-1:] != (places,):
        raise InputError(f"{what} must have {places} numbers, one a place, not {found.shape}")
    return found


def _day_rows(year: Calendar, plan: Plan) -> Whole:
    given = np.asarray(plan.outflow, dtype=np.int64)
    outflow = given if given.ndim == 1 else given.sum(axis=1)
    rows = np.zeros((len(_DAY), len(outflow) + 1), dtype=np.int64)
    rows[0] = *year.of_day, -1
    if given.ndim == 1:
        rows[1, :-1] = outflow * _parts(plan)
    if plan.flavour is Flavour.FLEE:
        classes, people = births(plan), sum(plan.people) + outflow.sum()
        before = sum(plan.people) + np.cumsum(outflow) - outflow
        rows[2, :-1] = np.minimum(before * classes // max(people, 1), classes - 1)
    rows[3, 1:] = np.cumsum([len(ways) for ways in year.shut])
    rows[4, :-1] = year.harvest
    return rows


def _outflow(plan: Plan) -> Whole:
    """Give who is set to leave a place, by day and place."""
    given = np.asarray(plan.outflow, dtype=np.int64)
    if given.ndim == 2:
        return given * _parts(plan)
    return np.zeros((plan.world.days, len(plan.world.spots)), dtype=np.int64)


def _of_first(outflow: Whole, kinds: int) -> Whole:
    """Give numbers by day and place as those of the first kind, 0 for the others."""
    by_kind = np.zeros((len(outflow), kinds, outflow.shape[1]), dtype=np.int64)
    by_kind[:, 0] = outflow
    return by_kind


def _returning(plan: Plan, draw: Draw, kinds: int) -> Real:
    """Give the chance to return home by day, kind and place; empty where nobody does."""
    if not plan.return_to:
        return np.zeros(0)
    shape = (plan.world.days, kinds, len(plan.world.spots))
    if draw.returning is None:
        return np.zeros(shape)
    if draw.returning.shape != shape:
        raise InputError(
            f"returning must be {shape[0]} days by {shape[1]} kinds of people by {shape[2]} "
            f"places, not of shape {draw.returning.shape}"
        )
    return draw.returning


def _populations(plan: Plan) -> Real:
    hasten, parts = plan.settings.hasten, _parts(plan)
    return np.array([spot.population // hasten * parts for spot in plan.world.spots], dtype=float)


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
    return np.ascontiguousarray(capacity * settings.capacity_scaling * _parts(plan))


def _check_outflow(plan: Plan, course: Course) -> None:
    heat = course.hold[:, HEAT] * course.population
    new = course.day[_DAY.index("day_new"), :-1]
    lost = np.flatnonzero((new > 0) & (heat.sum(axis=1)[course.day[0, :-1]] <= 0))
    if len(lost):
        raise InputError(
            f"{new[lost[0]] // _parts(plan)} people set out on day {lost[0]} (day 0 is "
            f"{plan.world.start}), but no place with a population is in conflict on it"
        )
