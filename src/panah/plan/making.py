"""Make a plan from an instance under a policy: write the model, solve it, tell the result."""

import time
from importlib.metadata import version

import attrs

from panah.domain.plan import Manifest, Plan
from panah.domain.plan_input import PlanInput
from panah.domain.plan_policy import Policy
from panah.plan.beginning import begun
from panah.plan.binding import account, binding, worth_by_prices
from panah.plan.by_name import solve_by_name
from panah.plan.engine import Watch, quiet
from panah.plan.guards import check_solved
from panah.plan.lexicographic import Solved
from panah.plan.model import assemble, programme
from panah.plan.reasons import reasons
from panah.plan.tables import frame, missing, where_people_are, where_people_go
from panah.plan.whole import in_wholes
from panah.plan.worth import tried

__all__ = ["make_plan", "solve", "told"]

HIGHS = "highs"


def solve(plan_input: PlanInput, policy: Policy, *, watch: Watch = quiet) -> Solved:
    """Write the model of an instance and solve its levels.

    Raises
    ------
    PlanError
        If the policy does not fit the instance, or facts and locks cannot hold together.
    """
    solved = in_wholes(programme(assemble(plan_input, policy, whole=True)), watch=watch)
    check_solved(solved)
    return solved


def make_plan(
    plan_input: PlanInput,
    policy: Policy | None = None,
    *,
    solver: str = HIGHS,
    confirm: int = 0,
    watch: Watch = quiet,
) -> Plan:
    """Make a plan.

    Parameters
    ----------
    solver
        HiGHS, or any other by the name linopy knows it by, without prices.
    confirm
        How many of the highest prices are confirmed by solving again, in both directions; the
        others are told as prices.

    Raises
    ------
    PlanError
        If the policy does not fit the instance, facts and locks cannot hold together, or there is
        no such solver.
    """
    begun = time.process_time()
    building = assemble(plan_input, policy or Policy(), whole=True)
    written = programme(building)
    built = time.process_time() - begun
    watch.tell(f"model: {written.shape[1]:,} columns, {written.shape[0]:,} rows")
    if solver == HIGHS:
        solved = in_wholes(written, watch=watch)
    else:
        solved = solve_by_name(building, solver, watch=watch)
    check_solved(solved)
    plan = told(solved, solver=solver, build_seconds=built)
    if confirm < 1 or plan.worth.is_empty():
        return plan
    return attrs.evolve(plan, worth=tried(solved, top=confirm, watch=watch))


def told(solved: Solved, *, solver: str = HIGHS, build_seconds: float = 0.0) -> Plan:
    """Tell a solved programme as a plan."""
    instance, policy = solved.programme.layout.instance, solved.programme.policy
    rows, columns = solved.programme.shape
    return Plan(
        made_from=instance,
        manifest=Manifest(
            instance=instance.name,
            head=instance.head,
            start=instance.start,
            days=instance.days,
            periods=len(instance.periods),
            policy=policy,
            solver=solver,
            versions=tuple(f"{name} {version(name)}" for name in ("panah", "linopy", "highspy")),
            columns=columns,
            rows=rows,
            complete=solved.complete,
            note=solved.note,
            levels=solved.levels,
            common_share=solved.common_share,
            rechecked=solved.rechecked,
            build_seconds=build_seconds,
        ),
        flows=where_people_go(solved),
        **where_people_are(solved),
        missing=missing(solved),
        binding=binding(solved),
        worth=worth_by_prices(solved),
        account=account(solved),
        begun=begun(solved),
        reasons=reasons(solved) if solver == HIGHS else frame("reasons", []),
    )
