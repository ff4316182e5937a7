"""Rules of movement chosen at each origin by what they would have forecast before."""

import numpy as np
import pytest
from tests.forecast.folder import folder
from tests.forecast.test_hindcast import rows

from panah.forecast import calibrating
from panah.forecast.calibrating import AHEAD, DEFAULT, ENOUGH, RANGES, Calibration, points
from panah.forecast.hindcast import hindcast
from panah.forecast.instance import read_instance
from panah.forecast.registers import known
from panah.forecast.rolling import origins, truth
from panah.forecast.settings import Flavour

DAYS = 280


def instance(**changed):
    files = {
        "sim_period": f"StartDate,2031-03-01\nLength,{DAYS}\n",
        "conflicts": "#Day,Varn,Mell\n" + "".join(f"{d},1,{int(d > 40)}\n" for d in range(DAYS)),
        "all": rows([0, 2000]),
        "tann": rows([40 + 31 * step for step in range(29)]),
        "quay": rows([3 * step * step for step in range(29)]),
        "closures": "country,Ostria,Lydd,3,9\n",
    }
    return read_instance(folder(**files | changed), flavour=Flavour.DEFAULT)


def test_points_are_a_latin_hypercube_after_the_default():
    default, *found = points(40, seed=1)

    assert default == DEFAULT
    for name, (low, high) in RANGES.items():
        strata = sorted((one[name] - low) / (high - low) * 40 for one in found)
        assert all(number - 0.01 <= at <= number + 1.01 for number, at in enumerate(strata))


@pytest.fixture
def knowing(monkeypatch):
    """A calibration whose third point says what comes, and whose others say that nothing does."""
    made = instance()

    def says(_instance, then, _outflow, _how, rules):
        told = np.zeros((len(rules), max(AHEAD), len(then.places)))
        for ahead in AHEAD:
            if then.origin + ahead < DAYS:
                told[3, ahead - 1] = truth(made.registers, then.origin, ahead).change
        return told

    monkeypatch.setattr(calibrating, "tried", says)
    found = Calibration(made, 5, seed=1)
    for day in origins(DAYS, min(AHEAD)):
        found.try_at(known(made.registers, day), None)
    return found


def test_the_point_that_erred_least_before_is_taken_once_enough_origins_taught(knowing):
    chosen = [knowing.chosen(day) for day in origins(DAYS, min(AHEAD))]

    taken = [one.day for one in chosen if one.rules is not None]
    assert taken[0] == 30 * (ENOUGH + 1)
    assert all(one.rules == knowing.points[3] for one in chosen if one.rules is not None)
    assert chosen[-1].gain == pytest.approx(1.0)


def test_nothing_that_is_registered_later_changes_what_is_taken(knowing):
    before = knowing.chosen(210)

    knowing.instance = instance(
        tann=rows([40 + 31 * step if step <= 21 else 90_000 for step in range(29)])
    )
    assert knowing.chosen(210) == before


def test_the_default_stands_where_no_point_is_clearly_better(monkeypatch):
    monkeypatch.setattr(
        calibrating, "tried", lambda _i, then, _o, _h, rules: np.zeros((len(rules), 30, 2))
    )
    found = Calibration(instance(), 5, seed=1)
    for day in origins(DAYS, min(AHEAD)):
        found.try_at(known(found.instance.registers, day), None)

    assert found.chosen(240).rules is None


def test_calibrated_forecasts_say_at_each_origin_what_was_taken():
    short = {"sim_period": "StartDate,2031-03-01\nLength,110\n"}

    found = hindcast(instance(**short), seed=3, members=2, calibrate=3)

    assert [one.day for one in found.chosen] == [30, 60, 90]
    assert {one.rules for one in found.chosen} == {None}
    assert found.marks


def test_chances_of_impact_are_scored_and_held_against_what_came():
    short = {"sim_period": "StartDate,2031-03-01\nLength,110\n"}

    found = hindcast(instance(**short), seed=3, members=2)

    month = found.places[30]
    assert all(0 <= score <= 1 for score in month.brier.values())
    mine = [mark for mark in found.marks if mark.by == "panah" and mark.place]
    assert all(sorted(mark.chances, reverse=True) == list(mark.chances) for mark in mine)
    one = next(mark for mark in mine if mark.ahead == 30)
    came = np.array(one.happened, dtype=float)
    assert one.brier == pytest.approx(np.mean((np.array(one.chances) - came) ** 2))
    assert sum(group.times for group in found.reliability) == 4 * len(mine)
    assert all(0 <= group.came <= 1 for group in found.reliability)
