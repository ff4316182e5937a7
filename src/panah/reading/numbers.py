"""Quantities in a text: the wording, how exact it is, and the figures that stand in it.

No interval is made here. "Up to 100,000" gives the hedge `up_to` and the figure 100,000; what the
case's reading policy allows for that is applied once, at `record` (`panah.reading.policy`).
"""

import re
from collections.abc import Iterator

import attrs

from panah.domain.claim import Span
from panah.domain.quantity import Hedge
from panah.domain.reading import Flag
from panah.reading.counting import counts
from panah.reading.hedges import Lead, leading, trailing
from panah.reading.languages.tables import language
from panah.reading.number_words import Figure, digits, figures
from panah.reading.sieve import Sieve, either, lowered
from panah.reading.wordings import Wording, wordings

__all__ = ["Quantity", "digits", "find"]

_JOIN = re.compile(r"\s?[-\u2013]\s?|\s(to|or|and)\s")
_SHARE_RIGHT = re.compile(r"\s?%|[\s-]per\s?cent\b|\spc\b|\spercentage\spoints?\b", re.IGNORECASE)
_MONEY_LEFT = re.compile(r"(?:(?:US|C|A|CA|AU|NZ)?[$€£¥₹]|\b(?:USD|EUR|GBP|CHF|AFN|PKR|Rs\.?))\s?$")
_MONEY_RIGHT = re.compile(
    r"\s?[$€£](?!\d)|\s(?:(?:US|U\.S\.|American|Canadian|Australian)\s)?(?:dollars?|euros?|pounds"
    r"|USD|EUR|GBP|rupees|afghanis?|rials?|tomans?|liras?|francs|roubles|rubles|kron(?:er|or)"
    r"|shillings|yuan|yen)\b",
    re.IGNORECASE,
)
_OUT_OF = re.compile(r"\s(?:in|out\sof)\s(?:every\s)?")
_TIME_UNIT = re.compile(r"\s(?:minute|hour|day|night|week|month|year|province|countr|cit)", re.I)
_FRACTION = Sieve(
    worded=re.compile(
        r"\b(?P<n>a|an|one|two|three|four)?[\s-]?"
        r"\b(?P<part>half|thirds?|quarters?|fifths?|tenths?)\s(?=of\b|the\b|its\b|their\b|all\b)"
    ),
    core=re.compile(either(["half", "third", "quarter", "fifth", "tenth"])),
    begins=re.compile(r"\b(?=[\s\w-])"),
    reach=8,
)
"""Of a lowered text."""
_ORDINAL_LEFT = re.compile(r"\b(?:first|second|third|fourth|last|final|latter|other)\s$", re.I)
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_TIMES = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4}
_MORE = re.compile(r"\s(?:more|additional|further|extra)\b(?!\sthan\b)", re.IGNORECASE)


@attrs.frozen(kw_only=True)
class Quantity:
    """An amount as written.

    Parameters
    ----------
    span
        The whole wording with its hedge: "up to 100,000", "between 5,000 and 10,000".
    figure
        The figures or number words alone; the whole wording where there is no figure.
    stated
        The figures: one, two for a range, none for "hundreds". A share is 0 to 1.
    money, share
        Whether it is worded as money, or as a share of a whole.
    below
        Whether it is worded fewer than, less than, under or below.
    flags
        `digit_grouping`, `increment` or `partial`.
    """

    span: Span
    figure: Span
    hedge: Hedge
    stated: tuple[float, ...]
    money: bool = False
    share: bool = False
    below: bool = False
    flags: frozenset[Flag] = frozenset()


@attrs.frozen(kw_only=True)
class _Stated:
    """A figure, or two that stand as a range."""

    figure: Figure
    values: tuple[float, ...]


def find(text: str, *, lang: str = "en") -> tuple[Quantity, ...]:
    """Give the quantities of a text, in order and not overlapping.

    Parameters
    ----------
    lang
        The language of the text, BCP 47.

    Examples
    --------
    >>> [(one.hedge.value, one.stated) for one in find("up to 1,26,000 people in 2014")]
    [('up_to', (126000.0,))]
    """
    if (other := language(lang)) is not None:
        from panah.reading.languages import amounts  # noqa: PLC0415  (loads for other languages)

        return amounts.find(text, other)
    ascii_text = digits(text)
    found = [*_figures(ascii_text), *_fractions(ascii_text)]
    found += [_worded(wording) for wording in wordings(ascii_text)]
    return _apart(found)


def _apart(found: list[Quantity]) -> tuple[Quantity, ...]:
    """Keep the first and, of those that begin together, the longest of what overlaps."""
    kept: list[Quantity] = []
    for one in sorted(found, key=lambda one: (one.span.start, -one.span.end)):
        if not kept or one.span.start >= kept[-1].span.end:
            kept.append(one)
    return tuple(kept)


def _figures(text: str) -> Iterator[Quantity]:
    waiting: Figure | None = None
    for figure in figures(text):
        if waiting is None:
            waiting = figure
            continue
        joined = _joined(text, waiting, figure)
        yield from _quantity(text, joined or _alone(waiting))
        waiting = None if joined else figure
    if waiting is not None:
        yield from _quantity(text, _alone(waiting))


def _alone(figure: Figure) -> _Stated:
    return _Stated(figure=figure, values=(figure.value,))


def _joined(text: str, one: Figure, other: Figure) -> _Stated | None:
    """Read "a to b", "a-b" and "between a and b" as a range, if it rises.

    "From a to b" and "by a to b" are two quantities: a growth is never a range.
    """
    if other.start - one.end > 12:
        return None
    between = text[one.end : other.start]
    if _OUT_OF.fullmatch(between):
        return _out_of(text, one, other)
    between = _SHARE_RIGHT.sub("", between, count=1)
    join = _JOIN.fullmatch(between)
    if join is None or not _may_join(join[1], leading(text, one.start).preceding):
        return None
    low = one.value * other.scale if one.scale == 1 and one.value < 1000 else one.value
    low = low if low < other.value else one.value
    if low >= other.value:
        return None
    return _Stated(figure=_whole(one, other), values=(low, other.value))


def _whole(one: Figure, other: Figure) -> Figure:
    """Give two figures as one wording."""
    return attrs.evolve(
        other,
        start=one.start,
        uneven=one.uneven or other.uneven,
        is_word=one.is_word and other.is_word,
    )


def _may_join(word: str | None, preceding: str) -> bool:
    if word == "and":
        return preceding == "between"
    return word is None or preceding not in {"from", "by"}


def _out_of(text: str, one: Figure, other: Figure) -> _Stated | None:
    """Read "two in five" and "9 out of 10" as a share."""
    if not 0 < one.value < other.value <= 100 or _TIME_UNIT.match(text, other.end):
        return None
    return _Stated(figure=_whole(one, other), values=(one.value / other.value,))


def _quantity(text: str, stated: _Stated) -> Iterator[Quantity]:
    figure, values = stated.figure, stated.values
    start, money = _money_before(text, figure.start)
    lead = _led(text, start, is_range=len(values) == 2)
    if not money and not counts(text, figure, lead):
        return
    end, share = _ended(text, figure.end, _SHARE_RIGHT)
    is_portion = (
        len(values) == 1 and values[0] < 1 and _OUT_OF.search(text, figure.start, figure.end)
    )
    if share:
        values = tuple(value / 100 for value in values)
    after_money, money_after = _ended(text, end, _MONEY_RIGHT)
    tail = trailing(text, after_money)
    end, more = _ended(text, tail.end, _MORE)
    flags = lead.flags | ({Flag.DIGIT_GROUPING} if figure.uneven else frozenset())
    yield Quantity(
        span=Span(lead.start, end),
        figure=Span(figure.start, figure.end),
        hedge=lead.hedge or tail.hedge or Hedge.EXACT,
        stated=values,
        money=money or money_after,
        share=share or bool(is_portion),
        below=lead.below,
        flags=flags | ({Flag.INCREMENT} if more else frozenset()),
    )


def _money_before(text: str, start: int) -> tuple[int, bool]:
    match = _MONEY_LEFT.search(text, max(0, start - 5), start)
    return (match.start(), True) if match else (start, False)


def _led(text: str, start: int, *, is_range: bool) -> Lead:
    """Read the hedge; "between" belongs to the wording of a range."""
    lead = leading(text, start)
    if not (is_range and lead.preceding == "between"):
        return lead
    outer = leading(text, lead.preceding_at)
    return attrs.evolve(outer, hedge=outer.hedge or lead.hedge, below=outer.below or lead.below)


def _ended(text: str, end: int, worded: re.Pattern[str]) -> tuple[int, bool]:
    match = worded.match(text, end)
    return (match.end(), True) if match else (end, False)


def _fractions(text: str) -> Iterator[Quantity]:
    """Read "a third of" and "nearly half the" as shares, but not "the second half of"."""
    for match in _FRACTION.finditer(lowered(text)):
        part = match["part"].rstrip("s")
        times = _TIMES[match["n"] or "a"]
        start, end = match.start("n" if match["n"] else "part"), match.end("part")
        is_bare_part = match["n"] is None and part != "half"
        if is_bare_part or _ORDINAL_LEFT.search(text, max(0, start - 8), start):
            continue
        lead = leading(text, start)
        yield Quantity(
            span=Span(lead.start, end),
            figure=Span(start, end),
            hedge=lead.hedge or Hedge.EXACT,
            stated=(times / _PARTS[part],),
            share=True,
            below=lead.below,
        )


def _worded(wording: Wording) -> Quantity:
    span = Span(wording.start, wording.end)
    return Quantity(span=span, figure=span, hedge=wording.hedge, stated=(), share=wording.share)
