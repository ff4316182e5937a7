"""Text of reports made harmless for a terminal, which obeys some characters and shows others."""

import unicodedata
from functools import cache

__all__ = ["tame"]

_OBEYED = ("Cc", "Cs")
"""Unicode categories of control characters and broken pairs."""

_TURNING = frozenset(map(chr, (0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))))
"""Marks that turn the direction of all text after them: Unicode bidirectional controls."""


def tame(text: str) -> str:
    """Drop what a terminal would obey, and turn every white space into a plain space."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_tamed, text))


@cache
def _tamed(char: str) -> str:
    if char.isspace():
        return " "
    return "" if unicodedata.category(char) in _OBEYED or char in _TURNING else char
