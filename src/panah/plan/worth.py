"""What one more is worth, confirmed by solving again, and what would change nothing.

The people a plan reaches are a concave function of every limit: any price is at least what more
brings and at most what less costs. So the prices choose what is tried, and the trials say what is
true: in both directions, in steps that show how far the price holds.
"""

import itertools
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from panah.errors import PlanError
from panah.plan.binding import binding, is_count, worth_by_prices
from panah.plan.engine import Watch, quiet
from panah.plan.lexicographic import Solved
from panah.plan.prices import Priced, origins_of, per_step, priced
from panah.plan.tables import frame, rest_on
from panah.plan.trying import Change, limits_of, trial

if TYPE_CHECKING:
    import polars as pl

__all__ = ["changes_nothing", "confirmed", "packages", "tried", "without"]

STEPS = (Change(times=-0.1), Change(add=-1), Change(add=1), Change(times=0.01), Change(times=0.1))
"""What is tried of each limit: the steps of the method, and back as far."""

TOP = 20
"""Limits that are tried, those with the highest prices first: the number of the method."""

HOLDS = 1e-4
"""Share by which a gain may differ from the price times the step while the price still holds."""


def confirmed(
    solved: Solved,
    *,
    level: str | None = None,
    top: int = TOP,
    steps: Sequence[Change] = STEPS,
    watch: Watch = quiet,
) -> "pl.DataFrame":
    """Try the limits with the highest prices, and tell gain, gain for one and whether it holds.

    Parameters
    ----------
    level
        The level asked; None for the first that counts people.

    Raises
    ------
    PlanError
        If there is no such level.
    """
    asked = level or next(goal.name for goal, _ in solved.answers if is_count(goal))
    rows: list[dict[str, object]] = []
    answer = solved.answer(asked)
    if answer is None:
        raise PlanError(f"the plan has no level {asked!r}, or was stopped before it")
    prices = {(one.limit, one.block): one for one in priced(solved.programme, answer)}
    known = limits_of(solved.programme)
    for row in worth_by_prices(solved).filter(level=asked).head(top).iter_rows(named=True):
        price = prices[str(row["limit"]), known[str(row["limit"])][0].name]
        for change in steps:
            if watch.stopped():
                break
            watch.tell(f"trying {row['limit']}: {_worded(change)}")
            units = _units(solved, str(row["limit"]), change)
            try:
                gain, days = _gain(solved, {str(row["limit"]): change}, asked, days=change == ONE)
            except PlanError:  # facts, locks, or what is taken whole need what is there
                rows.append({**row, "step": units, "holds": False})
                continue
            rows.append(
                {
                    **row,
                    "step": units,
                    "gain": gain,
                    "per_unit": gain / units if units else 0.0,
                    "days": days,
                    "holds": abs(gain - _told(price, change)) <= HOLDS * max(1.0, abs(gain)),
                }
            )
    return frame("worth", rows)


ONE = Change(add=1)
"""The step at which the days that are spared are told beside the people who are reached."""


def _gain(
    solved: Solved, changes: Mapping[str, Change], level: str, *, days: bool
) -> tuple[float, float | None]:
    """Give what a change gains at a level, and the weighted days it spares where asked."""
    whole = days and solved.answer("waiting") is not None
    gains = dict(trial(solved, changes, until="waiting" if whole else level).gains)
    return gains[level], gains.get("waiting")


def tried(solved: Solved, *, top: int, watch: Watch = quiet) -> "pl.DataFrame":
    """Give the worth of all limits: by trials for the highest prices, else by their prices alone.

    Tried are limits that bring people of the first class that is counted, limits that only spare
    days, and pairs that bring more together than each alone.

    Raises
    ------
    PlanError
        If the plan does not hold with less of a limit.
    """
    found = confirmed(solved, top=top, watch=watch)
    if solved.answer("waiting") is not None:
        spare = confirmed(solved, level="waiting", top=top // 2, steps=MORE, watch=watch)
        found = found.vstack(spare)
    found = found.vstack(_pairs(solved, watch))
    known = list(zip(found["limit"], found["level"], strict=True))
    rest = [
        row
        for row in worth_by_prices(solved).iter_rows(named=True)
        if (row["limit"], row["level"]) not in known
    ]
    return frame("worth", [*found.iter_rows(named=True), *rest])


MORE = (ONE, Change(times=0.1))
"""Steps that are tried of limits that only spare days."""

PAIRED = 4
"""assumed: limits that are used up and tried two by two; all pairs of more would take too long."""


def _pairs(solved: Solved, watch: Watch) -> "pl.DataFrame":
    """Give the pairs of used-up limits that bring more together than the sum of each alone."""
    known = limits_of(solved.programme)
    names = [name for name in dict.fromkeys(binding(solved)["limit"]) if name in known][:PAIRED]
    tenth = Change(times=0.1)
    asked = next(goal.name for goal, _ in solved.answers if is_count(goal))
    joint: list[Mapping[str, Change]] = []
    alone: dict[str, float] = {}
    for one, other in itertools.combinations(names, 2):
        if watch.stopped():
            break
        watch.tell(f"trying {one} and {other} together: {_worded(tenth)}")
        for name in (one, other):
            if name not in alone:
                alone[name], _ = _gain(solved, {name: tenth}, asked, days=False)
        both = {one: tenth, other: tenth}
        gain, _ = _gain(solved, both, asked, days=False)
        if gain > alone[one] + alone[other] + max(1.0, HOLDS * abs(gain)):
            joint.append(both)
    return packages(solved, joint)


def _told(price: Priced, change: Change) -> float:
    """Give what the prices alone say that a change gains."""
    more = change.add * price.per + change.times * price.amount
    return float(price.price[price.open] @ more[price.open])


def _worded(change: Change) -> str:
    return f"{change.add:+g}" if change.add else f"{change.times:+.0%}"


def _units(solved: Solved, name: str, change: Change) -> float:
    """Give how many units a change is, on the mean of the periods in which there is any."""
    if change.add:
        return change.add
    programme = solved.programme
    block, of_rows, number = limits_of(programme)[name]
    span = programme.span(programme.rows if of_rows else programme.columns, block.name)
    own = block.limit == number
    sides = (programme.most if of_rows else programme.upper)[span][own]
    one = per_step(programme.layout, block, own)
    there = np.isfinite(sides) & (sides > 0)
    return float(change.times * sides[there].sum() / one[there].sum()) if there.any() else 0.0


def packages(solved: Solved, joint: Sequence[Mapping[str, Change]]) -> "pl.DataFrame":
    """Try limits together: two that bind as one are worth something only jointly.

    Raises
    ------
    PlanError
        If there is no such limit.
    """
    asked = next(goal.name for goal, _ in solved.answers if is_count(goal))
    origins = origins_of(solved.programme.layout, solved.programme.capacities)
    rows = []
    for changes in joint:
        gain = trial(solved, changes, until=asked).gains[-1][1]
        rests = [one for name in changes for one in origins.get(name, ())]
        rows.append(
            {
                "limit": " + ".join(f"{name} {_worded(one)}" for name, one in changes.items()),
                "unit": "package",
                "level": asked,
                "measure": "people",
                "slope": None,
                "step": 1.0,
                "gain": gain,
                "per_unit": gain,
                "holds": None,
                **rest_on(rests),
            }
        )
    return frame("worth", rows)


def without(solved: Solved, names: Sequence[str]) -> "pl.DataFrame":
    """Take each of some limits away altogether, and tell what that loses.

    Raises
    ------
    PlanError
        If there is no such limit, or facts and locks need it.
    """
    away = packages(solved, [{name: Change(times=-1.0)} for name in names])
    return away.with_columns(limit=away["limit"].str.strip_suffix(" -100%"))


def changes_nothing(solved: Solved) -> tuple[str, ...]:
    """Give limits that are used up and of which a tenth more would still reach nobody else.

    All are tried at once: what they do not bring together, none of them brings alone. When together
    they bring somebody, none is named.
    """
    used_up = binding(solved)
    names = used_up.filter(used_up["prices"] == "")["limit"].to_list()
    known = limits_of(solved.programme)
    names = [name for name in names if name in known]
    if not names:
        return ()
    gain = trial(solved, {name: Change(times=0.1) for name in names}).gain
    reached = sum(abs(answer.value) for goal, answer in solved.answers if is_count(goal))
    return tuple(names) if gain <= HOLDS * max(1.0, reached) else ()
