"""HiGHS, asked again and again about one programme: other objective, other bounds, one more row.

An answer is started from nothing by the interior point method with crossover, or from the answer
before where little is left to change. What comes back is checked against the rows before anybody
believes it.
"""

import time
from collections.abc import Callable, Sequence

import attrs
import highspy
import numpy as np
import scipy.sparse as sp

from panah.plan.layout import Floats, Whole
from panah.plan.lumping import Lumping
from panah.plan.model import Programme
from panah.plan.progress import Progress
from panah.plan.silent import Silent
from panah.plan.spreading import lines, spread

__all__ = ["VIOLATION", "Answer", "Engine", "Watch", "nothing_of", "quiet", "worst_violation"]

METHODS = ("ipx", "simplex")
"""Tried in this order: the second only when the first gives no answer that holds."""

GAP = 1e-7
"""Largest share by which value and bound may differ: HiGHS issue 3194 asks for the check."""

DUAL, PRIMAL = 1, 4
"""Strategies of the simplex method in HiGHS."""

FEW = 5_000
"""assumed: steps of the simplex method after which starting from nothing is quicker; at the size
the method measures the next class takes 3,300, fairness 500, and the days in danger many more."""

IIS = 6
"""How HiGHS seeks a smallest set: from the rows of the ray, made irreducible; see the method."""

VIOLATION = 1e-6
"""Largest violation of a row, as a share of its side: the guard of the method."""


@attrs.frozen(kw_only=True)
class Watch:
    """Who looks on while something is solved.

    Parameters
    ----------
    tell
        Called with one line whenever there is something to say: level, value, bound and gap.
    stopped
        Asked again and again; once it says true, the solver stops with the best it has.
    """

    tell: Callable[[str], None] = attrs.field(default=lambda _: None)
    stopped: Callable[[], bool] = attrs.field(default=lambda: False)


quiet = Watch()


@attrs.frozen(kw_only=True, eq=False)
class Answer:
    """What the solver found.

    Parameters
    ----------
    status
        In the words of HiGHS.
    x, reduced, bounds
        By column: the solution, what one more of the bound that binds would add, and that bound.
    prices, sides
        By row: what one more of the side that binds would add, and that side; infinite ones are 0.
    kept
        What rows that keep earlier levels add to the bound.
    violation
        The worst against what is allowed; above 1 the answer is refused.
    basis
        Where the simplex method can go on from; None where there is none.
    """

    status: str
    value: float
    x: Floats
    reduced: Floats
    bounds: Floats
    prices: Floats
    sides: Floats
    kept: float
    cpu_seconds: float
    violation: float
    basis: highspy.HighsBasis | None = None

    @property
    def bound(self) -> float:
        """What no solution can go below: every price times its side."""
        return float(self.prices @ self.sides + self.reduced @ self.bounds) + self.kept

    @property
    def optimal(self) -> bool:
        """Whether it is proven and holds."""
        near = abs(self.value - self.bound) <= GAP * max(1.0, abs(self.value))
        return self.status == "Optimal" and near and self.violation <= 1.0

    @property
    def infeasible(self) -> bool:
        """Whether it is proven that nothing holds."""
        return self.status == "Infeasible"


def nothing_of(shape: tuple[int, int]) -> Answer:
    """Give the answer to an objective that comes to nothing, for a number of rows and columns."""
    rows, columns = np.zeros(shape[0]), np.zeros(shape[1])
    return Answer(
        status="Optimal",
        value=0.0,
        x=columns,
        reduced=columns,
        bounds=columns,
        prices=rows,
        sides=rows,
        kept=0.0,
        cpu_seconds=0.0,
        violation=0.0,
    )


class Engine:
    """One programme in HiGHS, on one thread.

    Groups that nothing tells apart are counted together while it is solved. Answers are of the
    whole programme and are checked on it; when one does not hold there, the whole is solved.
    """

    def __init__(
        self, programme: Programme, *, watch: Watch = quiet, crossover: bool = True
    ) -> None:
        self.lower, self.upper = programme.lower.copy(), programme.upper.copy()
        self.least, self.most = programme.least.copy(), programme.most.copy()
        self.matrix = programme.matrix
        self.kept: list[tuple[Floats, float]] = []
        self.watch = watch
        self.rechecked = False
        self._programme = programme
        self._lumped = programme.lumped
        self._lines = lines(programme, self._lumped) if self._lumped else None
        self.progress = Progress(watch.tell)
        self._highs = Silent()
        self._highs.setOptionValue("run_crossover", "on" if crossover else "off")
        self._listen()

    def _pass(self, cost: Floats, lumped: Lumping | None) -> None:
        """Hand the programme over as it is now, with the rows that keep earlier levels."""
        matrix, sides = self.matrix, (self.least, self.most)
        bounds, costs = (self.lower, self.upper), [cost, *(one for one, _ in self.kept)]
        if lumped:
            matrix = lumped.matrix
            sides = (lumped.of_rows(self.least), lumped.of_rows(self.most))
            bounds = (lumped.of_columns(self.lower), lumped.of_columns(self.upper))
            costs = [one[lumped.chosen] for one in costs]
        if self.kept:
            rows = sp.csr_array(np.array(costs[1:]))
            matrix = sp.csc_array(sp.vstack([matrix, rows], format="csc"))
        rows_in_all, columns = matrix.shape
        self._highs.passModel(
            columns,
            rows_in_all,
            matrix.nnz,
            1,
            1,
            0.0,
            costs[0],
            *bounds,
            np.append(sides[0], np.full(len(self.kept), -np.inf)),
            np.append(sides[1], [one for _, one in self.kept]),
            matrix.indptr.astype(np.int32),
            matrix.indices.astype(np.int32),
            matrix.data,
            np.zeros(columns, np.int32),
        )

    def _listen(self) -> None:
        """Hear HiGHS by one bare function, as it is called thousands of times a second."""
        of, watch, progress = highspy.cb.HighsCallbackType, self.watch, self.progress

        def hear(
            kind: highspy.cb.HighsCallbackType,
            message: str,
            _out: object,
            back: highspy.cb.HighsCallbackInput,
            _given: object,
        ) -> None:
            if kind == of.kCallbackLogging:
                progress.hear(message)
            elif watch.stopped():
                back.user_interrupt = True

        self._highs.setCallback(hear, None)
        self._highs.startCallback(of.kCallbackIpmInterrupt)
        self._highs.startCallback(of.kCallbackSimplexInterrupt)
        if self.watch is not quiet:
            self._highs.startCallback(of.kCallbackLogging)
            self._highs.setOptionValue("output_flag", True)  # without it no step is told
            self._highs.setOptionValue("log_to_console", False)

    def _together(self, cost: Floats) -> Lumping | None:
        """Give what can be counted together under an objective, and under those that are kept."""
        if self._lumped and all(map(self._lumped.suits, [cost, *(one for one, _ in self.kept)])):
            return self._lumped
        return None

    def solve_on(self, cost: Floats) -> Answer:
        """Bring the next objective down from the last answer, anew if that takes long.

        Worth it only where little is left to change: for the next risk class on the face of the
        ones before, and after a level that is kept by a row, which the last answer keeps too.
        """
        return self._solve_from(self._highs.getBasis(), cost, PRIMAL)

    def solve_near(self, cost: Floats, before: Answer) -> Answer:
        """Bring an objective down again where only limits have changed, from the answer before."""
        if before.basis is None:
            return self.solve(cost)
        return self._solve_from(before.basis, cost, DUAL)

    def _solve_from(self, basis: highspy.HighsBasis, cost: Floats, strategy: int) -> Answer:
        """Go on from a basis by the simplex method, with rows kept since free to move."""
        lumped = self._together(cost)
        self._pass(cost, lumped)
        rows = (lumped.matrix if lumped else self.matrix).shape[0] + len(self.kept)
        status = basis.row_status
        if rows > len(status):
            free = [highspy.HighsBasisStatus.kBasic] * (rows - len(status))
            basis.row_status = [*status, *free]
        if basis.valid and self._highs.setBasis(basis) == highspy.HighsStatus.kOk:
            self._highs.setOptionValue("simplex_strategy", strategy)
            self._highs.setOptionValue("simplex_iteration_limit", FEW)
            answer = self._run("simplex", cost, lumped, anew=False)
            self._highs.setOptionValue("simplex_strategy", DUAL)
            self._highs.setOptionValue("simplex_iteration_limit", highspy.kHighsIInf)
            if answer.optimal:
                return answer
        return self.solve(cost)

    def solve(self, cost: Floats) -> Answer:
        """Bring an objective down, and again when the answer does not hold.

        First with groups counted together, then whole, then whole by the other method.
        """
        lumped = self._together(cost)
        ways: list[tuple[str, Lumping | None]] = [(method, None) for method in METHODS]
        if lumped:
            ways.insert(0, (METHODS[0], lumped))
        for method, together in ways:
            self._pass(cost, together)
            answer = self._run(method, cost, together)
            if answer.optimal or answer.infeasible or self.watch.stopped():
                break
            self.rechecked = True
            self._lumped = None
        return answer

    def _run(
        self, method: str, cost: Floats, lumped: Lumping | None, *, anew: bool = True
    ) -> Answer:
        highs = self._highs
        if anew:
            highs.clearSolver()
        highs.setOptionValue("solver", method)
        begun = time.process_time()
        highs.run()
        solution = highs.getSolution()
        rows, columns = lumped.matrix.shape if lumped else self.matrix.shape
        x = _of_length(solution.col_value, columns)
        every = _of_length(solution.row_dual, rows + len(self.kept))
        reduced, prices = _of_length(solution.col_dual, columns), every[:rows]
        if lumped and self._lines:
            x = spread(self._programme, lumped, self._lines, x)
            reduced, prices = reduced[lumped.columns], prices[lumped.rows]
        sums = self.matrix @ x
        return Answer(
            status=str(highs.modelStatusToString(highs.getModelStatus())),
            value=float(cost @ x),
            x=x,
            reduced=reduced,
            bounds=_binding(reduced, self.lower, self.upper),
            prices=prices,
            sides=_binding(prices, self.least, self.most),
            kept=float(every[rows:] @ np.array([most for _, most in self.kept])),
            cpu_seconds=time.process_time() - begun,
            violation=max(
                worst_violation(sums, self.least, self.most),
                worst_violation(x, self.lower, self.upper),
            )
            / VIOLATION,
            basis=highs.getBasis(),
        )

    def conflict(self) -> tuple[Whole, Whole]:
        """Give rows and columns of a smallest set that cannot hold; none when all can."""
        self._pass(np.zeros(self.matrix.shape[1]), None)
        self._highs.setOptionValue("iis_strategy", IIS)
        _, found = self._highs.getIis()
        return np.array(found.row_index_, dtype=int), np.array(found.col_index_, dtype=int)

    def keep_below(self, cost: Floats, most: float) -> None:
        """Add a row that keeps an objective at or below a value."""
        self.kept.append((cost, most))


def _of_length(values: Sequence[float], length: int) -> Floats:
    """Give what the solver returned; zeros when it returned nothing."""
    return np.array(values, dtype=float) if len(values) else np.zeros(length)


def _binding(prices: Floats, least: Floats, most: Floats) -> Floats:
    """Give the side that a price is of; 0 where there is none."""
    side = np.where(prices > 0, least, most)
    return np.where(np.isfinite(side) & (prices != 0), side, 0.0)


def worst_violation(values: Floats, least: Floats, most: Floats) -> float:
    """Give by how much values leave their bounds at worst, each as a share of itself and 1."""
    scale = 1.0 + np.abs(values)
    low = (least - values) / scale
    high = (values - most) / scale
    return float(max(low.max(initial=0.0), high.max(initial=0.0)))
