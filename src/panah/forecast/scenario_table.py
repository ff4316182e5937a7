"""Tables of a scenario's file, read key by key: what cannot be meant is refused, with where.

A key that is not known is an error that names the nearest ones.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

import attrs

from panah.domain.quantity import Interval
from panah.errors import FileError

__all__ = ["Table"]

_MOST = 1e9
"""No number of a scenario is larger: fewer than 10 billion people live."""

Word = TypeVar("Word", bound=StrEnum)


@attrs.frozen
class Table:
    """A table of the file, with where it stands.

    Parameters
    ----------
    path
        Before the name of a key in what is said of it.
    codes
        The places of the case's map.
    """

    file: str
    path: str
    values: Mapping[str, object]
    codes: Sequence[str]

    def wrong(self, key: str, what: str) -> FileError:
        """Give the error of a key."""
        return FileError(f"{self.file}: {self.path}{key} {what}")

    def only(self, *known: str) -> None:
        """Refuse keys that are not known, and name the nearest."""
        for key in self.values:
            if key not in known:
                near = get_close_matches(key, known, 3) or sorted(known)
                raise self.wrong(key, f"is not known; did you mean {', '.join(near)}?")

    def table(self, key: str, *known: str) -> "Table":
        """Give a table within this one; empty where there is none."""
        found = self.values.get(key, {})
        if not isinstance(found, Mapping):
            raise self.wrong(key, "must be a table")
        inner = Table(self.file, f"{self.path}{key}.", found, self.codes)
        inner.only(*known)
        return inner

    def tables(self, key: str) -> list["Table"]:
        """Give the tables of a list."""
        found = self.values.get(key, [])
        if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
            raise self.wrong(key, f"must be a list of tables, [[{key}]]")
        return [
            Table(self.file, f"{self.path}{key} {number}: ", one, self.codes)
            for number, one in enumerate(found, start=1)
        ]

    def sentence(self, key: str) -> str:
        """Give words that must be there."""
        found = self.values.get(key)
        if not isinstance(found, str) or not found.strip():
            raise self.wrong(key, "is missing; say it in a sentence")
        return found.strip()

    def code(self, key: str) -> str:
        """Give the code of a place of the map."""
        found = self.sentence(key)
        if found not in self.codes:
            near = get_close_matches(found, self.codes, 3)
            hint = f"; did you mean {', '.join(near)}?" if near else ""
            raise self.wrong(key, f"names {found!r}, which is not on the map{hint}")
        return found

    def one_of(self, key: str, known: Sequence[str]) -> str:
        """Give a word of a list; the first where there is none."""
        found = self.values.get(key, known[0])
        if found not in known:
            raise self.wrong(key, f"must be one of {', '.join(known)}, not {found!r}")
        return str(found)

    def word(self, key: str, words: type[Word], default: Word) -> Word:
        """Give a word of a closed list."""
        return words(self.one_of(key, [default.value, *words]))

    def number(self, key: str, default: float, *, low: float, high: float) -> float:
        """Give a number within bounds."""
        found = self.values.get(key, default)
        if isinstance(found, bool) or not isinstance(found, int | float):
            raise self.wrong(key, f"must be a number, not {found!r}")
        if key in self.values and not low <= found <= high:
            raise self.wrong(key, f"must be from {low:g} to {high:g}, not {found}")
        return float(found)

    def interval(self, key: str) -> Interval | None:
        """Give an interval; None where there is none."""
        found = self.values.get(key)
        if found is None:
            return None
        ends = list(found) if isinstance(found, list) else [found, found]
        numbers = [
            one for one in ends if isinstance(one, int | float) and not isinstance(one, bool)
        ]
        if len(ends) != 2 or len(numbers) != 2 or not 0 <= numbers[0] <= numbers[1] <= _MOST:
            raise self.wrong(key, f"must be a number or [low, high], not {found!r}")
        return Interval(float(numbers[0]), float(numbers[1]))

    def share(self, key: str) -> Interval | None:
        """Give an interval of chances; None where there is none."""
        found = self.interval(key)
        if found is not None and (found.hi or 0.0) > 1:
            raise self.wrong(key, f"must lie between 0 and 1, not {self.values[key]!r}")
        return found

    def span(self, first: str, last: str) -> tuple[date | None, date | None]:
        """Give a first and a last day, each None where there is none; the last not before."""
        start, end = self.maybe_day(first), self.maybe_day(last)
        if start is not None and end is not None and end < start:
            raise self.wrong(last, f"is {end}, before it starts on {start}")
        return start, end

    def day(self, key: str) -> date:
        """Give a day that must be there."""
        found = self.maybe_day(key)
        if found is None:
            raise self.wrong(key, 'is missing; write a day such as "2021-08-16"')
        return found

    def maybe_day(self, key: str) -> date | None:
        """Give a day; None where there is none."""
        found = self.values.get(key)
        if found is None:
            return None
        if isinstance(found, date) and not isinstance(found, datetime):
            return found
        try:
            return date.fromisoformat(str(found))
        except ValueError as error:
            raise self.wrong(key, f"must be a day such as 2021-08-16, not {found!r}") from error
