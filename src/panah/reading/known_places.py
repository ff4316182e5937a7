"""Every place that panah knows, by code; areas and towns are made when one is asked for.

Countries and regions are our own tables (TOML), first-level areas come from pycountry, towns of
more than 15,000 people from GeoNames (`panah.reading.place_senses`). Most questions are about a few
countries, so that what is large is read only when a code of its form is met.
"""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from panah.domain.place import Level, Place
from panah.reading.place_senses import TOWN, Towns

__all__ = ["KnownPlaces", "known_places", "own_place"]

_OWN = "panah"
_AREAS = "ISO 3166-2"


class KnownPlaces(Mapping[str, Place]):
    """The places of the package, by code.

    Parameters
    ----------
    countries
        Rows of ``countries.toml`` by code.
    ambiguous
        Names of countries and capitals that are people's names too.
    regions
        ``regions.toml``: regions and places of our own, and how names are read.
    """

    def __init__(
        self,
        countries: Mapping[str, Mapping[str, Any]],
        ambiguous: Collection[str],
        regions: Mapping[str, Any],
    ) -> None:
        self.countries = countries
        self.ambiguous = ambiguous
        self.regions = regions
        self._few = {code: _country(code, words) for code, words in countries.items()}
        own = map(own_place, (*regions["regions"], *regions["places"]))
        self._few |= {place.code: place for place in own}

    def __getitem__(self, code: str) -> Place:
        """Give the place of a code."""
        if found := self._few.get(code):
            return found
        if code.startswith(TOWN) and (town := self.towns.place(code, self.areas)):
            return town
        if code[2:3] == "-":
            return self.areas[code]
        raise KeyError(code)

    def __iter__(self) -> Iterator[str]:
        """Give every code, towns last."""
        yield from self.fixed
        yield from self.towns.codes

    def __len__(self) -> int:
        """Count them."""
        return len(self.fixed) + len(self.towns.codes)

    @cached_property
    def fixed(self) -> Mapping[str, Place]:
        """All but the towns."""
        return {**self.areas, **self._few}

    @cached_property
    def areas(self) -> Mapping[str, Place]:
        """First-level areas."""
        import pycountry  # noqa: PLC0415  (loads when an area is asked for)

        return {
            area.code: Place(
                code=area.code,
                name=area.name.partition("[")[0].partition("(")[0].strip(),
                level=Level.ADMIN1,
                provider_name=area.name,
                parent=area.parent_code or self.alpha3[area.country_code],
                source=_AREAS,
            )
            for area in pycountry.subdivisions
        }

    @cached_property
    def alpha3(self) -> Mapping[str, str]:
        """The three letters of each country by its two."""
        import pycountry  # noqa: PLC0415  (loads when an area is asked for)

        return {country.alpha_2: country.alpha_3 for country in pycountry.countries} | {"XK": "XKX"}

    @cached_property
    def towns(self) -> Towns:
        """The towns of GeoNames."""
        return Towns(self.alpha3, frozenset(self.regions["stop"]))


@cache
def known_places() -> KnownPlaces:
    """Give the places of the package."""
    countries = _toml("countries.toml")
    ambiguous = countries.pop("ambiguous")
    return KnownPlaces(countries, ambiguous, _toml("regions.toml"))


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((files("panah.reading") / "data" / name).read_text(encoding="utf-8"))


def _country(code: str, words: Mapping[str, Any]) -> Place:
    return Place(
        code=code,
        name=words["name"],
        level=Level.COUNTRY,
        aliases=tuple(words.get("aliases", ())),
        source=_OWN,
    )


def own_place(words: Mapping[str, Any]) -> Place:
    """Give a place of our own, or of a case's lexicon, from its row.

    Raises
    ------
    KeyError, TypeError, ValueError
        If the row lacks its code or name, or its level is none.
    """
    return Place(
        code=words["code"],
        name=words["name"],
        level=Level(words.get("level", "region")),
        aliases=tuple(words.get("aliases", ())),
        parent=words.get("parent"),
        lat=words.get("lat"),
        lon=words.get("lon"),
        source=_OWN,
    )
