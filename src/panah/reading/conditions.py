"""What a statement hangs on: if, unless, until, after a guarantee.

The words are always kept; the type is one of the domain's seven where it fits.
"""

from panah.domain.claim import CondType
from panah.domain.reading import CondRef
from panah.reading.pattern import worded
from panah.reading.tokens import Line

__all__ = ["conditions"]

_OPENS = worded("conditions", "opens")
_TYPES: tuple[tuple[CondType, tuple[str, ...]], ...] = (
    (CondType.IF_EXCEEDS, ("exceed", "surpass", "above", "more than", "beyond", "overwhelm")),
    (CondType.AFTER_GUARANTEE, ("guarantee", "assurance")),
    (CondType.UNTIL_SAFE_RETURN, ("until it is safe", "until they can return", "safe to return")),
    (CondType.IF_THREAT, ("endanger", "threat", "danger", "persecut", "attack")),
    (CondType.IF_SAFE, ("safe", "situation allow", "security")),
    (CondType.IF_AGREED, ("agree", "accept", "approve", "consent")),
)
_LONGEST = 30


def conditions(line: Line, near: int) -> tuple[CondRef, ...]:
    """Give the conditions a sentence sets, the nearest to a token first.

    Parameters
    ----------
    near
        The token of what hangs on them.
    """
    if not line.has("COND") and "after" not in line.keys:
        return ()
    found: list[tuple[int, CondRef]] = []
    for opened in line.find(_OPENS):
        end = _end(line, opened.first + 1)
        if end <= opened.first + 2:
            continue
        low = line.words(opened.first, end).lower()
        kind = next((one for one, stems in _TYPES if any(stem in low for stem in stems)), None)
        if kind is None and line.low(opened.first) in {"should", "once", "until", "after"}:
            continue
        found.append((opened.first, CondRef(type=kind, span=line.cover(opened.first, end))))
    found.sort(key=lambda one: abs(one[0] - near))
    return tuple(one for _, one in found)


def _end(line: Line, at: int) -> int:
    end = at
    while (
        end < len(line) and end - at < _LONGEST and line.low(end) not in {",", ".", ";", "”", '"'}
    ):
        end += 1
    return end
