"""Countries, their people and capitals, regions, towns, camps and crossings, found in a text.

One pass, the longest name first. Countries, demonyms, capitals and the names of our own tables are
always read; a small town or a province only where its country is named too. A capitalised word
beside it makes a town's name a person's ("Lloyd Austin"), and so for the few countries and capitals
that are people's names too ("Michael Jordan"). "Georgia" is the country, and the American state
right after one of its towns ("Atlanta, Georgia").
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING

import attrs

from panah.domain.claim import Span
from panah.domain.place import Level, Places
from panah.reading.known_places import known_places
from panah.reading.languages.tables import Language, language
from panah.reading.name_index import Match, NameIndex, Words, has_point, tokens
from panah.reading.place_names import Tables, overlaid, shipped
from panah.reading.place_senses import NamedKind, Sense

if TYPE_CHECKING:
    from panah.reading.languages.names import PlaceIndex

__all__ = ["Gazetteer", "Named", "NamedKind", "load"]

_STATES = frozenset({NamedKind.COUNTRY, NamedKind.ALIAS, NamedKind.DEMONYM, NamedKind.CAPITAL})
_MOST_OTHERS = 5
_LONGEST_CODE = 4
"""Letters that, all capital, are an abbreviation and no town: "NUR", not "KUNDUZ"."""
_BEFORE = (
    "in at near from to into of and or on for with after before when while as but around outside "
    "inside across through since until between by via toward towards over the where that not "
    "leaving entering reaching south north east west southern northern eastern western"
)
_WORDS_BEFORE = frozenset(_BEFORE.split())
_PLACED = "in at near from to into around outside across towards toward via"
_LOCATIVE = frozenset(_PLACED.split())
_AFTER = (
    "province provinces district city airport county state region oblast port international "
    "governorate camp border village town university hospital prison bridge valley road highway and"
)
_WORDS_AFTER = frozenset(_AFTER.split())
_VERBS = (
    "who whom were are have had has fled flee fleeing crossed cross arrived arriving in from to at "
    "and or with on by into living seeking trying remain remained stranded left leaving hoping do "
    "did will would could can may might must since after before but that of"
)
_PLURAL_BEFORE = frozenset(_VERBS.split())


@attrs.frozen(kw_only=True)
class Named:
    """A place, or the people of one, as a text names it.

    Parameters
    ----------
    code
        ISO 3166-1 alpha-3 of the country for countries, demonyms and capitals; else the code of
        the region or place.
    name
        Panah's name for it; for a capital the capital's.
    plural
        Whether it names several people: "Afghans".
    others
        The readings that lost, with the share of their weight; after a capital the city itself.
    """

    span: Span
    code: str
    kind: NamedKind
    name: str
    plural: bool = False
    others: tuple[tuple[str, float], ...] = ()


@attrs.frozen
class _Met:
    """A name in a text, with what it may stand for."""

    match: Match
    senses: tuple[Sense, ...]


class Gazetteer:
    """All names of places; finds them in texts."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._senses = cache(tables.of)
        self._languages: dict[str, PlaceIndex] = {}

    @cached_property
    def _index(self) -> NameIndex:
        return NameIndex(self._tables.names, self._tables.lowered)

    @cached_property
    def places(self) -> Places:
        """Every place: countries, subdivisions, towns, sites, each made when first asked for."""
        return Places(self._tables.own.values(), beneath=known_places())

    def country(self, code: str) -> str | None:
        """Give the country a place lies in; None when there is none, or the code is not known."""
        return self.places.country(code)

    def name(self, code: str) -> str:
        """Give the name of a code; a code that is not known is its own name."""
        return self.places.name(code)

    def find(
        self,
        text: str,
        near: Collection[str] = (),
        *,
        lang: str = "en",
        words: Words | None = None,
    ) -> tuple[Named, ...]:
        """Give the places a text names, in order and not overlapping.

        Parameters
        ----------
        near
            Countries that are known to be at issue, beside those the text names.
        lang
            The language of the text, BCP 47. Names in English are read in any language.
        words
            The tokens of the text, where they are made already.
        """
        if (other := language(lang)) is None:
            return self._in_english(text, near, words)
        own = tuple(self._in_another(text, near, other))
        taken = [one.span for one in own]
        english = [
            one
            for one in self._in_english(text, {*near, *(one.code for one in own)})
            if one.kind is not NamedKind.DEMONYM and not any(one.span.overlaps(t) for t in taken)
        ]
        return tuple(sorted([*own, *english], key=lambda one: one.span.start))

    def _in_another(self, text: str, near: Collection[str], other: Language) -> Iterator[Named]:
        """Give the places a text names in another language."""
        page, found = self._index_of(other).find(text, near)
        for one in found:
            best, whole = one.senses[0], sum(sense.weight for sense in one.senses)
            others = {s.code: s.weight / whole for s in one.senses if s.code != best.code}
            yield Named(
                span=page.span(one.start, one.end),
                code=best.code,
                kind=best.kind,
                name=best.name,
                plural=one.plural,
                others=tuple(others.items())[:_MOST_OTHERS],
            )

    def _index_of(self, other: Language) -> "PlaceIndex":
        """Give the names of a language, gathered when it is met first."""
        from panah.reading.languages.names import PlaceIndex  # noqa: PLC0415  (loads when needed)
        from panah.reading.languages.place_forms import names_of  # noqa: PLC0415

        if other.code not in self._languages:
            self._languages[other.code] = PlaceIndex(other, names_of(other, self._tables))
        return self._languages[other.code]

    def _in_english(
        self, text: str, near: Collection[str], words: Words | None = None
    ) -> tuple[Named, ...]:
        words = tokens(text) if words is None else words
        met = [
            _Met(match, senses)
            for match in self._index.find(text, words)
            if (senses := self._written(text, words, match))
        ]
        reading = _Reading(text, words, met, self._tables.ambiguous)
        return tuple(reading.named(frozenset(near)))

    def _written(self, text: str, words: Words, match: Match) -> tuple[Sense, ...]:
        """Give what a name may stand for in the spelling it has."""
        written = text[words.starts[match.first] : words.ends[match.last - 1]]
        senses = self._senses(match.name)
        is_code = written.isupper() and len(written) <= _LONGEST_CODE
        is_town = words.is_capital(match.last - 1) and not is_code
        return tuple(
            sense
            for sense in senses
            if _is_spelt(sense.exact, written) and (sense.is_kept or is_town)
        )

    def rank(self, named: Named, near: Collection[str]) -> Named:
        """Give the reading that lies in one of some countries; as it is when none does.

        A country never becomes a province or a town of another one.
        """
        if self.country(named.code) in near:
            return named
        for code, _ in named.others:
            place = self.places.get(code)
            if place is None or self.country(code) not in near:
                continue
            if named.kind in _STATES and place.level is not Level.COUNTRY:
                continue
            left = tuple(other for other in named.others if other[0] != code)
            kind = named.kind if named.kind in _STATES else _kind(place.level)
            others = ((named.code, 0.0), *left)
            return attrs.evolve(named, code=code, name=place.name, kind=kind, others=others)
        return named


def _is_spelt(exact: str, written: str) -> bool:
    return not exact or written == exact or (len(exact) > 5 and written == exact.upper())


def _kind(level: Level) -> NamedKind:
    return NamedKind.REGION if level in {Level.REGION, Level.ADMIN1} else NamedKind.PLACE


class _Reading:
    """The names of one text, and how they stand beside each other."""

    def __init__(
        self, text: str, words: Words, met: Sequence[_Met], ambiguous: frozenset[str]
    ) -> None:
        self._text = text
        self._words = words
        self._met = met
        self._ambiguous = ambiguous
        self._starts = {one.match.first for one in met}
        self._ends = {one.match.last for one in met}
        self._people = self._learnt()

    def named(self, near: frozenset[str]) -> Iterator[Named]:
        """Give the names that are read, each as what it most likely stands for."""
        states = near | frozenset(self._countries())
        before: _Met | None = None
        for one in self._met:
            readings = [s for s in one.senses if s.is_free or s.country in states]
            if readings and not self._is_person(one, readings[0]):
                yield self._read(one, self._ranked(readings, before, one, states))
            before = one

    def _countries(self) -> Iterator[str]:
        """Give the countries the text names beyond doubt."""
        for one in self._met:
            named = {sense.country for sense in one.senses if sense.kind in _STATES}
            if len(named) == 1 and not self._is_person(one, one.senses[0]):
                yield from (country for country in named if country)

    def _ranked(
        self, senses: list[Sense], before: _Met | None, one: _Met, states: frozenset[str]
    ) -> list[Sense]:
        """Order readings: beside a place of the same country, in a country named, by weight."""
        beside = self._countries_beside(before, one)

        def rank(sense: Sense) -> tuple[bool, bool, bool]:
            is_state = sense.kind in _STATES
            return sense.country not in beside, not is_state, sense.country not in states

        return sorted(senses, key=rank)

    def _countries_beside(self, before: _Met | None, one: _Met) -> frozenset[str]:
        """Give the countries of a town that stands right before a name, parted by a comma."""
        if before is None or before.match.last != one.match.first:
            return frozenset()
        gap = self._gap(one.match.first)
        if gap != ", " or before.senses[0].kind is not NamedKind.PLACE:
            return frozenset()
        return frozenset(sense.country for sense in before.senses if sense.country)

    def _read(self, one: _Met, senses: list[Sense]) -> Named:
        start, end = self._words.starts[one.match.first], self._words.ends[one.match.last - 1]
        best = senses[0]
        whole = sum(sense.weight for sense in senses)
        others = {sense.code: sense.weight / whole for sense in senses if sense.code != best.code}
        return Named(
            span=Span(start, end + has_point(self._text, self._words, one.match)),
            code=best.code,
            kind=best.kind,
            name=best.name,
            plural=self._is_plural(one, best),
            others=tuple(others.items())[:_MOST_OTHERS],
        )

    def _is_plural(self, one: _Met, best: Sense) -> bool:
        """Tell people from an adjective: "Sudanese fled", not "Sudanese refugees"."""
        of_people = [s.plural for s in one.senses if s.code == best.code and s.kind is best.kind]
        if len(of_people) < 2:
            return best.plural
        at = one.match.last
        if at >= len(self._words) or self._gap(at) != " ":
            return True
        return self._words.lows[at] in _PLURAL_BEFORE

    def _is_person(self, one: _Met, best: Sense) -> bool:
        if best.is_kept:
            return one.match.name in self._ambiguous and self._follows_a_name(one)
        if one.match.last - one.match.first > 1:
            return False
        return (
            one.match.name in self._people
            or self._follows_a_name(one)
            or self._precedes_a_name(one)
        )

    def _learnt(self) -> frozenset[str]:
        """Give the names that are a person's somewhere in the text, and a place's nowhere."""
        people, places = set(), set()
        for one in self._met:
            if self._follows_a_name(one):
                people.add(one.match.name)
            elif one.match.first and self._words.lows[one.match.first - 1] in _LOCATIVE:
                places.add(one.match.name)
        return frozenset(people - places)

    def _follows_a_name(self, one: _Met) -> bool:
        at = one.match.first
        if at == 0 or at in self._ends or self._gap(at) != " ":
            return False
        words = self._words
        return words.is_capital(at - 1) and words.lows[at - 1] not in _WORDS_BEFORE

    def _precedes_a_name(self, one: _Met) -> bool:
        at = one.match.last
        if at >= len(self._words) or at in self._starts or self._gap(at) != " ":
            return False
        words = self._words
        return words.is_capital(at) and words.lows[at] not in _WORDS_AFTER

    def _gap(self, at: int) -> str:
        return self._text[self._words.ends[at - 1] : self._words.starts[at]]


def load(overlay: Mapping[str, object] | None = None) -> Gazetteer:
    """Give the gazetteer of the package, with a case's own names on top.

    Parameters
    ----------
    overlay
        A parsed ``lexicon.toml``; of it ``aliases`` (a name and the code it stands for) and
        ``places`` (in the form of ``regions.toml``) are read here.

    Raises
    ------
    CaseError
        If a name stands for a code that nobody knows, or a place is not complete.
    """
    if not overlay or not (overlay.get("aliases") or overlay.get("places")):
        return _shipped()
    return Gazetteer(overlaid(_tables(), overlay))


@cache
def _tables() -> Tables:
    return shipped()


@cache
def _shipped() -> Gazetteer:
    return Gazetteer(_tables())
