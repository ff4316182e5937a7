import numpy as np
import pytest

from panah.chance import stream
from panah.forecast.opinions import opinions
from panah.forecast.pool import WIDEST, Lesson, Pool, joined, learnt, spread_out
from panah.forecast.proper import quantiles
from panah.forecast.registers import Register, known
from panah.forecast.series import Series

SURE = np.array([True, True])


def lesson(good, bad, truth, *, age=0, certain=SURE):
    return Lesson(
        age=age,
        opinions={"good": np.array([good]), "bad": np.array([bad])},
        change=np.array(truth),
        certain=certain,
    )


def test_without_lessons_all_opinions_count_alike():
    found = learnt(("good", "bad"), [])

    assert found == Pool(weight={"good": 0.5, "bad": 0.5}, spread=1.5, windows=0)


def test_the_opinion_that_was_nearer_weighs_more_and_more_so_with_every_window():
    once = [lesson([10.0, 20.0], [50.0, 90.0], [12.0, 18.0])]

    few, many = learnt(("good", "bad"), once), learnt(("good", "bad"), once * 20)

    assert 0.5 < few.weight["good"] < many.weight["good"] < 1
    assert (few.windows, many.windows) == (2, 40)


def test_old_lessons_fade():
    fresh = learnt(("good", "bad"), [lesson([1.0, 1.0], [9.0, 9.0], [1.0, 1.0])])
    old = learnt(("good", "bad"), [lesson([1.0, 1.0], [9.0, 9.0], [1.0, 1.0], age=360)])

    assert old.weight["good"] < fresh.weight["good"]


def test_a_window_whose_end_is_not_known_teaches_nothing():
    unknown = lesson([1.0, 1.0], [9.0, 9.0], [1.0, 1.0], certain=np.array([False, False]))

    assert learnt(("good", "bad"), [unknown]) == learnt(("good", "bad"), [])


def test_perfect_opinions_count_alike():
    same = lesson([1.0, 1.0], [1.0, 1.0], [1.0, 1.0])

    assert learnt(("good", "bad"), [same]).weight == {"good": 0.5, "bad": 0.5}


def ensembles(width, count):
    rng = stream(4, "pool")
    return [
        Lesson(
            age=0,
            opinions={"one": rng.normal(0, width, (60, 20))},
            change=rng.normal(0, 1, 20),
            certain=np.ones(20, dtype=bool),
        )
        for _ in range(count)
    ]


def test_bands_that_held_too_seldom_are_widened_towards_what_would_have_held():
    narrow, right = (learnt(("one",), ensembles(width, 40)) for width in (0.3, 1.0))
    drawn = stream(6, "new").normal(0, 0.3, (500, 1))

    low, high = quantiles(spread_out(drawn, np.full(500, 1 / 500), narrow.spread), [0.1, 0.9])

    assert narrow.spread == pytest.approx(1.15 / (0.3 * 1.2816), rel=0.15)
    assert right.spread < 1.1
    assert 0.7 <= np.mean(abs(stream(7, "truth").normal(0, 1, 4000)) <= (high - low) / 2) <= 0.85


def test_the_spread_never_passes_its_bound():
    assert learnt(("one",), ensembles(0.001, 200)).spread <= WIDEST


def test_more_cannot_leave_than_are_there():
    said = {"one": np.array([[-500.0, 4.0], [-20.0, 8.0]])}

    now = np.array([30.0, 0.0])
    stocks = {name: now + values for name, values in said.items()}
    found = joined(said, stocks, Pool(weight={"one": 1.0}, spread=3.0, windows=0), now)

    assert found.change.min() == -30
    assert found.stock.min() == 0
    assert found.weight.tolist() == [0.5, 0.5]


def growing(first, *later):
    days = tuple(range(0, 20 * (len(later) + 1), 20))
    return Register(parts=(Series(days, (first, *later)),))


def test_opinions_are_the_same_story_at_every_place():
    registers = {"Tann": growing(0.0, 100.0, 300.0, 420.0), "Quay": growing(50.0, 60.0, 90.0, 99.0)}

    said = opinions(known(registers, 70), 14, np.array([20.0, 40.0]))

    assert set(said) == {
        *("none", "damped30", "max-share", "equal", "past", "momentum", "recent", "anywhere")
    }
    assert {values.shape[1] for values in said.values()} == {2}
    assert np.allclose(said["anywhere"].sum(axis=1), said["recent"].sum(axis=1))
    assert said["momentum"].shape[0] == 2 * 3 * 2


def test_momentum_goes_on_after_the_last_row_which_persistence_does_not():
    registers = {"Tann": growing(10.0, 110.0, 210.0)}

    said = opinions(known(registers, 55), 10, np.array([1e6]))

    assert said["none"].tolist() == [[0]]
    assert said["momentum"].max() == pytest.approx(50, rel=0.01)


def test_the_stock_has_grown_since_the_last_row():
    then = known({"Tann": growing(10.0, 110.0, 210.0)}, 55)

    said = opinions(then, 10, np.array([1e6]), since_rows=True)

    assert said["none"].tolist() == [[0]]
    assert said["momentum"].max() == pytest.approx(125, rel=0.01)
    assert said["recent"].max() > opinions(then, 10, np.array([1e6]))["recent"].max()


def test_half_the_members_take_a_first_number_for_people_who_were_there_before():
    registers = {"Tann": growing(0.0, 9000.0, 9000.0, 9060.0)}

    rates = opinions(known(registers, 60), 10, np.array([1e6]))["momentum"][:, 0]

    assert np.median(rates) < rates.max() / 10
    assert rates.max() > 1000
