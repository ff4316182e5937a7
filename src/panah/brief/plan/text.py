"""A plan as a page for the terminal: who is placed, who waits, who is left, and which limits bind.

Every limit ends at what it rests on: the words of a claim, an assumption with its reason, a rule. A
number that nobody reported is marked A wherever it stands.
"""

from collections.abc import Iterator
from typing import Any

from panah.brief.plan.beginning import beginnings
from panah.brief.plan.explained import explained_blocks
from panah.brief.plan.fair import carried, named
from panah.brief.plan.late import let_in_late
from panah.brief.plan.page import (
    KINDS,
    PlanPage,
    amount,
    at,
    by_group,
    counted,
    group,
    limit,
    node,
    offered,
    on_way,
    order_of,
    rests_on,
    rows,
    stepped,
    together,
    total,
    used,
    warnings,
    way,
    what,
    where,
    wrapped,
)

__all__ = ["changes_nothing", "plan_text"]


def plan_text(page: PlanPage) -> str:
    """Give the page."""
    blocks = (
        _head(page),
        _placed(page),
        _groups(page),
        _hosts(page),
        _shares(page),
        _begun(page),
        _reasons(page),
        _falls_short(page),
        _late(page),
        _binds(page),
        _worth(page),
        _nothing(page),
        *explained_blocks(page),
        _assumed(page),
        _not_planned(page),
    )
    return "\n\n".join("\n".join(block) for block in map(list, blocks) if block) + "\n"


def _head(page: PlanPage) -> Iterator[str]:
    manifest, policy = page.plan.manifest, page.plan.manifest.policy
    yield f"{manifest.instance}   {manifest.days} days from {manifest.start}"
    yield f"counted: {counted(policy)}; future: {policy.future}"
    yield f"whose turn it is: {order_of(policy)}"
    yield from wrapped(f"chosen by {policy.chosen_by}: {policy.why}", "")
    for level in manifest.levels:
        if level.gap > _PROVEN:
            yield f"{level.level}: within {level.gap:.2%} of the bound"
    for said, by, why in page.rulings:
        yield from wrapped(f"ruled by {by}: {said} ({why})", "  ")
    for text in warnings(page):
        yield from wrapped(text, "  ")


_PROVEN = 1e-6
"""A gap below it is none: the guard of the method."""


def _placed(page: PlanPage) -> Iterator[str]:
    found = rows(page.plan.placed)
    yield f"Reach safety: {page.plan.reached:,.0f} people. Where they are on the last day:"
    if not found:
        yield "  nobody"
    by_node: dict[str, list[dict[str, Any]]] = {}
    for row in found:
        by_node.setdefault(row["node"], []).append(row)
    for name, some in sorted(by_node.items(), key=lambda item: -total(item[1])):
        groups: dict[str, float] = {}
        for row in some:
            groups[row["group"]] = groups.get(row["group"], 0.0) + row["people"]
        told = " · ".join(f"{group(page, one)} {people:,.0f}" for one, people in groups.items())
        head = f"{node(page, name)} ({KINDS[some[0]['kind']]})"
        yield from wrapped(f"  {head:32}{total(some):>10,.0f}   {told}", " " * 47)


def _groups(page: PlanPage) -> Iterator[str]:
    """Give for each group who reaches safety, who is still in danger, and the days until then."""
    head = f"{'reach safety':>14}{'still in danger':>17}{'days in danger':>16}"
    yield f"{'People':34}{'class':>6}{head}"
    for row in by_group(page.plan):
        yield (
            f"{group(page, row['group'])[:33]:34}{row['risk_class']:>6}{row['reached']:>14,.0f}"
            f"{row['left']:>17,.0f}{row['days']:>16,.0f}"
        )


def _hosts(page: PlanPage) -> Iterator[str]:
    """Give offered, permitted, built, vetted and used side by side: five different numbers."""
    instance = page.plan.made_from
    yield (
        f"{'Hosts, in places':22}{'offered':>18} {'status':10}{'permitted':>12}{'built':>10}"
        f"{'people/day':>12}{'used':>9}"
    )
    held = {one.name: one.capacity for one in instance.resources}
    camps = {one.node: one for one in instance.camps}
    most, marked = used(page), False
    for one in instance.nodes:
        if one.kind not in KINDS:
            continue
        places, quota = f"places:{one.name}", f"quota:{one.name}"
        camp = camps.get(one.name)
        permit = camp.permit if camp else held.get(quota)
        built = camp.built if camp else held.get(f"built:{one.name}")
        shown = [amount(f) for f in (permit, built, held.get(f"vetting:{one.name}"))]
        marked = marked or any(text.endswith("A") for text in shown)
        numbers = "{:>12}{:>10}{:>12}".format(*shown) + f"{most.get(one.name, 0.0):>9,.0f}"
        head = f"{node(page, one.name)[:21]:22}"
        offers = [offer for offer in instance.offers if offer.resource in {places, quota}]
        if not offers:
            stand = amount(held.get(places)) or "nothing offered"
            yield f"{head}{stand:>18} {'':10}{numbers}"
        for number, offer in enumerate(offers):
            status = offer.planning_class if offer.live else "held back"
            tail = numbers if number == 0 else ""
            line = f"{head if number == 0 else '':22}{offered(offer):>18} {status:10}{tail}"
            yield line.rstrip()
    if marked:
        yield "A: assumed, with its reason below"


def _shares(page: PlanPage) -> Iterator[str]:
    """Give what each host should take by the key, and what it takes."""
    found = list(carried(page))
    if found:
        yield from wrapped(f"Fairness between hosts. {named(page)}", "  ")
        yield f"  {'':34}{'share':>8}{'placed':>10}{'carries of it':>15}"
    for one in found:
        yield f"  {one.node[:33]:34}{one.share:>8.1%}{one.placed:>10,.0f}{one.load:>15.2f}"


def _begun(page: PlanPage) -> Iterator[str]:
    """Give what is begun at each camp, which sites open, and which offers are taken or left."""
    told = list(beginnings(page))
    if told:
        yield "What is begun and chosen:"
    for one in told:
        yield from wrapped(f"  {one.where}: {one.told}", " " * 6)
        yield from wrapped(rests_on(page.situation, one.row, page.assumed), " " * 6)


def _reasons(page: PlanPage) -> Iterator[str]:
    """Give for each cohort that is left which limits stand on its ways, in the order met."""
    found = rows(page.plan.reasons)
    if found:
        yield "Why they are left: the limits on their shortest ways, in the order in which met:"
    before = None
    for row in found:
        who = f"{group(page, row['group'])} {at(page, row['node'])}, {row['people']:,.0f}"
        if who != before:
            yield f"  {who}"
            before = who
        limits = on_way(page, row)
        told = f"{way(page, row)}{': ' * bool(limits)}{limits}"
        yield from wrapped(f"    {row['rank']}. {told}", " " * 7)


def _falls_short(page: PlanPage) -> Iterator[str]:
    found = [row for row in rows(page.plan.missing) if row["what"] != "way to safety"]
    if found:
        yield "Falls short:"
    for row in found:
        since = f"   {row['first']} to {row['last']}" if row["first"] else ""
        there = node(page, row["node"])
        unit = "days of one person" if row["unit"] == "person-day" else row["unit"]
        yield f"  {row['what']} at {there}: {row['amount']:,.0f} {unit}{since}"


def _late(page: PlanPage) -> Iterator[str]:
    found = list(let_in_late(page))
    if found:
        yield "Let in late, and why:"
    for one in found:
        yield from wrapped(f"  {one.camp}: {one.told}", " " * 6)


def _binds(page: PlanPage) -> Iterator[str]:
    found = [row for row in rows(page.plan.binding) if row["prices"]]
    yield "What binds, in the order in which it begins:"
    if not found:
        waiting = total([row for row in rows(page.plan.waiting) if row["in_danger"]])
        yield (
            "  nothing that is open: those who are left have no way at all under what is counted"
            if waiting >= 1
            else "  nothing: everyone who comes is reached"
        )
    for row in sorted(found, key=lambda row: (str(row["first"]), row["limit"])):
        days = f"{row['first']} to {row['last']}"
        yield f"  {days}   {limit(page, row['limit'])} ({row['layer']})"
        yield from wrapped(rests_on(page.situation, row, page.assumed), " " * 6)


def _worth(page: PlanPage) -> Iterator[str]:
    found = [row for row in rows(page.plan.worth) if row["slope"] != 0]
    if found:
        yield "What more or less would change, in every open period, found by solving again:"
    by_limit: dict[str, list[dict[str, Any]]] = {}
    for row in found:
        by_limit.setdefault(row["limit"], []).append(row)
    for name, tried in by_limit.items():
        first = tried[0]
        if first["slope"] is None:
            told = f"only together: {together(page, name)} → {first['gain']:+,.0f} people"
            yield from wrapped(f"  {told}", " " * 6)
            continue
        slope = f"{first['slope']:,.1f} {first['measure']} for one by its price"
        steps = [
            stepped(row) + ("" if row["holds"] or row["gain"] is None else " *")
            for row in tried
            if row["step"] is not None
        ]
        told = ", ".join(steps) or "not tried"
        yield from wrapped(f"  {limit(page, name)}: {slope}; {told}", " " * 6)
    if any(row["holds"] is False and row["gain"] is not None for row in found):
        yield "  * beyond the range in which the price holds"


def _nothing(page: PlanPage) -> Iterator[str]:
    idle = changes_nothing(page)
    if idle:
        yield "What would change nothing now for who is reached:"
    for kind, names in idle.items():
        yield from wrapped(f"  {what(kind)} {', '.join(names)}", " " * 6)


def changes_nothing(page: PlanPage) -> dict[str, list[str]]:
    """Give the open limits of which more would reach nobody else, by what they are of."""
    if page.plan.manifest.solver != "highs":
        return {}
    of_worth = {row["limit"] for row in rows(page.plan.worth) if row["measure"] == "people"}
    idle: dict[str, list[str]] = {}
    for one in page.plan.made_from.resources:
        is_open = one.capacity is not None and one.capacity.most > 0
        if is_open and one.name not in of_worth:
            kind, _, there = one.name.partition(":")
            idle.setdefault(kind, []).append(where(page, there))
    return idle


def _assumed(page: PlanPage) -> Iterator[str]:
    if page.assumed:
        yield f"Assumed, {len(page.assumed)} numbers:"
    for key in page.assumed:
        yield from wrapped(f"  {key}: {page.numbers[key].replace('assumed: ', '')}", " " * 6)


def _not_planned(page: PlanPage) -> Iterator[str]:
    if page.left_out:
        yield "Not in the plan:"
    for text in page.left_out:
        yield from wrapped(f"  {text}", " " * 6)
