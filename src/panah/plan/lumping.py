"""Groups that nothing ahead tells apart, counted together while the programme is solved.

Once people of two groups are at the same hub under the same promise, or in the same camp, the same
lanes, limits and weights lie before them: the programme does not change when they are counted as
one. The rows of such states are added up, and columns that have become the same are kept once. That
is exact: what is found is a bound of the whole programme, its prices are prices of every group, and
people can be told apart again first in, first out (`panah.plan.spreading`). Whoever solves checks
it on the whole programme all the same.

Which states are alike is found by refining a first guess until it holds (colour refinement: Grohe,
Kersting, Mladenov and Selman, Dimension reduction via colour refinement, 2014; here only ahead in
time). Columns are compared by sums of hashes of what they hold, so that any limit that a model may
get is respected without being named here.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs
import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.sparse.csgraph import connected_components

from panah.domain.network import Stage
from panah.plan.layout import Floats, Layout, Masks, Whole
from panah.plan.stays import commodities

if TYPE_CHECKING:
    from panah.plan.model import Programme

__all__ = ["Lumping", "lumping"]

Hashes = npt.NDArray[np.uint64]

_MERGED = ("x", "s", "arr", "over")
"""Variables that are counted by group."""

_BY_STATE, _BY_STAY = ("balance",), ("arrivals", "stay")
"""Constraints that are counted by group: of a state, and of a group and promise at a hub."""


@attrs.frozen(kw_only=True, eq=False)
class Lumping:
    """A programme with what is alike counted together.

    Parameters
    ----------
    states
        Class of each state of the instance; states of one class are counted together.
    rows, columns
        Class of each row and column of the programme.
    chosen
        One column of each class.
    matrix
        Shape (class of rows, class of columns), by column.
    """

    states: Whole
    rows: Whole
    columns: Whole
    chosen: Whole
    matrix: sp.csc_array

    def of_rows(self, sides: Floats) -> Floats:
        """Add sides up by class of rows."""
        return np.asarray(np.bincount(self.rows, sides, self.matrix.shape[0]), dtype=float)

    def of_columns(self, bounds: Floats) -> Floats:
        """Add bounds up by class of columns."""
        return np.asarray(np.bincount(self.columns, bounds, self.matrix.shape[1]), dtype=float)

    def suits(self, cost: Floats) -> bool:
        """Tell whether an objective counts all columns of every class alike."""
        return bool((cost == cost[self.chosen][self.columns]).all())


def lumping(programme: "Programme") -> Lumping | None:
    """Find what can be counted together; None where nothing can."""
    if sum(len(block.keys) for block in programme.columns) != programme.shape[1]:
        return None  # several instances side by side
    own = _own(programme)
    states = _first_guess(programme.layout)
    while True:
        rows = _row_classes(programme, states)
        hashes = np.where(own, _alone(programme.shape[1]), _hashes(programme, rows))
        refined = _refined(programme, states, hashes)
        if refined.max() == states.max():
            break
        states = refined
    _, chosen, columns = np.unique(hashes, return_index=True, return_inverse=True)
    names, rows = np.unique(rows, return_inverse=True)
    if len(chosen) == programme.shape[1]:
        return None
    adds = sp.csr_array(
        (np.ones(len(rows)), (rows, np.arange(len(rows)))), shape=(len(names), len(rows))
    )
    matrix = sp.csc_array(adds @ programme.matrix[:, chosen])
    return Lumping(states=states, rows=rows, columns=columns, chosen=chosen, matrix=matrix)


def _own(programme: "Programme") -> Masks:
    """Tell which columns stay apart: those that no group is counted in, and those with a fact."""
    own = np.ones(programme.shape[1], dtype=bool)
    for name in _MERGED:
        own[programme.column(name)] = False
    return np.asarray(own | (programme.lower != 0) | np.isfinite(programme.upper))


def _numbered(keys: Sequence[object]) -> Whole:
    numbers: dict[object, int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=int)


def _first_guess(layout: Layout) -> Whole:
    """Take all groups at one node, stage and promise for alike, where they can be told apart."""
    states = layout.instance.states
    apart = _apart(layout)
    keys: list[object] = [
        one.name if apart[n] else (one.node, one.track, one.stage) for n, one in enumerate(states)
    ]
    found = _numbered(keys)
    lane_to = (found[layout.source], found[layout.target])
    every = found.max(initial=-1) + 1
    ways = sp.csr_array((np.ones(len(layout.source)), lane_to), shape=(every, every))
    _, part = connected_components(ways, connection="strong")
    in_circle = (np.bincount(part)[part] > 1) | (ways.diagonal() > 0)
    return _numbered([one.name if in_circle[found[n]] else keys[n] for n, one in enumerate(states)])


def _apart(layout: Layout) -> Masks:
    """Tell which states are never merged: before safety, and at hubs where nobody waits in line.

    In line: people come to be processed and leave when they are, so that whoever came first can
    leave first.
    """
    states = layout.instance.states
    apart = layout.in_danger.copy()
    node = _numbered([one.node for one in states])
    source, target = layout.source, layout.target
    within = node[source] == node[target]
    out_of_line = np.zeros(len(states), dtype=bool)
    out_of_line[source[layout.at_stage(Stage.NEW)[source] & ~within]] = True
    out_of_line[target[layout.at_stage(Stage.READY)[target] & ~within]] = True
    out_of_line[source[within & (layout.survival < 1)]] = True
    for supply in layout.supply.values():
        out_of_line |= layout.at_stage(Stage.READY) & (supply[:, 1:].sum(axis=1) > 0)
    return np.asarray(apart | (np.isin(node, node[out_of_line]) & layout.in_transit))


def _row_classes(programme: "Programme", states: Whole) -> Whole:
    """Give the class of each row, when states are merged as they are."""
    layout, every = programme.layout, np.arange(programme.shape[0])
    periods, begin = layout.periods, programme.shape[0]
    of_stay = _numbered(
        [tuple(states[one.states]) for one in commodities(layout)]  # in the order of the rows
    )
    for names, limits in ((_BY_STATE, states[layout.counted]), (_BY_STAY, of_stay)):
        for name in names:
            block = next((one for one in programme.rows if one.name == name), None)
            if block is not None:
                every[programme.row(name)] = begin + limits[block.limit] * periods + block.period
                begin += (int(limits.max()) + 1) * periods
    return every


def _mixed(numbers: Hashes) -> Hashes:
    """Spread numbers over all 64 bits: the finalizer of SplitMix64 (Steele, Lea, Flood 2014)."""
    mixed = numbers ^ (numbers >> np.uint64(30))
    mixed = mixed * np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(27)
    mixed = mixed * np.uint64(0x94D049BB133111EB)
    return np.asarray(mixed ^ (mixed >> np.uint64(31)))


GOLDEN = np.uint64(0x9E3779B97F4A7C15)
"""Step of SplitMix64, which keeps numbers one apart from giving hashes that are alike."""


def _counted(numbers: Whole) -> Hashes:
    return _mixed((numbers.astype(np.uint64) + np.uint64(1)) * GOLDEN)


def _bits(numbers: Floats) -> Hashes:
    return (numbers + 0.0).view(np.uint64)


def _alone(columns: int) -> Hashes:
    """Give every column a hash that no other has."""
    return _mixed(_counted(np.arange(columns)) ^ GOLDEN)


def _hashes(programme: "Programme", rows: Whole) -> Hashes:
    """Give what a column holds as one number: rows by class, numbers, and all objectives.

    Sums wrap round, so that the order of the rows does not matter.
    """
    matrix = programme.matrix
    held = _mixed(_counted(rows[matrix.indices]) ^ _bits(matrix.data))
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(held, dtype=np.uint64)])
    hashes = sums[matrix.indptr[1:]] - sums[matrix.indptr[:-1]]
    for number, goal in enumerate(programme.goals):
        hashes += _mixed(_counted(np.array([number])) ^ _bits(programme.cost(goal)))
    return np.asarray(hashes)


def _refined(programme: "Programme", states: Whole, hashes: Hashes) -> Whole:
    """Split classes whose states hold people otherwise, or send them on otherwise."""
    layout = programme.layout
    ahead = np.zeros(len(states), dtype=np.uint64)
    np.add.at(ahead, layout.source[layout.moves[0]], _mixed(hashes[programme.column("x")]))
    held = _mixed(hashes[programme.column("s")]).reshape(len(layout.counted), layout.periods)
    ahead[layout.counted] += held.sum(axis=1, dtype=np.uint64)
    return _numbered(list(zip(states.tolist(), ahead.tolist(), strict=True)))
