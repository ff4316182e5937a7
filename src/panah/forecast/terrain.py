"""The part of a course that follows from places, links, calendar and rules: links, legs, routes."""

from collections.abc import Sequence
from itertools import accumulate

import attrs
import numpy as np
import numpy.typing as npt

from panah.domain.forecast import Site, World
from panah.errors import InputError
from panah.forecast.homes import closeness
from panah.forecast.inputs import Plan
from panah.forecast.kernel_move import MINUTES
from panah.forecast.kinds import Kinds, kinds_of
from panah.forecast.moments import are_few, moments
from panah.forecast.phases import Phase, calendar, link_numbers, two_way
from panah.forecast.routes import Route, fixed, routes
from panah.forecast.settings import Flavour, Settings

__all__ = ["Terrain", "of_links", "starts", "whole"]

LINK = ("start", "end", "km", "speed", "need", "seated", "abroad", "cell")
"""What is known of a directed link, by the names of the kernel's columns."""
START, END, KM, SPEED, NEED, SEATED, ABROAD, CELL = range(len(LINK))
LEG = ("leg_link", "leg_rest", "leg_end")
"""What is known of a leg."""
LEG_LINK, LEG_REST, LEG_END = range(len(LEG))
HOLD = ("chance", "town", "camp", "sent", "heat", "sink", "likes")
"""What holds at a place in a phase."""
CHANCE, TOWN, CAMP, SENT, HEAT, SINK, LIKES = range(len(HOLD))

Whole = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]


class Terrain:
    """The part of a course that follows from places, links, calendar and rules."""

    def __init__(self, plan: Plan) -> None:
        world, settings, flavour = plan.world, plan.settings, plan.flavour
        self.world, self.settings, self.flavour = world, settings, flavour
        self.ways = two_way(world, flavour)
        self.year = calendar(world, settings, flavour)
        markers = [spot.site is Site.MARKER for spot in world.spots]
        self.choices = routes(self.ways, markers, settings.awareness_level)
        if settings.fixed_routes:
            self.choices = fixed(self.choices, self.ways, _major(world, flavour))
        self.legs, self.paths = _legs(self.choices)
        self.ends = whole([route.stops[-1] for route in self.legs])
        self.far = np.array([route.km for route in self.legs], dtype=np.float64)
        self.hold = np.array([_hold(phase, self.legs) for phase in self.year.phases])
        self.near = _near(self.choices)
        self.leg = _leg_rows(self.ways, self.paths)
        self.link = _links(self.ways, world, settings, flavour)
        self.clock = _clock(self.link, world, settings)
        self.link[NEED] = -(-MINUTES * self.link[KM] // (self.link[SPEED] * self.clock))
        self.day = self._day()
        self.kinds = self._told_apart(plan)
        self._moments: dict[bool, npt.NDArray[np.int32]] = {}

    def _told_apart(self, plan: Plan) -> Kinds:
        """Give the kinds of people, and how strongly the end of each leg attracts them."""
        kinds = kinds_of(self.world, self.settings, self.flavour, plan.apart)
        if not self.settings.stay_close_to_home:
            return kinds
        legs = [
            (place, route.stops[-1]) for place, mine in enumerate(self.choices) for route in mine
        ]
        close = closeness(self.world.spots, kinds.homes, legs, self.settings, self.flavour)
        return attrs.evolve(kinds, close=close)

    def moments(self, plan: Plan) -> npt.NDArray[np.int32]:
        """Give the moments that a plan keeps people at; two plans that this serves may differ."""
        few = are_few(plan)
        if few not in self._moments:
            ends = self.link[START], self.link[END]
            self._moments[few] = moments(plan, ends, self.link[KM], self.link[NEED], self.day)
        return self._moments[few]

    def _day(self) -> int:
        """Give how much of `Who.spent` a day has, at most."""
        if self.flavour is not Flavour.FLEE:
            return MINUTES // self.clock
        return max(self.settings.max_move_speed, int(self.link[SPEED].max(initial=1)))

    def serves(self, plan: Plan) -> bool:
        """Say whether a plan differs in nothing that this follows from."""
        mine, other = self.world, plan.world
        same = mine is other or attrs.evolve(mine, links=()) == attrs.evolve(other, links=())
        return same and self.settings == plan.settings and _ways(mine) == _ways(other)


def _major(world: World, flavour: Flavour) -> list[tuple[int, ...]]:
    """Give the major routes, by number of their places."""
    if flavour is Flavour.FLEE:
        raise InputError(
            "fixed_routes stops Flee with an error as soon as a major route leads on, so panah "
            "does not follow it there; leave it out, or run without --compat flee"
        )
    number = {spot.name: place for place, spot in enumerate(world.spots)}
    return [tuple(number[name] for name in names) for names in world.majors]


def _ways(world: World) -> list[object]:
    """Give the links without what the map does not follow from."""
    return [attrs.evolve(link, permeability=0.0, seats_per_day=None) for link in world.links]


def of_links(world: World, flavour: Flavour, values: Sequence[float]) -> Real:
    """Give what every link has for every directed link."""
    return np.array([values[number] for number in link_numbers(world, flavour)], dtype=np.float64)


def _links(
    ways: Sequence[tuple[int, int, float]], world: World, settings: Settings, flavour: Flavour
) -> Whole:
    spots = world.spots
    rows = []
    for (start, end, km), number in zip(ways, link_numbers(world, flavour), strict=True):
        long = max(1, round(km / settings.grid_km)) * settings.grid_km
        speed = world.links[number].max_move_speed or settings.max_move_speed
        abroad = int(spots[start].country != spots[end].country)
        rows.append((start, end, long, speed, 0, -1, abroad, 0))
    link = np.ascontiguousarray(whole(rows).reshape(-1, len(LINK)).T)
    cells = link[KM] + 1
    link[CELL] = np.cumsum(cells) - cells
    return link


def _clock(link: Whole, world: World, settings: Settings) -> int:
    """Give of how many minutes everything that takes time takes a multiple.

    On links of whole km at 360 km a day these are 4, so a day has 360 moments and not 1,440. It is
    1 where speeds are such that minutes are rounded up.
    """
    long, speed = link[KM], link[SPEED]
    if settings.start_on_foot or any(way.walk_probability for way in world.links):
        on_foot = np.full_like(speed, settings.max_walk_speed)
        long, speed = np.tile(long, 2), np.concatenate([speed, on_foot])
    if (MINUTES * long % speed).any():
        return 1
    clock = int(np.gcd.reduce(MINUTES * long // speed, initial=MINUTES))
    return clock if not (speed * clock % MINUTES).any() else 1


def starts(parts: Sequence[Sequence[object]]) -> list[int]:
    """Give where each part begins in the row of all, and where the last ends."""
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
    return np.ascontiguousarray(whole(rows).reshape(-1, 3).T)


def _hold(phase: Phase, legs: Sequence[Route]) -> list[list[float]]:
    single = {route.links[0]: leg for leg, route in enumerate(legs) if len(route.links) == 1}
    return [
        [float(chance) for chance in phase.chance],
        [float(town) for town in phase.town],
        [float(camp) for camp in phase.camp],
        [float(single.get(way, -1)) for way in phase.sent],
        [float(heat) for heat in phase.heat],
        [float(sink) for sink in phase.sink],
        [float(like) for like in phase.likes],
    ]


def whole(values: Sequence[object]) -> Whole:
    """Give whole numbers as the kernel takes them."""
    return np.array(values, dtype=np.int64)
