"""The words next to a place in a text, without cutting the whole text into words.

Small parsers look a few words to the left and right of a figure or a name. A blank line, a comma
or a full stop ends what is looked at, so that words of another clause never count.
"""

import re

__all__ = ["after", "before"]

_RIGHT = re.compile(r"[ \t\n\u00a0]{1,2}([^\W\d_]+(?:[-'\u2019][^\W\d_]+)*)")
_WIDTH = 28
_ABBREVIATED = ("approx.", " ca.", " c.")


def before(text: str, position: int, limit: int) -> list[tuple[str, int]]:
    """Give up to `limit` words that end right before a position, nearest last, with their starts.

    Words are lowered and made of letters; "approx." is given without its point.
    """
    found: list[tuple[str, int]] = []
    while len(found) < limit:
        end = _skip_space(text, position)
        start = end - _letters(text[max(0, end - _WIDTH) : end])
        if end in {position, start}:
            break
        found.append((text[start:end].lower(), start))
        position = start
    return found[::-1]


def _letters(words: str) -> int:
    """Give how many letters stand at the end of some words."""
    last = words.rpartition(" ")[2]
    if last.isalpha():
        return len(last)
    count = 0
    while count < len(last) and last[-1 - count].isalpha():
        count += 1
    return count


def _skip_space(text: str, position: int) -> int:
    """Step left over white space, and over the point of an abbreviation before it."""
    end = position
    while end > 0 and position - end < 3 and text[end - 1].isspace():
        end -= 1
    if position - end > 1 and "\n\n" in text[end:position]:
        return position
    if text[end - 1 : end] != ".":
        return end
    return end - text[max(0, end - 7) : end].lower().endswith(_ABBREVIATED)


def after(text: str, position: int, limit: int) -> list[str]:
    """Give up to `limit` words that stand right after a position, lowered, hyphens kept."""
    found: list[str] = []
    while len(found) < limit and (match := _RIGHT.match(text, position)):
        found.append(match[1].lower())
        position = match.end()
    return found
