"""The objectives one after the other: no later one may spoil an earlier one.

Levels that are kept by their face are begun together: their sum is brought down once, each weighing
ten times the one after it. What comes of that is near the answer of each, mostly the same plan, so
that each is then solved by a few steps from there. Only the time depends on the sum.

After a level is solved it is kept. By its *face*: a column with a reduced cost can only stand at
its bound in any plan as good as this, a row with a price only at its side, so both are fixed there;
this is exact and makes the next programme smaller. By a *row*: the objective may not rise above its
value and the share that the level gives up for later ones.
"""

from collections.abc import Sequence

import attrs
import numpy as np

from panah.domain.plan import Reached
from panah.errors import PlanError
from panah.plan.engine import Answer, Engine, Watch, nothing_of, quiet
from panah.plan.goals import Goal
from panah.plan.layout import Floats
from panah.plan.model import Programme

__all__ = ["Solved", "fix_face", "lexicographic"]

FACE = 1e-7
"""Prices below this share of the largest number of an objective are taken for none."""

ROW = 1e-6
"""Share by which a level may fall back when its face turns out to be too narrow for numbers."""

LATER = 0.1
"""assumed: weight of a level beside the one before, each by its largest number, when several are
begun together; what it gets wrong the levels themselves put right, at the cost of more steps."""

ASSUMED = "taken_away"
"""The level that mostly comes to nothing, and is solved only where that does not hold."""


@attrs.frozen(kw_only=True, eq=False)
class Solved:
    """What came of the levels.

    Parameters
    ----------
    x
        The plan: a value for every column.
    answers
        The answer of each level that was brought to its end, in order, with its goal.
    shares
        What part of it later levels were allowed to give up.
    common_share
        The largest share all groups under the floor reach alike; None without a floor.
    """

    programme: Programme
    x: Floats
    answers: tuple[tuple[Goal, Answer], ...]
    complete: bool
    note: str
    common_share: float | None
    rechecked: tuple[str, ...]

    @property
    def levels(self) -> tuple[Reached, ...]:
        """The levels for a reader."""
        return tuple(
            Reached(
                level=goal.name,
                meaning=goal.meaning,
                why=goal.why,
                value=goal.sign * answer.value + 0.0,
                bound=goal.sign * answer.bound + 0.0,
                kept=goal.keep,
                allowed=goal.allowed,
                cpu_seconds=answer.cpu_seconds,
            )
            for goal, answer in self.answers
        )

    def answer(self, level: str) -> Answer | None:
        """Give the answer of a level; None when it was not reached."""
        return next((one for goal, one in self.answers if goal.name == level), None)


class _Chain:
    """The levels while they are solved."""

    def __init__(self, programme: Programme, watch: Watch) -> None:
        self.programme = programme
        self.watch = watch
        self.engine = Engine(programme, watch=watch)
        self.answers: list[tuple[Goal, Answer]] = []
        self.rechecked: list[str] = []
        self.common_share: float | None = None
        self.before: tuple[Goal, tuple[Floats, ...]] | None = None
        self.assumed: tuple[Goal, tuple[Floats, ...]] | None = None
        self.x: Floats | None = None
        self.together = _on_one_face(programme.goals)
        self.near: tuple[Goal, ...] = ()

    def assume(self, goal: Goal) -> None:
        """Take it that nothing is taken away, which mostly holds; the next level finds out."""
        self.assumed = goal, self._bounds()
        self.engine.upper[self.programme.cost(goal) > 0] = 0.0
        self.answers.append((goal, nothing_of(self.programme.shape)))

    def _bounds(self) -> tuple[Floats, ...]:
        engine = self.engine
        held = (engine.lower, engine.upper, engine.least, engine.most)
        return tuple(one.copy() for one in held)

    def level(self, goal: Goal) -> Answer:
        """Solve one level; fall back from the face of the one before when it is too narrow."""
        cost = self.programme.cost(goal)
        self.engine.rechecked = False
        answer = self._solve(goal, cost)
        if answer.infeasible and self.assumed is not None:
            answer = self._after_all(*self.assumed, goal)
        elif answer.infeasible and self.before is not None:
            self._widen(*self.before)
            answer = self.engine.solve(cost)
            self.engine.rechecked = True
        if self.engine.rechecked:
            self.rechecked.append(goal.name)
        return answer

    def _solve(self, goal: Goal, cost: Floats) -> Answer:
        """Solve one level: from an answer that is near, where there is one."""
        seconds = 0.0
        if goal in self.together:
            start = self._begin()
            if not start.optimal and (start.infeasible or self.watch.stopped()):
                return start
            self.near, self.together = (self.together if start.optimal else ()), ()
            seconds = start.cpu_seconds
        self.engine.progress.begin(goal.name, goal.sign)
        kept_by_row = bool(self.answers) and self.answers[-1][0].keep == "row"
        near = goal in self.near or kept_by_row
        answer = self.engine.solve_on(cost) if near else self.engine.solve(cost)
        return attrs.evolve(answer, cpu_seconds=answer.cpu_seconds + seconds)

    def _begin(self) -> Answer:
        """Bring down the sum of the levels that are begun together."""
        names = " + ".join(one.name for one in self.together)
        self.watch.tell(f"begun together: {names}, the earlier weighing more")
        self.engine.progress.begin("begun together, weighted sum", -1.0)
        cost = np.zeros(self.programme.shape[1])
        for goal in self.together:
            own = self.programme.cost(goal)
            cost = cost / LATER + own / (np.abs(own).max() or 1.0)
        return self.engine.solve(cost)

    def _after_all(self, goal: Goal, bounds: tuple[Floats, ...], found_out: Goal) -> Answer:
        """Solve what was assumed to be nothing, keep it, and then the level that found out."""
        self._restore(bounds)
        self.answers.pop()
        self.engine.progress.begin(goal.name, goal.sign)
        taken = self.engine.solve(self.programme.cost(goal))
        if not taken.optimal:
            return taken
        self.keep(goal, taken)
        return self._solve(found_out, self.programme.cost(found_out))

    def _restore(self, bounds: tuple[Floats, ...]) -> None:
        engine = self.engine
        engine.lower, engine.upper, engine.least, engine.most = bounds

    def _widen(self, goal: Goal, bounds: tuple[Floats, ...]) -> None:
        self._restore(bounds)
        value = self.answers[-1][1].value
        most = value + ROW * max(1.0, abs(value))
        self.engine.keep_below(self.programme.cost(goal), most)

    def keep(self, goal: Goal, answer: Answer) -> None:
        """Hold a level for those that come after."""
        self.answers.append((goal, answer))
        self.before, self.assumed, self.x = None, None, answer.x
        if goal.keep == "face":
            self.before = goal, self._bounds()
            fix_face(self.engine, answer, self.programme.cost(goal))
        elif goal.keep == "floor":
            self.common_share = float(-answer.value)
            phi = self.programme.column(goal.terms[0][0])
            floor = self.programme.policy.floor_share * self.common_share
            self.engine.lower[phi] = self.engine.upper[phi] = max(0.0, floor * (1 - ROW))
        elif goal.keep == "row":
            most = answer.value + goal.allowed * abs(answer.value) + ROW
            self.engine.keep_below(self.programme.cost(goal), most)


def _on_one_face(goals: Sequence[Goal]) -> tuple[Goal, ...]:
    """Give the levels that count people and the one after them; none where it is only one."""
    counting = [n for n, goal in enumerate(goals) if goal.name.startswith("reached")]
    found = tuple(goals[counting[0] : counting[-1] + 2]) if counting else ()
    return found if len(found) > 1 else ()


def fix_face(engine: Engine, answer: Answer, cost: Floats) -> None:
    """Fix what has a price where it stands: every plan as good as this has it there."""
    least = FACE * max(1.0, float(np.abs(cost).max()))
    at_lower, at_upper = answer.reduced > least, answer.reduced < -least
    engine.upper[at_lower] = engine.lower[at_lower]
    engine.lower[at_upper] = engine.upper[at_upper]
    below, above = answer.prices > least, answer.prices < -least
    engine.most[below] = engine.least[below]
    engine.least[above] = engine.most[above]


def lexicographic(programme: Programme, *, watch: Watch = quiet) -> Solved:
    """Solve the objectives of a programme in their order.

    Raises
    ------
    PlanError
        If facts and locks cannot hold together, or a level cannot be solved so that it holds.
    """
    chain = _Chain(programme, watch)
    for goal in programme.goals:
        if goal.name == ASSUMED:
            chain.assume(goal)
            continue
        watch.tell(f"{goal.name}: {goal.meaning}")
        answer = chain.level(goal)
        if not answer.optimal:
            return _stopped(chain, goal, answer)
        value, bound = goal.sign * answer.value + 0.0, goal.sign * answer.bound + 0.0
        gap = abs(value - bound) / max(1.0, abs(value))
        watch.tell(f"{goal.name}: {value:,.1f}, bound {bound:,.1f}, gap {gap:.1e}")
        chain.keep(goal, answer)
    return _solved(chain, answer.x, complete=True, note="")


def _stopped(chain: _Chain, goal: Goal, answer: Answer) -> Solved:
    """Give the best found when somebody stopped it; refuse what cannot hold."""
    if answer.infeasible:
        raise PlanError(
            "the facts and locks of this instance cannot hold together; "
            "ask `conflicts` for the smallest set of them that cannot"
        )
    if not chain.watch.stopped():
        raise PlanError(
            f"the level {goal.name!r} was not solved so that it holds: the solver says "
            f"{answer.status!r}; report the instance, or plan fewer days or coarser periods"
        )
    if chain.x is not None:
        done = ", ".join(one.name for one, _ in chain.answers)
        note = (
            f"stopped at {goal.name!r}: the best plan found so far, brought to its end for {done}"
        )
        return _solved(chain, chain.x, complete=False, note=note)
    return _solved(chain, _nobody_moves(chain.programme), complete=False, note=_NOTHING)


_NOTHING = "stopped before any level was solved: in this plan nobody moves but as facts say"


def _nobody_moves(programme: Programme) -> Floats:
    """Give the plan in which everybody stays, which presolve alone finds."""
    engine = Engine(programme)
    moves = programme.column("x")
    engine.upper[moves] = engine.lower[moves]
    answer = engine.solve(np.zeros(programme.shape[1]))
    if not answer.optimal:
        raise PlanError(
            "it was stopped before any plan was found, and the locks do not let everybody stay; "
            "let it run longer"
        )
    return answer.x


def _solved(chain: _Chain, x: Floats, *, complete: bool, note: str) -> Solved:
    return Solved(
        programme=chain.programme,
        x=x,
        answers=tuple(chain.answers),
        complete=complete,
        note=note,
        common_share=chain.common_share,
        rechecked=tuple(chain.rechecked),
    )
