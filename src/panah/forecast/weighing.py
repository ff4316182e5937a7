"""Futures held against counts: weighed by those known before, scored by those that came later.

A count weighs futures or scores them, never both. By default it only scores.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta

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
LEAST = 10.0
"""Fewer people than this in a week say nothing of a future (assumed: nor are they printed)."""
FEW, TOO_FEW = 1 / 3, 1 / 20
"""Share of the futures that must count after weighing; below the first they are said to be few,
below the second the model cannot reach what was observed (assumed)."""

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


def modelled(
    count: Observation, case: CaseWorld, run: Forecast, delays: Real, *, base: Observation | None
) -> Real | None:
    """Give what each future has for a count; None if its day or its places were not run.

    It is an earlier count of the same people plus what became of it in the future: who came since
    or, where people are counted when they are registered, who was registered since.

    Parameters
    ----------
    delays
        Mean days from arriving to being registered, by future.
    base
        The earlier count; None for none.
    """
    day = case.day(count.on)
    if not 0 <= day < case.world.days:
        return None
    if count.since is None:
        grown = _grown(count, case, run, base)
    else:
        grown = _came(count, case, run, delays, base)
    return None if grown is None else np.asarray(grown + (base.amount.lo if base else 0.0))


def _grown(
    count: Observation, case: CaseWorld, run: Forecast, base: Observation | None
) -> Real | None:
    """Give how many more are at the places of a count than at an earlier one, or than nobody."""
    if any(place not in run.places for place in count.places):
        return None
    numbers = [run.places.index(place) for place in count.places]
    there = run.stock[:, :, numbers].sum(axis=2, dtype=np.float64)
    before = there[:, max(case.day(base.on), 0)] if base else 0.0
    return np.asarray(there[:, case.day(count.on)] - before)


def _came(
    count: Observation, case: CaseWorld, run: Forecast, delays: Real, base: Observation | None
) -> Real | None:
    """Give who came, or was registered, between an earlier count and this one."""
    start = count.since if base is None else base.on + timedelta(days=1)
    if start is None or case.day(start) < 0 or any(p not in run.countries for p in count.places):
        return None
    numbers = [run.countries.index(place) for place in count.places]
    entries = run.entries[:, :, numbers].sum(axis=2, dtype=np.float64)
    begin, day = case.day(start), case.day(count.on)
    if count.registered or (case.scenario is not None and case.scenario.delay is not None):
        return _registered(entries, day, (begin, base is not None), delays)
    return np.asarray(entries[:, begin : day + 1].sum(axis=1))


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
        last = _last(count, case)
        values = None
        if count.use is Use.SCORE:
            values = modelled(count, case, run, delays, base=last)
        if values is None:
            continue
        truth = count.amount.lo
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
    """Weigh futures by the counts known before the forecast; give the weights and what to say.

    What counts is what a count has grown by since the count before it: a total says little of the
    last weeks.
    """
    even = np.full(run.members, 1 / run.members)
    logs = np.zeros(run.members)
    used = 0
    for base, count in _pairs(case.found.observations):
        values = modelled(count, case, run, delays, base=base)
        if values is not None:
            used += 1
            grown = count.since is not None and base is not None
            logs += _fit(values, count, base.amount.lo if base and grown else 0.0)
    if used < 2:
        return even, f"not weighed by counts: {used} lie in the weeks before, 2 are needed"
    raw = np.exp(logs - logs.max())
    weight = raw / raw.sum()
    effective = 1 / float((weight**2).sum())
    if effective < TOO_FEW * run.members or logs.max() < np.log(1e-6):
        return even, "not weighed by counts: the model cannot reach what was observed"
    said = f"weighed by {used} counts, which leaves {effective:.0f} of {run.members} futures"
    return np.asarray(weight), said + (", few" if effective < FEW * run.members else "")


def _fit(values: Real, count: Observation, known: float) -> Real:
    """Give the log of the weight: 0 inside of a count, less the further outside.

    Parameters
    ----------
    known
        What the count before it held already.
    """
    low = max(count.amount.lo - known, LEAST)
    high = np.inf if count.amount.hi is None else max(count.amount.hi - known, LEAST)
    came = np.maximum(values - known, LEAST)
    return np.asarray(-0.5 * (np.log(came / np.clip(came, low, high)) / TOLERANCE) ** 2)


def _pairs(
    observations: Sequence[Observation],
) -> Iterator[tuple[Observation | None, Observation]]:
    """Give the counts that weigh, each with the count of the same people before it."""
    last: dict[object, Observation] = {}
    known = [one for one in observations if one.use is not Use.SCORE]
    for one in _one_a_week(known):
        if one.use is Use.CONDITION:
            yield last.get((one.places, one.since)), one
        last[one.places, one.since] = one


def _one_a_week(counts: Sequence[Observation]) -> list[Observation]:
    """Keep the last count of each total and week, so that one series does not speak many times."""
    kept: dict[object, Observation] = {}
    for one in sorted(counts, key=lambda one: one.on):
        kept[one.places, one.since, one.on.toordinal() // 7] = one
    return sorted(kept.values(), key=lambda one: one.on)
