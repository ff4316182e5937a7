"""Names that no table holds: people and bodies a report speaks of, found by their capitals.

No table of office holders is shipped. "Ines Prado" is learnt from the report that names him, and
"Prado" is then the same man. A run of capitals with a body's word in it ("Council for Relief")
is a body. Headlines that capitalise everything teach nothing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

__all__ = ["TITLES", "learn", "merged_names"]


class _Word(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def low(self) -> str: ...
    @property
    def tags(self) -> frozenset[str]: ...
    @property
    def value(self) -> object: ...


Name = tuple[int, int, frozenset[str], str]
"""The first token, the one behind the last, the tags of the whole, and the name."""

_PERSON = frozenset({"PER", "NAME"})
_BODY = frozenset({"BODY", "NAME"})
TITLES = frozenset(
    {"mr", "mrs", "ms", "dr", "gen", "lt", "col", "sgt", "maj", "capt", "sen", "rep", "gov"}
    | {"prof", "hon", "rev"}
)
"""Titles that are written short, with a point or without."""
_ARTICLE = re.compile("(?:[ae]l|a[dnrstz]|ash)-[^\\W\\d_a-z]")
"""An Arabic article before a name that begins with a capital."""
_PARTICLES = frozenset(
    {"al", "bin", "ben", "von", "van", "de", "el", "da", "der", "al-", "ibn", "abu"}
)
_BODY_WORDS = frozenset({"GOVN", "ORGN"})
_NO_CLASS = frozenset({"CAPW", "SMALLW", "NOUNVERB", "REPORTW"})
_LINKS = frozenset({"of", "for", "and", "the", "on"})
_NEVER = frozenset(
    {"GPE", "DEM", "DATE", "QTY", "ORG", "ROLEN", "PRON", "DET", "CONJ", "PREP", "AUX"}
)


def merged_names(tokens: Sequence[_Word], text: str, known: Mapping[str, str]) -> Iterator[Name]:
    """Give the names among the tokens of a sentence, in order."""
    begins = [at for at, one in enumerate(tokens) if _is_capital(one.text) or one.text in known]
    shouts = _is_headline(tokens, [tokens[at].text for at in begins])
    done = 0
    for at in begins:
        if at < done:
            continue
        token = tokens[at]
        if shouts and not (at > 0 and "ROLEN" in tokens[at - 1].tags):
            continue
        if not _is_capital(token.text):
            if not shouts and token.value is None:
                yield at, at + 1, _PERSON | token.tags, known[token.text]
            continue
        end, tags = _run(tokens, at, known)
        if end > at:
            worded = " ".join(text[token.start : tokens[end - 1].end].split())
            yield at, end, tags, known.get(worded, worded)
            done = end


def _run(tokens: Sequence[_Word], at: int, known: Mapping[str, str]) -> tuple[int, frozenset[str]]:
    """Give where a name that begins at a token ends; the same place when none begins."""
    body = _body_end(tokens, at)
    if body > at:
        return body, _BODY
    end = at
    while end < len(tokens) and (
        _is_name(tokens[end], first=end == 0)
        or (end > at and tokens[end].low in _PARTICLES and _is_name_at(tokens, end + 1))
    ):
        end += 1
    if end - at >= 2 and end - at <= 5:
        return end, _PERSON
    if end - at == 1 and (
        tokens[at].text in known or _speaks(tokens, at) or _is_titled(tokens, at)
    ):
        return end, _PERSON
    return at, frozenset()


def _is_capital(word: str) -> bool:
    return word[0].isupper() or (word[0] in "ae" and _ARTICLE.match(word) is not None)


def _is_name_at(tokens: Sequence[_Word], at: int) -> bool:
    return at < len(tokens) and _is_name(tokens[at], first=False)


def _is_name(token: _Word, *, first: bool) -> bool:
    if token.value is not None or not _is_capital(token.text) or "NONAME" in token.tags:
        return False
    if not token.text[-1].isalpha() or not _NEVER.isdisjoint(token.tags):
        return False
    known = token.tags - _NO_CLASS
    return not known if first else known <= {"VB", "ADJ", "PLACEV"}


def _speaks(tokens: Sequence[_Word], at: int) -> bool:
    """Tell whether one capitalised word stands by a saying verb: "Prado said"."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    before = tokens[at - 1] if at else None
    follows = after is not None and "SAYV" in after.tags and bool({"VBD", "VBZ"} & after.tags)
    leads = before is not None and "SAYV" in before.tags and before.low in {"said", "says"}
    return follows or (leads and (after is None or after.low in {",", ".", "on", "in"}))


def _is_titled(tokens: Sequence[_Word], at: int) -> bool:
    return at > 0 and tokens[at - 1].low in TITLES and tokens[at - 1].text[0].isupper()


def _body_end(tokens: Sequence[_Word], at: int) -> int:
    """Give where the name of a body ends: capitals with a body's word, joined by of and for."""
    if tokens[at].value is not None and "DEM" not in tokens[at].tags:
        return at
    end, has_body = at, False
    while end < len(tokens) and tokens[end].text[0].isupper() and tokens[end].value is None:
        if tokens[end].tags & {"DET", "PREP", "ROLEN"} and not has_body:
            break
        has_body = has_body or bool(tokens[end].tags & _BODY_WORDS)
        end += 1
        link = end
        while link < len(tokens) and tokens[link].low in _LINKS and has_body:
            link += 1
        if link > end and link < len(tokens) and tokens[link].text[0].isupper():
            end = link if tokens[link].value is None else end
    return end if has_body and end - at >= 2 else at


def _is_headline(tokens: Sequence[_Word], begins: Sequence[str]) -> bool:
    """Tell whether nearly all longer words of a sentence have capitals, as far as any begin so."""
    if len(begins) <= 3:
        return False
    capitals = sum([len(one) > 3 and one[0].isalpha() and one[0].isupper() for one in begins])
    if capitals <= 3:
        return False
    words = [one.text for one in tokens if len(one.text) > 3 and one.text[0].isalpha()]
    return capitals > 0.75 * len(words)


def learn(known: dict[str, str], name: str) -> None:
    """Remember a full name by its last word."""
    surname = name.rsplit(maxsplit=1)[-1]
    if len(surname) > 2:
        known.setdefault(surname, name)
