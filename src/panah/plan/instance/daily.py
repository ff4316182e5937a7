"""A plan day by day: flight by flight, and site by site."""

from collections.abc import Iterator
from datetime import date, timedelta

from panah.domain.network import NodeKind, Stage
from panah.domain.plan import Plan
from panah.frames import Row

__all__ = ["flights", "sites"]


def flights(plan: Plan, per_flight: float) -> Iterator[Row]:
    """Give who flies when: from an airport or hub, on one day, to one place.

    Parameters
    ----------
    per_flight
        People on a flight; flights are rounded up.
    """
    kinds = {node.name: node.kind for node in plan.made_from.nodes}
    legs: dict[tuple[object, str, str, int], dict[str, float]] = {}
    for row in plan.flows.iter_rows(named=True):
        ends = (str(row["from"]), str(row["to"]))
        if ends[0] == ends[1] or kinds[ends[1]] not in {NodeKind.HUB, NodeKind.FINAL}:
            continue
        groups = legs.setdefault((row["leave"], *ends, row["days"]), {})
        groups[row["group"]] = groups.get(row["group"], 0.0) + row["people"]
    for (day, start, end, days), groups in sorted(legs.items(), key=str):
        people = sum(groups.values())
        yield {
            "day": day,
            "days": days,
            "from": start,
            "to": end,
            "people": people,
            "flights": -int(-people // per_flight),
            "groups": tuple(f"{group} {count:,.0f}" for group, count in sorted(groups.items())),
        }


def sites(plan: Plan) -> Iterator[Row]:
    """Give who is where at the end of each period: hubs, camps and countries of stay.

    Whose papers are being made has left one state and not reached the next, and is there.
    """
    kinds = {node.name: node for node in plan.made_from.nodes}
    held: dict[tuple[date, str], dict[str, float]] = {}
    for day, node, stage, people in (*_waiting(plan), *_inside(plan)):
        if kinds[node].kind not in {NodeKind.ORIGIN, NodeKind.GATE}:
            stages = held.setdefault((day, node), {})
            stages[stage] = stages.get(stage, 0.0) + people
    for (day, node), stages in sorted(held.items(), key=str):
        yield {
            "day": day,
            "node": node,
            "country": kinds[node].country,
            "kind": kinds[node].kind,
            "people": sum(stages.values()),
            "new": stages.get("new", 0.0),
            "ready": stages.get("ready", 0.0),
        }


_Here = tuple[date, str, str, float]
"""Day, node, stage, people."""


def _waiting(plan: Plan) -> Iterator[_Here]:
    for row in plan.stocks.iter_rows(named=True):
        yield row["day"], row["node"], row["stage"], row["people"]


def _inside(plan: Plan) -> Iterator[_Here]:
    """Give who is being processed at the end of each period."""
    start = plan.made_from.start
    ends = [start + timedelta(days=period.last) for period in plan.made_from.periods]
    for row in plan.flows.filter(plan.flows["from"] == plan.flows["to"]).iter_rows(named=True):
        for end in ends:
            if row["leave"] <= end < row["arrive"]:
                yield end, row["from"], Stage.NEW, row["people"]
