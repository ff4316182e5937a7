"""What one who has seen the whole report takes to be denied though it was read as standing.

A denial may stand a sentence away, and in words that no list holds: only a person can say.
"""

from panah.domain.claim import Hold
from panah.reading.frames.scene import Scene, Sighting
from panah.reading.learned.judge import Judge
from panah.reading.told import row_of

__all__ = ["may_be_denied"]

_LEAST = 0.05
"""Chance of being denied from which a person is told; chosen on `tests/reading/denied`."""
_LEAST_HELD = 0.3
"""The same of what is suspended or closed, words that are likelier of a denial anyway."""


def may_be_denied(scene: Scene, seen: Sighting, judge: Judge) -> bool:
    """Tell whether a claim that is read as standing may be denied, by the surest of its words.

    Of kinds that the annotation does not have nothing was learnt.
    """
    row = row_of(seen, seen.rule)
    if row is None or not row["gold"] or _is_denial(seen, row["gold"]):
        return False
    least = _LEAST_HELD if seen.hold is Hold.SUSPENDED else _LEAST
    return max(judge.denied(scene.line, seen.first, seen.end), default=0.0) > least


def _is_denial(seen: Sighting, kind: str) -> bool:
    """Tell what is read as denied: a "no" that is no refusal."""
    return seen.hold is Hold.DECLINED and kind != "refusal_or_limit"
