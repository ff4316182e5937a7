"""A plan as a page for the terminal: who is placed, who waits, who is left, and which limits bind.

Every limit ends at what it rests on: the words of a claim, an assumption with its reason, a rule.
"""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from panah.domain.figure import Figure
from panah.domain.limit import Offer
from panah.domain.plan import Plan
from panah.domain.plan_policy import Taken
from panah.domain.situation import Situation

__all__ = ["PlanPage", "beside_text", "plan_text", "rests_on"]

WIDTH = 100

Rows = Sequence[Mapping[str, Any]]


@attrs.frozen(kw_only=True)
class PlanPage:
    """What a page of a plan needs beside the plan.

    Parameters
    ----------
    situation
        Holds the claims that the plan rests on.
    labels
        What groups and gates are called, by name.
    name_of
        What countries are called, by code.
    assumed
        Source of every assumption that was used, by key.
    left_out
        Offers that are not in the plan, and why.
    signatures
        Rows of ``plan_signatures``; None where it was not asked.
    """

    plan: Plan
    situation: Situation
    labels: Mapping[str, str]
    name_of: Any
    assumed: Mapping[str, str]
    left_out: Sequence[str]
    signatures: Rows | None


def plan_text(page: PlanPage) -> str:
    """Give the page."""
    blocks = (
        _head(page),
        _placed(page),
        _hosts(page),
        _left(page),
        _reasons(page),
        _falls_short(page),
        _binds(page),
        _worth(page),
        _nothing(page),
        _signatures(page),
        _assumed(page),
        _not_planned(page),
    )
    return "\n\n".join("\n".join(block) for block in map(list, blocks) if block) + "\n"


def _rows(table: Any) -> list[dict[str, Any]]:  # noqa: ANN401  (a polars table)
    rows: list[dict[str, Any]] = table.to_dicts()
    return rows


def _head(page: PlanPage) -> Iterator[str]:
    plan, policy = page.plan, page.plan.manifest.policy
    manifest = plan.manifest
    counted = "agreed or firmer" if policy.strict else f"{policy.counts} or firmer"
    ends = {Taken.LOW: "low ends", Taken.MID: "likely sizes", Taken.HIGH: "high ends"}
    yield f"{manifest.instance}   {manifest.days} days from {manifest.start}"
    yield (
        f"counted: offers that are {counted}, their {ends[policy.taken]} · "
        f"future: {policy.future} · order: {policy.order}"
    )
    yield from _wrapped(f"chosen by {policy.chosen_by}: {policy.why}", "")
    if not manifest.complete:
        yield f"STOPPED EARLY: the best found until then; {manifest.note}"
    for level in manifest.levels:
        if level.gap > 1e-6:
            yield f"{level.level}: within {level.gap:.2%} of the bound"


def _placed(page: PlanPage) -> Iterator[str]:
    rows = _rows(page.plan.placed)
    yield f"Reach safety: {page.plan.reached:,.0f} people. Where they are on the last day:"
    if not rows:
        yield "  nobody"
    by_node: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_node.setdefault(row["node"], []).append(row)
    for node, some in sorted(by_node.items(), key=lambda item: -_sum(item[1])):
        groups = " · ".join(f"{_group(page, row)} {row['people']:,.0f}" for row in some)
        head = f"{_node(page, node)} ({_KINDS[some[0]['kind']]})"
        yield from _wrapped(f"  {head:32}{_sum(some):>10,.0f}   {groups}", " " * 47)


_KINDS = {"hub": "on the way", "camp": "in camps", "final": "to stay"}


def _sum(rows: Rows) -> float:
    return float(sum(row["people"] for row in rows))


def _hosts(page: PlanPage) -> Iterator[str]:
    """Give offered, permitted, built, vetted and used side by side: five different numbers."""
    instance = page.plan.made_from
    yield (
        f"{'Hosts':22}{'offered':>18} {'status':10}{'permitted':>10}{'built':>8}"
        f"{'vetted/day':>11}{'used':>9}"
    )
    held = {one.name: one.capacity for one in instance.resources}
    camps = {one.node: one for one in instance.camps}
    used = _used(page.plan)
    for node in instance.nodes:
        if node.kind not in _KINDS:
            continue
        places, quota = f"places:{node.name}", f"quota:{node.name}"
        camp = camps.get(node.name)
        permit = camp.permit if camp else held.get(quota)
        built = camp.built if camp else held.get(f"built:{node.name}")
        numbers = (
            f"{_most(permit):>10}{_most(built):>8}{_most(held.get(f'vetting:{node.name}')):>11}"
            f"{used.get(node.name, 0.0):>9,.0f}"
        )
        head = f"{_node(page, node.name)[:21]:22}"
        offers = [one for one in instance.offers if one.resource in {places, quota}]
        if not offers:
            stand = _most(held.get(places)) or "nothing offered"
            yield f"{head}{stand:>18} {'':10}{numbers}"
        for offer in offers:
            yield f"{head}{_offered(offer):>18} {offer.planning_class:10}{numbers}"


def _used(plan: Plan) -> dict[str, float]:
    """Give the most people at a hub or camp at any time, and all who come to a country to stay."""
    most: dict[str, float] = {}
    by_day: dict[tuple[str, object], float] = {}
    for row in _rows(plan.stocks):
        key = (row["node"], row["day"])
        by_day[key] = by_day.get(key, 0.0) + row["people"]
    for (node, _), people in by_day.items():
        most[node] = max(most.get(node, 0.0), people)
    for row in _rows(plan.placed):
        if row["kind"] == "final":
            most[row["node"]] = most.get(row["node"], 0.0) + row["people"]
    return most


def _offered(offer: Offer) -> str:
    if offer.low is None:
        return "not stated"
    low = f"{offer.low.most:,.0f}"
    high = f"{offer.high.most:,.0f}" if offer.high else "more"
    return low if low == high else f"{low} to {high}"


def _most(figure: Figure | None) -> str:
    return "" if figure is None else f"{figure.most:,.0f}"


def _left(page: PlanPage) -> Iterator[str]:
    waiting = [row for row in _rows(page.plan.waiting) if row["in_danger"]]
    by_group: dict[str, list[dict[str, Any]]] = {}
    for row in waiting:
        by_group.setdefault(row["group"], []).append(row)
    yield "Still in danger on the last day, and days waited in danger until then:"
    for rows in sorted(by_group.values(), key=lambda rows: -_sum(rows)):
        days = sum(row["person_days"] for row in rows)
        at = ", ".join(_node(page, row["node"]) for row in rows if row["people"] >= 1)
        where = f"   {at}" if at else ""
        yield f"  {_group(page, rows[0]):33}{_sum(rows):>9,.0f}{days:>13,.0f} days{where}"


def _reasons(page: PlanPage) -> Iterator[str]:
    """Give for each cohort that is left which limits stand on its ways, in the order met."""
    rows = _rows(page.plan.reasons)
    if rows:
        yield "Why they are left: the limits on their shortest ways, in the order in which met:"
    before = None
    for row in rows:
        who = f"{_group(page, row)} in {_node(page, row['node'])}, {row['people']:,.0f}"
        if who != before:
            yield f"  {who}"
            before = who
        via = f"by {_node(page, row['via'])}" if row["via"] else "no way is open"
        limits = ", ".join(_limit(page, one) for one in row["limits"])
        yield from _wrapped(f"    {row['rank']}. {via}{': ' * bool(limits)}{limits}", " " * 7)


def _falls_short(page: PlanPage) -> Iterator[str]:
    rows = [row for row in _rows(page.plan.missing) if row["what"] != "way to safety"]
    if rows:
        yield "Falls short:"
    for row in rows:
        since = f"   {row['first']} to {row['last']}" if row["first"] else ""
        where = _node(page, row["node"])
        yield f"  {row['what']} at {where}: {row['amount']:,.0f} {row['unit']}{since}"


def _binds(page: PlanPage) -> Iterator[str]:
    rows = [row for row in _rows(page.plan.binding) if row["prices"]]
    yield "What binds, in the order in which it begins:"
    if not rows:
        waiting = sum(row["people"] for row in _rows(page.plan.waiting) if row["in_danger"])
        yield (
            "  nothing that is open: those who are left have no way at all under what is counted"
            if waiting >= 1
            else "  nothing: everyone who comes is reached"
        )
    for row in sorted(rows, key=lambda row: (str(row["first"]), row["limit"])):
        days = f"{row['first']} to {row['last']}"
        yield f"  {days}   {_limit(page, row['limit'])} ({row['layer']})"
        yield from _wrapped(rests_on(page.situation, row, page.assumed), " " * 6)


def _worth(page: PlanPage) -> Iterator[str]:
    rows = [row for row in _rows(page.plan.worth) if row["slope"] > 0]
    if rows:
        yield "What more or less would change, in every open period, found by solving again:"
    by_limit: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_limit.setdefault(row["limit"], []).append(row)
    for limit, tried in by_limit.items():
        first = tried[0]
        slope = f"{first['slope']:,.1f} {first['measure']} for one by its price"
        steps = [
            f"{row['step']:+,.0f} → {row['gain']:+,.0f}" + ("" if row["holds"] else " *")
            for row in tried
            if row["gain"] is not None
        ]
        yield from _wrapped(f"  {_limit(page, limit)}: {slope}; {', '.join(steps)}", " " * 6)
    if any(row["holds"] is False for row in rows):
        yield "  * beyond the range in which the price holds"


def _nothing(page: PlanPage) -> Iterator[str]:
    of_worth = {row["limit"] for row in _rows(page.plan.worth) if row["slope"] > 0}
    idle: dict[str, list[str]] = {}
    for one in page.plan.made_from.resources:
        is_open = one.capacity is not None and one.capacity.most > 0
        if is_open and one.name not in of_worth:
            what, _, where = one.name.partition(":")
            idle.setdefault(what, []).append(_where(page, where))
    if idle:
        yield "What would change nothing now for who is reached:"
    for what, names in idle.items():
        yield from _wrapped(f"  {_WHATS.get(what, what)} {', '.join(names)}", " " * 6)


def _signatures(page: PlanPage) -> Iterator[str]:
    if page.signatures is None:
        return
    if page.signatures:
        yield "What one more signature would change, found by solving with it:"
    for row in sorted(page.signatures, key=lambda row: -(row["reached"] or 0)):
        size = "size not stated" if row["size"] is None else f"{row['size']:,.0f}"
        gain = "unknown" if row["reached"] is None else f"{row['reached']:+,.0f} people"
        held = ", held back by the host" if row["held"] else ""
        yield f"  {row['offer']:28} {row['class']}{held}, {size}: {gain}"


def _assumed(page: PlanPage) -> Iterator[str]:
    if page.assumed:
        yield f"Assumed, {len(page.assumed)} numbers:"
    for key, why in page.assumed.items():
        yield from _wrapped(f"  {key}: {why.removeprefix('assumed: ')}", " " * 6)


def _not_planned(page: PlanPage) -> Iterator[str]:
    if page.left_out:
        yield "Not in the plan:"
    for text in page.left_out:
        yield from _wrapped(f"  {text}", " " * 6)


def rests_on(situation: Situation, row: Mapping[str, Any], assumed: Mapping[str, str]) -> str:
    """Give what a limit rests on: the words and publisher of a claim, an assumption, a rule."""
    said = []
    for key in row["claims"] or ():
        if key in situation.standing:
            one = situation.standing[key]
            words = f"“{one.claim.quote}”" if one.claim.quote else "words not held"
            said.append(f"{words} {one.report.publisher or one.claim.chain[-1].actor}")
            break
    if row["assumption"]:
        why = assumed.get(row["assumption"], "").removeprefix("assumed: ")
        said.append(
            f"ASSUMED {row['assumption']}: {why}" if why else f"ASSUMED {row['assumption']}"
        )
    if row["rule"]:
        said.append(f"by {row['rule']}")
    return "; ".join(said)


def _group(page: PlanPage, row: Mapping[str, Any]) -> str:
    return page.labels.get(row["group"], row["group"])


def _node(page: PlanPage, node: str) -> str:
    kind, _, code = node.rpartition(" ")
    name = page.labels.get(node) or page.name_of(code)
    return f"{kind} of {name}" if kind else str(name)


def _limit(page: PlanPage, limit: str) -> str:
    """Give a limit in words: ``places:QAT`` is the places of Qatar."""
    what, colon, where = limit.partition(":")
    if not colon:
        return limit
    return f"{_WHATS.get(what, what)} {_where(page, where)}"


def _where(page: PlanPage, where: str) -> str:
    host, onward, _ = where.partition(" onward")
    return page.labels.get(where) or f"{_node(page, host)}{onward}"


_WHATS = {
    "places": "places offered by",
    "built": "places built in",
    "vetting": "vetting in",
    "seats": "seats:",
    "road": "the way to",
    "quota": "the quota of",
    "crossing": "crossings at",
}


def beside_text(rows: Rows) -> str:
    """Give plans side by side."""
    lines = [f"{'plan':44}{'reached':>10}{'waiting':>10}{'person-days':>14}   binds"]
    for row in rows:
        binds = ", ".join(row["binds"])
        shown = textwrap.shorten(binds, 60, placeholder=" …") if binds else "nothing"
        lines.append(
            f"{row['plan']:44}{row['reached']:>10,.0f}{row['waiting']:>10,.0f}"
            f"{row['person_days']:>14,.0f}   {shown}"
        )
    return "\n".join(lines) + "\n"


def _wrapped(text: str, indent: str) -> list[str]:
    lead = len(text) - len(text.lstrip(" "))
    return textwrap.wrap(
        text.lstrip(" "),
        WIDTH,
        initial_indent=" " * lead if lead else indent,
        subsequent_indent=indent,
        break_on_hyphens=False,
    )
