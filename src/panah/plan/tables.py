"""A solved programme as tables: where people go, who waits, what is missing, what binds."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

import attrs
import numpy as np

from panah.domain.figure import Origin
from panah.domain.network import NodeKind, Stage
from panah.domain.table import Type, columns
from panah.plan.layout import Floats, Layout, Whole
from panah.plan.lexicographic import Solved

if TYPE_CHECKING:
    import polars as pl

__all__ = [
    "NOBODY",
    "frame",
    "missing",
    "on",
    "rest_on",
    "where_people_are",
    "where_people_go",
]

NOBODY = 1e-6
"""People below this are none: the tolerance of the solver."""


def frame(table: str, rows: Sequence[dict[str, object]]) -> "pl.DataFrame":
    """Make a table of a plan with the columns and types its list gives."""
    import polars as pl  # noqa: PLC0415  (loads when a table is made)

    types: dict[Type, pl.DataType | type[pl.DataType]] = {
        Type.TEXT: pl.String,
        Type.LIST: pl.List(pl.String),
        Type.WHOLE: pl.Int64,
        Type.NUMBER: pl.Float64,
        Type.YES_NO: pl.Boolean,
        Type.DAY: pl.Date,
    }
    schema = {one.name: types[one.type] for one in columns(f"plan_{table}")}
    return pl.DataFrame(list(rows), schema=schema, orient="row")


def rest_on(origins: Sequence[Origin]) -> dict[str, object]:
    """Give the three columns that say what a number rests on; the claim that leads comes first."""
    return {
        "claims": list(dict.fromkeys(claim for one in origins for claim in one.claims)),
        "assumption": ", ".join(dict.fromkeys(o.assumption for o in origins if o.assumption)),
        "rule": ", ".join(dict.fromkeys(one.rule for one in origins if one.rule)),
    }


def on(layout: Layout, day: int) -> date:
    """Give the date of a day of the plan."""
    return layout.instance.start + timedelta(days=int(day))


def _variable(solved: Solved, name: str) -> Floats:
    values = solved.x[solved.programme.column(name)]
    return np.where(np.abs(values) < NOBODY, 0.0, values)


def where_people_go(solved: Solved) -> "pl.DataFrame":
    """Give people on lanes by period."""
    layout = solved.programme.layout
    lane, period = layout.moves
    people = _variable(solved, "x")
    lanes, states = layout.instance.lanes, layout.instance.states
    rows: list[dict[str, object]] = []
    for move in np.nonzero(people)[0]:
        way, at = lanes[lane[move]], period[move]
        start, end = states[layout.source[lane[move]]], states[layout.target[lane[move]]]
        rows.append(
            {
                "lane": way.name,
                "from": start.node,
                "to": end.node,
                "group": end.group,
                "track": end.track,
                "stage": end.stage,
                "passage": way.passage,
                "leave": on(layout, layout.start[at]),
                "days": int(layout.days[at]),
                "arrive": on(layout, layout.middle[at] + way.lag_days),
                "people": float(people[move]),
            }
        )
    return frame("flows", rows)


@attrs.frozen(eq=False)
class _People:
    """People in every cell, shape (state with cells, period), and those placed at the end."""

    stock: Floats
    placed: Floats


def _people(solved: Solved) -> _People:
    layout = solved.programme.layout
    lane, _ = layout.moves
    moved = _variable(solved, "x") * layout.survival[lane]
    came = np.where(layout.arrives < layout.periods, moved, 0.0)
    ends = np.bincount(layout.target[lane], came, minlength=len(layout.instance.states))
    return _People(
        stock=_variable(solved, "s").reshape(len(layout.counted), layout.periods),
        placed=np.asarray(ends * layout.at_stage(Stage.PLACED), dtype=float),
    )


def where_people_are(solved: Solved) -> "dict[str, pl.DataFrame]":
    """Give the tables of stocks, of who is placed and of who waits."""
    layout = solved.programme.layout
    people = _people(solved)
    return {
        "stocks": frame("stocks", _stocks(layout, people)),
        "placed": frame("placed", _placed(layout, people, solved)),
        "waiting": frame("waiting", _waiting(layout, people)),
    }


def _stocks(layout: Layout, people: _People) -> list[dict[str, object]]:
    countries = {one.name: one.country or None for one in layout.instance.nodes}
    rows: list[dict[str, object]] = []
    for row, period in zip(*np.nonzero(people.stock), strict=True):
        state = layout.instance.states[layout.counted[row]]
        rows.append(
            {
                "node": state.node,
                "country": countries[state.node],
                "group": state.group,
                "track": state.track,
                "stage": state.stage,
                "day": on(layout, layout.last[period]),
                "people": float(people.stock[row, period]),
            }
        )
    return rows


def _placed(layout: Layout, people: _People, solved: Solved) -> list[dict[str, object]]:
    """Give who is in safety when the plan ends: placed, in a camp, at a hub or on the way on."""
    at_end = people.placed.copy()
    at_end[layout.counted] += people.stock[:, -1] * ~layout.in_danger[layout.counted]
    move, period = layout.between
    late = move[period == layout.periods - 1]
    lane = layout.moves[0][late]
    safe = ~layout.in_danger[layout.target[lane]]
    np.add.at(at_end, layout.target[lane[safe]], _variable(solved, "x")[late[safe]])
    nodes = {one.name: one for one in layout.instance.nodes}
    merged: dict[tuple[str, str, str], float] = {}
    for number in np.nonzero(at_end)[0]:
        state = layout.instance.states[number]
        key = (state.node, state.group, state.track)
        merged[key] = merged.get(key, 0.0) + float(at_end[number])
    return [
        {
            "node": node,
            "country": nodes[node].country or None,
            "kind": nodes[node].kind,
            "group": group,
            "track": track,
            "people": some,
        }
        for (node, group, track), some in merged.items()
    ]


def _waiting(layout: Layout, people: _People) -> list[dict[str, object]]:
    kinds = {one.name: one.kind for one in layout.instance.nodes}
    found: dict[tuple[str, str], Floats] = {}
    danger: dict[tuple[str, str], bool] = {}
    for row, number in enumerate(layout.counted):
        state = layout.instance.states[number]
        if kinds[state.node] in {NodeKind.ORIGIN, NodeKind.GATE, NodeKind.HUB}:
            key = (state.node, state.group)
            found[key] = found.get(key, np.zeros(layout.periods)) + people.stock[row]
            danger[key] = bool(layout.in_danger[number])
    rows: list[dict[str, object]] = []
    for (node, group), there in found.items():
        if not there.any():
            continue
        most = int(there.argmax())
        rows.append(
            {
                "node": node,
                "kind": kinds[node],
                "group": group,
                "in_danger": danger[node, group],
                "people": float(there[-1]),
                "most": float(there[most]),
                "most_on": on(layout, layout.last[most]),
                "person_days": float(there @ layout.days),
            }
        )
    return rows


def missing(solved: Solved) -> "pl.DataFrame":
    """Give what falls short: people without a way, and every slack that is not nothing."""
    layout = solved.programme.layout
    rows = [*_without_a_way(layout, _people(solved)), *_lost(solved), *_not_returned(solved)]
    shorts: tuple[tuple[str, str], ...] = (
        ("over", "stay"),
        ("short", "food"),
        ("beyond", "room"),
        ("roofless", "room"),
        ("crowd", "ground"),
        ("dry", "water"),
        ("queue", "latrines"),
    )
    blocks = {one.name: one for one in solved.programme.columns}
    for name, what in shorts:
        if name in blocks:
            block, values = blocks[name], _variable(solved, name)
            for limit in np.unique(block.limit[values > 0]):
                at = (block.limit == limit) & (values > 0)
                where = block.limits[limit].split(" at ")[-1]
                rows.append(_short(layout, what, where, values[at], block.period[at]))
    return frame("missing", rows)


def _short(
    layout: Layout, what: str, where: str, values: Floats, period: Whole
) -> dict[str, object]:
    node, _, rest = where.partition("/")
    return {
        "what": what,
        "node": node,
        "group": rest.split("/")[0] or None,
        "amount": float(values @ layout.days[period]),
        "unit": "person-day",
        "first": on(layout, layout.start[period.min()]),
        "last": on(layout, layout.last[period.max()]),
    }


def _without_a_way(layout: Layout, people: _People) -> list[dict[str, object]]:
    left: dict[tuple[str, str], float] = {}
    for row, number in enumerate(layout.counted):
        state = layout.instance.states[number]
        some = float(people.stock[row, -1])
        if layout.in_danger[number] and some > 0:
            left[state.node, state.group] = left.get((state.node, state.group), 0.0) + some
    return [
        {
            "what": "way to safety",
            "node": node,
            "group": group,
            "amount": some,
            "unit": "person",
            "first": None,
            "last": on(layout, layout.last[-1]),
        }
        for (node, group), some in left.items()
    ]


def _not_returned(solved: Solved) -> list[dict[str, object]]:
    """Give the returns that were forecast of people who are not there to go back."""
    blocks = {one.name: one for one in solved.programme.columns}
    if "fewer" not in blocks:
        return []
    layout, block, fewer = solved.programme.layout, blocks["fewer"], _variable(solved, "fewer")
    rows: list[dict[str, object]] = []
    for number in np.unique(block.limit[fewer > 0]):
        at = (block.limit == number) & (fewer > 0)
        state = layout.instance.states[layout.source[number]]
        rows.append(
            {
                "what": "return",
                "node": state.node,
                "group": state.group,
                "amount": float(fewer[at].sum()),
                "unit": "person",
                "first": on(layout, layout.start[block.period[at].min()]),
                "last": on(layout, layout.last[block.period[at].max()]),
            }
        )
    return rows


def _lost(solved: Solved) -> list[dict[str, object]]:
    layout = solved.programme.layout
    lane, period = layout.moves
    lost = _variable(solved, "x") * (1 - layout.survival[lane])
    rows: list[dict[str, object]] = []
    for number in np.unique(lane[lost > NOBODY]):
        at = (lane == number) & (lost > NOBODY)
        state = layout.instance.states[layout.source[number]]
        rows.append(
            {
                "what": "lost on the way",
                "node": state.node,
                "group": state.group,
                "amount": float(lost[at].sum()),
                "unit": "person",
                "first": on(layout, layout.start[period[at].min()]),
                "last": on(layout, layout.last[period[at].max()]),
            }
        )
    return rows
