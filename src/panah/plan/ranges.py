"""Plans that are as good: how little and how much each host can be used without anybody losing.

Who comes to a host and goes home from it, as is forecast, is not counted: nobody may choose it.
Everything people gain is kept, days may grow by the share that the level gives up anyhow. A host
whose least is 0 is not needed; one whose least is high is needed whatever else is done.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from panah.domain.network import Passage
from panah.errors import PlanError
from panah.plan.binding import is_count
from panah.plan.engine import Engine, Watch, quiet
from panah.plan.layout import Floats
from panah.plan.lexicographic import ROW, Solved
from panah.plan.tables import frame

if TYPE_CHECKING:
    import polars as pl

__all__ = ["ranges"]

NEAR = 0.005
"""Share by which weighted days may grow: that of the method."""


def ranges(
    solved: Solved, nodes: Sequence[str], *, near: float = NEAR, watch: Watch = quiet
) -> "pl.DataFrame":
    """Give the least and most people who come to each of some nodes and stay, in plans as good.

    Raises
    ------
    PlanError
        If there is no such node, or the plan was stopped before its days were counted.
    """
    layout = solved.programme.layout
    known = {one.name for one in layout.instance.nodes}
    if unknown := sorted(set(nodes) - known):
        raise PlanError(f"the instance has no node {', '.join(unknown)}")
    engine = Engine(solved.programme, watch=watch, crossover=False)
    _keep(engine, solved, near)
    rows: list[dict[str, object]] = []
    for node in nodes:
        watch.tell(f"range of {node}")
        comes = _comes_to(solved, node)
        least, most = (engine.solve(sign * comes) for sign in (1.0, -1.0))
        used = max(0.0, float(comes @ solved.x))
        rows.append(
            {
                "node": node,
                "least": min(used, max(0.0, least.value)),
                "used": used,
                "most": max(used, -most.value),
                "needed": bool(least.value > 1.0),
            }
        )
    return frame("ranges", rows)


def _keep(engine: Engine, solved: Solved, near: float) -> None:
    phi = solved.programme.column("phi")
    engine.lower[phi] = engine.upper[phi] = solved.x[phi]
    kept = [one for one in solved.answers if is_count(one[0])]
    kept += [one for one in solved.answers if one[0].name in {"taken_away", "waiting"}]
    if "waiting" not in {goal.name for goal, _ in kept}:
        raise PlanError("the plan was stopped before its days were counted; let it run longer")
    for goal, answer in kept:
        share = near if goal.name == "waiting" else ROW
        most = answer.value + share * max(1.0, abs(answer.value))
        engine.keep_below(solved.programme.cost(goal), most)


def _comes_to(solved: Solved, node: str) -> Floats:
    layout = solved.programme.layout
    lane, _ = layout.moves
    there = np.array([one.node == node for one in layout.instance.states])
    home = np.array([one.passage is Passage.RETURN for one in layout.instance.lanes])
    comes = there[layout.target[lane]] & ~there[layout.source[lane]]
    goes_home = there[layout.source[lane]] & home[lane]
    cost = np.zeros(solved.programme.shape[1])
    cost[solved.programme.column("x")] = comes.astype(float) - goes_home
    return cost
