"""Who will come by land and go back, from the futures of a forecast: middle, worse and worst.

Single futures are taken whole, so that the days of each belong together: of all futures, ordered by
how many enter the hosts in all, the one in the middle by weight, the one that 1 in 10 pass, and the
last that has any weight. Who goes back is told for the middle future, and a forecast does not say
from which host: each host is given the share that it has of all who entered the hosts until then.
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from panah.domain.plan_input import MIDDLE

if TYPE_CHECKING:
    import numpy.typing as npt

    from panah.domain.forecast import Forecast

__all__ = ["FUTURES", "WORSE", "WORST", "Coming", "coming"]

WORSE, WORST = "worse", "worst"
FUTURES = (MIDDLE, WORSE, WORST)
"""The futures a plan may be made for."""


@attrs.frozen(kw_only=True)
class Coming:
    """Who comes to the hosts by land and who goes back, a day, from the first day of the plan on.

    Parameters
    ----------
    enter
        By host and future.
    back
        By host, in the middle future; without a host from which nobody goes back.
    """

    enter: Mapping[str, Mapping[str, tuple[float, ...]]] = attrs.field(factory=dict)
    back: Mapping[str, tuple[float, ...]] = attrs.field(factory=dict)


def coming(forecast: "Forecast", hosts: Collection[str], start: date) -> Coming:
    """Give who enters each host and who leaves it for home; hosts without a forecast are left out.

    Parameters
    ----------
    start
        First day of the plan; before the forecast begins nobody is said to come.
    """
    known = [host for host in sorted(hosts) if host in forecast.countries]
    if not known:
        return Coming()
    entries = forecast.entries[:, :, [forecast.countries.index(host) for host in known]]
    order = np.argsort(entries.sum(axis=(1, 2)), kind="stable")
    below = np.cumsum(forecast.weight[order])
    shares = {MIDDLE: 0.5, WORSE: 0.9, WORST: 1.0}
    last = int(np.flatnonzero(forecast.weight[order])[-1])
    chosen = {
        name: int(order[min(int(np.searchsorted(below, share - _ROUND)), last)])
        for name, share in shares.items()
    }
    ahead = (forecast.start - start).days
    back = _going_back(forecast, entries, chosen[MIDDLE])
    return Coming(
        enter={
            host: {name: _days(entries[one, :, n], ahead) for name, one in chosen.items()}
            for n, host in enumerate(known)
        },
        back={host: _days(back[:, n], ahead) for n, host in enumerate(known) if back[:, n].any()},
    )


def _going_back(
    forecast: "Forecast", entries: "npt.NDArray[np.int32]", one: int
) -> "npt.NDArray[np.float64]":
    """Give who goes home from each host, a day, in one future; shape (day, host)."""
    came = np.cumsum(entries[one], axis=0).astype(float)
    foreign = [at for at, code in enumerate(forecast.countries) if code != forecast.home]
    all_came = np.cumsum(forecast.entries[one][:, foreign].sum(axis=1)).astype(float)
    part = np.divide(came, all_came[:, None], out=np.zeros_like(came), where=all_came[:, None] > 0)
    return np.asarray(part * forecast.returns[one][:, None])


def _days(people: "npt.NDArray[Any]", ahead: int) -> tuple[float, ...]:
    """Give people a day from the first day of a plan, which a forecast begins so far ahead of."""
    return (*(0.0,) * max(ahead, 0), *map(float, people[max(-ahead, 0) :]))


_ROUND = 1e-9
"""Weights that add up to a share but for rounding reach it."""
