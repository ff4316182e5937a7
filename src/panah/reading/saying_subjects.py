"""Where the subject of a saying verb stands: before it, behind it, or in the clause it hangs on."""

from collections.abc import Iterator

from panah.reading.phrases import Phrase, left_of, right_of
from panah.reading.predicate import predicate
from panah.reading.reach import VERB_FORMS, Reach
from panah.reading.tokens import Line

__all__ = ["closing", "inverted", "main_subject", "subject"]

_CLOSING = frozenset({"said", "says", "added", "adds", "explained", "warned"})
_SAID = frozenset({"said", "says"})
_STOPS = frozenset({",", "”", '"'})
_ENDS = frozenset({"", ".", ",", ";", "“", '"', "!"})
_JOINED = 30
"""Most tokens from a verb to "and says" that is joined to it; assumed."""
_WHO = 14
"""Most tokens from "who" to the verb of the main clause; assumed."""


def subject(line: Line, start: int) -> Phrase | None:
    """Give the subject before a verb, past adverbs; of "and says" that of the verb before."""
    before = start
    while before > 0 and line.is_a(before - 1, "ADV"):
        before -= 1
    if line.low(before - 1) in {"and", "but"}:
        return _joined(line, before - 1)
    phrase = _before_who(line, start) or left_of(line, start)
    if phrase and phrase.end - phrase.first == 1 and line.is_a(phrase.first, "DET"):
        return None
    return phrase


def _before_who(line: Line, start: int) -> Phrase | None:
    """Read "a driver who brought some of them tells": the one before "who", without commas."""
    for n in range(start - 2, max(0, start - _WHO), -1):
        if line.low(n) in {",", ";", ":", "“", "”", '"', "that"}:
            return None
        if line.low(n) == "who" and not line.is_a(n, "ORG") and line.low(n - 1) != ",":
            return left_of(line, n)
    return None


def _joined(line: Line, before: int) -> Phrase | None:
    """Give the subject of the verb that "and says" is joined to, of one of saying first."""
    verbs = [n for n in _outside(line, before) if line.is_a(n, *VERB_FORMS)]
    that = next((n for n in range(before - 1, -1, -1) if line.low(n) == "that"), before)
    for n in sorted(verbs, key=lambda n: (n > that, not line.is_a(n, "SAYV"))):
        pred = predicate(line, n)
        if pred and pred.is_finite:
            phrase = left_of(line, pred.first)
            if phrase or line.is_a(n, "SAYV"):
                return phrase
    return None


def _outside(line: Line, before: int) -> Iterator[int]:
    """Give the words before one in its clause, the nearest first, but for those of a quotation."""
    is_quoted = False
    for n in range(before - 1, max(-1, before - _JOINED), -1):
        if line.low(n) == ";":
            return
        if line.low(n) in {"“", "”", '"'}:
            is_quoted = not is_quoted
        elif not is_quoted:
            yield n


def main_subject(line: Line, reach: Reach, start: int) -> Phrase | None:
    """Give the subject of the clause that "…, saying" hangs on."""
    if line.low(start - 1) != ",":
        return None
    first = reach.clause(start)[0]
    saying = [n for n in range(start - 1, first, -1) if line.is_a(n, "SAYV")]
    for n in (*saying, *range(first, start)):
        if line.is_a(n, *VERB_FORMS):
            pred = predicate(line, n)
            if pred and pred.is_finite and (phrase := left_of(line, pred.first)):
                return phrase
    return None


def closing(line: Line, at: int) -> Phrase | None:
    """Read "…, which lasts a year, said the mayor.": the one behind the verb, to the end."""
    if line.low(at) not in _CLOSING or line.low(at - 1) not in _STOPS:
        return None
    phrase = right_of(line, at + 1)
    if phrase is None or line.low(phrase.span[1]) not in _ENDS:
        return None
    if line.low(at) in _SAID and line.low(phrase.end) in {"", "."}:
        return phrase
    names = range(*phrase.span)
    return phrase if any(line.is_a(n, "PER", "ROLEN", "ORG", "GOVN") for n in names) else None


def inverted(line: Line, at: int) -> Phrase | None:
    """Read "…," said the mayor."""
    if line.low(at - 1) not in {"”", ",", '"', "\u2019"} or line.low(at + 1) in {
        "that",
        "the_",
    }:
        return None
    return right_of(line, at + 1)
