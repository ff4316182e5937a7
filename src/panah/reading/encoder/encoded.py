"""A report as the encoder sees it, and what it says of figures, words and parties there."""

from collections.abc import Sequence

import attrs
import numpy as np

from panah.domain.claim import Span
from panah.reading.encoder.layers import Array, dense, gelu
from panah.reading.encoder.net import Net
from panah.reading.encoder.windows import Cut, Window
from panah.reading.learned.judge import Opinion
from panah.reading.learned.parties import Candidate

__all__ = ["Encoded", "shown"]

_LEAST = 1e-9
_KEPT = 2
"""Windows before one that are kept: a report is read from its beginning to its end."""
_LEAST_END = 2
"""Where the span of a party ends that the text itself names, and not only its title."""


def shown(cut: Cut, window: Window, one: Candidate) -> tuple[int, int]:
    """Give where a window shows a candidate: from its first to the end of its pieces.

    Nobody stands for the first piece of all, and who is not shown for the end of the title.
    """
    if one.ref is None:
        return 0, 1
    first, end = cut.at(one.ref.span)
    if one.ref.span.end >= _LEAST_END and window.shows(first, end):
        return window.place(first), window.place(end)
    return window.head - 1, window.head


@attrs.frozen(eq=False)
class _Seen:
    """A window that was looked at.

    Parameters
    ----------
    vectors
        Of its pieces, of shape (n, 768).
    sums
        Of the vectors before each piece, of shape (n + 1, 768).
    """

    window: Window
    vectors: Array
    sums: Array

    def mean(self, first: int, end: int) -> Array:
        """Give the mean of the vectors of some pieces."""
        mean: Array = (self.sums[end] - self.sums[first]) / np.float32(end - first)
        return mean


class Encoded:
    """A report whose windows are each looked at when something in it is first asked."""

    def __init__(self, net: Net, title: str, text: str) -> None:
        """Cut the text into pieces.

        Parameters
        ----------
        net
            What was learnt.
        """
        self._net, self._cut = net, Cut(net.pieces, title, text)
        self._seen: dict[int, _Seen] = {}

    def figure(self, at: Span) -> Opinion:
        """Give what is said of a figure."""
        return self._opinion(at, self._net.figure)

    def word(self, at: Span) -> Opinion:
        """Give what is said of a word that may tell a claim."""
        return self._opinion(at, self._net.word)

    def parties(self, at: Span, kind: str, among: Sequence[Candidate]) -> list[float]:
        """Give the chance of each candidate that what a figure or word tells is of it.

        Parameters
        ----------
        kind
            Of the claim, in the annotation's words.
        """
        net, seen, own = self._net, *self._asked(at)
        of = 1 + net.kinds.index(kind)
        places = [shown(self._cut, seen.window, one) for one in among]
        named = np.stack([seen.mean(*place) for place in places])
        asks = dense(own, net.asks) + net.kind[of]
        told = dense(gelu(dense(named, net.named) + asks), net.tells)[:, 0]
        wants = dense(own, net.wants)[0] + net.wanted[of]
        meets = dense(named, net.offers) @ (wants / np.float32(np.sqrt(len(wants))))
        standing = np.concatenate([np.ones(1, np.float32), net.standing[of]])
        groups = (sum(map(net.stands.__getitem__, one.groups)) for one in among)
        return _shares(told + meets + np.stack(list(groups)) @ standing)

    def _opinion(self, at: Span, by: tuple[Array, Array]) -> Opinion:
        net, (_, own) = self._net, self._asked(at)
        none, *kinds = _shares(dense(own, by)[0])
        holds = max(sum(kinds), _LEAST)
        return Opinion(
            holds=1 - none,
            chances=dict(zip(net.kinds, (one / holds for one in kinds), strict=True)),
            far=dict(zip(net.statuses, _shares(dense(own, net.status)[0]), strict=True)),
            denied=float(1 / (1 + np.exp(-dense(own, net.denied)[0, 0]))),
        )

    def _asked(self, at: Span) -> tuple[_Seen, Array]:
        """Give the window in which a span is asked of, and its vectors: the first and the mean."""
        first, end = self._cut.at(at)
        seen = self._look(self._cut.window(first))
        window = seen.window
        begin, stop = window.place(first), window.place(min(end, window.end))
        return seen, np.concatenate([seen.vectors[begin], seen.mean(begin, stop)])[None, :]

    def _look(self, nth: int) -> _Seen:
        if nth not in self._seen:
            self._seen = {one: seen for one, seen in self._seen.items() if one >= nth - _KEPT}
            window = self._cut.windows[nth]
            vectors = self._net.transformer(self._cut.numbers(window))
            sums = np.concatenate([np.zeros_like(vectors[:1]), vectors.cumsum(axis=0)])
            self._seen[nth] = _Seen(window, vectors, sums)
        return self._seen[nth]


def _shares(sums: Array) -> list[float]:
    raised = np.exp(sums - sums.max())
    shares: list[float] = (raised / raised.sum()).tolist()
    return shares
