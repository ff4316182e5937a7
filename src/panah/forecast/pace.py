"""How long links take: their lengths and speeds, and the moments that a day is told in."""

import numpy as np
import numpy.typing as npt

from panah.domain.forecast import World
from panah.forecast.inputs import Plan
from panah.forecast.kernel_move import MINUTES
from panah.forecast.moments import are_few, moments
from panah.forecast.network import whole
from panah.forecast.phases import link_numbers, two_way
from panah.forecast.settings import Flavour, Settings

__all__ = ["END", "KM", "LINK", "NEED", "SEATED", "SPEED", "START", "Pace"]

LINK = ("start", "end", "km", "speed", "need", "seated", "abroad", "cell")
"""What is known of a directed link, by the names of the kernel's columns."""
START, END, KM, SPEED, NEED, SEATED, ABROAD, CELL = range(len(LINK))

Whole = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]


class Pace:
    """How long links take.

    Attributes
    ----------
    link
        START, END, KM, SPEED, NEED, ABROAD, CELL of each directed link; SEATED is still -1.
    clock
        Of how many minutes everything that takes time takes a multiple.
    day
        How much of `Who.spent` a day has, at most.
    """

    def __init__(self, plan: Plan) -> None:
        world, settings, flavour = plan.world, plan.settings, plan.flavour
        self.link = _links(world, settings, flavour)
        self.clock = _clock(self.link, world, settings)
        self.link[NEED] = -(-MINUTES * self.link[KM] // (self.link[SPEED] * self.clock))
        self.day = MINUTES // self.clock
        if flavour is Flavour.FLEE:
            self.day = max(settings.max_move_speed, int(self.link[SPEED].max(initial=1)))
        self._moments: dict[bool, npt.NDArray[np.int32]] = {}

    def moments(self, plan: Plan) -> npt.NDArray[np.int32]:
        """Give the moments that a plan keeps people at; those of many people and of few differ."""
        few = are_few(plan)
        if few not in self._moments:
            ends = self.link[START], self.link[END]
            self._moments[few] = moments(plan, ends, self.link[KM], self.link[NEED], self.day)
        return self._moments[few]


def _links(world: World, settings: Settings, flavour: Flavour) -> Whole:
    spots, ways = world.spots, two_way(world, flavour)
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
