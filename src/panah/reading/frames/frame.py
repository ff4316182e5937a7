"""What wakes a frame: the classes and words without which it can see nothing in a sentence.

Most sentences hold what only a few frames look for, so the others are not asked at all.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from operator import or_

import attrs

from panah.reading.frames.scene import Scene, Sighting
from panah.reading.pattern import Needs, Pattern

__all__ = ["Frame", "Frames", "woken_by"]

See = Callable[[Scene], Iterator[Sighting]]


@attrs.frozen
class Frame:
    """A frame and what wakes it.

    Parameters
    ----------
    see
        Gives what it sees in a sentence.
    needs
        Sets of classes and words; a sentence must hold one of each set.
    ways
        What it must hold besides, in one of several ways; no ways: nothing.
    """

    see: See
    needs: Needs
    ways: tuple[Needs, ...] = ()


def woken_by(*needs: Iterable[str], ways: Iterable[Pattern | Needs] = ()) -> Callable[[See], Frame]:
    """Tell what a sentence must hold for a frame to be asked.

    Parameters
    ----------
    needs
        Classes and words, one of each of which must stand in it.
    ways
        Patterns, or needs, of which one must be met besides.
    """
    told = tuple(frozenset(need) for need in needs)
    either = tuple(one.needs if isinstance(one, Pattern) else one for one in ways)
    return lambda see: Frame(see, told, either)


class Frames:
    """Frames in the order they are asked, and by one number what wakes each.

    Each set of classes and words that is needed is one bit; what a sentence holds is one number.
    """

    def __init__(self, frames: Iterable[Frame]) -> None:
        self._bits: dict[str, int] = {}
        self._known: dict[frozenset[str], int] = {}
        self._order = [
            (one, self._number(one.needs), [self._number(way) for way in one.ways] or [0])
            for one in frames
        ]
        self._keys = frozenset(self._bits)
        self._all = (1 << len(self._known)) - 1

    def _number(self, needs: Needs) -> int:
        number = 0
        for need in needs:
            bit = self._known.setdefault(need, 1 << len(self._known))
            number |= bit
            for key in need:
                self._bits[key] = self._bits.get(key, 0) | bit
        return number

    def awake(self, keys: frozenset[str]) -> Iterator[Frame]:
        """Give those that may see something in a sentence of some classes and words."""
        held = reduce(or_, map(self._bits.__getitem__, keys & self._keys), 0)
        missing = self._all & ~held
        for frame, needed, ways in self._order:
            if needed & missing:
                continue
            for way in ways:
                if not way & missing:
                    yield frame
                    break
