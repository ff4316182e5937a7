"""Staying close to home: places attract less the farther they are from where one set out.

Flee measures from where one is, not from home, and takes latitudes for longitudes; the default
keeps where people set out from as a kind of theirs.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from panah.domain.forecast import Attribute, Spot, World
from panah.domain.geography import km_between
from panah.forecast.settings import Flavour, Settings

__all__ = ["HOME", "closeness", "home"]

Real = npt.NDArray[np.float64]

HOME = "home"
"""What people are told apart by, as the name of an attribute."""


def home(world: World) -> Attribute:
    """Give the places that people can be at home in: with residents, or with people on day 0."""
    names = tuple(spot.name for spot in world.spots)
    return Attribute(
        name=HOME,
        values=names,
        shares={name: tuple(float(name == one) for one in names) for name in names}
        | {"": (1.0,) * len(names)},
    )


def closeness(
    spots: Sequence[Spot],
    homes: Sequence[int],
    legs: Sequence[tuple[int, int]],
    settings: Settings,
    flavour: Flavour,
) -> Real:
    """Give the factor by which the end of each leg attracts.

    Parameters
    ----------
    homes
        By taste, the number of the place in which people are at home.
    legs
        The places in which each begins and ends.

    Returns
    -------
    Real
        Shape (taste, leg); in Flee's flavour one row for all tastes.
    """
    flee = flavour is Flavour.FLEE
    where = [
        (spot.longitude, spot.latitude) if flee else (spot.latitude, spot.longitude)
        for spot in spots
    ]
    pairs = [legs] if flee else [[(place, end) for _, end in legs] for place in homes]
    km = [[km_between(where[start], where[end]) for start, end in row] for row in pairs]
    return np.asarray(np.maximum(km, 1.0) ** -settings.home_distance_power)
