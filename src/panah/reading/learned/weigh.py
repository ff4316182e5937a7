"""What the weights read: claims the frames missed, and frames' claims that tell another kind.

A frame's claim stays unless the weights are far surer of another kind. A figure without a frame's
claim gives one where the weights are sure enough that it holds any. What is likelier wrong than a
threshold is marked as unsure, whoever read it.
"""

from collections.abc import Iterator, Sequence

import attrs

from panah.domain.claim import Hold, Status
from panah.domain.quantity import Unit
from panah.reading.frames.scene import Scene, Sighting
from panah.reading.group import Count, uncounted
from panah.reading.learned.cast import Cast
from panah.reading.learned.classifier import Weights, weights
from panah.reading.learned.features import features, is_of
from panah.reading.learned.parties import Candidate, candidates
from panah.reading.learned.sighted import RULE, TOGETHER, Answer, sighting
from panah.reading.learned.sure import marks_of
from panah.reading.learned.unfigured import Told, chosen, told
from panah.reading.learned.whose import of_surer_party, trigger_of
from panah.reading.learned.words import Words
from panah.reading.text import Part
from panah.reading.told import row_of

__all__ = ["Marks", "by_weights", "figures", "weigh", "weighed"]

_HOLDS = 0.4
"""Chance of holding a claim above which a figure may give one."""
_SURER = 0.25
"""By how much another kind must be likelier before a frame's claim is read as that."""
_RIGHT, _RIGHT_FRAMES = 0.2, 0.1
"""Chance of being right below which a claim, or one of the frames, is shown to a person and is no
draft."""
Marks = tuple[str, ...]
"""By what a claim is right or wrong: `panah.reading.learned.sure`."""


def by_weights(scene: Scene) -> list[Sighting]:
    """Give a sentence's claims by the shipped weights."""
    return weigh(scene, weights())


_OTHERS = frozenset({Unit.TROOP, Unit.ANIMAL})
"""Counts that never join people: docs/method/amounts.md."""


def figures(scene: Scene) -> Iterator[Count]:
    """Give the figures of a sentence that say how many, whatever they count."""
    for count in (*scene.counts, *uncounted(scene.line, scene.counts)):
        if count.quantity is not None and not scene.is_vague(count):
            yield count


def weigh(scene: Scene, known: Weights) -> list[Sighting]:
    """Give a sentence's claims: the frames', of the surer kind and party, and those added.

    What is likelier wrong than `_RIGHT` allows is marked as unsure.
    """
    return [
        attrs.evolve(seen, is_unsure=True)
        if marks and known.right.chance(marks) < (_RIGHT if _is_learned(seen) else _RIGHT_FRAMES)
        else seen
        for seen, marks in weighed(scene, known)
    ]


def _is_learned(seen: Sighting) -> bool:
    return seen.rule.startswith(RULE)


def weighed(scene: Scene, known: Weights) -> list[tuple[Sighting, Marks]]:
    """Give a sentence's claims, each with the marks by which it is right or wrong.

    No marks has what is not doubted: a claim of a kind that the annotation does not have, and what
    is owed to a reader (`_is_owed`).
    """
    kept: list[tuple[Sighting, Marks] | None] = [(seen, ()) for seen in scene.seen]
    words, cast, added = Words(scene.line), Cast(scene), list[tuple[Sighting, Marks]]()
    left = set(range(len(kept)))
    counts = list(figures(scene))
    for count in counts:
        own = [nth for nth, seen in enumerate(scene.seen) if is_of(scene.line, seen, count)]
        left.difference_update(own)
        answer = _answer(cast, words, count, [scene.seen[nth] for nth in own], known)
        if answer is None:
            continue
        read = _read_as([scene.seen[nth] for nth in own], answer)
        for nth, one in zip(own, read, strict=True):
            kept[nth] = _marked(cast, one, known, answer) if one else None
        if not any(read):
            added += _added(scene, words, answer, known, is_sure=bool(own))
    rest = [scene.seen[nth] for nth in left]
    among = told(scene, words, counts, known, rest, [one for one in rest if _is_doubted(one)])
    for nth in left:
        kept[nth] = _marked(cast, scene.seen[nth], known, _told_by(scene.seen[nth], among))
    for answer in chosen(cast, among, rest):
        added += _added(scene, words, answer, known, is_sure=False)
    return [*(one for one in kept if one is not None), *added]


def _added(
    scene: Scene, words: Words, answer: Answer, known: Weights, *, is_sure: bool
) -> Iterator[tuple[Sighting, Marks]]:
    """Give the claim that only the weights read, if they are sure enough, with its marks."""
    if seen := sighting(scene, words, answer, known, is_sure=is_sure):
        yield seen, _marks(scene, seen, known, answer.among, answer)


def _marked(
    cast: Cast, seen: Sighting, known: Weights, answer: Answer | Told | None
) -> tuple[Sighting, Marks]:
    """Give a frame's claim of the surer party, with its marks."""
    row = row_of(seen, seen.rule)
    if row is None or not row["gold"]:
        return seen, ()
    scene = cast.scene
    among = (
        answer.among if isinstance(answer, Answer) else candidates(cast, trigger_of(seen), [seen])
    )
    seen = of_surer_party(scene, seen, row, known, among)
    return seen, _marks(scene, seen, known, among, answer)


def _marks(
    scene: Scene,
    seen: Sighting,
    known: Weights,
    among: Sequence[Candidate],
    answer: Answer | Told | None,
) -> Marks:
    row = row_of(seen, seen.rule)
    if row is None or not _is_doubted(seen):
        return ()
    chances = (answer.holds, answer.chances.get(str(row["gold"]), 0.0)) if answer else None
    return marks_of(scene, seen, row, known, among, chances)


def _told_by(seen: Sighting, among: Sequence[Told]) -> Told | None:
    """Give the word that tells a frame's claim without a figure, the surest of its trigger's."""
    row = row_of(seen, seen.rule)
    inside = [one for one in among if seen.first <= one.at < seen.end]
    return max(inside, key=lambda one: one.of(str(row["gold"]) if row else ""), default=None)


def _answer(
    cast: Cast, words: Words, count: Count, own: Sequence[Sighting], known: Weights
) -> Answer | None:
    """Give what the weights say of a figure; None for one that no frame read and that may be none.

    A title gives none by itself: what it counts is told again below, in more words.

    Parameters
    ----------
    own
        What the frames read there.
    """
    scene = cast.scene
    if not own and (scene.line.sentence.part is Part.TITLE or count.unit in _OTHERS):
        return None
    has = features(scene, words, count)
    whole = known.figure.sum(has.others, has.groups)
    holds = known.figure.holds(whole)
    if not own and holds < _HOLDS:
        return None
    chances = known.figure.kinds(whole)
    kind = max(chances, key=chances.__getitem__)
    if not own and holds * chances[kind] < TOGETHER:
        return None
    among = candidates(cast, count, own)
    return Answer(count=count, kind=kind, holds=holds, has=has, chances=chances, among=among)


def _read_as(own: Sequence[Sighting], answer: Answer) -> list[Sighting | None]:
    """Give the frames' claims in a figure as they stay; None for those that give way."""
    if all(_gives_way(seen, answer) for seen in own):
        return [_renamed(seen, answer) for seen in own]
    return [*own]


_FLIGHTS = frozenset({"movement.flee", "movement.leave"})


def _gives_way(seen: Sighting, answer: Answer) -> bool:
    """Tell a frame's claim that is to be read as another kind.

    People who have fled to a place that is named have reached it: those are not only displaced. Who
    flees or leaves does so by the verb's own word.
    """
    reached = seen.to is not None and answer.kind == "displaced_count"
    kept = reached or seen.rule in _FLIGHTS
    return _is_other(seen, answer) and not kept and not _is_told(seen)


_ALIKE = frozenset({"offer", "resettlement_quota"})
"""Kinds of the annotation that the domain tells alike: of both, a host takes so many people."""


def _renamed(seen: Sighting, answer: Answer) -> Sighting | None:
    """Give a frame's claim by the name of another kind with all it says, where that is alike."""
    row = row_of(seen, seen.rule)
    if row is None or not {row["gold"], answer.kind} <= _ALIKE:
        return None
    return attrs.evolve(seen, rule=f"{RULE}{answer.kind}")


def _is_other(seen: Sighting, answer: Answer) -> bool:
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


def _is_doubted(seen: Sighting) -> bool:
    """Tell a claim that a person is shown where it is likelier wrong."""
    row = row_of(seen, seen.rule)
    return row is not None and bool(row["gold"]) and not _is_owed(seen)


def _is_owed(seen: Sighting) -> bool:
    """Tell a frame's claim that stays a draft however unsure: to miss it costs more than a glance.

    It is what somebody asks for, considers, talks of, agrees on or is ready for, and what takes up
    an earlier claim: "they were sent back".
    """
    return not _is_learned(seen) and (seen.status in _OWED or seen.refers_to is not None)
