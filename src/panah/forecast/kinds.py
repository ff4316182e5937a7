"""Kinds of people: those that a rule tells apart."""

from collections.abc import Sequence

import attrs
import numpy as np
import numpy.typing as npt

from panah.domain.forecast import World

__all__ = ["Kinds", "everyone"]

Whole = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]


@attrs.frozen(kw_only=True, eq=False)
class Kinds:
    """The kinds of people of a world.

    Parameters
    ----------
    names
        By kind, what it is: values in the order of the attributes.
    mix
        By place and kind: the share of the kind among those who set out there.
    rows
        By TASTE and FARMER, then kind.
    powers
        By taste: the power to which the score of a place is raised.
    near
        By taste and place: a factor on the score.
    match
        Whether a place attracts by the share of one's own kind.
    alike
        By kind and kind: whether they are of one group.
    own
        By kind and place: residents.
    """

    names: Sequence[tuple[str, ...]]
    mix: Real
    rows: Whole
    powers: Real
    near: Real
    match: bool
    alike: Real
    own: Real

    @property
    def number(self) -> int:
        """How many kinds there are."""
        return len(self.names)

    def tasted(self, score: Real, ends: Whole) -> Real:
        """Give the attraction of the ends of legs to each taste: phase, taste, leg."""
        return np.asarray(score ** self.powers[:, np.newaxis] * self.near[:, ends])


def everyone(world: World) -> Kinds:
    """Give the one kind of a world where no rule tells people apart."""
    places = len(world.spots)
    return Kinds(
        names=((),),
        mix=np.ones((places, 1)),
        rows=np.zeros((2, 1), dtype=np.int64),
        powers=np.ones(1),
        near=np.ones((1, places)),
        match=False,
        alike=np.ones((1, 1)),
        own=np.zeros((1, places)),
    )
