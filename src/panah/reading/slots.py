"""Fills the slots of a draft from the words a second reader pointed at, collecting doubts."""

import re

from panah.domain.claim import How, Kind, Span, Status
from panah.domain.quantity import Hedge, Measure
from panah.domain.reading import (
    ActorRef,
    Amount,
    CondRef,
    Flag,
    GroupRef,
    HopRef,
    PlaceRef,
    TimeRef,
    TimeRole,
)
from panah.reading import resolved
from panah.reading.counted import unit_of
from panah.reading.evidence import Evidence
from panah.reading.languages.tables import language
from panah.reading.marked import Marked
from panah.reading.numbers import Quantity
from panah.reading.resolved import Tables
from panah.reading.warrant import warrants

__all__ = ["Slots"]

_A_TIME = re.compile(
    r"(?:\s+[^\W\d_]+){0,4}\s+(?:(?:a|per|each|every)\s+(?:day|week|month|year)|daily|weekly|monthly)\b",
    re.IGNORECASE,
)
"""Behind an amount: so many in every such time, and not in all."""
_DECIDING = frozenset({Status.ANNOUNCED, Status.AGREED})


class Slots:
    """One draft's slots; `flags` grows as they are filled."""

    def __init__(self, claim: Marked, evidence: Evidence, tables: Tables) -> None:
        self.flags: set[Flag] = set(evidence.flags)
        self._claim = claim
        self._evidence = evidence
        self._tables = tables

    def subject(self) -> ActorRef | None:
        """Give whom the claim is about."""
        span = self._span("subject")
        if span is None:
            return None
        cue = self._span("status") or self._span("hold")
        ref, flags = resolved.subject(span, self._evidence, self._tables, cue)
        self.flags |= flags
        return ref

    def counterpart(self, subject: ActorRef | None) -> ActorRef | None:
        """Give who asked, or for or with whom."""
        span = self._span("counterpart")
        if span is None:
            return None
        ref = resolved.party(span, self._evidence, self._tables)
        own = {subject.key, subject.of} if subject else set()
        if ref.key in own or not self._evidence.holds(span):
            self.flags.add(Flag.SUBJECT_INFERRED)
        others = resolved.countries(self._evidence.quote, self._evidence, self._tables)
        if others - own - {ref.key, ref.of}:
            self.flags.add(Flag.SUBJECT_INFERRED)
        return ref

    def place(self, slot: str) -> PlaceRef | None:
        """Give the place of a slot: ``place``, ``from``, ``to`` or ``via``."""
        span = self._span(slot)
        if span is None:
            return None
        ref, flags = resolved.place(slot, span, self._evidence, self._tables)
        self.flags |= flags
        return ref

    def time(self, role: TimeRole) -> TimeRef | None:
        """Give when it is so, or when it was said."""
        span = self._span(role.value)
        if span is None:
            return None
        ref, flags = resolved.time(span, role, self._evidence, self._tables)
        self.flags |= flags
        return ref

    def chain(self) -> tuple[HopRef, ...]:
        """Give the voices that the report passes on, the first voice first."""
        hops = []
        if speaker := self._span("speaker"):
            ref = resolved.party(speaker, self._evidence, self._tables)
            is_named = ref.key is not None or not warrants().is_unnamed(ref.name)
            if not is_named:
                self.flags.add(Flag.HEARSAY)
            hops.append(HopRef(actor=ref, how=How.SAID if is_named else How.UNNAMED))
        if agency := self._span("publisher"):
            ref = resolved.party(agency, self._evidence, self._tables)
            hops.append(HopRef(actor=ref, how=How.QUOTED if hops else How.REPORTED))
        return tuple(hops)

    def conditions(self) -> tuple[CondRef, ...]:
        """Give what it hangs on."""
        span = self._span("condition")
        if span is None:
            return ()
        words = self._evidence.words(span)
        return (CondRef(type=warrants().condition_of(words), span=span),)

    def amount(self, quantity: Quantity) -> Amount:
        """Give the amount; what the reader left out of its wording, or put else, is a doubt.

        So is every amount in a language whose hedges no table of ours has.
        """
        shown = self._span("quantity")
        is_whole = shown is not None and (
            shown.start <= quantity.span.start and quantity.span.end <= shown.end
        )
        spoken = language(self._tables.lang)
        is_bare = spoken is not None and not spoken.numbers
        if not is_whole or is_bare or set(self._claim.numbers) - set(quantity.stated):
            self.flags.add(Flag.VALUE_DIFFERS)
        self.flags |= quantity.flags
        is_rate = _A_TIME.match(self._evidence.text, quantity.span.end) is not None
        decided = self._is_decided(quantity) and not is_rate
        if decided:
            self.flags.add(Flag.DECIDED_INFERRED)
        return Amount(
            worded=quantity.span,
            hedge=quantity.hedge,
            stated=quantity.stated,
            decided=decided,
            unit=unit_of(quantity, self._evidence, self._tables),
            measure=Measure.RATE if is_rate else self._measure(quantity, decided=decided),
        )

    def _is_decided(self, quantity: Quantity) -> bool:
        is_promise = self._claim.kind is Kind.HOSTING and self._claim.status in _DECIDING
        return is_promise and quantity.hedge is Hedge.EXACT

    def _measure(self, quantity: Quantity, *, decided: bool) -> Measure | None:
        if quantity.share:
            return Measure.SHARE
        if self._claim.kind is Kind.POPULATION:
            return Measure.STOCK
        if self._claim.kind is not Kind.HOSTING:
            return None
        is_ceiling = decided or quantity.hedge is Hedge.UP_TO
        return Measure.CEILING if is_ceiling else Measure.CAPACITY

    def group(self) -> GroupRef | None:
        """Give the group in its words, with where they come from if the words say it."""
        span = self._span("group")
        if span is None:
            return None
        origins = resolved.countries(span, self._evidence, self._tables, people=True)
        origin = origins.pop() if len(origins) == 1 else None
        return GroupRef(span=span, origin=origin)

    def _span(self, slot: str) -> Span | None:
        return self._evidence.spans.get(f"{slot}_text")
