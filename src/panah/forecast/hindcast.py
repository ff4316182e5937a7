"""How panah's own forecast would have done on an instance, at every origin, without later rows."""

from collections.abc import Callable, Mapping
from concurrent.futures import Executor

import attrs
import numpy as np
import numpy.typing as npt

from panah.chance import stream
from panah.forecast.calibrating import Calibration, Chosen
from panah.forecast.fitting import fit, momentum, onsets
from panah.forecast.foresight import How, moved
from panah.forecast.instance import Instance
from panah.forecast.naive import NAIVE
from panah.forecast.opinions import opinions
from panah.forecast.outflow import Fitted, Momentum
from panah.forecast.pool import Lesson, Pool, joined, learnt
from panah.forecast.registers import Known, known
from panah.forecast.rolling import HORIZONS, origins, outcome, truth
from panah.forecast.skill import (
    OURS,
    Mark,
    Members,
    Reliability,
    Summary,
    marks,
    reliability,
    summary,
)

__all__ = ["Hindcast", "Taught", "hindcast"]

Real = npt.NDArray[np.float64]

FADES = 5
"""Draws of how fast a rate fades, for each way to take the rate."""
Said = Mapping[int, tuple[Mapping[str, Real], Mapping[str, Real]]]
"""By days ahead, what each opinion says of the change and of the stock."""


@attrs.frozen(kw_only=True)
class Taught:
    """How opinions were joined at one origin over one horizon."""

    day: int
    ahead: int
    pool: Pool


@attrs.frozen(kw_only=True)
class Hindcast:
    """Forecasts of an instance at its origins, marked.

    Parameters
    ----------
    places, sums
        By days ahead, what the windows of places, and of their sums, say together.
    left_out
        By days ahead, windows with a recount.
    taught
        Weights and spread at each origin.
    reliability
        What came of the chances of classes of impact, of places at all horizons together.
    chosen
        The rules of movement taken at each origin, where they were calibrated.
    """

    marks: tuple[Mark, ...]
    places: Mapping[int, Summary]
    sums: Mapping[int, Summary]
    left_out: Mapping[int, int]
    taught: tuple[Taught, ...]
    reliability: tuple[Reliability, ...] = ()
    chosen: tuple[Chosen, ...] = ()


def hindcast(
    instance: Instance,
    *,
    seed: int,
    members: int,
    calibrate: int = 0,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Hindcast:
    """Forecast an instance at every origin from what was known there, and score it.

    Parameters
    ----------
    members
        Runs of the movement at each origin.
    calibrate
        Points of the rules of movement that are tried at every origin; 0 for none.
    executor
        What runs the movement: processes, or a cluster; threads of this process without it.
    progress
        Told after each origin how many are done, and of how many.
    """
    days = origins(instance.world.days, min(HORIZONS))
    then = {day: known(instance.registers, day) for day in days}
    said: dict[int, Said] = {}
    trials = Calibration(instance, calibrate, seed=seed, executor=executor) if calibrate else None
    chosen = []
    for number, day in enumerate(days, start=1):
        outflow = _outflow(instance, then[day], seed)
        if trials is not None:
            trials.try_at(then[day], outflow)
            chosen.append(trials.chosen(day))
        how = How(
            days=max(HORIZONS),
            members=members,
            seed=seed,
            rules=chosen[-1].rules if chosen else None,
            executor=executor,
        )
        said[day] = _said(instance, then[day], outflow, how)
        if progress is not None:
            progress(number, len(days))
    found: list[Mark] = []
    taught = []
    left_out = dict.fromkeys(HORIZONS, 0)
    for ahead in HORIZONS:
        for day in origins(instance.world.days, ahead):
            pool = learnt(tuple(said[day][ahead][0]), _lessons(instance, said, day, ahead))
            taught.append(Taught(day=day, ahead=ahead, pool=pool))
            came = truth(instance.registers, day, ahead)
            left_out[ahead] += int((~came.kept).sum())
            now = then[day].now
            ours = {OURS: joined(*said[day][ahead], pool, now)}
            rules = {
                name: Members.alike(rule(then[day], ahead), now) for name, rule in NAIVE.items()
            }
            found += marks(came, now, then[day].places, ours | rules)
    return Hindcast(
        marks=tuple(found),
        places=_summaries([mark for mark in found if mark.place], seed),
        sums=_summaries([mark for mark in found if not mark.place], seed),
        left_out=left_out,
        taught=tuple(taught),
        chosen=tuple(chosen),
        reliability=reliability([mark for mark in found if mark.place]),
    )


def _outflow(instance: Instance, then: Known, seed: int) -> tuple[Momentum, Fitted]:
    """Give what was known of the outflow at an origin, and its fit."""
    starts = onsets(instance.world, then.origin)
    chance = stream(seed, "parameters", then.origin)
    fitted = fit(instance.registers, then.origin, starts=starts, rng=chance)
    return momentum(then, starts), fitted


def _said(instance: Instance, then: Known, outflow: tuple[Momentum, Fitted], how: How) -> Said:
    """Give all opinions at an origin."""
    fades = outflow[1].drawn(stream(how.seed, "fades", then.origin), FADES).fade
    path = moved(instance, then, outflow, how)
    found = {}
    for ahead in HORIZONS:
        changes, since = (
            {**opinions(then, ahead, fades, since_rows=rows), "movement": path[:, ahead - 1]}
            for rows in (False, True)
        )
        found[ahead] = changes, {name: then.now + values for name, values in since.items()}
    return found


def _lessons(instance: Instance, said: Mapping[int, Said], day: int, ahead: int) -> list[Lesson]:
    """Give what earlier origins teach at this one: windows that have ended."""
    lessons = []
    for earlier in origins(day + 1, ahead):
        change, certain = outcome(instance.registers, earlier, ahead, by=day)
        lessons.append(
            Lesson(
                age=day - earlier - ahead,
                opinions=said[earlier][ahead][0],
                change=change,
                certain=certain,
            )
        )
    return lessons


def _summaries(of: list[Mark], seed: int) -> Mapping[int, Summary]:
    by = {ahead: [mark for mark in of if mark.ahead == ahead] for ahead in HORIZONS}
    return {ahead: summary(held, seed=seed) for ahead, held in by.items() if held}
