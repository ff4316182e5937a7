"""The sayings of one sentence: who, by which verb, and the words they are said of.

A saying before its words reaches from its subject to the end of its clause; one behind them, and
"according to", reaches over the whole clause. Of several around a word the narrowest is meant.
"""

from collections.abc import Iterator

import attrs

from panah.domain.claim import How
from panah.domain.reading import ActorRef, HopRef, Via
from panah.reading.discourse import Discourse
from panah.reading.outlets import Outlet, medium, outlet_in
from panah.reading.phrases import Phrase, left_of, nouns, right_of
from panah.reading.predicate import Predicate
from panah.reading.reach import Reach
from panah.reading.saying_subjects import closing, inverted, main_subject, subject
from panah.reading.saying_verbs import (
    is_pledge,
    may_say,
    past_auxiliaries,
    read,
    speaking,
)
from panah.reading.speakers import Speaker, speaker
from panah.reading.tokens import Line
from panah.reading.who import Party, PartyKind, country_at, is_in_phrase

__all__ = ["Saying", "sayings"]


@attrs.frozen(kw_only=True)
class Saying:
    """One saying.

    Parameters
    ----------
    at
        The token of its verb.
    first, end
        The tokens it is said of.
    hop
        The voice; None where nobody is named.
    """

    at: int
    first: int
    end: int
    hop: HopRef | None = None
    party: Party | None = None
    is_hearsay: bool = False
    says: bool = True


def sayings(
    line: Line,
    quotes: tuple[tuple[int, int], ...],
    media: tuple[Outlet, ...],
    state: Discourse,
    found: tuple[Party, ...] = (),
) -> tuple[Saying, ...]:
    """Give the sayings of a sentence, in order."""
    return tuple(_Sentence(line, Reach(line, quotes), media, state, found).sayings())


_IT = frozenset({PartyKind.BODY, PartyKind.COUNTRY})
_BESIDE = frozenset({"by", "with", "to", "of", "from", "against"})
"""Words that put a person beside the one who is meant: "pressed by Ann Lee, he said"."""
_NO_SPEAKER = frozenset({PartyKind.MEDIA})
_TOLD_BY = frozenset({"by", ":", "citing", "quoted", "quoting"}) | nouns("sayings")
_TRIGGERS = _TOLD_BY | speaking()
_WIRES = frozenset({"phone", "telephone", "radio", "voice", "e-mail", "email", "letter", "text"})
_LABELS = frozenset({"-", "\u2013", "\u2014", "[", "]", "(", ")", "•", ".", ":", "the"})
_HEADS = 16
"""Most tokens before a colon that names who speaks; assumed: more are a sentence."""
_PASSING = frozenset({"citing", "quoted", "quoting", "by"})


@attrs.define
class _Sentence:
    line: Line
    reach: Reach
    media: tuple[Outlet, ...]
    state: Discourse
    parties: tuple[Party, ...]

    def sayings(self) -> Iterator[Saying]:
        line = self.line
        for at in line.places("SAYV", "ASKV", "ACCTO", words=_TRIGGERS):
            token = line.tokens[at]
            low = token.low
            if "ACCTO" in token.tags:
                yield from self._according(at)
            elif low == "by":
                yield from self._reckoned(at)
            elif low == ":" and token.end < line.tokens[min(at + 1, len(line) - 1)].start:
                yield from self._announced(at)
            elif low in nouns("sayings") and line.low(at + 1) in {"by", "from"}:
                yield from self._noun(at)
            elif low in {"citing", "quoted", "quoting"}:
                yield from self._cited(at)
            elif may_say(line, at):
                yield from self._verb(at)

    # Whom the words around a verb name.

    def _speaker(self, phrase: Phrase | None) -> Speaker | None:
        if phrase is None or outlet_in(self.media, phrase):
            return None
        line, state = self.line, self.state
        if line.low(phrase.end - 1) in {"country", "nation"} and phrase.end - phrase.first == 2:
            return self._the_country(phrase)
        begins = 0
        if ";" in line.keys:
            begins = max((n for n in range(phrase.first) if line.low(n) == ";"), default=0)
        country = next((c for n in range(begins, phrase.first) if (c := country_at(line, n))), None)
        context = state.context()
        found = speaker(line, phrase, state.heard, country or (context.code if context else None))
        if found is None or found.kind in _NO_SPEAKER:
            return None
        return found

    def _the_country(self, phrase: Phrase) -> Speaker | None:
        known = self.state.context()
        if known is None or self.line.low(phrase.first) not in {"the", "this"}:
            return None
        ref = attrs.evolve(known.ref(), span=self.line.cover(phrase.first, phrase.end))
        return Speaker(first=phrase.first, end=phrase.end, kind=PartyKind.COUNTRY, ref=ref)

    def _according(self, at: int) -> Iterator[Saying]:
        phrase = right_of(self.line, at + 1)
        first, end = self.reach.clause(at)
        if self.line.low(at - 1) not in {",", "—", "-", "("} and at > first:
            first = max(first, self.reach.break_before(first, at))
        if hop := self._paper(phrase):
            yield Saying(at=at, first=first, end=end, hop=hop)
        elif found := self._speaker(self._publisher_of(phrase)):
            yield self._saying(at, first, end, found)

    def _reckoned(self, at: int) -> Iterator[Saying]:
        """Read "by the count of its migration office", "by the ministry's account"."""
        line = self.line
        phrase = right_of(line, at + 1)
        if phrase is None:
            return
        inside = range(phrase.first + 1, phrase.end)
        named = next((n for n in inside if line.low(n) in nouns("findings")), None)
        if named is not None and line.low(named + 1) not in {"of", "by", "from"}:
            phrase = attrs.evolve(phrase, end=named + 1)
        owner = self._publisher_of(phrase)
        last = phrase.end - 1
        if (
            owner is not None
            and owner.first == phrase.first
            and line.low(last) in nouns("findings")
        ):
            owned = last > phrase.first and line.low(last - 1) == "'s"
            owner = Phrase(phrase.first, last - 1) if owned else None
        if owner is None or (owner.first, owner.end) == (phrase.first, phrase.end):
            return
        if found := self._speaker(owner):
            first, end = self.reach.clause(at)
            yield self._saying(at, first, end, found)

    def _announced(self, at: int) -> Iterator[Saying]:
        """Read a name before a colon and a quotation, or that begins what a live page tells."""
        if self.line.low(at + 1) not in {"“", '"'}:
            yield from self._heads(at)
            return
        phrase = left_of(self.line, at)
        if phrase is None or any(one.at < at for one in self.sayings_before(at)):
            return
        found = self._speaker(phrase)
        if found and found.kind in {PartyKind.PERSON, PartyKind.OFFICIAL, PartyKind.BODY}:
            yield self._saying(at, at, len(self.line), found)

    def _heads(self, at: int) -> Iterator[Saying]:
        """Read "12:10 The lord mayor, hoarse: other towns must send trains"; no turn of a talk."""
        if self.state.teller is not None:
            return
        line = self.line
        first = next((n for n in range(at) if not self._is_label(n)), at)
        phrase = right_of(line, first) if at - first <= _HEADS else None
        if phrase is None or line.low(phrase.end) not in {":", ",", "to", "again", "on"}:
            return
        inside, between = range(phrase.first, phrase.end), range(phrase.end, at)
        if line.words(phrase.first, phrase.end).isupper() and not line.is_a(phrase.first, "ORG"):
            return
        if any(line.is_a(n, "PRON") and line.low(n) != "who" for n in between):
            return
        if not any(line.is_a(n, "ROLEN", "PER") for n in inside) and line.is_a(at + 1, "QTY"):
            return
        found = self._speaker(phrase)
        named = any(line.is_a(n, "ROLEN", "PER", "ORG", "GOVN", "ORGN") for n in inside)
        if found and named and found.kind is not PartyKind.COUNTRY:
            yield self._saying(at, at, len(line), found)

    def _is_label(self, at: int) -> bool:
        """Tell what may stand before a name on a live page: the hour, the day, a dash."""
        line = self.line
        return line.is_a(at, "DATE", "QTY") or line.low(at) in _LABELS or line.low(at).isdigit()

    def _noun(self, at: int) -> Iterator[Saying]:
        """Read "a call by 31 organisations to let it lapse", "word from the ministry"."""
        phrase = right_of(self.line, at + 2)
        found = self._speaker(phrase)
        if found and phrase:
            yield self._saying(at, at, self.reach.clause(at)[1], found)

    def sayings_before(self, at: int) -> Iterator[Saying]:
        """Give the sayings whose verb stands before a token."""
        for index in range(at):
            if self.line.is_a(index, "SAYV"):
                yield from self._verb(index)

    def _publisher_of(self, phrase: Phrase | None) -> Phrase | None:
        """Read "figures from the agency" and "agency figures" as the agency."""
        if phrase is None:
            return None
        line, last = self.line, phrase.end - 1
        for n in range(phrase.first, phrase.end):
            if line.low(n) in {"from", "by", "of"} and self._is_published(phrase.first, n):
                return attrs.evolve(phrase, first=n + 1)
        owners = ("ORG", "GOVN", "GPE", "DEM", "BODY", "PER", "ORGN")
        if line.low(last) in nouns("findings") and any(
            line.is_a(n, *owners) for n in range(phrase.first, last)
        ):
            return attrs.evolve(phrase, end=last - (line.low(last - 1) == "'s"))
        return phrase

    def _is_published(self, first: int, end: int) -> bool:
        known = nouns("documents") | nouns("findings")
        return any(self.line.low(n) in known for n in range(first, end))

    def _paper(self, phrase: Phrase | None) -> HopRef | None:
        """Give the paper that says it by itself: "the circular says"."""
        if phrase is None:
            return None
        line = self.line
        last = phrase.end - 1
        hangs = next((n for n in range(phrase.first + 1, last) if line.is_a(n, "VBN")), None)
        last = hangs - 1 if hangs else last
        tie = next(
            (n for n in range(phrase.first, last + 1) if line.low(n) in {"of", "from", "by"}),
            phrase.end,
        )
        if tie < phrase.end or line.low(last) not in nouns("documents"):
            return None
        first = phrase.first
        while first < last and line.is_a(first, "DET"):
            first += 1
        if any(line.is_a(n, "ORG", "PER", "GPE", "DEM") for n in range(first, last)):
            return None
        ref = ActorRef(key=None, name=line.words(first, last + 1), span=line.cover(first, last + 1))
        return HopRef(actor=ref, how=How.REPORTED)

    def _cited(self, at: int) -> Iterator[Saying]:
        """Read "citing an adviser", "AFP quoted Prado as saying", "quoted by the station"."""
        line = self.line
        if line.low(at) == "quoted" and line.is_a(at - 1, "BE") and (left := left_of(line, at - 1)):
            if found := self._speaker(left):
                yield self._saying(at, *self.reach.clause(at), found)
            return
        if line.low(at + 1) == "by" or (line.low(at) == "citing" and not self.media):
            return
        phrase = right_of(line, at + 1)
        person = next((n for n in range(at, len(line)) if line.is_a(n, "PER")), None)
        if phrase and line.low(at) == "citing" and person is not None and person >= phrase.end:
            phrase = Phrase(person, person + 1)
        found = self._speaker(phrase)
        if found and found.kind is not PartyKind.COUNTRY:
            first, end = self.reach.clause(at)
            yield self._saying(at, first, end, found)

    def _verb(self, at: int) -> Iterator[Saying]:
        line = self.line
        verb = read(line, at)
        hangs = (line.low(at + 1) == "by" and line.low(at + 2) not in _WIRES) or (
            line.low(at) == "expected" and line.low(at + 1) == "to"
        )
        if verb is None or hangs or line.is_a(at - 1, "POSSW"):
            return
        pred = verb if isinstance(verb, Predicate) else None
        if pred is not None and pred.is_passive:
            if line.is_a(at, "SAYV") and line.low(at + 1) == "to":
                first, end = self.reach.clause(at)
                yield Saying(at=at, first=first, end=end, is_hearsay=True)
            return
        start = pred.first if pred else past_auxiliaries(line, at)
        hanging = line.low(at).endswith("ing") and not (pred and pred.is_finite)
        phrase = (
            main_subject(line, self.reach, start)
            if hanging
            else closing(line, at) or subject(line, start)
        )
        if phrase is None and not hanging and line.is_a(at, "SAYV"):
            phrase = inverted(line, at)
        if phrase is None:
            yield from self._pronoun(at, start)
            return
        if hop := self._paper(phrase):
            first, end = self.reach.over(phrase, at)
            yield Saying(at=at, first=first, end=end, hop=hop)
            return
        found = self._speaker(self._publisher_of(phrase))
        if found and self._may_say(found, at):
            yield self._saying(at, *self.reach.over(phrase, at), found)

    def _may_say(self, found: Speaker, at: int) -> bool:
        """Tell whether one who orders, pledges or asks speaks: people who ask for asylum act."""
        if self.line.is_a(found.end - 1, "GROUPN") and not self._speaks(at):
            return False
        if is_pledge(self.line, at) and found.kind not in {PartyKind.PERSON, PartyKind.OFFICIAL}:
            return False
        return found.kind is not PartyKind.COUNTRY or self.line.is_a(at, "SAYV", "ASKV")

    def _speaks(self, at: int) -> bool:
        """Tell whether people say or ask something, but for asylum."""
        line = self.line
        return line.is_a(at, "SAYV") or (line.is_a(at, "ASKV") and "asylum" not in line.keys)

    def _pronoun(self, at: int, start: int) -> Iterator[Saying]:
        """Read "he said": the one who spoke or was spoken of last."""
        line = self.line
        before = start - 1
        while before > 0 and line.is_a(before, "ADV", "DATE"):
            before -= 1
        if not line.is_a(before, "PRON"):
            inverted = line.is_a(at + 1, "PRON") and line.low(at - 1) in {",", "”", '"'}
            if not inverted:
                return
            before = at + 1
        ref = self._meant(before)
        if ref is None:
            return
        hop = self._hop(attrs.evolve(ref, span=line.cover(before, before + 1), via=Via.PRONOUN), at)
        reach = self.reach.over(Phrase(before, before + 1), at)
        says = line.is_a(at, "SAYV")
        yield Saying(at=at, first=reach[0], end=reach[1], hop=hop, says=says)

    def _meant(self, at: int) -> ActorRef | None:
        line, state = self.line, self.state
        low = line.low(at)
        if low in {"i", "we"}:
            return state.teller
        if low in {"you", "who"}:
            return None
        if low == "it":
            return self._body_before(at) or state.actor or state.heard.body
        if low in {"he", "she"}:
            return self._person_before(at) or state.person or state.speaker_ref
        return state.speaker_ref

    def _body_before(self, at: int) -> ActorRef | None:
        """Give the body that opens the same sentence, before "it says"."""
        line = self.line
        for party in self.parties:
            if party.end <= at and party.kind in _IT and not is_in_phrase(line, party.first):
                return party.ref(line)
        return None

    def _person_before(self, at: int) -> ActorRef | None:
        """Give the person the same sentence named before "he"."""
        line = self.line
        person = next((n for n in range(at) if line.is_a(n, "PER")), None)
        if person is None or line.low(person - 1) in _BESIDE:
            return None
        found = speaker(line, Phrase(person, person + 1), self.state.heard, None)
        return found.ref if found else None

    # Making it.

    def _hop(self, ref: ActorRef, at: int) -> HopRef:
        owned = self.line.is_a(at, "ACCTO")
        how, through = (How.SAID, "") if owned else medium(self.line, at)
        return HopRef(actor=ref, how=how, medium=through)

    def _saying(self, at: int, first: int, end: int, found: Speaker) -> Saying:
        hop = self._hop(found.ref, at)
        if found.ref.key is None and found.ref.of is None and found.kind is not PartyKind.PERSON:
            plural = any(self.line.is_a(n, "PLURAL") for n in range(found.first, found.end))
            hop = attrs.evolve(hop, how=How.UNNAMED) if plural and not hop.medium else hop
        says = self.line.is_a(at, "SAYV", "ACCTO") or self.line.low(at) in _PASSING
        return Saying(at=at, first=first, end=end, hop=hop, party=found.party(), says=says)
