"""The one written form of a value, from which every key and hash is made.

Two ledgers meet by comparing keys, so the same content must be written the same way for ever:
UTF-8, keys sorted, no white space, no Unicode normalisation, whole numbers without a point, times
in UTC with ``Z``. Fields that are null, false or empty are left out, so that a field added later
does not change the key of what was written before it.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache, singledispatch

import attrs

__all__ = ["KEPT", "NOT_KEPT", "canonical", "digest", "instant", "plain", "record", "written"]

KEPT = "kept"
"""Key of attrs metadata: False keeps a field out of the written form."""


NOT_KEPT = {KEPT: False}
"""The metadata of a field that is worked out from the others. Such a field stands where one would
write a ``cached_property``: with one of those, attrs lets every look at any field of a class with
slots pass through a hook, which takes four times as long, and a ledger is fields."""


def written(value: object) -> str:
    """Give the canonical JSON of a value."""
    return canonical(plain(value))


def canonical(value: object) -> str:
    """Give the canonical JSON of something that is plain already."""
    return _JSON.encode(value)


_JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    """Give the SHA-256 of a text as 64 hexadecimal characters."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def instant(moment: datetime) -> str:
    """Write a moment as ISO 8601 in UTC: ``2021-08-16T09:30:00Z``, microseconds only if any."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


@singledispatch
def plain(value: object) -> object:
    """Give a value as dicts, lists, strings, numbers and booleans, ready for JSON.

    attrs classes become dicts without their empty fields; a trailing underscore of a field name
    (``from_``) is dropped. A class that is written otherwise registers how.
    """
    return record(value)


def record(value: object) -> dict[str, object]:
    """Give an attrs value as a dict of its fields that are kept and not empty."""
    found: dict[str, object] = {}
    for name, key in _fields(type(value)):  # type: ignore[arg-type]  # a class is hashable
        item = getattr(value, name)
        if item or not _is_empty(item):
            found[key] = item if type(item) is str else _as_its_class(item)
    return found


def _as_its_class(item: object) -> object:
    return _how(type(item))(item)  # type: ignore[arg-type]  # a class is hashable


_how = cache(plain.dispatch)
"""How a class is written, looked up once: a ledger is written field by field."""


def _is_empty(item: object) -> bool:
    return item is None or item is False or item in ("", (), frozenset())


@cache
def _fields(cls: type) -> tuple[tuple[str, str], ...]:
    """Name and written name of the fields that are kept."""
    return tuple(
        (field.name, field.name.rstrip("_"))
        for field in attrs.fields(cls)
        if field.metadata.get(KEPT, True)
    )


@plain.register(str)
@plain.register(bool)
@plain.register(int)
@plain.register(type(None))
def _as_it_is(value: object) -> object:
    return value


@plain.register
def _word(value: StrEnum) -> str:
    return str(value)


@plain.register
def _number(value: float) -> float | int:
    return int(value) if value.is_integer() else value


@plain.register(tuple)
@plain.register(list)
def _sequence(value: Iterable[object]) -> list[object]:
    return [_as_its_class(item) for item in value]


@plain.register
def _set(value: frozenset) -> list[str]:  # type: ignore[type-arg]  # singledispatch wants the bare class
    return sorted(str(plain(item)) for item in value)


@plain.register
def _day(value: date) -> str:
    return value.isoformat()


@plain.register
def _moment(value: datetime) -> str:
    return instant(value)
