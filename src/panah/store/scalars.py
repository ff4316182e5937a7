"""Single values as JSON has them, turned into words, numbers and times of the domain.

JSON knows texts, numbers, true, false and null, and nothing is turned into something else on the
way in: the text ``"5"`` is no number and ``"false"`` is not false.
"""

import math
from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, NoReturn

from panah.domain.canonical import instant
from panah.domain.claim import Span
from panah.domain.when import When

__all__ = ["SCALARS", "Shape", "WrongError", "moment", "refuse", "shown"]

Shape = Callable[[Any, Any], Any]
"""Gives a domain value for a plain one; the second argument is the type that is wanted."""


class WrongError(ValueError):
    """A plain value that is not what its field holds; says what would be."""


def refuse(wanted: str, value: object) -> NoReturn:
    """Say what was wanted instead of a value."""
    raise WrongError(f"expected {wanted}, got {shown(value)}")


def shown(value: object) -> str:
    """Quote a value in an error, cut to what one line can bear."""
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:60]}…"


def moment(value: object, _: object = None) -> datetime:
    """Read a moment as the canonical form writes it, and in no other way.

    Raises
    ------
    WrongError
        If it is written otherwise.
    """
    found = _moment(value) if type(value) is str else None
    return found or refuse("a moment such as 2021-08-16T09:30:00Z", value)


@lru_cache(maxsize=1024)
def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is UTC and instant(found) == text else None


def _word(value: object, words: type[StrEnum]) -> StrEnum:
    known = _known(words)
    try:
        return known[value]  # type: ignore[index]  # what is no text is refused below
    except (KeyError, TypeError):
        refuse(f"one of {', '.join(known)}", value)


@cache
def _known(words: type[StrEnum]) -> dict[str, StrEnum]:
    return {word.value: word for word in words}


def _text(value: object, _: object) -> str:
    return value if type(value) is str else refuse("a text", value)


def _truth(value: object, _: object) -> bool:
    return value if type(value) is bool else refuse("true or false", value)


def _whole(value: object, _: object) -> int:
    return value if type(value) is int else refuse("a whole number", value)


def _number(value: object, _: object) -> float:
    if type(value) is int or (type(value) is float and math.isfinite(value)):
        return value
    refuse("a number", value)


def _operand(value: object, of: object) -> str | float | None:
    return value if type(value) is str or value is None else _number(value, of)


def _time(value: object, of: object) -> When:
    return When.parse(_text(value, of))


def _span(value: object, of: object) -> Span:
    if type(value) is not list or len(value) != 2:
        refuse("a start and an end such as [120, 164]", value)
    start, end = value
    return Span(_whole(start, of), _whole(end, of))


SCALARS: dict[Any, Shape] = {
    StrEnum: _word,
    str: _text,
    bool: _truth,
    int: _whole,
    float: _number,
    str | float | None: _operand,
    datetime: moment,
    When: _time,
    Span: _span,
}
"""How each kind of single value is read."""
