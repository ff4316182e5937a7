"""A settings file taken apart key by key: each value of its type, and nothing left over.

What was asked for is remembered, so that a key nobody asked for is refused with those there are.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from panah.errors import FileError

__all__ = ["Part"]

_Closed = TypeVar("_Closed", bound=StrEnum)


class Part:
    """One table of keys, and where it stands.

    Every method that gives a value raises FileError if the key is missing and has no default, or
    its value is of another type; the message names the place and what would be right.
    """

    def __init__(self, written: object, where: str) -> None:
        if not isinstance(written, Mapping):
            raise FileError(f"{where}: expected a table of keys, got {written!r}")
        self.where = where
        self._written = written
        self._known: list[str] = []

    def names(self) -> tuple[str, ...]:
        """Give the keys that are written."""
        return tuple(self._written)

    def holds(self, key: str) -> bool:
        """Tell whether a key is written; it is known from now on."""
        self._known.append(key)
        return key in self._written

    def text(self, key: str, default: str | None = "") -> str:
        """Give a text."""
        value = self._take(key, default)
        if not isinstance(value, str):
            raise self.wrong(key, "a text", value)
        return value

    def flag(self, key: str) -> bool:
        """Give true or false; false where nothing is written."""
        value = self._take(key, False)
        if not isinstance(value, bool):
            raise self.wrong(key, "true or false", value)
        return value

    def texts(self, key: str, default: tuple[str, ...] | None = ()) -> tuple[str, ...]:
        """Give a list of texts; one text is a list of one."""
        return self._texts(key, self._take(key, default))

    def lists(self, key: str) -> dict[str, tuple[str, ...]]:
        """Give lists of texts by key; empty where nothing is written."""
        inner = self.part(key, {})
        return {one: inner.texts(one) for one in inner.names()}

    def one_of(self, key: str, values: type[_Closed], default: str | None = None) -> _Closed:
        """Give a value of a closed list."""
        value = self.texts(key, None if default is None else (default,))
        if len(value) != 1 or value[0] not in set(values):
            raise self.wrong(key, f"one of {', '.join(values)}", self._written.get(key))
        return values(value[0])

    def part(self, key: str, default: object = None) -> "Part":
        """Give a table of keys within this one."""
        return Part(self._take(key, default), f"{self.where}, {key}")

    def parts(self, key: str) -> list["Part"]:
        """Give a list of tables of keys."""
        value = self._take(key, None)
        if not isinstance(value, list):
            raise self.wrong(key, f"a list of tables, [[{key}]]", value)
        return [Part(one, f"{self.where}, {key} {n}") for n, one in enumerate(value, start=1)]

    def done(self) -> None:
        """Refuse keys that nobody asked for."""
        if wrong := sorted(set(self._written) - set(self._known)):
            known = ", ".join(dict.fromkeys(self._known)) or "none"
            raise FileError(f"{self.where}: {wrong[0]} is not known here; there is {known}")

    def wrong(self, key: str, wanted: str, value: object) -> FileError:
        """Give the error that a value is not what was wanted."""
        return FileError(f"{self.where}: {key} must be {wanted}, got {value!r}")

    def _texts(self, key: str, value: object) -> tuple[str, ...]:
        many = [value] if isinstance(value, str) else value
        if isinstance(many, list | tuple) and all(isinstance(one, str) for one in many):
            return tuple(many)
        raise self.wrong(key, "a text or a list of texts", value)

    def _take(self, key: str, default: object) -> object:
        self._known.append(key)
        value = self._written.get(key, default)
        if value is None:
            raise FileError(f"{self.where}: there is no {key}; a map needs it")
        return value
