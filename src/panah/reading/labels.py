"""Whether the words show what the labels say: kind, status, hold, mood, and no hidden denial.

A label without a cue in its evidence is a reason to refuse. A label that other cues of the same
words outrank is a doubt, and so is a denial that the quote leaves out.
"""

import attrs

from panah.domain.claim import Hold, Kind, Status
from panah.domain.reading import Flag
from panah.reading.evidence import Evidence
from panah.reading.marked import Marked
from panah.reading.warrant import warrants

__all__ = ["Judged", "is_unsure", "judged"]

_PROMISES = frozenset({Kind.HOSTING, Kind.SUPPORT, Kind.FACILITY, Kind.POLICY})
"""Kinds whose status is how firm a promise is, so that a weaker cue beside it is a doubt."""

_HELD = _PROMISES | {Kind.ACCESS}
"""Kinds something can stand in the way of; a withdrawal of troops is no withdrawn offer."""


@attrs.frozen
class Judged:
    """What the cues say about the labels: reasons to refuse, and doubts."""

    reasons: tuple[str, ...] = ()
    flags: frozenset[Flag] = frozenset()


def judged(claim: Marked, evidence: Evidence) -> Judged:
    """Ask whether the cues of status, hold and mood stand where they must."""
    words, known = evidence.words(evidence.quote), warrants()
    sentence = evidence.words(evidence.sentence)
    is_open = "condition_text" not in evidence.spans and known.is_hinged(sentence)
    flags = _flag(Flag.TENSE, when=is_open or not known.fits(claim.mood, words))
    guessed = claim.mode is not None and not known.shows_mode(claim.mode, sentence)
    flags |= _flag(Flag.MODE_INFERRED, when=guessed)
    flags |= _flag(Flag.VALUE_DIFFERS, when=_is_other_kind(claim, evidence))
    status, hold = _status(claim, evidence), _hold(claim, evidence)
    return Judged(reasons=(*status.reasons, *hold.reasons), flags=flags | status.flags | hold.flags)


def _is_other_kind(claim: Marked, evidence: Evidence) -> bool:
    """Tell whether the words are about something else than the kind says.

    The words that show status or hold count before the rest of the quote. Context is what is left
    where the words show none of the other kinds.
    """
    shown: tuple[Kind, ...] = ()
    for name in ("status_text", "hold_text"):
        span = evidence.spans.get(name)
        shown = shown or (warrants().kinds(evidence.words(span)) if span else ())
    shown = shown or warrants().kinds(evidence.words(evidence.quote)) or (Kind.CONTEXT,)
    return shown[0] is not claim.kind


def _status(claim: Marked, evidence: Evidence) -> Judged:
    if claim.status is None:
        return Judged()
    span = evidence.spans.get("status_text")
    if span is None:
        return Judged(flags=frozenset({Flag.TENSE}))
    shown = warrants().statuses(evidence.words(span))
    if claim.status not in shown:
        return Judged(reasons=(f"status {claim.status} is not shown by {evidence.words(span)!r}",))
    weaker = claim.kind in _PROMISES and _is_weaker(claim.status, evidence)
    return Judged(flags=_flag(Flag.VALUE_DIFFERS, when=weaker or shown[0] != claim.status))


def _is_weaker(status: Status, evidence: Evidence) -> bool:
    """Tell whether the quote as a whole shows less than what the evidence shows of it."""
    shown = warrants().statuses(evidence.words(evidence.quote))
    return bool(shown) and shown[0].rank < status.rank


def _hold(claim: Marked, evidence: Evidence) -> Judged:
    if claim.hold is Hold.LIVE:
        if claim.kind not in _HELD:
            return Judged()
        held = set(warrants().holds(evidence.words(evidence.quote))) - {Hold.EXPIRED}
        return Judged(flags=_flag(Flag.POLARITY, when=bool(held)))
    span = evidence.spans.get("hold_text")
    if span is None:
        return Judged(flags=frozenset({Flag.POLARITY}))
    shown = warrants().holds(evidence.words(span))
    if claim.hold not in shown:
        return Judged(reasons=(f"hold {claim.hold} is not shown by {evidence.words(span)!r}",))
    return Judged(flags=_flag(Flag.VALUE_DIFFERS, when=shown[0] != claim.hold))


def is_unsure(claim: Marked, evidence: Evidence) -> bool:
    """Tell whether a negation stands in the quote or before it in its sentence, or a denial behind.

    The words that show the hold are left out: "refused" denies nothing about a refusal, but "has
    not refused" does.
    """
    start, end = evidence.sentence.start, evidence.quote.end
    behind = evidence.text[end : evidence.sentence.end]
    if warrants().is_denied(behind, evidence.text[evidence.sentence.end : evidence.near.end]):
        return True
    shown = evidence.spans.get("hold_text")
    if claim.hold is Hold.LIVE or shown is None:
        return warrants().is_negated(evidence.text[start:end])
    parts = (evidence.text[start : shown.start], evidence.text[shown.end : end])
    return any(warrants().is_negated(part) for part in parts)


def _flag(flag: Flag, *, when: bool) -> frozenset[Flag]:
    return frozenset({flag}) if when else frozenset()
