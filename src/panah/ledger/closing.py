"""When an offer ends, a plan falls due, and a warning comes true (R12).

Nothing is closed silently: each closing names the claim that closed it and the day. A plan whose
day has passed is *due*, with a question whether it happened; it is never taken as done.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from panah.domain.claim import Cond, CondType, Hold, Kind, Mood, Status
from panah.domain.entry import Relation
from panah.domain.line import BorneOut, Closing, Held, Voice
from panah.domain.when import When
from panah.errors import DateError
from panah.ledger.cells import StatusFacet
from panah.ledger.facets import Updates
from panah.ledger.links import Links
from panah.ledger.live import Live

__all__ = ["COUNTED", "borne_out", "closing", "due", "expired", "holds"]

COUNTED = frozenset({Kind.HOSTING, Kind.SUPPORT, Kind.FACILITY})
"""Kinds that have a planning class: what a planner may count on."""

_ENDING = frozenset({Hold.DECLINED, Hold.WITHDRAWN, Hold.EXPIRED})


def borne_out(links: Links, live: Mapping[str, Live]) -> dict[str, BorneOut]:
    """Give the outlook claims that a live fact fulfilled, dated by the earliest such fact."""
    facts: dict[str, list[Live]] = {}
    for link in links.of(Relation.BEARS_OUT):
        if live[link.source].is_fact and not live[link.target].is_fact:
            facts.setdefault(link.target, []).append(live[link.source])
    return {
        key: BorneOut(claim=key, by=fact.id, on=_latest(fact.claim.event))
        for key, some in facts.items()
        for fact in [min(some, key=_first)]
    }


def _first(one: Live) -> tuple[date, tuple[int, ...]]:
    return (_latest(one.claim.event) or date.max, one.rank)


def _latest(when: When | None) -> date | None:
    return when.latest if when else None


def _voice(one: Live) -> Voice:
    return Voice.OWN if one.is_own else Voice.THIRD_PARTY


def holds(facet: StatusFacet) -> tuple[Held, ...]:
    """Give what stands in the way of a matter, and in whose voice."""
    held = (one for one in facet.standing if one.claim.hold is not Hold.LIVE)
    return tuple(Held(value=one.claim.hold, by=_voice(one), claim=one.id) for one in held)


def expired(
    claims: Iterable[Live], updates: Updates, kind: Kind, day: date
) -> tuple[Held, Closing] | None:
    """Tell whether an offer or a site has passed its last day.

    Where claims name several last days, the latest counts; what was updated does not.
    """
    if kind not in COUNTED:
        return None
    dated = [
        (last, one)
        for one in claims
        if one.claim.conditions
        and one.is_fact
        and (one.id, CondType.UNTIL_DATE) not in updates.terms
        and (last := last_day(one))
    ]
    if not dated or max(last for last, _ in dated) >= day:
        return None
    last, one = max(dated, key=lambda pair: (pair[0], [-part for part in pair[1].rank]))
    return (
        Held(value=Hold.EXPIRED, by=_voice(one), claim=one.id),
        Closing(why=CondType.UNTIL_DATE, claim=one.id, on=last + timedelta(days=1)),
    )


def due(outlook: Iterable[Live], day: date) -> tuple[Closing, ...]:
    """Give the plans whose last day has passed, the earliest first."""
    plans = [
        Closing(why="due", claim=one.id, on=last + timedelta(days=1), due=True)
        for one in outlook
        if one.mood is Mood.WILL and (last := last_day(one)) and last < day
    ]
    return tuple(sorted(plans, key=lambda plan: (plan.on or day, plan.claim)))


def last_day(one: Live) -> date | None:
    """Give the last day a claim sets to itself; None if it sets none that is a date."""
    days = [_operand(cond) for cond in one.claim.conditions if cond.type is CondType.UNTIL_DATE]
    return max((last for last in days if last), default=None)


def _operand(cond: Cond) -> date | None:
    try:
        return When.parse(cond.operand).latest if isinstance(cond.operand, str) else None
    except DateError:
        return None


def closing(
    facet: StatusFacet, held: Sequence[Held], ended: Closing | None, kind: Kind
) -> Closing | None:
    """Give why and since when a line is closed, if it is."""
    by_id = {one.id: one for one in facet.standing}
    for hold in held:
        if hold.value in _ENDING and hold.by is Voice.OWN and hold.claim in by_id:
            said = _latest(by_id[hold.claim].claim.time_said)
            return Closing(why=hold.value, claim=hold.claim, on=said)
    if ended:
        return ended
    if kind in COUNTED and facet.statuses[:1] == (Status.DONE,):
        done = next(one for one in facet.standing if one.status is Status.DONE)
        return Closing(why=Status.DONE, claim=done.id, on=_latest(done.claim.event))
    return None
