"""Typed tokens: words with the classes they belong to, and what the small parsers found.

Dates, amounts, organisations and places are found first and are one token each; then terms of
several words; then names of people and bodies. A `Line` is one sentence of such tokens, encoded
once for `pattern` and indexed by class, so that a rule starts at its trigger words.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, wraps
from typing import Any, TypeVar

import attrs

from panah.domain.claim import Span
from panah.reading.lexicon import Lexicon
from panah.reading.names import merged_names
from panah.reading.pattern import Pattern
from panah.reading.text import Sentence

__all__ = ["LONGEST", "Entity", "Found", "Line", "Token", "entity_tokens", "lines", "once"]

LONGEST = 600
"""Longest sentence in tokens (docs/method/reading.md); longer ones are cut at ; or ,"""

_WORD = re.compile(
    r"\[?[^\W\d_]+\]?[^\W\d_]*(?:['\u2019](?!s\b)[^\W\d_]+)?(?:-[^\W\d_]+)*|['\u2019]s\b|\d[\d.,]*(?<![.,])\w*|[^\w\s]"
)
_BOUNDS = frozenset({";", ".", "!", "?", "“", "”", "—", "\u2013"})
_SPACE = re.compile(r"[\s<>]+")


@attrs.frozen
class Entity:
    """What a parser found: where, its tags, and the parser's own value."""

    start: int
    end: int
    tags: frozenset[str]
    value: object = None


@attrs.define
class Token:
    """A word, a mark or something a parser found.

    Not frozen, because one is made of every word of a text and that takes twice as long.

    Parameters
    ----------
    start, end
        Code points of the report.
    low
        The word, lowered and with plain quotes; blanks are ``_``.
    value
        What the parser gave: a date, an amount, a place, an actor.
    """

    start: int
    end: int
    text: str
    low: str
    tags: frozenset[str]
    value: object = None

    def is_a(self, *tags: str) -> bool:
        """Tell whether it has one of the tags."""
        return not self.tags.isdisjoint(tags)


@attrs.frozen
class Found:
    """Where a pattern matched, in tokens: ``[first, end)``, and its named groups."""

    first: int
    end: int
    groups: Mapping[str, tuple[int, int]]


@attrs.define(eq=False)
class Line:
    """One sentence as tokens.

    Parameters
    ----------
    text
        The report's text.
    is_cut
        Whether it is a part of a sentence too long to read at once.
    """

    text: str
    sentence: Sentence
    tokens: tuple[Token, ...]
    is_cut: bool = False

    @cached_property
    def at(self) -> Mapping[str, Sequence[int]]:
        """Where each tag stands."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for index, token in enumerate(self.tokens):
            for tag in token.tags:
                found[tag].append(index)
        return found

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every tag and word in it."""
        return frozenset(self.at) | {token.low for token in self.tokens}

    @cached_property
    def _code(self) -> tuple[str, list[int]]:
        parts, begins, at = [], [], 0
        for token in self.tokens:
            code = _encoded(token.low, token.tags)
            parts.append(code)
            begins.append(at)
            at += len(code)
        return "".join(parts), [*begins, at]

    @cached_property
    def bounds(self) -> tuple[int, ...]:
        """Where clauses end: ``;``, quotation marks, but, while and the like."""
        words = {place for place, token in enumerate(self.tokens) if token.low in _BOUNDS}
        return tuple(sorted(words.union(self.at.get("CLAUSE", ()))))

    @cached_property
    def known(self) -> defaultdict[object, dict[int, Any]]:
        """What was worked out of its tokens already (`once`)."""
        return defaultdict(dict)

    @cached_property
    def span(self) -> Span:
        """Where it stands in the report."""
        return Span(self.tokens[0].start, self.tokens[-1].end)

    def has(self, *tags: str) -> bool:
        """Tell whether one of the tags occurs."""
        return not self.keys.isdisjoint(tags)

    def where(self, *tags: str) -> list[int]:
        """Give the places of tokens with one of the tags, in order."""
        if self.keys.isdisjoint(tags):
            return []
        at = self.at
        if len(tags) == 1:
            return list(at[tags[0]])
        return sorted({place for tag in tags if tag in at for place in at[tag]})

    def places(self, *tags: str, words: frozenset[str]) -> list[int]:
        """Give the places of tokens with one of the tags, or that are one of some words."""
        found = {place for tag in tags for place in self.at.get(tag, ())} if tags else set()
        if not self.keys.isdisjoint(words):
            found.update(nth for nth, token in enumerate(self.tokens) if token.low in words)
        return sorted(found)

    def fitting(self, patterns: Iterable[Pattern]) -> list[Pattern]:
        """Give those of some patterns that may match at all."""
        keys = self.keys
        return [one for one in patterns if one.may_match(keys)]

    def find(self, pattern: Pattern, first: int = 0, end: int | None = None) -> Iterator[Found]:
        """Give where a pattern matches between two tokens."""
        if not pattern.may_match(self.keys):
            return iter(())
        return self._find(pattern, first, end)

    def _find(self, pattern: Pattern, first: int, end: int | None) -> Iterator[Found]:
        code, begins = self._code
        stop = begins[len(self.tokens) if end is None else max(first, end)]
        for match in pattern.regex.finditer(code, begins[first], stop):
            if match.end() == match.start() or self._is_parted(match, begins):
                continue
            groups = {
                name: (bisect_left(begins, match.start(name)), bisect_left(begins, match.end(name)))
                for name in pattern.regex.groupindex
                if match.start(name) >= 0
            }
            yield Found(
                bisect_left(begins, match.start()), bisect_left(begins, match.end()), groups
            )

    def _is_parted(self, match: re.Match[str], begins: list[int]) -> bool:
        """Tell whether a match runs over the end of a clause."""
        if not self.bounds:
            return False
        first = bisect_left(begins, match.start())
        nth = bisect_right(self.bounds, first)
        return nth < len(self.bounds) and begins[self.bounds[nth] + 1] < match.end()

    def words(self, first: int, end: int) -> str:
        """Give the report's own words between two tokens."""
        return self.text[self.tokens[first].start : self.tokens[end - 1].end]

    def cover(self, first: int, end: int) -> Span:
        """Give where the tokens from one up to another stand in the report."""
        return Span(self.tokens[first].start, self.tokens[end - 1].end)

    def low(self, index: int) -> str:
        """Give the lowered word at a place; empty outside the sentence."""
        tokens = self.tokens
        return tokens[index].low if 0 <= index < len(tokens) else ""

    def is_a(self, index: int, *tags: str) -> bool:
        """Tell whether the token at a place has one of the tags; not outside the sentence."""
        tokens = self.tokens
        return 0 <= index < len(tokens) and not tokens[index].tags.isdisjoint(tags)

    def __len__(self) -> int:
        return len(self.tokens)


Of = TypeVar("Of")


def once(function: Callable[[Line, int], Of]) -> Callable[[Line, int], Of]:
    """Work out what a line says at a token once, however many rules ask."""

    @wraps(function)
    def remembered(line: Line, at: int) -> Of:
        known = line.known[function]
        if at not in known:
            known[at] = function(line, at)
        found: Of = known[at]
        return found

    return remembered


@lru_cache(maxsize=65536)
def _encoded(low: str, tags: frozenset[str]) -> str:
    return f"<{_SPACE.sub('_', low)} {' '.join(tags)} >"


def entity_tokens(entities: Iterable[Entity]) -> list[Entity]:
    """Keep, of those that overlap, the one that was given first; in order of place.

    Callers give dates first, then amounts, organisations and places (docs/method/reading.md).
    """
    kept: list[Entity] = []
    starts: list[int] = []
    for one in entities:
        nth = bisect_left(starts, one.start)
        before_ends = nth > 0 and kept[nth - 1].end > one.start
        if before_ends or (nth < len(kept) and kept[nth].start < one.end):
            continue
        kept.insert(nth, one)
        starts.insert(nth, one.start)
    return kept


def lines(
    text: str,
    sentence: Sentence,
    entities: list[Entity],
    lexicon: Lexicon,
    known: Mapping[str, str],
) -> list[Line]:
    """Give a sentence as one line, or as several when it is too long to read at once.

    Parameters
    ----------
    entities
        Those of the whole report, in order and not overlapping.
    known
        Full names by surname, of people the report has named.
    """
    tokens = _termed(_tokens(text, sentence.span, entities, lexicon), text, lexicon)
    _join_particles(tokens, lexicon)
    named = tuple(_named(tokens, text, known))
    if len(named) <= LONGEST:
        return [Line(text, sentence, named)] if named else []
    return [Line(text, sentence, part, is_cut=True) for part in _cut(named)]


def _named(tokens: list[Token], text: str, known: Mapping[str, str]) -> list[Token]:
    """Join the tokens of each name to one."""
    named: list[Token] = []
    done = 0
    for first, behind, tags, name in merged_names(tokens, text, known):
        named += tokens[done:first]
        start, end = tokens[first].start, tokens[behind - 1].end
        named.append(Token(start, end, text[start:end], _plain(text[start:end]), tags, name))
        done = behind
    named += tokens[done:]
    return named


def _tokens(text: str, span: Span, entities: list[Entity], lexicon: Lexicon) -> list[Token]:
    found: list[Token] = []
    at = span.start
    first = bisect_left(entities, span.start, key=lambda one: one.start)
    for nth in range(first, len(entities)):
        entity = entities[nth]
        if entity.end > span.end:
            break
        _add_words(found, text, at, entity.start, lexicon)
        worded = text[entity.start : entity.end]
        found.append(
            Token(entity.start, entity.end, worded, _plain(worded), entity.tags, entity.value)
        )
        at = entity.end
    _add_words(found, text, at, span.end, lexicon)
    return found


def _plain(worded: str) -> str:
    return _SPACE.sub("_", worded.lower().replace("\u2019", "'"))


def _add_words(found: list[Token], text: str, start: int, end: int, lexicon: Lexicon) -> None:
    known = lexicon.read
    for match in _WORD.finditer(text, start, end):
        word = match[0]
        read = known.get(word)
        if read is None:
            low = word.lower().replace("\u2019", "'").replace("[", "").replace("]", "")
            read = known[word] = (low or word, _tags(low, word, lexicon))
        start, end = match.span()
        found.append(Token(start, end, word, read[0], read[1]))


_CAPITALISED = frozenset({"CAPW"})
_ADVERB = frozenset({"ADV"})
_NOT = frozenset({"NEG", "AUX", "NT"})
_PAST = frozenset({"VBD", "VBN"})
_SHORTEST_PAST = 4
"""Letters above which an unknown word in -ed is read as a verb's past: "barricaded", not "shed"."""
_NO_ADVERB = frozenset({"family", "assembly", "only", "july", "italy", "early", "daily", "supply"})


def _tags(low: str, word: str, lexicon: Lexicon) -> frozenset[str]:
    tags = lexicon.tags(low)
    if low.endswith("n't"):
        tags |= _NOT
    elif low.endswith("ly") and not tags and low not in _NO_ADVERB:
        tags |= _ADVERB
    elif low.endswith("ed") and not tags and len(low) > _SHORTEST_PAST:
        tags |= _PAST
    return tags | _CAPITALISED if word[0].isupper() else tags


def _termed(tokens: list[Token], text: str, lexicon: Lexicon) -> list[Token]:
    """Join the words of terms; longest first."""
    terms, firsts = lexicon.terms, lexicon.firsts
    lows = [one.low for one in tokens]
    joined: list[Token] = []
    done = 0
    for at in [nth for nth, low in enumerate(lows[:-1]) if low in firsts]:
        known = terms.get((lows[at], lows[at + 1])) if at >= done else None
        term = known and next((one for one in known if _continues(tokens, at, one.rest)), None)
        if not term:
            continue
        joined += tokens[done:at]
        done = at + 2 + len(term.rest)
        start, end = tokens[at].start, tokens[done - 1].end
        tags = term.tags | (_CAPITALISED & tokens[at].tags)
        joined.append(Token(start, end, text[start:end], _plain(text[start:end]), tags))
    joined += tokens[done:]
    return joined


_PARTICLES = frozenset({"back", "home", "away", "out", "ashore"})
_PARTED = 9
"""How far behind its verb a particle may stand, in tokens: an object with its modifiers."""


def _join_particles(tokens: list[Token], lexicon: Lexicon) -> None:
    """Give a verb the classes it has with a particle behind its object: "sent 300 people back"."""
    for at in [nth for nth, token in enumerate(tokens) if token.low in _PARTICLES]:
        token = tokens[at]
        for verb in range(at - 2, max(-1, at - _PARTED), -1):
            before = tokens[verb]
            if before.low in {",", ".", ";", ":", "and"} or before.is_a("PREP", "AUX"):
                break
            if not before.is_a("VB", "VBD", "VBG", "VBN", "VBZ"):
                continue
            found = lexicon.terms.get((before.low, token.low), ())
            if tags := next((one.tags for one in found if not one.rest), None):
                tokens[verb] = attrs.evolve(before, tags=before.tags | tags)
            break


def _continues(tokens: list[Token], at: int, rest: tuple[str, ...]) -> bool:
    """Tell whether a term's third and further words follow, and nothing in it is a parser's."""
    end = at + 2 + len(rest)
    return (
        end <= len(tokens)
        and all(tokens[at + 2 + nth].low == word for nth, word in enumerate(rest))
        and all(token.value is None for token in tokens[at:end])
    )


def _cut(tokens: tuple[Token, ...]) -> Iterator[tuple[Token, ...]]:
    """Cut a sentence that is too long, at the last ``;`` or ``,`` before the limit."""
    at = 0
    while len(tokens) - at > LONGEST:
        end = at + LONGEST
        cut = next((n for n in range(end - 1, at + LONGEST // 2, -1) if tokens[n].low in ";,"), end)
        yield tokens[at:cut]
        at = cut
    yield tokens[at:]
