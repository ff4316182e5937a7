"""Times as reporters give them: EDTF dates and intervals, compared in three values.

``2021-07`` is all of July; ``../2021-08-15`` ends on the 15th and nobody said when it began;
``2021-08-15/..`` begins then; ``~`` marks an approximate end and moves no bound. One time is
certainly before another only if its latest day comes before the other's earliest; an open or
missing end is never certain.
"""

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import Self

import attrs

from panah.domain.canonical import NOT_KEPT, plain
from panah.errors import DateError

__all__ = ["PartialDate", "When"]

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(~?)")


@attrs.frozen
class PartialDate:
    """A year, a month or a day, as exact as it was written.

    Parameters
    ----------
    first, last
        The earliest and the latest day it may mean; worked out.
    """

    year: int
    month: int | None = None
    day: int | None = None
    approximate: bool = False
    first: date = attrs.field(init=False, eq=False, repr=False, metadata=NOT_KEPT)
    last: date = attrs.field(init=False, eq=False, repr=False, metadata=NOT_KEPT)

    def __attrs_post_init__(self) -> None:
        """Refuse a day that no calendar has."""
        if self.day is not None and self.month is None:
            raise DateError(f"{self.year} with a day {self.day} has no month; give the month too")
        try:
            first = date(
                self.year,
                1 if self.month is None else self.month,
                1 if self.day is None else self.day,
            )
        except ValueError as error:
            raise DateError(f"{self} is not a day of the calendar: {error}") from error
        month = self.month or 12
        last = date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])
        object.__setattr__(self, "first", first)
        object.__setattr__(self, "last", last)

    @classmethod
    def of(cls, day: date) -> Self:
        """Give a whole day."""
        try:
            return cls(day.year, day.month, day.day)
        except AttributeError as error:
            raise DateError(f"{day!r} is no day; give it as date(2021, 8, 16)") from error

    def __str__(self) -> str:
        """Write it in EDTF."""
        parts = [f"{self.year:04d}"]
        if self.month is not None:
            parts.append(f"{self.month:02d}")
        if self.day is not None:
            parts.append(f"{self.day:02d}")
        return "-".join(parts) + "~" * self.approximate


@attrs.frozen
class When:
    """A time, from the earliest to the latest day it may mean.

    Parameters
    ----------
    start, end
        Partial dates; None where the end is open or not stated.
    earliest, latest
        The earliest and the latest day it may mean; None when that end is open. Worked out.

    Examples
    --------
    >>> When.parse("2021-07").latest
    datetime.date(2021, 7, 31)
    >>> When.parse("../2021-08-15").certainly_before(When.parse("2021-08-16"))
    True
    >>> When.parse("2021-07").certainly_before(When.parse("2021-07-31"))
    False
    """

    start: PartialDate | None
    end: PartialDate | None
    earliest: date | None = attrs.field(init=False, eq=False, repr=False, metadata=NOT_KEPT)
    latest: date | None = attrs.field(init=False, eq=False, repr=False, metadata=NOT_KEPT)

    def __attrs_post_init__(self) -> None:
        """Refuse an interval that ends before it begins, or says nothing."""
        if self.start is None and self.end is None:
            raise DateError("a time open at both ends says nothing; leave it out instead")
        if self.start and self.end and self.start.first > self.end.last:
            raise DateError(f"{self} ends before it begins; swap the two dates")
        object.__setattr__(self, "earliest", self.start.first if self.start else None)
        object.__setattr__(self, "latest", self.end.last if self.end else None)

    @classmethod
    def parse(cls, text: str) -> "When":
        """Read EDTF: ``2021``, ``2021-07``, ``2021-07-23``, ``a/b``, ``../b``, ``a/..``, ``~``.

        Raises
        ------
        DateError
            If the text is none of these.
        """
        if not isinstance(text, str):
            raise _unreadable(text)
        return _parse(text)

    @classmethod
    def on(cls, day: date) -> "When":
        """Give one whole day."""
        whole = PartialDate.of(day)
        return cls(whole, whole)

    @classmethod
    def between(cls, first: date | None, last: date | None) -> "When":
        """Give the days from one to another; None leaves an end open."""
        start = None if first is None else PartialDate.of(first)
        end = None if last is None else PartialDate.of(last)
        return cls(start, end)

    def certainly_before(self, other: "When") -> bool:
        """Tell whether it ends before the other begins, whatever the days were."""
        return (
            self.latest is not None
            and other.earliest is not None
            and (self.latest < other.earliest)
        )

    def can_overlap(self, other: "When") -> bool:
        """Tell whether the two may share a day."""
        return not self.certainly_before(other) and not other.certainly_before(self)

    def begins_by(self, day: date) -> bool:
        """Tell whether it may have begun on or before a day: an open start may."""
        return self.earliest is None or self.earliest <= day

    def ends_by(self, day: date) -> bool:
        """Tell whether it certainly ended on or before a day: an open end never did."""
        return self.latest is not None and self.latest <= day

    def __or__(self, other: Self) -> "When":
        """Give the hull of two times; a side that is open in one is open in the hull."""
        start = end = None
        if self.start and other.start:
            start = min(self.start, other.start, key=lambda p: p.first)
        if self.end and other.end:
            end = max(self.end, other.end, key=lambda p: p.last)
        return When(start, end)

    def __str__(self) -> str:
        """Write it in EDTF."""
        if self.start == self.end:
            return str(self.start)
        return f"{self.start or '..'}/{self.end or '..'}"


plain.register(When, str)


@lru_cache(maxsize=4096)
def _parse(text: str) -> When:
    ends = text.strip().split("/")
    if len(ends) == 1:
        one = _partial(ends[0], text)
        return When(one, one)
    if len(ends) != 2:
        raise _unreadable(text)
    start, end = (None if part == ".." else _partial(part, text) for part in ends)
    return When(start, end)


def _partial(part: str, text: str) -> PartialDate:
    match = _PARTIAL.fullmatch(part)
    if match is None:
        raise _unreadable(text)
    year, month, day, approximate = match.groups()
    return PartialDate(
        int(year), int(month) if month else None, int(day) if day else None, bool(approximate)
    )


def _unreadable(text: object) -> DateError:
    return DateError(
        f"{text!r} is not a date in EDTF; write 2021, 2021-07, 2021-07-23, "
        f"2021-07-01/2021-07-23, ../2021-07-23 or 2021-07-23/.."
    )
