"""What one more flight, vetting team, depot or hundred places changes, by solving the whole again.

A planner asks in the units of the field, and for people and days at once. Every answer is a plan of
its own with one more, and another with ten, so that it shows how far the first holds.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

import attrs

from panah.domain.figure import Figure, Origin
from panah.domain.limit import Depot, Resource
from panah.domain.plan import Plan
from panah.domain.plan_input import PlanInput
from panah.plan.engine import Watch, quiet
from panah.plan.making import make_plan
from panah.plan.signatures import spared
from panah.plan.tables import frame, rest_on

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Unit", "one_more"]

HOLDS = 0.01
"""assumed: share by which ten may differ from ten times one and still be called ten times as much;
what is told is rounded to people."""


@attrs.frozen
class Unit:
    """What one more is, in words, and how many units of the limit that makes."""

    words: str
    amount: float


@attrs.frozen(kw_only=True)
class _Try:
    """A limit of which there may be more."""

    limit: str
    unit: Unit
    more: Callable[[PlanInput, float], PlanInput]
    rests: Mapping[str, object]


def one_more(plan: Plan, units: Mapping[str, Unit], watch: Watch = quiet) -> "pl.DataFrame":
    """Give what one and ten more of each limit with a price, and of each depot, would change.

    Parameters
    ----------
    units
        What one more is, by the first word of a limit's name: places, seats, vetting, depot. A
        limit without one is counted by a hundred.

    Raises
    ------
    PlanError
        If a plan with more does not hold.
    """
    rows: list[dict[str, object]] = []
    for one in _tries(plan, units):
        gains = []
        for times in (1, 10):
            watch.tell(f"{times} more: {one.limit}")
            changed = one.more(plan.made_from, times * one.unit.amount)
            made = make_plan(changed, plan.manifest.policy, watch=watch)
            if watch.stopped():
                return frame("more", rows)
            gains.append((made.reached - plan.reached, spared(plan, made)))
        (reached, days), (ten, _) = gains
        rows.append(
            {
                "limit": one.limit,
                "more": one.unit.words,
                "amount": one.unit.amount,
                "reached": reached,
                "weighted_days": days,
                "reached_ten": ten,
                "holds": abs(ten - 10 * reached) <= HOLDS * max(1.0, abs(ten)),
                **one.rests,
            }
        )
    rows.sort(key=lambda row: -float(str(row["reached"])))
    return frame("more", rows)


_HUNDRED = 100.0


def _tries(plan: Plan, units: Mapping[str, Unit]) -> Iterator[_Try]:
    resources = {one.name: one for one in plan.made_from.resources}
    rows = [row for row in plan.worth.to_dicts() if (row["slope"] or 0.0) > 0]
    priced = {str(row["limit"]).removeprefix("whole:"): row for row in rows}
    for name, row in priced.items():
        if name in resources:
            resource = resources[name]
            unit = units.get(name.partition(":")[0])
            yield _Try(
                limit=name,
                unit=unit or Unit(f"a hundred of: {resource.unit}", _HUNDRED),
                more=partial(_with_more, resource),
                rests={key: row[key] for key in ("claims", "assumption", "rule")},
            )
    for depot in plan.made_from.depots:
        if "depot" in units:
            yield _Try(
                limit=f"store of {depot.name}",
                unit=units["depot"],
                more=partial(_with_larger, depot),
                rests=rest_on((depot.holds.origin,)),
            )


def _with_more(resource: Resource, held: PlanInput, amount: float) -> PlanInput:
    """Give the instance with more of a resource, on all days on which there may be any."""
    told = Origin(rule="one more", text="a question, not a fact")
    stands = resource.capacity
    steps: tuple[tuple[int, float], ...] = ((0, amount),)
    if stands is not None:
        steps = tuple((day, value + amount * (value > 0)) for day, value in stands.steps)
    other = attrs.evolve(resource, capacity=Figure(steps, told))
    return attrs.evolve(
        held, resources=tuple(other if one == resource else one for one in held.resources)
    )


def _with_larger(depot: Depot, held: PlanInput, tonnes: float) -> PlanInput:
    """Give the instance with a larger depot, and deliveries in proportion."""
    share = 1 + tonnes / depot.holds.most if depot.holds.most else 1.0
    other = attrs.evolve(
        depot, holds=depot.holds.times(share), delivered=depot.delivered.times(share)
    )
    return attrs.evolve(held, depots=tuple(other if one == depot else one for one in held.depots))
