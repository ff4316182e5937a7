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
from panah.reading.frames.doers import as_body
from panah.reading.frames.frame import woken_by
from panah.reading.frames.scene import Scene, Sighting
from panah.reading.numbers import Quantity
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
    "EVACN",
    "ADMN",
    "PUSHN",
    "PUSHV",
    "ALLOWV",
    "PLACEN",
    "PAPERN",
    "QUOTAN",
    "CAMPN",
    "GOODSN",
    "SHIPN",
    "DISPV",
)
_TOLD = frozenset({Tense.PAST, Tense.PRESENT, Tense.PROGRESSIVE})


@woken_by(("ASKV", "WANTV", "REQN"))
def requests(scene: Scene) -> Iterator[Sighting]:
    """Give what a sentence says is asked for, where no hosting claim tells it already."""
    line = scene.line
    if any(one.status is Status.ASKED for one in scene.seen):
        return
    for at in line.where("ASKV", "WANTV", "REQN"):
        if any(one.first <= at < one.end + 1 and one.kind is Kind.HOSTING for one in scene.seen):
            continue
        pred = scene.predicate(at)
        if not _is_asking(scene, at, pred) or not _is_about_refuge(scene, at):
            continue
        if sighting := _request(scene, at, pred):
            yield sighting
            return


def _is_asking(scene: Scene, at: int, pred: Predicate | None) -> bool:
    """Tell whether a verb or noun asks somebody for something, and is told as a fact."""
    line = scene.line
    if line.is_a(at, "ASKV") and _asks_no_favour(scene, at, pred):
        return False
    if pred is None:
        called = line.is_a(at, "REQN") and line.low(at + 1) in {"for", "to", "by", "that", "from"}
        if line.low(at + 1) in {"by", "from"}:
            called = bool({"to", "for", "that"} & {line.low(n) for n in range(at + 2, at + 9)})
        return called and not line.is_a(at - 1, "PREP")
    if line.is_a(at, "WANTV") and not line.is_a(at, "ASKV"):
        wanted = any(at < one.first <= at + 3 for one in scene.parties)
        near = range(at + 2, min(at + 8, len(line)))
        done = any(
            line.is_a(n, "VBN") and line.is_a(n - 1, "CAMPN", "BORDERN", "RETN") for n in near
        )
        return (wanted and "to" in {line.low(n) for n in near}) or done
    called = pred.tense is Tense.PARTICIPLE and not pred.is_passive and at > 2
    return called or pred.tense in _TOLD


_QUESTIONS = frozenset({"whether", "if", "about", "who", "why", "how", "what", "when", "where"})
_PAPERS = frozenset({"visa", "visas", "passport", "passports", "papers"})


def _asks_no_favour(scene: Scene, at: int, pred: Predicate | None) -> bool:
    """Tell a question, a claim to asylum and papers demanded at a gate from a request.

    "Asked whether it would open camps", "pressed by reporters", "ten asked for asylum", "demands
    a visa".
    """
    line = scene.line
    end = pred.end if pred else at + 1
    behind = [line.low(n) for n in range(end, min(end + 4, len(line)))]
    if _QUESTIONS & set(behind[:2]) or (behind[:1] == ["by"] and pred and pred.first == at):
        return True
    if line.low(end - 1) == "that":
        return False
    names = (word for word in behind if word not in {"for", "a", "an", "no", "valid"})
    first = next(names, "")
    return first in _PAPERS or first.startswith("asylum")


def _is_about_refuge(scene: Scene, at: int) -> bool:
    """Tell whether the words behind ask for refuge, return, passage, help or an end to them."""
    line = scene.line
    words = range(at + 1, min(scene.same_clause(at)[1], at + 18))
    if any(isinstance(q := line.tokens[n].value, Quantity) and q.money for n in words):
        return False
    about = line.has("GROUPN", "ASYLUMN", "RETN", "BORDERN", "REFN", "DEM")
    return (about or scene.state.refuge_words > 2) and any(
        line.is_a(index, *_REFUGE_WORDS) for index in words
    )


def _request(scene: Scene, at: int, pred: Predicate | None) -> Sighting | None:
    line = scene.line
    asker = _party_ref(scene, _asker(scene, at, pred))
    end = scene.same_clause(at)[1]
    asked = _asked_party(scene, at + 1, end)
    if asker is None and asked is None:
        return None
    count = next((one for one in scene.counts if at < one.first < at + 17 and one.is_people), None)
    last = count.end - 1 if count else min(at + 9, end - 1)
    support = not any(line.is_a(index, "HOSTV", "REFN", "ADMN") for index in range(at + 1, end))
    return Sighting(
        rule="ask.request",
        kind=Kind.POLICY if support else Kind.HOSTING,
        first=at,
        end=at + 1,
        shows=frozenset({pred.first if pred else at, last}),
        status=Status.ASKED,
        subject=asked or _unnamed(scene, at + 1, end),
        counterpart=asker,
        place=place_of(asked) or scene.refuge_setting(),
        group=scene.people(count),
        amount=scene.amount(count),
        from_=scene.origin(count),
        conditions=conditions(line, at),
    )


def _asker(scene: Scene, at: int, pred: Predicate | None) -> Party | None:
    """Give who asks: by whom, the subject, or whose call it is."""
    if pred is not None and pred.is_passive:
        return scene.agent(pred)
    if pred is None and scene.line.low(at - 1) == "'s":
        return next((one for one in reversed(scene.parties) if one.end == at - 1), None)
    if pred is None and scene.line.low(at + 1) == "by":
        return next((one for one in scene.parties if at + 2 <= one.first <= at + 3), None)
    return scene.party_left(pred.first if pred else at)


def _party_ref(scene: Scene, party: Party | None) -> ActorRef | None:
    if party is None or party.kind is PartyKind.MEDIA:
        return None
    if party.speaks_for:
        body = party.speaks_for
        return ActorRef(key=body.id, name=body.name, span=scene.line.cover(party.first, party.end))
    if party.kind is PartyKind.BODY or (party.kind is PartyKind.PERSON and party.of is None):
        return as_body(scene, party)
    country = scene.country(party)
    return (
        country.ref()
        if country
        else None
        if party.kind is PartyKind.PRONOUN
        else party.ref(scene.line)
    )


def _asked_party(scene: Scene, at: int, end: int) -> ActorRef | None:
    """Give who is asked: the party right behind the verb."""
    for party in scene.parties:
        if party.first >= at and party.end <= end and party.first - at <= 3:
            return _party_ref(scene, party)
    return None


_MANY = frozenset(
    {"countries", "states", "nations", "governments", "neighbours", "neighbors", "community"}
)


def _unnamed(scene: Scene, at: int, end: int) -> ActorRef | None:
    line = scene.line
    for index in range(at, min(end, at + 6)):
        if line.low(index) in _MANY:
            first = index
            while first > at and line.is_a(first - 1, "ADJ", "DET", "DEM", "DIRW", "CAPW", "ORG"):
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


@woken_by(("TALKN", "INTALKS"), ways=_TALKS)
def talks(scene: Scene) -> Iterator[Sighting]:
    """Give talks that a sentence tells where the text around is about refuge."""
    line = scene.line
    if any(one.kind is Kind.HOSTING for one in scene.seen):
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


@woken_by(("COND",), ("ASKV", "TRYV", "NEEDV"))
def overflow(scene: Scene) -> Iterator[Sighting]:
    """Give what happens above a ceiling: who is then turned to for help."""
    line = scene.line
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
