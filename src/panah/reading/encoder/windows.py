"""A report's text in pieces, and the windows in which the encoder sees it.

Each window begins with the title and a part of what was seen before, and is asked only of what has
enough of the text behind it.
"""

from bisect import bisect_right
from functools import cached_property

import attrs

from panah.domain.claim import Span
from panah.reading.encoder.pieces import Pieces

__all__ = ["Cut", "Window"]

_WINDOW, _BACK, _AHEAD = 448, 80, 24
"""Pieces that are seen at once; of these how many were asked of before, and are asked of only in
the next: as they were learnt."""
_TITLE, _TITLE_LETTERS = 32, 200
"""Pieces of the title that each window begins with, and letters of it that are cut into pieces."""


@attrs.frozen
class Window:
    """Some pieces of a text that are seen at once, from the first up to the end.

    Parameters
    ----------
    asked
        From which piece on the window is asked, up to that of the next window.
    head
        How many pieces stand before them.
    """

    first: int
    end: int
    asked: int
    head: int

    def shows(self, first: int, end: int) -> bool:
        """Tell whether it shows some pieces of the text."""
        return self.first <= first and end <= self.end

    def place(self, piece: int) -> int:
        """Give where a piece of the text stands in it."""
        return self.head + piece - self.first


class Cut:
    """A text in pieces."""

    def __init__(self, pieces: Pieces, title: str, text: str) -> None:
        """Cut a report's text, and its title."""
        before = [one.number for one in pieces.of(title[:_TITLE_LETTERS])[:_TITLE]]
        self._head, self._last = [pieces.first, *before, pieces.last], pieces.last
        found = pieces.of(text)
        self._numbers = [one.number for one in found]
        self._starts = [one.start for one in found]

    def at(self, span: Span) -> tuple[int, int]:
        """Give the first piece of a span, and the end of its pieces."""
        first = bisect_right(self._starts, span.start) - 1
        last = bisect_right(self._starts, span.end - 1) - 1
        return max(0, first), max(0, last) + 1

    def numbers(self, window: Window) -> list[int]:
        """Give the numbers of all pieces of a window."""
        return [*self._head, *self._numbers[window.first : window.end], self._last]

    @cached_property
    def windows(self) -> tuple[Window, ...]:
        """All windows, in order."""
        found, count, asked = list[Window](), len(self._numbers), 0
        while not found or found[-1].end < count:
            first = max(0, asked - _BACK)
            end = min(count, first + _WINDOW)
            found.append(Window(first, end, asked, len(self._head)))
            asked = end - _AHEAD
        return tuple(found)

    def window(self, piece: int) -> int:
        """Give which window is asked of a piece."""
        return bisect_right(self._asked, piece) - 1

    @cached_property
    def _asked(self) -> list[int]:
        return [one.asked for one in self.windows]
