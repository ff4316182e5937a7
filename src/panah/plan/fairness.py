"""Fairness between hosts (11) and between groups (12)."""

import numpy as np

from panah.domain.network import Stage
from panah.domain.plan_policy import Order
from panah.plan.building import Building, Sum
from panah.plan.layout import Floats, Layout

__all__ = ["add_fairness", "floor_groups", "floors", "people_of", "shares"]


def add_fairness(b: Building) -> None:
    """Add Z, the load of the host that carries most of its share, and phi, the common floor."""
    if b.layout.instance.shares:
        b.variable("Z", ["load of hosts"])
    if b.policy.order is Order.FLOOR:
        b.variable("phi", ["common share of groups"], upper=1.0)


def shares(b: Building) -> None:
    """(11) placed_h <= share_h Z, with Z brought to the least."""
    layout = b.layout
    lane, _ = layout.moves
    node = [one.node for one in layout.instance.states]
    placed = layout.at_stage(Stage.PLACED)
    left = Sum()
    for n, share in enumerate(layout.instance.shares):
        own = placed & np.array([one == share.node for one in node])
        left.add(b.v["x"], np.nonzero(own[layout.target[lane]])[0], into=n)
        left.add(b.v["Z"], np.array([0]), into=n, times=-share.part)
    limits = [f"share of {one.node}" for one in layout.instance.shares]
    b.constrain("share", left, "<=", 0.0, limits=limits)


def people_of(layout: Layout, future: str) -> Floats:
    """Give the people of each group who seek safety: those who wait in danger or come to."""
    people = layout.supply[future].sum(axis=1) * layout.in_danger
    every = len(layout.instance.groups)
    return np.bincount(layout.group_of_state, people, minlength=every).astype(float)


def floor_groups(b: Building) -> list[int]:
    """Give the groups under a floor: those named, or all but the last risk class."""
    groups = b.layout.instance.groups
    last = max(one.risk_class for one in groups)
    only = all(one.risk_class == last for one in groups)
    named = b.policy.floor_groups
    people = people_of(b.layout, b.policy.future)
    under = [
        n
        for n, one in enumerate(groups)
        if (named is None and (only or one.risk_class < last)) or (named and one.name in named)
    ]
    return [n for n in under if people[n] > 0]


def floors(b: Building) -> None:
    """(12) reached_g >= phi people_g for the groups under a floor."""
    if b.policy.order is not Order.FLOOR:
        return
    layout = b.layout
    lane, _ = layout.moves
    group = layout.group_of_state[layout.source[lane]]
    adds = layout.reached_by[lane]
    people = people_of(layout, b.policy.future)
    left = Sum()
    under = floor_groups(b)
    for n, number in enumerate(under):
        own = np.nonzero((group == number) & (adds != 0))[0]
        left.add(b.v["x"], own, into=n, times=adds[own])
        left.add(b.v["phi"], np.array([0]), into=n, times=-people[number])
    limits = [f"floor of {layout.instance.groups[n].name}" for n in under]
    b.constrain("floor", left, ">=", 0.0, limits=limits)
