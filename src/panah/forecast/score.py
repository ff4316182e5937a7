"""How far runs are from what was registered, by Flee's measures, and how far simple rules are.

The measures are given the true total of every day by the runs themselves, and the largest size of a
camp is often its capacity: a good score says that a run is like Flee, not that a forecast is good.
"""

import attrs
import numpy as np
import numpy.typing as npt

__all__ = ["DAY_30", "SHARES_DAY", "Spread", "ard", "baselines", "rescaled", "spread"]

Real = npt.NDArray[np.float64]

SHARES_DAY = 30
DAY_30 = "day30_share_after_day30"
"""The rule that holds on to the shares the camps had on that day."""


@attrs.frozen
class Spread:
    """A mean over members and their standard deviation; None where there is one member."""

    mean: float
    sd: float | None


def spread(values: Real) -> Spread:
    """Give mean and standard deviation over members."""
    sd = float(values.std(ddof=1)) if len(values) > 1 else None
    return Spread(float(values.mean()), sd)


def ard(found: Real, registered: Real) -> Real:
    """Give the averaged relative difference of each member.

    Parameters
    ----------
    found
        Shape (member, day, camp): people in the camp at the end of the day.
    registered
        Shape (day, camp).

    Returns
    -------
    Real
        By member: the mean over days of the sum over camps of the absolute differences, divided by
        all who were registered. 0 is best, 2 worst.
    """
    apart = np.abs(found - registered).sum(axis=-1)
    return np.asarray((apart / np.maximum(registered.sum(axis=-1), 1)).mean(axis=-1))


def rescaled(found: Real, registered: Real) -> Real:
    """Scale each member's people so that all camps of a day add up to the registered, floored."""
    inside = found.sum(axis=-1, keepdims=True)
    total = registered.sum(axis=-1)[:, np.newaxis]
    factor = np.divide(total, inside, out=np.zeros_like(inside), where=inside > 0)
    return np.asarray(np.floor(found * factor))


def baselines(registered: Real, capacities: Real) -> dict[str, float]:
    """Give the averaged relative difference of rules without a model.

    Parameters
    ----------
    registered
        Shape (day, camp).
    capacities
        By camp, 0 where none is known.

    Returns
    -------
    dict
        By name: ``cap_share`` shares the true total by capacity, ``equal`` evenly, and
        ``day30_share_after_day30`` as on day 30, scored from it on. A rule that cannot be computed
        is left out.
    """
    total = registered.sum(axis=1, keepdims=True)
    camps = registered.shape[1]
    found = {"equal": float(ard(total / camps * np.ones(camps), registered))}
    if capacities.sum() > 0:
        shares = capacities / capacities.sum()
        found["cap_share"] = float(ard(total * shares, registered))
    later = registered[SHARES_DAY:]
    if len(later) and total[SHARES_DAY, 0] > 0:
        shares = registered[SHARES_DAY] / total[SHARES_DAY, 0]
        found[DAY_30] = float(ard(total[SHARES_DAY:] * shares, later))
    return found
