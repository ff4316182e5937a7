"""Why people wait at a crossing although the camps behind it take them: what is weighed there.

A plan may leave people in danger for days before a camp that is open to them, as a day without food
there is weighed more than a day at the crossing, or as places are not built yet. Whoever reads the
plan must see the weights, as they are choices and no measurements.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

import attrs

from panah.brief.plan.page import PlanPage, node, rows
from panah.domain.limit import Camp

__all__ = ["Late", "let_in_late"]

_SOME = 1.0
"""Assumed: fewer than one person is nobody for a reader."""


@attrs.frozen(kw_only=True)
class Late:
    """A camp into which people are let late, and why."""

    camp: str
    told: str


class _Wait(NamedTuple):
    gate: str
    group: str
    since: date
    most: float


def let_in_late(page: PlanPage) -> Iterator[Late]:
    """Give the camps before which people wait for more than a day and are let in later, and why."""
    for camp in page.plan.made_from.camps:
        into = _first_day(page, camp.node)
        wait = None if into is None else _wait(page, camp.node, into)
        if into is not None and wait is not None and (into - wait.since).days > 1:
            told = " ".join((_waits(page, wait, into), *_why(page, camp, wait, into)))
            yield Late(camp=node(page, camp.node), told=told)


def _first_day(page: PlanPage, name: str) -> date | None:
    """Give the day from which on somebody is at a place and stays: of a week its first day."""
    here = [row for row in rows(page.plan.stocks) if row["node"] == name]
    full = [row["day"] for row in here if row["people"] >= _SOME]
    comes = [row["leave"] for row in rows(page.plan.flows) if row["to"] == name != row["from"]]
    return max((day for day in comes if full and day <= min(full)), default=None)


def _wait(page: PlanPage, camp: str, into: date) -> _Wait | None:
    """Give who waits before a camp until somebody is let in, the most at one gate."""
    ways = {
        (row["from"], row["group"])
        for row in rows(page.plan.flows)
        if row["to"] == camp and row["from"] != camp
    }
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows(page.plan.stocks):
        if (row["node"], row["group"]) in ways and row["people"] >= _SOME and row["day"] < into:
            found.setdefault((row["node"], row["group"]), []).append(row)
    waits = [
        _Wait(gate, group, min(one["day"] for one in some), max(one["people"] for one in some))
        for (gate, group), some in found.items()
    ]
    return max(waits, key=lambda one: one.most, default=None)


def _waits(page: PlanPage, wait: _Wait, into: date) -> str:
    return (
        f"up to {wait.most:,.0f} wait at {node(page, wait.gate)} from {wait.since} on, and people "
        f"are let in from {into} on."
    )


def _why(page: PlanPage, camp: Camp, wait: _Wait, into: date) -> Iterator[str]:
    """Give what keeps them out: food and its weight, building, and what may still be given up."""
    weighs = page.weights
    danger = next(one for one in page.plan.made_from.groups if one.name == wait.group)
    at_gate = danger.danger_weight * weighs["gate"]
    start = page.plan.manifest.start
    until, built = start, start + timedelta(camp.lead_days)
    if not camp.built.on(0) and camp.lead_days:
        yield f"A place that is begun on {start} can be used on {built}."
        until = built
    fed = _fed(page, camp.node)
    if fed is not None and fed > wait.since and weighs["unfed"] > at_gate:
        until = max(until, fed)
        yield (
            f"There is food from {fed} on: a day without is weighed {weighs['unfed']:g}, a day at "
            f"the crossing {at_gate:g}, so that nobody is let in before. Both are assumed; a "
            f"danger.class{danger.risk_class} above {weighs['unfed'] / weighs['gate']:g} under "
            f"--parameters turns that round."
        )
    if page.plan.made_from.shares and into > until + timedelta(1):
        yield (
            f"What is later costs nobody safety: weighted days may grow by {weighs['allowed']:.1%} "
            f"for fairness between hosts, and cost may use what that leaves; without shares of "
            f"hosts nothing is given up."
        )


def _fed(page: PlanPage, camp: str) -> date | None:
    """Give the first day on which food can come to a camp; None where no depot feeds it."""
    made = page.plan.made_from
    depots = {one.name: one for one in made.depots}
    days = [
        day + route.lag_days
        for route in made.routes
        if route.camp == camp
        for day, holds in depots[route.depot].holds.steps
        if holds > 0
    ]
    return made.start + timedelta(min(days)) if days else None
