"""How far many weighted members are from what came, and where their quantiles lie.

The score is proper: on average nothing is gained by saying something else than one thinks.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

__all__ = ["crps", "quantiles"]

Real = npt.NDArray[np.float64]


def crps(
    members: Real, truth: npt.ArrayLike, weight: Real | None = None, *, fair: bool = False
) -> Real:
    """Give the continuous ranked probability score by place, in people; 0 is best.

    It is Σ wᵢ|xᵢ - y| - ½ Σ wᵢwⱼ|xᵢ - xⱼ|; that of a single member is its absolute error (Gneiting
    and Raftery 2007, JASA 102:359-378).

    Parameters
    ----------
    members
        Shape (member, place).
    truth
        By place.
    weight
        By member; all alike if None. They need not add up to 1.
    fair
        Whether the second sum is divided by 1 - Σ w², so that ensembles of different size compare
        (Ferro 2014, doi 10.1002/qj.2270); of one member it is left out.
    """
    share = _shares(len(members), weight)
    order = np.argsort(members, axis=0)
    ranked, by = np.take_along_axis(members, order, axis=0), share[order]
    below = np.cumsum(by, axis=0) - by
    apart = (by * ranked * (2 * below + by - 1)).sum(axis=0)
    if fair:
        rest = 1 - float((share**2).sum())
        apart = apart / rest if rest > 1e-12 else np.zeros_like(apart)
    return np.asarray((by * np.abs(ranked - np.asarray(truth))).sum(axis=0) - apart)


def quantiles(members: Real, levels: Sequence[float], weight: Real | None = None) -> Real:
    """Give quantiles, shape (level, place): linear between members in their order.

    With equal weights they are those of ``numpy.percentile``; a member that holds most of the
    weight is most of the quantiles (the weighted type 7 of Akinshin 2023, arXiv 2304.07265).
    """
    share = _shares(len(members), weight)
    order = np.argsort(members, axis=0)
    ranked, ends = np.take_along_axis(members, order, axis=0), np.cumsum(share[order], axis=0)
    alike = 1 / float((share**2).sum())
    found = []
    for level in levels:
        start = level * (alike - 1) / alike
        covered = np.clip((ends - start) * alike, 0, 1)
        part = np.diff(covered, axis=0, prepend=0)
        found.append((part * ranked).sum(axis=0) / part.sum(axis=0))
    return np.array(found)


def _shares(members: int, weight: Real | None) -> Real:
    if weight is None:
        return np.full(members, 1 / members)
    return np.asarray(weight / weight.sum())
