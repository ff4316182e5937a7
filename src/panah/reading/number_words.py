"""Figures and number words, and what they are worth: 1,26,000; half a million; two dozen; 5.7m.

A *figure* is one number as written, without hedge or unit. It keeps the scale it ends with
(million in "10 million"), because "5 to 10 million" scales both ends. Indian grouping (1,26,000),
spaces (30 000) and Arabic-Indic or Persian digits read as the same number.
"""

import re
from collections.abc import Iterator

import attrs

from panah.reading.sieve import either, lowered

__all__ = ["LARGEST", "SCALES", "Figure", "digits", "figures"]

LARGEST = 1e15
"""Above this a run of digits is an account or telephone number, not an amount: assumed."""

_EASTERN = "".join(chr(0x0660 + n) for n in range(10)) + "".join(chr(0x06F0 + n) for n in range(10))
_SEPARATORS = "\u066c\u066b\u066a"  # thousands, decimals, per cent
_EAST = re.compile(f"[{_EASTERN}{_SEPARATORS}]")
_ASCII = str.maketrans(_EASTERN + _SEPARATORS, "01234567890123456789,.%")

_UNITS = "zero one two three four five six seven eight nine"
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {
    **{word: value for value, word in enumerate(f"{_UNITS} {_TEENS}".split())},
    **{word: 10 * value for value, word in enumerate(_TENS.split(), start=2)},
}

SCALES = {
    "dozen": 12.0,
    "hundred": 1e2,
    "thousand": 1e3,
    "lakh": 1e5,
    "lakhs": 1e5,
    "million": 1e6,
    "crore": 1e7,
    "crores": 1e7,
    "billion": 1e9,
    "trillion": 1e12,
}
_SHORT = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "tn": 1e12}

_SCALE_WORD = either(SCALES)
_SMALL_WORD = either(_SMALL)
_GAP = r"[\s-]{1,2}"
_START = re.compile(
    rf"(?P<digits>\d[\d.,]*(?<![.,]))"
    rf"|\b(?:(?P<part>half\s+an?|(?:an?|one|three)\s+quarters?\s+of\s+an?)\s+"
    rf"(?P<of>{_SCALE_WORD})\b"
    rf"|(?:an?\s+)?(?P<word>{either([*_SMALL, *SCALES])})\b)",
    re.ASCII,
)
"""Of a lowered text."""
_SPACED = re.compile(r"(?:[ \u00a0\u2009\u202f]\d{3}){1,4}(?![ \u00a0\u2009\u202f.,]?\d)")
_SUFFIX = re.compile(
    rf"(?:{_GAP}(?:{_SCALE_WORD})|\s?(?:mln|mn|bn|tn)|[km])(?![^\W_])", re.IGNORECASE
)
_NEXT = re.compile(
    rf"(?:{_GAP}|\s{{1,2}}(?P<and>and)\s{{1,2}})(?P<word>{_SMALL_WORD}|{_SCALE_WORD})\b",
    re.IGNORECASE,
)
_AND_A_HALF = re.compile(rf"[\s-]and[\s-]a[\s-]half(?:{_GAP}({_SCALE_WORD}))?\b", re.IGNORECASE)
_EVEN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_UNEVEN = re.compile(r"\d{1,2}(?:,\d{2,3})*,\d{3}(?:\.\d+)?")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_MONTH_BEFORE = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?\s{1,2}$"
)


@attrs.frozen(kw_only=True)
class Figure:
    """One number as written.

    Parameters
    ----------
    start, end
        Code points into the text.
    value
        What it is worth.
    scale
        The multiplier word it ends with: 1,000,000 in "10 million", 1 when there is none.
    uneven
        Whether the digits are grouped otherwise than by three.
    is_word
        Whether it is spelled, without a digit.
    """

    start: int
    end: int
    value: float
    scale: float = 1.0
    uneven: bool = False
    is_word: bool = False


def digits(text: str) -> str:
    """Give a text of the same length with Arabic-Indic and Persian digits as 0 to 9."""
    return text.translate(_ASCII) if _EAST.search(text) else text


def figures(text: str) -> Iterator[Figure]:
    """Give every figure in a text of ASCII digits, in order; codes and dates too.

    Which of them count something is decided in `panah.reading.numbers`.
    """
    position, low = 0, lowered(text)
    while match := _START.search(low, position):
        figure = _figure(text, match)
        position = match.end() if figure is None else figure.end
        if figure is not None and figure.value < LARGEST:
            yield figure


def _figure(text: str, match: re.Match[str]) -> Figure | None:
    if match["digits"]:
        return _from_digits(text, match)
    if match["of"]:
        part = match["part"]
        share = 0.5 if part.startswith("half") else 0.75 if part.startswith("three") else 0.25
        scale = SCALES[match["of"]]
        return Figure(
            start=match.start(), end=match.end(), value=share * scale, scale=scale, is_word=True
        )
    return _from_words(text, match)


def _from_digits(text: str, match: re.Match[str]) -> Figure | None:
    start, end, written = match.start(), match.end(), match["digits"]
    if len(written) <= 3 and written.isdigit() and (more := _spaced(text, start, end)):
        end, written = more
    value, uneven = _worth(written)
    if value is None:
        return None
    scale = 1.0
    if suffix := _SUFFIX.match(text, end):
        word = suffix[0].strip(" -\t\n\u00a0\u202f").lower()
        scale, end = SCALES.get(word) or _SHORT[word], suffix.end()
    return Figure(start=start, end=end, value=_whole(value * scale), scale=scale, uneven=uneven)


def _spaced(text: str, start: int, end: int) -> tuple[int, str] | None:
    """Read 30 000 as one figure, but not the day and the number in "July 23 150 people"."""
    groups = _SPACED.match(text, end)
    if groups is None or _MONTH_BEFORE.search(text, max(0, start - 12), start):
        return None
    return groups.end(), re.sub(r"\s", "", text[start : groups.end()])


def _worth(written: str) -> tuple[float | None, bool]:
    """Give the worth of a run of digits, points and commas, and whether it is grouped oddly."""
    if len(written) > 24:
        return None, False
    if _PLAIN.fullmatch(written) or _EVEN.fullmatch(written):
        return float(written.replace(",", "")), False
    if _UNEVEN.fullmatch(written):
        return float(written.replace(",", "")), True
    if _DOTTED.fullmatch(written):
        return float(written.replace(".", "")), True
    return None, False


def _from_words(text: str, match: re.Match[str]) -> Figure:
    """Add up a run of number words: each may only continue what the ones before allow."""
    run = _Run(match["word"])
    end = match.end()
    while following := _NEXT.match(text, end):
        if not run.goes_on(text, following):
            break
        end = following.end()
    if run.total == 0 and (half := _AND_A_HALF.match(text, end)):
        run.current += 0.5
        end = half.end()
        if half[1]:
            run.takes(half[1].lower())
    return Figure(start=match.start(), end=end, value=run.worth, scale=run.scale, is_word=True)


class _Run:
    """The number words read so far: no word may be larger than what it follows allows."""

    def __init__(self, word: str) -> None:
        self.total = 0.0
        self.current = 0.0
        self.scale = 1.0
        self._room = LARGEST
        self._limit = LARGEST
        self.takes(word)

    @property
    def worth(self) -> float:
        return _whole(self.total + self.current)

    def goes_on(self, text: str, following: re.Match[str]) -> bool:
        """Take the next word; after "and" only if no new number begins there.

        "Two hundred and five thousand" is one number, "three million and two million" are two.
        """
        if following["and"]:
            after = _NEXT.match(text, following.end())
            scale = SCALES.get(after["word"].lower(), LARGEST) if after else LARGEST
            if self.scale == 1 or scale <= self.scale:
                return False
        return self.takes(following["word"].lower())

    def takes(self, word: str) -> bool:
        """Take one more word, if the number can go on with it."""
        return self._takes_small(_SMALL[word]) if word in _SMALL else self._takes_scale(word)

    def _takes_small(self, value: int) -> bool:
        if value >= self._room or (value == 0 and self._room < LARGEST):
            return False
        self.current += value
        self._room = 10 if value >= 20 else 1
        self.scale = 1.0
        return True

    def _takes_scale(self, word: str) -> bool:
        scale = SCALES[word]
        if scale >= self._limit or self.scale == 12:
            return False
        if word == "hundred" and self.current < 100:
            self.current = (self.current or 1) * scale
            self._room = 100
        elif word == "hundred":
            return False
        else:
            self.total += (self.current or 1) * scale
            self.current = 0.0
            self._limit, self._room = scale, 1 if scale == 12 else min(scale, 1000)
        self.scale = scale * self.scale if self.scale == 100 and word != "hundred" else scale
        return True


def _whole(value: float) -> float:
    """Take off what binary fractions add: 5.7 million is 5,700,000."""
    return round(value, 6)
