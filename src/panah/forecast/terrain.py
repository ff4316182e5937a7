"""The part of a course that follows from world and rules, of which members share what they can.

Members of one forecast differ in few things. Each part is worked out anew only for one that differs
in something that the part follows from.
"""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Generic, TypeVar

import attrs
import numpy as np
import numpy.typing as npt

from panah.forecast.inputs import Plan
from panah.forecast.leaving import leaving
from panah.forecast.network import Network
from panah.forecast.pace import Pace
from panah.forecast.phases import Calendar, calendar
from panah.forecast.settings import Flavour, Settings

__all__ = ["CAMP", "HEAT", "HOLD", "SENT", "TOWN", "Terrain", "Terrains"]

HOLD = ("chance", "town", "camp", "sent", "heat", "sink", "likes")
"""What holds at a place in a phase."""
CHANCE, TOWN, CAMP, SENT, HEAT, SINK, LIKES = range(len(HOLD))
_SPEEDS = ("max_move_speed", "max_walk_speed")
_CHANCES = ("conflict_movechance", "camp_movechance", "idpcamp_movechance", "default_movechance")
_rest = [field.name for field in attrs.fields(Settings) if field.name not in _SPEEDS + _CHANCES]
_RULES, _AT_SPEED, _BY_CHANCE = attrgetter(*_rest), attrgetter(*_SPEEDS), attrgetter(*_CHANCES)
_WAY = attrgetter(
    *("ends", "km", "redirects", "two_way", "max_move_speed", "walk_probability"),
    *("opens", "closes"),
)
"""Of a link, all but what lets people pass while it is closed and its seats."""
_KEPT = 4
"""How many of a part are kept: there are three speeds among the futures of a case."""

Real = npt.NDArray[np.float64]
_Made = TypeVar("_Made")


@attrs.frozen(kw_only=True, eq=False)
class Terrain:
    """The part of a course that follows from places, links, calendar and rules.

    Parameters
    ----------
    hold
        By phase, what of `HOLD` holds at each place: (phase, row, place).
    """

    network: Network
    pace: Pace
    year: Calendar
    hold: Real


class _Kept(Generic[_Made]):
    """What was made last, each beside what it follows from."""

    def __init__(self) -> None:
        self._known: list[tuple[object, _Made]] = []

    def of(self, follows: object, make: Callable[[], _Made]) -> _Made:
        """Give what follows from something; it is made if nothing like it was lately."""
        for known, made in self._known:
            if known == follows:
                return made
        self._known = [(follows, make()), *self._known][:_KEPT]
        return self._known[0][1]


class Terrains:
    """The terrains of plans that have much in common."""

    def __init__(self) -> None:
        self._networks: _Kept[Network] = _Kept()
        self._paces: _Kept[Pace] = _Kept()
        self._years: _Kept[Calendar] = _Kept()
        self._holds: _Kept[Real] = _Kept()

    def of(self, plan: Plan) -> Terrain:
        """Give the terrain of a plan."""
        world, settings, flavour = plan.world, plan.settings, plan.flavour
        ground = world.spots, tuple(map(_WAY, world.links)), _RULES(settings), flavour
        peopled = *ground, world.home, world.attributes, world.majors, plan.apart
        dated = *ground, world.start, world.days, world.home, world.closures, world.changes
        flee = flavour is Flavour.FLEE  # there a place that few leave is a camp
        driven = world.conflict, world.food, world.floods, _BY_CHANCE(settings) if flee else ()
        network = self._networks.of(peopled, lambda: Network(plan))
        year = self._years.of((dated, driven), lambda: calendar(world, settings, flavour))
        hold = self._holds.of((network, year), lambda: _hold(year, network)).copy()
        hold[:, CHANCE] = leaving(year.phases, world.spots, settings)
        pace = self._paces.of((ground, _AT_SPEED(settings)), lambda: Pace(plan))
        return Terrain(network=network, pace=pace, year=year, hold=hold)


def _hold(year: Calendar, network: Network) -> Real:
    """Give what holds in each phase, but for the chance to leave."""
    single = {
        route.links[0]: leg for leg, route in enumerate(network.legs) if len(route.links) == 1
    }
    held: list[list[Sequence[float]]] = [
        [
            (0.0,) * len(phase.heat),
            phase.town,
            phase.camp,
            [single.get(way, -1) for way in phase.sent],
            phase.heat,
            phase.sink,
            phase.likes,
        ]
        for phase in year.phases
    ]
    return np.array(held, dtype=np.float64)
