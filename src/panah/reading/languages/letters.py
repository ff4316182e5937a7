"""A text with its letters folded, and the way back to the text as it was received.

Arabic, Persian and Pashto write one letter in several code points, with or without marks, joiners
and signs of direction that nobody sees. All of that is folded once, so that a table needs each word
once; every place in the folded text leads back to code points of the report.
"""

import unicodedata
from collections.abc import Sequence

import attrs

from panah.domain.claim import Span

__all__ = ["Folded", "fold", "folded"]

_SAME = {
    **dict.fromkeys("\u0649\u06cc\u06d0\u06cd\u06d2\u06d3", "\u064a"),
    **dict.fromkeys("\u06a9\u06aa", "\u0643"),
    **dict.fromkeys("\u0629\u06c1\u06be\u06d5\u06c3", "\u0647"),
    "\u0671": "\u0627",
    "\u06ab": "\u06af",
    "\u0640": "",
    "\u200c": " ",
    "\u00ab": '"',
    "\u00bb": '"',
    "\u066a": "%",
    "\u060c": ",",
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    **dict.fromkeys("\u2018\u2019\u02bc\u02bb`", "'"),
    **dict.fromkeys("\u0439\u0419", "\u0439"),
}
"""Letters that stand for one another: yeh, kaf, gaf and heh in all their forms; й stays whole."""


class _Letters(dict[str, str]):
    """What each letter folds to, worked out when it is met first."""

    def __missing__(self, letter: str) -> str:
        plain = self[letter] = _plain(letter)
        return plain


def _plain(letter: str) -> str:
    if letter in _SAME:
        return _SAME[letter]
    kind = unicodedata.category(letter)
    if kind in {"Cf", "Mn", "Me"}:
        return ""
    if kind == "Nd":
        return str(unicodedata.decimal(letter))
    if kind == "No":
        return letter
    parts = unicodedata.normalize("NFKD", letter.casefold()).casefold()
    if parts == letter:
        return letter
    return "".join(_SAME.get(part, part) for part in parts if not unicodedata.combining(part))


_LETTERS = _Letters()


@attrs.frozen
class Folded:
    """A folded text.

    Parameters
    ----------
    text
        Small letters without marks, ASCII digits, plain hyphens and apostrophes.
    original
        The text as received.
    stood
        Where each letter of `text` stands in it, and its length at the end.
    """

    text: str
    original: str
    stood: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """Give the code points of the text as received that a stretch stands for."""
        last = self.stood[end - 1] + 1
        while last < len(self.original) and unicodedata.combining(self.original[last]):
            last += 1
        return Span(self.stood[start], last)

    def is_capital(self, at: int) -> bool:
        """Tell whether the letter at a place was written large."""
        return self.original[self.stood[at]].isupper()


def fold(text: str) -> Folded:
    """Fold a text.

    Examples
    --------
    >>> fold("\u06f5\u06f0 Réfugiés").text
    '50 refugies'
    """
    letters = [_LETTERS[letter] for letter in text]
    stood = [place for place, plain in enumerate(letters) for _ in plain]
    return Folded("".join(letters), text, [*stood, len(text)])


def folded(words: str) -> str:
    """Give some words of a table as they stand in a folded text, single spaces between them."""
    return " ".join(fold(words).text.split())
