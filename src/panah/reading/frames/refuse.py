"""Refusals: people turned away, pushed back, stopped from entering, asylum that is denied.

A refusal that is itself denied is an open door: "will turn nobody away".
"""

from collections.abc import Iterator

from panah.domain.claim import Hold, Kind, Mood, Status
from panah.domain.quantity import Measure
from panah.domain.reading import ActorRef, PlaceRef
from panah.reading.discourse import place_of
from panah.reading.frames.frame import woken_by
from panah.reading.frames.scene import Scene, Sighting
from panah.reading.group import Count
from panah.reading.pattern import worded
from panah.reading.places import Role
from panah.reading.predicate import Predicate
from panah.reading.stance import Stance
from panah.reading.who import PartyKind

__all__ = ["entitled", "refuse"]

_BODIES = "({GROUPN}|{ASYLUMN}|{SHIPN}|{CASEN})"
_REJECTS = worded("refuse", "rejects")
_PUSHES = worded("refuse", "pushes")
_STOPS = worded("refuse", "stops")
_DENIES = worded("refuse", "denies")
_ALLOWS = worded("refuse", "allows")
_COPES = worded("refuse", "copes")
_LETS = worded("refuse", "lets")
_NOBODY = worded("refuse", "nobody")
_ENTITLED = worded("refuse", "entitled")
_OPENS = worded("refuse", "opens")
_RETURNED = worded("refuse", "returned")
_UNTIL = worded("refuse", "until")
_PATTERNS = (_NOBODY, _RETURNED, _PUSHES, _DENIES, _STOPS, _REJECTS, _ALLOWS, _LETS, _COPES, _OPENS)


@woken_by(ways=(*_PATTERNS, _UNTIL))
def refuse(scene: Scene) -> Iterator[Sighting]:
    """Give the refusals of a sentence, and the doors it says stay open."""
    line = scene.line
    yield from _given_until(scene)
    done: set[int] = set()
    for pattern in line.fitting(_PATTERNS):
        for found in line.find(pattern):
            verb = found.groups["v"][0]
            pred = scene.predicate(verb)
            if pred is None or verb in done or any(_holds(one, verb) for one in scene.seen):
                continue
            if pattern is _REJECTS and not _is_of_refuge(scene, pred, found.end):
                continue
            if pattern is _RETURNED and not _is_made_to(scene, pred):
                continue
            done.add(verb)
            if pattern is _ALLOWS:
                yield from _allowed(scene, pred, found.end)
                continue
            sighting = _sighting(scene, pred, found.end, denied_is=pattern in {_LETS, _COPES})
            if sighting and not (pattern is _OPENS and sighting.hold is not Hold.LIVE):
                yield sighting


@woken_by(ways=(_ENTITLED,))
def entitled(scene: Scene) -> Iterator[Sighting]:
    """Read "Haitians can live and work in Peru": a door that is open to those who came."""
    line = scene.line
    for found in line.find(_ENTITLED):
        here = scene.only_country()
        home = scene.state.home or scene.state.context()
        who = scene.as_host(here) or (home.ref() if home else None)
        verb = scene.predicate(found.groups["v"][0])
        if who is None or (verb and verb.is_negated) or line.has("PAPERN"):
            return
        yield Sighting(
            rule="host.allow",
            kind=Kind.HOSTING,
            first=found.first,
            end=found.end,
            status=Status.IN_PLACE,
            subject=who,
            place=place_of(who) or here,
        )
        return


def _allowed(scene: Scene, pred: Predicate, end: int) -> Iterator[Sighting]:
    """Read "will allow Ukrainians to enter": an open door, or a closed one where it is denied."""
    view = scene.stance(pred)
    who = _party(scene, pred)
    if who is None or view.name in {"asked", "must", "command", "possible", "modal"}:
        return
    count = _count(scene, pred, end)
    plans = view.name in {"future", "announced", "infinitive", "expected"}
    status = Status.ANNOUNCED if plans else _status(view, None) or Status.IN_PLACE
    yield Sighting(
        rule="host.refuse" if view.is_denied else "host.allow",
        kind=Kind.HOSTING,
        first=pred.first,
        end=end,
        shows=frozenset({view.first, *scene.covers(count)}),
        status=None if view.is_denied else status,
        hold=view.hold,
        subject=who,
        place=_place(scene, who),
        group=scene.people(count),
        amount=scene.amount(count, Measure.FLOW),
        from_=scene.origin(count),
    )


def _holds(one: Sighting, verb: int) -> bool:
    return one.kind is Kind.HOSTING and one.first <= verb < one.end


def _is_made_to(scene: Scene, pred: Predicate) -> bool:
    """Tell people who were returned at a border from those who went back over it, or home."""
    line = scene.line
    words = range(pred.at, min(pred.end + 8, len(line)))
    home = any(line.is_a(n, "HOMEWARD") and line.low(n) != "back" for n in words)
    return not home and (pred.is_passive or scene.people_right(pred.end) is not None)


def _is_of_refuge(scene: Scene, pred: Predicate, end: int) -> bool:
    """Tell "rejected 76 asylum requests" from "refused to comment"."""
    line = scene.line
    if line.low(pred.end) in {"to", "that"}:
        return False
    return any(
        line.is_a(index, "PEOPLE", "ASYLUMN", "DEM")
        for index in range(pred.end, end + 3)
        if index < len(line)
    )


def _sighting(scene: Scene, pred: Predicate, end: int, *, denied_is: bool) -> Sighting | None:
    view = scene.stance(pred)
    if (
        view.name in {"asked", "must", "command", "considering", "possible", "modal"}
        and not view.is_denied
    ):
        return None
    if denied_is and not view.is_denied:
        return None
    party = scene.agent(pred)
    who = _party(scene, pred)
    if who is None and not pred.is_passive:
        return None
    opens = view.is_denied and not denied_is
    if opens and scene.line.is_a(pred.at, "DEPORTV") and pred.is_passive:
        return _spared(scene, pred, view, end, who)
    count = _count(scene, pred, end)
    place = _place(scene, who)
    first = party.first if party and pred.first - party.end < 3 else pred.first
    return Sighting(
        rule="host.open" if opens else "host.refuse",
        kind=Kind.HOSTING,
        first=min(pred.first, first) if opens else pred.first,
        end=end,
        shows=frozenset({view.first, first, *scene.covers(count)}),
        status=Status.IN_PLACE if opens else _status(view, count),
        hold=Hold.LIVE if opens else Hold.DECLINED,
        subject=who,
        place=place,
        group=scene.people(count),
        amount=scene.amount(count, Measure.FLOW),
        from_=scene.origin(count),
    )


def _spared(
    scene: Scene, pred: Predicate, view: Stance, end: int, who: ActorRef | None
) -> Sighting:
    """Read "nobody is sent back" as returns that are refused."""
    behind = scene.same_clause(pred.at)[1]
    named = scene.place(Role.FROM, pred.end, behind) or scene.place(Role.IN, 0, pred.first)
    return Sighting(
        rule="movement.return",
        kind=Kind.MOVEMENT,
        first=pred.first,
        end=end,
        shows=frozenset({view.first}),
        hold=Hold.DECLINED,
        subject=who,
        from_=place_of(who) or named or _place(scene, who),
    )


def _given_until(scene: Scene) -> Iterator[Sighting]:
    """Read "has given Afghans until November 1 to leave" as a removal that is announced."""
    for found in scene.line.find(_UNTIL):
        pred = scene.predicate(found.groups["v"][0])
        who = _party(scene, pred) if pred is not None and not pred.is_passive else None
        if pred is None or who is None:
            continue
        count = next((one for one in scene.counts if pred.end <= one.first < found.end), None)
        yield Sighting(
            rule="movement.return",
            kind=Kind.MOVEMENT,
            first=pred.first,
            end=found.end,
            shows=scene.covers(count),
            status=Status.ANNOUNCED,
            mood=Mood.WILL,
            subject=who,
            from_=place_of(who),
            group=scene.people(count),
            amount=scene.amount(count, Measure.FLOW),
        )


def _status(view: Stance, count: Count | None) -> Status | None:
    """Give how far a refusal has come: people turned away are done, a word of no is not."""
    if view.name == "past":
        return Status.DONE if count and count.quantity is not None else None
    if view.name in {"present", "progressive"}:
        return Status.UNDER_WAY
    return None


def _party(scene: Scene, pred: Predicate) -> ActorRef | None:
    party = scene.agent(pred)
    if party is None or party.kind is PartyKind.ARMED:
        here = scene.as_host(scene.only_country())
        if here is not None and pred.is_negated:
            return here
        context = scene.state.context()
        return context.ref() if context and (pred.is_negated or not pred.is_passive) else None
    country = scene.country(party)
    if country is None and party.kind is PartyKind.OFFICIAL:
        masters = [one for one in scene.parties if one.end <= party.first and one.of]
        country = scene.country(masters[0]) if masters else None
    if country:
        return country.ref()
    return None if party.kind is PartyKind.PRONOUN else party.ref(scene.line)


def _place(scene: Scene, who: ActorRef | None) -> PlaceRef | None:
    return place_of(who) or scene.refuge_setting()


def _count(scene: Scene, pred: Predicate, end: int) -> Count | None:
    """Give the people refused: right of the verb, or left of a passive one."""
    if pred.is_passive:
        left = [one for one in scene.people_left(pred) if one.is_people]
        return left[-1] if left else None
    right = [one for one in scene.counts if pred.end <= one.first <= end + 6 and one.is_people]
    counted = [one for one in right if one.quantity is not None]
    return next(iter(counted or right), None)
