"""Numbers and days as people read them: what was worded stays, ranges are never folded to a point.

A range is two numbers and a dash; an open one ends in "and more". A total is rounded outwards to
three significant figures, because a sum of vague things does not deserve more.
"""

import math
from datetime import UTC, date, datetime, time

from panah.domain.canonical import instant
from panah.domain.quantity import Interval, Unit
from panah.domain.when import PartialDate, When

__all__ = [
    "DASH",
    "amount",
    "counted",
    "day",
    "known",
    "known_there",
    "number",
    "outward",
    "restrictions",
    "time_of",
    "unit_of",
]

DASH = "\N{EN DASH}"
"""Stands between the ends of a range."""

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_UNITS = {
    Unit.PERSON: ("person", "people"),
    Unit.FAMILY: ("family", "families"),
    Unit.COUNTRY: ("country", "countries"),
    Unit.PLACE_BED: ("place", "places"),
    Unit.USD: ("US dollar", "US dollars"),
    Unit.SHARE: ("of the whole", "of the whole"),
}
_FIGURES = 3
"""Significant figures of a total: a total is no more exact than its parts."""


def number(value: float) -> str:
    """Write one number: thousands apart, decimals only where there are any."""
    return f"{value:,.10g}" if abs(value) < 1e15 else f"{value:.4g}"


def amount(interval: Interval, unit: Unit | None = None) -> str:
    """Write a range, with its unit if one is given."""
    low, high = interval.lo, interval.hi
    if unit is Unit.SHARE:
        return (
            f"{number(100 * low)}{DASH}{number(100 * (1 if high is None else high))} % of the whole"
        )
    if high is None:
        text = f"{number(low)} and more"
    else:
        text = number(low) if low == high else f"{number(low)}{DASH}{number(high)}"
    return text if unit is None else f"{text} {unit_of(unit, one=low == high == 1)}"


def unit_of(unit: Unit, *, one: bool = False) -> str:
    """Give the word for what is counted, for one or for several."""
    single, several = _UNITS.get(unit, (unit.value, f"{unit.value}s"))
    return single if one else several


def counted(count: int, single: str, several: str) -> str:
    """Write a count with its noun: ``1 line``, ``5 lines``."""
    return f"{count} {single if count == 1 else several}"


def restrictions(*, withheld: int, closed: int) -> tuple[str, ...]:
    """Say how many claims of restricted reports were left out, and how many are in."""
    out, inside = (counted(count, "claim", "claims") for count in (withheld, closed))
    told = (
        (withheld, f"{out} of restricted reports left out."),
        (closed, f"Holds {inside} of restricted reports; not to be handed on."),
    )
    return tuple(text for count, text in told if count)


def outward(interval: Interval) -> Interval:
    """Round a total to three significant figures, low end down, high end up."""
    high = interval.hi
    if high == interval.lo:
        return interval
    return Interval(_round(interval.lo, up=False), None if high is None else _round(high, up=True))


def _round(value: float, *, up: bool) -> float:
    if value < 10**_FIGURES:
        return value
    step = 10 ** (math.floor(math.log10(value)) + 1 - _FIGURES)
    return float((math.ceil if up else math.floor)(value / step) * step)


def day(value: date) -> str:
    """Write a day: ``15 August 2021``."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def known(moment: datetime) -> str:
    """Write the moment a ledger was read up to: a day where it is the last moment of one in UTC."""
    utc = moment.astimezone(UTC)
    return utc.date().isoformat() if utc.time() == time.max else instant(moment)


def known_there(moment: datetime) -> str:
    """Write the moment a ledger was read up to, for people: a day, and in whose time zone."""
    if moment.tzinfo is UTC or moment.time() != time.max:
        return known(moment)
    return f"{moment.date().isoformat()} ({moment.tzinfo})"


def time_of(when: When | None) -> str:
    """Write a time: ``15 August 2021``, ``by 15 August 2021``, ``1 July to 9 August 2021``."""
    if when is None:
        return "day not stated"
    if when.start is None and when.end is not None:
        return f"by {_part(when.end)}"
    if when.end is None and when.start is not None:
        return f"from {_part(when.start)}"
    if when.start is None or when.end is None:
        return ""
    if when.start == when.end:
        return _part(when.start)
    return f"{_part(when.start, before=when.end)} to {_part(when.end)}"


def _part(value: PartialDate, *, before: PartialDate | None = None) -> str:
    """Write a day, month or year, without what the end of the same range says again."""
    parts = [str(value.day)] if value.day else []
    same_year = before is not None and before.year == value.year
    same_month = same_year and before is not None and before.month == value.month
    if value.month and not (same_month and value.day and before is not None and before.day):
        parts.append(_MONTHS[value.month - 1])
    if not (same_year and value.month and before is not None and before.month):
        parts.append(str(value.year))
    return ("about " if value.approximate else "") + " ".join(parts)
