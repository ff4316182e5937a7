"""The engine on counts against the rules person by person, in distribution."""

import numpy as np
import pytest
from tests.forecast.one_by_one import OneByOne
from tests.forecast.worlds import camp, plan, spot, world

from panah.domain.forecast import Closed, Closure, Link, Site
from panah.forecast.ensemble import forecast
from panah.forecast.settings import Flavour

RUNS, MEMBERS, DAYS = 200, 2000, 8


def a_region(**more):
    """Places with short and long ways, a marker, conflict that moves, a border that shuts."""
    places = [
        spot("Varn", Site.CONFLICT, population=900, intensity=1.0),
        spot("Mell", population=400),
        spot("Hub", Site.FORWARD),
        spot("Bend", Site.MARKER),
        spot("Osk", Site.CONFLICT, population=600),
        camp("Tann"),
        camp("Quay"),
    ]
    links = [
        ("Varn", "Mell", 30),
        ("Varn", "Osk", 110),
        ("Mell", "Hub", 45),
        ("Mell", "Bend", 20),
        ("Bend", "Tann", 70),
        ("Hub", "Quay", 100),
        ("Hub", "Osk", 15),
        ("Osk", "Tann", 230),
        ("Mell", "Osk", 60),
    ]
    return world(
        places,
        links,
        DAYS,
        closures=(
            Closure(closes=Closed.COUNTRY, names=("Ostria", "Lydd"), start=3, end=5),
            Closure(closes=Closed.LOCATION, names=("Hub", ""), start=2, end=3),
        ),
        conflict={"Varn": (1.0,) * 4 + (0.0,) * 4, "Osk": (0.0, 0.0) + (0.5, 0.8) + (0.7,) * 4},
        **more,
    )


RULES = {
    "defaults": {},
    "walking first": {"start_on_foot": True},
    "on through towns": {"avoid_short_stints": True},
    "both": {"start_on_foot": True, "avoid_short_stints": True, "default_movechance": 0.5},
    "two links ahead": {"awareness_level": 2},
    "three, on foot": {"awareness_level": 3, "start_on_foot": True},
    "ageing conflict": {"conflict_spawn_decay": (1.0, 0.4), "conflict_spawn_decay_interval": 2},
    "weights": {
        "weight_softening": 0.3,
        "weight_power": 1.4,
        "distance_power": 0.8,
        "pruning_threshold": 2.5,
        "camp_weight": 2.0,
        "foreign_weight": 1.5,
    },
    "fewer residents": {"take_from_population": True},
}


@pytest.mark.parametrize("flavour", Flavour)
@pytest.mark.parametrize("rules", RULES)
def test_counts_agree_with_persons(rules, flavour):
    made = plan(
        a_region(),
        flavour=flavour,
        outflow=(12, 6, 9, 0, 4, 3),
        people={"Tann": 3},
        max_move_speed=100,
        max_walk_speed=35,
        camp_movechance=0.05,
        **RULES[rules],
    )

    assert_same_law(made)


def test_counts_agree_with_persons_where_all_are_sent_on():
    sent = Link(ends=("Mell", "Quay"), km=50, redirects="Mell")
    made = plan(
        a_region(more_links=(sent,)),
        flavour=Flavour.DEFAULT,
        outflow=(12, 6, 9),
        max_move_speed=100,
    )

    assert_same_law(made)


def test_counts_agree_with_persons_where_camps_fill():
    crowded = world(
        [
            spot("Varn", Site.CONFLICT, population=900, intensity=1.0),
            spot("Mell"),
            camp("Tann", capacity=60),
            camp("Quay", capacity=400),
        ],
        [("Varn", "Mell", 40), ("Mell", "Tann", 40), ("Mell", "Quay", 90), ("Varn", "Tann", 70)],
        DAYS,
    )
    made = plan(crowded, flavour=Flavour.DEFAULT, outflow=(40,) * 5, max_move_speed=100)

    assert_same_law(made, within=0.5)


def assert_same_law(made, *, within=0.0):
    """Means and spread by day and place; and one whole distribution by chi-square."""
    counts = forecast(made, members=MEMBERS, seed=5).stock.astype(float)
    persons = np.array([OneByOne(made, seed).people for seed in range(RUNS)], dtype=float)
    both = np.concatenate([persons, counts])
    error = np.sqrt(both.var(axis=0) * (1 / RUNS + 1 / MEMBERS))
    apart = np.abs(persons.mean(axis=0) - counts.mean(axis=0))

    assert (apart <= 4.5 * error + within + 1e-9).all()
    assert counts.var(axis=0).sum() == pytest.approx(persons.var(axis=0).sum(), rel=0.15)
    last = counts.shape[1] - 1
    place = int(np.argmax(counts[:, last].var(axis=0)))
    if not within:
        assert chi_square(persons[:, last, place], counts[:, last, place]) < 1


def chi_square(some, many):
    """Pearson's statistic of two samples, as a share of a limit that chance hardly reaches."""
    edges = np.unique(np.quantile(many, np.linspace(0, 1, 9)))
    edges[0], edges[-1] = -np.inf, np.inf
    a, b = (np.histogram(sample, edges)[0].astype(float) for sample in (some, many))
    a, b = a[a + b > 0], b[a + b > 0]
    expected = (a + b) * len(some) / (len(some) + len(many))
    other = (a + b) * len(many) / (len(some) + len(many))
    statistic = ((a - expected) ** 2 / expected + (b - other) ** 2 / other).sum()
    free = len(a) - 1
    return statistic / (free + 3.72 * np.sqrt(2 * free) + 5)
