"""How far a thing has come by the words: status, what holds it, and whether it is fact or plan.

A finite verb tells by itself ("has closed", "will take in"). An infinitive, an -ing form or a noun
hangs on words to its left: "has *agreed* to host", "is *in talks* over hosting". The nearest
comma segment that holds a cue decides, and in it the first class of `data/cues.toml`.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache, reduce
from operator import or_

import attrs

from panah.domain.claim import Hold, Mood, Status
from panah.reading.lexicon import table
from panah.reading.pattern import Pattern, compiled
from panah.reading.predicate import Predicate, Tense
from panah.reading.tokens import Line

__all__ = ["Cue", "Stance", "clause", "cue_left", "stance"]

REACH = 28
"""How far to the left a cue may stand, in tokens: docs/method/reading.md."""


@attrs.frozen(kw_only=True)
class Stance:
    """How far a thing has come.

    Parameters
    ----------
    name
        The cue's class, or the tense where no cue stands.
    first
        The first token of what says so.
    """

    name: str
    first: int
    status: Status | None = None
    hold: Hold = Hold.LIVE
    mood: Mood = Mood.IS

    @property
    def is_denied(self) -> bool:
        """Whether the words say no."""
        return self.hold is Hold.DECLINED


@attrs.frozen(kw_only=True)
class Cue:
    """One class of cues."""

    name: str
    patterns: tuple[Pattern, ...]
    status: Status | None
    hold: Hold
    mood: Mood


@cache
def _cues() -> tuple[Cue, ...]:
    rows = table("cues")["cue"]
    if not isinstance(rows, list):
        raise TypeError("data/cues.toml holds a list of cues")
    return tuple(
        Cue(
            name=row["name"],
            patterns=tuple(compiled(one) for one in row["patterns"]),
            status=Status(row["status"]) if row.get("status") else None,
            hold=Hold(row.get("hold", "live")),
            mood=Mood(row.get("mood", "is")),
        )
        for row in rows
    )


_TENSES: dict[Tense, tuple[Status | None, Mood]] = {
    Tense.PAST: (Status.DONE, Mood.IS),
    Tense.PRESENT: (Status.UNDER_WAY, Mood.IS),
    Tense.PROGRESSIVE: (Status.UNDER_WAY, Mood.IS),
    Tense.FUTURE: (Status.ANNOUNCED, Mood.WILL),
    Tense.MODAL: (None, Mood.MAY),
    Tense.MUST: (Status.ASKED, Mood.IS),
    Tense.GERUND: (Status.UNDER_WAY, Mood.IS),
    Tense.PARTICIPLE: (Status.UNDER_WAY, Mood.IS),
    Tense.INFINITIVE: (Status.ANNOUNCED, Mood.WILL),
    Tense.COMMAND: (Status.ASKED, Mood.IS),
}


def stance(line: Line, pred: Predicate) -> Stance:
    """Give how far the thing a verb says has come."""
    if pred.is_finite:
        return _taken_back(line, pred) or _own(pred)
    found = cue_left(line, pred.first, clause(line, pred.at)[0])
    return found or _own(pred)


def _own(pred: Predicate) -> Stance:
    status, mood = _TENSES[pred.tense]
    if pred.is_reduced and pred.is_passive:
        status = Status.DONE
    if pred.is_negated:
        return Stance(name="declined", first=pred.first, hold=Hold.DECLINED)
    return Stance(name=pred.tense.value, first=pred.first, status=status, mood=mood)


def _taken_back(line: Line, pred: Predicate) -> Stance | None:
    """Read "denied reports that it would host": what is denied is not offered."""
    if not line.has("REFUSEV"):
        return None
    first = max(clause(line, pred.at)[0], pred.first - _THAT)
    for found in line.find(_DENIES_THAT, first, pred.first):
        if not line.has("NEG"):
            return Stance(name="declined", first=found.first, hold=Hold.DECLINED)
    return None


_THAT = 10
"""Tokens from a denial to the verb it denies; assumed."""
_DENIES_THAT = compiled(
    "{REFUSEV} (any|the|a|media|press|such|earlier|all)* "
    "(reports|claims|suggestions|rumours|rumors|allegations|accusations|speculation|that|it|they|having)"
)


def clause(line: Line, at: int) -> tuple[int, int]:
    """Give the clause around a token: up to ``;``, a quotation mark, but, while and the like."""
    if not line.bounds:
        return 0, len(line.tokens)
    nth = bisect_left(line.bounds, at)
    first = line.bounds[nth - 1] + 1 if nth else 0
    nth = bisect_right(line.bounds, at)
    return first, line.bounds[nth] if nth < len(line.bounds) else len(line)


def cue_left(line: Line, before: int, first: int = 0) -> Stance | None:
    """Give what the cues left of a place say; nearest comma segment first."""
    if not _possible(line.keys):
        return None
    commas, end = line.places(words=_COMMA), before
    while end > first and before - end <= REACH:
        nth = bisect_left(commas, end)
        begin = max(first, commas[nth - 1] + 1 if nth else 0)
        if found := _best(line, begin, before):
            return found
        end = begin - 1
    return None


_COMMA = frozenset({","})


def _best(line: Line, first: int, end: int) -> Stance | None:
    """Give the first class of cues that occurs between two tokens."""
    for cue, pattern in _possible(line.keys):
        for found in line.find(pattern, first, end):
            return Stance(
                name=cue.name, first=found.first, status=cue.status, hold=cue.hold, mood=cue.mood
            )
    return None


@lru_cache(maxsize=64)
def _possible(keys: frozenset[str]) -> tuple[tuple[Cue, Pattern], ...]:
    """Give the cues that may occur in a sentence with some words and tags."""
    bits, known, every = _by_need()
    held = reduce(or_, map(bits.__getitem__, keys & known), 0)
    return tuple([(cue, pattern) for cue, pattern, needs in every if held & needs == needs])


@cache
def _by_need() -> tuple[Mapping[str, int], frozenset[str], list[tuple[Cue, Pattern, int]]]:
    """Give what each word and tag meets of what cues need, one bit a need; those; and all cues."""
    bits: defaultdict[str, int] = defaultdict(int)
    met: dict[frozenset[str], int] = {}
    every = []
    for cue in _cues():
        for pattern in cue.patterns:
            for need in pattern.needs:
                met.setdefault(need, 1 << len(met))
            every.append((cue, pattern, sum({met[need] for need in pattern.needs})))
    for need, bit in met.items():
        for key in need:
            bits[key] |= bit
    return bits, frozenset(bits), every
