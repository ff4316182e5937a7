"""What a reader makes of a report: drafts with exact words, and what it left unread.

A reader never gives an interval: it gives the wording, the hedge and the figures that stand in the
text. Every value of a draft can be read again from its span, or `via` says from where it was
inherited. Nothing here counts before a person accepts it.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Protocol

import attrs

from panah.domain.claim import (
    Claim,
    CondType,
    Hold,
    How,
    Kind,
    MadeBy,
    Mode,
    Mood,
    Span,
    Status,
)
from panah.domain.group import Need, Pop, Profile
from panah.domain.quantity import Hedge, Measure, Unit
from panah.domain.report import Report
from panah.domain.when import When
from panah.errors import ClaimError

__all__ = [
    "ActorRef",
    "Amount",
    "CondRef",
    "Cut",
    "Draft",
    "Failure",
    "Flag",
    "GroupRef",
    "HopRef",
    "PlaceRef",
    "Polarity",
    "Proposal",
    "Reading",
    "ReadingContext",
    "Refused",
    "TextReader",
    "TimeRef",
    "TimeRole",
    "Unread",
    "Via",
]


class Via(StrEnum):
    """Where a place or an actor was taken from."""

    NAME = "name"
    ALIAS = "alias"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    ROLE = "role"
    PRONOUN = "pronoun"
    HEADING = "heading"
    ANTECEDENT = "antecedent"
    DOCUMENT = "document"


class Polarity(StrEnum):
    """Whether the words assert, deny, or leave the reader unsure."""

    PLUS = "+"
    MINUS = "-"
    UNSURE = "?"


class TimeRole(StrEnum):
    """What a date in the text dates."""

    EVENT = "event"
    SAID = "said"
    DEADLINE = "deadline"
    VALIDITY = "validity"


class Flag(StrEnum):
    """What a reviewer should look at."""

    POLARITY = "polarity"
    PLACE_INFERRED = "place_inferred"
    SUBJECT_INFERRED = "subject_inferred"
    MODE_INFERRED = "mode_inferred"
    DECIDED_INFERRED = "decided_inferred"
    DATE_UNANCHORED = "date_unanchored"
    DIGIT_GROUPING = "digit_grouping"
    INCREMENT = "increment"
    PARTIAL = "partial"
    ANTECEDENT = "antecedent"
    QUOTE_REPEATED = "quote_repeated"
    UNKNOWN_PLACE = "unknown_place"
    TENSE = "tense"
    VALUE_DIFFERS = "value_differs"
    HEARSAY = "hearsay"
    EDITOR_INSERTION = "editor_insertion"
    CAPTION = "caption"
    MERGED = "merged"
    SENTENCE_CUT = "sentence_cut"
    INSTRUCTION_LIKE = "instruction_like"
    MATTER_UNCERTAIN = "matter_uncertain"


@attrs.frozen(kw_only=True)
class Amount:
    """An amount as written; the interval comes from the reading policy, at `record`."""

    worded: Span
    hedge: Hedge
    stated: tuple[float, ...] = ()
    decided: bool = False
    unit: Unit | None = None
    measure: Measure | None = None


@attrs.frozen(kw_only=True)
class PlaceRef:
    """A place the text names; `others` are the readings that lost, with their scores."""

    code: str | None
    name: str
    span: Span
    via: Via = Via.NAME
    others: tuple[tuple[str, float], ...] = ()


@attrs.frozen(kw_only=True)
class ActorRef:
    """A party the text names: `key` when it is known, `of` whom it speaks for."""

    key: str | None
    name: str
    span: Span
    via: Via = Via.NAME
    role: Span | None = None
    of: str | None = None


@attrs.frozen(kw_only=True)
class GroupRef:
    """A group the text names; the words are those of `span`."""

    span: Span
    origin: str | None = None
    pop: Pop | None = None
    profile: frozenset[Profile] = frozenset()
    needs: frozenset[Need] = frozenset()


@attrs.frozen(kw_only=True)
class TimeRef:
    """A time the text names; `when` is None while nothing anchors it."""

    when: When | None
    role: TimeRole
    span: Span
    anchored: bool = True


@attrs.frozen(kw_only=True)
class CondRef:
    """A condition in the text; `type` is None when none of the seven fits."""

    type: CondType | None
    span: Span
    operand: str | float | None = None


@attrs.frozen(kw_only=True)
class HopRef:
    """One step of the attribution; the publisher's own hop has no actor."""

    actor: ActorRef | None
    how: How
    medium: str = ""
    on: TimeRef | None = None


@attrs.frozen(kw_only=True)
class Draft:
    """A claim as a reader proposes it.

    Parameters
    ----------
    quote
        The shortest run of whole tokens that covers trigger, amount, status cue and host or
        place; at least three words, at most 700 characters.
    trigger
        The words that made the rule fire.
    refers_to
        Where the antecedent of an inherited amount or group stands.
    order
        Sorts the review queue and does nothing else; 0 to 1.
    """

    report: str
    quote: Span
    trigger: Span
    kind: Kind
    made_by: MadeBy
    subject: ActorRef | None = None
    counterpart: ActorRef | None = None
    group: GroupRef | None = None
    amount: Amount | None = None
    place: PlaceRef | None = None
    from_: PlaceRef | None = None
    to: PlaceRef | None = None
    via: PlaceRef | None = None
    status: Status | None = None
    hold: Hold = Hold.LIVE
    mode: Mode | None = None
    mood: Mood = Mood.IS
    conditions: tuple[CondRef, ...] = ()
    event: TimeRef | None = None
    said: TimeRef | None = None
    chain: tuple[HopRef, ...] = ()
    verbatim: bool = False
    polarity: Polarity = Polarity.PLUS
    refers_to: Span | None = None
    flags: frozenset[Flag] = frozenset()
    alternatives: tuple[Span, ...] = ()
    order: float = 0.5

    def check(self, text: str) -> None:
        """Refuse a draft that points outside the report.

        Raises
        ------
        ClaimError
            If a span lies outside the text, or the quote is longer than 700 characters.
        """
        for span in self.spans():
            if span.end > len(text):
                raise ClaimError(
                    f"a draft of {self.report[:8]} points at characters {span.start} to "
                    f"{span.end}; the text has {len(text)}"
                )
        if self.quote.end - self.quote.start > MAX_QUOTE:
            raise ClaimError(
                f"a draft of {self.report[:8]} quotes more than {MAX_QUOTE} characters "
                f"from {self.quote.start}; quote the clause that says it"
            )

    def spans(self) -> tuple[Span, ...]:
        """Give every stretch of text it points at."""
        parts = (self.amount and self.amount.worded, self.refers_to, *self.alternatives)
        refs = (
            *(self.subject, self.counterpart, self.group, self.place, self.from_, self.to),
            *(self.via, self.event, self.said, *self.conditions),
        )
        found = [self.quote, self.trigger, *(part for part in parts if part)]
        return (*found, *(ref.span for ref in refs if ref))


MAX_QUOTE = 700
"""Longest quote in characters: docs/method/reading.md; a clause, not a page."""


@attrs.frozen(kw_only=True)
class Unread:
    """A sentence that looks like a claim and gave none, or could not be read, and why."""

    span: Span
    why: str


@attrs.frozen(kw_only=True)
class Refused:
    """A draft that was not taken, with the reasons."""

    raw: Mapping[str, object]
    reasons: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Failure:
    """A stretch that a reader was to read and could not, and why; `span` None is the report."""

    span: Span | None
    why: str


@attrs.frozen(kw_only=True)
class Proposal:
    """A draft with the claim it becomes under the case's policy, actors and places."""

    draft: Draft
    claim: Claim


@attrs.frozen(kw_only=True)
class Cut:
    """Where a reader stopped before the end of a report, in characters, and why."""

    at: int
    why: str


@attrs.frozen(kw_only=True)
class Reading:
    """All that one reader made of one report; `cut` is None when it read to the end."""

    report: Report
    drafts: tuple[Draft, ...] = ()
    unread: tuple[Unread, ...] = ()
    refused: tuple[Refused, ...] = ()
    failures: tuple[Failure, ...] = ()
    warnings: tuple[str, ...] = ()
    cut: Cut | None = None


def _never() -> bool:
    return False


def _quiet(done: int, total: int) -> None:
    """Report progress to nobody."""


@attrs.frozen(kw_only=True)
class ReadingContext:
    """What a reader is given beside the report; clock and words come in from outside.

    Parameters
    ----------
    overlay
        The case's own lexicon: the parsed ``lexicon.toml``; empty for none.
    progress
        Called with sentences done and sentences in all.
    cancelled
        Asked between sentences; a true answer ends the reading, the rest is unread.
    is_late
        Asked between sentences; a true answer ends the reading as past its deadline.
    """

    overlay: Mapping[str, object] = attrs.field(factory=dict)
    progress: Callable[[int, int], None] = _quiet
    cancelled: Callable[[], bool] = _never
    is_late: Callable[[], bool] = _never


class TextReader(Protocol):
    """Reads a report's text into drafts. The same laws hold of every reader: tests/reading."""

    @property
    def name(self) -> str:
        """What it is called by: ``rules``."""
        ...

    @property
    def version(self) -> str:
        """Raised with every change that reads otherwise."""
        ...

    def read(self, report: Report, context: ReadingContext) -> Reading:
        """Give the drafts, and what was left unread."""
        ...
