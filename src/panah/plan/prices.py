"""What the prices of a level say: the worth of each limit, and the account of who was reached.

At the optimum the value of a level is the sum over all limits of price times amount. A price is
what one more would bring at first: an upper bound on the gain of more, a lower bound on the loss of
less. Where there is nothing of a limit to begin with its price means nothing, and is left out of
what the limit is worth.
"""

from collections.abc import Iterator

import attrs
import numpy as np

from panah.domain.figure import Origin
from panah.plan.building import Block
from panah.plan.counting import Capacity
from panah.plan.engine import Answer
from panah.plan.layout import Floats, Layout, Masks, Whole
from panah.plan.model import Programme

__all__ = ["Priced", "origins_of", "per_step", "priced"]

NIL = 1e-7
"""Prices below this are taken for none."""


@attrs.frozen(kw_only=True, eq=False)
class Priced:
    """One limit under one level.

    Parameters
    ----------
    price, amount
        By row or column: what one more of its side brings, and the side.
    open
        Where there is anything of it to begin with.
    period
        The period of each.
    per
        What one more of the limit adds to each: 1, or the days of the period.
    """

    limit: str
    block: str
    price: Floats
    amount: Floats
    open: Masks
    period: Whole
    per: Floats

    @property
    def slope(self) -> float:
        """What one more of it wherever there is any brings, at most; a day more for a flow."""
        return float(self.price[self.open] @ self.per[self.open])

    @property
    def part(self) -> float:
        """Its part in the account: price times amount."""
        return float(self.price @ self.amount)

    @property
    def counted(self) -> bool:
        """Whether all prices are 0 or 1, so that its people can be counted."""
        rounded = np.round(np.abs(self.price))
        return bool(np.allclose(np.abs(self.price), rounded, atol=1e-6) and rounded.max() <= 1)


def priced(programme: Programme, answer: Answer) -> Iterator[Priced]:
    """Give every limit that has a price under a level: of rows first, then of bounds.

    The parts of all add up to what was reached, but for what rows that keep earlier levels add.
    """
    for blocks, prices, sides in (
        (programme.rows, answer.prices, answer.sides),
        (programme.columns, answer.reduced, answer.bounds),
    ):
        begin = 0
        for block in blocks:
            own = slice(begin, begin + len(block.keys))
            begin = own.stop
            yield from _of_block(programme.layout, block, prices[own], sides[own])


BY_DAY = {"flow", "b", "deliver", "ship", "flights"}
"""Blocks whose limit is an amount a day: one more is one more on each day of a period."""


def per_step(layout: Layout, block: Block, at: Whole | Masks) -> Floats:
    """Give what one more of a limit adds to some of its rows: 1, or the days of the period."""
    period = block.period[at]
    if block.name == "begun":  # what can be begun so far
        return np.asarray(layout.last[period] + 1.0, dtype=float)
    if block.name not in BY_DAY:
        return np.ones(len(period))
    return layout.days[period].astype(float)


def _of_block(layout: Layout, block: Block, prices: Floats, sides: Floats) -> Iterator[Priced]:
    has = np.nonzero(np.abs(prices) > NIL)[0]
    for limit in np.unique(block.limit[has]):
        at = has[block.limit[has] == limit]
        yield Priced(
            limit=block.limits[limit],
            block=block.name,
            price=-prices[at],
            amount=sides[at],
            open=sides[at] > 0,
            period=block.period[at],
            per=per_step(layout, block, at),
        )


def origins_of(layout: Layout, capacities: tuple[Capacity, ...]) -> dict[str, tuple[Origin, ...]]:
    """Give what every limit rests on, by its name."""
    found = {one.resource.name: one.origins for one in capacities}
    for resource in capacities:
        if resource.resource.least is not None:
            found[f"least of {resource.resource.name}"] = (resource.resource.least.origin,)
    for source in (_of_people, _of_camps, _of_food, _of_terms, _of_offers):
        found.update(source(layout))
    for one in capacities:
        for name in ("whole", "batch", "all of"):
            found[f"{name}:{one.resource.name}"] = one.origins
    return found


def _of_offers(layout: Layout) -> dict[str, tuple[Origin, ...]]:
    found: dict[str, tuple[Origin, ...]] = {}
    for offer in layout.instance.offers:
        size = offer.low or offer.high
        told = offer.origin if size is None else size.origin
        rests = (*(() if told is None else (told,)), *offer.chosen_by)
        found[f"offer:{offer.name}"] = rests
        found[f"one of:{offer.one_of}"] = (*found.get(f"one of:{offer.one_of}", ()), *rests)
    return found


CHOSEN = Origin(rule="floor of the policy", text="chosen by people; the manifest says by whom")
ASKED = Origin(rule="what was asked", text="a question, not a fact")


def _of_people(layout: Layout) -> dict[str, tuple[Origin, ...]]:
    found: dict[str, tuple[Origin, ...]] = {"common share of groups": (CHOSEN,)}
    for group in layout.instance.groups:
        found[f"floor of {group.name}"] = (CHOSEN,)
        found[f"{group.name} reaches safety"] = (ASKED,)
    for one in layout.instance.arrivals:
        found[f"people:{one.state}"] = (*found.get(f"people:{one.state}", ()), one.people.origin)
    for here in layout.instance.present:
        found[f"people:{here.state}"] = (*found.get(f"people:{here.state}", ()), here.origin)
    for fact in layout.instance.facts:
        for name in (f"fact:{fact.lane}", f"return:{fact.lane}"):
            found[name] = (*found.get(name, ()), fact.origin)
    return {name: tuple(dict.fromkeys(origins)) for name, origins in found.items()}


def _of_camps(layout: Layout) -> dict[str, tuple[Origin, ...]]:
    standards = layout.instance.standards
    found: dict[str, tuple[Origin, ...]] = {}
    for one in layout.instance.camps:
        for name, figures in (
            (f"places at {one.node}", (one.built,)),
            (f"places built at {one.node}", (one.built,)),
            (f"building at {one.node}", (one.build_per_day,)),
            (f"overflow at {one.node}", (one.overflow,)),
            (f"permit at {one.node}", (one.permit,)),
            (f"full at {one.node}", (one.permit,)),
            (f"modules at {one.node}", (one.build_per_day,)),
            (f"site {one.node}", (one.build_per_day,)),
            (f"ground at {one.node}", (one.area_m2, standards.area_m2)),
            (f"water at {one.node}", (one.water_l_day, standards.water_l_day)),
            (f"latrines at {one.node}", (one.latrines, standards.people_per_latrine)),
            (f"food at {one.node}", (standards.ration_kg_day,)),
        ):
            found[name] = tuple(figure.origin for figure in figures if figure is not None)
        for name in (f"modules at {one.node}", f"site {one.node}"):
            found[name] = (*found[name], *one.units_by)
    return found


def _of_food(layout: Layout) -> dict[str, tuple[Origin, ...]]:
    found: dict[str, tuple[Origin, ...]] = {}
    for depot in layout.instance.depots:
        found[f"store of {depot.name}"] = (depot.holds.origin,)
        found[f"deliveries to {depot.name}"] = (depot.delivered.origin,)
        found[f"food in {depot.name}"] = () if depot.there is None else (depot.there.origin,)
    for route in layout.instance.routes:
        found[f"supply route {route.depot}>{route.camp}"] = (route.tonnes_day.origin,)
    return found


def _of_terms(layout: Layout) -> dict[str, tuple[Origin, ...]]:
    instance = layout.instance
    nodes = {one.name: one.origin for one in instance.nodes}
    stays = {
        f"stay at {one.node}/{one.group}/{one.track}": nodes[one.node] for one in instance.states
    }
    found: dict[str, Origin | None] = {
        **stays,
        **{
            f"promise:{one.name}": one.quota.origin if one.quota else None
            for one in instance.tracks
        },
        **{f"share of {one.node}": one.origin for one in instance.shares},
        **{f"pot:{one.name}": one.money.origin for one in instance.pots},
        **{f"link:{one.name}": one.origin for one in instance.ties},
        **{
            f"lock:{one.name}": Origin(rule=f"lock by {one.by}", text=one.why)
            for one in instance.locks
        },
        **{
            f"financed part of {one.name}": one.extra.origin if one.extra else None
            for one in instance.offers
        },
    }
    return {name: (origin,) for name, origin in found.items() if origin is not None}
