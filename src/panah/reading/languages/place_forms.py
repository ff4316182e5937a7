"""The names of countries and towns in a language, in all the forms that its grammar gives them.

Country names come from pycountry's own translations, read at run time, with ours on top; capitals
and towns from GeoNames by the letters they are written in; adjectives and peoples from the
language's table. Where a name falls through cases, its forms follow from its ending.
"""

import gettext
import gzip
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files

import attrs

from panah.domain.place import Level
from panah.reading.languages.letters import folded
from panah.reading.languages.tables import Language, language
from panah.reading.place_names import Tables
from panah.reading.place_senses import NamedKind, Sense

__all__ = ["STATES", "names_of"]

STATES = frozenset({NamedKind.COUNTRY, NamedKind.DEMONYM, NamedKind.CAPITAL})
_WEIGHTS = {
    NamedKind.COUNTRY: 1e10,
    NamedKind.DEMONYM: 9e9,
    NamedKind.CAPITAL: 8e9,
    NamedKind.REGION: 1e8,
    NamedKind.PLACE: 1e8,
}
"""Weights beside the people of towns, in the order of `panah.reading.place_names`."""
_SHORTEST_TOWN, _KNOWN_TO_ALL = 4, 500_000
"""Letters the name of a town of fewer people needs; shorter ones are other words: assumed."""
_SCRIPTS = {
    "arabic": re.compile("[\u0621-\u06d5]"),
    "cyrillic": re.compile("[\u0401-\u0451]"),
}
_CASES = 6
_SHORTEST_DECLINED = 3
_WORD = re.compile(r"[^\W_]+")
_ARTICLE = folded("\u0627\u0644")


def names_of(spoken: Language, tables: Tables) -> dict[str, tuple[Sense, ...]]:
    """Give what the names of a language may stand for, most likely first, by folded name."""
    gathering = _Gathering(spoken, tables)
    gathering.states()
    gathering.areas()
    gathering.towns()
    gathering.added()
    return {
        name: tuple(sorted(said, key=lambda sense: -sense.weight))
        for name, said in gathering.senses.items()
        if said
    }


class _Gathering:
    """Names of one language while they are gathered."""

    def __init__(self, spoken: Language, tables: Tables) -> None:
        self._spoken = spoken
        self._tables = tables
        self.senses: dict[str, list[Sense]] = {}

    def states(self) -> None:
        """Add countries, their people and their capitals."""
        names = self._spoken.names
        for code, said in _countries(self._spoken).items():
            self._say(said, self._sense(code, NamedKind.COUNTRY))
        for code, said in _own(self._spoken, "capitals").items():
            self._say(said, self._sense(code, NamedKind.CAPITAL))
        endings = tuple(names.get("plural", ()))
        for table, is_people in (("adjectives", False), ("people", True)):
            for code, said in names.get(table, {}).items():
                sense = self._sense(code, NamedKind.DEMONYM)
                for name in said:
                    for form in _forms(name, self._spoken):
                        plural = is_people or (form != name and form.endswith(endings))
                        self._add(form, sense and attrs.evolve(sense, plural=plural))

    def areas(self) -> None:
        """Add first-level areas where pycountry has their names in the language, and ours."""
        for code, said in _own(self._spoken, "areas").items():
            place = self._tables.own.get(code)
            is_area = place is None or place.level in {Level.REGION, Level.ADMIN1}
            kind = NamedKind.REGION if is_area else NamedKind.PLACE
            self._say(said, self._sense(code, kind))
        import pycountry  # noqa: PLC0415  (loads when names are looked up)

        translated = _catalogue("iso3166-2", self._spoken.code)
        for area in pycountry.subdivisions if translated else ():
            name = translated(area.name) if translated else area.name
            if name != area.name:
                self._say([folded(name)], self._sense(area.code, NamedKind.REGION))

    def towns(self) -> None:
        """Add towns and capitals whose names GeoNames has in the letters of the language."""
        script = self._spoken.names.get("script")
        if not script:
            return
        capitals, letters = dict(self._capitals()), _SCRIPTS[script]
        for identity, several in _town_names().items():
            names = {folded(name) for name in several if letters.match(name)}
            if names and identity in capitals:
                self._say(names, self._sense(capitals[identity], NamedKind.CAPITAL))
            town = self._tables.towns.sense(f"geonames:{identity}") if names else None
            if town is not None:
                shortest = 0 if town.weight >= _KNOWN_TO_ALL else _SHORTEST_TOWN
                self._say((name for name in names if len(name) >= shortest), town)

    def added(self) -> None:
        """Add what a case calls a place in letters other than Latin ones."""
        for name, senses in self._tables.senses.items():
            if not name.isascii():
                self.senses.setdefault(folded(name), []).extend(senses)

    def _capitals(self) -> Iterator[tuple[str, str]]:
        """Give the GeoNames id and the country of each capital."""
        for name, senses in self._tables.senses.items():
            for sense in senses:
                if sense.kind is NamedKind.CAPITAL:
                    towns = self._tables.towns.senses(name)
                    for town in towns:
                        if town.country == sense.code:
                            yield town.code.removeprefix("geonames:"), sense.code

    def _say(self, names: Iterable[str], sense: Sense | None) -> None:
        """Add a sense under some names, in all their cases."""
        for name in names:
            for form in _declined(name, self._spoken):
                self._add(form, sense)

    def _add(self, form: str, sense: Sense | None) -> None:
        said = self.senses.setdefault(form, [])
        if sense is not None and all(other.code != sense.code for other in said):
            said.append(sense)

    def _sense(self, code: str, kind: NamedKind) -> Sense | None:
        place = self._tables.own.get(code)
        country = code if kind in STATES else self._country(code)
        return Sense(code, kind, place.name, country, _WEIGHTS[kind]) if place else None

    def _country(self, code: str | None) -> str | None:
        while code and len(code) != 3:
            place = self._tables.own.get(code)
            code = place.parent if place else None
        return code


@cache
def _countries(spoken: Language) -> dict[str, list[str]]:
    """Give the names of countries by code: ours, then pycountry's, then a near language's."""
    found: dict[str, list[str]] = {
        code: list(said) for code, said in spoken.names.get("countries", {}).items()
    }
    taken = {name for said in found.values() for name in said}
    for code, name in _translated(spoken.code):
        if name not in taken and ("," not in name or code not in found):
            found.setdefault(code, []).append(name.partition(",")[0])
    for near in _near(spoken):
        found = {**_countries(near), **found}
    return found


def _near(spoken: Language) -> list[Language]:
    """Give the languages that name places nearly alike."""
    near = [language(code) for code in spoken.names.get("also", ())]
    return [one for one in near if one is not None]


def _own(spoken: Language, table: str) -> dict[str, list[str]]:
    """Give our own names of a language by code, with those that a near language adds."""
    found: dict[str, list[str]] = dict(spoken.names.get(table, {}))
    for near in _near(spoken):
        found = {**_own(near, table), **found}
    return found


def _translated(code: str) -> Iterator[tuple[str, str]]:
    """Give code and folded name of countries as pycountry has them in a language."""
    import pycountry  # noqa: PLC0415  (loads when names are looked up)

    said = _catalogue("iso3166-1", code)
    if said is None:
        return
    for country in pycountry.countries:
        for name in {country.name, getattr(country, "common_name", country.name)}:
            if said(name) != name:
                yield country.alpha_3, folded(said(name))


def _catalogue(domain: str, code: str) -> Callable[[str], str] | None:
    """Give pycountry's translation of a standard into a language; None where it has none."""
    import pycountry  # noqa: PLC0415  (loads when names are looked up)

    try:
        return gettext.translation(domain, pycountry.LOCALES_DIR, [code]).gettext
    except OSError:
        return None


@cache
def _town_names() -> Mapping[str, tuple[str, ...]]:
    """Read the names of towns in Arabic and Cyrillic letters by GeoNames id."""
    file = files("panah.reading") / "data" / "town-names.tsv.gz"
    lines = gzip.decompress(file.read_bytes()).decode("utf-8").splitlines()[1:]
    parted = (line.split("\t") for line in lines)
    return {identity: tuple(names.split("|")) for identity, names in parted}


def _declined(name: str, spoken: Language) -> Iterable[str]:
    """Give a name in all its cases; as it is where the language has none."""
    table: Mapping[str, str] = spoken.names.get("cases", {})
    parts = _WORD.findall(name)
    if not table:
        return (" ".join(parts),)
    words = [_cases(word, table) for word in parts]
    return {" ".join(forms) for forms in zip(*words, strict=True)}


def _cases(word: str, table: Mapping[str, str]) -> list[str]:
    for length in range(len(word) if len(word) >= _SHORTEST_DECLINED else 0, 0, -1):
        if endings := table.get(word[-length:]):
            return [word[:-length] + ending for ending in endings.split()]
    return [word] * _CASES


def _forms(name: str, spoken: Language) -> Iterator[str]:
    """Give an adjective or a people's name in all its forms, in Arabic with the article too."""
    table: Mapping[str, list[str]] = spoken.names.get("forms", {"": [""]})
    ending = max((end for end in table if name.endswith(end)), key=len, default="")
    for form in table.get(ending, [ending]):
        whole = " ".join(_WORD.findall(name.removesuffix(ending) + form))
        yield whole
        if spoken.names.get("prefixes"):
            yield _ARTICLE + whole
