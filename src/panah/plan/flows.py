"""People on the way: balance (1), flows (2), quotas (4), and what is fixed (13)."""

import numpy as np

from panah.domain.limit import ResourceKind
from panah.errors import PlanError
from panah.plan.building import Building, Sum
from panah.plan.layout import Whole
from panah.plan.undivided import flown
from panah.plan.using import amounts, lane_uses, names, not_past, slack, uses_of

__all__ = ["add_moves", "balance", "flow_limits", "kept", "locks", "quotas", "returns"]


def add_moves(b: Building) -> None:
    """Add x[l,t], people who leave, and s[i,t], people in a state at the end of a period.

    (13) x[l,t] = observed wherever a fact says so; of returns still to come, at most.
    """
    lane, period = b.layout.moves
    fact = b.layout.fact[lane, period]
    known = ~np.isnan(fact)
    fixed = known & ~b.layout.expected[lane, period]
    b.variable(
        "x",
        [f"fact:{one.name}" for one in b.layout.instance.lanes],
        keys=lane * b.layout.periods + period,
        periods=b.layout.periods,
        lower=np.where(fixed, fact, 0.0),
        upper=np.where(known, fact, np.inf),
    )
    states = [b.layout.instance.states[n].name for n in b.layout.counted]
    b.variable("s", states, periods=b.layout.periods)


def returns(b: Building) -> None:
    """(13) x[l,t] + fewer[l,t] = the returns that are forecast on a lane.

    Fewer go back when fewer are there to; it is brought to the least before anything else.
    """
    lane, period = b.layout.moves
    moves = np.nonzero(b.layout.expected[lane, period])[0]
    if not len(moves):
        return
    periods = b.layout.periods
    keys = lane[moves] * periods + period[moves]
    limits = [f"return:{one.name}" for one in b.layout.instance.lanes]
    fewer = b.variable("fewer", limits, keys=keys, periods=periods)
    forecast = np.zeros(len(limits) * periods)
    forecast[keys] = b.layout.fact[lane[moves], period[moves]]
    left = Sum().add(b.v["x"], moves, into=keys).add(fewer, np.arange(len(keys)), into=keys)
    b.constrain("return", left, "=", forecast, limits=limits, periods=periods)


def kept(b: Building) -> None:
    """x[l,t] + broken[l,t] >= the people who were promised to leave; broken is brought down."""
    lane, period = b.layout.moves
    told = b.layout.promised[lane, period]
    moves = np.nonzero(told > 0)[0]
    if not len(moves):
        return
    periods = b.layout.periods
    keys = lane[moves] * periods + period[moves]
    limits = [f"promised:{one.name}" for one in b.layout.instance.lanes]
    broken = b.variable("broken", limits, keys=keys, periods=periods)
    least = np.full(len(limits) * periods, np.inf)
    least[keys] = told[moves]
    left = Sum().add(b.v["x"], moves, into=keys).add(broken, np.arange(len(keys)), into=keys)
    b.constrain("kept", left, ">=", least, limits=limits, periods=periods)


def balance(b: Building) -> None:
    """(1) s[i,t] = s[i,t-1] + arrival[i,t] + sum_in survival_l x[l,u] - sum_out x[l,t]."""
    layout = b.layout
    lane, leaves = layout.moves
    cells = layout.cells_of(layout.counted)
    source, target = layout.source[lane], layout.target[lane]
    comes = np.nonzero((layout.row_of_state[target] >= 0) & (layout.arrives < layout.periods))[0]
    left = Sum()
    left.add(b.v["s"], cells, into=cells)
    left.add(b.v["s"], cells[:, :-1], into=cells[:, 1:], times=-1)
    left.add(b.v["x"], np.arange(len(lane)), into=_cell(b, source, leaves))
    left.add(
        b.v["x"],
        comes,
        into=_cell(b, target[comes], layout.arrives[comes]),
        times=-layout.survival[lane[comes]],
    )
    arrival = layout.supply[b.policy.future][layout.counted].ravel()
    states = [layout.instance.states[n].name for n in layout.counted]
    b.constrain(
        "balance",
        left,
        "=",
        arrival,
        limits=[f"people:{one}" for one in states],
        periods=layout.periods,
    )


def _cell(b: Building, state: Whole, period: Whole) -> Whole:
    return b.layout.row_of_state[state] * b.layout.periods + period


def flow_limits(b: Building) -> None:
    """(2) sum_l use[r,l] x[l,t] + use[r,c] b[c,t] <= cap[r,t] + fin + e[r,t]."""
    periods = b.layout.periods
    move, number, amount, period = lane_uses(b, ResourceKind.FLOW)
    left = Sum().add(b.v["x"], move, into=number * periods + period, times=amount)
    camps = {one.node: n for n, one in enumerate(b.layout.instance.camps)}
    for resource, on, some in uses_of(b, ResourceKind.FLOW):
        if on in camps:
            at = np.arange(periods)
            left.add(b.v["b"], camps[on] * periods + at, into=resource * periods + at, times=some)
    slack(b, left, ResourceKind.FLOW)
    there = not_past(b, amounts(b))
    there[flown(b)] = np.inf  # whole flights have rows of their own
    b.constrain("flow", left, "<=", there, limits=names(b), periods=periods)


def quotas(b: Building) -> None:
    """(4) sum_{l, t in window} x[l,t] <= Q + fin + e, and >= the least it must take."""
    move, number, amount, period = lane_uses(b, ResourceKind.QUOTA)
    days = b.layout.instance.days
    windows = [one.resource.window or (0, days - 1) for one in b.capacities]
    first, last = np.array(windows, dtype=int).reshape(-1, 2).T
    middle = b.layout.middle[period]
    inside = (middle >= first[number]) & (middle <= last[number])
    move, number, amount = move[inside], number[inside], amount[inside]
    left = Sum().add(b.v["x"], move, into=number, times=amount)
    slack(b, left, ResourceKind.QUOTA)
    caps = np.array([one.amount[0] for one in b.capacities])
    b.constrain("quota", left, "<=", caps, limits=names(b))
    least = [one.resource.least for one in b.capacities]
    asked = np.array([one is not None for one in least], dtype=bool)[number]
    demands = np.array([0.0 if one is None else one.most for one in least])
    taken = Sum().add(b.v["x"], move[asked], into=number[asked], times=amount[asked])
    b.constrain("least", taken, ">=", demands, limits=[f"least of {one}" for one in names(b)])


def locks(b: Building) -> None:
    """(13) least <= sum of x over the lanes and days of a lock <= most."""
    lane, period = b.layout.moves
    chosen = b.layout.instance.locks
    names = [f"lock:{one.name}" for one in chosen]
    least, most = Sum(), Sum()
    for n, lock in enumerate(chosen):
        last = b.layout.instance.days - 1 if lock.last is None else lock.last
        on = np.isin(lane, [b.layout.lane_of[one] for one in lock.lanes])
        day = b.layout.middle[period]
        moves = np.nonzero(on & (day >= lock.first) & (day <= last))[0]
        if lock.least and not len(moves):
            raise PlanError(
                f"lock {lock.name!r} asks for at least {lock.least:g} people on lanes that are "
                f"closed on all its days, or arrive after the plan; move its days or drop it"
            )
        if lock.least is not None:
            least.add(b.v["x"], moves, into=n)
        if lock.most is not None:
            most.add(b.v["x"], moves, into=n)
    b.constrain("lock_least", least, ">=", [one.least or 0.0 for one in chosen], limits=names)
    b.constrain("lock_most", most, "<=", [one.most or 0.0 for one in chosen], limits=names)
