"""A text cut into the pieces of words that the encoder knows, each with its place.

Words are cut greedily into the longest known pieces from the left, those inside a word marked by
two signs of number (Wu et al. 2016, *Google's neural machine translation system*, section 4.1); a
word that cannot be cut so is unknown. Letters are lowered and lose their accents before.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence

import attrs

from panah.reading.learned.kept import Kept

__all__ = ["Piece", "Pieces"]

_WORDS = re.compile(r"[^\W_]+|[^\s\w]|_")
_LONGEST = 100
"""Letters of a word that is looked at; a longer one is unknown, as where the pieces were learnt."""
_INSIDE = "##"
_KEPT = 65_536
"""Words whose pieces are kept; assumed: some ten megabytes."""


@attrs.frozen
class Piece:
    """One piece: its number among those that are known, and where it begins in the text."""

    number: int
    start: int


class Pieces:
    """The pieces of words that are known."""

    def __init__(self, names: Sequence[str]) -> None:
        """Take the known pieces in the order of their numbers.

        Parameters
        ----------
        names
            Among them ``[CLS]``, ``[SEP]`` and ``[UNK]``.
        """
        self._numbers: Mapping[str, int] = {name: nth for nth, name in enumerate(names)}
        self.first, self.last = self._numbers["[CLS]"], self._numbers["[SEP]"]
        self._unknown = self._numbers["[UNK]"]
        self._words = Kept(self._cut, _KEPT)

    def of(self, text: str) -> list[Piece]:
        """Give the pieces of a text."""
        found = []
        for word in _WORDS.finditer(text):
            start = word.start()
            found += [Piece(number, start + at) for number, at in self._words[word[0]]]
        return found

    def _cut(self, word: str) -> list[tuple[int, int]]:
        """Give the pieces of a word, each by its number and first letter."""
        letters = _plain(word)
        plain, found, at = "".join(letter for letter, _ in letters), list[tuple[int, int]](), 0
        while at < len(plain) <= _LONGEST:
            end = next((n for n in range(len(plain), at, -1) if self._has(plain, at, n)), None)
            if end is None:
                break
            found.append((self._numbers[_named(plain, at, end)], letters[at][1]))
            at = end
        return found if plain and at == len(plain) else [(self._unknown, 0)]

    def _has(self, word: str, first: int, end: int) -> bool:
        return _named(word, first, end) in self._numbers


def _named(word: str, first: int, end: int) -> str:
    return f"{_INSIDE}{word[first:end]}" if first else word[:end]


def _plain(word: str) -> list[tuple[str, int]]:
    """Give the letters of a word lowered and without accents, each with its place in the word."""
    return [
        (letter, nth)
        for nth, each in enumerate(word)
        for letter in unicodedata.normalize("NFD", each.lower())
        if unicodedata.category(letter) != "Mn"
    ]
