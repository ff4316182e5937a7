"""The cells of a line: concurrent claims brought together, never averaged, never summed.

Numbers intersect (R8); where they cannot all be right the cell is a conflict and shows the hull.
Statuses make a range and are planned on its low end (R9). Terms are listed. In each cell one
claim leads the wording (R10), and every claim that was retired stands with its reason (R13).
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any

import msgspec

from panah.domain.claim import Mood, Status
from panah.domain.line import NumberCell, Retired, Rule, StatusCell, TermCell
from panah.domain.quantity import Hedge, Interval, Measure
from panah.ledger.facets import Updates, aged_numbers, aged_sayings, flow_windows
from panah.ledger.links import Links
from panah.ledger.live import Live, NumberKey
from panah.ledger.voices import Voices, count

__all__ = ["StatusFacet", "number_cells", "status_facet", "term_cells"]

_FLOORS = frozenset({Hedge.AT_LEAST, Hedge.MORE_THAN})


class StatusFacet(msgspec.Struct, frozen=True):
    """The status facet of a line: who stands in it, best first, and who was retired.

    `statuses`: those that stand, weakest first.
    """

    standing: tuple[Live, ...]
    statuses: tuple[Status, ...]
    retired: tuple[Retired, ...]
    voices: Voices

    @property
    def older(self) -> tuple[str, ...]:
        """Those retired by date."""
        return tuple(one.claim for one in self.retired if one.rule is Rule.R6)

    @property
    def lead(self) -> str | None:
        """The claim whose words lead: one that gives a status, before one that only holds."""
        first = next((one for one in self.standing if one.status), None)
        return (first or self.standing[0]).id if self.standing else None

    def cell(self) -> StatusCell | None:
        """Give the range; None when no status stands."""
        if not self.statuses:
            return None
        ranged = [one for one in self.standing if one.status]
        return StatusCell(
            low=self.statuses[0],
            high=self.statuses[-1],
            lead=ranged[0].id,
            voices=self.voices.most,
            claims=tuple(one.id for one in in_turn(ranged)),
            retired=self.retired,
            possibly_one=self.voices.possibly_one,
        )


def in_turn(claims: Iterable[Live]) -> list[Live]:
    """Put claims in the order in which they were recorded."""
    return _sorted(claims, _SEQ)


def best(claims: Iterable[Live]) -> list[Live]:
    """Put claims in the order of R10: the first one leads."""
    return _sorted(claims, _RANK)


def _sorted(claims: Iterable[Live], key: Callable[[Live], Any]) -> list[Live]:
    """Sort claims; most facets have one, which is in order as it stands."""
    some = list(claims)
    if len(some) > 1:
        some.sort(key=key)
    return some


_SEQ, _RANK = attrgetter("seq"), attrgetter("rank")


def status_facet(claims: Sequence[Live], updates: Updates, links: Links) -> StatusFacet:
    """Give the status facet of the claims of one matter.

    A claim that only says what holds a matter ("has declined") retires no status.
    """
    filling = [one for one in claims if one.fills_status]
    retired = [
        Retired(one.id, Rule.R5, updates.status[one.id].id)
        for one in filling
        if one.id in updates.status
    ]
    current = [one for one in filling if one.id not in updates.status]
    stated = [one for one in current if one.status]
    aged = aged_sayings(stated)
    if len(stated) < len(current):
        named = {one.id for one in stated}
        aged |= {key: one for key, one in aged_sayings(current).items() if key not in named}
    standing = best(one for one in current if one.id not in aged)
    said = {one.status for one in standing if one.status}
    return StatusFacet(
        tuple(standing),
        tuple(sorted(said, key=_STATUS_RANK)),
        (*retired, *(aged[one.id] for one in current if one.id in aged)),
        count(standing, links, agree=_statuses_meet),
    )


_STATUS_RANK = attrgetter("rank")


def _statuses_meet(one: Live, other: Live) -> bool:
    first, second = one.status, other.status
    return first is None or second is None or abs(first.rank - second.rank) <= 1


def number_cells(claims: Sequence[Live], updates: Updates, links: Links) -> tuple[NumberCell, ...]:
    """Give the number cells of the claims of one matter."""
    facets: dict[NumberKey, list[Live]] = defaultdict(list)
    for one in claims:
        if one.number and one.id not in updates.number:
            facets[one.number].append(one)
    if not facets:
        return ()
    updated = _updated(claims, updates, facets)
    cells = []
    for key in sorted(facets, key=NumberKey.order):
        filling = facets[key]
        aged = aged_numbers(filling, links)
        left = [one for one in filling if one.id not in aged] if aged else filling
        gone = [one for one in filling if one.id in aged] if aged else []
        retired = (*updated.get(key, ()), *(aged[one.id] for one in gone))
        windows = flow_windows(left) if key.measure is Measure.FLOW else [left]
        for number, part in enumerate(windows):
            cells.append(_number_cell(key, part, gone, retired if number == 0 else (), links))
    return tuple(cells)


def _updated(
    claims: Sequence[Live], updates: Updates, facets: Mapping[NumberKey, object]
) -> dict[NumberKey, list[Retired]]:
    """Give what links retired, by the cell to show it in: its own, else its successor's."""
    shown: dict[NumberKey, list[Retired]] = defaultdict(list)
    for one in claims:
        if one.number is None or one.id not in updates.number:
            continue
        by = updates.number[one.id]
        cells = [key for key in (one.number, by.number) if key is not None and key in facets]
        for key in cells[:1]:
            shown[key].append(Retired(one.id, Rule.R5, by.id))
    return shown


def _number_cell(
    key: NumberKey,
    claims: Sequence[Live],
    gone: Sequence[Live],
    retired: tuple[Retired, ...],
    links: Links,
) -> NumberCell:
    ordered = best(claims)
    lead = ordered[0]
    amount, conflict = _brought_together(ordered)
    voices = count(ordered, links, agree=_amounts_meet)
    older = gone if retired else []
    is_total = key.measure is Measure.CUMULATIVE and key.mood is Mood.IS
    return NumberCell(
        unit=key.unit,
        measure=key.measure,
        mood=key.mood,
        amount=amount,
        conflict=conflict,
        lead=lead.id,
        voices=voices.most,
        voices_least=voices.least,
        claims=tuple(one.id for one in in_turn(ordered)),
        from_=key.from_,
        to=key.to,
        subject=key.subject,
        start=lead.claim.event.start if key.start and lead.claim.event else None,
        older=tuple(one.id for one in older),
        retired=retired,
        possibly_one=voices.possibly_one,
        is_revision=is_total and any(_fell(one, amount) for one in older),
        conditional=key.conditional,
    )


def _fell(old: Live, amount: Interval) -> bool:
    """Tell whether a running total, which may only grow, is now certainly lower (R6)."""
    return old.claim.qty is not None and amount.top < old.claim.qty.lo


def _brought_together(claims: Sequence[Live]) -> tuple[Interval, bool]:
    """Give what satisfies all claims; if nothing does, their hull, as a conflict (R8)."""
    amounts = [one.claim.qty for one in claims if one.claim.qty]
    lows = [qty.lo for qty in amounts]
    tops = [math.inf if qty.hi is None else qty.hi for qty in amounts]
    floors = [qty.lo for qty in amounts if qty.hedge in _FLOORS]
    ceilings = [top for top, qty in zip(tops, amounts, strict=True) if qty.hedge is Hedge.UP_TO]
    lo, top = max(lows), min(tops)
    touches = bool(floors and ceilings) and max(floors) == min(ceilings)
    is_apart = lo > top or touches
    if is_apart:
        lo, top = min(lows), max(tops)
    return Interval(lo, None if top == math.inf else top), is_apart


def _amounts_meet(one: Live, other: Live) -> bool:
    first, second = one.claim.qty, other.claim.qty
    return bool(first and second and first.interval.meets(second.interval))


def term_cells(claims: Sequence[Live], updates: Updates) -> tuple[TermCell, ...]:
    """Give the term cells of the claims of one matter, by name."""
    facets: dict[str, list[Live]] = defaultdict(list)
    for one in claims:
        for term in one.terms:
            facets[term].append(one)
    cells = (_term_cell(term, facets[term], updates) for term in sorted(facets))
    return tuple(cell for cell in cells if cell)


def _term_cell(term: str, claims: Sequence[Live], updates: Updates) -> TermCell | None:
    retired = [
        Retired(one.id, Rule.R5, updates.terms[(one.id, term)].id)
        for one in claims
        if (one.id, term) in updates.terms
    ]
    current = [one for one in claims if (one.id, term) not in updates.terms]
    aged = aged_sayings(current)
    standing = best(one for one in current if one.id not in aged)
    if not standing:
        return None
    conditions = [cond for one in standing for cond in one.claim.conditions if cond.type == term]
    values = [cond.text for cond in conditions] or [one.terms[term] for one in standing]
    return TermCell(
        term=str(term),
        values=tuple(dict.fromkeys(values)),
        lead=standing[0].id,
        claims=tuple(one.id for one in in_turn(standing)),
        conditions=tuple(dict.fromkeys(conditions)),
        retired=(*retired, *aged.values()),
    )
