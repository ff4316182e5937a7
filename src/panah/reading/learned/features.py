"""What is known of a figure, or of a word that may tell a claim, as names that weights belong to.

Each feature is a short text: what it is, a colon, its value. What a word gives by itself is kept
with it (`words.Word`); what depends on more is kept for each way it was met. What comes together
again and again is one group, whose weights are added up only once (`kept.sums`).
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from sys import intern

import attrs

from panah.domain.claim import Hold, Kind, Mood, Status
from panah.domain.quantity import Hedge, Unit
from panah.reading.frames.links import Tie, links
from panah.reading.frames.scene import Scene, Sighting
from panah.reading.group import Count
from panah.reading.learned.words import Word, Words, concepts_of, group, lacks_meaning, shared
from panah.reading.numbers import Quantity
from panah.reading.predicate import Tense
from panah.reading.stance import clause, cue_left
from panah.reading.tokens import Line

__all__ = ["Traits", "beside", "features", "form", "forms", "is_of", "telling", "word_features"]

_REACH = 14
"""How many tokens around a figure its own words are taken from, inside its clause; assumed."""
_KEPT = 16384
"""Names of features kept for each way of making them; assumed: they are short."""


@attrs.define
class Traits:
    """All that is known of a figure or a word.

    Parameters
    ----------
    groups
        Features that come together; no two groups have one in common.
    others
        The other features, none of which is in a group.
    """

    groups: list[frozenset[str]]
    others: set[str] = attrs.field(factory=set)

    @property
    def all(self) -> set[str]:
        """Every feature."""
        return self.others.union(*self.groups)


def features(scene: Scene, words: Words, count: Count) -> Traits:
    """Give what is known of a figure."""
    around = clause(words.line, count.first if count.quantity is None else count.quantity)
    found = Traits([_sentence(scene), _about(scene.state.about)])
    _figure(found, words, count)
    _ties(found, scene, words, count)
    _stance(found, scene, words, count)
    _around(found.others, words, count.first, count.end, around)
    _read(found.others, scene, count)
    return found


def telling(words: Words, *, is_wide: bool = False) -> list[int]:
    """Give the tokens by which a claim may be told: verbs and nouns of what it can be about.

    Parameters
    ----------
    is_wide
        Whether one is asked who has seen the whole report.
    """
    return [at for at, word in enumerate(words.all) if (word.may_tell if is_wide else word.tells)]


def word_features(scene: Scene, words: Words, at: int, counts: Sequence[Count]) -> Traits:
    """Give what is known of a word that may tell a claim.

    Parameters
    ----------
    counts
        The figures of the sentence.
    """
    found = beside(scene, words, at, counts)
    found.groups += form(scene, words, at)
    return found


def beside(scene: Scene, words: Words, at: int, counts: Sequence[Count]) -> Traits:
    """Give what is known of a word but for its form: its own classes, and what stands around it."""
    around = clause(words.line, at)
    found = Traits([_sentence(scene), words.all[at].itself])
    main = scene.main(at)
    if main is not None:
        governing = words.all[main.at]
        found.groups += governing.governing, _governed(words.all[at], governing, main.tense)
    _around(found.others, words, at, at + 1, around)
    first, end = _window(at, at + 1, around)
    near = [one for one in counts if first <= one.first < end]
    found.others.add(f"fig:{bool(near)}/{any(one.is_people for one in near)}")
    _seen_near(found.others, scene, at, around)
    return found


def _window(first: int, end: int, around: tuple[int, int]) -> tuple[int, int]:
    """Give the clause around some tokens, no farther than its words matter."""
    return max(around[0], first - _REACH), min(around[1], end + _REACH)


def form(scene: Scene, words: Words, at: int) -> tuple[frozenset[str], ...]:
    """Give how a verb says it, or what governs a noun: one feature of each kind (`forms`)."""
    word, first = words.all[at], clause(words.line, at)[0]
    pred = scene.predicate(at) if word.is_verbal else None
    if pred is None:
        cue = cue_left(scene.line, at, first)
        return (_cued(cue.name if cue else ""),)
    held = scene.stance(pred)
    party = scene.party_left(pred.first, first)
    return (
        _subject(party.kind if party else ""),
        _formed(word, pred.tense, pred.is_passive, pred.is_negated, held.name, held.hold),
    )


@lru_cache(maxsize=_KEPT)
def forms(word: Word) -> tuple[tuple[str, ...], ...]:
    """Give the kinds of features that a word's form has: those of a noun, and those of a verb.

    The kind of a feature is what stands before its last colon.
    """
    noun = ("noun", "cue")
    if not word.is_verbal:
        return (noun,)
    paired = (f"t:{one}/{how}" for one in word.concepts for how in _OF_VERB)
    return noun, ("subject", *_OF_VERB, *paired)


_OF_VERB = ("tense", "passive", "denied", "stance")


@cache
def _cued(cue: str) -> frozenset[str]:
    return group("noun", f"cue:{cue}")


@cache
def _subject(kind: str) -> frozenset[str]:
    return group(f"subject:{kind}")


@lru_cache(maxsize=_KEPT)
def _formed(
    word: Word, tense: Tense, is_passive: bool, is_negated: bool, stance: str, hold: Hold
) -> frozenset[str]:
    how = (
        f"tense:{tense}",
        f"passive:{is_passive}",
        f"denied:{is_negated}",
        f"stance:{stance}/{hold}",
    )
    return group(*how, *(f"t:{one}/{each}" for one in word.concepts for each in how))


@lru_cache(maxsize=_KEPT)
def _governed(word: Word, main: Word, tense: Tense) -> frozenset[str]:
    pairs = ((one, other) for one in word.concepts for other in main.concepts)
    return group(f"maintense:{tense}", *(f"t:{one}/main:{other}" for one, other in pairs))


def _seen_near(found: set[str], scene: Scene, at: int, around: tuple[int, int]) -> None:
    """Give what the frames read by the word, and by others of its clause."""
    near = 0
    for one in scene.seen:
        if one.first <= at < one.end:
            rules = _rules(one.rule, one.kind, one.status, one.hold, one.mood)
            found.update([f"in:{rule}" for rule in rules])
            found.add(f"in:{one.amount is not None}")
        elif around[0] <= one.first < around[1]:
            found.add(f"by:{one.rule}")
            near += 1
    found.add(f"readnear:{min(near, 2)}")
    found.add(f"read:{min(len(scene.seen), 3)}")


def _figure(found: Traits, words: Words, count: Count) -> None:
    """Give what is counted, and how."""
    found.groups.append(_counted(count.unit, _head(words, count)))
    value = words.line.tokens[count.quantity or 0].value
    if isinstance(value, Quantity):
        most = value.stated[-1] if value.stated else None
        found.groups.append(_sized(value.hedge, value.share, most))
    found.others.update(*[one.inside for one in words.all[count.first + 1 : count.end]])


def _head(words: Words, count: Count) -> str:
    return words.all[count.head].name if count.head >= 0 else ""


@lru_cache(maxsize=_KEPT)
def _counted(unit: Unit | None, head: str) -> frozenset[str]:
    return group(f"unit:{unit or ''}", f"head:{head}")


@lru_cache(maxsize=_KEPT)
def _sized(hedge: Hedge, share: bool, most: float | None) -> frozenset[str]:
    """Give how exact a figure is, and of how many digits."""
    size = () if most is None else (f"size:{len(str(int(most)))}",)
    return group(f"hedge:{hedge}", f"share:{share}", *size, f"word:{hedge is Hedge.MAGNITUDE}")


def _ties(found: Traits, scene: Scene, words: Words, count: Count) -> None:
    """Give the words a figure hangs on, the closest three."""
    for nth, link in zip(range(3), links(scene, count), strict=False):
        word = words.all[link.at]
        found.others.update(_tied(nth, link.tie, link.by, word))
        if nth == 0:
            found.groups.append(_headed(_head(words, count), link.tie, word))
            if link.pred:
                found.others.add(f"tense:{link.pred.tense}")
                found.others.add(f"denied:{link.pred.is_negated}")
                found.others.add(f"stance:{scene.stance(link.pred).name}")


@lru_cache(maxsize=_KEPT)
def _tied(nth: int, tie: Tie, by: str, word: Word) -> tuple[str, ...]:
    return shared(
        *(
            feature
            for one in (word.name, *word.classes)
            for feature in (f"tie{nth}:{tie}/{by}/{one}", f"tie:{tie}/{by}/{one}", f"on:{one}")
        )
    )


@lru_cache(maxsize=_KEPT)
def _headed(head: str, tie: Tie, word: Word) -> frozenset[str]:
    names = (word.name, *word.classes)
    return group(*(f"tied:{one}/{end}" for one in names for end in (head, tie)))


def _stance(found: Traits, scene: Scene, words: Words, count: Count) -> None:
    """Give the cue to the left, and what holds or supposes it."""
    line, at = scene.line, count.quantity or 0
    cue = cue_left(line, count.first, clause(line, at)[0])
    found.others.add(f"cue:{cue.name if cue else ''}")
    found.others.add(f"supposed:{scene.is_supposed(at)}")
    pred = scene.main(count.first)
    if pred is not None:
        held = scene.stance(pred)
        found.others.add(f"held:{held.name}/{held.hold}")
        found.groups.append(words.all[pred.at].governing)


def _around(found: set[str], words: Words, first: int, end: int, around: tuple[int, int]) -> None:
    """Give the four words on each side with their distance, and those of the clause.

    Parameters
    ----------
    first, end
        The tokens of the figure or word.
    around
        The clause they stand in.
    """
    every = words.all
    begin, stop = _window(first, end, around)
    found.update(
        *[one.ahead[nth] for nth, one in enumerate(every[max(0, first - 4) : first][::-1])],
        *[one.behind[nth] for nth, one in enumerate(every[end : end + 4])],
        *[one.left for one in every[begin:first]],
        *[one.right for one in every[end:stop]],
    )


@cache
def _tagged(tag: str) -> str | None:
    return None if lacks_meaning(tag) else intern(f"line:{tag}")


def _read(found: set[str], scene: Scene, count: Count) -> None:
    """Give what the frames read there."""
    if not scene.seen:
        found.add("read:0")
        return
    own = [is_of(scene.line, one, count) for one in scene.seen]
    found.add(f"read:{sum(own)}")
    for one, is_own in zip(scene.seen, own, strict=True):
        if is_own:
            found.update(_rules(one.rule, one.kind, one.status, one.hold, one.mood))
        else:
            found.add(f"beside:{one.rule}")


@lru_cache(maxsize=_KEPT)
def _rules(rule: str, kind: Kind, status: Status | None, hold: Hold, mood: Mood) -> tuple[str, ...]:
    far = f"{status or ''}/{hold}"
    return shared(f"rule:{rule}", f"rule:{rule}/{far}", f"rule:{kind}/{mood}", f"rule:{far}")


def is_of(line: Line, seen: Sighting, count: Count) -> bool:
    """Tell whether what a frame saw counts with a figure."""
    worded = seen.amount.worded if seen.amount else None
    at = count.quantity
    if at is None or worded is None:
        return False
    token = line.tokens[at]
    return worded.start < token.end and token.start < worded.end


def _sentence(scene: Scene) -> frozenset[str]:
    """Give the classes of the whole sentence, and how far the report has come; once for each."""
    known = scene.line.known[_sentence]
    if not known:
        state = scene.state
        tagged = [one for tag in scene.line.at if (one := _tagged(tag))]
        known[0] = frozenset(
            (
                *tagged,
                f"part:{scene.line.sentence.part}",
                f"refuge:{min(state.refuge_words, 6)}",
                f"counted:{state.counted or ''}",
                f"teller:{state.teller is not None}",
            )
        )
    found: frozenset[str] = known[0]
    return found


@lru_cache(maxsize=64)
def _about(words: frozenset[str]) -> frozenset[str]:
    return group(*(f"about:{concept}" for concept in concepts_of(words)))
