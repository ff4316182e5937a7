"""Runs on counts: one run of growing worlds and growing people, in both flavours.

Figures: ``pytest benchmarks``. With the tests each runs once, untimed: ``--benchmark-disable``.
The worlds are made up: places on a square grid with links to the right and below, every fifth a
camp, every seventh in conflict. The public instances run where they lie beside the repository.
"""

from datetime import date

import pytest
from tests.forecast.public import CONFLICTS, NAMES, texts_of

from panah.domain.forecast import Link, Site, Spot, World
from panah.forecast.ensemble import Plan, forecast
from panah.forecast.instance import read_instance
from panah.forecast.settings import Flavour, Settings
from panah.forecast.validate import run_instance

SIDES = (6, 12)
"""Places along an edge of the grid."""
PEOPLE = (1, 10, 100)
"""Times the people of a small world."""
DAYS = 60


def a_grid(side, people):
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
    return World(start=date(2031, 3, 1), days=DAYS, home="O", spots=spots, links=links)


def a_plan(side, people, flavour):
    world = a_grid(side, people)
    return Plan(
        world=world,
        settings=Settings(),
        flavour=flavour,
        outflow=(side * side * people,) * DAYS,
        people=(0,) * len(world.spots),
    )


@pytest.mark.parametrize("flavour", Flavour)
@pytest.mark.parametrize("side", SIDES)
def test_one_run_of_a_world_of_so_many_places(benchmark, side, flavour):
    plan = a_plan(side, 10, flavour)

    benchmark.pedantic(forecast, (plan,), {"members": 1, "seed": 1}, rounds=3, warmup_rounds=1)


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
