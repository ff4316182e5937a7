"""What the weights read: claims the frames missed, and frames' claims that tell another kind.

Of a figure the likeliest claim is given, of one kind and party, whoever read it; what is too
unlikely is no claim, and what frames read there is marked as unsure. Without a figure a frame's
claim stays, and a word gives one where the weights are sure; what is likelier wrong than a
threshold is marked as unsure.
"""

from collections.abc import Iterator, Sequence

import attrs

from panah.domain.claim import Hold, Kind, Status
from panah.domain.quantity import Unit
from panah.domain.reading import Flag
from panah.reading.frames.scene import Scene, Sighting
from panah.reading.group import Count, uncounted
from panah.reading.learned.cast import Cast
from panah.reading.learned.classifier import weights
from panah.reading.learned.denied import may_be_denied
from panah.reading.learned.features import features, is_of
from panah.reading.learned.joint import Chosen, chosen
from panah.reading.learned.judge import Judge
from panah.reading.learned.limits import Limits
from panah.reading.learned.parties import Candidate, as_party, candidates, key_of
from panah.reading.learned.sighted import OPENS, RULE, Answer, is_beside_doubt, sighting
from panah.reading.learned.sure import marks_of
from panah.reading.learned.together import together
from panah.reading.learned.unfigured import Told, spoken, told
from panah.reading.learned.whose import of_surer_party, told_party, trigger_of, with_party
from panah.reading.learned.words import Words
from panah.reading.numbers import Quantity
from panah.reading.stance import clause
from panah.reading.text import Part
from panah.reading.told import row_of

__all__ = ["Marks", "answers", "by_weights", "figures", "weigh", "weighed"]

_HOLDS = 0.1
"""Chance of holding a claim below which a figure that no frame read is asked nothing more."""
Marks = tuple[str, ...]
"""By what a claim is right or wrong: `panah.reading.learned.sure`."""


def by_weights(scene: Scene) -> list[Sighting]:
    """Give a sentence's claims by the shipped weights."""
    return weigh(scene, Judge(weights()))


_OTHERS = frozenset({Unit.TROOP, Unit.ANIMAL})
"""Counts that never join people: docs/method/amounts.md."""


def figures(scene: Scene) -> Iterator[Count]:
    """Give the figures of a sentence that say how many, whatever they count."""
    for count in (*scene.counts, *uncounted(scene.line, scene.counts)):
        if count.quantity is not None and not scene.is_vague(count):
            yield count


def weigh(scene: Scene, judge: Judge) -> list[Sighting]:
    """Give a sentence's claims: the frames', of the surer kind and party, and those added.

    What is likelier wrong than the limits allow is marked as unsure.
    """
    return [
        attrs.evolve(_as_doubted(scene, seen, judge), is_unsure=True)
        if _is_unlikely(seen, marks, judge) and not _is_spared(seen, marks, judge)
        else _as_doubted(scene, seen, judge)
        for seen, marks in weighed(scene, judge)
    ]


def _is_unlikely(seen: Sighting, marks: Marks, judge: Judge) -> bool:
    """Tell a claim that is likelier wrong than the limits allow."""
    least = judge.limits.right if _is_learned(seen) else judge.limits.right_frame
    return bool(marks) and judge.last.right.chance(marks) < least


def _is_spared(seen: Sighting, marks: Marks, judge: Judge) -> bool:
    """Tell an unlikely claim that stays a draft, as to miss it would cost much."""
    return _is_weighty(seen) and judge.last.right.chance(marks) >= judge.limits.owed


def _as_doubted(scene: Scene, seen: Sighting, judge: Judge) -> Sighting:
    """Doubt what is closed in a sentence that opens something, and what may be denied elsewhere."""
    row = row_of(seen, seen.rule)
    is_closed = row is not None and row["gold"] == "closure_or_suspension"
    if (is_closed and scene.line.has(*OPENS)) or may_be_denied(scene, seen, judge):
        return attrs.evolve(seen, flags=seen.flags | {Flag.POLARITY})
    return seen


def _is_learned(seen: Sighting) -> bool:
    return seen.rule.startswith(RULE)


def weighed(scene: Scene, judge: Judge) -> list[tuple[Sighting, Marks]]:
    """Give a sentence's claims, each with the marks by which it is right or wrong.

    No marks has what is not doubted by them: a claim of a figure, one of a kind that the annotation
    does not have, and what is owed to a reader (`_is_owed`).
    """
    kept: list[tuple[Sighting, Marks] | None] = [(seen, ()) for seen in scene.seen]
    words, cast, added = Words(scene.line), Cast(scene), list[tuple[Sighting, Marks]]()
    left = set(range(len(kept)))
    counts = list(figures(scene))
    for answer, own in answers(cast, words, counts, judge):
        left.difference_update(own)
        frames = [scene.seen[nth] for nth in own]
        best = chosen(scene, answer, frames, judge, len(counts))
        alone = len(frames) == 1 or judge.second is not None
        read = [
            _doubted(words, seen, _settled(scene, seen, best, judge.limits)) if alone else seen
            for seen in frames
        ]
        for nth, one in zip(own, read, strict=True):
            kept[nth] = (one, ()) if one else None
        if best.chance >= judge.limits.figure and not any(read):
            told_ = attrs.evolve(answer, kind=best.kind)
            added.append((sighting(scene, words, told_, best.party.ref, judge), ()))
    rest = [scene.seen[nth] for nth in left]
    among = told(
        scene, words, counts, judge, rest, [one for one in rest if _is_doubted(one, judge)]
    )
    marked = [_marked(cast, seen, judge, _told_by(seen, among)) for seen in rest]
    for nth, pair in zip(left, marked, strict=True):
        kept[nth] = pair
    figured, there = list[Sighting](), set[object]()
    if judge.second is not None:
        rest = [seen for seen, marks in marked if not _is_unlikely(seen, marks, judge)]
        figured = [seen for seen, _ in (*filter(None, kept), *added) if seen.amount is not None]
        there = {_said(scene, seen) for seen in rest}
    for answer in spoken(cast, among, rest, figured, judge.limits.word):
        worded = _worded(scene, words, answer, judge)
        added += (pair for pair in worded if _said(scene, pair[0]) not in there)
    return _believed(scene, [*(one for one in kept if one is not None), *added], judge)


def _believed(
    scene: Scene, found: Sequence[tuple[Sighting, Marks]], judge: Judge
) -> list[tuple[Sighting, Marks]]:
    """Give claims with that of a doubted frame for the one by which a word tells the same.

    The frame's knows more of it: which airport is closed. By weights alone no such word is asked.
    """
    sure, doubted = set[object](), set[object]()
    for seen, marks in found:
        if _is_unlikely(seen, marks, judge):
            doubted.add(None if _is_learned(seen) else _alike(scene, seen))
        elif _is_learned(seen) and marks:
            sure.add(_alike(scene, seen))
    both = (sure & doubted) - {None}
    if judge.second is None or not both:
        return list(found)
    return [
        pair if _alike(scene, pair[0]) not in both else (pair[0], ())
        for pair in found
        if not (_is_learned(pair[0]) and pair[1] and _alike(scene, pair[0]) in both)
    ]


def _alike(scene: Scene, seen: Sighting) -> tuple[object, ...] | None:
    """Give by what a frame and a word tell the same: of a gate whose it is may be told apart."""
    said = _said(scene, seen)
    return said[:2] if said and seen.kind is Kind.ACCESS else said


def _said(scene: Scene, seen: Sighting) -> tuple[tuple[int, int], str, str | None] | None:
    """Give in which clause a claim is told, of what kind of the annotation, and whose it is."""
    row = row_of(seen, seen.rule)
    if row is None or not row["gold"]:
        return None
    _, ref = told_party(seen, row)
    own = key_of(as_party(scene, ref)) if ref else None
    return clause(scene.line, seen.first), str(row["gold"]), own


def answers(
    cast: Cast, words: Words, counts: Sequence[Count], judge: Judge
) -> Iterator[tuple[Answer, list[int]]]:
    """Give what the weights say of the figures, and which claims of the frames count by each."""
    scene = cast.scene
    for count in counts:
        own = [nth for nth, seen in enumerate(scene.seen) if is_of(scene.line, seen, count)]
        answer = _answer(cast, words, count, [scene.seen[nth] for nth in own], judge)
        if answer is not None:
            yield answer, own


def _settled(scene: Scene, seen: Sighting, best: Chosen, limits: Limits) -> Sighting | None:
    """Give a frame's claim of a figure as it stays; None for one that gives way to another kind.

    Whose words say how far it has come stays as it is, unless it is of the same kind.
    """
    row = row_of(seen, seen.rule)
    if row is None or not row["gold"]:
        return seen
    if best.chance < limits.frame:
        return seen if _is_owed(seen, limits) else attrs.evolve(seen, is_unsure=True)
    if row["gold"] != best.kind:
        if not {row["gold"], best.kind} <= _ALIKE:
            return seen if _is_told(seen) or _has_reached(seen, best) else None
        seen = attrs.evolve(seen, rule=f"{RULE}{best.kind}")
    return with_party(scene, seen, row, best.party)


def _doubted(words: Words, seen: Sighting, now: Sighting | None) -> Sighting | None:
    """Doubt a frame's claim that the weights changed beside a word of no, as one they read."""
    if now is None or now == seen or now.is_unsure or not is_beside_doubt(words):
        return now
    return attrs.evolve(now, flags=now.flags | {Flag.POLARITY})


def _worded(
    scene: Scene, words: Words, answer: Answer, judge: Judge
) -> Iterator[tuple[Sighting, Marks]]:
    """Give the claim that only a word tells, if the weights are sure enough, with its marks.

    It is one of each party that does it together with others, if a second has seen the report.
    """
    shares = judge.parties(scene.line, answer.count, answer.kind, answer.among)
    parties = [max(range(len(shares)), key=shares.__getitem__)]
    if judge.second is not None:
        parties = together(scene.line.text, answer.among, shares)
    share = sum(shares[nth] for nth in parties)
    if answer.holds * answer.chances[answer.kind] * share >= judge.limits.together:
        for nth in parties:
            seen = sighting(scene, words, answer, answer.among[nth].ref, judge)
            yield seen, _marks(scene, seen, judge, answer.among, answer)


def _marked(cast: Cast, seen: Sighting, judge: Judge, word: Told | None) -> tuple[Sighting, Marks]:
    """Give a frame's claim without a figure, of the surer party, with its marks."""
    row = row_of(seen, seen.rule)
    if row is None or not row["gold"]:
        return seen, ()
    scene = cast.scene
    among = candidates(cast, trigger_of(seen), [seen])
    seen = of_surer_party(scene, seen, row, judge, among)
    return seen, _marks(scene, seen, judge, among, word)


def _marks(
    scene: Scene,
    seen: Sighting,
    judge: Judge,
    among: Sequence[Candidate],
    answer: Answer | Told | None,
) -> Marks:
    row = row_of(seen, seen.rule)
    if row is None or not _is_doubted(seen, judge):
        return ()
    chances = (answer.holds, answer.chances.get(str(row["gold"]), 0.0)) if answer else None
    return marks_of(scene, seen, row, judge, among, chances)


def _told_by(seen: Sighting, among: Sequence[Told]) -> Told | None:
    """Give the word that tells a frame's claim without a figure, the surest of its trigger's."""
    row = row_of(seen, seen.rule)
    inside = [one for one in among if seen.first <= one.at < seen.end]
    return max(inside, key=lambda one: one.of(str(row["gold"]) if row else ""), default=None)


def _answer(
    cast: Cast, words: Words, count: Count, own: Sequence[Sighting], judge: Judge
) -> Answer | None:
    """Give what the weights say of a figure; None for one that no frame read and that may be none.

    A title gives none by itself: what it counts is told again below, in more words. A share gives
    none either.

    Parameters
    ----------
    own
        What the frames read there.
    """
    scene = cast.scene
    is_title = scene.line.sentence.part is Part.TITLE
    if not own and (is_title or count.unit in _OTHERS or _is_share(scene, count)):
        return None
    has = features(scene, words, count)
    figure, opinion = judge.known.figure, judge.figure(scene.line, count)
    whole = figure.sum(has.others, has.groups)
    holds = figure.holds(whole)
    if not own and max(holds, opinion.holds if opinion else 0.0) < _HOLDS:
        return None
    chances = figure.kinds(whole)
    return Answer(
        count=count,
        kind=max(chances, key=chances.__getitem__),
        holds=holds,
        has=has,
        chances=chances,
        among=candidates(cast, count, own),
        opinion=opinion,
    )


def _is_share(scene: Scene, count: Count) -> bool:
    """Tell "three quarters" from a number of people: of 191 that no frame read 10 told a claim."""
    value = scene.line.tokens[count.quantity or 0].value
    return isinstance(value, Quantity) and value.share


def _has_reached(seen: Sighting, best: Chosen) -> bool:
    """Tell people who have fled to a place that is named: those are not only displaced."""
    return seen.to is not None and best.kind == "displaced_count"


_ALIKE = frozenset({"offer", "resettlement_quota"})
"""Kinds of the annotation that the domain tells alike: of both, a host takes so many people."""


_TOLD = frozenset({Status.ASKED, Status.IN_TALKS, Status.NEAR_FINAL, Status.AGREED, Status.READY})


def _is_told(seen: Sighting) -> bool:
    """Tell a claim whose stance is in its words, which no weights unsay: "is in talks with"."""
    return seen.hold is not Hold.LIVE or seen.status in _TOLD


_OWED = frozenset({*_TOLD, Status.CONSIDERING})
_PREPARED = frozenset(
    {
        (Kind.HOSTING, Status.ANNOUNCED),
        (Kind.FACILITY, Status.UNDER_WAY),
        (Kind.FACILITY, Status.IN_PLACE),
    },
)


def _is_doubted(seen: Sighting, judge: Judge) -> bool:
    """Tell a claim that a person is shown where it is likelier wrong."""
    row = row_of(seen, seen.rule)
    return row is not None and bool(row["gold"]) and not _is_owed(seen, judge.limits)


def _is_owed(seen: Sighting, limits: Limits) -> bool:
    """Tell a frame's claim that stays a draft however unsure.

    Of a report that was seen whole none is: what is very unsure there is mostly wrong.
    """
    return limits.is_owed and _is_weighty(seen)


def _is_weighty(seen: Sighting) -> bool:
    """Tell a frame's claim that costs more to miss than a glance.

    It is what somebody asks for, considers, talks of, agrees on or is ready for, a refuge that is
    announced, a place that stands or is being built, and what takes up an earlier claim: "they
    were sent back".
    """
    if _is_learned(seen):
        return False
    prepared = (seen.kind, seen.status) in _PREPARED
    return prepared or seen.status in _OWED or seen.refers_to is not None
