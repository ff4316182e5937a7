"""Who a noun phrase beside a saying verb names, and whom "the minister" goes back to.

A person goes before an office: "the governor of Ouaddai, Mahamat Tolli Brahim" is he. Someone who
speaks for a body without a name is the body. What a report called one once ("Health Minister Ann
Lee") is remembered, so that "the minister" and "the agency" further down are found again.
"""

from collections import deque
from collections.abc import Iterator
from typing import Any

import attrs

from panah.domain.actor import Actor, ActorType
from panah.domain.claim import Span
from panah.domain.reading import ActorRef, Via
from panah.reading.lexicon import table
from panah.reading.phrases import Phrase, left_of, nouns
from panah.reading.tokens import Line
from panah.reading.who import Party, PartyKind, country_at

__all__ = ["Heard", "Speaker", "speaker"]


@attrs.frozen(kw_only=True)
class Speaker:
    """One who speaks, and the tokens that name him."""

    first: int
    end: int
    kind: PartyKind
    ref: ActorRef

    def party(self) -> Party:
        """Give it as a party of its sentence."""
        ref = self.ref
        return Party(
            first=self.first, end=self.end, kind=self.kind, name=ref.name, key=ref.key, of=ref.of
        )


@attrs.define(kw_only=True)
class Heard:
    """Who has been named so far, by the words that were used, the latest last.

    Parameters
    ----------
    first
        The person named first: whom an interview is with.
    place
        The place the last sentence named first: whose "its mayor" is.
    """

    first: ActorRef | None = None
    place: str | None = None
    _named: deque[tuple[frozenset[str], PartyKind, ActorRef]] = attrs.field(
        factory=lambda: deque(maxlen=_REMEMBERED)
    )
    _of: dict[str, str] = attrs.field(factory=dict)
    _used: set[str] = attrs.field(factory=set)

    def add(self, words: frozenset[str], kind: PartyKind, ref: ActorRef) -> None:
        """Remember the words that one was named by."""
        if kind is PartyKind.PERSON:
            self.first = self.first or ref
            if ref.of:
                self._of.setdefault(ref.name, ref.of)
        self._used |= words
        self._named.append((words, kind, ref))

    def of(self, name: str) -> str | None:
        """Give the country a person was said to be of."""
        return self._of.get(name)

    def settle(self, line: Line) -> None:
        """Remember the place a sentence names first, and the bodies it names."""
        where = next(iter(line.where("GPE")), None)
        if where is not None:
            self.place = line.tokens[where].text
        for at in line.where("ORG"):
            actor = line.tokens[at].value
            if isinstance(actor, Actor) and actor.type is ActorType.ORGANISATION:
                ref = ActorRef(key=actor.id, name=actor.name, span=line.cover(at, at + 1))
                known = _BODY_WORDS | _FIELDS.get(actor.id, frozenset())
                self.add(known | {line.low(at)}, PartyKind.BODY, ref)

    def meet(self, line: Line, party: Party) -> None:
        """Remember a person whom a sentence names, by name and by what it calls him."""
        held = _held(line, party.first) or party.role
        role = _words(line, *held) if held else frozenset()
        self.add(role | {party.name.casefold()}, PartyKind.PERSON, party.ref(line))

    @property
    def body(self) -> ActorRef | None:
        """The body named last."""
        return next((ref for _, kind, ref in reversed(self._named) if kind is PartyKind.BODY), None)

    def meant(self, words: frozenset[str]) -> tuple[PartyKind, ActorRef] | None:
        """Give the latest one whom all of some words were used of."""
        if not words <= self._used:
            return None
        for known, kind, ref in reversed(self._named):
            if words <= known:
                return kind, ref
        return None


def _held(line: Line, at: int) -> tuple[int, int] | None:
    """Give the office before a name and a comma: "Kenya's minister, Ann Lee, was there"."""
    phrase = left_of(line, at - 1) if line.low(at - 1) == "," else None
    if phrase is None or not any(line.is_a(n, "ROLEN") for n in range(phrase.first, phrase.end)):
        return None
    return phrase.first, phrase.end


_REMEMBERED = 200
"""How many namings back "the minister" is looked for; assumed: about two pages."""


_BODY_WORDS = frozenset({"agency", "organisation", "organization", "body"})
_FIELDS = {
    "UNHCR": frozenset({"refugee", "refugees", "un", "u.n."}),
    "IOM": frozenset({"migration", "un", "u.n."}),
    "UNICEF": frozenset({"children", "un", "u.n."}),
    "WFP": frozenset({"food", "un", "u.n."}),
    "WHO": frozenset({"health", "un", "u.n."}),
}
"""By what agencies are called once they have been named: "the refugee agency"."""


def speaker(line: Line, phrase: Phrase, heard: Heard, context: str | None) -> Speaker | None:
    """Give who a phrase names.

    Parameters
    ----------
    context
        The country of "its foreign ministry".
    """
    for first, end in _parts(phrase):
        people = [n for n in range(first, end) if line.is_a(n, "PER")]
        if people:
            held = (n for n in people if line.is_a(n - 1, "ROLEN"))
            return _person(line, phrase, next(held, people[0]), heard)
    bare = _bare(line, phrase.first, phrase.end)
    if bare is None:
        return None
    if found := _apposed_name(line, phrase) or _organisation(line, *bare):
        return _remembered(line, found, heard)
    known = _its_mouth(line, phrase, bare, heard) or _country(line, *bare)
    return known or _office(line, phrase, bare, heard, context)


def _parts(phrase: Phrase) -> Iterator[tuple[int, int]]:
    yield phrase.first, phrase.end
    if phrase.aside:
        yield phrase.aside


def _words(line: Line, first: int, end: int) -> frozenset[str]:
    """Give the words of some tokens, one by one: a term is more than one."""
    lows = (line.low(n) for n in range(first, end) if not line.is_a(n, "DET", "PREP", "PER"))
    words = (word for low in lows for word in low.replace("-", "_").split("_"))
    return frozenset(word for word in words if word and word != "'s")


def _person(line: Line, phrase: Phrase, at: int, heard: Heard) -> Speaker:
    name = line.tokens[at].value
    first, end = phrase.span
    known = name if isinstance(name, str) else line.words(at, at + 1)
    codes = [code for n in range(first, end) if n != at and (code := country_at(line, n))]
    words = _words(line, first, end)
    of = codes[0] if codes else heard.of(known)
    role = _role(line, phrase, at)
    ref = ActorRef(key=None, name=known, span=line.cover(at, at + 1), role=role, of=of)
    heard.add(words | {known.casefold()}, PartyKind.PERSON, ref)
    return Speaker(first=phrase.first, end=phrase.end, kind=PartyKind.PERSON, ref=ref)


def _role(line: Line, phrase: Phrase, person: int) -> Span | None:
    for first, end in _parts(phrase):
        if not first <= person < end:
            return line.cover(first, end)
        if person > first:
            return line.cover(first, person)
    return None


def _bare(line: Line, first: int, end: int) -> tuple[int, int] | None:
    """Give a phrase without the articles before it."""
    while first < end and (
        line.is_a(first, "DET", "QTY") or line.low(first) in {"'s", "mr", "ms", "now", "former"}
    ):
        first += 1
    return (first, end) if first < end else None


def _head(line: Line, first: int, end: int) -> int:
    """Give the last word before "of", "in", "for": what the phrase is."""
    for n in range(first + 1, end):
        if line.low(n) in {"of", "in", "from", "for", "at", "with", "on"}:
            return n - 1
    return end - 1


def _apposed_name(line: Line, phrase: Phrase) -> Speaker | None:
    """Read "a support group, GARR, says": the name between the commas."""
    if phrase.aside is None:
        return None
    first, end = phrase.aside
    bare = _bare(line, first, end)
    if bare is None or bare[0] != first:
        return None
    if found := _organisation(line, first, end):
        return found
    if end - first > 4 or not all(line.tokens[n].text[:1].isupper() for n in range(first, end)):
        return None
    if any(line.is_a(n, "GPE", "DEM") for n in range(first, end)):
        return None
    ref = ActorRef(key=None, name=line.words(first, end), span=line.cover(first, end))
    return Speaker(first=phrase.first, end=phrase.end, kind=PartyKind.BODY, ref=ref)


def _organisation(line: Line, first: int, end: int) -> Speaker | None:
    """Read a known body, and one who speaks for it without a name."""
    at = next((n for n in range(first, end) if line.is_a(n, "ORG")), None)
    actor = line.tokens[at].value if at is not None else None
    if at is None or not isinstance(actor, Actor):
        return None
    head = _head(line, first, end)
    speaks = head == at or line.low(head) in nouns("mouths")
    if not speaks:
        return None
    kinds = {ActorType.PUBLISHER: PartyKind.MEDIA, ActorType.ARMED_GROUP: PartyKind.ARMED}
    kind = kinds.get(actor.type, PartyKind.BODY)
    ref = ActorRef(key=actor.id, name=actor.name, span=line.cover(at, at + 1), of=actor.iso3)
    return Speaker(first=first, end=end, kind=kind, ref=ref)


def _its_mouth(line: Line, phrase: Phrase, bare: tuple[int, int], heard: Heard) -> Speaker | None:
    """Read "its staff" and "a spokeswoman" of a body named before as the body."""
    first, end = bare
    owned = line.low(phrase.first) in {"its", "their"}
    if end - first != 1 or not owned or line.low(first) not in nouns("mouths"):
        return None
    if heard.body is None:
        return None
    ref = attrs.evolve(heard.body, span=line.cover(first, end), via=Via.ANTECEDENT)
    return Speaker(first=phrase.first, end=end, kind=PartyKind.BODY, ref=ref)


def _remembered(line: Line, found: Speaker, heard: Heard) -> Speaker:
    words = _words(line, found.first, found.end) | _BODY_WORDS
    heard.add(words, found.kind, found.ref)
    return found


_STATES = frozenset({"government", "administration"})


def _country(line: Line, first: int, end: int) -> Speaker | None:
    """Read a country, its capital or its government as the country."""
    alone = end - first == 1 and line.is_a(first, "GPE")
    rules = line.low(end - 1) in _STATES and line.is_a(first, "GPE", "DEM") and end - first <= 3
    of = line.low(first) in _STATES and line.low(first + 1) == "of" and line.is_a(end - 1, "GPE")
    at = end - 1 if of else first
    code = country_at(line, at)
    if code is None or not (alone or rules or of):
        return None
    city = line.is_a(at, "CITY") and not line.is_a(at, "CAP")
    ref = ActorRef(
        key=None if city else code,
        name=line.words(at, at + 1),
        span=line.cover(first, end),
        via=Via.CAPITAL if line.is_a(at, "CAP") else Via.NAME,
        of=code,
    )
    return Speaker(first=first, end=end, kind=PartyKind.COUNTRY, ref=ref)


def _office(
    line: Line, phrase: Phrase, bare: tuple[int, int], heard: Heard, context: str | None
) -> Speaker | None:
    """Read an office or a body without a name: by what it was called before, else as worded."""
    first, end = bare
    words = _words(line, first, end)
    article = line.low(phrase.first) if phrase.first < first else ""
    known = heard.meant(words) if article not in {"a", "an", "another", "one", "some"} else None
    span = line.cover(first, end)
    if known and not any(line.is_a(n, "PLURAL") for n in range(first, end)):
        kind, ref = known
        return Speaker(
            first=phrase.first, end=end, kind=kind, ref=attrs.evolve(ref, span=span, via=Via.ROLE)
        )
    codes = [code for n in range(first, end) if (code := country_at(line, n))]
    owned = article in {"its", "their", "our", "his", "her"} or _is_the_countrys(line, bare)
    of = codes[0] if codes else (context if owned else None)
    if _is_the_countrys(line, bare):
        first += 2
    if not _can_speak(line, first, end, article):
        return None
    name = line.words(first, end)
    if owned and not codes:
        name = _owned(line, phrase, name, of, heard)
    ref = ActorRef(
        key=None,
        name=name,
        span=line.cover(first, end),
        via=Via.ANTECEDENT if owned and of and not codes else Via.NAME,
        role=line.cover(first, end) if line.is_a(_head(line, first, end), "ROLEN") else None,
        of=of,
    )
    kind = PartyKind.OFFICIAL if ref.role else PartyKind.BODY
    heard.add(words, kind, ref)
    return Speaker(first=phrase.first, end=end, kind=kind, ref=ref)


def _is_the_countrys(line: Line, bare: tuple[int, int]) -> bool:
    first, end = bare
    return (
        end - first > 2 and line.low(first) in {"country", "nation"} and line.low(first + 1) == "'s"
    )


_OF_STATE = ("minist", "government", "parliament", "president", "chancellor", "premier", "army")
_OF_STATE_TOO = ("embassy", "ambassador", "officials", "police", "spokes", "navy", "king", "envoy")


def _owned(line: Line, phrase: Phrase, name: str, of: str | None, heard: Heard) -> str:
    """Name "its foreign ministry" by its country, "its mayor" by the town."""
    if of and any(word in name.casefold() for word in (*_OF_STATE, *_OF_STATE_TOO)):
        country: Any = table("countries").get(of, {})
        adjectives = country.get("adjectives", ())
        return f"{adjectives[0]} {name}" if adjectives else name
    own = next((line.tokens[n].text for n in line.where("GPE") if n < phrase.first), None)
    place = own or heard.place
    return f"{name} of {place}" if place else name


_NOT_PARTIES = frozenset({"time", "times", "case", "cases", "way", "subject", "terms", "law"})
_NOT_PARTIES |= {"reason", "reasons", "matter", "point", "issue", "fact"}


def _can_speak(line: Line, first: int, end: int, article: str) -> bool:
    """Tell a party from a thing or a measure: "according to need"."""
    head = _head(line, first, end)
    if line.low(head) in _NOT_PARTIES | nouns("findings") or line.is_a(
        head, "QTY", "DATE", "CAMPN", "SUPPLYN"
    ):
        return False
    if article:
        return True
    return any(
        line.is_a(n, "ROLEN", "GOVN", "ORGN", "GPE", "DEM", "ORG", "GROUPN", "PLURAL", "BODY")
        or line.tokens[n].text[:1].isupper()
        or line.low(n).endswith("s")
        for n in range(first, end)
    )
