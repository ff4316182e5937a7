"""A table as it was received: rows of cells, each a text.

Two kinds of file come in: text parted by commas, semicolons or tabs, and workbooks. Where the
header stands is told by the file alone, not by who reads it, because the text that is kept of a
table may not hang on what somebody wanted from it.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence

import attrs

from panah.errors import FileError
from panah.reading.files.opening import decoded, is_archive, looks_like, one_line

__all__ = ["MAX_CELLS", "MAX_COLUMNS", "Cells", "cells_of"]

MAX_COLUMNS = 1_000
"""Most columns of a table. Assumed: the widest exports of the field have some 200."""

MAX_CELLS = 3_000_000
"""Most cells of a table. Assumed: 20 MB of text hold fewer."""

SEPARATORS = (",", ";", "\t")
"""What may part the cells of a text file."""

_LOOK = 20
"""Rows by which the separator is told."""

_BEGINNING = 60
"""Rows by which the header is told. Assumed: providers write up to some twenty rows above it."""

Row = tuple[int, tuple[str, ...]]
"""The number of a row in its file, from 1, and its cells."""


@attrs.frozen(kw_only=True)
class Cells:
    """One table of a file.

    Parameters
    ----------
    sheet
        Name of the sheet in a workbook; empty in a text file.
    header
        The names of the columns.
    rows
        The rows below, with their numbers in the file; empty rows are left out.
    """

    sheet: str = ""
    header: tuple[str, ...]
    rows: tuple[Row, ...]


def cells_of(received: bytes, name: str) -> tuple[tuple[Cells, ...], tuple[str, ...]]:
    """Give the tables of a file, and what a person should know before trusting them.

    Raises
    ------
    FileError
        If it is no table, is broken, has too many cells, or its rows do not fit its header; names
        file and row.
    """
    if is_archive(received):
        from panah.reading.tables.workbook import sheets_of  # noqa: PLC0415  (loads with workbooks)

        sheets, warnings = sheets_of(received, name)
        tables = tuple(_table(rows, sheet) for sheet, rows in sheets if rows)
    else:
        tables, warnings = (_table(_read(received, name), ""),), ()
    for table in tables:
        _refuse_unfit(table, name)
    if not any(table.rows for table in tables):
        raise FileError(f"{name}: there is no row below a header in it")
    return tables, warnings


def _read(received: bytes, name: str) -> list[Row]:
    """Read a text file of cells."""
    if found := looks_like(received):
        raise FileError(
            f"{name}: this is not a table in text or a workbook (it is {found}); save it as .csv "
            f"in UTF-8, or as .xlsx"
        )
    try:
        text = decoded(received)
    except UnicodeDecodeError as error:
        raise FileError(
            f"{name}: not UTF-8 at byte {error.start}; save it as CSV UTF-8, so that every name "
            f"stays as it was written"
        ) from error
    return list(_rows(text, _separator(text), name))


def _rows(text: str, separator: str, name: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    cells = 0
    try:
        for row in reader:
            cells += len(row)
            if len(row) > MAX_COLUMNS or cells > MAX_CELLS:
                raise FileError(
                    f"{name}, row {reader.line_num}: a table may have up to {MAX_COLUMNS:,} "
                    f"columns and {MAX_CELLS:,} cells; split it"
                )
            if any(cell.strip() for cell in row):
                yield reader.line_num, tuple(map(one_line, row))
    except csv.Error as error:
        raise FileError(f"{name}, row {reader.line_num}: not a table: {error}") from error


def _separator(text: str) -> str:
    """Give the separator that stands in most rows of the beginning, and there most often."""
    lines = text.splitlines()[:_LOOK]
    return max(
        SEPARATORS,
        key=lambda one: (
            sum(one in line for line in lines),
            sum(line.count(one) for line in lines),
        ),
    )


def _table(rows: Sequence[Row], sheet: str) -> Cells:
    """Give the table below its header; what stands above that is a title, or who is to be cited.

    The header is the first row with two names, and names for more than half of the columns that
    the rows at the beginning mostly have.
    """
    widths = Counter(width for _, row in rows[:_BEGINNING] if (width := _width(row)) > 1)
    usual = max(widths, key=lambda width: (widths[width], width), default=0)
    at = next(
        (
            number
            for number, (_, row) in enumerate(rows)
            if sum(map(bool, row)) > max(1, usual // 2)
        ),
        0,
    )
    header = rows[at][1] if rows else ()
    width = _width(header)
    below = rows[at + 1 :]
    if below and all(cell.startswith("#") for cell in below[0][1] if cell):
        below = below[1:]  # tags of the Humanitarian Exchange Language, one below each name
    return Cells(
        sheet=sheet,
        header=header[:width],
        rows=tuple((number, _trimmed(row, width)) for number, row in below),
    )


def _width(row: tuple[str, ...]) -> int:
    """Give how many cells a row has, without empty ones at its end."""
    return max((n for n, cell in enumerate(row, start=1) if cell), default=0)


def _trimmed(row: tuple[str, ...], width: int) -> tuple[str, ...]:
    """Give a row without empty cells right of the header."""
    return row[:width] if not any(row[width:]) else row


def _refuse_unfit(table: Cells, name: str) -> None:
    where = f"{name}, sheet {table.sheet}" if table.sheet else name
    twice = {column for column in table.header if column and table.header.count(column) > 1}
    if twice:
        raise FileError(
            f"{where}: two columns are called {sorted(twice)[0]}; give each its own name"
        )
    for number, row in table.rows:
        if len(row) != len(table.header):
            raise FileError(
                f"{where}, row {number}: has {len(row)} cells and the header has "
                f"{len(table.header)}; is the file cut off, or a separator not in quotation marks?"
            )
