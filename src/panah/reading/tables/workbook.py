"""Workbooks: the cells of their sheets as they show them, without formulas.

A sheet may say that one cell stands in its farthest corner, and be unpacked to a sheet of billions:
so the corners are read first. What a formula gave when the workbook was saved is taken, and told.
"""

import re
import zipfile

from panah.errors import FileError, ReportError
from panah.reading.files.opening import one_line, open_archive, unpacked
from panah.reading.tables.cells import MAX_CELLS, MAX_COLUMNS, Row

__all__ = ["sheets_of"]

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_CELL = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")

Sheets = tuple[tuple[str, list[Row]], ...]


def sheets_of(received: bytes, name: str) -> tuple[Sheets, tuple[str, ...]]:
    """Give the rows of each sheet that is shown, and what a person should know.

    Raises
    ------
    FileError
        If it is no workbook, broken or encrypted, or would unpack to too much.
    """
    try:
        with open_archive(received, name, wanted="a workbook (.xlsx)") as archive:
            computes = _look(archive, name)
    except ReportError as error:
        raise FileError(str(error)) from error
    warning = (
        f"{name}: some cells are computed; what they gave when the workbook was saved was taken"
    )
    return _read(received, name), (warning,) if computes else ()


def _look(archive: zipfile.ZipFile, name: str) -> bool:
    """Refuse sheets that are too large; tell whether one holds a formula."""
    if "xl/workbook.xml" not in archive.namelist():
        raise ReportError(f"{name}: this is not a workbook (.xlsx); save it as one, or as .csv")
    computes = False
    for part in filter(_SHEET.fullmatch, archive.namelist()):
        sheet = unpacked(archive, part, name)
        computes = computes or _FORMULA.search(sheet) is not None
        right = bottom = 0
        for cell in _CELL.finditer(sheet):
            right = max(right, _column(cell[1]))
            bottom = max(bottom, int(cell[2]))
        if right > MAX_COLUMNS or right * bottom > MAX_CELLS:
            raise ReportError(
                f"{name}: a sheet reaches to row {bottom:,} and column {right:,}; a table may have "
                f"up to {MAX_COLUMNS:,} columns and {MAX_CELLS:,} cells: delete what is right of "
                f"and below it"
            )
    return computes


def _column(letters: bytes) -> int:
    """Give the number of a column from its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _read(received: bytes, name: str) -> Sheets:
    try:
        import fastexcel  # noqa: PLC0415  (loads when a workbook is read)
    except ImportError as error:
        raise FileError(
            f"{name}: a workbook needs the extra `files`: pip install 'panah[files]', or save it "
            f"as .csv"
        ) from error
    try:
        book = fastexcel.read_excel(received)
        sheets = [
            book.load_sheet(number, header_row=None, skip_rows=0, dtypes="string")
            for number in range(len(book.sheet_names))
        ]
        return tuple(
            (one_line(sheet.name), _rows(sheet.to_polars().rows()))
            for sheet in sheets
            if sheet.visible == "visible"
        )
    except (fastexcel.FastExcelError, ValueError) as error:
        raise FileError(f"{name}: the workbook is broken; open it and save it anew") from error


def _rows(rows: list[tuple[str | None, ...]]) -> list[Row]:
    """Give the rows that hold anything, with their numbers."""
    return [
        (number, tuple(one_line(cell or "") for cell in row))
        for number, row in enumerate(rows, start=1)
        if any(row)
    ]
