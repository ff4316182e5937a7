"""What was counted abroad up to the day of a forecast, as a past to go on from and to learn from.

Counts of a case are few and uneven. A month teaches only if people were counted near both of its
ends: nothing is learnt from a line drawn between two counts that are far apart.
"""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import attrs
import numpy as np

from panah.domain.outlook import Observation, Use
from panah.forecast.fitting import LATEST, SETS, THREEFOLD, momentum
from panah.forecast.outflow import MONTH, Fitted, Onset, fitted
from panah.forecast.registers import Register, known
from panah.forecast.series import Series

__all__ = ["History", "history"]

NEAR = 10
"""Days up to the end of a month within which people must have been counted, for it to teach
(assumed: a third of the month)."""


@attrs.frozen(kw_only=True, eq=False)
class History:
    """A running total of people abroad, as known on the day of a forecast.

    Parameters
    ----------
    counts
        Oldest first, each since the same day and at the same places.
    """

    since: date
    counts: tuple[Observation, ...]

    @property
    def until(self) -> date:
        """The day of the last count; nothing is known after it."""
        return self.counts[-1].on

    @property
    def whole(self) -> float:
        """New arrivals a day since the total began."""
        return self.counts[-1].amount.lo / (self.until - self.since).days

    @property
    def rate(self) -> float:
        """New arrivals a day up to the last count, since the count before it."""
        return self.rate_on(self.until)

    def rate_on(self, day: date) -> float:
        """Give the new arrivals a day between the two counts that a day lies between."""
        days, people = self._rows()
        after = min(max(bisect_left(days, day), 1), len(days) - 1)
        came = people[after] - people[after - 1]
        return max(0.0, came) / (days[after] - days[after - 1]).days

    def _rows(self) -> tuple[list[date], list[float]]:
        """Give days and totals, from nobody on the first day."""
        days = [self.since, *(one.on for one in self.counts)]
        return days, [0.0, *(one.amount.lo for one in self.counts)]

    def fit(self, starts: Sequence[tuple[date, float]], rng: np.random.Generator) -> Fitted:
        """Fit the outflow to the months before the last count.

        Parameters
        ----------
        starts
            Onsets of conflict, with the people of the place who would leave the country.
        """
        days, people = self._rows()
        rows = tuple((day - self.since).days for day in days)
        registers = {"": Register(parts=(Series(rows, tuple(people)),))}
        onsets = tuple(Onset(day=(day - self.since).days, people=of) for day, of in starts)
        ends = [
            end
            for end in range(rows[-1], MONTH - 1, -MONTH)
            if _counted(rows, end) and _counted(rows, end - MONTH)
        ]
        line = known(registers, rows[-1])
        grown = [float(np.diff(line.counts([end - MONTH, end]).sum(axis=1))[0]) for end in ends]
        earlier = [
            (momentum(known(registers, end - MONTH), onsets), came)
            for end, came in zip(ends, grown, strict=True)
            if end - MONTH >= MONTH
        ]
        pairs = list(pairwise(grown))
        tripled = sum(1 for later, before in pairs if before > 0 and later >= THREEFOLD * before)
        return fitted(earlier[:LATEST], draws=SETS, tripled=tripled, months=len(pairs), rng=rng)


def _counted(rows: Sequence[int], day: int) -> bool:
    return any(day - NEAR < row <= day for row in rows)


def history(observations: Sequence[Observation], home: str) -> History | None:
    """Give the past of new arrivals abroad as last known; None where nobody counted.

    Of several running totals it is the one of most places, and of those the one that was counted
    last.
    """
    totals = [
        one
        for one in observations
        if one.use is not Use.SCORE
        and one.since is not None
        and home not in one.places
        and one.on > one.since
    ]
    if not totals:
        return None
    widest = max(totals, key=lambda one: (len(one.places), one.on))
    alike = {
        one.on: one for one in totals if (one.places, one.since) == (widest.places, widest.since)
    }
    since = widest.since or widest.on - timedelta(days=1)
    return History(since=since, counts=tuple(alike[day] for day in sorted(alike)))
