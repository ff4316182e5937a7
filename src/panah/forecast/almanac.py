"""The files of what changes by day: kinds of places, food insecurity, floods."""

from collections.abc import Sequence

from panah.domain.forecast import Attribute, Change, Site, Spot
from panah.errors import FileError
from panah.forecast.atlas import site_of
from panah.forecast.headings import CHANGES, below_heading, by_name, days_in_order, headed
from panah.forecast.sheets import Row, known_name, nearest, shown

__all__ = ["read_attribute", "read_changes", "read_floods", "read_food"]


def read_changes(
    file: str, text: str, spots: Sequence[Spot], days: int
) -> tuple[tuple[Change, ...], tuple[str, ...]]:
    """Read ``location_changes.csv``: place, new type, day; and what there is to say about it.

    Parameters
    ----------
    days
        How many there are: a later change is none.

    Raises
    ------
    FileError
        Naming row and column.
    """
    places = {spot.name for spot in spots}
    table = headed(file, text, CHANGES, strict=False)
    changes = tuple(
        Change(name=known_name(row, 0, places, "place"), site=_site(row), day=row.whole(2))
        for row in table.rows
    )
    late = tuple(
        f"{row.where}: {change.name} would change on day {change.day}, and the days are 0 to "
        f"{days - 1}"
        for row, change in zip(table.rows, changes, strict=True)
        if not 0 <= change.day < days
    )
    return changes, (*table.findings, *late)


def _site(row: Row) -> Site:
    site = site_of(row.text(1))
    if site is None:
        raise FileError(
            f"{row.where} names the type {shown(row.text(1))}; panah follows camp, idpcamp, "
            "conflict_zone, flood_zone, forwarding_hub, marker and town"
        )
    return site


def read_attribute(file: str, text: str, name: str, spots: Sequence[Spot]) -> Attribute:
    """Read ``demographics_NAME.csv``: values, and their weights by default and by place.

    Raises
    ------
    FileError
        Naming row and column.
    """
    rows = below_heading(file, text)
    if len(rows) < 2 or "Default" not in rows[0].cells:
        raise FileError(f"{file} must have a heading with {name} and Default, and rows of values")
    places = {spot.name for spot in spots}
    shares = {}
    for column, place in by_name(rows):
        if place != "Default" and place not in places:
            end = nearest(place, places)
            raise FileError(f"{rows[0].where} has a column {shown(place)}, which is no place{end}")
        weights = tuple(row.number_in(column, 0.0, least=0.0) for row in rows[1:])
        if not sum(weights):
            raise FileError(f"{file} column {column + 1} must have weights that add up")
        shares["" if place == "Default" else place] = weights
    values = [row.text(0) for row in rows[1:]]
    for row, value in zip(rows[1:], values, strict=True):
        if values.count(value) > 1 and values.index(value) != rows.index(row) - 1:
            raise FileError(f"{row.where} has {shown(value)} a second time")
    return Attribute(name=name, values=tuple(values), shares=shares)


def read_food(
    file: str, text: str, days: int, spots: Sequence[Spot]
) -> tuple[dict[str, tuple[float, ...]], list[str]]:
    """Read ``region_attributes_IPC.csv``: a day and, by region, the per cent of people in need.

    Between the days given it is a straight line; before and after them it holds.

    Raises
    ------
    FileError
        Naming row and column.
    """
    rows = below_heading(file, text)
    if not rows:
        return {}, []
    given, regions = rows[1:], {spot.region for spot in spots}
    if not given:
        raise FileError(f"{file} has a heading and no row")
    known = [row.number_in(0) for row in given]
    if sorted(set(known)) != known:
        raise FileError(f"{file} must have ascending days in its first column")
    food = {
        name: tuple(_line(known, [_per_cent(row, column) for row in given], d) for d in range(days))
        for column, name in by_name(rows, regions)
    }
    return food, [
        f"{rows[0].where} has a column {shown(name)}, which is the region of no place"
        f"{nearest(name, regions)}"
        for name in food
        if name not in regions
    ]


def _per_cent(row: Row, column: int) -> float:
    value = row.number_in(column, 0.0)
    if not 0 <= value <= 100:
        raise FileError(f"{row.where} column {column + 1} must be 0 to 100 per cent, not {value:g}")
    return value


def _line(known: Sequence[float], values: Sequence[float], day: int) -> float:
    for (left, low), (right, high) in zip(
        zip(known, values, strict=True), zip(known[1:], values[1:], strict=True), strict=False
    ):
        if left <= day <= right:
            return low + (day - left) / (right - left) * (high - low)
    return values[0] if day < known[0] else values[-1]


def read_floods(
    file: str, text: str, spots: Sequence[Spot], days: int, highest: int
) -> tuple[dict[str, tuple[int, ...]], list[str]]:
    """Read ``flood_level.csv``: a column a place, a row a day by its order.

    Parameters
    ----------
    highest
        The highest level that the settings know.

    Raises
    ------
    FileError
        Naming row and column.
    """
    rows = below_heading(file, text)
    if not rows:
        return {}, []
    if len(rows) - 1 < days:
        raise FileError(f"{file} has {len(rows) - 1} days, but the period has {days}")
    places = {spot.name for spot in spots}
    found = {}
    for column, name in by_name(rows, places):
        if name not in places:
            raise FileError(
                f"{rows[0].where} has a column {shown(name)}, which is no place"
                f"{nearest(name, places)}"
            )
        found[name] = tuple(_level(row, column, highest) for row in rows[1 : days + 1])
    return found, days_in_order(rows)


def _level(row: Row, column: int, highest: int) -> int:
    level = int(row.number_in(column, 0.0))
    if not 0 <= level <= highest:
        raise FileError(
            f"{row.where} column {column + 1} must be a flood level from 0 to {highest}, the "
            f"highest that the settings know, not {level}"
        )
    return level
