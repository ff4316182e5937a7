"""The situation as a workbook: a sheet a table, and behind every number the quote it rests on.

Texts are written as texts, never as formulas or links. The same situation gives the same bytes.
"""

import io
from collections.abc import Mapping, Sequence
from datetime import UTC
from typing import TYPE_CHECKING

from panah.brief.exports.flat import cell, rows_of, tags
from panah.brief.words import known_there
from panah.domain.situation import Situation
from panah.domain.table import TABLES, Column, Type, columns
from panah.errors import InputError

if TYPE_CHECKING:
    import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

__all__ = ["as_xlsx", "opened", "write_cell"]

MAX_TEXT = 32_767
"""Longest text of a cell in characters: Excel's specifications and limits."""

_NOTED = 6
"""Claims told in one comment; a comment is a box, not a page."""

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}

Row = Mapping[str, object]


def as_xlsx(situation: Situation, *, hxl: bool = False) -> bytes:
    """Write the workbook.

    Parameters
    ----------
    hxl
        Put a row of HXL hashtags below the names of columns.

    Raises
    ------
    InputError
        If the library that writes workbooks is not installed.
    """
    out = io.BytesIO()
    book = opened(out)
    book.set_properties(
        {"created": situation.view.as_known.astimezone(UTC).replace(tzinfo=None), "author": "panah"}
    )
    quotes = _Quotes(situation)
    _about(book, situation)
    formats = _Formats(book)
    for table in TABLES:
        sheet = _sheet(book, table, hxl=hxl)
        rows = rows_of(situation, table)
        _filled(sheet, table, rows, (quotes, formats), first=2 if hxl else 1)
    book.close()
    return out.getvalue()


def opened(out: io.BytesIO) -> "xlsxwriter.Workbook":
    """Open a workbook whose cells hold what is written, never a formula.

    Raises
    ------
    InputError
        If the library that writes workbooks is not installed.
    """
    try:
        import xlsxwriter  # noqa: PLC0415  (loads when a workbook is written)
    except ImportError as error:
        raise InputError(
            "a workbook needs the extra `files`: pip install 'panah[files]', or choose csv"
        ) from error
    return xlsxwriter.Workbook(out, _OPTIONS)


class _Quotes:
    """What the claims behind a row say, as text for a comment."""

    def __init__(self, situation: Situation) -> None:
        rows = rows_of(situation, "claims")
        self._by_name = {str(row[key]): row for key in ("id", "label") for row in rows if row[key]}
        self._by_matter: dict[str, list[str]] = {}
        for row in rows_of(situation, "offers"):
            names = self._by_matter.setdefault(str(row["matter"]), [])
            names += [name for name in _texts(row["claims"]) if name not in names]

    def behind(self, row: Row) -> str:
        """Give the quotes a row rests on; a row of capacity rests on the offers it adds."""
        names = _texts(row.get("claims"))
        if not names and row.get("id"):
            names = [str(row["id"])]
        for matter in _texts(row.get("matters")):
            names += self._by_matter.get(matter, [])
        told = [self._told(name) for name in names[:_NOTED] if name in self._by_name]
        more = len(names) - _NOTED
        return "\n".join([*told, *([f"and {more} more, see the sheet claims"] if more > 0 else [])])

    def _told(self, name: str) -> str:
        row = self._by_name[name]
        words = f"“{row['quote']}”" if row["quote"] else "words not held"
        published = f", {row['published']}" if row["published"] else ""
        return (
            f"{words} {row['said_by']}; {row['publisher']}{published} [{row['label'] or name[:8]}]"
        )


class _Formats:
    """How numbers look: with their unit behind them, so that names of columns stay HAPI's."""

    def __init__(self, book: "xlsxwriter.Workbook") -> None:
        self._book = book
        self._made: dict[str, xlsxwriter.format.Format] = {}

    def of(self, row: Row, column: Column) -> "xlsxwriter.format.Format | None":
        """Give the format of a number: by the unit of its column, or else of its row."""
        if not _is_number(column):
            return None
        unit = column.unit or str(row.get("unit") or "")
        if not unit:
            return None
        value = row.get(column.name)
        digits = "#,##0" if not isinstance(value, float) or value.is_integer() else "#,##0.0##"
        shown = f'{digits} "{"people" if unit == "person" else unit.replace("_", " ")}"'
        if shown not in self._made:
            self._made[shown] = self._book.add_format({"num_format": shown})
        return self._made[shown]


def _texts(values: object) -> list[str]:
    return [str(value) for value in values] if isinstance(values, list) else []


def _about(book: "xlsxwriter.Workbook", situation: Situation) -> None:
    view = situation.view
    sheet = book.add_worksheet("about")
    rows = (
        ("as of", view.as_of.isoformat()),
        ("as known", known_there(view.as_known)),
        ("as public", known_there(view.as_public) if view.as_public else "all reports"),
        ("strict", "only agreed or firmer counts" if view.strict else "no"),
        ("unreviewed claims", "included" if view.drafts else "not included"),
        ("reading policy", f"{view.policy}, to look at only" if view.policy else "the case's"),
        ("ledger head", situation.head),
        ("claims withheld", str(situation.withheld)),
        *(("sum not made", why) for why in situation.refusals),
    )
    for index, (name, text) in enumerate(rows):
        sheet.write_string(index, 0, name)
        sheet.write_string(index, 1, text[:MAX_TEXT])
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 90)


def _sheet(
    book: "xlsxwriter.Workbook", table: str, *, hxl: bool
) -> "xlsxwriter.worksheet.Worksheet":
    """Begin a sheet: the names of its columns, with what they mean, and their hashtags."""
    sheet = book.add_worksheet(table)
    bold = book.add_format({"bold": True})
    known_columns = columns(table)
    for index, column in enumerate(known_columns):
        sheet.write_string(0, index, column.exchange, bold)
        sheet.write_comment(0, index, column.description, _BOX)
    for index, tag in enumerate(tags(known_columns) if hxl else ()):
        sheet.write_string(1, index, tag)
    sheet.freeze_panes(2 if hxl else 1, 0)
    return sheet


def _filled(
    sheet: "xlsxwriter.worksheet.Worksheet",
    table: str,
    rows: Sequence[Row],
    beside: "tuple[_Quotes, _Formats]",
    *,
    first: int,
) -> None:
    quotes, formats = beside
    for number, row in enumerate(rows, start=first):
        behind = quotes.behind(row)
        for index, column in enumerate(columns(table)):
            write_cell(sheet, number, index, cell(row, column), formats.of(row, column))
            if behind and _is_number(column) and row.get(column.name) is not None:
                sheet.write_comment(number, index, behind[:MAX_TEXT], _BOX)


_BOX = {"x_scale": 3, "y_scale": 2, "author": ""}


def _is_number(column: Column) -> bool:
    return column.type is Type.NUMBER


def write_cell(
    sheet: "xlsxwriter.worksheet.Worksheet",
    row: int,
    column: int,
    value: str | float | None,
    format_: "xlsxwriter.format.Format | None" = None,
) -> None:
    """Write a text or a number, in a format of numbers if one is given; None leaves it empty."""
    if isinstance(value, str):
        sheet.write_string(row, column, value[:MAX_TEXT])
    elif value is not None:
        sheet.write_number(row, column, value, format_)
