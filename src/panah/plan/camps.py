"""Camps that are built up (8), materials, and the food that reaches them (9)."""

from collections.abc import Sequence
from functools import partial
from typing import TypedDict

import numpy as np

from panah.domain.figure import Figure
from panah.domain.limit import Camp, ResourceKind
from panah.domain.network import Stage
from panah.plan.building import Building, Sum
from panah.plan.layout import Floats, Layout, Whole
from panah.plan.using import amounts, names, slack, uses_of

__all__ = ["add_camps", "begun", "camp_limits", "food", "growth", "materials"]

KILOGRAMS = 1_000.0
"""In a tonne."""


def add_camps(b: Building) -> None:
    """Add what camps have: K[c,t] built, b[c,t] started, ov[c,t] beyond the permit, and slacks.

    Slack is what can be breached in life: `roofless` where places are missing for people who are
    already there, `crowd`, `dry` and `queue` below the standards of ground, water and latrines.
    """
    camps = b.layout.instance.camps
    if not camps:
        return
    periods = b.layout.periods
    build = [
        np.full(periods, np.inf) if b.whole and one.module else begun(b.layout, one)
        for one in camps
    ]
    beyond = [_level(b.layout, one.overflow, 0.0) for one in camps]
    nodes = [one.node for one in camps]
    b.variable("K", [f"places built at {n}" for n in nodes], periods=periods)
    facts = _facts(b.layout)
    b.variable(
        "b",
        [f"building at {n}" for n in nodes],
        periods=periods,
        lower=np.nan_to_num(facts),
        upper=np.where(np.isnan(facts), np.concatenate(build), facts),
    )
    b.variable(
        "ov", [f"overflow at {n}" for n in nodes], periods=periods, upper=np.concatenate(beyond)
    )
    for name in ("roofless", "crowd", "dry", "queue"):
        b.variable(name, [f"{name} at {n}" for n in nodes], periods=periods)


def _facts(layout: Layout) -> Floats:
    """(13) Give the places begun before now, camp by camp; not a number from now on."""
    number = {one.node: n for n, one in enumerate(layout.instance.camps)}
    facts = np.full((len(number), layout.periods), np.nan)
    facts[:, layout.last < layout.instance.now] = 0.0
    for one in layout.instance.begun:
        facts[number[one.camp], int(layout.holding(one.day))] += one.places
    return facts.ravel()


def begun(layout: Layout, camp: Camp) -> Floats:
    """Give the places that can be begun at a camp in each period; of modules it counts so far."""
    return _daily(layout, camp.build_per_day)


def _daily(layout: Layout, figure: Figure | None) -> Floats:
    return np.zeros(layout.periods) if figure is None else layout.in_all(layout.by_day(figure))


def _level(layout: Layout, figure: Figure | None, otherwise: float) -> Floats:
    if figure is None:
        return np.full(layout.periods, otherwise)
    return layout.at_end(layout.by_day(figure))


def _people(b: Building, left: Sum, times: Floats | float = 1.0) -> Sum:
    """Add occ[c,t], the people in each camp."""
    layout = b.layout
    for n, camp in enumerate(layout.instance.camps):
        states = _states(layout, camp.node)
        at = np.arange(layout.periods)
        left.add(b.v["s"], layout.cells_of(states), into=n * layout.periods + at, times=times)
    return left


def _states(layout: Layout, node: str) -> list[int]:
    camp = Stage.CAMP
    states = layout.instance.states
    return [n for n, one in enumerate(states) if one.node == node and one.stage is camp]


def growth(b: Building) -> None:
    """(8) K[c,t] = K[c,t-1] + what is found standing + sum of b[c,u] with u + lead in t."""
    layout, periods = b.layout, b.layout.periods
    camps = layout.instance.camps
    if not camps:
        return
    every = np.arange(len(camps) * periods).reshape(len(camps), periods)
    left = Sum().add(b.v["K"], every, into=every)
    left.add(b.v["K"], every[:, :-1], into=every[:, 1:], times=-1)
    found = np.zeros(every.shape)
    for n, camp in enumerate(camps):
        found[n] = np.diff(_level(layout, camp.built, 0.0), prepend=0.0)
        ready = layout.holding(layout.middle + camp.lead_days)
        in_time = ready < periods
        left.add(b.v["b"], every[n][in_time], into=every[n][ready[in_time]], times=-1)
    limits = [f"places built at {one.node}" for one in camps]
    b.constrain("growth", left, "=", found.ravel(), limits=limits, periods=periods)


def camp_limits(b: Building) -> None:
    """(8) occ <= K + ov + roofless; occ - ov <= permit + roofless, and the standards.

    occ <= area / m2 + crowd; occ <= water / litres + dry; occ <= people * latrines + queue.
    """
    layout = b.layout
    camps = layout.instance.camps
    if not camps:
        return
    every = np.arange(len(camps) * layout.periods)
    roof = _people(b, Sum())
    for name in ("K", "ov", "roofless"):
        roof.add(b.v[name], every, into=every, times=-1)
    nodes = [one.node for one in camps]
    at = partial(_at, nodes, layout.periods)
    b.constrain("roof", roof, "<=", 0.0, **at("places at"))
    allowed = _people(b, Sum())
    for name in ("ov", "roofless"):
        allowed.add(b.v[name], every, into=every, times=-1)
    permit = [_level(layout, one.permit, np.inf) for one in camps]
    b.constrain("permit", allowed, "<=", np.concatenate(permit), **at("permit at"))
    standards = layout.instance.standards
    served: tuple[tuple[str, str, Sequence[Figure | None], Figure, bool], ...] = (
        ("ground", "crowd", [one.area_m2 for one in camps], standards.area_m2, True),
        ("water", "dry", [one.water_l_day for one in camps], standards.water_l_day, True),
        ("latrines", "queue", [one.latrines for one in camps], standards.people_per_latrine, False),
    )
    for name, missing, there, standard, divide in served:
        need = _level(layout, standard, 0.0)
        per_person = 1 / need if divide else need
        room = np.concatenate([_level(layout, one, np.inf) * per_person for one in there])
        left = _people(b, Sum()).add(b.v[missing], every, into=every, times=-1)
        b.constrain(name, left, "<=", room, **at(f"{name} at"))


class _At(TypedDict):
    limits: list[str]
    periods: int


def _at(nodes: Sequence[str], periods: int, what: str) -> _At:
    return {"limits": [f"{what} {node}" for node in nodes], "periods": periods}


def materials(b: Building) -> None:
    """(8) sum over camps and u <= t of material_c b[c,u] <= material that has come in until t."""
    periods = b.layout.periods
    camps = {one.node: n for n, one in enumerate(b.layout.instance.camps)}
    left = Sum()
    for resource, on, amount in uses_of(b, ResourceKind.MATERIAL):
        until, since = np.nonzero(np.tril(np.ones((periods, periods))))
        used = camps[on] * periods + since
        left.add(b.v["b"], used, into=resource * periods + until, times=amount)
    slack(b, left, ResourceKind.MATERIAL)
    b.constrain("material", left, "<=", amounts(b), limits=names(b), periods=periods)


def food(b: Building) -> None:
    """(9) depots F[k,t] = F[k,t-1] + deliver - sum ship; camps C[c,t] = C[c,t-1] + ship(lagged)
    - ration days occ + ration days short, and short <= occ: who is not fed is there. A camp
    without a supply route has no food row.
    """  # noqa: D205  (two lines of the document)
    instance = b.layout.instance
    if not instance.routes:
        return
    _add_food(b)
    _depots(b)
    _kitchens(b)


def _fed(b: Building) -> list[int]:
    supplied = {one.camp for one in b.layout.instance.routes}
    return [n for n, one in enumerate(b.layout.instance.camps) if one.node in supplied]


def _add_food(b: Building) -> None:
    layout, periods = b.layout, b.layout.periods
    depots, routes = layout.instance.depots, layout.instance.routes
    sizes = [_level(layout, one.holds, 0.0) for one in depots]
    comes = [_daily(layout, one.delivered) for one in depots]
    roads = [_daily(layout, one.tonnes_day) for one in routes]
    stores = [f"store of {one.name}" for one in depots]
    b.variable("F", stores, periods=periods, upper=np.concatenate(sizes))
    brought = [f"deliveries to {one.name}" for one in depots]
    b.variable("deliver", brought, periods=periods, upper=np.concatenate(comes))
    ways = [f"supply route {one.depot}>{one.camp}" for one in routes]
    b.variable("ship", ways, periods=periods, upper=np.concatenate(roads))
    fed = [layout.instance.camps[n].node for n in _fed(b)]
    b.variable("C", [f"food at {one}" for one in fed], periods=periods)
    b.variable("short", [f"food at {one}" for one in fed], periods=periods)


def _depots(b: Building) -> None:
    layout, periods = b.layout, b.layout.periods
    depots = layout.instance.depots
    every = np.arange(len(depots) * periods).reshape(len(depots), periods)
    there = np.zeros(every.shape)
    left = Sum().add(b.v["F"], every, into=every)
    left.add(b.v["F"], every[:, :-1], into=every[:, 1:], times=-1)
    left.add(b.v["deliver"], every, into=every, times=-1)
    number = {one.name: n for n, one in enumerate(depots)}
    for n, route in enumerate(layout.instance.routes):
        at = np.arange(periods)
        left.add(b.v["ship"], n * periods + at, into=every[number[route.depot]])
    for n, one in enumerate(depots):
        there[n, 0] = 0.0 if one.there is None else one.there.on(0)
    limits = [f"food in {one.name}" for one in depots]
    b.constrain("depot", left, "=", there.ravel(), limits=limits, periods=periods)


def _kitchens(b: Building) -> None:
    layout, periods = b.layout, b.layout.periods
    fed = _fed(b)
    nodes = [layout.instance.camps[n].node for n in fed]
    every = np.arange(len(fed) * periods).reshape(len(fed), periods)
    ration = _level(layout, layout.instance.standards.ration_kg_day, 0.0) / KILOGRAMS * layout.days
    left = Sum().add(b.v["C"], every, into=every)
    left.add(b.v["C"], every[:, :-1], into=every[:, 1:], times=-1)
    left.add(b.v["short"], every, into=every, times=-ration[None, :])
    for n, node in enumerate(nodes):
        left.add(b.v["s"], layout.cells_of(_states(layout, node)), into=every[n], times=ration)
    for n, route in enumerate(layout.instance.routes):
        lands: Whole = layout.holding(layout.middle + route.lag_days)
        in_time = np.nonzero(lands < periods)[0]
        row = every[nodes.index(route.camp)][lands[in_time]]
        left.add(b.v["ship"], n * periods + in_time, into=row, times=-1)
    limits = [f"food at {one}" for one in nodes]
    b.constrain("food", left, "=", 0.0, limits=limits, periods=periods)
    unfed = Sum().add(b.v["short"], every, into=every)
    for n, node in enumerate(nodes):
        cells = layout.cells_of(_states(layout, node))
        unfed.add(b.v["s"], cells, into=every[n], times=-1)
    b.constrain("unfed", unfed, "<=", 0.0, limits=limits, periods=periods)
