"""Who is asked of a sentence's claims: the weights, and a second that has seen the whole report.

The weights know a figure or word by named features of its sentence. A second, if there is one, has
looked at the text around (`panah.reading.encoder`); it says more of kinds and parties.
"""

from collections.abc import Sequence
from typing import Protocol

import attrs

from panah.domain.claim import Span
from panah.reading.group import Count
from panah.reading.learned.classifier import Last, Weights
from panah.reading.learned.limits import SEEN, WEIGHED, Limits
from panah.reading.learned.parties import Candidate
from panah.reading.tokens import Line

__all__ = ["Judge", "Opinion", "Second"]


@attrs.frozen
class Opinion:
    """What a second says of a figure, or of a word that may tell a claim.

    Parameters
    ----------
    holds
        The chance that it tells a claim.
    chances
        Of what kind, if it does.
    far
        How far it has come, if it does, in the annotation's words.
    denied
        The chance that it is denied, if it does.
    """

    holds: float
    chances: dict[str, float]
    far: dict[str, float]
    denied: float


class Second(Protocol):
    """One that has seen the whole report, and is asked of spans of its text."""

    def figure(self, at: Span) -> Opinion:
        """Give what is said of a figure."""
        ...

    def word(self, at: Span) -> Opinion:
        """Give what is said of a word that may tell a claim."""
        ...

    def parties(self, at: Span, kind: str, among: Sequence[Candidate]) -> list[float]:
        """Give the chance of each candidate that what is told there is of it."""
        ...


@attrs.frozen
class Judge:
    """The weights, and a second if there is one."""

    known: Weights
    second: Second | None = None

    @property
    def last(self) -> Last:
        """By what all that was said is weighed in the end."""
        return self.known.last if self.second is None else self.known.seen

    @property
    def limits(self) -> Limits:
        """From which chances on a claim is read."""
        return WEIGHED if self.second is None else SEEN

    def figure(self, line: Line, count: Count) -> Opinion | None:
        """Give what a second says of a figure."""
        return self.second.figure(_span(line, count)) if self.second else None

    def word(self, line: Line, at: int) -> Opinion | None:
        """Give what a second says of a word."""
        return self.second.word(line.cover(at, at + 1)) if self.second else None

    def denied(self, line: Line, first: int, end: int) -> list[float]:
        """Give the chances that what is told there is denied: by each word, and by all together."""
        if self.second is None:
            return []
        spans = [line.cover(at, at + 1) for at in range(first, end)]
        return [self.second.word(span).denied for span in (*spans, line.cover(first, end))]

    def parties(
        self, line: Line, count: Count, kind: str, among: Sequence[Candidate]
    ) -> list[float]:
        """Give the chance of each candidate that a claim of a kind is of it: the mean of both.

        Parameters
        ----------
        count
            The figure, or the words that tell it.
        """
        own, seen = self.shares(line, count, kind, among)
        return [(one + other) / 2 for one, other in zip(own, seen or own, strict=True)]

    def shares(
        self, line: Line, count: Count, kind: str, among: Sequence[Candidate]
    ) -> tuple[list[float], list[float]]:
        """Give the same by the weights and by the second, which is nothing if there is none."""
        own = self.known.party.chances(among, kind)
        return own, self.second.parties(_span(line, count), kind, among) if self.second else []


def _span(line: Line, count: Count) -> Span:
    if count.quantity is None:
        return line.cover(count.first, count.end)
    return line.cover(count.quantity, count.quantity + 1)
