"""Rows become tables: columns, types and units are those of ``domain/tables``."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from panah.domain.dossier import called
from panah.domain.entry import Relation
from panah.domain.naming import Names
from panah.domain.situation import Linked, Standing
from panah.domain.table import Type, columns

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Row", "claims", "frame"]

Row = Mapping[str, object]


def frame(table: str, rows: Iterable[Row]) -> "pl.DataFrame":
    """Give the table of that name; a column a row does not fill is null, never 0."""
    import polars as pl  # noqa: PLC0415  (loads when a table is made)

    types = {
        Type.TEXT: pl.String(),
        Type.LIST: pl.List(pl.String()),
        Type.WHOLE: pl.Int64(),
        Type.NUMBER: pl.Float64(),
        Type.YES_NO: pl.Boolean(),
        Type.DAY: pl.Date(),
        Type.MOMENT: pl.Datetime("us", "UTC"),
    }
    filled = list(rows)
    return pl.DataFrame(
        [
            pl.Series(
                column.name,
                [_CELLS[column.type](row.get(column.name)) for row in filled],
                dtype=types[column.type],
            )
            for column in columns(table)
        ]
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value) or None


def _texts(value: object) -> list[str] | None:
    return [str(item) for item in value] if isinstance(value, list | tuple) else None


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _as_it_is(value: object) -> object:
    return value


_CELLS: Mapping[Type, Callable[[object], object]] = {
    Type.TEXT: _text,
    Type.LIST: _texts,
    Type.WHOLE: _as_it_is,
    Type.NUMBER: _number,
    Type.YES_NO: _as_it_is,
    Type.DAY: _as_it_is,
    Type.MOMENT: _as_it_is,
}
"""How a value is put into a column: words of closed lists as strings, empty ones as null."""


def claims(
    standing: Mapping[str, Standing], links: Iterable[Linked], names: Names
) -> Iterator[Row]:
    """Give the claims that stand, one row each, with quote, source and conflict."""
    against: dict[str, list[str]] = {}
    for link in links:
        if link.relation is Relation.CONFLICTS and {link.source, link.target} <= set(standing):
            against.setdefault(link.source, []).append(link.target)
            against.setdefault(link.target, []).append(link.source)
    calls = called(standing)
    for key, one in standing.items():
        yield _claim(key, one) | {
            "conflicts": [calls[other] for other in against.get(key, ())],
            "said_by": names.of(one.claim.chain[0].actor),
        }


def _claim(key: str, one: Standing) -> dict[str, object]:
    claim, report, qty = one.claim, one.report, one.claim.qty
    row: dict[str, object] = {
        "id": key,
        "label": claim.label,
        "matter": one.matter,
        "kind": claim.kind,
        "subject": claim.subject,
        "counterpart": claim.counterpart,
        "group": claim.group.label if claim.group else None,
        "place": claim.place,
        "from": claim.from_,
        "to": claim.to,
        "via": claim.via,
        "status": claim.status,
        "hold": claim.hold,
        "mode": claim.mode,
        "mood": claim.mood,
        "conditions": [cond.text or cond.type.value for cond in claim.conditions],
        "event": str(claim.event) if claim.event else None,
        "said": str(claim.said) if claim.said else None,
        "chain": [f"{hop.actor} ({hop.how})" for hop in claim.chain],
        "publisher": report.publisher or claim.chain[-1].actor,
        "report": report.name,
        "published": str(report.published) if report.published else None,
        "quote": claim.quote,
        "span_start": claim.span.start if claim.span else None,
        "span_end": claim.span.end if claim.span else None,
        "verbatim": claim.verbatim,
        "accepted": one.accepted,
        "grade": f"{one.grade.source}{one.grade.information}",
    }
    if qty is not None:
        given = qty.is_given
        row |= {
            "low": qty.lo if given else None,
            "high": qty.hi if given else None,
            "hedge": qty.hedge,
            "unit": qty.unit,
            "measure": qty.measure,
            "worded": qty.worded,
        }
    return row
