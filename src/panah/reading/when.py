"""Dates in a text, as times that are as exact as the words: never guessed from today.

Relative dates count from the day it was said if that is known, else from the day of publication.
That day may itself be an interval; then both ends are resolved and the hull is kept. Without an
anchor a relative date has no time, and is still found.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

import attrs

from panah.domain.claim import Span
from panah.domain.when import When
from panah.reading.date_meaning import Seen, meaning
from panah.reading.date_words import WORDED
from panah.reading.languages.tables import Language, language

__all__ = ["Anchor", "DateRef", "find"]

_RELATIVE = frozenset({"so_far", "weekday", "ago", "window", "calendar", "named_day"})
_PREPOSITION = re.compile(
    r"(?:on|by|until|till|before|after|from|since|in|during|of|through|as\sof|between|over|within"
    r"|at|no\slater\sthan)\b",
    re.IGNORECASE,
)
_DEADLINES = frozenset({"by", "until", "till", "before", "through", "no later than"})


@attrs.frozen(kw_only=True)
class Anchor:
    """What dates are counted from.

    Parameters
    ----------
    published, said
        When the report was published, and when the words were said, as far as known.
    year
        The year of dates that state none, given at import.
    """

    published: When | None = None
    said: When | None = None
    year: int | None = None

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day to count from; None when either is open."""
        known = self.said or self.published
        if known is None or known.earliest is None or known.latest is None:
            return None
        return known.earliest, known.latest


@attrs.frozen(kw_only=True)
class DateRef:
    """A date as written.

    Parameters
    ----------
    span
        The wording with its preposition: "by August 31".
    when
        The days it means; None while nothing anchors it.
    preposition
        The word it begins with, lowered: on, in, since, by …
    is_relative
        Whether it counts from another day: yesterday, last week.
    is_deadline
        Whether it ends something: by, until, before.
    """

    span: Span
    when: When | None
    preposition: str | None
    anchored: bool
    is_relative: bool
    is_deadline: bool


def find(text: str, anchor: Anchor, *, lang: str = "en") -> tuple[DateRef, ...]:
    """Give the dates of a text, in order and not overlapping.

    Parameters
    ----------
    lang
        The language of the text, BCP 47.

    Examples
    --------
    >>> anchor = Anchor(published=When.parse("2021-07-23"))
    >>> [str(one.when) for one in find("Last week, and since May 1 until August 9", anchor)]
    ['2021-07-12/2021-07-18', '2021-05-01/2021-08-09']
    """
    if (other := language(lang)) is not None:
        return tuple(_of_language(text, anchor, other))
    return tuple(_ref(match, anchor) for match in WORDED.finditer(text))


def _of_language(text: str, anchor: Anchor, other: Language) -> Iterator[DateRef]:
    """Give the dates of a text in another language; prepositions are given in English."""
    from panah.reading.languages import date_meanings, dates  # noqa: PLC0415  (loads when needed)

    page, found = dates.find(text, other)
    for one in found:
        when = _seen(partial(date_meanings.resolved, one, language=other), anchor)
        yield DateRef(
            span=page.span(one.start, one.end),
            when=when,
            preposition=one.leading,
            anchored=when is not None,
            is_relative=one.is_relative,
            is_deadline=one.leading in _DEADLINES,
        )


def _ref(match: re.Match[str], anchor: Anchor) -> DateRef:
    words = match.groupdict()
    kind = (match.lastgroup or "")[2:]
    worded = _PREPOSITION.match(match[0])
    preposition = " ".join(worded[0].lower().split()) if worded else None
    when = _resolved(kind, words, anchor, match[0])
    return DateRef(
        span=Span(match.start(), match.end()),
        when=when,
        preposition=preposition,
        anchored=when is not None,
        is_relative=kind in _RELATIVE,
        is_deadline=preposition in _DEADLINES,
    )


def _resolved(kind: str, words: dict[str, str | None], anchor: Anchor, text: str) -> When | None:
    return _seen(lambda seen: meaning(kind, words, seen, text), anchor)


def _seen(told: Callable[[Seen], When | None], anchor: Anchor) -> When | None:
    """Give what a wording means from the first and from the last day of the anchor."""
    if anchor.days is None:
        return told(Seen(day=None, year=anchor.year))
    first, last = anchor.days
    one = told(Seen(day=first, year=anchor.year))
    other = one if first == last else told(Seen(day=last, year=anchor.year))
    return None if one is None or other is None else _hull(one, other)


def _hull(first: When, last: When) -> When | None:
    return first if first == last else first | last
