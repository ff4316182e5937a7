"""Runs on counts: one run of growing worlds and growing people, in both flavours.

Figures: ``pytest benchmarks``. With the tests each runs once, untimed: ``--benchmark-disable``.
The worlds are made up: places on a square grid with links to the right and below, every fifth a
camp, every seventh in conflict. The public instances run where they lie beside the repository.
With ``PANAH_FULL=1`` in the environment the sizes are those of the targets: up to 5,041 places, up
to 730 days, 10,000 times the people, 1,000 varied runs, 500 runs of car2013 of which all counts are
held (with the most memory that the process had so far, in MB), and 100 million people on 5,041
places and 19,740 links for 365 days on a grid of 10 km (minutes).
"""

import os
import resource
from datetime import date

import attrs
import numpy as np
import pytest
from tests.forecast.public import CONFLICTS, NAMES, texts_of

from panah.domain.forecast import Link, Site, Spot, World
from panah.forecast.ensemble import Draw, Plan, forecast
from panah.forecast.instance import read_instance
from panah.forecast.settings import Flavour, Settings
from panah.forecast.validate import run_instance

PEOPLE = (1, 10, 100)
"""Times the people of a small world."""
DAYS = 60
LARGE = bool(os.environ.get("PANAH_FULL"))
SIDES = (10, 16, 22, 32, 71) if LARGE else (6, 12)
"""Places along an edge of the grid."""
PERIODS = (90, 180, 365, 730) if LARGE else (20, 40)
"""Days of a small world."""
HELD = 500 if LARGE else 60
"""Runs of which all counts are held."""
TIMES = (1, 10_000) if LARGE else (1,)
"""Times the people and the room of a public instance."""
VARIED = 1000 if LARGE else 2
SIDE, CROWD, LONG = (71, 100_000_000, 365) if LARGE else (6, 100_000, 10)
"""Places along an edge, people and days of the large world."""


def a_grid(side, people, days=DAYS):
    def site(number):
        return Site.CAMP if number % 5 == 0 else Site.CONFLICT if number % 7 == 0 else Site.TOWN

    spots = tuple(
        Spot(
            name=f"P{number}",
            country="L" if number % 5 == 0 else "O",
            site=site(number),
            population=0 if number % 5 == 0 else 1000,
            capacity=40 * people if number % 5 == 0 else None,
            intensity=1.0 if site(number) is Site.CONFLICT else 0.0,
        )
        for number in range(1, side * side + 1)
    )
    pairs = [
        (row * side + column + 1, other)
        for row in range(side)
        for column in range(side)
        for other in (
            *((row * side + column + 2,) if column + 1 < side else ()),
            *(((row + 1) * side + column + 1,) if row + 1 < side else ()),
        )
    ]
    links = tuple(Link(ends=(f"P{a}", f"P{b}"), km=40 + 7 * (a + b) % 160) for a, b in pairs)
    return World(start=date(2031, 3, 1), days=days, home="O", spots=spots, links=links)


def a_plan(side, people, flavour, days=DAYS):
    world = a_grid(side, people, days)
    return Plan(
        world=world,
        settings=Settings(),
        flavour=flavour,
        outflow=(side * side * people,) * days,
        people=(0,) * len(world.spots),
    )


@pytest.mark.parametrize("flavour", Flavour)
@pytest.mark.parametrize("side", SIDES)
def test_one_run_of_a_world_of_so_many_places(benchmark, side, flavour):
    plan = a_plan(side, 10, flavour)

    benchmark.pedantic(forecast, (plan,), {"members": 1, "seed": 1}, rounds=3, warmup_rounds=1)


@pytest.mark.parametrize("flavour", Flavour)
@pytest.mark.parametrize("days", PERIODS)
def test_one_run_of_so_many_days(benchmark, days, flavour):
    plan = a_plan(10, 10, flavour, days)

    benchmark.pedantic(forecast, (plan,), {"members": 1, "seed": 1}, rounds=3, warmup_rounds=1)


@pytest.mark.skipif(not CONFLICTS.is_dir(), reason="the public instances are not here")
def test_runs_of_car_of_which_all_counts_are_held(benchmark):
    few = attrs.evolve(Settings(), hasten=2000)
    car = read_instance(texts_of("car2013"), flavour=Flavour.DEFAULT, settings=few)

    found = benchmark.pedantic(run_instance, (car,), {"members": HELD, "seed": 1}, rounds=1)
    benchmark.extra_info["MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    assert found.members == HELD


@pytest.mark.parametrize("flavour", Flavour)
@pytest.mark.parametrize("people", PEOPLE)
def test_one_run_with_so_many_times_the_people(benchmark, people, flavour):
    plan = a_plan(6, people, flavour)

    benchmark.pedantic(forecast, (plan,), {"members": 1, "seed": 1}, rounds=3, warmup_rounds=1)


@pytest.mark.skipif(not CONFLICTS.is_dir(), reason="the public instances are not here")
@pytest.mark.parametrize("flavour", Flavour)
@pytest.mark.parametrize("name", NAMES[:2])
def test_one_run_of_a_public_instance_at_full_population(benchmark, name, flavour):
    instance = read_instance(texts_of(name), flavour=flavour)

    found = benchmark.pedantic(
        run_instance, (instance,), {"members": 1, "seed": 1}, rounds=3, warmup_rounds=1
    )
    assert found.members == 1


RULES = (
    {"avoid_short_stints": True},
    {"avoid_short_stints": True, "recent_bins": 8},
    {"awareness_level": 2},
    {"start_on_foot": True},
    {"stay_close_to_home": True},
)
"""Rules that tell people apart: each multiplies the states."""


def mali(flavour, times=1):
    """The instance mali2012 with so many times the people and the room."""
    instance = read_instance(texts_of("mali2012"), flavour=flavour)
    world, registered = instance.world, instance.registered
    spots = tuple(
        attrs.evolve(
            spot, population=spot.population * times, capacity=(spot.capacity or 0) * times or None
        )
        for spot in world.spots
    )
    return Plan(
        world=attrs.evolve(world, spots=spots),
        settings=instance.settings,
        flavour=flavour,
        outflow=tuple(int(people) * times for people in registered.outflow(world.days)),
        people=tuple(
            registered.people(spot.name, 0) * times if spot.name in instance.camps else 0
            for spot in spots
        ),
    )


@pytest.mark.skipif(not CONFLICTS.is_dir(), reason="the public instances are not here")
@pytest.mark.parametrize("flavour", Flavour)
@pytest.mark.parametrize("times", TIMES)
def test_one_run_of_mali_with_so_many_times_the_people(benchmark, times, flavour):
    plan = mali(flavour, times)

    benchmark.pedantic(forecast, (plan,), {"members": 1, "seed": 1}, rounds=3, warmup_rounds=1)


@pytest.mark.skipif(not CONFLICTS.is_dir(), reason="the public instances are not here")
@pytest.mark.parametrize("rules", RULES, ids="-".join)
def test_one_run_of_mali_with_a_rule_that_tells_people_apart(benchmark, rules):
    plan = mali(Flavour.DEFAULT)
    ruled = attrs.evolve(plan, settings=attrs.evolve(plan.settings, **rules))

    benchmark.pedantic(forecast, (ruled,), {"members": 1, "seed": 1}, rounds=3, warmup_rounds=1)


@pytest.mark.skipif(not CONFLICTS.is_dir(), reason="the public instances are not here")
def test_runs_of_mali_that_vary_in_attraction_room_and_rules(benchmark):
    plan, chance = mali(Flavour.DEFAULT), np.random.default_rng(1)
    rooms = np.array([spot.capacity or np.nan for spot in plan.world.spots])
    draws = [
        Draw(
            attraction=chance.lognormal(0, 0.5, len(rooms)),
            capacity=rooms * chance.choice([1.25, 2.0]),
            settings={"default_movechance": float(chance.triangular(0.1, 0.3, 0.8))},
        )
        for _ in range(VARIED)
    ]

    found = benchmark.pedantic(forecast, (plan,), {"members": draws, "seed": 1}, rounds=1)
    assert found.members == VARIED


def a_large_world():
    """Places on a grid with links to the eight neighbours, 20 to 160 km; a camp in fifty."""

    def site(number):
        return Site.CAMP if number % 50 == 0 else Site.CONFLICT if number % 20 == 7 else Site.TOWN

    room = CROWD * 11 // 10 // max(SIDE * SIDE // 50, 1)
    spots = tuple(
        Spot(
            name=f"P{number}",
            country="O",
            site=site(number),
            population=20_000,
            capacity=room if site(number) is Site.CAMP else None,
            intensity=1.0 if site(number) is Site.CONFLICT else 0.0,
        )
        for number in range(SIDE * SIDE)
    )
    pairs = [
        (row * SIDE + column, (row + down) * SIDE + column + across)
        for row in range(SIDE)
        for column in range(SIDE)
        for down, across in ((0, 1), (1, 0), (1, 1), (1, -1))
        if row + down < SIDE and 0 <= column + across < SIDE
    ]
    links = tuple(Link(ends=(f"P{a}", f"P{b}"), km=20 + 7 * (a + b) % 141) for a, b in pairs)
    return World(start=date(2031, 3, 1), days=LONG, home="O", spots=spots, links=links)


def test_a_large_world_on_a_grid_of_ten_km(benchmark):
    world = a_large_world()
    plan = Plan(
        world=world,
        settings=attrs.evolve(Settings(), grid_km=10),
        flavour=Flavour.DEFAULT,
        outflow=(CROWD // 365,) * LONG,
        people=(0,) * len(world.spots),
    )

    found = benchmark.pedantic(forecast, (plan,), {"members": 1, "seed": 1}, rounds=1)
    assert found.outflow.sum() == CROWD // 365 * LONG
