"""From a draft to the claim it becomes under one case's policy and actors.

The interval is made here and nowhere else; the quote is copied from the report's text. What a
reader was unsure of travels in the note.
"""

import attrs

from panah.domain.actor import Actors
from panah.domain.claim import Claim, Cond, Hop, How, Kind, Mood
from panah.domain.group import Group
from panah.domain.quantity import Hedge, Measure, Qty, Unit
from panah.domain.reading import ActorRef, Draft, Flag, PlaceRef, Polarity, TimeRef
from panah.domain.report import Report
from panah.domain.when import When
from panah.reading.policy import Policy

__all__ = ["UNKNOWN_PUBLISHER", "again", "claim"]

UNKNOWN_PUBLISHER = "unknown publisher"
"""Who stands at the end of the chain when nobody said who published a report."""

_COUNTED = frozenset({Kind.HOSTING, Kind.MOVEMENT, Kind.POPULATION})
_BELOW = ("fewer than", "less than", "under ", "below ", "lower than")


def claim(draft: Draft, report: Report, *, policy: Policy, actors: Actors) -> Claim:
    """Give the claim a draft becomes."""
    text = report.text
    return Claim(
        report=report.id,
        kind=draft.kind,
        subject=_subject(draft, text, actors),
        counterpart=_actor(draft.counterpart, actors),
        chain=_chain(draft, report, actors),
        span=draft.quote,
        quote=text[draft.quote.start : draft.quote.end],
        group=_group(draft, text),
        qty=_qty(draft, text, policy),
        place=_place(draft.place),
        from_=_place(draft.from_),
        to=_place(draft.to),
        via=_place(draft.via),
        status=draft.status,
        hold=draft.hold,
        mode=draft.mode,
        mood=draft.mood,
        conditions=_conditions(draft, text),
        event=_event(draft, report),
        said=_when(draft.said) or report.published,
        verbatim=draft.verbatim,
        note=_note(draft, text),
        made_by=attrs.evolve(draft.made_by, policy=policy.hash),
    )


def _actor(ref: ActorRef | None, actors: Actors) -> str | None:
    if ref is None:
        return None
    return ref.key or actors.resolve(" ".join(ref.name.split()))


def _subject(draft: Draft, text: str, actors: Actors) -> str:
    """Give whom it is about: the party, else the group, else the place."""
    if draft.subject is not None:
        return _actor(draft.subject, actors) or draft.subject.name
    if draft.group is not None:
        return " ".join(text[draft.group.span.start : draft.group.span.end].split())
    for place in (draft.place, draft.from_, draft.to):
        if place is not None:
            return place.code or place.name
    return "not stated"


def _place(ref: PlaceRef | None) -> str | None:
    return (ref.code or ref.name) if ref else None


def _chain(draft: Draft, report: Report, actors: Actors) -> tuple[Hop, ...]:
    hops = [
        Hop(
            actor=_actor(hop.actor, actors) or "unnamed",
            how=hop.how,
            of=hop.actor.of if hop.actor else None,
            medium=hop.medium,
            on=_when(hop.on),
        )
        for hop in draft.chain
        if hop.actor is not None
    ]
    caption = any(hop.actor is None and hop.how is How.CAPTION for hop in draft.chain)
    publisher = report.publisher or UNKNOWN_PUBLISHER
    how = How.CAPTION if caption or Flag.CAPTION in draft.flags else How.REPORTED
    return (*hops, Hop(actor=actors.resolve(publisher), how=how))


def _group(draft: Draft, text: str) -> Group | None:
    if draft.group is None:
        return None
    ref = draft.group
    return Group(
        label=" ".join(text[ref.span.start : ref.span.end].split()),
        origin=ref.origin,
        pop=ref.pop,
        profile=ref.profile,
        needs=ref.needs,
    )


def _qty(draft: Draft, text: str, policy: Policy) -> Qty | None:
    """Give the amount with its interval; "not stated" where one is at issue."""
    if draft.amount is None:
        if draft.kind in _COUNTED and draft.group is not None:
            measure = Measure.CAPACITY if draft.kind is Kind.HOSTING else None
            return Qty(lo=0, hi=None, hedge=Hedge.UNSPECIFIED, unit=Unit.PERSON, measure=measure)
        return None
    amount = draft.amount
    worded = text[amount.worded.start : amount.worded.end]
    return policy.qty(
        hedge=amount.hedge,
        stated=amount.stated,
        worded=worded,
        decided=amount.decided,
        below=worded.lower().startswith(_BELOW),
        unit=amount.unit,
        measure=amount.measure,
    )


def again(qty: Qty, policy: Policy) -> Qty:
    """Give an amount as a policy reads its words, whatever policy it was recorded under."""
    return policy.qty(
        hedge=qty.hedge,
        stated=qty.stated,
        worded=qty.worded,
        decided=qty.decided,
        below=qty.worded.lower().startswith(_BELOW),
        unit=qty.unit,
        measure=qty.measure,
    )


def _conditions(draft: Draft, text: str) -> tuple[Cond, ...]:
    return tuple(
        Cond(type=one.type, text=text[one.span.start : one.span.end], operand=one.operand)
        for one in draft.conditions
        if one.type is not None
    )


def _when(ref: TimeRef | None) -> When | None:
    return ref.when if ref else None


def _event(draft: Draft, report: Report) -> When | None:
    """Give when it was so; a fact without a date is open up to the day it was said."""
    if draft.event is not None and draft.event.when is not None:
        return draft.event.when
    said = _when(draft.said) or report.published
    if said is None:
        return None
    if draft.mood is Mood.IS and said.end is not None:
        return When(None, said.end)
    return None


_FLAG_ORDER = tuple(Flag)


def _note(draft: Draft, text: str) -> str:
    """Write what a reviewer should look at: flags, polarity, conditions without a type."""
    parts = []
    if draft.polarity is Polarity.UNSURE:
        parts.append("may be denied by its words")
    if draft.flags:
        parts.append(", ".join(flag.value for flag in _FLAG_ORDER if flag in draft.flags))
    parts += [
        f"on condition: {text[one.span.start : one.span.end]}"
        for one in draft.conditions
        if one.type is None
    ]
    return "; ".join(parts)
