"""Displaced, and in a state: people driven from their homes, people who are somewhere now.

"Have fled their homes" is an event inside a country; "are displaced", "registered" and "live in"
are states of people at a place. Neither says who took them in.
"""

from collections.abc import Iterator

from panah.domain.claim import Kind, Mood, Status
from panah.domain.quantity import Measure
from panah.domain.reading import Flag, PlaceRef
from panah.reading.frames.frame import woken_by
from panah.reading.frames.scene import Scene, Sighting
from panah.reading.group import Count
from panah.reading.pattern import worded
from panah.reading.places import Role, place_at
from panah.reading.predicate import Predicate
from panah.reading.stance import Stance

__all__ = ["displaced", "population"]

_LEFT_HOMES = worded("population", "left_homes")
_INTERNAL = worded("population", "internal")
_HOME_TO = worded("population", "home_to")
_THERE_ARE = worded("population", "there_are")


@woken_by(("DISPV", "HOMES", "INTERNALW", "MOVEN"))
def displaced(scene: Scene) -> Iterator[Sighting]:
    """Give the displacements a sentence tells."""
    done: list[int] = []
    for found in scene.find(_LEFT_HOMES):
        pred = scene.predicate(found.first)
        if pred and (count := _people(scene, pred)):
            done.append(found.first)
            yield _event(scene, pred, count, found.end, "movement.homes")
    for pred in scene.verbs("DISPV"):
        if any(abs(pred.at - one) < 4 for one in done):
            continue
        if count := _people(scene, pred):
            done.append(pred.at)
            yield _event(scene, pred, count, pred.end, "movement.displaced")
    yield from _displacement(scene)
    for found in scene.line.find(_INTERNAL):
        yield Sighting(
            rule="movement.internal",
            kind=Kind.MOVEMENT,
            first=found.first,
            end=found.end,
            status=Status.DONE,
            from_=scene.setting(),
            to=scene.setting(),
            flags=frozenset({Flag.PLACE_INFERRED}),
        )


_DISPLACEMENT = worded("population", "displacement")


def _displacement(scene: Scene) -> Iterator[Sighting]:
    """Read the noun: "the displacement of 10,214 people"."""
    for found in scene.line.find(_DISPLACEMENT):
        count = next((one for one in scene.counts if found.first < one.first < found.end), None)
        if count is None:
            continue
        place = scene.place_near(found.first, len(scene.line)) or scene.setting()
        yield Sighting(
            rule="movement.displaced",
            kind=Kind.MOVEMENT,
            first=found.first,
            end=found.end,
            shows=scene.covers(count),
            status=Status.DONE,
            subject=scene.as_actor(count),
            from_=scene.place(Role.FROM, found.end, len(scene.line))
            or scene.origin(count)
            or place,
            group=scene.people(count),
            amount=scene.amount(count, Measure.FLOW),
        )


def _people(scene: Scene, pred: Predicate) -> Count | None:
    """Give whom it drove out: left of "have been displaced", right of "has displaced"."""
    left = [one for one in scene.people_left(pred) if one.is_people]
    counted = [one for one in left if one.quantity is not None]
    drives = not scene.line.is_a(pred.at, "FLEEV", "LEAVEV") or scene.line.is_a(pred.at, "DISPV")
    right = scene.people_right(pred.end) if drives else None
    if not pred.is_passive and right and right.quantity is not None:
        return right
    return counted[-1] if counted else None


def _event(scene: Scene, pred: Predicate, count: Count, end: int, rule: str) -> Sighting:
    view = scene.stance(pred)
    here = scene.place_near(count.end, len(scene.line)) or scene.origin(count)
    from_ = scene.place(Role.FROM, pred.at, len(scene.line)) or here
    inferred = from_ is None
    from_ = from_ or scene.setting()
    measure = Measure.CUMULATIVE if _has_start(scene) else Measure.FLOW
    return Sighting(
        rule=rule,
        kind=Kind.MOVEMENT,
        first=pred.at,
        end=end,
        shows=scene.covers(count, pred.first),
        status=view.status if view.mood is not Mood.MAY else None,
        hold=view.hold,
        mood=view.mood,
        subject=scene.as_actor(count),
        from_=from_,
        group=scene.people(count),
        amount=scene.amount(count, measure),
        flags=frozenset({Flag.PLACE_INFERRED}) if inferred else frozenset(),
    )


def _has_start(scene: Scene) -> bool:
    dated = any(scene.line.low(index).startswith("since") for index in scene.line.where("DATE"))
    return dated or scene.line.has("SINCEW")


_STAYS = ("STAYV", "REGV", "STUCKV", "PLACEV")


@woken_by(("QTY", "GROUPN"), ways=(_HOME_TO, _THERE_ARE, (frozenset(_STAYS),)))
def population(scene: Scene) -> Iterator[Sighting]:
    """Give the people who are said to be somewhere."""
    done: set[int] = set()
    for count, first, end, view in _stays(scene):
        if scene.is_vague(count) or scene.is_supposed(first):
            continue
        if count.first in done or any(_overlaps(one, count, scene) for one in scene.seen):
            continue
        place = scene.place_near(count.end, len(scene.line)) or _left_place(scene, count)
        inferred = place is None
        place = place or scene.refuge_setting(count.origin)
        if place is None:
            continue
        done.add(count.first)
        yield Sighting(
            rule=_rule(scene, count),
            kind=Kind.POPULATION,
            first=first,
            end=end,
            shows=scene.covers(count),
            status=_status(view),
            mood=view.mood if view else Mood.IS,
            subject=scene.as_actor(count),
            place=place,
            group=scene.people(count),
            amount=scene.amount(count, Measure.STOCK),
            flags=frozenset({Flag.PLACE_INFERRED}) if inferred else frozenset(),
        )


def _rule(scene: Scene, count: Count) -> str:
    """Tell the displaced of a country from people in a camp or registered somewhere."""
    line = scene.line
    words = range(count.first, min(count.end + 2, len(line)))
    driven = any(
        "displaced" in line.low(n) or line.low(n) == "idps" or line.is_a(n, "DISPV") for n in words
    )
    return "population.displaced" if driven and not line.has("CAMPN") else "population.at"


def _status(view: Stance | None) -> Status | None:
    if view is None or view.mood is Mood.IS:
        return Status.IN_PLACE
    return None if view.mood is Mood.MAY else view.status


def _overlaps(one: Sighting, count: Count, scene: Scene) -> bool:
    """Tell whether a claim already counts these people."""
    return one.group is not None and one.group.span.overlaps(
        scene.line.cover(count.first, count.end)
    )


def _stays(scene: Scene) -> Iterator[tuple[Count, int, int, Stance | None]]:
    """Give counted displaced people with the words that say they are there."""
    for found in scene.find(_HOME_TO, _THERE_ARE):
        count = next((one for one in scene.counts if one.first == found.end - 1), None)
        if count and count.is_people and _is_displaced(scene, count):
            yield count, found.first, count.end, None
    for pred in scene.verbs(*_STAYS):
        count = _stayers(scene, pred) or _registered(scene, pred)
        if count and _is_displaced(scene, count):
            yield count, pred.at, pred.end, scene.stance(pred)


def _registered(scene: Scene, pred: Predicate) -> Count | None:
    """Read "has registered 35,000 people": the people stand right of the verb."""
    if pred.is_passive or not scene.line.is_a(pred.at, "REGV"):
        return None
    count = scene.people_right(pred.end)
    return count if count and count.quantity is not None else None


def _stayers(scene: Scene, pred: Predicate) -> Count | None:
    """Give the counted people who stay, or whom a participle hangs on."""
    hung = tuple(one for one in scene.counts if one.end == pred.first)
    found = [
        one for one in scene.people_left(pred) or hung if one.is_people and one.quantity is not None
    ]
    return found[-1] if found else None


def _is_displaced(scene: Scene, count: Count) -> bool:
    """Tell refugees from residents: by their noun, by their origin, or by the sentence."""
    line = scene.line
    if any(line.is_a(index, "PEOPLE", "DEM") for index in range(count.first, count.end)):
        return True
    if line.has("STUCKV", "DISTRESS") and line.has("BORDERN", "SHIPN", "CAMPN"):
        return True
    return line.has("PEOPLE", "CAMPWORD", "FLEEV", "HOMES") or scene.state.refuge_words > 2


def _left_place(scene: Scene, count: Count) -> PlaceRef | None:
    """Give the place whose people they are: "Jordan is home to", "the camp in Kilis hosts"."""
    party = scene.party_left(count.first)
    country = scene.country(party) if party else None
    if country:
        return country.place()
    for setting in scene.settings(0, count.first):
        if setting.where:
            return place_at(scene.line, setting.index)
    return None
