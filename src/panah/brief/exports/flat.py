"""Tables as sheets: comma-separated values under exchange names, and a workbook with citations.

A spreadsheet obeys a text that begins with ``=``; no cell of panah's does.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from importlib.resources import files

from panah.brief.words import known
from panah.domain.situation import Situation
from panah.domain.table import Column, columns

__all__ = ["as_csv", "cell", "rows_of", "safe", "tags"]

_OBEYED = ("=", "+", "-", "@", "\t", "\r", "\n")
_JOINED = "; "


def as_csv(situation: Situation, table: str = "lines", *, hxl: bool = False) -> str:
    """Write one table, under the exchange names of its columns.

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
    for row in rows_of(situation, table):
        writer.writerow(safe(cell(row, column)) for column in known_columns)
    return out.getvalue()


def tags(known_columns: Sequence[Column]) -> list[str]:
    """Give the HXL hashtag of each column; empty where HXL has no word for it."""
    return [_tags().get(column.exchange, "") for column in known_columns]


@cache
def _tags() -> Mapping[str, str]:
    text = (files("panah.brief.exports") / "hxl.csv").read_text(encoding="utf-8")
    return {row["exchange name"]: row["hashtag"] for row in csv.DictReader(text.splitlines())}


def rows_of(situation: Situation, table: str) -> Sequence[Mapping[str, object]]:
    """Give the rows of a table of the situation."""
    if table == "gaps":
        return [
            {"matter": gap.matter, "facet": gap.facet, "ask": gap.ask, "question": gap.question}
            for gap in situation.gaps
        ]
    rows: list[dict[str, object]] = getattr(situation, table).to_dicts()
    return rows


def cell(row: Mapping[str, object], column: Column) -> str | float | int | None:
    """Give what to write in a cell: text, a number, or None for an empty one."""
    value = row.get(column.name)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, list):
        return _JOINED.join(map(str, value)) or None
    if isinstance(value, datetime):
        return known(value)
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, int) or value is None else str(value)


def safe(value: str | float | None) -> str | float | None:
    """Keep a spreadsheet from reading a text as a formula, by an apostrophe before it."""
    if isinstance(value, str) and value.startswith(_OBEYED):
        return f"'{value}"
    return value
