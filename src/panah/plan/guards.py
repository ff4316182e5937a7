"""What must be true of a plan before anybody sees it, whoever solved it."""

from panah.errors import PlanError
from panah.plan.binding import is_count
from panah.plan.layout import Floats, Layout
from panah.plan.lexicographic import Solved
from panah.plan.prices import priced

__all__ = ["check_solved"]

PEOPLE = 1e-6
"""Share of all people by which their number may be off: the guard of the method."""

_HINT = "the solver's answer is refused; solve again, or report the instance"


def check_solved(solved: Solved) -> None:
    """Refuse an answer in which people appear or vanish, or an account that does not add up.

    Raises
    ------
    PlanError
        If people are not conserved, or prices times limits are not the people reached.
    """
    came, are = _people(solved)
    if abs(came - are) > PEOPLE * max(1.0, came):
        raise PlanError(f"{came:,.3f} people came and {are:,.3f} are somewhere: {_HINT}")
    for goal, answer in solved.answers:
        if is_count(goal):
            told = sum(one.part for one in priced(solved.programme, answer)) - answer.kept
            if abs(told + answer.value) > PEOPLE * max(1.0, abs(answer.value)):
                raise PlanError(
                    f"the account of {goal.name} adds up to {told:,.3f}, not to "
                    f"{-answer.value:,.3f}: {_HINT}"
                )


def _people(solved: Solved) -> tuple[float, float]:
    """Give how many came, and how many are somewhere at the end, on the way or lost."""
    programme = solved.programme
    layout = programme.layout
    came = float(layout.supply[programme.policy.future].sum())
    stock = solved.x[programme.column("s")].reshape(-1, layout.periods)[:, -1].sum()
    moved = solved.x[programme.column("x")]
    return came, float(stock + _out_of_stock(layout, moved))


def _out_of_stock(layout: Layout, moved: Floats) -> float:
    lane, _ = layout.moves
    placed = layout.row_of_state[layout.target[lane]] < 0
    arrived = layout.arrives < layout.periods
    survival = layout.survival[lane]
    lost = moved * (1 - survival) * arrived
    return float((moved * survival * (placed & arrived) + lost + moved * ~arrived).sum())
