"""What drives people out of places in conflict or under water: the settings that are tables."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

import attrs

from panah.errors import FileError
from panah.forecast.sheets import nearest

__all__ = ["TABLES", "FloodRules", "Mode", "Spawning", "is_number", "numbers"]


class Mode(StrEnum):
    """How many leave a place a day: so many, a share of its people, or so many on average."""

    CONSTANT = "constant"
    POP_RATIO = "pop_ratio"
    POISSON = "poisson"


@attrs.frozen
class Spawning:
    """Who sets out from a place in conflict or under water; the rates are by flood level from 0."""

    mode: Mode
    rates: tuple[float, ...]


@attrs.frozen
class FloodRules:
    """By flood level from 0: the chance to leave a place, and a factor of its attraction."""

    movechances: tuple[float, ...]
    loc_weights: tuple[float, ...]


def numbers(where: str, value: object) -> tuple[float, ...]:
    """Give a list of numbers.

    Raises
    ------
    FileError
        If it is none.
    """
    if isinstance(value, list) and value and all(is_number(one) for one in value):
        return tuple(float(one) for one in value)
    raise FileError(f"{where} must be a list of numbers, not {value!r}")


def _table(where: str, value: object, known: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise FileError(f"{where} must hold {' and '.join(known)}, not {value!r}")
    for key in value:
        if key not in known:
            raise FileError(f"{where} sets {key}, which panah does not know{nearest(key, known)}")
    return value


def _mode(where: str, value: object) -> Mode:
    if value not in list(Mode):
        raise FileError(f"{where} must be {', '.join(Mode)}, not {value!r}")
    return Mode(str(value))


def _conflict_spawning(where: str, value: object) -> Spawning | None:
    """Read who sets out from a place in conflict: 500 a day, or 1 % of its people (Flee)."""
    if value in (None, False):
        return None
    table = _table(where, value, ("spawn_mode", "displaced_per_conflict_day"))
    mode = _mode(f"{where}.spawn_mode", table.get("spawn_mode", "constant"))
    rate = table.get("displaced_per_conflict_day", 0.01 if mode is Mode.POP_RATIO else 500)
    return Spawning(mode, numbers(f"{where}.displaced_per_conflict_day", [rate]))


def _flood_spawning(where: str, value: object) -> Spawning | None:
    """Read who sets out from a flooded place, by flood level (Flee's defaults)."""
    if value in (None, False):
        return None
    table = _table(where, value, ("flood_spawn_mode", "displaced_per_flood_day", "spawn_mode"))
    named = table.get("flood_spawn_mode", table.get("spawn_mode", "pop_ratio"))
    mode = _mode(f"{where}.flood_spawn_mode", named)
    usual = [0, 0.1, 0.2, 0.5, 0.9] if mode is Mode.POP_RATIO else [0, 100, 200, 300, 500]
    rates = table.get("displaced_per_flood_day", usual)
    return Spawning(mode, numbers(f"{where}.displaced_per_flood_day", rates))


_FORECASTER = (
    *("flood_forecaster", "flood_forecaster_timescale", "flood_forecaster_weights"),
    *("flood_forecaster_end_time", "flood_awareness_weights"),
)
"""Keys of a rule that panah does not follow: without effect while it is off."""


def _flood_rules(where: str, value: object) -> FloodRules | None:
    if value in (None, False):
        return None
    known = ("max_flood_level", "flood_movechances", "flood_loc_weights", "flood_link_weights")
    table = _table(where, value, (*known, *_FORECASTER))
    if table.get(_FORECASTER[0]):
        raise FileError(
            f"{where} sets flood_forecaster: panah does not follow this rule of Flee (it "
            "multiplies by 0 wherever no flood is forecast); leave the key out or set it to false"
        )
    for key in known[1:3]:
        if key not in table:
            raise FileError(f"{where} must have {key}, a number by flood level from 0")
    chances, weights = (numbers(f"{where}.{key}", table[key]) for key in known[1:3])
    levels = table.get("max_flood_level", len(chances) - 1)
    if min(len(chances), len(weights)) <= levels:
        raise FileError(f"{where} needs a number for each level from 0 to {levels}")
    return FloodRules(chances, weights)


TABLES: Mapping[str, Callable[[str, object], object]] = {
    "conflict_driven_spawning": _conflict_spawning,
    "flood_driven_spawn_mode": _flood_spawning,
    "flood_rules": _flood_rules,
}


def is_number(value: object) -> bool:
    """Say whether a value is a number of a size that makes sense."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e12
