"""The map a plan moves people over: periods, groups, places, what people are there, and lanes.

A *state* is people of one group, travelling under one promise (a track), at one node, at one
stage. A *lane* leads from one state to another and takes some days. Only the states that exist can
hold people: who is not eligible for a host has no state there, and so can never be sent.
"""

import math
from enum import StrEnum

import attrs

from panah.domain.figure import Figure, Origin
from panah.errors import PlanError

__all__ = [
    "NONE",
    "Group",
    "Lane",
    "Node",
    "NodeKind",
    "Passage",
    "Period",
    "Stage",
    "State",
    "Track",
    "grid",
]

NONE = "NONE"
"""The track of people who travel under nobody's promise."""


class NodeKind(StrEnum):
    """What a node is in the plan."""

    ORIGIN = "origin"
    GATE = "gate"
    HUB = "hub"
    CAMP = "camp"
    FINAL = "final"


class Stage(StrEnum):
    """How far people in a state have come."""

    ORIGIN = "origin"
    GATE = "gate"
    NEW = "new"
    READY = "ready"
    CAMP = "camp"
    PLACED = "placed"


class Passage(StrEnum):
    """What taking a lane means for the people who take it."""

    TO_SAFETY = "to_safety"
    WITHIN = "within"
    RETURN = "return"


_STAGES = {
    NodeKind.ORIGIN: {Stage.ORIGIN},
    NodeKind.GATE: {Stage.GATE},
    NodeKind.HUB: {Stage.NEW, Stage.READY},
    NodeKind.CAMP: {Stage.CAMP},
    NodeKind.FINAL: {Stage.PLACED},
}


@attrs.frozen
class Period:
    """A step of time: the day it begins on, counted from the start of the plan, and its length."""

    start: int
    days: int

    @property
    def last(self) -> int:
        """The last day in it."""
        return self.start + self.days - 1

    @property
    def middle(self) -> int:
        """The day on which those who leave in it are taken to leave."""
        return self.start + self.days // 2


def grid(days: int, *, daily: int = 45, step: int = 7) -> tuple[Period, ...]:
    """Give periods of one day first, then of `step` days; the last one ends with the plan.

    Raises
    ------
    PlanError
        If there is no day to plan, or a step is shorter than a day.

    Examples
    --------
    >>> [(one.start, one.days) for one in grid(12, daily=2)]
    [(0, 1), (1, 1), (2, 7), (9, 3)]
    """
    if days < 1 or daily < 0 or step < 1:
        raise PlanError(
            f"a plan needs at least one day and steps of at least one, got {days} days, {daily} "
            f"of them one by one, then steps of {step}"
        )
    fine = range(min(daily, days))
    coarse = range(len(fine), days, step)
    return (
        *(Period(day, 1) for day in fine),
        *(Period(day, min(step, days - day)) for day in coarse),
    )


@attrs.frozen(kw_only=True)
class Group:
    """People who share what matters for a plan; never a person.

    Parameters
    ----------
    risk_class
        0 for those in the greatest danger; a policy orders the classes.
    danger_weight
        What a day in danger of one of them weighs against one of weight 1.
    family_size
        Mean persons in a family; None when nobody stated it.
    needs
        Words of the closed list of needs, or the case's own.
    """

    name: str
    risk_class: int
    danger_weight: float
    origin: Origin
    family_size: float | None = None
    needs: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse a class or weight that is no number from 0 up."""
        if self.risk_class < 0 or not self.danger_weight > 0:
            raise PlanError(
                f"group {self.name!r} has risk class {self.risk_class} and weight "
                f"{self.danger_weight}; classes count from 0 and a weight is above 0"
            )


@attrs.frozen(kw_only=True)
class Track:
    """A promise under which people travel: the resettlement programme of a country.

    Parameters
    ----------
    groups
        Who is eligible.
    quota
        People it takes in all, over the whole plan; None when it has no ceiling.
    """

    name: str
    groups: tuple[str, ...]
    quota: Figure | None = None


@attrs.frozen(kw_only=True)
class Node:
    """A place of the plan.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-3, XKX for Kosovo; empty when it lies in none.
    place
        Code of the place in the case's geography; empty when it has none.
    stay_days
        Longest stay at a hub; None when it sets no limit.
    onward_required
        The hub takes only people whose onward destination is assured: (7).
    origin
        What the stay limit and the guarantee rest on; None when it has neither.
    """

    name: str
    kind: NodeKind
    country: str = ""
    place: str = ""
    stay_days: int | None = None
    onward_required: bool = False
    origin: Origin | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a stay limit where nobody stays, or one that rests on nothing."""
        if self.stay_days is None and not self.onward_required:
            return
        if self.kind is not NodeKind.HUB:
            raise PlanError(
                f"node {self.name!r} is a {self.kind}; only a hub has a stay limit or asks for "
                f"an onward destination"
            )
        if self.stay_days is not None and self.stay_days < 1:
            raise PlanError(
                f"hub {self.name!r} lets people stay {self.stay_days} days; say 1 or more"
            )
        if self.origin is None:
            raise PlanError(f"hub {self.name!r} has a term without an origin; say what it rests on")


@attrs.frozen
class State:
    """People of one group and track at one node and stage."""

    node: str
    group: str
    track: str
    stage: Stage

    @property
    def name(self) -> str:
        """Its name in lanes, uses and tables."""
        return f"{self.node}/{self.group}/{self.track}/{self.stage}"

    def fits(self, kind: NodeKind) -> bool:
        """Tell whether a node of that kind has people at this stage."""
        return self.stage in _STAGES[kind]


@attrs.frozen(kw_only=True)
class Lane:
    """A way from one state to another.

    Parameters
    ----------
    source, target
        Names of states of one group.
    lag_days
        Days from leaving to arriving; for processing, the least dwell.
    opens, closes
        First day and last day on which people may leave; `closes` None for never.
    survival
        Share of those who leave that is expected to arrive; 1 where nobody is lost.
    cost
        Relative cost of a person; no money, see `Pot`.
    passage
        Whether it is the first step into safety, a move within, or a return.
    """

    name: str
    source: str
    target: str
    origin: Origin
    lag_days: int = 0
    opens: int = 0
    closes: int | None = None
    survival: float = 1.0
    cost: float = 0.0
    passage: Passage = Passage.WITHIN

    def __attrs_post_init__(self) -> None:
        """Refuse what no way can be."""
        if self.lag_days < 0 or not 0 < self.survival <= 1 or not 0 <= self.cost < math.inf:
            raise PlanError(
                f"lane {self.name!r} takes {self.lag_days} days, brings {self.survival} of those "
                f"who leave and costs {self.cost}; days and cost are 0 or more, the share is "
                f"above 0 and at most 1"
            )
        if self.closes is not None and self.closes < self.opens:
            raise PlanError(
                f"lane {self.name!r} never opens: it closes on day {self.closes}, before it "
                f"opens on day {self.opens}; swap the days or leave the lane out"
            )

    def open_on(self, day: int) -> bool:
        """Tell whether people may leave on a day."""
        return self.opens <= day and (self.closes is None or day <= self.closes)
