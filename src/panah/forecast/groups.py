"""People told apart in a forecast: the groups of a case, and what was never told of them.

The engine keeps people of one group apart from where they set out to where they are. Of people who
were somewhere long before nobody said which group they are of.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from panah.domain.forecast import Attribute, Forecast
from panah.domain.geography import Share

__all__ = ["ALL", "GROUP", "NOT_STATED", "cut", "groups_of", "told_apart", "with_those_before"]

Whole = npt.NDArray[np.int32]

GROUP = "group"
"""The attribute that the groups of a case are values of."""
ALL = "all"
"""The only group where people are not told apart."""
NOT_STATED = "not stated"
"""People of whom nobody said what group they are of."""


def groups_of(shares: Sequence[Share]) -> tuple[str, ...]:
    """Give the groups of a case in the order in which they are named."""
    return tuple(dict.fromkeys(one.group for one in shares))


def told_apart(shares: Sequence[Share]) -> tuple[Attribute, ...]:
    """Give the groups of a case as what people differ in; nothing where it names none."""
    if not shares:
        return ()
    groups = groups_of(shares)
    by_place = {
        place: dict.fromkeys(groups, 0.0) for place in dict.fromkeys(one.place for one in shares)
    }
    for one in shares:
        by_place[one.place][one.group] = one.share
    weights = {place: tuple(of.values()) for place, of in by_place.items()}
    return (Attribute(name=GROUP, values=groups, shares=weights),)


def cut(run: Forecast, members: slice, days: slice) -> dict[str, Whole]:
    """Give the counts by group of some members and days."""
    return {name: values[members, days] for name, values in run.by_group.items()}


def with_those_before(run: Forecast, before: Whole) -> tuple[tuple[str, ...], dict[str, Whole]]:
    """Give groups and counts with people who were there before, by place, as of no stated group."""
    if not run.groups or not before.any():
        return run.groups, run.by_group
    grown = {}
    for name, values in run.by_group.items():
        more = np.zeros((*values.shape[:-1], 1), dtype=values.dtype)
        if name == "stock":
            more += before[:, np.newaxis]
        grown[name] = np.concatenate([values, more], axis=-1)
    return (*run.groups, NOT_STATED), grown
