"""Claims told without a figure: which words of a sentence tell one, and of what kind.

Each verb and noun of what a claim can be about is weighed: whether it tells a claim, of what kind.
One word tells one claim, and the words beside it in its clause tell no other.
"""

from collections.abc import Iterator, Sequence

import attrs

from panah.reading.frames.scene import Scene, Sighting
from panah.reading.group import Count
from panah.reading.learned.cast import Cast
from panah.reading.learned.features import Traits, beside, form, telling, word_features
from panah.reading.learned.judge import Judge, Opinion
from panah.reading.learned.parties import candidates
from panah.reading.learned.sighted import Answer
from panah.reading.learned.words import Words
from panah.reading.stance import clause
from panah.reading.text import Part
from panah.reading.tokens import Line
from panah.reading.told import row_of

__all__ = ["Told", "spoken", "told"]

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
    opinion: Opinion | None = None

    def of(self, kind: str) -> float:
        """Give the chance that it tells a claim of a kind."""
        return self.holds * self.chances.get(kind, 0.0)


def told(
    scene: Scene,
    words: Words,
    counts: Sequence[Count],
    judge: Judge,
    read: Sequence[Sighting],
    doubted: Sequence[Sighting],
) -> list[Told]:
    """Give what the weights say of the words that may tell a claim, and of those that told one.

    Other words are not asked: those of a title, and, of the weights alone, those beside a claim
    that was read. How a word stands is not looked at where even the form that tells most would not
    do.

    Parameters
    ----------
    counts
        The figures of the sentence.
    read
        What frames read without a figure.
    doubted
        What of it the weights may find wrong.
    """
    line = scene.line
    inside = {at for one in doubted for at in range(one.first, one.end)}
    bare = {at for one in read if one.amount is None for at in range(one.first, one.end)}
    taken = _taken(line, read) if judge.second is None else []
    may_add = line.sentence.part is not Part.TITLE
    asked = (
        at
        for at in telling(words, is_wide=judge.second is not None)
        if at in inside or (may_add and _is_free(clause(line, at), at, taken))
    )
    by = _by_weights if judge.second is None else _seen
    found = (by(scene, words, at, counts, judge, at in inside) for at in asked)
    least = judge.limits.word
    return [one for one in found if one and (one.holds >= least or one.at in bare)]


def _by_weights(
    scene: Scene, words: Words, at: int, counts: Sequence[Count], judge: Judge, must: bool
) -> Told | None:
    """Give what the weights say of a word; None where no form of it would do, unless it must be."""
    known, least = judge.known, judge.limits.word
    has = beside(scene, words, at, counts)
    whole = known.told.sum(has.others, has.groups)
    if not must and known.told.by(whole + known.form[words.all[at]]) < least:
        return None
    how = form(scene, words, at)
    has.groups += how
    holds = known.told.by(whole + known.told.more(how))
    if not must and holds < least:
        return None
    chances = known.told_kind.chances(has.others, has.groups)
    return Told(at=at, holds=holds, chances=chances, has=has)


def _seen(
    scene: Scene, words: Words, at: int, counts: Sequence[Count], judge: Judge, must: bool
) -> Told | None:
    """Give what a second says of a word; None where it is too unlikely, unless it must be."""
    opinion = judge.word(scene.line, at)
    if opinion is None or not (must or opinion.holds >= judge.limits.word):
        return None
    has = word_features(scene, words, at, counts)
    return Told(at=at, holds=opinion.holds, chances=opinion.chances, has=has, opinion=opinion)


def spoken(
    cast: Cast,
    among: Sequence[Told],
    read: Sequence[Sighting],
    figured: Sequence[Sighting],
    least: float,
) -> Iterator[Answer]:
    """Give the words that tell claims which nothing else told, the surest first.

    Parameters
    ----------
    read
        What frames read without a figure.
    figured
        What figures tell: no word of their clause tells a claim of the same kind again.
    least
        The chance that a word tells a claim of its kind, from which on it does.
    """
    line = cast.scene.line
    if line.sentence.part is Part.TITLE:
        return
    taken = [*_taken(line, read), *_repeated(line, figured)]
    sure = (
        (one.holds * share, -one.at, kind, one)
        for one in among
        for kind, share in one.chances.items()
        if one.holds * share >= least
    )
    for _, _, kind, one in sorted(sure, key=lambda each: each[:3], reverse=True):
        own = clause(line, one.at)
        if not _is_free(own, one.at, taken, kind):
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
            opinion=one.opinion,
        )


Taken = tuple[tuple[int, int], int, str]
"""The clause of a word that tells a claim, the word, and of what kind; empty if a frame read it."""


def _taken(line: Line, read: Sequence[Sighting]) -> list[Taken]:
    return [(clause(line, one.first), one.first, "") for one in read]


_FAR = -(10**6)
"""Where no word stands: what a figure tells bars no word of another kind near it."""


def _repeated(line: Line, figured: Sequence[Sighting]) -> Iterator[Taken]:
    for one in figured:
        row = row_of(one, one.rule)
        if row is not None and row["gold"]:
            yield clause(line, one.first), _FAR, str(row["gold"])


def _is_free(
    own: tuple[int, int], at: int, taken: Sequence[Taken], kind: str | None = None
) -> bool:
    """Tell whether a word of a clause may tell a claim, of a kind, that no other word tells."""
    return not any(
        own == other and (kind == its or abs(at - word) < _APART) for other, word, its in taken
    )
