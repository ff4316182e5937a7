"""An instance as arrays: which state, lane and period has which number, and who may leave when.

The time of a plan is its grid. People leave a period on its middle day, so that those who leave
lane l in period u arrive in the period that holds that day plus the lag: at(l, u). A movement that
would arrive after the last period does not exist, nor one on a day the lane is closed.
"""

from collections.abc import Sequence
from functools import cached_property

import attrs
import numpy as np
import numpy.typing as npt

from panah.domain.figure import Figure
from panah.domain.network import Lane, Passage, Stage
from panah.domain.plan_input import PlanInput

__all__ = ["Floats", "Layout", "Masks", "Whole"]

Whole = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Masks = npt.NDArray[np.bool_]

_DANGER = {Stage.ORIGIN, Stage.GATE}
_TRANSIT = {Stage.NEW, Stage.READY}


@attrs.frozen(eq=False)
class Layout:
    """The numbering of an instance.

    Cells are (state, period) for every state people can be counted in while they wait: all but
    the placed. Moves are (lane, period) for every lane that people may leave on in that period.
    """

    instance: PlanInput

    # Time

    @cached_property
    def periods(self) -> int:
        """How many periods there are."""
        return len(self.instance.periods)

    @cached_property
    def start(self) -> Whole:
        """First day of each period."""
        return np.array([one.start for one in self.instance.periods])

    @cached_property
    def days(self) -> Whole:
        """Length of each period in days."""
        return np.array([one.days for one in self.instance.periods])

    @cached_property
    def last(self) -> Whole:
        """Last day of each period."""
        return self.start + self.days - 1

    @cached_property
    def middle(self) -> Whole:
        """Day on which those who leave in a period are taken to leave."""
        return self.start + self.days // 2

    def holding(self, day: Whole | int) -> Whole:
        """Give the period that holds each day; the number of periods for days after the last."""
        return np.asarray(np.searchsorted(self.last, day))

    def by_day(self, figure: Figure) -> Floats:
        """Give a figure for every day of the plan."""
        held = np.zeros(self.instance.days)
        for day, value in figure.steps:
            held[max(day, 0) :] = value
        return held

    def in_all(self, daily: Floats) -> Floats:
        """Sum a daily amount over each period."""
        return np.asarray(np.add.reduceat(daily, self.start), dtype=float)

    def at_end(self, daily: Floats) -> Floats:
        """Give a daily level on the last day of each period."""
        return daily[self.last]

    # States and cells

    @cached_property
    def state_of(self) -> dict[str, int]:
        """Number of each state by name."""
        return {one.name: n for n, one in enumerate(self.instance.states)}

    @cached_property
    def group_of_state(self) -> Whole:
        """Number of the group of each state."""
        number = {one.name: n for n, one in enumerate(self.instance.groups)}
        return np.array([number[one.group] for one in self.instance.states])

    def at_stage(self, *stages: Stage) -> Masks:
        """Tell which states are at one of some stages."""
        return np.array([one.stage in stages for one in self.instance.states])

    @cached_property
    def in_danger(self) -> Masks:
        """Which states are in danger: before the first step into safety."""
        return self.at_stage(*_DANGER)

    @cached_property
    def in_transit(self) -> Masks:
        """Which states are at hubs."""
        return self.at_stage(*_TRANSIT)

    @cached_property
    def row_of_state(self) -> Whole:
        """Row of cells of each state; -1 for the placed, who are not counted by period."""
        rows = np.full(len(self.instance.states), -1)
        waits = ~self.at_stage(Stage.PLACED)
        rows[waits] = np.arange(int(waits.sum()))
        return rows

    @cached_property
    def counted(self) -> Whole:
        """The states that have cells, in the order of their rows."""
        return np.nonzero(self.row_of_state >= 0)[0]

    def cells_of(self, states: Whole | Sequence[int]) -> Whole:
        """Give the cells of states that have them, shape (state, period)."""
        rows = self.row_of_state[np.asarray(states, dtype=int)][:, None]
        return np.asarray(rows * self.periods + np.arange(self.periods)[None, :])

    # Lanes and moves

    @cached_property
    def lane_of(self) -> dict[str, int]:
        """Number of each lane by name."""
        return {one.name: n for n, one in enumerate(self.instance.lanes)}

    @cached_property
    def source(self) -> Whole:
        """State each lane begins in."""
        return np.array([self.state_of[one.source] for one in self.instance.lanes], dtype=int)

    @cached_property
    def target(self) -> Whole:
        """State each lane ends in."""
        return np.array([self.state_of[one.target] for one in self.instance.lanes], dtype=int)

    @cached_property
    def survival(self) -> Floats:
        """Share of those who leave each lane that arrives."""
        return np.array([one.survival for one in self.instance.lanes], dtype=float)

    def taking(self, passage: Passage) -> Masks:
        """Tell which lanes are of a passage."""
        return np.array([one.passage is passage for one in self.instance.lanes], dtype=bool)

    @cached_property
    def reached_by(self) -> Floats:
        """People that one who leaves a lane adds to those reached: the survival, minus, or 0."""
        safe, back = self.taking(Passage.TO_SAFETY), self.taking(Passage.RETURN)
        return np.where(safe, self.survival, np.where(back, -1.0, 0.0))

    @cached_property
    def fact(self) -> Floats:
        """People who left each lane in each period as a fact; not a number where none says."""
        facts = np.full((len(self.instance.lanes), self.periods), np.nan)
        for one in self.instance.facts:
            place = self.lane_of[one.lane], int(self.holding(one.day))
            facts[place] = one.people + (0.0 if np.isnan(facts[place]) else facts[place])
        return facts

    @cached_property
    def promised(self) -> Floats:
        """People who were promised to leave each lane in each period, shape (lane, period)."""
        people = np.zeros((len(self.instance.lanes), self.periods))
        for one in self.instance.promised:
            people[self.lane_of[one.lane], int(self.holding(one.day))] += one.people
        return people

    @cached_property
    def expected(self) -> Masks:
        """Which facts are returns still to come: as many go back as are there to, up to the fact.

        Shape (lane, period).
        """
        ahead = (self.start >= self.instance.now)[None, :]
        back = self.taking(Passage.RETURN)[:, None]
        return np.asarray(~np.isnan(self.fact) & back & ahead)

    @cached_property
    def lands(self) -> Whole:
        """Period in which each lane arrives by period of leaving, shape (lane, period)."""
        lag = np.array([one.lag_days for one in self.instance.lanes], dtype=int)
        return self.holding(self.middle[None, :] + lag[:, None])

    @cached_property
    def open(self) -> Masks:
        """Whether people may leave a lane in a period, shape (lane, period)."""
        may = np.array([self._days_open(one) for one in self.instance.lanes], dtype=bool)
        may = may.reshape(len(self.instance.lanes), self.periods)
        may &= (self.lands < self.periods) & (self.start >= self.instance.now)[None, :]
        may &= ~self.taking(Passage.RETURN)[:, None]
        return np.asarray(may | ~np.isnan(self.fact))

    def _days_open(self, lane: Lane) -> Masks:
        return np.array([lane.open_on(int(day)) for day in self.middle], dtype=bool)

    @cached_property
    def moves(self) -> tuple[Whole, Whole]:
        """The lane and the period of each move."""
        lane, period = np.nonzero(self.open)
        return lane, period

    @cached_property
    def move_of(self) -> Whole:
        """Number of the move of a lane in a period, shape (lane, period); -1 where closed."""
        numbers = np.full(self.open.shape, -1)
        numbers[self.moves] = np.arange(len(self.moves[0]))
        return numbers

    @cached_property
    def arrives(self) -> Whole:
        """Period in which each move arrives; the number of periods for facts that end later."""
        return self.lands[self.moves]

    @cached_property
    def between(self) -> tuple[Whole, Whole]:
        """Moves under way at the end of a period, as pairs (move, period)."""
        _, leaves = self.moves
        length = np.minimum(self.arrives, self.periods) - leaves
        move = np.repeat(np.arange(len(leaves)), length)
        first = np.repeat(np.cumsum(length) - length, length)
        return move, leaves[move] + np.arange(len(move)) - first

    # People

    @cached_property
    def supply(self) -> dict[str, Floats]:
        """People who come to each state in each period, by future, shape (state, period)."""
        made = {}
        for future in self.instance.futures:
            people = np.zeros((len(self.instance.states), self.periods))
            for one in self.instance.arrivals:
                if one.future == future:
                    people[self.state_of[one.state]] += self.in_all(self.by_day(one.people))
            for present in self.instance.present:
                people[self.state_of[present.state], 0] += present.people
            made[future] = people
        return made
