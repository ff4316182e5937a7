"""Many people are kept at few moments of the day, few people and Flee's at all of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.forecast.worlds import camp, plan, spot, world

from panah.chance import stream
from panah.domain.forecast import Site
from panah.forecast import pace as pacing
from panah.forecast.course import compile_course
from panah.forecast.ensemble import forecast
from panah.forecast.kernel import simulate
from panah.forecast.kernel_types import NODE, ODD, ROAD, SIZE
from panah.forecast.pace import END, KM, START, Pace
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


@pytest.mark.parametrize("flavour", Flavour)
@pytest.mark.parametrize(
    ("unit", "rules"),
    [
        (10, {}),
        (5, {"start_on_foot": True, "max_walk_speed": 35}),
        (20, {"grid_km": 20, "start_on_foot": True, "max_walk_speed": 40}),
        (1, {"avoid_short_stints": True}),
    ],
)
def test_ways_counted_in_tens_of_km_are_gone_as_those_counted_in_km(
    flavour, unit, rules, monkeypatch
):
    coarse = a_plan(9_000, flavour=flavour, **{"grid_km": 10} | rules)
    found = forecast(coarse, members=2, seed=1)
    units = {Pace(coarse).unit}
    monkeypatch.setattr(pacing, "_unit", lambda *_: 1)
    by_km = forecast(coarse, members=2, seed=1)

    assert units <= {unit, 1}
    assert unit in units or flavour is Flavour.DEFAULT
    for name in ("stock", "arrivals", "departures"):
        assert np.array_equal(getattr(found, name), getattr(by_km, name))


def longest(links, place, room):
    """The longest way over whole links from a place that has room in so many km."""
    return max(
        (
            km + longest(links, end, room - km)
            for start, end, km in links
            if start == place and km <= room
        ),
        default=0,
    )


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(9, 60)).filter(
            lambda link: link[0] != link[1]
        ),
        min_size=1,
        max_size=4,
        unique_by=lambda link: frozenset(link[:2]),
    )
)
def test_flee_keeps_people_at_the_most_km_that_leave_the_same_walks_open(ways):
    names = ["Varn", "Mell", "Osk", "Hub"]
    spots = [spot(name, Site.CONFLICT, population=9, intensity=1.0) for name in names]
    links = [(names[start], names[end], km) for start, end, km in ways]
    made = plan(world(spots, links, DAYS), outflow=(1,), max_move_speed=61)

    pace = Pace(made)
    early, late = np.moveaxis(pace.moments(made), -1, 0)

    known = [tuple(int(link[row]) for row in (START, END, KM)) for link in pace.link.T]
    assert np.array_equal(early, late)
    for place in range(len(names)):
        for covered in range(pace.day):
            left = pace.day - 1 - covered
            assert early[place, covered] == pace.day - 1 - longest(known, place, left)
