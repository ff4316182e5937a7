"""How like runs are to runs of another program: people by camp and day, mean, spread and error.

Chance alone lets two sets of runs differ by a standard error; distances are counted in those.
"""

from collections.abc import Mapping
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from panah.errors import FileError
from panah.forecast.score import ard, rescaled

__all__ = ["Likeness", "Other", "likeness", "read_others"]

Real = npt.NDArray[np.float64]

HALF_WIDTH = 0.798
"""The mean distance from 0 of a standard normal number, √(2/π)."""
WIDE = 0.2
"""People: camps and days that hardly vary are left out of the root mean square of z."""


@attrs.frozen(kw_only=True, eq=False)
class Other:
    """Stored runs of the other program.

    Parameters
    ----------
    settings
        The rules they were run with, by Flee's names.
    seeds
        How many runs.
    days
        The days that are stored.
    mean, variance
        Shape (stored day, camp).
    ard, ard_rescaled
        Mean and standard deviation over runs, of all days.
    """

    settings: Mapping[str, Any]
    seeds: int
    days: tuple[int, ...]
    mean: Real
    variance: Real
    ard: tuple[float, float]
    ard_rescaled: tuple[float, float]


@attrs.frozen(kw_only=True)
class Likeness:
    """Statistics of the comparison.

    Parameters
    ----------
    rms_z
        Root mean square distance of the means, in standard errors; 1 is chance alone.
    l1
        Mean distance of the means against what chance alone gives.
    spread
        The ratio of the spreads between runs.
    ard, ard_rescaled
        Distance of the error scores, in standard errors.
    """

    runs: int
    rms_z: float
    l1: float
    spread: float
    ard: float
    ard_rescaled: float

    @property
    def alike(self) -> bool:
        """Whether the runs have the same law, by the bounds the tests hold panah to."""
        near = self.rms_z <= 1.5 and self.l1 <= 2 and 0.7 <= self.spread <= 1.4
        return near and max(self.ard, self.ard_rescaled) <= 3


def read_others(stored: Mapping[str, Any], file: str) -> Mapping[str, Other]:
    """Read stored runs by the name of their set of settings.

    Raises
    ------
    FileError
        If something is missing.
    """
    try:
        return {
            name: Other(
                settings=of["settings"],
                seeds=int(of["seeds"]),
                days=tuple(stored["stored_days"]),
                mean=np.array([of["camps"][camp]["mean"] for camp in stored["camps"]]).T,
                variance=np.array([of["camps"][camp]["var"] for camp in stored["camps"]]).T,
                ard=(of["ard"]["mean"], of["ard"]["sd"]),
                ard_rescaled=(of["rescaled_ard"]["mean"], of["rescaled_ard"]["sd"]),
            )
            for name, of in stored["sets"].items()
        }
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise FileError(f"{file} is no reference that panah can read: {error!r}") from error


def likeness(people: Real, registered: Real, other: Other) -> Likeness:
    """Compare runs with stored ones.

    Parameters
    ----------
    people
        Shape (member, day, camp), at least 2 members.
    registered
        Shape (day, camp).
    """
    stored = people[:, list(other.days)]
    mean, variance = stored.mean(axis=0), stored.var(axis=0, ddof=1)
    apart = np.abs(mean - other.mean)
    error = np.sqrt(variance / len(people) + other.variance / other.seeds)
    z = apart[error > WIDE] / error[error > WIDE]
    noise = HALF_WIDTH * error.sum(axis=1).mean()
    scores = ard(people, registered), ard(rescaled(people, registered), registered)
    return Likeness(
        runs=len(people),
        rms_z=float(np.sqrt((z**2).mean())) if len(z) else 0.0,
        l1=float(apart.sum(axis=1).mean() / noise) if noise > 0 else 0.0,
        spread=_ratio(variance.sum(), other.variance.sum()),
        ard=_errors(scores[0], other.ard, other.seeds),
        ard_rescaled=_errors(scores[1], other.ard_rescaled, other.seeds),
    )


def _ratio(ours: float, theirs: float) -> float:
    return float(np.sqrt(ours / theirs)) if theirs > 0 else 1.0


def _errors(values: Real, theirs: tuple[float, float], seeds: int) -> float:
    error = np.sqrt(values.var(ddof=1) / len(values) + theirs[1] ** 2 / seeds)
    return float(abs(values.mean() - theirs[0]) / error) if error > 0 else 0.0
