"""The words one case speaks: its policy, actors, places and lexicon.

Panah's own come with the package; what a case's folder says in ``lexicon.toml``, ``geography`` and
``case.toml`` stands on top of them.
"""

import csv
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs

from panah.case.settings import Settings
from panah.domain.actor import Actor, Actors, ActorType
from panah.domain.claim import Claim
from panah.domain.naming import Names
from panah.domain.place import Level, Place, Places
from panah.domain.reading import Draft
from panah.domain.report import Report
from panah.errors import CaseError
from panah.reading import agencies, build, gazetteer, policy
from panah.reading.files.pages import page_of

__all__ = ["Words", "words_of"]

PLACE_COLUMNS = ("code", "name", "level", "parent", "lat", "lon", "source")
"""Columns of ``geography/places.csv``; code, name and level must be filled."""

ACTOR_COLUMNS = ("id", "name", "type", "aliases", "of", "iso3")
"""Columns of ``actors.csv``; aliases are parted by ``;``."""


@attrs.frozen(kw_only=True)
class Words:
    """What a report's words are read by, and what codes are printed as.

    Parameters
    ----------
    overlay
        The case's ``lexicon.toml``, parsed.
    """

    policy: policy.Policy
    actors: Actors
    places: Places
    overlay: Mapping[str, object]

    @property
    def names(self) -> Names:
        """How codes are written for people."""
        return Names(self.places, self.actors)

    def code(self, name: str) -> str:
        """Give the code of a country or place by its name; a name nobody has is its own code."""
        return self.actors.resolve(name)

    def claim(self, draft: Draft, report: Report) -> Claim:
        """Give the claim a draft becomes."""
        claim = build.claim(draft, report, policy=self.policy, actors=self.actors)
        return attrs.evolve(claim, page=page_of(report.text, draft.quote.start))


def words_of(folder: Path, settings: Settings) -> Words:
    """Read the words of the case in a folder.

    Raises
    ------
    CaseError
        If one of its files says something panah cannot take; names file and row.
    """
    own = gazetteer.load()
    places = Places([*own.places, *_places(folder / "geography" / "places.csv")])
    countries = (
        Actor(
            id=place.code,
            name=place.name,
            type=ActorType.COUNTRY,
            aliases=place.aliases,
            iso3=place.code,
        )
        for place in places
        if place.level is Level.COUNTRY
    )
    actors = Actors([*countries, *agencies.load(), *_actors(folder / "actors.csv")])
    return Words(
        policy=policy.load(settings.amounts or None),
        actors=actors,
        places=places,
        overlay=_lexicon(folder / "lexicon.toml"),
    )


def _lexicon(file: Path) -> Mapping[str, object]:
    if not file.is_file():
        return {}
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CaseError(f"{file} is not TOML: {error}") from error


def _places(file: Path) -> Iterator[Place]:
    for where, row in _rows(file, PLACE_COLUMNS):
        try:
            yield Place(
                code=row["code"],
                name=row["name"],
                level=Level(row["level"]),
                parent=row["parent"] or None,
                lat=float(row["lat"]) if row["lat"] else None,
                lon=float(row["lon"]) if row["lon"] else None,
                source=row["source"],
            )
        except ValueError as error:
            raise CaseError(f"{where}: {error}; a level is one of {', '.join(Level)}") from error


def _actors(file: Path) -> Iterator[Actor]:
    for where, row in _rows(file, ACTOR_COLUMNS):
        try:
            yield Actor(
                id=row["id"],
                name=row["name"],
                type=ActorType(row["type"]),
                aliases=tuple(filter(None, (name.strip() for name in row["aliases"].split(";")))),
                of=row["of"] or None,
                iso3=row["iso3"] or None,
            )
        except ValueError as error:
            known = ", ".join(ActorType)
            raise CaseError(f"{where}: {error}; a type is one of {known}") from error


def _rows(file: Path, columns: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    """Give the rows of a table of the case, each with where it stands."""
    if not file.is_file():
        return
    try:
        reader = csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines(), strict=True)
        found = tuple(reader.fieldnames or ())
        if wrong := set(found) - set(columns):
            right = ", ".join(columns)
            raise CaseError(
                f"{file} has the columns {', '.join(sorted(wrong))}; it may have {right}"
            )
        for row in reader:
            where = f"{file}, line {reader.line_num}"
            if None in row or None in row.values():
                raise CaseError(f"{where}: the row has not as many cells as the header")
            yield where, {column: row.get(column, "") for column in columns}
    except (csv.Error, UnicodeDecodeError) as error:
        raise CaseError(f"{file} is not a table in UTF-8: {error}") from error
