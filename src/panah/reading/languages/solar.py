"""The Solar Hijri calendar of Afghanistan and Iran, day by day to the Gregorian one.

The year begins at the vernal equinox. Which years are long follows the breaks of the 2,820-year
reckoning that K. M. Borkowski worked out from the equinoxes ("The Persian calendar for 3000 years",
Earth, Moon and Planets 74, 1996); it holds for the years -61 to 3177. Six months have 31 days, five
have 30, the last has 29 or 30.
"""

from datetime import date, timedelta

__all__ = ["first_day", "from_gregorian", "last_day", "to_gregorian"]

_BREAKS = (
    *(-61, 9, 38, 199, 426, 686, 756, 818, 1111, 1181, 1210),
    *(1635, 2060, 2097, 2192, 2262, 2324, 2394, 2456, 3178),
)
"""First years of the spans in which long years follow one rhythm: Borkowski's table 3."""
_FIRST, _LAST = 1200, 1600
"""Years we read: all that living people report about."""


def to_gregorian(year: int, month: int, day: int) -> date:
    """Give the Gregorian day.

    Raises
    ------
    ValueError
        If the calendar has no such day, or the year lies outside 1200 to 1600.

    Examples
    --------
    >>> to_gregorian(1400, 1, 1).isoformat(), to_gregorian(1400, 5, 24).isoformat()
    ('2021-03-21', '2021-08-15')
    """
    if not _FIRST <= year <= _LAST or not 1 <= month <= 12:
        raise ValueError(f"{year}-{month} is no month of the years {_FIRST} to {_LAST}")
    if not 1 <= day <= _length(year, month):
        raise ValueError(f"{year}-{month} has no day {day}")
    before = 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)
    return _new_year(year) + timedelta(days=before + day - 1)


def first_day(year: int, month: int | None = None) -> date:
    """Give the first day of a year or of a month."""
    return to_gregorian(year, month or 1, 1)


def last_day(year: int, month: int | None = None) -> date:
    """Give the last day of a year or of a month."""
    last = month or 12
    return to_gregorian(year, last, _length(year, last))


def from_gregorian(day: date) -> tuple[int, int, int]:
    """Give year, month and day of a Gregorian day."""
    year = day.year - 621
    if day < _new_year(year):
        year -= 1
    passed = (day - _new_year(year)).days
    if passed < 186:
        return year, passed // 31 + 1, passed % 31 + 1
    return year, (passed - 186) // 30 + 7, (passed - 186) % 30 + 1


def _length(year: int, month: int) -> int:
    if month < 12:
        return 31 if month <= 6 else 30
    return (_new_year(year + 1) - _new_year(year)).days - 336


def _new_year(year: int) -> date:
    """Give the Gregorian day of 1 Hamal, or 1 Farvardin: 20 to 22 March."""
    leaps, jump = -14, 0
    begun = _BREAKS[0]
    for at in _BREAKS[1:]:
        jump = at - begun
        if year < at:
            break
        leaps += jump // 33 * 8 + jump % 33 // 4
        begun = at
    passed = year - begun
    leaps += passed // 33 * 8 + (passed % 33 + 3) // 4
    if jump % 33 == 4 and jump - passed == 4:
        leaps += 1
    gregorian = year + 621
    ours = gregorian // 4 - (gregorian // 100 + 1) * 3 // 4 - 150
    return date(gregorian, 3, 20 + leaps - ours)
