"""The leak-free protocol and its rules without a model, against the stored reference.

Origin of the numbers: `leak_free` of the reference files beside the instances, computed once by
another program. They must agree to the last digit printed.
"""

from functools import cache

import numpy as np
import pytest
from tests.forecast.public import NAMES, reference, texts_of
from tests.shared import needs_shared

from panah.forecast.instance import read_instance
from panah.forecast.naive import NAIVE, past_changes
from panah.forecast.registers import known
from panah.forecast.rolling import origins, truth
from panah.forecast.settings import Flavour
from panah.forecast.skill import Members, marks

pytestmark = [needs_shared, pytest.mark.shared]


@cache
def read(name):
    return read_instance(texts_of(name), flavour=Flavour.DEFAULT)


def scored(name, ahead):
    instance = read(name)
    found, left_out, without = [], 0, set()
    for day in origins(instance.world.days, ahead):
        then = known(instance.registers, day)
        came = truth(instance.registers, day, ahead)
        left_out += int((~came.kept).sum())
        forecasts = {rule: Members.alike(of(then, ahead), then.now) for rule, of in NAIVE.items()}
        found += marks(came, then.now, then.places, forecasts)
        if len(past_changes(then, ahead)) == 1:
            without.add(day)
    return found, left_out, without


def mean(values):
    return round(float(np.mean(list(values))), 1)


def share(values):
    return round(float(np.mean(list(values))), 3)


@pytest.mark.parametrize("row", range(5))
@pytest.mark.parametrize("name", NAMES)
def test_the_rules_without_a_model_score_as_stored(name, row):
    stored = reference(name)["leak_free"][row]

    found, left_out, without = scored(name, stored["horizon"])
    places = [mark for mark in found if mark.place]
    none = [mark for mark in places if mark.by == "none"]
    past = [mark for mark in places if mark.by == "past"]
    seen = [mark for mark in past if mark.day not in without]

    assert len({mark.day for mark in none}) == stored["origins"]
    assert (len(none), left_out) == (stored["windows"], stored["left_out"])
    assert mean(abs(mark.change) for mark in none) == stored["mean_abs_change"]
    for rule, value in stored["mae_change"].items():
        of = [mark for mark in places if mark.by == rule]
        total = [mark for mark in found if mark.by == rule and not mark.place]
        assert mean(mark.crps for mark in of) == mean(mark.error for mark in of) == value
        assert mean(mark.stock_crps for mark in of) == stored["mae_stock"][rule]
        assert mean(mark.crps for mark in total) == stored["mae_total_change"][rule]
    assert mean(mark.crps for mark in past) == stored["past"]["crps_change"]
    assert len(seen) == stored["past"]["windows_with_ensemble"]
    assert share(mark.holds(half=True) for mark in seen) == stored["past"]["cover50"]
    assert share(mark.holds(half=False) for mark in seen) == stored["past"]["cover80"]
