"""What the columns of a file are for: known by their position, by a heading, or by a place's name.

A heading is a row that begins with #. Flee never reads those of the first columns, so public files
have odd ones there: what is odd is said, and what stands in another order is refused.
"""

from collections.abc import Collection, Sequence
from itertools import takewhile

import attrs

from panah.errors import FileError
from panah.forecast.sheets import Row, nearest, sheet, shown

__all__ = [
    "CHANGES",
    "CLOSURES",
    "PLACES",
    "ROUTES",
    "Table",
    "below_heading",
    "by_name",
    "days_in_order",
    "headed",
]

Positions = Sequence[tuple[str, ...]]

PLACES: Positions = (
    ("name",),
    ("region",),
    ("country",),
    ("latitude", "lat", "gps_x", "x"),
    ("longitude", "lon", "long", "lng", "gps_y", "y"),
    ("location_type", "type"),
    ("conflict_date", "date"),
    ("population", "pop", "capacity", "pop/cap", "population/capacity"),
)
ROUTES: Positions = (
    ("name1", "from", "start"),
    ("name2", "to", "end"),
    ("distance", "km", "length", "distance [km]", "distance_km"),
    ("forced_redirection",),
)
CLOSURES: Positions = (
    ("closure_type", "type"),
    ("name1",),
    ("name2",),
    ("closure_start", "start"),
    ("closure_end", "end"),
)
CHANGES: Positions = (("name", "location"), ("new_type", "type", "location_type"), ("day", "date"))
"""By position the headings a column is known to have, ours first."""
_NORTH, _EAST = 3, 4


@attrs.frozen
class Table:
    """The rows of a file, where its further columns are, and what there is to say about headings.

    Parameters
    ----------
    columns
        Number of a column by its heading, those beyond the ones known by position.
    turned
        Whether the headings put longitude before latitude.
    """

    rows: list[Row]
    columns: dict[str, int]
    findings: tuple[str, ...]
    turned: bool = False


def headed(
    file: str, text: str, positions: Positions, further: Sequence[str] = (), *, strict: bool = True
) -> Table:
    """Read a file whose first columns are known by position.

    Parameters
    ----------
    further
        Headings that may follow.
    strict
        Whether a row with more cells than there are columns is refused, or said.

    Raises
    ------
    FileError
        For headings in another order, unknown or twice, and cells beyond the last column.
    """
    heading = _heading(file, text, positions)
    names = [cell.lstrip("#").strip().lower() for cell in heading.cells] if heading else []
    turned = positions is PLACES and _is_turned(names)
    findings = []
    if heading and turned:
        names[_NORTH], names[_EAST] = names[_EAST], names[_NORTH]
        findings.append(f"{heading.where} has longitude before latitude")
    if heading:
        findings += _odd(heading, names, positions)
    columns = _further(file, heading, len(positions), further) if heading else {}
    rows = sheet(file, text)
    width = max(len(positions), len(heading.cells) if heading else 0)
    beyond = [row for row in rows if any(row.cells[width:])]
    if beyond:
        said = f"{beyond[0].where} has {len(beyond[0].cells)} cells, but there are {width} columns"
        if strict:
            raise FileError(said)
        findings.append(f"{said}; what is beyond is not read")
    return Table(rows, columns, tuple(findings), turned)


def _heading(file: str, text: str, positions: Positions) -> Row | None:
    """Give the row of headings: among the comments at the top, one that begins as it should."""
    top: list[Row] = []
    for row in sheet(file, text, comments=False):
        if not row.cells[0].startswith("#"):
            if row.cells[0].lower() in positions[0] and not top:
                raise FileError(f"{row.where} looks like a heading; begin it with #")
            break
        if len(row.cells) > 1:
            top.append(row)
    right = (row for row in top if row.cells[0].lstrip("#").strip().lower() in positions[0])
    return next(right, top[0] if top else None)


def _is_turned(names: Sequence[str]) -> bool:
    return len(names) > _EAST and names[_NORTH] in PLACES[_EAST] and names[_EAST] in PLACES[_NORTH]


def _odd(heading: Row, names: Sequence[str], positions: Positions) -> list[str]:
    found = []
    for number, known in enumerate(positions[: len(names)]):
        name = names[number]
        if not name or name in known:
            continue
        elsewhere = next((n for n, other in enumerate(names) if other in known), None)
        if elsewhere is not None:
            raise FileError(
                f"{heading.where} has {known[0]} in column {elsewhere + 1}; it must stand in "
                f"column {number + 1}: the first {len(positions)} columns are read by position"
            )
        found.append(
            f"{heading.where} heads column {number + 1} with {shown(name)}; "
            f"it is read as {known[0]}"
        )
    return found


def _further(file: str, heading: Row, first: int, known: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, name in enumerate(heading.cells[first:], start=first):
        if not name:
            continue
        if name not in known:
            raise FileError(
                f"{file} has a column {shown(name)}, which panah does not follow"
                f"{nearest(name, known)}"
            )
        if name in found:
            raise FileError(f"{heading.where} has a second column {name}")
        found[name] = number
    return found


def below_heading(file: str, text: str) -> list[Row]:
    """Give the heading of a file whose columns are known by it, and its rows without comments.

    Of the rows at the top that begin with # the heading is the one of the day, else the one with
    most cells; where none has a second one it is the first row below.
    """
    rows = sheet(file, text, comments=False)
    top = list(takewhile(_is_comment, rows))
    wide = [row for row in top if any(row.cells[1:])]
    heading = sorted(wide, key=lambda row: (not _is_of_day(row), -len(row.cells)))[:1]
    return heading + [row for row in rows[len(top) :] if not _is_comment(row)]


def _is_of_day(row: Row) -> bool:
    return row.cells[0].lstrip("#").strip().lower() in {"day", "date"}


def _is_comment(row: Row) -> bool:
    return row.cells[0].startswith("#")


def by_name(rows: Sequence[Row], known: Collection[str] = ()) -> list[tuple[int, str]]:
    """Give the columns of a file whose headings, after that of the day, are names.

    Parameters
    ----------
    known
        Names, none of which can head the column of the day.

    Raises
    ------
    FileError
        For a name that stands twice, no column for the day, and cells beyond the last heading.
    """
    head = rows[0]
    if head.cells[0] in known:
        raise FileError(f"{head.where} must begin with a heading for the day, such as #Day")
    found: dict[str, int] = {}
    for number, name in enumerate(head.cells[1:], start=1):
        if name in found:
            raise FileError(f"{head.where} has a second column {name}")
        if name:
            found[name] = number
    for row in rows[1:]:
        for number, cell in enumerate(row.cells):
            if number and cell and number not in found.values():
                raise FileError(
                    f"{row.where} has {shown(cell)} in column {number + 1}, which has no heading"
                )
    return [(number, name) for name, number in found.items()]


def days_in_order(rows: Sequence[Row]) -> list[str]:
    """Say where the column of days is not 0, 1, 2, …: rows are days by their order alone."""
    for day, row in enumerate(rows[1:]):
        if row.cells[0] not in {"", str(day)}:
            said = f"{row.where} is day {day} by its order, but says {shown(row.cells[0])}"
            return [f"{said}; the order counts"]
    return []
