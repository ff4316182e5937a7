"""Which matter each claim is gathered under, and what each matter is.

Assignments, splits, merges and renames are entries; the last by (at, key) wins. A matter that
nobody defined is what the first claim assigned to it is about.
"""

from collections.abc import Iterable, Mapping, Sequence

import attrs

from panah.domain.claim import Claim, Kind, Mode
from panah.domain.entry import Assigning, Assignment, Entry
from panah.domain.finding import Finding
from panah.domain.matter import Matter, Way, within
from panah.ledger.decisions import is_later

__all__ = ["RING", "WAYS", "Gathered", "gather", "matter_of", "rings"]

WAYS = {
    Mode.TRANSIT: Way.ONWARD,
    Mode.TEMPORARY: Way.ONWARD,
    Mode.RESETTLEMENT: Way.RESETTLEMENT,
    Mode.ASYLUM: Way.ASYLUM,
}
"""How the mode of hosting folds into the way of a matter: docs/method/matters.md."""


RING = "part_of_itself"
"""What a finding is called that two ledgers made matters part of each other."""


@attrs.frozen(kw_only=True)
class Gathered:
    """What the assign entries come to: definitions, and the matter of each claim."""

    defined: dict[str, Matter]
    assigned: dict[str, str]
    titles: dict[str, str]


def gather(entries: Iterable[Entry]) -> Gathered:
    """Fold the assign entries that are in force, in any order."""
    told = [(one, one.value) for one in entries if isinstance(one.value, Assignment)]
    last: dict[str, tuple[Entry, str]] = {}
    for entry, value in told:
        if value.do is Assigning.ASSIGN or value.do is Assigning.SPLIT:
            for key in entry.on:
                if key not in last or is_later(entry, last[key][0]):
                    last[key] = (entry, value.matter)
    shaping = [(entry, value) for entry, value in told if value.do is not Assigning.ASSIGN]
    shaping.sort(key=lambda pair: (pair[0].at, pair[0].key))
    defined, titles, into = _shaped(shaping)
    return Gathered(
        defined={key: _placed(one, into) for key, one in defined.items() if key not in into},
        assigned={key: _root(matter, into) for key, (_, matter) in last.items()},
        titles=titles,
    )


def _shaped(
    told: Sequence[tuple[Entry, Assignment]],
) -> tuple[dict[str, Matter], dict[str, str], dict[str, str]]:
    """Give definitions, new titles, and into which matter others were merged."""
    defined: dict[str, Matter] = {}
    titles: dict[str, str] = {}
    into: dict[str, str] = {}
    for entry, value in told:
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


def _placed(matter: Matter, into: Mapping[str, str]) -> Matter:
    """Let a matter be part of what its parent was merged into, and never of itself."""
    parent = _root(matter.parent, into) if matter.parent else None
    return attrs.evolve(matter, parent=None if parent == matter.id else parent)


def rings(matters: Mapping[str, Matter]) -> tuple[Finding, ...]:
    """Give the matters that two ledgers, not knowing of each other, made part of each other."""
    return tuple(
        Finding(
            what=RING,
            on=(key,),
            text=f"{key} is part of {one.parent}, which is part of it: say of one of them that it "
            f"is part of nothing, with `panah matter`",
        )
        for key, one in sorted(matters.items())
        if one.parent and key in (parent.parent for parent in _above(key, matters))
    )


def _above(key: str, matters: Mapping[str, Matter]) -> list[Matter]:
    return [matters[one] for one in within(key, matters) if one in matters]


def matter_of(key: str, claim: Claim) -> Matter:
    """Give the matter that a first claim makes."""
    return Matter(
        id=key,
        kind=claim.kind,
        subject=claim.subject,
        counterpart=claim.counterpart,
        place=claim.place,
        way=WAYS[claim.mode] if claim.kind is Kind.HOSTING and claim.mode else None,
        group=claim.group if claim.kind is Kind.POPULATION else None,
    )
