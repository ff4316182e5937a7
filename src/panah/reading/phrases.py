"""The noun phrase beside a verb, whole: "the governor of Ouaddai, Mahamat Tolli Brahim".

A party of `who` is made for frames and wants a word it knows; a phrase needs none. It ends where
a verb, a pronoun, a date or a mark stands, and takes with it what stands between commas.
"""

from functools import cache
from typing import Any

import attrs

from panah.reading.lexicon import table
from panah.reading.predicate import predicate
from panah.reading.tokens import Line, once

__all__ = ["Phrase", "left_of", "nouns", "right_of"]


@cache
def nouns(name: str) -> frozenset[str]:
    """Give a list of `data/voices.toml`, with plurals."""
    family: Any = table("voices")[name]
    found = {*family.get("words", ()), *family.get("nouns", ())}
    return frozenset(found | {f"{word}s" for word in family.get("nouns", ())})


@attrs.frozen
class Phrase:
    """A noun phrase in tokens, and what stands beside it between commas."""

    first: int
    end: int
    aside: tuple[int, int] | None = None

    @property
    def span(self) -> tuple[int, int]:
        """The tokens of both."""
        if self.aside is None:
            return self.first, self.end
        return min(self.first, self.aside[0]), max(self.end, self.aside[1])


_MARKS = frozenset(
    {",", ";", ":", ".", "!", "?", "“", "”", '"', "(", ")", "—", "\u2013", "-", "/", "•", "…"}
)
_TIES = frozenset({"of", "in", "from", "for", "at", "with", "on", "to"})
_LINKS = frozenset({"and", "or"})
_WORDS_OUT = frozenset(
    {"that", "who", "which", "where", "when", "while", "as", "but", "if", "whether", "than", "so"}
)
_ADVERBS = frozenset(
    {"also", "later", "then", "however", "again", "now", "once", "further", "since", "himself"}
    | {"herself", "itself", "themselves", "still", "even", "just", "only", "never", "both", "ever"}
    | {"already", "there", "here", "yet"}
)
_UNLED = _TIES | _LINKS | _ADVERBS
"""What no noun phrase begins with."""
_OF_TIME = frozenset({"on", "in", "at", "late", "early", "last", "this", "earlier"})
_ASIDE = 24
"""Longest aside in tokens; assumed: longer ones are clauses of their own."""


@once
def left_of(line: Line, end: int) -> Phrase | None:
    """Give the noun phrase that ends before a token, past adverbs, dates and an aside."""
    end = _past_adverbs(line, end)
    if line.low(end - 1) in {"“", '"'}:
        end -= 1
    if line.low(end - 1) == ")":
        opened = next((n for n in range(end - 2, max(-1, end - 9), -1) if line.low(n) == "("), 0)
        end = opened or end
    if line.low(end - 1) == ",":
        return _before_aside(line, end - 1)
    if line.low(end - 1) in {"who", "which"} and not line.is_a(end - 1, "ORG"):
        end -= 1
        end -= line.low(end - 1) == ","
    first = _start(line, end)
    if first >= end:
        return None
    if line.low(first - 1) == "by" and line.is_a(first - 2, "VBN"):
        before = left_of(line, first - 2)
        found = before is not None and line.low(before.end - 1) in nouns("findings")
        return Phrase(first, end) if found else before
    if line.low(first - 1) == "," and (named := _apposed(line, first, end)):
        return named
    return Phrase(first, end)


def right_of(line: Line, start: int) -> Phrase | None:
    """Give the noun phrase that begins at a token, with the aside behind it."""
    end = start
    while end < len(line) and not _ends_right(line, end):
        named = (
            end > start and line.is_a(end - 1, "DET", "QTY", "ADJ") and not line.is_a(end, "AUX")
        )
        if not _belongs(line, end) and not (named and line.tokens[end].text.isalpha()):
            break
        end += 1
    while end > start and line.low(end - 1) in _TIES | _LINKS:
        end -= 1
    if end == start:
        return None
    aside = _aside_right(line, end) if line.low(end) == "," else None
    return Phrase(start, end, aside)


def _past_adverbs(line: Line, end: int) -> int:
    while end > 0 and (
        line.is_a(end - 1, "ADV", "DATE")
        or line.low(end - 1) in _ADVERBS
        or (line.low(end - 1) in _OF_TIME and line.is_a(end, "DATE"))
    ):
        end -= 1
    return end


def _before_aside(line: Line, comma: int) -> Phrase | None:
    """Read "Prado, who speaks for it, said" and "on Friday, said": what the commas enclose."""
    opened = comma - 1
    while opened >= 0 and comma - opened < _ASIDE and line.low(opened) != ",":
        if line.low(opened) in {";", ".", "“", "”", '"'}:
            return None
        opened -= 1
    if line.low(opened) != ",":
        return None
    aside = (opened + 1, comma)
    first = _start(line, opened)
    if first >= opened:
        return None
    if (opened - first == 1 and line.is_a(first, "QTY")) or line.tokens[first].text.isdigit():
        return left_of(line, opened) if line.low(first - 1) == "," else None
    return Phrase(first, opened, aside)


def _apposed(line: Line, first: int, end: int) -> Phrase | None:
    """Read "the migration chief, Lisandro Peguero, told": the aside runs to the verb."""
    named = any(line.is_a(n, "PER") for n in range(first, end))
    if not named and any(line.is_a(n, "ROLEN", "GOVN", "GPE") for n in range(first, end)):
        return None
    start = _start(line, first - 1)
    words = range(start, first - 1)
    if start >= first - 1 or not any(
        line.is_a(n, "ROLEN", "ORGN", "MEDIAN", "GOVN") for n in words
    ):
        return None
    return Phrase(start, first - 1, (first, end))


def _start(line: Line, end: int) -> int:
    """Walk left over what belongs to the phrase that ends before a token."""
    at = end
    tokens = line.tokens
    while at > 0 and _belongs(line, at - 1):
        token = tokens[at - 1]
        if token.low in _TIES and not _is_tied(line, at - 2):
            break
        if token.low in _LINKS and not _joins(line, at - 1, end):
            break
        at -= 1
        if "DET" in token.tags and line.low(at - 1) not in _TIES and not line.is_a(at - 1, "DET"):
            break
    while at < end and (tokens[at].low in _UNLED or "ADV" in tokens[at].tags):
        at += 1
    return at


_TIED = _TIES | _LINKS | {"'s"}
_OUT = _MARKS | _WORDS_OUT
_VERBAL = frozenset({"VB", "VBZ", "VBD", "VBN", "VBG"})
_NEVER = frozenset({"PRON", "DATE", "NEG", "CLAUSE", "ACCTO", "PREP", "CONJ"})
_ALWAYS = frozenset({"ADJ", "DET", "CAPW", "GPE", "DEM", "ORG", "PER", "BODY", "ROLEN", "GOVN"})


@once
def _belongs(line: Line, at: int) -> bool:
    token = line.tokens[at]
    low, tags = token.low, token.tags
    if low in _TIED or "ORG" in tags:
        return True
    if low in _OUT or not tags.isdisjoint(_NEVER):
        return False
    if ("AUX" in tags or "ADV" in tags) and "NAME" not in tags:
        return False
    is_verb = tags.isdisjoint(_ALWAYS) and not tags.isdisjoint(_VERBAL)
    return not is_verb or line.is_a(at - 1, "ACCTO") or predicate(line, at) is None


def _ends_right(line: Line, at: int) -> bool:
    """Tell whether a phrase that runs to the right is over: "and" or a tie to no noun."""
    if line.low(at) in _LINKS:
        return not (line.is_a(at - 1, "GPE", "DEM") and line.is_a(at + 1, "GPE", "DEM"))
    return line.low(at) in {"on", "to", "at"} and not line.is_a(at + 1, "DET", "GPE", "ORG")


def _is_tied(line: Line, at: int) -> bool:
    """Tell whether the word before "of" or "in" is a noun that it may belong to."""
    return at >= 0 and _belongs(line, at) and not line.is_a(at, "DET", "QTY")


def _joins(line: Line, at: int, end: int) -> bool:
    """Tell whether "and" joins two words of one phrase: "India and Nigeria"."""
    before, after = at - 1, at + 1
    if before < 0 or after >= end:
        return False
    both = all(line.is_a(n, "GPE", "DEM", "GOVN", "ORGN", "ROLEN") for n in (before, after))
    return both or (
        line.tokens[before].text[:1].isupper() and line.tokens[after].text[:1].isupper()
    )


def _aside_right(line: Line, comma: int) -> tuple[int, int] | None:
    for end in range(comma + 2, min(comma + _ASIDE, len(line) + 1)):
        if end == len(line) or line.low(end) in {",", ".", ";", "“", "”", '"', ":"}:
            return comma + 1, end
        if line.is_a(end, "AUX") or line.low(end) in _WORDS_OUT:
            return None
    return None
