"""Where dates stand in a text of another language, with the word that leads to each.

The longest of the wordings that begin at one place is taken. A month without a day or a year needs
a word that leads to it, and one that is another word too ("serious", "bullet") the word for month.
"""

import re
from collections.abc import Iterator

import attrs

from panah.reading.languages.date_wordings import DateWords, date_words
from panah.reading.languages.letters import Folded, fold
from panah.reading.languages.tables import Language

__all__ = ["Found", "find", "stretches"]

_RELATIVE = frozenset(
    ["weekday", "weekday_last", "weekday_next", "named", "calendar", "ago", "past", "coming"]
)
_ENDINGS = {"date_since": "since", "date_until": "until"}
"""Wordings that hold their own "since" or "until", after the date or around it."""
_LEFT = 24
"""Characters before a date in which the word that leads to it stands."""


@attrs.frozen(kw_only=True)
class Found:
    """A date in a folded text.

    Parameters
    ----------
    start, end
        Its place in the folded text, with the word that leads to it.
    leading
        That word in English: on, in, since, by; None when there is none.
    """

    start: int
    end: int
    kind: str
    leading: str | None
    match: re.Match[str]

    @property
    def is_relative(self) -> bool:
        """Whether it counts from another day."""
        return self.kind in _RELATIVE


def find(text: str, language: Language) -> tuple[Folded, tuple[Found, ...]]:
    """Give a folded text and its dates, in order and not overlapping."""
    page = fold(text)
    return page, tuple(_found(page, language))


def stretches(page: Folded, language: Language) -> tuple[tuple[int, int], ...]:
    """Give where dates stand in a folded text, without the words that lead to them."""
    return tuple((one.match.start(), one.match.end()) for one in _found(page, language))


def _found(page: Folded, language: Language) -> Iterator[Found]:
    words = date_words(language)
    met = [
        (match.start(), -match.end(), wording.kind, match)
        for wording in words.wordings
        for match in wording.pattern.finditer(page.text)
    ]
    reached = 0
    for start, _, kind, match in sorted(met, key=lambda one: one[:2]):
        if start < reached or not match[0]:
            continue
        begun, leading = _led(page.text, start, words)
        leading = _ENDINGS.get(kind, leading)
        if kind == "month" and not _is_month(page.text, match, leading, words):
            continue
        reached = match.end()
        yield Found(start=begun, end=match.end(), kind=kind, leading=leading, match=match)


def _led(text: str, start: int, words: DateWords) -> tuple[int, str | None]:
    """Give where the word before a date begins, and what it is in English; the longest goes."""
    found = [
        (match.start(), name)
        for name, pattern in words.leading
        if (match := pattern.search(text, max(0, start - _LEFT), start))
    ]
    return min(found) if found else (start, None)


def _is_month(text: str, match: re.Match[str], leading: str | None, words: DateWords) -> bool:
    """Tell whether the name of a month means the month: with its year, or led to."""
    if match.groupdict().get("year"):
        return True
    if words.month_word.search(text, max(0, match.start() - _LEFT), match.start()):
        return True
    return leading is not None and match["month"] not in words.doubtful
