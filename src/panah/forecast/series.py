"""Registered people by place and day: rows of dates made into a value for every day.

Between two rows a series is a straight line; before the first it holds the first value, after the
last the last. Flee reads several files of one place by a merge of its own; panah adds the lines.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate

import attrs

from panah.errors import FileError
from panah.forecast.settings import Flavour, Settings
from panah.forecast.sheets import Row

__all__ = ["Registered", "Series", "corrected", "joined", "merged_as_flee", "read_series"]

_HEADINGS = ("date", "datetime")


@attrs.frozen
class Series:
    """Values on some days, counted from the start of the world.

    Days ascend, but for those of a file out of order that is read as Flee reads it: there a day is
    found between the first row that is later and the one before it.
    """

    days: tuple[int, ...]
    values: tuple[float, ...]
    _latest: tuple[int, ...] = attrs.field(init=False, eq=False, repr=False)

    @_latest.default
    def _the_latest(self) -> tuple[int, ...]:
        return tuple(accumulate(self.days, max))

    def at(self, day: float) -> float:
        """Give the value on a day, by straight lines between the rows."""
        if day <= self.days[0]:
            return self.values[0]
        after = bisect_right(self._latest, day)
        if after == len(self.days):
            return self.values[-1]
        before = after - 1
        low, high = self.values[before], self.values[after]
        gone = day - self.days[before]
        return low + gone / (self.days[after] - self.days[before]) * (high - low)

    def divided(self, by: int) -> "Series":
        """Give the series with every value divided by a number."""
        return Series(self.days, tuple(value / by for value in self.values))


def read_series(
    file: str, rows: list[Row], period: tuple[date, int], flavour: Flavour
) -> tuple[Series, list[str]]:
    """Read rows of a date and a number; rows without a number are left out.

    Rows whose dates go back are left out too, as few as can be; Flee keeps them as they stand.

    Parameters
    ----------
    period
        Day 0, and how many days there are.

    Raises
    ------
    FileError
        If nothing is left, a number is not one, or two rows differ on one day.
    """
    told = [row for row in rows if row.cells[0].lower() not in _HEADINGS and row.text(1, "")]
    if not told:
        raise FileError(f"{file} has no row with date and number")
    start, length = period
    days = [(row.day(0) - start).days for row in told]
    values = [float(row.whole(1, least=0)) for row in told]
    wide = [row for row in told if any(row.cells[2:])][:1]
    found = [f"{row.where} has more than 2 cells; what is beyond is not read" for row in wide]
    if not any(0 <= day < length for day in days):
        found.append(f"{file} has no row within the {length} days from {start}")
    pairs = list(zip(days, values, strict=True))
    for row, before, now in zip(told[1:], pairs, pairs[1:], strict=False):
        if before[0] == now[0] and before[1] != now[1] and flavour is not Flavour.FLEE:
            raise FileError(f"{row.where} has the date of the row before it and another number")
    kept = _ascending(days)
    for number in sorted(set(range(len(days))) - set(kept)):
        row, read = told[number], "read as Flee reads it" if flavour is Flavour.FLEE else "left out"
        found.append(f"{row.where}: {row.cells[0]} is out of order; {read}")
    if flavour is not Flavour.FLEE:
        pairs = [pairs[number] for number in kept]
    return Series(tuple(day for day, _ in pairs), tuple(value for _, value in pairs)), found


def _ascending(days: Sequence[int]) -> list[int]:
    """Give the numbers of the rows of a longest ascending run of days."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, day in enumerate(days):
        place = bisect_left(ends, day)
        ends[place:] = [day] if place == len(ends) else [day, *ends[place + 1 :]]
        before.append(last[place - 1] if place else -1)
        last[place:] = [number] if place == len(last) else [number, *last[place + 1 :]]
    run, number = [], last[-1] if last else -1
    while number >= 0:
        run.append(number)
        number = before[number]
    return run[::-1]


def joined(parts: Iterable[Series]) -> Series:
    """Add series as straight lines, on the days of all of them."""
    held = list(parts)
    days = sorted({day for part in held for day in part.days})
    return Series(tuple(days), tuple(sum(part.at(day) for part in held) for day in days))


def merged_as_flee(first: Series, second: Series) -> Series:
    """Add two series as Flee does.

    It walks through the second and uses the next value of the first between the first's rows; what
    the first has after the last row of the second is lost.
    """
    days: list[int] = []
    values: list[float] = []
    mine, last = 0, 0.0
    for day, value in zip(second.days, second.values, strict=True):
        while day > first.days[mine]:
            days.append(first.days[mine])
            values.append(last + first.values[mine])
            if mine == len(first.days) - 1:
                break
            mine += 1
        if day <= first.days[mine]:
            days.append(day)
            values.append(value + first.values[mine])
            last = value
            if day == first.days[mine] and mine < len(first.days) - 1:
                mine += 1
    return Series(tuple(days), tuple(values))


def corrected(series: Series, start: date, on: date, where: str) -> Series:
    """Rescale what came before a proper registration, by the step it made.

    Raises
    ------
    FileError
        If the series has no row on that day, or nothing was registered in the row before.
    """
    day = (on - start).days
    if day not in series.days:
        around = sorted(sorted(series.days, key=lambda known: abs(known - day))[:2])
        raise FileError(
            f"{where} corrects {on}, on which the series has no row; the nearest are of "
            f"{' and '.join(str(start + timedelta(days=known)) for known in around)}"
        )
    values = list(series.values)
    for row, known in enumerate(series.days):
        if known == day and row:
            if values[row - 1] == 0:
                raise FileError(f"{where} cannot rescale: the row before {on} has 0 people")
            factor = values[row] / values[row - 1]
            values[:row] = [value * factor for value in values[:row]]
    return Series(series.days, tuple(values))


@attrs.frozen(kw_only=True)
class Registered:
    """What was registered, as one run reads it.

    Parameters
    ----------
    total
        The series of totals.
    places
        The other series by name, in the order of their file.
    """

    total: Series
    places: Mapping[str, Series]
    settings: Settings
    flavour: Flavour

    def people(self, name: str, day: int) -> int:
        """Give the whole number of people registered at a place on a day."""
        return int(self._rebased(self.places[name], day))

    def newly(self, day: int) -> int:
        """Give how many more are registered than the day before; on day 0, how many at all."""
        parts = list(self.places.values()) if self.settings.sum_from_camps else [self.total]
        if day == 0 and self.flavour is Flavour.FLEE:
            parts = [self.total, *self.places.values()]
        if self.flavour is Flavour.FLEE:
            now = sum(int(self._rebased(part, day)) for part in parts)
            return now - (sum(int(self._rebased(part, day - 1)) for part in parts) if day else 0)
        now = int(sum(self._rebased(part, day) for part in parts))
        return now - (int(sum(self._rebased(part, day - 1) for part in parts)) if day else 0)

    def outflow(self, days: int) -> tuple[int, ...]:
        """Give the newly displaced of every day; what falls is debt that growth pays."""
        found = []
        debt = 0
        for day in range(days):
            new = 0 if day == 0 and self.settings.insert_day0 else self.newly(day) - debt
            debt = max(0, -new)
            found.append(max(0, new))
        return tuple(found)

    def _rebased(self, series: Series, day: int) -> float:
        if not self.settings.empty_camps_on_day0:
            return series.at(day)
        first = series.at(0)
        return series.at(day) - (int(first) if self.flavour is Flavour.FLEE else first)
