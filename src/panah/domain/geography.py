"""The ground of a case: places with their positions, ways between them, people counted there.

What stands here is known beforehand, from maps, censuses and published series; what a report says
about a place comes by the situation. Every row keeps its source and where it was written.
"""

import math
from datetime import date
from enum import StrEnum

import attrs

from panah.domain.figure import Origin
from panah.domain.place import on_earth

__all__ = [
    "Connection",
    "Count",
    "Counted",
    "Ground",
    "PlaceKind",
    "Post",
    "Share",
    "Travel",
    "Written",
    "great_circle",
    "km_between",
]

EARTH_KM = 6371.0
"""Mean radius of the Earth in km (IUGG)."""


class PlaceKind(StrEnum):
    """What a place is to people who move."""

    PROVINCE = "province"
    TOWN = "town"
    CROSSING = "crossing"
    CAMP = "camp"
    AIRPORT = "airport"
    COUNTRY = "country"


class Travel(StrEnum):
    """How people travel."""

    ROAD = "road"
    WALK = "walk"
    AIR = "air"
    BOAT = "boat"


class Counted(StrEnum):
    """What a row of a published series counts."""

    STOCK = "stock"
    CUMULATIVE = "cumulative"


@attrs.frozen(kw_only=True)
class Written:
    """What a row of the map says about itself: the file and line it stands in, and its source."""

    source: str = ""
    where: str

    @property
    def origin(self) -> Origin:
        """What its numbers rest on."""
        return Origin(file=f"{self.where}: {self.source}" if self.source else self.where)


@attrs.frozen(kw_only=True)
class Post(Written):
    """A place of the map.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-3 of the country it lies in.
    lat, lon
        Degrees, -90 to 90 and -180 to 180.
    population, capacity
        Residents; people it holds. None where nobody stated it.
    opens, closes
        First and last day on which people can be there; None for no limit.
    precision
        How exact its position is, in words.
    where
        File and line it was written in.
    """

    code: str
    name: str
    kind: PlaceKind
    country: str
    lat: float
    lon: float
    population: int | None = None
    capacity: int | None = None
    opens: date | None = None
    closes: date | None = None
    precision: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a position that is none on this earth."""
        on_earth(self.code, lat=self.lat, lon=self.lon)


@attrs.frozen(kw_only=True)
class Connection(Written):
    """A way between two places, both ways unless it is said otherwise.

    Parameters
    ----------
    km
        None where no distance is known: it is then worked out and marked as assumed.
    speed
        Km a day; None for that of everybody.
    seats
        Least and most people a day that it carries; None for no limit.
    permeability
        Chance that somebody who takes it gets through, from 0 to 1; None for what the situation
        says.
    """

    start: str
    end: str
    mode: Travel = Travel.ROAD
    km: float | None = None
    speed: float | None = None
    seats: tuple[int, int] | None = None
    opens: date | None = None
    closes: date | None = None
    permeability: float | None = None
    two_way: bool = True


@attrs.frozen(kw_only=True)
class Count(Written):
    """A published number of people at some places together.

    Parameters
    ----------
    places
        The codes of the places or countries counted together.
    since
        For a running total: the day it counts from.
    published
        The day on which it could be read; a forecast made before does not know it.
    registered
        Whether people are counted when they are registered, some days after they arrive.
    """

    places: tuple[str, ...]
    measure: Counted
    on: date
    people: int
    published: date
    since: date | None = None
    registered: bool = False


@attrs.frozen(kw_only=True)
class Share(Written):
    """The share of a group among the people of a place.

    Parameters
    ----------
    place
        A code; empty for every place without shares of its own.
    share
        From 0 to 1.
    """

    place: str
    group: str
    share: float


@attrs.frozen(kw_only=True)
class Ground:
    """All that a case knows about its map."""

    posts: tuple[Post, ...] = ()
    connections: tuple[Connection, ...] = ()
    counts: tuple[Count, ...] = ()
    shares: tuple[Share, ...] = ()

    @property
    def by_code(self) -> dict[str, Post]:
        """The places by code."""
        return {post.code: post for post in self.posts}


def great_circle(one: Post, other: Post) -> float:
    """Give the km between two places over a round Earth."""
    return km_between((one.lat, one.lon), (other.lat, other.lon))


def km_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Give the km between two latitudes and longitudes over a round Earth (haversine formula)."""
    lat, to = math.radians(one[0]), math.radians(other[0])
    across = math.radians(other[1] - one[1])
    chord = math.sin((to - lat) / 2) ** 2
    chord += math.cos(lat) * math.cos(to) * math.sin(across / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(max(chord, 0.0), 1.0)))
