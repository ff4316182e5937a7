"""Groups told apart again, after a programme was solved in which they were counted together.

First in, first out: of those at a hub or in a camp, whoever came first goes first, and of those who
came in one period every group goes in the share in which it came. Then nobody of any group stays
longer than the whole plan makes somebody stay, and every flow and limit of the whole plan is kept.
"""

from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

import attrs
import numpy as np

from panah.domain.network import Stage
from panah.plan.layout import Floats, Layout, Masks, Whole
from panah.plan.lumping import Lumping

if TYPE_CHECKING:
    from panah.plan.model import Programme

__all__ = ["Lines", "lines", "spread"]


@attrs.frozen(kw_only=True, eq=False)
class Line:
    """People of several groups who wait in one line: a class of states.

    Parameters
    ----------
    states
        Its states, one a group.
    comes, joins
        The moves that end in it, and the state among its own that each ends in.
    goes, leaves
        The moves that begin in it, and the state among its own that each begins in.
    counted
        Of the moves that begin in it, one of each class.
    after
        The line of those still to be processed, when all who stand here stood there before in the
        same order; None when this is where they come in.
    """

    states: Whole
    comes: Whole
    joins: Whole
    goes: Whole
    leaves: Whole
    counted: Whole
    after: int | None


@attrs.frozen(kw_only=True, eq=False)
class Lines:
    """How the moves of a programme are told apart, whatever its answer is.

    Parameters
    ----------
    waiting
        Lines with the class of each, those first from whom others come.
    classes
        Class of the column of each move.
    times
        How many moves out of the same state are in the class of each move.
    """

    waiting: tuple[tuple[int, Line], ...]
    classes: Whole
    times: Whole


def lines(programme: "Programme", lumped: Lumping) -> Lines:
    """Find how moves are told apart."""
    layout = programme.layout
    lane = layout.moves[0]
    classes = lumped.columns[programme.column("x")]
    _, alike, times = np.unique(
        classes * len(layout.instance.states) + layout.source[lane],
        return_inverse=True,
        return_counts=True,
    )
    return Lines(waiting=_waiting(layout, lumped, classes), classes=classes, times=times[alike])


def _waiting(layout: Layout, lumped: Lumping, classes: Whole) -> tuple[tuple[int, Line], ...]:
    lane = layout.moves[0]
    source, target = lumped.states[layout.source], lumped.states[layout.target]
    many = np.bincount(lumped.states) > 1
    many[lumped.states[layout.at_stage(Stage.PLACED)]] = False
    before: dict[int, set[int]] = {int(one): set() for one in np.nonzero(many)[0]}
    for start, end in zip(source, target, strict=True):
        if many[start] and many[end]:
            before[int(end)].add(int(start))
    of_class = {
        number: states[np.argsort(layout.group_of_state[states], kind="stable")]
        for number, states in _by_class(lumped.states, many).items()
    }
    going = _by_class(source[lane], many)
    there = np.where(layout.arrives < layout.periods, target[lane], len(many))
    coming = _by_class(there, np.append(many, False))
    at = np.zeros(len(lumped.states), dtype=int)
    for states in of_class.values():
        at[states] = np.arange(len(states))
    nobody = np.zeros(0, dtype=int)
    found: list[tuple[int, Line]] = []
    for number in TopologicalSorter(before).static_order():
        comes, goes = coming.get(number, nobody), going.get(number, nobody)
        _, first = np.unique(classes[goes], return_index=True)
        found.append(
            (
                number,
                Line(
                    states=of_class[number],
                    comes=comes,
                    joins=at[layout.target[lane[comes]]],
                    goes=goes,
                    leaves=at[layout.source[lane[goes]]],
                    counted=goes[first],
                    after=_after(layout, of_class, number, np.unique(source[lane[comes]])),
                ),
            )
        )
    return tuple(found)


def _by_class(classes: Whole, wanted: Masks) -> dict[int, Whole]:
    """Give the numbers that are in each class that is wanted."""
    own = np.nonzero(wanted[classes])[0]
    own = own[np.argsort(classes[own], kind="stable")]
    names, first = np.unique(classes[own], return_index=True)
    if not len(names):
        return {}
    return dict(zip(names.tolist(), np.split(own, first[1:]), strict=True))


def _after(
    layout: Layout, of_class: dict[int, Whole], number: int, comes_from: Whole
) -> int | None:
    """Give the line at the same hub from which all of a line come."""
    before = of_class.get(int(comes_from[0])) if len(comes_from) == 1 else None
    if before is None:
        return None
    states = layout.instance.states
    here, there = (
        [(states[n].node, states[n].group) for n in some] for some in (of_class[number], before)
    )
    return int(comes_from[0]) if here == there else None


def spread(programme: "Programme", lumped: Lumping, waiting: Lines, x: Floats) -> Floats:
    """Give a value for every column, from one for every class of columns.

    Parameters
    ----------
    waiting
        How moves are told apart.
    x
        By class of columns; a class has what all of its columns have in all.
    """
    every = x[lumped.columns]
    every[programme.column("x")] = _moves(programme, waiting, x)
    merged = np.bincount(lumped.columns)[lumped.columns] > 1
    for constraint, variable in (("balance", "s"), ("arrivals", "arr"), ("stay", "over")):
        block = next((one for one in programme.rows if one.name == constraint), None)
        if block is None:
            continue
        own = programme.column(variable)
        apart = every.copy()
        every[own] = np.where(merged[own], 0.0, every[own])
        apart[own] = 0.0
        rows = programme.row(constraint)
        rest = np.zeros(own.stop - own.start)
        rest[block.keys] = programme.most[rows] - (programme.matrix @ apart)[rows]
        every[own] += merged[own] * _from_rest(variable, rest, programme.layout.periods)
    return every


def _from_rest(variable: str, rest: Floats, periods: int) -> Floats:
    """Give a variable from what its rows are short of without it."""
    if variable == "s":
        return np.cumsum(rest.reshape(-1, periods), axis=1).ravel()
    return rest if variable == "arr" else np.maximum(0.0, -rest)


def _moves(programme: "Programme", apart: Lines, x: Floats) -> Floats:
    """Give who moves: line after line, those first from whom others come."""
    layout = programme.layout
    leaves = layout.moves[1]
    goers = x[apart.classes]
    moved = goers / apart.times
    supply = layout.supply[programme.policy.future]
    came: dict[int, Floats] = {}
    for number, line in apart.waiting:
        curve = _curve(layout, line, moved, supply[line.states])
        if line.after is not None:
            before = came[line.after]
            curve = np.hstack([np.zeros((len(before), 1)), supply[line.states, :1] + before])
        came[number] = curve
        goes = np.bincount(leaves[line.counted], goers[line.counted], layout.periods)
        share = _shares(curve, np.maximum.accumulate(np.cumsum(goes)))
        moved[line.goes] *= share[line.leaves, leaves[line.goes]]
    return moved


def _curve(layout: Layout, line: Line, moved: Floats, supply: Floats) -> Floats:
    """Give how many of each group had come by the end of each period, nobody before the first."""
    lane, _ = layout.moves
    came = supply.copy()
    at = line.joins, layout.arrives[line.comes]
    np.add.at(came, at, layout.survival[lane[line.comes]] * np.maximum(0.0, moved[line.comes]))
    return np.hstack([np.zeros((len(came), 1)), np.cumsum(came, axis=1)])


def _shares(curve: Floats, gone: Floats) -> Floats:
    """Give the share of each group in who goes in each period, first in, first out."""
    in_all = curve.sum(axis=0)
    by_group = np.array([np.interp(gone, in_all, one) for one in curve])
    goes = np.diff(by_group, axis=1, prepend=0.0)
    sums = goes.sum(axis=0)
    return np.where(sums > 0, goes / np.where(sums > 0, sums, 1.0), 1.0 / len(curve))
