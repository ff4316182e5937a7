"""Camps in whole modules: solve, round what is begun down to whole modules, and solve the rest.

Rounded is what was begun so far, not each day's share: a camp that begins 150 places a day in
modules of 500 begins one on every fourth day, and never has begun more than the plan without
modules had. In the instance of the method this came within 0.009 % of the best in whole modules.
"""

import attrs
import numpy as np

from panah.domain.plan_input import PlanInput
from panah.domain.plan_policy import Policy
from panah.plan.engine import Watch, quiet
from panah.plan.guards import check_solved
from panah.plan.layout import Floats
from panah.plan.lexicographic import Solved, lexicographic
from panah.plan.making import solve

__all__ = ["in_whole_modules"]

NEARLY = 1e-6
"""Share of a module that is missing and still makes it whole: the tolerance of the solver."""


def in_whole_modules(plan_input: PlanInput, policy: Policy, *, watch: Watch = quiet) -> Solved:
    """Solve an instance so that camps with a module begin whole ones only.

    Raises
    ------
    PlanError
        If it cannot be solved.
    """
    loose = solve(plan_input, policy, watch=watch)
    begun = _whole(loose)
    if begun is None:
        return loose
    watch.tell("again, in whole modules")
    column = loose.programme.column("b")
    lower, upper = loose.programme.lower.copy(), loose.programme.upper.copy()
    fixed = np.isfinite(begun)
    lower[column][fixed] = upper[column][fixed] = begun[fixed]
    solved = lexicographic(attrs.evolve(loose.programme, lower=lower, upper=upper), watch=watch)
    check_solved(solved)
    return solved


def _whole(solved: Solved) -> Floats | None:
    """Give the places each camp begins in whole modules; not a number where it has no module."""
    camps = solved.programme.layout.instance.camps
    if not any(one.module for one in camps):
        return None
    begun = solved.x[solved.programme.column("b")].reshape(len(camps), -1)
    whole = np.full(begun.shape, np.nan)
    for n, camp in enumerate(camps):
        if camp.module:
            modules = np.floor(np.cumsum(begun[n]) / camp.module + NEARLY)
            whole[n] = np.diff(modules, prepend=0.0) * camp.module
    return whole.ravel()
