"""Who says it: the chain of voices from the first one to the publisher.

An agency is a step, never the speaker: in "he said, according to an outlet" he is the first voice
and the outlet quotes him. "Citing the security situation" is a reason, not a source. What nobody is
named for ("are said to have") has an unnamed first voice and is hearsay.
"""

from collections.abc import Iterator

import attrs

from panah.domain.claim import How, Span
from panah.domain.reading import ActorRef, Flag, HopRef, Via
from panah.reading.discourse import Discourse, subject
from panah.reading.predicate import Tense, predicate
from panah.reading.text import Part
from panah.reading.tokens import Line
from panah.reading.who import Party, PartyKind

__all__ = ["Voice", "Voices", "quotations", "voices"]


@attrs.frozen(kw_only=True)
class Voice:
    """One saying of a sentence: the place of its verb, and the steps before the publisher.

    Parameters
    ----------
    at
        The token of the saying verb; -1 when the whole sentence hangs on it.
    """

    at: int
    hops: tuple[HopRef, ...]
    party: Party | None = None
    flags: frozenset[Flag] = frozenset()
    says: bool = True


@attrs.frozen(kw_only=True)
class Voices:
    """The sayings of a sentence, and what is said outside any of them."""

    said: tuple[Voice, ...]
    outlet: tuple[HopRef, ...]
    carried: tuple[HopRef, ...]
    quotes: tuple[tuple[int, int], ...]

    def of(self, at: int) -> tuple[tuple[HopRef, ...], frozenset[Flag]]:
        """Give the steps that lead to the words at a token."""
        voice = self._voice(at)
        if voice is None:
            hops = self.carried if self.carried and self._is_quoted(at) else ()
            return (*hops, *self.outlet), frozenset()
        return (*voice.hops, *self.outlet), voice.flags

    def _voice(self, at: int) -> Voice | None:
        """Give the saying that a token hangs on; asking is saying only where nobody says it."""
        for said in (True, False):
            own = [one for one in self.said if one.says is said]
            whole = [one for one in own if one.at < 0]
            left = [one for one in own if 0 <= one.at <= at + (not said)]
            if voice := next(iter(left[-1:] or whole), None):
                return voice
            if said and own and self._is_quoted(at):
                return own[0]
        return None

    def _is_quoted(self, at: int) -> bool:
        return any(first <= at < end for first, end in self.quotes)


def quotations(line: Line) -> tuple[tuple[int, int], ...]:
    """Give where quotations stand, in tokens, without their marks; an open one ends the line."""
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for index, token in enumerate(line.tokens):
        if token.text == "“" or (token.text == '"' and opened is None):
            opened = index + 1
        elif token.text in {"”", '"'} and opened is not None:
            found.append((opened, index))
            opened = None
    if opened is not None and opened < len(line):
        found.append((opened, len(line)))
    return tuple(found)


def voices(line: Line, found: tuple[Party, ...], state: Discourse) -> Voices:
    """Give the sayings of a sentence."""
    quotes = quotations(line)
    if line.sentence.part is Part.CAPTION:
        caption = HopRef(actor=None, how=How.CAPTION)
        return Voices(said=(), outlet=(caption,), carried=(), quotes=quotes)
    media = next(
        (one for one in found if one.kind is PartyKind.MEDIA and _carries(line, one)), None
    )
    said = tuple(_said(line, found, state, media))
    outlet: tuple[HopRef, ...] = ()
    if media and media.key != state.publisher:
        how = How.QUOTED if said and _quotes(line, media, quotes) else How.REPORTED
        outlet = (HopRef(actor=media.ref(line), how=how),)
    carried: tuple[HopRef, ...] = ()
    if not said and quotes and state.speaker_ref:
        carried = (HopRef(actor=_later(state.speaker_ref), how=How.SAID),)
    if not said and not outlet and state.teller:
        outlet = (HopRef(actor=_later(state.teller), how=How.SAID),)
    return Voices(said=said, outlet=outlet, carried=carried, quotes=quotes)


def _later(ref: ActorRef) -> ActorRef:
    return attrs.evolve(ref, via=Via.ANTECEDENT)


_SOURCE_BEFORE = frozenset({"by", "to", "with", "told", "via", "from", "on", ","})


def _carries(line: Line, media: Party) -> bool:
    """Tell whether an outlet passes the sentence on, rather than being spoken of."""
    if line.is_a(media.end, "REPORTW") or line.is_a(media.end + 1, "REPORTW"):
        return True
    before = line.low(media.first - 1)
    if before == "the":
        before = line.low(media.first - 2)
    return (
        line.is_a(media.first - 1, "ACCTO", "SAYV")
        or before in _SOURCE_BEFORE
        or before == "according_to"
    )


def _quotes(line: Line, media: Party, quotes: tuple[tuple[int, int], ...]) -> bool:
    near = {line.low(index) for index in range(media.end, min(media.end + 3, len(line)))}
    return bool(near & {"quoted", "quotes"}) or bool(quotes)


def _said(
    line: Line, found: tuple[Party, ...], state: Discourse, media: Party | None
) -> Iterator[Voice]:
    if media and (quoted := _quoted_by(line, found, media)):
        yield _voice(line, quoted, state, -1)
        return
    for index in line.where("SAYV", "ASKV", "ACCTO", "REFUSEV"):
        party = _speaker(line, found, index)
        if party is None or party is media:
            if _is_hearsay(line, index):
                yield _hearsay(line, index)
            continue
        if not line.is_a(index, "SAYV", "ASKV", "ACCTO") and party.kind is not PartyKind.PERSON:
            continue
        voice = _voice(line, party, state, _reach(line, party, index))
        if voice.hops and not _is_own(voice, state):
            yield attrs.evolve(voice, says=line.is_a(index, "SAYV", "ACCTO"))
    if media:
        yield from _cited(line, found, media, state)


def _is_own(voice: Voice, state: Discourse) -> bool:
    """Tell whether a publication speaks of its own publisher, who is no further voice."""
    actor = voice.hops[0].actor
    return state.home is not None and actor is not None and actor.key == state.home.code


def _reach(line: Line, party: Party, index: int) -> int:
    """Give from where on words are the speaker's; -1 for all of the sentence.

    "…, the agency said on Friday." speaks for all that stands before it.
    """
    if party.first > index or line.is_a(index, "ACCTO"):
        return -1
    start = party.first
    while start > 0 and line.is_a(start - 1, "DET", "ADJ"):
        start -= 1
    trails = start > 1 and line.low(start - 1) in {",", "\u201d", '"'}
    return -1 if trails and _ends_there(line, index + 1) else index


def _ends_there(line: Line, at: int) -> bool:
    """Tell whether nothing but a date, a place or a medium follows a saying verb."""
    while at < len(line) and line.is_a(at, "DATE", "ADV", "MEDIAW", "DET", "ADJ", "POSSW", "ORG"):
        at += 1
    return at >= len(line) or line.low(at) in {".", ",", "in", "on", "at", "via", "to", "\u201c"}


def _quoted_by(line: Line, found: tuple[Party, ...], media: Party) -> Party | None:
    """Read "AFP quoted Prado as saying": the one quoted is the first voice."""
    words = {line.low(index) for index in range(media.end, min(media.end + 3, len(line)))}
    if not words & {"quoted", "quotes", "quoting"}:
        return None
    return next((one for one in found if one.first >= media.end and _may_speak(one)), None)


def _cited(line: Line, found: tuple[Party, ...], media: Party, state: Discourse) -> Iterator[Voice]:
    """Read "the agency reported, citing talks with the official Ines Prado"."""
    cite = next((n for n in range(media.end, len(line)) if line.low(n) == "citing"), None)
    if cite is None:
        return
    party = next((one for one in reversed(found) if one.first > cite and _may_speak(one)), None)
    if party:
        yield _voice(line, party, state, -1)


def _may_speak(party: Party) -> bool:
    return party.kind not in {PartyKind.MEDIA, PartyKind.ARMED, PartyKind.PRONOUN}


_NO_SAYING = frozenset(
    {Tense.GERUND, Tense.COMMAND, Tense.MODAL, Tense.INFINITIVE, Tense.PARTICIPLE}
)


def _speaker(line: Line, found: tuple[Party, ...], index: int) -> Party | None:
    """Give who says it: left of the verb, right of an inverted one, or after "according to"."""
    if line.is_a(index, "ACCTO"):
        return _after(line, found, index)
    pred = predicate(line, index)
    if line.low(index) == "saying" and pred is not None:
        return next((one for one in found if _may_speak(one)), None)
    if pred is None or pred.is_passive or pred.tense in _NO_SAYING:
        return None
    left = subject(line, found, pred.first)
    if left and _reaches(line, left.end, pred.first):
        return _fronted(line, found, left)
    if pred.tense in {Tense.PAST, Tense.PRESENT}:
        right = _after(line, found, index)
        if right and line.low(index - 1) in {"”", ",", '"'}:
            return right
    return None


_ADVERBS = frozenset(
    {"also", "later", "then", "however", "again", "now", "once", "further", "since"}
)


def _reaches(line: Line, first: int, end: int) -> bool:
    """Tell whether only asides stand between a party and its verb."""
    while end > first and (line.is_a(end - 1, "ADV", "DATE") or line.low(end - 1) in _ADVERBS):
        end -= 1
    if end - first <= 1 or (line.low(first) in {",", "("} and line.low(end - 1) in {",", ")"}):
        return True
    if line.low(end - 1) == "and" and line.is_a(first, "AUX", "VBD", "VBZ"):
        return True
    return all(
        line.is_a(
            index, "DATE", "ADV", "AUX", "PREP", "CONJ", "CAPW", "NEG", "GPE", "DET", "MEDIAW"
        )
        or line.low(index) in _ADVERBS
        or line.low(index) in {",", "figures", "data", "statistics", "report", "\u201c", '"'}
        for index in range(first, end)
    )


def _fronted(line: Line, found: tuple[Party, ...], party: Party) -> Party:
    """Give the person an apposition belongs to: "Prado, who speaks for the agency, said"."""
    start = party.first
    while start > 0 and line.is_a(start - 1, "DET", "ADJ", "CAPW"):
        start -= 1
    if line.low(start - 1) == ",":
        before = next((one for one in reversed(found) if one.end < party.first), None)
        if before and before.kind is PartyKind.PERSON and before.end == start - 1:
            return attrs.evolve(before, of=before.of or party.of)
    return party


def _after(line: Line, found: tuple[Party, ...], index: int) -> Party | None:
    end = index + 1
    while line.is_a(end, "DET", "ADJ", "DIRW") and not line.is_a(end, "ROLEN", "GOVN"):
        end += 1
    right = next((one for one in found if one.first >= index + 1), None)
    return right if right and right.first <= end and right.kind is not PartyKind.PRONOUN else None


def _voice(line: Line, party: Party, state: Discourse, at: int) -> Voice:
    ref, flags = _who(line, party, state)
    if ref is None:
        return Voice(at=at, hops=())
    how, medium = _manner(line, ref, party)
    return Voice(at=at, hops=(HopRef(actor=ref, how=how, medium=medium),), party=party, flags=flags)


_UNNAMED = ("GOVN", "ROLEN", "ORGN")


def _who(line: Line, party: Party, state: Discourse) -> tuple[ActorRef | None, frozenset[Flag]]:
    ref = party.ref(line)
    low = line.low(party.first)
    if party.kind is PartyKind.PRONOUN:
        known = state.speaker_ref if low in {"he", "she", "they", "i"} else state.actor
        return (attrs.evolve(known, span=ref.span, via=Via.PRONOUN) if known else None), frozenset()
    if (
        party.kind is PartyKind.BODY
        and not party.key
        and state.body
        and low in {"agency", "organization", "organisation"}
    ):
        return attrs.evolve(state.body, span=ref.span, via=Via.ANTECEDENT), frozenset()
    if party.kind is PartyKind.PERSON:
        of = party.of or state.people.get(party.name)
        return attrs.evolve(ref, of=of), frozenset()
    if party.kind is PartyKind.OFFICIAL and party.of is None and not party.key:
        context = state.context()
        named = state.speaker_ref
        if named and low in {
            "minister",
            "president",
            "prime_minister",
            "spokesman",
            "spokeswoman",
            "spokesperson",
            "governor",
            "official",
        }:
            return attrs.evolve(named, span=ref.span, via=Via.ROLE), frozenset()
        return attrs.evolve(ref, of=context.code if context else None), frozenset()
    return ref, frozenset()


def _manner(line: Line, ref: ActorRef, party: Party) -> tuple[How, str]:
    """Tell how it was said, and through what."""
    for index in line.where("MEDIAW"):
        if not line.is_a(index - 1, "PREP", "POSSW", "DET", "ADJ", "CAPW", "MEDIAW", "GPE"):
            continue
        low = line.low(index)
        if low in {"facebook", "twitter", "tweet", "telegram", "instagram", "post"}:
            return How.WROTE, line.tokens[index].text
        if low in {"statement", "interview", "letter"} and ref.role is None:
            return How.SAID, line.tokens[index].text
    plural = (
        party.kind is PartyKind.OFFICIAL and line.is_a(party.end - 1, "PLURAL") and not party.of
    )
    return (How.UNNAMED if plural and ref.of is None else How.SAID), ""


def _is_hearsay(line: Line, index: int) -> bool:
    """Read "are said to have", "is believed to", "reportedly"."""
    pred = predicate(line, index)
    return pred is not None and pred.is_passive and line.low(index + 1) == "to"


def _hearsay(line: Line, index: int) -> Voice:
    span = line.cover(index, index + 1)
    unnamed = ActorRef(key=None, name="unnamed", span=Span(span.start, span.end), via=Via.DOCUMENT)
    return Voice(
        at=index, hops=(HopRef(actor=unnamed, how=How.UNNAMED),), flags=frozenset({Flag.HEARSAY})
    )
