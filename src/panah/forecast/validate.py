"""An instance run with the totals given and scored: Flee's own task."""

from collections.abc import Callable
from concurrent.futures import Executor

import attrs
import numpy as np
import numpy.typing as npt

from panah.domain.forecast import Forecast
from panah.forecast.ensemble import Plan, forecast
from panah.forecast.instance import Instance
from panah.forecast.score import DAY_30, SHARES_DAY, Spread, ard, baselines, rescaled, spread

__all__ = ["Validation", "in_camps", "registered_in_camps", "run_instance", "scored"]

Real = npt.NDArray[np.float64]


@attrs.frozen(kw_only=True)
class Validation:
    """How an instance went.

    Parameters
    ----------
    people
        All who were put in.
    seconds_per_run
        Of computing time, after loading and compiling; None where that was not taken.
    ard_after_day30
        From day 30 on, as the rule that holds the shares of that day is scored; None if there is
        no such day.
    baselines
        The averaged relative difference of rules without a model, by name.
    """

    instance: Instance
    members: int
    seed: int
    people: int
    ard: Spread
    ard_rescaled: Spread
    ard_after_day30: Spread | None
    seconds_per_run: float | None
    baselines: dict[str, float]

    @property
    def best_baseline(self) -> str:
        """The rule without a model against which the runs do worst."""
        return min(self.baselines, key=lambda name: self.skill(name) or 0.0)

    def skill(self, baseline: str) -> float | None:
        """Give 1 - the runs' difference / that of a rule; None where the rule is never off.

        Both are of the same days.
        """
        later = baseline == DAY_30 and self.ard_after_day30 is not None
        ours = self.ard_after_day30 if later else self.ard
        theirs = self.baselines[baseline]
        return 1 - ours.mean / theirs if ours is not None and theirs > 0 else None


def run_instance(
    instance: Instance,
    *,
    members: int,
    seed: int,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Forecast:
    """Run an instance: every day as many set out as were newly registered.

    Parameters
    ----------
    executor, progress
        As for `panah.forecast.ensemble.forecast`.
    """
    return forecast(
        _plan(instance), members=members, seed=seed, executor=executor, progress=progress
    )


def scored(instance: Instance, found: Forecast, *, seed: int, seconds: float | None) -> Validation:
    """Score a run of an instance that took so many seconds, if that was taken."""
    people = in_camps(found, instance)
    registered = registered_in_camps(instance)
    capacities = [s.capacity or 0 for s in instance.world.spots if s.name in instance.camps]
    plan = _plan(instance)
    return Validation(
        instance=instance,
        members=found.members,
        seed=seed,
        people=int(found.outflow[0].sum()) + sum(plan.people),
        ard=spread(ard(people, registered)),
        ard_rescaled=spread(ard(rescaled(people, registered), registered)),
        ard_after_day30=spread(ard(people[:, SHARES_DAY:], registered[SHARES_DAY:]))
        if len(registered) > SHARES_DAY
        else None,
        seconds_per_run=None if seconds is None else seconds / found.members,
        baselines=baselines(registered, np.array(capacities, dtype=np.float64)),
    )


def in_camps(found: Forecast, instance: Instance) -> Real:
    """Give people by member, day and camp."""
    camps = [found.places.index(camp) for camp in instance.camps]
    return np.asarray(found.stock[:, :, camps], dtype=np.float64)


def registered_in_camps(instance: Instance) -> Real:
    """Give the registered by day and camp."""
    series = instance.registered
    days = range(instance.world.days)
    return np.array([[series.people(camp, day) for camp in instance.camps] for day in days], float)


def _plan(instance: Instance) -> Plan:
    """Say who is there before day 0 and who sets out when."""
    series, settings = instance.registered, instance.settings
    inserted = settings.insert_day0 and not settings.empty_camps_on_day0
    people = [
        spot.people // settings.hasten
        + (series.people(spot.name, 0) if inserted and spot.name in instance.camps else 0)
        for spot in instance.world.spots
    ]
    return Plan(
        world=instance.world,
        settings=settings,
        flavour=instance.flavour,
        outflow=series.outflow(instance.world.days),
        people=tuple(people),
    )
