from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

import panah
from panah.chance import stream
from panah.domain.forecast import Forecast
from panah.errors import InputError
from panah.forecast.proper import crps

START = date(2031, 3, 1)


def drawn(stock, *, before=100, weight=None):
    """A forecast of one place, whose stock is given by member and day."""
    stock = np.asarray(stock)[:, :, np.newaxis]
    change = np.diff(stock, axis=1, prepend=before)
    none = np.zeros_like(stock)
    members = len(stock)
    return Forecast(
        start=START,
        places=("Tann",),
        stock=stock,
        arrivals=np.maximum(change, 0),
        departures=np.maximum(-change, 0),
        outflow=none,
        countries=("Lydd",),
        home="Ostria",
        entries=none,
        waiting=none,
        weight=np.full(members, 1 / members) if weight is None else np.array(weight),
    )


def seen(*rows):
    columns = {"place": pl.String, "date": pl.Date, "observed": pl.Float64}
    return pl.DataFrame(list(rows), schema=columns, orient="row")


FEW = drawn([[110, 120], [130, 160], [150, 300]])


def test_each_observation_is_scored_beside_the_forecast_that_nothing_changes():
    found = panah.score(FEW, seen(("Tann", START + timedelta(days=1), 180.0))).row(0, named=True)

    assert found["observed"] == 180
    assert found["middle"] == 160
    assert found["crps"] == pytest.approx(crps(np.array([[120.0], [160.0], [300.0]]), 180.0)[0])
    assert found["unchanged"] == 80
    assert found["skill"] == pytest.approx(1 - found["crps"] / 80)
    assert found["in_50"]
    assert found["in_80"]


def test_arrivals_are_counted_from_the_first_day_on():
    found = panah.score(FEW, seen(("Tann", START + timedelta(days=1), 60.0)), quantity="arrivals")

    assert found["middle"].to_list() == [60]
    assert found["unchanged"].to_list() == [60]
    assert found["quantity"].to_list() == ["arrivals"]


def test_weights_move_the_middle():
    heavy = drawn([[110, 120], [130, 160], [150, 300]], weight=[0.02, 0.02, 0.96])

    assert panah.score(heavy, seen(("Tann", START, 150.0)))["middle"][0] > 145


def test_where_nothing_changed_there_is_no_skill_to_speak_of():
    found = panah.score(FEW, seen(("Tann", START, 100.0)))

    assert found["unchanged"].to_list() == [0]
    assert found["skill"].to_list() == [None]


def test_without_observations_the_table_is_empty_and_has_its_columns():
    found = panah.score(FEW, seen())

    assert found.height == 0
    assert found.columns[:4] == ["place", "date", "quantity", "observed"]


def test_bands_hold_truths_that_are_drawn_from_the_forecast_at_their_rate():
    rng = stream(9, "bands")
    days = 400
    paths = rng.negative_binomial(2, 0.01, (121, days))
    truth = [(("Tann", START + timedelta(days=d), float(paths[120, d]))) for d in range(days)]

    found = panah.score(drawn(paths[:120]), seen(*truth))

    assert found["in_80"].mean() == pytest.approx(0.8, abs=0.06)
    assert found["in_50"].mean() == pytest.approx(0.5, abs=0.08)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("Quay", START, 1.0), "observation 1 is of Quay, which is not forecast"),
        (("Tann", START + timedelta(days=2), 1.0), "the forecast has 2 days from 2031-03-01"),
        (("Tann", START - timedelta(days=1), 1.0), "the forecast has 2 days from 2031-03-01"),
        (("Tann", START, -1.0), "must be people from 0 up, not -1.0"),
        (("Tann", START, None), "must be people from 0 up, not None"),
        (("Tann", START, float("nan")), "must be people from 0 up, not nan"),
        (("Tann", None, 1.0), "has the date None, which is no date"),
    ],
)
def test_an_observation_that_does_not_fit_is_refused_with_its_number(row, words):
    with pytest.raises(InputError, match=words):
        panah.score(FEW, seen(row))


def test_columns_and_quantities_that_are_not_known_are_refused():
    with pytest.raises(InputError, match="have the columns place, date, observed, not place"):
        panah.score(FEW, pl.DataFrame({"place": ["Tann"], "people": [3]}))
    with pytest.raises(InputError, match="quantity is stock or arrivals, not 'flow'"):
        panah.score(FEW, seen(), quantity="flow")
