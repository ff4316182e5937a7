"""What a message quotes of the messages before it: their words are not the sender's.

A reply holds the message it answers, behind marks (``>``) or below a line that names who wrote it.
Taken for the sender's own words it would date and voice an old claim anew, so it is left out, and
the reader says so. A message that was passed on is what the sender hands in, and stays.
"""

import re
from collections.abc import Sequence

__all__ = ["is_passed_on", "left_out", "without_earlier"]

_MARKED = re.compile(r"\s{0,3}>")
_WROTE = re.compile(
    r"(?:on|am|le|el|il|op|em|w dniu)\b.{4,300}\b"
    r"(?:wrote|schrieb\b.{0,80}|a écrit|escribió|ha scritto|schreef\b.{0,80}|escreveu|napisał\w*)"
    r"\s?:",
    re.IGNORECASE,
)
"""The line mail programs put above what they quote, in eight languages; assumed."""
_ORIGINAL = re.compile(
    r"\s{0,3}-{2,20}\s?(?:original message|ursprüngliche nachricht|message d'origine"
    r"|mensaje original)\s?-{2,20}\s*",
    re.IGNORECASE,
)
_PASSED_ON = re.compile(
    r"(?:^|[>\n])\s{0,9}(?:-{2,20}\s?)?(?:begin )?forwarded message\b", re.IGNORECASE
)
_OF_PASSED_ON = re.compile(r"\s{0,9}(?:fwd?|wg|tr|rv)\s?:", re.IGNORECASE)
_ADDRESSED = re.compile(r"@|\b\d{1,2}[:.]\d{2}\b")
"""An address or a time of day: a mail program writes them, a sentence of a report seldom."""
_WRAPPED = 3
"""Lines over which the line that names the writer may be wrapped; assumed."""


def without_earlier(words: str, subject: str) -> tuple[str, int]:
    r"""Give a message without the earlier ones it quotes, and how many lines were left out.

    All of it stays where nothing would be left, and where it was passed on.

    Examples
    --------
    >>> without_earlier("It is open.\n\nOn Monday Osk wrote:\n> It is shut.", "Re: Velm")
    ('It is open.\n', 2)
    """
    lines = words.split("\n")
    if is_passed_on(words, subject):
        return words, 0
    kept = [lines[nth] for nth in _own(lines)]
    left = "\n".join(kept).rstrip()
    if not left or len(kept) == len(lines):
        return words, 0
    return f"{left}\n", sum(bool(one.strip()) for one in lines) - sum(
        bool(one.strip()) for one in kept
    )


def is_passed_on(words: str, subject: str) -> bool:
    """Tell whether a message, plain or as a page, hands on another one."""
    return bool(_OF_PASSED_ON.match(subject) or _PASSED_ON.search(words))


def _own(lines: Sequence[str]) -> list[int]:
    """Give the numbers of the lines that the sender wrote."""
    found: list[int] = []
    nth = 0
    while nth < len(lines):
        if _ORIGINAL.fullmatch(lines[nth]):
            break
        if _MARKED.match(lines[nth]):
            nth += 1
        elif not (many := _naming(lines, nth)):
            found.append(nth)
            nth += 1
        elif _is_marked_next(lines, nth + many):
            nth += many
        else:
            break
    return found


def _naming(lines: Sequence[str], nth: int) -> int:
    """Give over how many lines it is told who wrote what follows; 0 where it is not.

    Where what follows is not marked, only an address or a time of day tells such a line from a
    sentence that ends with a colon.
    """
    for many in range(1, _WRAPPED + 1):
        told = " ".join(lines[nth : nth + many]).strip()
        if _WROTE.fullmatch(told):
            sure = _ADDRESSED.search(told) or _is_marked_next(lines, nth + many)
            return many if sure else 0
    return 0


def _is_marked_next(lines: Sequence[str], nth: int) -> bool:
    """Tell whether the next line with words is marked, so that the sender may answer below it."""
    return any(_MARKED.match(one) for one in [one for one in lines[nth:] if one.strip()][:1])


def left_out(name: str, many: str) -> str:
    """Give the warning that earlier messages were left out, and how much of them."""
    return (
        f"{name}: what it quotes of earlier messages was left out ({many}); hand those messages in "
        f"themselves"
    )
