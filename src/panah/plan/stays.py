"""Where people stay: places (3), the stay limit without an age index (5), promises (7).

Who is being processed at a hub has left one state of it and not yet reached the next; they are
`inside`, need their place, and count in their stay like everyone there.
"""

import attrs
import numpy as np

from panah.domain.limit import ResourceKind
from panah.domain.network import Stage
from panah.plan.building import Building, Sum
from panah.plan.layout import Layout, Masks, Whole
from panah.plan.using import amounts, names, not_past, slack, uses_of

__all__ = ["Commodity", "add_stays", "commodities", "promises", "stay_limits", "stock_limits"]


@attrs.frozen(eq=False)
class Commodity:
    """People of one group and track at one hub with a stay limit."""

    name: str
    states: Whole
    days: int


def commodities(layout: Layout) -> list[Commodity]:
    """Give all whose stay is limited, in the order of their rows."""
    limits = {one.name: one.stay_days for one in layout.instance.nodes}
    found: dict[tuple[str, str, str], list[int]] = {}
    for number, state in enumerate(layout.instance.states):
        limit = limits[state.node]
        if limit is not None and limit < layout.instance.days:
            found.setdefault((state.node, state.group, state.track), []).append(number)
    return [
        Commodity("/".join(key), np.array(states), limits[key[0]] or 0)
        for key, states in found.items()
    ]


def add_stays(b: Building) -> None:
    """Add arr[h,g,d,t], people who come to a hub, over[h,g,d,t], beyond the limit, and beyond[r,t].

    `beyond` is people for whom a place was taken away; it exists only where that can happen, and
    its sum is brought to the least before anything else.
    """
    periods = b.layout.periods
    hubs = [f"stay at {one.name}" for one in commodities(b.layout)]
    if hubs:
        b.variable("arr", hubs, periods=periods)
        b.variable("over", hubs, periods=periods)
    keys = _can_be_beyond(b)
    if len(keys):
        b.variable("beyond", names(b), keys=keys, periods=periods)


def _can_be_beyond(b: Building) -> Whole:
    """Give the stock rows in which people can be who came before the places went."""
    layout = b.layout
    here = {one.state for one in layout.instance.present if one.people > 0}
    here |= {layout.instance.lanes[layout.lane_of[f.lane]].target for f in layout.instance.facts}
    holds_them = {number for number, on, _ in uses_of(b, ResourceKind.STOCK) if on in here}
    keys = []
    for number, one in enumerate(b.capacities):
        if one.resource.kind is not ResourceKind.STOCK:
            continue
        falls = one.amount < np.maximum.accumulate(one.amount)
        if b.alike or number in holds_them:
            falls = np.ones_like(falls)
        keys.append(number * layout.periods + np.nonzero(falls)[0])
    return np.concatenate(keys) if keys else np.zeros(0, dtype=int)


def stock_limits(b: Building) -> None:
    """(3) sum_i use[r,i] (s[i,t] + inside) <= cap[r,t] + fin + e + beyond."""
    layout, periods = b.layout, b.layout.periods
    uses = uses_of(b, ResourceKind.STOCK)
    number = np.array([one[0] for one in uses], dtype=int)
    states = np.array([layout.state_of[on] for _, on, _ in uses], dtype=int)
    amount = np.array([some for _, _, some in uses])
    waits = layout.row_of_state[states] >= 0
    number, states, amount = number[waits], states[waits], amount[waits]
    into = number[:, None] * periods + np.arange(periods)[None, :]
    left = Sum()
    left.add(b.v["s"], layout.cells_of(states), into=into, times=amount[:, None])
    move, at = _inside(layout)
    source = layout.source[layout.moves[0][move]]
    for resource in np.unique(number):
        own = number == resource
        use = np.zeros(len(layout.instance.states))
        use[states[own]] = amount[own]
        busy = np.nonzero(use[source])[0]
        row = resource * periods + at[busy]
        left.add(b.v["x"], move[busy], into=row, times=use[source[busy]])
    slack(b, left, ResourceKind.STOCK)
    b.constrain("stock", left, "<=", not_past(b, amounts(b)), limits=names(b), periods=periods)


def _same_node(layout: Layout) -> Masks:
    """Tell which lanes stay at their node: processing."""
    number = {one.name: n for n, one in enumerate(layout.instance.nodes)}
    node = np.array([number[one.node] for one in layout.instance.states])
    return np.asarray(node[layout.source] == node[layout.target])


def _inside(layout: Layout) -> tuple[Whole, Whole]:
    """Give who is being processed at the end of a period, as pairs (move, period)."""
    move, at = layout.between
    stays = _same_node(layout)[layout.moves[0][move]]
    return move[stays], at[stays]


def stay_limits(b: Building) -> None:
    """(5) s_new + s_ready + inside <= sum of arr over the last L days + over, first in first out.

    With arr[h,g,d,t] = sum of survival x[l,u] over the lanes in, summed once. Who is there when the
    plan begins is taken to have come on day 0: nobody states when they came.
    """
    layout, periods = b.layout, b.layout.periods
    hubs = commodities(layout)
    if not hubs:
        return
    hub_of = np.full(len(layout.instance.states), -1)
    for n, hub in enumerate(hubs):
        hub_of[hub.states] = n
    lane, _ = layout.moves
    inner = _same_node(layout)[lane]
    comes, stays = Sum(), Sum()
    to = hub_of[layout.target[lane]]
    into = np.nonzero((to >= 0) & ~inner & (layout.arrives < periods))[0]
    row = to[into] * periods + layout.arrives[into]
    comes.add(b.v["x"], into, into=row, times=-layout.survival[lane[into]])
    move, at = _inside(layout)
    of = hub_of[layout.source[lane[move]]]
    stays.add(b.v["x"], move[of >= 0], into=of[of >= 0] * periods + at[of >= 0])
    here = np.zeros(len(hubs) * periods)
    for n, hub in enumerate(hubs):
        own = n * periods + np.arange(periods)
        stays.add(b.v["s"], layout.cells_of(hub.states), into=own[None, :])
        since, until = _window(layout, hub.days)
        stays.add(b.v["arr"], n * periods + since, into=n * periods + until, times=-1)
        here[own] = (layout.last - hub.days + 1 <= 0) * _present(layout, hub.states)
    every = np.arange(len(hubs) * periods)
    comes.add(b.v["arr"], every, into=every)
    stays.add(b.v["over"], every, into=every, times=-1)
    limits = [f"stay at {one.name}" for one in hubs]
    b.constrain("arrivals", comes, "=", 0.0, limits=limits, periods=periods)
    b.constrain("stay", stays, "<=", here, limits=limits, periods=periods)


def _window(layout: Layout, days: int) -> tuple[Whole, Whole]:
    """Give the periods of arrival from which people may still be there at the end of another."""
    first = layout.holding(np.maximum(layout.last - days + 1, 0))
    period = np.arange(layout.periods)
    until, since = np.nonzero((period >= first[:, None]) & (period <= period[:, None]))
    return since, until


def _present(layout: Layout, states: Whole) -> float:
    names_here = {layout.instance.states[n].name for n in states}
    return sum(one.people for one in layout.instance.present if one.state in names_here)


def promises(b: Building) -> None:
    """(7) sum_h s[h,.,d,T] + placed_d <= quota_d: nobody waits on a promise that is used up."""
    layout = b.layout
    lane, _ = layout.moves
    tracks = [one for one in layout.instance.tracks if one.quota is not None]
    number = {one.name: n for n, one in enumerate(tracks)}
    track_of = np.array([number.get(one.track, -1) for one in layout.instance.states])
    placed = layout.at_stage(Stage.PLACED)
    waits = np.nonzero((track_of >= 0) & layout.in_transit)[0]
    left = Sum()
    left.add(b.v["s"], layout.cells_of(waits)[:, -1], into=track_of[waits])
    settles = np.nonzero(placed[layout.target[lane]] & (track_of[layout.target[lane]] >= 0))[0]
    left.add(b.v["x"], settles, into=track_of[layout.target[lane[settles]]])
    quota = [one.quota.most if one.quota else 0.0 for one in tracks]
    b.constrain("promise", left, "<=", quota, limits=[f"promise:{n}" for n in number])
