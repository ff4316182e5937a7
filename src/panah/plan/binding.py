"""Which limits are used up, what each is worth by its prices, and the account of the reached."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs
import numpy as np

from panah.domain.figure import Origin
from panah.plan.building import Block
from panah.plan.goals import Goal
from panah.plan.layout import Floats, Masks
from panah.plan.lexicographic import Solved
from panah.plan.prices import Priced, origins_of, priced
from panah.plan.tables import frame, on, rest_on

if TYPE_CHECKING:
    import polars as pl

__all__ = ["DAYS", "PEOPLE", "account", "binding", "is_count", "unit_of", "worth_by_prices"]

FULL = 1e-6
"""A limit is used up when less than this share of it is left."""

_LIMITING = {
    "flow": "flow",
    "flight": "flow",
    "begun": "flow",
    "stock": "stock",
    "quota": "quota",
    "material": "material",
    "roof": "stock",
    "permit": "stock",
    "ground": "stock",
    "water": "stock",
    "latrines": "stock",
    "promise": "quota",
    "lock_most": "quota",
    "b": "flow",
    "ov": "stock",
    "F": "stock",
    "deliver": "flow",
    "ship": "flow",
    "fin": "quota",
}
_LAYERS = {
    "roof": "built",
    "permit": "permitted",
    "promise": "permitted",
    "lock_most": "ruled",
    "ov": "permitted",
    "b": "built",
    "begun": "built",
    "fin": "announced",
    "deliver": "carried",
    "ship": "carried",
}
_UNITS = {
    "flights": "whole flight",
    "b": "place",
    "begun": "place",
    "F": "tonne",
    "deliver": "tonne",
    "ship": "tonne",
    "fin": "place",
}


@attrs.frozen(eq=False)
class _Used:
    """How full the rows or columns of a block are."""

    block: Block
    used: Floats
    there: Floats
    full: Masks


def is_count(goal: Goal) -> bool:
    """Tell whether a level counts people reached."""
    return goal.name.startswith("reached")


def _used(solved: Solved) -> Iterator[_Used]:
    programme = solved.programme
    sums = programme.matrix @ solved.x
    for blocks, values, sides in (
        (programme.rows, sums, programme.most),
        (programme.columns, solved.x, programme.upper),
    ):
        begin = 0
        for block in blocks:
            own = slice(begin, begin + len(block.keys))
            begin = own.stop
            if block.name in _LIMITING or block.name.startswith(("pot_", "tie_")):
                yield _how_full(solved, block, values[own], sides[own])


def _how_full(solved: Solved, block: Block, used: Floats, there: Floats) -> _Used:
    if block.name == "roof":  # occ <= K + ov: what is there is what was built
        camps = np.arange(len(block.keys))
        standing = sum(
            (
                solved.x[solved.programme.column(one)][block.keys[camps]]
                for one in ("K", "ov", "roofless")
            ),
            np.zeros(len(camps)),
        )
        used, there = used + standing, standing
    if block.name == "flight":  # use <= unit times flights: what flies is what there is
        units = np.array([one.resource.batch or 0.0 for one in solved.programme.capacities])
        flying = solved.x[solved.programme.column("flights")] * units[block.limit]
        used, there = used + flying, flying
    left = there - used
    full = np.isfinite(there) & (there > 0) & (left <= FULL * np.maximum(1.0, np.abs(there)))
    return _Used(block, used, there, full & (used > 0))


def binding(solved: Solved) -> "pl.DataFrame":
    """Give the limits that are used up, those with the highest prices first."""
    layout = solved.programme.layout
    origins = origins_of(layout, solved.programme.capacities)
    slopes = _slopes(solved)
    rows: list[tuple[float, dict[str, object]]] = []
    for one in _used(solved):
        block = one.block
        for limit in np.unique(block.limit[one.full]):
            own = block.limit == limit
            at = own & one.full
            name = block.limits[limit]
            once = block.periods == 1
            periods = block.period[at]
            rows.append(
                (
                    sum(slopes.get(name, {}).values()),
                    {
                        "limit": name,
                        **_what(solved, block, name),
                        "first": on(layout, 0 if once else layout.start[periods.min()]),
                        "last": on(layout, layout.last[-1 if once else periods.max()]),
                        "periods_full": int(at.sum()),
                        "periods_open": int((own & (one.there > 0)).sum()),
                        "used": float(one.used[at].sum()),
                        "prices": _said(slopes.get(name, {})),
                        **rest_on(origins.get(name, ())),
                    },
                )
            )
    rows.sort(key=lambda row: (-row[0], str(row[1]["limit"])))
    return frame("binding", [row for _, row in rows])


def _said(slopes: dict[str, float]) -> str:
    return "; ".join(f"{level} {slope:.4g}" for level, slope in slopes.items())


def _what(solved: Solved, block: Block, name: str) -> dict[str, object]:
    for one in solved.programme.capacities:
        if one.resource.name == name.removeprefix("whole:"):
            kind, layer, unit = one.resource.kind, one.resource.layer, one.resource.unit
            return {"layer": layer, "kind": kind, "unit": unit}
    kind_of = _LIMITING.get(block.name, "money" if block.name.startswith("pot_") else "link")
    return {
        "layer": _LAYERS.get(block.name, "serviced"),
        "kind": kind_of,
        "unit": unit_of(solved, name, block.name),
    }


def unit_of(solved: Solved, name: str, block: str) -> str:
    """Give what one of a limit is."""
    for one in solved.programme.capacities:
        if one.resource.name == name:
            return one.resource.unit
    return "money" if block.startswith("pot_") else _UNITS.get(block, "person")


def _slopes(solved: Solved) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for goal, limit in _levels(solved):
        if abs(limit.slope) > FULL:
            by_level = found.setdefault(limit.limit, {})
            by_level[goal.name] = by_level.get(goal.name, 0.0) + limit.slope
    return found


def _levels(solved: Solved) -> Iterator[tuple[Goal, Priced]]:
    """Give the priced limits of every level that counts people."""
    for goal, answer in solved.answers:
        if is_count(goal):
            for limit in priced(solved.programme, answer):
                yield goal, limit


_NOT_WORTH = {
    *("balance", "x", "floor", "phi", "return", "fewer", "kept", "broken"),
    *("flown", "module", "batch_least", "batch_most", "whole_offer", "one_of", "site_least"),
    *("modules", "going", "left", "opened", "full"),
}
"""People and choices: nobody can be asked for one more of them."""


def worth_by_prices(solved: Solved) -> "pl.DataFrame":
    """Give what one more of each limit in every open period brings, by the prices alone."""
    origins = origins_of(solved.programme.layout, solved.programme.capacities)
    rows: list[dict[str, object]] = []
    for goal, limit in _levels(solved):
        if limit.slope > FULL and limit.block not in _NOT_WORTH:
            rows.append(_worth(solved, goal, limit, PEOPLE, origins))
    reaches = {row["limit"] for row in rows}
    for goal, limit in _days(solved):
        if limit.limit not in reaches:
            rows.append(_worth(solved, goal, limit, DAYS, origins))
    rows.sort(key=lambda row: (row["level"], -float(str(row["slope"])), row["limit"]))
    return frame("worth", rows)


PEOPLE, DAYS = "people", "weighted person-days"
"""What one more of a limit is measured in."""


def _days(solved: Solved) -> Iterator[tuple[Goal, Priced]]:
    """Give the limits of which more spares days of waiting.

    Where more of a limit reaches somebody too its price in days is none, as all who are reached are
    held; only what is planned again tells the days then.
    """
    for goal, answer in solved.answers:
        if goal.name == "waiting":
            for limit in priced(solved.programme, answer):
                if limit.slope > LEAST_DAYS and limit.block not in _NOT_WORTH | _KEPT:
                    yield goal, limit


LEAST_DAYS = 0.01
"""assumed: weighted days of waiting below which one more of a limit is not worth telling."""

_KEPT = {"arrivals", "growth", "depot", "food", "unfed", "share", "lock_most"}
"""Rows that keep count, and what a person fixed."""


def _worth(
    solved: Solved,
    goal: Goal,
    limit: Priced,
    measure: str,
    origins: dict[str, tuple[Origin, ...]],
) -> dict[str, object]:
    return {
        "limit": limit.limit,
        "unit": unit_of(solved, limit.limit, limit.block),
        "level": goal.name,
        "measure": measure,
        "slope": limit.slope,
        **rest_on(origins.get(limit.limit, ())),
    }


def account(solved: Solved) -> "pl.DataFrame":
    """Give people reached as a sum of prices times limits, for every level that counts people."""
    origins = origins_of(solved.programme.layout, solved.programme.capacities)
    rows: list[dict[str, object]] = []
    for goal, answer in solved.answers:
        if not is_count(goal) or not answer.prices.any():
            continue
        own = [_entry(goal, one, origins) for one in _merged(priced(solved.programme, answer))]
        if abs(answer.kept) > FULL:
            own.append(_kept(goal, -answer.kept))
        rows += sorted(own, key=lambda row: -abs(float(str(row["people"]))))
    return frame("account", rows)


def _merged(limits: Iterator[Priced]) -> Iterator[Priced]:
    for one in limits:
        if abs(one.part) > FULL:
            yield one


def _entry(goal: Goal, one: Priced, origins: dict[str, tuple[Origin, ...]]) -> dict[str, object]:
    amount = float(np.abs(one.amount).sum())
    return {
        "level": goal.name,
        "limit": one.limit,
        "price": one.part / amount,
        "amount": amount,
        "people": one.part,
        "exact": one.counted,
        **rest_on(origins.get(one.limit, ())),
    }


def _kept(goal: Goal, part: float) -> dict[str, object]:
    return {
        "level": goal.name,
        "limit": "levels kept before",
        "price": None,
        "amount": None,
        "people": part,
        "exact": False,
        **rest_on((Origin(rule="what earlier levels reached is kept"),)),
    }
