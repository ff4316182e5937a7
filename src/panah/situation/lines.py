"""All lines as rows under HDX HAPI's names: one row a number, or one for a line without any."""

from collections.abc import Iterator, Sequence

from panah.domain.claim import Kind, PlanningClass
from panah.domain.dossier import Dossier
from panah.domain.group import Group
from panah.domain.line import NumberCell
from panah.domain.place import Level
from panah.domain.quantity import Unit
from panah.domain.situation import View
from panah.frames import Row
from panah.situation.capacity import class_of
from panah.situation.rows import amount, cited, named, status
from panah.situation.totals import Ties

__all__ = ["lines"]


def lines(dossiers: Sequence[Dossier], view: View, ties: Ties) -> Iterator[Row]:
    """Give a row for each number of each line, and one for each line that has none."""
    for one in dossiers:
        for cell in one.line.numbers or (None,):
            yield _line(one, cell, ties) | {
                "class": _class(one, view),
                "as_of": view.as_of,
                "as_known": view.as_known,
            }


def _class(one: Dossier, view: View) -> PlanningClass | None:
    if one.line.kind is Kind.HOSTING:
        return class_of(one, strict=view.strict)
    return one.line.planning_class


def _line(one: Dossier, cell: NumberCell | None, ties: Ties) -> dict[str, object]:
    used = cell.claims if cell else one.line.claims
    lead = cell.lead if cell else one.lead
    claim = one.claim(lead)
    when = one.period(used)
    qty = claim.qty
    row: dict[str, object] = {
        **named(one),
        "kind": one.line.kind,
        "parent": one.line.matter.parent,
        "group": one.line.matter.group.label if one.line.matter.group else None,
        "period": str(one.line.matter.period) if one.line.matter.period else None,
        "subject": one.subject,
        **_where(one, lead),
        **_who(claim.group),
        **(amount(one, cell) if cell else {"mood": claim.mood}),
        **_people(cell),
        "hedge": qty.hedge if qty and cell else None,
        **status(one),
        "counted": one.line.counted,
        "disputed": _differs(one, cell) or bool(ties.disputed & set(used)),
        "voices": cell.voices if cell else one.line.voices,
        "start": when.earliest if when else None,
        "end": when.latest if when else None,
        **cited(one, lead, used),
        "sources": sorted({one.publisher(key) for key in used}),
    }
    return row


def _differs(one: Dossier, cell: NumberCell | None) -> bool:
    return cell.conflict if cell else one.line.is_disputed


def _where(one: Dossier, lead: str) -> dict[str, object]:
    """Give the countries people come from, are in, and the line is about; and the province."""
    claim = one.claim(lead)
    names, origin, asylum = one.names, None, None
    if claim.group:
        origin = claim.group.origin
    if one.line.kind is Kind.MOVEMENT:
        origin, asylum = names.country(claim.from_) or origin, names.country(claim.to)
    if one.line.kind is Kind.HOSTING:
        asylum = one.host
    province = next(
        (
            place
            for step in names.places.line(one.place)
            if (place := names.places.get(step)) and place.level is Level.ADMIN1
        ),
        None,
    )
    return {
        "origin": origin,
        "asylum": asylum,
        "location": names.country(one.place) or asylum or names.country(one.subject),
        "admin1": province.code if province else None,
        "admin1_name": (province.provider_name or province.name) if province else None,
    }


def _who(group: Group | None) -> dict[str, object]:
    if group is None:
        return {}
    bands = [band.rstrip("+").split("-") for band in group.ages]
    is_open = any(band.endswith("+") for band in group.ages)
    return {
        "population_group": group.pop,
        "gender": group.sex,
        "min_age": min((int(band[0]) for band in bands), default=None),
        "max_age": None if is_open else max((int(band[-1]) for band in bands), default=None),
    }


def _people(cell: NumberCell | None) -> dict[str, object]:
    """Give the number again where it counts people, so that nothing else can be read as people."""
    if cell is None or cell.unit is not Unit.PERSON:
        return {}
    low, high = cell.amount.lo, cell.amount.hi
    return {
        "population": low if low == high else None,
        "population_min": low,
        "population_max": high,
    }
