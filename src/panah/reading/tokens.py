"""Typed tokens: words with the classes they belong to, and what the small parsers found.

A `Line` is one sentence of such tokens, encoded once for `pattern` and indexed by class, so that a
rule starts at its trigger words. How a sentence becomes a line is a matter for `tokenised`.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, wraps
from itertools import accumulate
from typing import Any, TypeVar

import attrs

from panah.domain.claim import Span
from panah.reading.pattern import Pattern
from panah.reading.text import Sentence
from panah.reading.worked_out import WorkedOut

__all__ = ["Entity", "Found", "Line", "Token", "entity_tokens", "once"]

_BOUNDS = frozenset({";", ".", "!", "?", "“", "”", "—", "\u2013"})


@attrs.frozen
class Entity:
    """What a parser found: where, its tags, and the parser's own value."""

    start: int
    end: int
    tags: frozenset[str]
    value: object = None


@attrs.define
class Token:
    """A word, a mark or something a parser found.

    Not frozen, because one is made of every word of a text and that takes twice as long.

    Parameters
    ----------
    start, end
        Code points of the report.
    low
        The word, lowered and with plain quotes; blanks are ``_``.
    value
        What the parser gave: a date, an amount, a place, an actor.
    """

    start: int
    end: int
    text: str
    low: str
    tags: frozenset[str]
    value: object = None

    def is_a(self, *tags: str) -> bool:
        """Tell whether it has one of the tags."""
        return not self.tags.isdisjoint(tags)


@attrs.frozen
class Found:
    """Where a pattern matched, in tokens: ``[first, end)``, and its named groups."""

    first: int
    end: int
    groups: Mapping[str, tuple[int, int]]


@attrs.define(eq=False, slots=False)
class Line:
    """One sentence as tokens.

    Parameters
    ----------
    text
        The report's text.
    is_cut
        Whether it is a part of a sentence too long to read at once.
    at
        Where each tag stands.
    keys
        Every tag and word in it.
    known
        What was worked out of its tokens already (`once`).
    """

    text: str
    sentence: Sentence
    tokens: tuple[Token, ...]
    is_cut: bool = False
    at: Mapping[str, Sequence[int]] = attrs.field(init=False, repr=False)
    keys: frozenset[str] = attrs.field(init=False, repr=False)
    known: defaultdict[object, dict[int, Any]] = attrs.field(
        init=False, repr=False, factory=lambda: defaultdict(dict)
    )

    def __attrs_post_init__(self) -> None:
        """Index the tokens by class and word, which every rule begins with."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for index, token in enumerate(self.tokens):
            for tag in token.tags:
                found[tag].append(index)
        self.at = found
        self.keys = frozenset([*found, *[token.low for token in self.tokens]])

    @WorkedOut
    def _code(self) -> tuple[str, list[int]]:
        codes = [_encoded(token.low, token.tags) for token in self.tokens]
        return "".join(codes), [0, *accumulate(map(len, codes))]

    @WorkedOut
    def bounds(self) -> tuple[int, ...]:
        """Where clauses end: ``;``, quotation marks, but, while and the like."""
        words = {place for place, token in enumerate(self.tokens) if token.low in _BOUNDS}
        return tuple(sorted(words.union(self.at.get("CLAUSE", ()))))

    @WorkedOut
    def span(self) -> Span:
        """Where it stands in the report."""
        return Span(self.tokens[0].start, self.tokens[-1].end)

    def has(self, *tags: str) -> bool:
        """Tell whether one of the tags occurs."""
        return not self.keys.isdisjoint(tags)

    def where(self, *tags: str) -> Sequence[int]:
        """Give the places of tokens with one of the tags, in order."""
        at = self.at
        if len(tags) == 1:
            return at.get(tags[0], ())
        if self.keys.isdisjoint(tags):
            return ()
        return sorted({place for tag in tags if tag in at for place in at[tag]})

    def places(self, *tags: str, words: frozenset[str]) -> list[int]:
        """Give the places of tokens with one of the tags, or that are one of some words."""
        found = {place for tag in tags for place in self.at.get(tag, ())} if tags else set()
        if not self.keys.isdisjoint(words):
            found.update(nth for nth, token in enumerate(self.tokens) if token.low in words)
        return sorted(found)

    def fitting(self, patterns: Iterable[Pattern]) -> list[Pattern]:
        """Give those of some patterns that may match at all."""
        keys = self.keys
        return [one for one in patterns if one.may_match(keys)]

    def find(self, pattern: Pattern, first: int = 0, end: int | None = None) -> Iterator[Found]:
        """Give where a pattern matches between two tokens."""
        if not pattern.may_match(self.keys):
            return iter(())
        return self._find(pattern, first, end)

    def _find(self, pattern: Pattern, first: int, end: int | None) -> Iterator[Found]:
        code, begins = self._code
        stop = begins[len(self.tokens) if end is None else max(first, end)]
        for match in pattern.regex.finditer(code, begins[first], stop):
            if match.end() == match.start() or self._is_parted(match, begins):
                continue
            groups = {
                name: (bisect_left(begins, match.start(name)), bisect_left(begins, match.end(name)))
                for name in pattern.regex.groupindex
                if match.start(name) >= 0
            }
            yield Found(
                bisect_left(begins, match.start()), bisect_left(begins, match.end()), groups
            )

    def _is_parted(self, match: re.Match[str], begins: list[int]) -> bool:
        """Tell whether a match runs over the end of a clause."""
        if not self.bounds:
            return False
        first = bisect_left(begins, match.start())
        nth = bisect_right(self.bounds, first)
        return nth < len(self.bounds) and begins[self.bounds[nth] + 1] < match.end()

    def words(self, first: int, end: int) -> str:
        """Give the report's own words between two tokens."""
        return self.text[self.tokens[first].start : self.tokens[end - 1].end]

    def cover(self, first: int, end: int) -> Span:
        """Give where the tokens from one up to another stand in the report."""
        return Span(self.tokens[first].start, self.tokens[end - 1].end)

    def low(self, index: int) -> str:
        """Give the lowered word at a place; empty outside the sentence."""
        tokens = self.tokens
        return tokens[index].low if 0 <= index < len(tokens) else ""

    def is_a(self, index: int, *tags: str) -> bool:
        """Tell whether the token at a place has one of the tags; not outside the sentence."""
        tokens = self.tokens
        return 0 <= index < len(tokens) and not tokens[index].tags.isdisjoint(tags)

    def __len__(self) -> int:
        return len(self.tokens)


Of = TypeVar("Of")


def once(function: Callable[[Line, int], Of]) -> Callable[[Line, int], Of]:
    """Work out what a line says at a token once, however many rules ask."""

    @wraps(function)
    def remembered(line: Line, at: int) -> Of:
        known = line.known[function]
        if at not in known:
            known[at] = function(line, at)
        found: Of = known[at]
        return found

    return remembered


@lru_cache(maxsize=65536)
def _encoded(low: str, tags: frozenset[str]) -> str:
    word = low.replace("<", "_").replace(">", "_")
    return f"<{word} {' '.join(tags)} >"


def entity_tokens(entities: Iterable[Entity]) -> list[Entity]:
    """Keep, of those that overlap, the one that was given first; in order of place.

    Callers give dates first, then amounts, organisations and places (docs/method/reading.md).
    """
    kept: list[Entity] = []
    starts: list[int] = []
    for one in entities:
        nth = bisect_left(starts, one.start)
        before_ends = nth > 0 and kept[nth - 1].end > one.start
        if before_ends or (nth < len(kept) and kept[nth].start < one.end):
            continue
        kept.insert(nth, one)
        starts.insert(nth, one.start)
    return kept
