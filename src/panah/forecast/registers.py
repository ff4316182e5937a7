"""What was registered at a place, as it was known on any day: rows after that day do not exist.

The last row is held, never drawn towards a later one. Where people were counted anew, what came
before is rescaled by the step that the new count made, from the day it was made on and not before.
"""

from collections.abc import Mapping, Sequence

import attrs
import numpy as np
import numpy.typing as npt

from panah.forecast.series import Series

__all__ = ["Known", "Register", "known"]

Real = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


@attrs.frozen(eq=False)
class Line:
    """Values on some days, straight lines between them, the first and last held outside."""

    days: Whole
    values: Real

    def at(self, days: Whole | Sequence[int]) -> Real:
        """Give the values of some days."""
        return np.interp(days, self.days, self.values)


@attrs.frozen(kw_only=True)
class Register:
    """The rows of one place.

    Parameters
    ----------
    parts
        The series that add up to the place's.
    recounts
        Days on which people were registered anew.
    """

    parts: tuple[Series, ...]
    recounts: tuple[int, ...] = ()

    def rows(self, until: int | None = None) -> Line:
        """Give the sum of the parts on the days of all, by the rows up to a day or by all.

        One of several parts counts 0 before its first row.
        """
        parts = [_until(part, until) for part in self.parts]
        days = sorted({day for part in parts for day in part.days})
        if not days:
            return Line(np.zeros(1, dtype=np.int64), np.zeros(1))
        several = len(self.parts) > 1
        values = sum(
            np.interp(days, part.days, part.values, left=0.0 if several else None)
            for part in parts
            if part.days
        )
        return Line(np.array(days, dtype=np.int64), np.asarray(values, dtype=np.float64))

    def known(self, origin: int) -> Line:
        """Give what was known on a day: its rows, with the recounts made by then."""
        line = self.rows(origin)
        values = line.values.copy()
        for day in self.recounts:
            row = int(np.searchsorted(line.days, day))
            if 0 <= day <= origin and 0 < row < len(line.days) and line.days[row] == day:
                before = values[row - 1]
                values[:row] *= values[row] / before if before > 0 else 1.0
        return Line(line.days, values)

    def last(self, origin: int) -> int | None:
        """Give the day of the last row up to a day, None if there is none."""
        days = [day for part in self.parts for day in part.days if day <= origin]
        return max(days, default=None)

    def recounted(self, after: int, until: int) -> bool:
        """Whether people were registered anew after one day and up to another."""
        return any(after < day <= until for day in self.recounts)


def _until(series: Series, day: int | None) -> Series:
    if day is None:
        return series
    rows = sum(1 for row in series.days if row <= day)
    return Series(series.days[:rows], series.values[:rows])


@attrs.frozen(kw_only=True, eq=False)
class Known:
    """What was known of all places on one day.

    Parameters
    ----------
    last
        By place, the day of the last row; the origin itself where there is none.
    """

    origin: int
    places: tuple[str, ...]
    lines: tuple[Line, ...]
    last: tuple[int, ...]

    def counts(self, days: Whole | Sequence[int]) -> Real:
        """Give people by day and place, shape (day, place)."""
        return np.stack([line.at(days) for line in self.lines], axis=-1)

    @property
    def now(self) -> Real:
        """Give the last known number by place."""
        return np.asarray(self.counts([self.origin])[0])

    @property
    def largest(self) -> Real:
        """Give the largest known number by place."""
        return np.array([line.values.max() for line in self.lines])


def known(registers: Mapping[str, Register], origin: int) -> Known:
    """Give what was known on a day.

    Parameters
    ----------
    registers
        By place.
    """
    lasts = (register.last(origin) for register in registers.values())
    return Known(
        origin=origin,
        places=tuple(registers),
        lines=tuple(register.known(origin) for register in registers.values()),
        last=tuple(origin if last is None else last for last in lasts),
    )
