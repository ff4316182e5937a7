"""What many futures say together: bands, the chance of each class of impact, thresholds passed.

Impact is that of UNHCR's Preparedness Package for Refugee Emergencies: the peak of arrivals a day
within six months, or people beyond the capacity. Its classes below 100 a day have no figure there;
those here are assumed.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from panah.domain.forecast import Forecast
from panah.domain.outlook import Quantity, Trigger

__all__ = [
    "BEYOND_CAPACITY",
    "HALF_A_YEAR",
    "PEAKS",
    "Risk",
    "band",
    "compared",
    "likelihood_of",
    "passed",
    "quantiles",
    "risks",
]

HALF_A_YEAR = 183
"""Days within which a likelihood is meant (UNHCR, Preparedness Package: six months)."""
PEAK_DAYS = 7
"""Days over which the peak is a mean (assumed: single days are noise of registration)."""
PEAKS = {2: 10.0, 3: 100.0, 4: 500.0, 5: 1000.0}
"""By class of impact from 2 up: the peak of arrivals a day from which it holds. 500 and 1,000 are
UNHCR's and must be passed; 10 and 100 are assumed and need only be reached."""
BEYOND_CAPACITY = 4
"""The class of more people than the capacity holds (UNHCR: exceeds national capacity)."""
LIKELIHOODS = (0.2, 0.4, 0.6, 0.8)
"""Upper ends of the likelihood scores 1 to 4; above is 5 (UNHCR, Preparedness Package)."""
LOW_UP_TO, MEDIUM_UP_TO = 6, 14
"""Products of likelihood and impact that are low and medium (assumed; a case may have its own
matrix)."""

Real = npt.NDArray[np.float64]


@attrs.frozen(kw_only=True)
class Risk:
    """How likely an impact of at least some class is in a country.

    Parameters
    ----------
    impact, likelihood
        Scores from 1 to 5.
    chance
        Share of the futures.
    leads
        Whether it is the row of the risk table: the largest product, the higher impact on ties.
    """

    country: str
    impact: int
    chance: float
    likelihood: int
    leads: bool = False

    @property
    def level(self) -> str:
        """The colour of the matrix in a word."""
        product = self.impact * self.likelihood
        if product <= LOW_UP_TO:
            return "low"
        return "medium" if product <= MEDIUM_UP_TO else "high"


def quantiles(values: npt.NDArray[Any], weight: Real, at: Iterable[float]) -> Real:
    """Give quantiles over the first axis, by weight.

    Linear between the futures where each counts alike; else the least future that a share of the
    weight does not pass.
    """
    points = np.array(list(at))
    if np.allclose(weight, weight[0]):
        return np.asarray(np.quantile(values, points, axis=0), dtype=np.float64)
    found = np.quantile(values, points, axis=0, weights=weight, method="inverted_cdf")
    return np.asarray(found, dtype=np.float64)


def band(values: npt.NDArray[Any], weight: Real, share: float) -> tuple[Real, Real, Real]:
    """Give the low end, the middle and the high end of the range that holds a share."""
    low, middle, high = quantiles(values, weight, ((1 - share) / 2, 0.5, (1 + share) / 2))
    return low, middle, high


def peaks(entries: npt.NDArray[np.generic]) -> Real:
    """Give each future's largest mean over 7 days, of entries by (member, day)."""
    within = np.asarray(entries[:, :HALF_A_YEAR], dtype=np.float64)
    width = min(PEAK_DAYS, within.shape[1])
    total = np.cumsum(np.pad(within, ((0, 0), (1, 0))), axis=1)
    return np.asarray((total[:, width:] - total[:, :-width]).max(axis=1) / width)


def risks(found: Forecast, capacity: Mapping[str, float], stock: Mapping[str, Real]) -> list[Risk]:
    """Give the chance of every class of impact in every country but home.

    Parameters
    ----------
    capacity
        By country, the least that firm and ready offers hold; left out where none was stated.
    stock
        By country, people who came, by (member, day).
    """
    rows: list[Risk] = []
    for number, country in enumerate(found.countries):
        if country == found.home:
            continue
        peak = peaks(found.entries[:, :, number])
        holds = capacity.get(country, np.inf)
        most = stock[country][:, :HALF_A_YEAR].max(axis=1)
        rows += _of_country(country, peak, most > holds, found.weight)
    return rows


def _of_country(
    country: str, peak: Real, over: npt.NDArray[np.bool_], weight: Real
) -> Iterator[Risk]:
    made = [Risk(country=country, impact=1, chance=1.0, likelihood=5)]
    for impact, least in PEAKS.items():
        reached = peak > least if impact >= BEYOND_CAPACITY else peak >= least
        if impact == BEYOND_CAPACITY:
            reached = reached | over
        chance = float(weight[reached].sum())
        made.append(
            Risk(country=country, impact=impact, chance=chance, likelihood=likelihood_of(chance))
        )
    some = [one for one in made if one.chance > 0]
    first = max(some, key=lambda one: (one.impact * one.likelihood, one.impact))
    for one in made:
        yield attrs.evolve(one, leads=one is first)


def likelihood_of(chance: float) -> int:
    """Give the score of a chance, 1 to 5."""
    return 1 + sum(chance > end + 1e-9 for end in LIKELIHOODS)


def passed(trigger: Trigger, values: npt.NDArray[np.generic], found: Forecast) -> Trigger:
    """Give a threshold with the chance and the days on which futures reach it.

    Parameters
    ----------
    values
        What is compared, by (member, day).
    """
    reached = np.maximum.accumulate(np.asarray(values) >= trigger.threshold, axis=1)
    by_day = (reached * found.weight[:, np.newaxis]).sum(axis=0)
    days = [
        found.start + timedelta(days=int(np.argmax(by_day >= share - 1e-9)))
        if by_day[-1] >= share - 1e-9
        else None
        for share in (0.1, 0.5, 0.9)
    ]
    return attrs.evolve(
        trigger,
        chance=float(by_day[-1]),
        by_day=tuple(float(share) for share in by_day),
        one=days[0],
        five=days[1],
        nine=days[2],
    )


def compared(trigger: Trigger, found: Forecast, stock: Mapping[str, Real]) -> Real | None:
    """Give what a threshold is compared with, by (member, day); None for places not run."""
    codes = trigger.of.split("+")
    if trigger.quantity is Quantity.STOCK:
        known = [stock[code] for code in codes if code in stock]
        return np.asarray(np.sum(known, axis=0)) if known else None
    numbers = [found.countries.index(code) for code in codes if code in found.countries]
    if not numbers:
        return None
    entries = found.entries[:, :, numbers].sum(axis=2, dtype=np.float64)
    if trigger.quantity is Quantity.ENTRIES:
        return np.asarray(np.cumsum(entries, axis=1))
    width = min(PEAK_DAYS, entries.shape[1])
    total = np.cumsum(np.pad(entries, ((0, 0), (1, 0))), axis=1)
    means = np.zeros_like(entries)
    means[:, width - 1 :] = (total[:, width:] - total[:, :-width]) / width
    return np.asarray(means)
