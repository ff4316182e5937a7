"""Places, and how one lies in another.

Codes are opaque strings: ISO 3166-1 alpha-3 for countries (XKX for Kosovo), P-codes where a common
operational dataset exists, else ISO 3166-2, else a site's own id. The provider's own name is kept.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType

import attrs

from panah.errors import InputError

__all__ = ["Level", "Place", "Places", "SiteType", "on_earth"]


class Level(StrEnum):
    """How large a place is, in the tree of places."""

    REGION = "region"
    COUNTRY = "0"
    ADMIN1 = "1"
    ADMIN2 = "2"
    ADMIN3 = "3"
    SITE = "site"
    CROSSING = "crossing"
    ROUTE = "route"


class SiteType(StrEnum):
    """UNHCR's accommodation letters, and the sites that are no accommodation."""

    INDIVIDUAL = "I"
    SELF_SETTLED = "S"
    PLANNED_CAMP = "P"
    COLLECTIVE = "C"
    RECEPTION = "R"
    DEPOT = "depot"
    PROCESSING = "processing"
    CROSSING = "crossing"
    AIRPORT = "airport"
    EMBASSY = "embassy"
    BASE = "base"


@attrs.frozen(kw_only=True)
class Place:
    """A country, province, town, site or crossing.

    Parameters
    ----------
    code
        Opaque key.
    name, provider_name, aliases
        Panah's name, the provider's own, and other names it goes by.
    parent
        Code of the place it lies in.
    lat, lon
        Degrees, -90 to 90 and -180 to 180; None where unknown.
    source
        Where name and position come from.
    """

    code: str
    name: str
    level: Level
    provider_name: str = ""
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    lat: float | None = None
    lon: float | None = None
    source: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a position that is none on this earth."""
        on_earth(self.code, lat=self.lat, lon=self.lon)


def on_earth(code: str, *, lat: float | None, lon: float | None) -> None:
    """Take the position of a place, where there is one.

    Raises
    ------
    InputError
        If it is none on this earth.
    """
    for axis, degrees, most in (("lat", lat, 90), ("lon", lon, 180)):
        if degrees is not None and not (
            isinstance(degrees, int | float) and -most <= degrees <= most
        ):
            raise InputError(
                f"the place {code!r} has {axis} {degrees!r}; give degrees from -{most} to {most}"
            )


class Places:
    """The tree of places one case knows.

    Parameters
    ----------
    places
        Its own.
    beneath
        Those of everybody, by code, each made when it is asked for; its own stand before them.
    """

    def __init__(
        self, places: Iterable[Place], *, beneath: Mapping[str, Place] = MappingProxyType({})
    ) -> None:
        self.own: Mapping[str, Place] = {place.code: place for place in places}
        self._beneath = beneath
        self._met: dict[str, Place | None] = {}
        self._countries: dict[str, str | None] = {}

    def __iter__(self) -> Iterator[Place]:
        """Give every place: its own first."""
        yield from self.own.values()
        yield from (one for code, one in self._beneath.items() if code not in self.own)

    def get(self, code: str | None) -> Place | None:
        """Give the place of a code, if it is known."""
        if not code:
            return None
        if code not in self._met:
            self._met[code] = self.own.get(code) or self._beneath.get(code)
        return self._met[code]

    def countries(self) -> dict[str, str]:
        """Give the name of every country by its code."""
        return {one.code: one.name for one in self if one.level is Level.COUNTRY}

    def name(self, code: str) -> str:
        """Give the name of a code; a code that is not known is its own name."""
        place = self.get(code)
        return place.name if place else code

    def country(self, code: str | None) -> str | None:
        """Give the code of the country a place lies in; None when it cannot be told."""
        if not code:
            return None
        if code not in self._countries:
            self._countries[code] = self._country(code)
        return self._countries[code]

    def _country(self, code: str) -> str | None:
        for step in self.line(code):
            place = self.get(step)
            if place and place.level is Level.COUNTRY:
                return step
        return None

    def line(self, code: str | None) -> tuple[str, ...]:
        """Give a place and those it lies in, innermost first."""
        steps: list[str] = []
        while code and code not in steps:
            steps.append(code)
            place = self.get(code)
            code = place.parent if place else None
        return tuple(steps)

    def are_apart(self, one: str | None, other: str | None) -> bool:
        """Tell whether two places are known and neither lies in the other."""
        if self.get(one) is None or self.get(other) is None:
            return False
        return one not in self.line(other) and other not in self.line(one)
