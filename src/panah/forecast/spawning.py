"""Who sets out where nobody registered it: driven by conflict or by floods.

In Flee's flavour a rate of people is cut to a whole number and a conflict does not age; by default
it is the mean of a Poisson draw, times the age factor.
"""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from panah.forecast.driving import Mode, Spawning
from panah.forecast.inputs import Plan
from panah.forecast.phases import Calendar
from panah.forecast.settings import Flavour

__all__ = ["driven"]

Whole = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]


def driven(plan: Plan, year: Calendar, chance: Callable[[], np.random.Generator]) -> Whole | None:
    """Give who sets out by day and place; None where the settings leave that to the plan."""
    settings = plan.settings
    if settings.flood_zone_spawning_only:
        spawning = settings.flood_driven_spawn_mode
        if spawning is None:
            return None
        push = _by_level(spawning, np.array([phase.flood for phase in year.phases]))
    elif settings.conflict_driven_spawning is not None:
        spawning = settings.conflict_driven_spawning
        flee = plan.flavour is Flavour.FLEE
        push = np.array([phase.intensity if flee else phase.heat for phase in year.phases])
        push = push * spawning.rates[0]
    else:
        return None
    return _drawn(plan, spawning, push[list(year.of_day)], chance())


def _by_level(spawning: Spawning, levels: npt.NDArray[np.int64]) -> Real:
    """Give the rate of each flood level; the last of the list holds on above it."""
    rates = np.array(spawning.rates)
    return np.asarray(np.where(levels > 0, rates[np.minimum(levels, len(rates) - 1)], 0.0))


def _drawn(plan: Plan, spawning: Spawning, push: Real, chance: np.random.Generator) -> Whole:
    settings = plan.settings
    people = np.array([spot.population // settings.hasten for spot in plan.world.spots], float)
    conflict = not settings.flood_zone_spawning_only
    random = spawning.mode is Mode.POISSON or (conflict and plan.flavour is not Flavour.FLEE)
    found = np.zeros(push.shape, dtype=np.int64)
    for day, rates in enumerate(push):
        mean = rates * people if spawning.mode is Mode.POP_RATIO else rates
        found[day] = chance.poisson(mean) if random else np.floor(mean)
        if settings.take_from_population:
            people = np.maximum(people - found[day], 1.0)
    return found
