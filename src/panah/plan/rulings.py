"""What a person ruled about a plan: locks, forbids and overrides, read from a sheet.

A *lock* holds how many go somewhere between a least and a most, a *forbid* lets nobody go there, an
*override* counts an offer whatever its status, as large as the person says. Each names who ruled so
and why; a lock or forbid that binds is shown with both, and an override is what its offer rests on.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from types import MappingProxyType

import attrs

from panah.domain.claim import PlanningClass
from panah.domain.figure import Origin, constant
from panah.domain.limit import Offer
from panah.domain.network import Lane, Node
from panah.domain.plan_input import Lock, PlanInput
from panah.errors import PlanError
from panah.plan.cells import Row, Sheet, rows_of

__all__ = ["Decree", "PlanRuling", "plan_rulings", "ruled"]


class Decree(StrEnum):
    """What a person rules about a plan."""

    LOCK = "lock"
    FORBID = "forbid"
    OVERRIDE = "override"


@attrs.frozen(kw_only=True)
class PlanRuling:
    """One row of the sheet.

    Parameters
    ----------
    where
        File and row it stands in.
    told
        What is ruled, in words, with what places, people and offers are called.
    start, end, group
        Node they leave, node they come to, and their group; empty for any.
    first, last
        Days it is about; None for the first and the last of the plan.
    offer, places
        Of an override: the offer, and how many it counts; None for its own number.
    """

    where: str
    told: str
    decree: Decree
    by: str
    why: str
    start: str = ""
    end: str = ""
    group: str = ""
    least: float | None = None
    most: float | None = None
    first: date | None = None
    last: date | None = None
    offer: str = ""
    places: float | None = None


def _told(row: Row, decree: Decree, called: Mapping[str, str]) -> str:
    """Give what is ruled, in words."""

    def name(column: str) -> str:
        key = row.get(column) or ""
        return called.get(key, key)

    if decree is Decree.OVERRIDE:
        places = row.get("places")
        size = "its own number" if places is None else f"{places:,.0f} places"
        return f"{name('offer')} counted as {size}"
    who = name("group") or "people"
    ends = [f"{word} {name(word)}" * bool(name(word)) for word in ("from", "to")]
    if decree is Decree.FORBID:
        return " ".join(filter(None, ["no", who, *ends]))
    sides = {"at least": row.get("least"), "at most": row.get("most")}
    numbers = [f"{side} {held:,.0f}" for side, held in sides.items() if held is not None]
    return " ".join(filter(None, [" and ".join(numbers), who, *ends]))


def plan_rulings(
    sheet: Sheet, name: str, called: Mapping[str, str] = MappingProxyType({})
) -> tuple[PlanRuling, ...]:
    """Give the rulings of a sheet.

    Parameters
    ----------
    called
        What groups, places, countries and offers are called, by their names in the instance.

    Raises
    ------
    PlanError
        If a column is not known, or a row rules nothing; names row and column.
    """
    rows = rows_of("plan_rulings", sheet, name, refused=PlanError, untaken="a ruling has no such")
    return tuple(_ruling(where, row, called) for where, row in rows)


def _ruling(where: str, row: Row, called: Mapping[str, str]) -> PlanRuling:
    if row["decree"] not in list(Decree):
        raise PlanError(f"{where}: decree: {row['decree']!r} is not one of {', '.join(Decree)}")
    decree = Decree(row["decree"])
    used = {name for name, held in row.items() if held is not None} - {"decree", "by", "why"}
    if wrong := sorted(used - _TAKES[decree]):
        takes = ", ".join(sorted(_TAKES[decree]))
        raise PlanError(f"{where}: a {decree} takes no {wrong[0]}; it takes {takes}")
    if decree is Decree.OVERRIDE and not row.get("offer"):
        raise PlanError(f"{where}: an override names an offer; `panah plan` lists them")
    if decree is not Decree.OVERRIDE and not (row.get("from") or row.get("to")):
        raise PlanError(f"{where}: a {decree} says where they leave, where they come to, or both")
    if decree is Decree.LOCK and row.get("least") is None and row.get("most") is None:
        raise PlanError(f"{where}: a lock has a least or a most; to let nobody go write forbid")
    return PlanRuling(
        where=where,
        told=_told(row, decree, called),
        decree=decree,
        by=row["by"],
        why=row["why"],
        start=row.get("from") or "",
        end=row.get("to") or "",
        group=row.get("group") or "",
        least=row.get("least"),
        most=row.get("most"),
        first=row.get("first"),
        last=row.get("last"),
        offer=row.get("offer") or "",
        places=row.get("places"),
    )


_MOVES = {"from", "to", "group", "first", "last"}
_TAKES = {
    Decree.LOCK: {*_MOVES, "least", "most"},
    Decree.FORBID: _MOVES,
    Decree.OVERRIDE: {"offer", "places"},
}


def ruled(plan_input: PlanInput, rulings: Sequence[PlanRuling]) -> PlanInput:
    """Give an instance as it is under some rulings.

    Raises
    ------
    PlanError
        If a ruling names an offer, node or group that is not there, or a way that nobody can go.
    """
    locks = [*plan_input.locks]
    offers = {offer.name: offer for offer in plan_input.offers}
    for number, ruling in enumerate(rulings, start=1):
        if ruling.decree is Decree.OVERRIDE:
            if ruling.offer not in offers:
                raise PlanError(
                    f"{ruling.where}: the plan has no offer {ruling.offer!r}; it has "
                    f"{', '.join(offers) or 'none'}"
                )
            offers[ruling.offer] = _overridden(offers[ruling.offer], ruling)
        else:
            locks.append(_lock(plan_input, ruling, number))
    return attrs.evolve(plan_input, locks=tuple(locks), offers=tuple(offers.values()))


def _overridden(offer: Offer, ruling: PlanRuling) -> Offer:
    """Give an offer as a person counts it: firm, live, and as large as they say."""
    size = offer.low if offer.low is not None and offer.low.most else offer.high
    if ruling.places is not None:
        told = Origin(rule=f"override by {ruling.by}", text=ruling.why)
        size = constant(ruling.places, told)
    if size is None:
        raise PlanError(
            f"{ruling.where}: nobody stated how large {offer.name} is; say how many "
            f"places it counts"
        )
    return attrs.evolve(
        offer,
        planning_class=PlanningClass.FIRM,
        formal=True,
        live=True,
        low=size,
        mid=None if ruling.places is not None else offer.mid,
        high=size if ruling.places is not None else offer.high,
    )


def _lock(plan_input: PlanInput, ruling: PlanRuling, number: int) -> Lock:
    lanes = tuple(lane.name for lane in _ways(plan_input, ruling))
    if not lanes:
        raise PlanError(f"{ruling.where}: nobody can go this way: {ruling.told}")
    start, days = plan_input.start, plan_input.days
    first = 0 if ruling.first is None else (ruling.first - start).days
    last = days - 1 if ruling.last is None else (ruling.last - start).days
    if not 0 <= first <= last < days:
        raise PlanError(
            f"{ruling.where}: from {ruling.first or 'the first day'} to "
            f"{ruling.last or 'the last day'} is not within the plan, {days} days from {start}"
        )
    is_lock = ruling.decree is Decree.LOCK
    return Lock(
        name=f"{number}: {ruling.told}",
        lanes=lanes,
        by=ruling.by,
        why=ruling.why,
        first=first,
        last=last,
        least=ruling.least if is_lock else None,
        most=ruling.most if is_lock else 0.0,
    )


def _ways(plan_input: PlanInput, ruling: PlanRuling) -> Iterator[Lane]:
    """Give the lanes a ruling is about: those that lead from one node to another."""
    groups = [group.name for group in plan_input.groups]
    if ruling.group and ruling.group not in groups:
        raise PlanError(
            f"{ruling.where}: the plan has no group {ruling.group!r}; it has {', '.join(groups)}"
        )
    start, end = (_nodes(plan_input, name, ruling) for name in (ruling.start, ruling.end))
    states = {state.name: state for state in plan_input.states}
    for lane in plan_input.lanes:
        leaves, comes = states[lane.source], states[lane.target]
        if leaves.node == comes.node or (ruling.group and leaves.group != ruling.group):
            continue
        if (not ruling.start or leaves.node in start) and (not ruling.end or comes.node in end):
            yield lane


def _nodes(plan_input: PlanInput, name: str, ruling: PlanRuling) -> set[str]:
    """Give the nodes of a name: the node itself, or else all that lie in that country."""
    nodes: Sequence[Node] = plan_input.nodes
    found = {one.name for one in nodes if one.name == name}
    found = found or {one.name for one in nodes if name and one.country == name}
    if name and not found:
        known = ", ".join(one.name for one in nodes)
        raise PlanError(f"{ruling.where}: the plan has no place {name!r}; it has {known}")
    return found
