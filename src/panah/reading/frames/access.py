"""Access: borders, crossings, airports, embassies and programmes that close, pause, open again.

The party that closes is the subject; a border that closes by itself is its country's.
"""

from collections.abc import Iterator

import attrs

from panah.domain.claim import Hold, Kind, Mood, Status
from panah.domain.reading import ActorRef
from panah.reading.conditions import conditions
from panah.reading.discourse import Country, place_of
from panah.reading.frames.doers import as_body
from panah.reading.frames.frame import woken_by
from panah.reading.frames.scene import Scene, Sighting
from panah.reading.pattern import worded
from panah.reading.predicate import Predicate
from panah.reading.stance import Stance
from panah.reading.who import PartyKind

__all__ = ["access"]

_SHUT = worded("access", "shut")
_SHUT_CAMP = worded("access", "shut_camp")
_IS_SHUT = worded("access", "is_shut")
_PAUSED = worded("access", "paused")
_IS_PAUSED = worded("access", "is_paused")
_PAUSED_DOING = worded("access", "paused_doing")
_WALL = worded("access", "wall")
_REFUGEE = ("EVACN", "PEOPLE", "ASYLUMN", "DEM", "RETN", "ADMN")


@attrs.frozen
class _Gate:
    verb: int
    noun: int
    first: int
    end: int
    rule: str


@woken_by(
    ways=(
        *(_SHUT, _SHUT_CAMP, _IS_SHUT, _WALL),
        *((frozenset(_REFUGEE), *one.needs) for one in (_PAUSED, _IS_PAUSED, _PAUSED_DOING)),
    )
)
def access(scene: Scene) -> Iterator[Sighting]:
    """Give what a sentence says is closed, paused or open again."""
    done: set[int] = set()
    for gate in _gates(scene):
        if gate.verb in done or any(_covers(one, gate) for one in scene.seen):
            continue
        done.add(gate.verb)
        if sighting := _sighting(scene, gate):
            yield sighting


def _covers(one: Sighting, gate: _Gate) -> bool:
    return one.first <= gate.verb < one.end and one.kind in {Kind.HOSTING, Kind.FACILITY}


def _gates(scene: Scene) -> Iterator[_Gate]:
    line = scene.line
    for pattern in line.fitting((_SHUT, _SHUT_CAMP, _IS_SHUT, _WALL)):
        rule = "access.wall" if pattern is _WALL else "access.gate"
        for found in line.find(pattern):
            yield _Gate(found.groups["v"][0], found.groups["n"][0], found.first, found.end, rule)
    if line.has(*_REFUGEE):
        for pattern in line.fitting((_PAUSED, _IS_PAUSED, _PAUSED_DOING)):
            for found in line.find(pattern):
                noun = found.groups["n"][0]
                if _is_about_refuge(scene, noun):
                    yield _Gate(
                        found.groups["v"][0],
                        noun,
                        found.first,
                        found.end,
                        _paused_rule(scene, noun),
                    )


def _paused_rule(scene: Scene, noun: int) -> str:
    if scene.line.is_a(noun, "EVACN"):
        return "access.evacuation"
    near = range(max(0, noun - 3), min(noun + 3, len(scene.line)))
    returns = any(scene.line.is_a(index, "RETN") for index in near)
    return "access.returns" if returns else "access.programme"


def _is_about_refuge(scene: Scene, noun: int) -> bool:
    near = range(max(0, noun - 4), min(noun + 6, len(scene.line)))
    return any(
        scene.line.is_a(index, "PEOPLE", "ASYLUMN", "RETN", "ADMN", "EVACN") for index in near
    )


def _sighting(scene: Scene, gate: _Gate) -> Sighting | None:
    pred = scene.predicate(gate.verb)
    view = _view(scene, gate, pred)
    if view is None or _describes(scene, gate) or scene.is_supposed(gate.verb):
        return None
    who = _who(scene, gate)
    place = scene.place_near(gate.verb, _end(scene, gate))
    place = place or place_of(who)
    return Sighting(
        rule=gate.rule,
        kind=Kind.ACCESS,
        first=gate.first,
        end=gate.end,
        shows=frozenset({view.first}),
        status=view.status,
        hold=view.hold,
        mood=view.mood,
        subject=who,
        place=place or scene.setting(),
        conditions=conditions(scene.line, gate.verb),
    )


def _describes(scene: Scene, gate: _Gate) -> bool:
    """Tell a word that only describes the noun behind it: "three empty halls"."""
    line, at = scene.line, gate.verb
    return (
        at < gate.noun
        and not line.is_a(at, "VBG", "VBZ")
        and line.low(at - 1) != "to"
        and line.is_a(at - 1, "QTY", "DET", "ADJ", "POSSW", "PREP")
    )


def _end(scene: Scene, gate: _Gate) -> int:
    """Give where what is said of a gate ends: "closed the crossing *and bused* people to Peru"."""
    end = scene.same_clause(gate.verb)[1]
    for at in range(max(gate.verb, gate.noun) + 1, end):
        if scene.line.low(at - 1) == "and" and scene.line.is_a(at, "VBD", "VBZ", "AUX"):
            return at
    return end


def _view(scene: Scene, gate: _Gate, pred: Predicate | None) -> Stance | None:
    opens = scene.line.is_a(gate.verb, "REOPENV", "OPENV") or scene.line.low(gate.verb) == "open"
    if pred is None and scene.line.low(gate.verb) not in {"open", "closed", "shut"}:
        return None
    found = (
        scene.stance(pred)
        if pred
        else Stance(name="present", first=gate.first, status=Status.IN_PLACE)
    )
    if found.name in {"asked", "must", "command"} or scene.line.is_a(gate.verb - 1, "ASKV"):
        return None
    if gate.rule == "access.wall":
        return found
    if found.is_denied:
        return attrs.evolve(
            found, status=Status.IN_PLACE, hold=Hold.SUSPENDED if opens else Hold.LIVE
        )
    if found.name in {"future", "announced", "expected", "infinitive", "possible", "modal"}:
        mood = Mood.MAY if found.mood is Mood.MAY else Mood.WILL
        return attrs.evolve(
            found,
            status=None if mood is Mood.MAY else Status.ANNOUNCED,
            mood=mood,
            hold=Hold.LIVE if opens else Hold.SUSPENDED,
        )
    razed = found.name == "past" and scene.line.is_a(gate.verb, "RAZEV")
    return attrs.evolve(
        found,
        status=Status.DONE if razed else Status.IN_PLACE,
        mood=Mood.IS,
        hold=Hold.LIVE if opens else Hold.SUSPENDED,
    )


def _who(scene: Scene, gate: _Gate) -> ActorRef | None:
    """Give who closes; of a border that is closed, the country it is named by."""
    if gate.verb < gate.noun and (party := scene.party_left(gate.first)):
        country = scene.country(party)
        if country:
            return country.ref()
        if party.kind is PartyKind.BODY:
            return as_body(scene, party)
    pred = scene.predicate(gate.verb)
    if pred is not None and pred.is_passive and (country := scene.country(scene.agent(pred))):
        return country.ref()
    for setting in scene.settings(gate.first - 3, gate.end):
        if setting.where and setting.where.country:
            token = scene.line.tokens[setting.index]
            return Country(
                code=setting.where.country,
                name=token.text,
                span=scene.line.cover(setting.index, setting.index + 1),
                via=setting.where.via,
            ).ref()
    context = scene.state.context()
    return context.ref() if context else None
