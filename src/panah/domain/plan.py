"""What a plan says: who goes where and when, what binds, what one more would change, and how sure.

A plan is a proposal. Its tables are plain; their columns stand in ``domain/tables/plan_NAME.csv``.
"""

from datetime import date
from typing import TYPE_CHECKING

import attrs

from panah.domain.plan_difference import Difference, differences
from panah.domain.plan_input import PlanInput
from panah.domain.plan_policy import Policy
from panah.errors import PlanError

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Manifest", "Plan", "Reached"]


@attrs.frozen(kw_only=True)
class Reached:
    """How far one objective was brought, lower being better.

    Parameters
    ----------
    level, meaning, why
        Its name, what it counts, and why it stands where it stands.
    value, bound
        The value of the plan, and what no plan can go below.
    kept
        How it is kept while later ones are sought: by its face, by a row, or not at all.
    allowed
        How much of it later ones may give up, as a share.
    cpu_seconds
        What it took.
    """

    level: str
    meaning: str
    why: str
    value: float
    bound: float
    kept: str
    allowed: float
    cpu_seconds: float

    @property
    def gap(self) -> float:
        """How far the bound lies below the value, as a share of it."""
        return abs(self.value - self.bound) / max(1.0, abs(self.value))


@attrs.frozen(kw_only=True)
class Manifest:
    """From what, how and by whose choice a plan was made: enough to make it again.

    Parameters
    ----------
    policy
        The choice, with who made it and why.
    complete
        False when somebody stopped it: the plan is the best found until then.
    levels
        The objectives in order, as far as they were brought.
    common_share
        The largest share every group under the floor could reach alike; None where not sought.
    rechecked
        Levels that were solved again from nothing since the first answer did not hold.
    """

    instance: str
    head: str
    start: date
    days: int
    periods: int
    policy: Policy
    solver: str
    versions: tuple[str, ...]
    columns: int
    rows: int
    complete: bool
    note: str
    levels: tuple[Reached, ...]
    common_share: float | None = None
    rechecked: tuple[str, ...] = ()
    build_seconds: float = 0.0


@attrs.frozen(kw_only=True, eq=False)
class Plan:
    """A proposal of who is sheltered where.

    Parameters
    ----------
    made_from
        The instance.
    flows, stocks
        People on lanes by period; people in states at the end of each period.
    placed
        Who reached safety and where they are when the plan ends.
    waiting
        Who is in danger or in between, where, and for how many person-days.
    missing
        What falls short: people whom no plan under these limits reaches, food, room, time.
    binding
        The limits that are used up, when, and what each rests on.
    worth
        What one more of each limit would change.
    account
        People reached as a sum of prices times limits.
    begun
        What is begun, opened, taken and left: places of camps by day, sites, and offers that are
        taken whole or exclude each other.
    reasons
        For who is left: the limits on the shortest ways to safety, in the order they are met.
    """

    made_from: PlanInput
    manifest: Manifest
    flows: "pl.DataFrame"
    stocks: "pl.DataFrame"
    placed: "pl.DataFrame"
    waiting: "pl.DataFrame"
    missing: "pl.DataFrame"
    binding: "pl.DataFrame"
    worth: "pl.DataFrame"
    account: "pl.DataFrame"
    begun: "pl.DataFrame"
    reasons: "pl.DataFrame"

    @property
    def reached(self) -> float:
        """People who reach safety in the plan."""
        return float(self.placed["people"].sum())

    def compare(self, other: "Plan") -> tuple[Difference, ...]:
        """Give what another plan says that this one does not, and why: causes first.

        ``plan.compare(other)`` reads from this plan to the other.

        Raises
        ------
        PlanError
            If the other is no plan.
        """
        if not isinstance(other, Plan):
            raise PlanError(
                f"a plan is compared with another plan, not with a {type(other).__name__}"
            )
        return differences(self, other)
