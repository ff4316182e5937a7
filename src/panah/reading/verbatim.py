"""Finds words in a text letter for letter; only typography may differ.

Quotation marks, dashes, spaces, ellipses and characters of no width are folded before comparing;
letters, digits and case never are. A match is made of whole tokens: "000" is not in "8,000", nor
"can" in "can't". There is no fuzzy step of any kind.
"""

import re
import unicodedata
from bisect import bisect_left

from panah.domain.claim import Span

__all__ = ["Page", "count_words", "fold"]

_FOLDED = {
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2039\u203a\u2032\u02bc", "'"),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f", ""),
    "\u2026": "...",
}
_STRIPPED = " \"'"
_HYPHENS = "-\u2010\u2011"
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
)
"""Scripts that write no spaces between words: Thai, Lao, Burmese, Khmer, kana, Chinese."""
_GROUPED_AFTER = re.compile(r"[.,\u066c\u066b'](?=\d)| (?=\d{3}(?!\d))")
_GROUPED_BEFORE = re.compile(r"(?:\d[.,\u066c\u066b']|(?<!\d)\d{1,3} )$")


def fold(text: str) -> tuple[str, list[int]]:
    """Give a text with its typography folded, and where each character of that stood.

    White space of any length becomes one space. The list has one item more than the folded text:
    the length of the text.
    """
    folded: list[str] = []
    stood: list[int] = []
    for place, letter in enumerate(text):
        for plain in _FOLDED.get(letter, letter):
            if plain.isspace():
                if folded and folded[-1] == " ":
                    continue
                plain = " "  # noqa: PLW2901  (what is kept is the folded letter)
            folded.append(plain)
            stood.append(place)
    return "".join(folded), [*stood, len(text)]


def count_words(text: str) -> int:
    """Count words; in a script without spaces, two characters count as one."""
    return len(text.split()) + len(_UNSPACED.findall(text)) // 2


class Page:
    """A text in which words are looked up letter for letter."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded, self._stood = fold(text)

    def find(self, words: str, within: Span | None = None) -> tuple[Span, ...]:
        """Give every place where the words stand as whole tokens, in order.

        Parameters
        ----------
        within
            The stretch to look in; None for the whole text.
        """
        sought = fold(words)[0].strip(_STRIPPED)
        if not sought:
            return ()
        bounds = within or Span(0, max(1, len(self.text)))
        first, last = (bisect_left(self._stood, end) for end in (bounds.start, bounds.end))
        found: list[Span] = []
        at = self._folded.find(sought, first, last)
        while at >= 0:
            if self._is_whole(at, at + len(sought)):
                found.append(Span(self._stood[at], self._stood[at + len(sought) - 1] + 1))
            at = self._folded.find(sought, at + 1, last)
        return tuple(found)

    def _is_whole(self, start: int, end: int) -> bool:
        """Tell whether a stretch of the folded text cuts neither word nor number."""
        text = self._folded
        if start and _joins(text[start - 1], text[start]):
            return False
        if end < len(text) and _joins(text[end - 1], text[end]):
            return False
        if text[end - 1].isdigit() and _GROUPED_AFTER.match(text, end):
            return False
        if text[start].isdigit() and _GROUPED_BEFORE.search(text[max(0, start - 5) : start]):
            return False
        return not (self._is_contracted(end) or self._is_compound(start))

    def _is_contracted(self, end: int) -> bool:
        """Tell whether "'t" follows: "can" of "can't" says the reverse."""
        return self._folded[end : end + 2].lower() == "'t"

    def _is_compound(self, start: int) -> bool:
        """Tell whether a hyphen ties a word to the front: "binding" of "non-binding"."""
        if start < 2 or self._folded[start - 1] != "-":
            return False
        is_hyphen = self.text[self._stood[start - 1]] in _HYPHENS
        return is_hyphen and self._folded[start - 2].isalpha()


def _joins(left: str, right: str) -> bool:
    """Tell whether two neighbouring characters stand in one word or number."""
    if not (_is_word(left) and _is_word(right)):
        return False
    if left.isdigit() and right.isdigit():
        return True
    return not (_UNSPACED.match(left) or _UNSPACED.match(right))


def _is_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_" or unicodedata.category(letter).startswith("M")
