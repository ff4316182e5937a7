"""The words around a figure that say how exact it is: up to, at least, some, or so.

Hedges are read outwards from the figure, longest wording first ("no more than" before "more
than"). Where several stand together ("up to an estimated 500") the one that binds hardest wins, in
the order of docs/method/amounts.md.
"""

import re

import attrs

from panah.domain.quantity import Hedge
from panah.domain.reading import Flag
from panah.reading import words_around

__all__ = ["Lead", "Tail", "leading", "trailing"]

_BEFORE: dict[Hedge, str] = {
    Hedge.MORE_THAN: "more than|over|in excess of|exceeding|upwards of|upward of|above|well over|"
    "well above|just over|a little over|slightly over|slightly more than|far more than|"
    "a little more than|greater than|north of",
    Hedge.AT_LEAST: "at least|at the least|at the very least|no fewer than|no less than|"
    "not fewer than|not less than|a minimum of|minimum of|the minimum of",
    Hedge.UP_TO: "up to|as many as|as much as|at most|at the most|no more than|not more than|"
    "not exceeding|a maximum of|maximum of|the maximum of|a cap of|cap of|the cap of|a ceiling of|"
    "ceiling of|the ceiling of|capped at|limited to|a limit of|the limit of",
    Hedge.ALMOST: "almost|nearly|close to|just under|just below|just short of|not quite|"
    "approaching|slightly under|slightly less than|slightly fewer than|a little under|"
    "a little less than",
    Hedge.ABOUT: "about|around|some|roughly|approximately|approx|an estimated|the estimated|"
    "estimated|circa|ca|in the region of|in the order of|on the order of|somewhere around|"
    "estimated at|an approximate|perhaps|maybe|possibly|probably|believed to be|"
    "thought to be|more or less",
}
_BELOW = "fewer than|less than|under|below|lower than|far fewer than|far less than"
_INCREMENT = "another|yet another|a further|further|an additional|additional|an extra|extra"
_PARTIAL = "an initial|the initial|initial|a first|the first"
_FILLER = "only|just|a total of|total of|the"

_HARDEST = (Hedge.MORE_THAN, Hedge.AT_LEAST, Hedge.UP_TO, Hedge.ALMOST, Hedge.ABOUT)
_AFTER = {
    Hedge.ABOUT: re.compile(r"\s{1,2}or\s(?:so|thereabouts)\b", re.IGNORECASE),
    Hedge.AT_LEAST: re.compile(
        r"\+|-plus\b|\s{1,2}(?:or\s(?:more|over|above)|and\sabove)\b"
        r"|,?\s(?:or\s)?(?:perhaps|possibly|maybe|if\snot|even)\s(?:even\s)?more\b",
        re.IGNORECASE,
    ),
    Hedge.UP_TO: re.compile(r"\s{1,2}(?:or\s(?:fewer|less)|at\smost)\b", re.IGNORECASE),
}
_SIGNS = {"~": Hedge.ABOUT, "≈": Hedge.ABOUT, ">": Hedge.MORE_THAN, "≥": Hedge.AT_LEAST}
_LONGEST = 4


@attrs.frozen(kw_only=True)
class _Meaning:
    hedge: Hedge | None = None
    below: bool = False
    flag: Flag | None = None


_FILLED = _Meaning()
"""What stands among hedges and says nothing."""


def _table() -> dict[tuple[str, ...], _Meaning]:
    kinds = [(worded, _Meaning(hedge=hedge)) for hedge, worded in _BEFORE.items()]
    kinds += [
        (_BELOW, _Meaning(hedge=Hedge.UP_TO, below=True)),
        (_INCREMENT, _Meaning(flag=Flag.INCREMENT)),
        (_PARTIAL, _Meaning(flag=Flag.PARTIAL)),
        (_FILLER, _FILLED),
    ]
    return {
        tuple(phrase.split()): meaning for worded, meaning in kinds for phrase in worded.split("|")
    }


_WORDED = _table()
_LAST = frozenset(phrase[-1] for phrase in _WORDED)
"""What stands right before a figure where a hedge does."""


@attrs.frozen(kw_only=True)
class Lead:
    """What stands before a figure.

    Parameters
    ----------
    start
        Where the hedge begins; the figure's own start when there is none.
    preceding, preceding_at
        The word before all of that, lowered, and where it begins; empty when a clause ends there.
    """

    start: int
    hedge: Hedge | None = None
    below: bool = False
    flags: frozenset[Flag] = frozenset()
    preceding: str = ""
    preceding_at: int = 0


@attrs.frozen(kw_only=True)
class Tail:
    """What stands after a figure."""

    end: int
    hedge: Hedge | None = None


def leading(text: str, start: int) -> Lead:
    """Read the hedges that end right before a figure."""
    if (sign := _SIGNS.get(text[start - 1 : start].strip())) is not None:
        return Lead(start=start - 1, hedge=sign)
    nearest = words_around.before(text, start, 1)
    if not nearest or nearest[0][0] not in _LAST:
        preceding, at = nearest[0] if nearest else ("", 0)
        return Lead(start=start, preceding=preceding, preceding_at=at)
    found = words_around.before(text, start, 3 * _LONGEST)
    words = [word for word, _ in found]
    met: list[_Meaning] = []
    reach = start
    end = len(words)
    while end and (length := _longest(words, end)):
        meaning = _WORDED[tuple(words[end - length : end])]
        end -= length
        if meaning is not _FILLED:
            reach = found[end][1]
            met.append(meaning)
    return _summed(met, reach, found[end - 1] if end else ("", 0))


def _longest(words: list[str], end: int) -> int:
    for length in range(min(_LONGEST, end), 0, -1):
        if tuple(words[end - length : end]) in _WORDED:
            return length
    return 0


def _summed(met: list[_Meaning], start: int, preceding: tuple[str, int]) -> Lead:
    hedges = {meaning.hedge for meaning in met}
    return Lead(
        start=start,
        hedge=next((hedge for hedge in _HARDEST if hedge in hedges), None),
        below=any(meaning.below for meaning in met) and Hedge.MORE_THAN not in hedges,
        flags=frozenset(meaning.flag for meaning in met if meaning.flag),
        preceding=preceding[0],
        preceding_at=preceding[1],
    )


def trailing(text: str, end: int) -> Tail:
    """Read the hedge that begins right after a figure."""
    for hedge, worded in _AFTER.items():
        if match := worded.match(text, end):
            return Tail(end=match.end(), hedge=hedge)
    return Tail(end=end)
