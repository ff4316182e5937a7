"""How one plan differs from another, and why: what was given, then what came of it.

First the choices, then what offers, limits and people were given, each with what it rests on, and
last what came of them: who reaches safety, who is left, how many each host takes.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from panah.domain.figure import Figure, Origin
from panah.domain.limit import Offer

if TYPE_CHECKING:
    from panah.domain.plan import Plan
    from panah.domain.plan_input import PlanInput

__all__ = ["Difference", "differences"]

_SAME = 0.5
"""Assumed: half a person; numbers nearer than that are the same for a reader."""


@attrs.frozen(kw_only=True)
class Difference:
    """One thing that differs.

    Parameters
    ----------
    what
        choice, offer, limit, people, reached, left or used.
    before, after
        The numbers; None where there is none.
    how
        What happened to it, in words.
    """

    what: str
    name: str
    how: str
    before: float | None = None
    after: float | None = None
    origin: Origin | None = None

    @property
    def row(self) -> dict[str, object]:
        """The row of ``plan_differences``."""
        told = self.origin
        return {
            **{name: getattr(self, name) for name in ("what", "name", "before", "after", "how")},
            "claims": told.claims if told else (),
            "assumption": told.assumption if told else "",
            "rule": told.rule if told else "",
        }


def differences(before: "Plan", after: "Plan") -> tuple[Difference, ...]:
    """Give what differs between two plans, causes first."""
    return (
        *_choices(before, after),
        *_offers(before.made_from, after.made_from),
        *_limits(before.made_from, after.made_from),
        *_people(before.made_from, after.made_from),
        *_outcomes(before, after),
    )


def _choices(before: "Plan", after: "Plan") -> Iterator[Difference]:
    one, other = before.manifest.policy, after.manifest.policy
    for field in attrs.fields(type(one)):
        was, now = getattr(one, field.name), getattr(other, field.name)
        if was != now and field.name not in {"chosen_by", "why"}:
            yield Difference(what="choice", name=field.name, how=f"{_shown(was)} → {_shown(now)}")
    for name in ("start", "days"):
        was, now = getattr(before.manifest, name), getattr(after.manifest, name)
        if was != now:
            yield Difference(what="choice", name=name, how=f"{was} → {now}")


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    return "all" if value is None else str(value)


def _offers(before: "PlanInput", after: "PlanInput") -> Iterator[Difference]:
    was, now = ({one.name: one for one in held.offers} for held in (before, after))
    for name in sorted({*was, *now}):
        one, other = was.get(name), now.get(name)
        how = "; ".join(_offer_changes(one, other))
        if how:
            yield Difference(
                what="offer",
                name=name,
                before=_least(one),
                after=_least(other),
                how=how,
                origin=_rests(was | now, name),
            )


def _rests(offers: Mapping[str, Offer], name: str) -> Origin | None:
    size = offers[name].low or offers[name].high
    return size.origin if size else offers[name].origin


def _offer_changes(one: Offer | None, other: Offer | None) -> Iterator[str]:
    if one is None or other is None:
        yield "new" if one is None else "no longer known or planned"
        return
    if one.live != other.live:
        yield "taken up again by its host" if other.live else "held back by its host"
    if one.planning_class != other.planning_class:
        yield f"{one.planning_class} → {other.planning_class}"
    if one.formal != other.formal:
        yield "agreed" if other.formal else "no longer agreed"
    if (_least(one), _top(one)) != (_least(other), _top(other)):
        yield f"{_size(one)} → {_size(other)}"


def _least(offer: Offer | None) -> float | None:
    return None if offer is None or offer.low is None else offer.low.most


def _top(offer: Offer) -> float | None:
    return None if offer.high is None else offer.high.most


def _size(offer: Offer) -> str:
    low, high = _least(offer), _top(offer)
    if low is None:
        return "size not stated"
    return f"{low:,.0f} or more" if high is None else f"{low:,.0f} to {high:,.0f}"


def _limits(before: "PlanInput", after: "PlanInput") -> Iterator[Difference]:
    was, now = dict(_figures(before)), dict(_figures(after))
    later = (after.start - before.start).days
    both = range(max(0, later), min(before.days, after.days + later))
    for name in sorted({*was, *now}):
        one, other = was.get(name), now.get(name)
        if one is None or other is None or _differ(one, other, both, later):
            yield Difference(
                what="limit",
                name=name,
                before=None if one is None else one.most,
                after=None if other is None else other.most,
                how=_how(one, other),
                origin=(was | now)[name].origin,
            )


def _differ(one: Figure, other: Figure, both: range, later: int) -> bool:
    """Tell whether two figures differ on a day of both plans; days count from the first."""
    return any(one.on(day) != other.on(day - later) for day in both)


def _how(one: Figure | None, other: Figure | None) -> str:
    if one is None or other is None:
        return "new" if one is None else "no longer there"
    if one.most == other.most:
        return "on other days"
    return "more" if other.most > one.most else "less"


def _figures(held: "PlanInput") -> Mapping[str, Figure]:
    found = {one.name: one.capacity for one in held.resources}
    found |= {f"open share of {one.name}": one.passing for one in held.resources}
    found |= {f"places built at {one.node}": one.built for one in held.camps}
    found |= {f"building at {one.node}": one.build_per_day for one in held.camps}
    found |= {f"permit at {one.node}": one.permit for one in held.camps}
    return {name: figure for name, figure in found.items() if figure is not None}


def _people(before: "PlanInput", after: "PlanInput") -> Iterator[Difference]:
    was, now = ({one.state: one for one in held.present} for held in (before, after))
    for state in sorted({*was, *now}):
        one, other = was.get(state), now.get(state)
        if (one and one.people) != (other and other.people):
            yield Difference(
                what="people",
                name=state.split("/")[1],
                before=one.people if one else None,
                after=other.people if other else None,
                how="who seek to leave",
                origin=(was | now)[state].origin,
            )


def _outcomes(before: "Plan", after: "Plan") -> Iterator[Difference]:
    for what, how, sums in (
        ("reached", "reach safety", _reached),
        ("left", "still in danger", _left),
        ("used", "are there when the plan ends", _there),
    ):
        was, now = sums(before), sums(after)
        for name in sorted({*was, *now}):
            one, other = was.get(name, 0.0), now.get(name, 0.0)
            if abs(other - one) >= _SAME:
                yield Difference(what=what, name=name, before=one, after=other, how=how)


def _reached(plan: "Plan") -> dict[str, float]:
    return _summed(plan.placed.to_dicts(), "group")


def _left(plan: "Plan") -> dict[str, float]:
    return _summed([row for row in plan.waiting.to_dicts() if row["in_danger"]], "group")


def _there(plan: "Plan") -> dict[str, float]:
    return _summed(plan.placed.to_dicts(), "node")


def _summed(rows: list[dict[str, Any]], by: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for row in rows:
        found[row[by]] = found.get(row[by], 0.0) + row["people"]
    return found
