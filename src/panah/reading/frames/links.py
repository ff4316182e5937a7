"""What a figure hangs on: the verb it is subject or object of, a noun, a label, a place.

Every figure in a sentence counts something, and some word tells what became of it. The ties are
given the closest first: a noun the figure is counted by ("the arrival of 900"), what it is to do
("900 people to flee"), the verb right before it, the verb whose subject it is, a verb that reaches
it through a preposition, a participle or relative clause behind it, a label before a colon, and at
last the place it stands in.
"""

from collections.abc import Iterator
from enum import StrEnum

import attrs

from panah.reading.frames.scene import Scene
from panah.reading.group import Count
from panah.reading.predicate import Predicate, predicate

__all__ = ["Link", "Tie", "links"]


class Tie(StrEnum):
    """How a figure hangs on a word."""

    DOER = "doer"
    DONE_TO = "done to"
    OF = "of"
    IS = "is"
    LABEL = "label"
    PLACE = "place"


@attrs.frozen(kw_only=True)
class Link:
    """A figure and the word it hangs on.

    Parameters
    ----------
    at
        The token of the verb or noun.
    pred
        The verb, where it is one.
    by
        The preposition between them, if there is one.
    """

    count: Count
    tie: Tie
    at: int
    pred: Predicate | None = None
    by: str = ""


_VERBAL = frozenset({"VB", "VBZ", "VBD", "VBN", "VBG"})
_REACH = 26
"""How far from its verb a figure may stand, in tokens; about the reach of a cue (`stance`)."""
_SKIP = ("ADV", "DET", "ADJ", "POSSW", "SMALLW", "QTY", "AUX", "TEMP", "DIRW", "CAPW")
_RELATIVE = frozenset({"who", "that", "which", "whom", "whose", "where"})
_STOPS = frozenset({";", "“", "”"})
_ENDS = _STOPS | {",", ":", "(", ")", "that"}


def links(scene: Scene, count: Count) -> tuple[Link, ...]:
    """Give the words a figure may hang on, the closest tie first; worked out once for each."""
    known = scene.line.known[links]
    if count.first not in known:
        known[count.first] = tuple(_links(scene, count))
    found: tuple[Link, ...] = known[count.first]
    return found


def _links(scene: Scene, count: Count) -> Iterator[Link]:
    left = tuple(_left(scene, count))
    direct = next((one for one in left if one.pred and not one.by), None)
    yield from (one for one in left if one.tie is Tie.OF and one.by)
    yield from _to_do(scene, count)
    yield from (one for one in left if one.tie is Tie.IS or _is_total(scene, one))
    if direct:
        yield direct
    else:
        yield from _subject(scene, count)
    yield from (one for one in left if one.pred and one.by)
    yield from _behind(scene, count)
    yield from (one for one in left if one.tie is Tie.OF and not one.by)
    yield from _label(scene, count)
    yield Link(count=count, tie=Tie.PLACE, at=count.end - 1)


def _is_total(scene: Scene, link: Link) -> bool:
    """Read "fell to 900", "is put at 900": a number that reaches a figure."""
    return link.by in {"to", "at"} and scene.line.is_a(link.at, "GROWV", "RISEV")


def _verb(scene: Scene, at: int) -> Predicate | None:
    """Give the verb at a token; not where the word is only an auxiliary."""
    tags = scene.line.tokens[at].tags
    if tags.isdisjoint(_VERBAL) or ("AUX" in tags and ("HAVE" not in tags or _helps(scene, at))):
        return None
    return predicate(scene.line, at)


def _helps(scene: Scene, at: int) -> bool:
    """Tell "have crossed" from "have 900 beds"."""
    line, index = scene.line, at + 1
    while line.is_a(index, "ADV", "NEG", "AUX", "SMALLW") and index < at + 4:
        index += 1
    return line.is_a(index, "VBN", "VBD", "VBG") or line.low(at + 1) == "to"


def _left(scene: Scene, count: Count) -> Iterator[Link]:
    """Give the nouns right before a figure, and the nearest verb left of it."""
    line, by = scene.line, ""
    for at in range(count.first - 1, max(-1, count.first - _REACH), -1):
        if _ends(scene, at) and not (by in {"to", "at"} and line.is_a(at, "DATE")):
            if line.low(at) == "," and by == "with" and line.is_a(at - 1, "GPE"):
                yield Link(count=count, tie=Tie.OF, at=at - 1, by=by)
            return
        if line.is_a(at, "PREP") and not line.is_a(at, "ADV"):
            by = by or line.low(at)
            continue
        pred = _verb(scene, at)
        if pred is not None:
            if not pred.is_passive or by:
                yield Link(count=count, tie=Tie.DONE_TO, at=at, pred=pred, by=by)
            return
        if (tie := _tie(scene, at, by)) is not None:
            yield Link(count=count, tie=tie, at=at, by=by)


def _ends(scene: Scene, at: int) -> bool:
    """Tell where nothing further left can govern a figure: a comma, a saying, another clause."""
    line = scene.line
    says = line.is_a(at, "SAYV") and not line.is_a(at, "AWAITV", "REGV", "RISEV")
    return says or line.low(at) in _ENDS or line.is_a(at, "CLAUSE", "DATE")


def _tie(scene: Scene, at: int, by: str) -> Tie | None:
    line = scene.line
    if line.is_a(at, "BE") and not by:
        return Tie.IS
    is_noun = not line.is_a(at, *_SKIP) or line.is_a(at, "CAMPN", "ARRN", "RETN", "EVACN")
    return Tie.OF if is_noun else None


def _to_do(scene: Scene, count: Count) -> Iterator[Link]:
    """Read "forced 900 people *to flee*"."""
    line, at = scene.line, count.end
    if line.low(at) == "to" and line.is_a(at + 1, "VB") and (pred := scene.predicate(at + 1)):
        yield Link(count=count, tie=Tie.DOER, at=at + 1, pred=pred)


def _subject(scene: Scene, count: Count) -> Iterator[Link]:
    """Give the finite verb to the right whose subject the figure is."""
    line = scene.line
    inside = False
    for at in range(count.end, min(len(line), count.end + _REACH)):
        low = line.low(at)
        if low in _STOPS or line.is_a(at, "CLAUSE") or (low == "," and at > count.end + 12):
            return
        inside = inside or low in _RELATIVE
        pred = _verb(scene, at)
        if pred is None or not pred.is_finite:
            continue
        if not inside:
            tie = Tie.DONE_TO if pred.is_passive else Tie.DOER
            yield Link(count=count, tie=tie, at=at, pred=pred)
            return
        inside = False


def _behind(scene: Scene, count: Count) -> Iterator[Link]:
    """Read "900 people stranded", "900 people living", "900 people who fled"."""
    line, at = scene.line, count.end
    relative = line.low(at) in _RELATIVE or (line.low(at) == "," and line.low(at + 1) in _RELATIVE)
    end = min(len(line), count.end + (9 if relative else 3))
    for index in range(at, end):
        pred = _verb(scene, index)
        if pred is None or not (pred.is_reduced or relative):
            if not relative and not line.is_a(index, "ADV", "SMALLW", ","):
                return
            continue
        tie = Tie.DONE_TO if pred.is_passive else Tie.DOER
        yield Link(count=count, tie=tie, at=index, pred=pred)
        return


def _label(scene: Scene, count: Count) -> Iterator[Link]:
    """Read "Refugees in camps: 467,212": what stands before the colon says what is counted."""
    line = scene.line
    if not line.has(":", "|"):
        return
    colon = next((n for n in range(count.first - 1, -1, -1) if line.low(n) in {":", "|"}), None)
    if colon is not None and count.first - colon <= 5 and 0 < colon <= 14:
        yield Link(count=count, tie=Tie.LABEL, at=colon)
