"""Finding claims by words: of what was said, by whom, about whom, where and in which report.

Case and accents do not matter, and a code is found by its name: ``kosovo`` finds XKX.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from panah.domain.naming import Names
from panah.domain.situation import Standing

__all__ = ["matching"]

_PLAIN = re.compile(r"[a-z0-9]+")
"""A word without anything to fold, as most words of most reports are."""


def matching(standing: Mapping[str, Standing], words: str, names: Names) -> Mapping[str, Standing]:
    """Give the claims in which every one of some words occurs, as a word or the start of one."""
    wanted = [f" {word}" for word in _folded(words)]
    return {
        key: one
        for key, one in standing.items()
        if all(word in _text(one, names) for word in wanted)
    }


def _text(one: Standing, names: Names) -> str:
    """Give all words a claim is found by, each after a space."""
    return "".join(f" {word}" for text in _told(one, names) for word in _folded(text))


def _told(one: Standing, names: Names) -> Iterator[str]:
    claim, report = one.claim, one.report
    parties = (claim.subject, claim.counterpart, *(hop.actor for hop in claim.chain))
    places = (claim.place, claim.from_, claim.to, claim.via)
    for code in filter(None, (*parties, *places)):
        yield f"{code} {names.of(code)}"
    yield from (claim.quote, claim.note, claim.label, one.matter)
    yield from (claim.group.label if claim.group else "", claim.qty.worded if claim.qty else "")
    yield from (report.name, report.title, report.publisher)


def _folded(text: str) -> list[str]:
    """Give the words of a text, without case, accents and signs."""
    low = text.casefold()
    if low.isascii():
        return _PLAIN.findall(low)
    plain = unicodedata.normalize("NFKD", low)
    kept = (sign if sign.isalnum() else " " for sign in plain if unicodedata.category(sign) != "Mn")
    return "".join(kept).split()
