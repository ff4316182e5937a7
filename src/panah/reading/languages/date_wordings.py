"""How dates are worded in a language: templates of its table made into patterns.

A template is words with places in braces: ``{day} {month}[ {year}]``; what stands in brackets may
be missing. Every template has its kind; `panah.reading.languages.date_meanings` says what it means.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

import attrs

from panah.reading.languages.tables import Language
from panah.reading.languages.worded import choice

__all__ = ["DateWords", "Wording", "date_words"]

_PLACE = re.compile(r"\{(\w+?)(\d?)\}")
_UNSPLIT = r"(?<![\w.,/:-])"
_DIGITAL = {
    "iso": (r"(?<![\d-])(?P<year>\d{4})-(?P<at>[01]?\d)-(?P<day>[0-3]?\d)(?![\d-])",),
    "numeric": (
        r"(?<![\d/.])(?P<day>[0-3]?\d)(?P<mark>[/.-])(?P<at>[0-3]?\d)(?P=mark)(?P<year>\d{4})(?!\d)",
        r"(?<![\d/.])(?P<year>\d{4})(?P<mark>[/.])(?P<at>[01]?\d)(?P=mark)(?P<day>[0-3]?\d)(?![\d/])",
    ),
}
"""Dates that digits alone write, in every language."""


@attrs.frozen(kw_only=True)
class Wording:
    """One template as a pattern over a folded text."""

    kind: str
    pattern: re.Pattern[str]


@attrs.frozen(kw_only=True)
class DateWords:
    """The words for dates of one language.

    Parameters
    ----------
    months, solar
        Numbers of the months by every form of their names: Gregorian, and Solar Hijri.
    weekdays
        0 for Monday.
    doubtful
        Names of months that are other words too.
    leading
        Words before a date, by the English word that means the same.
    count
        Number words up to a dozen.
    """

    wordings: tuple[Wording, ...]
    months: Mapping[str, int]
    solar: Mapping[str, int]
    weekdays: Mapping[str, int]
    doubtful: frozenset[str]
    named: Mapping[str, str]
    calendar: Mapping[str, str]
    unit: Mapping[str, str]
    count: Mapping[str, float]
    leading: tuple[tuple[str, re.Pattern[str]], ...]
    month_word: re.Pattern[str]
    day_first: bool


@cache
def date_words(language: Language) -> DateWords:
    """Give the words for dates of a language."""
    dates, numbers = language.dates, language.numbers
    attached = numbers.get("attached", ())
    front = f"(?:{choice(attached)})?" if attached else ""
    return DateWords(
        wordings=tuple(_wordings(language)),
        months=_numbered(dates.get("months", ()), 1),
        solar=_numbered(dates.get("solar", ()), 1),
        weekdays=_numbered(dates.get("weekdays", ()), 0),
        doubtful=frozenset(dates.get("doubtful", ())),
        named=_turned(dates.get("named", {})),
        calendar=_turned(dates.get("calendar", {})),
        unit=_turned(dates.get("unit", {})),
        count={word: v for word, v in numbers.get("words", {}).items() if v <= 12},
        leading=tuple(
            (name, re.compile(rf"(?<!\w){front}{choice(said)}(?:\s{{1,3}}|')$"))
            for name, said in dates.get("leading", {}).items()
        ),
        month_word=re.compile(rf"(?<!\w){front}{choice(dates.get('month_word', ()))}\s{{1,3}}$"),
        day_first=bool(dates.get("day_first")),
    )


def _numbered(names: list[list[str]] | tuple[()], first: int) -> dict[str, int]:
    return {name: at for at, forms in enumerate(names, start=first) for name in forms}


def _turned(table: Mapping[str, list[str]]) -> dict[str, str]:
    """Give the English word by each word of a language."""
    return {word: english for english, words in table.items() for word in words}


def _wordings(language: Language) -> Iterator[Wording]:
    for kind, patterns in _DIGITAL.items():
        for pattern in patterns:
            yield Wording(kind=kind, pattern=re.compile(pattern))
    places = _places(language)
    for kind, templates in language.dates.get("wordings", {}).items():
        for template in templates:
            yield Wording(kind=kind, pattern=_compiled(template, places))


def _places(language: Language) -> dict[str, str]:
    """Give the pattern of each place in a template."""
    dates, numbers = language.dates, language.numbers
    months = [name for forms in dates.get("months", ()) for name in forms]
    solar = [name for forms in dates.get("solar", ()) for name in forms]
    year = r"(?:19|20)\d\d" + (r"|1[34]\d\d" if solar else "")
    suffix = rf"(?:\s?{choice(dates['day_after'])})?" if dates.get("day_after") else ""
    small = [word for word, value in numbers.get("words", {}).items() if value <= 12]
    return {
        "day": rf"(?:[12]\d|3[01]|0?[1-9])(?!\d){suffix}(?![.,:]\d|\s?%)",
        "month": choice([*months, *solar]),
        "also": rf"\s?[/(-]\s?{choice([*months, *solar])}\)?",
        "year": rf"(?:{year})(?!\d)",
        "weekday": choice(name for forms in dates.get("weekdays", ()) for name in forms),
        "named": choice(word for words in dates.get("named", {}).values() for word in words),
        "calendar": choice(word for words in dates.get("calendar", {}).values() for word in words),
        "unit": choice(word for words in dates.get("unit", {}).values() for word in words),
        "n": rf"(?:\d{{1,3}}|{choice(small)})",
    }


def _compiled(template: str, places: Mapping[str, str]) -> re.Pattern[str]:
    parts = re.split(r"(\{\w+\}|[\[\]|()]| )", template)
    written = "".join(_part(part, places) for part in parts)
    return re.compile(rf"{_UNSPLIT}{written}(?!\w)")


def _part(part: str, places: Mapping[str, str]) -> str:
    if part == " ":
        return r"\s{1,3}"
    if part in {"[", "("}:
        return "(?:"
    if part in {"]", ")", "|"}:
        return {"]": ")?", ")": ")", "|": "|"}[part]
    if match := _PLACE.fullmatch(part):
        return f"(?P<{match[1]}{match[2]}>{places[match[1]]})"
    return re.escape(part)
