"""A sentence's words as weights know them: by stem, by the lexicon's classes and by concept.

Words are cut to their stems, so that "hosts", "hosted" and "hosting" share a weight; concepts
(``data/concepts.toml``) join words of one meaning. Each is worked out once for a sentence.
"""

from collections.abc import Mapping
from functools import cache, cached_property, lru_cache

import attrs

from panah.reading.lexicon import table
from panah.reading.tokens import Line

__all__ = ["DOUBT", "LACK", "REFUSAL", "Words", "concepts_of", "lacks_meaning"]

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
_PARTED = 6
"""How far behind its verb a particle may stand; assumed, as in `tokens`."""
_KEPT = 65536
"""Words kept with what is known of them; assumed: more than a morning's reports hold."""


def lacks_meaning(tag: str) -> bool:
    """Tell whether a class is of grammar alone."""
    return tag in _GRAMMAR


@attrs.define(eq=False)
class Words:
    """The words of a sentence, each by its name and classes."""

    line: Line

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Each token's stem; what a parser found by what it is."""
        return tuple(
            [_known(one.low, one.tags, one.value is not None)[0] for one in self.line.tokens]
        )

    @cached_property
    def classes(self) -> tuple[tuple[str, ...], ...]:
        """Each token's classes and concepts, with the particle of a verb."""
        found = [_known(one.low, one.tags, one.value is not None)[1] for one in self.line.tokens]
        if not self.line.keys.isdisjoint(_PARTICLES):
            for at in self.line.where(*_VERBAL):
                found[at] += self._parted(at)
        return tuple(found)

    @cached_property
    def near(self) -> tuple[tuple[str | None, str, tuple[str, ...]], ...]:
        """Each token's name and classes, with the preposition before what a parser found."""
        line, tokens = self.line, self.line.tokens
        before = [
            None if one.value is None else line.low(at - 1) if line.is_a(at - 1, "PREP") else ""
            for at, one in enumerate(tokens)
        ]
        return tuple(zip(before, self.names, self.classes, strict=True))

    def _parted(self, at: int) -> tuple[str, ...]:
        """Give the particle that belongs to a verb, and what the two mean together."""
        line, token = self.line, self.line.tokens[at]
        if token.value is not None:
            return ()
        for near in range(at + 1, min(at + _PARTED, len(line))):
            low = line.low(near)
            if low in _PARTICLES:
                return (*_concepts().get(f"{_stem(token.low)}_{low}", ()), f"+{low}")
            if low in {",", ".", ";"} or line.is_a(near, *_VERBAL):
                break
        return ()


@lru_cache(maxsize=_KEPT)
def _known(low: str, tags: frozenset[str], is_found: bool) -> tuple[str, tuple[str, ...]]:
    """Give a token's name, and its classes and concepts."""
    own = tuple(sorted(tags - _GRAMMAR))
    if is_found:
        return next((tag for tag in _FOUND if tag in tags), "QTY"), own
    key = _stem(low)
    first, _, rest = low.partition("_")
    joined = f"{_stem(first)}_{rest.rpartition('_')[2]}" if rest else ""
    return key, (*own, *_concepts().get(key, ()), *_concepts().get(joined, ()))


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
