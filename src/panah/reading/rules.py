"""The default reader: rules on typed tokens. No download, nothing learnt at run time.

One pass over the report: the small parsers, then sentence by sentence the frames, with what was
said before as context. What gave no draft and looks like a claim is unread, with the reason.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar

from panah.domain.claim import Kind, MadeBy
from panah.domain.reading import ActorRef, Cut, Draft, Reading, ReadingContext, Unread, Via
from panah.domain.report import Report
from panah.reading import gazetteer, lexicon
from panah.reading.assemble import drafts, merged
from panah.reading.discourse import Country, Spoke, note
from panah.reading.entities import entities, organisations
from panah.reading.frames.access import access
from panah.reading.frames.ask import overflow, requests, talks
from panah.reading.frames.deals import deals
from panah.reading.frames.deeds import deeds
from panah.reading.frames.events import events
from panah.reading.frames.facility import capacity, facility
from panah.reading.frames.figures import growth, listed, series
from panah.reading.frames.frame import Frames
from panah.reading.frames.host import host
from panah.reading.frames.movement import movement, remembered
from panah.reading.frames.nominal import flights, nominal
from panah.reading.frames.outlook import context, policy, wave
from panah.reading.frames.population import displaced, population
from panah.reading.frames.quota import quota
from panah.reading.frames.refuse import entitled, refuse
from panah.reading.frames.scene import Scene, Sighting
from panah.reading.frames.security import security
from panah.reading.frames.support import support
from panah.reading.frames.terms import terms
from panah.reading.gates import is_placed
from panah.reading.language import is_english
from panah.reading.languages.guess import language_of, spoken
from panah.reading.met import Met
from panah.reading.names import learn
from panah.reading.outset import outset
from panah.reading.tellers import prefaced, teller
from panah.reading.text import Part, Sentence, sentences
from panah.reading.tokenised import LONGEST, lines
from panah.reading.tokens import Entity, Line
from panah.reading.transcript import turns
from panah.reading.unread import ASKED, NET, PART, UNSURE, is_asked, is_suspect, left_over
from panah.reading.when import Anchor
from panah.reading.who import Party, PartyKind, country_at

__all__ = ["RulesReader", "Weigh"]

_FRAMES = Frames(
    (
        quota,
        capacity,
        host,
        refuse,
        requests,
        talks,
        deals,
        overflow,
        displaced,
        flights,
        movement,
        nominal,
        growth,
        facility,
        access,
        population,
        series,
        listed,
        wave,
        policy,
        terms,
        entitled,
        support,
        deeds,
        events,
        security,
        context,
    )
)
Weigh = Callable[[Scene], list[Sighting]]
"""Gives a sentence's claims by what the frames saw of it."""

_OF_REFUGE = frozenset({Kind.HOSTING, Kind.MOVEMENT, Kind.POPULATION, Kind.FACILITY})
_TOLD_OF = frozenset({Kind.MOVEMENT, Kind.POPULATION})
_LATE = "the report's deadline had passed"
_CANCELLED = "the reading was cancelled"
_UNPLACED = "a claim without a country or place that is known"
_FLIGHT = frozenset({"movement.flee", "movement.leave", "movement.arrive"})
_LONG_HEADING = 9
"""A heading of fewer tokens only says what follows is about."""
_ONE = frozenset({PartyKind.PERSON, PartyKind.OFFICIAL})
_EARLY = 7
"""Tokens before a person's name that a sentence about him may begin with; assumed."""
_SEATS = frozenset({"geneva", "new_york", "brussels", "strasbourg"})
"""Seats of the agencies and unions that report on other countries: no scene of what they tell."""
_SILENT = frozenset({Part.BOILERPLATE, Part.DATELINE})


class RulesReader:
    """Reads English reports by rules."""

    version: ClassVar[str] = "2"

    def __init__(
        self, weigh: Weigh | None = None, name: str = "rules", *, is_wide: bool = False
    ) -> None:
        """Read by the frames alone, or weigh what they see.

        Parameters
        ----------
        weigh
            Gives a sentence's claims by what the frames saw of it; None takes what they saw.
        name
            What the reader is called by, if it is a part of another.
        is_wide
            Whether all who were named of late may be parties: `panah.reading.met`.
        """
        self._weigh, self.name, self._is_wide = weigh, name, is_wide

    def read(self, report: Report, context: ReadingContext) -> Reading:
        """Give the drafts of a report, and what was left unread."""
        parts = sentences(report.text)
        if not is_english(report):
            return _in_another_language(report, parts)
        made_by = MadeBy(
            reader=self.name, version=self.version, lexicon=lexicon.load(context.overlay).hash
        )
        reading = _Pass(report, context, parts, self._weigh, made_by)
        reading.met.is_wide = self._is_wide
        return reading.run()


def _in_another_language(report: Report, parts: tuple[Sentence, ...]) -> Reading:
    why = f"language not read: {spoken(language_of(report))}; the rules read English"
    unread = tuple(
        Unread(span=one.span, why=why) for one in parts if one.part is not Part.BOILERPLATE
    )
    return Reading(report=report, unread=unread, warnings=(f"{report.name}: {why}",))


def _is_one(line: Line, party: Party) -> bool:
    """Tell whether "he" may be one who spoke: "a colonel", not an agency or a ministry."""
    words = range(party.first, party.end)
    body = any(line.is_a(n, "GOVN", "ORGN", "ORG", "BODY") for n in words)
    return party.kind in _ONE or not body


class _Pass:
    """One reading of one report."""

    def __init__(
        self,
        report: Report,
        ctx: ReadingContext,
        parts: tuple[Sentence, ...],
        weigh: Weigh | None,
        made_by: MadeBy,
    ) -> None:
        self._report, self._ctx, self._parts, self._weigh = report, ctx, parts, weigh
        overlay: Mapping[str, object] = ctx.overlay
        self._lexicon = lexicon.load(overlay)
        places = self._places = gazetteer.load(overlay)
        anchor = Anchor(published=report.published, year=report.year)
        self._entities: list[Entity] = entities(report.text, anchor, places, organisations())
        self._begins = [one.start for one in self._entities]
        self._state = outset(report, parts, self._entities, places)
        self._made_by = made_by
        self._turns = turns(report.text, parts)
        self._drafts: list[Draft] = []
        self._unread: list[Unread] = []
        self._cut: Cut | None = None
        self._parted = 0

    @property
    def met(self) -> Met:
        """Whom it has named."""
        return self._state.met

    def run(self) -> Reading:
        """Read sentence by sentence, until the end, a cancel or the deadline."""
        total = len(self._parts)
        for nth, sentence in enumerate(self._parts):
            self._ctx.progress(nth, total)
            if why := self._why_stop():
                rest = self._parts[nth:]
                self._unread += [Unread(span=one.span, why=f"not read: {why}") for one in rest]
                self._cut = Cut(at=sentence.span.start, why=why)
                break
            self._sentence(sentence)
        self._ctx.progress(total, total)
        return Reading(
            report=self._report,
            drafts=tuple(merged(self._drafts, self._parts)),
            unread=tuple(self._unread),
            warnings=tuple(self._halved()),
            cut=self._cut,
        )

    def _halved(self) -> Iterator[str]:
        """Give that sentences were too long to be read in one piece."""
        if self._parted:
            yield (
                f"{self._report.name}: {self._parted} of its sentences have more than {LONGEST} "
                f"words and were read in pieces; what stands in two pieces is not read together"
            )

    def _why_stop(self) -> str | None:
        if self._ctx.cancelled():
            return _CANCELLED
        return _LATE if self._ctx.is_late() else None

    def _sentence(self, sentence: Sentence) -> None:
        if sentence.part is Part.BOILERPLATE:
            return
        self._cue(sentence)
        text, state = self._report.text, self._state
        first = bisect_left(self._begins, sentence.span.start)
        end = bisect_left(self._begins, sentence.span.end, first)
        pieces = lines(text, sentence, self._entities[first:end], self._lexicon, state.surnames)
        self._parted += len(pieces) > 1
        for line in pieces:
            if sentence.part in {Part.DATELINE, Part.HEADING}:
                self._place(line, sentence)
            if sentence.part not in _SILENT:
                self._line(line)

    def _cue(self, sentence: Sentence) -> None:
        """Take whose turn it is in a transcript: "MS OKELLO: We took in …"."""
        turn, state = self._turns.get(sentence.span.start), self._state
        if turn is None:
            return
        if turn.asks:
            state.teller = None
        elif turn.name is not None:
            called = ActorRef(
                key=None, name=turn.name, span=turn.span, of=state.people.get(turn.name)
            )
            office = state.heard.meant(frozenset(re.split(r"[\s-]", turn.name.casefold())))
            is_person = office is not None and office[0] is PartyKind.PERSON
            state.teller = office[1] if office and is_person else called
        else:
            state.teller = state.heard.first

    def _place(self, line: Line, sentence: Sentence) -> None:
        """Take the country of a heading or a dateline."""
        where = next((n for n in line.where("GPE") if country_at(line, n)), None)
        if sentence.part is Part.HEADING:
            self._state.section = None
        if where is None:
            return
        token = line.tokens[where]
        country = Country(
            code=country_at(line, where) or "", name=token.text, span=line.cover(where, where + 1)
        )
        if sentence.part is Part.DATELINE:
            if token.low not in _SEATS:
                self._state.scene = country
        elif where == 0:
            self._state.section = country

    def _line(self, line: Line) -> None:
        self._state.met.enter(line)
        scene = Scene(line, self._state)
        self._listen(scene)
        if line.sentence.part is Part.HEADING and len(line) < _LONG_HEADING:
            return
        for frame in _FRAMES.awake(line.keys):
            scene.seen.extend(frame.see(scene))
        told = scene.seen if self._weigh is None else self._weigh(scene)
        if told and is_asked(line):
            self._unread.append(Unread(span=line.span, why=ASKED))
        elif told:
            self._keep(scene, told)
        elif is_suspect(line, in_refuge=self._state.refuge_words > 2):
            self._unread.append(Unread(span=line.span, why=NET))
        self._after(scene)

    def _keep(self, scene: Scene, told: list[Sighting]) -> None:
        """Draft what a sentence tells, and show a person what of it is unsure or left over."""
        sure, unsure = (
            drafts(scene, some, self._report, self._made_by)
            for some in (
                [one for one in told if not one.is_unsure],
                [one for one in told if one.is_unsure],
            )
        )
        placed = [one for one in sure if is_placed(one)]
        doubted = [one for one in unsure if is_placed(one)]
        self._drafts += placed
        self._unread += [Unread(span=one.quote, why=UNSURE) for one in doubted]
        if not placed and not doubted:
            self._unread.append(Unread(span=scene.line.span, why=_UNPLACED))
            return
        parts = left_over(scene.line, [one.quote for one in (*placed, *doubted)])
        self._unread += [Unread(span=span, why=PART) for span in parts]

    def _listen(self, scene: Scene) -> None:
        """Learn the people a sentence names before it is read."""
        for party in scene.parties:
            if party.kind is PartyKind.PERSON:
                self._state.heard.meet(scene.line, party)
                if " " in party.name:
                    learn(self._state.surnames, party.name)
        self._hear(scene)

    def _hear(self, scene: Scene) -> None:
        """Take the sentence's own speaker as the one whom "we" and "he" mean."""
        state = self._state
        for voice in scene.voices.said:
            first = voice.hops[0].actor if voice.hops else None
            if first and (voice.party is None or voice.party.kind in _ONE):
                state.spoke = Spoke(scene.line.sentence.paragraph, first)
            if voice.party and first and voice.party.kind is not PartyKind.COUNTRY:
                state.speaker, state.speaker_ref = voice.party, first
                if _is_one(scene.line, voice.party) and not first.name.endswith("s"):
                    state.person = first
        opens = next((one for one in scene.parties if one.kind is PartyKind.PERSON), None)
        if not scene.voices.said and opens and opens.first < _EARLY:
            state.speaker, state.speaker_ref = opens, opens.ref(scene.line)
            if opens.role or state.person is None:
                state.person = state.speaker_ref

    def _after(self, scene: Scene) -> None:
        line, state = scene.line, self._state
        note(line, scene.parties, state)
        state.heard.settle(line)
        if line.sentence.part is Part.TITLE:
            state.topic = state.last.as_via(Via.DOCUMENT) if state.last else None
            state.teller = teller(scene)
        elif given := prefaced(scene):
            state.teller = given
        state.origins |= {one.origin for one in scene.counts if one.origin}
        if scene.seen:
            self._remember(scene)

    def _remember(self, scene: Scene) -> None:
        """Keep what was told of people for the sentences that go on from it."""
        state = self._state
        state.refuge_words += sum(one.kind in _OF_REFUGE for one in scene.seen)
        if moved := remembered(scene, scene.seen):
            state.moved = moved
        if counted := [one for one in scene.seen if one.amount and one.kind in _TOLD_OF]:
            state.counted = counted[-1].rule
        origins = {one.from_.code for one in scene.seen if one.rule in _FLIGHT and one.from_}
        state.fled |= {places for code in origins if code and (places := self._country(code))}

    def _country(self, code: str) -> str | None:
        return code if len(code) == 3 else self._places.country(code)
