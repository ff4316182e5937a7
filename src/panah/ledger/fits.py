"""What does not fit inside a matter: a part larger than its whole, a running total that fell.

Running totals with different starts never compete, but the one whose window lies in the other's
is a part of it: 126,000 since July fit into 550,000 since January (R6).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import permutations

from panah.domain.claim import Claim
from panah.domain.entry import Relation
from panah.domain.finding import Finding
from panah.domain.line import NumberCell
from panah.domain.quantity import Measure, Qty
from panah.domain.when import When
from panah.ledger.links import Links
from panah.ledger.live import Live, NumberKey

__all__ = ["misfits"]

_RUNNING = frozenset({Measure.FLOW, Measure.CUMULATIVE})
"""Measures over a window of time: the flow of a week is part of the total of its month."""


def misfits(
    cells: Sequence[NumberCell], live: Mapping[str, Live], links: Links
) -> tuple[Finding, ...]:
    """Give what does not fit in the number cells of one line."""
    if not cells:
        return ()
    pairs = dict.fromkeys((*_windows(cells, live), *_linked(cells, live, links)))
    exceeding = [
        _exceeds(live[part].claim, live[whole].claim, part, whole)
        for part, whole in pairs
        if _is_too_large(live[part].claim.qty, live[whole].claim.qty)
    ]
    return (*exceeding, *(_revised(cell, live) for cell in cells if cell.is_revision))


def _windows(cells: Iterable[NumberCell], live: Mapping[str, Live]) -> Iterator[tuple[str, str]]:
    """Pair running totals of which one's window lies in the other's."""
    groups: dict[tuple[object, ...], list[NumberCell]] = defaultdict(list)
    for cell in cells:
        if cell.measure is Measure.CUMULATIVE and cell.start:
            groups[(cell.unit, cell.from_, cell.to, cell.subject)].append(cell)
    for group in groups.values():
        for part, whole in permutations(group, 2):
            for one in part.claims:
                for other in whole.claims:
                    if _is_within(live[one].claim.event, live[other].claim.event):
                        yield one, other


def _is_within(part: When | None, whole: When | None) -> bool:
    """Tell whether one window certainly lies in another."""
    ends = (part and part.start, part and part.end, whole and whole.start, whole and whole.end)
    first, last, earliest, latest = ends
    if not (first and last and earliest and latest):
        return False
    return earliest.last <= first.first and last.last <= latest.first


def _linked(
    cells: Iterable[NumberCell], live: Mapping[str, Live], links: Links
) -> Iterator[tuple[str, str]]:
    """Pair claims that a person linked as part and whole."""
    used = {key for cell in cells for key in cell.claims}
    for link in links.touching(used, Relation.PART_OF):
        part, whole = live[link.source].number, live[link.target].number
        if link.source in used and part and whole and _is_one_measure(part, whole):
            yield link.source, link.target


def _is_one_measure(part: NumberKey, whole: NumberKey) -> bool:
    is_running = {part.measure, whole.measure} <= _RUNNING
    same = part.measure is whole.measure or is_running
    return same and (part.unit, part.mood) == (whole.unit, whole.mood)


def _is_too_large(part: Qty | None, whole: Qty | None) -> bool:
    return part is not None and whole is not None and part.lo > whole.interval.top


def _exceeds(part: Claim, whole: Claim, part_id: str, whole_id: str) -> Finding:
    return Finding(
        what="part_exceeds_whole",
        on=(part_id, whole_id),
        text=f"{part.name} counts a part of what {whole.name} counts and is larger: "
        f"at least {_low(part):,.10g} of at most {_high(whole):,.10g}; one of them is read or "
        f"dated wrongly, or counts something else",
    )


def _low(claim: Claim) -> float:
    return claim.qty.lo if claim.qty else 0


def _high(claim: Claim) -> float:
    return claim.qty.interval.top if claim.qty else 0


def _revised(cell: NumberCell, live: Mapping[str, Live]) -> Finding:
    old = [key for key in cell.older if _low(live[key].claim) > cell.amount.top]
    return Finding(
        what="revised_down",
        on=(cell.lead, *old),
        text=f"{live[cell.lead].claim.name} gives a running total below the earlier "
        f"{', '.join(live[key].claim.name for key in old)}; a total only grows, so the source "
        f"revised it, or counts something else",
    )
