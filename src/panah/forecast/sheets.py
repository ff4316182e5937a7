"""Rows of a comma-separated file, each of which knows its file and its number.

Whatever is read from a cell is read through its row, so that every refusal can say where it is.
"""

import csv
import re
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches

import attrs

from panah.errors import FileError

__all__ = ["Row", "known_name", "nearest", "sheet", "shown"]


_DIGITS = 12
_WHOLE = re.compile(rf"([+-]?[0-9]{{1,{_DIGITS}}})(?:\.0*)?")
"""More people than there are have no 13 digits; nor has any day or speed. Some programs write a
whole number with .0."""
_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_UNSEEN = dict.fromkeys(
    (0xFEFF, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A))
)
"""Marks that take no room and change no letter, which copying leaves in cells: of byte order, of
direction, a space of no width (Unicode 15, chapter 23). Joiners, which Persian names have, stay."""
_NO_TABLE = {
    "version https://git-lfs": "is a pointer of Git LFS, not the file: fetch it with git lfs pull",
    "<!doctype": "is a web page, not a table: download the file itself",
    "<html": "is a web page, not a table: download the file itself",
    "<<<<<<<": "has marks of a merge that was not finished",
    ">>>>>>>": "has marks of a merge that was not finished",
}
"""What a row begins with in a file that is no table, and what that file is."""
_SHOWN = 40
"""Letters of a cell that a message shows."""


@attrs.frozen
class Row:
    """One row, its cells stripped of blanks.

    Parameters
    ----------
    number
        Counted from 1 over all lines of the file, comments and headers too.
    """

    file: str
    number: int
    cells: tuple[str, ...]

    @property
    def where(self) -> str:
        """File and row, as a message begins."""
        return f"{self.file} row {self.number}"

    def text(self, column: int, otherwise: str | None = None) -> str:
        """Give a cell; without `otherwise` it must not be empty."""
        cell = self.cells[column] if column < len(self.cells) else ""
        if cell:
            return cell
        if otherwise is None:
            raise FileError(f"{self.where} has nothing in column {column + 1}")
        return otherwise

    def whole(self, column: int, otherwise: int | None = None, *, least: int | None = None) -> int:
        """Give a cell as a whole number of at most 12 digits."""
        cell = self.text(column, None if otherwise is None else str(otherwise))
        where = f"{self.where} column {column + 1} must be a whole number"
        if not (written := _WHOLE.fullmatch(cell)):
            long = " of at most 12 digits" if len(cell) > _DIGITS else ""
            raise FileError(f"{where}{long}, not {shown(cell)!r}")
        value = int(written[1])
        if least is not None and value < least:
            raise FileError(f"{where}, at least {least}, not {cell}")
        return value

    def number_in(
        self, column: int, otherwise: float | None = None, *, least: float | None = None
    ) -> float:
        """Give a cell as a finite number."""
        cell = self.text(column, None if otherwise is None else str(otherwise))
        try:
            value = float(cell)
        except ValueError:
            value = float("nan")
        if not abs(value) < float("inf"):
            raise FileError(
                f"{self.where} column {column + 1} must be a number, not {shown(cell)!r}"
            )
        if least is not None and value < least:
            raise FileError(
                f"{self.where} column {column + 1} must be {least:g} or more, not {value:g}"
            )
        return value

    def day(self, column: int) -> date:
        """Give a cell as a date, year first; month and day may have one digit, as in Flee."""
        cell = self.text(column)
        try:
            if written := _DATE.fullmatch(cell):
                return date(*(int(part) for part in written.groups()))
        except ValueError:
            pass
        raise FileError(
            f"{self.where} column {column + 1} must be a date such as 2015-05-01, "
            f"not {shown(cell)!r}"
        )


def sheet(file: str, text: str, *, comments: bool = True) -> list[Row]:
    """Give the rows of a file that are not empty.

    Parameters
    ----------
    comments
        Whether rows that begin with # are left out.

    Raises
    ------
    FileError
        If it is no table, or one whose columns are not set apart by commas.
    """
    lines = text.translate(_UNSEEN).splitlines()
    reader = csv.reader(lines, strict=True, skipinitialspace=True)
    try:
        rows = [
            Row(file, reader.line_num, tuple(cell.strip() for cell in cells)) for cells in reader
        ]
    except csv.Error as error:
        raise FileError(f"{file} row {reader.line_num} cannot be read as cells: {error}") from None
    rows = [row for row in rows if any(row.cells)]
    for row in rows:
        for begin, said in _NO_TABLE.items():
            if row.cells[0].lower().startswith(begin):
                raise FileError(f"{row.where} {said}")
    if rows and all(len(row.cells) == 1 for row in rows):
        for mark, name in ((";", "semicolons"), ("\t", "tabs")):
            if mark in rows[-1].cells[0]:
                raise FileError(f"{file} has {name} between its columns; save it with commas")
    return [row for row in rows if not (comments and row.cells[0].startswith("#"))]


def shown(cell: str) -> str:
    """Give a cell as a message shows it."""
    return cell if len(cell) <= _SHOWN else f"{cell[:_SHOWN]}…"


def known_name(row: Row, column: int, known: Iterable[str], what: str) -> str:
    """Give a cell that must be one of some names.

    Raises
    ------
    FileError
        If it is none of them; says which are most like it.
    """
    name, names = row.text(column), list(known)
    if name not in names:
        raise FileError(
            f"{row.where} names {shown(name)}, which is no {what}{nearest(name, names)}"
        )
    return name


def nearest(wrong: str, known: Iterable[str]) -> str:
    """Give the end of a sentence that offers the names most like a wrong one."""
    names = {name.casefold(): name for name in known}
    close = [names[name] for name in get_close_matches(wrong.casefold(), names, n=3, cutoff=0.5)]
    return f"; did you mean {' or '.join(close)}?" if close else ""
