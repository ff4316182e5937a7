"""The luck of a run: random numbers, and how many of some people do what each does with a chance.

The generator is xoshiro256++ (Blackman and Vigna 2021, doi 10.1145/3460772), begun from a named
stream. Numbers of people are exact binomial draws: up to 128 people by comparing bits of their own
with the chance, eight people at once, more of them by inversion, or by transformed rejection
(Hörmann 1993, doi 10.1080/00949659308811496) where ten or more are expected.
"""

import math
from typing import TYPE_CHECKING

import numpy as np

from panah.forecast.kernel_types import compiled, inlined

if TYPE_CHECKING:
    import numpy.typing as npt

    Luck = npt.NDArray[np.uint64]

__all__ = ["binomial", "next64", "one"]

_ZERO = np.uint64(0)
_7, _11, _17, _19, _23, _41, _45, _56 = (np.uint64(n) for n in (7, 11, 17, 19, 23, 41, 45, 56))
_ONES, _TOPS, _REST = (
    np.uint64(n) for n in (0x0101010101010101, 0x8080808080808080, 0x7F7F7F7F7F7F7F7F)
)
_LANES = 128
"""Up to so many people, comparing bits is faster than rejection (measured)."""
_SERIES = 10
_BEYOND = np.array(
    [
        math.lgamma(n + 1.0) - (n + 0.5) * math.log(n + 1.0) + n + 1.0 - 0.5 * math.log(math.tau)
        for n in range(_SERIES)
    ]
)
_NEAR = 20
_MANY = 10.0
"""From so many expected on, rejection is faster than inversion (Hörmann 1993)."""


@inlined
def next64(luck: "Luck") -> np.uint64:
    """Give 64 random bits."""
    a, b, c, d = luck[0], luck[1], luck[2], luck[3]
    both = a + d
    found = ((both << _23) | (both >> _41)) + a
    c ^= a
    d ^= b
    luck[0] = a ^ d
    luck[1] = b ^ c
    luck[2] = c ^ (b << _17)
    luck[3] = (d << _45) | (d >> _19)
    return found  # type: ignore[no-any-return]


@inlined
def one(luck: "Luck") -> float:
    """Give a random number from 0 to below 1."""
    return float(next64(luck) >> _11) * 2.0**-53


@compiled
def binomial(luck: "Luck", people: int, chance: float) -> int:
    """Draw how many of some people do what each does with a chance above 0 and below 1."""
    if people == 1:
        return 1 if one(luck) < chance else 0
    if people <= _LANES:
        return _by_lanes(luck, people, chance)
    if chance > 0.5:
        return people - _many(luck, people, 1.0 - chance)
    return _many(luck, people, chance)


@inlined
def _by_lanes(luck: "Luck", people: int, chance: float) -> int:
    """Compare seven random bits of each of some people with the chance, eight people at once.

    Whose bits are those of the chance itself has another number drawn for what is beyond them.
    """
    above = chance * 128.0
    limit = np.uint64(above)
    limits, below, alike, left = limit * _ONES, _ZERO, _ZERO, people
    while left > 0:
        there = _TOPS if left >= 8 else _TOPS >> np.uint64(64 - 8 * left)
        drawn = next64(luck) & _REST
        below += (~((drawn | _TOPS) - limits) & there) >> _7
        alike += (~((drawn ^ limits) + _REST) & there) >> _7
        left -= 8
    found = np.int64((below * _ONES) >> _56)
    for _ in range(np.int64((alike * _ONES) >> _56)):
        found += 1 if one(luck) < above - float(limit) else 0
    return found  # type: ignore[return-value]


@inlined
def _many(luck: "Luck", people: int, chance: float) -> int:
    if people * chance < _MANY:
        return _by_inversion(luck, people, chance)
    return _by_rejection(luck, people, chance)


@inlined
def _by_inversion(luck: "Luck", people: int, chance: float) -> int:
    odds = chance / (1.0 - chance)
    share = math.exp(people * math.log1p(-chance))
    left, found = one(luck), 0
    while left > share and found < people:
        left -= share
        found += 1
        share *= odds * (people - found + 1) / found
    return found


@inlined
def _by_rejection(luck: "Luck", people: int, chance: float) -> int:
    """Try until a number is taken.

    The first two tries stand by themselves: of a loop the compiler works out beforehand all that
    does not change in it, also what is asked of one try in twenty.
    """
    found = _tried(luck, people, chance)
    return found if found >= 0 else _tried_again(luck, people, chance)


@compiled
def _tried_again(luck: "Luck", people: int, chance: float) -> int:
    found = _tried(luck, people, chance)
    while found < 0:
        found = _tried(luck, people, chance)
    return found


@inlined
def _tried(luck: "Luck", people: int, chance: float) -> int:
    """Draw a number, and give it if it is taken, else -1.

    It is (2 a / us + b) u + people * chance + 1/2, rounded down (Hörmann 1993, with a as below),
    sorted by b: the root that b waits for takes longest, and all else is worked out beside it.
    """
    u, v = one(luck) - 0.5, one(luck)
    us = 0.5 - abs(u)
    square = people * chance * (1.0 - chance)
    spread = math.sqrt(square)
    b = 1.15 + 2.53 * spread
    slope, rest = u + 0.0496 * u / us, (0.02 * chance - 0.1746) * u / us + people * chance + 0.5
    found: int = np.int64(math.floor(slope * b + rest))  # type: ignore[assignment]
    if us >= 0.07 and (0.92 - v) * b >= 4.2:
        return found
    if 0 <= found <= people:
        alpha = (2.83 + 5.1 / b) * spread
        a = -0.0873 + 0.0248 * b + 0.01 * chance
        v = math.log(v * alpha / (a / (us * us) + b))
        if _is_under(people, chance, found, v, square):
            return found
    return -1


@compiled
def _is_under(people: int, chance: float, found: int, drawn: float, square: float) -> bool:
    """Say whether a log is at most that of the chance of a number over the likeliest number's.

    Between some 20 from the likeliest and half the variance away the log lies so near to that of
    a normal law that it seldom has to be worked out (Kachitvichyanukul and Schmeiser 1988, doi
    10.1145/42372.42381, step 5.2).
    """
    away = abs(found - math.floor((people + 1) * chance))
    if _NEAR < away < square / 2.0 - 1.0:
        beyond = (away / square) * ((away * (away / 3.0 + 0.625) + 1.0 / 6.0) / square + 0.5)
        normal = -away * away / (2.0 * square)
        if abs(drawn - normal) > beyond:
            return drawn < normal
    return drawn <= _log_ratio(people, chance, found)


@compiled
def _log_ratio(people: int, chance: float, found: int) -> float:
    """Give the log of the chance of a number over that of the likeliest number (Hörmann 1993)."""
    odds, mode = chance / (1.0 - chance), math.floor((people + 1) * chance)
    beyond, left = people - mode + 1.0, people - found + 1.0
    return (
        (mode + 0.5) * math.log((mode + 1.0) / (odds * beyond))
        + (people + 1.0) * math.log(beyond / left)
        + (found + 0.5) * math.log(left * odds / (found + 1.0))
        + _beyond_stirling(mode)
        + _beyond_stirling(people - mode)
        - _beyond_stirling(found)
        - _beyond_stirling(people - found)
    )


@inlined
def _beyond_stirling(number: int) -> float:
    """Give by how much the log of a factorial is above (n + 1/2) ln(n + 1) - n - 1 + ln(2 pi) / 2.

    The first terms of the series are right to 10^-9 from 10 on; below, it is worked out before.
    """
    if number < _SERIES:
        return _BEYOND[number]  # type: ignore[no-any-return]
    more = number + 1.0
    square = more * more
    return (1 / 12 - (1 / 360 - (1 / 1260 - 1 / 1680 / square) / square) / square) / more
