"""What was explained besides, as parts of the page for the browser."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from panah.brief.plan.explained import asked, bound, called
from panah.brief.plan.frontier import frontier_picture
from panah.brief.plan.page import (
    PlanPage,
    Rows,
    beside,
    group,
    limit,
    node,
    not_knowing,
    offer,
    order_of,
)
from panah.brief.plan.parts import Cell, Part, Row, in_columns, number, rests, words

__all__ = ["explained_parts"]


def explained_parts(page: PlanPage) -> Iterator[Part]:
    """Give a part for each explanation that was asked, in the order in which they are read."""
    for name, made in _PARTS.items():
        if name in page.explained:
            yield made(page, page.explained[name])


_REST = "Rests on"


def _since(page: PlanPage, some: Rows) -> Part:
    return Part(
        name="differs",
        heading="What differs from the other plan, causes first",
        intro="" if some else "Nothing.",
        columns=in_columns("What", "Which", "#Before", "#After", "How", words=_REST),
        rows=tuple(
            Row(
                (
                    Cell(row["what"]),
                    Cell(called(page, row)),
                    number(row["before"]),
                    number(row["after"]),
                    Cell(row["how"]),
                    words(page, rests(row)),
                )
            )
            for row in some
        ),
    )


def _worse_off(page: PlanPage, some: Rows) -> Part:
    return Part(
        name="default",
        heading="Who is worse off than under the default order",
        intro="Against a quarter of the common share first, then the risk classes."
        + ("" if some else " Nobody."),
        columns=in_columns("Group", "#By default", "#In this plan", "#Difference"),
        rows=tuple(
            Row(
                (
                    Cell(group(page, row["name"])),
                    number(row["before"]),
                    number(row["after"]),
                    Cell(f"{row['after'] - row['before']:+,.0f}"),
                )
            )
            for row in some
        ),
    )


def _more(page: PlanPage, some: Rows) -> Part:
    return Part(
        name="more",
        heading="What one more would change, and ten",
        intro="Each found by planning again: people who reach safety, weighted days spared.",
        columns=in_columns(
            *("Limit", "One more", "#People", "#Weighted days spared", "#Ten: people"),
            *("Ten times one",),
            words=_REST,
        ),
        rows=tuple(
            Row(
                (
                    Cell(limit(page, row["limit"])),
                    Cell(row["more"]),
                    Cell(f"{row['reached']:+,.0f}"),
                    Cell(f"{row['weighted_days']:+,.0f}"),
                    Cell(f"{row['reached_ten']:+,.0f}"),
                    Cell("yes" if row["holds"] else "no"),
                    words(page, rests(row)),
                )
            )
            for row in some
        ),
    )


def _signatures(page: PlanPage, some: Rows) -> Part:
    ordered = sorted(some, key=lambda row: -(row["reached"] or 0))
    return Part(
        name="signatures",
        heading="What one more signature would change",
        intro="Each offer that does not count now, solved as if it were signed on the first day."
        if some
        else "Every offer counts already.",
        columns=in_columns(
            "Offer", "Status", "#Size", "#People", "#Weighted days spared", words=_REST
        ),
        rows=tuple(
            Row(
                (
                    Cell(offer(page, row["offer"])),
                    Cell(f"{row['class']}{', held back' * row['held']}"),
                    Cell("not stated") if row["size"] is None else number(row["size"]),
                    Cell("unknown" if row["reached"] is None else f"{row['reached']:+,.0f}"),
                    Cell("" if row["reached"] is None else f"{row['weighted_days']:+,.0f}"),
                    words(page, [f"claim:{key}" for key in row["claims"] or ()]),
                )
            )
            for row in ordered
        ),
    )


def _asks(page: PlanPage, some: Rows) -> Part:
    return Part(
        name="asks",
        heading="What would have to be asked for",
        intro="The smallest package with which that share gets out."
        if some
        else "Nothing: that share gets out under what is counted.",
        columns=in_columns("For", "Limit", "How much more", words=_REST),
        rows=tuple(
            Row(
                (
                    Cell(_request(page, row["request"])),
                    Cell(limit(page, row["limit"])),
                    Cell(asked(row)),
                    words(page, rests(row)),
                )
            )
            for row in some
        ),
    )


def _request(page: PlanPage, request: str) -> str:
    share, _, name = request.partition(" of ")
    return f"{share} of {group(page, name)}"


def _against(page: PlanPage, some: Rows) -> Part:
    return Part(
        name="against",
        heading="What keeps them from safety",
        intro="The smallest set of limits that cannot hold if everyone of them is to get out; "
        "without any one of these the others can."
        if some
        else "Nothing: everyone of these groups can be reached if the others wait.",
        columns=in_columns("Limit", "From", "To", words=_REST),
        rows=tuple(
            Row(
                (
                    Cell(limit(page, row["limit"])),
                    Cell(str(row["first"] or "")),
                    Cell(str(row["last"] or "")),
                    words(page, rests(row)),
                )
            )
            for row in some
        ),
    )


def _orders(page: PlanPage, some: Rows) -> Part:
    chosen = order_of(page.plan.manifest.policy)
    groups = {row["group"]: row for row in some}
    by_order: dict[str, dict[str, Mapping[str, Any]]] = {}
    for row in some:
        by_order.setdefault(row["order"], {})[row["group"]] = row
    policy = page.plan.manifest.policy
    return Part(
        name="orders",
        heading="Whose turn it is, and what each order costs",
        intro=f"No order is right by itself. This plan follows the {chosen}, chosen by "
        f"{policy.chosen_by}: {policy.why}.",
        columns=in_columns(
            "Order",
            *(f"#{group(page, name)}, of {row['people']:,.0f}" for name, row in groups.items()),
            "#Weighted days in danger",
        ),
        rows=tuple(
            Row(
                (
                    Cell(f"{name} (chosen)" if name == chosen else name),
                    *(
                        Cell(
                            f"{held[one]['reached']:,.0f}",
                            bar=held[one]["reached"] / max(1.0, held[one]["people"]),
                        )
                        for one in groups
                    ),
                    number(next(iter(held.values()))["weighted_days"]),
                ),
                chosen=name == chosen,
            )
            for name, held in by_order.items()
        ),
        picture=frontier_picture(some, chosen),
    )


def _beside(page: PlanPage, some: Rows) -> Part:
    most = max((row["reached"] for row in some), default=1.0) or 1.0
    return Part(
        name="beside",
        heading="Plans side by side",
        intro="What is counted, which future comes, which offer fails alone.",
        columns=in_columns(
            "Plan", "#Reach safety", "#First class", "#In danger", "#Weighted days", "Binds"
        ),
        rows=tuple(
            Row(
                (
                    Cell(beside(page, row["plan"])),
                    Cell(f"{row['reached']:,.0f}", bar=row["reached"] / most),
                    number(row["first_class"]),
                    number(row["waiting"]),
                    number(row["weighted_days"]),
                    Cell(bound(page, row)),
                )
            )
            for row in some
        ),
    )


def _ranges(page: PlanPage, some: Rows) -> Part:
    most = max((row["most"] for row in some), default=1.0) or 1.0
    return Part(
        name="alternatives",
        heading="Plans as good",
        intro="Nobody is lost and days in danger grow by half a per cent at most: the fewest and "
        "most people who come to each host in any such plan.",
        columns=in_columns("Host", "#Fewest", "#In this plan", "#Most", "Needed"),
        rows=tuple(
            Row(
                (
                    Cell(node(page, row["node"])),
                    number(row["least"]),
                    Cell(f"{row['used']:,.0f}", bar=row["used"] / most),
                    number(row["most"]),
                    Cell("yes" if row["needed"] else "no"),
                )
            )
            for row in some
        ),
    )


def _now(page: PlanPage, some: Rows) -> Part:
    told = [f"{one[0].upper()}{one[1:]}." for one in not_knowing(page)]
    return Part(
        name="now",
        heading="What to begin now",
        intro=" ".join(["Best over all drawn scenarios of offers and futures.", *told]),
        columns=in_columns("What", "Day", "#Days", "#How much"),
        rows=tuple(
            Row(
                (
                    Cell(limit(page, row["what"])),
                    Cell(str(row["first"])),
                    number(row["days"]),
                    number(row["amount"]),
                )
            )
            for row in some
        ),
        folded=True,
    )


_PARTS: Mapping[str, Callable[[PlanPage, Rows], Part]] = {
    "plan_differences": _since,
    "plan_worse_off": _worse_off,
    "plan_frontier": _orders,
    "plan_more": _more,
    "plan_signatures": _signatures,
    "plan_asks": _asks,
    "plan_conflicts": _against,
    "plan_beside": _beside,
    "plan_ranges": _ranges,
    "plan_decisions": _now,
}
