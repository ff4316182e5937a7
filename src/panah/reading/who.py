"""The parties of a sentence: countries and their governments, officials, bodies, media, fighters.

"Peru's Prime Minister Ines Prado", "authorities in Dushanbe" and "the Turkish government" are one
party each, with the country it is of. A capital speaks for its government when nothing puts it in
a place ("Dushanbe will turn to", but "entered Kabul"). Who is meant by "he" or "the agency" is a
matter for `discourse`.
"""

from collections.abc import Iterator
from enum import StrEnum

import attrs

from panah.domain.actor import Actor, ActorType
from panah.domain.reading import ActorRef, Via
from panah.reading.places import Where
from panah.reading.tokens import Line, Token, once

__all__ = ["Party", "PartyKind", "country_at", "is_in_phrase", "parties"]


class PartyKind(StrEnum):
    """What kind of party it is."""

    COUNTRY = "country"
    OFFICIAL = "official"
    PERSON = "person"
    BODY = "body"
    MEDIA = "media"
    ARMED = "armed"
    PRONOUN = "pronoun"


@attrs.frozen(kw_only=True)
class Party:
    """A party a sentence names.

    Parameters
    ----------
    first, end
        Its tokens.
    key
        A country's code, or the id of a known organisation.
    of
        Code of the country it belongs to or speaks for.
    role
        The tokens that say what a person is.
    speaks_for
        The organisation a person is named with: "UN chief".
    """

    first: int
    end: int
    kind: PartyKind
    name: str
    key: str | None = None
    of: str | None = None
    via: Via = Via.NAME
    role: tuple[int, int] | None = None
    speaks_for: Actor | None = None

    def ref(self, line: Line) -> ActorRef:
        """Give it as a draft points at it."""
        return ActorRef(
            key=self.key,
            name=self.name,
            span=line.cover(self.first, self.end),
            via=self.via,
            role=line.cover(*self.role) if self.role else None,
            of=self.of,
        )


_HEADS = frozenset({"GPE", "ORG", "BODY", "PER", "ROLEN", "GOVN", "ORGN", "ARMEDN", "TROOPN"})
_STARTS = _HEADS | {"DEM"}
_FILLERS = frozenset({"ADJ", "DIRW", "CAPW", "INTERNALW", "TEMP"})
_TIES = frozenset({"of", "in", "from", "at", "for", "with"})
_STOPS = frozenset(
    {"SAYV", "REPORTW", "AUX", "PREP", "CONJ", "PRON", "NEG", "ADV", "QTY", "DATE", "GROUPN", "DET"}
)


def country_at(line: Line, index: int) -> str | None:
    """Give the code of the country a token names, by name, capital or as of its people."""
    tokens = line.tokens
    value = tokens[index].value if 0 <= index < len(tokens) else None
    return value.country if isinstance(value, Where) else None


def parties(line: Line) -> tuple[Party, ...]:
    """Give the parties of a sentence in order."""
    return tuple(_parties(line))


def _parties(line: Line) -> Iterator[Party]:
    at = 0
    for start in line.where(*_STARTS, "PRON", "COUNTRYN"):
        tags = line.tokens[start].tags
        if start < at or ("COUNTRYN" in tags and not _stands_for(line, start)):
            continue
        if "PRON" in tags or ("COUNTRYN" in tags and "GOVN" not in tags):
            yield Party(
                first=start,
                end=start + 1,
                kind=PartyKind.PRONOUN,
                name=line.low(start),
                via=Via.PRONOUN,
            )
            continue
        end = _chunk_end(line, start)
        party = _party(line, start, end)
        if party:
            yield party
            end = party.end
        at = end


def _stands_for(line: Line, index: int) -> bool:
    """Tell whether "the country" stands for one named before; "the government" heads a phrase."""
    if line.is_a(index, "GOVN"):
        return True
    if line.is_a(index - 1, "POSSW"):
        return line.low(index) in {"country", "nation", "state"}
    return line.low(index - 1) in {"the", "this"} and line.low(index + 1) not in {"of", "'s"}


def _chunk_end(line: Line, start: int) -> int:
    """Give where the run of modifiers and heads that begins at a token ends."""
    tokens = line.tokens
    end = start + 1
    while end < len(tokens):
        token = tokens[end]
        starts = not token.tags.isdisjoint(_STARTS) and "GROUPN" not in token.tags
        if not (starts or token.low == "'s" or (_fills(token) and _head_near(line, end))):
            break
        end += 1
    while end > start + 1 and tokens[end - 1].low != "'s":
        if not tokens[end - 1].tags.isdisjoint(_STARTS):
            break
        end -= 1
    return end


def _fills(token: Token) -> bool:
    """Tell whether a word may stand between the modifiers of a phrase and its head."""
    return not token.tags.isdisjoint(_FILLERS) or _is_plain(token)


def _is_plain(token: Token) -> bool:
    """Tell whether a word says nothing to the lexicon: "ministerial", "federal"."""
    return token.text.isalpha() and token.tags.isdisjoint(_STOPS)


_NEAR_HEADS = frozenset({"ROLEN", "GOVN", "PER", "BODY"})


def _head_near(line: Line, index: int) -> bool:
    for token in line.tokens[index + 1 : index + 4]:
        if not token.tags.isdisjoint(_NEAR_HEADS):
            return True
        if not _fills(token):
            return False
    return False


def _party(line: Line, first: int, end: int) -> Party | None:
    tokens = line.tokens
    if tokens[end - 1].low == "'s":
        return None
    last = -1
    for at in range(end - 1, first - 1, -1):
        tags = tokens[at].tags
        if tags.isdisjoint(_HEADS) or "GROUPN" in tags:
            continue
        if "PER" in tags:
            return _person(line, first, end, at)
        last = at if last < 0 else last
    if last < 0:
        return None
    tags = tokens[last].tags
    if not tags.isdisjoint(_OFFICES):
        return _office(line, first, end, last)
    if "ORG" in tags:
        return _organisation(line, first, end, last)
    return _country(line, first, end, last)


_OFFICES = frozenset({"ROLEN", "GOVN", "ORGN", "ARMEDN", "TROOPN", "BODY"})


def _person(line: Line, first: int, end: int, person: int) -> Party:
    of = _country_in(line, first, person)
    role = (first, person) if person > first else _apposition(line, end)
    if of is None and role:
        of = _country_in(line, *role)
    name = line.tokens[person].value
    bodies = [n for n in range(first, person) if line.is_a(n, "ORG")]
    body = line.tokens[bodies[0]].value if bodies else None
    return Party(
        first=first,
        end=end,
        kind=PartyKind.PERSON,
        role=role,
        speaks_for=body if isinstance(body, Actor) else None,
        name=name if isinstance(name, str) else line.words(person, person + 1),
        of=of,
    )


def _apposition(line: Line, at: int) -> tuple[int, int] | None:
    """Give the words between commas that say what a person is."""
    if line.low(at) != ",":
        return None
    for end in range(at + 2, min(at + 18, len(line))):
        if line.low(end) in {",", ".", "”"}:
            worded = any(line.is_a(n, "ROLEN", "GOVN", "ORGN") for n in range(at + 1, end))
            return (at + 1, end) if worded else None
        if line.is_a(end, "AUX"):
            return None
    return None


def _office(line: Line, first: int, end: int, head: int) -> Party:
    of = _country_in(line, first, end)
    organisation = next((n for n in range(first, end) if line.is_a(n, "ORG")), None)
    stop = end
    while line.low(stop) in _TIES:
        tied = _tied(line, stop + 1)
        if tied is None:
            break
        of = of or _country_in(line, stop + 1, tied)
        stop = tied
    kind = PartyKind.OFFICIAL
    if line.is_a(head, "ARMEDN", "TROOPN") and not line.is_a(head, "GOVN"):
        kind = PartyKind.ARMED
    elif line.is_a(head, "ORGN", "BODY") and not line.is_a(head, "GOVN", "ROLEN"):
        kind = PartyKind.BODY
    key = None
    actor = None if organisation is None else line.tokens[organisation].value
    if isinstance(actor, Actor) and (
        kind is not PartyKind.ARMED or actor.type is ActorType.ARMED_GROUP
    ):
        key = actor.id
    return Party(first=first, end=stop, kind=kind, name=line.words(first, stop), key=key, of=of)


def _tied(line: Line, at: int) -> int | None:
    """Give where "of Albania", "in Dushanbe", "for the refugee agency" ends."""
    index = at
    while index < len(line) and line.is_a(index, "DET", "DIRW", "ADJ", "BORDERN"):
        index += 1
    end = index
    while end < len(line) and line.is_a(end, "GPE", "ORG", "BODY", "DEM", "GOVN", "ORGN"):
        end += 1
    return end if end > index else None


_SOCIETIES = frozenset({"Red Cross", "Red Crescent", "Caritas", "Refugee Council"})
"""Names that each country has an organisation of: "the Kenya Red Cross" is one of them."""


def _organisation(line: Line, first: int, end: int, head: int) -> Party | None:
    actor = line.tokens[head].value
    if not isinstance(actor, Actor):
        return None
    kinds = {ActorType.PUBLISHER: PartyKind.MEDIA, ActorType.ARMED_GROUP: PartyKind.ARMED}
    if actor.id in _SOCIETIES and head > first and line.is_a(head - 1, "DEM", "GPE"):
        name = line.words(head - 1, head + 1)
        return Party(first=head - 1, end=end, kind=PartyKind.BODY, name=name)
    return Party(
        first=first,
        end=end,
        kind=kinds.get(actor.type, PartyKind.BODY),
        name=actor.name,
        key=actor.id,
        of=actor.iso3 or actor.of,
    )


def _country(line: Line, first: int, end: int, head: int) -> Party | None:
    """Read a country's name as a party; not where it only tells what follows: "U.S. citizens"."""
    code = country_at(line, head)
    if code is None:
        return None
    if line.is_a(head, "CITY") and not line.is_a(head, "CAP"):
        return _city(line, first, end, head, code)
    follows = line.tokens[end] if end < len(line) else None
    short = line.tokens[head].text.isupper() or "." in line.tokens[head].text
    if follows and follows.text.isalpha() and _is_noun(line, end, likely=short):
        return None
    named = line.tokens[head].value
    via = Via.CAPITAL if line.is_a(head, "CAP") else Via.NAME
    return Party(
        first=first,
        end=end,
        kind=PartyKind.COUNTRY,
        key=code,
        of=code,
        via=via,
        name=named.name if isinstance(named, Where) else line.words(head, head + 1),
    )


def _city(line: Line, first: int, end: int, head: int, code: str) -> Party | None:
    """Read a city or region as a party where it is the subject of a verb: "Glasgow has said"."""
    acts = line.is_a(end, "SAYV", "AUX", "ANNV", "HOSTV", "ASKV", "OFFERV", "REFUSEV", "SETUPV")
    if not acts or line.low(end) == "to" or line.is_a(first - 1, "PREP", "CONJ", "DET"):
        return None
    named = line.tokens[head].value
    return Party(
        first=first,
        end=end,
        kind=PartyKind.BODY,
        name=line.words(head, head + 1),
        key=named.code if isinstance(named, Where) else None,
        of=code,
    )


_DESCRIBED = ("REQN", "GROUPN", "CAMPN", "TROOPN", "BORDERN", "FLIGHTN", "PROGN", "DEALN", "ADJ")


def _is_noun(line: Line, index: int, *, likely: bool) -> bool:
    """Tell whether a word after a country's name is what the name describes.

    "U.S. citizens" and "EU rules" do so readily, a name written out seldom: "Peru said".
    """
    token = line.tokens[index]
    if not likely:
        return token.is_a(*_DESCRIBED) and not token.is_a("VBD", "VBZ")
    if token.is_a(
        "AUX", "PREP", "CONJ", "ADV", "SAYV", "PRON", "DATE", "QTY", "NEG", "DET", "CLAUSE"
    ):
        return False
    return not token.is_a("VBZ", "VBD", "VBN", "VBG", "VB") or token.is_a("REQN", "GROUPN")


def _country_in(line: Line, first: int, end: int) -> str | None:
    for n in range(first, end):
        if code := country_at(line, n):
            return code
    return None


@once
def is_in_phrase(line: Line, index: int) -> bool:
    """Tell whether a preposition puts what begins at a token into a place or a role."""
    before = index - 1
    while before >= 0 and (line.is_a(before, "DET", "DIRW", "ADJ") and line.low(before) != "that"):
        before -= 1
    if line.is_a(before, "GPE") and line.low(index - 1) in {"and", "or"}:
        return is_in_phrase(line, before)
    if line.low(before) in {",", "and", "or"} and line.is_a(before - 1, "GPE"):
        return is_in_phrase(line, before - 1)
    return line.is_a(before, "PREP") and not line.is_a(before, "CONJ", "INTALKS")
