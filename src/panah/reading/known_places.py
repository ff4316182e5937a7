"""Every place that panah knows, by code; areas and towns are made when one is asked for.

Countries and regions are our own tables (TOML), first-level areas come from pycountry, towns of
more than 15,000 people from GeoNames (`panah.reading.place_senses`). Most questions are about a few
countries, so that what is large is read only when a code of its form is met.
"""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from functools import cache, cached_property
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from panah.domain.place import Level, Place
from panah.reading.place_senses import TOWN, Towns

__all__ = ["KnownPlaces", "known_places", "own_place"]

T = TypeVar("T")

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
        return {
            area.code: Place(
                code=area.code,
                name=area.name.partition("[")[0].partition("(")[0].strip(),
                level=Level.ADMIN1,
                provider_name=area.name,
                parent=area.within or self.alpha3[area.country],
                source=_AREAS,
            )
            for area in _standard("3166-2", _Area)
        }

    @cached_property
    def alpha3(self) -> Mapping[str, str]:
        """The three letters of each country by its two."""
        codes = _standard("3166-1", _Country)
        return {country.alpha_2: country.alpha_3 for country in codes} | {"XK": "XKX"}

    @cached_property
    def towns(self) -> Towns:
        """The towns of GeoNames."""
        return Towns(self.alpha3, frozenset(self.regions["stop"]))


class _Country(msgspec.Struct, frozen=True):
    """What is read of a country of ISO 3166-1."""

    alpha_2: str
    alpha_3: str


class _Area(msgspec.Struct, frozen=True):
    """What is read of an area of ISO 3166-2."""

    code: str
    name: str
    parent: str = ""

    @property
    def country(self) -> str:
        """The two letters of its country."""
        return self.code.partition("-")[0]

    @property
    def within(self) -> str:
        """The code of the area it is part of; empty for one that is part of the country alone."""
        is_whole = not self.parent or self.parent.startswith(f"{self.country}-")
        return self.parent if is_whole else f"{self.country}-{self.parent}"


def _standard(number: str, of: type[T]) -> list[T]:
    """Give the rows of a standard as pycountry ships them.

    pycountry itself makes an object of every row of a standard at the first look at one, which
    takes longer than everything else that most questions need of the world's places.
    """
    package = find_spec("pycountry")
    folder = Path(package.origin).parent if package and package.origin else Path()
    content = (folder / "databases" / f"iso{number}.json").read_bytes()
    return msgspec.json.decode(content, type=dict[str, list[of]])[number]  # type: ignore[valid-type]  # made while running


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
