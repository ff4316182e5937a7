"""The section of a brief on a plan: who is placed where, who is left and why, what binds.

A plan is a proposal, and the section says so. Every number leads to the plan that computed it, and
every limit to the words, the assumption, the rule or the ruling it rests on.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import attrs

from panah.brief.model import Block, Footnote, Run, Sentence
from panah.brief.plan.page import (
    KINDS,
    PlanPage,
    at,
    by_group,
    counted,
    group,
    limit,
    node,
    on_way,
    order_of,
    rows,
    total,
    warnings,
    way,
)
from panah.brief.plan.parts import rests
from panah.brief.words import day
from panah.domain.figure import Figure, Origin
from panah.errors import InputError

__all__ = ["proposal"]

PLAN = "plan"
"""Key of the footnote that says how a plan was made."""

_WORTH = 5
"""Assumed: limits of which a reader of a brief wants to know what one more would change."""

_SOME = 0.5
"""Assumed: fewer than half a person is nobody for a reader."""


def proposal(page: PlanPage) -> tuple[tuple[Block, ...], Mapping[str, Footnote]]:
    """Give the blocks of a plan, and the footnotes its numbers lead to.

    Raises
    ------
    InputError
        If the plan was made from another situation, or from claims the brief leaves out.
    """
    _check(page)
    notes = {PLAN: _made(page), **_assumed(page)}
    first = page.plan.manifest.start
    last = first + timedelta(page.plan.manifest.days - 1)
    blocks = (
        Block(
            name="plan-placed",
            heading=f"The plan: who can be sheltered where, {day(first)} to {day(last)}",
            sentences=tuple(_placed(page)),
        ),
        Block(
            name="plan-left", heading="Who is left, and why", sentences=tuple(_left(page, notes))
        ),
        Block(name="plan-binds", heading="What binds", sentences=tuple(_binds(page, notes))),
        Block(
            name="plan-worth",
            heading="What one more would change",
            sentences=tuple(_worth(page, notes)),
        ),
    )
    return tuple(one for one in blocks if one.sentences), notes


def _check(page: PlanPage) -> None:
    made, view = page.plan.made_from, page.situation.view
    today = made.start + timedelta(made.now)
    if made.head != page.situation.head or today != view.as_of:
        raise InputError(
            f"the plan is made from {today} and ledger head {made.head[:12]}, the brief from "
            f"{view.as_of} and {page.situation.head[:12]}; make both from one situation"
        )
    some = (page.plan.binding, page.plan.reasons, page.plan.worth)
    named = {key for table in some for row in rows(table) for key in row["claims"] or ()}
    if named - page.situation.standing.keys():
        raise InputError(
            "the plan rests on claims that the brief leaves out; make it from the brief's own "
            "situation"
        )


def _made(page: PlanPage) -> Footnote:
    """Say how the plan was made, and by whose choice."""
    manifest, policy = page.plan.manifest, page.plan.manifest.policy
    levels = ", ".join(f"{one.level} {one.value:,.0f}" for one in manifest.levels)
    text = (
        f"Computed: a plan over {manifest.days} days from {day(manifest.start)} by a linear "
        f"programme, solver {manifest.solver}, ledger head {manifest.head[:12]}; counted are "
        f"{counted(policy)}; future {policy.future}; whose turn it is: {order_of(policy)}, chosen "
        f"by {policy.chosen_by}: {policy.why}. Levels: {levels}."
    )
    return Footnote(number=0, key=PLAN, text=text)


def _assumed(page: PlanPage) -> dict[str, Footnote]:
    """Give a footnote for what figures of the plan rest on that no claim says."""
    found = {}
    for figure in _figures(page):
        for key, label in _keys(figure.origin):
            steps = ", ".join(
                f"{value:,.6g}" + (f" from day {on} on" if len(figure.steps) > 1 else "")
                for on, value in figure.steps
            )
            text = figure.origin.text.removeprefix("assumed: ")
            found[key] = Footnote(number=0, key=key, text=f"{label}: {steps}; {text}.")
    for one in page.plan.made_from.locks:
        key = f"lock:{one.name}"
        found[key] = Footnote(number=0, key=key, text=f"Ruled by {one.by}: {one.name} ({one.why}).")
    return found


def _figures(page: PlanPage) -> Iterator[Figure]:
    """Give what limits and groups of the plan count."""
    made = page.plan.made_from
    yield from (one.capacity for one in made.resources if one.capacity is not None)
    held: tuple[Any, ...] = (*made.offers, *made.camps, *made.depots, *made.routes)
    for one in (*held, made.standards):
        fields = (getattr(one, field.name) for field in attrs.fields(type(one)))
        yield from (figure for figure in fields if isinstance(figure, Figure))


def _keys(origin: Origin) -> Iterator[tuple[str, str]]:
    for word, label in ((origin.assumption, "Assumed"), (origin.rule, "Number")):
        for key in filter(None, (word or "").split(", ")):
            yield f"{'assumed' if label == 'Assumed' else 'rule'}:{key}", f"{label} {key}"


def _notes(row: Mapping[str, Any], notes: Mapping[str, Footnote]) -> tuple[str, ...]:
    """Give the keys of footnotes of a row: claims by their id, all else as it is noted."""
    keys = (key.removeprefix("claim:") for key in rests(row))
    claims = set(row["claims"] or ())
    return tuple(key for key in keys if key in claims or key in notes) or (PLAN,)


def _placed(page: PlanPage) -> Iterator[Sentence]:
    groups = list(by_group(page.plan))
    left, plan = sum(one["left"] for one in groups), page.plan
    yield (
        Run("A proposal, no promise: "),
        Run(f"{plan.reached:,.0f}", notes=(PLAN,)),
        Run(" people reach safety and "),
        Run(f"{left:,.0f}", notes=(PLAN,)),
        Run(" are still in danger on the last day. Counted are "),
        Run(f"{counted(plan.manifest.policy)}.", notes=(PLAN,)),
    )
    by_node: dict[str, list[dict[str, Any]]] = {}
    for row in rows(plan.placed):
        by_node.setdefault(row["node"], []).append(row)
    for name, some in sorted(by_node.items(), key=lambda item: -total(item[1])):
        people: dict[str, float] = {}
        for row in some:
            people[row["group"]] = people.get(row["group"], 0.0) + row["people"]
        told = ", ".join(f"{group(page, one)} {held:,.0f}" for one, held in people.items())
        yield (
            Run(f"{node(page, name)} ({KINDS[some[0]['kind']]}): "),
            Run(f"{total(some):,.0f}", notes=(PLAN, *_offered(page, name))),
            Run(": "),
            Run(f"{told}.", notes=(PLAN,)),
        )
    for text in warnings(page):
        yield (Run(text, notes=(PLAN,)),)


def _offered(page: PlanPage, name: str) -> Iterator[str]:
    """Give what the places of a host rest on: offers that count, and numbers beside them."""
    named = {f"places:{name}", f"quota:{name}"}
    for one in page.plan.made_from.resources:
        if one.name in named and one.capacity is not None:
            yield from (*one.capacity.origin.claims, *dict(_keys(one.capacity.origin)))
    policy = page.plan.manifest.policy
    for offer in page.plan.made_from.offers:
        size = offer.low or offer.high
        counts = policy.takes(offer.planning_class, formal=offer.formal, live=offer.live)
        if counts and size is not None and offer.resource in named:
            yield from size.origin.claims


def _left(page: PlanPage, notes: Mapping[str, Footnote]) -> Iterator[Sentence]:
    """Give for each cohort that is left the limits on its first way to safety."""
    for row in rows(page.plan.reasons):
        if row["rank"] == 1 and row["people"] >= _SOME:
            ways = f"{way(page, row)}{': ' * bool(row['limits'])}{on_way(page, row)}"
            yield (
                Run(f"{group(page, row['group'])} {at(page, row['node'])}: "),
                Run(f"{row['people']:,.0f}", notes=(PLAN,)),
                Run("; the nearest way is "),
                Run(f"{ways}.", notes=_notes(row, notes)),
            )


def _binds(page: PlanPage, notes: Mapping[str, Footnote]) -> Iterator[Sentence]:
    some = [row for row in rows(page.plan.binding) if row["prices"]]
    for row in sorted(some, key=lambda row: (str(row["first"]), row["limit"])):
        yield (
            Run(limit(page, row["limit"]), notes=_notes(row, notes)),
            Run(f" ({row['layer']}), {day(row['first'])} to {day(row['last'])}."),
        )


def _worth(page: PlanPage, notes: Mapping[str, Footnote]) -> Iterator[Sentence]:
    """Give what one more of the limits that are worth most brings, by its price."""
    first: dict[str, dict[str, Any]] = {}
    for row in rows(page.plan.worth):
        if row["measure"] == "people" and row["slope"]:
            first.setdefault(row["limit"], row)
    ordered = sorted(first.values(), key=lambda row: -row["slope"])
    for row in ordered[:_WORTH]:
        yield (
            Run(f"{limit(page, row['limit'])}: one more, wherever there is any, brings at most "),
            Run(f"{round(row['slope'], 1):,g}", notes=(PLAN, *_notes(row, notes))),
            Run(" people to safety."),
        )
