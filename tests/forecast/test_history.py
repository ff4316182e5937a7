"""What was counted abroad before a forecast: rates between counts, and months that teach."""

from datetime import date, timedelta

import attrs
import numpy as np
import pytest
from tests.forecast.lands import GROUND, TODAY, count, world

from panah.chance import stream
from panah.forecast.history import history
from panah.forecast.outflow import FEWEST
from panah.forecast.setting_out import fitted_to, outflow_of

HOME = "XAA"
SINCE = date(2021, 1, 1)


def weekly(total, *, until=TODAY, every=7):
    """Counts every so many days of a total by days since it began."""
    days = range(every, (until - SINCE).days + 1, every)
    return tuple(
        count(round(total(day)), str(SINCE + timedelta(days=day)), since=SINCE) for day in days
    )


def land(counts):
    return world(ground=attrs.evolve(GROUND, counts=counts))


def test_the_rate_of_a_day_is_that_between_the_counts_about_it():
    counts = [count(0, "2021-08-02"), count(70, "2021-08-09"), count(490, "2021-08-16")]
    past = history(land(tuple(counts)).found.observations, HOME)

    assert past.rate_on(date(2021, 8, 5)) == 10
    assert past.rate_on(date(2021, 8, 9)) == 10
    assert past.rate_on(date(2021, 8, 10)) == past.rate == 60


def test_a_total_that_was_corrected_downwards_is_no_rate_below_zero():
    counts = (count(900, "2021-08-02"), count(700, "2021-08-09"))

    assert history(land(counts).found.observations, HOME).rate == 0


def test_a_past_counted_every_week_teaches_how_fast_a_rate_fades():
    fading = fitted_to(land(weekly(lambda day: 40_000 * (1 - np.exp(-day / 20)))), seed=1)
    lasting = fitted_to(land(weekly(lambda day: 200 * day)), seed=1)

    assert fading.origins >= FEWEST
    means = [float(fit.weight @ fit.sets.lasting) for fit in (fading, lasting)]
    assert means[0] < means[1] - 0.05


def test_counts_that_lie_far_apart_teach_nothing():
    fit = fitted_to(land((count(100, "2021-03-01"), count(9_000, "2021-08-10"))), seed=1)

    assert fit.by_priors
    assert outflow_of(land((count(9_000, "2021-08-10"),)), seed=1).fitted is None


@pytest.mark.parametrize("published", ["2021-08-16", "2021-09-20"])
def test_the_fit_uses_nothing_that_was_not_known(published):
    counts = weekly(lambda day: 100 * day, until=date(2021, 8, 1))
    late = count(10**6, "2021-09-05" if published > "2021-09" else "2021-08-17", published)

    one, other = (fitted_to(land(told), seed=1) for told in (counts, (*counts, late)))

    assert np.array_equal(one.weight, other.weight)


def test_futures_draw_their_outflow_from_what_was_fitted():
    case = land(weekly(lambda day: 40_000 * (1 - np.exp(-day / 20))))
    model = outflow_of(case, seed=1)

    assert model.fitted is not None
    drawn = model.fitted.drawn(stream(1, "x"), 200)
    assert set(drawn.fade) <= set(model.fitted.sets.fade)
