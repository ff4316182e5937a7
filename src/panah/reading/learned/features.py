"""What is known of a figure, as names that weights belong to.

Each feature is a short text: what it is, a colon, its value. The names of a word's places are kept
from sentence to sentence, as making them anew would take most of the time.
"""

from functools import cache, lru_cache
from sys import intern

from panah.domain.claim import Hold, Kind, Mood, Status
from panah.domain.quantity import Hedge
from panah.reading.frames.links import Tie, links
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
    found = _figure(words, count)
    _ties(found, scene, words, count)
    _stance(found, scene, words, count)
    _around(found, words, count)
    _clause(found, words, count)
    _read(found, scene, count)
    _report(found, scene)
    return tuple(dict.fromkeys(found))


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
    """Give the words of the clause near the figure, and the classes of the whole sentence."""
    first, end = clause(words.line, count.quantity or 0)
    for at in range(max(first, count.first - _REACH), min(end, count.first)):
        found += _near("<", *words.near[at])
    for at in range(max(first, count.end), min(end, count.end + _REACH)):
        found += _near(">", *words.near[at])
    found += [one for tag in sorted(words.line.at) if (one := _tagged(tag))]


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


def _report(found: list[str], scene: Scene) -> None:
    state = scene.state
    found.append(f"part:{scene.line.sentence.part}")
    found.append(f"refuge:{min(state.refuge_words, 6)}")
    found.append(f"counted:{state.counted or ''}")
    found.append(f"teller:{state.teller is not None}")
    found += _about(state.about)


@lru_cache(maxsize=64)
def _about(words: frozenset[str]) -> tuple[str, ...]:
    return _shared(*(f"about:{concept}" for concept in concepts_of(words)))
