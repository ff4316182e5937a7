"""What a changed limit would change, by solving again.

A trial keeps everything that was decided before: the policy, the floor in people, what could not be
avoided. It changes some limits, solves the levels that count people again, from the answer of the
plan where that is near, and tells how many more each of them reaches.
"""

from collections.abc import Mapping, Sequence

import attrs
import numpy as np

from panah.errors import PlanError
from panah.plan.binding import is_count
from panah.plan.building import Block
from panah.plan.engine import Engine
from panah.plan.goals import Goal
from panah.plan.lexicographic import Solved, fix_face
from panah.plan.model import Programme
from panah.plan.prices import per_step

__all__ = ["Change", "Trial", "limits_of", "trial"]


@attrs.frozen(kw_only=True)
class Change:
    """What is changed of a limit, wherever there is any of it to begin with.

    Parameters
    ----------
    add
        Units more; fewer below 0. A day for flows.
    times
        Share more; -1 takes the limit away.
    """

    add: float = 0.0
    times: float = 0.0


@attrs.frozen(kw_only=True)
class Trial:
    """What came of a changed limit: people gained by level, in the order of levels."""

    gains: tuple[tuple[str, float], ...]

    @property
    def gain(self) -> float:
        """People gained over all levels."""
        return sum(gain for _, gain in self.gains)


_BOUNDS = {"b", "ov", "F", "deliver", "ship", "fin", "flights"}
"""Variables whose bounds are limits."""

_COUNTED = {"flight", "flown"}
"""Rows of flights, of which it is the number that is a limit."""


def limits_of(programme: Programme) -> dict[str, tuple[Block, bool, int]]:
    """Give where each limit that can be changed stands: its block, whether of rows, its number."""
    found: dict[str, tuple[Block, bool, int]] = {}
    for blocks, of_rows in ((programme.rows, True), (programme.columns, False)):
        for block in blocks:
            if block.name not in _COUNTED and (of_rows or block.name in _BOUNDS):
                for number in np.unique(block.limit):
                    found.setdefault(block.limits[number], (block, of_rows, int(number)))
    return found


def trial(
    solved: Solved,
    changes: Mapping[str, Change],
    *,
    until: str | None = None,
) -> Trial:
    """Solve again with some limits changed.

    Parameters
    ----------
    until
        The last level that is asked, `waiting` for the days too; None for all that count people.

    Raises
    ------
    PlanError
        If there is no such limit or level, or nothing holds under the changed limits.
    """
    days = [goal for goal, _ in solved.answers if goal.name == "waiting" and until == "waiting"]
    goals = [goal for goal, _ in solved.answers if is_count(goal)] + days
    names = [goal.name for goal in goals]
    if until is not None and until not in names:
        raise PlanError(f"the plan has no level {until!r}; it has {', '.join(names)}")
    asked = goals[: names.index(until) + 1] if until else goals
    engine = Engine(solved.programme, crossover=len(asked) > 1)
    _as_decided(engine, solved)
    for name, change in changes.items():
        _change(engine, solved.programme, name, change)
    return Trial(gains=tuple(_solve(engine, solved, asked, list(changes))))


def _solve(
    engine: Engine, solved: Solved, asked: Sequence[Goal], changed: Sequence[str]
) -> list[tuple[str, float]]:
    gains: list[tuple[str, float]] = []
    before_of = {goal.name: answer for goal, answer in solved.answers}
    for goal in asked:
        cost, before = solved.programme.cost(goal), before_of[goal.name]
        answer = engine.solve_on(cost) if gains else engine.solve_near(cost, before)
        if not answer.optimal:
            raise PlanError(
                f"with {', '.join(changed)} changed the plan does not hold ({answer.status}): "
                f"facts, locks or a floor need what was taken away"
            )
        gains.append((goal.name, before.value - answer.value))
        fix_face(engine, answer, cost)
    return gains


def _as_decided(engine: Engine, solved: Solved) -> None:
    """Hold what was decided before any level that counts people: the floor, what is gone."""
    phi = solved.programme.column("phi")
    engine.lower[phi] = engine.upper[phi] = solved.x[phi]
    for name in ("beyond", "roofless", "fewer"):
        own = solved.programme.column(name)
        engine.upper[own] = np.maximum(0.0, solved.x[own])


def _change(engine: Engine, programme: Programme, name: str, change: Change) -> None:
    block, of_rows, number = _place(programme, name)
    blocks = programme.rows if of_rows else programme.columns
    span = programme.span(blocks, block.name)
    own = np.nonzero(block.limit == number)[0]
    side = engine.most if of_rows else engine.upper
    at = span.start + own
    open_at = np.isfinite(side[at]) & (side[at] > 0)
    own, at = own[open_at], at[open_at]
    more = change.add * per_step(programme.layout, block, own) + change.times * side[at]
    side[at] = np.maximum(0.0, side[at] + more)
    if not of_rows:
        engine.lower[at] = np.minimum(engine.lower[at], side[at])


def _place(programme: Programme, name: str) -> tuple[Block, bool, int]:
    limits = limits_of(programme)
    if name not in limits:
        near = ", ".join(sorted(limits)[:5])
        raise PlanError(f"the plan has no limit {name!r}; it has {near}, …")
    return limits[name]
