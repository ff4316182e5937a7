"""A costly pattern, tried only near the words that it cannot do without.

A pattern of many wordings is dear where nothing fits, which is nearly everywhere. What it matches
always holds one of a few words that are found cheaply, its cores: it is tried at the places before
each of them where it may begin, and nowhere else.
"""

import re
from collections.abc import Iterable, Iterator

import attrs

__all__ = ["Sieve", "either", "lowered"]


@attrs.frozen(kw_only=True)
class Sieve:
    """A pattern with what to look for first.

    Parameters
    ----------
    worded
        The pattern.
    core
        What every match holds, or begins with.
    begins
        Matches nothing, wherever a match may begin.
    reach
        How far before its first core a match may begin at most, in characters.
    """

    worded: re.Pattern[str]
    core: re.Pattern[str]
    begins: re.Pattern[str]
    reach: int

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Give what ``worded.finditer`` gives."""
        begins, match = self.begins.search, self.worded.match
        at, start = 0, -1
        for core in self.core.finditer(text):
            end = core.start() + 1
            at = max(at, end - 1 - self.reach)
            while at < end:
                if start < at:
                    begun = begins(text, at)
                    if begun is None:
                        return
                    start = begun.start()
                if start >= end:
                    break
                found = match(text, start)
                if found:
                    yield found
                at = found.end() if found else start + 1
            at = max(at, end)


def either(words: Iterable[str]) -> str:
    """Give one pattern for many words that reads each letter once.

    Examples
    --------
    >>> either(["one", "once", "two"])
    '(?:on(?:ce|e)|two)'
    """
    return _branches({word for word in words if word})


def _branches(words: set[str]) -> str:
    firsts = sorted({word[0] for word in words if word})
    found = [
        re.escape(first) + _branches({word[1:] for word in words if word[:1] == first})
        for first in firsts
    ]
    whole = "|".join(found)
    if "" in words and found:
        return f"(?:{whole})?"
    return f"(?:{whole})" if len(found) > 1 else whole


def lowered(text: str) -> str:
    """Give a text in small letters, letter for letter in its places."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(small if len(small := sign.lower()) == 1 else sign for sign in text)
