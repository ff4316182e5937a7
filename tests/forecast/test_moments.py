"""Many people are kept at few moments of the day, few people and Flee's at all of them."""

import numpy as np
import pytest
from tests.forecast.worlds import camp, plan, spot, world

from panah.chance import stream
from panah.domain.forecast import Site
from panah.forecast.course import compile_course
from panah.forecast.ensemble import forecast
from panah.forecast.kernel import simulate
from panah.forecast.kernel_types import NODE, ODD, ROAD, SIZE
from panah.forecast.settings import Flavour

DAYS = 10


def a_plan(people, *, flavour=Flavour.DEFAULT, times=1, **settings):
    """So many people set out a day, on roads of odd lengths; some pass through conflict."""
    made = world(
        [
            spot("Varn", Site.CONFLICT, population=900, intensity=1.0),
            spot("Mell"),
            spot("Osk", Site.CONFLICT, population=600, intensity=0.5),
            spot("Hub", Site.FORWARD),
            camp("Tann", capacity=12_000 * times),
            camp("Quay"),
        ],
        [
            ("Varn", "Mell", 97),
            ("Varn", "Osk", 141),
            ("Mell", "Hub", 53),
            ("Mell", "Osk", 67),
            ("Osk", "Tann", 431),
            ("Hub", "Tann", 222),
            ("Hub", "Quay", 309),
            ("Hub", "Osk", 36),
        ],
        DAYS,
    )
    return plan(made, outflow=(people * times,) * 6, flavour=flavour, **settings)


def states(made):
    """How many states people on a link are in after the last day, and at a place within it."""
    luck = stream(1, "move", 0).integers(0, 2**64, 4, dtype=np.uint64)
    run = compile_course(made).run(1 << 15, luck)
    assert simulate(run) == 0
    return run.whole[SIZE + ROAD + run.whole[ODD]], run.whole[SIZE + NODE]


@pytest.mark.parametrize("flavour", Flavour)
def test_as_few_people_as_bound_their_states_are_kept_exactly(flavour):
    few = {"people": 20_000 // 6, "flavour": flavour}

    exact, coarse = (
        forecast(a_plan(**few, day_parts=parts), members=2, seed=1).stock for parts in (0, 8)
    )

    assert np.array_equal(exact, coarse)


def test_parts_of_a_day_change_nothing_as_flee():
    exact, coarse = (
        forecast(a_plan(9_000, flavour=Flavour.FLEE, day_parts=n), members=2, seed=1).stock
        for n in (0, 8)
    )

    assert np.array_equal(exact, coarse)


def test_many_people_kept_at_few_moments_are_where_they_are_when_kept_exactly():
    """On every day and at every place within 1 in 100 of a day's outflow and chance."""
    exact, coarse = (
        forecast(a_plan(9_000, day_parts=n), members=30, seed=1).stock.astype(float) for n in (0, 8)
    )

    error = np.sqrt((exact.var(axis=0) + coarse.var(axis=0)) / 30)
    apart = np.abs(exact.mean(axis=0) - coarse.mean(axis=0))
    assert (exact != coarse).any()
    assert (apart <= 90 + 4.5 * error).all()


def test_more_people_are_hardly_in_more_states():
    made = a_plan(9_000)

    once, often = states(made), states(a_plan(9_000, times=1000))
    exact = states(a_plan(9_000, times=1000, day_parts=0))

    assert sum(often) <= 1.6 * sum(once)
    assert sum(often) <= sum(exact) / 4
