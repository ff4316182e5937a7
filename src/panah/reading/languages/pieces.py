"""The pieces a figure is made of: digits, number words, scales and halves, and how they are tied.

"And" between two pieces, or written together with the second as in Arabic, ties them; any other
word parts them. What the pieces add up to is a matter for `panah.reading.languages.figures`.
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache

import attrs

from panah.reading.languages.tables import Language

__all__ = ["Piece", "Sort", "Tie", "pieces"]

_TOKEN = re.compile(r"\d+(?:[.,\u066c\u066b'/]\d+)*|[^\W\d_]+")
_SPACED = re.compile(r"(?: \d{3}){1,4}(?! ?\d|[.,\u066b]\d)")
_GAP = re.compile(r"(?!\s*\n\s*\n)[\s-]{0,3}")
_LONGEST = 3
"""Words in the longest name of a number: "quatre-vingt-dix"."""


class Sort(StrEnum):
    """What a piece is; a plural is a scale that begins no figure, as "millions"."""

    DIGITS = "digits"
    SMALL = "small"
    SCALE = "scale"
    PLURAL = "plural"
    TWICE = "twice"
    HALF = "half"


class Tie(StrEnum):
    """How a piece hangs on the one before it."""

    NONE = ""
    SPACE = " "
    AND = "&"


@attrs.frozen
class Piece:
    """One piece at ``[start, end)`` of a folded text; the value of digits is not known yet."""

    start: int
    end: int
    sort: Sort
    value: float
    tie: Tie


@attrs.frozen
class _Token:
    start: int
    end: int
    word: str
    is_tied: bool


@attrs.frozen
class _Words:
    """The number words of one language, and what may be written together with them."""

    sorts: dict[str, tuple[Sort, float]]
    apart: frozenset[str]
    together: str
    attached: tuple[str, ...]
    short: frozenset[str]

    def split(self, word: str) -> tuple[str, bool, int]:
        """Give a word without what is written together with it, and whether that was "and"."""
        if word in self.sorts:
            return word, False, 0
        if self.together and word.startswith(self.together):
            rest, _, cut = self._bare(word.removeprefix(self.together))
            if rest in self.sorts or not rest:
                return rest, True, cut + len(self.together)
        return self._bare(word)

    def _bare(self, word: str) -> tuple[str, bool, int]:
        for letters in self.attached:
            if word not in self.sorts and word.removeprefix(letters) in self.sorts:
                return word.removeprefix(letters), False, len(letters)
        return word, False, 0


@cache
def _words(language: Language) -> _Words:
    table = language.numbers
    sorts = dict.fromkeys(table.get("half", ()), (Sort.HALF, 0.5))
    for name, sort in (
        ("words", Sort.SMALL),
        ("twice", Sort.TWICE),
        ("scales", Sort.SCALE),
    ):
        sorts |= {word: (sort, float(value)) for word, value in table.get(name, {}).items()}
    for word in table.get("plural", ()):
        sorts[word] = (Sort.PLURAL, sorts[word][1])
    return _Words(
        sorts,
        frozenset(table.get("and", ())),
        table.get("and_attached", ""),
        tuple(table.get("attached", ())),
        frozenset(table.get("short", ())),
    )


def pieces(text: str, language: Language) -> list[Piece]:
    """Give the pieces of a folded text, in order."""
    words = _words(language)
    return list(_found(_tokens(text, words.short), words))


def _tokens(text: str, short: frozenset[str]) -> list[_Token]:
    """Cut a text into words and runs of digits; digits grouped by spaces are one run.

    Parameters
    ----------
    short
        Words that may end with a point of their own: "thous.".
    """
    tokens: list[_Token] = []
    at = 0
    while match := _TOKEN.search(text, at):
        start, end = match.span()
        if match[0].isdecimal() and len(match[0]) <= 3 and (more := _SPACED.match(text, end)):
            end = more.end()
        word = text[start:end]
        end += word in short and text[end : end + 1] == "."
        is_tied = _GAP.fullmatch(text, at, start) is not None and bool(tokens)
        tokens.append(_Token(start, end, word, is_tied))
        at = end
    return tokens


def _found(tokens: Sequence[_Token], words: _Words) -> Iterator[Piece]:
    at, tie = 0, Tie.NONE
    while at < len(tokens):
        token = tokens[at]
        tie = tie if token.is_tied else Tie.NONE
        if tie and token.word in words.apart:
            at, tie = at + 1, Tie.AND
            continue
        rest, is_and, cut = words.split(token.word)
        tie = Tie.AND if tie and is_and else tie
        if not rest:
            at += 1
            continue
        name, length = _longest(tokens, at, rest, words)
        if name is None:
            at, tie = at + 1, Tie.NONE
            continue
        sort, value = name
        yield Piece(token.start + cut, tokens[at + length - 1].end, sort, value, tie)
        at, tie = at + length, Tie.SPACE


def _longest(
    tokens: Sequence[_Token], at: int, first: str, words: _Words
) -> tuple[tuple[Sort, float] | None, int]:
    """Give the longest number word that begins at a token, and of how many tokens it is."""
    if first[0].isdecimal():
        return (Sort.DIGITS, 0.0), 1
    size = 1
    while size < _LONGEST and at + size < len(tokens) and tokens[at + size].is_tied:
        size += 1
    for length in range(size, 0, -1):
        name = " ".join([first, *(token.word for token in tokens[at + 1 : at + length])])
        if name in words.sorts:
            return words.sorts[name], length
    return None, 1
