"""Who speaks, hosts, asks or moves, and of whom they are.

"Albania's Prime Minister Edi Rama" speaks for Albania: `of` makes "own voice" computable. Actors
are resolved before anything is counted: "Reuters" and "Reuters, through the National Post" are one
agency, and the second is two hops.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

import attrs

__all__ = ["Actor", "ActorType", "Actors"]


class ActorType(StrEnum):
    """What kind of party an actor is."""

    COUNTRY = "country"
    GOVERNMENT = "government"
    OFFICIAL = "official"
    ORGANISATION = "organisation"
    ARMED_GROUP = "armed_group"
    PUBLISHER = "publisher"
    PEOPLE = "people"


@attrs.frozen(kw_only=True)
class Actor:
    """A party that speaks or acts. Named persons are public speakers only."""

    id: str
    name: str
    type: ActorType
    aliases: tuple[str, ...] = ()
    of: str | None = None
    iso3: str | None = None


class Actors:
    """The actors one case knows, by id and by every name."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._by_id: dict[str, Actor] = {}
        self._by_name: dict[str, str] = {}
        for actor in actors:
            self._by_id[actor.id] = actor
            for name in (actor.id, actor.name, *actor.aliases):
                self._by_name[name.casefold()] = actor.id

    def resolve(self, name: str) -> str:
        """Give the id of the actor of that name; a name nobody has is its own id."""
        return self._by_name.get(name.casefold(), name)

    def name(self, key: str) -> str:
        """Give the name to print for an id."""
        actor = self._by_id.get(key)
        return actor.name if actor else key

    def get(self, key: str) -> Actor | None:
        """Give the actor of an id, if it is known."""
        return self._by_id.get(key)

    def speaks_for(self, speaker: str, of: str | None, subject: str) -> bool:
        """Tell whether a speaker, or somebody the speaker is of, is the subject.

        Parameters
        ----------
        speaker, of
            The first voice, and the party it was said to be of when it spoke.
        subject
            Whom the claim is about.
        """
        wanted = self.resolve(subject)
        return any(wanted in self._line(start) for start in (speaker, of) if start)

    def _line(self, name: str) -> tuple[str, ...]:
        steps: list[str] = []
        key: str | None = self.resolve(name)
        known: Mapping[str, Actor] = self._by_id
        while key and key not in steps:
            steps.append(key)
            key = known[key].of if key in known else None
        return tuple(steps)
