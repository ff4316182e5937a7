"""The chance to leave each place, phase by phase: by what the place is, its size, hunger and flood.

It stands apart from the phases, which follow from none of the chances that the rules give: members
that differ in these alone share their calendar.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from panah.domain.forecast import Site, Spot
from panah.forecast.phases import Phase, chance_of
from panah.forecast.settings import Settings

__all__ = ["leaving"]

Real = npt.NDArray[np.float64]


def leaving(phases: Sequence[Phase], spots: Sequence[Spot], settings: Settings) -> Real:
    """Give the chance to leave, shape (phase, place): hunger raises it, a flood has its own."""
    by_site = {site: chance_of(site, settings) for site in Site}
    chance = np.array([[by_site[site] for site in phase.leaves] for phase in phases])
    if settings.movechance_pop_scale_factor:
        chance = chance * [_by_size(spot, settings) for spot in spots]
    if settings.flee_when_starving:
        hunger = np.array([phase.hunger for phase in phases])
        chance = hunger + (1 - hunger) * chance
    if settings.flood_rules:
        levels = np.array([phase.flood for phase in phases])
        flooded = np.array(settings.flood_rules.movechances)
        chance = np.where(levels > 0, flooded[levels], chance)
    return np.asarray(np.clip(chance, 0.0, 1.0))


def _by_size(spot: Spot, settings: Settings) -> float:
    """Give a factor by the size of a place (Flee)."""
    size = max(spot.population, spot.capacity or 0) / settings.hasten
    return float((size / settings.movechance_pop_base) ** settings.movechance_pop_scale_factor)
