"""Where things happen in a sentence: the places it names, and what each is to a verb.

"From", "to", "in" and "through" tell; in "the Tajik city of Khorugh" the word before the whole
phrase does. A country a text only speaks of ("the country") is a matter for `discourse`.
"""

import re
from collections.abc import Iterator
from enum import StrEnum

import attrs

from panah.domain.reading import ActorRef, PlaceRef, Via
from panah.reading.tokens import Line, once

__all__ = [
    "Role",
    "Setting",
    "Where",
    "is_area",
    "is_elsewhere",
    "owner_of",
    "place_at",
    "role_of",
    "settings",
]


@attrs.frozen(kw_only=True)
class Where:
    """What the gazetteer knows of one name: its code and the country it lies in."""

    code: str
    country: str | None
    name: str
    via: Via = Via.NAME
    others: tuple[tuple[str, float], ...] = ()


class Role(StrEnum):
    """What a place is to a movement or an event."""

    FROM = "from"
    TO = "to"
    IN = "in"
    VIA = "via"
    OTHER = "other"


@attrs.frozen
class Setting:
    """A place with its role: the token, and the country or the words it stands for."""

    index: int
    role: Role
    where: Where | None


_ROLES = {
    Role.FROM: {"from", "fleeing", "leaving"},
    Role.TO: {"to", "into", "toward", "towards", "onto", "for"},
    Role.IN: {
        "in",
        "at",
        "near",
        "inside",
        "within",
        "outside",
        "opposite",
        "beside",
        "across",
        "throughout",
        "on",
        "along",
        "between",
        "around",
        "with",
    },
    Role.VIA: {"through", "via"},
}
_BY_WORD = {word: role for role, words in _ROLES.items() for word in words}
_INNER = ("DET", "DIRW", "ADJ", "CAPW", "BORDERN", "DEM", "POSSW", "CAMPN", "GOVN")


def place_at(line: Line, index: int) -> PlaceRef | None:
    """Give the place a token names, as a draft points at it."""
    token = line.tokens[index]
    where = token.value
    if not isinstance(where, Where):
        return None
    return PlaceRef(
        code=where.code,
        name=token.text,
        span=line.cover(index, index + 1),
        via=where.via,
        others=where.others,
    )


_OF_LAND = ("BORDERN", "CAMPN", "DIRW", "LANDN")


def settings(line: Line, first: int, end: int) -> Iterator[Setting]:
    """Give the places between two tokens with their roles; a list shares the role of its first."""
    last: Setting | None = None
    for index in line.where("GPE", "DEM"):
        if not first <= index < end:
            continue
        if line.is_a(index, "DEM") and not line.is_a(index + 1, *_OF_LAND):
            continue
        joins = last is not None and _joins(line, last.index, index)
        role = last.role if joins and last else role_of(line, index)
        value = line.tokens[index].value
        last = Setting(index, role, value if isinstance(value, Where) else None)
        yield last


def _joins(line: Line, one: int, other: int) -> bool:
    """Tell whether two places stand in one list."""
    between = line.tokens[one + 1 : other]
    return (
        other - one <= 4
        and any(token.low in {",", "and", "or"} for token in between)
        and not any(token.is_a("PREP", "AUX", "SAYV", "QTY") for token in between)
    )


@once
def role_of(line: Line, index: int) -> Role:
    """Give the role a place has by the preposition before it."""
    at = _before(line, index)
    low = line.low(at)
    if low == "," and _is_name(line, at - 1):
        return role_of(line, at - 1)
    if low == "of":
        outer = _before(line, at)
        return _BY_WORD.get(line.low(outer), Role.OTHER) if at - outer < 7 else Role.OTHER
    if low == "with" and not line.is_a(at - 1, "BORDERN"):
        return Role.OTHER
    if low == "out" or line.low(at - 1) == "out" or low.endswith("_out_of"):
        return Role.FROM
    return _BY_WORD.get(low.rpartition("_")[2], Role.OTHER)


def _is_name(line: Line, at: int) -> bool:
    """Tell whether a capitalised name ends at a token: "in Diavata, Greece"."""
    return at > 0 and line.tokens[at].text[0].isupper() and not line.is_a(at, "DEM", "DATE", "ORG")


def owner_of(line: Line, noun: int) -> int | None:
    """Give the token of the land a noun is owned by: "Ethiopia's Kumer camp"."""
    at = noun - 1
    while at > 0 and noun - at < _OWNED and line.is_a(at, "ADJ", "CAPW", "NAME", "GPE", "DIRW"):
        at -= 1
    return at - 1 if line.low(at) == "'s" and line.is_a(at - 1, "GPE") else None


_OWNED = 5
"""Tokens from a noun to the end of its owner: "Ethiopia's new Kumer refugee camp"; assumed."""


def is_elsewhere(line: Line, index: int) -> bool:
    """Tell whether a place is where people come from: "fled unrest in neighbouring Burundi"."""
    for token in reversed(line.tokens[max(0, index - 6) : index]):
        if token.low in {",", ";", "to", "into"}:
            return False
        if token.low == "from" or token.is_a("FLEEV", "LEAVEV"):
            return True
    return False


def _before(line: Line, index: int) -> int:
    """Give the nearest token to the left that is no part of the same noun phrase."""
    at = index - 1
    while at >= 0 and not line.is_a(at, "PREP") and _is_inner(line, at, index):
        at -= 1
    return at


def _is_inner(line: Line, at: int, index: int) -> bool:
    if line.low(at) == "'s" or line.is_a(at, *_INNER):
        return True
    token = line.tokens[at]
    plain = token.text.replace("-", "").isalpha() and not token.is_a(
        "AUX", "CONJ", "SAYV", "VBD", "VBG", "VBN", "VBZ"
    )
    return plain and line.low(index) != "," and index - at < 7 and not token.is_a("VB", "PRON")


_AREA = re.compile(r"geonames:|place-|region-|[A-Z]{2}-")
"""How the codes of towns, regions and first-level areas begin; camps and crossings are no party."""


def is_area(ref: ActorRef) -> bool:
    """Tell whether a party is a part of a country: a town, a province, a region."""
    return ref.key is not None and ref.of not in {None, ref.key} and bool(_AREA.match(ref.key))
