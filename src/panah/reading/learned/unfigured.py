"""Claims told without a figure: which words of a sentence tell one, and of what kind.

Each verb and noun of what a claim can be about is weighed: whether it tells a claim, of what kind.
One word tells one claim, and the words beside it in its clause tell no other.
"""

from collections.abc import Iterator, Sequence

import attrs

from panah.reading.frames.scene import Scene, Sighting
from panah.reading.group import Count
from panah.reading.learned.cast import Cast
from panah.reading.learned.classifier import Weights
from panah.reading.learned.features import Traits, telling, word_features
from panah.reading.learned.parties import candidates
from panah.reading.learned.sighted import Answer
from panah.reading.learned.words import Words
from panah.reading.stance import clause
from panah.reading.text import Part

__all__ = ["Told", "chosen", "told"]

_LEAST = 0.6
"""Chance that a word tells a claim of its likeliest kind above which it may give one:
docs/method/weights.md."""
_APART = 6
"""Tokens within which two words of a clause tell one claim; assumed."""


@attrs.frozen(kw_only=True)
class Told:
    """What the weights say of a word.

    Parameters
    ----------
    holds
        The chance that it tells a claim.
    chances
        Of what kind, if it does.
    """

    at: int
    holds: float
    chances: dict[str, float]
    has: Traits

    def of(self, kind: str) -> float:
        """Give the chance that it tells a claim of a kind."""
        return self.holds * self.chances.get(kind, 0.0)


def told(scene: Scene, words: Words, counts: Sequence[Count], known: Weights) -> list[Told]:
    """Give what the weights say of the words that may tell a claim, and of those frames read."""
    if scene.line.sentence.part is Part.TITLE and not scene.seen:
        return []
    read = {at for one in scene.seen if one.amount is None for at in range(one.first, one.end)}
    found = []
    for at in telling(words):
        has = word_features(scene, words, at, counts)
        holds = known.told.chance(has.others, has.groups)
        if holds >= _LEAST or at in read:
            chances = known.told_kind.chances(has.others, has.groups)
            found.append(Told(at=at, holds=holds, chances=chances, has=has))
    return found


def chosen(cast: Cast, among: Sequence[Told], read: Sequence[Sighting]) -> Iterator[Answer]:
    """Give the words that tell claims which nothing else told, the surest first.

    Parameters
    ----------
    read
        What frames read without a figure.
    """
    line = cast.scene.line
    if line.sentence.part is Part.TITLE:
        return
    taken = [(clause(line, one.first), one.first, "") for one in read]
    sure = (
        (one.holds * share, -one.at, kind, one)
        for one in among
        for kind, share in one.chances.items()
        if one.holds * share >= _LEAST
    )
    for _, _, kind, one in sorted(sure, key=lambda each: each[:3], reverse=True):
        own = clause(line, one.at)
        if any(
            own == other and (kind == its or abs(one.at - at) < _APART) for other, at, its in taken
        ):
            continue
        taken.append((own, one.at, kind))
        count = Count(first=one.at, end=one.at + 1, head=-1, unit=None)
        yield Answer(
            count=count,
            kind=kind,
            holds=one.holds,
            has=one.has,
            chances=one.chances,
            among=candidates(cast, count, ()),
        )
