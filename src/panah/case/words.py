"""The words one case speaks: its policy, actors, places and lexicon.

Panah's own come with the package; what a case's folder says in ``lexicon.toml``, ``geography`` and
``case.toml`` stands on top of them.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from panah.case.geography import merged_places
from panah.case.rows import rows
from panah.case.settings import Settings
from panah.domain.actor import Actor, Actors, ActorType
from panah.domain.claim import Claim
from panah.domain.naming import Names
from panah.domain.place import Level, Places
from panah.domain.report import Report
from panah.errors import CaseError
from panah.reading import agencies
from panah.reading.known_places import known_places

if TYPE_CHECKING:
    from panah.domain.reading import Draft
    from panah.reading.policy import Policy

__all__ = ["Words"]

ACTOR_COLUMNS = ("id", "name", "type", "aliases", "of", "iso3")
"""Columns of ``actors.csv``; aliases are parted by ``;``."""


@attrs.frozen(kw_only=True)
class Words:
    """What a report's words are read by, and what codes are printed as.

    Each is read from its files when it is first asked for.

    Parameters
    ----------
    folder, settings
        Of the case.

    Raises
    ------
    CaseError
        If the file asked for says something panah cannot take; names file and row.
    """

    folder: Path
    settings: Settings

    @cached_property
    def policy(self) -> "Policy":
        """What amount a wording stands for."""
        from panah.reading import policy  # noqa: PLC0415  (loads when amounts are read)

        return policy.load(self.settings.amounts or None)

    @cached_property
    def places(self) -> Places:
        """Panah's places, with those of the case on top."""
        return merged_places(self.folder / "geography", known_places())

    @cached_property
    def actors(self) -> Actors:
        """Countries, then those whom reports everywhere name, then the case's own."""
        countries = (
            Actor(
                id=place.code,
                name=place.name,
                type=ActorType.COUNTRY,
                aliases=place.aliases,
                iso3=place.code,
            )
            for code in dict.fromkeys((*known_places().countries, *self.places.own))
            if (place := self.places.get(code)) and place.level is Level.COUNTRY
        )
        return Actors([*countries, *agencies.load(), *_actors(self.folder / "actors.csv")])

    @cached_property
    def overlay(self) -> Mapping[str, object]:
        """The case's ``lexicon.toml``, parsed."""
        return _lexicon(self.folder / "lexicon.toml")

    @cached_property
    def names(self) -> Names:
        """How codes are written for people."""
        return Names(self.places, self.actors)

    def code(self, name: str) -> str:
        """Give the code of a country or place by its name; a name nobody has is its own code."""
        return self.actors.resolve(name)

    def claim(self, draft: "Draft", report: Report) -> Claim:
        """Give the claim a draft becomes."""
        from panah.reading import build  # noqa: PLC0415  (loads when reports are read)
        from panah.reading.files.pages import page_of  # noqa: PLC0415

        claim = build.claim(draft, report, policy=self.policy, actors=self.actors)
        return attrs.evolve(claim, page=page_of(report.text, draft.quote.start))

    def check(self) -> None:
        """Read all of them now, so that a file that cannot be taken is told.

        Raises
        ------
        CaseError
            Names file and row.
        """
        _ = self.policy, self.actors, self.overlay


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
