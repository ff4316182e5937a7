"""Names with capitals that no table holds, as parties: charities, districts, councils.

A charity that a report names once is no known body, and two words with capitals are taken for a
person. Whose a claim is, is chosen among all who are named, so each such name is one of them as it
is written.
"""

from collections.abc import Iterator

from panah.domain.reading import ActorRef
from panah.reading.tokens import Line, Token

__all__ = ["called"]

_LINKS = frozenset({"of", "for", "the", "du", "de", "des", "del", "la", "al"})
_NEVER = ("DATE", "QTY", "PRON", "DET", "CONJ", "PREP", "AUX", "ROLEN", "ADV", "NEG")
_MYSELF = "i'"
_PLAIN = frozenset({"CAPW"})
_LEAST = 3
"""Letters of a name of capitals alone; assumed: two are mostly a country's or a state's."""


def called(line: Line) -> Iterator[tuple[int, int, ActorRef]]:
    """Give the names of a sentence: the first token, the one behind the last, and the party."""
    done = 0
    for at in range(len(line)):
        if at < done or not _is_capital(line, at):
            continue
        done = end = _end(line, at)
        if _is_name(line, at, end):
            span = line.cover(at, end)
            name = " ".join(line.text[span.start : span.end].split())
            yield at, end, ActorRef(key=None, name=name, span=span)


def _is_capital(line: Line, at: int) -> bool:
    token = line.tokens[at]
    return token.text[0].isupper() and not token.is_a(*_NEVER) and not token.low.startswith(_MYSELF)


def _end(line: Line, at: int) -> int:
    """Give where a run of capitals ends: "Doctors of the World", and not "of the" behind it."""
    end = link = at + 1
    while link < len(line):
        if _is_capital(line, link):
            end = link = link + 1
        elif line.low(link) in _LINKS:
            link += 1
        else:
            break
    return end


def _is_name(line: Line, first: int, end: int) -> bool:
    """Tell a name from what the tables know, and from a word that begins a sentence."""
    tokens = line.tokens[first:end]
    if len(tokens) > 1 or tokens[0].is_a("NAME"):
        return not all(_is_known(one) for one in tokens)
    shouts = tokens[0].text.isupper() and len(tokens[0].text) >= _LEAST
    return tokens[0].value is None and (shouts or (first > 0 and tokens[0].tags <= _PLAIN))


def _is_known(token: Token) -> bool:
    return token.is_a("GPE", "DEM", "ORG") or token.low in _LINKS
