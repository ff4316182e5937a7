"""What the small parsers find in a report, joined: dates, amounts, organisations, places, peoples.

Each becomes one typed token; of those that overlap the first in that order stands.
"""

from collections.abc import Iterator, Mapping
from functools import cache

from panah.domain.actor import Actor, ActorType
from panah.domain.reading import Via
from panah.reading import agencies, numbers, when
from panah.reading.gazetteer import Gazetteer, Named, NamedKind
from panah.reading.name_index import Match, NameIndex, Words, has_point, key, tokens
from panah.reading.places import Where
from panah.reading.tokens import Entity, entity_tokens

__all__ = ["Organisations", "entities", "organisations"]

_DATE, _AMOUNT = frozenset({"DATE"}), frozenset({"QTY"})
_ORGANISATION = frozenset({"ORG", "NAME"})
_TAGS: Mapping[NamedKind, frozenset[str]] = {
    NamedKind.COUNTRY: frozenset({"GPE"}),
    NamedKind.ALIAS: frozenset({"GPE"}),
    NamedKind.DEMONYM: frozenset({"DEM"}),
    NamedKind.CAPITAL: frozenset({"GPE", "CAP"}),
    NamedKind.REGION: frozenset({"GPE", "CITY"}),
    NamedKind.PLACE: frozenset({"GPE", "CITY"}),
}
_PEOPLE = frozenset({"DEM", "GROUPN", "PLURAL"})
_AIRPORT = frozenset({"ACCN"})
_VIA: Mapping[NamedKind, Via] = {
    NamedKind.ALIAS: Via.ALIAS,
    NamedKind.DEMONYM: Via.DEMONYM,
    NamedKind.CAPITAL: Via.CAPITAL,
}
_ACRONYM = 6
"""Names of up to so many letters in capitals are read only in capitals: WHO is not "who"."""


class Organisations:
    """The organisations panah and one case know, by every name."""

    def __init__(self, actors: tuple[Actor, ...]) -> None:
        self._by_name: dict[str, list[tuple[str, Actor]]] = {}
        for actor in actors:
            for name in (actor.id, actor.name, *actor.aliases):
                if name[:1].isupper() or not name.isascii():
                    self._by_name.setdefault(key(name), []).append((name, actor))
        self._index = NameIndex(self._by_name)

    def find(self, text: str, words: Words | None = None) -> Iterator[Entity]:
        """Give the organisations a text names; of its tokens, where they are made already."""
        words = tokens(text) if words is None else words
        for match in self._index.find(text, words):
            start, end = words.starts[match.first], words.ends[match.last - 1]
            actor = self._named(match.name, text[start:end])
            if actor and not (_is_paper(actor) and _goes_on(text, words, match)):
                tags = _ORGANISATION | ({"ARMEDN"} if _is_armed(actor) else set())
                yield Entity(start, end + has_point(text, words, match), tags, actor)

    def _named(self, name: str, worded: str) -> Actor | None:
        """Give the actor of a name, where it is written as an acronym must be."""
        for known, actor in self._by_name[name]:
            if not (known.isupper() and len(known) <= _ACRONYM) or worded.isupper():
                return actor
        return None


_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})


def _goes_on(text: str, words: Words, match: Match) -> bool:
    """Tell whether the name of a paper goes on as another's: "The National Guard"."""
    at = match.last
    return (
        match.name.startswith("the ")
        and at < len(words)
        and text[words.ends[at - 1] : words.starts[at]] == " "
        and words.is_capital(at)
        and words.lows[at] not in _DAYS
    )


def _is_paper(actor: Actor) -> bool:
    return actor.type is ActorType.PUBLISHER


def _is_armed(actor: Actor) -> bool:
    return actor.type is ActorType.ARMED_GROUP


@cache
def organisations() -> Organisations:
    """Give the organisations of the package."""
    return Organisations(agencies.load())


def entities(
    text: str, anchor: when.Anchor, gazetteer: Gazetteer, known: Organisations
) -> list[Entity]:
    """Give everything the parsers find in a report, in order and not overlapping."""
    found = [_dated(one) for one in when.find(text, anchor)]
    found += [Entity(one.span.start, one.span.end, _AMOUNT, one) for one in numbers.find(text)]
    words = tokens(text)
    found += known.find(text, words)
    found += [_placed(one, gazetteer) for one in gazetteer.find(text, words=words)]
    return entity_tokens(found)


def _dated(one: when.DateRef) -> Entity:
    return Entity(one.span.start, one.span.end, _DATE, one)


def _placed(one: Named, gazetteer: Gazetteer) -> Entity:
    people = one.plural and one.kind is NamedKind.DEMONYM
    tags = _PEOPLE if people else _TAGS[one.kind]
    if one.name.endswith("Airport"):
        tags |= _AIRPORT
    is_country = one.kind not in {NamedKind.REGION, NamedKind.PLACE}
    where = Where(
        code=one.code,
        country=one.code if is_country else gazetteer.country(one.code),
        name=one.name,
        via=_VIA.get(one.kind, Via.NAME),
        others=one.others,
    )
    return Entity(one.span.start, one.span.end, tags, where)
