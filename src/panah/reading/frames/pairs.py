"""A verb and what it is done to: the claims that need no figure.

"Closed the crossing", "tents were handed out", "will shut the camp", "signed an agreement": the
class of the verb and the class of its noun together say what kind of claim it is, in the active
and the passive alike; the words that govern the verb say how far it has come (`stance`).
"""

from collections.abc import Iterator

import attrs

from panah.reading.frames.scene import Scene
from panah.reading.predicate import Predicate, Tense

__all__ = ["Pair", "pairs"]


@attrs.frozen(kw_only=True)
class Pair:
    """A verb and a noun it is done to, or that does it where nothing is done to anything.

    Parameters
    ----------
    noun
        The token of the noun.
    is_object
        Whether the verb is done to the noun.
    """

    pred: Predicate
    noun: int
    is_object: bool

    @property
    def first(self) -> int:
        """Where the two begin."""
        return min(self.pred.first, self.noun)

    @property
    def end(self) -> int:
        """Behind the two."""
        return max(self.pred.end, self.noun + 1)


_VERBAL = ("VB", "VBZ", "VBD", "VBN", "VBG")
_RIGHT = 9
_LEFT = 12
"""How far a noun may stand from its verb, in tokens: an object, and a subject with its phrases."""
_STOPS = frozenset({";", ":", "“", "”", ".", "!", "?", "("})


def pairs(scene: Scene, verbs: tuple[str, ...], nouns: tuple[str, ...]) -> Iterator[Pair]:
    """Give the verbs of some classes with the nearest noun of some classes each is done to."""
    if not scene.line.has(*nouns):
        return
    for pred in scene.verbs(*verbs):
        if pred.tense is Tense.COMMAND:
            continue
        noun = _right(scene, pred, nouns)
        if noun is not None and not (pred.is_passive and _left(scene, pred, nouns) is not None):
            yield Pair(pred=pred, noun=noun, is_object=True)
            continue
        noun = _left(scene, pred, nouns)
        if noun is not None:
            yield Pair(pred=pred, noun=noun, is_object=pred.is_passive)


def _right(scene: Scene, pred: Predicate, nouns: tuple[str, ...]) -> int | None:
    line = scene.line
    for at in range(pred.end, min(len(line), pred.end + _RIGHT)):
        if line.low(at) in _STOPS or line.is_a(at, "CLAUSE"):
            return None
        if line.is_a(at, *nouns):
            return at
        if at > pred.end and line.is_a(at, *_VERBAL) and _is_finite(scene, at):
            return None
    return None


def _left(scene: Scene, pred: Predicate, nouns: tuple[str, ...]) -> int | None:
    line = scene.line
    for at in range(pred.first - 1, max(-1, pred.first - 1 - _LEFT), -1):
        if line.low(at) in _STOPS or line.is_a(at, "CLAUSE"):
            return None
        if line.is_a(at, *nouns) and not line.is_a(at - 1, "PREP"):
            return at
        if line.is_a(at, *_VERBAL) and _is_finite(scene, at) and not _hangs(scene, pred, at):
            return None
    return None


def _hangs(scene: Scene, pred: Predicate, at: int) -> bool:
    """Tell "distributions *planned* for May have been put off": the main verb has its own help."""
    other = scene.predicate(at)
    is_bare = other is not None and other.first == other.at and scene.line.is_a(at, "VBN")
    return is_bare and pred.first < pred.at


def _is_finite(scene: Scene, at: int) -> bool:
    if scene.line.is_a(at, "AUX") and not scene.line.is_a(at, "HAVE"):
        return False
    other = scene.predicate(at)
    return other is not None and other.is_finite
