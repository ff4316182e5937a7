"""Asking and talking: requests that name no verb of hosting, talks, and the overflow rule.

"Contacted Kosovo and Kazakhstan to help", "urged Germany to stop deportations", "talks began in
July", "above that, Nairobi will turn to aid groups".
"""

import re
from collections.abc import Iterator

from panah.domain.claim import CondType, Hold, Kind, Mood, Span, Status
from panah.domain.reading import ActorRef, CondRef
from panah.reading.conditions import conditions
from panah.reading.discourse import place_of
from panah.reading.frames.scene import Scene, Sighting
from panah.reading.pattern import worded
from panah.reading.predicate import Predicate, Tense
from panah.reading.who import Party, PartyKind

__all__ = ["overflow", "requests", "talks"]

_REFUGE_WORDS = (
    "REFN",
    "RETN",
    "HOSTV",
    "PEOPLE",
    "BORDERN",
    "ASYLUMN",
    "RETV",
    "EVACV",
    "ADMN",
    "PUSHN",
    "ALLOWV",
)
_ASKED_FOR = ("safe harbor", "safe harbour", "safe port", "port of safety")


def requests(scene: Scene) -> Iterator[Sighting]:
    """Give what a sentence says is asked for, where no hosting claim tells it already."""
    line = scene.line
    if not line.has("ASKV"):
        return
    for pred in scene.verbs("ASKV"):
        if pred.tense not in {Tense.PAST, Tense.PRESENT, Tense.PROGRESSIVE} and not _is_call(
            scene, pred
        ):
            continue
        if any(
            one.first <= pred.at < one.end + 1 and one.kind is Kind.HOSTING for one in scene.seen
        ):
            continue
        if any(one.status is Status.ASKED for one in scene.seen):
            continue
        if not _is_about_refuge(scene, pred):
            continue
        if sighting := _request(scene, pred):
            yield sighting


def _is_call(scene: Scene, pred: Predicate) -> bool:
    return pred.tense is Tense.PARTICIPLE and not pred.is_passive and pred.at > 2


def _is_about_refuge(scene: Scene, pred: Predicate) -> bool:
    """Tell whether the words after the verb ask for refuge, return, passage or an end to them."""
    line = scene.line
    end = scene.same_clause(pred.at)[1]
    words = range(pred.end, min(end, pred.end + 18))
    return line.has("GROUPN", "ASYLUMN", "RETN", "BORDERN", "REFN") and any(
        line.is_a(index, *_REFUGE_WORDS) for index in words
    )


def _request(scene: Scene, pred: Predicate) -> Sighting | None:
    line = scene.line
    asker_party = scene.agent(pred) if pred.is_passive else scene.party_left(pred.first)
    asker = _party_ref(scene, asker_party)
    end = scene.same_clause(pred.at)[1]
    asked = _asked_party(scene, pred, end)
    if asker is None and asked is None:
        return None
    count = next(
        (one for one in scene.counts if pred.end <= one.first < pred.end + 16 and one.is_people),
        None,
    )
    last = count.end - 1 if count else min(pred.end + 8, end - 1)
    support = not any(line.is_a(index, "HOSTV", "REFN", "ADMN") for index in range(pred.end, end))
    return Sighting(
        rule="ask.request",
        kind=Kind.POLICY if support else Kind.HOSTING,
        first=pred.at,
        end=pred.end,
        shows=frozenset({pred.first, last}),
        status=Status.ASKED,
        subject=asked or _unnamed(scene, pred, end),
        counterpart=asker,
        place=place_of(asked),
        group=scene.people(count),
        amount=scene.amount(count),
        from_=scene.origin(count),
        conditions=conditions(line, pred.at),
    )


def _party_ref(scene: Scene, party: Party | None) -> ActorRef | None:
    if party is None or party.kind is PartyKind.MEDIA:
        return None
    if party.speaks_for:
        body = party.speaks_for
        return ActorRef(key=body.id, name=body.name, span=scene.line.cover(party.first, party.end))
    if party.kind is PartyKind.BODY or (party.kind is PartyKind.PERSON and party.of is None):
        return party.ref(scene.line)
    country = scene.country(party)
    return (
        country.ref()
        if country
        else None
        if party.kind is PartyKind.PRONOUN
        else party.ref(scene.line)
    )


def _asked_party(scene: Scene, pred: Predicate, end: int) -> ActorRef | None:
    """Give who is asked: the party right behind the verb."""
    for party in scene.parties:
        if party.first >= pred.end and party.end <= end and party.first - pred.end <= 3:
            return _party_ref(scene, party)
    return None


_MANY = frozenset(
    {"countries", "states", "nations", "governments", "neighbours", "neighbors", "community"}
)


def _unnamed(scene: Scene, pred: Predicate, end: int) -> ActorRef | None:
    line = scene.line
    for index in range(pred.end, min(end, pred.end + 6)):
        if line.low(index) in _MANY:
            first = index
            while first > pred.end and line.is_a(
                first - 1, "ADJ", "DET", "DEM", "DIRW", "CAPW", "ORG"
            ):
                first -= 1
            return ActorRef(
                key=None, name=line.words(first, index + 1), span=line.cover(first, index + 1)
            )
    return None


_TALKS = (
    worded("ask", "talks_1"),
    worded("ask", "talks_2"),
    worded("ask", "talks_3"),
)
_REFUGE = re.compile(
    r"refugee|asylum|evacuee|shelter|hous(?:e|ing)|resettle|displaced|migra", re.IGNORECASE
)
_CONTEXT = 600
"""How far back, in characters, talks may have been said to be about refuge."""


def talks(scene: Scene) -> Iterator[Sighting]:
    """Give talks that a sentence tells where the text around is about refuge."""
    line = scene.line
    if not line.has("TALKN", "INTALKS") or any(one.kind is Kind.HOSTING for one in scene.seen):
        return
    around = line.text[max(0, line.span.start - _CONTEXT) : line.span.end]
    if not _REFUGE.search(around):
        return
    for found in scene.find(*_TALKS):
        party = scene.party_left(found.first + 1) or scene.party_left(found.end)
        country = scene.country(party) or scene.state.context()
        if country is None:
            return
        other = next(
            (
                scene.country(one)
                for one in scene.parties
                if one.first >= found.end and line.low(one.first - 1) in {"with", "and", "the"}
            ),
            None,
        )
        stalled = bool({"stalled", "collapsed"} & line.keys)
        yield Sighting(
            rule="ask.talks",
            kind=Kind.HOSTING,
            first=found.first,
            end=found.end,
            status=Status.IN_TALKS,
            subject=country.ref(),
            place=country.place(),
            counterpart=other.ref() if other and other.code != country.code else None,
            hold=Hold.SUSPENDED if stalled else Hold.LIVE,
        )
        return


_EXCEEDS = re.compile(
    r"\b(?:if|when|once|should)\b[^.;]{0,110}?\b(?:exceed\w*|surpass\w*|goes?\s+above|beyond|"
    r"insufficient|overwhelm\w*)\b[^.;,]*",
    re.IGNORECASE,
)


def overflow(scene: Scene) -> Iterator[Sighting]:
    """Give what happens above a ceiling: who is then turned to for help."""
    line = scene.line
    if not line.has("COND") or not line.has("ASKV", "TRYV", "NEEDV"):
        return
    match = _EXCEEDS.search(line.text, line.span.start, line.span.end)
    if match is None:
        return
    for pred in scene.verbs("ASKV", "TRYV", "NEEDV"):
        if line.tokens[pred.at].start < match.start():
            continue
        party = scene.party_left(pred.first)
        country = scene.country(party) or scene.state.context()
        helper = _helper(scene, pred)
        condition = CondRef(type=CondType.IF_EXCEEDS, span=Span(match.start(), match.end()))
        end = helper[1] if helper else pred.end
        yield Sighting(
            rule="ask.overflow",
            kind=Kind.SUPPORT,
            first=pred.first,
            end=end,
            shows=frozenset({party.first}) if party else frozenset(),
            status=Status.ASKED,
            mood=Mood.WILL,
            subject=helper[0] if helper else None,
            counterpart=country.ref() if country else None,
            place=country.place() if country else None,
            conditions=(condition,),
        )
        return


def _helper(scene: Scene, pred: Predicate) -> tuple[ActorRef, int] | None:
    """Give whom one turns to: the noun phrase behind the verb."""
    for party in scene.parties:
        if pred.end <= party.first <= pred.end + 3:
            return party.ref(scene.line), party.end
    return None
