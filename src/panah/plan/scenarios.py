"""Here and now: what to begin today when nobody knows what will come true.

Every scenario is one instance: its arrivals, and which offers come true and how late. What must be
decided now is the same in all of them; the rest may differ. The price of not knowing is what a
plan that knew would reach more, and the places that are begun now and that one who knew would not
begin; what planning for one mean future would lose is told beside it.
"""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from functools import partial
from typing import TYPE_CHECKING, TypedDict

import attrs
import numpy as np
import scipy.sparse as sp

from panah.domain.plan_input import PlanInput
from panah.domain.plan_policy import Order, Policy
from panah.errors import PlanError
from panah.plan.binding import is_count
from panah.plan.engine import Answer, Engine, Watch, quiet
from panah.plan.layout import Floats, Whole
from panah.plan.model import Programme, assemble, programme
from panah.plan.risk import Risk, Stage
from panah.plan.tables import NOBODY, frame, on

if TYPE_CHECKING:
    import polars as pl

__all__ = ["HereAndNow", "Risk", "Scenario", "drawn", "here_and_now"]

FALL = 10.0
"""What a class weighs against the next where a policy gives no weights: as in the method."""

DAYS = 1e-4
"""What a weighted day of waiting weighs against a person reached: the number of the method."""


MOVES = 1e-3
"""assumed: what a unit of relative cost weighs, so that nothing is begun that nobody is likely to
need; a place begun weighs as much as three days of waiting."""

GONE = 1e3
"""assumed: what a person-day on a place that is gone weighs, so that nobody is brought to one."""


@attrs.frozen(kw_only=True)
class Scenario:
    """One way things may go, and its chance; chances need not add up to 1."""

    name: str
    chance: float
    plan_input: PlanInput
    future: str


@attrs.frozen(kw_only=True, eq=False)
class HereAndNow:
    """What holds in all scenarios, and what not knowing costs; values in weighted people.

    Parameters
    ----------
    decisions
        What to begin now.
    value
        Expected under these decisions.
    on_the_mean
        Expected when what is best for the mean future is begun; None when that does not hold in
        some scenario.
    knowing
        Expected if one knew which scenario comes.
    worst
        Expected in the worst tenth of the scenarios, or in the share that the risk names.
    begun, in_vain
        Places begun now, and of them those that one who knew would not begin now, expected.
    """

    decisions: "pl.DataFrame"
    value: float
    on_the_mean: float | None
    knowing: float
    worst: float
    begun: float
    in_vain: float

    @property
    def price_of_not_knowing(self) -> float:
        """Weighted people that a plan that knew would reach more."""
        return max(0.0, self.knowing - self.value)

    @property
    def gain_over_the_mean(self) -> float | None:
        """Weighted people that planning for all scenarios reaches more than for their mean."""
        return None if self.on_the_mean is None else max(0.0, self.value - self.on_the_mean)


def drawn(plan_input: PlanInput, luck: Callable[[], float], *, count: int) -> tuple[Scenario, ...]:
    """Draw scenarios: a future, and for each offer whether it comes true and how late.

    Parameters
    ----------
    luck
        Gives a number from 0 to below 1 each time: a named stream of the case.
    """
    found = []
    for number in range(count):
        offers = []
        for offer in plan_input.offers:
            comes = offer.probability is None or luck() < offer.probability
            late = round(luck() * offer.delay_days)
            end = None if offer.end is None else max(offer.end, offer.start + late)
            offers.append(
                attrs.evolve(offer, live=offer.live and comes, start=offer.start + late, end=end)
            )
        future = plan_input.futures[int(luck() * len(plan_input.futures))]
        found.append(
            Scenario(
                name=f"draw {number + 1}",
                chance=1.0,
                plan_input=attrs.evolve(plan_input, offers=tuple(offers)),
                future=future,
            )
        )
    return tuple(found)


def here_and_now(
    scenarios: Sequence[Scenario],
    policy: Policy,
    *,
    days: int = 14,
    risk: Risk = Risk(),  # noqa: B008  (frozen)
    executor: Executor | None = None,
    watch: Watch = quiet,
) -> HereAndNow:
    """Find what to begin in the first days so that it is best over all scenarios.

    Parameters
    ----------
    days
        Days whose decisions are taken now: camps begun, finance given.
    risk
        How much the worst scenarios weigh against the mean.
    executor
        Solves what one who knew would do in each scenario side by side; None for one by one.

    Raises
    ------
    PlanError
        If there is no scenario, no decision to take now, or the whole cannot be solved.
    """
    if not scenarios:
        raise PlanError("there is no scenario to plan for; draw or name at least one")
    parts = [_part(one, policy) for one in scenarios]
    chances = np.array([one.chance for one in scenarios])
    cost = _cost(parts[0])
    stage = Stage(
        now=_decided_now(parts[0], days), cost=cost, chances=chances / chances.sum(), risk=risk
    )
    watch.tell(f"{len(parts)} scenarios")
    each: Callable[..., Iterable[Answer]] = executor.map if executor else map
    knowing = list(each(partial(_alone, cost=cost), parts))
    values = np.array([one.value for one in knowing])
    begun, reached = _as_one(parts, stage, watch)
    return HereAndNow(
        decisions=_decisions(parts[0], begun, stage.now),
        value=-float(stage.chances @ reached),
        on_the_mean=_on_the_mean(parts, stage),
        knowing=-float(stage.chances @ values),
        worst=-risk.tail(reached, stage.chances),
        **_places(parts[0], begun, [one.x[stage.now] for one in knowing], stage),
    )


def _as_one(parts: Sequence[Programme], stage: Stage, watch: Watch) -> tuple[Floats, Floats]:
    """Give what is decided now, and what each scenario comes to, from all in one programme."""
    answer = Engine(_together(parts, stage), watch=watch).solve(_spread(stage))
    if not answer.optimal:
        raise PlanError(
            f"the scenarios together were not solved ({answer.status}); take fewer or coarser ones"
        )
    each = answer.x[: len(parts) * len(stage.cost)].reshape(len(parts), -1)
    return each[0][stage.now], each @ stage.cost


class _Places(TypedDict):
    begun: float
    in_vain: float


def _places(part: Programme, begun: Floats, knowing: Sequence[Floats], stage: Stage) -> _Places:
    """Give the places begun now, and those that one who knew would not begin, by camp."""
    span = part.column("b")
    own = (stage.now >= span.start) & (stage.now < span.stop)
    camps = len(part.layout.instance.camps)
    camp = (stage.now[own] - span.start) // part.layout.periods
    here = np.bincount(camp, begun[own], minlength=camps)
    vain = [
        np.maximum(0.0, here - np.bincount(camp, one[own], minlength=camps)).sum()
        for one in knowing
    ]
    return {"begun": float(here.sum()), "in_vain": float(stage.chances @ np.array(vain))}


def _part(scenario: Scenario, policy: Policy) -> Programme:
    alike = attrs.evolve(
        policy, order=Order.STRICT, floor_groups=None, unsized=False, future=scenario.future
    )
    return programme(assemble(scenario.plan_input, alike, alike=True))


def _decided_now(part: Programme, days: int) -> Whole:
    """Give the columns that are decided now: places begun in the first days, and finance."""
    found = []
    for name in ("b", "fin"):
        block = next((one for one in part.columns if one.name == name), None)
        if block is not None:
            soon = part.layout.start[block.period] < days if name == "b" else block.period >= 0
            found.append(np.arange(part.shape[1])[part.column(name)][soon])
    if not found:
        raise PlanError("there is nothing to decide now: no camp to build and no offer to finance")
    return np.concatenate(found)


def _cost(part: Programme) -> Floats:
    counting = [goal for goal in part.goals if is_count(goal)]
    weights = dict(part.policy.weights)
    cost = np.zeros(part.shape[1])
    for place, goal in enumerate(counting):
        falls = FALL ** (len(counting) - 1 - place)
        cost += weights.get(int(goal.name.split("_")[-1]), falls) * part.cost(goal)
    for goal in part.goals:
        weighs = {"waiting": DAYS, "taken_away": GONE, "cost": MOVES}
        cost += weighs.get(goal.name, 0.0) * part.cost(goal)
    return cost


def _spread(stage: Stage) -> Floats:
    """Give what each column weighs: all scenarios by chance, then the risk of the worst."""
    risk, scenarios = stage.risk, len(stage.chances)
    own = [(1 - risk.caution) * chance * stage.cost for chance in stage.chances]
    if not risk.caution:
        return np.concatenate(own)
    past = risk.caution * stage.chances / risk.worst
    return np.concatenate([*own, np.full(1, risk.caution), past[:scenarios]])


def _together(parts: Sequence[Programme], stage: Stage) -> Programme:
    """Give all scenarios side by side, with rows that make today's decisions the same in all.

    With caution there are two more kinds of columns: the value at risk, and by how much each
    scenario passes it.
    """
    now, columns = stage.now, parts[0].shape[1]
    same = []
    for number in range(1, len(parts)):
        ones = np.ones(len(now))
        rows = np.arange(len(now))
        first = sp.csr_array((ones, (rows, now)), shape=(len(now), columns * len(parts)))
        other = sp.csr_array(
            (ones, (rows, now + number * columns)), shape=(len(now), columns * len(parts))
        )
        same.append(first - other)
    matrix = sp.vstack([sp.block_diag([one.matrix for one in parts]), *same], format="csc")
    nothing = np.zeros(len(now) * (len(parts) - 1))
    whole = attrs.evolve(
        parts[0],
        matrix=sp.csc_array(matrix),
        lower=np.concatenate([one.lower for one in parts]),
        upper=np.concatenate([one.upper for one in parts]),
        least=np.concatenate([*(one.least for one in parts), nothing]),
        most=np.concatenate([*(one.most for one in parts), nothing]),
        rows=(),
        columns=(),
    )
    return _with_risk(whole, stage) if stage.risk.caution else whole


def _with_risk(whole: Programme, stage: Stage) -> Programme:
    """Add past[s] >= value[s] - at risk, with past[s] >= 0 and the value at risk free."""
    scenarios = len(stage.chances)
    value = sp.block_diag([-stage.cost[None, :]] * scenarios, format="csr")
    risk = sp.hstack([np.ones((scenarios, 1)), sp.identity(scenarios)], format="csr")
    none = sp.csr_array((whole.shape[0], scenarios + 1))
    matrix = sp.vstack([sp.hstack([whole.matrix, none]), sp.hstack([value, risk])], format="csc")
    infinite = np.full(scenarios + 1, np.inf)
    return attrs.evolve(
        whole,
        matrix=sp.csc_array(matrix),
        lower=np.concatenate([whole.lower, [-np.inf], np.zeros(scenarios)]),
        upper=np.concatenate([whole.upper, infinite]),
        least=np.concatenate([whole.least, np.zeros(scenarios)]),
        most=np.concatenate([whole.most, infinite[:scenarios]]),
    )


def _alone(part: Programme, *, cost: Floats) -> Answer:
    return Engine(part).solve(cost)


def _on_the_mean(parts: Sequence[Programme], stage: Stage) -> float | None:
    """Give what comes of beginning what is best for the mean future."""
    chances, now, cost = stage.chances, stage.now, stage.cost
    mean = attrs.evolve(
        parts[0],
        lower=_mean([one.lower for one in parts], chances),
        upper=_mean([one.upper for one in parts], chances),
        least=_mean([one.least for one in parts], chances),
        most=_mean([one.most for one in parts], chances),
    )
    begun = np.maximum(0.0, _alone(mean, cost=cost).x[now])
    values = []
    for part in parts:
        lower, upper = part.lower.copy(), part.upper.copy()
        lower[now] = upper[now] = np.minimum(begun, upper[now])
        answer = _alone(attrs.evolve(part, lower=lower, upper=upper), cost=cost)
        if not answer.optimal:
            return None
        values.append(answer.value)
    return -float(chances @ np.array(values))


def _mean(sides: Sequence[Floats], chances: Floats) -> Floats:
    every = np.array(sides)
    finite = np.isfinite(every).all(axis=0)
    return np.where(finite, chances @ np.where(finite, every, 0.0), every[0])


def _decisions(part: Programme, begun: Floats, now: Whole) -> "pl.DataFrame":
    x = np.zeros(part.shape[1])
    x[now] = begun
    rows: list[dict[str, object]] = []
    for name in ("b", "fin"):
        span = part.column(name)
        block = next((one for one in part.columns if one.name == name), None)
        for column in now[(now >= span.start) & (now < span.stop)]:
            if block is not None and x[column] > NOBODY:
                at = column - span.start
                period = block.period[at]
                rows.append(
                    {
                        "what": block.limits[block.limit[at]],
                        "first": on(part.layout, part.layout.start[period]),
                        "days": int(part.layout.days[period]) if name == "b" else None,
                        "amount": float(x[column]),
                    }
                )
    return frame("decisions", rows)
