"""The files of a map, ``locations.csv``, ``routes.csv`` and ``closures.csv``, made into a world's.

The first eight columns of places and the first four of routes are known by their position, as in
Flee; every further one by its heading (`panah.forecast.headings`).
"""

from collections.abc import Sequence
from itertools import pairwise

from attrs import evolve, frozen

from panah.domain.forecast import Change, Closed, Closure, Link, Site, Spot
from panah.errors import FileError
from panah.forecast.headings import CLOSURES, PLACES, ROUTES, headed
from panah.forecast.settings import Flavour
from panah.forecast.sheets import Row, known_name, sheet, shown

__all__ = ["Ground", "read_closures", "read_links", "read_majors", "read_spots", "site_of"]

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


@frozen
class Ground:
    """What closures may be about: places, links, places that become others, the number of days."""

    spots: Sequence[Spot]
    links: Sequence[Link]
    changes: Sequence[Change]
    days: int


def read_spots(
    file: str, text: str, flavour: Flavour, groups: Sequence[str] = ()
) -> tuple[list[Spot], list[str]]:
    """Read the places, in order, and what there is to say about them; one may stand twice.

    Parameters
    ----------
    groups
        Of people, each of which may have a column of its residents.

    Raises
    ------
    FileError
        Naming row and column.
    """
    table = headed(file, text, PLACES, (*_MORE, *groups))
    if not table.rows:
        raise FileError(f"{file} has no place")
    north, east = (4, 3) if table.turned and flavour is not Flavour.FLEE else (3, 4)
    spots = [_spot(row, table.columns, groups, (north, east)) for row in table.rows]
    return spots, [
        *table.findings,
        *(
            f"{row.where} column {column + 1} is a {name} of {value:g}; there is none beyond {most}"
            for row in table.rows
            for column, name, most in ((north, "latitude", 90), (east, "longitude", 180))
            if abs(value := row.number_in(column, 0.0)) > most
        ),
    ]


def site_of(kind: str) -> Site | None:
    """Give the kind of place that a word of a file names, or None."""
    word = kind.lower()
    site = next((site for part, site in _SITES if part in word), None)
    return Site.IDP_CAMP if site is Site.CAMP and "idp" in word else site


def _spot(row: Row, columns: dict[str, int], groups: Sequence[str], where: tuple[int, int]) -> Spot:
    site = site_of(row.text(5))
    if site is None:
        raise FileError(
            f"{row.where} is of type {shown(row.text(5))}, which panah does not follow; "
            f"it follows camp, conflict_zone, flood_zone, forwarding_hub, marker and town"
        )
    people = row.whole(7, 0, least=0)
    intensity = 0.0
    if site is Site.CONFLICT and row.whole(6) <= 0:
        intensity = row.number_in(columns.get("conflict_intensity", _NOWHERE), 1.0, least=0.0)
    is_camp = site in {Site.CAMP, Site.IDP_CAMP}
    return Spot(
        name=row.text(0),
        country=row.text(2, "unknown"),
        site=site,
        population=0 if is_camp else people,
        capacity=people if is_camp else None,
        capacity_per_day=row.whole(columns.get("capacity_per_day", _NOWHERE), 0, least=0),
        people=row.whole(columns.get("initial_idps", _NOWHERE), 0, least=0) if is_camp else 0,
        intensity=intensity,
        region=row.text(1, "unknown"),
        latitude=row.number_in(where[0], 0.0),
        longitude=row.number_in(where[1], 0.0),
        settling=_share(row, columns, "deactivation_probability"),
        trade_volume=row.number_in(columns.get("trade_volume", _NOWHERE), 0.0, least=0.0),
        hdi=_share(row, columns, "hdi", "an index"),
        residents={
            name: row.whole(columns[name], 0, least=0) for name in groups if name in columns
        },
    )


def _share(row: Row, columns: dict[str, int], name: str, what: str = "a chance") -> float:
    column = columns.get(name, _NOWHERE)
    share = row.number_in(column, 0.0)
    if not 0 <= share <= 1:
        raise FileError(f"{row.where} column {column + 1} must be {what}, 0 to 1, not {share:g}")
    return share


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
    table = headed(file, text, ROUTES, _OF_LINKS)
    sites = {spot.name: spot.site for spot in spots}
    links: list[Link] = []
    findings = list(table.findings)
    for row in table.rows:
        link = _link(row, sites, table.columns)
        if link.ends[0] == link.ends[1]:
            raise FileError(f"{row.where} links {link.ends[0]} to itself")
        if flavour is not Flavour.FLEE and _is_way_back(link, links):
            findings.append(
                f"{row.where} is the way back from {' to '.join(link.ends)}, which the row of the "
                "way there has already; left out (in Flee its weight is double)"
            )
            continue
        findings += _second_way(row, link, links, flavour)
        if link.redirects:
            link, finding = _redirected(row, link, sites, flavour)
            findings.append(finding)
        links.append(link)
    return links, findings


def _is_way_back(link: Link, links: Sequence[Link]) -> bool:
    there = evolve(link, ends=(link.ends[1], link.ends[0]))
    return not link.redirects and there in [evolve(other, redirects="") for other in links]


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
        walk_probability=_share(row, columns, "walk_probability"),
    )


def read_majors(
    file: str, text: str, spots: Sequence[Spot], links: Sequence[Link]
) -> tuple[tuple[str, ...], ...]:
    """Read ``major_routes.csv``: the places of a route from one end to the other, one a row.

    Raises
    ------
    FileError
        Naming the row, if a place is unknown, twice on it or not linked to the next.
    """
    sites = {spot.name: spot.site for spot in spots}
    linked = {frozenset(link.ends) for link in links}
    majors = []
    for row in sheet(file, text):
        told = [column for column, cell in enumerate(row.cells) if cell]
        names = tuple(known_name(row, column, sites, "place") for column in told)
        if len(names) < 2 or len(set(names)) < len(names):
            raise FileError(f"{row.where} must name two places or more, and none of them twice")
        for one, other in pairwise(names):
            if frozenset((one, other)) not in linked:
                raise FileError(f"{row.where}: no row of routes.csv links {one} and {other}")
        for end in (names[0], names[-1]):
            if sites[end] is Site.MARKER:
                raise FileError(f"{row.where} ends at {end}, a marker, where nobody stays")
        majors.append(names)
    return tuple(majors)


def read_closures(
    file: str, text: str, ground: Ground, flavour: Flavour
) -> tuple[list[Closure], list[str]]:
    """Read the closures and what there is to say about them.

    Raises
    ------
    FileError
        Naming row and column.
    """
    table = headed(file, text, CLOSURES, strict=False)
    closures: list[Closure] = []
    findings = list(table.findings)
    for row in table.rows:
        closure = _closure(row, ground.spots)
        closures.append(closure)
        findings += _doubts(row, closure, ground, flavour)
        findings += _doubtful_days(row, closure, ground.days)
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


def _doubts(row: Row, closure: Closure, ground: Ground, flavour: Flavour) -> list[str]:
    first, second = closure.names
    written = f"{row.where}: {','.join(row.cells)}"
    match closure.closes:
        case Closed.LOCATION if second:
            meant = f"write link,{first},{second},{closure.start},{closure.end}"
            is_place = second in {spot.name for spot in ground.spots}
            return [
                f"{written} closes every link of {first}; the second name is not read"
                + (f". If the link is meant, {meant}" if is_place else "")
            ]
        case Closed.COUNTRY if first == second:
            return [f"{written} closes every link inside {first}, and no border"]
        case Closed.LINK | Closed.REDIRECTION if flavour is Flavour.FLEE:
            acts = "closes" if closure.closes is Closed.LINK else "changes"
            return [f"{written} {acts} nothing in Flee"]
        case Closed.LINK if not any({first, second} == set(link.ends) for link in ground.links):
            return [f"{written} closes nothing: no row of routes.csv links {first} and {second}"]
        case Closed.CAMP | Closed.IDP_CAMP:
            return _doubtful_camp(row, closure, ground, flavour)
    return []


def _doubtful_camp(row: Row, closure: Closure, ground: Ground, flavour: Flavour) -> list[str]:
    """Say where what is closed as a camp is another kind of place, or refuse it."""
    name = closure.names[0]
    kinds = [spot.site for spot in ground.spots if spot.name == name]
    kinds += [change.site for change in ground.changes if change.name == name]
    if closure.closes.value in kinds:
        return []
    written = f"{row.where}: {','.join(row.cells)} closes {name}, which is"
    opens = f"it would open as {closure.closes}"
    if Site.CAMP in kinds or Site.IDP_CAMP in kinds or flavour is Flavour.FLEE:
        return [f"{written} of type {kinds[0]}; {opens}"]
    raise FileError(
        f"{written} no camp; {opens}. To close its links, write "
        f"location,{name},,{closure.start},{closure.end}"
    )


def _doubtful_days(row: Row, closure: Closure, days: int) -> list[str]:
    written = f"{row.where}: {','.join(row.cells)}"
    if closure.start < 0:
        return [f"{written} starts before day 0, so it never closes anything"]
    if closure.start >= days:
        return [f"{written} starts after the last day, {days - 1}, so it never closes anything"]
    if 0 <= closure.end <= closure.start:
        return [f"{written} ends before it starts, so it stays as it starts"]
    return []
