"""Movements told by a noun: the arrival of 35,000 people, deportations that go on, a flight.

The noun says what kind of movement it is; the words that govern it say how far it has come.
"""

from collections.abc import Iterator

from panah.domain.claim import Hold, Kind, Mood, Status
from panah.domain.quantity import Measure, Unit
from panah.domain.reading import PlaceRef
from panah.reading.frames.frame import woken_by
from panah.reading.frames.scene import Scene, Sighting
from panah.reading.group import Count
from panah.reading.pattern import worded
from panah.reading.places import Role, place_at
from panah.reading.predicate import Predicate, Tense
from panah.reading.stance import Stance, cue_left

__all__ = ["flights", "nominal"]

_MODS = "({ADJ}|{DET}|{DEM}|{CAPW}|safe|orderly|voluntary|forced|and|forcible|mass|possible){0,5}"
_OF = worded("nominal", "of")
_COUNTED = worded("nominal", "counted")
_GO_ON = worded("nominal", "go_on")
_RULES = (("ARRN", "movement.arrive"), ("RETN", "movement.return"), ("EVACN", "movement.evacuate"))


@woken_by(("ARRN", "RETN", "EVACN"), ways=(_OF, _COUNTED, _GO_ON))
def nominal(scene: Scene) -> Iterator[Sighting]:
    """Give the movements that nouns tell."""
    line = scene.line
    done: set[int] = set()
    for pattern in (_OF, _COUNTED):
        for found in line.find(pattern):
            noun = found.groups["n"][0]
            count = _count_of(scene, found.first, found.end)
            if count is None or count.quantity in done or _is_seen(scene, count):
                continue
            done.add(count.quantity or 0)
            yield _counted(scene, noun, count, found.first, found.end)
    for found in line.find(_GO_ON):
        verb, noun = found.groups["v"][0], found.groups["n"][0]
        pred = scene.predicate(verb)
        if pred is None or any(one.first <= noun < one.end for one in scene.seen):
            continue
        if sighting := _going_on(scene, pred, found.end):
            yield sighting


def _count_of(scene: Scene, first: int, end: int) -> Count | None:
    return next(
        (one for one in scene.counts if first <= one.first < end and one.quantity is not None), None
    )


def _is_seen(scene: Scene, count: Count) -> bool:
    span = scene.line.cover(count.first, count.end)
    return any(one.amount and one.amount.worded.overlaps(span) for one in scene.seen)


def _counted(scene: Scene, noun: int, count: Count, first: int, end: int) -> Sighting:
    line = scene.line
    rule = next((rule for tag, rule in _RULES if line.is_a(noun, tag)), "movement.arrive")
    view = cue_left(line, noun, scene.same_clause(noun)[0])
    places = _places(scene, noun, end)
    from_, to = places[Role.FROM], places[Role.TO] or places[Role.IN]
    origin = scene.origin(count)
    if rule == "movement.return":
        to = to or origin
    else:
        from_ = from_ or origin
    if rule == "movement.arrive" and to is None:
        ground = scene.country(scene.party_left(first))
        is_own = ground is not None and (from_ is None or ground.code != from_.code)
        to = ground.place() if ground and is_own else None
        to = to or scene.refuge_setting(from_.code if from_ else None)
    party = scene.party_left(first) if rule != "movement.arrive" else None
    country = scene.country(party)
    status, mood = _outlook(view)
    return Sighting(
        rule=rule,
        kind=Kind.MOVEMENT,
        first=first,
        end=max(end, count.end),
        shows=scene.covers(count, *([view.first] if view else [])),
        status=status,
        mood=mood,
        hold=view.hold if view else Hold.LIVE,
        subject=country.ref() if country else scene.as_actor(count),
        from_=from_,
        to=to,
        group=scene.people(count),
        amount=scene.amount(count, Measure.FLOW),
    )


def _places(scene: Scene, noun: int, end: int) -> dict[Role, PlaceRef | None]:
    found: dict[Role, PlaceRef | None] = dict.fromkeys(Role)
    for setting in scene.settings(noun, min(end + 12, scene.same_clause(noun)[1])):
        found[setting.role] = found[setting.role] or place_at(scene.line, setting.index)
    return found


def _outlook(view: Stance | None) -> tuple[Status | None, Mood]:
    """Give how far what a noun tells has come: a fact, unless a cue makes it a plan or a fear."""
    if view is None or view.name in {"asked", "agreed", "in_talks", "near_final", "ready"}:
        return Status.DONE, Mood.IS
    if view.mood is Mood.MAY:
        return None, Mood.MAY
    if view.name in {"announced", "expected", "considering"}:
        return Status.ANNOUNCED, Mood.WILL
    return Status.DONE, Mood.IS


def _going_on(scene: Scene, pred: Predicate, end: int) -> Sighting | None:
    party = scene.party_left(pred.first)
    country = scene.country(party) or scene.state.context()
    if country is None or pred.tense is Tense.COMMAND:
        return None
    view = scene.stance(pred)
    stopped = view.is_denied
    future = view.name in {"announced", "future", "infinitive", "expected"}
    status = Status.IN_PLACE if stopped else Status.ANNOUNCED if future else view.status
    origin = next((one for one in scene.counts if one.first >= end - 1 and one.origin), None)
    return Sighting(
        rule="access.returns" if stopped else "movement.return",
        kind=Kind.ACCESS if stopped else Kind.MOVEMENT,
        first=pred.first,
        end=end,
        shows=frozenset({view.first}),
        status=status,
        hold=Hold.SUSPENDED if stopped else Hold.LIVE,
        mood=Mood.WILL if future and not stopped else Mood.IS,
        subject=country.ref(),
        place=country.place() if stopped else None,
        from_=None if stopped else country.place(),
        to=scene.place(Role.TO, end, len(scene.line)) or scene.origin(origin),
        group=scene.people(origin),
    )


_FLIGHT = worded("nominal", "flight")
_ABOARD = worded("nominal", "aboard")


@woken_by(
    ("FLIGHTN", "VEHICLEN", "SHIPN"),
    ("GROUPN", "DEM", "PEOPLE"),
    ("FLIGHTN", "evacuees", "evacuated", "evacuation"),
    ways=(_ABOARD, _FLIGHT),
)
def flights(scene: Scene) -> Iterator[Sighting]:
    """Give flights that carry people, and the people aboard."""
    line = scene.line
    for found in line.find(_ABOARD):
        count = next((one for one in scene.counts if one.first <= found.first < one.end), None)
        if count and count.quantity is not None and not _is_seen(scene, count):
            yield _aboard(scene, count, found.end)
    for found in line.find(_FLIGHT):
        pred = scene.predicate(found.groups["v"][0])
        if pred is None or pred.tense is Tense.COMMAND:
            continue
        yield _flight(scene, pred, found.first)
        return


def _aboard(scene: Scene, count: Count, end: int) -> Sighting:
    country = scene.state.home or scene.state.context()
    return Sighting(
        rule="movement.evacuate",
        kind=Kind.MOVEMENT,
        first=count.first,
        end=end,
        shows=scene.covers(count),
        status=Status.UNDER_WAY,
        subject=country.ref() if country else scene.as_actor(count),
        from_=scene.origin(count),
        group=scene.people(count),
        amount=scene.amount(count, Measure.FLOW),
    )


def _flight(scene: Scene, pred: Predicate, noun: int) -> Sighting:
    line = scene.line
    view = scene.stance(pred)
    count = next(
        (one for one in scene.counts if one.first <= noun < one.end and one.unit is Unit.FLIGHT),
        None,
    )
    home = any(line.is_a(n, "RETV", "RETN", "DEPORTV") for n in range(noun, len(line)))
    carried = next((one for one in scene.counts if one.first > noun and one.is_people), None)
    places = _places(scene, pred.at, len(line))
    to = places[Role.TO] or places[Role.IN]
    origin = scene.origin(carried)
    from_ = places[Role.FROM]
    if home:
        to = to or origin
        from_ = from_ or scene.refuge_setting(to.code if to else None)
    return Sighting(
        rule="movement.return" if home else "movement.evacuate",
        kind=Kind.MOVEMENT,
        first=min(noun, count.first) if count else noun,
        end=pred.end,
        shows=frozenset({carried.end - 1}) if carried and carried.end - noun < 24 else frozenset(),
        status=view.status,
        mood=view.mood,
        subject=None,
        from_=from_ or (None if home else origin),
        to=to,
        group=scene.people(carried),
        amount=scene.amount(count or carried, Measure.FLOW),
    )
