"""Movement: people, animals and flights going from a place to another.

Each class of verbs tells who moves (its subject, or its object where a carrier moves them) and
what a place beside it is: "fled *Libya*" is where from, "entered *Italy*" is where to. A movement
told without an amount is kept only when a verb of fleeing, carrying or returning tells it.
"""

from collections.abc import Iterator

import attrs

from panah.domain.claim import Hold, Kind, Mood, Status
from panah.domain.quantity import Measure, Unit
from panah.domain.reading import ActorRef, Flag, Via
from panah.reading.conditions import conditions
from panah.reading.discourse import Moved
from panah.reading.frames.ends import TRIGGERS, WAYS, Ends, Way, completed, ends_of
from panah.reading.frames.frame import woken_by
from panah.reading.frames.scene import Scene, Sighting
from panah.reading.group import Count
from panah.reading.numbers import Quantity
from panah.reading.pattern import worded
from panah.reading.places import place_at
from panah.reading.predicate import Predicate, Tense
from panah.reading.stance import Stance
from panah.reading.who import Party, PartyKind

__all__ = ["movement"]


@woken_by(TRIGGERS)
def movement(scene: Scene) -> Iterator[Sighting]:
    """Give the movements a sentence tells."""
    taken: set[int] = set()
    for way in WAYS:
        for pred in scene.verbs(*way.tags):
            if any(abs(pred.at - one) < 2 for one in taken) or _is_idle(scene, way, pred):
                continue
            found = tuple(_told(scene, way, pred))
            if found:
                taken.add(pred.at)
                yield from found


_IDLE_AFTER = frozenset({"to_work", "to_normal", "to_school"})


def _is_idle(scene: Scene, way: Way, pred: Predicate) -> bool:
    """Tell a verb that tells no movement of people: a purpose, a command, a wish."""
    line = scene.line
    if line.low(pred.end + 1) in {"total", "number"}:
        return True
    if pred.tense is Tense.COMMAND or (
        line.is_a(pred.end, "HOMES") and way.rule == "movement.flee"
    ):
        return True
    if pred.tense is Tense.INFINITIVE and way.rule in {"movement.flee", "movement.leave"}:
        return _is_purpose(scene, pred)
    if line.is_a(pred.at, "AIDV") and line.is_a(pred.end, "QTY"):
        return True
    if way.rule == "movement.leave" and line.low(pred.end) in {"office", "behind", "them", "him"}:
        return True
    return any(one.first <= pred.at < one.end for one in scene.seen)


def _is_purpose(scene: Scene, pred: Predicate) -> bool:
    """Tell "entered Tajikistan to flee fighting": the purpose is no second movement."""
    main = scene.main(pred.first)
    return main is not None and scene.line.is_a(main.at, *TRIGGERS)


def _told(scene: Scene, way: Way, pred: Predicate) -> Iterator[Sighting]:
    way = _moved_by_another(scene, way, pred)
    counts = tuple(one for one in _movers(scene, way, pred) if not _is_one(scene, one))
    if scene.is_supposed(pred.at):
        return
    pronoun = not counts and _stands_for_people(scene, pred)
    if not counts and not pronoun:
        return
    view = scene.stance(pred)
    if _is_untold(view, pred, counts):
        return
    ends = ends_of(scene, way, pred, counts)
    if not _is_enough(scene, way, counts, ends, view):
        return
    agent = _agent(scene, way, pred)
    if pred.is_reduced and counts:
        counts = tuple(one for one in counts if one.quantity is not None)
        counts = tuple(one for one in counts if not _is_seen(scene, one))
        if not counts:
            return
    for count in counts or (None,):
        yield from _each(scene, way, pred, _Told(view=view, ends=ends, agent=agent, count=count))
    yield from _gapped(scene, way, pred, view, ends)


def _is_seen(scene: Scene, count: Count) -> bool:
    """Tell whether a claim of this sentence already counts these people."""
    span = scene.line.cover(count.first, count.end)
    return any(one.group and one.group.span.overlaps(span) for one in scene.seen)


@attrs.frozen(kw_only=True)
class _Told:
    view: Stance
    ends: Ends
    agent: ActorRef | None
    count: Count | None


_CARRIED = next(way for way in WAYS if way.rule == "movement.evacuate")


_LANDED = attrs.evolve(next(way for way in WAYS if way.rule == "movement.arrive"), carried=True)


def _moved_by_another(scene: Scene, way: Way, pred: Predicate) -> Way:
    """Read "has moved 18,000 refugees to the island" as carrying, not as going.

    What boats bring has arrived: "14 boats brought 686 people".
    """
    if way is _CARRIED and _is_landed(scene, pred):
        return _LANDED
    if way is _CARRIED and not pred.is_passive and scene.line.low(pred.at).startswith("br"):
        subject = range(max(0, pred.first - 3), pred.first)
        return _LANDED if any(scene.line.is_a(n, "SHIPN") for n in subject) else way
    if way.rule != "movement.proceed" or pred.is_passive:
        return way
    right = scene.people_right(pred.end)
    return _CARRIED if right and right.quantity is not None else way


_ASHORE = frozenset({"ashore", "on_shore", "to_shore", "to_land", "to_port", "into_port"})


def _is_landed(scene: Scene, pred: Predicate) -> bool:
    """Tell people brought to land from people taken to safety elsewhere: "took 36 ashore"."""
    line, end = scene.line, scene.same_clause(pred.at)[1]
    pairs = (f"{line.low(n)}_{line.low(n + 1)}" for n in range(pred.end, end))
    words = (line.low(n) for n in range(pred.end, end))
    return not _ASHORE.isdisjoint((*words, *pairs))


def _is_one(scene: Scene, count: Count) -> bool:
    """Tell one person's own journey, which is no claim."""
    if count.quantity is None:
        return not scene.line.is_a(count.head, "PLURAL", "MANYN")
    value = scene.line.tokens[count.quantity].value
    return isinstance(value, Quantity) and value.stated == (1.0,) and count.is_people


def _is_untold(view: Stance, pred: Predicate, counts: tuple[Count, ...]) -> bool:
    if view.name in {"considering", "asked", "ready", "in_talks"}:
        return view.name != "asked" or not counts
    return (
        pred.is_reduced
        and not pred.is_passive
        and not any(one.quantity is not None for one in counts)
    )


def _is_enough(scene: Scene, way: Way, counts: tuple[Count, ...], ends: Ends, view: Stance) -> bool:
    """Tell whether it says more than that somebody moves somewhere."""
    line = scene.line
    has_amount = any(not scene.is_vague(one) for one in counts)
    displaced = any(
        one.origin or any(line.is_a(n, "PEOPLE") for n in range(one.first, one.end))
        for one in counts
    )
    placed = bool(ends.to) or ends.from_ is not None
    if way.rule == "movement.proceed" and not ends.to:
        return False
    if has_amount and (
        placed
        or displaced
        or line.has("PEOPLE", "BORDERN", "SHIPN", "REGV", "CAMPN")
        or scene.state.refuge_words > 2
    ):
        return True
    carried = way is _CARRIED and any(one.is_people for one in counts) and scene.only_country()
    if carried or (view.name == "expected" and ends.to):
        return True
    if not has_amount and any(line.low(one.end) in {"who", "that"} for one in counts):
        return False
    if way.needs_amount:
        return displaced and bool(ends.to)
    return (displaced and placed) or view.is_denied or way.homeward


_MOVERS = frozenset({Unit.PERSON, Unit.FAMILY, Unit.HOUSEHOLD, Unit.ANIMAL})


def _movers(scene: Scene, way: Way, pred: Predicate) -> tuple[Count, ...]:
    """Give who moves: a carrier's object, else the subject; those with amounts first."""
    if way.carried and not pred.is_passive:
        right = scene.people_right(pred.end) or _behind_place(scene, pred)
        if right:
            return _joined(scene, right)
        if any(pred.end <= one.first < pred.end + 2 for one in scene.counts):
            return ()
        if pred.tense in {Tense.GERUND, Tense.INFINITIVE} and way.rule == "movement.evacuate":
            return ()
    left = tuple(one for one in scene.people_left(pred) if one.unit in _MOVERS)
    if pred.is_reduced or not left:
        left = left or _hung(scene, pred)
    counted = tuple(one for one in left if one.quantity is not None)
    if counted:
        return _last_list(scene, counted)
    return left[-1:]


def _behind_place(scene: Scene, pred: Predicate) -> Count | None:
    """Give the object behind a place: "relocating to Albania about 700 applicants"."""
    if scene.line.low(pred.end) not in {"to", "from", "into"}:
        return None
    end = next((s.index + 1 for s in scene.settings(pred.end, pred.end + 5)), None)
    return scene.people_right(end, 4) if end else None


def _joined(scene: Scene, first: Count) -> tuple[Count, ...]:
    """Give a count with those joined to it by and: "350 shepherds … and 4,000 livestock"."""
    joined = [first]
    for one in scene.counts:
        if one.first >= joined[-1].end and one.quantity is not None:
            between = {scene.line.low(n) for n in range(joined[-1].end, one.first)}
            if one.first - joined[-1].end <= 2 and between & {"and", ","}:
                joined.append(one)
    return tuple(joined)


def _last_list(scene: Scene, counts: tuple[Count, ...]) -> tuple[Count, ...]:
    """Keep the last count and those joined to it."""
    kept = [counts[-1]]
    for one in reversed(counts[:-1]):
        low = scene.line.low(kept[0].first - 1)
        near = kept[0].first - one.end <= 8
        if low in {"and", ","} and near and not _has_verb(scene, one.end, kept[0].first):
            kept.insert(0, one)
    return tuple(kept)


def _has_verb(scene: Scene, first: int, end: int) -> bool:
    return any(
        scene.line.is_a(index, "VBD", "VBZ", "AUX") and scene.line.low(index) != "to"
        for index in range(first, end)
    )


def _hung(scene: Scene, pred: Predicate) -> tuple[Count, ...]:
    """Give the people a participle hangs on: "people fleeing", "8,466 detected arriving"."""
    for one in reversed(scene.counts):
        if one.end <= pred.first and pred.first - one.end <= 3 and one.is_people:
            return (one,)
    return ()


def _stands_for_people(scene: Scene, pred: Predicate) -> bool:
    """Tell whether "they" or "them" stands where the movers would."""
    return scene.line.low(pred.first - 1) in {"they", "them"} or scene.line.low(0) == "they"


def _agent(scene: Scene, way: Way, pred: Predicate) -> ActorRef | None:
    if not way.carried:
        return None
    party = scene.agent(pred) if pred.is_passive else _carrier(scene, pred)
    if party is None or party.kind is PartyKind.ARMED:
        return None
    country = scene.country(party)
    if country:
        return country.ref()
    return None if party.kind is PartyKind.PRONOUN else party.ref(scene.line)


def _carrier(scene: Scene, pred: Predicate) -> Party | None:
    if scene.people_right(pred.end) is None:
        return None
    return scene.party_left(pred.first, max(0, pred.first - 20))


def _each(scene: Scene, way: Way, pred: Predicate, told: _Told) -> Iterator[Sighting]:
    """Give one movement, or one for each place to go to that is not told jointly."""
    line = scene.line
    ends = completed(scene, way, pred, told.ends, told.count, told.agent)
    count = told.count
    amount = scene.amount(count, _measure(scene, pred))
    moved = scene.state.moved
    flags: set[Flag] = set()
    group, refers = scene.people(count), None
    if count is None and moved is not None:
        group, amount, refers = moved.group, moved.amount, moved.span
        flags.add(Flag.ANTECEDENT)
    shows = scene.covers(count, pred.first)
    planned = told.view.name in {"announced", "future", "infinitive"}
    rule = "movement.expected" if told.view.name == "expected" else way.rule
    sighting = Sighting(
        rule=rule,
        kind=Kind.MOVEMENT,
        first=pred.at,
        end=pred.end,
        shows=shows,
        status=_status(told.view),
        hold=told.view.hold,
        mood=Mood.WILL if planned else told.view.mood,
        subject=told.agent or (scene.as_actor(count) if count else _they(scene, pred)),
        from_=ends.from_,
        to=ends.to[0] if ends.to else None,
        via=ends.via,
        group=group,
        amount=amount,
        flags=frozenset(flags),
        refers_to=refers,
        conditions=conditions(line, pred.at),
    )
    yield sighting
    for more in ends.to[1:]:
        yield attrs.evolve(sighting, to=more)


def _they(scene: Scene, pred: Predicate) -> ActorRef:
    index = max(0, pred.first - 1)
    return ActorRef(
        key=None,
        name=scene.line.tokens[index].text,
        span=scene.line.cover(index, index + 1),
        via=Via.PRONOUN,
    )


def _status(view: Stance) -> Status | None:
    if view.mood is Mood.MAY or view.hold is Hold.DECLINED:
        return None
    return view.status


def _measure(scene: Scene, pred: Predicate) -> Measure:
    if scene.line.has("RATEW"):
        return Measure.RATE
    if scene.line.has("SINCEW") or _since(scene):
        return Measure.CUMULATIVE
    return Measure.FLOW


def _since(scene: Scene) -> bool:
    return any(scene.line.low(index).startswith("since") for index in scene.line.where("DATE"))


_GAP = worded("movement", "gap")


def _gapped(
    scene: Scene, way: Way, pred: Predicate, view: Stance, ends: Ends
) -> Iterator[Sighting]:
    """Read "have fled to Poland and almost 370,000 to Moldova": the verb is not said twice."""
    for found in scene.line.find(_GAP, pred.end):
        count = next((one for one in scene.counts if found.first < one.first < found.end), None)
        if count is None or not count.is_people or _has_verb(scene, pred.end, found.end):
            continue
        yield Sighting(
            rule=way.rule,
            kind=Kind.MOVEMENT,
            first=count.first,
            end=found.end,
            shows=scene.covers(count),
            status=_status(view),
            hold=view.hold,
            mood=view.mood,
            subject=scene.as_actor(count),
            from_=ends.from_ or scene.origin(count),
            to=place_at(scene.line, found.end - 1),
            group=scene.people(count),
            amount=scene.amount(count, _measure(scene, pred)),
        )


def remembered(scene: Scene, found: list[Sighting]) -> Moved | None:
    """Give the movement that a later "they" goes back to."""
    told = [one for one in found if one.kind is Kind.MOVEMENT and one.group]
    people = [one for one in told if not one.amount or one.amount.unit is not Unit.ANIMAL]
    if not people:
        return None
    last = people[-1]
    return Moved(
        group=last.group,
        amount=last.amount,
        from_=last.from_,
        to=last.to,
        span=scene.line.cover(last.first, last.end),
    )
