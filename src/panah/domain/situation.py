"""What stood on a day: every line, what it rests on, and everything that could not be said."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs

from panah.domain.claim import Claim, Mood, PlanningClass
from panah.domain.entry import Grade, Relation
from panah.domain.finding import Finding
from panah.domain.line import Line
from panah.domain.quantity import Factor, Interval, Measure, Unit
from panah.domain.report import Report, Sensitivity

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Gap", "Linked", "Situation", "Standing", "Total", "View"]


@attrs.frozen(kw_only=True)
class View:
    """Which question is asked: three clocks, two switches, and who may see.

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
    level
        Leave out claims whose report is more sensitive.
    policy
        The reading policy that is tried in place of the case's, by name and hash; empty for none.
        Such a view is looked at and never published.
    """

    as_of: date
    as_known: datetime
    as_public: datetime | None = None
    strict: bool = False
    drafts: bool = False
    level: Sensitivity = Sensitivity.PUBLIC
    policy: str = ""


@attrs.frozen
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
class Gap:
    """What the brief needs and nobody stated, as a question about a matter by its title."""

    matter: str
    title: str
    facet: str
    ask: str
    question: str


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
    factors
        With which persons were made of parts that are families, households or cases.
    """

    unit: Unit
    measure: Measure | None
    mood: Mood
    amount: Interval | None
    parts: tuple[str, ...]
    without_number: tuple[str, ...] = ()
    disputed: bool = False
    planning_class: PlanningClass | None = None
    factors: tuple[Factor, ...] = ()


@attrs.frozen(kw_only=True)
class Situation:
    """All lines of one view, as tables, with what they rest on.

    Parameters
    ----------
    view, head
        The question, and the hash of the last ledger entry read: they reproduce the answer.
    detail, standing
        The lines with their cells and citations; every claim they rest on, by id.
    table, rows
        Make a table by its name, or its rows as plain values; each is made when it is first asked
        for, and its columns stand in ``domain/tables``.
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
    rows: Callable[[str], Sequence[Mapping[str, Any]]] = attrs.field(repr=False, eq=False)

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
