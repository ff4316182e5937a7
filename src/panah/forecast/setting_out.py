"""How many set out from where in one future of a case, when nobody knows.

People newly counted abroad a day, as last known, go on and fade; each onset adds a share of the
people of its place, spread over the weeks after it. How fast, how many and with how much noise is
drawn for each future (`panah.forecast.outflow`). What goes on sets out from everywhere alike, in
proportion to residents; what an onset adds, from its place.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta

import attrs
import numpy as np
import numpy.typing as npt

from panah.chance import stream
from panah.domain.geography import PlaceKind
from panah.forecast.driving import Mode
from panah.forecast.history import History, history
from panah.forecast.outflow import MONTH, Fitted, Sets, left_by, set_out, sets
from panah.forecast.priors import priors
from panah.forecast.unrest import Started
from panah.forecast.world import CaseWorld

__all__ = ["Outflow", "fitted_to", "outflow_of"]

Real = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


@attrs.frozen(kw_only=True)
class Outflow:
    """The model of one case.

    Parameters
    ----------
    people
        Residents by place, 0 abroad.
    past
        New arrivals abroad as last counted; None where nobody counted.
    fitted
        Sets of parameters weighed by earlier months; None where the priors stand as they are.
    """

    case: CaseWorld
    people: Real
    past: History | None
    fitted: Fitted | None = None

    def draw(
        self,
        unrest: tuple[Mapping[str, Sequence[float]], tuple[Started, ...]],
        parameters: np.random.Generator,
        noise: np.random.Generator,
        jumps: np.random.Generator,
    ) -> Whole:
        """Draw who sets out, shape (day, place), with intensities by place and day and starts."""
        heat, started = unrest
        of = sets(parameters, 1) if self.fitted is None else self.fitted.drawn(parameters, 1)
        known = self._known_days
        abroad = self._abroad(parameters)
        mean = abroad * self._onsets(started, of) + self._momentum(started, of, abroad)
        mean *= self._planned_jump(of, parameters)[:, np.newaxis]
        people = self._known(noise)
        ahead = mean[known:]
        driven = self._by_conflict(heat, noise)
        if driven is not None:
            people[known:] = driven[known:]
        elif ahead.size:
            totals = set_out(ahead.sum(axis=1)[np.newaxis], of, noise, jumps)[0]
            people[known:] = [
                noise.multinomial(total, day / day.sum()) if total and day.sum() > 0 else 0 * day
                for total, day in zip(totals, ahead, strict=True)
            ]
        return self._scenario(people, noise)

    @property
    def _known_days(self) -> int:
        """How many days of the world lie up to the last count."""
        if self.past is None:
            return 0
        return min(max(self.case.day(self.past.until) + 1, 0), self.case.world.days)

    def _abroad(self, rng: np.random.Generator) -> float:
        """Draw the share of the newly displaced who leave: as was counted, or up to everybody."""
        most = max(self.case.abroad, priors("world")["abroad_at_most"].value)
        return float(np.exp(rng.uniform(np.log(self.case.abroad), np.log(most))))

    def _onsets(self, started: tuple[Started, ...], of: Sets) -> Real:
        mean = np.zeros((self.case.world.days, len(self.people)))
        days = np.arange(self.case.world.days + 1)
        for one in started:
            left = np.diff(left_by((days - one.day).astype(np.float64), of.delay))
            mean[:, self._at(one.place)] += self._leaving(one, of) * left
        return mean

    def _at(self, place: str) -> int:
        return [post.code for post in self.case.chart.posts].index(place)

    def _leaving(self, one: Started, of: Sets) -> float:
        return float(of.share[0] * self.people[self._at(one.place)] * one.intensity)

    def _momentum(self, started: tuple[Started, ...], of: Sets, abroad: float) -> Real:
        """Let what the onsets do not explain of the last known rate go on and fade.

        It fades to a share of the rate of the whole crisis so far.
        """
        mean = np.zeros((self.case.world.days, len(self.people)))
        if self.past is None:
            return mean
        last = self.case.day(self.past.until)
        explained = 0.0
        for one in started:
            ages = np.array([last - MONTH - one.day, last - one.day], dtype=np.float64)
            before, after = left_by(ages, of.delay)
            explained += abroad * self._leaving(one, of) * float(after - before) / MONTH
        ahead = np.maximum(np.arange(self.case.world.days) - last, 0)
        fading = np.exp(-ahead / of.fade)
        rate = max(0.0, self.past.rate - explained) * fading
        rate += of.lasting * self.past.whole * (1 - fading)
        mean += rate[:, np.newaxis] * self._where()
        return mean

    def _where(self) -> Real:
        """Give the share of each place in what goes on: that of its residents."""
        return np.asarray(self.people / max(self.people.sum(), 1.0))

    def _known(self, rng: np.random.Generator) -> Whole:
        """Give the days up to the last count the rate between the counts about them."""
        people = np.zeros((self.case.world.days, len(self.people)), dtype=np.int64)
        if self.past is not None and self.people.sum() > 0:
            for day in range(self._known_days):
                rate = self.past.rate_on(self.case.world.start + timedelta(days=day))
                people[day] = rng.multinomial(rng.poisson(rate), self._where())
        return people

    def _planned_jump(self, of: Sets, rng: np.random.Generator) -> Real:
        """Give the factor of each day that a scenario sets, which fades."""
        factor = np.ones(self.case.world.days)
        scenario = self.case.scenario
        if scenario is not None and scenario.jump is not None:
            jump = scenario.jump.factor
            low, high = np.log(jump.lo), np.log(jump.hi or jump.lo)
            size = float(np.exp(rng.uniform(low, high)))
            since = np.arange(len(factor)) - self.case.day(scenario.jump.on)
            grown = 1.0 + (size - 1.0) * np.exp(-np.maximum(since, 0) / of.fade)
            factor = np.where(since < 0, 1.0, grown)
        return factor

    def _by_conflict(
        self, heat: Mapping[str, Sequence[float]], rng: np.random.Generator
    ) -> Whole | None:
        """Give who sets out of each place in conflict, where a scenario says how many a day."""
        scenario = self.case.scenario
        if scenario is None or scenario.by_conflict is None:
            return None
        by = scenario.by_conflict
        rate = rng.uniform(by.a_day.lo, by.a_day.lo if by.a_day.hi is None else by.a_day.hi)
        mean = np.zeros((self.case.world.days, len(self.people)))
        for place, levels in heat.items():
            mean[:, self._at(place)] = rate * np.asarray(levels)
        if by.mode is Mode.POP_RATIO:
            mean *= self.people
        return rng.poisson(mean) if by.mode is Mode.POISSON else np.floor(mean).astype(np.int64)

    def _scenario(self, people: Whole, rng: np.random.Generator) -> Whole:
        """Put a scenario's people a day in place of the model's."""
        for one in self.case.scenario.people if self.case.scenario else ():
            low, high = one.a_day.lo, one.a_day.lo if one.a_day.hi is None else one.a_day.hi
            first, last = max(0, self.case.day(one.start)), self.case.day(one.end) + 1
            people[first : max(last, 0), self._at(one.place)] = round(rng.uniform(low, high))
        return people


def outflow_of(case: CaseWorld, seed: int) -> Outflow:
    """Give the model of a case."""
    fitted = fitted_to(case, seed)
    return Outflow(
        case=case,
        people=np.array(_residents(case)),
        past=history(case.found.observations, case.chart.home),
        fitted=None if fitted is None or fitted.by_priors else fitted,
    )


def fitted_to(case: CaseWorld, seed: int) -> Fitted | None:
    """Fit the outflow to what was counted before the day of a forecast; None where nothing was."""
    past = history(case.found.observations, case.chart.home)
    if past is None:
        return None
    people = dict(zip((post.code for post in case.chart.posts), _residents(case), strict=True))
    most = max(case.abroad, priors("world")["abroad_at_most"].value)
    abroad = float(np.sqrt(case.abroad * most))
    starts = [
        (one.first, abroad * one.intensity * people[one.place])
        for one in case.found.onsets
        if one.place and one.last <= case.as_of
    ]
    return past.fit(starts, stream(seed, "fit"))


def _residents(case: CaseWorld) -> list[float]:
    """Give residents by place, 0 abroad."""
    home = case.chart.home
    return [
        float(post.population or 0) if post.country == home and _is_home(post.kind) else 0.0
        for post in case.chart.posts
    ]


def _is_home(kind: PlaceKind) -> bool:
    return kind in {PlaceKind.PROVINCE, PlaceKind.TOWN}
