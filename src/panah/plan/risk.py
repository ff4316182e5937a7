"""How much the worst scenarios weigh, and what is decided now under that risk."""

import attrs
import numpy as np

from panah.errors import PlanError
from panah.plan.layout import Floats, Whole

__all__ = ["Risk", "Stage"]


@attrs.frozen(kw_only=True)
class Risk:
    """How much the worst scenarios weigh: (1 - caution) mean + caution mean of the worst share.

    Parameters
    ----------
    caution
        From 0, the mean alone, to 1, the worst alone.
    worst
        The share of scenarios that counts as the worst: Rockafellar and Uryasev (2000), CVaR.
    """

    caution: float = 0.0
    worst: float = 0.1

    def __attrs_post_init__(self) -> None:
        """Refuse shares that are none."""
        if not 0 <= self.caution <= 1 or not 0 < self.worst <= 1:
            raise PlanError(
                f"a caution of {self.caution} for the worst {self.worst} of scenarios is no share; "
                f"say 0 to 1, and a worst above 0"
            )

    def tail(self, values: Floats, chances: Floats) -> float:
        """Give the mean of the worst share of values."""
        order = np.argsort(values)[::-1]
        left = np.clip(self.worst - np.cumsum(chances[order]) + chances[order], 0, chances[order])
        return float(left @ values[order]) / self.worst


@attrs.frozen(kw_only=True, eq=False)
class Stage:
    """What is decided now: the columns of every scenario that are the same in all."""

    now: Whole
    cost: Floats
    chances: Floats
    risk: Risk
