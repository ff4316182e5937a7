"""What a forecast of a case rests on and says: inputs with their origin, thresholds, counts.

An input keeps the claims, the row of a file or the assumption it came from, so that every number of
the forecast opens on what it rests on. A trigger is a number somebody stated and the forecast may
pass: a capacity, a ceiling.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from panah.domain.figure import Origin
from panah.domain.finding import Finding
from panah.domain.forecast import Forecast
from panah.domain.quantity import Interval

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl
    import xarray as xr

__all__ = ["CaseForecast", "Earlier", "Input", "Observation", "Quantity", "Score", "Trigger", "Use"]


class Quantity(StrEnum):
    """What of a forecast is compared with a number."""

    STOCK = "stock"
    ENTRIES = "entries"
    ENTRIES_A_DAY = "entries_a_day"


class Use(StrEnum):
    """What an observation is used for; never for both."""

    START = "start"
    CONDITION = "condition"
    SCORE = "score"


@attrs.frozen(kw_only=True)
class Input:
    """One thing that a forecast was given.

    Parameters
    ----------
    of, what, value
        The place or link it is about, what it is, and its value in words.
    """

    of: str
    what: str
    value: str
    origin: Origin


@attrs.frozen(kw_only=True)
class Observation:
    """People counted at some places together, to start from, to weigh futures by or to score.

    Parameters
    ----------
    places
        Codes of places or countries.
    amount
        How many, at least and at most.
    since
        For a running total: the day from which it counts; None for people who are there.
    registered
        Whether people are counted when they are registered, some days after they arrive.
    published
        The day on which it could be read; None for what a report said.
    """

    places: tuple[str, ...]
    on: date
    amount: Interval
    origin: Origin
    use: Use
    since: date | None = None
    registered: bool = False
    published: date | None = None


@attrs.frozen(kw_only=True)
class Trigger:
    """A threshold that somebody stated, and when the futures pass it.

    Parameters
    ----------
    of, quantity, threshold, what
        The place or country, what is compared, with which number, and what the number is.
    chance
        Share of the futures that reach it within the horizon.
    by_day
        That share by the end of each day.
    one, five, nine
        The days by which 1, 5 and 9 in 10 of all futures have reached it; None for not within the
        horizon.
    """

    of: str
    quantity: Quantity
    threshold: int
    what: str
    origin: Origin
    chance: float = 0.0
    by_day: tuple[float, ...] = ()
    one: date | None = None
    five: date | None = None
    nine: date | None = None


@attrs.frozen(kw_only=True)
class Score:
    """How a forecast stands against a count that it did not know.

    Parameters
    ----------
    count
        What was counted later.
    ends
        The number of people below which 1, 2.5, 5, 7.5 and 9 in 10 futures lie.
    crps
        Continuous ranked probability score in people: 0 is best; for a single number it is the
        absolute error.
    unchanged
        Absolute error of holding the last known count, in people; None where none was known.
    """

    count: Observation
    ends: tuple[float, float, float, float, float]
    crps: float
    unchanged: float | None

    @property
    def in_five(self) -> bool:
        """Whether the middle 5 in 10 futures hold it."""
        return self.ends[1] <= self.count.amount.lo <= self.ends[3]

    @property
    def in_eight(self) -> bool:
        """Whether the middle 8 in 10 futures hold it."""
        return self.ends[0] <= self.count.amount.lo <= self.ends[4]


@attrs.frozen(kw_only=True)
class Earlier:
    """How a forecast from an earlier day, as known then, stands against a count known by now.

    Parameters
    ----------
    made
        The day it is made from.
    rules
        Absolute errors, in people, of rules that need no model: ``none``, nobody comes any more;
        ``rate``, on at the last rate; ``fading``, at a rate that fades.
    """

    made: date
    score: Score
    rules: Mapping[str, float]


@attrs.frozen(kw_only=True, eq=False)
class CaseForecast(Forecast):
    """The forecast of a case.

    Day 0 of its arrays is the day after `as_of`.

    Parameters
    ----------
    names
        What places and countries are called, by code.
    cited
        The labels of the claims it rests on, by id.
    countries_of
        The country of each place, in the order of `places`.
    before
        By place: people who were there long before and do not move; counted in `stock`.
    inputs, observations
        What went in, with its origin, and what was counted.
    triggers, scores
        Thresholds that were stated, with their chance; later counts, with how they were met.
    earlier
        How forecasts from earlier days stand against counts known by now.
    findings, unknown
        What looks wrong, and what the model does not know, in sentences.
    manifest
        Versions, seed, ledger head, settings: what it takes to make it again.
    table, arrays
        Make a table by its name, and the futures as one labelled set of arrays.
    """

    as_of: date
    names: dict[str, str]
    cited: dict[str, str]
    countries_of: tuple[str, ...]
    before: tuple[int, ...]
    inputs: tuple[Input, ...]
    observations: tuple[Observation, ...]
    triggers: tuple[Trigger, ...]
    scores: tuple[Score, ...]
    earlier: tuple[Earlier, ...] = ()
    findings: tuple[Finding, ...]
    unknown: tuple[str, ...]
    manifest: dict[str, object]
    table: "Callable[[CaseForecast, str, float], pl.DataFrame]" = attrs.field(repr=False)
    arrays: "Callable[[CaseForecast], xr.Dataset]" = attrs.field(repr=False)

    @property
    def days(self) -> int:
        """How many days it reaches."""
        return int(self.stock.shape[1])

    @property
    def draws(self) -> "xr.Dataset":
        """The single futures, by member, day, place and country."""
        return self.arrays(self)

    def band(self, share: float = 0.8) -> "pl.DataFrame":
        """Give, by day and place, the range that holds this share of the futures.

        Parameters
        ----------
        share
            Above 0 and below 1.
        """
        return self.table(self, "band", share)

    @property
    def risks(self) -> "pl.DataFrame":
        """The chance of each class of impact, by country."""
        return self.table(self, "risks", 0.8)
