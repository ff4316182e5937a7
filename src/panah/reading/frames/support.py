"""Support: food, tents, staff, services and money given to people, or lacking.

Money alone is kept as support of the case's own domain; a thing in kind needs a verb of giving or
of lacking beside it.
"""

from collections.abc import Iterator

import attrs

from panah.domain.claim import Hold, Kind, Mood, Status
from panah.domain.quantity import Measure
from panah.domain.reading import ActorRef
from panah.reading.frames.doers import as_body, is_doer
from panah.reading.frames.frame import woken_by
from panah.reading.frames.scene import Scene, Sighting
from panah.reading.group import Count
from panah.reading.numbers import Quantity
from panah.reading.pattern import worded
from panah.reading.predicate import Predicate, Tense
from panah.reading.stance import Stance
from panah.reading.who import PartyKind

__all__ = ["support"]

_GIVEN = worded("support", "given")
_REACHED = worded("support", "reached")
_LACKING = worded("support", "lacking")
_PEOPLE = ("PEOPLE", "GROUPN", "DEM", "CAMPWORD")


@woken_by(("SUPPLYN",), _PEOPLE, ways=(_REACHED, _GIVEN, _LACKING))
def support(scene: Scene) -> Iterator[Sighting]:
    """Give the help a sentence tells."""
    line = scene.line
    done: set[int] = set()
    for rule, pattern in (
        ("support.reach", _REACHED),
        ("support.give", _GIVEN),
        ("support.lack", _LACKING),
    ):
        for found in line.find(pattern):
            verb, noun = found.groups["v"][0], found.groups["n"][0]
            pred = scene.predicate(verb)
            if pred is None or verb in done or pred.tense is Tense.COMMAND:
                continue
            if any(one.first <= verb < one.end for one in scene.seen):
                continue
            done.update(range(found.first, found.end))
            if sighting := _sighting(scene, rule, pred, noun):
                yield sighting


def _sighting(scene: Scene, rule: str, pred: Predicate, noun: int) -> Sighting | None:
    view = _view(scene, rule, pred)
    if view is None:
        return None
    giver = _giver(scene, pred)
    if (
        giver is None
        or not (pred.is_finite or _is_told(scene, pred))
        or _is_money(scene, pred, noun)
    ):
        return None
    count = _counted(scene, pred, noun)
    if count is None and not scene.line.is_a(noun, "GOODSN", "TENTN"):
        return None
    place = scene.place_near(pred.at, len(scene.line)) or scene.setting()
    return Sighting(
        rule=rule,
        kind=Kind.SUPPORT,
        first=pred.at,
        end=noun + 1,
        shows=frozenset({view.first, *scene.covers(count)}),
        status=view.status,
        hold=view.hold,
        mood=view.mood,
        subject=giver,
        place=place,
        group=scene.people(count) if count and count.is_people else None,
        amount=scene.amount(count, Measure.FLOW) if count else None,
    )


def _is_told(scene: Scene, pred: Predicate) -> bool:
    """Tell whether a main verb of working or continuing tells it: "is working to reach"."""
    main = scene.main(pred.first)
    return main is not None and scene.line.is_a(
        main.at, "WORKV", "CONTV", "STARTV", "ANNV", "OTHERV"
    )


def _is_money(scene: Scene, pred: Predicate, noun: int) -> bool:
    """Tell money, which alone is no help in kind."""
    line = scene.line
    for index in range(pred.end, min(noun + 1, len(line))):
        value = line.tokens[index].value
        if (isinstance(value, Quantity) and value.money) or line.low(index) in {"funding", "funds"}:
            return True
    return False


def _view(scene: Scene, rule: str, pred: Predicate) -> Stance | None:
    found = scene.stance(pred)
    if found.is_denied or found.mood is Mood.MAY or found.name in {"asked", "must", "considering"}:
        return None
    if rule == "support.lack":
        return attrs.evolve(found, status=Status.ASKED, hold=Hold.LIVE)
    if found.name in {"ready", "announced", "expected", "infinitive", "future"}:
        return attrs.evolve(found, status=Status.ANNOUNCED, mood=Mood.WILL)
    return found


def _giver(scene: Scene, pred: Predicate) -> ActorRef | None:
    party = scene.agent(pred)
    if party is None or (party.kind is PartyKind.ARMED and not is_doer(party)):
        return None
    if is_doer(party):
        return as_body(scene, party)
    country = scene.country(party)
    return (
        country.ref()
        if country
        else None
        if party.kind is PartyKind.PRONOUN
        else party.ref(scene.line)
    )


def _counted(scene: Scene, pred: Predicate, noun: int) -> Count | None:
    near = [
        one
        for one in scene.counts
        if one.quantity is not None and pred.at - 3 <= one.first <= noun + 12
    ]
    return next((one for one in near if one.is_people), near[0] if near else None)
