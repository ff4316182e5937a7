"""The columns of every table: their type, unit, exchange name and meaning.

They stand in ``domain/tables/NAME.csv``, one row a column, so that code, documents and exports read
one list. The exchange name is HDX HAPI's where it has one.
"""

import csv
from enum import StrEnum
from functools import cache
from importlib.resources import files

import attrs

from panah.errors import InputError

__all__ = [
    "BESIDE_TABLES",
    "FAMILY_TABLES",
    "FORECAST_TABLES",
    "GROUND",
    "PLAN_TABLES",
    "TABLES",
    "Column",
    "Type",
    "columns",
]

TABLES = (
    *("lines", "offers", "capacity", "displaced", "camps", "stocks", "access"),
    *("conflicts", "gaps", "claims"),
)
"""The tables of a situation, in the order in which they are shown."""

PLAN_TABLES = tuple(
    f"plan_{name}"
    for name in (
        *("placed", "waiting", "missing", "binding", "worth", "account", "flows", "stocks"),
        *("begun", "frontier", "reasons", "asks", "conflicts", "ranges", "more"),
        *("decisions", "differences"),
    )
)
"""The tables of a plan, in the order in which they are shown."""

BESIDE_TABLES = (
    *("plan_flights", "plan_sites", "plan_signatures", "plan_beside", "plan_rulings"),
    "plan_sources",
)
"""What is worked out from a plan, or from several: day by day, side by side, rulings, sources."""

FAMILY_TABLES = (
    *("families", "localities", "rulings", "scores"),
    *("placements", "rooms", "ruling_effects", "family_totals"),
)
"""The tables by which families are placed; they stay with whoever keeps them."""

FORECAST_TABLES = tuple(
    f"forecast_{name}"
    for name in ("band", "course", "risks", "triggers", "inputs", "scores", "earlier", "marks")
)
"""The tables of a forecast, in the order in which they are shown."""

GROUND = ("places", "links", "crossings", "series", "groups")
"""The tables of a case's folder ``geography``, which people write."""


class Type(StrEnum):
    """What a column holds. An empty cell is unknown, never 0."""

    TEXT = "text"
    LIST = "list"
    WHOLE = "whole"
    NUMBER = "number"
    YES_NO = "yes_no"
    DAY = "day"
    MOMENT = "moment"


@attrs.frozen(kw_only=True)
class Column:
    """One column.

    Parameters
    ----------
    unit
        What a number counts; empty where the unit stands in a column of its own.
    required
        Whether every row fills it.
    exchange
        Its name in files that leave panah.
    """

    name: str
    type: Type
    unit: str
    required: bool
    exchange: str
    description: str


@cache
def columns(table: str) -> tuple[Column, ...]:
    """Give the columns of a table, in order.

    Raises
    ------
    InputError
        If there is no such table; says which there are.
    """
    known = (*TABLES, *FORECAST_TABLES, *PLAN_TABLES, *BESIDE_TABLES, *FAMILY_TABLES, *GROUND)
    if table not in known:
        raise InputError(f"there is no table {table!r}; there is {', '.join(known)}")
    text = (files("panah.domain") / "tables" / f"{table}.csv").read_text(encoding="utf-8")
    return tuple(
        Column(
            name=row["column"],
            type=Type(row["type"]),
            unit=row["unit"],
            required=row["required"] == "yes",
            exchange=row["exchange name"],
            description=row["description"],
        )
        for row in csv.DictReader(text.splitlines())
    )
