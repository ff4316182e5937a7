"""What stood on a day: lines, their cells, and everything that could not be said.

A line is one matter reconciled. Each cell carries the claims it used, those retired, and the rule
that retired them: that is the citation behind every number.
"""

from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from panah.domain.claim import Claim, Cond, Hold, Kind, Mood, PlanningClass, Status
from panah.domain.entry import Grade, Relation
from panah.domain.matter import Matter
from panah.domain.quantity import Interval, Measure, Unit
from panah.domain.report import Report
from panah.domain.when import PartialDate

if TYPE_CHECKING:
    import polars as pl

__all__ = [
    "BorneOut",
    "Closing",
    "Finding",
    "Gap",
    "Happening",
    "Held",
    "Line",
    "Linked",
    "NumberCell",
    "Retired",
    "Rule",
    "Situation",
    "Standing",
    "StatusCell",
    "TermCell",
    "Total",
    "View",
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


@attrs.frozen(kw_only=True)
class View:
    """Which question is asked: three clocks and two switches.

    Parameters
    ----------
    as_of
        The day in the world.
    as_known
        The moment up to which the ledger is read.
    as_public
        Only reports that anyone could have read by then; None for all.
    strict
        Count only what is agreed or firmer.
    drafts
        Also take claims that were read and not decided; they are marked.
    """

    as_of: date
    as_known: datetime
    as_public: datetime | None = None
    strict: bool = False
    drafts: bool = False


@attrs.frozen(kw_only=True)
class Standing:
    """A claim in its place in the ledger.

    Parameters
    ----------
    claim, report, matter
        What it says, where it was published, and under which matter it is gathered.
    seq
        Where the ledger first heard of it: ties are broken by it.
    accepted
        False in the drafts view for what nobody has decided.
    grade
        The better of the grades given to the claim and to its first voice.
    """

    claim: Claim
    report: Report
    matter: str
    seq: int
    accepted: bool = True
    grade: Grade = attrs.field(factory=Grade)


@attrs.frozen(kw_only=True)
class Linked:
    """A link between two claims that are both known."""

    source: str
    target: str
    relation: Relation
    key: str = ""


@attrs.frozen(kw_only=True)
class Finding:
    """Something that looks wrong, or that a person must settle.

    Parameters
    ----------
    what
        Stable short name: ``decided_twice``, ``part_exceeds_whole``, ``revised_down``.
    on
        Ids of the claims, matters or files it is about.
    text
        What is wrong, where, and what would be right.
    """

    what: str
    on: tuple[str, ...]
    text: str


@attrs.frozen(kw_only=True)
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
class Gap:
    """What the brief needs and nobody stated, as a question."""

    matter: str
    facet: str
    ask: str
    question: str


@attrs.frozen(kw_only=True)
class Line:
    """One matter on one day, as known at one moment.

    Parameters
    ----------
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
    def is_disputed(self) -> bool:
        """Whether sources differ in it."""
        return bool(self.conflicts) or any(cell.conflict for cell in self.numbers)


@attrs.frozen(kw_only=True)
class Total:
    """A sum over lines whose scopes are provably apart (R11).

    Parameters
    ----------
    amount
        Sum of the low ends and of the high ends; None when no line has a number.
    parts
        Matters added.
    without_number
        Matters of the class that state no number; counted, not added.
    disputed, planning_class
        A part was a conflict, added by its hull; the class added, None outside capacity.
    """

    unit: Unit
    measure: Measure | None
    mood: Mood
    amount: Interval | None
    parts: tuple[str, ...]
    without_number: tuple[str, ...] = ()
    disputed: bool = False
    planning_class: PlanningClass | None = None


@attrs.frozen(kw_only=True)
class Situation:
    """All lines of one view, as tables, with what they rest on.

    Parameters
    ----------
    view, head
        The question, and the hash of the last ledger entry read: they reproduce the answer.
    detail, standing
        The lines with their cells and citations; every claim they rest on, by id.
    table
        Makes a table by its name; each is made when it is first asked for, and its columns stand
        in ``domain/tables``.
    gaps
        What nobody stated, and whom to ask.
    totals, refusals
        Sums that may be made, and why others may not.
    withheld
        How many claims were left out because their reports are restricted.
    """

    view: View
    head: str
    detail: tuple[Line, ...]
    standing: dict[str, Standing]
    links: tuple[Linked, ...]
    gaps: tuple[Gap, ...]
    totals: tuple[Total, ...]
    refusals: tuple[str, ...]
    findings: tuple[Finding, ...]
    withheld: int = 0
    table: Callable[[str], "pl.DataFrame"] = attrs.field(repr=False, eq=False)

    @cached_property
    def lines(self) -> "pl.DataFrame":
        """Every line, one row a number."""
        return self.table("lines")

    @cached_property
    def offers(self) -> "pl.DataFrame":
        """The offers of places, one row an offer."""
        return self.table("offers")

    @cached_property
    def capacity(self) -> "pl.DataFrame":
        """Places by host, as firm, ready or possible."""
        return self.table("capacity")

    @cached_property
    def displaced(self) -> "pl.DataFrame":
        """Who moved or was displaced, and who is where."""
        return self.table("displaced")

    @cached_property
    def camps(self) -> "pl.DataFrame":
        """Camps and other sites."""
        return self.table("camps")

    @cached_property
    def stocks(self) -> "pl.DataFrame":
        """Depots, stocks and support in kind."""
        return self.table("stocks")

    @cached_property
    def access(self) -> "pl.DataFrame":
        """Borders, airports, embassies."""
        return self.table("access")

    @cached_property
    def conflicts(self) -> "pl.DataFrame":
        """Where sources differ, and what leads."""
        return self.table("conflicts")

    @cached_property
    def claims(self) -> "pl.DataFrame":
        """The claims the lines rest on, with their words."""
        return self.table("claims")

    def claim(self, key: str) -> Claim:
        """Give a claim the lines rest on."""
        return self.standing[key].claim
