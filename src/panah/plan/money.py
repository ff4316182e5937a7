"""Money (10): pots that pay, and parts of offers that stand once they are paid for."""

import numpy as np

from panah.domain.limit import Offer, ResourceKind
from panah.plan.building import Building, Sum
from panah.plan.counting import counts, window

__all__ = ["add_finance", "financed", "pots", "ties"]


def _conditional(b: Building) -> list[Offer]:
    may = [one for one in b.layout.instance.offers if one.extra]
    return [one for one in may if b.alike or counts(one, b.policy)]


def add_finance(b: Building) -> None:
    """Add fin[o], the financed part of a conditional offer: 0 <= fin <= what it would add."""
    offers = _conditional(b)
    if offers:
        b.variable(
            "fin",
            [f"financed part of {one.name}" for one in offers],
            upper=np.array([one.extra.most if one.extra else 0.0 for one in offers]),
        )


def financed(b: Building, left: Sum, kind: ResourceKind) -> None:
    """Let fin[o] add to the capacity of its resource while the offer holds."""
    periods, layout = b.layout.periods, b.layout
    number = {one.resource.name: n for n, one in enumerate(b.capacities)}
    for n, offer in enumerate(_conditional(b)):
        row = number[offer.resource]
        if b.capacities[row].resource.kind is not kind or not counts(offer, b.policy):
            continue  # money that was promised to an offer that fails is gone
        holds = window(layout, offer)
        if kind is ResourceKind.QUOTA:
            left.add(b.v["fin"], np.array([n]), into=row, times=-1)
            continue
        adds = layout.in_all(holds) if kind is ResourceKind.FLOW else layout.at_end(holds)
        at = np.nonzero(adds > 0)[0]
        left.add(b.v["fin"], np.full(len(at), n), into=row * periods + at, times=-adds[at])


def pots(b: Building) -> None:
    """(10) sum of price times quantity until t <= money that has come in until t."""
    layout = b.layout
    for number, pot in enumerate(layout.instance.pots):
        money = layout.at_end(layout.by_day(pot.money))
        ends = np.nonzero(np.append(money[1:] != money[:-1], True))[0]
        left = Sum()
        for end in ends:
            _spent(b, left, number, int(end))
        b.constrain(
            f"pot_{number}", left, "<=", money, limits=[f"pot:{pot.name}"], periods=layout.periods
        )


def _spent(b: Building, left: Sum, number: int, end: int) -> None:
    layout = b.layout
    pot = layout.instance.pots[number]
    camps = {one.node: n for n, one in enumerate(layout.instance.camps)}
    until = np.arange(end + 1)
    for spend in pot.pays:
        if spend.on in camps:
            places = camps[spend.on] * layout.periods + until
            left.add(b.v["b"], places, into=end, times=spend.price)
        else:
            moves = layout.move_of[layout.lane_of[spend.on], : end + 1]
            left.add(b.v["x"], moves[moves >= 0], into=end, times=spend.price)
    for n, offer in enumerate(_conditional(b)):
        if offer.pot == pot.name and layout.holding(offer.start) <= end:
            left.add(b.v["fin"], np.array([n]), into=end, times=offer.price)


def ties(b: Building) -> None:
    """(10) what is used of B <= ratio * what is used of A: of stocks at any time, else in all."""
    for number, tie in enumerate(b.layout.instance.ties):
        left = Sum()
        stock = _used(b, left, tie.resource, 1.0)
        _used(b, left, tie.of, -tie.ratio)
        periods = b.layout.periods if stock else 1
        b.constrain(f"tie_{number}", left, "<=", 0.0, limits=[f"link:{tie.name}"], periods=periods)


def _used(b: Building, left: Sum, resource: str, times: float) -> bool:
    layout = b.layout
    stock = False
    for use in layout.instance.uses:
        if use.resource != resource:
            continue
        if use.on in layout.state_of:
            stock = True
            cells = layout.cells_of([layout.state_of[use.on]])[0]
            left.add(b.v["s"], cells, into=np.arange(layout.periods), times=times * use.amount)
        elif use.on in layout.lane_of:
            moves = layout.move_of[layout.lane_of[use.on]]
            left.add(b.v["x"], moves[moves >= 0], into=0, times=times * use.amount)
        else:
            camp = [one.node for one in layout.instance.camps].index(use.on)
            begun = camp * layout.periods + np.arange(layout.periods)
            left.add(b.v["b"], begun, into=0, times=times * use.amount)
    return stock
