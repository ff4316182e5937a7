"""The moments of a day that people who reach a place are kept at.

People who reach a place at every moment of the day are as many states as a day has moments. Where
they are many, the default flavour keeps them at few: whoever comes between two counts at the
earlier or the later by chance, so that the mean time is kept. What people still reach today is kept
beside it: the last moment from which a link is covered before the day ends lies between two.
"""

import numpy as np
import numpy.typing as npt

from panah.forecast.inputs import Plan
from panah.forecast.settings import Flavour

__all__ = ["are_few", "moments"]

Whole = npt.NDArray[np.int64]
Moments = npt.NDArray[np.int32]

_FEW = 20_000
"""People whose number bounds the states, so that telling them apart costs little (assumed: Flee is
compared at about 3,500)."""


def are_few(plan: Plan) -> bool:
    """Say whether a plan puts in so few people that they are told apart as finely as can be."""
    return sum(plan.people) + int(np.sum(plan.outflow)) <= _FEW


def moments(plan: Plan, ends: tuple[Whole, Whole], km: Whole, need: Whole, day: int) -> Moments:
    """Give, by place and moment, the moments before and after it that are kept: (place, moment, 2).

    Parameters
    ----------
    ends
        By directed link, the places it begins and ends at.
    km, need
        Its length, and how much of the day it takes.
    day
        How many moments a day has.
    """
    places, parts = len(plan.world.spots), plan.settings.day_parts
    if plan.flavour is Flavour.FLEE:
        lumps = _lumps(plan, ends, km, day)
        return np.stack([lumps, lumps], axis=-1)
    kept = np.zeros((places, day), dtype=np.bool_)
    if parts and day > parts and not are_few(plan):
        _keep(kept, ends[0], need, parts)
    many = kept.sum(axis=1)
    kept[(many == 0) | (2 * many >= day)] = True
    exact = np.arange(day)
    early = np.maximum.accumulate(np.where(kept, exact, 0), axis=1)
    late = np.minimum.accumulate(np.where(kept, exact, day)[:, ::-1], axis=1)[:, ::-1]
    return np.stack([early, late], axis=-1).astype(np.int32)


def _keep(kept: npt.NDArray[np.bool_], start: Whole, need: Whole, parts: int) -> None:
    """Keep the beginnings of equal parts of a day, and those around the last for each link.

    From the last moment itself a link ends with the day: whoever comes then would rest, while those
    a moment before or after decide again. It is not kept, so that nobody is moved to it.
    """
    day = kept.shape[1]
    kept[:, [day * part // parts for part in range(parts)]] = True
    last = -need % day
    for beside in (-1, 1):
        kept[start, (last + beside) % day] = True
    kept[start, last] = False
    kept[:, [1, day - 1]] = True


def _lumps(plan: Plan, ends: tuple[Whole, Whole], km: Whole, day: int) -> Moments:
    """Give, by place and km covered today, the most km that leave the same walks open today.

    Only Flee's flavour can lump, where the km left on the next link do not depend on those covered,
    and only while nobody remembers them.
    """
    world = plan.world
    places = len(world.spots)
    plain = all(way.max_move_speed is None and not way.walk_probability for way in world.links)
    if plan.settings.avoid_short_stints or not plain:
        return np.tile(np.arange(day, dtype=np.int32), (places, 1))
    reached = _walks(ends, km, places, day)
    longest = np.maximum.accumulate(np.where(reached, np.arange(day), 0), axis=1)
    return (day - 1 - longest[:, ::-1]).astype(np.int32)


def _walks(ends: tuple[Whole, Whole], km: Whole, places: int, day: int) -> npt.NDArray[np.bool_]:
    """Say, by place and km, whether a walk of so many km over whole links begins there.

    The lengths of a place's walks are the bits of one number. A link puts its own length before
    each walk from its end; links are gone over until none adds a walk.
    """
    begun, fit = [1] * places, (1 << day) - 1
    links = [
        link for link in zip(*(row.tolist() for row in (*ends, km)), strict=True) if link[2] < day
    ]
    known: list[int] = []
    while known != begun:
        known = list(begun)
        for start, end, step in links:
            begun[start] |= begun[end] << step & fit
    wide = b"".join(walks.to_bytes(-(-day // 8), "little") for walks in begun)
    bits = np.unpackbits(
        np.frombuffer(wide, np.uint8).reshape(places, -1), axis=1, count=day, bitorder="little"
    )
    return bits.astype(np.bool_)
