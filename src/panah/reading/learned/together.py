"""Who does something together: "Kenya, Uganda and the agency signed" is a claim of each.

Only of claims without a figure: of "Norway and Chile take 400" nobody can tell who takes how many.
"""

import re
from collections.abc import Sequence

from panah.domain.claim import Span
from panah.reading.learned.parties import Candidate

__all__ = ["together"]

_JOINED = re.compile(
    r"\s*(?:,|,?\s*(?:and|or|&|as well as|along with))\s*(?:(?:the|of|in|from|to|by|both)\s+)*",
    re.IGNORECASE,
)
_LEAST = 0.3
"""What share of the likeliest party's another must have: chosen on marked reports that the encoder
has not learnt from, docs/method/encoder.md."""


def together(text: str, among: Sequence[Candidate], shares: Sequence[float]) -> list[int]:
    """Give the likeliest party, and those named with it in a list that are likely too.

    Parameters
    ----------
    among
        Those who may be the party.
    shares
        The chance of each.
    """
    best = max(range(len(shares)), key=shares.__getitem__)
    here = [nth for nth, one in enumerate(among) if one.is_here and one.ref is not None]
    found = [best]
    if best in here:
        row = sorted(here, key=lambda nth: _span(among[nth]).start)
        at = row.index(best)
        for some in (row[at + 1 :], row[:at][::-1]):
            last = _span(among[best])
            for nth in some:
                span = _span(among[nth])
                if span.overlaps(last):
                    continue
                if not _are_joined(text, last, span):
                    break
                last = span
                if shares[nth] >= _LEAST * shares[best]:
                    found.append(nth)
    return found


def _span(one: Candidate) -> Span:
    assert one.ref is not None  # noqa: S101  (only those named here are asked)
    return one.ref.span


def _are_joined(text: str, one: Span, other: Span) -> bool:
    end, start = min(one.end, other.end), max(one.start, other.start)
    return _JOINED.fullmatch(text, end, start) is not None
