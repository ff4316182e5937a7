"""From offers to capacities: what may be counted on, under a policy, in every period.

capacity(o, t) = 1[start <= t <= end] * (low | mid | high) if its planning class counts, else 0. An
offer that does not count keeps its row, so that it can be priced. A ceiling counts its upper end:
"up to 100,000" permits 100,000 and promises nobody.
"""

from collections.abc import Iterable

import attrs
import numpy as np

from panah.domain.figure import Figure, Origin
from panah.domain.limit import Layer, Offer, Resource, ResourceKind
from panah.domain.plan_policy import Policy, Taken
from panah.plan.layout import Floats, Layout

__all__ = ["Capacity", "capacities", "counts", "held", "window"]


@attrs.frozen(kw_only=True, eq=False)
class Capacity:
    """What there is of a resource.

    Parameters
    ----------
    amount
        By period: in the period for a flow, on its last day for a stock or material, in all (one
        number) for a quota.
    unsized
        Whether an offer of unknown size is open on it, under a policy that opens such offers.
    origins
        What the amount rests on: what counts, or where nothing does what waits to count.
    """

    resource: Resource
    amount: Floats
    unsized: bool
    origins: tuple[Origin, ...]


def counts(offer: Offer, policy: Policy) -> bool:
    """Tell whether an offer may be counted on under a policy."""
    return policy.takes(offer.planning_class, formal=offer.formal, live=offer.live)


def capacities(layout: Layout, policy: Policy) -> tuple[Capacity, ...]:
    """Give the capacity of every resource in the order of the instance."""
    offers: dict[str, list[Offer]] = {one.name: [] for one in layout.instance.resources}
    for offer in layout.instance.offers:
        offers[offer.resource].append(offer)
    return tuple(
        _capacity(layout, one, offers[one.name], policy) for one in layout.instance.resources
    )


def _capacity(
    layout: Layout, resource: Resource, offers: Iterable[Offer], policy: Policy
) -> Capacity:
    daily = np.zeros(layout.instance.days)
    origins: list[Origin] = []
    waiting: list[Origin] = []
    open_ended = False
    if resource.capacity is not None:
        daily += layout.by_day(resource.capacity) * _passing(layout, resource)
        origins.append(resource.capacity.origin)
    for offer in offers:
        figure = taken(offer, resource, policy)
        counted = counts(offer, policy)
        told = figure.origin if figure is not None else offer.origin
        if told is not None:
            (origins if counted else waiting).append(told)
        if not counted:
            continue
        if figure is None:
            open_ended |= policy.unsized
        else:
            daily += _counted(layout, resource, offer, policy)
    if resource.passing is not None:
        origins.append(resource.passing.origin)
    return Capacity(
        resource=resource,
        amount=_amount(layout, resource, daily),
        unsized=open_ended,
        origins=tuple(dict.fromkeys(origins or waiting)),
    )


def taken(offer: Offer, resource: Resource, policy: Policy) -> Figure | None:
    """Give the end of an offer that a policy counts; None when its size is unknown."""
    if resource.layer is Layer.PERMITTED:
        return offer.high or offer.low
    if policy.taken is Taken.LOW:
        return offer.low
    if policy.taken is Taken.MID:
        return offer.mid or _middle(offer)
    return offer.high or offer.mid or offer.low


def _middle(offer: Offer) -> Figure | None:
    """Give the middle of both ends, where nobody said what is likely; assumed, as `_quantile`."""
    low, high = offer.low, offer.high
    if low is None or high is None:
        return low
    days = sorted({day for day, _ in (*low.steps, *high.steps)})
    return Figure(tuple((day, (low.on(day) + high.on(day)) / 2) for day in days), low.origin)


def held(layout: Layout, resource: Resource, offer: Offer, policy: Policy) -> Floats:
    """Give what an offer adds to a resource under a policy by period; one number for a quota."""
    return _amount(layout, resource, _counted(layout, resource, offer, policy))


def _counted(layout: Layout, resource: Resource, offer: Offer, policy: Policy) -> Floats:
    """Give what an offer adds on every day: its end under the policy, or as much as is sure."""
    figure = taken(offer, resource, policy)
    if figure is None:
        return np.zeros(layout.instance.days)
    holds = window(layout, offer) * _passing(layout, resource)
    if policy.sure is None:
        return layout.by_day(figure) * holds
    missing = _missing(layout, offer, policy.sure)
    if resource.layer is Layer.PERMITTED:
        return layout.by_day(figure) * holds * (missing >= 0)
    low = layout.by_day(offer.low or figure)
    high = np.maximum(low, layout.by_day(offer.high or offer.mid or offer.low or figure))
    middle = layout.by_day(offer.mid) if offer.mid else (low + high) / 2
    sizes = _quantile(np.clip(missing, 0, 1), low, np.clip(middle, low, high), high)
    return sizes * holds * (missing >= 0)


def _missing(layout: Layout, offer: Offer, sure: float) -> Floats:
    """Give the share of sizes that may be too small on each day; below 0 nothing is as sure.

    An offer comes true with its chance, and late by up to its days, each day alike: as it is drawn.
    """
    since = np.arange(layout.instance.days) - offer.start
    late = np.clip((since + 0.5) / offer.delay_days, 0, 1) if offer.delay_days else 1.0
    there = (1.0 if offer.probability is None else offer.probability) * late
    return np.asarray(1.0 - sure / np.maximum(there, sure / 2), dtype=float)


def _quantile(share: Floats, low: Floats, middle: Floats, high: Floats) -> Floats:
    """Give the size below which a share of a triangular distribution lies.

    assumed: triangular between the ends of an offer, its mode the likely size, or their middle.
    """
    width = np.maximum(high - low, 1e-300)
    rises = low + np.sqrt(share * width * (middle - low))
    falls = high - np.sqrt((1 - share) * width * (high - middle))
    return np.where(share * width <= middle - low, rises, falls)


def _passing(layout: Layout, resource: Resource) -> Floats:
    """Give the share of a resource that is left on each day."""
    if resource.passing is None:
        return np.ones(layout.instance.days)
    return layout.by_day(resource.passing)


def window(layout: Layout, offer: Offer) -> Floats:
    """Give 1 for each day on which an offer holds, else 0."""
    day = np.arange(layout.instance.days)
    end = layout.instance.days if offer.end is None else offer.end
    return ((day >= offer.start) & (day <= end)).astype(float)


def _amount(layout: Layout, resource: Resource, daily: Floats) -> Floats:
    if resource.kind is ResourceKind.FLOW:
        return layout.in_all(daily)
    if resource.kind is ResourceKind.QUOTA:
        first, last = resource.window or (0, layout.instance.days - 1)
        return np.array([daily[first : last + 1].max(initial=resource.taken)])
    return layout.at_end(daily)
