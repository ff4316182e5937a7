"""Another solver, by the name linopy knows it by: the same levels, each kept by a row.

Slower than HiGHS through arrays, since the model is handed over again for every level; meant for
whoever has a licence or wants a second opinion. The objectives come out alike. Prices are not taken
from it: not every solver gives them, and what they mean differs; worth and account stay empty.
"""

import time
from typing import Any

import linopy
import numpy as np
import pandas as pd
import xarray as xr

from panah.errors import PlanError
from panah.plan.building import Building
from panah.plan.engine import VIOLATION, Answer, Watch, quiet, worst_violation
from panah.plan.goals import Goal
from panah.plan.lexicographic import ROW, Solved
from panah.plan.model import Programme, programme
from panah.plan.undivided import UNDIVIDED
from panah.plan.whole import has_wholes, in_wholes

__all__ = ["solve_by_name"]

_QUIET: dict[str, dict[str, Any]] = {
    "highs": {"output_flag": False},
    "scip": {"display/verblevel": 0},
}


def solve_by_name(building: Building, solver: str, *, watch: Watch = quiet) -> Solved:
    """Solve the levels of a model with a solver that linopy finds installed.

    Raises
    ------
    PlanError
        If the solver is not installed, or finds that facts and locks cannot hold together.
    """
    if solver not in linopy.available_solvers:
        raise PlanError(
            f"there is no solver {solver!r} here; there is {', '.join(linopy.available_solvers)}"
        )
    written = programme(building)
    if has_wholes(written):
        _hold(building, in_wholes(written, watch=watch))
    answers: list[tuple[Goal, Answer]] = []
    share: float | None = None
    for goal in written.goals:
        if watch.stopped() and answers:
            break
        watch.tell(f"{goal.name}: {goal.meaning}")
        answer = _level(building, written, goal, solver)
        answers.append((goal, answer))
        if goal.keep == "floor":
            share = float(-answer.value)
            floor = max(0.0, building.policy.floor_share * share * (1 - ROW))
            building.v["phi"].update(lower=floor, upper=floor)
        elif goal.keep != "none":
            most = answer.value + max(goal.allowed, ROW) * max(1.0, abs(answer.value))
            building.model.add_constraints(_sum(building, goal) <= most, name=f"keep_{goal.name}")
    complete = len(answers) == len(written.goals)
    return Solved(
        programme=written,
        x=answers[-1][1].x,
        answers=tuple(answers),
        complete=complete,
        note="" if complete else f"stopped after {answers[-1][0].name!r}",
        common_share=share,
        rechecked=(),
    )


def _hold(building: Building, whole: Solved) -> None:
    """Hold what is only taken whole where HiGHS rounded or found it."""
    for name in UNDIVIDED:
        if name in building.v:
            numbers = np.round(whole.x[whole.programme.column(name)])
            held = xr.DataArray(numbers, coords=[building.v[name].indexes[name]])
            building.v[name].update(lower=held, upper=held)


def _sum(building: Building, goal: Goal) -> linopy.LinearExpression:
    parts = []
    for name, picks, numbers in goal.terms:
        variable = building.v[name]
        labels = variable.labels.values[picks]
        parts.append((labels, np.broadcast_to(np.asarray(numbers, dtype=float), labels.shape)))
    labels, every = (np.concatenate(some) for some in zip(*parts, strict=True))
    use = pd.RangeIndex(len(labels), name="use")
    terms = {
        "coeffs": (("use", "_term"), every[:, None]),
        "vars": (("use", "_term"), labels[:, None]),
        "const": ("use", np.zeros(len(labels))),
    }
    return linopy.LinearExpression(xr.Dataset(terms, coords={"use": use}), building.model).sum()


def _level(building: Building, written: Programme, goal: Goal, solver: str) -> Answer:
    model = building.model
    model.add_objective(_sum(building, goal), overwrite=True)
    begun = time.process_time()
    status, condition = model.solve(solver, progress=False, **_QUIET.get(solver, {}))
    if status != "ok":
        raise PlanError(
            f"{solver} says {condition!r} of the level {goal.name!r}; if it is infeasible, ask "
            f"`conflicts` which facts and locks cannot hold together"
        )
    x = np.concatenate([building.v[one.name].solution.values for one in written.columns])
    value = float(written.cost(goal) @ x)
    rows, columns = written.shape
    return Answer(
        status="Optimal",
        value=value,
        x=x,
        reduced=np.zeros(columns),
        bounds=np.zeros(columns),
        prices=np.zeros(rows),
        sides=np.zeros(rows),
        kept=value,
        cpu_seconds=time.process_time() - begun,
        violation=worst_violation(written.matrix @ x, written.least, written.most) / VIOLATION,
    )
