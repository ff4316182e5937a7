"""The best in whole numbers, searched level by level by branch and bound; only on request.

Each level that counts people, and the days, is brought as far as the search goes and kept by a row.
While it searches, value, bound and gap are told; whoever stops it gets the best found. What it
leaves is whole numbers: the plan is solved again with these held, so that it has prices.
"""

import attrs
import highspy
import numpy as np
import scipy.sparse as sp

from panah.errors import PlanError
from panah.plan.binding import is_count
from panah.plan.engine import Watch
from panah.plan.goals import Goal
from panah.plan.layout import Floats
from panah.plan.lexicographic import ROW, Solved
from panah.plan.model import Programme
from panah.plan.silent import Silent
from panah.plan.undivided import UNDIVIDED

__all__ = ["Found", "searched"]

GAP = 1e-4
"""assumed: share by which a searched level may miss its bound; the error of rounding modules is of
this size in the instance of the method."""


@attrs.frozen(kw_only=True, eq=False)
class Found:
    """What a search left: a value for every column, and how near it is to the best."""

    x: Floats
    note: str
    complete: bool


def searched(written: Programme, rounded: Solved, watch: Watch) -> Found:
    """Search the best whole numbers of a programme, from a plan that is rounded to them.

    Raises
    ------
    PlanError
        If the solver finds none, though there is one.
    """
    x, told = rounded.x, []
    kept: list[tuple[Floats, float]] = []
    for goal in written.goals:
        if not (is_count(goal) or goal.name in {"common_share", "taken_away", "waiting"}):
            continue
        search = _Search(written, goal, kept, watch)
        x = search.run(x)
        value = float(written.cost(goal) @ x)
        told.append(f"{goal.name} within {search.gap(value):.2%}")
        if goal.keep == "floor":
            value *= written.policy.floor_share
        share = max(goal.allowed, ROW)
        kept.append((written.cost(goal), value + share * max(1.0, abs(value))))
        if watch.stopped():
            return _found(x, "the search was stopped", told, complete=False)
    return _found(x, "searched in whole numbers", told, complete=True)


def _found(x: Floats, how: str, told: list[str], *, complete: bool) -> Found:
    return Found(x=x, note=f"{how}: {', '.join(told)} of the best", complete=complete)


class _Search:
    """One level while it is searched."""

    def __init__(
        self, written: Programme, goal: Goal, kept: list[tuple[Floats, float]], watch: Watch
    ) -> None:
        self.goal, self.watch = goal, watch
        self.bound = -np.inf
        self._highs = Silent()
        self._highs.setOptionValue("mip_rel_gap", GAP)
        self._pass(written, kept)
        self._listen()

    def _pass(self, written: Programme, kept: list[tuple[Floats, float]]) -> None:
        rows, columns = written.shape
        matrix = written.matrix
        if kept:
            more = sp.csr_array(np.array([cost for cost, _ in kept]))
            matrix = sp.csc_array(sp.vstack([matrix, more], format="csc"))
        integer = np.zeros(columns, np.int32)
        for name in UNDIVIDED:
            integer[written.column(name)] = int(highspy.HighsVarType.kInteger)
        self._highs.passModel(
            columns,
            rows + len(kept),
            matrix.nnz,
            1,
            1,
            0.0,
            written.cost(self.goal),
            written.lower,
            written.upper,
            np.append(written.least, np.full(len(kept), -np.inf)),
            np.append(written.most, [most for _, most in kept]),
            matrix.indptr.astype(np.int32),
            matrix.indices.astype(np.int32),
            matrix.data,
            integer,
        )

    def _listen(self) -> None:
        def tell(event: highspy.highs.HighsCallbackEvent) -> None:
            found = event.data_out
            self._tell(found.mip_primal_bound, found.mip_dual_bound)

        def stop(event: highspy.highs.HighsCallbackEvent) -> None:
            if self.watch.stopped():
                event.interrupt()

        for callback, heard in (
            (self._highs.cbMipLogging, tell),
            (self._highs.cbMipInterrupt, stop),
        ):
            callback += heard  # noqa: PLW2901  (so HiGHS subscribes)
        self._highs.setOptionValue("output_flag", True)  # without it no bound is told
        self._highs.setOptionValue("log_to_console", False)

    def _tell(self, value: float, bound: float) -> None:
        self.bound = max(self.bound, bound)
        if np.isfinite(value) and np.isfinite(bound):
            sign = self.goal.sign
            self.watch.tell(
                f"{self.goal.name}: {sign * value:,.1f} in whole numbers, bound "
                f"{sign * bound:,.1f}, gap {self.gap(value):.1e}"
            )

    def gap(self, value: float) -> float:
        """Give how far a value is from the bound, as a share of it."""
        return max(0.0, value - self.bound) / max(1.0, abs(value))

    def run(self, start: Floats) -> Floats:
        """Search from a plan that holds; give the best found, or that plan when stopped before."""
        first = highspy.HighsSolution()
        first.col_value = list(start)
        self._highs.setSolution(first)
        self._highs.run()
        found = self._highs.getInfo()
        x = np.array(self._highs.getSolution().col_value, dtype=float)
        if len(x) and np.isfinite(found.objective_function_value):
            self._tell(found.objective_function_value, found.mip_dual_bound)
            return x
        if self.watch.stopped():
            return start
        raise PlanError(
            f"the level {self.goal.name!r} was not found in whole numbers; plan without a search"
        )
