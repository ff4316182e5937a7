"""Rows become tables: columns, types and units are those of ``domain/tables``."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from panah.domain.table import Type, columns

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Row", "frame", "records"]

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
    filled = records(table, rows)
    return pl.DataFrame(
        [
            pl.Series(column.name, [row[column.name] for row in filled], dtype=types[column.type])
            for column in columns(table)
        ]
    )


def records(table: str, rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Give the rows of the table of that name as plain values, every column filled or None."""
    cells = [(column.name, _CELLS[column.type]) for column in columns(table)]
    return [{name: cell(row.get(name)) for name, cell in cells} for row in rows]


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
