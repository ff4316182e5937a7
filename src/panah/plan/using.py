"""Who uses which resource, and what may be added to a capacity: asks, finance, open sizes."""

import numpy as np

from panah.domain.limit import ResourceKind
from panah.plan.building import Building, Sum
from panah.plan.counting import held
from panah.plan.layout import Floats, Whole
from panah.plan.money import financed

__all__ = ["amounts", "lane_uses", "names", "not_past", "slack", "uses_of"]


def uses_of(b: Building, kind: ResourceKind) -> list[tuple[int, str, float]]:
    """Give the uses of the resources of a kind: number of the resource, carrier, amount."""
    number = {
        one.resource.name: n for n, one in enumerate(b.capacities) if one.resource.kind is kind
    }
    return [
        (number[use.resource], use.on, use.amount)
        for use in b.layout.instance.uses
        if use.resource in number
    ]


def lane_uses(b: Building, kind: ResourceKind) -> tuple[Whole, Whole, Floats, Whole]:
    """Give, for every move that uses a resource: move, resource, amount, period."""
    uses = [one for one in uses_of(b, kind) if one[1] in b.layout.lane_of]
    lanes = np.array([b.layout.lane_of[on] for _, on, _ in uses], dtype=int)
    numbers = np.array([number for number, _, _ in uses], dtype=int)
    amounts = np.array([amount for _, _, amount in uses], dtype=float)
    moves = b.layout.move_of[lanes] if len(lanes) else np.zeros((0, b.layout.periods), dtype=int)
    use, period = np.nonzero(moves >= 0)
    return moves[use, period], numbers[use], amounts[use], period


def slack(b: Building, left: Sum, kind: ResourceKind) -> None:
    """Let what is asked for, opened or financed add to the capacity of a resource."""
    for name in ("e", "unsized", "beyond"):
        variable = b.v.get(name)
        if variable is None:
            continue
        block = next(one for one in b.columns if one.name == name)
        of_kind = np.array([one.resource.kind is kind for one in b.capacities])[block.limit]
        rows = block.limit if kind is ResourceKind.QUOTA else block.keys
        left.add(variable, np.nonzero(of_kind)[0], into=rows[of_kind], times=-1)
    financed(b, left, kind)
    _left(b, left, kind)


def _left(b: Building, left: Sum, kind: ResourceKind) -> None:
    """Take away what an offer would add where it is left."""
    if "left" not in b.v:
        return
    number = {one.resource.name: n for n, one in enumerate(b.capacities)}
    names = [one.removeprefix("offer:") for one in _limits(b, "left")]
    offers = {one.name: one for one in b.layout.instance.offers}
    for n, offer in enumerate(offers[name] for name in names):
        row = number[offer.resource]
        resource = b.capacities[row].resource
        if resource.kind is not kind:
            continue
        amount = held(b.layout, resource, offer, b.policy)
        at = np.nonzero(amount > 0)[0]
        into = np.full(len(at), row) if kind is ResourceKind.QUOTA else row * b.layout.periods + at
        left.add(b.v["left"], np.full(len(at), n), into=into, times=amount[at])


def _limits(b: Building, name: str) -> tuple[str, ...]:
    return next(one.limits for one in b.columns if one.name == name)


def names(b: Building) -> list[str]:
    """Give the names of the resources in order."""
    return [one.resource.name for one in b.capacities]


def not_past(b: Building, there: Floats) -> Floats:
    """Give capacities in every period, none before now: facts bind, and nothing binds them."""
    past = np.nonzero(b.layout.last < b.layout.instance.now)[0]
    free = there.reshape(-1, b.layout.periods).copy()
    free[:, past] = np.inf
    return free.ravel()


def amounts(b: Building) -> Floats:
    """Give every capacity in every period, in one row."""
    every = [np.broadcast_to(one.amount, b.layout.periods) for one in b.capacities]
    return np.concatenate([np.zeros(0), *every])
