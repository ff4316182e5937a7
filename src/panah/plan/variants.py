"""Plans side by side: what is firm, likely or only said; other futures; one failure at a time."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from panah.domain.claim import PlanningClass
from panah.domain.plan_input import PlanInput
from panah.domain.plan_policy import Policy, Taken
from panah.plan.binding import is_count
from panah.plan.engine import Watch, quiet
from panah.plan.lexicographic import Solved
from panah.plan.making import solve
from panah.plan.tables import frame

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Variant", "failures", "side_by_side", "variants"]


@attrs.frozen(kw_only=True)
class Variant:
    """A plan to lay beside others, by its name."""

    name: str
    plan_input: PlanInput
    policy: Policy


def variants(plan_input: PlanInput, policy: Policy) -> tuple[Variant, ...]:
    """Give what is usually asked: agreed only, firm, likely, all that was said, each future."""
    counted = (
        ("agreed only", PlanningClass.FIRM, True, Taken.LOW, False),
        ("firm", PlanningClass.FIRM, False, Taken.LOW, False),
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
    """Give a plan for each offer that may fail alone."""
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
        if offer.live
    )


def side_by_side(chosen: Sequence[Variant], *, watch: Watch = quiet) -> "pl.DataFrame":
    """Solve some variants and lay them side by side.

    Raises
    ------
    PlanError
        If one of them cannot be solved.
    """
    rows: list[dict[str, object]] = []
    for variant in chosen:
        watch.tell(f"variant: {variant.name}")
        rows += _rows(variant, solve(variant.plan_input, variant.policy, watch=watch))
    return frame("variants", rows)


def _rows(variant: Variant, solved: Solved) -> list[dict[str, object]]:
    waiting = solved.answer("waiting")
    open_sizes = float(solved.x[solved.programme.column("unsized")].max(initial=0.0))
    return [
        {
            "variant": variant.name,
            "level": goal.name,
            "people": -answer.value,
            "weighted_days": None if waiting is None else waiting.value,
            "open_sizes": open_sizes,
            "counts": variant.policy.counts,
            "strict": variant.policy.strict,
            "taken": variant.policy.taken,
            "future": variant.policy.future,
        }
        for goal, answer in solved.answers
        if is_count(goal)
    ]
