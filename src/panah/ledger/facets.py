"""What retires a claim in one facet of its line: an explicit update (R5), or time (R6).

Retirement is per facet: "they have agreed" replaces the status and leaves "hundreds" standing.
Every retirement names the rule and the claim that did it; that is half of the citation (R13).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import attrgetter

from panah.domain.entry import Relation
from panah.domain.line import Retired, Rule
from panah.domain.quantity import Measure
from panah.domain.situation import Linked
from panah.domain.when import When
from panah.ledger.links import Links
from panah.ledger.live import Live

__all__ = [
    "Updates",
    "aged_numbers",
    "aged_sayings",
    "flow_windows",
]

_NEVER_AGED = frozenset({Measure.FLOW, Measure.DURATION})
"""Amounts of other windows stand side by side (R6)."""


class Updates:
    """What `updates` links retire, facet by facet (R5).

    A link works only in the facets both its claims fill: so a plan never retires a fact, an amount
    that was not given retires nothing, and a hold without a status retires no status.
    """

    def __init__(self, links: Links, live: Mapping[str, Live]) -> None:
        self.status: dict[str, Live] = {}
        self.number: dict[str, Live] = {}
        self.terms: dict[tuple[str, str], Live] = {}
        self._retired: set[str] = set()
        for link in sorted(
            links.of(Relation.UPDATES), key=lambda link: live[link.source].rank, reverse=True
        ):
            self._add(link, live)
        self._retired.update(self.status, self.number, (key for key, _ in self.terms))

    def _add(self, link: Linked, live: Mapping[str, Live]) -> None:
        new, old = live[link.source], live[link.target]
        if new.fills_status and old.fills_status and (new.status or not old.status):
            self.status[old.id] = new
        if new.number and old.number and new.number.kin == old.number.kin:
            self.number[old.id] = new
        for term in new.terms.keys() & old.terms.keys():
            self.terms[(old.id, term)] = new

    def traces(self, claims: Iterable[Live]) -> Iterator[Retired]:
        """Give what is retired of some claims' numbers and terms."""
        for one in filter(self.retires, claims):
            if one.id in self.number:
                yield Retired(claim=one.id, rule=Rule.R5, by=self.number[one.id].id)
            for term in one.terms:
                if (one.id, term) in self.terms:
                    yield Retired(claim=one.id, rule=Rule.R5, by=self.terms[(one.id, term)].id)

    def retires(self, one: Live) -> bool:
        """Tell whether a claim is retired in some facet."""
        return one.id in self._retired


def aged_sayings(claims: Sequence[Live]) -> dict[str, Retired]:
    """Give the claims about status or a term that were said certainly before the newest (R6)."""
    newest = max([one.said_first for one in claims], default=date.min)
    older = [one for one in claims if one.said_last < newest]
    if not older:
        return {}
    by = min([one for one in claims if one.said_first == newest], key=_RANK).id
    return {one.id: Retired(one.id, Rule.R6, by) for one in older}


_RANK = attrgetter("rank")


def aged_numbers(claims: Sequence[Live], links: Links) -> dict[str, Retired]:
    """Give the claims of one number facet that a certainly later one replaces (R6).

    When every claim would be replaced by another (their dates and the days they were said on
    contradict each other), none is: nobody can tell which is the newest.
    """
    if len(claims) < 2 or (claims[0].number and claims[0].number.measure in _NEVER_AGED):
        return {}
    is_total = claims[0].number is not None and claims[0].number.measure is Measure.CUMULATIVE
    begun = {one.id: _end_begun(one) if is_total else one.began for one in claims}
    last_begun, last_said = max(begun.values()), max([one.said_first for one in claims])
    newest = sorted(claims, key=_RANK)
    newest.sort(key=lambda one: (begun[one.id], one.said_first), reverse=True)
    aged: dict[str, Retired] = {}
    for old in claims:
        if last_said <= old.said_last and last_begun <= old.ended:
            continue
        for new in newest:
            if _is_newer(new, old, is_total=is_total) and not links.are_exempt(new, old):
                aged[old.id] = Retired(old.id, Rule.R6, new.id)
                break
    return aged if len(aged) < len(claims) else {}


def _end_begun(one: Live) -> date:
    """Give the first day that the end of a running total can be."""
    event = one.claim.event
    return (event and event.end and event.end.first) or date.min


def _is_newer(new: Live, old: Live, *, is_total: bool) -> bool:
    """Tell whether a number is certainly later than another of its facet.

    Where the days they are about cannot tell, the days on which they were said do.
    """
    if is_total:
        order = _ends(old.claim.event, new.claim.event)
        if order is not None:
            return order
    elif old.ended < new.began:
        return True
    elif new.ended < old.began:
        return False
    return old.said_last < new.said_first


def _ends(first: When | None, second: When | None) -> bool | None:
    """Tell whether the first running total ends certainly before the second; None if unclear."""
    if first is None or second is None or first.end is None or second.end is None:
        return None
    if first.end.last < second.end.first:
        return True
    return False if second.end.last < first.end.first else None


def flow_windows(claims: Iterable[Live]) -> list[list[Live]]:
    """Part flows into cells, so that windows certainly apart never share one (R6).

    Windows are taken by their last day; each joins the first cell whose every window it may
    overlap. Equal windows always meet in one cell.
    """
    cells: list[list[Live]] = []
    ends: list[date] = []
    for one in sorted(claims, key=_window):
        place = next((n for n, end in enumerate(ends) if one.began <= end), None)
        if place is None:
            cells.append([one])
            ends.append(one.ended)
        else:
            cells[place].append(one)
    return cells


def _window(one: Live) -> tuple[date, date, tuple[int, ...]]:
    return (one.ended, one.began, one.rank)
