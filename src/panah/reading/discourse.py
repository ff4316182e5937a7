"""What a report has said so far: who "he", "the agency" and "the country" are.

Everything here is context, not evidence: what is taken from it carries a `via` that says so. The
state moves forward sentence by sentence and never looks ahead.
"""

import attrs

from panah.domain.claim import Span
from panah.domain.reading import ActorRef, Amount, GroupRef, PlaceRef, Via
from panah.reading.met import Met
from panah.reading.places import Role, is_elsewhere, settings
from panah.reading.speakers import Heard
from panah.reading.tokens import Line
from panah.reading.who import Party, PartyKind, is_in_phrase
from panah.reading.worked_out import WorkedOut

__all__ = [
    "Country",
    "Discourse",
    "Moved",
    "Spoke",
    "country_of",
    "is_country",
    "named",
    "note",
    "place_of",
    "subject",
]


@attrs.frozen(kw_only=True, slots=False)
class Country:
    """A country, the words it was taken from, and how."""

    code: str
    name: str
    span: Span
    via: Via = Via.NAME

    def ref(self) -> ActorRef:
        """Give it as an actor."""
        return self._actor

    @WorkedOut
    def _actor(self) -> ActorRef:
        return ActorRef(key=self.code, name=self.name, span=self.span, via=self.via, of=self.code)

    def place(self) -> PlaceRef:
        """Give it as a place."""
        return PlaceRef(code=self.code, name=self.name, span=self.span, via=self.via)

    def as_via(self, via: Via) -> "Country":
        """Give it as taken from context."""
        return Country(code=self.code, name=self.name, span=self.span, via=via)


def is_country(ref: ActorRef) -> bool:
    """Tell whether a party is a country or its government: it belongs to itself."""
    return ref.key is not None and ref.key == ref.of


def place_of(ref: ActorRef | None) -> PlaceRef | None:
    """Give the place of a party that is a country."""
    if ref is None or not is_country(ref):
        return None
    return PlaceRef(code=ref.key, name=ref.name, span=ref.span, via=ref.via)


@attrs.frozen(kw_only=True)
class Moved:
    """The last movement told: what "they" and "the number" go back to."""

    group: GroupRef | None
    amount: Amount | None
    from_: PlaceRef | None
    to: PlaceRef | None
    span: Span


@attrs.frozen
class Spoke:
    """A person who spoke, and the paragraph whose rest may go on to give his words."""

    paragraph: int
    ref: ActorRef


@attrs.define(kw_only=True)
class Discourse:
    """The state of one report's reading.

    Parameters
    ----------
    publisher
        Names of the outlet that published it: its own name in it is no further step.
    home
        The country whose own publication it is: whom "we" means.
    section
        The country of the heading above.
    scene
        Where the report was sent from, by its dateline.
    topic
        The country its title names first.
    people
        The country each named person was last said to be of.
    actor
        The country or body that was the subject last: whom "it" means.
    person
        The person or office that spoke last: whom "he" means.
    spoke
        The person whose words were given last.
    heard
        Who has spoken or was named, by the words used of him.
    teller
        Who gives the briefing or interview that the report is a transcript of.
    fled
        Countries the report has people flee from.
    origins
        Countries whose people the report speaks of as refugees or migrants.
    counted
        The rule of the last figure of people: what "the number" goes on to count.
    refuge_words
        How often it has spoken of refugees or the displaced.
    often
        The countries the whole report names, the one it names most first.
    about
        The words of its title and first sentence.
    met
        When each party and place was named last.
    """

    publisher: tuple[str, ...] = ()
    home: Country | None = None
    section: Country | None = None
    scene: Country | None = None
    topic: Country | None = None
    people: dict[str, str] = attrs.field(factory=dict)
    surnames: dict[str, str] = attrs.field(factory=dict)
    last: Country | None = None
    place: Country | None = None
    speaker: Party | None = None
    speaker_ref: ActorRef | None = None
    person: ActorRef | None = None
    spoke: Spoke | None = None
    body: ActorRef | None = None
    actor: ActorRef | None = None
    teller: ActorRef | None = None
    heard: Heard = attrs.field(factory=Heard)
    fled: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()
    refuge_words: int = 0
    often: tuple[Country, ...] = ()
    about: frozenset[str] = frozenset()
    moved: Moved | None = None
    counted: str | None = None
    met: Met = attrs.field(factory=Met)

    def context(self) -> Country | None:
        """Give the country meant by "the country": heading, last subject, scene, title."""
        if self.section:
            return self.section.as_via(Via.HEADING)
        if self.last:
            return self.last.as_via(Via.ANTECEDENT)
        known = [one for one in (self.scene, self.topic, self.home) if one]
        known.sort(key=lambda one: one.code in self.origins)
        return known[0].as_via(Via.DOCUMENT) if known else None

    def setting(self, *, but: frozenset[str] = frozenset()) -> Country | None:
        """Give the country in which an untold place lies: heading, last place, scene, title.

        Parameters
        ----------
        but
            Countries it cannot be: those the people come from.
        """
        known = (
            (self.section, Via.HEADING),
            (self.place, Via.ANTECEDENT),
            (self.scene, Via.DOCUMENT),
            (self.topic, Via.DOCUMENT),
            (self.last, Via.ANTECEDENT),
            (self.home, Via.DOCUMENT),
        )
        return next((one.as_via(via) for one, via in known if one and one.code not in but), None)


def named(line: Line, index: int, code: str, via: Via = Via.NAME) -> Country:
    """Give the country of a code as the words at a token name it."""
    return Country(
        code=code, name=line.tokens[index].text, span=line.cover(index, index + 1), via=via
    )


def country_of(line: Line, party: Party, state: Discourse) -> Country | None:
    """Give the country a party is, is of, or stands for by what was said before."""
    if party.kind is PartyKind.PRONOUN:
        return _pronoun(line, party, state)
    code = party.of or state.people.get(party.name)
    span = line.cover(party.first, party.end)
    if code:
        via = party.via if party.kind is PartyKind.COUNTRY else Via.ROLE
        name = party.name if party.kind is PartyKind.COUNTRY else line.words(party.first, party.end)
        return Country(code=code, name=name, span=span, via=via)
    if party.kind in {PartyKind.OFFICIAL, PartyKind.PERSON} and not party.key:
        return state.context()
    return None


def _pronoun(line: Line, party: Party, state: Discourse) -> Country | None:
    low = line.low(party.first)
    if low in {"we", "i"}:
        of = state.speaker.of if state.speaker else None
        if of:
            return named(line, party.first, of, Via.PRONOUN)
        return state.home.as_via(Via.PRONOUN) if state.home else None
    if low in {"he", "she"} and state.speaker and state.speaker.of:
        return named(line, party.first, state.speaker.of, Via.PRONOUN)
    context = state.context()
    return context.as_via(Via.PRONOUN) if context else None


_THIRD = frozenset(
    {"it", "he", "she", "they", "country", "nation", "kingdom", "republic", "island"}
)


def subject(line: Line, found: tuple[Party, ...], before: int, first: int = 0) -> Party | None:
    """Give the nearest party left of a place that is not inside a phrase of place or role."""
    for party in reversed(found):
        if party.end > before or party.first < first:
            continue
        if party.kind is PartyKind.MEDIA or is_in_phrase(line, party.first):
            continue
        if _is_object(line, party, before):
            continue
        if party.kind is PartyKind.PRONOUN and line.low(party.first) in {"who", "you"}:
            continue
        if party.kind is PartyKind.PRONOUN and line.low(party.first) in _THIRD:
            return _antecedent(line, found, party) or party
        return party
    return None


def _is_object(line: Line, party: Party, before: int) -> bool:
    """Tell whether a party is whom a verb to its left acts on: "condemned Belarus", not it."""
    return line.is_a(party.first - 1, "SEIZEV", "ATTACKV") and party.end < before


_PEOPLE = frozenset({PartyKind.PERSON, PartyKind.OFFICIAL})
_THINGS = frozenset({PartyKind.COUNTRY, PartyKind.OFFICIAL, PartyKind.BODY})
_WHO = {"he": _PEOPLE, "she": frozenset({PartyKind.PERSON})}


def _antecedent(line: Line, found: tuple[Party, ...], pronoun: Party) -> Party | None:
    """Give the party of the same sentence that a pronoun goes back to."""
    wanted = _WHO.get(line.low(pronoun.first), _THINGS)
    if line.is_a(pronoun.first - 1, "POSSW"):
        wanted = _PEOPLE
    for party in found:
        if (
            party.end <= pronoun.first
            and party.kind in wanted
            and not is_in_phrase(line, party.first)
        ):
            return party
    return None


def _may_act(line: Line, party: Party) -> bool:
    return party.kind in _THINGS and not is_in_phrase(line, party.first)


def note(line: Line, found: tuple[Party, ...], state: Discourse) -> None:
    """Take in what a sentence leaves behind: its first free country, its people, its places."""
    state.refuge_words += len(line.where("PEOPLE"))
    state.met.note(line, found)
    for party in found:
        if party.kind is PartyKind.PERSON and party.of:
            state.people.setdefault(party.name, party.of)
        if party.kind is PartyKind.BODY and party.key:
            state.body = party.ref(line)
    country = None
    if found:
        told = (one for one in found if one.of and one.kind not in _NO_COUNTRY)
        free = next((one for one in told if not is_in_phrase(line, one.first)), None)
        country = named(line, free.first, free.of) if free and free.of else None
        state.last = country or state.last
        acts = next((one for one in found if _may_act(line, one)), None)
        state.actor = acts.ref(line) if acts else state.actor
    state.place = _reached(line, state) or country or state.place


_NO_COUNTRY = frozenset({PartyKind.PRONOUN, PartyKind.MEDIA})


def _reached(line: Line, state: Discourse) -> Country | None:
    """Give the first country something happens in, or that is reached; never one people flee."""
    for setting in settings(line, 0, len(line)):
        where = setting.where
        if setting.role not in {Role.IN, Role.TO} or where is None or where.country is None:
            continue
        if where.country not in state.fled and not is_elsewhere(line, setting.index):
            return named(line, setting.index, where.country)
    return None
