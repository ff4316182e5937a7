"""The unread net: sentences that look as if they held a claim, and gave none.

Silence is never taken for absence: what speaks of people or of two matters of refuge, and of a
number or a name, is shown to a person when no rule could read it. The net is wide on purpose: it
costs a glance where a claim that is not seen costs the claim. Its words stand in `data/net.toml`.
"""

import re
from functools import cache

from panah.reading.lexicon import table
from panah.reading.tokens import Line

__all__ = ["NET", "is_suspect"]

NET = "speaks of people or refuge, and of a number or a name; no rule could read it"

_TWO = 2
"""Different matters that make a sentence suspect though it names no people."""

_NAME = re.compile(r"(?<!^)\b[A-Z]\w+")


def is_suspect(line: Line) -> bool:
    """Tell whether a sentence that gave no draft looks as if it held a claim."""
    span = line.sentence.span
    text = line.text[span.start : span.end]
    matters = {found.group(0) for found in _stems("matters").finditer(text.lower())}
    if len(matters) >= _TWO:
        return True
    if not matters or not _stems("people").search(text.lower()):
        return False
    return bool(
        re.search(r"\d", text) or _stems("numbers").search(text.lower()) or _NAME.search(text)
    )


@cache
def _stems(kind: str) -> re.Pattern[str]:
    stems = "|".join(re.escape(stem) for stem in str(table("net")[kind]).split())
    return re.compile(rf"\b(?:{stems})")
