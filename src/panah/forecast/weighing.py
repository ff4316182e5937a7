"""Futures held against counts: weighed by those known before, scored by those that came later.

A count weighs futures or scores them, never both. By default it only scores.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from panah.chance import stream
from panah.domain.forecast import Forecast
from panah.domain.outlook import Observation, Score, Use
from panah.forecast.outflow import left_by
from panah.forecast.priors import priors
from panah.forecast.risk import quantiles
from panah.forecast.world import CaseWorld

__all__ = ["delays_of", "modelled", "scores", "weights"]

TOLERANCE = 0.25
"""How far, in logs, a future may lie outside a count before it counts for little (assumed)."""
FEW, TOO_FEW = 1 / 3, 1 / 20
"""Share of the futures that must count after weighing; below the first they are drawn again, below
the second the model cannot reach what was observed (assumed)."""

Real = npt.NDArray[np.float64]


def delays_of(case: CaseWorld, *, seed: int, members: int) -> Real:
    """Give the mean days from arriving to being registered, by future."""
    told = case.scenario.delay.days if case.scenario and case.scenario.delay else None
    prior = priors("world")["registration"]
    found = np.empty(members)
    for number in range(members):
        rng = stream(seed, "registration", number)
        low, high = (told.lo, told.lo if told.hi is None else told.hi) if told else (0.0, 0.0)
        found[number] = prior.draw(rng, 1)[0] if told is None else rng.uniform(low, high)
    return found


def modelled(count: Observation, case: CaseWorld, run: Forecast, delays: Real) -> Real | None:
    """Give what each future has for a count; None if its day or its places were not run.

    A running total is the last total known plus those who came after it in the future; where people
    are counted when they are registered, those who were registered after it.

    Parameters
    ----------
    delays
        Mean days from arriving to being registered, by future.
    """
    day = case.day(count.on)
    if not 0 <= day < case.world.days:
        return None
    if count.since is None:
        places = [run.places.index(place) for place in count.places if place in run.places]
        known = len(places) == len(count.places)
        return run.stock[:, day, places].sum(axis=1, dtype=np.float64) if known else None
    if any(place not in run.countries for place in count.places):
        return None
    numbers = [run.countries.index(place) for place in count.places]
    last = _last(count, case)
    begin = case.day(count.since) if last is None else case.day(last.on) + 1
    if begin < 0:
        return None
    entries = run.entries[:, :, numbers].sum(axis=2, dtype=np.float64)
    late = count.registered or (case.scenario is not None and case.scenario.delay is not None)
    if late:
        came = _registered(entries, day, (begin, last is not None), delays)
    else:
        came = entries[:, begin : day + 1].sum(axis=1)
    return np.asarray(came + (0.0 if last is None else last.amount.lo))


def _registered(entries: Real, day: int, start: tuple[int, bool], delays: Real) -> Real:
    """Give who is registered up to a day; delays are a gamma distribution of shape 2.

    Parameters
    ----------
    entries
        Shape (member, day).
    start
        The first day that counts, and whether people who arrived before it may be registered on it
        or later.
    """
    begin, earlier = start
    days = np.arange(0 if earlier else begin, day + 1)
    mean: Real = np.maximum(delays, 1e-6)[:, np.newaxis]
    ages = (np.asarray(end - days + 0.5, dtype=np.float64) for end in (day, begin - 1))
    by_end, by_start = (left_by(age, mean) for age in ages)
    shares = by_end - by_start if earlier else by_end
    return np.asarray((entries[:, days] * shares).sum(axis=1))


def _last(count: Observation, case: CaseWorld) -> Observation | None:
    """Give the last count of the same total that was known."""
    before = [
        one
        for one in case.found.observations
        if one.use is not Use.SCORE
        and one.places == count.places
        and one.since == count.since
        and one.on < count.on
    ]
    return max(before, key=lambda one: one.on, default=None)


def scores(case: CaseWorld, run: Forecast, delays: Real) -> tuple[Score, ...]:
    """Hold futures against the counts that were not known.

    Parameters
    ----------
    run
        All days of the world, those before the forecast too.
    """
    found = []
    for count in case.found.observations:
        values = modelled(count, case, run, delays) if count.use is Use.SCORE else None
        if values is None:
            continue
        truth, last = count.amount.lo, _last(count, case)
        low, quarter, half, upper, high = map(
            float, quantiles(values, run.weight, (0.1, 0.25, 0.5, 0.75, 0.9))
        )
        found.append(
            Score(
                count=count,
                ends=(low, quarter, half, upper, high),
                crps=_crps(values, run.weight, truth),
                unchanged=None if last is None else abs(last.amount.lo - truth),
            )
        )
    return tuple(sorted(found, key=lambda one: one.count.on))


def _crps(values: Real, weight: Real, truth: float) -> float:
    """Give the continuous ranked probability score (Gneiting and Raftery 2007, equation 21)."""
    apart = np.abs(values[:, np.newaxis] - values[np.newaxis])
    return float(weight @ np.abs(values - truth) - weight @ apart @ weight / 2)


def weights(case: CaseWorld, run: Forecast, delays: Real) -> tuple[Real, str]:
    """Weigh futures by the counts known before the forecast; give the weights and what to say."""
    counts = _one_a_week([one for one in case.found.observations if one.use is Use.CONDITION])
    even = np.full(run.members, 1 / run.members)
    fits = [(count, modelled(count, case, run, delays)) for count in counts]
    logs = np.zeros(run.members)
    used = 0
    for count, values in fits:
        if values is not None:
            used += 1
            logs += _fit(values, count)
    if used < 2:
        return (
            even,
            f"not weighed by counts: {used} of them lie in the 30 days before, 2 are needed",
        )
    raw = np.exp(logs - logs.max())
    weight = raw / raw.sum()
    effective = 1 / float((weight**2).sum())
    if effective < TOO_FEW * run.members or logs.max() < np.log(1e-6):
        return even, "not weighed by counts: the model cannot reach what was observed"
    said = f"weighed by {used} counts, which leaves {effective:.0f} of {run.members} futures"
    return np.asarray(weight), said + (", few" if effective < FEW * run.members else "")


def _fit(values: Real, count: Observation) -> Real:
    low, high = max(count.amount.lo, 1.0), count.amount.hi
    bounded = np.maximum(values, 1.0)
    near = np.maximum(bounded, low) if high is None else np.clip(bounded, low, max(high, 1.0))
    return np.asarray(-0.5 * (np.log(bounded / near) / TOLERANCE) ** 2)


def _one_a_week(counts: Sequence[Observation]) -> list[Observation]:
    """Keep the last count of each total and week, so that one series does not speak many times."""
    kept: dict[object, Observation] = {}
    for one in sorted(counts, key=lambda one: one.on):
        kept[one.places, one.since, one.on.toordinal() // 7] = one
    return list(kept.values())
