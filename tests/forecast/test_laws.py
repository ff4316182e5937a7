"""What is true of every forecast, whatever the world."""

import os
import subprocess
import sys
from pathlib import Path

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.forecast.worlds import camp, plan, spot, world

from panah.chance import stream
from panah.domain.forecast import Closed, Closure, Site
from panah.forecast.ensemble import forecast
from panah.forecast.settings import Flavour

ROOT = Path(__file__).parents[2]


@st.composite
def plans(draw):
    """Worlds of up to seven places on a ring with chords, with closures and moving conflict."""
    size = draw(st.integers(3, 7))
    sites = draw(st.lists(st.sampled_from(list(Site)), min_size=size, max_size=size))
    sites[0] = Site.CONFLICT
    days = draw(st.integers(2, 9))
    spots = [
        camp(f"P{n}", capacity=draw(st.integers(0, 60)))
        if site in {Site.CAMP, Site.IDP_CAMP}
        else spot(f"P{n}", site, population=draw(st.integers(1, 900)), intensity=float(n == 0))
        for n, site in enumerate(sites)
    ]
    pairs = [(n, (n + 1) % size) for n in range(size)] + [(0, size // 2 + 1)] * (size > 4)
    links = [(f"P{a}", f"P{b}", draw(st.integers(1, 700))) for a, b in pairs]
    shut = Closure(
        closes=Closed.LOCATION,
        names=(f"P{draw(st.integers(1, size - 1))}", ""),
        start=draw(st.integers(0, days)),
        end=draw(st.integers(-1, days)),
    )
    return plan(
        world(spots, links, days, closures=(shut,)),
        flavour=draw(st.sampled_from(list(Flavour))),
        outflow=tuple(draw(st.integers(0, 80)) for _ in range(days)),
        people={f"P{size - 1}": draw(st.integers(0, 50))},
        start_on_foot=draw(st.booleans()),
        avoid_short_stints=draw(st.booleans()),
        awareness_level=draw(st.integers(1, 3)),
        take_from_population=draw(st.booleans()),
        max_move_speed=draw(st.sampled_from([60, 200, 360])),
    )


@settings(max_examples=60)
@given(plans())
def test_nobody_is_lost_and_every_change_of_a_stock_has_a_cause(made):
    found = forecast(made, members=2, seed=4)
    before = np.concatenate(
        [np.broadcast_to(made.people, (2, 1, len(made.people))), found.stock[:, :-1]], axis=1
    )
    put_in = sum(made.people) + np.cumsum(made.outflow)

    assert (found.stock - before == found.outflow + found.arrivals - found.departures).all()
    assert (found.outflow.sum(axis=2) == made.outflow).all()
    under_way = np.cumsum(found.departures.sum(axis=2) - found.arrivals.sum(axis=2), axis=1)
    assert (found.stock.sum(axis=2) + under_way == put_in).all()
    assert (found.stock >= 0).all()
    assert (under_way >= 0).all()


@settings(max_examples=10)
@given(plans(), st.integers(0, 2**40))
def test_the_first_members_of_many_are_those_of_few(made, seed):
    many, few = (forecast(made, members=members, seed=seed).stock for members in (5, 2))

    assert (many[:2] == few).all()


@settings(max_examples=10)
@given(plans())
def test_other_names_change_nothing(made):
    new = {one.name: f"N{one.name}" for one in made.world.spots}
    renamed = attrs.evolve(
        made.world,
        spots=tuple(attrs.evolve(one, name=new[one.name]) for one in made.world.spots),
        links=tuple(
            attrs.evolve(one, ends=(new[one.ends[0]], new[one.ends[1]])) for one in made.world.links
        ),
        closures=tuple(
            attrs.evolve(one, names=(new[one.names[0]], "")) for one in made.world.closures
        ),
    )
    found, other = (
        forecast(one, members=2, seed=1).stock for one in (made, attrs.evolve(made, world=renamed))
    )

    assert (found == other).all()


def test_ten_times_the_people_and_the_room_give_the_same_shares():
    def shares(times):
        made = world(
            [
                spot("A", Site.CONFLICT, population=100 * times, intensity=1.0),
                spot("B"),
                camp("C", capacity=90 * times),
                camp("D", capacity=400 * times),
            ],
            [("A", "B", 70), ("B", "C", 80), ("B", "D", 190), ("A", "C", 300)],
            12,
        )
        start = plan(made, outflow=(40 * times,) * 6, flavour=Flavour.DEFAULT)
        found = forecast(start, members=300, seed=2).stock.mean(axis=0)
        return found / (240 * times)

    assert np.abs(shares(10) - shares(100)).max() < 0.004


def test_streams_of_other_names_and_numbers_are_other_streams():
    drawn = [stream(7, name, number).random() for name in ("move", "outflow") for number in (0, 1)]

    assert len(set(drawn)) == 4
    assert stream(7, "move", 1).random() == drawn[1]


SCRIPT = """
from panah.forecast.ensemble import forecast
from panah.forecast.settings import Flavour
from tests.forecast.test_one_by_one import RULES, a_region
from tests.forecast.worlds import plan

for flavour in Flavour:
    rules = {"max_move_speed": 100, **RULES["both"]}
    made = plan(a_region(), flavour=flavour, outflow=(90, 0, 40), **rules)
    found = forecast(made, members=2, seed=3)
    print(found.stock.tolist(), found.arrivals.tolist())
"""


def run_script(**environment):
    done = subprocess.run(  # noqa: S603  (our own script)
        [sys.executable, "-c", SCRIPT],
        env=os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.filterwarnings("default")
def test_the_compiled_engine_draws_what_the_same_rules_draw_in_plain_python():
    assert run_script() == run_script(NUMBA_DISABLE_JIT="1")


@pytest.mark.parametrize(
    ("people", "chance"), [(3, 0.3), (64, 0.03), (100, 0.8), (200, 0.03), (5000, 0.3)]
)
def test_as_many_leave_a_town_as_chance_has_it(people, chance):
    """Mean, variance and skew of a binomial draw, each within what 800 draws leave to chance."""
    made = world([spot("Mell"), spot("Osk")], [("Mell", "Osk", 900)], 1)
    there = {"Mell": people}
    rules = {"flavour": Flavour.DEFAULT, "default_movechance": chance}

    left = forecast(plan(made, people=there, **rules), members=800, seed=5).departures[:, 0, 0]

    variance = people * chance * (1 - chance)
    scaled = (left - people * chance) / np.sqrt(variance)
    skew, more = (1 - 2 * chance) / np.sqrt(variance), (1 - 6 * chance * (1 - chance)) / variance
    error = 1 / np.sqrt(len(left))
    assert abs(scaled.mean()) <= 4.5 * error
    assert abs((scaled**2).mean() - 1) <= 4.5 * error * np.sqrt(2 + more)
    assert abs((scaled**3).mean() - skew) <= 5 * error * (scaled**3).std()
