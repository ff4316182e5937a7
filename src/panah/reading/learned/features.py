"""What is known of a figure, as names that weights belong to.

Each feature is a short text: what it is, a colon, its value. The names of a word's places are kept
from sentence to sentence, as making them anew would take most of the time.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from panah.domain.quantity import Hedge
from panah.reading.frames.links import links
from panah.reading.frames.scene import Scene, Sighting
from panah.reading.group import Count
from panah.reading.learned.words import Words, concepts_of, lacks_meaning
from panah.reading.numbers import Quantity
from panah.reading.stance import clause, cue_left
from panah.reading.tokens import Line

__all__ = ["features", "is_of"]

_REACH = 14
"""How many tokens around a figure its own words are taken from, inside its clause; assumed."""
_KEPT = 65536
"""Names of features kept for each way of making them; assumed: they are short."""


def features(scene: Scene, words: Words, count: Count) -> tuple[str, ...]:
    """Give what is known of a figure, each once."""
    return tuple(
        dict.fromkeys(
            (
                *_figure(words, count),
                *_ties(scene, words, count),
                *_stance(scene, words, count),
                *_around(words, count),
                *_clause(words, count),
                *_read(scene, count),
                *_report(scene),
            )
        )
    )


@lru_cache(maxsize=_KEPT)
def _named(kind: str, name: str, classes: tuple[str, ...]) -> tuple[str, ...]:
    """Give a feature for a word's name and one for each of its classes."""
    return (f"{kind}:{name}", *(f"{kind}:{one}" for one in classes))


def _figure(words: Words, count: Count) -> Iterator[str]:
    """Give what is counted, and how."""
    value = words.line.tokens[count.quantity or 0].value
    yield f"unit:{count.unit.value if count.unit else ''}"
    yield f"head:{words.names[count.head] if count.head >= 0 else ''}"
    if isinstance(value, Quantity):
        yield f"hedge:{value.hedge.value}"
        yield f"share:{value.share}"
        if value.stated:
            yield f"size:{len(str(int(value.stated[-1])))}"
        yield f"word:{value.hedge is Hedge.MAGNITUDE}"
    for at in range(count.first + 1, count.end):
        yield from _named("of", words.names[at], words.classes[at])


def _ties(scene: Scene, words: Words, count: Count) -> Iterator[str]:
    """Give the words a figure hangs on, the closest three."""
    head = words.names[count.head] if count.head >= 0 else ""
    for nth, link in zip(range(3), links(scene, count), strict=False):
        tie = f"{link.tie.value}/{link.by}"
        name, classes = words.names[link.at], words.classes[link.at]
        yield from _tied(nth, tie, name, classes)
        if nth == 0:
            for one in (name, *classes):
                yield f"tied:{one}/{head}"
                yield f"tied:{one}/{link.tie.value}"
        if link.pred and nth == 0:
            yield f"tense:{link.pred.tense.value}"
            yield f"denied:{link.pred.is_negated}"
            yield f"stance:{scene.stance(link.pred).name}"


@lru_cache(maxsize=_KEPT)
def _tied(nth: int, tie: str, name: str, classes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        feature
        for one in (name, *classes)
        for feature in (f"tie{nth}:{tie}/{one}", f"tie:{tie}/{one}", f"on:{one}")
    )


def _stance(scene: Scene, words: Words, count: Count) -> Iterator[str]:
    """Give the cue to the left, and what holds or supposes it."""
    line = scene.line
    cue = cue_left(line, count.first, clause(line, count.quantity or 0)[0])
    yield f"cue:{cue.name if cue else ''}"
    yield f"supposed:{scene.is_supposed(count.quantity or 0)}"
    pred = scene.main(count.first)
    if pred is not None:
        found = scene.stance(pred)
        yield f"held:{found.name}/{found.hold.value}"
        yield from _named("main", words.names[pred.at], words.classes[pred.at])


def _around(words: Words, count: Count) -> Iterator[str]:
    """Give the nearest words with their side and distance."""
    whole = len(words.names)
    for apart in range(1, 5):
        for side, at in (("-", count.first - apart), ("+", count.end + apart - 1)):
            if 0 <= at < whole:
                yield from _beside(side, min(apart, 3), words.names[at], words.classes[at])


@lru_cache(maxsize=_KEPT)
def _beside(side: str, apart: int, name: str, classes: tuple[str, ...]) -> tuple[str, ...]:
    return (f"{side}{apart}:{name}", *(f"{side}:{one}" for one in classes))


def _clause(words: Words, count: Count) -> Iterator[str]:
    """Give the words of the clause near the figure, and the classes of the whole sentence."""
    line = words.line
    first, end = clause(line, count.quantity or 0)
    for at in range(max(first, count.first - _REACH), min(end, count.end + _REACH)):
        if count.first <= at < count.end:
            continue
        before = None
        if line.tokens[at].value is not None:
            before = line.low(at - 1) if line.is_a(at - 1, "PREP") else ""
        side = "<" if at < count.first else ">"
        yield from _near(side, before, words.names[at], words.classes[at])
    yield from _line(frozenset(line.at))


@lru_cache(maxsize=_KEPT)
def _near(side: str, before: str | None, name: str, classes: tuple[str, ...]) -> tuple[str, ...]:
    found = () if before is None else (f"near{side}:{before}/{name}",)
    return (f"near:{name}", *found, *(f"near{side}:{one}" for one in classes))


@lru_cache(maxsize=64)
def _line(tags: frozenset[str]) -> tuple[str, ...]:
    return tuple(f"line:{tag}" for tag in sorted(tags) if not lacks_meaning(tag))


def _read(scene: Scene, count: Count) -> Iterator[str]:
    """Give what the frames read there."""
    own = [one for one in scene.seen if is_of(scene.line, one, count)]
    yield f"read:{len(own)}"
    yield from _rules(own)
    for one in scene.seen:
        if one not in own:
            yield f"beside:{one.rule}"


def _rules(own: Iterable[Sighting]) -> Iterator[str]:
    for seen in own:
        status = seen.status.value if seen.status else ""
        yield f"rule:{seen.rule}"
        yield f"rule:{seen.rule}/{status}/{seen.hold.value}"
        yield f"rule:{seen.kind.value}/{seen.mood.value}"
        yield f"rule:{status}/{seen.hold.value}"


def is_of(line: Line, seen: Sighting, count: Count) -> bool:
    """Tell whether what a frame saw counts with a figure."""
    worded = seen.amount.worded if seen.amount else None
    at = count.quantity
    return at is not None and worded is not None and worded.overlaps(line.cover(at, at + 1))


def _report(scene: Scene) -> Iterator[str]:
    state = scene.state
    yield f"part:{scene.line.sentence.part.value}"
    yield f"refuge:{min(state.refuge_words, 6)}"
    yield f"counted:{state.counted or ''}"
    yield f"teller:{state.teller is not None}"
    yield from (f"about:{concept}" for concept in concepts_of(state.about))
