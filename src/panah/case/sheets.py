"""Sheets that a person filled in: the header and rows of a CSV or XLSX file."""

from collections.abc import Sequence
from pathlib import Path

from panah.errors import FileError
from panah.reading.tables.cells import cells_of

__all__ = ["sheet_of"]


def sheet_of(file: Path) -> tuple[Sequence[str], Sequence[tuple[int, Sequence[str]]]]:
    """Give the header and rows of the first sheet of a file that has rows.

    Raises
    ------
    FileError
        If the file cannot be read, is no table, or has several sheets with rows.
    """
    try:
        received = file.read_bytes()
    except OSError as error:
        raise FileError(f"cannot read {file}: {error.strerror}") from error
    tables, _ = cells_of(received, file.name)
    if len([table for table in tables if table.rows]) > 1:
        raise FileError(f"{file.name}: has several sheets with rows; keep one")
    table = next(table for table in tables if table.rows)
    return table.header, table.rows
