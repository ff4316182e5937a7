"""Which matter each claim is gathered under, and what each matter is.

Assignments, splits, merges and renames are entries; the last by (at, key) wins. A matter that
nobody defined is what the first claim assigned to it is about.
"""

from collections.abc import Iterable, Mapping, Sequence

import attrs

from panah.domain.claim import Claim, Kind, Mode
from panah.domain.entry import Assigning, Assignment, Entry
from panah.domain.matter import Matter, Way
from panah.ledger.decisions import is_later

__all__ = ["WAYS", "Gathered", "gather", "matter_of"]

WAYS = {
    Mode.TRANSIT: Way.ONWARD,
    Mode.TEMPORARY: Way.ONWARD,
    Mode.RESETTLEMENT: Way.RESETTLEMENT,
    Mode.ASYLUM: Way.ASYLUM,
}
"""How the mode of hosting folds into the way of a matter: design of the domain, default keying."""


@attrs.frozen(kw_only=True)
class Gathered:
    """What the assign entries come to: definitions, and the matter of each claim."""

    defined: dict[str, Matter]
    assigned: dict[str, str]
    titles: dict[str, str]


def gather(entries: Iterable[Entry]) -> Gathered:
    """Fold the assign entries that are in force, in any order."""
    last: dict[str, Entry] = {}
    shaping: list[Entry] = []
    for entry in entries:
        if not isinstance(entry.value, Assignment):
            continue
        if entry.value.do in {Assigning.ASSIGN, Assigning.SPLIT}:
            for key in entry.on:
                if key not in last or is_later(entry, last[key]):
                    last[key] = entry
        if entry.value.do is not Assigning.ASSIGN:
            shaping.append(entry)
    shaping.sort(key=lambda entry: (entry.at, entry.key))
    defined, titles, into = _shaped(shaping)
    return Gathered(
        defined={key: matter for key, matter in defined.items() if key not in into},
        assigned={key: _root(_target(entry), into) for key, entry in last.items()},
        titles=titles,
    )


def _target(entry: Entry) -> str:
    return entry.value.matter if isinstance(entry.value, Assignment) else ""


def _shaped(
    entries: Sequence[Entry],
) -> tuple[dict[str, Matter], dict[str, str], dict[str, str]]:
    """Give definitions, new titles, and into which matter others were merged."""
    defined: dict[str, Matter] = {}
    titles: dict[str, str] = {}
    into: dict[str, str] = {}
    for entry in entries:
        value = entry.value
        if not isinstance(value, Assignment):
            continue
        if value.defined is not None:
            defined[value.defined.id] = value.defined
            titles.pop(value.defined.id, None)
        if value.do is Assigning.RENAME:
            titles |= dict.fromkeys(entry.on, value.title)
        elif value.do is Assigning.MERGE:
            if _root(value.matter, into) in entry.on:
                into.pop(value.matter, None)
            into |= {key: value.matter for key in entry.on if key != value.matter}
    return defined, titles, into


def _root(matter: str, into: Mapping[str, str]) -> str:
    while matter in into:
        matter = into[matter]
    return matter


def matter_of(key: str, claim: Claim) -> Matter:
    """Give the matter that a first claim makes."""
    return Matter(
        id=key,
        kind=claim.kind,
        subject=claim.subject,
        counterpart=claim.counterpart,
        place=claim.place,
        way=WAYS[claim.mode] if claim.kind is Kind.HOSTING and claim.mode else None,
    )
