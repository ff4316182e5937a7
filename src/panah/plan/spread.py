"""People spread over offers so that the failure of any few of them costs the fewest.

Whoever rests on an offer that fails is lost to the plan; how many are lost at worst when any G of
the offers fail is at most G q + sum p_o with q + p_o >= people resting on offer o and q, p_o >= 0:
the dual rows of Bertsimas and Sim (The price of robustness, 2004), so that the plan stays linear.
What is brought up is people reached less those lost at worst. Nothing is planned anew after the
failure, so that the number told is the least.
"""

from typing import TYPE_CHECKING

import attrs
import numpy as np

from panah.domain.plan_input import PlanInput
from panah.domain.plan_policy import Order, Policy
from panah.errors import PlanError
from panah.plan.binding import is_count
from panah.plan.building import Building, Sum
from panah.plan.counting import counts, held
from panah.plan.engine import Engine, Watch, quiet
from panah.plan.goals import goals
from panah.plan.layout import Floats
from panah.plan.lexicographic import Solved
from panah.plan.making import told
from panah.plan.model import assemble, programme
from panah.plan.undivided import coming
from panah.plan.variants import row_of

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Spread", "spread"]

DAYS, GONE = 1e-6, 1e3
"""assumed: weights of waiting days and of days on a place that is gone, as in smallest requests."""


@attrs.frozen(kw_only=True, eq=False)
class Spread:
    """A plan against failures.

    Parameters
    ----------
    reached, at_least
        People when every offer comes true, and whichever of them fail.
    resting
        People resting on each offer.
    beside
        Its row beside other plans.
    """

    reached: float
    at_least: float
    resting: dict[str, float]
    beside: "pl.DataFrame"


def spread(
    plan_input: PlanInput, policy: Policy, *, fails: int = 1, watch: Watch = quiet
) -> Spread:
    """Spread people over the offers that count so that any few may fail.

    Parameters
    ----------
    fails
        How many offers fail at worst.

    Raises
    ------
    PlanError
        If no offer counts, or the plan is not solved.
    """
    b = assemble(plan_input, attrs.evolve(policy, order=Order.STRICT, floor_groups=None))
    names = _rest(b)
    written = programme(b, objectives=goals(b))
    cost = np.zeros(written.shape[1])
    for goal in written.goals:
        weighs = {"waiting": DAYS, "taken_away": GONE}.get(goal.name, float(is_count(goal)))
        cost += weighs * written.cost(goal)
    reaches = cost * 0.0
    days = written.cost(next(one for one in written.goals if one.name == "waiting"))
    for goal in filter(is_count, written.goals):
        reaches -= written.cost(goal)
    cost[written.column("worst")] = fails
    cost[written.column("lost")] = 1.0
    watch.tell(f"spread against {fails} of {len(names)} offers that fail")
    answer = Engine(written, watch=watch).solve(cost)
    if not answer.optimal:
        raise PlanError(f"the plan against failures was not solved ({answer.status})")
    sums = written.matrix[written.row("resting")] @ _without(written.column("worst"), answer.x)
    lost = answer.x[written.column("lost")]
    resting = dict(zip(names, np.maximum(0.0, lost - sums), strict=True))
    reached = float(reaches @ answer.x)
    at_least = reached - sum(sorted(resting.values(), reverse=True)[:fails])
    solved = Solved(
        programme=written,
        x=answer.x,
        answers=(),
        complete=True,
        note="",
        common_share=None,
        rechecked=(),
    )
    title = f"spread out, so that at least {at_least:,.0f} are reached whichever {fails} fails"
    return Spread(
        reached=reached,
        at_least=at_least,
        resting=resting,
        beside=row_of(title, told(solved), weighted_days=float(days @ answer.x)),
    )


def _without(span: slice, x: Floats) -> Floats:
    rest = x.copy()
    rest[span] = 0.0
    return rest


def _rest(b: Building) -> list[str]:
    """Write q + p_o >= people resting on each offer that counts; give the offers."""
    number = {one.resource.name: n for n, one in enumerate(b.capacities)}
    offers = [one for one in b.layout.instance.offers if counts(one, b.policy)]
    parts = {}
    for offer in offers:
        capacity = b.capacities[number[offer.resource]]
        own = float(held(b.layout, capacity.resource, offer, b.policy).sum())
        if own > 0:
            parts[offer.name] = (number[offer.resource], own / float(capacity.amount.sum()))
    if not parts:
        raise PlanError("no offer counts under this policy, so that none can fail")
    b.variable("worst", ["offers that fail"])
    b.variable("lost", list(parts))
    left = Sum()
    left.add(b.v["worst"], np.zeros(len(parts), dtype=int), into=np.arange(len(parts)))
    left.add(b.v["lost"], np.arange(len(parts)), into=np.arange(len(parts)))
    for row, (resource, part) in enumerate(parts.values()):
        moves, times = coming(b, resource)
        left.add(b.v["x"], moves, into=row, times=-part * times)
    b.constrain("resting", left, ">=", 0.0, limits=list(parts))
    return list(parts)
