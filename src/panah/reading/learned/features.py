"""What is known of a figure, or of a word that may tell a claim, as names that weights belong to.

Each feature is a short text: what it is, a colon, its value. The names of a word's places are kept
from sentence to sentence, as making them anew would take most of the time.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from sys import intern

from panah.domain.claim import Hold, Kind, Mood, Status
from panah.domain.quantity import Hedge
from panah.reading.frames.links import Tie, links
from panah.reading.frames.scene import Scene, Sighting
from panah.reading.group import Count
from panah.reading.learned.words import Words, concepts_of, lacks_meaning
from panah.reading.numbers import Quantity
from panah.reading.predicate import Tense
from panah.reading.stance import clause, cue_left
from panah.reading.tokens import Line

__all__ = ["features", "is_of", "telling", "word_features"]

_VERBAL = ("VB", "VBZ", "VBD", "VBN", "VBG")
_REACH = 14
"""How many tokens around a figure its own words are taken from, inside its clause; assumed."""
_KEPT = 65536
"""Names of features kept for each way of making them; assumed: they are short."""


def features(scene: Scene, words: Words, count: Count) -> tuple[str, ...]:
    """Give what is known of a figure, each once."""
    found = _figure(words, count)
    _ties(found, scene, words, count)
    _stance(found, scene, words, count)
    _around(found, words, count)
    _clause(found, words, count)
    _read(found, scene, count)
    found += _sentence(scene)
    found += _about(scene.state.about)
    return tuple(dict.fromkeys(found))


_TELLING = frozenset(
    f"~{concept}"
    for concept in (
        *("flee", "arrive", "host", "admit", "willing", "refuse", "close", "return", "carry"),
        *("resettle", "talk", "ask", "build", "supply", "condition", "expect", "pause"),
    )
)
"""Concepts of words by which a claim may be told without a figure."""


def telling(words: Words) -> Iterator[int]:
    """Give the tokens by which a claim may be told: verbs and nouns of what it can be about."""
    line = words.line
    for at, classes in enumerate(words.classes):
        if _tells(classes) and line.tokens[at].value is None and not line.is_a(at, "AUX"):
            yield at


@lru_cache(maxsize=_KEPT)
def _tells(classes: tuple[str, ...]) -> bool:
    return not _TELLING.isdisjoint(classes)


def word_features(scene: Scene, words: Words, at: int, counts: Sequence[Count]) -> tuple[str, ...]:
    """Give what is known of a word that may tell a claim, each once.

    Parameters
    ----------
    counts
        The figures of the sentence.
    """
    here = Count(first=at, end=at + 1, head=-1, unit=None)
    found = list(_named("t", words.names[at], words.classes[at]))
    _form(found, scene, words, at)
    _around(found, words, here)
    _clause(found, words, here)
    _figures_near(found, words, at, counts)
    _seen_near(found, scene, at)
    found += _sentence(scene)
    return tuple(dict.fromkeys(found))


def _form(found: list[str], scene: Scene, words: Words, at: int) -> None:
    """Give how a verb says it, or what governs a noun, and the nearest verb before."""
    line, classes = scene.line, words.classes[at]
    first = clause(line, at)[0]
    pred = scene.predicate(at) if line.is_a(at, *_VERBAL) else None
    if pred is None:
        cue = cue_left(line, at, first)
        found += ["noun", f"cue:{cue.name if cue else ''}"]
    else:
        held = scene.stance(pred)
        party = scene.party_left(pred.first, first)
        found.append(f"subject:{party.kind.value if party else ''}")
        found += _formed(
            classes, pred.tense, pred.is_passive, pred.is_negated, f"{held.name}/{held.hold}"
        )
    main = scene.main(at)
    if main is not None:
        found += _named("main", words.names[main.at], words.classes[main.at])
        found += _governed(classes, words.classes[main.at], main.tense)


@lru_cache(maxsize=_KEPT)
def _formed(
    classes: tuple[str, ...], tense: Tense, is_passive: bool, is_negated: bool, held: str
) -> tuple[str, ...]:
    form = (f"tense:{tense}", f"passive:{is_passive}", f"denied:{is_negated}", f"stance:{held}")
    return _shared(*form, *(f"t:{one}/{how}" for one in _concepts(classes) for how in form))


@lru_cache(maxsize=_KEPT)
def _governed(classes: tuple[str, ...], main: tuple[str, ...], tense: Tense) -> tuple[str, ...]:
    pairs = ((one, other) for one in _concepts(classes) for other in _concepts(main))
    return _shared(f"maintense:{tense}", *(f"t:{one}/main:{other}" for one, other in pairs))


def _concepts(classes: Iterable[str]) -> list[str]:
    return [one for one in classes if one[0] == "~"]


def _figures_near(found: list[str], words: Words, at: int, counts: Sequence[Count]) -> None:
    """Give whether a figure stands near, and whether it counts people."""
    first, end = clause(words.line, at)
    first, end = max(first, at - _REACH), min(end, at + 1 + _REACH)
    near = [one for one in counts if first <= one.first < end]
    found.append(f"fig:{bool(near)}/{any(one.is_people for one in near)}")


def _seen_near(found: list[str], scene: Scene, at: int) -> None:
    """Give what the frames read by the word, and by others of its clause."""
    first, end = clause(scene.line, at)
    near = 0
    for one in scene.seen:
        if one.first <= at < one.end:
            found += [
                f"in:{one}" for one in _rules(one.rule, one.kind, one.status, one.hold, one.mood)
            ]
            found.append(f"in:{one.amount is not None}")
        elif first <= one.first < end:
            found.append(f"by:{one.rule}")
            near += 1
    found.append(f"readnear:{min(near, 2)}")
    found.append(f"read:{min(len(scene.seen), 3)}")


def _shared(*names: str) -> tuple[str, ...]:
    """Give names as the very objects the weights know them by: found without comparing letters."""
    return tuple(map(intern, names))


@lru_cache(maxsize=_KEPT)
def _named(kind: str, name: str, classes: tuple[str, ...]) -> tuple[str, ...]:
    """Give a feature for a word's name and one for each of its classes."""
    return _shared(f"{kind}:{name}", *(f"{kind}:{one}" for one in classes))


def _figure(words: Words, count: Count) -> list[str]:
    """Give what is counted, and how."""
    found = [
        f"unit:{count.unit or ''}",
        f"head:{words.names[count.head] if count.head >= 0 else ''}",
    ]
    value = words.line.tokens[count.quantity or 0].value
    if isinstance(value, Quantity):
        found += _sized(value.hedge, value.share, value.stated[-1] if value.stated else None)
    for at in range(count.first + 1, count.end):
        found += _named("of", words.names[at], words.classes[at])
    return found


@lru_cache(maxsize=_KEPT)
def _sized(hedge: Hedge, share: bool, most: float | None) -> tuple[str, ...]:
    """Give how exact a figure is, and of how many digits."""
    size = () if most is None else (f"size:{len(str(int(most)))}",)
    return _shared(f"hedge:{hedge}", f"share:{share}", *size, f"word:{hedge is Hedge.MAGNITUDE}")


def _ties(found: list[str], scene: Scene, words: Words, count: Count) -> None:
    """Give the words a figure hangs on, the closest three."""
    head = words.names[count.head] if count.head >= 0 else ""
    for nth, link in zip(range(3), links(scene, count), strict=False):
        name, classes = words.names[link.at], words.classes[link.at]
        found += _tied(nth, link.tie, link.by, name, classes)
        if nth == 0:
            found += _headed(head, link.tie, name, classes)
            if link.pred:
                found.append(f"tense:{link.pred.tense}")
                found.append(f"denied:{link.pred.is_negated}")
                found.append(f"stance:{scene.stance(link.pred).name}")


@lru_cache(maxsize=_KEPT)
def _tied(nth: int, tie: Tie, by: str, name: str, classes: tuple[str, ...]) -> tuple[str, ...]:
    return _shared(
        *(
            feature
            for one in (name, *classes)
            for feature in (f"tie{nth}:{tie}/{by}/{one}", f"tie:{tie}/{by}/{one}", f"on:{one}")
        )
    )


@lru_cache(maxsize=_KEPT)
def _headed(head: str, tie: Tie, name: str, classes: tuple[str, ...]) -> tuple[str, ...]:
    return _shared(*(f"tied:{one}/{end}" for one in (name, *classes) for end in (head, tie)))


def _stance(found: list[str], scene: Scene, words: Words, count: Count) -> None:
    """Give the cue to the left, and what holds or supposes it."""
    line = scene.line
    cue = cue_left(line, count.first, clause(line, count.quantity or 0)[0])
    found.append(f"cue:{cue.name if cue else ''}")
    found.append(f"supposed:{scene.is_supposed(count.quantity or 0)}")
    pred = scene.main(count.first)
    if pred is not None:
        held = scene.stance(pred)
        found.append(f"held:{held.name}/{held.hold}")
        found += _named("main", words.names[pred.at], words.classes[pred.at])


def _around(found: list[str], words: Words, count: Count) -> None:
    """Give the nearest words with their side and distance."""
    names, classes = words.names, words.classes
    for apart in range(1, 5):
        before, after = count.first - apart, count.end + apart - 1
        if before >= 0:
            found += _beside("-", min(apart, 3), names[before], classes[before])
        if after < len(names):
            found += _beside("+", min(apart, 3), names[after], classes[after])


@lru_cache(maxsize=_KEPT)
def _beside(side: str, apart: int, name: str, classes: tuple[str, ...]) -> tuple[str, ...]:
    return _shared(f"{side}{apart}:{name}", *(f"{side}:{one}" for one in classes))


def _clause(found: list[str], words: Words, count: Count) -> None:
    """Give the words of the clause near the figure."""
    first, end = clause(words.line, count.first if count.quantity is None else count.quantity)
    for at in range(max(first, count.first - _REACH), min(end, count.first)):
        found += _near("<", *words.near[at])
    for at in range(max(first, count.end), min(end, count.end + _REACH)):
        found += _near(">", *words.near[at])


@lru_cache(maxsize=_KEPT)
def _near(side: str, before: str | None, name: str, classes: tuple[str, ...]) -> tuple[str, ...]:
    found = () if before is None else (f"near{side}:{before}/{name}",)
    return _shared(f"near:{name}", *found, *(f"near{side}:{one}" for one in classes))


@cache
def _tagged(tag: str) -> str | None:
    return None if lacks_meaning(tag) else intern(f"line:{tag}")


def _read(found: list[str], scene: Scene, count: Count) -> None:
    """Give what the frames read there."""
    if not scene.seen:
        found.append("read:0")
        return
    own = [is_of(scene.line, one, count) for one in scene.seen]
    found.append(f"read:{sum(own)}")
    for one, is_own in zip(scene.seen, own, strict=True):
        if is_own:
            found += _rules(one.rule, one.kind, one.status, one.hold, one.mood)
    found += [
        f"beside:{one.rule}" for one, is_own in zip(scene.seen, own, strict=True) if not is_own
    ]


@lru_cache(maxsize=_KEPT)
def _rules(rule: str, kind: Kind, status: Status | None, hold: Hold, mood: Mood) -> tuple[str, ...]:
    far = f"{status or ''}/{hold}"
    return _shared(f"rule:{rule}", f"rule:{rule}/{far}", f"rule:{kind}/{mood}", f"rule:{far}")


def is_of(line: Line, seen: Sighting, count: Count) -> bool:
    """Tell whether what a frame saw counts with a figure."""
    worded = seen.amount.worded if seen.amount else None
    at = count.quantity
    if at is None or worded is None:
        return False
    token = line.tokens[at]
    return worded.start < token.end and token.start < worded.end


def _sentence(scene: Scene) -> tuple[str, ...]:
    """Give the classes of the whole sentence, and what the report is about; once for each."""
    known = scene.line.known[_sentence]
    if not known:
        state = scene.state
        known[0] = _shared(
            *[one for tag in scene.line.at if (one := _tagged(tag))],
            f"part:{scene.line.sentence.part}",
            f"refuge:{min(state.refuge_words, 6)}",
            f"counted:{state.counted or ''}",
            f"teller:{state.teller is not None}",
        )
    found: tuple[str, ...] = known[0]
    return found


@lru_cache(maxsize=64)
def _about(words: frozenset[str]) -> tuple[str, ...]:
    return _shared(*(f"about:{concept}" for concept in concepts_of(words)))
