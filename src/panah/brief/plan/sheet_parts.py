"""The parts of a plan's page that one looks up: day by day, the account, what is assumed."""

from collections.abc import Iterator, Mapping
from typing import Any

from panah.brief.plan.beginning import beginnings
from panah.brief.plan.fair import carried, named
from panah.brief.plan.late import let_in_late
from panah.brief.plan.page import PlanPage, Rows, group, limit, node, rows
from panah.brief.plan.parts import Cell, Part, Row, in_columns, number, of_origin, rests, words

__all__ = ["begun_parts", "late_parts", "sheet_parts"]


def begun_parts(page: PlanPage) -> Iterator[Part]:
    """Give what is begun at camps and which offers are chosen, if there is any."""
    told = list(beginnings(page))
    if told:
        yield Part(
            name="begun",
            heading="What is begun and chosen",
            intro="Places of camps that are begun, sites that open, offers that are taken or left.",
            columns=in_columns("Where", "What", words="Rests on"),
            rows=tuple(
                Row((Cell(one.where), Cell(one.told), words(page, rests(one.row)))) for one in told
            ),
        )


def late_parts(page: PlanPage) -> Iterator[Part]:
    """Give the camps into which people are let late, and what is weighed there."""
    found = list(let_in_late(page))
    if found:
        yield Part(
            name="late",
            heading="Let in late, and why",
            columns=in_columns("Where", "Why"),
            rows=tuple(Row((Cell(one.camp), Cell(one.told))) for one in found),
        )


def sheet_parts(page: PlanPage) -> Iterator[Part]:
    """Give who carries what, the sheets by day, the account, assumptions and what is left out."""
    yield from _shares(page)
    for name, made in (("plan_flights", _flights), ("plan_sites", _sites)):
        if page.sheets.get(name):
            yield made(page, page.sheets[name])
    yield from _account(page)
    yield from _assumed(page)
    yield from _left_out(page)


def _flights(page: PlanPage, some: Rows) -> Part:
    return Part(
        name="flights",
        heading="Flight by flight",
        columns=in_columns("Day", "From", "To", "#People", "#Flights", "Who"),
        rows=tuple(
            Row(
                (
                    Cell(_days(row)),
                    Cell(node(page, row["from"])),
                    Cell(node(page, row["to"])),
                    number(row["people"]),
                    number(row["flights"]),
                    Cell(", ".join(_named(page, one) for one in row["groups"])),
                )
            )
            for row in some
        ),
        folded=True,
    )


def _days(row: Mapping[str, Any]) -> str:
    return str(row["day"]) if row["days"] == 1 else f"{row['day']}, {row['days']} days"


def _named(page: PlanPage, told: str) -> str:
    name, _, count = told.rpartition(" ")
    return f"{group(page, name)} {count}"


def _sites(page: PlanPage, some: Rows) -> Part:
    return Part(
        name="sites",
        heading="Site by site",
        columns=in_columns("Day", "Place", "#People", "#Papers not complete", "#Ready to go on"),
        rows=tuple(
            Row(
                (
                    Cell(str(row["day"])),
                    Cell(node(page, row["node"])),
                    *(number(row[name]) for name in ("people", "new", "ready")),
                )
            )
            for row in some
        ),
        folded=True,
    )


def _shares(page: PlanPage) -> Iterator[Part]:
    """Give what each host should take by the key, and what it takes."""
    found = [
        Row(
            (
                Cell(one.node),
                Cell(f"{one.share:.1%}", of_origin(one.origin)),
                number(one.placed),
                Cell(f"{one.load:.2f}"),
            )
        )
        for one in carried(page)
    ]
    if found:
        yield Part(
            name="shares",
            heading="Fairness between hosts",
            intro=named(page),
            columns=in_columns("Host", "#Share", "#Placed", "#Carries of it"),
            rows=tuple(found),
        )


def _account(page: PlanPage) -> Iterator[Part]:
    found = [row for row in rows(page.plan.account) if abs(row["people"]) >= 0.5]
    if found:
        yield Part(
            name="account",
            heading="The account: people reached as a sum of prices and limits",
            columns=in_columns("Level", "Limit", "#Price", "#Amount", "#People", words="Rests on"),
            rows=tuple(
                Row(
                    (
                        Cell(row["level"]),
                        Cell(limit(page, row["limit"])),
                        Cell("" if row["price"] is None else f"{row['price']:,.2f}"),
                        number(row["amount"]),
                        number(row["people"]),
                        words(page, rests(row)),
                    )
                )
                for row in found
            ),
            folded=True,
        )


def _assumed(page: PlanPage) -> Iterator[Part]:
    if page.assumed:
        yield Part(
            name="assumed",
            heading="What is assumed",
            columns=in_columns("Number", "What is taken, and why"),
            rows=tuple(
                Row((Cell(key), Cell(page.numbers[key], (f"assumed:{key}",))))
                for key in page.assumed
            ),
            folded=True,
        )


def _left_out(page: PlanPage) -> Iterator[Part]:
    if page.left_out:
        yield Part(
            name="left-out",
            heading="Not in the plan",
            columns=in_columns("What, and why"),
            rows=tuple(Row((Cell(text),)) for text in page.left_out),
        )
