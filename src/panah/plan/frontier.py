"""The price of an order of people: strict order, weights and floors side by side.

No order is right by itself. The frontier shows for each what every group gets and what it costs in
days of danger, so that people choose, and say why.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs
import numpy as np

from panah.domain.plan_input import PlanInput
from panah.domain.plan_policy import Order, Policy
from panah.plan.engine import Watch, quiet
from panah.plan.fairness import people_of
from panah.plan.lexicographic import Solved
from panah.plan.making import solve
from panah.plan.tables import frame

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Choice", "choices", "frontier"]

FLOORS = (0.25, 0.5, 1.0)
"""Parts of the common share that are tried: those of the method."""


@attrs.frozen(kw_only=True)
class Choice:
    """One order of people, by a name to choose it by."""

    name: str
    policy: Policy


def choices(plan_input: PlanInput, policy: Policy) -> tuple[Choice, ...]:
    """Give the orders that are shown: strict, weights by class, floors; the chosen among them."""
    classes = sorted({one.risk_class for one in plan_input.groups})
    falling = tuple((one, float(len(classes) - place)) for place, one in enumerate(classes))
    weights = policy.weights or falling
    shown = ":".join(f"{weight:g}" for _, weight in weights)
    floors = {*FLOORS, *([policy.floor_share] if policy.order is Order.FLOOR else [])}
    return (
        Choice(name="strict order", policy=attrs.evolve(policy, order=Order.STRICT)),
        Choice(
            name=f"weights {shown}",
            policy=attrs.evolve(policy, order=Order.WEIGHTS, weights=weights),
        ),
        *(
            Choice(
                name=f"floor of {part:.0%} of the common share",
                policy=attrs.evolve(policy, order=Order.FLOOR, floor_share=part),
            )
            for part in sorted(floors)
        ),
    )


def frontier(
    plan_input: PlanInput,
    policy: Policy,
    *,
    orders: Sequence[Choice] | None = None,
    watch: Watch = quiet,
) -> "pl.DataFrame":
    """Solve each order and lay them side by side, one row an order and group.

    Raises
    ------
    PlanError
        If one of them cannot be solved.
    """
    rows: list[dict[str, object]] = []
    for choice in orders or choices(plan_input, policy):
        watch.tell(f"order: {choice.name}")
        rows += _rows(choice.name, solve(plan_input, choice.policy, watch=watch))
    return frame("frontier", rows)


def _rows(name: str, solved: Solved) -> list[dict[str, object]]:
    layout = solved.programme.layout
    lane, _ = layout.moves
    group = layout.group_of_state[layout.source[lane]]
    moved = solved.x[solved.programme.column("x")] * layout.reached_by[lane]
    groups = layout.instance.groups
    reached = np.bincount(group, moved, minlength=len(groups))
    people = people_of(layout, solved.programme.policy.future)
    waiting = solved.answer("waiting")
    return [
        {
            "order": name,
            "group": one.name,
            "risk_class": one.risk_class,
            "people": float(people[n]),
            "reached": max(0.0, float(reached[n])),
            "common_share": solved.common_share,
            "weighted_days": None if waiting is None else waiting.value,
        }
        for n, one in enumerate(groups)
    ]
