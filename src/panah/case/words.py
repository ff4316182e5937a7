"""The words one case speaks: its policy, actors, places and lexicon.

Panah's own come with the package; what a case's folder says in ``lexicon.toml``, ``geography`` and
``case.toml`` stands on top of them.
"""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs

from panah.case.geography import merged_places
from panah.case.rows import rows
from panah.case.settings import Settings
from panah.domain.actor import Actor, Actors, ActorType
from panah.domain.claim import Claim
from panah.domain.naming import Names
from panah.domain.place import Level, Places
from panah.domain.reading import Draft
from panah.domain.report import Report
from panah.errors import CaseError
from panah.reading import agencies, build, gazetteer, policy
from panah.reading.files.pages import page_of

__all__ = ["Words", "words_of"]

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
    places = merged_places(folder / "geography", list(gazetteer.load().places))
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


def _actors(file: Path) -> Iterator[Actor]:
    for row in rows(file, ACTOR_COLUMNS):
        yield Actor(
            id=row.filled("id"),
            name=row.filled("name"),
            type=row.word("type", ActorType, ActorType.PEOPLE),
            aliases=tuple(filter(None, (name.strip() for name in row.text("aliases").split(";")))),
            of=row.text("of") or None,
            iso3=row.text("iso3") or None,
        )
