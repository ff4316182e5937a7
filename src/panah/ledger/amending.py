"""A claim read otherwise: the same words, with some fields as a person reads them.

Where the words stand and where they were published is evidence and cannot be amended; that is
another claim. Values come as the command line and forms give them, as text, or as domain values.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from enum import EnumType

import attrs

from panah.domain.claim import Claim, Hold, Kind, Mode, Mood, Status
from panah.domain.group import Category, Group, Pop, Priority, Sex
from panah.domain.quantity import Hedge, Measure, Qty, Unit
from panah.domain.when import When
from panah.errors import InputError

__all__ = ["FIELDS", "GROUP", "amended", "evolved", "read", "taken_whole"]

_EMPTY = frozenset({"", "null", "none"})
"""Texts that take a value away."""


def _text(value: str) -> str:
    return value


def _yes(value: str) -> bool:
    words = {"true": True, "yes": True, "false": False, "no": False}
    if value.casefold() not in words:
        raise ValueError("write true or false")
    return words[value.casefold()]


def _number(value: str) -> float:
    return float(value.replace(",", ""))


def _numbers(value: str) -> tuple[float, ...]:
    return tuple(float(part) for part in value.split())


_CLAIM: Mapping[str, Callable[[str], object]] = {
    "kind": Kind,
    "subject": _text,
    "counterpart": _text,
    "place": _text,
    "from": _text,
    "to": _text,
    "via": _text,
    "status": Status,
    "hold": Hold,
    "mode": Mode,
    "mood": Mood,
    "event": When.parse,
    "said": When.parse,
    "verbatim": _yes,
    "note": _text,
}
_QTY: Mapping[str, Callable[[str], object]] = {
    "lo": _number,
    "hi": _number,
    "hedge": Hedge,
    "unit": Unit,
    "measure": Measure,
    "worded": _text,
    "stated": _numbers,
    "decided": _yes,
}
GROUP: Mapping[str, Callable[[str], object]] = {
    "label": _text,
    "origin": _text,
    "pop": Pop,
    "sex": Sex,
    "category": Category,
    "priority": Priority,
}
"""Parts of a group that can be given, with what reads each."""
_PARTS = {"qty": _QTY, "group": GROUP}

_WHOLE: Mapping[str, type] = {"qty": Qty, "group": Group, "chain": tuple, "conditions": tuple}
"""Fields that can be given whole, as a domain value; as text only taken away."""

_NEEDED = frozenset({"kind", "subject", "lo", "hedge", "label"})
"""What a claim, an amount or a group cannot be without."""

_TYPES: Mapping[Callable[[str], object], type | tuple[type, ...]] = {
    When.parse: When,
    _yes: bool,
    _number: (int, float),
    _numbers: tuple,
}
"""Types of the values that are taken as they are, by what reads them from text."""

_DEFAULTS: Mapping[str, object] = {
    "hold": Hold.LIVE,
    "mood": Mood.IS,
    "note": "",
    "verbatim": False,
    "conditions": (),
    "worded": "",
    "stated": (),
    "decided": False,
}

FIELDS = (
    *_CLAIM,
    *_WHOLE,
    *(f"{whole}.{name}" for whole, parts in _PARTS.items() for name in parts),
)
"""Names of what can be amended, as the exchange format has them."""


def amended(claim: Claim, changes: Mapping[str, object]) -> Claim:
    """Give a claim with some fields read otherwise.

    Parameters
    ----------
    changes
        Value by field of `FIELDS`. A text is read as the field's type; an empty one takes the
        value away. A new amount needs at least its low end and its hedge.

    Raises
    ------
    InputError
        If a field is not known, a value cannot be read, or the claim could not be checked later.
    """
    if not changes:
        raise InputError(f"nothing to amend in {claim.name}; give FIELD=VALUE")
    top: dict[str, object] = {}
    parts: dict[str, dict[str, object]] = defaultdict(dict)
    for field, value in changes.items():
        if field not in FIELDS:
            raise InputError(f"{field!r} cannot be amended; what can is {', '.join(FIELDS)}")
        whole, _, name = field.rpartition(".")
        if whole:
            parts[whole][name] = read(field, value, _PARTS[whole][name])
        elif name in _WHOLE:
            top[name] = taken_whole(name, value)
        else:
            top["from_" if name == "from" else name] = read(name, value, _CLAIM[name])
    for whole, values in parts.items():
        top[whole] = evolved(whole, top.get(whole, getattr(claim, whole)), values, claim.name)
    new = attrs.evolve(claim, **top)  # type: ignore[arg-type]  # each value was read for its field
    if new.id == claim.id:
        raise InputError(f"{claim.name} reads so already; nothing was amended")
    return new


def read(field: str, value: object, by: Callable[[str], object]) -> object:
    """Give a field's value as its type; an empty text takes it away.

    Raises
    ------
    InputError
        If it cannot be read, or the field cannot be left open.
    """
    name = field.rpartition(".")[2]
    if value is None or (isinstance(value, str) and value.strip().casefold() in _EMPTY):
        if name in _NEEDED:
            raise InputError(f"{field} cannot be left open; give a value")
        return _DEFAULTS.get(name)
    if not isinstance(value, str):
        if isinstance(value, _TYPES.get(by, ())):
            return value
        raise InputError(f"{value!r} is no {field}; give it as text")
    try:
        return by(value.strip())
    except ValueError as error:
        right = f"write one of {', '.join(by)}" if isinstance(by, EnumType) else str(error)
        raise InputError(f"{value!r} is no {field}: {right}") from error


def taken_whole(name: str, value: object) -> object:
    """Give a value that has parts as it is, or nothing for an empty text."""
    if value is None or (isinstance(value, str) and value.strip().casefold() in _EMPTY):
        return _DEFAULTS.get(name)
    if not isinstance(value, _WHOLE[name]):
        raise InputError(f"{name} cannot be read from {value!r}; amend its parts, as qty.lo=7200")
    return value


def evolved(whole: str, old: object, parts: Mapping[str, object], name: str) -> object:
    """Give a value with some parts changed, or a new one of them."""
    if isinstance(old, Qty | Group):
        return attrs.evolve(old, **parts)  # type: ignore[arg-type]  # each value was read for its part
    try:
        return _WHOLE[whole](**parts)
    except TypeError as error:
        raise InputError(
            f"{name} has no {whole} yet and the new one lacks a part: {error}"
        ) from error
