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
    unit
        How many km are counted as one, in KM, SPEED and the cells of a link.
    day
        How much of `Who.spent` a day has, at most.
    """

    def __init__(self, plan: Plan) -> None:
        world, settings, flavour = plan.world, plan.settings, plan.flavour
        self.link = _links(world, settings, flavour)
        ways = _ways(self.link, world, settings)
        self.clock = _clock(*ways)
        step = MINUTES if flavour is Flavour.FLEE else self.clock
        # how far people remember to have come is halved each night: there every km counts
        self.unit = 1 if settings.avoid_short_stints else _unit(*ways, step)
        self.link[[KM, SPEED]] //= self.unit
        cells = self.link[KM] + 1
        self.link[CELL] = np.cumsum(cells) - cells
        self.link[NEED] = -(-MINUTES * self.link[KM] // (self.link[SPEED] * self.clock))
        self.day = MINUTES // self.clock
        if flavour is Flavour.FLEE:
            fastest = settings.max_move_speed // self.unit
            self.day = max(fastest, int(self.link[SPEED].max(initial=1)))
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
    return np.ascontiguousarray(whole(rows).reshape(-1, len(LINK)).T)


def _ways(link: Whole, world: World, settings: Settings) -> tuple[Whole, Whole]:
    """Give the lengths of links and the speeds at which people may cover them, also on foot."""
    long, speed = link[KM], link[SPEED]
    if settings.start_on_foot or any(way.walk_probability for way in world.links):
        on_foot = np.full_like(speed, settings.max_walk_speed)
        return np.tile(long, 2), np.concatenate([speed, on_foot])
    return long, speed


def _clock(long: Whole, speed: Whole) -> int:
    """Give of how many minutes everything that takes time takes a multiple.

    On links of whole km at 360 km a day these are 4, so a day has 360 moments and not 1,440. It is
    1 where speeds are such that minutes are rounded up.
    """
    if (MINUTES * long % speed).any():
        return 1
    clock = int(np.gcd.reduce(MINUTES * long // speed, initial=MINUTES))
    return clock if not (speed * clock % MINUTES).any() else 1


def _unit(long: Whole, speed: Whole, step: int) -> int:
    """Give of how many km everything is a multiple: lengths, speeds and the ways on a link.

    Parameters
    ----------
    step
        People travel on for a multiple of so many minutes.
    """
    ahead = speed * step
    if not len(long) or (ahead % MINUTES).any():
        return 1
    return int(np.gcd.reduce(np.concatenate([long, speed, ahead // MINUTES])))
