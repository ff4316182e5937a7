"""The rows of a sheet that a person filled in, cell by cell as the table's columns have it.

A sheet with any column that its table does not have is refused whole, before a row of it is looked
at: what is not taken in cannot be given away, and what is misspelt is not silently left out.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from panah.domain.table import Column, Type, columns
from panah.errors import PanahError

__all__ = ["PARTED", "Row", "Sheet", "rows_of"]

Row = Mapping[str, Any]
"""What the cells of a row say, by column, as the types of the columns have it."""

Sheet = tuple[Sequence[str], Sequence[tuple[int, Sequence[str]]]]
"""The names of the columns, and the rows with their numbers in the file."""

PARTED = ";"
"""What parts several words in one cell."""

_YES = {"yes": True, "true": True, "no": False, "false": False}
_MOST = 10_000_000
"""Most of anything in one cell. Assumed: above it a cell is a slip."""


def rows_of(
    table: str, sheet: Sheet, name: str, *, refused: type[PanahError], untaken: str
) -> list[tuple[str, Row]]:
    """Give the rows of a sheet with where each stands.

    Parameters
    ----------
    refused
        The error that says what is wrong.
    untaken
        Why a column that the table does not have is not taken.

    Raises
    ------
    PanahError
        If a column is not taken or is missing, or a cell is not what its column holds.
    """
    known = {column.name: column for column in columns(table)}
    header, rows = sheet
    for title in header:
        if title not in known:
            raise refused(
                f"{name}: the column {title!r} is not taken: {untaken}, "
                f"and only {', '.join(known)} are known; take it out of the file"
            )
    for column in known.values():
        if column.required and column.name not in header:
            raise refused(f"{name}: there is no column {column.name}: {column.description}")
    return [
        (
            f"{name}, row {number}",
            {
                title: _cell(
                    cell.strip(), known[title], f"{name}, row {number}, column {title}", refused
                )
                for title, cell in zip(header, cells, strict=True)
            },
        )
        for number, cells in rows
    ]


def _cell(text: str, column: Column, where: str, refused: type[PanahError]) -> object:
    """Give what a cell says; None for an empty one."""
    if not text:
        if column.required:
            raise refused(f"{where}: is empty: {column.description}")
        return None
    try:
        return _READ[column.type](text)
    except (ValueError, KeyError) as error:
        raise refused(f"{where}: {text!r} is not {_MEANT[column.type]}") from error


def _whole(text: str) -> int:
    number = int(text.removesuffix(".0"))
    if not 0 <= number <= _MOST:
        raise ValueError(text)
    return number


def _number(text: str) -> float:
    number = float(text)
    if not abs(number) < _MOST:
        raise ValueError(text)
    return number


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(PARTED) if part.strip())


_READ: Mapping[Type, Callable[[str], object]] = {
    Type.TEXT: str,
    Type.LIST: _list,
    Type.WHOLE: _whole,
    Type.NUMBER: _number,
    Type.YES_NO: lambda text: _YES[text.lower()],
    Type.DAY: lambda text: date.fromisoformat(text[:10]),
}
_MEANT: Mapping[Type, str] = {
    Type.WHOLE: f"a whole number from 0 to {_MOST:,}",
    Type.NUMBER: f"a number between -{_MOST:,} and {_MOST:,}",
    Type.YES_NO: "yes or no",
    Type.DAY: "a day as 2031-03-04",
}
