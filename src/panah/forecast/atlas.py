"""The files of a map, ``locations.csv``, ``routes.csv`` and ``closures.csv``, made into a world's.

The first eight columns of places and the first four of routes are known by their position, as in
Flee; every further one by its heading, and a heading that is not known is refused.
"""

from collections.abc import Sequence

from attrs import evolve

from panah.domain.forecast import Closed, Closure, Link, Site, Spot
from panah.errors import FileError
from panah.forecast.settings import Flavour
from panah.forecast.sheets import Row, known_name, nearest, sheet

__all__ = ["read_closures", "read_links", "read_spots", "site_of"]

_SITES = (
    ("camp", Site.CAMP),
    ("conflict", Site.CONFLICT),
    ("forward", Site.FORWARD),
    ("marker", Site.MARKER),
    ("flood_zone", Site.FLOOD_ZONE),
    ("default", Site.TOWN),
    ("town", Site.TOWN),
)
_MORE = (
    *("conflict_intensity", "initial_idps", "capacity_per_day"),
    *("deactivation_probability", "trade_volume", "hdi"),
)
_OF_LINKS = ("max_move_speed", "walk_probability", "link_type")
_NOWHERE = 10**6
"""A column that no row has."""
_FORCED_ON, _FORCED_BACK = 1, 2
EARTH = 40_075
"""The way round the equator in km (WGS 84): no link is longer."""


def read_spots(file: str, text: str, groups: Sequence[str] = ()) -> list[Spot]:
    """Read the places, in order; a place may stand twice.

    Parameters
    ----------
    groups
        Of people, each of which may have a column of its residents.

    Raises
    ------
    FileError
        Naming row and column.
    """
    columns = _columns(file, text, positional=8, known=(*_MORE, *groups))
    rows = sheet(file, text)
    if not rows:
        raise FileError(f"{file} has no place")
    return [_spot(row, columns, groups) for row in rows]


def _columns(file: str, text: str, *, positional: int, known: Sequence[str]) -> dict[str, int]:
    first = sheet(file, text, comments=False)[:1]
    headed = bool(first) and first[0].cells[0].startswith("#")
    found = {}
    for number, name in enumerate(first[0].cells if headed else ()):
        if number >= positional and name:
            if name not in known:
                raise FileError(
                    f"{file} has a column {name}, which panah does not follow{nearest(name, known)}"
                )
            found[name] = number
    return found


def site_of(kind: str) -> Site | None:
    """Give the kind of place that a word of a file names, or None."""
    word = kind.lower()
    site = next((site for part, site in _SITES if part in word), None)
    return Site.IDP_CAMP if site is Site.CAMP and "idp" in word else site


def _spot(row: Row, columns: dict[str, int], groups: Sequence[str]) -> Spot:
    site = site_of(row.text(5))
    if site is None:
        raise FileError(
            f"{row.where} is of type {row.text(5)}, which panah does not follow; "
            f"it follows camp, conflict_zone, flood_zone, forwarding_hub, marker and town"
        )
    people = row.whole(7, 0, least=0)
    intensity = 0.0
    if site is Site.CONFLICT and row.whole(6) <= 0:
        intensity = row.number_in(columns.get("conflict_intensity", _NOWHERE), 1.0)
    is_camp = site in {Site.CAMP, Site.IDP_CAMP}
    return Spot(
        name=row.text(0),
        country=row.text(2, "unknown"),
        site=site,
        population=0 if is_camp else people,
        capacity=people if is_camp else None,
        capacity_per_day=row.whole(columns.get("capacity_per_day", _NOWHERE), 0),
        people=row.whole(columns.get("initial_idps", _NOWHERE), 0, least=0) if is_camp else 0,
        intensity=intensity,
        region=row.text(1, "unknown"),
        latitude=row.number_in(3, 0.0),
        longitude=row.number_in(4, 0.0),
        settling=_chance(row, columns, "deactivation_probability"),
        trade_volume=row.number_in(columns.get("trade_volume", _NOWHERE), 0.0),
        hdi=row.number_in(columns.get("hdi", _NOWHERE), 0.0),
        residents={
            name: row.whole(columns[name], 0, least=0) for name in groups if name in columns
        },
    )


def _chance(row: Row, columns: dict[str, int], name: str) -> float:
    column = columns.get(name, _NOWHERE)
    chance = row.number_in(column, 0.0)
    if not 0 <= chance <= 1:
        raise FileError(f"{row.where} column {column + 1} must be a chance, 0 to 1, not {chance:g}")
    return chance


def read_links(
    file: str, text: str, spots: Sequence[Spot], flavour: Flavour
) -> tuple[list[Link], list[str]]:
    """Read the links and what there is to say about them.

    A link whose forced redirection is 1 takes all people of its first place, 2 all of its second.
    Out of a camp into a hub nobody is redirected.

    Raises
    ------
    FileError
        Naming row and column.
    """
    columns = _columns(file, text, positional=4, known=_OF_LINKS)
    sites = {spot.name: spot.site for spot in spots}
    links: list[Link] = []
    findings: list[str] = []
    for row in sheet(file, text):
        link = _link(row, sites, columns)
        if link.ends[0] == link.ends[1]:
            raise FileError(f"{row.where} links {link.ends[0]} to itself")
        findings += _second_way(row, link, links, flavour)
        if link.redirects:
            link, finding = _redirected(row, link, sites, flavour)
            findings.append(finding)
        links.append(link)
    return links, findings


def _second_way(row: Row, link: Link, links: Sequence[Link], flavour: Flavour) -> list[str]:
    lengths = [other.km for other in links if set(other.ends) == set(link.ends)]
    between = f"{row.where}: a second way between {' and '.join(link.ends)}"
    if link.km in lengths and flavour is not Flavour.FLEE:
        raise FileError(f"{between} of the same {link.km:g} km; leave one out")
    return [f"{between}; each adds to the weight"] if lengths else []


def _redirected(row: Row, link: Link, sites: dict[str, Site], flavour: Flavour) -> tuple[Link, str]:
    first, second = link.ends
    onward = second if link.redirects == first else first
    way = f"{row.where}: a redirection of all people of {link.redirects} to {onward}"
    if flavour is Flavour.FLEE:
        return link, f"{way}, which no rule of Flee reads"
    if sites[link.redirects] in {Site.CAMP, Site.IDP_CAMP} and sites[onward] is Site.FORWARD:
        return evolve(link, redirects=""), f"{way}, out of a camp into a hub: not followed"
    return link, way


def _link(row: Row, sites: dict[str, Site], columns: dict[str, int]) -> Link:
    first, second = (known_name(row, column, sites, "place") for column in (0, 1))
    km = row.number_in(2)
    if not 0 < km <= EARTH:
        raise FileError(
            f"{row.where} column 3 must be a length above 0 km and at most {EARTH:,}, not {km:g}"
        )
    forced = row.whole(3, 0)
    if forced not in {0, _FORCED_ON, _FORCED_BACK}:
        raise FileError(f"{row.where} column 4 must be 0, 1 or 2, not {forced}")
    redirects = {_FORCED_ON: first, _FORCED_BACK: second}.get(forced, "")
    speed = row.whole(columns.get("max_move_speed", _NOWHERE), 0)
    if speed < 0:
        raise FileError(f"{row.where} must have a speed above 0 km a day, not {speed}")
    return Link(
        ends=(first, second),
        km=km,
        redirects=redirects,
        max_move_speed=speed or None,
        walk_probability=_chance(row, columns, "walk_probability"),
    )


def read_closures(
    file: str, text: str, spots: Sequence[Spot], links: Sequence[Link], flavour: Flavour
) -> tuple[list[Closure], list[str]]:
    """Read the closures and what there is to say about them.

    Raises
    ------
    FileError
        Naming row and column.
    """
    closures: list[Closure] = []
    findings: list[str] = []
    for row in sheet(file, text):
        closure = _closure(row, spots)
        closures.append(closure)
        findings += _doubts(row, closure, flavour)
        if closure.closes is Closed.LINK and not any(
            set(closure.names) == set(link.ends) for link in links
        ):
            findings.append(
                f"{row.where}: {','.join(row.cells)} closes nothing: no row of routes.csv links "
                f"{' and '.join(closure.names)}"
            )
    return closures, findings


def _closure(row: Row, spots: Sequence[Spot]) -> Closure:
    closes = Closed(known_name(row, 0, [kind.value for kind in Closed], "kind of closure"))
    places = {spot.name for spot in spots}
    if closes is Closed.COUNTRY:
        countries = {spot.country for spot in spots}
        names = (known_name(row, 1, countries, "country"), known_name(row, 2, countries, "country"))
    elif closes in {Closed.LINK, Closed.REDIRECTION}:
        names = (known_name(row, 1, places, "place"), known_name(row, 2, places, "place"))
    else:
        names = (known_name(row, 1, places, "place"), row.text(2, ""))
    return Closure(closes=closes, names=names, start=row.whole(3), end=row.whole(4))


def _doubts(row: Row, closure: Closure, flavour: Flavour) -> list[str]:
    first, second = closure.names
    written = ",".join(row.cells)
    found = []
    if closure.closes is Closed.LOCATION and second:
        found.append(
            f"{row.where}: {written} closes every link of {first}; the second name is not read. "
            f"If the link is meant, write link,{first},{second},{closure.start},{closure.end}"
        )
    if closure.closes is Closed.LINK and flavour is Flavour.FLEE:
        found.append(f"{row.where}: {written} closes nothing in Flee")
    if closure.closes is Closed.REDIRECTION and flavour is Flavour.FLEE:
        found.append(f"{row.where}: {written} changes nothing in Flee")
    if closure.start < 0:
        found.append(f"{row.where}: {written} starts before day 0, so it never closes anything")
    if 0 <= closure.end <= closure.start:
        found.append(f"{row.where}: {written} ends before it starts, so it stays as it starts")
    return found
