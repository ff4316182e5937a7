"""What would have to be asked for: the smallest request that brings enough people to safety.

Every limit that somebody could be asked about may be exceeded, each unit with the weight of its
asking. Closed borders and other limits that cannot be asked about stay.
"""

from collections.abc import Collection
from typing import TYPE_CHECKING

import attrs
import numpy as np

from panah.domain.plan_input import PlanInput
from panah.domain.plan_policy import Order, Policy
from panah.errors import PlanError
from panah.plan.building import Building, Sum
from panah.plan.engine import Engine, Watch, quiet
from panah.plan.fairness import people_of
from panah.plan.goals import asks, goals
from panah.plan.layout import Floats
from panah.plan.model import Programme, assemble, programme
from panah.plan.prices import BY_DAY, origins_of
from panah.plan.tables import NOBODY, frame, on, rest_on

if TYPE_CHECKING:
    import polars as pl

__all__ = ["must_reach", "smallest_request"]

DAYS = 1e-6
"""assumed: weight of the waiting days beside what is asked for, so that of requests alike the one
that keeps people waiting least is made; the number of the method."""


GONE = 1e3
"""assumed: weight of a person-day on a place that is gone, so that no request is spared by it; as
in the scenarios."""


def must_reach(b: Building, groups: Collection[str], share: float) -> None:
    """Ask that a share of the people of each of some groups reaches safety.

    Raises
    ------
    PlanError
        If a group is not in the instance.
    """
    layout = b.layout
    lane, _ = layout.moves
    number = {one.name: n for n, one in enumerate(layout.instance.groups)}
    if unknown := sorted(set(groups) - number.keys()):
        raise PlanError(
            f"the instance holds no group {', '.join(unknown)}; it holds {', '.join(number)}"
        )
    people = people_of(layout, b.policy.future)
    group = layout.group_of_state[layout.source[lane]]
    adds = layout.reached_by[lane]
    left = Sum()
    names = sorted(groups)
    for n, name in enumerate(names):
        own = np.nonzero((group == number[name]) & (adds != 0))[0]
        if not len(own) and people[number[name]] > 0:
            raise PlanError(
                f"no lane ever brings {name!r} to safety, whatever is asked for; add a way first"
            )
        left.add(b.v["x"], own, into=n, times=adds[own])
    wanted = [share * people[number[name]] * (1 - NOBODY) for name in names]
    b.constrain("must_reach", left, ">=", wanted, limits=[f"{n} reaches safety" for n in names])


def smallest_request(
    plan_input: PlanInput,
    policy: Policy,
    groups: Collection[str],
    *,
    share: float = 1.0,
    watch: Watch = quiet,
) -> "pl.DataFrame":
    """Give the smallest package of asks with which a share of some groups reaches safety.

    Raises
    ------
    PlanError
        If no request is enough: what cannot be asked about stands in the way.
    """
    b = assemble(plan_input, attrs.evolve(policy, order=Order.STRICT), asking=True)
    must_reach(b, groups, share)
    if "e" not in b.v:
        raise PlanError("nothing in this instance can be asked for: no limit is negotiable")
    every = {one.name: one for one in goals(b)}
    written = programme(b, objectives=(asks(b), every["waiting"]))
    cost = written.cost(written.goals[0]) + DAYS * written.cost(every["waiting"])
    if "taken_away" in every:
        cost += GONE * written.cost(every["taken_away"])
    answer = Engine(written, watch=watch).solve(cost)
    if not answer.optimal:
        raise PlanError(
            f"no request brings {share:.0%} of {', '.join(sorted(groups))} to safety in "
            f"{plan_input.days} days: closed ways or what cannot be asked about stand against it"
        )
    request = f"{share:.0%} of {', '.join(sorted(groups))}"
    return frame("asks", [{"request": request, **row} for row in _rows(written, answer.x)])


def _rows(written: Programme, x: Floats) -> list[dict[str, object]]:
    layout = written.layout
    block = next(one for one in written.columns if one.name == "e")
    asked = x[written.column("e")]
    origins = origins_of(layout, written.capacities)
    rows: list[dict[str, object]] = []
    for number in np.unique(block.limit[asked > NOBODY]):
        resource = written.capacities[number].resource
        own = np.nonzero((block.limit == number) & (asked > NOBODY))[0]
        period = block.period[own]
        flows = resource.kind in BY_DAY
        days = layout.days[period] if flows else np.ones(len(own))
        rows.append(
            {
                "limit": resource.name,
                "layer": resource.layer,
                "unit": resource.unit,
                "in_all": float(asked[own].sum()) if flows else None,
                "most": float((asked[own] / days).max()),
                "first": on(layout, layout.start[period.min()]),
                "last": on(layout, layout.last[period.max()]),
                **rest_on(origins.get(resource.name, ())),
            }
        )
    rows.sort(key=lambda row: -float(str(row["most"])))
    return rows
