"""How placed families look on a terminal: a line a family, a line a locality, totals last."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from panah.case.families import Placed

if TYPE_CHECKING:
    from panah.plan.families.stream import Outcome

__all__ = ["measure_text", "placed_text"]

_SHOWN = 60
"""Families shown; the rest are in the file that -o writes."""


def placed_text(placed: Placed) -> str:
    """Give a batch: who goes where and why, who waits, what each ruling changed, what is left."""
    blocks = (
        _families(placed),
        _plan(placed),
        _worse_off(placed),
        _rulings(placed),
        _rooms(placed),
        _totals(placed),
    )
    return "\n\n".join("\n".join(block) for block in map(list, blocks) if block) + "\n"


def _rows(table: Any) -> list[dict[str, Any]]:  # noqa: ANN401  (a polars table)
    rows: list[dict[str, Any]] = table.to_dicts()
    return rows


def _families(placed: Placed) -> Iterator[str]:
    rows = [row for row in _rows(placed.placements) if row["stand"] != "earlier"]
    yield f"{'family':12}{'people':>6}  {'to':16}{'score':>8}{'price':>8}  why, and what else"
    for row in rows[:_SHOWN]:
        to = row["locality"] or "waits"
        yield (
            f"{row['key']:12}{row['people']:6}  {to:16}{_number(row['score']):>8}"
            f"{_number(row['price']):>8}  {row['why']}"
        )
        others = [
            f"{row[name]} costs at least {row[f'{name}_costs']:.2f}"
            for name in ("first", "second", "third")
            if row[f"{name}_costs"] is not None
        ]
        if others:
            yield f"{'':54}{'; '.join(others)}"
    if len(rows) > _SHOWN:
        yield f"and {len(rows) - _SHOWN:,} more; -o FILE.xlsx writes all, with every reason"
    yield f"scores: {_SCORED[placed.scoring]}; {placed.expected:,} families still expected"
    if placed.could_go:
        yield (
            f"{placed.could_go:,} people wait although there is room, as it is worth more to "
            f"others; --people-first places whom it can"
        )


_SCORED = {
    "given": "your own",
    "wishes": "from wishes and kin",
    "none": "none, so that localities fill evenly",
}


def _plan(placed: Placed) -> Iterator[str]:
    """Give what the plan says of each country: who comes, the beds left, the floor of a price."""
    if placed.plan is None:
        return
    yield "By the plan, which brings people in the days still to come:"
    left: dict[str, int] = {}
    for row in _rows(placed.rooms):
        left[row["country"]] = left.get(row["country"], 0) + row["beds_left"]
    for country, beds in left.items():
        people = placed.plan.people.get(country, 0.0)
        price = placed.plan.price.get(country, 0.0)
        floor = f"one more place there brings {price:.2f} people" if price else "places do not bind"
        short = f"; {people - beds:,.0f} more than beds left" if people > beds else ""
        yield f"  {country}: {people:,.0f} people come to stay{short}; {floor}"


def _worse_off(placed: Placed) -> Iterator[str]:
    rows = [row for row in _rows(placed.placements) if row["worse_off"]]
    if not rows:
        yield "Nobody is worse off than under first come, first served."
        return
    yield "Worse off than under first come, first served:"
    for row in rows:
        to = row["locality"] or "waits"
        yield f"  {row['key']}  {to}, and would have been in {row['by_default']}"


def _rulings(placed: Placed) -> Iterator[str]:
    rows = _rows(placed.rulings)
    if rows:
        yield "What each ruling changed, found by solving without it:"
    for row in rows:
        yield (
            f"  {row['decree']} {row['key']} {row['locality']} by {row['by']}: total "
            f"{row['total']:+.2f}, people {row['people']:+d}, {row['moved']} families elsewhere"
        )


def _rooms(placed: Placed) -> Iterator[str]:
    head = f"{'locality':16}{'country':>8}{'came':>6}{'people':>8}{'beds left':>11}{'a bed':>8}"
    yield f"{head}  binds"
    for row in _rows(placed.rooms):
        yield (
            f"{row['locality']:16}{row['country']:>8}{row['families']:6}{row['people']:8}"
            f"{row['beds_left']:11}{row['bed_price']:8.2f}  {'; '.join(row['binding'])}".rstrip()
        )


def _totals(placed: Placed) -> Iterator[str]:
    yield "Totals, which may be passed on:"
    for row in _rows(placed.totals):
        few = "fewer than 5 families" if row["withheld"] else ""
        count = few or f"{row['families']:,} families, {row['people']:,} people"
        yield f"  {row['country'] or '':4}{row['stand']:8}  {count}"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def measure_text(found: "Mapping[str, Outcome]") -> str:
    """Give what each method gives, as a share of hindsight."""
    best = found["hindsight"].score
    lines = [f"{'method':30}{'score':>12}{'of hindsight':>14}{'people':>10}"]
    for method, outcome in found.items():
        share = f"{outcome.score / best:.1%}" if best > 0 else ""
        lines.append(f"{_METHODS[method]:30}{outcome.score:12,.1f}{share:>14}{outcome.people:10,}")
    return "\n".join(lines) + "\n"


_METHODS = {
    "first_come": "first come, first served",
    "greedy": "every week by itself",
    "prices": "panah: prices of later weeks",
    "hindsight": "hindsight, knowing everyone",
}
