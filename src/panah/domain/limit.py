"""What limits a plan: resources and who uses them, offers, camps, food, money and shares.

Announced, permitted, built and serviced are four different numbers. Each is a resource of its own
with its own layer, so that a plan can say which one binds.
"""

from enum import StrEnum

import attrs

from panah.domain.claim import PlanningClass
from panah.domain.figure import Figure, Origin
from panah.errors import PlanError

__all__ = [
    "Camp",
    "Depot",
    "Layer",
    "Offer",
    "Pot",
    "Resource",
    "ResourceKind",
    "Share",
    "Spend",
    "Standards",
    "SupplyRoute",
    "Tie",
    "Use",
]


class ResourceKind(StrEnum):
    """How a resource is used up."""

    FLOW = "flow"
    STOCK = "stock"
    QUOTA = "quota"
    MATERIAL = "material"


class Layer(StrEnum):
    """Which of the different numbers a capacity is."""

    ANNOUNCED = "announced"
    PERMITTED = "permitted"
    BUILT = "built"
    SERVICED = "serviced"
    CARRIED = "carried"


@attrs.frozen(kw_only=True)
class Resource:
    """Something there is only so much of: seats, places, vetting, a quota, tents.

    Parameters
    ----------
    capacity
        By day: per day for a flow, at a time for a stock, in all for a quota, come in so far for
        material. None when offers alone make it up.
    passing
        Share of it that is left by day, where something is closed; None where nothing is.
    unit
        What one of it is: seat, place, person vetted.
    window
        First and last day of a quota; None for the whole plan.
    taken
        What a quota took before now: it never counts as less than that.
    least
        People a quota must take at least (4); None for no such demand.
    negotiable
        Whether somebody could be asked for more: a seat yes, a closed border no.
    ask_weight
        What asking for one more weighs against asking for one of weight 1.
    batch
        Units of a flow that only go together, as the seats of one flight; None where each goes by
        itself. It counts in the first days that the policy plans in whole units.
    fewest
        Least of a flow that is used in a period in which any is used; None for no such demand.
    """

    name: str
    kind: ResourceKind
    layer: Layer
    unit: str
    capacity: Figure | None = None
    passing: Figure | None = None
    window: tuple[int, int] | None = None
    taken: float = 0.0
    least: Figure | None = None
    negotiable: bool = True
    ask_weight: float = 1.0
    batch: float | None = None
    fewest: float | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse windows that never open, and demands where there is no quota or no flow."""
        for what, size in (("batch", self.batch), ("fewest", self.fewest)):
            if size is not None and (self.kind is not ResourceKind.FLOW or not size > 0):
                raise PlanError(
                    f"resource {self.name!r} is a {self.kind} with a {what} of {size}; only a flow "
                    f"goes in batches, and they are above 0"
                )
        if self.passing is not None and self.passing.most > 1:
            raise PlanError(
                f"resource {self.name!r} lets {self.passing.most:g} of itself pass; say 0 to 1"
            )
        if (self.window or self.least) and self.kind is not ResourceKind.QUOTA:
            raise PlanError(
                f"resource {self.name!r} is a {self.kind}; only a quota has a window or a least"
            )
        if self.window and self.window[1] < self.window[0]:
            raise PlanError(
                f"the window of {self.name!r} never opens: it runs from day {self.window[0]} to "
                f"day {self.window[1]}; swap the days"
            )
        if not self.ask_weight > 0:
            raise PlanError(f"asking for {self.name!r} weighs {self.ask_weight}; say above 0")


@attrs.frozen
class Use:
    """What one person on a lane or in a state, or one place built at a camp, uses of a resource."""

    resource: str
    on: str
    amount: float = 1.0

    def __attrs_post_init__(self) -> None:
        """Refuse a use that gives something back."""
        if not self.amount > 0:
            raise PlanError(f"{self.on!r} uses {self.amount} of {self.resource!r}; say above 0")


@attrs.frozen(kw_only=True)
class Offer:
    """What somebody offered, as an interval that waits to be counted.

    Parameters
    ----------
    resource
        The resource it adds to.
    low, mid, high
        What the words allow at least, what is thought likely, and at most. `low` None when the
        size is unknown; `high` None for no upper end. Unknown is not zero: see `Counting`.
    planning_class, formal
        How far a planner may count on it; whether it is agreed or firmer (`strict`).
    live
        False under a hold in the host's own voice: it counts 0 and stays to be priced.
    start, end
        First and last day it holds; `end` None for no end.
    extra, pot, price
        Further amount that stands once financed, the pot that pays it, and the money for one.
    origin
        What it rests on, where nobody stated its size.
    whole
        Taken in full or not at all: of places and quotas it is used up or left.
    one_of
        Name of a set of offers that exclude each other: at most one of them is taken.
    chosen_by
        What it rests on that it is whole or one of a set.
    probability, delay_days
        Chance that it comes true and days by which it may be late, where scenarios are drawn.
    """

    name: str
    resource: str
    host: str
    low: Figure | None
    planning_class: PlanningClass
    formal: bool = False
    live: bool = True
    mid: Figure | None = None
    high: Figure | None = None
    start: int = 0
    end: int | None = None
    extra: Figure | None = None
    pot: str = ""
    price: float = 0.0
    origin: Origin | None = None
    whole: bool = False
    one_of: str = ""
    chosen_by: tuple[Origin, ...] = ()
    probability: float | None = None
    delay_days: int = 0

    def __attrs_post_init__(self) -> None:
        """Refuse an offer that ends before it begins, or a financed part that nobody pays."""
        if self.end is not None and self.end < self.start:
            raise PlanError(
                f"offer {self.name!r} never opens: it ends on day {self.end}, before it begins "
                f"on day {self.start}; swap the days"
            )
        if self.extra is not None and not (self.pot and self.price > 0):
            raise PlanError(
                f"offer {self.name!r} has a part that must be financed; name its pot and price"
            )
        if self.probability is not None and not 0 <= self.probability <= 1:
            raise PlanError(f"offer {self.name!r} has a chance of {self.probability}; say 0 to 1")
        if self.delay_days < 0:
            raise PlanError(
                f"offer {self.name!r} may be {self.delay_days} days late; say 0 or more"
            )

    @property
    def sized(self) -> bool:
        """Whether anybody stated how much."""
        return self.low is not None


@attrs.frozen(kw_only=True)
class Camp:
    """A camp that is built up over time (8); None where there is no such limit.

    Parameters
    ----------
    built
        Places that stand, by day, without any that the plan starts.
    build_per_day, lead_days
        Places that can be started in a day, and days until one can be used.
    module
        Places in a unit that is only built whole; None when places come one by one.
    opening_cost, fewest
        Relative cost of beginning to build at all, and fewest places that are begun if any are.
    units_by
        What it rests on that it is built in modules, or opened as a whole.
    permit
        The ceiling the host agreed to.
    overflow, overflow_body
        Places beyond the permit, and the international body that would run them.
    overflow_last
        Whether they open only once the people in the camp have reached the permit.
    area_m2, water_l_day, latrines
        Ground, water a day and latrines there are.
    """

    node: str
    built: Figure
    build_per_day: Figure | None = None
    lead_days: int = 0
    module: float | None = None
    opening_cost: float = 0.0
    fewest: float | None = None
    units_by: tuple[Origin, ...] = ()
    permit: Figure | None = None
    overflow: Figure | None = None
    overflow_body: str = ""
    overflow_last: bool = False
    area_m2: Figure | None = None
    water_l_day: Figure | None = None
    latrines: Figure | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse modules of nothing, leads into the past and an overflow that nobody runs."""
        if self.lead_days < 0 or (self.module is not None and not self.module > 0):
            raise PlanError(
                f"camp {self.node!r} builds modules of {self.module} with a lead of "
                f"{self.lead_days} days; a module is above 0 and a lead 0 or more"
            )
        if not self.opening_cost >= 0 or (self.fewest is not None and not self.fewest > 0):
            raise PlanError(
                f"camp {self.node!r} costs {self.opening_cost} to open and begins at least "
                f"{self.fewest} places; a cost is 0 or more and a least above 0"
            )
        if self.overflow is not None and not self.overflow_body:
            raise PlanError(f"camp {self.node!r} has an overflow; name the body that would run it")


@attrs.frozen(kw_only=True)
class Depot:
    """A store of food: tonnes it holds, tonnes delivered a day, tonnes there on day 0."""

    name: str
    holds: Figure
    delivered: Figure
    there: Figure | None = None


@attrs.frozen(kw_only=True)
class SupplyRoute:
    """A way for food from a depot to a camp: tonnes a day, and days on the road."""

    depot: str
    camp: str
    tonnes_day: Figure
    lag_days: int = 0


@attrs.frozen(kw_only=True)
class Standards:
    """What one person in a camp needs: food, ground, water, a share of a latrine."""

    ration_kg_day: Figure
    area_m2: Figure
    water_l_day: Figure
    people_per_latrine: Figure


@attrs.frozen
class Spend:
    """Money for one person on a lane, or for one place started at a camp."""

    on: str
    price: float


@attrs.frozen(kw_only=True)
class Pot:
    """Money of one donor under one condition (10), and what it pays for."""

    name: str
    money: Figure
    pays: tuple[Spend, ...] = ()


@attrs.frozen(kw_only=True)
class Tie:
    """A proportional link: what is used of one resource is at most `ratio` times that of another.

    Of stocks at any time; of flows and quotas over the whole plan.
    """

    name: str
    resource: str
    of: str
    ratio: float
    origin: Origin

    def __attrs_post_init__(self) -> None:
        """Refuse a link that forbids everything or allows less than nothing."""
        if not self.ratio > 0:
            raise PlanError(f"link {self.name!r} has the ratio {self.ratio}; say above 0")


@attrs.frozen(kw_only=True)
class Share:
    """What part of those placed a host should take by a named key, above 0 (11)."""

    node: str
    part: float
    key: str
    origin: Origin

    def __attrs_post_init__(self) -> None:
        """Refuse a host that should take nothing, or less."""
        if not self.part > 0:
            raise PlanError(
                f"the share of {self.node!r} is {self.part}; a host without a share has no row"
            )
