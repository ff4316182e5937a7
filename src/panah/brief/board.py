"""The offer board: one row an offer, with what it is worth to a planner and whose words it is."""

from collections.abc import Iterator, Mapping, Sequence

from panah.brief.facts import IN_USE, status_words
from panah.brief.model import Mark, Offer, Sentence
from panah.brief.voice import attributed, joined, ours, quoted, said_on, worded
from panah.brief.words import amount
from panah.domain.claim import CondType, Hold, Kind, Mood, PlanningClass
from panah.domain.dossier import PERSONS, ROOM, Dossier
from panah.domain.line import Held, NumberCell, Voice
from panah.domain.quantity import FAMILIES, Interval
from panah.domain.situation import Situation

__all__ = ["board"]

_ORDER = (
    *(PlanningClass.FIRM, PlanningClass.READY, PlanningClass.POSSIBLE, PlanningClass.CLOSED),
    None,
)
_NOT_STATED = "not stated"


def board(situation: Situation, told: Sequence[Dossier]) -> tuple[Offer, ...]:
    """Give the offers: hosts with the firmest and largest offer first, each host's together."""
    rows: dict[str, Iterator[Mapping[str, object]]] = {}
    for matter, some in _by_matter(situation).items():
        rows[matter] = iter(some)
    offers = [
        (_rank(row, cell), _offer(one, cell, row))
        for one in told
        if one.line.kind is Kind.HOSTING
        for cell in one.room or (None,)
        for row in (next(rows[one.line.matter.id]),)
    ]
    first: dict[str, tuple[int, float]] = {}
    for rank, offer in offers:
        first[offer.host] = min(rank, first.get(offer.host, rank))
    offers.sort(key=lambda pair: (first[pair[1].host], pair[1].host, pair[0], pair[1].title))
    return tuple(offer for _, offer in offers)


def _by_matter(situation: Situation) -> dict[str, list[Mapping[str, object]]]:
    groups: dict[str, list[Mapping[str, object]]] = {}
    for row in situation.rows("offers"):
        groups.setdefault(row["matter"], []).append(row)
    return groups


def _rank(row: Mapping[str, object], cell: NumberCell | None) -> tuple[int, float]:
    name = row["class"]
    place = _ORDER.index(PlanningClass(str(name)) if name and row["counted"] else None)
    return (place, -cell.amount.top if cell else 0.0)


def _offer(one: Dossier, cell: NumberCell | None, row: Mapping[str, object]) -> Offer:
    lead = cell.lead if cell else one.lead
    name = row["class"]
    planning_class = PlanningClass(str(name)) if name else None
    return Offer(
        host=str(row["host_name"]),
        title=one.line.matter.title,
        role=str(row["role"] or _NOT_STATED),
        number=worded(one, cell) if cell else _silent(one),
        mark=_mark(one, cell, planning_class),
        for_whom=_list(row["for_whom"]),
        duration=_duration(one, row),
        onward=_list(row["onward"]),
        condition=_condition(one, row),
        status=status_words(one),
        planning_class=planning_class,
        counted=bool(row["counted"]),
        used=_used(one, row),
        source=_source(one, lead),
        tags=tuple(_tags(one, row)),
    )


def _silent(one: Dossier) -> Sentence:
    """Give an offer of room for families as it is worded; else say that nobody gave a number."""
    cells = one.numbers(units=FAMILIES, measures=ROOM)
    if cells:
        return tuple(run for cell in cells for run in worded(one, cell))
    keys = one.line.status.claims if one.line.status else one.line.claims
    return (ours("number not stated", *keys),)


def _mark(one: Dossier, cell: NumberCell | None, name: PlanningClass | None) -> Mark:
    own = next((held for held in one.line.holds if held.by is Voice.OWN), None)
    qty = one.claim(cell.lead).qty if cell else None
    is_counted = qty is not None and cell is not None and cell.factor is None
    return Mark(
        amount=cell.amount if cell else None,
        hedge=qty.hedge if qty else None,
        stated=qty.stated[0] if qty and is_counted and len(qty.stated) == 1 else None,
        planning_class=name,
        mood=cell.mood if cell else Mood.IS,
        hold=own.value if own else Hold.LIVE,
        conflict=cell.conflict if cell else False,
    )


def _duration(one: Dossier, row: Mapping[str, object]) -> Sentence:
    if not row["duration"] and not row["until"]:
        return (ours(_NOT_STATED),)
    term = "duration" if row["duration"] else CondType.UNTIL_DATE
    keys = [key for cell in one.line.terms if cell.term == term for key in cell.claims]
    words = _list(row["duration"]) if row["duration"] else str(row["until"])
    return (ours(words, *keys),)


def _condition(one: Dossier, row: Mapping[str, object]) -> Sentence:
    if not row["condition"]:
        return (ours("none stated"),)
    keys = [
        key
        for key in one.line.claims
        if any(cond.type is not CondType.UNTIL_DATE for cond in one.claim(key).conditions)
    ]
    return (ours(_list(row["condition"]), *keys),)


def _used(one: Dossier, row: Mapping[str, object]) -> Sentence:
    if row["used_low"] is None:
        return (ours(_NOT_STATED),)
    used = f"{amount(_interval(row, 'used'))} used"
    keys = [key for cell in one.numbers(units=PERSONS, measures=IN_USE) for key in cell.claims]
    if row["outstanding_low"] is None:
        return (ours(used, *keys),)
    left = f"{amount(_interval(row, 'outstanding'))} outstanding"
    offered = [key for cell in one.room for key in cell.claims]
    return (ours(used, *keys), ours("; "), ours(left, *dict.fromkeys((*keys, *offered))))


def _interval(row: Mapping[str, object], name: str) -> Interval:
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    return Interval(
        low if isinstance(low, float) else 0.0, high if isinstance(high, float) else None
    )


def _source(one: Dossier, lead: str) -> Sentence:
    who, when = attributed(one, lead), said_on(one, lead)
    return (ours(f"{who}, {when}: "), quoted(one, lead))


def _tags(one: Dossier, row: Mapping[str, object]) -> Iterator[str]:
    yield from dict.fromkeys(_held(held) for held in one.line.holds)
    if row["disputed"]:
        yield "sources differ"
    if one.line.read_with:
        yield "read with …"
    if not one.line.counted:
        yield "not counted"
    if one.line.unreviewed:
        yield "not reviewed"


def _held(held: Held) -> str:
    return held.value.value if held.by is Voice.OWN else f"said {held.value}"


def _list(values: object) -> str:
    words = [str(value) for value in values] if isinstance(values, list) else []
    return joined(words) if words else _NOT_STATED
