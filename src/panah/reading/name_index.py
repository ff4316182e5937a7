"""Names of several words found in a text in one pass, the longest first.

A name is a run of letters and figures; apostrophes, hyphens, points and spaces between them may be
written in any way and accents may be missing: "Côte d'Ivoire" and "Cote d'Ivoire" are one name.
Time grows with the length of the text, not with the number of names.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

import attrs

__all__ = ["Match", "NameIndex", "Token", "Words", "has_point", "key", "tokens"]

_WORD = re.compile(r"[^\W_]+")
_WORDS = re.compile(r"([^\W_]+)")
"""Splits a text into what is between its words, and its words."""
_JOIN = re.compile(r"[-'\u2019\u2018`.\u02bb\u02bc]|\.?[ \t\u00a0]{1,2}|[ \t]?\r?\n[ \t]?")
_LETTERS = {
    "\u0131": "i",
    "\u00f8": "o",
    "\u0142": "l",
    "\u0111": "d",
    "\u00f0": "d",
    "\u00e6": "ae",
    "\u0153": "oe",
    "\u00fe": "th",
    "\u0259": "a",
}
_PLAIN = str.maketrans(_LETTERS)
_LONGEST_ABBREVIATION = 3
"""Letters before a point and a space inside a name: "St. Lucia", not "Niger. Republic"."""


@attrs.frozen
class Token:
    """A run of letters and figures: where it stands, its folded form, and whether it is capital."""

    start: int
    end: int
    low: str
    is_capital: bool


@attrs.frozen
class Match:
    """A folded name in a text, and the tokens it covers: from `first` up to `last`."""

    first: int
    last: int
    name: str


@lru_cache(maxsize=65536)
def _fold(word: str) -> str:
    return word.lower() if word.isascii() else _unmarked(word)


def _unmarked(name: str) -> str:
    """Take off accents, and write the letters that have none in their name as English does."""
    plain = unicodedata.normalize("NFKD", name.casefold()).translate(_PLAIN)
    if plain.isascii():
        return plain
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def key(name: str) -> str:
    """Give the folded words of a name, joined by single spaces.

    Examples
    --------
    >>> key("Côte d'Ivoire")
    'cote d ivoire'
    """
    if name.isascii():
        return name.lower() if name.isalpha() else " ".join(_WORD.findall(name.lower()))
    return " ".join(map(_fold, _WORD.findall(name)))


@attrs.frozen
class Words:
    """The tokens of a text, kept column by column: most are never looked at by themselves.

    Parameters
    ----------
    is_capital
        Tells whether the token at a place is written with a capital.
    """

    starts: Sequence[int]
    ends: Sequence[int]
    lows: Sequence[str]
    is_capital: Callable[[int], bool]

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, at: int) -> Token:
        return Token(self.starts[at], self.ends[at], self.lows[at], self.is_capital(at))


def tokens(text: str) -> Words:
    """Give the runs of letters and figures of a text."""
    parts = _WORDS.split(text)
    ends = list(accumulate(map(len, parts)))
    starts = ends[:-1:2]
    return Words(
        starts=starts,
        ends=ends[1::2],
        lows=list(map(_fold, parts[1::2])),
        is_capital=lambda at: text[starts[at]].isupper(),
    )


def has_point(text: str, words: Words, match: Match) -> bool:
    """Tell whether a name is an abbreviation that ends with its own point: "U.S."."""
    if match.last - match.first < 2:
        return False
    starts, ends = words.starts, words.ends
    if any(ends[at] - starts[at] > 1 for at in range(match.first, match.last)):
        return False
    return text[ends[match.first]] == "." and text.startswith(".", ends[match.last - 1])


class NameIndex:
    """Folded names; finds every one of them in a text.

    Parameters
    ----------
    names
        Names as `key` folds them.
    lowered
        First words of names that may begin with a small letter.
    """

    def __init__(self, names: Collection[str], lowered: frozenset[str] = frozenset()) -> None:
        self._names = names
        self._lowered = lowered
        sizes: dict[str, int] = {}
        for name in names:
            first, _, rest = name.partition(" ")
            size = 1 << (rest.count(" ") + 2 if rest else 1)
            sizes[first] = sizes.get(first, 0) | size
        self._sizes = sizes

    def find(self, text: str, words: Words) -> Iterator[Match]:
        """Give the names among the tokens of a text, not overlapping."""
        sizes, lowered = self._sizes, self._lowered
        end = 0
        for at in [nth for nth, low in enumerate(words.lows) if low in sizes]:
            if (
                at >= end
                and (words.is_capital(at) or words.lows[at] in lowered)
                and (match := self._longest(text, words, at))
            ):
                yield match
                end = match.last

    def _longest(self, text: str, words: Words, at: int) -> Match | None:
        name = words.lows[at]
        sizes = self._sizes[name]
        size = 1
        found: Match | None = None
        while True:
            if sizes >> size & 1 and name in self._names:
                found = Match(at, at + size, name)
            if sizes >> (size + 1) == 0 or not _is_joined(text, words, at + size):
                return found
            name = f"{name} {words.lows[at + size]}"
            size += 1


def _is_joined(text: str, words: Words, at: int) -> bool:
    """Tell whether a word belongs to the one before it, as words of one name do."""
    if at >= len(words):
        return False
    end = words.ends[at - 1]
    gap = text[end : words.starts[at]]
    if len(gap) > 1 and gap[0] == "." and end - words.starts[at - 1] > _LONGEST_ABBREVIATION:
        return False
    return gap == " " or (len(gap) <= 4 and _JOIN.fullmatch(gap) is not None)
