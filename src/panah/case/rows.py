"""Tables that people write in a case's folder: CSV with a heading, every cell checked.

A column that is not listed is an error, and so is a cell that cannot be meant; each says in which
file, line and column.
"""

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import attrs

from panah.errors import CaseError

__all__ = ["Row", "rows"]

_Word = TypeVar("_Word", bound=StrEnum)


@attrs.frozen
class Row:
    """One row, and where it stands."""

    file: Path
    line: int
    cells: dict[str, str]

    @property
    def where(self) -> str:
        """File and line, to find it."""
        return f"{self.file}, line {self.line}"

    @property
    def place(self) -> str:
        """File and line within the case, the same on every machine."""
        return f"{self.file.parent.name}/{self.file.name}, line {self.line}"

    def wrong(self, column: str, what: str) -> CaseError:
        """Give the error of a cell."""
        return CaseError(f"{self.where}: {column} {what}")

    def text(self, column: str) -> str:
        """Give a cell as written, empty where there is none."""
        return self.cells[column]

    def filled(self, column: str) -> str:
        """Give a cell that must be filled."""
        if not self.cells[column]:
            raise self.wrong(column, "is empty and must be filled")
        return self.cells[column]

    def number(self, column: str, low: float, high: float) -> float | None:
        """Give a number within bounds; None where the cell is empty."""
        written = self.cells[column]
        if not written:
            return None
        try:
            number = float(written)
        except ValueError:
            number = float("nan")
        if not low <= number <= high:
            raise self.wrong(column, f"must be a number from {low:g} to {high:g}, not {written!r}")
        return number

    def whole(self, column: str) -> int | None:
        """Give a whole number from 0 up; None where the cell is empty."""
        written = self.cells[column]
        if not written:
            return None
        if not written.isascii() or not written.isdigit() or len(written) > 10:
            raise self.wrong(column, f"must be a whole number of people, not {written!r}")
        return int(written)

    def day(self, column: str) -> date | None:
        """Give a day; None where the cell is empty."""
        written = self.cells[column]
        if not written:
            return None
        try:
            return date.fromisoformat(written)
        except ValueError as error:
            raise self.wrong(
                column, f"must be a day such as 2021-08-16, not {written!r}"
            ) from error

    def word(self, column: str, words: type[_Word], default: _Word) -> _Word:
        """Give a word of a closed list."""
        written = self.cells[column]
        if not written:
            return default
        if written not in list(words):
            known = ", ".join(words)
            raise self.wrong(column, f"must be one of {known}, not {written!r}")
        return words(written)

    def known(self, column: str, codes: Sequence[str]) -> str:
        """Give a code that must be among those of the map."""
        code = self.filled(column)
        if code not in codes:
            near = get_close_matches(code, codes, 3)
            hint = f"; did you mean {', '.join(near)}?" if near else ""
            raise self.wrong(column, f"names {code!r}, which is not on the map{hint}")
        return code


def rows(file: Path, columns: Sequence[str]) -> Iterator[Row]:
    """Give the rows of a table; none if there is no such file.

    Raises
    ------
    CaseError
        If it has a column that is not listed or stands twice, a row has not as many cells as the
        heading, or it is not a table in UTF-8.
    """
    if not file.is_file():
        return
    try:
        reader = csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines(), strict=True)
        found = tuple(reader.fieldnames or ())
        if wrong := set(found) - set(columns):
            right = ", ".join(columns)
            raise CaseError(
                f"{file} has the columns {', '.join(sorted(wrong))}; it may have {right}"
            )
        if twice := sorted({one for one in found if found.count(one) > 1}):
            raise CaseError(f"{file} has the column {twice[0]} twice; leave the one that is right")
        for row in reader:
            if None in row or None in row.values():
                raise CaseError(
                    f"{file}, line {reader.line_num}: the row has not as many cells as the header"
                )
            cells = {column: row.get(column, "").strip() for column in columns}
            yield Row(file, reader.line_num, cells)
    except (csv.Error, UnicodeDecodeError) as error:
        raise CaseError(f"{file} is not a table in UTF-8: {error}") from error
