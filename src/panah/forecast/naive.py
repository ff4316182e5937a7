"""Forecasts that need no model, made of what was registered: what a model has to beat.

Each gives the change of every place over the days ahead. They are the baselines of the leak-free
protocol: no later row, no final size of a camp, no true total goes in.
"""

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt

from panah.forecast.registers import Known

__all__ = ["FADE", "NAIVE", "lasting", "past_changes"]

Real = npt.NDArray[np.float64]

MONTH = 30
"""Days over which the rate of new registrations is taken."""
FADE = 30.0
"""Days in which a rate falls to 1/e in the baselines that fade. Read off the three public instances
that stand in the documents, and so no evidence of skill on them."""
FEW = 10
"""A past of fewer windows than this says nothing but that nothing changes."""


def lasting(days: npt.ArrayLike, fade: float) -> Real:
    """Give how many days of full rate a rate is worth that fades from today, over some days."""
    return np.asarray(fade * (1.0 - np.exp(-np.asarray(days, dtype=np.float64) / fade)))


def past_changes(known: Known, ahead: int) -> Real:
    """Give every change over so many days that lies between day 0 and the origin."""
    starts = np.arange(known.origin - ahead + 1)
    if len(starts) < FEW:
        return np.zeros((1, len(known.places)))
    return np.asarray(known.counts(starts + ahead) - known.counts(starts))


def _rate(known: Known) -> Real:
    days = min(MONTH, known.origin)
    return np.asarray((known.now - known.counts([known.origin - days])[0]) / days)


def _unchanged(known: Known, _: int) -> Real:
    return np.zeros(len(known.places))


def _steady(known: Known, ahead: int) -> Real:
    return _rate(known) * ahead


def _fading(known: Known, ahead: int) -> Real:
    return _rate(known) * lasting(ahead, FADE)


def _shared(weights: Callable[[Known], Real]) -> Callable[[Known, int], Real]:
    def share(known: Known, ahead: int) -> Real:
        by = weights(known)
        return np.asarray(_fading(known, ahead).sum() * by / max(by.sum(), 1e-9))

    return share


def _alone(rule: Callable[[Known, int], Real]) -> Callable[[Known, int], Real]:
    def one(known: Known, ahead: int) -> Real:
        return rule(known, ahead)[np.newaxis]

    return one


NAIVE: Mapping[str, Callable[[Known, int], Real]] = {
    "none": _alone(_unchanged),
    "rate30": _alone(_steady),
    "damped30": _alone(_fading),
    "max-share": _alone(_shared(lambda known: known.largest)),
    "stock-share": _alone(_shared(lambda known: known.now)),
    "equal": _alone(_shared(lambda known: np.ones(len(known.places)))),
    "past": past_changes,
}
"""By name, a rule from what is known and the days ahead to changes, shape (member, place).

`none` is persistence: nothing changes. `rate30` goes on as in the last 30 days, `damped30` fades
from there. `max-share`, `stock-share` and `equal` share the fading total by the largest number ever
known of a place, by the last one (frozen shares) and evenly. `past` is every change the place ever
had over as many days.
"""
