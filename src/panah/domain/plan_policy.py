"""What people decide before a plan is computed: whose turn it is, and what may be counted on.

No order of people is built in. A policy names one, says who chose it and why, and is kept with the
plan it made.
"""

from enum import StrEnum

import attrs

from panah.domain.claim import PlanningClass
from panah.domain.plan_input import MIDDLE
from panah.errors import PlanError

__all__ = ["Order", "Policy", "Taken"]


class Order(StrEnum):
    """How places go to risk classes when there are too few."""

    STRICT = "strict"
    WEIGHTS = "weights"
    FLOOR = "floor"


class Taken(StrEnum):
    """Which end of an offered interval is counted."""

    LOW = "low"
    MID = "mid"
    HIGH = "high"


@attrs.frozen(kw_only=True)
class Policy:
    """Whose turn it is, what is counted on, and who decided so.

    Parameters
    ----------
    order
        Strict order of risk classes, weights, or a floor for every group first.
    weights
        (risk class, weight of one person) under `Order.WEIGHTS`.
    floor_share
        Part of the largest share that every group could reach alike, given to each first.
    floor_groups
        Groups under the floor; None for all but those of the last risk class.
    counts
        The least firm planning class that is counted.
    strict
        Count only what is agreed or firmer.
    taken
        Which end of an interval is counted; a ceiling always counts its upper end.
    sure
        Count of each offer only what comes at least with this chance, by its chance, its delay and
        its interval; None to count the end that is taken.
    unsized
        Open offers of unknown size without a limit, to see how many would go there. A plan
        under it is a question, not a proposal.
    whole_days
        First days in which what goes in batches, such as flights, goes in whole ones only.
    search
        Search the best in whole numbers, which may take long, and not only round to them.
    future
        The arrivals that are planned for.
    chosen_by, why
        Who chose this, and the reason.
    """

    order: Order = Order.FLOOR
    weights: tuple[tuple[int, float], ...] = ()
    floor_share: float = 0.25
    floor_groups: tuple[str, ...] | None = None
    counts: PlanningClass = PlanningClass.FIRM
    strict: bool = False
    taken: Taken = Taken.LOW
    sure: float | None = None
    unsized: bool = False
    whole_days: int = 0
    search: bool = False
    future: str = MIDDLE
    chosen_by: str = "nobody yet"
    why: str = "the default of panah: a quarter of the common share first, then the risk classes"

    def __attrs_post_init__(self) -> None:
        """Refuse a policy that orders nobody."""
        if not 0 <= self.floor_share <= 1:
            raise PlanError(f"the floor is {self.floor_share} of the common share; say 0 to 1")
        if self.sure is not None and not 0 < self.sure <= 1:
            raise PlanError(f"a chance of {self.sure} that an offer comes; say above 0, at most 1")
        if self.whole_days < 0:
            raise PlanError(
                f"{self.whole_days} days cannot be planned in whole units; say 0 or more"
            )
        if self.order is Order.WEIGHTS and not self.weights:
            raise PlanError("an order by weights needs a weight for each risk class")
        if any(not weight > 0 for _, weight in self.weights):
            raise PlanError("a weight of 0 or less would leave a class out; give each above 0")
        if self.counts is PlanningClass.CLOSED:
            raise PlanError("closed offers are history; count firm, ready or possible ones")
