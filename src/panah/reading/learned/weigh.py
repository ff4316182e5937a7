"""What the weights read: claims the frames missed, and frames' claims that tell another kind.

A frame's claim stays unless the weights are far surer of another kind. A figure without a frame's
claim gives one where the weights are sure enough that it holds any. What is likelier wrong than a
threshold is marked as unsure, whoever read it.
"""

from collections.abc import Iterator, Sequence

import attrs

from panah.domain.claim import Hold, Kind, Mood, Status
from panah.domain.quantity import Unit
from panah.domain.reading import ActorRef, Flag, PlaceRef
from panah.reading.frames.scene import Scene, Sighting
from panah.reading.group import Count
from panah.reading.learned.classifier import Weights, status_features, weights
from panah.reading.learned.features import features, is_of
from panah.reading.learned.parties import Candidate, candidates
from panah.reading.learned.sure import marks_of
from panah.reading.learned.whose import of_surer_party, trigger_of
from panah.reading.learned.words import DOUBT, LACK, REFUSAL, Words
from panah.reading.text import Part
from panah.reading.told import row_of

__all__ = ["KIND_OF", "RULE", "STATUS_OF", "Marks", "by_weights", "figures", "weigh", "weighed"]

RULE = "learned."
"""What the rule of a claim that the weights read begins with; its kind follows."""
_HOLDS = 0.4
"""Chance of holding a claim above which a figure may give one."""
_TOGETHER = 0.18
"""Chance that it holds one, is of the likeliest kind and of the likeliest party, above which it
does; all thresholds: docs/method/weights.md."""
_SURER = 0.35
"""By how much another kind must be likelier before a frame's claim is read as that."""
_RIGHT = 0.2
"""Chance of being right below which a claim is shown to a person and is no draft."""
Marks = tuple[str, ...]
"""By what a claim is right or wrong: `panah.reading.learned.sure`."""


@attrs.frozen(kw_only=True)
class _Answer:
    """What the weights say of one figure."""

    count: Count
    kind: str
    holds: float
    has: tuple[str, ...]
    chances: dict[str, float]
    among: Sequence[Candidate]


def by_weights(scene: Scene) -> list[Sighting]:
    """Give a sentence's claims by the shipped weights."""
    return weigh(scene, weights())


_OTHERS = frozenset({Unit.TROOP, Unit.ANIMAL})
"""Counts that never join people: docs/method/amounts.md."""


def figures(scene: Scene) -> Iterator[Count]:
    """Give the figures of a sentence that say how many."""
    for count in scene.counts:
        if count.quantity is not None and not scene.is_vague(count):
            yield count


def weigh(scene: Scene, known: Weights) -> list[Sighting]:
    """Give a sentence's claims: the frames', of the surer kind and party, and those added.

    What is likelier wrong than `_RIGHT` allows is marked as unsure.
    """
    return [
        attrs.evolve(seen, is_unsure=True) if marks and known.right.chance(marks) < _RIGHT else seen
        for seen, marks in weighed(scene, known)
    ]


def weighed(scene: Scene, known: Weights) -> list[tuple[Sighting, Marks]]:
    """Give a sentence's claims, each with the marks by which it is right or wrong.

    No marks has what is not doubted: a claim of a kind that the annotation does not have, and what
    is owed to a reader (`_is_owed`).
    """
    kept: list[tuple[Sighting, Marks] | None] = [(seen, ()) for seen in scene.seen]
    words, added = Words(scene.line), list[tuple[Sighting, Marks]]()
    left = set(range(len(kept)))
    for count in figures(scene):
        own = [nth for nth, seen in enumerate(scene.seen) if is_of(scene.line, seen, count)]
        left.difference_update(own)
        answer = _answer(scene, words, count, [scene.seen[nth] for nth in own], known)
        if answer is None:
            continue
        stays = [nth for nth in own if not _gives_way(scene.seen[nth], answer)]
        for nth in own:
            kept[nth] = _marked(scene, scene.seen[nth], known, answer) if stays else None
        if not stays and (seen := _sighting(scene, words, answer, known, is_sure=bool(own))):
            added.append((seen, _marks(scene, seen, known, answer.among, answer)))
    for nth in left:
        kept[nth] = _marked(scene, scene.seen[nth], known, None)
    return [*(one for one in kept if one is not None), *added]


def _marked(
    scene: Scene, seen: Sighting, known: Weights, answer: _Answer | None
) -> tuple[Sighting, Marks]:
    """Give a frame's claim of the surer party, with its marks."""
    row = row_of(seen, seen.rule)
    if row is None or not row["gold"]:
        return seen, ()
    among = answer.among if answer else candidates(scene, trigger_of(seen), [seen])
    seen = of_surer_party(scene, seen, row, known, among, is_figure=answer is not None)
    return seen, _marks(scene, seen, known, among, answer)


def _marks(
    scene: Scene,
    seen: Sighting,
    known: Weights,
    among: Sequence[Candidate],
    answer: _Answer | None,
) -> Marks:
    row = row_of(seen, seen.rule)
    if row is None or not row["gold"] or _is_owed(seen):
        return ()
    chances = (answer.holds, answer.chances.get(str(row["gold"]), 0.0)) if answer else None
    return marks_of(scene, seen, row, known, among, chances)


def _answer(
    scene: Scene, words: Words, count: Count, own: Sequence[Sighting], known: Weights
) -> _Answer | None:
    """Give what the weights say of a figure; None for one that no frame read and that may be none.

    A title gives none by itself: what it counts is told again below, in more words.

    Parameters
    ----------
    own
        What the frames read there.
    """
    if not own and (scene.line.sentence.part is Part.TITLE or count.unit in _OTHERS):
        return None
    has = features(scene, words, count)
    holds = known.holds.chance(has)
    if not own and holds < _HOLDS:
        return None
    chances = known.kind.chances(has)
    kind = max(chances, key=chances.__getitem__)
    if not own and holds * chances[kind] < _TOGETHER:
        return None
    among = candidates(scene, count, own)
    return _Answer(count=count, kind=kind, holds=holds, has=has, chances=chances, among=among)


def _gives_way(seen: Sighting, answer: _Answer) -> bool:
    """Tell a frame's claim that is to be read as another kind."""
    return _is_other(seen, answer) and not _is_told(seen)


def _is_other(seen: Sighting, answer: _Answer) -> bool:
    """Tell whether the weights are far surer that a frame's claim is of another kind."""
    row = row_of(seen, seen.rule)
    own = str(row["gold"]) if row else ""
    return (
        bool(own)
        and answer.holds * (answer.chances[answer.kind] - answer.chances.get(own, 0.0)) > _SURER
    )


_TOLD = frozenset({Status.ASKED, Status.IN_TALKS, Status.NEAR_FINAL, Status.AGREED, Status.READY})


def _is_told(seen: Sighting) -> bool:
    """Tell a claim whose stance is in its words, which no weights unsay: "is in talks with"."""
    return seen.hold is not Hold.LIVE or seen.status in _TOLD


_OWED = frozenset({*_TOLD, Status.CONSIDERING})


def _is_owed(seen: Sighting) -> bool:
    """Tell a frame's claim that stays a draft however unsure: to miss it costs more than a glance.

    It is what somebody asks for, considers, talks of, agrees on or is ready for, and what takes up
    an earlier claim: "they were sent back".
    """
    is_frames = not seen.rule.startswith(RULE)
    return is_frames and (seen.status in _OWED or seen.refers_to is not None)


KIND_OF = {
    "offer": Kind.HOSTING,
    "request": Kind.HOSTING,
    "refusal_or_limit": Kind.HOSTING,
    "resettlement_quota": Kind.HOSTING,
    "agreement_talks": Kind.HOSTING,
    "displaced_count": Kind.POPULATION,
    "hosted_count": Kind.POPULATION,
    "arrivals_count": Kind.MOVEMENT,
    "evacuation_flight": Kind.MOVEMENT,
    "return_repatriation": Kind.MOVEMENT,
    "forecast": Kind.MOVEMENT,
    "camp": Kind.FACILITY,
    "closure_or_suspension": Kind.ACCESS,
    "supply": Kind.SUPPORT,
    "condition": Kind.POLICY,
}
"""The domain's kind of each kind of the annotation."""
_PLACED = {
    "displaced_count": "place",
    "hosted_count": "place",
    "arrivals_count": "to",
    "forecast": "place",
}
"""Kinds whose party is a place that people leave, reach or live in, and the field it fills."""
STATUS_OF: dict[str, tuple[Status | None, Hold, Mood]] = {
    "asked": (Status.ASKED, Hold.LIVE, Mood.IS),
    "considering": (Status.CONSIDERING, Hold.LIVE, Mood.MAY),
    "in_talks": (Status.IN_TALKS, Hold.LIVE, Mood.IS),
    "near_final": (Status.NEAR_FINAL, Hold.LIVE, Mood.IS),
    "agreed": (Status.AGREED, Hold.LIVE, Mood.IS),
    "ready": (Status.READY, Hold.LIVE, Mood.IS),
    "announced": (Status.ANNOUNCED, Hold.LIVE, Mood.WILL),
    "under_way": (Status.UNDER_WAY, Hold.LIVE, Mood.IS),
    "completed": (Status.DONE, Hold.LIVE, Mood.IS),
    "suspended": (None, Hold.SUSPENDED, Mood.IS),
    "declined": (None, Hold.DECLINED, Mood.IS),
}
"""The domain's status, hold and mood of each status of the annotation."""
_OPENS = ("REOPENV", "OPENV", "OPENB")


def _sighting(
    scene: Scene, words: Words, answer: _Answer, known: Weights, *, is_sure: bool
) -> Sighting | None:
    """Give what a figure tells as a frame would; None where kind and party are too unsure.

    Parameters
    ----------
    is_sure
        Whether a frame read a claim there too.
    """
    count, kind = answer.count, answer.kind
    shares = known.party.chances(answer.among, kind)
    nth = max(range(len(shares)), key=shares.__getitem__)
    if not is_sure and answer.holds * answer.chances[kind] * shares[nth] < _TOGETHER:
        return None
    actor = answer.among[nth].ref
    status, hold, mood = _how_far(scene, answer, known)
    seen = Sighting(
        rule=f"{RULE}{kind}",
        kind=KIND_OF[kind],
        first=count.first,
        end=count.end,
        shows=frozenset(_shows(scene, count)),
        status=status,
        hold=hold,
        mood=mood,
        group=scene.people(count if count.is_people else None),
        amount=scene.amount(count),
        flags=_flags(words, answer, hold),
    )
    return _placed(scene, count, _with_party(seen, kind, actor))


def _flags(words: Words, answer: _Answer, hold: Hold) -> frozenset[Flag]:
    """Doubt every claim beside a word of no or of undoing, but a refusal that only says no.

    A refusal says no itself, and is doubted where another word does: "has turned away no vessel".
    A closure is doubted wherever something opens, a supply wherever something is lacking.
    """
    doubts = [classes for classes in words.classes if DOUBT in classes]
    if answer.kind == "refusal_or_limit":
        denied = any(REFUSAL not in classes for classes in doubts)
    else:
        denied = hold is Hold.DECLINED or bool(doubts)
    opened = answer.kind == "closure_or_suspension" and hold is Hold.LIVE
    lacks = answer.kind == "supply" and any(LACK in classes for classes in words.classes)
    return frozenset({Flag.POLARITY}) if denied or opened or lacks else frozenset()


def _how_far(scene: Scene, answer: _Answer, known: Weights) -> tuple[Status | None, Hold, Mood]:
    kind = answer.kind
    if kind in {"displaced_count", "hosted_count"}:
        return Status.IN_PLACE, Hold.LIVE, Mood.IS
    if kind == "forecast":
        return None, Hold.LIVE, Mood.MAY
    chances = known.status.chances(status_features(kind, answer.has))
    status, hold, mood = STATUS_OF[max(chances, key=chances.__getitem__)]
    if kind == "refusal_or_limit":
        hold = Hold.DECLINED
    elif kind == "closure_or_suspension":
        hold = Hold.LIVE if scene.line.has(*_OPENS) else Hold.SUSPENDED
    return status, hold, mood


def _with_party(seen: Sighting, kind: str, actor: ActorRef | None) -> Sighting:
    """Set whose claim it is: as a place where people are or come, else as who acts."""
    if actor is None:
        return seen
    field = _PLACED.get(kind)
    if field is not None and actor.of is not None and actor.role is None:
        place = PlaceRef(
            code=actor.key or actor.of, name=actor.name, span=actor.span, via=actor.via
        )
        return attrs.evolve(seen, place=place) if field == "place" else attrs.evolve(seen, to=place)
    if kind == "request":
        return attrs.evolve(seen, counterpart=actor)
    return attrs.evolve(seen, subject=actor)


def _placed(scene: Scene, count: Count, seen: Sighting) -> Sighting:
    """Add where it happens, and where people come from."""
    origin = scene.origin(count)
    if seen.kind is Kind.MOVEMENT and seen.from_ is None and origin is not None:
        seen = attrs.evolve(seen, from_=origin)
    known = (seen.subject, seen.counterpart)
    if seen.place or seen.to or seen.from_ or any(one is not None and one.of for one in known):
        return seen
    place = scene.place_near(count.first, len(scene.line)) or scene.setting()
    return attrs.evolve(seen, place=place)


def _shows(scene: Scene, count: Count) -> Iterator[int]:
    """Give the tokens the quote must cover in its clause: the figure, its verb, and who does it."""
    at = count.quantity or count.first
    yield at
    first, end = scene.same_clause(at)
    pred = scene.main(count.first)
    if pred is not None and first <= pred.first:
        yield pred.first
        yield pred.at
        party = scene.party_left(pred.first, first)
        if party is not None:
            yield party.first
        people = scene.people_right(pred.end)
        if people is not None and people.end <= end:
            yield people.end - 1
