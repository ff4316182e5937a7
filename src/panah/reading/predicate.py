"""A verb as it stands in its sentence: its tense, its voice, whether it is denied, who governs it.

"Host" is a noun in "the host country" and a verb in "will host"; the words to its left tell. What
is left open (a bare infinitive, an -ing form) says how it hangs in the sentence, and the words
that govern it are looked for by `stance`.
"""

from enum import StrEnum
from typing import NamedTuple

import attrs

from panah.reading.lexicon import FORMS
from panah.reading.tokens import Line, once

__all__ = ["Predicate", "Tense", "predicate"]


class Tense(StrEnum):
    """When, or how, a verb says its thing."""

    PAST = "past"
    PRESENT = "present"
    PROGRESSIVE = "progressive"
    FUTURE = "future"
    MODAL = "modal"
    MUST = "must"
    INFINITIVE = "infinitive"
    GERUND = "gerund"
    PARTICIPLE = "participle"
    COMMAND = "command"


FINITE = frozenset(
    {Tense.PAST, Tense.PRESENT, Tense.PROGRESSIVE, Tense.FUTURE, Tense.MODAL, Tense.MUST}
)
"""Tenses that need no other verb."""


@attrs.frozen(kw_only=True)
class Predicate:
    """One verb.

    Parameters
    ----------
    first, at, end
        Its first auxiliary (or ``to``), the verb itself, and behind it, in tokens.
    is_passive
        Whether what stands left of it is what it is done to.
    is_reduced
        Whether it hangs on a noun to its left: "refugees fleeing", "people displaced by".
    """

    first: int
    at: int
    end: int
    tense: Tense
    is_passive: bool = False
    is_negated: bool = False
    is_reduced: bool = False

    @property
    def is_finite(self) -> bool:
        """Whether it stands by itself."""
        return self.tense in FINITE


_FORMS = frozenset(FORMS)
_NOUN_BEFORE = frozenset({"DET", "POSSW", "PREP", "DEM", "TEMP", "QTY", "DIRW"})
_BETWEEN = frozenset({"ADV", "NEG", "TEMP", "AUX", "SMALLW"})


@once
def predicate(line: Line, at: int) -> Predicate | None:
    """Read the verb at a place; None where the word is no verb there."""
    forms = line.tokens[at].tags & _FORMS
    if not forms:
        return None
    group = _auxiliaries(line, at)
    first = group[0] if group else at
    read = _read(line, at, forms, _help(line, group) if group else _ALONE)
    if read is None:
        return None
    tense, is_passive = read
    return Predicate(
        first=first,
        at=at,
        end=at + 1,
        tense=tense,
        is_passive=is_passive,
        is_negated=(first < at and any("NEG" in one.tags for one in line.tokens[first:at]))
        or _is_nobody(line, first),
        is_reduced=tense is Tense.PARTICIPLE,
    )


_OF_NOBODY = (
    "ADJ",
    "GROUPN",
    "CAMPN",
    "DEM",
    "DEALN",
    "TALKN",
    "RETN",
    "EVACN",
    "FLIGHTN",
    "SUPPLYN",
)
_NOBODY = frozenset({"nobody", "no-one", "none", "no_one"})


def _is_nobody(line: Line, first: int) -> bool:
    """Tell a verb whose subject is nobody: "no one will be turned away", "no camp is built"."""
    before = line.low(first - 1)
    if before in _NOBODY or (before == "one" and line.low(first - 2) == "no"):
        return True
    if "no" not in line.keys:
        return False
    start = first - 1
    while start > 0 and first - start < 4 and line.is_a(start, *_OF_NOBODY):
        start -= 1
    return start < first - 1 and line.low(start) == "no"


def _auxiliaries(line: Line, at: int) -> list[int]:
    """Give the auxiliaries of a verb, from left to right; ``to`` is the first if it stands."""
    group: list[int] = []
    tokens = line.tokens
    for index in range(at - 1, -1, -1):
        token = tokens[index]
        if token.tags.isdisjoint(_BETWEEN):
            break
        if "AUX" in token.tags or "NEG" in token.tags:
            group.insert(0, index)
        if token.low == "to":
            break
    return group


class _Help(NamedTuple):
    """The auxiliaries of one verb: their classes together, the words they are, what is before."""

    tags: frozenset[str] = frozenset()
    lows: tuple[str, ...] = ()
    follows_be: bool = False


_ALONE = _Help()


def _help(line: Line, group: list[int]) -> _Help:
    tokens = [line.tokens[index] for index in group]
    return _Help(
        tags=frozenset().union(*[one.tags for one in tokens]),
        lows=tuple([one.low for one in tokens]),
        follows_be=line.is_a(group[0] - 1, "BE"),
    )


_SET = (("MUST", Tense.MUST), ("FUT", Tense.FUTURE), ("MODAL", Tense.MODAL))
"""Classes of auxiliaries, and the tense each sets; the first wins."""


def _outer(help_: _Help) -> Tense | None:
    """Give the tense that the auxiliaries set, if they set one."""
    if help_.lows and help_.lows[0] == "to":
        return Tense.FUTURE if help_.follows_be else Tense.INFINITIVE
    for tag, tense in _SET:
        if tag in help_.tags:
            return tense
    return None


def _read(line: Line, at: int, forms: frozenset[str], help_: _Help) -> tuple[Tense, bool] | None:
    if "VBG" in forms:
        return _ing(line, at, help_)
    if "BE" in help_.tags and "VBN" in forms:
        return _passive(help_), True
    if outer := _outer(help_):
        return outer, False
    was = "VBN" in forms or "VBD" in forms
    if was and "HAVE" in help_.tags:
        return Tense.PAST, False
    if was and "VB" not in forms:
        return _past_form(line, at, forms)
    return (Tense.PRESENT, False) if "DO" in help_.tags else _base(line, at, forms)


def _passive(help_: _Help) -> Tense:
    if outer := _outer(help_):
        return outer
    if "being" in help_.lows:
        return Tense.PROGRESSIVE
    return Tense.PRESENT if _WERE.isdisjoint(help_.lows) else Tense.PAST


_WERE = frozenset({"was", "were", "been", "got"})


def _ing(line: Line, at: int, help_: _Help) -> tuple[Tense, bool] | None:
    if "BE" in help_.tags:
        return _outer(help_) or Tense.PROGRESSIVE, False
    if line.is_a(at - 1, "DET", "POSSW") or line.low(at - 1) == "'s":
        return None
    if at == 0 or line.is_a(at - 1, "PREP", "ANNV", "CONTV", "STARTV", "CONSV", "SUSPV"):
        return Tense.GERUND, False
    if line.is_a(at + 1, "GROUPN") and line.is_a(at - 1, "QTY", "ADJ", "DEM"):
        return None
    return Tense.PARTICIPLE, False


def _past_form(line: Line, at: int, forms: frozenset[str]) -> tuple[Tense, bool] | None:
    """Read an -ed form without an auxiliary: past tense, or hanging on a noun, or an adjective."""
    before = line.low(at - 1)
    opens = at == 0 or line.is_a(at - 1, *_NOUN_BEFORE, "ADJ", "CONJ")
    if opens and line.is_a(at + 1, "GROUPN"):
        return None
    describes = line.is_a(at - 1, "DET", "POSSW") and before not in {"that", "all", "both", "some"}
    if describes or (line.is_a(at - 1, "DEM") and line.is_a(at + 1, "GROUPN", "CAMPN", "ORGN")):
        return None
    if line.low(at - 1) == "and" and _is_joined_passive(line, at - 1):
        return Tense.PAST, True
    if "VBD" not in forms or line.is_a(at - 1, "PREP"):
        return Tense.PARTICIPLE, True
    return Tense.PAST, False


def _is_joined_passive(line: Line, conj: int) -> bool:
    """Tell "were beaten and sent back": the second verb is done to them as the first is."""
    for index in range(conj - 1, max(0, conj - 6), -1):
        if line.is_a(index, "VBN") and line.is_a(index - 1, "BE"):
            return True
        if line.is_a(index, "PREP", "SAYV") or line.low(index) == ",":
            return False
    return line.is_a(conj - 2, "BE") and line.low(conj - 1).endswith("en")


def _base(line: Line, at: int, forms: frozenset[str]) -> tuple[Tense, bool] | None:
    if "VB" in forms and any("HELPV" in one.tags for one in line.tokens[max(0, at - 5) : at]):
        return Tense.INFINITIVE, False
    if line.is_a(at, "NOUNVERB") and _is_noun(line, at):
        return None
    if "VBZ" in forms:
        return Tense.PRESENT, False
    if at == 0 or line.is_a(at - 1, "NEG"):
        return Tense.COMMAND, False
    if line.is_a(
        at - 1, "GROUPN", "PRON", "PLURAL", "ORG", "BODY", "GPE", "NAME", "ADV", "QTY", "CONJ"
    ):
        return Tense.PRESENT, False
    return None


def _is_noun(line: Line, at: int) -> bool:
    """Tell whether a word that may be either is a noun, by the word before it."""
    if line.low(at - 1) in {"'s", "'", "\u2019"}:
        return True
    if line.is_a(at - 1, *_NOUN_BEFORE):
        return not (line.is_a(at - 1, "QTY") and line.is_a(at + 1, "DET", "PREP"))
    if line.is_a(at - 1, "ADJ", "CAMPN", "SUPPLYN"):
        return True
    if line.is_a(at - 1, "VB", "VBG", "VBD") and not line.is_a(at - 1, "AUX", "HELPV", "ADV"):
        return True
    if at == 0:
        return not line.is_a(at + 1, "DET", "GROUPN", "QTY")
    return line.is_a(at - 1, "GPE") and line.is_a(at, "VB")
