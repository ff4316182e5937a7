"""Rules of movement chosen by what they would have forecast at earlier origins.

Points of a Latin hypercube in the ranges of the priors are run at every origin, with the mean
outflow. At an origin the point that erred least over earlier windows that have ended is taken if it
beats the default by more than a little; so nothing that came later is used.
"""

from collections.abc import Mapping
from concurrent.futures import Executor

import attrs
import numpy as np
import numpy.typing as npt

from panah.chance import stream
from panah.forecast.foresight import How, tried
from panah.forecast.instance import Instance
from panah.forecast.outflow import Fitted, Momentum
from panah.forecast.registers import Known
from panah.forecast.rolling import origins, outcome

__all__ = ["Calibration", "Chosen", "points"]

Real = npt.NDArray[np.float64]
Rules = Mapping[str, float]

RANGES = {
    "default_movechance": (0.1, 0.8),
    "max_move_speed": (200.0, 600.0),
    "distance_power": (0.5, 2.0),
}
"""Least and most of each rule: of the chance to leave and of the speed as in 65 public settings
files (github.com/djgroen/FabFlee 99335a0063); of the power assumed: half to twice that of Flee."""
DEFAULT = {"default_movechance": 0.3, "max_move_speed": 360.0, "distance_power": 1.0}
"""The defaults of Flee, which every point has to beat."""
AHEAD = (7, 14, 30)
"""Days ahead over which points are scored."""
ENOUGH = 6
"""Earlier origins without which the default stands (assumed: each has one crisis of its own)."""
BETTER = 0.02
"""By how much of its error a point must beat the default (assumed: less is luck)."""


@attrs.frozen(kw_only=True)
class Chosen:
    """The rules taken at one origin.

    Parameters
    ----------
    rules
        None for the priors.
    gain
        The share of the error of the default that the best point saved at earlier origins.
    """

    day: int
    rules: Rules | None
    gain: float


def points(count: int, seed: int) -> list[Rules]:
    """Give the default and so many points of a Latin hypercube."""
    rng = stream(seed, "calibration")
    strata = np.tile(np.arange(count), (len(RANGES), 1))
    cells = (rng.permuted(strata, axis=1) + rng.random(strata.shape)) / max(count, 1)
    found: list[Rules] = [DEFAULT]
    for row in cells.T:
        rules = {
            name: low + share * (high - low)
            for (name, (low, high)), share in zip(RANGES.items(), row, strict=True)
        }
        found.append({**rules, "max_move_speed": float(round(rules["max_move_speed"]))})
    return found


class Calibration:
    """Points tried at origin after origin of an instance."""

    def __init__(
        self, instance: Instance, count: int, *, seed: int, executor: Executor | None = None
    ) -> None:
        self.instance, self.seed, self.executor = instance, seed, executor
        self.points = points(count, seed)
        self._tried: dict[int, Real] = {}

    def try_at(self, then: Known, outflow: tuple[Momentum, Fitted]) -> None:
        """Run every point from an origin."""
        path = tried(
            self.instance,
            then,
            outflow,
            How(days=max(AHEAD), seed=self.seed, executor=self.executor),
            self.points,
        )
        self._tried[then.origin] = path[:, [ahead - 1 for ahead in AHEAD]]

    def chosen(self, day: int) -> Chosen:
        """Give the rules to be taken at an origin, by the windows that have ended by then."""
        errors = np.zeros(len(self.points))
        taught = set()
        for number, ahead in enumerate(AHEAD):
            for origin in origins(day + 1, ahead):
                change, certain = outcome(self.instance.registers, origin, ahead, by=day)
                if certain.any():
                    taught.add(origin)
                    off = np.abs(self._tried[origin][:, number] - change)[:, certain]
                    errors += off.sum(axis=1)
        if len(taught) < ENOUGH or errors[0] <= 0:
            return Chosen(day=day, rules=None, gain=0.0)
        best = int(np.argmin(errors))
        gain = float(1 - errors[best] / errors[0])
        return Chosen(day=day, rules=self.points[best] if gain > BETTER else None, gain=gain)
