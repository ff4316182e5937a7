"""Who has moved, who is where, and who is expected.

Two facts that no single number gives. People who came and were sent back are present 0. A total
expected in the end stands beside the total reached and is never added to it.
"""

from collections.abc import Collection, Iterator, Sequence

from panah.domain.claim import Kind, Mood
from panah.domain.dossier import PEOPLE, Dossier
from panah.domain.entry import Relation
from panah.domain.line import NumberCell
from panah.domain.quantity import Measure
from panah.domain.situation import Linked
from panah.frames import Row
from panah.situation.rows import amount, cited, named
from panah.situation.totals import Ties

__all__ = ["displaced"]

Returns = dict[str, list[tuple[str, NumberCell]]]


def displaced(dossiers: Sequence[Dossier], links: Collection[Linked], ties: Ties) -> Iterator[Row]:
    """Give movements and populations: one row a number, or one for a line without any."""
    moves = [one for one in dossiers if one.line.kind in (Kind.MOVEMENT, Kind.POPULATION)]
    returns = _returns(moves, links)
    for one in moves:
        for cell in one.line.numbers or (None,):
            row = _move(one, cell, ties)
            yield row | _expected(one, cell) | _present(cell, returns)


def _move(one: Dossier, cell: NumberCell | None, ties: Ties) -> dict[str, object]:
    used = cell.claims if cell else one.line.claims
    lead = cell.lead if cell else one.lead
    claim = one.claim(lead)
    group = claim.group
    when = one.period(used)
    row: dict[str, object] = {
        **named(one),
        "kind": one.line.kind,
        "from": claim.from_,
        "to": claim.to,
        "place": one.place,
        "group": group.label if group else None,
        "population_group": group.pop if group else None,
        "mood": claim.mood,
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


def _returns(moves: Sequence[Dossier], links: Collection[Linked]) -> Returns:
    """Give the numbers that must be read beside a claim, by that claim, each with its matter."""
    told: Returns = {}
    for one in moves:
        for cell in one.line.numbers:
            for key in cell.claims:
                told.setdefault(key, []).append((one.line.matter.id, cell))
    beside: Returns = {}
    for link in links:
        if link.relation is Relation.QUALIFIES:
            beside.setdefault(link.target, []).extend(told.get(link.source, ()))
    return beside


def _present(cell: NumberCell | None, returns: Returns) -> dict[str, object]:
    if cell is None or cell.unit not in PEOPLE or cell.mood is not Mood.IS:
        return {}
    for key in cell.claims:
        for matter, back in returns.get(key, ()):
            if _undoes(back, cell):
                return {"present_low": 0, "present_high": 0, "present_why": matter}
    return {}


def _undoes(back: NumberCell, out: NumberCell) -> bool:
    """Tell whether the same number of people went back the way they came."""
    return (
        back.mood is Mood.IS
        and out.to is not None
        and (back.unit, back.amount) == (out.unit, out.amount)
        and (back.from_, back.to) == (out.to, out.from_)
    )
