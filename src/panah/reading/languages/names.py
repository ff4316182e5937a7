"""Places in a text of another language: countries, their people and capitals, areas and towns.

Without capitals any word may be a town's name, so a town is read after a word that leads to a place
("in", "city"), or where it is all the text. So are the few countries that are other words too: in
Arabic and Persian "Mali" is written as "financial".
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

import attrs

from panah.reading.languages.letters import Folded, fold
from panah.reading.languages.place_forms import STATES
from panah.reading.languages.tables import Language
from panah.reading.languages.worded import choice
from panah.reading.name_index import Match, NameIndex, Token, Words
from panah.reading.place_senses import NamedKind, Sense

__all__ = ["Place", "PlaceIndex"]

_SURE = frozenset({NamedKind.COUNTRY, NamedKind.DEMONYM})
_WORD = re.compile(r"[^\W_]+")
_LOOK = 24
"""Characters before a name in which a word that leads to it stands."""
_LARGE = 150_000
"""People a town needs to be read where nothing names its country, as in `place_senses`."""
_SHORTEST = 3
"""Letters that are left of a word when what is written together with it is taken off."""


@attrs.frozen
class Place:
    """A name in a folded text with what it may stand for, most likely first."""

    start: int
    end: int
    senses: tuple[Sense, ...]
    plural: bool


@attrs.frozen
class _Met:
    match: Match
    start: int
    end: int
    senses: tuple[Sense, ...]
    is_led: bool
    is_careful: bool
    is_all: bool


class PlaceIndex:
    """The names of places in one language."""

    def __init__(self, spoken: Language, names: Mapping[str, tuple[Sense, ...]]) -> None:
        table = spoken.names
        self._names = names
        self._has_capitals = bool(table.get("capital"))
        self._people_have_capitals = bool(table.get("people_capital"))
        firsts = frozenset(name.partition(" ")[0] for name in names)
        self._firsts = firsts
        self._index = NameIndex(names, firsts)
        self._prefixes: tuple[str, ...] = tuple(table.get("prefixes", ()))
        leads, city = table.get("leads", ()), table.get("city", ())
        self._never = frozenset([*leads, *city, *table.get("state", ())])
        common = frozenset(word for word in _common(spoken) if not self._is_state(word))
        self._careful = common.union(table.get("careful", ()))
        both = [*spoken.numbers.get("both", ()), spoken.numbers.get("and_attached", ",")]
        self._joint = re.compile(rf",?\s{{0,3}}(?:{choice(both)}\s{{0,3}})?")
        self._led = re.compile(rf"(?<!\w){choice([*leads, *city])}(?:\s{{1,3}}|')$")
        self._city = re.compile(rf"(?<!\w){choice(city)}\s{{1,3}}$")

    def find(self, text: str, near: Collection[str]) -> tuple[Folded, tuple[Place, ...]]:
        """Give a folded text and the places it names, in order and not overlapping."""
        page = fold(text)
        words = self._words(page)
        met = [
            self._met(page, words, match)
            for match in self._index.find(page.text, words)
            if match.name not in self._never
        ]
        states = frozenset(near) | frozenset(self._states(met))
        return page, tuple(self._read(page, met, states))

    def _words(self, page: Folded) -> Words:
        """Cut a text into words; what is written together with a name is taken off it."""
        found = list(_WORD.finditer(page.text))
        lows = [self._bare(match[0]) for match in found]
        return Words(
            starts=[
                match.end() - len(low) if match[0].endswith(low) else match.start()
                for match, low in zip(found, lows, strict=True)
            ],
            ends=[match.end() for match in found],
            lows=lows,
            is_capital=lambda at: page.is_capital(found[at].start()),
        )

    def _bare(self, word: str) -> str:
        """Take "and" and a preposition off the front of a word, if a name is left."""
        if word in self._firsts or not self._prefixes:
            return word
        for letter in self._prefixes:
            rest = word.removeprefix(letter)
            if rest == word or len(rest) < _SHORTEST:
                continue
            if rest.startswith("\u0644") and f"\u0627{rest}" in self._firsts:
                return f"\u0627{rest}"
            if (bare := rest if rest in self._firsts else self._bare(rest)) in self._firsts:
                return bare
        return word

    def _met(self, page: Folded, words: Words, match: Match) -> _Met:
        first, last = words[match.first], words[match.last - 1]
        start, end = first.start, last.end
        is_attached = start > 0 and page.text[start - 1].isalpha()
        careful = match.name in self._careful
        lead = self._city if careful and not self._is_state(match.name) else self._led
        return _Met(
            match=match,
            start=start,
            end=end,
            senses=tuple(s for s in self._names[match.name] if self._is_spelt(s, first)),
            is_led=is_attached or bool(lead.search(page.text, max(0, start - _LOOK), start)),
            is_careful=careful,
            is_all=len(words) == match.last - match.first,
        )

    def _is_state(self, name: str) -> bool:
        return any(sense.kind in _SURE for sense in self._names.get(name, ()))

    def _is_spelt(self, sense: Sense, first: Token) -> bool:
        """Tell whether a name has the capital it needs; adjectives need none."""
        return not self._has_capitals or first.is_capital or sense.kind is NamedKind.DEMONYM

    def _states(self, met: Sequence[_Met]) -> Iterator[str]:
        for one in met:
            if not one.is_careful:
                yield from (s.country for s in one.senses if s.kind in STATES and s.country)

    def _read(self, page: Folded, met: Sequence[_Met], states: frozenset[str]) -> Iterator[Place]:
        led_to = 0
        for one in met:
            if led_to and self._joint.fullmatch(page.text, led_to, one.start):
                one = attrs.evolve(one, is_led=True)  # noqa: PLW2901  (a list is led to as one)
            senses = [sense for sense in one.senses if self._is_read(one, sense, states)]
            led_to = one.end if senses and one.is_led else 0
            if senses:
                senses.sort(
                    key=lambda s: (s.kind not in STATES, s.country not in states, -s.weight)
                )
                is_noun = not self._people_have_capitals or page.is_capital(one.start)
                yield Place(one.start, one.end, tuple(senses), senses[0].plural and is_noun)

    def _is_read(self, one: _Met, sense: Sense, states: frozenset[str]) -> bool:
        if one.is_all or (one.is_careful and not one.is_led):
            return one.is_all
        if sense.kind in STATES:
            return True
        is_likely = sense.is_kept or sense.weight >= _LARGE or sense.country in states
        return one.is_led and is_likely


def _common(spoken: Language) -> frozenset[str]:
    """Give the words of a language's other tables: "Monday" is also Tajikistan's capital."""
    return frozenset(_words([spoken.numbers, spoken.amounts, spoken.dates]))


def _words(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _words(list(value))
        yield from _words(list(value.values()))
    elif isinstance(value, list):
        for item in value:
            yield from _words(item)
