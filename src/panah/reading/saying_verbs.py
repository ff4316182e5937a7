"""Whether a word is a verb of saying where it stands, and of what kind.

Many verbs of saying are in no class of the lexicon, since no frame needs them; they are told by
their forms in `data/voices.toml` and by what stands beside them.
"""

from functools import cache
from typing import Any

from panah.reading.lexicon import forms, table
from panah.reading.phrases import left_of, nouns
from panah.reading.predicate import Predicate, Tense, predicate
from panah.reading.reach import VERB_FORMS
from panah.reading.tokens import Line

__all__ = ["is_pledge", "may_say", "past_auxiliaries", "read", "speaking"]

_NO_SAYING = frozenset({Tense.COMMAND, Tense.MODAL, Tense.INFINITIVE})
_ACTS = ("contact", "approach", "lobb", "pressur", "reach", "turn", "push")


@cache
def _views() -> dict[str, frozenset[str]]:
    """Give each form of a verb of opinion with the words it needs behind it; none: any."""
    views: Any = table("voices")["views"]
    return {
        form: frozenset(views["with"].get(verb, ()))
        for verb in views["verbs"]
        for form in forms(verb)
    } | {
        f"{form}_{behind}": frozenset()
        for verb, behind in map(str.split, views["phrases"])
        for form in forms(verb)
    }


@cache
def _bare_forms() -> frozenset[str]:
    views: Any = table("voices")["views"]
    return frozenset(views["verbs"])


@cache
def _pledges() -> frozenset[str]:
    verbs: Any = table("voices")["pledges"]
    return frozenset(form for verb in verbs["verbs"] for form in forms(verb))


@cache
def speaking() -> frozenset[str]:
    """Give the forms of all verbs of holding and pledging: a sentence without them is done."""
    return frozenset(_views()) | _pledges()


def may_say(line: Line, at: int) -> bool:
    """Tell whether a word may be a verb of saying, asking, holding or pledging."""
    return (
        line.is_a(at, "SAYV") or _is_view(line, at) or _asks(line, at) or line.low(at) in _pledges()
    )


def is_pledge(line: Line, at: int) -> bool:
    """Tell whether a verb is a saying of persons only: a government that pledges acts."""
    return line.low(at) in _pledges() and not line.is_a(at, "SAYV")


def _is_view(line: Line, at: int) -> bool:
    behind = _views().get(line.low(at))
    if behind is None:
        return False
    if line.low(at) in _GOES:
        return line.low(at + 1) == "on" and line.low(at + 2) in _MARKS and line.is_a(at - 1, *_ONE)
    counted = line.is_a(at + 1, "QTY") and "some" in behind
    return not behind or counted or line.low(at + 1) in behind or _puts(line, at)


_GOES = frozenset({"go", "goes", "went", "gone", "going"})
_MARKS = frozenset({",", ".", ";", ":", "“", "”", '"', ""})
_ONE = ("PRON", "PER", "ROLEN")
"""Who goes on by speaking: "he went on", not the war."""
_PUTS = frozenset({"put", "puts", "putting"})
_PUT_AT = 9
"""Tokens between "puts" and "at 30,000"; assumed."""


def _puts(line: Line, at: int) -> bool:
    """Tell whether a figure is put at so many: "puts those outside at 30,000"."""
    behind = range(at + 2, min(at + _PUT_AT, len(line)))
    return line.low(at) in _PUTS and any(
        line.low(n) == "at" and line.is_a(n + 1, "QTY") for n in behind
    )


def _asks(line: Line, at: int) -> bool:
    """Tell whether a verb of asking is speech: to contact a country is an act."""
    low = line.low(at)
    return line.is_a(at, "ASKV") and not low.startswith(_ACTS)


def read(line: Line, at: int) -> Predicate | bool | None:
    """Read a verb of saying; None where it says nothing, True where no tag tells more."""
    if line.low(at) in nouns("unsure") and not _is_sure(line, at):
        return None
    if line.is_a(at, *VERB_FORMS):
        pred = predicate(line, at)
        if pred is None:
            return _is_plural_verb(line, at) or None
        return None if pred.tense in _NO_SAYING else pred
    if line.is_a(at - 1, "DET", "PREP", "ADJ", "BE", "MODAL", "FUT") or line.low(at - 1) == "to":
        return None
    if line.low(at) in _bare_forms():
        return _is_plural_verb(line, at) or None
    return True


def _is_sure(line: Line, at: int) -> bool:
    """Tell whether "that" or an end follows a word that is more often no saying."""
    if line.low(at + 1) in {"that", ",", ".", ";", "“", '"', ":"} or at + 1 == len(line):
        return True
    return any(line.low(n) == "that" and line.is_a(n - 1, "DATE", "MEDIAW") for n in _soon(at))


def _soon(at: int) -> range:
    """Give where "that" may follow after a day or a medium: "declared on Friday that"."""
    return range(at + 2, at + 6)


def past_auxiliaries(line: Line, at: int) -> int:
    """Give where the auxiliaries of a verb without tags begin."""
    while at > 0 and line.is_a(at - 1, "AUX", "ADV") and line.low(at - 1) != "'s":
        at -= 1
    return at


def _is_plural_verb(line: Line, at: int) -> bool:
    """Tell whether a bare form has a plural subject: "lawyers say"."""
    bare = line.is_a(at, "VB") or line.low(at) in _bare_forms()
    head = left_of(line, at)
    if not bare or line.is_a(at - 1, "AUX", "DET", "PREP", "POSSW", "NEG"):
        return False
    lows = [line.low(n) for n in range(head.first, head.end)] if head else []
    tie = next((n for n, low in enumerate(lows) if low in {"of", "in", "on", "from"}), len(lows))
    before = lows[tie - 1] if tie else ""
    is_plural = before.endswith(("s", "people", "men", "police"))
    noun = line.is_a(at, "NOUNVERB") and line.low(at + 1) not in {"that", "the", "a", "to"}
    return is_plural and not noun
