"""What a matter is, said by a person: whom it is about, when, and which matter it is part of.

A definition is an entry; it stands for the whole matter, and the last by (at, key) counts.
"""

from collections.abc import Callable, Mapping

import attrs

from panah.domain.claim import Kind
from panah.domain.entry import Act, Assigning, Assignment, Entry
from panah.domain.matter import Matter, Way, within
from panah.domain.when import When
from panah.errors import InputError
from panah.ledger.amending import GROUP, evolved, read, taken_whole
from panah.ledger.decide import Hand, matter_named
from panah.ledger.known import Known

__all__ = ["DEFINABLE", "define"]

_READ: Mapping[str, Callable[[str], object]] = {
    "subject": str,
    "counterpart": str,
    "place": str,
    "way": Way,
    "period": When.parse,
    "parent": str,
}

DEFINABLE = (*_READ, "group", *(f"group.{name}" for name in GROUP))
"""Names of what can be said of a matter."""


def define(
    known: Known, matter: str, changes: Mapping[str, object], hand: Hand
) -> tuple[Entry, ...]:
    """Say what a matter is.

    Parameters
    ----------
    changes
        Value by field of `DEFINABLE`, as text; an empty one takes the value away.

    Raises
    ------
    InputError
        If a field is not known, a value cannot be read, or the matter would be part of itself.
    """
    old = matter_named(known, matter)
    top: dict[str, object] = {}
    parts: dict[str, object] = {}
    for field, value in changes.items():
        if field not in DEFINABLE:
            raise InputError(f"a matter has no {field!r}; what it has is {', '.join(DEFINABLE)}")
        if field == "group":
            top[field] = taken_whole(field, value)
        elif field in _READ:
            top[field] = read(field, value, _READ[field])
        else:
            name = field.removeprefix("group.")
            parts[name] = read(field, value, GROUP[name])
    if parts:
        top["group"] = evolved("group", top.get("group", old.group), parts, matter)
    new = attrs.evolve(old, **top)  # type: ignore[arg-type]  # each value was read for its field
    if new == old:
        raise InputError(f"{matter} reads so already; nothing was changed")
    _check(known, new)
    return (hand.entry(Act.ASSIGN, (matter,), Assignment(do=Assigning.DEFINE, defined=new)),)


def _check(known: Known, new: Matter) -> None:
    if new.way and new.kind is not Kind.HOSTING:
        raise InputError(f"{new.id} is {new.kind} and gets the way {new.way}; only hosting has one")
    if new.parent is None:
        return
    matter_named(known, new.parent)
    if new.id in (new.parent, *within(new.parent, known.matters)):
        raise InputError(
            f"{new.id} cannot be part of {new.parent}, which is the same or part of it already"
        )
