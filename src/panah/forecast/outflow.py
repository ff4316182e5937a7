"""How many set out in the days ahead, when nobody knows: onsets, momentum, noise and jumps.

People newly counted a day, as last known, go on and fade to a share of the rate of the whole crisis
so far. Each onset of conflict adds a share of
the people of its place, spread over the weeks after it; what onsets explain of the last rate is not
counted again. Sets of parameters are drawn from their priors and weighted by how well each would
have forecast this crisis at earlier origins, without a likelihood.
"""

from collections.abc import Sequence

import attrs
import numpy as np
import numpy.typing as npt

from panah.forecast.priors import priors
from panah.forecast.proper import crps

__all__ = [
    "FEWEST",
    "MONTH",
    "Fitted",
    "Momentum",
    "Onset",
    "Sets",
    "expected",
    "fitted",
    "left_by",
    "set_out",
    "sets",
]

Real = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

MONTH = 30
"""Days over which the last rate is taken, and of the windows that sets are weighted by."""
FEWEST = 3
"""Earlier origins without which the priors stand as they are."""
WEEK = 7
TRIALS = 20
"""Draws by which a set of parameters is scored at an earlier origin (assumed: enough to tell good
sets from bad)."""
TENTH = 9
"""Sets within the score of the tenth best keep a good part of their weight."""


@attrs.frozen(kw_only=True, eq=False)
class Sets:
    """Sets of parameters, each field of shape (set,).

    Parameters
    ----------
    fade
        Days in which a rate falls to 1/e.
    share
        Of the people of a place, who leaves after an onset.
    delay
        Mean days from an onset to leaving.
    wander
        Spread of the log of the rate from week to week.
    crowding
        Shape of the negative binomial of a week: the smaller, the wider.
    jump
        The chance in 30 days that the outflow is multiplied.
    lasting
        The share of the mean rate of the whole crisis to which the last rate fades.
    """

    fade: Real
    share: Real
    delay: Real
    wander: Real
    crowding: Real
    jump: Real
    lasting: Real

    def __len__(self) -> int:
        return len(self.fade)

    def picked(self, numbers: npt.NDArray[np.int64]) -> "Sets":
        """Give the sets of some numbers."""
        return Sets(**{field.name: getattr(self, field.name)[numbers] for field in _FIELDS})


_FIELDS = attrs.fields(Sets)


@attrs.frozen(kw_only=True)
class Onset:
    """Conflict that starts at a place.

    Parameters
    ----------
    people
        Of the place, times the intensity of its conflict.
    """

    day: int
    people: float


@attrs.frozen(kw_only=True, eq=False)
class Momentum:
    """What was known of the outflow at an origin.

    Parameters
    ----------
    rate
        Net newly registered a day over the 30 days before, over all destinations.
    whole
        The same over all days so far.
    onsets
        Known at the origin.
    """

    origin: int
    rate: float
    whole: float = 0.0
    onsets: tuple[Onset, ...] = ()


@attrs.frozen(kw_only=True, eq=False)
class Fitted:
    """Sets of parameters with their weights.

    Parameters
    ----------
    weight
        By set; they add up to 1.
    origins
        Earlier origins they were weighted by; fewer than `FEWEST`: the priors, all alike.
    """

    sets: Sets
    weight: Real
    origins: int

    @property
    def by_priors(self) -> bool:
        """Whether the crisis is too young to tell one set from another."""
        return self.origins < FEWEST

    def drawn(self, rng: np.random.Generator, members: int) -> Sets:
        """Draw the set of each member."""
        return self.sets.picked(rng.choice(len(self.sets), members, p=self.weight))


def sets(rng: np.random.Generator, count: int, *, tripled: int = 0, months: int = 0) -> Sets:
    """Draw sets of parameters from their priors.

    Parameters
    ----------
    tripled, months
        Of how many past windows of 30 days the rate at least tripled in; updates the chance of a
        jump.
    """
    known = priors("outflow")
    jump = known["jump"]
    first, second = jump.terms["first"] + tripled, jump.terms["second"] + months - tripled
    drawn = {field.name: known[field.name].draw(rng, count) for field in _FIELDS}
    return Sets(**drawn | {"jump": rng.beta(first, second, count)})


def left_by(age: Real, delay: float | Real) -> Real:
    """Give the share of those who leave that has left so many days after an onset.

    A gamma distribution of shape 2; 0 before the onset.
    """
    scaled = 2.0 * np.maximum(age, 0.0) / delay
    return np.asarray(1.0 - (1.0 + scaled) * np.exp(-scaled))


def expected(known: Momentum, of: Sets, days: int) -> Real:
    """Give the mean outflow by set and day ahead, without noise and jumps."""
    ahead = np.arange(days + 1, dtype=np.float64)
    by_onsets = np.zeros((len(of), days))
    explained = np.zeros(len(of))
    for onset in known.onsets:
        age = known.origin - onset.day
        left = left_by(age + ahead, of.delay[:, np.newaxis])
        whole = of.share * onset.people
        by_onsets += whole[:, np.newaxis] * np.diff(left, axis=1)
        before = left_by(np.full(len(of), float(age)), of.delay)
        explained += whole * (before - left_by(np.full(len(of), float(age - MONTH)), of.delay))
    rest = np.maximum(known.rate - explained / MONTH, 0.0)
    fading = np.exp(-ahead[1:] / of.fade[:, np.newaxis])
    floor = of.lasting * max(known.whole, 0.0)
    return np.asarray(by_onsets + rest[:, np.newaxis] * fading + np.outer(floor, 1) * (1 - fading))


def set_out(mean: Real, of: Sets, noise: np.random.Generator, jumps: np.random.Generator) -> Whole:
    """Draw who sets out, shape (set, day), around a mean of that shape."""
    level = _level(mean, of, noise, jumps)
    weeks = _weeks(level, of, noise)
    people = np.zeros(mean.shape, dtype=np.int64)
    for number, first in enumerate(range(0, mean.shape[1], WEEK)):
        week = level[:, first : first + WEEK]
        total = week.sum(axis=1, keepdims=True)
        even = np.full_like(week, 1 / week.shape[1])
        share = np.divide(week, total, out=even, where=total > 0)
        people[:, first : first + WEEK] = noise.multinomial(weeks[:, number], share)
    return people


def _level(mean: Real, of: Sets, noise: np.random.Generator, jumps: np.random.Generator) -> Real:
    """Let a mean wander from week to week, and jump."""
    days = mean.shape[1]
    steps = noise.normal(size=(len(of), -(-days // WEEK))) * of.wander[:, np.newaxis]
    walk = np.repeat(np.cumsum(steps, axis=1), WEEK, axis=1)[:, :days]
    return np.asarray(mean * np.exp(walk) * _jumped(of, days, jumps))


def _weeks(level: Real, of: Sets, noise: np.random.Generator) -> Whole:
    """Draw the people of each week: counts that spread more widely than luck alone."""
    total = np.add.reduceat(level, np.arange(0, level.shape[1], WEEK), axis=1)
    shape = of.crowding[:, np.newaxis]
    return noise.poisson(noise.gamma(shape, total / shape))


def _jumped(of: Sets, days: int, rng: np.random.Generator) -> Real:
    """Give the factor of each day: jumps at a random day of a month, that fade."""
    factor = np.ones((len(of), days))
    since = np.arange(days)[np.newaxis]
    for month in range(-(-days // MONTH)):
        start = MONTH * month + rng.integers(MONTH, size=(len(of), 1))
        size = priors("outflow")["jump_size"].draw(rng, len(of))[:, np.newaxis]
        comes = (rng.random(len(of)) < of.jump)[:, np.newaxis]
        grown = 1.0 + (size - 1.0) * np.exp(-np.maximum(since - start, 0) / of.fade[:, np.newaxis])
        factor *= np.where(comes & (since >= start), grown, 1.0)
    return factor


def fitted(
    earlier: Sequence[tuple[Momentum, float]],
    *,
    draws: int,
    tripled: int,
    months: int,
    rng: np.random.Generator,
) -> Fitted:
    """Weight sets of parameters by what they would have forecast.

    Parameters
    ----------
    earlier
        What was known at each earlier origin, and who was newly registered in the 30 days after
        it, as known now.
    draws
        How many sets.
    """
    found = sets(rng, draws, tripled=tripled, months=months)
    if len(earlier) < FEWEST:
        return Fitted(sets=found, weight=np.full(draws, 1 / draws), origins=len(earlier))
    errors = np.zeros(draws)
    each = found.picked(np.repeat(np.arange(draws), TRIALS))
    for known, after in earlier:
        mean = np.repeat(expected(known, found, MONTH), TRIALS, axis=0)
        level = _level(mean, each, rng, rng)
        totals = _weeks(level, each, rng).sum(axis=1)
        trials = totals.reshape(draws, TRIALS).T.astype(np.float64)
        errors += crps(trials, np.full(draws, after)) / len(earlier)
    ranked = np.sort(errors)
    reach = max(ranked[min(TENTH, draws - 1)] - ranked[0], 1.0)
    weight = np.exp(-(errors - ranked[0]) / reach)
    return Fitted(sets=found, weight=weight / weight.sum(), origins=len(earlier))
