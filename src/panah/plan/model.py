"""The allocation model: every constraint of the method in its order, then the numbers of it.

linopy is met here and in `panah.plan.building` alone. What leaves is a `Programme`: sparse arrays
with the limit and period of every row and column, which is what is solved, priced and explained.
"""

from functools import cached_property

import attrs
import numpy as np
import scipy.sparse as sp

from panah.domain.limit import ResourceKind
from panah.domain.plan_input import PlanInput
from panah.domain.plan_policy import Policy
from panah.errors import PlanError
from panah.plan import camps, fairness, flows, goals, money, stays, undivided
from panah.plan.building import Block, Building
from panah.plan.counting import Capacity
from panah.plan.goals import Goal
from panah.plan.layout import Floats, Layout, Whole
from panah.plan.lumping import Lumping, lumping

__all__ = ["Programme", "assemble", "programme"]


@attrs.frozen(kw_only=True, eq=False)
class Programme:
    """A linear programme: bring c x down, lower <= x <= upper, least <= A x <= most.

    Parameters
    ----------
    matrix
        Shape (row, column), by column.
    rows, columns
        The blocks of rows and of columns in order, with the limit of each.
    goals, costs
        The objectives in order, and for each its numbers by column.
    """

    layout: Layout
    policy: Policy
    capacities: tuple[Capacity, ...]
    matrix: sp.csc_array
    lower: Floats
    upper: Floats
    least: Floats
    most: Floats
    rows: tuple[Block, ...]
    columns: tuple[Block, ...]
    goals: tuple[Goal, ...]

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.matrix.shape[0], self.matrix.shape[1]

    @cached_property
    def lumped(self) -> Lumping | None:
        """The programme with groups that nothing ahead tells apart counted together."""
        return lumping(self)

    def span(self, blocks: tuple[Block, ...], name: str) -> slice:
        """Give where a block lies; an empty slice when there is none of that name."""
        begin = 0
        for block in blocks:
            if block.name == name:
                return slice(begin, begin + len(block.keys))
            begin += len(block.keys)
        return slice(0, 0)

    def column(self, name: str) -> slice:
        """Give where a variable lies among the columns."""
        return self.span(self.columns, name)

    def row(self, name: str) -> slice:
        """Give where a constraint lies among the rows."""
        return self.span(self.rows, name)

    def cost(self, goal: Goal) -> Floats:
        """Give the numbers of an objective by column."""
        cost = np.zeros(self.shape[1])
        for name, picks, numbers in goal.terms:
            at = np.arange(self.shape[1])[self.column(name)][picks]
            np.add.at(cost, at, numbers)
        return cost


def assemble(
    plan_input: PlanInput,
    policy: Policy,
    *,
    asking: bool = False,
    alike: bool = False,
    whole: bool = False,
) -> Building:
    """Write the model of an instance under a policy in linopy.

    Parameters
    ----------
    asking
        Let every negotiable limit be exceeded by what is asked for.
    alike
        Give models of the same lanes the same columns, whatever their numbers are.
    whole
        Write what is only taken whole; without it everything can be taken in part.

    Raises
    ------
    PlanError
        If the policy names a future or group that the instance does not have.
    """
    _fits(plan_input, policy)
    layout = Layout(plan_input)
    b = Building(layout, policy, asking=asking, alike=alike, whole=whole)
    flows.add_moves(b)
    stays.add_stays(b)
    camps.add_camps(b)
    money.add_finance(b)
    fairness.add_fairness(b)
    _add_extras(b)
    undivided.add_undivided(b)
    flows.balance(b)  # (1)
    flows.flow_limits(b)  # (2)
    stays.stock_limits(b)  # (3)
    flows.quotas(b)  # (4)
    stays.stay_limits(b)  # (5), with the dwell of (6) in the lag of its lane
    stays.promises(b)  # (7)
    camps.growth(b)  # (8)
    camps.camp_limits(b)
    camps.materials(b)
    camps.food(b)  # (9)
    money.pots(b)  # (10)
    money.ties(b)
    fairness.shares(b)  # (11)
    fairness.floors(b)  # (12)
    flows.returns(b)  # (13), with the facts in the bounds of x
    flows.locks(b)
    flows.kept(b)
    undivided.undivided(b)
    return b


def _fits(plan_input: PlanInput, policy: Policy) -> None:
    if policy.future not in plan_input.futures:
        raise PlanError(
            f"the instance has no future {policy.future!r}; it has {', '.join(plan_input.futures)}"
        )
    groups = {one.name for one in plan_input.groups}
    for name in policy.floor_groups or ():
        if name not in groups:
            raise PlanError(
                f"the policy puts {name!r} under a floor, whom the instance does not hold; "
                f"it holds {', '.join(sorted(groups))}"
            )


def _add_extras(b: Building) -> None:
    """Add e[r,t], what is asked for, and what goes to offers of unknown size."""
    periods = b.layout.periods
    limits = [one.resource.name for one in b.capacities]
    asked = [n for n, one in enumerate(b.capacities) if b.asking and one.resource.negotiable]
    unsized = [n for n, one in enumerate(b.capacities) if one.unsized]
    for name, which in (("e", asked), ("unsized", unsized)):
        if which:
            keys = np.concatenate([_keys(b.capacities[n], n, periods) for n in which])
            b.variable(name, limits, keys=keys, periods=periods)


def _keys(capacity: Capacity, number: int, periods: int) -> Whole:
    once = capacity.resource.kind is ResourceKind.QUOTA
    return number * periods + np.arange(1 if once else periods)


def programme(b: Building, *, objectives: tuple[Goal, ...] | None = None) -> Programme:
    """Take a model out of linopy as arrays."""
    arrays = b.model.matrices
    matrix = sp.csc_array(arrays.A)
    equal, below = arrays.sense == "=", arrays.sense == "<"
    return Programme(
        layout=b.layout,
        policy=b.policy,
        capacities=b.capacities,
        matrix=matrix,
        lower=arrays.lb,
        upper=arrays.ub,
        least=np.where(below, -np.inf, arrays.b),
        most=np.where(equal | below, arrays.b, np.inf),
        rows=tuple(b.rows),
        columns=tuple(b.columns),
        goals=goals.goals(b) if objectives is None else objectives,
    )
