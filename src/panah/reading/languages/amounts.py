"""Quantities in a text of another language: the same value as `panah.reading.numbers` gives.

Hedges stand before a figure, after it, or around it as in Pashto. A number word alone counts only
where what it counts or a hedge says so: in Persian "no" and "nine" are one word.
"""

import re
from collections.abc import Iterator

import attrs

from panah.domain.quantity import Hedge, Unit
from panah.domain.reading import Flag
from panah.reading.languages import dates
from panah.reading.languages.figures import figures
from panah.reading.languages.letters import Folded, fold
from panah.reading.languages.tables import Language
from panah.reading.languages.worded import Worded, worded
from panah.reading.number_words import Figure
from panah.reading.numbers import Quantity

__all__ = ["find", "is_dollar", "unit_after"]

_HARDEST = (Hedge.MORE_THAN, Hedge.AT_LEAST, Hedge.UP_TO, Hedge.ALMOST, Hedge.ABOUT)
_SIGNS = {"~": Hedge.ABOUT, "\u2248": Hedge.ABOUT, ">": Hedge.MORE_THAN, "\u2265": Hedge.AT_LEAST}
_LOOK = 48
"""Characters before a figure in which its hedge is looked for."""
_ATTACHED = 5
_YEAR = re.compile(r"(?:19|20)\d\d")
_SOLAR_YEAR = re.compile(r"1[34]\d\d")
_CODE_LEFT = re.compile(r"[_/\\^#:]$|\w[-.,:]$|\dh$|\d\s?h\s$")
_CODE_RIGHT = re.compile(r"[_/\\^:(]|[-.,]\d|-?[^\W\d_]")
_NUMBER = re.compile(r"0\d+")
"""Digits that begin with a nought: a telephone or a serial number."""
_ITEM = re.compile(r"(?:\A|\n)[ \t]{0,4}$")
_AFTER_DIGITS = re.compile(r"\d\s{0,3}$")
_MONEY_LEFT = re.compile(r"[$€£¥₹؋]\s?$")
_SURE = 1000
"""Below this a figure of a language without a table may be followed by a scale: "300 mil"."""
_NOUNS = 3
"""Words after an amount among which the noun it counts may stand."""


@attrs.frozen
class _Lead:
    """What stands before a figure: where it begins, and what it says."""

    start: int
    hedges: frozenset[Hedge]
    below: bool = False
    another: bool = False

    @property
    def hedge(self) -> Hedge | None:
        return next((hedge for hedge in _HARDEST if hedge in self.hedges), None)


@attrs.frozen
class _Meaning:
    """What a wording before a figure says; nothing for one that is only passed over."""

    hedge: Hedge | None = None
    below: bool = False
    another: bool = False
    is_between: bool = False

    @property
    def is_said(self) -> bool:
        return self.hedge is not None or self.another


def find(text: str, language: Language) -> tuple[Quantity, ...]:
    """Give the quantities of a text, in order and not overlapping."""
    page = fold(text)
    finder = _Finder(page, language)
    found = sorted(
        [*finder.figures(), *finder.wordings()], key=lambda one: (one.span.start, -one.span.end)
    )
    kept: list[Quantity] = []
    for one in found:
        if not kept or one.span.start >= kept[-1].span.end:
            kept.append(one)
    return tuple(kept)


def unit_after(text: str, language: Language) -> Unit | None:
    """Give what an amount counts by the first noun of the words after it; None when none tells."""
    page, words = fold(text).text, worded(language)
    starts = [0, *(match.start() for match in re.finditer(r"\s(?=\w)", page))][: _NOUNS + 1]
    for start in starts:
        for unit, noun in words.counted:
            if noun.match(page, start):
                return unit
    return None


def is_dollar(words: str, language: Language) -> bool:
    """Tell whether the words of an amount name dollars."""
    return worded(language).dollar.search(f" {fold(words).text}") is not None


class _Finder:
    """Quantities of one folded text."""

    def __init__(self, page: Folded, language: Language) -> None:
        self._page = page
        self._text = page.text
        self._words: Worded = worded(language)
        self._language = language
        words = self._words
        self._meanings: list[tuple[re.Pattern[str], _Meaning]] = [
            *((pattern, _Meaning(hedge)) for hedge, pattern in words.before),
            (words.below, _Meaning(Hedge.UP_TO, below=True)),
            (words.another, _Meaning(another=True)),
            (words.between, _Meaning(is_between=True)),
            (words.filler, _Meaning()),
        ]
        self._dated = dates.stretches(page, language)

    def figures(self) -> Iterator[Quantity]:
        """Give amounts with a figure; two that stand as a range are one."""
        waiting: Figure | None = None
        for figure in figures(self._text, self._language):
            if waiting is None:
                waiting = figure
                continue
            joined = self._joined(waiting, figure)
            yield from self._quantity(joined or (waiting, (waiting.value,)))
            waiting = None if joined else figure
        if waiting is not None:
            yield from self._quantity((waiting, (waiting.value,)))

    def wordings(self) -> Iterator[Quantity]:
        """Give amounts without a figure: tens of thousands, several."""
        for hedge, pattern in (
            (Hedge.MAGNITUDE, self._words.magnitude),
            (Hedge.VAGUE, self._words.vague),
        ):
            for match in pattern.finditer(self._text):
                if _AFTER_DIGITS.search(self._text, max(0, match.start() - 4), match.start()):
                    continue
                lead = self._led(match.start(), is_range=False)
                span = self._page.span(lead.start, match.end())
                yield Quantity(span=span, figure=span, hedge=hedge, stated=())

    def _joined(self, one: Figure, other: Figure) -> tuple[Figure, tuple[float, ...]] | None:
        """Read "a to b" and "between a and b" as a range, if it rises; a growth is never one."""
        between = self._text[one.end : other.start]
        is_both = self._words.both.fullmatch(between) and self._before(
            self._words.between, one.start
        )
        is_to = self._words.to.fullmatch(between) and not self._before(
            self._words.growth, one.start
        )
        if not is_both and not is_to:
            return None
        low = one.value * other.scale if one.scale == 1 and one.value < 1000 else one.value
        low = low if low < other.value else one.value
        whole = attrs.evolve(
            other, start=one.start, uneven=one.uneven or other.uneven, is_word=other.is_word
        )
        return (whole, (low, other.value)) if low < other.value else None

    def _before(self, pattern: re.Pattern[str], at: int) -> re.Match[str] | None:
        return pattern.search(self._text, max(0, at - _LOOK), at)

    def _quantity(self, stated: tuple[Figure, tuple[float, ...]]) -> Iterator[Quantity]:
        figure, values = stated
        start, is_money = self._money_before(figure.start)
        lead = self._led(start, is_range=len(values) == 2)
        if not is_money and not self._counts(figure, lead):
            return
        end, share = self._ended(figure.end, self._words.share)
        end, money = self._ended(end, self._words.money)
        lead, end = self._around(lead, start, end)
        hedge, end = self._trailing(end)
        end, more = self._past_noun(end, self._words.more)
        is_round = not self._words.round.isdisjoint(self._text[figure.start : figure.end].split())
        flags = {Flag.INCREMENT} if more or lead.another else set()
        yield Quantity(
            span=self._page.span(lead.start, end),
            figure=self._page.span(figure.start, figure.end),
            hedge=lead.hedge or hedge or (Hedge.ABOUT if is_round else Hedge.EXACT),
            stated=tuple(value / 100 for value in values) if share else values,
            money=is_money or money,
            share=share,
            below=lead.below,
            flags=frozenset(flags | ({Flag.DIGIT_GROUPING} if figure.uneven else set())),
        )

    def _money_before(self, start: int) -> tuple[int, bool]:
        match = _MONEY_LEFT.search(self._text, max(0, start - 2), start)
        return (match.start(), True) if match else (start, False)

    def _led(self, at: int, *, is_range: bool) -> _Lead:
        """Read outwards the hedges that end where a figure begins, the longest wording first."""
        if (sign := _SIGNS.get(self._text[at - 1 : at])) is not None:
            return _Lead(at - 1, frozenset({sign}))
        met: list[_Meaning] = []
        start, reach = at, self._attached(at)
        while (longest := self._longest(reach)) is not None:
            reach, meaning = longest
            met.append(meaning)
            if meaning.is_said or (is_range and meaning.is_between):
                start = reach
        return _Lead(
            start,
            frozenset(meaning.hedge for meaning in met if meaning.hedge),
            below=any(meaning.below for meaning in met),
            another=any(meaning.another for meaning in met),
        )

    def _attached(self, at: int) -> int:
        """Give where the letters begin that are written together with a figure."""
        match = self._words.attached.search(self._text, max(0, at - _ATTACHED), at)
        return match.start() if match else at

    def _longest(self, at: int) -> tuple[int, _Meaning] | None:
        """Give where the longest wording begins that ends at a place, and what it means."""
        found = [
            (match.start(), nth)
            for nth, (pattern, _) in enumerate(self._meanings)
            if (match := self._before(pattern, at))
        ]
        start, nth = min(found, default=(at, -1))
        return (start, self._meanings[nth][1]) if found else None

    def _ended(self, end: int, pattern: re.Pattern[str]) -> tuple[int, bool]:
        match = pattern.match(self._text, end)
        return (match.end(), True) if match else (end, False)

    def _past_noun(self, end: int, pattern: re.Pattern[str]) -> tuple[int, bool]:
        """Look for words after a figure, or after what it counts."""
        noun = self._words.noun.match(self._text, end)
        for at in (end, noun.end() if noun else end):
            if match := pattern.match(self._text, at):
                return match.end(), True
        return end, False

    def _trailing(self, end: int) -> tuple[Hedge | None, int]:
        for hedge, pattern in self._words.after:
            after, is_found = self._past_noun(end, pattern)
            if is_found:
                return hedge, after
        return None, end

    def _around(self, lead: _Lead, start: int, end: int) -> tuple[_Lead, int]:
        """Read a hedge in two parts; the words between its parts belong to the wording."""
        for hedge, left, right in self._words.around:
            opened, closed = self._before(left, start), right.match(self._text, end)
            if opened and closed:
                hedges = lead.hedges | {hedge}
                begun = min(lead.start, opened.start())
                return attrs.evolve(lead, start=begun, hedges=hedges), closed.end()
        return lead, end

    def _counts(self, figure: Figure, lead: _Lead) -> bool:
        """Tell whether a figure counts something, by what stands beside it."""
        noun = self._words.noun.match(self._text, figure.end)
        is_dated = any(start < figure.end and figure.start < end for start, end in self._dated)
        if is_dated or self._is_code(figure, noun):
            return False
        if self._words.measured.match(self._text, figure.end):
            return False
        if lead.hedge or lead.another:
            return True
        return not self._is_number(figure) and (noun is not None or self._is_sure(figure))

    def _is_number(self, figure: Figure) -> bool:
        """Tell "article 31", a telephone number and "one" the article from amounts."""
        written = self._text[figure.start : figure.end]
        return bool(
            self._before(self._words.code, figure.start)
            or _NUMBER.fullmatch(written)
            or (figure.is_word and figure.value == 1)
        )

    def _is_sure(self, figure: Figure) -> bool:
        """Tell whether a figure counts though no noun of our table follows it."""
        text, written = self._text, self._text[figure.start : figure.end]
        if written in self._words.doubtful or self._is_year(written):
            return False
        if not self._language.numbers and figure.value < _SURE:
            return False
        is_item = _ITEM.search(text, max(0, figure.start - 6), figure.start)
        is_first = is_item and text[figure.end : figure.end + 1] in {".", ")"}
        return not (is_first and written.isdecimal())

    def _is_year(self, written: str) -> bool:
        has_solar = bool(self._language.dates.get("solar"))
        return bool(_YEAR.fullmatch(written) or (has_solar and _SOLAR_YEAR.fullmatch(written)))

    def _is_code(self, figure: Figure, noun: re.Match[str] | None) -> bool:
        """Tell "A-10", 9/11, 08:30 and "23rd" from amounts; "500people" is one."""
        if self._attached(figure.start) == figure.start:
            left = self._text[max(0, figure.start - 4) : figure.start]
            if left[-1:].isalnum() or _CODE_LEFT.search(left):
                return True
        return noun is None and _CODE_RIGHT.match(self._text, figure.end) is not None
