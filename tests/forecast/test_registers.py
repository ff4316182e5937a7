import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from panah.forecast.naive import NAIVE
from panah.forecast.registers import Register, known
from panah.forecast.rolling import origins, truth
from panah.forecast.series import Series

STEADY = Register(parts=(Series((0, 10, 40), (0.0, 100.0, 700.0)),))


def test_the_last_row_is_held_and_not_drawn_towards_a_later_one():
    assert known({"Tann": STEADY}, 25).counts([5, 10, 25])[:, 0].tolist() == [50, 100, 100]
    assert known({"Tann": STEADY}, 40).counts([25])[0, 0] == 400


def test_each_file_of_a_place_is_held_by_itself():
    both = Register(parts=(Series((0, 20), (100.0, 300.0)), Series((10, 15, 40), (7.0, 9.0, 50.0))))

    assert known({"Tann": both}, 15).counts([5, 15])[:, 0].tolist() == [100 + 3.5, 109]
    assert both.rows().at([15]).tolist() == [250 + 9]


def test_a_place_without_a_row_so_far_has_nobody_and_no_last_row():
    later = Register(parts=(Series((30, 60), (5.0, 90.0)),))

    then = known({"Tann": later}, 20)

    assert (then.now.tolist(), then.largest.tolist(), then.last) == ([0], [0], (20,))


def test_a_recount_rescales_what_came_before_from_its_day_on():
    place = Register(parts=(Series((0, 10, 20), (100.0, 200.0, 50.0)),), recounts=(20,))

    assert known({"Tann": place}, 19).counts([0, 10])[:, 0].tolist() == [100, 200]
    assert known({"Tann": place}, 20).counts([0, 10, 20])[:, 0].tolist() == [25, 50, 50]


def test_a_recount_after_nobody_was_registered_rescales_nothing():
    place = Register(parts=(Series((0, 10), (0.0, 200.0)),), recounts=(10,))

    assert known({"Tann": place}, 12).counts([0, 10])[:, 0].tolist() == [0, 200]


def test_truth_is_by_all_rows_and_a_window_with_a_recount_is_left_out():
    place = Register(parts=(Series((0, 10, 60), (0.0, 200.0, 100.0)),), recounts=(60,))

    came = truth({"Tann": place, "Quay": STEADY}, 30, 30)

    assert (came.change.tolist(), came.stock.tolist()) == ([-60, 200], [100, 700])
    assert came.kept.tolist() == [False, True]


def test_origins_leave_room_for_the_days_ahead():
    assert list(origins(100, 30)) == [30, 60]
    assert list(origins(30, 7)) == []


def test_rules_without_a_model_are_what_they_say():
    then = known({"Tann": STEADY, "Quay": Register(parts=(Series((0,), (300.0,)),))}, 40)
    faded = 20 * 30 * (1 - np.exp(-1))

    found = {name: rule(then, 30) for name, rule in NAIVE.items() if name != "past"}

    assert found["none"].tolist() == [[0, 0]]
    assert found["rate30"].tolist() == [[600, 0]]
    assert np.allclose(found["damped30"], [[faded, 0]])
    assert np.allclose(found["equal"], [[faded / 2, faded / 2]])
    assert np.allclose(found["max-share"], [[faded * 0.7, faded * 0.3]])
    assert np.allclose(found["stock-share"], found["max-share"])


def test_the_past_says_nothing_until_it_has_ten_windows():
    assert NAIVE["past"](known({"Tann": STEADY}, 38), 30).tolist() == [[0]]
    assert NAIVE["past"](known({"Tann": STEADY}, 39), 30).shape == (10, 1)


rows = st.lists(st.integers(0, 5000), min_size=8, max_size=8)


@given(rows, rows, st.integers(30, 69))
def test_no_later_row_and_no_later_recount_changes_what_was_known(first, second, origin):
    days = tuple(range(0, 80, 10))
    kept = [day for day in days if day <= origin]
    changed = [*first[: len(kept)], *second[len(kept) :]]
    one = Register(parts=(Series(days, tuple(map(float, first))),), recounts=(20,))
    other = Register(parts=(Series(days, tuple(map(float, changed))),), recounts=(20, 70))

    then, instead = (known({"Tann": register}, origin) for register in (one, other))

    for rule in NAIVE.values():
        assert np.array_equal(rule(then, 14), rule(instead, 14))
