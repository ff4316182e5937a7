"""The offer board: who said yes to how many, for whom, how long, where next, how firm."""

from collections.abc import Iterator, Sequence

from panah.domain.claim import CondType, Kind
from panah.domain.dossier import PERSONS, Dossier
from panah.domain.line import NumberCell
from panah.domain.matter import Way
from panah.domain.quantity import Measure
from panah.frames import Row
from panah.situation.capacity import class_of
from panah.situation.rows import amount, cited, conditions, named, status
from panah.situation.totals import Ties

__all__ = ["offers"]

_IN_USE = frozenset({Measure.CUMULATIVE, Measure.STOCK, Measure.FLOW})


def offers(dossiers: Sequence[Dossier], ties: Ties, *, strict: bool) -> Iterator[Row]:
    """Give the offers of places: one row an offer, two if it names a capacity and a ceiling."""
    for one in dossiers:
        if one.line.kind is Kind.HOSTING:
            for cell in one.room or (None,):
                yield _offer(one, cell, ties) | {"class": class_of(one, strict=strict)}


def _offer(one: Dossier, cell: NumberCell | None, ties: Ties) -> dict[str, object]:
    used = cell.claims if cell else one.line.claims
    row: dict[str, object] = {
        **named(one),
        "host": one.host or one.subject,
        "host_name": one.names.of(one.host or one.subject),
        "role": _role(one),
        "for_whom": one.term("for whom"),
        "duration": one.term("duration"),
        "onward": tuple(one.names.of(to) for to in one.term("onward destination")),
        "condition": conditions(one),
        "until": next(iter(one.term(CondType.UNTIL_DATE)), None),
        **status(one),
        "counted": one.line.counted,
        "disputed": one.line.is_disputed or bool(ties.disputed & set(used)),
        **cited(one, cell.lead if cell else one.lead, used),
    }
    return row | (amount(one, cell) if cell else {}) | _use(one, cell)


def _role(one: Dossier) -> str | None:
    """Host, transit and resettlement are separate roles; a way that leaves it open says so."""
    if modes := one.term("mode"):
        return " or ".join(sorted(modes))
    way = one.line.matter.way
    return "transit or temporary" if way is Way.ONWARD else way


def _use(one: Dossier, cell: NumberCell | None) -> dict[str, object]:
    """Give the places used, and what is left: delivered places are never listed twice."""
    cells = one.numbers(units=PERSONS, measures=_IN_USE)
    if len(cells) != 1:
        return {}
    used = cells[0].amount
    row: dict[str, object] = {"used_low": used.lo, "used_high": used.hi}
    if cell is None:
        return row
    offered = cell.amount
    return row | {
        "outstanding_low": 0 if used.hi is None else max(0, offered.lo - used.hi),
        "outstanding_high": None if offered.hi is None else max(0, offered.hi - used.lo),
    }
