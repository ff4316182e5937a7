"""Who has moved, who is where, and who is expected.

Two facts that no single number gives. People who came and were sent back are present 0. A total
expected in the end stands beside the total reached and is never added to it.
"""

from collections.abc import Collection, Iterator, Sequence

from panah.domain.claim import Kind, Mood
from panah.domain.dossier import PEOPLE, Dossier
from panah.domain.entry import Relation
from panah.domain.quantity import Measure
from panah.domain.situation import Linked, NumberCell
from panah.situation.rows import amount, cited, named
from panah.situation.tables import Row
from panah.situation.totals import Ties

__all__ = ["displaced"]

Pairs = frozenset[tuple[str, str]]


def displaced(dossiers: Sequence[Dossier], links: Collection[Linked], ties: Ties) -> Iterator[Row]:
    """Give movements and populations: one row a number, or one for a line without any."""
    moves = [one for one in dossiers if one.line.kind in (Kind.MOVEMENT, Kind.POPULATION)]
    beside = frozenset(
        (link.source, link.target) for link in links if link.relation is Relation.QUALIFIES
    )
    for one in moves:
        for cell in one.line.numbers or (None,):
            row = _move(one, cell, ties)
            yield row | _expected(one, cell) | _present(cell, moves, beside)


def _move(one: Dossier, cell: NumberCell | None, ties: Ties) -> dict[str, object]:
    used = cell.claims if cell else one.line.claims
    lead = cell.lead if cell else one.lead
    claim = one.claim(lead) if lead else None
    group = claim.group if claim else None
    when = one.period(used)
    row: dict[str, object] = {
        **named(one),
        "kind": one.line.kind,
        "from": claim.from_ if claim else None,
        "to": claim.to if claim else None,
        "place": one.place,
        "group": group.label if group else None,
        "population_group": group.pop if group else None,
        "mood": claim.mood if claim else None,
        "start": when.earliest if when else None,
        "end": when.latest if when else None,
        "disputed": one.line.is_disputed or bool(ties.disputed & set(used)),
        **cited(one, lead, used),
    }
    return row | amount(one, cell) if cell else row


def _expected(one: Dossier, cell: NumberCell | None) -> dict[str, object]:
    if cell is None or cell.measure is not Measure.CUMULATIVE or cell.mood is not Mood.IS:
        return {}
    planned = one.numbers(units={cell.unit}, measures={Measure.CUMULATIVE}, mood=Mood.WILL)
    if len(planned) != 1:
        return {}
    return {"expected_low": planned[0].amount.lo, "expected_high": planned[0].amount.hi}


def _present(cell: NumberCell | None, moves: Sequence[Dossier], beside: Pairs) -> dict[str, object]:
    if cell is None or cell.unit not in PEOPLE or cell.mood is not Mood.IS:
        return {}
    for other in moves:
        for back in other.line.numbers:
            if _undoes(back, cell) and _is_read_with(back, cell, beside):
                return {
                    "present_low": 0,
                    "present_high": 0,
                    "present_why": other.line.matter.id,
                }
    return {}


def _undoes(back: NumberCell, out: NumberCell) -> bool:
    """Tell whether the same number of people went back the way they came."""
    return (
        back.mood is Mood.IS
        and out.to is not None
        and (back.unit, back.amount) == (out.unit, out.amount)
        and (back.from_, back.to) == (out.to, out.from_)
    )


def _is_read_with(back: NumberCell, out: NumberCell, beside: Pairs) -> bool:
    return any((later, first) in beside for later in back.claims for first in out.claims)
