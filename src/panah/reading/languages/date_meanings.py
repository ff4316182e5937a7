"""Which days a wording of another language means, seen from one day.

What a wording means is said in English words to `panah.reading.date_meaning`, so that "last week"
is the same week in every language. Days of the Solar Hijri calendar become Gregorian ones. "Last
year" may be that of either calendar where both are in use; then it is both.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

import attrs

from panah.domain.when import PartialDate, When
from panah.errors import DateError
from panah.reading.date_meaning import Seen, bounded, meaning, nearest_year
from panah.reading.languages import solar
from panah.reading.languages.date_wordings import DateWords, date_words
from panah.reading.languages.dates import Found
from panah.reading.languages.tables import Language

__all__ = ["resolved"]

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SOLAR_YEARS = range(1300, 1500)
_HALF_YEAR = timedelta(days=183)
_DEADLINES = frozenset({"by", "until", "before"})


def resolved(found: Found, seen: Seen, language: Language) -> When | None:
    """Give the days a date means; None when they cannot be told, or no calendar has them."""
    try:
        return _KINDS[found.kind](_Date(found, seen, date_words(language)))
    except (DateError, OverflowError, ValueError):
        return None


@attrs.frozen
class _Date:
    """A date with what it is read by."""

    found: Found
    seen: Seen
    words: DateWords

    def word(self, name: str) -> str:
        return self.found.match.groupdict().get(name) or ""

    @property
    def is_ahead(self) -> bool:
        """Whether it ends something, so that it lies ahead."""
        return self.found.leading in _DEADLINES

    def number(self, name: str) -> int | None:
        digits = re.match(r"\d+", self.word(name))
        return int(digits[0]) if digits else None

    def count(self, name: str) -> str | None:
        """Give a count as digits, whether it was written so or as a word."""
        if number := self.number(name):
            return str(number)
        worth = self.words.count.get(self.word(name))
        return f"{worth:.0f}" if worth else None

    def is_solar(self, year: int | None, month: str = "month") -> bool:
        if self.word(month):
            return self.word(month) in self.words.solar
        return bool(self.words.solar) and year in _SOLAR_YEARS

    def told(self, kind: str, **words: str | None) -> When | None:
        return meaning(kind, words, self.seen, "")


def _digits(one: _Date) -> When | None:
    """Read 23.07.2021 and 1400/05/24; 7/8/2021 stays open where no habit says which is the day."""
    year, at, day = (one.number(name) or 0 for name in ("year", "at", "day"))
    is_solar = one.is_solar(year)
    match, is_sure = one.found.match, one.words.day_first or is_solar
    is_slashed = match.groupdict().get("mark") == "/"
    if is_slashed and match.start("year") > match.start("day") and not is_sure:
        if at <= 12 and day <= 12 and at != day:
            return None
        at, day = (day, at) if at > 12 else (at, day)
    on = solar.to_gregorian(year, at, day) if is_solar else date(year, at, day)
    return bounded(When.on(on), one.found.leading)


def _date(one: _Date) -> When | None:
    day = _day(one, one.number("day") or 0, "month", one.number("year"))
    return bounded(When.on(day), one.found.leading) if day else None


def _day(one: _Date, day: int, month: str, year: int | None) -> date | None:
    """Give the day of a month; without a year the one nearest to where it is read."""
    if one.is_solar(year, month):
        at = one.words.solar[one.word(month)]
        solar_year = _solar_year(one, at, day, year)
        return solar.to_gregorian(solar_year, at, day) if solar_year else None
    at = one.words.months[one.word(month)]
    known = year or one.seen.year or nearest_year(at, day, one.seen.day, ahead=one.is_ahead)
    return date(known, at, day) if known else None


def _solar_year(one: _Date, at: int, day: int, year: int | None) -> int | None:
    """Give the Solar Hijri year of a day: as written, of a Gregorian year, or the nearest."""
    if year in _SOLAR_YEARS:
        return year
    if known := year or one.seen.year:
        first = known - 621
        return first if solar.to_gregorian(first, at, day).year == known else first - 1
    if one.seen.day is None:
        return None
    near = solar.from_gregorian(one.seen.day)[0]
    away = solar.to_gregorian(near, at, day) - one.seen.day
    if away > _HALF_YEAR and not one.is_ahead:
        return near - 1
    return near + 1 if -away > _HALF_YEAR and one.is_ahead else near


def _days(one: _Date) -> When | None:
    year = one.number("year")
    first, last = (_day(one, one.number(name) or 0, "month", year) for name in ("day", "day2"))
    leading = None if one.found.leading == "since" else one.found.leading
    return bounded(When.between(first, last), leading) if first and last else None


def _span(one: _Date) -> When | None:
    """Read from one day to another; the first has the year of the last where it states none."""
    year = one.number("year2")
    last = _day(one, one.number("day2") or 0, "month2", year)
    month = "month" if one.word("month") else "month2"
    first = _day(one, one.number("day") or 0, month, one.number("year") or year)
    return When.between(first, last) if first and last else None


def _month(one: _Date) -> When | None:
    year, leading = one.number("year"), one.found.leading
    if one.is_solar(year):
        at = one.words.solar[one.word("month")]
        known = _solar_year(one, at, 1, year)
        if known is None:
            return None
        days = solar.first_day(known, at), solar.last_day(known, at)
        return bounded(When.between(*days), leading)
    at = one.words.months[one.word("month")]
    known = year or one.seen.year or nearest_year(at, None, one.seen.day, ahead=one.is_ahead)
    point = PartialDate(known, at) if known else None
    return bounded(When(point, point), leading) if point else None


def _year(one: _Date) -> When | None:
    year, leading = one.number("year") or 0, one.found.leading
    if one.is_solar(year):
        return bounded(When.between(solar.first_day(year), solar.last_day(year)), leading)
    return bounded(When(PartialDate(year), PartialDate(year)), leading)


def _weekday(one: _Date) -> When | None:
    which = one.found.kind.removeprefix("weekday").strip("_") or one.found.leading
    return one.told(
        "weekday", day_prep=which, weekday=_DAYS[one.words.weekdays[one.word("weekday")]]
    )


def _named(one: _Date) -> When | None:
    named = one.words.named[one.word("named")]
    return one.told("named_day", named=named, named_prep=one.found.leading)


def _calendar(one: _Date) -> When | None:
    """Read this, last and next week, month or year; of both calendars where both are in use."""
    which, unit = one.words.calendar[one.word("calendar")].split()
    told = one.told(
        "calendar", which=which, calendar=unit, part=None, calendar_prep=one.found.leading
    )
    if told is None or one.seen.day is None or not one.words.solar or unit == "week":
        return told
    days = _solar_unit(unit, one.seen.day, {"last": -1, "this": 0, "next": 1}[which])
    return told | (bounded(When.between(*days), one.found.leading) or told)


def _solar_unit(unit: str, day: date, step: int) -> tuple[date, date]:
    """Give the first and the last day of the Solar Hijri month or year some units away."""
    year, month, _ = solar.from_gregorian(day)
    if unit == "year":
        return solar.first_day(year + step), solar.last_day(year + step)
    months = year * 12 + month - 1 + step
    return solar.first_day(months // 12, months % 12 + 1), solar.last_day(
        months // 12, months % 12 + 1
    )


def _ago(one: _Date) -> When | None:
    unit = one.words.unit[one.word("unit")]
    many = one.count("n") or ("1" if not one.word("n") else "several")
    return one.told("ago", ago=many, ago_unit=unit)


def _window(one: _Date) -> When | None:
    unit, many = one.words.unit[one.word("unit")], one.count("n")
    window = unit if many else f"{unit}s"
    return one.told("window", side=one.found.kind, many=many, window=window)


_KINDS: dict[str, Callable[[_Date], When | None]] = {
    "iso": _digits,
    "numeric": _digits,
    "date": _date,
    "date_since": _date,
    "date_until": _date,
    "days": _days,
    "span": _span,
    "month": _month,
    "year": _year,
    "weekday": _weekday,
    "weekday_last": _weekday,
    "weekday_next": _weekday,
    "named": _named,
    "calendar": _calendar,
    "ago": _ago,
    "past": _window,
    "coming": _window,
}
