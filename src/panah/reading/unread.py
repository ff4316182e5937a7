"""The unread net: sentences that look as if they held a claim, and gave none.

Silence is never taken for absence: what speaks of people or of two matters of refuge, and of a
number or a name, is shown to a person when no rule could read it. The net is wide on purpose: it
costs a glance where a claim that is not seen costs the claim. Its words stand in `data/net.toml`.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from panah.domain.claim import Span
from panah.reading.lexicon import table
from panah.reading.sieve import either
from panah.reading.tokens import Line

__all__ = ["ASKED", "NET", "PART", "UNSURE", "is_asked", "is_suspect", "left_over"]

NET = "speaks of people or refuge, and of a number or a name; no rule could read it"
PART = "a claim was read from this sentence, and this part of it gave none"
UNSURE = "a claim was read here that is likelier wrong than right; what it says is for a person"
ASKED = "a question, which says nothing by itself; what it asks is for a person"

_TWO = 2
"""Different matters that make a sentence suspect though it names no people."""

_NAME = re.compile(r"(?<!^)\b[A-Z]\w+")
_NUMBER = re.compile(r"\d")
_SHORTEST = 4
"""Tokens below which what is left of a sentence says nothing by itself."""


_QUESTION = re.compile(r"\?[\"\u201d\u2019')\]]*\s*\Z")


def is_asked(line: Line) -> bool:
    """Tell a sentence that only asks: "Will the border stay open?"."""
    span = line.sentence.span
    return _QUESTION.search(line.text, span.start, span.end) is not None


def is_suspect(line: Line, *, in_refuge: bool = False) -> bool:
    """Tell whether a sentence that gave no draft looks as if it held a claim.

    Parameters
    ----------
    in_refuge
        Whether the whole report is about refuge: then a figure, or one matter beside people or a
        name, is enough.
    """
    span = line.sentence.span
    return _is_suspect(line.text[span.start : span.end], in_refuge=in_refuge)


def _is_suspect(text: str, *, in_refuge: bool) -> bool:
    low = text.lower()
    matters = set()
    for found in _stems("matters").finditer(low):
        matters.add(found[0])
        if len(matters) >= _TWO:
            return True
    if not in_refuge and not (matters and _stems("people").search(low)):
        return False
    if (matters and in_refuge) or _NUMBER.search(text) or _stems("numbers").search(low):
        return True
    return bool(_NAME.search(text) and (not in_refuge or _stems("people").search(low)))


def left_over(line: Line, read: Iterable[Span]) -> Iterator[Span]:
    """Give the parts of a sentence that no quote covers and that look as if they held a claim."""
    taken = tuple(read)
    first = 0
    for at in (*_cuts(line), len(line)):
        if at - first >= _SHORTEST:
            part = line.cover(first, at)
            text = line.text[part.start : part.end]
            if not any(part.overlaps(one) for one in taken) and _is_suspect(text, in_refuge=True):
                yield part
        first = at + 1


def _cuts(line: Line) -> Iterator[int]:
    """Give where a sentence falls into parts: at commas, colons, ``and`` and clause words."""
    yield from line.places("CLAUSE", words=_PARTS)


_PARTS = frozenset({",", ";", ":", "and", "\u2013", "\u2014"})


@cache
def _stems(kind: str) -> re.Pattern[str]:
    return re.compile(rf"\b{either(str(table('net')[kind]).split())}")
