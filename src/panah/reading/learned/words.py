"""A sentence's words as weights know them: by stem, by the lexicon's classes and by concept.

Words are cut to their stems, so that "hosts", "hosted" and "hosting" share a weight; concepts
(``data/concepts.toml``) join words of one meaning. Equal words of all texts are one `Word`, which
keeps the names of features it gives: to make them anew would take most of the time.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from sys import intern

import attrs

from panah.reading.learned.kept import Kept
from panah.reading.lexicon import table
from panah.reading.tokens import Line
from panah.reading.worked_out import WorkedOut

__all__ = [
    "DOUBT",
    "LACK",
    "REFUSAL",
    "Word",
    "Words",
    "concepts_of",
    "group",
    "lacks_meaning",
    "shared",
]

DOUBT, REFUSAL, LACK = "~doubt", "~refuse", "~lack"
"""Concepts of words of no and of undoing, of words that refuse, and of what there is too little."""
_VERBAL = ("VB", "VBZ", "VBD", "VBN", "VBG")
_GRAMMAR = frozenset({"DET", "PREP", "AUX", *_VERBAL, "CAPW", "ADV", "CONJ", "PLURAL"})
"""Classes too common to tell anything by themselves."""
_ENDINGS = ("ations", "ation", "ings", "ing", "ments", "ment", "ied", "ies", "ed", "es", "s", "e")
_SHORTEST = 3
_FOUND = ("DATE", "QTY", "ORG", "GPE", "DEM", "PER", "BODY")
_PARTICLES = frozenset(
    {"back", "home", "away", "in", "out", "over", "up", "off", "into", "down", "ashore"}
)
_PARTS = _PARTICLES | {",", ".", ";"}
_PARTED = 6
"""How far behind its verb a particle may stand; assumed, as in `tokens`."""
_TELLING = frozenset(
    f"~{concept}"
    for concept in (
        *("flee", "arrive", "host", "admit", "willing", "refuse", "close", "return", "carry"),
        *("resettle", "talk", "ask", "build", "supply", "condition", "expect", "pause"),
    )
)
"""Concepts of words by which a claim may be told without a figure."""
_EMPTY = frozenset(
    {"PREP", "DET", "CONJ", "AUX", "PRON", "SMALLW", "NONAME", "CLAUSE", "ROLEN", "COUNTRYN"}
)
"""Classes of words that tell no claim by themselves, whoever has seen the report."""
_NAME = frozenset({"CAPW"})
_SIGN = 2
"""Letters up to which a word is a sign or a word of grammar that no class knows; assumed."""
_KEPT = 16384
"""Words kept with what is known of them; assumed: more than a morning's reports hold."""


def lacks_meaning(tag: str) -> bool:
    """Tell whether a class is of grammar alone."""
    return tag in _GRAMMAR


def shared(*names: str) -> tuple[str, ...]:
    """Give names as the very objects the weights know them by: found without comparing letters."""
    return tuple(map(intern, names))


def group(*names: str) -> frozenset[str]:
    """Give names that come together, as the weights know them."""
    return frozenset(map(intern, names))


@attrs.define(eq=False, kw_only=True, slots=False)
class Word:
    """A word as weights know it, one for all places of all texts, and the features it gives.

    Parameters
    ----------
    name
        Its stem; of what a parser found what it is.
    classes
        Its classes and concepts; of a verb its particle too, and what the two mean together.
    before
        The preposition before what a parser found, empty if there is none; None for a word.
    is_verbal
        Whether it may be a verb.
    tells
        Whether a claim may be told by it: a verb or noun of what claims can be about.
    may_tell
        Whether it is one for who has seen the whole report: any word of meaning may.
    """

    name: str
    classes: tuple[str, ...]
    before: str | None = None
    is_verbal: bool = False
    tells: bool = False
    may_tell: bool = False

    @WorkedOut
    def concepts(self) -> tuple[str, ...]:
        """Those of its classes that are concepts."""
        return tuple(one for one in self.classes if one[0] == "~")

    @WorkedOut
    def itself(self) -> frozenset[str]:
        """Features as a word that may tell a claim."""
        return frozenset(self._named("t"))

    @WorkedOut
    def inside(self) -> tuple[str, ...]:
        """Features as a word of what is counted."""
        return self._named("of")

    @WorkedOut
    def governing(self) -> frozenset[str]:
        """Features as the nearest verb before."""
        return frozenset(self._named("main"))

    @WorkedOut
    def ahead(self) -> tuple[tuple[str, ...], ...]:
        """Features as the first to the fourth word before."""
        return self._beside("-")

    @WorkedOut
    def behind(self) -> tuple[tuple[str, ...], ...]:
        """Features as the first to the fourth word after."""
        return self._beside("+")

    @WorkedOut
    def left(self) -> tuple[str, ...]:
        """Features as a word of the clause before."""
        return self._near("<")

    @WorkedOut
    def right(self) -> tuple[str, ...]:
        """Features as a word of the clause after."""
        return self._near(">")

    def _named(self, place: str) -> tuple[str, ...]:
        return (intern(f"{place}:{self.name}"), *_each(place, self.classes))

    def _beside(self, side: str) -> tuple[tuple[str, ...], ...]:
        classes = _each(side, self.classes)
        one, two, three = ((intern(f"{side}{nth}:{self.name}"), *classes) for nth in (1, 2, 3))
        return one, two, three, three

    def _near(self, side: str) -> tuple[str, ...]:
        near, classes = intern(f"near:{self.name}"), _each(f"near{side}", self.classes)
        if self.before is None:
            return (near, *classes)
        return (near, intern(f"near{side}:{self.before}/{self.name}"), *classes)


@lru_cache(maxsize=_KEPT)
def _each(place: str, classes: tuple[str, ...]) -> tuple[str, ...]:
    """Give the features of the classes of a word by where it stands; many words share theirs."""
    return shared(*(f"{place}:{one}" for one in classes))


@attrs.define(eq=False, slots=False)
class Words:
    """The words of a sentence."""

    line: Line

    @WorkedOut
    def all(self) -> list[Word]:
        """Each token as weights know it."""
        line = self.line
        found = [
            _words[one.low, one.tags, ""]
            if one.value is None
            else _parsed[one.tags, self._before(at)]
            for at, one in enumerate(line.tokens)
        ]
        for at in line.places(words=_PARTICLES):
            if (verb := self._verb_of(at)) is not None:
                token = line.tokens[verb]
                found[verb] = _words[token.low, token.tags, line.tokens[at].low]
        return found

    def _before(self, at: int) -> str:
        """Give the preposition before a token; empty if there is none."""
        return self.line.low(at - 1) if self.line.is_a(at - 1, "PREP") else ""

    def _verb_of(self, particle: int) -> int | None:
        """Give the verb a particle belongs to: the nearest before it in its part of the clause."""
        tokens = self.line.tokens
        for at in range(particle - 1, max(-1, particle - _PARTED), -1):
            if tokens[at].is_a(*_VERBAL):
                return at if tokens[at].value is None else None
            if tokens[at].low in _PARTS:
                return None
        return None


def _word(of: tuple[str, frozenset[str], str]) -> Word:
    """Give a word with its classes and concepts, by itself, its classes and its particle."""
    low, tags, particle = of
    key, concepts = _stem(low), _concepts()
    first, _, rest = low.partition("_")
    last = rest.rpartition("_")[2]
    joined = concepts.get(f"{_stem(first)}_{last}", ()) if rest else ()
    parted = (*concepts.get(f"{key}_{particle}", ()), f"+{particle}") if particle else ()
    classes = (*_meant(tags), *concepts.get(key, ()), *joined, *parted)
    tells = "AUX" not in tags and not _TELLING.isdisjoint(classes)
    return Word(
        name=key,
        classes=classes,
        is_verbal=not tags.isdisjoint(_VERBAL),
        tells=tells,
        may_tell=tells or _means_something(low, tags),
    )


def _means_something(low: str, tags: frozenset[str]) -> bool:
    """Tell a word that is neither one of grammar alone nor a name or sign."""
    return (
        len(low) > _SIGN
        and low.replace("_", "").isalpha()
        and tags != _NAME
        and _EMPTY.isdisjoint(tags)
    )


_words = Kept(_word, _KEPT)


def _found(of: tuple[frozenset[str], str]) -> Word:
    """Give what a parser found, by its classes and the preposition before it."""
    tags, before = of
    name = next((tag for tag in _FOUND if tag in tags), "QTY")
    return Word(name=name, classes=_meant(tags), before=before)


_parsed = Kept(_found, _KEPT)


def _meant(tags: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(tags - _GRAMMAR))


@lru_cache(maxsize=_KEPT)
def _stem(low: str) -> str:
    """Cut a word's ending: "evacuated", "evacuations" and "evacuating" are "evacuat"."""
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= _SHORTEST:
            return low[: -len(ending)]
    return low


@cache
def _concepts() -> Mapping[str, tuple[str, ...]]:
    """Give the concepts of each stem."""
    found: dict[str, list[str]] = {}
    for concept, words in table("concepts").items():
        for word in str(words).split():
            first, _, particle = word.partition("_")
            key = f"{_stem(first)}_{particle}" if particle else _stem(first)
            if f"~{concept}" not in found.setdefault(key, []):
                found[key].append(f"~{concept}")
    return {key: tuple(names) for key, names in found.items()}


@lru_cache(maxsize=64)
def concepts_of(words: frozenset[str]) -> tuple[str, ...]:
    """Give the concepts of some words, each once."""
    return tuple(sorted({one for word in words for one in _concepts().get(_stem(word), ())}))
