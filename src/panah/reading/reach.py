"""How far a saying reaches in its sentence: over which words somebody speaks.

A saying before its words reaches from its subject to the end of its clause; one behind them over
the clause, and over what follows it after a semicolon. What stands between commas with "which" is
the report's own again.
"""

import attrs

from panah.reading.phrases import Phrase
from panah.reading.predicate import predicate
from panah.reading.tokens import Line

__all__ = ["RELATIVES", "VERB_FORMS", "Reach"]

RELATIVES = frozenset({"which", "where", "who", "whose"})
"""Words that begin an aside that nobody says."""
VERB_FORMS = ("VB", "VBZ", "VBD", "VBN", "VBG")
"""The tags of a verb's forms."""
_NOTHING = frozenset({"no", "nothing", "yes", "little", "so", "not", "neither", "much"})


@attrs.frozen
class Reach:
    """A sentence, and where its quotations stand."""

    line: Line
    quotes: tuple[tuple[int, int], ...]

    def clause(self, at: int) -> tuple[int, int]:
        """Give the words between two semicolons; those inside quotations part nothing."""
        line = self.line
        if ";" not in line.keys:
            return 0, len(line)
        parts = [
            n
            for n, token in enumerate(line.tokens)
            if token.low == ";" and not any(a <= n < b for a, b in self.quotes)
        ]
        first = max((n + 1 for n in parts if n < at), default=0)
        end = min((n for n in parts if n > at), default=len(line))
        return first, end

    def break_before(self, first: int, at: int) -> int:
        """Give where the last part that begins with "but" or "while" begins, before a token."""
        line = self.line
        for n in range(at - 1, first, -1):
            if line.low(n) in {"while", "whereas", "although"} and line.low(n - 1) == ",":
                return n
        return first

    def over(self, phrase: Phrase, at: int) -> tuple[int, int]:
        """Give the words that a verb and its subject speak of."""
        line = self.line
        first, end = self.clause(at)
        start = phrase.span[0]
        while start > first and line.is_a(start - 1, "DET", "ADJ"):
            start -= 1
        if phrase.span[0] > at:
            behind = phrase.span[1]
            tail = line.low(behind) == "," and line.low(behind + 1) in RELATIVES
            end = behind if tail else len(line)
            return self.break_before(first, at), end
        if self._trails(first, start, at):
            return self.break_before(first, min(start, at)), len(line)
        for n in range(at + 1, end):
            if line.tokens[n - 1].low == "," and self._leaves(n) and not self._resumes(n, end):
                end = n
                break
        return (at if self._has_clause(phrase) else min(start, at)), end

    def _has_clause(self, phrase: Phrase) -> bool:
        """Tell whether "which has come under fire" stands beside a phrase: not its own words."""
        return phrase.aside is not None and self.line.low(phrase.aside[0]) in RELATIVES

    def _leaves(self, n: int) -> bool:
        """Tell whether a part behind a comma is the report's own again: "but", ", which"."""
        line = self.line
        if any(a <= n < b for a, b in self.quotes):
            return False
        if line.low(n) in RELATIVES:
            return True
        parts = line.low(n) in {"but", "while", "whereas", "although"}
        return parts and not line.is_a(n + 1, "NEG", "AUX") and line.low(n + 1) != "that"

    def _resumes(self, n: int, end: int) -> bool:
        """Tell whether the verb of what is said follows an aside: "his town, which …, had shut"."""
        line = self.line
        closes = next((m for m in range(n + 1, end) if line.low(m) == ","), end)
        if line.low(n) not in RELATIVES or not line.is_a(closes + 1, *VERB_FORMS):
            return False
        found = predicate(line, closes + 1)
        return found is not None and found.is_finite and found.first == closes + 1

    def _trails(self, first: int, start: int, at: int) -> bool:
        """Tell whether a saying stands behind its words: "…, the agency said on Friday."."""
        line = self.line
        if any(end == start - 1 for _, end in self.quotes):
            return True
        if (
            line.low(at + 1) in _NOTHING
            or start - first < 2
            or line.low(start - 1) not in {*{",", "”", '"', "\u2019", "—", "-"}}
        ):
            return False
        for n in range(at + 1, min(at + 14, len(line) + 1)):
            if n == len(line) or line.low(n) in {".", ",", ";", "“", '"', "?", "!", ":"}:
                return True
            if line.low(n) == "that" or (
                line.is_a(n, *VERB_FORMS) and not line.is_a(n, "NAME") and predicate(line, n)
            ):
                return False
        return False
