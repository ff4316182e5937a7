"""Camps and other sites, depots and goods, and what is open: borders, airports, embassies."""

from collections.abc import Iterator, Sequence

from panah.domain.claim import Kind, Mood
from panah.domain.dossier import PERSONS, Dossier
from panah.domain.line import NumberCell
from panah.domain.quantity import Measure, Unit
from panah.frames import Row
from panah.situation.rows import amount, cited, conditions, named, status

__all__ = ["access", "camps", "is_stock", "stocks"]

GOODS = frozenset({Unit.DEPOT, Unit.TONNE})
_SITES = frozenset({Unit.CAMP, Unit.SITE})
_PEOPLE_THERE = frozenset({Measure.STOCK, Measure.CUMULATIVE})
_ROOM = frozenset({Measure.CAPACITY, Measure.CEILING})
_EXTENT = frozenset({Measure.EXTENT})


def is_stock(dossier: Dossier) -> bool:
    """Tell whether a facility is a store of goods: its claims count depots or tonnes."""
    quantities = (dossier.claim(key).qty for key in dossier.line.claims)
    return any(qty is not None and qty.unit in GOODS for qty in quantities)


def camps(dossiers: Sequence[Dossier]) -> Iterator[Row]:
    """Give camps and sites, one row a matter, planned ones marked."""
    for one in dossiers:
        if one.line.kind is Kind.FACILITY and not is_stock(one):
            extent = _only(one.numbers(measures=_EXTENT, mood=None))
            yield {
                **named(one),
                "host": one.host or one.subject,
                "place": one.place,
                **_ends("sites", _only(one.numbers(units=_SITES, mood=None))),
                **_ends("extent", extent),
                "extent_unit": extent.unit if extent else None,
                **_ends("capacity", _only(one.numbers(units=PERSONS, measures=_ROOM, mood=None))),
                **_ends("occupancy", _only(one.numbers(units=PERSONS, measures=_PEOPLE_THERE))),
                "planned": one.line.status is None,
                **status(one),
                **cited(one, one.lead, one.line.claims),
            }


def stocks(dossiers: Sequence[Dossier]) -> Iterator[Row]:
    """Give depots and goods: one row a number, or one for a line without any."""
    for one in dossiers:
        is_given = one.line.kind is Kind.SUPPORT
        if is_given or (one.line.kind is Kind.FACILITY and is_stock(one)):
            for cell in one.line.numbers or (None,):
                used = cell.claims if cell else one.line.claims
                yield {
                    **named(one),
                    "holder": one.host or one.subject,
                    "place": one.place,
                    "mood": one.claim(one.lead).mood,
                    **status(one),
                    **cited(one, cell.lead if cell else one.lead, used),
                    **(amount(one, cell) if cell else {}),
                }


def access(dossiers: Sequence[Dossier]) -> Iterator[Row]:
    """Give borders, airports, embassies and operations, one row a matter."""
    for one in dossiers:
        if one.line.kind is Kind.ACCESS:
            event = one.claim(one.lead).event
            yield {
                **named(one),
                "subject": one.subject,
                "place": one.place,
                "since": str(event) if event else None,
                "condition": conditions(one),
                "outlook": one.called(one.line.outlook),
                **status(one),
                **cited(one, one.lead, one.line.claims),
            }


def _only(cells: Sequence[NumberCell]) -> NumberCell | None:
    """Give the number there is; a fact before a plan; none when two differ in kind."""
    facts = [cell for cell in cells if cell.mood is Mood.IS] or list(cells)
    return facts[0] if len(facts) == 1 else None


def _ends(name: str, cell: NumberCell | None) -> dict[str, object]:
    return {
        f"{name}_low": cell.amount.lo if cell else None,
        f"{name}_high": cell.amount.hi if cell else None,
    }
