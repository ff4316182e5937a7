"""Whether two annotators name one party: a government is its country, a title is no name.

The aliases stand in `data/annotation.toml`, so that our figures and the annotators' own agree.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from panah.reading.lexicon import table

__all__ = ["is_alias", "office", "party", "same_person"]


@cache
def _aliases() -> Mapping[str, str]:
    same = table("annotation")["same"]
    assert isinstance(same, Mapping)  # noqa: S101  (a packaged table)
    return {name: one for one, names in same.items() for name in (one, *names)}


def is_alias(name: str) -> bool:
    """Tell whether a party is one that the annotation knows by several names."""
    return _folded(name) in _aliases()


@cache
def office() -> frozenset[str]:
    """Give the words of office and title, which name nobody."""
    words = table("annotation")["office"]
    assert isinstance(words, Mapping)  # noqa: S101  (a packaged table)
    return frozenset(words["words"])


def _folded(name: object) -> str:
    plain = unicodedata.normalize("NFKD", str(name)).encode("ascii", "ignore").decode()
    return re.sub(r"\s+", " ", plain.lower().strip())


@cache
def party(name: str | None) -> str | None:
    """Give the one name of a party: of a government, its country's."""
    if name is None:
        return None
    folded = _folded(name)
    if folded in _aliases():
        return _aliases()[folded]
    bare = re.sub(r"('s)? (government|authorities|officials)$", "", re.sub(r"^the ", "", folded))
    return _aliases().get(bare, bare) or None


def same_person(one: str | None, other: str | None) -> bool:
    """Tell whether two names are one: equal, or the same but for words of office."""
    if not one or not other:
        return not one and not other
    if party(one) == party(other):
        return True
    first, second = re.findall(r"[a-z0-9]+", _folded(one)), re.findall(r"[a-z0-9]+", _folded(other))
    bare = [[word for word in words if word not in office()] for words in (first, second)]
    if not all(bare):
        return set(first) == set(second)
    common = set(bare[0]) & set(bare[1])
    if all(len(common) >= 0.5 * len(set(words)) for words in bare):
        return True
    return bare[0][-1] == bare[1][-1] and len(bare[0][-1]) > 3
