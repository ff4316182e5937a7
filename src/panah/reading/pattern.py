"""Patterns over typed tokens, compiled to one regular expression over an encoded sentence.

A sentence is encoded as ``<low TAG TAG >`` a token. A pattern is written over words, ``{TAG|TAG}``,
``{!TAG}`` (a token without it), ``{ANY}``, groups ``( | )``, ``(?P<name> )`` and ``? * + {m,n}``.
Each pattern knows what a sentence must hold for it to match at all, so that most are never tried.
"""

import re
from collections.abc import Mapping
from functools import cache

import attrs

from panah.errors import InputError
from panah.reading.lexicon import table

__all__ = ["Needs", "Pattern", "compiled", "worded"]

_PIECE = re.compile(
    r"\s*(?:(?P<tag>\{!?[A-Z|]+\})|(?P<word>[a-z0-9'\u2019_-]+|[,;.:“”\"])"
    r"|(?P<open>\(\?P<\w+>|\()|(?P<bar>\|)|(?P<shut>\)))"
)
_PART = re.compile(r"\$([a-z_]+)")
_TIMES = re.compile(r"[?*+]|\{\d+,\d*\}")

Needs = tuple[frozenset[str], ...]


@attrs.frozen
class Pattern:
    """A compiled pattern.

    Parameters
    ----------
    needs
        Sets of tags and words; a sentence must hold one of each set.
    """

    regex: re.Pattern[str]
    needs: Needs

    def may_match(self, keys: frozenset[str]) -> bool:
        """Tell cheaply whether a sentence with these tags and words can match."""
        for needed in self.needs:  # noqa: SIM110  (tried for every sentence: twice as fast)
            if keys.isdisjoint(needed):
                return False
        return True


@cache
def worded(frame: str, name: str) -> Pattern:
    """Give a frame's pattern by its name in `data/frames.toml`; ``$part`` stands for a part.

    Raises
    ------
    InputError
        If there is none of that name.
    """
    frames = table("frames")
    parts, own = frames.get("parts"), frames.get(frame)
    source = own.get(name) if isinstance(own, Mapping) else None
    if not isinstance(source, str) or not isinstance(parts, Mapping):
        raise InputError(f"frames.toml holds no pattern {frame}.{name}")
    return compiled(_PART.sub(lambda match: str(parts[match[1]]), source))


@cache
def compiled(source: str) -> Pattern:
    """Compile a pattern.

    Raises
    ------
    InputError
        If it cannot be read; says where.
    """
    regex, needs, end = _alternatives(source, 0)
    if source[end:].strip():
        raise InputError(f"the pattern {source!r} cannot be read from {source[end:]!r} on")
    return Pattern(re.compile(regex), needs)


def _alternatives(source: str, at: int) -> tuple[str, Needs, int]:
    """Read up to the end or the closing bracket."""
    ways: list[tuple[str, Needs]] = []
    regex = ""
    needs: Needs = ()
    while match := _PIECE.match(source, at):
        if match["shut"]:
            break
        at = match.end()
        if match["bar"]:
            ways.append((regex, needs))
            regex, needs = "", ()
            continue
        piece, need, at = _piece(source, match)
        regex, needs = regex + piece, (*needs, *need)
    ways.append((regex, needs))
    if len(ways) == 1:
        return regex, needs, at
    return "|".join(way for way, _ in ways), _common([need for _, need in ways]), at


def _piece(source: str, match: re.Match[str]) -> tuple[str, Needs, int]:
    """Read one token or group with its count."""
    at = match.end()
    if match["open"]:
        inner, needs, at = _alternatives(source, at)
        shut = _PIECE.match(source, at)
        if shut is None or not shut["shut"]:
            raise InputError(f"the pattern {source!r} opens a bracket that it does not close")
        at = shut.end()
        opening = match["open"] if "?P<" in match["open"] else "(?:"
        regex = f"{opening}{inner})"
    else:
        regex, needs = _token(match["tag"], match["word"])
    if times := _TIMES.match(source, at):
        at = times.end()
        regex = f"(?:{regex}){times[0]}"
        if times[0][0] in "?*" or times[0].startswith("{0"):
            needs = ()
    return regex, needs, at


def _token(tag: str | None, word: str | None) -> tuple[str, Needs]:
    if tag is None:
        return f"<{re.escape(word or '')} [^>]*>", (frozenset({word or ""}),)
    names = tag[1:-1]
    if names == "ANY":
        return "<[^>]*>", ()
    if names.startswith("!"):
        return f"<(?![^>]* (?:{names[1:]}) )[^>]*>", ()
    return f"<[^>]* (?:{names}) [^>]*>", (frozenset(names.split("|")),)


def _common(ways: list[Needs]) -> Needs:
    """Give what every alternative needs: one set of each, joined."""
    if not all(ways):
        return ()
    return (frozenset().union(*(min(needs, key=len) for needs in ways)),)
