"""What is worked out of a thing when it is first asked for, and kept with it."""

from collections.abc import Callable
from typing import Generic, TypeVar

__all__ = ["WorkedOut"]

Of = TypeVar("Of")
One = TypeVar("One")


class WorkedOut(Generic[One, Of]):
    """A property of a class without slots that is worked out once for each of its instances.

    Some are made for every sentence: `functools.cached_property` locks, and takes four times as
    long to get to work; slots would make all other attributes and methods slower to find.
    """

    def __init__(self, make: Callable[[One], Of]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type[One], name: str) -> None:
        """Take the name under which an instance keeps it."""
        self._name = name

    def __get__(self, one: One, owner: type[One] | None = None) -> Of:
        """Work it out; found in the instance itself from then on."""
        found = one.__dict__[self._name] = self._make(one)
        return found
