"""Security: who holds, takes, attacks, leaves or sends forces, and what may fall.

Happenings are listed by date, never ranged; a fear ("may collapse") stands apart from what is.
"""

from collections.abc import Iterator

import attrs

from panah.domain.claim import CondType, Hold, Kind, Mood, Status
from panah.domain.quantity import Measure
from panah.domain.reading import ActorRef, CondRef, PlaceRef
from panah.reading.discourse import Country
from panah.reading.frames.frame import woken_by
from panah.reading.frames.scene import Scene, Sighting
from panah.reading.pattern import worded
from panah.reading.places import place_at
from panah.reading.predicate import Predicate, Tense
from panah.reading.stance import Stance
from panah.reading.who import Party, PartyKind

__all__ = ["security"]

_TROOPS = worded("security", "troops")
_WITHDRAWAL = worded("security", "withdrawal")
_WITHDRAWN = worded("security", "withdrawn")
_TAKES = worded("security", "takes")
_TAKING = worded("security", "taking")
_MAY_FALL = worded("security", "may_fall")
_GAINS = worded("security", "gains")
_GAINED = worded("security", "gained")
_TERRITORY = worded("security", "territory")
_CLASH = worded("security", "clash")
_CONCERN = worded("security", "concern")

_HAPPENINGS = (
    ("security.forces", _TROOPS),
    ("security.withdrawal", _WITHDRAWAL),
    ("security.fall", _MAY_FALL),
    ("security.control", _TAKING),
    ("security.control", _TAKES),
    ("security.gains", _GAINS),
    ("security.gains", _GAINED),
    ("security.withdrawal", _WITHDRAWN),
    ("security.clash", _CLASH),
)


@woken_by(
    ("ARMEDN", "ORG", "TROOPN", "FALLV", "SEIZEV"),
    ways=[pattern for _, pattern in _HAPPENINGS],
)
def security(scene: Scene) -> Iterator[Sighting]:
    """Give what a sentence tells of forces and control."""
    done: set[int] = set()
    for rule, verb, first, end in _happenings(scene):
        if any(abs(verb - one) < 3 for one in done) or _is_taken(scene, verb):
            continue
        if sighting := _sighting(scene, rule, verb, first, end):
            done.add(verb)
            yield sighting


def _is_taken(scene: Scene, verb: int) -> bool:
    return any(one.first <= verb < one.end for one in scene.seen)


def _happenings(scene: Scene) -> Iterator[tuple[str, int, int, int]]:
    for rule, pattern in _HAPPENINGS:
        for found in scene.line.find(pattern):
            verb = found.groups["v"][0]
            first = (
                verb
                if rule in {"security.control"} and not _near(found.first, verb)
                else found.first
            )
            yield rule, verb, max(first, verb - 8), found.end


def _near(first: int, verb: int) -> bool:
    return verb - first <= 8


def _sighting(scene: Scene, rule: str, verb: int, first: int, end: int) -> Sighting | None:
    pred = scene.predicate(verb)
    if rule in {"security.forces", "security.control", "security.fall"} and pred is None:
        return None
    party = _who(scene, rule, verb, first, end)
    if rule == "security.control" and (party is None or party.kind is not PartyKind.ARMED):
        return None
    view = _view(scene, rule, pred, first)
    if view is None:
        return None
    count = next(
        (
            one
            for one in scene.counts
            if one.quantity is not None and first <= one.first < end + 2 and not one.is_people
        ),
        None,
    )
    place = scene.place_near(verb, len(scene.line)) or _last_place(scene) or scene.setting()
    return Sighting(
        rule=rule,
        kind=Kind.SECURITY,
        first=first,
        end=end,
        shows=frozenset({view.first, *scene.covers(count)}),
        status=view.status,
        hold=view.hold,
        mood=view.mood,
        subject=_subject(scene, rule, party),
        place=place,
        amount=scene.amount(count, Measure.FLOW),
        conditions=_deadline(scene, end),
    )


def _who(scene: Scene, rule: str, verb: int, first: int, end: int) -> Party | None:
    if rule in {"security.gains", "security.clash", "security.withdrawal"}:
        inside = [one for one in scene.parties if first <= one.first < end]
        return inside[0] if inside else scene.party_left(first)
    return scene.party_left(verb)


def _subject(scene: Scene, rule: str, party: Party | None) -> ActorRef | None:
    if party is None:
        return None
    if (
        party.kind is PartyKind.ARMED
        and party.of
        and rule in {"security.forces", "security.withdrawal"}
    ):
        return Country(
            code=party.of, name=party.name, span=scene.line.cover(party.first, party.end)
        ).ref()
    if party.kind in {PartyKind.ARMED, PartyKind.BODY}:
        return party.ref(scene.line)
    country = scene.country(party)
    return country.ref() if country else None


def _view(scene: Scene, rule: str, pred: Predicate | None, first: int) -> Stance | None:
    if rule in {"security.gains", "security.clash"}:
        return Stance(name="present", first=first, status=Status.UNDER_WAY)
    if rule == "security.withdrawal":
        return _withdrawal(scene, first)
    found = scene.stance(pred) if pred else None
    if found is None or pred is None or (found.is_denied and rule != "security.fall"):
        return None
    if found.mood is Mood.MAY or rule == "security.fall":
        return attrs.evolve(found, status=None, mood=Mood.MAY, hold=Hold.LIVE)
    if pred.tense is Tense.PARTICIPLE:
        return attrs.evolve(found, status=Status.UNDER_WAY)
    return found


def _withdrawal(scene: Scene, first: int) -> Stance:
    """Give how far a withdrawal has come: announced where the words say so, else under way."""
    said = [index for index in scene.line.where("ANNV") if index < first]
    if said:
        return Stance(name="nominal", first=said[0], status=Status.ANNOUNCED, mood=Mood.WILL)
    return Stance(name="nominal", first=first, status=Status.UNDER_WAY)


def _last_place(scene: Scene) -> PlaceRef | None:
    where = scene.line.where("GPE")
    return place_at(scene.line, where[-1]) if where else None


def _deadline(scene: Scene, end: int) -> tuple[CondRef, ...]:
    for index in scene.line.where("DATE"):
        value = scene.line.tokens[index].value
        if index >= end - 1 and getattr(value, "is_deadline", False):
            when = getattr(value, "when", None)
            return (
                CondRef(
                    type=CondType.UNTIL_DATE,
                    span=scene.line.cover(index, index + 1),
                    operand=str(when.latest) if when and when.latest else None,
                ),
            )
    return ()
