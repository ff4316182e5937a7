"""A world compiled to the arrays of the kernel: links, legs, weights, who sets out when."""

from collections.abc import Sequence
from itertools import accumulate, pairwise

import attrs
import numpy as np
import numpy.typing as npt

from panah.domain.forecast import Site, World
from panah.errors import InputError
from panah.forecast.kernel_move import MINUTES
from panah.forecast.kernel_types import HEAT, POPULATION, SIZE, Rules, Run
from panah.forecast.phases import Calendar, Phase, calendar, two_way
from panah.forecast.routes import Route, routes
from panah.forecast.settings import Flavour, Settings

__all__ = ["Course", "Plan", "compile_course"]

Whole = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]

BIRTHS = 4
"""Classes of the day of setting out in Flee's flavour: quarters of all people, oldest first."""


TABLES = 6
_WORD = 62
_PARTS_OF_TABLE, _ROWS_OF_PLACE, _TALLIES = 5, 8, 4


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
    open: npt.NDArray[np.bool_]
    lump: Whole
    place: Real
    people: Whole

    def run(self, cells: int) -> Run:
        """Give a run that has not begun, with tables of so many cells, a power of 2."""
        days, places = self.day.shape[1] - 1, len(self.people)
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
            lump=self.lump,
            tables=np.zeros((TABLES, _PARTS_OF_TABLE, 2 * cells), dtype=np.int64),
            bucket=np.full(self.rules.day, -1, dtype=np.int64),
            place=self.place.copy(),
            people=self.people.copy(),
            share=np.zeros(self.weight.shape[1]),
            tally=np.zeros((_TALLIES, days, places), dtype=np.int64),
            clock=np.zeros(SIZE + TABLES, dtype=np.int64),
        )


@attrs.frozen(kw_only=True)
class Plan:
    """What is to be run.

    Parameters
    ----------
    outflow
        Newly displaced of each day; drawn over the places in conflict.
    people
        By place, who is there before day 0.
    """

    world: World
    settings: Settings
    flavour: Flavour
    outflow: tuple[int, ...]
    people: tuple[int, ...]


def compile_course(plan: Plan) -> Course:
    """Compile a world.

    Raises
    ------
    InputError
        If people set out on a day without conflict, or the world is too large for one key.
    """
    world, settings, flavour = plan.world, plan.settings, plan.flavour
    ways = two_way(world, flavour)
    year = calendar(world, settings, flavour)
    markers = [spot.site is Site.MARKER for spot in world.spots]
    choices = routes(ways, markers, settings.awareness_level)
    legs, paths = _legs(choices)
    course = Course(
        rules=_rules(world, settings, flavour, legs=len(paths)),
        link=_links(ways),
        leg=_leg_rows(ways, paths),
        first=_whole([_starts(choices), _starts(_near(choices))]),
        near=_whole([place for places in _near(choices) for place in places]),
        day=_day_rows(year, plan),
        shut=_whole([link for links in year.shut for link in links]),
        hold=np.array([_hold(phase, legs) for phase in year.phases]),
        weight=np.array([_weights(legs, phase, settings) for phase in year.phases]),
        open=np.array([phase.open for phase in year.phases], dtype=np.bool_),
        lump=_lumps(ways, len(world.spots), settings, flavour),
        place=_place_rows(plan),
        people=_whole(plan.people),
    )
    _check_outflow(plan, course)
    return course


def _links(ways: Sequence[tuple[int, int, float]]) -> Whole:
    rows = [(start, end, max(1, round(km))) for start, end, km in ways]
    return np.ascontiguousarray(_whole(rows).reshape(-1, 3).T)


def _lumps(
    ways: Sequence[tuple[int, int, float]], places: int, settings: Settings, flavour: Flavour
) -> Whole:
    """Give, by place and km covered today, the most km that leave the same walks open today.

    Only Flee's flavour can lump, where the km left on the next link do not depend on those covered,
    and only while nobody remembers them.
    """
    day = settings.max_move_speed if flavour is Flavour.FLEE else MINUTES
    spent = np.tile(np.arange(day), (places, 1))
    if flavour is not Flavour.FLEE or settings.avoid_short_stints:
        return spent
    reached = np.zeros((day, places), dtype=np.bool_)
    reached[0] = True
    for km in range(1, day):
        for start, end, length in ways:
            step = max(1, round(length))
            if step <= km and reached[km - step, end]:
                reached[km, start] = True
    longest = np.maximum.accumulate(np.where(reached, np.arange(day)[:, None], 0), axis=0)
    return np.ascontiguousarray((day - 1 - longest[::-1]).T)


def _starts(parts: Sequence[Sequence[object]]) -> list[int]:
    return [0, *accumulate(len(part) for part in parts)]


def _near(choices: Sequence[Sequence[Route]]) -> list[list[int]]:
    near: list[set[int]] = [set() for _ in choices]
    for place, mine in enumerate(choices):
        for route in mine:
            near[route.stops[-1]].add(place)
    return [sorted(places) for places in near]


def _legs(choices: Sequence[Sequence[Route]]) -> tuple[list[Route], list[tuple[int, ...]]]:
    """Give the routes in order and, as places, every leg: theirs, then those that remain later."""
    legs = [route for mine in choices for route in mine]
    paths = [(place, *route.stops) for place, mine in enumerate(choices) for route in mine]
    later = {path[cut:]: None for path in paths for cut in range(1, len(path) - 1)}
    return legs, [*paths, *later]


def _leg_rows(ways: Sequence[tuple[int, int, float]], paths: Sequence[tuple[int, ...]]) -> Whole:
    listed: dict[tuple[int, int], int] = {}
    for number, (start, end, _) in enumerate(ways):
        listed.setdefault((start, end), number)
    rest = {path: leg for leg, path in enumerate(paths)}
    rows = [(listed[path[0], path[1]], rest.get(path[1:], -1), path[-1]) for path in paths]
    return np.ascontiguousarray(_whole(rows).reshape(-1, 3).T)


def _weights(legs: Sequence[Route], phase: Phase, settings: Settings) -> list[float]:
    weights = []
    for route in legs:
        if not all(phase.open[link] for link in route.links):
            weights.append(-1.0)
            continue
        pull = settings.weight_softening + phase.score[route.stops[-1]]
        far = (settings.softening + route.km) ** settings.distance_power
        weights.append((pull / far) ** settings.weight_power)
    return weights


def _hold(phase: Phase, legs: Sequence[Route]) -> list[list[float]]:
    single = {route.links[0]: leg for leg, route in enumerate(legs) if len(route.links) == 1}
    return [
        [float(chance) for chance in phase.chance],
        [float(town) for town in phase.town],
        [float(camp) for camp in phase.camp],
        [float(single.get(way, -1)) for way in phase.sent],
        [float(heat) for heat in phase.heat],
    ]


def _day_rows(year: Calendar, plan: Plan) -> Whole:
    outflow = plan.outflow
    births = [0] * len(outflow)
    if plan.flavour is Flavour.FLEE:
        put_in = list(accumulate(outflow, initial=sum(plan.people)))
        births = [
            min(before * BIRTHS // max(put_in[-1], 1), BIRTHS - 1) for before, _ in pairwise(put_in)
        ]
    return _whole([[*year.of_day, -1], [*outflow, 0], [*births, 0], _starts(year.shut)])


def _place_rows(plan: Plan) -> Real:
    hasten, scaling = plan.settings.hasten, plan.settings.capacity_scaling
    lowered = plan.flavour is Flavour.FLEE and plan.settings.insert_day0
    rows = []
    for spot, there in zip(plan.world.spots, plan.people, strict=True):
        capacity = (spot.capacity or 0) // hasten
        if lowered and capacity > 0:
            capacity -= there - spot.people // hasten
        growth = spot.capacity_per_day // hasten
        rows.append((spot.population // hasten, capacity * scaling, 1.0, growth * scaling))
    known = np.array(rows, dtype=np.float64).T
    return np.concatenate([known, np.zeros((_ROWS_OF_PLACE - len(known), len(rows)))])


def _check_outflow(plan: Plan, course: Course) -> None:
    weights = (course.hold[:, HEAT] * course.place[POPULATION]).sum(axis=1)[course.day[0, :-1]]
    lost = np.flatnonzero((np.array(plan.outflow) > 0) & (weights <= 0))
    if len(lost):
        raise InputError(
            f"{plan.outflow[lost[0]]} people set out on day {lost[0]} ({plan.world.start} is day "
            "0), but no place with a population is in conflict on it"
        )


def _rules(world: World, settings: Settings, flavour: Flavour, *, legs: int) -> Rules:
    speed = settings.max_move_speed
    day = speed if flavour is Flavour.FLEE else MINUTES
    births = BIRTHS if flavour is Flavour.FLEE else 1
    longest = max((round(link.km) for link in world.links), default=0)
    largest = (
        longest + speed,
        max(day, speed),
        4 * speed if settings.avoid_short_stints else 0,
        legs,
        births - 1,
    )
    bits = [size.bit_length() for size in largest]
    sites = len(world.spots) + 8 * len(world.links)
    if sum(bits) + 1 + sites.bit_length() > _WORD:
        raise InputError("the world is too large: fewer links, shorter ones or less awareness")
    return Rules(
        flee=flavour is Flavour.FLEE,
        move=speed,
        walk=settings.max_walk_speed,
        day=day,
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


def _whole(values: Sequence[object]) -> Whole:
    return np.array(values, dtype=np.int64)
