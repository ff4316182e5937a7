"""What is only taken whole: flights, modules, batches, offers, sites, an overflow behind a ceiling.

Every such thing is a column that must be a whole number. Here are the columns and rows; until
somebody rounds or searches them (`panah.plan.whole`, `panah.plan.searching`) they are the linear
programme that is solved first.
"""

import numpy as np

from panah.domain.limit import Camp, Offer, ResourceKind
from panah.plan.building import Building, Sum
from panah.plan.camps import begun
from panah.plan.counting import counts, held
from panah.plan.layout import Floats, Whole
from panah.plan.using import lane_uses, uses_of

__all__ = ["UNDIVIDED", "add_undivided", "coming", "flown", "sited", "undivided"]

UNDIVIDED = ("flights", "modules", "going", "left", "opened", "full")
"""Variables that must be whole numbers."""


def add_undivided(b: Building) -> None:
    """Add whole units in the first days, modules begun, and what is yes or no.

    `flights` of a resource in a period, `modules` begun at a camp, whether a batch is `going`,
    whether an offer is `left` (1) or taken (0), whether a site is `opened`, whether a camp is
    `full` up to its permit.
    """
    if not b.whole:
        return
    periods = b.layout.periods
    resources = [one.resource.name for one in b.capacities]
    keys = flown(b)
    if len(keys):
        units = np.array([one.resource.batch or 1.0 for one in b.capacities])[keys // periods]
        most = np.floor(_there(b)[keys] / units + ROUND)
        limits = [f"whole:{one}" for one in resources]
        b.variable("flights", limits, keys=keys, periods=periods, upper=most)
    camps = b.layout.instance.camps
    for name, which in (
        ("modules", [bool(one.module) for one in camps]),
        ("full", [_behind(one) for one in camps]),
    ):
        keys = _of_camps(np.array(which, dtype=bool), periods)
        if len(keys):
            most = np.inf if name == "modules" else 1.0
            limits = [f"{name} at {one.node}" for one in camps]
            b.variable(name, limits, keys=keys, periods=periods, upper=most)
    batches = np.array([one.resource.fewest is not None for one in b.capacities], dtype=bool)
    keys = _of_camps(batches, periods)
    if len(keys):
        limits = [f"batch:{one}" for one in resources]
        b.variable("going", limits, keys=keys, periods=periods, upper=1.0)
    for name, limits in (
        ("left", [f"offer:{one.name}" for one in _choosable(b)]),
        ("opened", [f"site {one.node}" for one in camps if sited(one)]),
    ):
        if limits:
            b.variable(name, limits, upper=1.0)


ROUND = 1e-6
"""Share of a unit that is missing and still makes it whole: the tolerance of the solver."""


def _of_camps(which: "np.typing.NDArray[np.bool_]", periods: int) -> Whole:
    own = np.nonzero(which)[0]
    return np.asarray((own[:, None] * periods + np.arange(periods)[None, :]).ravel(), dtype=int)


def flown(b: Building) -> Whole:
    """Give the rows of flows whose seats go together, in the first days of the policy."""
    if not b.whole:
        return np.zeros(0, dtype=int)
    soon = np.nonzero(b.layout.last < b.policy.whole_days)[0]
    own = [n for n, one in enumerate(b.capacities) if one.resource.batch is not None]
    return np.array([n * b.layout.periods + t for n in own for t in soon], dtype=int)


def _there(b: Building) -> Floats:
    """Give what has come in so far of every flow, in one row."""
    every = [np.cumsum(np.broadcast_to(one.amount, b.layout.periods)) for one in b.capacities]
    return np.concatenate([np.zeros(0), *every])


def _behind(camp: Camp) -> bool:
    return camp.overflow_last and camp.overflow is not None and camp.permit is not None


def sited(camp: Camp) -> bool:
    """Tell whether a camp is opened as a whole before anything is begun there."""
    return camp.opening_cost > 0 or camp.fewest is not None


def _choosable(b: Building) -> list[Offer]:
    """Give the offers that count and may be left: all-or-nothing ones, and alternatives."""
    may = [one for one in b.layout.instance.offers if one.whole or one.one_of]
    return [one for one in may if counts(one, b.policy)]


def undivided(b: Building) -> None:
    """Write the rows of what is only taken whole."""
    if not b.whole:
        return
    _flights(b)
    _modules(b)
    _batches(b)
    _offers(b)
    _alternatives(b)
    _sites(b)
    _overflow(b)


def _used(b: Building, left: Sum, kind: ResourceKind, wanted: Whole) -> Sum:
    """Add use of flows by period into the rows of some of them."""
    move, number, amount, period = lane_uses(b, kind)
    own = np.isin(number * b.layout.periods + period, wanted)
    row = (number * b.layout.periods + period)[own]
    return left.add(b.v["x"], move[own], into=row, times=amount[own])


def _flights(b: Building) -> None:
    """Use of a flow in t <= its unit times flights in t, and flights so far <= what came in."""
    if "flights" not in b.v:
        return
    periods, keys = b.layout.periods, flown(b)
    units = np.array([one.resource.batch or 0.0 for one in b.capacities])[keys // periods]
    limits = [f"whole:{one.resource.name}" for one in b.capacities]
    seats = _used(b, Sum(), ResourceKind.FLOW, keys)
    seats.add(b.v["flights"], np.arange(len(keys)), into=keys, times=-units)
    b.constrain("flight", seats, "<=", 0.0, limits=limits, periods=periods)
    so_far = Sum()
    for n, key in enumerate(keys):
        later = keys[(keys // periods == key // periods) & (keys >= key)]
        so_far.add(b.v["flights"], np.full(len(later), n), into=later, times=units[n])
    b.constrain("flown", so_far, "<=", _there(b), limits=limits, periods=periods)


def _modules(b: Building) -> None:
    """b[c,t] = module times modules begun in t."""
    if "modules" not in b.v:
        return
    block = b.columns[[one.name for one in b.columns].index("modules")]
    camps = b.layout.instance.camps
    size = np.array([one.module or 0.0 for one in camps])[block.limit]
    left = Sum().add(b.v["b"], block.keys, into=block.keys)
    left.add(b.v["modules"], np.arange(len(size)), into=block.keys, times=-size)
    limits = [f"modules at {one.node}" for one in camps]
    b.constrain("module", left, "=", 0.0, limits=limits, periods=b.layout.periods)
    so_far = Sum()
    for pick, key in enumerate(block.keys):
        later = block.keys[
            (block.keys // b.layout.periods == block.limit[pick]) & (block.keys >= key)
        ]
        so_far.add(b.v["b"], np.full(len(later), key), into=later)
    limits = [f"building at {one.node}" for one in camps]
    can = [np.cumsum(begun(b.layout, one)) for one in camps]
    b.constrain("begun", so_far, "<=", np.concatenate(can), limits=limits, periods=b.layout.periods)


def _batches(b: Building) -> None:
    """Fewest going <= use of a flow in t <= what there is times going."""
    if "going" not in b.v:
        return
    periods = b.layout.periods
    keys = b.columns[[one.name for one in b.columns].index("going")].keys
    fewest = np.array([one.resource.fewest or 0.0 for one in b.capacities])[keys // periods]
    every = [np.broadcast_to(one.amount, periods) for one in b.capacities]
    there = np.concatenate(every)[keys]
    limits = [f"batch:{one.resource.name}" for one in b.capacities]
    picks = np.arange(len(keys))
    least, most = (_used(b, Sum(), ResourceKind.FLOW, keys) for _ in range(2))
    least.add(b.v["going"], picks, into=keys, times=-fewest)
    most.add(b.v["going"], picks, into=keys, times=-np.maximum(there, fewest))
    b.constrain("batch_least", least, ">=", 0.0, limits=limits, periods=periods)
    b.constrain("batch_most", most, "<=", 0.0, limits=limits, periods=periods)


def _offers(b: Building) -> None:
    """Of an all-or-nothing offer of places or of a quota, all is used or none.

    People who come to the places of a resource, or go by its quota, are at least what is taken of
    such offers. Of a flow it is taken or left, and need not be used up.
    """
    number = {one.resource.name: n for n, one in enumerate(b.capacities)}
    whole = [(n, one) for n, one in enumerate(_choosable(b)) if one.whole]
    left = Sum()
    asked = np.zeros(len(b.capacities))
    for n, offer in whole:
        resource = number[offer.resource]
        if b.capacities[resource].resource.kind is ResourceKind.FLOW:
            continue
        size = float(held(b.layout, b.capacities[resource].resource, offer, b.policy).max())
        asked[resource] += size
        left.add(b.v["left"], np.array([n]), into=resource, times=size)
    for row in np.nonzero(asked)[0]:
        moves, times = coming(b, int(row))
        left.add(b.v["x"], moves, into=int(row), times=times)
    limits = [f"all of:{one.resource.name}" for one in b.capacities]
    needed = np.where(asked > 0, asked, -np.inf)
    b.constrain("whole_offer", left, ">=", needed, limits=limits)


def coming(b: Building, resource: int) -> tuple[Whole, Floats]:
    """Give the moves by which people come to use a resource, and how much each uses.

    Into its states for places, on its lanes for flows and quotas.
    """
    layout = b.layout
    lane, _ = layout.moves
    kind = b.capacities[resource].resource.kind
    uses = {on: amount for number, on, amount in uses_of(b, kind) if number == resource}
    if kind is ResourceKind.STOCK:
        use = np.array([uses.get(one.name, 0.0) for one in layout.instance.states])
        into, out = use[layout.target[lane]], use[layout.source[lane]]
        times = np.where(out > 0, 0.0, into * layout.survival[lane])
    else:
        times = np.array([uses.get(one.name, 0.0) for one in layout.instance.lanes])[lane]
    own = np.nonzero(times)[0]
    return own, times[own]


def _alternatives(b: Building) -> None:
    """Of offers that exclude each other all but one are left."""
    sets: dict[str, list[int]] = {}
    for n, offer in enumerate(_choosable(b)):
        if offer.one_of:
            sets.setdefault(offer.one_of, []).append(n)
    left = Sum()
    for row, own in enumerate(sets.values()):
        left.add(b.v["left"], np.array(own), into=row)
    limits = [f"one of:{name}" for name in sets]
    b.constrain("one_of", left, ">=", [len(own) - 1.0 for own in sets.values()], limits=limits)


def _sites(b: Building) -> None:
    """Fewest opened <= places begun at a site <= all that can be begun there, if it is opened."""
    layout = b.layout
    sites = [(n, one) for n, one in enumerate(layout.instance.camps) if sited(one)]
    least, most = Sum(), Sum()
    for row, (n, camp) in enumerate(sites):
        own = n * layout.periods + np.arange(layout.periods)
        can = float(begun(layout, camp).sum())
        for left, times in ((least, -(camp.fewest or 0.0)), (most, -can)):
            left.add(b.v["b"], own, into=row)
            left.add(b.v["opened"], np.array([row]), into=row, times=times)
    limits = [f"site {one.node}" for _, one in sites]
    b.constrain("site_least", least, ">=", 0.0, limits=limits)
    b.constrain("site_most", most, "<=", 0.0, limits=limits)


def _overflow(b: Building) -> None:
    """Overflow in t <= all of it times full, and people in the camp >= permit times full."""
    if "full" not in b.v:
        return
    layout, periods = b.layout, b.layout.periods
    camps = layout.instance.camps
    limits = [f"full at {one.node}" for one in camps]
    keys = b.columns[[one.name for one in b.columns].index("full")].keys
    opens, reached = Sum(), Sum()
    for n, camp in enumerate(camps):
        if camp.overflow is None or camp.permit is None or not _behind(camp):
            continue
        row = n * periods + np.arange(periods)
        picks = np.nonzero(np.isin(keys, row))[0]
        beyond, permit = (layout.at_end(layout.by_day(one)) for one in (camp.overflow, camp.permit))
        opens.add(b.v["ov"], row, into=row).add(b.v["full"], picks, into=row, times=-beyond)
        here = [m for m, one in enumerate(layout.instance.states) if one.node == camp.node]
        reached.add(b.v["s"], layout.cells_of(here), into=row[None, :])
        reached.add(b.v["full"], picks, into=row, times=-permit)
    b.constrain("overflow_opens", opens, "<=", 0.0, limits=limits, periods=periods)
    b.constrain("ceiling_reached", reached, ">=", 0.0, limits=limits, periods=periods)
