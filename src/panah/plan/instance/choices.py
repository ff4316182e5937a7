"""Offers that are only taken whole, and offers of which one is taken: what the scheme says so.

No report says in words that a machine reads whether one may take a part of an offer, or two offers
at once. Whoever says it in ``plan.toml`` says from where.
"""

from collections.abc import Mapping
from typing import Any

from panah.errors import PlanError
from panah.plan.parameters import Parameter, date_of, source_of

__all__ = ["choices"]

_WORDS = ("whole", "one_of")


def choices(words: Mapping[str, Mapping[str, Any]], name: str) -> dict[str, Parameter]:
    """Give what is said of whole and exclusive offers, as ``matters.ID.whole`` with its source.

    Parameters
    ----------
    words
        The tables of a scheme, by their path.

    Raises
    ------
    PlanError
        If it has no source, a source stands alone, or an offer excludes no other.
    """
    found: dict[str, Parameter] = {}
    sets: dict[str, list[str]] = {}
    for path, table in words.items():
        kind, _, matter = path.partition(".")
        if kind == "matters":
            for word in _said(table, f"{name}: {path}"):
                found[f"{path}.{word}"] = _choice(path, word, table, f"{name}: {path}")
            if "one_of" in table:
                sets.setdefault(table["one_of"], []).append(matter)
    for one_of, matters in sets.items():
        if len(matters) == 1:
            raise PlanError(
                f"{name}: matters.{matters[0]} is one_of {one_of!r}, and no other offer is; give "
                f"those that exclude it the same one_of"
            )
    return found


def _said(table: Mapping[str, Any], where: str) -> list[str]:
    """Give which of the two a table says; a source belongs to them alone."""
    said = [word for word in _WORDS if table.get(word, False) is not False]
    for word in ("source", "date"):
        if word in table and not said:
            raise PlanError(f"{where} has a {word} of nothing; it belongs to whole or one_of")
    return said


def _choice(path: str, word: str, table: Mapping[str, Any], where: str) -> Parameter:
    held = table[word]
    if word == "one_of" and not (isinstance(held, str) and held.strip()):
        raise PlanError(f"{where} has one_of = {held!r}; write a name that the alternatives share")
    told = "taken whole or not at all" if word == "whole" else f"one of the alternatives {held!r}"
    return Parameter(
        key=f"{path}.{word}",
        steps=((None, 1.0),),
        unit="",
        source=source_of(table, where),
        date=date_of(table, where),
        said=told,
    )
