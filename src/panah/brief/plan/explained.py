"""What was explained besides, as blocks of lines for the terminal."""

from collections.abc import Iterator, Mapping
from typing import Any

from panah.brief.plan.page import (
    PlanPage,
    beside,
    group,
    limit,
    node,
    not_knowing,
    offer,
    order_of,
    rests_on,
    wrapped,
)

__all__ = ["asked", "bound", "called", "explained_blocks"]

Lines = Iterator[str]

_HALF = 0.5
"""Assumed: fewer than half a person is nobody for a reader."""


def explained_blocks(page: PlanPage) -> Iterator[Lines]:
    """Give a block for each explanation that was asked, in the order in which they are read."""
    for name, told in _BLOCKS.items():
        if name in page.explained:
            yield told(page, page.explained[name])


def _since(page: PlanPage, some: Any) -> Lines:  # noqa: ANN401  (rows of a table)
    yield "What differs from the other plan, causes first:"
    if not some:
        yield "  nothing"
    for row in some:
        numbers = ""
        if row["before"] is not None or row["after"] is not None:
            numbers = f": {_number(row['before'])} → {_number(row['after'])}"
        yield from wrapped(f"  {row['what']} {called(page, row)}{numbers} ({row['how']})", " " * 6)
        if told := rests_on(page.situation, row, page.assumed):
            yield from wrapped(told, " " * 6)


def called(page: PlanPage, row: Mapping[str, Any]) -> str:
    """Give what a difference is about, in words."""
    if row["what"] in {"people", "reached", "left"}:
        return group(page, row["name"])
    if row["what"] == "used":
        return node(page, row["name"])
    return limit(page, row["name"]) if row["what"] == "limit" else str(row["name"])


def _number(value: float | None) -> str:
    return "none" if value is None else f"{value:,.0f}"


def _worse_off(page: PlanPage, some: Any) -> Lines:  # noqa: ANN401
    yield "Against panah's default order (a quarter of the common share first, then the classes):"
    if not some:
        yield "  nobody is worse or better off"
    for row in some:
        change = row["after"] - row["before"]
        how = "worse off" if change < 0 else "better off"
        yield (
            f"  {group(page, row['name'])}: {abs(change):,.0f} {how} "
            f"({row['before']:,.0f} → {row['after']:,.0f} reach safety)"
        )


def _orders(page: PlanPage, some: Any) -> Lines:  # noqa: ANN401
    """Lay orders side by side: classes first, then each group."""
    yield "Whose turn it is: what each order of people gives, and its price in days:"
    by_order: dict[str, list[Mapping[str, Any]]] = {}
    for row in some:
        by_order.setdefault(row["order"], []).append(row)
    classes = sorted({row["risk_class"] for row in some})
    head = "".join(f"{f'class {one}':>12}" for one in classes)
    yield f"  {'people who reach safety by order':38}{head}{'weighted days in danger':>26}"
    chosen = order_of(page.plan.manifest.policy)
    for name, mine in by_order.items():
        sums = "".join(
            f"{sum(row['reached'] for row in mine if row['risk_class'] == one):>12,.0f}"
            for one in classes
        )
        days = mine[0]["weighted_days"]
        mark, told = "→" if name == chosen else " ", "" if days is None else f"{days:,.0f}"
        yield f"{mark} {name:38}{sums}{told:>26}"
    groups = list(dict.fromkeys(row["group"] for row in some))
    for name in groups:
        mine = [row for row in some if row["group"] == name]
        told = " · ".join(f"{row['reached']:,.0f}" for row in mine)
        yield from wrapped(f"  {group(page, name)}, {mine[0]['people']:,.0f}: {told}", " " * 6)


def _beside(page: PlanPage, some: Any) -> Lines:  # noqa: ANN401
    yield "Plans side by side: what is counted, which future comes, which offer fails:"
    head = f"{'reached':>10}{'class 0':>10}{'in danger':>11}{'weighted days':>16}"
    yield f"  {'people, by plan':46}{head}"
    for row in some:
        *before, name = wrapped(f"  {beside(page, row['plan'])}", "    ", width=47)
        yield from before
        yield (
            f"{name:48}{row['reached']:>10,.0f}{row['first_class']:>10,.0f}"
            f"{row['waiting']:>11,.0f}{row['weighted_days'] or 0:>16,.0f}"
        )
        yield from wrapped(f"    binds: {bound(page, row)}", " " * 11)


def bound(page: PlanPage, row: Mapping[str, Any]) -> str:
    """Give what binds in a plan beside others, or why nothing has a price there."""
    if row["binds"]:
        return ", ".join(limit(page, one) for one in row["binds"])
    if row["waiting"] < _HALF:
        return "nothing: everyone is reached"
    if row["reached"] < _HALF:
        return "nothing that is open: no way to safety counts"
    return "nothing that has a price"


def _ranges(page: PlanPage, some: Any) -> Lines:  # noqa: ANN401
    yield "Plans as good: the fewest and most people who come to each host in any of them:"
    yield f"  {'host':34}{'fewest':>10}{'this plan':>11}{'most':>10}"
    for row in some:
        needed = "   needed" if row["needed"] else ""
        if row["most"] >= 0.5:
            yield (
                f"  {node(page, row['node'])[:33]:34}{row['least']:>10,.0f}{row['used']:>11,.0f}"
                f"{row['most']:>10,.0f}{needed}"
            )
    unused = [node(page, row["node"]) for row in some if row["most"] < 0.5]
    if unused:
        yield from wrapped(f"  in none of them: {', '.join(unused)}", " " * 6)


def _more(page: PlanPage, some: Any) -> Lines:  # noqa: ANN401
    yield "What one more would change, and ten, each found by planning again:"
    if not some:
        yield "  nothing: no limit has a price"
    for row in some:
        ten = f"ten: {row['reached_ten']:+,.0f} people"
        holds = "ten times one" if row["holds"] else "less than ten times one"
        gain = f"{row['reached']:+,.0f} people, {row['weighted_days']:+,.0f} weighted days spared"
        if max(abs(row["reached"]), abs(row["reached_ten"])) < _HALF:
            told = f"reaches nobody more, nor do ten; {row['weighted_days']:,.0f} days spared"
        else:
            told = f"{gain}; {ten}, {holds}"
        yield from wrapped(f"  {limit(page, row['limit'])}, {row['more']}: {told}", " " * 6)
        yield from wrapped(rests_on(page.situation, row, page.assumed), " " * 6)


def _signatures(page: PlanPage, some: Any) -> Lines:  # noqa: ANN401
    if some:
        yield "What one more signature would change, found by solving with it:"
    for row in sorted(some, key=lambda row: -(row["reached"] or 0)):
        size = "size not stated" if row["size"] is None else f"{row['size']:,.0f}"
        held = ", held back by the host" if row["held"] else ""
        gain = "unknown"
        if row["reached"] is not None:
            gain = (
                f"{row['reached']:+,.0f} people, {row['weighted_days']:+,.0f} weighted days spared"
            )
        told = f"{row['class']}{held}, {size}: {gain}"
        yield from wrapped(f"  {offer(page, row['offer'])}: {told}", " " * 6)


def _asks(page: PlanPage, some: Any) -> Lines:  # noqa: ANN401
    before = None
    for row in some:
        if row["request"] != before:
            share, _, name = row["request"].partition(" of ")
            yield f"What would have to be asked for so that {share} of {group(page, name)} get out:"
            before = row["request"]
        yield from wrapped(f"  {limit(page, row['limit'])} ({row['layer']}): {asked(row)}", " " * 6)
    if before is None:
        yield "Nothing has to be asked for: that share gets out under what is counted."
    else:
        yield _IN_PARTS


_IN_PARTS = (
    "  found in parts: what is only taken whole, as a flight or a module, has to be rounded up"
)


def asked(row: Mapping[str, Any]) -> str:
    """Give how much more of a limit is asked for and when."""
    days = f"{row['first']}" if row["first"] == row["last"] else f"{row['first']} to {row['last']}"
    if row["limit"].startswith("quota:"):
        return f"{row['most']:,.0f} more in all"
    if row["in_all"] is None:
        return f"up to {row['most']:,.0f} more at a time, {days}"
    return f"{row['in_all']:,.0f} more in all, up to {row['most']:,.0f} a day, {days}"


def _against(page: PlanPage, some: Any) -> Lines:  # noqa: ANN401
    yield "What keeps them from safety, the smallest set that cannot hold with everyone out:"
    if not some:
        yield "  nothing: everyone of these groups can be reached if the others wait"
    for row in some:
        days = f"   {row['first']} to {row['last']}" if row["first"] else ""
        yield f"  {limit(page, row['limit'])}{days}"
        if told := rests_on(page.situation, row, page.assumed):
            yield from wrapped(told, " " * 6)


def _now(page: PlanPage, some: Any) -> Lines:  # noqa: ANN401
    yield "What to begin now so that it is best over all drawn scenarios:"
    yield _IN_PARTS if some else "  nothing"
    begun: dict[str, list[Mapping[str, Any]]] = {}
    for row in some:
        begun.setdefault(row["what"], []).append(row)
    for name, mine in begun.items():
        amount = sum(row["amount"] for row in mine)
        days = f"from {mine[0]['first']} to {mine[-1]['first']}"
        yield f"  {limit(page, name)}: {amount:,.0f}, {days}"
    for told in not_knowing(page):
        yield from wrapped(f"  {told}", " " * 6)


_BLOCKS = {
    "plan_differences": _since,
    "plan_worse_off": _worse_off,
    "plan_more": _more,
    "plan_signatures": _signatures,
    "plan_asks": _asks,
    "plan_conflicts": _against,
    "plan_frontier": _orders,
    "plan_beside": _beside,
    "plan_ranges": _ranges,
    "plan_decisions": _now,
}
