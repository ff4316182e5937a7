"""The parts of a plan's page for the browser: tables of cells, each with what it rests on.

A cell names its notes by key: ``claim:ID``, ``number:KEY`` of a parameter, ``rule:WORDS`` or
``lock:NAME`` of a ruling. The page numbers them, so that every limit opens on a quotation, an
assumption with its reason or a rule.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from panah.brief.plan.page import (
    KINDS,
    PlanPage,
    at,
    by_group,
    group,
    limit,
    node,
    offered,
    on_way,
    rows,
    stepped,
    together,
    total,
    used,
    way,
    what,
)
from panah.brief.plan.text import changes_nothing
from panah.domain.figure import Figure, Origin
from panah.domain.limit import Offer

__all__ = [
    "Cell",
    "Column",
    "Part",
    "Row",
    "in_columns",
    "number",
    "of_origin",
    "parts",
    "rests",
    "words",
]


@attrs.frozen(kw_only=True)
class Column:
    """A column: its name, whether it counts, whether it holds words of a source."""

    name: str
    count: bool = False
    words: bool = False


@attrs.frozen
class Cell:
    """A cell: its text, what it rests on, and from 0 to 1 how long its bar is."""

    text: str
    notes: tuple[str, ...] = ()
    said: bool = False
    bar: float | None = None

    @property
    def assumed(self) -> bool:
        """Whether it is a number that nobody reported; the words of a source are not marked."""
        return not self.said and any(note.startswith("assumed:") for note in self.notes)


@attrs.frozen
class Row:
    """A row of cells; `chosen` where it is the plan that was made."""

    cells: tuple[Cell, ...]
    chosen: bool = False


@attrs.frozen(kw_only=True)
class Part:
    """One part of the page.

    Parameters
    ----------
    folded
        Whether the rows show only when asked for.
    picture
        SVG, escaped where it is drawn.
    """

    name: str
    heading: str
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    intro: str = ""
    folded: bool = False
    picture: str = ""


def in_columns(*names: str, words: str = "") -> tuple[Column, ...]:
    """Give columns; a name that begins with # counts, the last may hold words of a source."""
    return tuple(
        Column(name=name.removeprefix("#"), count=name.startswith("#"), words=name == words)
        for name in (*names, *([words] if words else []))
    )


def parts(page: PlanPage) -> Iterator[Part]:
    """Give what every plan says, in the order in which it is read."""
    for part in (
        _groups(page),
        _placed(page),
        _hosts(page),
        _binds(page),
        _left(page),
        _short(page),
        _worth(page),
        _nothing(page),
    ):
        if part.rows:
            yield part


def rests(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the keys of what a row of a table rests on."""
    name = str(row.get("limit") or "")
    if name.startswith("lock:"):
        return (name,)
    return (
        *(f"claim:{key}" for key in row["claims"] or ()),
        *(f"assumed:{key}" for key in _keys(row["assumption"])),
        *(f"rule:{key}" for key in _keys(row["rule"])),
    )


def _keys(joined: str | None) -> Iterable[str]:
    return filter(None, (joined or "").split(", "))


def of_origin(origin: Origin | None) -> tuple[str, ...]:
    """Give the keys of what a figure rests on."""
    if origin is None:
        return ()
    return (
        *(f"claim:{key}" for key in origin.claims),
        *(f"assumed:{key}" for key in _keys(origin.assumption)),
        *(f"rule:{key}" for key in _keys(origin.rule)),
    )


def number(value: float | None, *notes: str) -> Cell:
    """Give a cell that counts; empty where there is no number."""
    return Cell("" if value is None else f"{value:,.0f}", notes)


def _groups(page: PlanPage) -> Part:
    people = {one.state.split("/")[1]: one for one in page.plan.made_from.present}
    found = []
    for row in by_group(page.plan):
        stands = people.get(row["group"])
        seek = number(stands.people, *of_origin(stands.origin)) if stands else Cell("as forecast")
        whole = row["reached"] + row["left"]
        reached = attrs.evolve(
            number(row["reached"]), bar=row["reached"] / whole if whole >= 1 else 0.0
        )
        found.append(
            Row(
                (
                    Cell(group(page, row["group"])),
                    Cell(str(row["risk_class"])),
                    seek,
                    reached,
                    number(row["left"]),
                    number(row["days"]),
                    Cell(", ".join(node(page, one) for one in row["at"])),
                )
            )
        )
    return Part(
        name="who",
        heading="Who reaches safety, who is left",
        intro="A marks a number that nobody reported; its reason stands in its note.",
        columns=in_columns(
            "Group",
            "#Risk class",
            "#Seek safety",
            "#Reach safety",
            "#Still in danger",
            "#Days in danger",
            "Left at",
        ),
        rows=tuple(found),
    )


def _placed(page: PlanPage) -> Part:
    held: dict[str, list[dict[str, Any]]] = {}
    for row in rows(page.plan.placed):
        held.setdefault(row["node"], []).append(row)
    most = max((total(some) for some in held.values()), default=1.0)
    found = []
    for name, some in sorted(held.items(), key=lambda item: -total(item[1])):
        groups: dict[str, float] = {}
        for row in some:
            groups[row["group"]] = groups.get(row["group"], 0.0) + row["people"]
        told = ", ".join(f"{group(page, one)} {people:,.0f}" for one, people in groups.items())
        people = attrs.evolve(number(total(some)), bar=total(some) / most)
        found.append(
            Row((Cell(node(page, name)), Cell(KINDS[some[0]["kind"]]), people, Cell(told)))
        )
    return Part(
        name="placed",
        heading="Where they are on the last day",
        columns=in_columns("Place", "How", "#People", "Who"),
        rows=tuple(found),
    )


def _hosts(page: PlanPage) -> Part:
    instance = page.plan.made_from
    held = {one.name: one.capacity for one in instance.resources}
    camps = {one.node: one for one in instance.camps}
    most = used(page)
    found = []
    for one in instance.nodes:
        if one.kind not in KINDS:
            continue
        places, quota = f"places:{one.name}", f"quota:{one.name}"
        camp = camps.get(one.name)
        numbers = [
            _figure(camp.permit if camp else held.get(quota)),
            _figure(camp.built if camp else held.get(f"built:{one.name}")),
            _figure(held.get(f"vetting:{one.name}")),
            Cell(str(one.stay_days), of_origin(one.origin)) if one.stay_days else Cell(""),
            number(most.get(one.name, 0.0)),
        ]
        offers = [offer for offer in instance.offers if offer.resource in {places, quota}]
        stands = _figure(held.get(places)) if held.get(places) else Cell("nothing offered")
        for offer in offers or (None,):
            size = stands if offer is None else _offer(offer)
            status = "" if offer is None else offer.planning_class if offer.live else "held back"
            head = (Cell(node(page, one.name)), size, Cell(status))
            found.append(Row((*head, *numbers)))
            numbers = [Cell("")] * len(numbers)
    counts = ("#Permitted", "#Built", "#Vetted a day", "#Longest stay, days", "#Used")
    return Part(
        name="hosts",
        heading="Offered, permitted, built, vetted and used",
        intro="Five different numbers: which of them binds is said below.",
        columns=in_columns("Host", "#Offered", "Status", *counts),
        rows=tuple(found),
    )


def _figure(figure: Figure | None) -> Cell:
    return Cell("") if figure is None else number(figure.most, *of_origin(figure.origin))


def _offer(offer: Offer) -> Cell:
    size = offer.low or offer.high
    return Cell(offered(offer), of_origin(size.origin if size else offer.origin))


def words(page: PlanPage, notes: Sequence[str]) -> Cell:
    """Give what a limit rests on, the first of it in words and all of it as notes."""
    for key in notes:
        kind, _, name = key.partition(":")
        if kind == "claim" and name in page.situation.standing:
            one = page.situation.standing[name].claim
            return Cell(
                f"“{one.quote}”" if one.quote else "words not held", tuple(notes), said=True
            )
        if kind == "assumed":
            why = page.assumed.get(name, page.numbers.get(name, name))
            return Cell(why.removeprefix("assumed: "), tuple(notes))
        if kind == "rule":
            return Cell(f"by {name}", tuple(notes))
        if kind == "lock":
            return Cell("a ruling", tuple(notes))
    return Cell("", ())


def _binds(page: PlanPage) -> Part:
    some = [row for row in rows(page.plan.binding) if row["prices"]]
    return Part(
        name="binds",
        heading="What binds, in the order in which it begins",
        columns=in_columns("Limit", "Which number", "From", "To", words="Rests on"),
        rows=tuple(
            Row(
                (
                    Cell(limit(page, row["limit"])),
                    Cell(row["layer"]),
                    Cell(str(row["first"])),
                    Cell(str(row["last"])),
                    words(page, rests(row)),
                )
            )
            for row in sorted(some, key=lambda row: (str(row["first"]), row["limit"]))
        ),
    )


def _left(page: PlanPage) -> Part:
    return Part(
        name="left",
        heading="Why they are left",
        intro="The limits on their shortest ways to safety, in the order in which they are met.",
        columns=in_columns("Who", "#People", "Way", "Limits on it"),
        rows=tuple(
            Row(
                (
                    Cell(f"{group(page, row['group'])} {at(page, row['node'])}"),
                    number(row["people"]),
                    Cell(f"{row['rank']}. {way(page, row)}"),
                    Cell(on_way(page, row), rests(row)),
                )
            )
            for row in rows(page.plan.reasons)
        ),
    )


def _short(page: PlanPage) -> Part:
    some = [row for row in rows(page.plan.missing) if row["what"] != "way to safety"]
    return Part(
        name="short",
        heading="What falls short",
        columns=in_columns("What", "Where", "#How much", "Unit", "From", "To"),
        rows=tuple(
            Row(
                (
                    Cell(row["what"]),
                    Cell(node(page, row["node"])),
                    number(row["amount"]),
                    Cell(row["unit"]),
                    Cell(str(row["first"] or "")),
                    Cell(str(row["last"] or "")),
                )
            )
            for row in some
        ),
    )


def _worth(page: PlanPage) -> Part:
    some = rows(page.plan.worth)
    by_limit: dict[str, list[dict[str, Any]]] = {}
    for row in some:
        by_limit.setdefault(row["limit"], []).append(row)
    found = []
    for name, tried in by_limit.items():
        steps = [row for row in tried if row["step"] is not None]
        told = ", ".join(stepped(row) for row in steps)
        held = [row["step"] for row in steps if row["holds"]]
        span = f"{min(held):+,.0f} to {max(held):+,.0f}" if held else "at no step tried"
        first = tried[0]
        cells = (
            Cell(limit(page, name) if first["slope"] is not None else together(page, name)),
            Cell("only together" if first["slope"] is None else f"{first['slope']:,.1f}"),
            Cell(first["measure"]),
            Cell(told or "not tried"),
            Cell(span if steps else ""),
            words(page, rests(first)),
        )
        found.append(Row(cells))
    return Part(
        name="worth",
        heading="What more or less would change",
        intro="People who reach safety, or weighted days that are spared where nobody else is "
        "reached, in every open period, found by solving again.",
        columns=in_columns(
            "Limit",
            "#For one, by its price",
            "Counted in",
            "Steps tried → gain",
            "The price holds from, to",
            words="Rests on",
        ),
        rows=tuple(found),
    )


def _nothing(page: PlanPage) -> Part:
    return Part(
        name="nothing",
        heading="What would change nothing now",
        intro="There is some of it left, or other limits bind first: more would reach nobody else.",
        columns=in_columns("What", "Where"),
        rows=tuple(
            Row((Cell(what(kind).rstrip(":")), Cell(", ".join(names))))
            for kind, names in changes_nothing(page).items()
        ),
    )
