"""Any tables as sheets: comma-separated values, or a workbook, under their exchange names."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from panah.brief.exports.flat import cell, safe, tags
from panah.brief.exports.workbook import opened, write_cell
from panah.domain.table import Column, Type, columns

if TYPE_CHECKING:
    import polars as pl
    import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

__all__ = ["as_book", "as_sheet"]


def as_sheet(table: str, rows: "pl.DataFrame", *, hxl: bool = False) -> str:
    """Write one table as comma-separated values.

    Parameters
    ----------
    hxl
        Put a row of HXL hashtags below the names.
    """
    known_columns = columns(table)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(column.exchange for column in known_columns)
    if hxl:
        writer.writerow(tags(known_columns))
    for row in rows.iter_rows(named=True):
        writer.writerow(safe(cell(row, column)) for column in known_columns)
    return out.getvalue()


def as_book(
    tables: "Mapping[str, pl.DataFrame]",
    about: Mapping[str, str] | None = None,
    *,
    hxl: bool = False,
) -> bytes:
    """Write tables as the sheets of a workbook, each column with its unit and meaning.

    A day is a day and a yes or no is one, so that a workbook can be sorted and counted by them.

    Parameters
    ----------
    about
        Lines of a first sheet; None for no such sheet.
    hxl
        Put a row of HXL hashtags below the names.

    Raises
    ------
    InputError
        If the library that writes workbooks is not installed.
    """
    out = io.BytesIO()
    book = opened(out)
    if about is not None:
        sheet = book.add_worksheet("about")
        for index, (name, text) in enumerate(about.items()):
            write_cell(sheet, index, 0, name)
            write_cell(sheet, index, 1, text)
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 90)
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    for table, rows in tables.items():
        sheet = book.add_worksheet(table.removeprefix("plan_"))
        known_columns = columns(table)
        for index, column in enumerate(known_columns):
            unit = f" [{column.unit}]" * bool(column.unit)
            sheet.write_string(0, index, f"{column.exchange}{unit}", bold)
            sheet.write_comment(0, index, column.description, {"x_scale": 3, "author": ""})
        for index, tag in enumerate(tags(known_columns) if hxl else ()):
            sheet.write_string(1, index, tag)
        first = 2 if hxl else 1
        sheet.freeze_panes(first, 0)
        for number, row in enumerate(rows.iter_rows(named=True), start=first):
            _write_row(sheet, number, row, known_columns, day)
    book.close()
    return out.getvalue()


def _write_row(
    sheet: "xlsxwriter.worksheet.Worksheet",
    number: int,
    row: Mapping[str, Any],
    known_columns: Sequence[Column],
    day: "xlsxwriter.format.Format",
) -> None:
    for index, column in enumerate(known_columns):
        value = row[column.name]
        if column.type is Type.DAY and value is not None:
            sheet.write_datetime(number, index, value, day)
        elif column.type is Type.YES_NO and value is not None:
            sheet.write_boolean(number, index, value)
        else:
            write_cell(sheet, number, index, cell(row, column))
