"""Where the quotes of a claim stand in a text, and how much of them two claims have in common."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

__all__ = ["places", "shared"]

Claim = Mapping[str, Any]

_FOLDED = str.maketrans("\u2018\u2019“”\u2013—\u00a0", "''\"\"-- ")


def places(text: str, claim: Claim) -> list[tuple[int, int]]:
    """Give where a claim's quotes stand, whatever marks and blanks they were copied with."""
    folded = text.translate(_FOLDED)
    found: list[tuple[int, int]] = []
    for quote in (claim.get("quote"), *(claim.get("alt_quotes") or ())):
        plain = (quote or "").translate(_FOLDED).strip()
        if not plain:
            continue
        exact = [(m.start(), m.end()) for m in re.finditer(f"(?={re.escape(plain)})", folded)]
        if exact:
            found += [(start, start + len(plain)) for start, _ in exact[:50]]
        elif len(plain) < 3000:
            loose = re.search(r"\s+".join(map(re.escape, plain.split())), folded)
            found += [(loose.start(), loose.end())] if loose else []
    return found


def shared(ones: Iterable[tuple[int, int]], others: Sequence[tuple[int, int]]) -> float:
    """Give the largest share of the shorter of two quotes that they have in common."""
    best = 0.0
    for a, b in ones:
        for c, d in others:
            common = min(b, d) - max(a, c)
            if common > 0:
                best = max(best, common / max(1, min(b - a, d - c)))
    return best
