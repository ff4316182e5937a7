"""The assignment problem: parties to localities, whole, within the places that are left.

    maximise   sum of (worth[i, p] + bonus people[i]) z[i, p] - evenness Z
    subject to sum over p of z[i, p] <= 1                       every party once at most,
                                                                once at least if it must
               sum over i of need[i, k] z[i, p] <= left[p, k]   counts are kept
               used[p] + sum over i of beds[i] z[i, p] <= beds_in_all[p] Z

With z whole it places a batch; with z between 0 and 1 its duals price places. The bonus of a
person placed is set so that one person more is worth more than any one party's better place.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs
import highspy
import numpy as np
from highspy._core import _Highs  # its public child prints a banner on standard output
from scipy.sparse import csc_array

from panah.errors import FamilyError

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Assignment", "Problem", "assign", "assignment", "ceilings", "prices_of"]

GAP = 1e-4
"""Relative gap at which a batch counts as solved. Source: design prototype, 52 batches of 38
families each within 0.01 % of the bound."""


@attrs.frozen(kw_only=True, eq=False)
class Problem:
    """Parties, localities and what is left.

    Parameters
    ----------
    worth
        Shape (party, locality): score less price, in units of the score.
    fits
        Shape (party, locality): whether only counts may stop it.
    needs
        Shape (party, count).
    left
        Shape (locality, count): places free.
    total
        Shape (locality,): beds in all.
    people
        Shape (party,).
    must
        Shape (party,): whether it has to be placed.
    bonus
        What a person placed is worth before any score.
    evenness
        What filling the fullest locality by one hundred per cent less is worth, in units of the
        score; 0 for nothing.
    """

    worth: "npt.NDArray[np.float64]"
    fits: "npt.NDArray[np.bool_]"
    needs: "npt.NDArray[np.int64]"
    left: "npt.NDArray[np.int64]"
    total: "npt.NDArray[np.int64]"
    people: "npt.NDArray[np.int64]"
    must: "npt.NDArray[np.bool_]"
    bonus: float = 0.0
    evenness: float = 0.0

    @property
    def roomy(self) -> "npt.NDArray[np.bool_]":
        """Shape (party, locality): whether the party fits and there is room for it alone."""
        room = (self.needs[:, None, :] <= self.left[None, :, :]).all(axis=2)
        return np.asarray(self.fits & room)


@attrs.frozen(kw_only=True, eq=False)
class Assignment:
    """Who goes where.

    Parameters
    ----------
    chosen
        Shape (party,): the number of the locality, -1 for waiting.
    worth
        The total of what was chosen.
    value
        The same with the bonus of the people placed: what was greatest.
    people
        How many are placed.
    """

    chosen: "npt.NDArray[np.int64]"
    worth: float
    value: float
    people: int


@attrs.frozen(kw_only=True, eq=False)
class _Rows:
    """The problem as rows and columns; the last column is Z."""

    party: "npt.NDArray[np.int64]"
    locality: "npt.NDArray[np.int64]"
    matrix: "csc_array"
    least: "npt.NDArray[np.float64]"
    most: "npt.NDArray[np.float64]"
    cost: "npt.NDArray[np.float64]"


def assign(problem: Problem) -> Assignment:
    """Place the parties so that the value is greatest.

    Raises
    ------
    FamilyError
        If the solver gives up; says what it said.
    """
    rows = _rows(problem)
    chosen = np.full(len(problem.people), -1)
    if rows.party.size:
        taken = np.array(_solved(rows, whole=True).getSolution().col_value)[:-1] > 0.5
        chosen[rows.party[taken]] = rows.locality[taken]
    return assignment(problem, chosen)


def assignment(problem: Problem, chosen: "npt.NDArray[np.int64]") -> Assignment:
    """Give a choice of localities with what it is worth."""
    at = chosen >= 0
    worth = float(problem.worth[at, chosen[at]].sum())
    people = int(problem.people[at].sum())
    return Assignment(
        chosen=chosen, worth=worth, value=worth + problem.bonus * people, people=people
    )


def prices_of(problem: Problem) -> "npt.NDArray[np.float64]":
    """Give what one more place is worth when parties may be parted; shape (locality, count).

    That some parties must be placed, and that localities fill evenly, is not asked for.
    """
    rows = _rows(attrs.evolve(problem, evenness=0.0))
    if rows.party.size == 0:
        return np.zeros(problem.left.shape)
    duals = np.array(_solved(rows, whole=False).getSolution().row_dual)[len(problem.people) :]
    return np.asarray(np.maximum(-duals.reshape(problem.left.shape), 0.0))


def ceilings(problem: Problem, choices: Sequence[tuple[int, int]]) -> list[float]:
    """Give for each choice (party, locality) a value that no assignment with it passes.

    It is the value when all other parties may be parted. A choice without room gives nothing.
    """
    rows = _rows(attrs.evolve(problem, evenness=0.0))
    pairs = zip(rows.party.tolist(), rows.locality.tolist(), strict=True)
    at = {pair: number for number, pair in enumerate(pairs)}
    if not at:
        return [-np.inf] * len(choices)
    solver = _solved(rows, whole=False)
    found = []
    for choice in choices:
        if choice not in at:
            found.append(-np.inf)
            continue
        solver.changeColBounds(at[choice], 1.0, 1.0)
        solver.run()
        found.append(-float(solver.getInfo().objective_function_value))
        solver.changeColBounds(at[choice], 0.0, 1.0)
    return found


def _rows(problem: Problem) -> _Rows:
    """Lay the problem out: rows of parties, of counts by locality, and of fullness if it counts."""
    party, locality = np.nonzero(problem.roomy)
    pairs, parties = len(party), len(problem.people)
    places, counts = problem.left.shape
    column = np.arange(pairs)
    parts = [(party, column, np.ones(pairs))]
    for count in range(counts):
        row = parties + locality * counts + count
        parts.append((row, column, problem.needs[party, count].astype(float)))
    most = [np.ones(parties), problem.left.ravel().astype(float)]
    if problem.evenness:
        full = parties + places * counts
        parts.append((full + locality, column, problem.needs[party, 0].astype(float)))
        fullest = np.full(places, pairs)
        parts.append((full + np.arange(places), fullest, -problem.total.astype(float)))
        most.append((problem.left[:, 0] - problem.total).astype(float))
    at, along, value = (np.concatenate([part[n] for part in parts]) for n in range(3))
    above = np.concatenate(most)
    least = np.full(above.size, -np.inf)
    least[:parties][problem.must] = 1
    return _Rows(
        party=party,
        locality=locality,
        matrix=csc_array((value, (at, along)), shape=(above.size, pairs + 1)),
        least=least,
        most=above,
        cost=np.append(
            -problem.worth[party, locality] - problem.bonus * problem.people[party],
            problem.evenness,
        ),
    )


def _solved(rows: _Rows, *, whole: bool) -> _Highs:
    """Solve, with whole parties or with parts of them, and give the solver.

    Raises
    ------
    FamilyError
        If the solver gives up; says what it said.
    """
    height, width = rows.matrix.shape
    programme = highspy.HighsLp()
    programme.num_col_, programme.num_row_ = width, height
    programme.col_cost_ = rows.cost
    programme.col_lower_ = np.zeros(width)
    programme.col_upper_ = np.append(np.ones(width - 1), np.inf)
    programme.row_lower_, programme.row_upper_ = rows.least, rows.most
    programme.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    programme.a_matrix_.start_ = rows.matrix.indptr
    programme.a_matrix_.index_ = rows.matrix.indices
    programme.a_matrix_.value_ = rows.matrix.data
    if whole:
        parts = [highspy.HighsVarType.kInteger] * (width - 1)
        programme.integrality_ = [*parts, highspy.HighsVarType.kContinuous]
    solver = _Highs()
    for option, value in (("output_flag", False), ("threads", 1), ("mip_rel_gap", GAP)):
        solver.setOptionValue(option, value)
    solver.passModel(programme)
    solver.run()
    status = solver.getModelStatus()
    if status != highspy.HighsModelStatus.kOptimal:
        said = solver.modelStatusToString(status)
        raise FamilyError(f"the families could not be placed; the solver says {said}")
    return solver
