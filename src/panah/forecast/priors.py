"""Numbers the forecast rests on that no data of the crisis gives: each with its source or a reason.

They stand in ``parameters/*.toml``. A number is either fixed (``value``, with the ``range`` it may
lie in) or a distribution it is drawn from.
"""

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from panah.errors import FileError

__all__ = ["FILES", "Prior", "priors"]

Real = npt.NDArray[np.float64]

FILES = ("outflow", "movement", "pool", "world")
Z90 = 1.6448536269514722
"""Half-width, in standard deviations, of the middle 90 % of a normal distribution."""


def _lognormal(rng: np.random.Generator, size: int, *, median: float, within_90: Any) -> Real:  # noqa: ANN401
    low, high = within_90
    return np.asarray(median * np.exp(rng.normal(0.0, np.log(high / low) / 2 / Z90, size)))


def _half_normal(rng: np.random.Generator, size: int, *, scale: float) -> Real:
    return np.abs(rng.normal(0.0, scale, size))


def _gamma(rng: np.random.Generator, size: int, *, shape: float, mean: float) -> Real:
    return rng.gamma(shape, mean / shape, size)


def _beta(rng: np.random.Generator, size: int, *, first: float, second: float) -> Real:
    return rng.beta(first, second, size)


def _triangular(
    rng: np.random.Generator, size: int, *, low: float, mode: float, high: float
) -> Real:
    return rng.triangular(low, mode, high, size)


def _choice(rng: np.random.Generator, size: int, *, values: Any, weights: Any) -> Real:  # noqa: ANN401
    chance = np.array(weights, dtype=np.float64)
    return np.asarray(rng.choice(np.array(values, dtype=np.float64), size, p=chance / chance.sum()))


_DRAWS: Mapping[str, Callable[..., Real]] = {
    "lognormal": _lognormal,
    "half-normal": _half_normal,
    "gamma": _gamma,
    "beta": _beta,
    "triangular": _triangular,
    "choice": _choice,
}
"""By name of the distribution: middle 90 % of a lognormal are `within_90` of it; a gamma has a
shape and a mean; a beta its two parameters."""


@attrs.frozen(kw_only=True)
class Prior:
    """One number, or the distribution it is drawn from.

    Parameters
    ----------
    terms
        Of the distribution, or ``value`` and ``range``.
    source
        Where it is from; ``assumed: why`` where nobody knows.
    since
        The version that began to use it.
    """

    name: str
    distribution: str
    terms: Mapping[str, Any]
    unit: str
    source: str
    since: str

    @property
    def value(self) -> float:
        """The number, of one that is fixed."""
        return float(self.terms["value"])

    def draw(self, rng: np.random.Generator, size: int) -> Real:
        """Draw so many."""
        return _DRAWS[self.distribution](rng, size, **self.terms)


@cache
def priors(file: str) -> Mapping[str, Prior]:
    """Give the numbers of a file of parameters by name.

    Raises
    ------
    FileError
        If one lacks its source, or has a distribution or key that is not known.
    """
    text = (files("panah.forecast") / "parameters" / f"{file}.toml").read_text("utf-8")
    return {name: _prior(file, name, keys) for name, keys in tomllib.loads(text).items()}


def _prior(file: str, name: str, keys: Mapping[str, Any]) -> Prior:
    terms = {key: value for key, value in keys.items() if key not in _ABOUT}
    missing = [key for key in ("unit", "source", "since") if key not in keys]
    if missing:
        raise FileError(f"parameters/{file}.toml: {name} has no {' and no '.join(missing)}")
    distribution = keys.get("distribution", "fixed")
    known = _TERMS.get(distribution)
    if known is None or set(terms) != set(known):
        raise FileError(
            f"parameters/{file}.toml: {name} must be {' or '.join(_TERMS)} with its own terms, "
            f"not {distribution} with {', '.join(terms)}"
        )
    about = {key: str(keys[key]) for key in ("unit", "source", "since")}
    return Prior(name=name, distribution=distribution, terms=terms, **about)


_ABOUT = ("distribution", "unit", "source", "since")
_TERMS: Mapping[str, tuple[str, ...]] = {
    "fixed": ("value", "range"),
    "lognormal": ("median", "within_90"),
    "half-normal": ("scale",),
    "gamma": ("shape", "mean"),
    "beta": ("first", "second"),
    "triangular": ("low", "mode", "high"),
    "choice": ("values", "weights"),
}
