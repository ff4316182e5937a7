"""A line: one matter reconciled, cell by cell.

Each cell carries the claims it used, those retired, and the rule that retired them: that is the
citation behind every number.
"""

from datetime import date
from enum import StrEnum

import attrs

from panah.domain.claim import Cond, Hold, Kind, Mood, PlanningClass, Status
from panah.domain.finding import Finding
from panah.domain.matter import Matter
from panah.domain.quantity import Factor, Interval, Measure, Unit
from panah.domain.when import PartialDate

__all__ = [
    "BorneOut",
    "Closing",
    "Happening",
    "Held",
    "Line",
    "NumberCell",
    "Retired",
    "Rule",
    "StatusCell",
    "TermCell",
    "Voice",
]


class Rule(StrEnum):
    """The rules by which claims become a situation: docs/method/rules.md."""

    R1 = "R1"
    R2 = "R2"
    R3 = "R3"
    R4 = "R4"
    R5 = "R5"
    R6 = "R6"
    R7 = "R7"
    R8 = "R8"
    R9 = "R9"
    R10 = "R10"
    R11 = "R11"
    R12 = "R12"
    R13 = "R13"
    R14 = "R14"


class Voice(StrEnum):
    """Whether a hold is the host's own or told by somebody else."""

    OWN = "own"
    THIRD_PARTY = "third party"


@attrs.frozen
class Retired:
    """A claim that no longer fills a cell, with the rule and the claim or link that retired it."""

    claim: str
    rule: Rule
    by: str


@attrs.frozen(kw_only=True)
class StatusCell:
    """How far a matter has come: a range, planned on its low end."""

    low: Status
    high: Status
    lead: str
    voices: int
    claims: tuple[str, ...]
    retired: tuple[Retired, ...] = ()
    possibly_one: tuple[tuple[str, str], ...] = ()


@attrs.frozen(kw_only=True)
class Happening:
    """One dated event of a matter that is listed, not ranged; newest first."""

    claim: str
    status: Status


@attrs.frozen(kw_only=True)
class Held:
    """What stands in the way of a line, and in whose voice it was said."""

    value: Hold
    by: Voice
    claim: str


@attrs.frozen(kw_only=True)
class NumberCell:
    """One number of a line.

    Parameters
    ----------
    amount
        The intersection of the claims used; their hull when they conflict.
    conflict
        The claims cannot all be right.
    start
        For a running total: from when it counts.
    voices, voices_least
        Distinct first voices; fewer if the pairs in `possibly_one` are one source (R7).
    claims, older
        The claims used, and those retired by date (R6).
    retired
        All that were retired, each with its rule.
    conditional
        The amounts hang on an if-condition: they are outlook, never capacity (R4).
    factor
        With which persons were made of families, households or cases; None where none were.
    """

    unit: Unit | None
    measure: Measure | None
    mood: Mood
    amount: Interval
    conflict: bool
    lead: str
    voices: int
    voices_least: int
    claims: tuple[str, ...]
    from_: str | None = None
    to: str | None = None
    subject: str | None = None
    start: PartialDate | None = None
    older: tuple[str, ...] = ()
    retired: tuple[Retired, ...] = ()
    possibly_one: tuple[tuple[str, str], ...] = ()
    is_revision: bool = False
    conditional: bool = False
    factor: Factor | None = None


@attrs.frozen(kw_only=True)
class TermCell:
    """One term of a line: mode, duration, onward destination, for whom, or a condition."""

    term: str
    values: tuple[str, ...]
    lead: str
    claims: tuple[str, ...]
    conditions: tuple[Cond, ...] = ()
    retired: tuple[Retired, ...] = ()


@attrs.frozen(kw_only=True)
class Closing:
    """Why and since when a line is closed or due (R12)."""

    why: str
    claim: str
    on: date | None
    due: bool = False


@attrs.frozen(kw_only=True)
class BorneOut:
    """A warning that a later fact fulfilled."""

    claim: str
    by: str
    on: date | None


@attrs.frozen(kw_only=True)
class Line:
    """One matter on one day, as known at one moment.

    Parameters
    ----------
    within
        The matters it is part of, innermost first: numbers of theirs are never added to its own.
    status
        None when there is only an outlook, or the matter's events are listed.
    happenings
        For matters whose events are listed: newest first.
    planning_class
        The class of the low status, before closing; None for kinds that are not counted.
    counted
        Whether it counts in capacity: live, no own-voice hold, not closed.
    outlook
        Claims about what will or may be, and conditional ones; without those borne out.
    history, older
        Retired by an `updates` link in some facet; retired by date in the status.
    retired
        Retired where no cell shows it: among events that are listed, or in a facet that nothing
        fills any more.
    lead, voices
        The claim whose words lead, and distinct first voices over the whole line.
    """

    matter: Matter
    claims: tuple[str, ...]
    status: StatusCell | None
    planning_class: PlanningClass | None
    voices: int
    voices_least: int
    within: tuple[str, ...] = ()
    happenings: tuple[Happening, ...] = ()
    counted: bool = False
    holds: tuple[Held, ...] = ()
    numbers: tuple[NumberCell, ...] = ()
    terms: tuple[TermCell, ...] = ()
    outlook: tuple[str, ...] = ()
    borne_out: tuple[BorneOut, ...] = ()
    conflicts: tuple[tuple[str, str], ...] = ()
    read_with: tuple[tuple[str, str], ...] = ()
    lead: str | None = None
    history: tuple[str, ...] = ()
    older: tuple[str, ...] = ()
    retired: tuple[Retired, ...] = ()
    closing: Closing | None = None
    evidence: tuple[str, ...] = ()
    unreviewed: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def kind(self) -> Kind:
        """The kind of its matter."""
        return self.matter.kind

    @property
    def traces(self) -> tuple[tuple[str, Retired], ...]:
        """Claims that no longer fill a facet, and which; empty where no cell is left (R13)."""
        return (
            *(("status", one) for one in (self.status.retired if self.status else ())),
            *(("number", one) for cell in self.numbers for one in cell.retired),
            *((cell.term, one) for cell in self.terms for one in cell.retired),
            *(("", one) for one in self.retired),
        )

    @property
    def is_disputed(self) -> bool:
        """Whether sources differ in it."""
        return bool(self.conflicts) or any(cell.conflict for cell in self.numbers)
