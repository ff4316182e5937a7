"""Families that go together are one party, and a party is placed whole or not at all."""

from collections.abc import Iterator, Sequence

import attrs

from panah.domain.family import Count, Family, Locality
from panah.errors import FamilyError
from panah.plan.families.rules import Rulebook

__all__ = ["Party", "parties"]


@attrs.frozen(kw_only=True)
class Party:
    """Families that go to one locality.

    Parameters
    ----------
    families
        One or more, in the order of the file.
    anchor
        The locality where a family that they go with was placed earlier; empty for none.
    """

    families: tuple[Family, ...]
    anchor: str = ""

    @property
    def people(self) -> int:
        """How many they are."""
        return sum(family.people for family in self.families)

    def needs(self, count: Count) -> int:
        """Give how many of a count they take up."""
        return sum(family.needs.get(count, 0) for family in self.families)

    def refusal(self, locality: Locality, rules: Rulebook) -> str | None:
        """Say why they cannot go to a locality, of whichever family comes first; or None."""
        if self.anchor and locality.name != self.anchor:
            return f"goes together with a family in {self.anchor}"
        for family in self.families:
            if why := rules.refusal(family, locality):
                return why if len(self.families) == 1 else f"{family.key} of the party: {why}"
        return None


def parties(batch: Sequence[Family], families: Sequence[Family]) -> tuple[Party, ...]:
    """Put the families of a batch that go together into parties.

    Parameters
    ----------
    batch
        Who is to be placed now.
    families
        All that are known, those placed earlier included. A family that is named and has not come
        yet holds nobody back.

    Raises
    ------
    FamilyError
        If families of one party were placed in two localities earlier.
    """
    placed = {family.key: family.placed for family in families if family.placed}
    groups = _groups(batch, families)
    return tuple(
        Party(families=tuple(group), anchor=_anchor(group, families, placed)) for group in groups
    )


def _groups(batch: Sequence[Family], families: Sequence[Family]) -> list[list[Family]]:
    """Give the families of a batch in connected groups, each in the order of the batch."""
    present = {family.key: family for family in batch}
    tied: dict[str, set[str]] = {key: set() for key in present}
    for family in families:
        for one, other in _pairs(family):
            if one in present and other in present:
                tied[one].add(other)
                tied[other].add(one)
    groups, seen = [], set[str]()
    for family in batch:
        if family.key not in seen:
            members = _reached(family.key, tied)
            seen |= members
            groups.append([present[key] for key in present if key in members])
    return groups


def _pairs(family: Family) -> Iterator[tuple[str, str]]:
    return ((family.key, other) for other in family.together)


def _reached(start: str, tied: dict[str, set[str]]) -> set[str]:
    found, edge = {start}, [start]
    while edge:
        fresh = tied[edge.pop()] - found
        found |= fresh
        edge += fresh
    return found


def _anchor(group: Sequence[Family], families: Sequence[Family], placed: dict[str, str]) -> str:
    keys = {family.key for family in group}
    named = {other for family in group for other in family.together}
    named |= {family.key for family in families if not keys.isdisjoint(family.together)}
    where = {placed[key] for key in named if key in placed}
    if len(where) > 1:
        raise FamilyError(
            f"{', '.join(sorted(keys))} go together with families that were placed in "
            f"{' and in '.join(sorted(where))}; they cannot go to both"
        )
    return next(iter(where), "")
