"""The luck of a run: random numbers, and how many of some people do what each does with a chance.

The generator is xoshiro256++ (Blackman and Vigna 2021, doi 10.1145/3460772), begun from a named
stream. Numbers of people are exact binomial draws: up to 64 people by comparing as many random
numbers with the chance bit by bit at once, more of them by inversion, or by transformed rejection
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
_11, _17, _19, _23, _41, _45 = (np.uint64(n) for n in (11, 17, 19, 23, 41, 45))
_1, _2, _4, _56, _63, _64 = (np.uint64(n) for n in (1, 2, 4, 56, 63, 64))
_FULL = np.uint64(2**64 - 1)
_PAIRS, _FOURS, _BYTES, _SUM = (
    np.uint64(n)
    for n in (0x5555555555555555, 0x3333333333333333, 0x0F0F0F0F0F0F0F0F, 0x0101010101010101)
)
_TOP = 2.0**64
_FEW, _WORD = 4, 64
_SERIES = 10
_BEYOND = np.array(
    [
        math.lgamma(n + 1.0) - (n + 0.5) * math.log(n + 1.0) + n + 1.0 - 0.5 * math.log(math.tau)
        for n in range(_SERIES)
    ]
)
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
    if people <= _FEW:
        found = 0
        for _ in range(people):
            found += 1 if one(luck) < chance else 0
        return found
    if people <= 2 * _WORD:
        more = max(people - _WORD, 0)
        found = _bit_by_bit(luck, people - more, chance)
        return found + _bit_by_bit(luck, more, chance) if more > 0 else found
    if chance > 0.5:
        return people - _many(luck, people, 1.0 - chance)
    return _many(luck, people, chance)


@inlined
def _bit_by_bit(luck: "Luck", people: int, chance: float) -> int:
    open_, below = _FULL >> (_64 - np.uint64(people)), _ZERO
    rest = np.uint64(chance * _TOP)
    while open_ != _ZERO and rest != _ZERO:  # noqa: PLR1714  (compiled)
        drawn, ones = next64(luck), _ZERO - (rest >> _63)
        below |= open_ & ~drawn & ones
        open_ &= ~(drawn ^ ones)
        rest <<= _1
    below -= (below >> _1) & _PAIRS
    below = (below & _FOURS) + ((below >> _2) & _FOURS)
    below = (below + (below >> _4)) & _BYTES
    return np.int64((below * _SUM) >> _56)  # type: ignore[return-value]


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
    spread = math.sqrt(people * chance * (1.0 - chance))
    b = 1.15 + 2.53 * spread
    a = -0.0873 + 0.0248 * b + 0.01 * chance
    middle = people * chance + 0.5
    alpha, steep = (2.83 + 5.1 / b) * spread, 0.92 - 4.2 / b
    while True:
        u, v = one(luck) - 0.5, one(luck)
        us = 0.5 - abs(u)
        found = math.floor((2.0 * a / us + b) * u + middle)
        if us >= 0.07 and v <= steep:
            return np.int64(found)  # type: ignore[return-value]
        if 0 <= found <= people:
            v = math.log(v * alpha / (a / (us * us) + b))
            if v <= _log_ratio(people, chance, found):
                return np.int64(found)  # type: ignore[return-value]


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
