import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.chance import stream
from panah.forecast.proper import crps, quantiles

numbers = st.floats(-1e4, 1e4)
members = st.lists(st.tuples(numbers, st.floats(0.01, 1.0)), min_size=1, max_size=12)


def integral(values, weight, truth):
    """∫ (share of members at or below x - whether the truth is)² dx, exactly, step by step."""
    edges = np.sort(np.append(values, truth))
    share = weight / weight.sum()
    middles = (edges[1:] + edges[:-1]) / 2
    below = np.array([share[values <= x].sum() - (truth <= x) for x in middles])
    return float((below**2 * np.diff(edges)).sum())


@given(members, numbers)
def test_the_score_is_the_integral_of_the_squared_distance_of_the_steps(weighted, truth):
    values, weight = np.array(weighted).T

    found = crps(values[:, np.newaxis], np.array([truth]), weight)

    assert found[0] == pytest.approx(integral(values, weight, truth), rel=1e-7, abs=1e-5)


def test_a_single_member_is_scored_by_its_distance():
    assert crps(np.array([[3.0, 8.0]]), np.array([5.0, 8.0])).tolist() == [2.0, 0.0]
    assert crps(np.array([[3.0]]), np.array([5.0]), fair=True).tolist() == [2.0]


def test_the_fair_score_does_not_depend_on_the_number_of_members():
    rng = stream(3, "fair")
    truths = rng.normal(size=40_000)

    few, many = (rng.normal(size=(size, 40_000)) for size in (3, 30))

    assert crps(few, truths).mean() > crps(many, truths).mean() + 0.1
    assert crps(few, truths, fair=True).mean() == pytest.approx(
        crps(many, truths, fair=True).mean(), abs=0.01
    )


@given(st.lists(numbers, min_size=2, max_size=30))
def test_quantiles_of_equal_members_are_those_of_numpy(values):
    levels = [0.1, 0.25, 0.5, 0.75, 0.9]

    found = quantiles(np.array(values)[:, np.newaxis], levels)

    assert found[:, 0] == pytest.approx(np.percentile(values, [10, 25, 50, 75, 90]), abs=1e-6)


@given(st.lists(st.integers(-50, 50), min_size=3, max_size=9, unique=True))
def test_a_heavier_member_draws_the_middle_to_itself(values):
    heaviest = max(values)
    weight = np.array([20.0 if value == heaviest else 1.0 for value in values])

    found = quantiles(np.array(values, float)[:, np.newaxis], [0.5], weight)

    assert found[0, 0] > np.median(values)


def test_a_member_that_holds_nearly_all_the_weight_is_the_middle():
    found = quantiles(np.array([[1.0], [2.0], [9.0]]), [0.25, 0.5, 0.75], np.array([0.01, 0.01, 9]))

    assert found[:, 0] == pytest.approx([9, 9, 9], abs=0.05)


def test_bands_hold_at_their_rate_truths_that_are_drawn_like_the_members():
    rng = stream(5, "truths")
    drawn = rng.gamma(0.5, 400.0, size=(200, 5_000))
    truths = rng.gamma(0.5, 400.0, size=5_000)

    low, lower, upper, high = quantiles(drawn, [0.1, 0.25, 0.75, 0.9])

    assert np.mean((low <= truths) & (truths <= high)) == pytest.approx(0.8, abs=0.02)
    assert np.mean((lower <= truths) & (truths <= upper)) == pytest.approx(0.5, abs=0.02)
