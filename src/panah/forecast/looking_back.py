"""A forecast made on an earlier day, held against the counts that are known by now.

Beside it stand three rules that need no model: nobody comes any more, people come on at the last
rate, and at a rate that fades.
"""

from collections.abc import Iterator
from datetime import date

from panah.domain.forecast import Forecast
from panah.domain.outlook import Earlier, Use
from panah.forecast.history import history
from panah.forecast.naive import FADE, lasting
from panah.forecast.weighing import delays_of, scores
from panah.forecast.world import CaseWorld

__all__ = ["looked_back"]


def looked_back(
    case: CaseWorld, run: Forecast, *, seed: int, until: date, known_by: date
) -> Iterator[Earlier]:
    """Score a forecast on the running totals known by now.

    Parameters
    ----------
    case, run
        The world as it was known on the earlier day, and its futures.
    until, known_by
        The last day a count may be about, and the last on which it may have been published.
    """
    delays = delays_of(case, seed=seed, members=run.members)
    for score in scores(case, run, delays):
        count = score.count
        if count.since is None or count.on > until:
            continue
        if count.published is not None and count.published > known_by:
            continue
        before = [
            one
            for one in case.found.observations
            if one.use is not Use.SCORE and (one.places, one.since) == (count.places, count.since)
        ]
        past = history(before, case.chart.home)
        if past is None:
            continue
        last, ahead = past.counts[-1].amount.lo, (count.on - past.until).days
        rules = {
            "none": last,
            "rate": last + past.rate * ahead,
            "fading": last + past.rate * float(lasting(ahead, FADE)),
        }
        errors = {name: abs(value - count.amount.lo) for name, value in rules.items()}
        yield Earlier(made=case.as_of, score=score, rules=errors)
