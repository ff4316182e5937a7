"""Who has offered room for how many, by how far a planner may count on it.

Firm, ready and possible stand in columns of their own and are never added to each other; nor is
what a host has room for added to a ceiling it named. An offer without a number is counted, not
taken as 0. With `strict`, only what is agreed or firmer counts as firm, and only that is totalled:
a pledge counts in no total until it is formal.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial

import attrs

from panah.domain.claim import Kind, Mood, PlanningClass, Status
from panah.domain.dossier import Dossier
from panah.domain.quantity import Interval, Measure, Unit
from panah.domain.situation import Total, View
from panah.errors import RefusedTotalError
from panah.situation.totals import Part, Ties, total

__all__ = ["CLASSES", "Capacity", "capacity", "class_of"]

CLASSES = (PlanningClass.FIRM, PlanningClass.READY, PlanningClass.POSSIBLE)
"""The columns of the capacity table, firmest first."""

_ORDER = (Measure.CAPACITY, Measure.CEILING, None)


@attrs.frozen(kw_only=True)
class Capacity:
    """Totals by class, why other sums are refused, and rows by host, made when they are asked."""

    rows: Callable[[], Iterable[dict[str, object]]]
    totals: tuple[Total, ...]
    refusals: tuple[str, ...]


def class_of(dossier: Dossier, *, strict: bool) -> PlanningClass | None:
    """Give the class an offer counts in; None when it has no status and so counts in none."""
    line = dossier.line
    if line.status is None:
        return None
    if strict and line.status.low is Status.ANNOUNCED:
        return PlanningClass.READY
    return line.planning_class


def capacity(dossiers: Iterable[Dossier], *, view: View, ties: Ties) -> Capacity:
    """Gather the offers that count into rows and totals."""
    offers = [one for one in dossiers if one.line.kind is Kind.HOSTING and one.line.counted]
    by_class: dict[PlanningClass, list[Part]] = {name: [] for name in CLASSES}
    for offer in offers:
        name = class_of(offer, strict=view.strict)
        if name in by_class:
            by_class[name] += [Part(dossier=offer, cell=cell) for cell in offer.room or (None,)]
    totals: list[Total] = []
    refusals: list[str] = []
    for name, parts in by_class.items():
        if view.strict and name is not PlanningClass.FIRM:
            continue
        made, refused = _totals(name, parts, ties)
        totals += made
        refusals += refused
    return Capacity(
        rows=partial(_rows, by_class, ties), totals=tuple(totals), refusals=tuple(refusals)
    )


def _totals(
    name: PlanningClass, parts: Sequence[Part], ties: Ties
) -> tuple[list[Total], list[str]]:
    made: list[Total] = []
    refused: list[str] = []
    silent = [part for part in parts if part.cell is None]
    groups = _by_measure(parts)
    for (unit, measure), group in groups:
        try:
            made.append(total([*group, *silent], ties=ties, planning_class=name))
        except RefusedTotalError as error:
            refused.append(
                f"No total of {name} places ({unit}, {measure or 'kind unknown'}): {error}."
            )
    if len(groups) > 1:
        one, other = groups[0][1][0], groups[1][1][0]
        refused.append(
            f"No single total of {name} places: {one.name} and {other.name} are not added: "
            f"a capacity, a ceiling and other kinds of number are never one sum."
        )
    if silent and not groups:
        made.append(_unnumbered(name, silent))
    return made, refused


def _unnumbered(name: PlanningClass, silent: Sequence[Part]) -> Total:
    return Total(
        unit=Unit.PERSON,
        measure=None,
        mood=Mood.IS,
        amount=None,
        parts=(),
        without_number=tuple(part.dossier.line.matter.id for part in silent),
        planning_class=name,
    )


def _by_measure(
    parts: Sequence[Part],
) -> list[tuple[tuple[Unit | None, Measure | None], list[Part]]]:
    groups: dict[tuple[Unit | None, Measure | None], list[Part]] = defaultdict(list)
    for part in parts:
        if part.cell is not None:
            groups[part.cell.unit, part.cell.measure].append(part)
    return sorted(groups.items(), key=lambda item: (_ORDER.index(item[0][1]), str(item[0][0])))


def _rows(by_class: dict[PlanningClass, list[Part]], ties: Ties) -> Iterable[dict[str, object]]:
    """Give one row a host and measure; offers of one host that may overlap keep rows apart."""
    cells: dict[tuple[str, str, str, int], dict[PlanningClass, list[Part]]] = {}
    for name, parts in by_class.items():
        for host, group in _by_host(parts).items():
            for turn, some in enumerate(_summable(group, ties)):
                cells.setdefault((*host, turn), {})[name] = some
    for key in sorted(cells):
        yield _row(key, cells[key], ties)


def _by_host(parts: Sequence[Part]) -> dict[tuple[str, str, str], list[Part]]:
    groups: dict[tuple[str, str, str], list[Part]] = defaultdict(list)
    for part in parts:
        host = part.dossier.host or part.dossier.subject
        measure, unit = (part.cell.measure, part.cell.unit) if part.cell else ("", "")
        groups[host, measure or "", unit or ""].append(part)
    return groups


def _summable(group: list[Part], ties: Ties) -> list[list[Part]]:
    try:
        if len(group) > 1 and group[0].cell is not None:
            total(group, ties=ties)
    except RefusedTotalError:
        return [[part] for part in group]
    return [group]


def _row(
    key: tuple[str, str, str, int], classes: dict[PlanningClass, list[Part]], ties: Ties
) -> dict[str, object]:
    host, measure, unit, _ = key
    parts = [part for some in classes.values() for part in some]
    used = {key for part in parts if part.cell for key in part.cell.claims}
    row: dict[str, object] = {
        "host": host,
        "host_name": parts[0].dossier.names.of(host),
        "measure": measure or None,
        "unit": unit or None,
        "without_number": sum(part.cell is None for part in parts),
        "disputed": bool(ties.disputed & used) or any(p.cell and p.cell.conflict for p in parts),
        "matters": tuple(part.dossier.line.matter.id for part in parts),
    }
    for name in CLASSES:
        amount = _sum(classes.get(name, ()), ties)
        row[f"{name}_low"] = amount.lo if amount else None
        row[f"{name}_high"] = amount.hi if amount else None
    return row


def _sum(parts: Sequence[Part], ties: Ties) -> Interval | None:
    if not parts or parts[0].cell is None:
        return None
    return parts[0].cell.amount if len(parts) == 1 else total(parts, ties=ties).amount
