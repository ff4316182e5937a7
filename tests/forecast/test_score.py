import numpy as np
import pytest
from tests.forecast.folder import FILES

from panah.forecast.instance import read_instance
from panah.forecast.score import ard, baselines, rescaled, spread
from panah.forecast.settings import Flavour
from panah.forecast.validate import run_instance, scored

REGISTERED = np.array([[10.0, 30.0], [20.0, 20.0]])


def test_the_difference_is_that_of_the_camps_over_all_registered_on_the_mean_day():
    found = np.array([[[10.0, 30.0], [20.0, 20.0]], [[20.0, 20.0], [0.0, 40.0]]])

    assert ard(found, REGISTERED).tolist() == [0.0, (0.5 + 1.0) / 2]


def test_a_day_without_anyone_registered_divides_by_one():
    assert ard(np.array([[[3.0]]]), np.array([[0.0]])).tolist() == [3.0]


def test_rescaling_keeps_shares_and_floors():
    found = np.array([[[1.0, 2.0], [0.0, 0.0]]])

    assert rescaled(found, REGISTERED).tolist() == [[[13.0, 26.0], [0.0, 0.0]]]


def test_rules_without_a_model_share_the_true_total():
    found = baselines(REGISTERED, np.array([10.0, 30.0]))

    assert found == {"equal": pytest.approx(0.25), "cap_share": pytest.approx(0.25)}


def test_without_capacities_there_is_no_share_by_capacity():
    assert "cap_share" not in baselines(REGISTERED, np.zeros(2))


def test_the_shares_of_day_30_are_scored_from_it_on():
    steady = np.tile([30.0, 10.0], (40, 1))
    steady[35:] = [10.0, 30.0]

    assert baselines(steady, np.zeros(2))["day30_share_after_day30"] == pytest.approx(0.5)


def test_one_member_has_no_spread():
    assert spread(np.array([0.4])).sd is None
    assert spread(np.array([0.4, 0.6])).sd == pytest.approx(0.1414, abs=1e-4)


@pytest.mark.parametrize("flavour", Flavour)
def test_an_instance_is_run_and_scored(flavour):
    instance = read_instance(FILES, flavour=flavour)
    found = scored(instance, run_instance(instance, members=4, seed=2), seed=2, seconds=8.0)

    assert found.people == 40 + 200 + 180
    assert found.seconds_per_run == 2.0
    assert 0 < found.ard.mean < 2
    assert 0 <= found.ard_rescaled.mean < 2
    assert set(found.baselines) == {"equal", "cap_share"}
