"""Which days a wording means, seen from one day.

One function for each kind of wording of `panah.reading.date_words`. "Last week" is Monday to Sunday
before; "earlier this month" ends the day before; vague wordings give ends marked ``~``. What cannot
be told without a day to count from is None: nothing is ever taken from today.
"""

import calendar
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

import attrs

from panah.domain.when import PartialDate, When
from panah.errors import DateError
from panah.reading.date_words import WEEKDAYS, month, number

__all__ = ["Seen", "bounded", "meaning", "nearest_year"]

_DEADLINES = frozenset({"by", "until", "till", "before", "through", "no later than"})
_HALF_YEAR = timedelta(days=183)
_WINDOWS = {"hour": 2, "day": 7, "week": 28, "month": 183, "year": 1826}
"""Days that "recent days", "recent weeks" … reach back: assumed, and always marked ``~``."""
_LENGTHS = {"hour": 1 / 24, "day": 1, "week": 7, "month": 30.4, "year": 365.25}
_EDGES_OF_MONTH = {"early": (1, 10), "beginning": (1, 10), "start": (1, 10), "mid": (11, 20)}
_EDGES_OF_YEAR = {"early": (1, 3), "beginning": (1, 3), "start": (1, 3), "mid": (5, 8)}
"""Days of a month and months of a year that "early" and "mid" mean: assumed, marked ``~``."""


@attrs.frozen(kw_only=True)
class Seen:
    """From where a date is read.

    Parameters
    ----------
    day
        The day to count from; None when nobody gave one.
    year
        The year of dates without a year, given at import; it goes before the day's own.
    """

    day: date | None
    year: int | None


Words = Mapping[str, str | None]


def meaning(kind: str, words: Words, seen: Seen, text: str) -> When | None:
    """Give the days a wording means; None when it cannot be told, or no calendar has them.

    Parameters
    ----------
    kind
        Which wording of `date_words.WORDED` matched.
    words
        Its named parts.
    text
        All of it.
    """
    try:
        return _KINDS[kind](words, seen, text)
    except (DateError, OverflowError, ValueError):
        return None


def _iso(words: Words, seen: Seen, text: str) -> When:
    return When.parse(text)


def _slashed(words: Words, seen: Seen, text: str) -> When | None:
    """Read 23/07/2021 and 7/23/2021; 7/8/2021 may be either day, so it stays open."""
    one, other, year = (int(part) for part in re.split(r"[/.]", text))
    if "/" in text and one <= 12 and other <= 12 and one != other:
        return None
    day, at = (other, one) if other > 12 else (one, other)
    return When.on(date(year, at, day))


def _span(words: Words, seen: Seen, text: str) -> When | None:
    first, last = words["first"] or words["first2"], words["last"]
    end = _point(last, seen)
    same_year = seen if end is None or _year(last) is None else _in_year(seen, end)
    start = _point(first, same_year)
    if end and start and _year(first) and not _year(last):
        end = _point(last, _in_year(seen, start))
    if start is None or end is None:
        return None
    if start.first > end.last and not _year(first):
        start = attrs.evolve(start, year=start.year - 1)
    return When(start, end)


def _in_year(seen: Seen, point: PartialDate) -> Seen:
    return attrs.evolve(seen, year=point.year)


def _beginning(words: Words, seen: Seen, text: str) -> When | None:
    begun = words["begun"] or ""
    if begun.lower().endswith(("year", "month", "week")):
        return _running(begun.split()[-1].lower(), seen)
    start = _point(begun, seen)
    if start is None:
        return None
    end = seen.day if seen.day and seen.day >= start.first else None
    return When.between(start.first, end)


def _so_far(words: Words, seen: Seen, text: str) -> When | None:
    return _running((words["running"] or "").lower(), seen)


def _running(unit: str, seen: Seen) -> When | None:
    return When.between(_first_of(unit, seen.day), seen.day) if seen.day else None


def _end_of(words: Words, seen: Seen, text: str) -> When | None:
    ended, prep = words["ended"] or "", (words["end_prep"] or "").lower()
    if ended.lower().endswith(("year", "month", "week")):
        if seen.day is None:
            return None
        unit = ended.split()[-1].lower()
        start, last = _unit(unit, seen.day, 1 if ended.lower().startswith("next") else 0)
    else:
        point = _point(ended, seen, ahead=prep in _DEADLINES)
        if point is None:
            return None
        start, last = point.first, point.last
    if prep in _DEADLINES:
        return When.between(None, last)
    about = max(start, last - timedelta(days=61 if (last - start).days > 31 else 7))
    return bounded(_roughly(about, last), prep)


def _days(words: Words, seen: Seen, text: str) -> When | None:
    first, last = (words["d1"] or words["d3"]), (words["d2"] or words["d4"])
    base = _point(text, seen)
    if base is None:
        return None
    one, other = (attrs.evolve(base, day=_figure(day)) for day in (first, last))
    return bounded(When(one, other), words["days_prep"])


def _date(words: Words, seen: Seen, text: str) -> When | None:
    prep = (words["prep"] or "").lower()
    return _whole(_point(words["date"], seen, ahead=prep in _DEADLINES), prep)


def _month(words: Words, seen: Seen, text: str) -> When | None:
    named = words["of_month"] or words["sure_month"] or ""
    prep = (words["month_prep"] or "").lower()
    if named.lower().endswith("year"):
        seen = _other_year(seen, named.lower())
    point = _point(named, seen, ahead=prep in _DEADLINES)
    return _edge(point, words["edge"], prep)


def _other_year(seen: Seen, named: str) -> Seen:
    """Give the year that "July last year" counts from."""
    if seen.day is None:
        return Seen(day=None, year=None)
    step = {"last": -1, "this": 0, "next": 1}[named.split()[-2]]
    return attrs.evolve(seen, year=seen.day.year + step)


def _edged(words: Words, seen: Seen, text: str) -> When | None:
    return _edge(_point(words["edged"], seen), words["edge2"], None)


def _year_alone(words: Words, seen: Seen, text: str) -> When | None:
    return _edge(_point(words["year"], seen), words["year_edge"], words["year_prep"])


def _bare_month(words: Words, seen: Seen, text: str) -> When | None:
    return _whole(_point(words["bare"], seen), None)


def _edge(point: PartialDate | None, edge: str | None, prep: str | None) -> When | None:
    """Give the early, middle or late part of a month or a year."""
    if point is None or not edge:
        return _whole(point, prep)
    edge = edge.lower()
    if point.month is None:
        first, last = _EDGES_OF_YEAR.get(edge, (10, 12))
        start, end = PartialDate(point.year, first), PartialDate(point.year, last)
        return bounded(_roughly(start.first, end.last), prep)
    first, last = _EDGES_OF_MONTH.get(edge, (21, point.last.day))
    days = (date(point.year, point.month, day) for day in (first, last))
    return bounded(_roughly(*days), prep)


def _weekday(words: Words, seen: Seen, text: str) -> When | None:
    if seen.day is None:
        return None
    how = (words["day_prep"] or "").lower().split()
    ahead = (WEEKDAYS[(words["weekday"] or "")[:3].lower()] - seen.day.weekday()) % 7
    if _DEADLINES & set(how):
        return When.between(None, seen.day + timedelta(days=ahead))
    if "next" in how:
        day = seen.day + timedelta(days=ahead or 7)
    elif "this" in how and "past" not in how:
        day = seen.day + timedelta(days=ahead - 7 * (seen.day.weekday() + ahead > 6))
    else:
        back = (-ahead) % 7 or (7 if "last" in how or "past" in how else 0)
        day = seen.day - timedelta(days=back)
    return bounded(When.on(day), "since" if "since" in how else None)


def _ago(words: Words, seen: Seen, text: str) -> When | None:
    if seen.day is None:
        return None
    unit = (words["ago_unit"] or "").lower().rstrip("s")
    many = number(words["ago"])
    if many is None:
        return _roughly(seen.day - timedelta(days=_WINDOWS[unit]), seen.day)
    if unit == "day":
        return When.on(seen.day - timedelta(days=many))
    day = seen.day - timedelta(days=round(_LENGTHS[unit] * many))
    about = PartialDate.of(day)
    if unit in {"month", "year"}:
        about = attrs.evolve(about, day=None, month=day.month if unit == "month" else None)
    about = attrs.evolve(about, approximate=True)
    return When(about, about)


def _window(words: Words, seen: Seen, text: str) -> When | None:
    if seen.day is None:
        return None
    worded = (words["window"] or "").lower()
    unit = worded.rstrip("s")
    many = number(words["many"]) or (1 if worded == unit else None)
    days = max(1, round(_LENGTHS[unit] * many)) if many else _WINDOWS[unit]
    reach = timedelta(days=days)
    if (words["side"] or "").lower() in {"coming", "next", "following"}:
        return _roughly(seen.day, seen.day + reach)
    return _roughly(seen.day - reach, seen.day)


def _calendar(words: Words, seen: Seen, text: str) -> When | None:
    """Read this, last and next week, month or year, and the early or late part of one."""
    if seen.day is None:
        return None
    unit, which = (words["calendar"] or "").lower(), (words["which"] or "").lower()
    part, prep = (words["part"] or "").lower(), (words["calendar_prep"] or "").lower()
    start, end = _unit(unit, seen.day, {"last": -1, "this": 0, "next": 1}[which])
    if part:
        return bounded(_part(part, unit, which, (start, seen.day, end)), prep)
    if unit == "year" or (unit == "month" and which != "this"):
        point = PartialDate(start.year, start.month if unit == "month" else None)
        return _whole(point, prep)
    if which == "this" and prep not in _DEADLINES:
        end = seen.day
    return bounded(When.between(start, end), prep)


def _part(part: str, unit: str, which: str, days: tuple[date, date, date]) -> When | None:
    start, today, end = days
    if which == "this" and part == "earlier":
        return When.between(start, max(start, today - timedelta(days=1)))
    if which == "this" and part == "later":
        return When.between(today, end)
    if unit == "week":
        return _roughly(start, end)
    point = PartialDate(start.year, start.month if unit == "month" else None)
    return _edge(point, {"earlier": "early", "later": "late"}.get(part, part), None)


def _named_day(words: Words, seen: Seen, text: str) -> When | None:
    if seen.day is None:
        return None
    step = {"yesterday": -1, "tomorrow": 1}.get((words["named"] or "").lower(), 0)
    return bounded(When.on(seen.day + timedelta(days=step)), words["named_prep"])


_KINDS: dict[str, Callable[[Words, Seen, str], When | None]] = {
    "iso": _iso,
    "slashed": _slashed,
    "span": _span,
    "beginning": _beginning,
    "so_far": _so_far,
    "end_of": _end_of,
    "days": _days,
    "date": _date,
    "month": _month,
    "edged": _edged,
    "year": _year_alone,
    "bare_month": _bare_month,
    "weekday": _weekday,
    "ago": _ago,
    "window": _window,
    "calendar": _calendar,
    "named_day": _named_day,
}


def _first_of(unit: str, day: date) -> date:
    return _unit(unit, day, 0)[0]


def _unit(unit: str, day: date, step: int) -> tuple[date, date]:
    """Give the first and the last day of the week, month or year `step` units away."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=step)
        return monday, monday + timedelta(days=6)
    if unit == "year":
        return date(day.year + step, 1, 1), date(day.year + step, 12, 31)
    months = day.year * 12 + day.month - 1 + step
    year, at = months // 12, months % 12 + 1
    return date(year, at, 1), date(year, at, calendar.monthrange(year, at)[1])


def _roughly(first: date, last: date) -> When:
    one, other = (attrs.evolve(PartialDate.of(day), approximate=True) for day in (first, last))
    return When(one, other)


def _whole(point: PartialDate | None, prep: str | None) -> When | None:
    return None if point is None else bounded(When(point, point), prep)


def bounded(when: When | None, prep: str | None) -> When | None:
    """Open the end that a preposition leaves open: since, after; by, until, before."""
    if when is None or not prep:
        return when
    worded = " ".join(prep.lower().split())
    if worded in _DEADLINES:
        return When(None, when.end)
    return When(when.start, None) if worded in {"since", "after"} else when


def _figure(day: str | None) -> int:
    return int(re.sub(r"\D", "", day or ""))


def _year(words: str | None) -> int | None:
    found = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", words or "")
    return int(found[0]) if found else None


def _point(words: str | None, seen: Seen, *, ahead: bool = False) -> PartialDate | None:
    """Read a year, a month or a day; None when its year cannot be told."""
    at, year = month(words or ""), _year(words)
    if at is None:
        return PartialDate(year) if year else None
    found = re.search(r"(?<!\d)\d{1,2}(?!\d)", words or "")
    day = int(found[0]) if found else None
    year = year or seen.year or nearest_year(at, day, seen.day, ahead=ahead)
    return PartialDate(year, at, day) if year else None


def nearest_year(at: int, day: int | None, seen: date | None, *, ahead: bool) -> int | None:
    """Give the year of the day it is read on, or the next one over when that is half a year off.

    "December 28" in a report of January lies in the past, "by January 31" in one of December lies
    ahead.
    """
    if seen is None:
        return None
    point = PartialDate(seen.year, at, min(day, 28) if day else None)
    if not ahead and point.first - seen > _HALF_YEAR:
        return seen.year - 1
    if ahead and seen - point.last > _HALF_YEAR:
        return seen.year + 1
    return seen.year
