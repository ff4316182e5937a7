"""A sentence of a report as a line of typed tokens.

Dates, amounts, organisations and places are found first and are one token each; then terms of
several words; then names of people and bodies.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import attrs

from panah.domain.claim import Span
from panah.reading.lexicon import Lexicon
from panah.reading.names import TITLES, merged_names
from panah.reading.text import Sentence
from panah.reading.tokens import Entity, Line, Token

__all__ = ["LONGEST", "lines"]

LONGEST = 600
"""Longest sentence in tokens (docs/method/reading.md); longer ones are cut at ; or ,"""

_WORD = re.compile(
    r"[A-Za-z]++(?![\]'\u2019\w-])|\[?[^\W\d_]+\]?[^\W\d_]*(?:['\u2019](?!s\b)[^\W\d_]+)?(?:-[^\W\d_]+)*|['\u2019]s\b|\d[\d.,]*(?<![.,])\w*|[^\w\s]"
)
"""A word of plain letters is tried first: most are, and it is found in half the time."""
_SPACE = re.compile(r"[\s<>]+")


def lines(
    text: str,
    sentence: Sentence,
    entities: Sequence[Entity],
    lexicon: Lexicon,
    known: Mapping[str, str],
) -> list[Line]:
    """Give a sentence as one line, or as several when it is too long to read at once.

    Parameters
    ----------
    entities
        Those that begin in the sentence, in order and not overlapping.
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


def _tokens(text: str, span: Span, entities: Sequence[Entity], lexicon: Lexicon) -> list[Token]:
    found: list[Token] = []
    at = span.start
    for entity in entities:
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


@lru_cache(maxsize=65536)
def _plain(worded: str) -> str:
    return _SPACE.sub("_", worded.lower().replace("\u2019", "'"))


def _add_words(found: list[Token], text: str, start: int, end: int, lexicon: Lexicon) -> None:
    known = lexicon.read
    for match in _WORD.finditer(text, start, end):
        word = match[0]
        if word == "." and found and _is_short(found[-1], match.start()):
            found[-1].end, found[-1].text = match.end(), f"{found[-1].text}."
            continue
        if word not in known:
            low = word.lower().replace("\u2019", "'").replace("[", "").replace("]", "")
            known[word] = (low or word, _tags(low, word, lexicon))
        low, tags = known[word]
        start, end = match.span()
        found.append(Token(start, end, word, low, tags))


def _is_short(token: Token, at: int) -> bool:
    """Tell whether a point belongs to a title that it stands behind: "Lt. Gen. Prado"."""
    return token.end == at and token.low in TITLES and token.text[0].isupper()


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
    if firsts.isdisjoint(lows):
        return tokens
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
