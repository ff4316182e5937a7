"""Sums that count nobody twice, and the refusal of every other (R11).

A sum is made only over lines of one unit, measure and mood of which each pair is shown to be
apart: by different host countries, by groups that cannot share a member, or by windows that
cannot share a day. What is unknown is no proof. Everything else is refused by naming the pair.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from itertools import combinations

import attrs

from panah.domain.claim import Claim, Kind, PlanningClass
from panah.domain.dossier import Dossier
from panah.domain.entry import Relation
from panah.domain.group import Fit, Group, compare
from panah.domain.line import NumberCell
from panah.domain.quantity import Interval, Measure
from panah.domain.situation import Linked, Standing, Total
from panah.errors import RefusedTotalError

__all__ = ["Part", "Ties", "total"]


@attrs.frozen(kw_only=True)
class Part:
    """A number of a line that somebody may want to add; `cell` None: the line states none."""

    dossier: Dossier
    cell: NumberCell | None

    @property
    def name(self) -> str:
        """What to call it in a refusal: the line, and the amount as worded."""
        line = self.dossier.line
        worded = self.dossier.worded(self.cell) if self.cell else ""
        called = line.matter.title or line.matter.id
        return f"{called} (“{worded}”)" if worded else called


@attrs.frozen(kw_only=True, slots=False)
class Ties:
    """What links say about pairs of claims: which is part of which, and which are disputed."""

    contained: frozenset[tuple[str, str]] = frozenset()
    disputed: frozenset[str] = frozenset()

    @cached_property
    def wholes(self) -> Mapping[str, Collection[str]]:
        """What each claim that is contained is part of."""
        wholes: dict[str, list[str]] = {}
        for part, whole in self.contained:
            wholes.setdefault(part, []).append(whole)
        return wholes

    @classmethod
    def of(
        cls,
        links: Collection[Linked],
        conflicts: Collection[tuple[str, str]],
        standing: Mapping[str, Standing],
    ) -> "Ties":
        """Gather them from the links and from the pairs in conflict.

        A number is disputed by a claim about the same kind of number, whatever its matter: one
        amount claimed for two scopes marks both.
        """
        return cls(
            contained=frozenset(
                (link.source, link.target) for link in links if link.relation is Relation.PART_OF
            ),
            disputed=frozenset(
                key
                for pair in conflicts
                if _counts_one_thing(*(standing[key].claim for key in pair))
                for key in pair
            ),
        )


def _counts_one_thing(one: Claim, other: Claim) -> bool:
    if one.qty is None or other.qty is None:
        return False
    return (one.qty.unit, one.qty.measure) == (other.qty.unit, other.qty.measure)


def total(
    parts: Sequence[Part], *, ties: Ties, planning_class: PlanningClass | None = None
) -> Total:
    """Add the numbers of lines, if nobody can be counted twice.

    Parameters
    ----------
    parts
        At least one with a number. Parts without one are counted, not added.
    ties
        What links say about their claims.
    planning_class
        The class they were chosen from, kept with the total.

    Raises
    ------
    RefusedTotalError
        If the numbers are not of one unit, measure and mood, or a pair is not shown to be apart;
        names the pair and the missing proof.
    """
    added = [part for part in parts if part.cell is not None]
    cells = [part.cell for part in added if part.cell is not None]
    if not cells or cells[0].unit is None:
        raise RefusedTotalError("no line states a number of a known unit: there is nothing to add")
    _refuse_mixed(added)
    _refuse_contained(added, ties)
    for one, other in combinations(added, 2):
        if why := missing_proof(one, other):
            raise _refusal(one, other, why)
    amount = cells[0].amount
    for cell in cells[1:]:
        amount += cell.amount
    return Total(
        unit=cells[0].unit,
        measure=cells[0].measure,
        mood=cells[0].mood,
        planning_class=planning_class,
        amount=Interval(amount.lo, amount.hi),
        parts=tuple(part.dossier.line.matter.id for part in added),
        without_number=tuple(part.dossier.line.matter.id for part in parts if part.cell is None),
        factors=tuple(dict.fromkeys(cell.factor for cell in cells if cell.factor)),
        disputed=any(cell.conflict or ties.disputed & set(cell.claims) for cell in cells),
    )


def missing_proof(one: Part, other: Part) -> str:
    """Say which proof is missing that two parts count different people; empty when none is."""
    if _groups_apart(one, other) or _windows_apart(one, other):
        return ""
    if one.dossier.line.kind in (Kind.HOSTING, Kind.FACILITY):
        return _same_host(one, other)
    return _same_place(one, other)


def _refuse_mixed(parts: Sequence[Part]) -> None:
    first = parts[0]
    for other in parts[1:]:
        for field in ("unit", "measure", "mood"):
            mine, theirs = getattr(first.cell, field), getattr(other.cell, field)
            if mine != theirs:
                raise _refusal(
                    first,
                    other,
                    f"their {field}s differ: {mine or 'unknown'} and {theirs or 'unknown'}",
                )


def _refuse_contained(parts: Sequence[Part], ties: Ties) -> None:
    owner = {key: part for part in parts if part.cell for key in part.cell.claims}
    by_matter = {part.dossier.line.matter.id: part for part in parts}
    for part in parts:
        for key in part.dossier.line.within:
            if key in by_matter:
                why = "the first matter is part of the second"
                raise _refusal(part, by_matter[key], why)
    tied = ((inner, outer) for inner in owner for outer in ties.wholes.get(inner, ()))
    for inner, outer in sorted(tied):
        one, other = owner[inner], owner.get(outer)
        if other and one is not other:
            raise _refusal(one, other, "the first is part of the second")


def _groups_apart(one: Part, other: Part) -> bool:
    mine, theirs = _groups(one), _groups(other)
    return all(compare(a, b) is Fit.DISJOINT for a in mine for b in theirs)


def _groups(part: Part) -> list[Group | None]:
    keys = part.cell.claims if part.cell else ()
    return [part.dossier.claim(key).group for key in keys] or [None]


def _windows_apart(one: Part, other: Part) -> bool:
    if one.cell is None or other.cell is None or one.cell.measure not in _MOVING:
        return False
    mine = one.dossier.period(one.cell.claims)
    theirs = other.dossier.period(other.cell.claims)
    if mine is None or theirs is None:
        return False
    return mine.certainly_before(theirs) or theirs.certainly_before(mine)


_MOVING = (Measure.FLOW, Measure.CUMULATIVE)


def _same_host(one: Part, other: Part) -> str:
    mine, theirs = one.dossier.host, other.dossier.host
    for part, host in ((one, mine), (other, theirs)):
        if host is None:
            return f"nobody can tell in which country {part.dossier.line.matter.title} is"
    if mine != theirs:
        return ""
    return (
        f"both are in {one.dossier.names.of(mine)} and nothing shows that they are for "
        f"different people"
    )


def _same_place(one: Part, other: Part) -> str:
    mine, theirs = _where(one), _where(other)
    places = one.dossier.names.places
    if not places.are_apart(mine, theirs):
        return "nothing shows that their places, people or days are apart"
    if one.dossier.line.kind is Kind.POPULATION and _day(one) != _day(other):
        return "they count people on different days, who may have moved in between"
    return ""


def _where(part: Part) -> str | None:
    """Where a population is; where a movement goes."""
    cell = part.cell
    if part.dossier.line.kind is Kind.MOVEMENT:
        return cell.to if cell else None
    return part.dossier.place


def _day(part: Part) -> object:
    return part.dossier.period(part.cell.claims) if part.cell else None


def _refusal(one: Part, other: Part, why: str) -> RefusedTotalError:
    return RefusedTotalError(f"{one.name} and {other.name} are not added: {why}")
