"""One sentence as a frame sees it, and what a frame hands back.

A `Scene` joins the tokens with the parties, the counts, the voices and what was said before, and
answers the questions every frame asks: who is left of this verb, which people are right of it,
where does it happen. A `Sighting` is a claim in the making: its fields, and the tokens that show
them.
"""

from collections.abc import Iterable, Iterator, Sequence

import attrs

from panah.domain.claim import Hold, Kind, Mode, Mood, Span, Status
from panah.domain.quantity import Hedge, Measure
from panah.domain.reading import (
    ActorRef,
    Amount,
    CondRef,
    Flag,
    GroupRef,
    PlaceRef,
    Via,
)
from panah.reading import discourse, group
from panah.reading.attribution import Voices, voices
from panah.reading.discourse import Country, Discourse
from panah.reading.group import Count
from panah.reading.numbers import Quantity
from panah.reading.pattern import Pattern
from panah.reading.places import (
    Role,
    Setting,
    Where,
    is_elsewhere,
    owner_of,
    place_at,
    settings,
)
from panah.reading.predicate import FINITE, Predicate, Tense, predicate
from panah.reading.stance import Stance, clause, stance
from panah.reading.tokens import Found, Line
from panah.reading.who import Party, PartyKind, country_at, parties
from panah.reading.worked_out import WorkedOut

__all__ = ["Scene", "Sighting"]


@attrs.frozen(kw_only=True)
class Sighting:
    """What a frame saw.

    Parameters
    ----------
    rule
        The frame and the wording that fired: ``movement.flee``.
    first, end
        The trigger's tokens.
    shows
        Other tokens the quote must cover: amount, status cue, host, place.
    is_unsure
        Whether it is too likely wrong to be a draft, by the weights.
    """

    rule: str
    kind: Kind
    first: int
    end: int
    shows: frozenset[int] = frozenset()
    status: Status | None = None
    hold: Hold = Hold.LIVE
    mood: Mood = Mood.IS
    subject: ActorRef | None = None
    counterpart: ActorRef | None = None
    place: PlaceRef | None = None
    from_: PlaceRef | None = None
    to: PlaceRef | None = None
    via: PlaceRef | None = None
    group: GroupRef | None = None
    amount: Amount | None = None
    mode: Mode | None = None
    conditions: tuple[CondRef, ...] = ()
    flags: frozenset[Flag] = frozenset()
    refers_to: Span | None = None
    is_unsure: bool = False


@attrs.define(eq=False, slots=False)
class Scene:
    """One sentence with all that is known of it."""

    line: Line
    state: Discourse
    seen: list[Sighting] = attrs.field(factory=list)
    _stances: dict[int, Stance] = attrs.field(init=False, factory=dict, repr=False)
    _mains: dict[int, Predicate | None] = attrs.field(init=False, factory=dict, repr=False)

    @WorkedOut
    def parties(self) -> tuple[Party, ...]:
        """The parties it names."""
        return parties(self.line)

    @WorkedOut
    def counts(self) -> tuple[Count, ...]:
        """The people and things it names or counts."""
        return group.counts(self.line)

    @WorkedOut
    def voices(self) -> Voices:
        """Who says it."""
        return voices(self.line, self.parties, self.state)

    def predicate(self, at: int) -> Predicate | None:
        """Read the verb at a token."""
        return predicate(self.line, at)

    def verbs(self, *tags: str) -> Iterator[Predicate]:
        """Give the verbs of some classes, in order."""
        for at in self.line.where(*tags):
            if pred := predicate(self.line, at):
                yield pred

    def find(self, *patterns: Pattern) -> Iterator[Found]:
        """Give where any of some patterns matches."""
        for one in patterns:
            yield from self.line.find(one)

    def stance(self, pred: Predicate) -> Stance:
        """Give how far the thing a verb says has come; a bare purpose follows its main verb."""
        known = self._stances
        if pred.at not in known:
            known[pred.at] = self._stance(pred)
        return known[pred.at]

    def _stance(self, pred: Predicate) -> Stance:
        found = stance(self.line, pred)
        if pred.is_finite or found.name not in {"infinitive", "gerund", "participle"}:
            return found
        main = self.main(pred.first)
        if main is None or main.tense not in FINITE:
            return found
        if pred.is_reduced and main.end != pred.first:
            return found
        told = attrs.evolve(stance(self.line, main), first=main.first)
        begun = self.line.is_a(main.at, "STARTV", "CONTV") and told.status is Status.DONE
        return attrs.evolve(told, status=Status.UNDER_WAY) if begun else told

    def main(self, before: int) -> Predicate | None:
        """Give the nearest finite verb to the left in the same clause."""
        known = self._mains
        if before not in known:
            known[before] = self._main(before)
        return known[before]

    def _main(self, before: int) -> Predicate | None:
        first = clause(self.line, before - 1)[0] if before else 0
        for at in reversed(self._verbal):
            if first <= at < before:
                pred = self.predicate(at)
                if pred and pred.is_finite:
                    return pred
        return None

    @WorkedOut
    def _verbal(self) -> Sequence[int]:
        return self.line.where("VB", "VBZ", "VBD", "VBN", "VBG")

    def people_right(self, at: int, reach: int = 9) -> Count | None:
        """Give the people right of a token, with nothing but modifiers between."""
        for count in self.counts:
            if count.first < at:
                continue
            if count.first - at > reach or not self._is_open(at, count.first):
                return None
            if count.is_people:
                return count
        return None

    def _is_open(self, first: int, end: int) -> bool:
        """Tell whether no verb, comma or phrase parts two tokens."""
        line = self.line
        return not any(
            line.low(index) in {",", ".", ";", ":", "”", "that"}
            or line.is_a(index, "SAYV", "CLAUSE", "AUX")
            or (line.is_a(index, "PREP") and line.low(index) not in {"of", "about", "over", "all"})
            or (line.is_a(index, "VBD", "VBZ") and self.predicate(index) is not None)
            for index in range(first, end)
        )

    def people_left(self, pred: Predicate, reach: int = 24) -> tuple[Count, ...]:
        """Give the people who are the verb's subject, joined ones together; nearest last."""
        first = max(clause(self.line, pred.at)[0], pred.first - reach)
        left = [one for one in self.counts if first <= one.first and one.end <= pred.first]
        left = [one for one in left if not self._is_aside(one)]
        people = [one for one in left if self._reaches(one, pred)]
        return tuple(people)

    def _is_aside(self, count: Count) -> bool:
        before = self.line.low(count.first - 1)
        return before in {"including", "by", "with", "than", "for", "against", "between"}

    def _reaches(self, count: Count, pred: Predicate) -> bool:
        """Tell whether no other finite verb stands between people and their verb.

        A relative clause between them hangs on the people: "those *who fled* have been housed".
        """
        line = self.line
        relative = line.low(count.end) in {"who", "that", "which"} or line.is_a(count.end, "VBG")
        for index in range(count.end, pred.first):
            if line.is_a(index, "SAYV") and self.predicate(index):
                return False
            if not relative and self._is_finite(index):
                return self._is_joined(count, index, pred)
        return True

    def _is_finite(self, index: int) -> bool:
        if self.line.is_a(index, "AUX"):
            return self.line.low(index) not in {"to", "not", "being"}
        if not self.line.is_a(index, "VBD", "VBZ", "VBN", "VB"):
            return False
        other = self.predicate(index)
        return other is not None and other.is_finite

    def _is_joined(self, count: Count, index: int, pred: Predicate) -> bool:
        """Tell whether the verb between is joined to this one: "have fled and entered"."""
        line = self.line
        if line.low(pred.first - 1) not in {"and", ","} and not line.is_a(pred.first - 2, "CONJ"):
            return False
        between = [one for one in self.counts if count.end <= one.first < pred.first]
        return not any(one.is_people for one in between if one.first > index) and not any(
            line.low(at) in {"who", "which", "that"} for at in range(index, pred.first)
        )

    def party_left(self, before: int, first: int = 0) -> Party | None:
        """Give the party that is the subject of what begins at a token."""
        return discourse.subject(self.line, self.parties, before, first)

    def agent(self, pred: Predicate) -> Party | None:
        """Give who does it: by whom, of a passive; else the subject."""
        if not pred.is_passive:
            return self.party_left(pred.first)
        for party in self.parties:
            if party.first > pred.at and self.line.low(party.first - 1) in {"by", "the"}:
                by = party.first - 1 if self.line.low(party.first - 1) == "by" else party.first - 2
                if self.line.low(by) == "by" and by - pred.at < 12:
                    return party
        return None

    def country(self, party: Party | None) -> Country | None:
        """Give the country of a party, by the sentence or by what was said before."""
        return discourse.country_of(self.line, party, self.state) if party else None

    def is_in_a_country(self, place: PlaceRef) -> bool:
        """Tell a place in a country from a sea or a continent."""
        value = next((one.value for one in self.line.tokens if one.start == place.span.start), None)
        return isinstance(value, Where) and value.country is not None

    def settings(self, first: int, end: int) -> tuple[Setting, ...]:
        """Give the places between two tokens with their roles."""
        return tuple(settings(self.line, max(0, first), min(end, len(self.line))))

    def place(self, role: Role, first: int, end: int) -> PlaceRef | None:
        """Give the first place of a role between two tokens."""
        for setting in self.settings(first, end):
            if setting.role is role:
                return place_at(self.line, setting.index)
        return None

    def place_near(self, at: int, end: int) -> PlaceRef | None:
        """Give the place of a thing: in, at, near … right of it first, then left of it."""
        for setting in self.settings(at, end):
            if setting.role in {Role.IN, Role.TO} and not is_elsewhere(self.line, setting.index):
                return place_at(self.line, setting.index)
        owner = owner_of(self.line, at)
        if owner is not None:
            return place_at(self.line, owner)
        left = [
            one
            for one in self.settings(0, at)
            if one.role is Role.IN and not is_elsewhere(self.line, one.index)
        ]
        return place_at(self.line, left[-1].index) if left else None

    def only_country(self) -> PlaceRef | None:
        """Give the place of a sentence that names one country alone, but no people of it."""
        places = [n for n in self.line.where("GPE") if country_at(self.line, n)]
        officials = [one for one in self.parties if one.of and one.kind is PartyKind.OFFICIAL]
        codes = {country_at(self.line, n) for n in places} | {one.of for one in officials}
        if len(codes) != 1 or codes & {one.origin for one in self.counts}:
            return None
        if places:
            return place_at(self.line, places[0])
        country = self.country(officials[0])
        return country.place() if country else None

    def as_host(self, place: PlaceRef | None) -> ActorRef | None:
        """Give the country a place lies in as the one that hosts there."""
        if place is None:
            return None
        value = next((one.value for one in self.line.tokens if one.start == place.span.start), None)
        code = value.country if isinstance(value, Where) else place.code
        if code is None:
            return None
        return ActorRef(key=code, name=place.name, span=place.span, via=place.via, of=code)

    def setting(self, *, but: Iterable[str | None] = ()) -> PlaceRef | None:
        """Give the country an untold place lies in, by what was said before."""
        country = self.state.setting(but=frozenset(one for one in but if one))
        return country.place() if country else None

    def refuge_setting(self, *origins: str | None) -> PlaceRef | None:
        """Give the country people have reached: never one they flee from."""
        own = self.only_country()
        if own is not None and own.code not in origins:
            return own
        others = self.setting(but=(*origins, *self.state.fled, *self.state.origins))
        return others or self.setting(but=(*origins, *self.state.fled)) or self.setting()

    def is_supposed(self, at: int) -> bool:
        """Tell whether a token stands in an if-clause: what is supposed is not said."""
        for token in reversed(self.line.tokens[max(0, at - 13) : at]):
            if token.low in {",", ";", "that"}:
                return False
            if token.low in {"if", "whether", "unless"}:
                return True
        return False

    def is_vague(self, count: Count) -> bool:
        """Tell whether a count gives no size: some, several, others; or is one person."""
        value = None if count.quantity is None else self.line.tokens[count.quantity].value
        if not isinstance(value, Quantity):
            return True
        return value.hedge is Hedge.VAGUE or value.stated == (1.0,)

    def same_clause(self, at: int) -> tuple[int, int]:
        """Give the clause around a token."""
        return clause(self.line, at)

    def people(self, count: Count | None) -> GroupRef | None:
        """Give a count's group."""
        return group.ref(self.line, count) if count else None

    def amount(
        self, count: Count | None, measure: Measure | None = None, *, decided: bool = False
    ) -> Amount | None:
        """Give a count's amount."""
        return group.amount(self.line, count, measure=measure, decided=decided) if count else None

    def as_actor(self, count: Count) -> ActorRef:
        """Give people as those who move."""
        return ActorRef(
            key=None,
            name=self.line.words(*group.label(self.line, count)),
            span=self.line.cover(*group.label(self.line, count)),
            of=count.origin,
        )

    def origin(self, count: Count | None) -> PlaceRef | None:
        """Give the country people come from by their name: Afghans."""
        if count is None or count.origin is None:
            return None
        for index in range(count.first, min(count.end + 4, len(self.line))):
            if country_at(self.line, index) == count.origin:
                token = self.line.tokens[index]
                return PlaceRef(
                    code=count.origin,
                    name=token.text,
                    span=self.line.cover(index, index + 1),
                    via=Via.DEMONYM if token.is_a("DEM") else Via.NAME,
                )
        return None

    def covers(self, count: Count | None, *tokens: int) -> frozenset[int]:
        """Give the tokens a quote must cover for a count and some more."""
        counted = {count.first, count.end - 1} if count else set()
        return frozenset({*counted, *tokens})

    def tensed(self, pred: Predicate) -> bool:
        """Tell whether a verb tells something, rather than naming or asking it."""
        return pred.tense is not Tense.COMMAND
