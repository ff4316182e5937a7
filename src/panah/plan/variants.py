"""Plans side by side: what is firm, likely or only said; other futures; one failure at a time."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from panah.domain.claim import PlanningClass
from panah.domain.plan import Plan
from panah.domain.plan_input import PlanInput
from panah.domain.plan_policy import Policy, Taken
from panah.plan import counting
from panah.plan.engine import Watch, quiet
from panah.plan.making import make_plan
from panah.plan.tables import frame

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Variant", "failures", "row_of", "side_by_side", "variants"]


SURE = 0.8
"""Chance with which an offer must come to be counted beside the others: P20, the method's."""


@attrs.frozen(kw_only=True)
class Variant:
    """A plan to lay beside others, by its name."""

    name: str
    plan_input: PlanInput
    policy: Policy


def variants(plan_input: PlanInput, policy: Policy) -> tuple[Variant, ...]:
    """Give what is usually asked: agreed only, firm, ready, likely, all that was said, each future.

    With sizes that nobody stated open, a plan says how many would go there; it is no proposal.
    """
    counted = (
        ("agreed only", PlanningClass.FIRM, True, Taken.LOW, False),
        ("firm", PlanningClass.FIRM, False, Taken.LOW, False),
        ("firm and ready, low ends", PlanningClass.READY, False, Taken.LOW, False),
        ("firm and ready, as is likely", PlanningClass.READY, False, Taken.MID, False),
        ("all that was said, at most", PlanningClass.POSSIBLE, False, Taken.HIGH, False),
        ("with open sizes as large as needed", PlanningClass.POSSIBLE, False, Taken.HIGH, True),
    )
    found = [
        Variant(
            name=name,
            plan_input=plan_input,
            policy=attrs.evolve(policy, counts=counts, strict=strict, taken=taken, unsized=unsized),
        )
        for name, counts, strict, taken, unsized in counted
    ]
    sure = attrs.evolve(policy, counts=PlanningClass.POSSIBLE, strict=False, sure=SURE)
    name = f"of each offer what comes in {SURE:.0%} of cases"
    found.append(Variant(name=name, plan_input=plan_input, policy=sure))
    found += [
        Variant(
            name=f"future {future}",
            plan_input=plan_input,
            policy=attrs.evolve(policy, future=future),
        )
        for future in plan_input.futures
        if future != policy.future
    ]
    return tuple(found)


def failures(plan_input: PlanInput, policy: Policy) -> tuple[Variant, ...]:
    """Give a plan for each offer that counts and may fail alone."""
    return tuple(
        Variant(
            name=f"without {offer.name}",
            plan_input=attrs.evolve(
                plan_input,
                offers=tuple(
                    attrs.evolve(one, live=False) if one is offer else one
                    for one in plan_input.offers
                ),
            ),
            policy=policy,
        )
        for offer in plan_input.offers
        if counting.counts(offer, policy)
    )


def side_by_side(chosen: Sequence[Variant], *, watch: Watch = quiet) -> "pl.DataFrame":
    """Make a plan of each variant and lay them side by side; ends early when somebody stops it.

    Raises
    ------
    PlanError
        If one of them cannot be solved.
    """
    rows: list[dict[str, object]] = []
    for variant in chosen:
        watch.tell(f"variant: {variant.name}")
        made = make_plan(variant.plan_input, variant.policy, watch=watch)
        if watch.stopped():
            break
        rows.append(_row(variant.name, made))
    return frame("beside", rows)


def row_of(name: str, plan: Plan, *, weighted_days: float) -> "pl.DataFrame":
    """Give the row of one plan beside others; its days are those of no level."""
    return frame("beside", [{**_row(name, plan), "weighted_days": weighted_days}])


def _row(name: str, plan: Plan) -> dict[str, object]:
    danger = plan.waiting.filter(plan.waiting["in_danger"])
    binds = plan.binding.filter(plan.binding["prices"] != "").sort("first", "limit")
    by_class = {group.name: group.risk_class for group in plan.made_from.groups}
    worst = min(by_class.values())
    names = [name for name, place in by_class.items() if place == worst]
    first = plan.placed.filter(plan.placed["group"].is_in(names))
    return {
        "plan": name,
        "reached": plan.reached,
        "first_class": float(first["people"].sum()),
        "waiting": float(danger["people"].sum()),
        "weighted_days": next(
            (one.value for one in plan.manifest.levels if one.level == "waiting"), None
        ),
        "binds": binds["limit"].to_list(),
    }
