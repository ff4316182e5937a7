"""A claim: one voice, one statement, one amount, with the words that support it.

A sentence with two numbers is two claims over one span; a sentence about five hosts is five. A
claim never changes: a person who reads it otherwise amends it, and both are kept.
"""

from enum import StrEnum

import attrs

from panah.domain.canonical import NOT_KEPT, canonical, digest, plain, record
from panah.domain.group import Group
from panah.domain.quantity import Qty
from panah.domain.when import When
from panah.errors import ClaimError

__all__ = [
    "IF_CONDITIONS",
    "Claim",
    "Cond",
    "CondType",
    "Hold",
    "Hop",
    "How",
    "Kind",
    "MadeBy",
    "Mode",
    "Mood",
    "PlanningClass",
    "Span",
    "Status",
]


class Kind(StrEnum):
    """What a claim is about."""

    HOSTING = "hosting"
    SUPPORT = "support"
    MOVEMENT = "movement"
    POPULATION = "population"
    FACILITY = "facility"
    ACCESS = "access"
    SECURITY = "security"
    POLICY = "policy"
    CONTEXT = "context"


class Mode(StrEnum):
    """As what people are hosted."""

    TRANSIT = "transit"
    TEMPORARY = "temporary"
    RESETTLEMENT = "resettlement"
    ASYLUM = "asylum"


class PlanningClass(StrEnum):
    """How far a planner may count on a thing."""

    POSSIBLE = "possible"
    READY = "ready"
    FIRM = "firm"
    CLOSED = "closed"


class Status(StrEnum):
    """How far a thing has come, from weakest to firmest; one order for every kind of claim."""

    ASKED = "asked"
    CONSIDERING = "considering"
    IN_TALKS = "in_talks"
    NEAR_FINAL = "near_final"
    READY = "ready"
    ANNOUNCED = "announced"
    AGREED = "agreed"
    UNDER_WAY = "under_way"
    IN_PLACE = "in_place"
    DONE = "done"

    @property
    def rank(self) -> int:
        """Place in the order: it ranks firmness, nothing else."""
        return _RANKS[self]

    @property
    def planning_class(self) -> PlanningClass:
        """The class a planner counts it in."""
        return _CLASSES[self.rank]


_RANKS = {status: rank for rank, status in enumerate(Status)}
_CLASSES = (
    *[PlanningClass.POSSIBLE] * 3,
    *[PlanningClass.READY] * 2,
    *[PlanningClass.FIRM] * 4,
    PlanningClass.CLOSED,
)


class Hold(StrEnum):
    """What stands in the way. It stands beside the status and does not replace it."""

    LIVE = "live"
    RELUCTANT = "reluctant"
    SUSPENDED = "suspended"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Mood(StrEnum):
    """Fact; plan, promise or expectation; fear, possibility or belief."""

    IS = "is"
    WILL = "will"
    MAY = "may"


class How(StrEnum):
    """How one voice passed a statement on."""

    SAID = "said"
    WROTE = "wrote"
    QUOTED = "quoted"
    REPORTED = "reported"
    UNNAMED = "unnamed"
    CAPTION = "caption"


class CondType(StrEnum):
    """What a statement hangs on."""

    IF_THREAT = "if_threat"
    IF_SAFE = "if_safe"
    IF_EXCEEDS = "if_exceeds"
    IF_AGREED = "if_agreed"
    AFTER_GUARANTEE = "after_guarantee"
    UNTIL_DATE = "until_date"
    UNTIL_SAFE_RETURN = "until_safe_return"


IF_CONDITIONS = frozenset(
    {CondType.IF_THREAT, CondType.IF_SAFE, CondType.IF_EXCEEDS, CondType.IF_AGREED}
)
"""Conditions that make an amount conditional, and so never capacity (R4)."""


@attrs.frozen
class Span:
    """A stretch of a report's text, in code points: ``[start, end)``."""

    start: int
    end: int

    def __attrs_post_init__(self) -> None:
        """Refuse a stretch that holds nothing."""
        if not 0 <= self.start < self.end:
            raise ClaimError(
                f"a span runs from 0 up to its end, got {self.start} to {self.end}; "
                f"count characters from the start of the report's text"
            )

    def overlaps(self, other: "Span") -> bool:
        """Tell whether two stretches share a character."""
        return self.start < other.end and other.start < self.end


plain.register(Span, lambda span: [span.start, span.end])


@attrs.frozen(kw_only=True)
class Hop:
    """One step of an attribution, from the first voice towards the publisher.

    Parameters
    ----------
    actor
        Who passed it on: an actor's id, or the name as worded.
    of
        Whom that actor was said to speak for: "Albania's prime minister" is of ALB.
    medium
        Through what, if named: a post, an interview.
    on
        When this voice said it, where the report tells.
    """

    actor: str
    how: How
    of: str | None = None
    medium: str = ""
    on: When | None = None


@attrs.frozen(kw_only=True)
class Cond:
    """What a statement hangs on, with its words; `operand` is the number or date it names."""

    type: CondType
    text: str
    operand: str | float | None = None


@attrs.frozen(kw_only=True)
class MadeBy:
    """Which rule, model or person made a claim, and with what."""

    reader: str
    version: str = ""
    rule: str = ""
    lexicon: str = ""
    policy: str = ""
    model: str = ""
    prompt: str = ""
    request: str = ""


@attrs.frozen
class Claim:
    """One thing that somebody said.

    Parameters
    ----------
    report
        Id of the report.
    span, quote
        Where in the report's text, and the words there, letter for letter; both None and empty
        when the report's text is not held.
    page
        The page of the report on which the quote begins, from 1, where it has pages.
    subject, counterpart
        Who does, hosts, moves or offers; for or against whom, or who asked. Actor ids, or names
        as worded.
    place, from_, to, via
        Place codes, or the place as worded. Of hosting, `to` is the onward destination.
    qty
        None: no amount is at issue. Hedge `unspecified`: one is at issue and was not given.
    event, said
        When it was so; when the first voice said it.
    chain
        The attribution; ``chain[0]`` is the first voice, the last is the publisher.
    verbatim
        The quote stands inside quotation marks and is the first voice's own words.
    label
        A name it had where it came from; not part of its identity.
    """

    report: str
    kind: Kind
    subject: str
    chain: tuple[Hop, ...]
    span: Span | None = None
    quote: str = ""
    page: int | None = None
    counterpart: str | None = None
    group: Group | None = None
    qty: Qty | None = None
    place: str | None = None
    from_: str | None = None
    to: str | None = None
    via: str | None = None
    status: Status | None = None
    hold: Hold = Hold.LIVE
    mode: Mode | None = None
    mood: Mood = Mood.IS
    conditions: tuple[Cond, ...] = ()
    event: When | None = None
    said: When | None = None
    verbatim: bool = False
    note: str = ""
    label: str = ""
    made_by: MadeBy | None = None
    _id: str = attrs.field(init=False, default="", eq=False, repr=False, metadata=NOT_KEPT)

    def __attrs_post_init__(self) -> None:
        """Refuse a claim that could not be checked later."""
        if not self.chain:
            raise ClaimError(f"the claim on {self.subject} names no voice; give at least one hop")
        if not self.subject:
            raise ClaimError(f"the claim {self.quote!r} has no subject; say whom it is about")
        if self.mode is not None and self.kind is not Kind.HOSTING:
            raise ClaimError(
                f"the claim on {self.subject} is {self.kind} and has the mode {self.mode}; "
                f"only hosting has a mode"
            )
        if (self.span is None) != (not self.quote):
            raise ClaimError(
                f"the claim on {self.subject} has a quote without a span or the reverse; "
                f"give both, or neither if the report is not held"
            )
        if self.span and len(self.quote) != self.span.end - self.span.start:
            raise ClaimError(
                f"the quote {self.quote!r} has {len(self.quote)} characters and its span "
                f"{self.span.end - self.span.start}; copy the words of the report as they are"
            )

    @property
    def id(self) -> str:
        """The key: SHA-256 of the content, without who made it and what it was called."""
        if not self._id:
            content = record(self)
            content.pop("made_by", None)
            content.pop("label", None)
            object.__setattr__(self, "_id", digest(canonical(content)))
        return self._id

    def read_as(self, qty: Qty) -> "Claim":
        """Give it with its amount as another reading policy has it, for a view: it keeps its id."""
        made = attrs.evolve(self, qty=qty)
        object.__setattr__(made, "_id", self.id)
        return made

    @property
    def name(self) -> str:
        """What to call it in print: its label, or the start of its key."""
        return self.label or self.id[:8]

    @property
    def time_said(self) -> When | None:
        """When it was said; when that is not told, when it was so."""
        return self.said or self.event

    @property
    def is_conditional(self) -> bool:
        """Whether an if-condition hangs on it."""
        return bool(self.conditions) and any(one.type in IF_CONDITIONS for one in self.conditions)
