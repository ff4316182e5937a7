"""Named keys by which countries of stay share those who are placed, from figures of each.

A key is data, ``plan/data/keys.toml``: part_h = sum over its figures of weight times effect_h. The
effect of a figure is what a host has of it out of what all have; of an inverse one it is 1 over the
figure out of the sum of these, and no more than the cap times the effects of population and product
together. What caps leave is spread in proportion, so that the parts add up to 1 (assumed: the
published keys spread it too, each in its own way).
"""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import attrs

__all__ = ["Key", "keys", "parts"]


@attrs.frozen(kw_only=True)
class Key:
    """One named key.

    Parameters
    ----------
    figures
        What each figure weighs; they add up to 1.
    inverse
        Figures of which less means that a host can take more.
    cap
        The most that the effect of an inverse figure may be, as a share of the effects of
        population and product together.
    """

    name: str
    meaning: str
    source: str
    figures: Mapping[str, float]
    inverse: tuple[str, ...] = ()
    cap: float = 1.0


@cache
def keys() -> Mapping[str, Key]:
    """Give the keys by name."""
    text = (files("panah.plan") / "data" / "keys.toml").read_text(encoding="utf-8")
    return {
        name: Key(name=name, **{**said, "inverse": tuple(said.get("inverse", ()))})
        for name, said in tomllib.loads(text).items()
    }


def parts(key: Key, numbers: Mapping[str, Sequence[float]]) -> list[float]:
    """Give the part of each host, adding up to 1.

    Parameters
    ----------
    numbers
        Of each figure of the key, one for each host, above 0.
    """
    effects = {name: _effect(key, name, some) for name, some in numbers.items()}
    sized = [some for name, some in effects.items() if name in _SIZE]
    most = [key.cap * sum(of_host) for of_host in zip(*sized, strict=True)]
    held = {
        name: list(map(min, some, most)) if name in key.inverse else some
        for name, some in effects.items()
    }
    weighed = [
        sum(weight * held[name][host] for name, weight in key.figures.items())
        for host in range(len(most))
    ]
    return [one / sum(weighed) for one in weighed]


_SIZE = ("population", "gdp")
"""Figures that say how large a host is."""


def _effect(key: Key, name: str, numbers: Sequence[float]) -> list[float]:
    """Give what each host has of a figure out of what all have."""
    counted = [1 / one for one in numbers] if name in key.inverse else list(numbers)
    return [one / sum(counted) for one in counted]
