"""Families, localities, rulings and scores from the rows of a sheet.

Only the columns of the tables in ``domain/tables`` are taken. A sheet with any other is refused
whole, before a row of it is looked at: what is not taken in cannot be given away.
"""

import re
from collections.abc import Callable
from typing import TypeVar

from panah.domain.family import NEEDS_TAKEN, Count, Decree, Family, Locality, Ruling
from panah.domain.group import Need
from panah.errors import FamilyError
from panah.plan.cells import PARTED, Row, Sheet, rows_of

__all__ = ["families_of", "localities_of", "rulings_of", "scores_of"]

Made = TypeVar("Made")

_COUNTRY = re.compile(r"[A-Z]{3}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def families_of(sheet: Sheet, name: str) -> tuple[Family, ...]:
    """Give the families of a sheet.

    Raises
    ------
    FamilyError
        If a column is not taken, or a cell is not what its column holds; names row and column.
    """
    return tuple(_made(_family, row, where) for where, row in _rows("families", sheet, name))


def localities_of(sheet: Sheet, name: str) -> tuple[Locality, ...]:
    """Give the localities of a sheet; see `families_of`."""
    return tuple(_made(_locality, row, where) for where, row in _rows("localities", sheet, name))


def rulings_of(sheet: Sheet, name: str) -> tuple[Ruling, ...]:
    """Give the rulings of a sheet; see `families_of`."""
    return tuple(_made(_ruling, row, where) for where, row in _rows("rulings", sheet, name))


def scores_of(sheet: Sheet, name: str) -> dict[tuple[str, str], float]:
    """Give the scores of a sheet by family and locality; see `families_of`."""
    found: dict[tuple[str, str], float] = {}
    for where, row in _rows("scores", sheet, name):
        pair = (str(row["key"]), str(row["locality"]))
        if pair in found:
            raise FamilyError(f"{where}: {pair[0]} and {pair[1]} have a score above already")
        found[pair] = row["score"]
    return found


def _rows(table: str, sheet: Sheet, name: str) -> list[tuple[str, Row]]:
    return rows_of(table, sheet, name, refused=FamilyError, untaken=_UNTAKEN)


_UNTAKEN = "no column may say who a family is"


def _made(make: Callable[[Row], Made], row: Row, where: str) -> Made:
    try:
        return make(row)
    except FamilyError as error:
        raise FamilyError(f"{where}: {error}") from error


def _family(row: Row) -> Family:
    needs = {Count.BEDS: row["people"]} | _counts(row, skip=Count.BEDS)
    return Family(
        key=row["key"],
        needs=needs,
        arrives=row["arrives"],
        languages=_tags(row, "languages", _LANGUAGE, "a language as fa or prs"),
        specific=_needs(row, "specific"),
        admitted=_tags(row, "admitted", _COUNTRY, "a country as CAN"),
        kin=row.get("kin") or (),
        waives=bool(row.get("waives")),
        together=row.get("together") or (),
        wishes=row.get("wishes") or (),
        placed=row.get("placed") or "",
    )


def _locality(row: Row) -> Locality:
    if not _COUNTRY.fullmatch(row["country"]):
        raise FamilyError(f"country: {row['country']!r} is not a country as CAN")
    return Locality(
        name=row["locality"],
        country=row["country"],
        has={Count.BEDS: row["beds"]} | _counts(row, skip=Count.BEDS),
        languages=_tags(row, "languages", _LANGUAGE, "a language as fa or prs"),
        most=row.get("most"),
        only=_needs(row, "only"),
        never=_needs(row, "never"),
        least_price=row.get("least_price") or 0.0,
    )


def _ruling(row: Row) -> Ruling:
    if row["decree"] not in list(Decree):
        raise FamilyError(f"decree: {row['decree']!r} is not one of {', '.join(Decree)}")
    rest = {name: row[name] for name in ("key", "locality", "by", "why")}
    return Ruling(decree=Decree(row["decree"]), **rest)


def _counts(row: Row, *, skip: Count) -> dict[Count, int]:
    return {count: row[count] for count in Count if count is not skip and row.get(count)}


def _tags(row: Row, column: str, form: re.Pattern[str], meant: str) -> tuple[str, ...]:
    found: tuple[str, ...] = row.get(column) or ()
    for tag in found:
        if not form.fullmatch(tag):
            raise FamilyError(f"{column}: {tag!r} is not {meant}; put {PARTED} between several")
    return found


def _needs(row: Row, column: str) -> tuple[Need, ...]:
    found: tuple[str, ...] = row.get(column) or ()
    for code in found:
        if code not in NEEDS_TAKEN:
            raise FamilyError(f"{column}: {code!r} is not taken; there is {', '.join(NEEDS_TAKEN)}")
    return tuple(Need(code) for code in found)
