"""What the names of places stand for: countries, demonyms, capitals, subdivisions, towns, sites.

A name may stand for several of the places of `panah.reading.known_places`; each is a *sense* with a
weight, and which of them a text means is decided in `panah.reading.gazetteer`.
"""

from collections.abc import Mapping
from typing import Any

from panah.domain.place import Level, Place
from panah.errors import CaseError
from panah.reading.known_places import KnownPlaces, known_places, own_place
from panah.reading.name_index import key
from panah.reading.place_senses import NamedKind, Sense, Towns

__all__ = ["Tables", "overlaid", "shipped"]

_COUNTRY_WEIGHT = 1e10
_REGION_WEIGHT = 1e8
_AREA_WEIGHT = 5e7
"""Weights beside the population of towns: a country goes before a region, that before a town."""
_EXACT = 5


class Tables:
    """All that the names of places may stand for.

    Towns are many and few are met, so their senses are made when they are asked for.

    Parameters
    ----------
    own
        Places but towns, by code.
    senses
        What names but those of towns stand for, by folded name.
    towns
        Rows of ``places.tsv.gz`` by folded name.
    lowered
        First words of names that may begin with a small letter.
    ambiguous
        Folded names that are people's names too.
    """

    def __init__(
        self,
        *,
        own: Mapping[str, Place],
        senses: Mapping[str, tuple[Sense, ...]],
        towns: Towns,
        lowered: frozenset[str],
        ambiguous: frozenset[str],
    ) -> None:
        self.own = own
        self.senses = senses
        self.towns = towns
        self.lowered = lowered
        self.ambiguous = ambiguous

    @property
    def names(self) -> frozenset[str]:
        """Every folded name."""
        return frozenset(self.senses) | frozenset(self.towns.rows)

    def of(self, name: str) -> tuple[Sense, ...]:
        """Give what a folded name may stand for, most likely first."""
        senses = (*self.senses.get(name, ()), *self.towns.senses(name))
        return tuple(sorted(senses, key=lambda sense: -sense.weight))


class _Gathering:
    """Places and senses while the tables are read."""

    def __init__(self, places: Mapping[str, Place]) -> None:
        self.places = dict(places)
        self.senses: dict[str, list[Sense]] = {}
        self.lowered: set[str] = set()

    def say(self, name: str, sense: Sense) -> None:
        folded = key(name)
        if not folded:
            return
        if name[0].islower():
            self.lowered.add(folded.partition(" ")[0])
        self.senses.setdefault(folded, []).append(sense)

    def country(self, code: str | None) -> str | None:
        while code and (place := self.places.get(code)):
            if place.level is Level.COUNTRY:
                return code
            code = place.parent
        return None


def shipped() -> Tables:
    """Read the tables of the package."""
    known = known_places()
    stop = frozenset(known.regions["stop"])
    gathering = _Gathering(known.fixed)
    for order, (code, words) in enumerate(known.countries.items()):
        _add_country(gathering, code, words, _COUNTRY_WEIGHT - order, stop)
    _add_areas(gathering, known, stop)
    for words in (*known.regions["regions"], *known.regions["places"]):
        _add_own(gathering, words)
    for name, code in known.regions["names"].items():
        _add_name(gathering, name, _known(gathering, known.towns, name, code))
    return Tables(
        own=gathering.places,
        senses=_frozen(gathering.senses),
        towns=known.towns,
        lowered=frozenset(gathering.lowered),
        ambiguous=frozenset(map(key, known.ambiguous)),
    )


def _frozen(senses: Mapping[str, list[Sense]]) -> dict[str, tuple[Sense, ...]]:
    return {name: tuple(several) for name, several in senses.items()}


def overlaid(tables: Tables, overlay: Mapping[str, Any]) -> Tables:
    """Give tables with a case's own names and places on top.

    Raises
    ------
    CaseError
        If a name stands for a code that nobody knows, or a place is not complete.
    """
    gathering = _Gathering(tables.own)
    for words in overlay.get("places", ()):
        try:
            _add_own(gathering, words)
        except (KeyError, TypeError, ValueError) as error:
            raise CaseError(
                f"lexicon.toml has a place {words!r} that panah cannot take: {error}; "
                f"it needs code, name and level ({', '.join(Level)}), and may have aliases, "
                f"parent, lat and lon"
            ) from error
    for name, code in overlay.get("aliases", {}).items():
        place = _known(gathering, tables.towns, name, code)
        _add_name(gathering, name, place)
    added = {
        name: (*several, *tables.senses.get(name, ())) for name, several in gathering.senses.items()
    }
    return Tables(
        own=gathering.places,
        senses={**tables.senses, **added},
        towns=tables.towns,
        lowered=tables.lowered | gathering.lowered,
        ambiguous=tables.ambiguous - added.keys(),
    )


def _known(gathering: _Gathering, towns: Towns, name: str, code: str) -> Place:
    place = gathering.places.get(code) or towns.place(code)
    if place is None:
        raise CaseError(
            f"lexicon.toml says that {name!r} is {code!r}, which is no place panah knows; "
            f"write an ISO 3166-1 alpha-3 code, an ISO 3166-2 code, or add the place"
        )
    return place


def _add_country(
    gathering: _Gathering, code: str, words: Mapping[str, Any], weight: float, stop: frozenset[str]
) -> None:
    name, aliases = words["name"], tuple(words.get("aliases", ()))
    worded = (
        ((name,), NamedKind.COUNTRY),
        (aliases, NamedKind.ALIAS),
        (words.get("adjectives", ()), NamedKind.DEMONYM),
        (words.get("people", ()), NamedKind.DEMONYM),
        (words.get("capitals", ()), NamedKind.CAPITAL),
    )
    for at, (names, kind) in enumerate(worded):
        for said in names:
            sense = Sense(
                code,
                kind,
                said if kind is NamedKind.CAPITAL else name,
                code,
                weight,
                exact=_exact(said, stop),
                plural=at == 3,
            )
            gathering.say(said, sense)


def _exact(name: str, stop: frozenset[str]) -> str:
    """Give the spelling that a name needs: US is no "us", and Malé no "male"."""
    is_short = len(name) <= _EXACT and name.isupper() and name.isalpha()
    return name if is_short or key(name) in stop else ""


def _add_areas(gathering: _Gathering, places: KnownPlaces, stop: frozenset[str]) -> None:
    """Add the names of first-level areas."""
    known = frozenset(places.regions["known"])
    for code, area in places.areas.items():
        country = code.partition("-")[0]
        folded = key(area.name)
        if (folded in stop and code not in known) or len(folded) < 3:
            continue
        kind, of, is_known = NamedKind.REGION, places.alpha3[country], bool(known & {code, country})
        sense = Sense(code, kind, area.name, of, _AREA_WEIGHT, is_known, is_known)
        gathering.say(area.name, sense)


def _add_own(gathering: _Gathering, words: Mapping[str, Any]) -> None:
    place = own_place(words)
    gathering.places[place.code] = place
    for name in (place.name, *place.aliases):
        _add_name(gathering, name, place)


def _add_name(gathering: _Gathering, name: str, place: Place) -> None:
    """Add a name of ours for a place that is known."""
    is_area = place.level in {Level.REGION, Level.ADMIN1}
    kind = NamedKind.REGION if is_area else NamedKind.PLACE
    if place.level is Level.COUNTRY:
        kind = NamedKind.ALIAS
    country = gathering.country(place.code) or gathering.country(place.parent)
    gathering.say(name, Sense(place.code, kind, place.name, country, _REGION_WEIGHT))
