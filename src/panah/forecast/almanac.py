"""The files of what changes by day: kinds of places, food insecurity, floods."""

from collections.abc import Sequence

from panah.domain.forecast import Attribute, Change, Site, Spot
from panah.errors import FileError
from panah.forecast.atlas import site_of
from panah.forecast.sheets import Row, known_name, nearest, sheet

__all__ = ["read_attribute", "read_changes", "read_floods", "read_food"]


def read_changes(file: str, text: str, spots: Sequence[Spot]) -> tuple[Change, ...]:
    """Read ``location_changes.csv``: place, new type, day.

    Raises
    ------
    FileError
        Naming row and column.
    """
    places = {spot.name for spot in spots}
    return tuple(
        Change(name=known_name(row, 0, places, "place"), site=_site(row), day=row.whole(2))
        for row in sheet(file, text)
    )


def _site(row: Row) -> Site:
    site = site_of(row.text(1))
    if site is None:
        raise FileError(
            f"{row.where} names the type {row.text(1)}; panah follows camp, idpcamp, "
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
    rows = sheet(file, text, comments=False)
    if len(rows) < 2 or "Default" not in rows[0].cells:
        raise FileError(f"{file} must have a heading with {name} and Default, and rows of values")
    places = {spot.name for spot in spots}
    shares = {}
    for column, place in enumerate(rows[0].cells):
        if column and place and place != "Default" and place not in places:
            raise FileError(f"{rows[0].where} has a column {place}, which is no place")
        if column and place:
            weights = tuple(row.number_in(column, 0.0) for row in rows[1:])
            if min(weights) < 0 or not sum(weights):
                raise FileError(f"{file} column {column + 1} must have weights that add up")
            shares["" if place == "Default" else place] = weights
    return Attribute(name=name, values=tuple(row.text(0) for row in rows[1:]), shares=shares)


def read_food(file: str, text: str, days: int) -> dict[str, tuple[float, ...]]:
    """Read ``region_attributes_IPC.csv``: a day and, by region, the per cent of people in need.

    Between the days given it is a straight line; before and after them it holds.

    Raises
    ------
    FileError
        Naming row and column.
    """
    rows = sheet(file, text, comments=False)
    if not rows:
        return {}
    head, given = rows[0], rows[1:]
    if not given:
        raise FileError(f"{file} has a heading and no row")
    known = [row.number_in(0) for row in given]
    if sorted(set(known)) != known:
        raise FileError(f"{file} must have ascending days in its first column")
    return {
        name: tuple(_line(known, [_per_cent(row, column) for row in given], d) for d in range(days))
        for column, name in enumerate(head.cells)
        if column and name
    }


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
) -> dict[str, tuple[int, ...]]:
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
    rows = sheet(file, text, comments=False)
    if not rows:
        return {}
    if len(rows) - 1 < days:
        raise FileError(f"{file} has {len(rows) - 1} days, but the period has {days}")
    places = {spot.name for spot in spots}
    found = {}
    for column, name in enumerate(rows[0].cells):
        if column and name:
            if name not in places:
                raise FileError(
                    f"{rows[0].where} has a column {name}, which is no place{nearest(name, places)}"
                )
            found[name] = tuple(_level(row, column, highest) for row in rows[1 : days + 1])
    return found


def _level(row: Row, column: int, highest: int) -> int:
    level = int(row.number_in(column, 0.0))
    if not 0 <= level <= highest:
        raise FileError(
            f"{row.where} column {column + 1} must be a flood level from 0 to {highest}, the "
            f"highest that the settings know, not {level}"
        )
    return level
