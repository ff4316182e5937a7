"""What a matter is called and said to be, where not everybody may see the claim that began it.

A matter is named after its first claim. When the report of that claim is closed afterwards, the
claims of others that were gathered there must not go on telling what it said: those who may not
see it are given the name the matter would have had if the report had been closed from the start.
"""

from collections.abc import Callable, Collection, Iterable, Mapping

import attrs

from panah.domain.canonical import digest
from panah.domain.claim import Claim
from panah.domain.entry import Assigning, Assignment, Entry
from panah.domain.matter import Matter
from panah.ledger.matters import matter_of

__all__ = ["called", "gathered", "opaque", "told_by_open", "veiled"]

_OPAQUE = 8
"""Characters of a hash in an id that tells nothing (assumed: a case has thousands of matters)."""

_GATHERS = frozenset({Assigning.ASSIGN, Assigning.SPLIT})


def opaque(claim: Claim) -> str:
    """Give the id of a matter that tells nothing of the claim that begins it but its kind."""
    return f"{claim.kind}.{digest(f'matter {claim.id}')[:_OPAQUE]}"


def gathered(entries: Iterable[Entry]) -> dict[str, list[str]]:
    """Give the claims that were ever put under each matter, in the order in which they were."""
    told = [one for one in entries if isinstance(one.value, Assignment)]
    found: dict[str, list[str]] = {}
    for entry in sorted(told, key=lambda one: one.at):
        if isinstance(entry.value, Assignment) and entry.value.do in _GATHERS:
            found.setdefault(entry.value.matter, []).extend(entry.on)
    return found


def veiled(
    members: Mapping[str, Collection[str]], hidden: Collection[str], claim: Callable[[str], Claim]
) -> dict[str, str]:
    """Give the matters that are named after a hidden claim, each with the id that tells nothing.

    A name that a person chose is left as it is: panah's own begins with the kind of the claim.

    Parameters
    ----------
    members
        What `gathered` gave.
    claim
        Gives a claim by its id.
    """
    first = {matter: next(iter(keys), "") for matter, keys in members.items()}
    begun = {matter: claim(key) for matter, key in first.items() if key in hidden}
    return {
        matter: opaque(one) for matter, one in begun.items() if matter.startswith(f"{one.kind}.")
    }


def called(matter: Matter, names: Mapping[str, str]) -> Matter:
    """Give a matter under the names that may be seen."""
    parent = names.get(matter.parent, matter.parent) if matter.parent else None
    return attrs.evolve(matter, id=names.get(matter.id, matter.id), parent=parent)


def told_by_open(matter: Matter, hidden: Iterable[Claim], seen: Iterable[Claim]) -> Matter:
    """Give a matter as a claim that may be seen tells it, if a hidden one told what it is."""
    if not any(_tells(claim, matter) for claim in hidden):
        return matter
    first = next(iter(seen), None)
    told = matter_of(matter.id, first) if first else Matter(id=matter.id, kind=matter.kind)
    return attrs.evolve(told, title=matter.title, parent=matter.parent)


def _tells(claim: Claim, matter: Matter) -> bool:
    return attrs.evolve(matter, title="", parent=None) == matter_of(matter.id, claim)
