"""Where people may go: the world that a forecast moves them through, and what it found.

A world is a map with a calendar: places joined by links of some length, conflict that comes and
goes, borders that close. Days are counted from its start; day 0 is the start. A forecast is many
futures, called members, of one world; each says for every day and place how many people are there.
"""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

__all__ = ["Attribute", "Change", "Closed", "Closure", "Forecast", "Link", "Site", "Spot", "World"]


class Site(StrEnum):
    """What kind of place people come to."""

    CAMP = "camp"
    IDP_CAMP = "idpcamp"
    CONFLICT = "conflict"
    FORWARD = "forward"
    MARKER = "marker"
    FLOOD_ZONE = "flood_zone"
    TOWN = "town"


class Closed(StrEnum):
    """What a closure shuts."""

    COUNTRY = "country"
    LOCATION = "location"
    LINK = "link"
    CAMP = "camp"
    IDP_CAMP = "idpcamp"
    REDIRECTION = "remove_forced_redirection"


@attrs.frozen(kw_only=True)
class Spot:
    """A place of the map.

    Parameters
    ----------
    population
        People who live there; camps have none.
    capacity
        People a camp holds; None where there is no limit.
    capacity_per_day
        People by which the capacity grows every day.
    intensity
        Of the conflict it starts in, 0 for none; its column of the calendar takes over from there.
    region
        What food insecurity is told by.
    latitude, longitude
        In degrees.
    settling
        Of a camp that is a sink: the chance a day that who is there settles for good.
    trade_volume, hdi
        Of another country that pulls by its economy.
    residents
        How many of its people are of a group, by the group's name.
    """

    name: str
    country: str
    site: Site
    population: int = 0
    capacity: int | None = None
    capacity_per_day: int = 0
    people: int = 0
    intensity: float = 0.0
    region: str = "unknown"
    latitude: float = 0.0
    longitude: float = 0.0
    settling: float = 0.0
    trade_volume: float = 0.0
    hdi: float = 0.0
    residents: dict[str, int] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True)
class Link:
    """A way between two places, open in both directions.

    Parameters
    ----------
    km
        Its length, above 0.
    redirects
        The place whose people all take it while it is open; empty for none.
    two_way
        Whether it also leads from the second of its ends to the first.
    permeability
        The chance that who draws it passes while it is closed, 0 to 1.
    max_move_speed
        km a day on it; None for that of the settings.
    walk_probability
        The chance a day that who is on it walks.
    seats_per_day
        By day from 0, how many people it carries each way; the last holds on. None for all.
    opens, closes
        The first day on which it is there and the first on which it no longer is; None for always.
    """

    ends: tuple[str, str]
    km: float
    redirects: str = ""
    two_way: bool = True
    permeability: float = 0.0
    max_move_speed: int | None = None
    walk_probability: float = 0.0
    seats_per_day: tuple[int, ...] | None = None
    opens: int | None = None
    closes: int | None = None


@attrs.frozen(kw_only=True)
class Closure:
    """Something that shuts and may open again.

    Parameters
    ----------
    start, end
        The days on which it shuts and opens; -1 for never.
    """

    closes: Closed
    names: tuple[str, str]
    start: int
    end: int


@attrs.frozen(kw_only=True)
class Change:
    """A place that becomes one of another kind on a day."""

    name: str
    site: Site
    day: int


@attrs.frozen(kw_only=True)
class Attribute:
    """What people differ in, such as age or ethnicity.

    Parameters
    ----------
    shares
        By place, the weight of each value among those who set out there; the empty name stands for
        every other place. Weights of a place need not add up to 1.
    """

    name: str
    values: tuple[str, ...]
    shares: dict[str, tuple[float, ...]]


@attrs.frozen(kw_only=True)
class World:
    """A map and a calendar.

    Parameters
    ----------
    days
        How many days the calendar has.
    home
        The country people flee within; every other is foreign.
    conflict
        By place: the intensity of each day, 0 for none.
    food
        By region: the per cent of people in food insecurity on each day.
    floods
        By place: the flood level of each day, 0 for none.
    changes
        Places that become others.
    attributes
        What people differ in, where a rule asks for it.
    majors
        Major routes: their places from one end to the other, any two in a row linked.
    """

    start: date
    days: int
    home: str
    spots: tuple[Spot, ...]
    links: tuple[Link, ...]
    closures: tuple[Closure, ...] = ()
    conflict: dict[str, tuple[float, ...]] = attrs.field(factory=dict)
    food: dict[str, tuple[float, ...]] = attrs.field(factory=dict)
    floods: dict[str, tuple[int, ...]] = attrs.field(factory=dict)
    changes: tuple[Change, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    majors: tuple[tuple[str, ...], ...] = ()


@attrs.frozen(kw_only=True, eq=False)
class Forecast:
    """Many futures of one world: people by member, day and place.

    On every day and at every place, stock is the stock of the day before + outflow + arrivals
    - departures; on day 0 the stock before is `people` of the place. Whoever has departed and not
    arrived is on a link or waits for a seat.

    Parameters
    ----------
    places
        The names of the last axis, in order.
    stock
        Shape (member, day, place): people at the place at the end of the day.
    arrivals
        Journeys that ended at the place that day; who comes twice counts twice.
    departures
        Journeys that began at the place that day, joining a queue for seats among them.
    outflow
        Newly displaced, by place of origin.
    countries, home
        The names of the last axis of `entries`, in order, and the country people flee.
    entries
        Shape (member, day, country): journeys that ended in the country and began in another.
    waiting
        Shape (member, day, place): who wishes to leave the place by a link with seats and has none.
    weight
        By member: how much it counts; they add up to 1.
    groups
        What people are told apart by, the names of the last axis of `by_group`; empty where they
        are not.
    by_group
        By name of a count, the same by group: shape (member, day, place or country, group). Over
        the groups they add up to the count.
    """

    start: date
    places: tuple[str, ...]
    stock: "npt.NDArray[np.int32]"
    arrivals: "npt.NDArray[np.int32]"
    departures: "npt.NDArray[np.int32]"
    outflow: "npt.NDArray[np.int32]"
    countries: tuple[str, ...]
    home: str
    entries: "npt.NDArray[np.int32]"
    waiting: "npt.NDArray[np.int32]"
    weight: "npt.NDArray[np.float64]"
    groups: tuple[str, ...] = ()
    by_group: "dict[str, npt.NDArray[np.int32]]" = attrs.field(factory=dict)

    @property
    def members(self) -> int:
        """How many futures there are."""
        return int(self.stock.shape[0])

    @property
    def returns(self) -> "npt.NDArray[np.int32]":
        """Shape (member, day): journeys that ended in the country people flee, from another."""
        return self.entries[:, :, self.countries.index(self.home)]
