"""Who will come by land, from the futures of a forecast: the middle one, a worse and the worst.

Single futures are taken whole, so that the days of each belong together: of all futures, ordered by
how many enter the hosts in all, the one in the middle by weight, the one that 1 in 10 pass, and the
last that has any weight.
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from panah.domain.plan_input import MIDDLE

if TYPE_CHECKING:
    from panah.domain.forecast import Forecast

__all__ = ["FUTURES", "WORSE", "WORST", "coming"]

WORSE, WORST = "worse", "worst"
FUTURES = (MIDDLE, WORSE, WORST)
"""The futures a plan may be made for."""


def coming(
    forecast: "Forecast", hosts: Collection[str], start: date
) -> Mapping[str, Mapping[str, tuple[float, ...]]]:
    """Give who enters each host, by future, a day; a host that the forecast has not is left out.

    Parameters
    ----------
    start
        First day of the plan; before the forecast begins nobody is said to come.
    """
    known = [host for host in sorted(hosts) if host in forecast.countries]
    if not known:
        return {}
    entries = forecast.entries[:, :, [forecast.countries.index(host) for host in known]]
    order = np.argsort(entries.sum(axis=(1, 2)), kind="stable")
    below = np.cumsum(forecast.weight[order])
    shares = {MIDDLE: 0.5, WORSE: 0.9, WORST: 1.0}
    last = int(np.flatnonzero(forecast.weight[order])[-1])
    chosen = {
        name: int(order[min(int(np.searchsorted(below, share - _ROUND)), last)])
        for name, share in shares.items()
    }
    before = (0.0,) * max((forecast.start - start).days, 0)
    known_by = max((start - forecast.start).days, 0)
    return {
        host: {
            name: (*before, *map(float, entries[one, known_by:, n])) for name, one in chosen.items()
        }
        for n, host in enumerate(known)
    }


_ROUND = 1e-9
"""Weights that add up to a share but for rounding reach it."""
