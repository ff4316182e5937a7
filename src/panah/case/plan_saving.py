"""The tables of a plan as files: a workbook, or a file each."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from panah.brief.exports.sheets import as_book, as_sheet
from panah.case.writing import write_file
from panah.domain.table import columns
from panah.errors import InputError

if TYPE_CHECKING:
    import polars as pl

__all__ = ["check_plan_form", "save_plan"]

PLAN_FORMS = (".html", ".xlsx", ".parquet", ".csv", ".geojson")
TAGGED = (".xlsx", ".csv")


def check_plan_form(file: Path, *, hxl: bool = False) -> None:
    """Refuse a file that a plan is not written to, before anything is solved.

    Parameters
    ----------
    hxl
        Whether a row of HXL hashtags is wanted.

    Raises
    ------
    InputError
        If panah does not write that form, it has no row of hashtags, or its folder is not there.
    """
    if hxl and file.suffix not in TAGGED:
        raise InputError(f"{file}: no row of hashtags in it; {' and '.join(TAGGED)} have one")
    if file.suffix not in PLAN_FORMS:
        raise InputError(f"{file}: plans are written as {', '.join(PLAN_FORMS)}")
    if not file.resolve().parent.is_dir():
        raise InputError(f"cannot write {file}: there is no folder {file.parent}")


def save_plan(
    found: "Mapping[str, pl.DataFrame]", about: Mapping[str, str], file: Path, *, hxl: bool = False
) -> list[Path]:
    """Write the tables of a plan as a workbook or a file each; give the files written."""
    if file.suffix == ".xlsx":
        write_file(file, as_book(found, about, hxl=hxl))
        return [file]
    written = []
    for name, table in found.items():
        part = file.with_name(f"{file.stem}-{name.removeprefix('plan_')}{file.suffix}")
        if file.suffix == ".csv":
            write_file(part, as_sheet(name, table, hxl=hxl).encode("utf-8"))
        else:
            write_file(part, _parquet(name, table))
        written.append(part)
    return written


def _parquet(name: str, table: "pl.DataFrame") -> bytes:
    """Write a table with its own names and types; the unit of each column stands beside them."""
    units = {f"unit.{column.name}": column.unit for column in columns(name) if column.unit}
    out = io.BytesIO()
    table.write_parquet(out, metadata=units)
    return out.getvalue()
