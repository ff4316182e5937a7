"""Forecasts of a small instance at its origins, and that nothing later reaches them."""

import numpy as np
import pytest
from tests.forecast.folder import folder

from panah.forecast.hindcast import hindcast
from panah.forecast.instance import read_instance
from panah.forecast.settings import Flavour
from panah.forecast.skill import OURS

DAYS = 110


def rows(values, step=10):
    """A series from 1 March 2031 on, one row each so many days."""
    start = np.datetime64("2031-03-01")
    return "".join(f"{start + number * step},{value}\n" for number, value in enumerate(values))


def instance(**changed):
    files = {
        "sim_period": f"StartDate,2031-03-01\nLength,{DAYS}\n",
        "conflicts": "#Day,Varn,Mell\n" + "".join(f"{d},1,{int(d > 40)}\n" for d in range(DAYS)),
        "all": rows([0, 2000]),
        "tann": rows([40, 90, 200, 260, 420, 500, 540, 700, 720, 760, 800, 820]),
        "quay": rows([0, 0, 30, 150, 300, 310, 330, 340, 500, 700, 705, 708]),
        "closures": "country,Ostria,Lydd,3,9\nlocation,Mell,,70,100\n",
    }
    return read_instance(folder(**files | changed), flavour=Flavour.DEFAULT)


@pytest.fixture(scope="module")
def found():
    return hindcast(instance(), seed=3, members=3)


def test_every_origin_and_horizon_is_marked_by_place_and_in_sum(found):
    windows = {ahead: summary.windows for ahead, summary in found.places.items()}

    assert windows == {7: 2 * 3, 14: 2 * 3, 30: 2 * 2, 60: 2}
    assert {ahead: summary.windows for ahead, summary in found.sums.items()} == {
        7: 3,
        14: 3,
        30: 2,
        60: 1,
    }
    assert set(found.left_out.values()) == {0}


def test_at_the_first_origin_nothing_is_learnt_and_later_windows_teach(found):
    first, last = (
        next(one.pool for one in found.taught if (one.day, one.ahead) == at)
        for at in ((30, 7), (90, 7))
    )

    assert first.windows == 0
    assert len(set(first.weight.values())) == 1
    assert last.windows == 4
    assert len(set(last.weight.values())) > 1


def test_skill_is_one_less_the_ratio_of_the_scores_and_lies_in_its_interval(found):
    month = found.places[30]

    assert month.skill["none"] == pytest.approx(1 - month.crps[OURS] / month.crps["none"])
    low, high = month.reach["none"]
    assert low <= month.skill["none"] <= high
    assert month.best in month.skill


def test_the_same_seed_gives_the_same_forecasts(found):
    assert hindcast(instance(), seed=3, members=3).marks == found.marks


def at(marks, day):
    return [(m.place, m.ahead, m.by, m.band) for m in marks if m.day == day]


LATER = {
    "a later row": {"tann": rows([40, 90, 200, 260, 420, 500, 540, 9000, 9100, 9200, 9300, 9400])},
    "later conflict": {
        "conflicts": "#Day,Varn,Mell\n"
        + "".join(f"{d},{int(d <= 60)},{int(40 < d <= 60)}\n" for d in range(DAYS))
    },
    "a later closure": {"closures": "country,Ostria,Lydd,3,9\nlocation,Mell,,61,62\n"},
    "the final size of a camp": {
        "locations": folder()["input_csv/locations.csv"].replace("camp,,500", "camp,,820")
    },
    "a later recount": {"registration_corrections": "Tann,2031-05-10,normalize\n"},
    "the total": {"all": rows([0, 90_000])},
}


@pytest.mark.parametrize("change", LATER)
def test_nothing_dated_after_the_origin_changes_a_forecast_made_at_it(found, change):
    other = hindcast(instance(**LATER[change]), seed=3, members=3)

    for day in (30, 60):
        kept = {(m.place, m.ahead, m.by) for m in other.marks if m.day == day and m.place}
        before = [one for one in at(found.marks, day) if one[:3] in kept]
        assert before == [one for one in at(other.marks, day) if one[0]]
    assert at(found.marks, 30)


def test_what_is_dated_before_the_origin_does_change_it(found):
    other = hindcast(
        instance(tann=rows([40, 90, 200, 900, 990, 1000, 1010, 1020, 1030, 1040, 1050, 1060])),
        seed=3,
        members=3,
    )

    assert at(found.marks, 30) != at(other.marks, 30)


def test_a_window_with_a_recount_is_left_out_and_counted():
    other = hindcast(instance(**LATER["a later recount"]), seed=3, members=3)

    assert other.left_out == {7: 0, 14: 1, 30: 1, 60: 1, 90: 0}


def test_progress_is_told_after_each_origin():
    told = []

    hindcast(instance(), seed=3, members=2, progress=lambda *step: told.append(step))

    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_period_too_short_for_an_origin_has_no_window():
    short = {
        "sim_period": "StartDate,2031-03-01\nLength,30\n",
    }

    found = hindcast(instance(**short), seed=3, members=2)

    assert (found.marks, found.places) == ((), {})
