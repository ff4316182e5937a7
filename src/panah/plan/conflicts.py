"""The smallest set of facts, locks and limits that cannot hold together.

Asked of the part of the instance that the locks are about, or of one cohort that is left out: then
the set says what stands between these people and safety. Every member is needed: without any one of
them the rest can hold.
"""

from collections.abc import Collection
from typing import TYPE_CHECKING

import attrs
import numpy as np

from panah.domain.plan_input import PlanInput
from panah.domain.plan_policy import Order, Policy
from panah.plan.asking import must_reach
from panah.plan.building import Block
from panah.plan.engine import Engine
from panah.plan.layout import Whole
from panah.plan.model import Programme, assemble, programme
from panah.plan.prices import origins_of
from panah.plan.subset import only
from panah.plan.tables import frame, on, rest_on

if TYPE_CHECKING:
    import polars as pl

__all__ = ["conflicts"]


def conflicts(
    plan_input: PlanInput, policy: Policy, *, cohort: Collection[str] = ()
) -> "pl.DataFrame":
    """Give the limits that cannot hold together; no rows when they can.

    Parameters
    ----------
    cohort
        Groups of whom everybody is to reach safety; none to ask about facts and locks alone.

    Raises
    ------
    PlanError
        If a group of the cohort is not in the instance.
    """
    groups = set(cohort) or _fixed(plan_input)
    if not groups:
        return frame("conflicts", [])
    strict = attrs.evolve(policy, order=Order.STRICT, floor_groups=None)
    b = assemble(only(plan_input, groups), strict)
    if cohort:
        must_reach(b, cohort, 1.0)
    written = programme(b)
    rows, columns = Engine(written).conflict()
    return frame("conflicts", _named(written, rows, columns))


def _fixed(plan_input: PlanInput) -> set[str]:
    """Give the groups that facts and locks are about."""
    group = {one.name: one.group for one in plan_input.states}
    source = {one.name: one.source for one in plan_input.lanes}
    lanes = {one.lane for one in plan_input.facts}
    lanes |= {lane for lock in plan_input.locks for lane in lock.lanes}
    return {group[source[lane]] for lane in lanes}


def _named(written: Programme, rows: Whole, columns: Whole) -> list[dict[str, object]]:
    origins = origins_of(written.layout, written.capacities)
    found: dict[str, tuple[list[int], bool]] = {}
    held = np.nonzero(np.isfinite(written.upper))[0]  # that x >= 0 is no limit of anybody
    for blocks, numbers in (
        (written.rows, rows),
        (written.columns, columns[np.isin(columns, held)]),
    ):
        begin = 0
        for block in blocks:
            own = numbers[(numbers >= begin) & (numbers < begin + len(block.keys))] - begin
            begin += len(block.keys)
            for one in own:
                _note(found, block, int(one))
    layout = written.layout
    return [
        {
            "limit": name,
            "first": None if once else on(layout, layout.start[min(periods)]),
            "last": None if once else on(layout, layout.last[max(periods)]),
            "rows": len(periods),
            **rest_on(origins.get(name, ())),
        }
        for name, (periods, once) in found.items()
    ]


_PLUMBING = {"balance", "arrivals", "growth", "depot", "food", "unfed"}
"""Rows that only say that people and goods do not appear or vanish."""


def _note(found: dict[str, tuple[list[int], bool]], block: Block, one: int) -> None:
    name = block.limits[block.limit[one]]
    if block.name not in _PLUMBING:
        periods, _ = found.setdefault(name, ([], block.periods == 1))
        periods.append(int(block.period[one]))
