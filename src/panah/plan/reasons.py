"""Why a cohort is left: the cheapest ways to safety for it, and the limits met on each, in order.

With prices as lengths, the way of least length from where people wait to a place where they can
stay is what one of them would have to displace. Its limits are what binds for them, in the order in
which they would meet them. A way of length 1 or more costs somebody else a place.

Where no way is open, the ways are told that the fewest closed limits bar: those of which there is
nothing at all, such as the places of a host who is ready and does not count. Of equal ways the ones
to hosts who said the most come first. No way leads through days that are past.
"""

from typing import TYPE_CHECKING

import attrs
import numpy as np

from panah.domain.figure import Origin
from panah.plan.binding import is_count
from panah.plan.layout import Floats, Layout, Whole
from panah.plan.lexicographic import Solved
from panah.plan.model import Programme
from panah.plan.prices import NIL, origins_of
from panah.plan.tables import NOBODY, frame, rest_on

if TYPE_CHECKING:
    import polars as pl

__all__ = ["reasons"]

_DIGITS = 6
"""Digits of a length that are told apart: what lies below is the solver's noise."""

WAYS = 3
"""Ways that are told of each cohort: the number of the method."""

PLUMBING = {
    *("balance", "arrivals", "growth", "depot", "food", "stay", "share", "floor", "return", "kept"),
    *("flown", "module", "batch_least", "whole_offer", "one_of", "site_least", "ceiling_reached"),
}
"""Rows that are no limit on people who are to be brought to safety."""


def reasons(solved: Solved) -> "pl.DataFrame":
    """Give for each cohort that is left in danger the three shortest ways and their limits."""
    layout = solved.programme.layout
    stock = solved.x[solved.programme.column("s")].reshape(len(layout.counted), layout.periods)
    origins = origins_of(layout, solved.programme.capacities)
    classes = {one.name: one.risk_class for one in layout.instance.groups}
    lengths: dict[int, tuple[_Lengths, _Lengths]] = {}
    waiting = _waiting(layout)
    past = sum(one.start < layout.instance.now for one in layout.instance.periods[:-1])
    rows: list[dict[str, object]] = []
    for row, number in enumerate(layout.counted):
        people = float(stock[row, -1])
        if not layout.in_danger[number] or people <= NOBODY:
            continue
        state = layout.instance.states[number]
        level = classes[state.group]
        if level not in lengths:
            prices = _prices(solved, level)
            both = (_Lengths(solved.programme, prices, barred=one) for one in (False, True))
            lengths[level] = (next(both), next(both))
        since = max(past, int(np.nonzero(stock[row] > NOBODY)[0][0]))
        open_, barred = lengths[level]
        ways = open_.ways(int(number), since)
        is_open = bool(ways)
        for rank, way in enumerate(ways or barred.ways(int(number), since) or [_NO_WAY]):
            rests = [one for limit in way.limits for one in origins.get(limit, ())]
            if not is_open:
                rests += [one for limit in way.limits for one in waiting.get(limit, ())]
            rows.append(
                {
                    "group": state.group,
                    "node": state.node,
                    "people": people,
                    "rank": rank + 1,
                    "via": way.via or None,
                    "length": way.length if is_open else None,
                    "limits": list(way.limits) if way.via else ["no open way to safety"],
                    **rest_on(rests),
                }
            )
    return frame("reasons", rows)


def _waiting(layout: Layout) -> dict[str, tuple[Origin, ...]]:
    """Give what the offers of a limit rest on, whether they count or not."""
    found: dict[str, tuple[Origin, ...]] = {}
    for offer in layout.instance.offers:
        size = offer.high or offer.low
        origin = size.origin if size is not None else offer.origin
        if origin is not None:
            found[offer.resource] = (*found.get(offer.resource, ()), origin)
    return found


def _said(layout: Layout) -> dict[str, float]:
    """Give the people that the offers of each node name, whether they count or not."""
    sizes: dict[str, float] = {}
    for offer in layout.instance.offers:
        size = offer.high or offer.low
        more = size.most if size is not None else 0.0
        sizes[offer.resource] = sizes.get(offer.resource, 0.0) + more
    return {
        use.on.split("/")[0]: sizes[use.resource]
        for use in layout.instance.uses
        if use.resource in sizes
    }


def _prices(solved: Solved, risk_class: int) -> Floats:
    """Give what one more of each row brings to a class or those before it, whichever is most."""
    most = np.zeros(solved.programme.shape[0])
    for goal, answer in solved.answers:
        if is_count(goal):
            most = np.maximum(most, -answer.prices)
            if goal.name == f"reached_{risk_class}":
                break
    return most


@attrs.frozen
class _Way:
    via: str
    length: float
    limits: tuple[str, ...]


_NO_WAY = _Way("", np.inf, ())


class _Lengths:
    """Prices as lengths of moves and of waiting, and the ways of least length.

    Parameters
    ----------
    barred
        Whether ways lead through what is closed too, each such limit a length of its own, that of
        everything else nothing.
    """

    def __init__(self, programme: Programme, prices: Floats, *, barred: bool) -> None:
        self.programme = programme
        self.layout: Layout = programme.layout
        self.said = _said(self.layout) if barred else {}
        nothing = _nothing(programme)
        self.price = nothing if barred else prices * _limits_people(programme)
        every = programme.matrix.T @ self.price
        if not barred:
            every[np.asarray(abs(programme.matrix).T @ nothing > 0)] = np.inf
        self.move: Floats = every[programme.column("x")]
        waits = np.zeros((len(self.layout.instance.states), self.layout.periods))
        shape = (len(self.layout.counted), self.layout.periods)
        waits[self.layout.counted] = every[programme.column("s")].reshape(shape)
        self.wait = waits
        self.rows = programme.matrix.tocsc()
        self.names = [b.limits[n] for b in programme.rows for n in b.limit]
        lane, leaves = self.layout.moves
        self.source, self.target = self.layout.source[lane], self.layout.target[lane]
        self.leaves, self.lands = leaves, self.layout.arrives
        self.onward = self._onward()

    def _onward(self) -> Floats:
        """Give the least length from every state and period to the end of the plan in safety."""
        periods = self.layout.periods
        end = np.where(self.layout.in_danger, np.inf, 0.0)
        left = np.zeros((len(end), periods + 1))
        left[:, periods] = end
        for at in range(periods - 1, -1, -1):
            left[:, at] = self.wait[:, at] + left[:, at + 1]
            own = np.nonzero((self.leaves == at) & (self.lands < periods))[0]
            while True:
                before = left[:, at].copy()
                through = self.move[own] + left[self.target[own], self.lands[own]]
                np.minimum.at(left[:, at], self.source[own], through)
                if np.array_equal(before, left[:, at]):
                    break
        return left

    def ways(self, state: int, since: int) -> list[_Way]:
        """Give the shortest way through each first host, the shortest of them first."""
        reach, back = self._from(state, since)
        safe = self.layout.in_danger[self.source] & ~self.layout.in_danger[self.target]
        safe &= self.layout.group_of_state[self.source] == self.layout.group_of_state[state]
        steps = np.nonzero(safe & (self.lands < self.layout.periods))[0]
        length = (
            reach[self.source[steps], self.leaves[steps]]
            + self.move[steps]
            + self.onward[self.target[steps], self.lands[steps]]
        )
        best: dict[str, tuple[float, int]] = {}
        for step, long in zip(steps[np.argsort(length)], np.sort(length), strict=True):
            if np.isfinite(long):
                node = self.layout.instance.states[self.target[step]].node
                best.setdefault(node, (float(long), int(step)))
        chosen = sorted(best.items(), key=self._shorter)[:WAYS]
        return [
            _Way(node, long, self._limits([*self._before(step, back, since), *self._after(step)]))
            for node, (long, step) in chosen
        ]

    def _shorter(self, way: tuple[str, tuple[float, int]]) -> tuple[float, float, int]:
        node, (long, step) = way
        return round(long, _DIGITS), -self.said.get(node, 0.0), step

    def _from(self, state: int, since: int) -> tuple[Floats, Whole]:
        """Give the least length from a state to all others in danger, and by which column."""
        periods = self.layout.periods
        reach = np.full((len(self.layout.instance.states), periods), np.inf)
        back = np.full(reach.shape, -1)
        reach[state, since] = 0.0
        danger, group = self.layout.in_danger, self.layout.group_of_state
        within = danger[self.source] & danger[self.target] & (self.lands < periods)
        within &= group[self.source] == group[state]
        for at in range(since, periods):
            for move in np.nonzero(within & (self.leaves == at))[0]:
                there = self.target[move], self.lands[move]
                long = reach[self.source[move], at] + self.move[move]
                if long < reach[there]:
                    reach[there], back[there] = long, move
            if at + 1 < periods:
                longer = reach[:, at] + self.wait[:, at]
                waited = longer < reach[:, at + 1]
                reach[waited, at + 1] = longer[waited]
                back[waited, at + 1] = -1
        return reach, back

    def _before(self, step: int, back: Whole, since: int) -> list[int]:
        """Give the columns before a step into safety: moves and waiting, first to last."""
        found: list[int] = [self._column_of_move(step)]
        state, at = int(self.source[step]), int(self.leaves[step])
        while back[state, at] >= 0 or at > since:
            move = int(back[state, at])
            if move >= 0:
                found.append(self._column_of_move(move))
                state, at = int(self.source[move]), int(self.leaves[move])
            else:
                at -= 1
                found.append(self._column_of_wait(state, at))
        return found[::-1]

    def _after(self, step: int) -> list[int]:
        """Give the columns after a step into safety until the plan ends."""
        found: list[int] = []
        state, at = int(self.target[step]), int(self.lands[step])
        while at < self.layout.periods and self.layout.row_of_state[state] >= 0:
            stay = self.wait[state, at] + self.onward[state, at + 1]
            out = np.nonzero((self.source == state) & (self.leaves == at))[0]
            out = out[self.lands[out] < self.layout.periods]
            through = self.move[out] + self.onward[self.target[out], self.lands[out]]
            if len(out) and through.min() < stay - NIL:
                move = int(out[through.argmin()])
                found.append(self._column_of_move(move))
                state, at = int(self.target[move]), int(self.lands[move])
            else:
                found.append(self._column_of_wait(state, at))
                at += 1
        return found

    def _column_of_move(self, move: int) -> int:
        return int(self.programme.column("x").start) + move

    def _column_of_wait(self, state: int, at: int) -> int:
        cell = int(self.layout.row_of_state[state]) * self.layout.periods + at
        return int(self.programme.column("s").start) + cell

    def _limits(self, columns: list[int]) -> tuple[str, ...]:
        """Give the limits with a price that some columns use, in the order they are met."""
        met: dict[str, None] = {}
        for column in columns:
            span = slice(self.rows.indptr[column], self.rows.indptr[column + 1])
            for row in self.rows.indices[span]:
                if self.price[row] > NIL:
                    met.setdefault(self.names[row])
        return tuple(met)


def _nothing(programme: Programme) -> Floats:
    """Give 1 for rows of which there is nothing, so that nobody can take what uses them."""
    nothing = np.zeros(programme.shape[0])
    for name in ("flow", "stock", "quota"):
        own = programme.row(name)
        nothing[own] = programme.most[own] <= NIL
    return nothing


def _limits_people(programme: Programme) -> Floats:
    """Give 1 for rows that limit people on their way, 0 for those that only keep count."""
    return np.concatenate(
        [np.full(len(one.keys), float(one.name not in PLUMBING)) for one in programme.rows]
    )
