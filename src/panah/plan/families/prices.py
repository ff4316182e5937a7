"""What a place is worth to families who come later: mean duals over sampled futures."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import attrs
import numpy as np

from panah.plan.families.assign import Problem, prices_of
from panah.plan.parameters import shipped

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Futures", "prices", "sampled"]


def sampled() -> int:
    """Give how many futures are sampled: the parameter ``futures``."""
    return int(shipped("families")["futures"].value)


@attrs.frozen(kw_only=True, eq=False)
class Futures:
    """Who may come later: drawn with replacement from the families seen so far.

    Parameters
    ----------
    count
        How many futures are sampled.
    families
        How many families are still expected; 0 leaves every price at 0.
    chance
        Where luck comes from.
    """

    count: int
    families: int
    chance: "np.random.Generator"


def prices(
    seen: Problem, batch: Problem, futures: Futures, progress: Callable[[int, int], None]
) -> "npt.NDArray[np.float64]":
    """Give what one more place is worth, by locality and count: the mean over the futures.

    Parameters
    ----------
    seen
        The families that futures are drawn from; none of them has to be placed.
    batch
        Who is placed now: they compete with the future for what is left.

    Returns
    -------
    numpy.ndarray
        Shape (locality, count), in units of the score, at least 0.
    """
    total = np.zeros(batch.left.shape)
    if not futures.families or not len(seen.people):
        return total
    for number in range(futures.count):
        drawn = futures.chance.integers(0, len(seen.people), futures.families)
        total += prices_of(_with(seen, drawn, batch))
        progress(number + 1, futures.count)
    return total / futures.count


def _with(seen: Problem, drawn: "npt.NDArray[np.int64]", batch: Problem) -> Problem:
    """Give the batch and the families drawn as one problem."""
    return attrs.evolve(
        batch,
        worth=np.concatenate([batch.worth, seen.worth[drawn]]),
        fits=np.concatenate([batch.fits, seen.fits[drawn]]),
        needs=np.concatenate([batch.needs, seen.needs[drawn]]),
        people=np.concatenate([batch.people, seen.people[drawn]]),
        must=np.concatenate([batch.must, np.zeros(len(drawn), dtype=bool)]),
        evenness=0.0,
    )
