"""The places that people go between: the legs they may choose, and the kinds of people who do.

It follows from places and links and from who is told apart, neither from conflict and closures nor
from speeds, seats and the chances to leave.
"""

from collections.abc import Sequence
from itertools import accumulate

import attrs
import numpy as np
import numpy.typing as npt

from panah.domain.forecast import Site, World
from panah.errors import InputError
from panah.forecast.homes import closeness
from panah.forecast.inputs import Plan
from panah.forecast.kinds import Kinds, kinds_of
from panah.forecast.phases import link_numbers, two_way
from panah.forecast.routes import Route, fixed, routes
from panah.forecast.settings import Flavour

__all__ = ["LEG", "LEG_END", "LEG_LINK", "LEG_REST", "Network", "starts", "whole"]

LEG = ("leg_link", "leg_rest", "leg_end")
"""What is known of a leg."""
LEG_LINK, LEG_REST, LEG_END = range(len(LEG))

Whole = npt.NDArray[np.int64]


class Network:
    """Places joined by legs, and the kinds of people who choose among them.

    Attributes
    ----------
    ways
        Directed links: start, end, km.
    numbers
        By directed link, the number of its link.
    choices, legs
        The routes from each place; the same in a row.
    paths
        By leg, the places it passes: those of `legs`, then those that remain later.
    ends, far
        By leg of `legs`, where it ends and how far that is in km.
    travelled
        The directed links of all `legs` in a row, and where those of each begin.
    near
        For all places in a row, those from which a leg ends here.
    first
        By place, where its legs and its part of `near` begin.
    leg
        LEG_LINK, LEG_REST, LEG_END of each of `paths`.
    """

    def __init__(self, plan: Plan) -> None:
        world, settings = plan.world, plan.settings
        self.ways = two_way(world, plan.flavour)
        self.numbers = whole(link_numbers(world, plan.flavour))
        markers = [spot.site is Site.MARKER for spot in world.spots]
        self.choices = routes(self.ways, markers, settings.awareness_level)
        if settings.fixed_routes:
            self.choices = fixed(self.choices, self.ways, _major(world, plan.flavour))
        self.legs, self.paths = _legs(self.choices)
        self.ends = whole([route.stops[-1] for route in self.legs])
        self.far = np.array([route.km for route in self.legs], dtype=np.float64)
        self.travelled = (
            whole([way for route in self.legs for way in route.links]),
            whole(starts([route.links for route in self.legs])[:-1]),
        )
        near = _near(self.choices)
        self.near = whole([place for places in near for place in places])
        self.first = whole([starts(self.choices), starts(near)])
        self.leg = _leg_rows(self.ways, self.paths)
        self.kinds = self._told_apart(plan)

    def _told_apart(self, plan: Plan) -> Kinds:
        """Give the kinds of people, and how strongly the end of each leg attracts them."""
        kinds = kinds_of(plan.world, plan.settings, plan.flavour, plan.apart)
        if not plan.settings.stay_close_to_home:
            return kinds
        legs = [
            (place, route.stops[-1]) for place, mine in enumerate(self.choices) for route in mine
        ]
        close = closeness(plan.world.spots, kinds.homes, legs, plan.settings, plan.flavour)
        return attrs.evolve(kinds, close=close)


def _major(world: World, flavour: Flavour) -> list[tuple[int, ...]]:
    """Give the major routes, by number of their places."""
    if flavour is Flavour.FLEE:
        raise InputError(
            "fixed_routes stops Flee with an error as soon as a major route leads on, so panah "
            "does not follow it there; leave it out, or run without --compat flee"
        )
    number = {spot.name: place for place, spot in enumerate(world.spots)}
    return [tuple(number[name] for name in names) for names in world.majors]


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


def whole(values: Sequence[object]) -> Whole:
    """Give whole numbers as the kernel takes them."""
    return np.array(values, dtype=np.int64)
