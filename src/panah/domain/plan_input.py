"""Everything a plan is made from, checked when it is put together.

Instances come from a case or a maker; the plan only reads them. Whatever is named must exist, every
lane must lead on, and nothing may be there twice: what is wrong is said here, in words, and never
by a solver.
"""

from datetime import date
from functools import cached_property

import attrs

from panah.domain.figure import Figure, Origin
from panah.domain.limit import (
    Camp,
    Depot,
    Offer,
    Pot,
    Resource,
    Share,
    Standards,
    SupplyRoute,
    Tie,
    Use,
)
from panah.domain.network import Group, Lane, Node, Period, State, Track
from panah.domain.plan_check import check
from panah.errors import PlanError

__all__ = ["MIDDLE", "Arrival", "Begun", "Fact", "Lock", "PlanInput", "Present"]

MIDDLE = "middle"
"""The future that a plan is made for when none is named."""


@attrs.frozen(kw_only=True)
class Arrival:
    """People a day who come to be in a state, in one future."""

    state: str
    people: Figure
    future: str = MIDDLE


@attrs.frozen(kw_only=True)
class Present:
    """People who are in a state when the plan begins."""

    state: str
    people: float
    origin: Origin


@attrs.frozen(kw_only=True)
class Fact:
    """People who left on a lane on a day, as observed or as forecast for returns (13)."""

    lane: str
    day: int
    people: float
    origin: Origin


@attrs.frozen(kw_only=True)
class Begun:
    """Places that were begun at a camp on a day before now (13)."""

    camp: str
    day: int
    places: float


@attrs.frozen(kw_only=True)
class Lock:
    """What a person fixed before the rest is solved: people on some lanes within some days.

    Parameters
    ----------
    least, most
        People in all; None for no such end, both equal to fix the number.
    by, why
        Who fixed it, and the reason: both are kept with the plan.
    """

    name: str
    lanes: tuple[str, ...]
    by: str
    why: str
    first: int = 0
    last: int | None = None
    least: float | None = None
    most: float | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a lock that fixes nothing or cannot hold by itself."""
        if not self.lanes or (self.least is None and self.most is None):
            raise PlanError(f"lock {self.name!r} fixes nothing; give lanes, and a least or a most")
        if not self.by or not self.why:
            raise PlanError(f"lock {self.name!r} says not who fixed it and why; both are kept")
        if (self.least or 0) < 0 or (self.most or 0) < 0:
            raise PlanError(f"lock {self.name!r} fixes fewer than no people; say 0 or more")
        if None not in (self.least, self.most) and (self.least or 0) > (self.most or 0):
            raise PlanError(
                f"lock {self.name!r} asks for at least {self.least:g} and at most {self.most:g}; "
                f"swap them"
            )


@attrs.frozen(kw_only=True)
class PlanInput:
    """An instance of the plan.

    Parameters
    ----------
    start
        Day 0.
    periods
        The grid, from day 0 on without a gap: `panah.domain.network.grid`.
    begun
        Places begun before now; none were begun but these.
    promised
        People who were told that they leave on a lane on a day from now on: kept as far as it
        costs nobody safety or days.
    now
        First day that is not yet past: before it people moved as the facts say and not otherwise,
        and no capacity binds them.
    head
        Hash of the last ledger entry it rests on; empty for an instance without a ledger.
    """

    name: str
    start: date
    periods: tuple[Period, ...]
    groups: tuple[Group, ...]
    tracks: tuple[Track, ...]
    nodes: tuple[Node, ...]
    states: tuple[State, ...]
    lanes: tuple[Lane, ...]
    standards: Standards
    resources: tuple[Resource, ...] = ()
    uses: tuple[Use, ...] = ()
    offers: tuple[Offer, ...] = ()
    camps: tuple[Camp, ...] = ()
    depots: tuple[Depot, ...] = ()
    routes: tuple[SupplyRoute, ...] = ()
    pots: tuple[Pot, ...] = ()
    ties: tuple[Tie, ...] = ()
    shares: tuple[Share, ...] = ()
    arrivals: tuple[Arrival, ...] = ()
    present: tuple[Present, ...] = ()
    facts: tuple[Fact, ...] = ()
    begun: tuple[Begun, ...] = ()
    promised: tuple[Fact, ...] = ()
    locks: tuple[Lock, ...] = ()
    now: int = 0
    head: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse an instance that no plan can be made from."""
        check(self)

    @property
    def days(self) -> int:
        """How many days are planned."""
        return self.periods[-1].last + 1

    @cached_property
    def futures(self) -> tuple[str, ...]:
        """The futures that arrivals are given for, in the order in which they are first named."""
        return tuple(dict.fromkeys(one.future for one in self.arrivals)) or (MIDDLE,)
