"""When a report named each party and place last: whom it has just named it is likelier to mean.

State of one reading, as `discourse`: it moves forward sentence by sentence. Everything here is
context, never evidence.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from sys import intern

import attrs

from panah.domain.actor import Actor
from panah.domain.reading import ActorRef
from panah.reading.called import called
from panah.reading.places import Where, is_area
from panah.reading.text import Part
from panah.reading.tokens import Line
from panah.reading.who import Party, PartyKind, is_in_phrase

__all__ = ["Met"]

_STEPPED = ("1", "1", "2", "4", "4", "8", "8", "8", "8", "far")
"""Of a number of sentences since, or of times, the step it is told in; assumed: each step is twice
the one before."""
_MOST = len(_STEPPED) - 1
_OF_LATE = 20
"""Parties kept that were named of late; assumed: a page of news names fewer."""


@attrs.define
class Met:
    """Whom a report has named, when and how often.

    Parameters
    ----------
    sentences
        How many were read.
    paragraph
        Number of the paragraph read last.
    last
        For each code or id, the sentence that named it last.
    times
        For each, how many sentences named it.
    here
        Those the paragraph named so far; the one it named first begins it.
    led
        Those that were free subjects of the sentence before.
    titled
        Those the title names.
    peoples
        How many sentences named each as a people: "Afghans", "Afghan refugees".
    town
        The town or region named last, as a party.
    parties
        Those named of late, by their codes, ids or names, who was named last at the end; noted
        only if it is wide.
    is_wide
        Whether names that no table holds, and all who were named of late, may be parties.
    """

    sentences: int = 0
    paragraph: int = -1
    last: dict[str, int] = attrs.field(factory=dict)
    times: dict[str, int] = attrs.field(factory=dict)
    here: list[str] = attrs.field(factory=list)
    led: frozenset[str] = frozenset()
    titled: frozenset[str] = frozenset()
    peoples: dict[str, int] = attrs.field(factory=dict)
    town: ActorRef | None = None
    parties: dict[str, ActorRef] = attrs.field(factory=dict)
    is_wide: bool = False

    def enter(self, line: Line) -> None:
        """Take up a sentence: a new paragraph has named nobody yet."""
        if line.sentence.paragraph != self.paragraph:
            self.paragraph = line.sentence.paragraph
            self.here = []

    def note(self, line: Line, parties: Sequence[Party]) -> None:
        """Take in whom a sentence names, once it was read."""
        self.sentences += 1
        named: dict[str, None] = {}
        if line.has("GPE", "DEM", "ORG"):
            named = dict.fromkeys(_named(line))
            for one in named:
                self.last[one] = self.sentences
                self.times[one] = self.times.get(one, 0) + 1
            self.here += named
            for people in dict.fromkeys(_peoples(line)):
                self.peoples[people] = self.peoples.get(people, 0) + 1
            self.town = _town(line) or self.town
        if self.is_wide:
            self._remember(line)
        self.led = frozenset(_leads(line, parties))
        if line.sentence.part is Part.TITLE:
            self.titled = frozenset(named)

    def _remember(self, line: Line) -> None:
        """Remember those whom a sentence names, and forget who was named longest ago."""
        for ref in _refs(line):
            key = ref.key or ref.name.casefold()
            self.parties.pop(key, None)
            self.parties[key] = ref
            if ref.key is None:
                self.last[key] = self.sentences
                self.times[key] = self.times.get(key, 0) + 1
        while len(self.parties) > _OF_LATE:
            del self.parties[next(iter(self.parties))]

    def since(self, key: str | None) -> int:
        """Give in how many sentences ago a party was named last."""
        return self.sentences + 1 - self.last.get(key or "", 0)

    def of(self, key: str | None) -> frozenset[str]:
        """Give what is known of a party by its code or id, as names of features."""
        if key is None or key not in self.last:
            return _NEVER
        times = self.times[key]
        holds = (
            key in self.here,
            self.here[:1] == [key],
            key in self.led,
            key in self.titled,
            2 * self.peoples.get(key, 0) >= times,
        )
        ago = self.sentences + 1 - self.last[key]
        return _told(_STEPPED[min(ago, _MOST)], _STEPPED[min(times, _MOST)], holds)


_NEVER = frozenset({"met/never"})
_MARKS = ("paragraph", "begins", "led", "titled", "people")


@lru_cache(maxsize=1024)
def _told(ago: str, times: str, holds: tuple[bool, ...]) -> frozenset[str]:
    marks = (f"met/{mark}" for mark, is_so in zip(_MARKS, holds, strict=True) if is_so)
    return frozenset(map(intern, (f"met/ago{ago}", f"met/times{times}", *marks)))


def _named(line: Line) -> Iterator[str]:
    """Give the codes and ids a sentence names, a town's country with it."""
    for at in line.where("GPE", "DEM", "ORG"):
        value = line.tokens[at].value
        if isinstance(value, Where):
            yield value.country or value.code
            yield value.code
        elif isinstance(value, Actor):
            yield value.id


def _refs(line: Line) -> Iterator[ActorRef]:
    """Give those a sentence names, as parties: countries, organisations, and other names."""
    for at in line.where("GPE", "DEM", "ORG"):
        value = line.tokens[at].value
        if isinstance(value, Where) and value.country:
            yield ActorRef(
                key=value.country,
                name=value.name,
                span=line.cover(at, at + 1),
                via=value.via,
                of=value.country,
            )
        elif isinstance(value, Actor):
            yield ActorRef(
                key=value.id,
                name=value.name,
                span=line.cover(at, at + 1),
                of=value.iso3 or value.of,
            )
    for _, _, ref in called(line):
        yield ref


def _peoples(line: Line) -> Iterator[str]:
    """Give those named as a people: "Afghans", "Afghan refugees"."""
    for at in line.where("DEM"):
        where = line.tokens[at].value
        if isinstance(where, Where) and (line.is_a(at, "GROUPN") or line.is_a(at + 1, "GROUPN")):
            yield where.code


def _town(line: Line) -> ActorRef | None:
    """Give the town or region that a sentence names first, as a party."""
    for at in line.where("CITY"):
        where = line.tokens[at].value
        if isinstance(where, Where):
            town = ActorRef(
                key=where.code,
                name=line.words(at, at + 1),
                span=line.cover(at, at + 1),
                of=where.country,
            )
            if is_area(town):
                return town
    return None


_NEVER_FREE = frozenset({PartyKind.PRONOUN, PartyKind.MEDIA})


def _leads(line: Line, parties: Sequence[Party]) -> Iterator[str]:
    """Give those who are free to be its subject, an official as his country."""
    for one in parties:
        if one.kind not in _NEVER_FREE:
            key = one.key or one.of
            if key is not None and not is_in_phrase(line, one.first):
                yield key
