"""The folder ``geography`` of a case: places, links, crossings, published series and groups.

A crossing of ``crossings.csv`` becomes a place with two roads, from the place near it and to the
first place beyond. Codes must be on the map, and days, numbers and words must be what they say.
"""

from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from panah.case.rows import Row, rows
from panah.domain.geography import (
    Connection,
    Count,
    Counted,
    Ground,
    PlaceKind,
    Post,
    Share,
    Travel,
)
from panah.domain.place import Level, Place, Places
from panah.domain.table import columns
from panah.errors import CaseError

__all__ = ["merged_places", "read_ground"]

_LEVELS = {
    PlaceKind.PROVINCE: Level.ADMIN1,
    PlaceKind.TOWN: Level.ADMIN3,
    PlaceKind.CROSSING: Level.CROSSING,
    PlaceKind.CAMP: Level.SITE,
    PlaceKind.AIRPORT: Level.SITE,
    PlaceKind.COUNTRY: Level.COUNTRY,
}


def merged_places(folder: Path, beneath: Mapping[str, Place]) -> Places:
    """Give the places of a case's ``geography`` on top of panah's own.

    A row with a code that panah knows fills in what it gives and keeps the rest.

    Raises
    ------
    CaseError
        If a row says something panah cannot take; names file, line and column.
    """
    own: dict[str, Place] = {}
    known = ChainMap(own, beneath)  # type: ignore[arg-type]  # only the first map is written to
    for row in rows(folder / "places.csv", _names("places")):
        place = _place(row, known.get(row.filled("code")))
        own[place.code] = place
    for row in rows(folder / "crossings.csv", _names("crossings")):
        crossing = _crossing_place(row, known.get(row.filled("code")))
        own[crossing.code] = crossing
    return Places(own.values(), beneath=beneath)


def _place(row: Row, known: Place | None) -> Place:
    kind = row.word("kind", PlaceKind, PlaceKind.TOWN) if row.text("kind") else None
    level = _LEVELS[kind] if kind else None
    if row.text("level") or (known is None and level is None):
        row.filled("level")
        level = row.word("level", Level, Level.SITE)
    elif known is not None:
        level = known.level
    country = row.text("country")
    parent = row.text("parent") or (known.parent if known else None)
    return Place(
        code=row.filled("code"),
        name=row.text("name") or (known.name if known else row.filled("name")),
        level=level or Level.SITE,
        aliases=known.aliases if known else (),
        parent=parent or (country if country and country != row.text("code") else None),
        lat=row.number("lat", -90, 90) if row.text("lat") else (known.lat if known else None),
        lon=row.number("lon", -180, 180) if row.text("lon") else (known.lon if known else None),
        source=_source(row) or (known.source if known else ""),
    )


def _source(row: Row) -> str:
    """Give where the position is from, after what it is the position of."""
    return "; ".join(text for text in (row.text("precision"), row.text("source")) if text)


def _crossing_place(row: Row, known: Place | None) -> Place:
    names = (row.text("name_fa"), row.text("name_ps"))
    own = known.aliases if known else ()
    return Place(
        code=row.filled("code"),
        name=row.filled("name"),
        level=Level.CROSSING,
        aliases=(*own, *(name for name in names if name)),
        parent=known.parent if known else row.filled("country"),
        lat=row.number("lat", -90, 90),
        lon=row.number("lon", -180, 180),
        source=_source(row),
    )


def read_ground(folder: Path, names: Places) -> Ground:
    """Read the map of a case and the counts published about it; empty if there is none.

    Parameters
    ----------
    folder
        The folder ``geography``.
    names
        For places whose row gives no name.

    Raises
    ------
    CaseError
        If a row says something panah cannot take; names file, line and column.
    """
    posts: dict[str, Post] = {}
    crossings = list(rows(folder / "crossings.csv", _names("crossings")))
    for row, post in [
        *((row, _post(row, names)) for row in _placed(folder)),
        *((row, _crossing(row)) for row in crossings),
    ]:
        if post.code in posts:
            raise row.wrong("code", f"{post.code} stands already in {posts[post.code].where}")
        posts[post.code] = post
    codes = list(posts)
    links = [_link(row, codes) for row in rows(folder / "links.csv", _names("links"))]
    roads = [road for row in crossings for road in _roads(row, codes)]
    counts = [_count(row, codes) for row in rows(folder / "series.csv", _names("series"))]
    shares = list(_shares(folder / "groups.csv", codes))
    if (links or counts or shares) and not posts:
        raise CaseError(f"{folder} has links, series or groups and no places.csv with a kind")
    return Ground(
        posts=tuple(posts.values()),
        connections=(*links, *roads),
        counts=tuple(counts),
        shares=tuple(shares),
    )


def _placed(folder: Path) -> Iterator[Row]:
    for row in rows(folder / "places.csv", _names("places")):
        if row.text("kind"):
            yield row


def _post(row: Row, names: Places) -> Post:
    code = row.filled("code")
    kind = row.word("kind", PlaceKind, PlaceKind.TOWN)
    lat, lon = _position(row)
    opens, closes = row.day("opens"), row.day("closes")
    if opens and closes and closes < opens:
        raise row.wrong("closes", f"is {closes}, before it opens on {opens}")
    return Post(
        code=code,
        name=row.text("name") or names.name(code),
        kind=kind,
        country=row.filled("country"),
        lat=lat,
        lon=lon,
        population=row.whole("population"),
        capacity=row.whole("capacity"),
        opens=opens,
        closes=closes,
        precision=row.text("precision"),
        source=row.text("source"),
        where=row.place,
    )


def _crossing(row: Row) -> Post:
    lat, lon = _position(row)
    return Post(
        code=row.filled("code"),
        name=row.filled("name"),
        kind=PlaceKind.CROSSING,
        country=row.filled("country"),
        lat=lat,
        lon=lon,
        precision=row.text("precision"),
        source=row.text("source"),
        where=row.place,
    )


def _position(row: Row) -> tuple[float, float]:
    row.filled("lat")
    row.filled("lon")
    return row.number("lat", -90, 90) or 0.0, row.number("lon", -180, 180) or 0.0


def _roads(row: Row, codes: Sequence[str]) -> Iterator[Connection]:
    code = row.filled("code")
    for start, end in ((row.known("near", codes), code), (code, row.known("far", codes))):
        if start == end:
            raise row.wrong("near", f"names the crossing itself, {code!r}")
        yield Connection(start=start, end=end, source=row.text("source"), where=row.place)


def _link(row: Row, codes: Sequence[str]) -> Connection:
    start, end = row.known("from", codes), row.known("to", codes)
    if start == end:
        raise row.wrong("to", f"links {start} to itself")
    return Connection(
        start=start,
        end=end,
        mode=row.word("mode", Travel, Travel.ROAD),
        km=row.number("km", 1, 20_000),
        speed=row.number("speed_km_day", 1, 20_000),
        seats=_seats(row),
        opens=row.day("opens"),
        closes=row.day("closes"),
        permeability=row.number("permeability", 0, 1),
        two_way=_yes(row, "two_way", unsaid=True),
        source=row.text("source"),
        where=row.place,
    )


def _seats(row: Row) -> tuple[int, int] | None:
    written = row.text("seats_per_day")
    if not written:
        return None
    ends = [end.strip() for end in written.split("-")]
    if len(ends) > 2 or not all(end.isascii() and end.isdigit() and len(end) < 8 for end in ends):
        raise row.wrong("seats_per_day", f"must be 7000 or 5000-9000, not {written!r}")
    low, high = int(ends[0]), int(ends[-1])
    if low > high:
        raise row.wrong("seats_per_day", f"{written!r} begins above its end; swap the two")
    return low, high


def _yes(row: Row, column: str, *, unsaid: bool) -> bool:
    written = row.text(column)
    if written not in {"", "yes", "no"}:
        raise row.wrong(column, f"must be yes or no, not {written!r}")
    return written == "yes" if written else unsaid


def _count(row: Row, codes: Sequence[str]) -> Count:
    row.filled("place")
    places = tuple(part.strip() for part in row.text("place").split("+"))
    for place in places:
        attrs.evolve(row, cells={"place": place}).known("place", codes)
    measure = row.word("measure", Counted, Counted.STOCK)
    for column in ("measure", "date", "people", "published", "source"):
        row.filled(column)
    since, on, published = row.day("since"), row.day("date"), row.day("published")
    if measure is Counted.CUMULATIVE and since is None:
        raise row.wrong("since", "is empty; a cumulative number counts from a day")
    if on is None or published is None or published < on or (since and since > on):
        raise row.wrong(
            "published", f"is {published}; it must not lie before {on}, nor {since} after"
        )
    return Count(
        places=places,
        measure=measure,
        on=on,
        people=row.whole("people") or 0,
        published=published,
        since=since,
        registered=_yes(row, "registered", unsaid=False),
        source=row.text("source"),
        where=row.place,
    )


_MOST_GROUPS = 12
"""Groups people may be told apart by (assumed: each multiplies the states of a run)."""
_ROUND = 0.005
"""By how much the shares of a place may miss 1: they are mostly published in whole per cent."""


def _shares(file: Path, codes: Sequence[str]) -> Iterator[Share]:
    """Read the groups of people of each place; their shares must add up to 1."""
    seen: dict[tuple[str, str], Row] = {}
    sums: dict[str, float] = {}
    for row in rows(file, _names("groups")):
        place = row.known("place", codes) if row.text("place") else ""
        group = row.filled("group")
        if (place, group) in seen:
            raise row.wrong("group", f"{group!r} stands already in {seen[place, group].where}")
        seen[place, group] = row
        row.filled("share")
        share = row.number("share", 0, 1) or 0.0
        sums[place] = sums.get(place, 0.0) + share
        yield Share(
            place=place, group=group, share=share, source=row.text("source"), where=row.place
        )
    for place, total in sums.items():
        if abs(total - 1) > _ROUND:
            name = place or "places without rows of their own"
            raise CaseError(f"{file}: the shares of {name} add up to {total:g}; they must make 1")
    if seen and "" not in sums:
        raise CaseError(
            f"{file} says nothing of the other places; add rows with an empty place for them"
        )
    if len({group for _, group in seen}) > _MOST_GROUPS:
        raise CaseError(f"{file} has more than {_MOST_GROUPS} groups; put some together")


def _names(table: str) -> tuple[str, ...]:
    return tuple(column.name for column in columns(table))
