"""Opinions joined into one forecast, by what each was worth at earlier origins.

Every opinion keeps its members; its weight is the inverse of its mean score over earlier windows,
and windows in which all err alike stand beside them, so that little is learnt from little. Joined
opinions are too sure of themselves: the distance of each member from the middle is multiplied by
the spread, the smallest with which bands of 80 % would have held as often before.
"""

from collections.abc import Mapping, Sequence

import attrs
import numpy as np
import numpy.typing as npt

from panah.forecast.priors import priors
from panah.forecast.proper import crps, quantiles
from panah.forecast.skill import Members

__all__ = ["Lesson", "Pool", "joined", "learnt", "spread_out"]

Real = npt.NDArray[np.float64]

WIDEST = 5.0
"""The largest spread: beyond it the opinions are wrong, not too sure."""


@attrs.frozen(kw_only=True, eq=False)
class Lesson:
    """What opinions said at an earlier origin, and what came, as known now.

    Parameters
    ----------
    age
        Days since the end of the window.
    opinions
        Changes by opinion, shape (member, place).
    change
        By place.
    certain
        By place, whether the change is known by now.
    """

    age: int
    opinions: Mapping[str, Real]
    change: Real
    certain: npt.NDArray[np.bool_]


@attrs.frozen(kw_only=True)
class Pool:
    """How opinions are joined.

    Parameters
    ----------
    weight
        By opinion; they add up to 1.
    spread
        The factor on each member's distance from the middle.
    windows
        Earlier windows that taught it.
    """

    weight: Mapping[str, float]
    spread: float
    windows: int


def learnt(names: Sequence[str], lessons: Sequence[Lesson]) -> Pool:
    """Learn weights and spread from earlier origins; without any, all count alike.

    Only windows whose end is known count.
    """
    taught = [lesson for lesson in lessons if lesson.certain.any()]
    weight = _weights(names, taught)
    return Pool(
        weight=weight,
        spread=_spread(weight, taught),
        windows=sum(int(lesson.certain.sum()) for lesson in taught),
    )


def joined(
    changes: Mapping[str, Real], stocks: Mapping[str, Real], pool: Pool, now: Real
) -> Members:
    """Join opinions of the change and of the stock, which have the same members.

    Parameters
    ----------
    now
        The last known number by place: more cannot leave.
    """
    values, weight = _together(changes, pool.weight)
    people, _ = _together(stocks, pool.weight)
    return Members(
        change=np.maximum(spread_out(values, weight, pool.spread), -now),
        stock=np.maximum(spread_out(people, weight, pool.spread), 0.0),
        weight=weight,
    )


def spread_out(values: Real, weight: Real, factor: float) -> Real:
    """Multiply the distance of each member from the middle."""
    middle = quantiles(values, [0.5], weight)
    return np.asarray(middle + factor * (values - middle))


def _together(opinions: Mapping[str, Real], weight: Mapping[str, float]) -> tuple[Real, Real]:
    """Give all members, and the weight of each."""
    shares = [np.full(len(opinions[name]), by / len(opinions[name])) for name, by in weight.items()]
    return np.concatenate([opinions[name] for name in weight]), np.concatenate(shares)


def _share(lesson: Lesson) -> float:
    """Give how much a window counts: half after each half-life."""
    return float(0.5 ** (lesson.age / priors("pool")["half_life"].value))


def _weights(names: Sequence[str], lessons: Sequence[Lesson]) -> dict[str, float]:
    alike = dict.fromkeys(names, 1 / len(names))
    shares = [_share(lesson) * lesson.certain.sum() for lesson in lessons]
    errors = np.zeros(len(names))
    for lesson in lessons:
        errors += _share(lesson) * np.array(
            [crps(lesson.opinions[name], lesson.change)[lesson.certain].sum() for name in names]
        )
    beside = priors("pool")["weight_lessons"].value
    if errors.sum() == 0:
        return alike
    mean = errors / sum(shares)
    calm = (mean * sum(shares) + mean.mean() * beside) / (sum(shares) + beside)
    return dict(zip(names, (1 / calm / (1 / calm).sum()).tolist(), strict=True))


def _spread(weight: Mapping[str, float], lessons: Sequence[Lesson]) -> float:
    prior, beside = priors("pool")["spread"].value, priors("pool")["spread_lessons"].value
    needed = [_needed(lesson, weight) for lesson in lessons]
    shares = [
        np.full(len(need), _share(lesson)) for need, lesson in zip(needed, lessons, strict=True)
    ]
    if not needed:
        return prior
    need, share = np.concatenate(needed), np.concatenate(shares)
    order = np.argsort(need)
    held = np.cumsum(share[order]) / share.sum()
    smallest = need[order][np.searchsorted(held, priors("pool")["holds"].value)]
    own = float(np.clip(smallest, 1.0, WIDEST))
    logs = beside * np.log(prior) + share.sum() * np.log(own)
    return float(np.exp(logs / (beside + share.sum())))


def _needed(lesson: Lesson, weight: Mapping[str, float]) -> Real:
    """Give, by window, the spread with which the band of 80 % just holds what came."""
    values, shares = _together(lesson.opinions, weight)
    low, middle, high = quantiles(values, [0.1, 0.5, 0.9], shares)
    off = lesson.change - middle
    reach = np.where(off > 0, high - middle, middle - low)
    return np.asarray((np.abs(off) / np.maximum(reach, 1e-9))[lesson.certain])
