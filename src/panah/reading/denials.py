"""Words around what a draft tells that may deny it or take it back: only a person can say.

Its own negation, and what the words behind its quote say, are `panah.reading.gates`.
"""

import re
from functools import lru_cache
from itertools import pairwise

from panah.domain.claim import Hold, Kind
from panah.reading.frames.scene import Sighting
from panah.reading.stance import clause
from panah.reading.tokens import Line

__all__ = ["is_doubted"]

_KEPT = 65536
"""Words kept with what is known of them; assumed: more than a morning's reports hold."""


def is_doubted(line: Line, seen: Sighting) -> bool:
    """Tell whether words around a claim may deny it, take it back or say it only in part."""
    return (
        _is_disputed(line, seen.first)
        or _is_nobodys(line, seen)
        or _is_nobody_in(line, seen)
        or _is_of_none(line, seen)
        or _is_unmeant(line, seen)
        or _is_denied_apart(line, seen)
        or _is_unwished(line, seen)
        or _is_half_said(line, seen)
        or _is_scant(line, seen)
        or (seen.kind is Kind.ACCESS and _is_left_open(line, seen))
    )


_DISPUTES = re.compile(
    r"den(?:y|ies|ied|ying)|disput\w+|refut\w+|rumou?rs?|overturn\w*|debunk\w*|untrue|untruth"
    r"|alleg\w+|accusations?|attempts?|attempted|postpon\w+|shelv\w+|motion"
    r"|wrong|false|falsely|inaccurate|incorrect|baseless|unfounded|nonsense|invented|fabricat\w+"
    r"|lie|hoax|myth|fake|made-up|supposed\w*|purported\w*"
)


def _is_disputed(line: Line, before: int) -> bool:
    """Tell whether it is denied, hearsay, only tried or put off: "has denied that it expelled"."""
    words = [one.low for one in line.tokens[max(0, before - 12) : before]]
    return any(map(_disputes, words)) or ("that" in words and not _REJECTS.isdisjoint(words))


_REJECTS = frozenset({"reject", "rejects", "rejected", "rejecting", "dismissed", "dismisses"})
"""Words that dispute what a "that" tells; what else is rejected is refused."""


@lru_cache(maxsize=_KEPT)
def _disputes(low: str) -> bool:
    return _DISPUTES.fullmatch(low) is not None


_DENIES = frozenset({"deny", "denies", "denied", "denying"})
_TAKEN_UP = frozenset({"it", "he", "she", "they", "that", "having", "any"})
_TOLD = frozenset({"accusation", "accusations", "allegation", "allegations", "criticism"})
_NOBODY = frozenset({"no", "nobody", "none", "neither"})


def _is_nobodys(line: Line, seen: Sighting) -> bool:
    """Tell whether a word before denies who does it: "no more camps would be built".

    A refusal says no itself, and is doubted where its own verb does not: "no province had the right
    to turn away".
    """
    words = range(seen.first, seen.end)
    if seen.rule == _LACK:
        return True
    if line.has(*_DENIES) and any(
        line.low(at) in _DENIES and line.low(at + 1) in _TAKEN_UP for at in words
    ):
        return True
    if any(line.low(at) in _TOLD for at in words):
        return True
    if seen.hold is Hold.DECLINED and not any(line.is_a(at, "REFUSEV", "PUSHV") for at in words):
        return False
    first = max(0, seen.first - _DENIED_NEAR)
    return any(
        _is_nobody(one.low) and line.low(at + 1) != "doubt"
        for at, one in enumerate(line.tokens[first : seen.first], first)
    )


def _is_of_none(line: Line, seen: Sighting) -> bool:
    """Tell what its clause says of not one, or its sentence of none: "nor has it taken any in"."""
    if line.low(0) == "nor":
        return True
    if not line.has("not"):
        return False
    first = max(clause(line, seen.first)[0], seen.first - _FAR)
    words = [line.low(at) for at in range(first, seen.end)]
    return not _OF_NONE.isdisjoint(pairwise(words))


_OF_NONE = frozenset({("not", "one"), ("not", "a")})
"""Words for nobody: "not one", "not a single"."""


_FAR = 20
"""How far before its verb, in its clause, "no one who ..." may stand, in tokens; assumed."""


def _is_nobody_in(line: Line, seen: Sighting) -> bool:
    """Tell whether its clause says that no one was sent away: "no one who asked was returned"."""
    if not any(line.is_a(at, *_SENDS) for at in range(seen.first, seen.end)):
        return False
    first = max(clause(line, seen.first)[0], seen.first - _FAR)
    return any(_is_no_one(line, at) for at in range(first, seen.first))


_SENDS = ("REFUSEV", "PUSHV", "RETV")


def _is_no_one(line: Line, at: int) -> bool:
    low = line.low(at)
    return low in {"nobody", "none", "no_one"} or (low == "no" and line.low(at + 1) == "one")


_UNMEANT = frozenset(
    {
        *(("no", word) for word in ("intention", "intentions", "plan", "plans", "wish", "desire")),
        *(("not", word) for word in ("meant", "intended", "aimed", "designed", "supposed")),
        *(("never", word) for word in ("meant", "intended")),
    }
)
_HOLDS_BACK = ("REFUSEV", "PUSHV", "SUSPV")


def _is_unmeant(line: Line, seen: Sighting) -> bool:
    """Tell holding people back that is said not to be meant: "no intention of stopping them"."""
    words = range(seen.end - 1, seen.first - 1, -1)
    held = next((at for at in words if line.is_a(at, *_HOLDS_BACK)), 0)
    before = [line.low(at) for at in range(max(0, held - _DENIED_NEAR), held)]
    return not _UNMEANT.isdisjoint(pairwise("_".join(before).split("_")))


def _is_denied_apart(line: Line, seen: Sighting) -> bool:
    """Tell a camp whose "no" may belong to what stands before a comma: "no more, camps opened"."""
    if seen.kind is not Kind.FACILITY or seen.hold is not Hold.DECLINED:
        return False
    for at in range(seen.end - 1, -1, -1):
        if line.is_a(at, "NEG", "REFUSEV") or line.low(at) == ",":
            return line.low(at) == ","
    return False


_SCANT = frozenset({"little", "scant", "hardly", "scarcely", "barely", "insufficient", "meagre"})


def _is_scant(line: Line, seen: Sighting) -> bool:
    """Tell a supply that is told for being short: "have received little food"."""
    if seen.kind is not Kind.SUPPORT or not line.has(*_SCANT):
        return False
    return any(line.low(at) in _SCANT for at in range(seen.first, seen.end))


_WISHES = frozenset({("should", "not"), ("must", "not")})


def _is_unwished(line: Line, seen: Sighting) -> bool:
    """Tell what is only said not to be right, or not to be so any more, from what is denied.

    "The government should not ratify the treaty" denies no treaty, "no longer has plots" no camp.
    """
    if not line.has("longer", "not"):
        return False
    words = [line.low(at) for at in range(max(0, seen.first - 4), seen.end)]
    pairs = set(pairwise(words))
    if seen.kind is Kind.FACILITY and ("no", "longer") in pairs:
        return True
    return seen.hold is Hold.DECLINED and not pairs.isdisjoint(_WISHES)


@lru_cache(maxsize=_KEPT)
def _is_nobody(low: str) -> bool:
    return not _NOBODY.isdisjoint(low.split("_"))


def _is_half_said(line: Line, seen: Sighting) -> bool:
    """Tell what is not wholly so: "open to convoys only", "never halted", "has not stopped"."""
    near = range(max(0, seen.first - 4), min(len(line), seen.end + 4))
    if seen.hold is Hold.DECLINED:
        return any(line.is_a(at, "SUSPV") for at in near)
    if seen.hold is Hold.SUSPENDED:
        return any(line.is_a(at, "NEG") for at in near)
    is_open = seen.kind is Kind.ACCESS and seen.hold is Hold.LIVE
    return is_open and any(line.low(at) == "only" for at in near)


_DENIED_NEAR = 8
"""How far before its verb the word may stand that denies who does it, in tokens; assumed."""
_UNDONE = frozenset({"overturned", "reversed", "quashed", "annulled", "lifted", "opened_again"})


def _is_undone(line: Line, end: int) -> bool:
    """Tell what is told to have been undone in the same breath: "was shut and opened again"."""
    words = {one.low for one in line.tokens[end : end + 14]}
    return not words.isdisjoint(_UNDONE) or {"opened", "again"} <= words


def _is_left_open(line: Line, seen: Sighting) -> bool:
    """Tell a closure that is undone at once, or is not to be: "will not build a fence"."""
    return _is_undone(line, seen.end) or seen.hold is Hold.DECLINED


_LACK = "support.lack"
"""The frames' rule for what is lacking: whether that denies a supply is for a person to say."""
