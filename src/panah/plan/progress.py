"""What a level says while it is solved: value, bound and gap, read from what HiGHS logs.

The interior point method logs at every step what its point is worth and what no plan goes below;
both hold as far as its point does. The simplex method logs where it stands and gives no bound.
"""

import re
import time
from collections.abc import Callable

__all__ = ["Progress"]

_INTERIOR = re.compile(r"\s*(\d+)\*?((?:\s+[-+]?\d\.\d+e[-+]\d+){5})\s+[\d.]+\s*")
"""A step of the interior point method: number, value, bound, two residuals, gap, seconds."""

_SIMPLEX = re.compile(r"\s*(\d+)\s+([-+]?\d\.\d+e[-+]\d+) (?:Ph|Pr|Du)")
"""A step of the simplex method: number and objective."""

HOLDS = 1e-6
"""Residual below which value and bound of a step hold: the guard of the method."""

EVERY = 1.0
"""assumed: seconds of computing between two lines, so that a short level says nothing."""


class Progress:
    """Tells value, bound and gap of a level now and then.

    Parameters
    ----------
    tell
        Called with one line.
    """

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._level, self._sign, self._last = "", 1.0, 0.0

    def begin(self, level: str, sign: float) -> None:
        """Begin a level, whose value is shown times its sign."""
        self._level, self._sign, self._last = level, sign, time.process_time()

    def hear(self, message: str) -> None:
        """Take a line of the log; tell it if it is a step, and the last one was some time ago."""
        told = self._told(message)
        if self._level and told and time.process_time() - self._last >= EVERY:
            self._last = time.process_time()
            self._tell(f"{self._level}: {told}")

    def _told(self, message: str) -> str:
        if found := _INTERIOR.fullmatch(message):
            value, bound, primal, dual, gap = map(float, found[2].split())
            if max(primal, dual) > HOLDS:
                return f"step {found[1]}, no bound yet"
            shown = f"{self._sign * value:,.1f}, bound {self._sign * bound:,.1f}"
            return f"step {found[1]}, {shown}, gap {gap:.1e}"
        if found := _SIMPLEX.match(message):
            return f"step {int(found[1]):,}, at {self._sign * float(found[2]):,.1f}"
        return ""
