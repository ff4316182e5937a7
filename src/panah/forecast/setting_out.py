"""How many set out, when nobody knows: onsets, what goes on from the last counts, and jumps.

People newly counted abroad a day, as last known, go on and fade; each onset adds a share of the
people of its place, spread over the weeks after it. Both are uncertain by a factor of ten and more,
and so are the bands. The formula and its priors stand in the documents, method, forecast.
"""

import attrs
import numpy as np
import numpy.typing as npt

from panah.domain.geography import PlaceKind
from panah.forecast.counts import Rate, known_rate
from panah.forecast.unrest import Started
from panah.forecast.world import CaseWorld

__all__ = ["Outflow", "outflow_of"]

Real = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

Z90 = 1.6449
"""Half-width, in standard deviations, of the range that holds 90 % of a normal distribution."""


@attrs.frozen(kw_only=True)
class Outflow:
    """The model of one case.

    Parameters
    ----------
    people
        Residents by place, 0 abroad.
    rate
        New arrivals abroad a day as last counted; None where nobody counted.
    """

    case: CaseWorld
    people: Real
    rate: Rate | None

    def draw(
        self,
        started: tuple[Started, ...],
        parameters: np.random.Generator,
        noise: np.random.Generator,
        jumps: np.random.Generator,
    ) -> Whole:
        """Draw who sets out, shape (day, place)."""
        fade = _lognormal(parameters, 30.0, 75 / 30)
        share = _lognormal(parameters, 0.01, 10.0)
        delay = _lognormal(parameters, 10.0, 2.5)
        wander = abs(parameters.normal(0.0, 0.3))
        spread = parameters.gamma(3.0, 0.5)
        quick = parameters.beta(1.0, 11.0)
        mean = self._onsets(started, share, delay) + self._momentum(started, share, delay, fade)
        mean *= self._factor(fade, quick, wander, jumps)[:, np.newaxis]
        people = self._known(noise)
        people[self._known_days :] = _weekly(mean[self._known_days :], spread, noise)
        return self._scenario(people, noise)

    @property
    def _known_days(self) -> int:
        """How many days of the world lie up to the last count."""
        if self.rate is None:
            return 0
        return min(max(self.case.day(self.rate.until) + 1, 0), self.case.world.days)

    def _onsets(self, started: tuple[Started, ...], share: float, delay: float) -> Real:
        codes = [post.code for post in self.case.chart.posts]
        mean = np.zeros((self.case.world.days, len(codes)))
        for one in started:
            place = codes.index(one.place)
            ages = np.arange(self.case.world.days + 1) - one.day
            curve = np.diff(_left_by(np.maximum(ages, 0), delay))
            mean[:, place] += share * self.people[place] * one.intensity * curve
        return mean

    def _momentum(
        self, started: tuple[Started, ...], share: float, delay: float, fade: float
    ) -> Real:
        """Let what the onsets do not explain of the last known rate go on and fade."""
        mean = np.zeros((self.case.world.days, len(self.people)))
        if self.rate is None:
            return mean
        last = self.case.day(self.rate.until)
        before = np.array([last - 30, last]) + 1
        explained = sum(
            share
            * self.people[[post.code for post in self.case.chart.posts].index(one.place)]
            * one.intensity
            * float(np.diff(_left_by(np.maximum(before - one.day, 0), delay))[0])
            / 30
            for one in started
        )
        ahead = np.arange(self.case.world.days) - last
        rate = max(0.0, self.rate.a_day - explained) * np.exp(-np.maximum(ahead, 0) / fade)
        mean += rate[:, np.newaxis] * self._where()
        return mean

    def _where(self) -> Real:
        """Give the share of each place in what goes on: that of its residents."""
        return self.people / max(self.people.sum(), 1.0)

    def _known(self, rng: np.random.Generator) -> Whole:
        """Give the days up to the last count their known rate."""
        days = self.case.world.days
        people = np.zeros((days, len(self.people)), dtype=np.int64)
        if self.rate is not None and self.people.sum() > 0:
            for day in range(self._known_days):
                people[day] = rng.multinomial(rng.poisson(self.rate.a_day), self._where())
        return people

    def _factor(self, fade: float, quick: float, wander: float, rng: np.random.Generator) -> Real:
        """Give the factor of each day: a walk in logs from week to week, and jumps that fade."""
        days, first = self.case.world.days, self._known_days
        weeks = np.cumsum(rng.normal(0.0, wander, days // 7 + 1))
        factor = np.ones(days)
        factor[first:] = np.exp(np.repeat(weeks, 7)[: days - first])
        for month in range(days // 30 + 1):
            start = int(rng.integers(30)) + 30 * month
            size = float(np.exp(rng.normal(np.log(4.0), 0.7)))
            if rng.random() < quick and start >= first:
                factor *= _jump(days, start, size, fade)
        scenario = self.case.scenario
        if scenario is not None and scenario.jump is not None:
            low, high = scenario.jump.factor.lo, scenario.jump.factor.hi or scenario.jump.factor.lo
            size = float(np.exp(rng.uniform(np.log(low), np.log(high))))
            factor *= _jump(days, self.case.day(scenario.jump.on), size, fade)
        return factor

    def _scenario(self, people: Whole, rng: np.random.Generator) -> Whole:
        """Put a scenario's people a day in place of the model's."""
        codes = [post.code for post in self.case.chart.posts]
        for one in self.case.scenario.people if self.case.scenario else ():
            low, high = one.a_day.lo, one.a_day.lo if one.a_day.hi is None else one.a_day.hi
            first, last = max(0, self.case.day(one.start)), self.case.day(one.end) + 1
            people[first : max(last, 0), codes.index(one.place)] = round(rng.uniform(low, high))
        return people


def outflow_of(case: CaseWorld) -> Outflow:
    """Give the model of a case."""
    home = case.chart.home
    people = [
        float(post.population or 0) if post.country == home and _is_home(post.kind) else 0.0
        for post in case.chart.posts
    ]
    return Outflow(
        case=case, people=np.array(people), rate=known_rate(case.found.observations, home)
    )


def _is_home(kind: PlaceKind) -> bool:
    return kind in {PlaceKind.PROVINCE, PlaceKind.TOWN}


def _left_by(age: npt.NDArray[np.int64], delay: float) -> Real:
    """Give the share that has left so many days after an onset: a gamma of shape 2, mean delay."""
    scaled = 2.0 * age / delay
    return np.asarray(1.0 - (1.0 + scaled) * np.exp(-scaled), dtype=np.float64)


def _lognormal(rng: np.random.Generator, median: float, factor: float) -> float:
    """Draw a number of which 9 in 10 lie within a factor of the median."""
    return float(median * np.exp(rng.normal(0.0, np.log(factor) / Z90)))


def _jump(days: int, start: int, size: float, fade: float) -> Real:
    since = np.arange(days) - start
    grown = 1.0 + (size - 1.0) * np.exp(-np.maximum(since, 0) / fade)
    return np.where(since < 0, 1.0, grown)


def _weekly(mean: Real, spread: float, rng: np.random.Generator) -> Whole:
    """Draw the people of each week with more spread than luck gives, and deal them to its days."""
    people = np.zeros(mean.shape, dtype=np.int64)
    for first in range(0, len(mean), 7):
        week = mean[first : first + 7]
        total = float(week.sum())
        if total > 0:
            drawn = int(rng.negative_binomial(spread, spread / (spread + total)))
            dealt = rng.multinomial(drawn, (week / total).ravel())
            people[first : first + 7] = dealt.reshape(week.shape)
    return people
