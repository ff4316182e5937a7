"""The engine on counts against the rules person by person, in distribution."""

import attrs
import numpy as np
import pytest
from tests.forecast.one_by_one import OneByOne
from tests.forecast.worlds import camp, plan, spot, world

from panah.domain.forecast import Attribute, Closed, Closure, Link, Site
from panah.forecast.driving import FloodRules, Mode, Spawning
from panah.forecast.ensemble import forecast
from panah.forecast.settings import Flavour

RUNS, MEMBERS, DAYS = 200, 1000, 8


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


AGES = Attribute(name="age", values=("10", "17", "30", "70"), shares={"": (3, 2, 4, 1)})
SEXES = Attribute(name="gender", values=("male", "female"), shares={"": (1, 1), "Osk": (1, 3)})
OUTFLOW = (12, 6, 9, 0, 4, 3)
MORE_RULES = {
    "children avoid hazards, boys do not": {
        "ChildrenAvoidHazards": True,
        "BoysTakeRisk": True,
        "conflict_weight": 0.2,
    },
    "women and the old avoid hazards": {
        "WomenAvoidHazards": True,
        "ElderlyAvoidHazards": True,
        "camp_weight": 2.5,
    },
    "hunger drives out and keeps away": {
        "flee_when_starving": True,
        "avoid_food_deprived_locations": True,
        "starvation_driven_spawning": True,
    },
    "the economy pulls": {"use_economic_pull": True},
    "camps are sinks": {"camps_are_sinks": True, "camp_movechance": 0.4},
    "close to home": {"stay_close_to_home": True, "home_distance_power": 1.2},
}


def a_country(**more):
    """Places near and far with food, camps with an economy that settle people, some links slow."""
    east = {"latitude": 10.0, "region": "East"}
    return world(
        [
            spot("Varn", Site.CONFLICT, population=900, intensity=1.0, longitude=20.0, **east),
            spot("Mell", population=400, longitude=20.4, **east),
            spot(
                "Osk", Site.CONFLICT, population=600, intensity=0.5, longitude=21.5, latitude=11.0
            ),
            camp("Tann", trade_volume=0.8, hdi=0.9, settling=0.3, latitude=10.5, longitude=20.2),
            camp("Quay", trade_volume=0.1, settling=0.1, latitude=12.0, longitude=24.0),
        ],
        [("Varn", "Mell", 30), ("Varn", "Osk", 110), ("Mell", "Tann", 60), ("Osk", "Tann", 130)],
        DAYS,
        more_links=(
            Link(ends=("Osk", "Quay"), km=150, max_move_speed=55),
            Link(ends=("Mell", "Osk"), km=70, walk_probability=0.4),
        ),
        attributes=(AGES, SEXES),
        food={"East": (0.0, 20.0, 40.0, 60.0, 80.0, 60.0, 40.0, 20.0)},
        **more,
    )


@pytest.mark.parametrize("flavour", Flavour)
@pytest.mark.parametrize("rules", MORE_RULES)
def test_counts_agree_with_persons_told_apart_fed_and_settled(rules, flavour):
    made = plan(
        a_country(),
        flavour=flavour,
        outflow=OUTFLOW,
        people={"Tann": 4},
        max_move_speed=100,
        max_walk_speed=35,
        **{"camp_movechance": 0.05, **MORE_RULES[rules]},
    )

    assert_same_law(made)


def test_counts_agree_with_persons_who_get_through_a_border_that_is_shut():
    doors = a_country(
        closures=(Closure(closes=Closed.COUNTRY, names=("Ostria", "Lydd"), start=2, end=6),)
    )
    links = tuple(
        attrs.evolve(link, permeability=0.3 + 0.4 * (link.km > 100)) for link in doors.links
    )
    made = plan(
        attrs.evolve(doors, links=links),
        flavour=Flavour.DEFAULT,
        outflow=OUTFLOW,
        people={"Tann": 4},
        max_move_speed=100,
        camp_movechance=0.2,
    )

    assert_same_law(made)


def test_counts_agree_with_persons_who_wait_for_seats():
    seats = Link(ends=("Osk", "Isle"), km=40, two_way=False, seats_per_day=(3, 0, 2, 5, 1, 2, 2, 4))
    ground = a_country()
    made = plan(
        attrs.evolve(ground, spots=(*ground.spots, camp("Isle")), links=(*ground.links, seats)),
        flavour=Flavour.DEFAULT,
        outflow=OUTFLOW,
        max_move_speed=100,
    )

    assert_same_law(made)


def test_counts_agree_with_persons_who_know_one_route_to_each_place_and_major_routes():
    made = plan(
        a_country(majors=(("Mell", "Osk", "Quay"), ("Tann", "Osk", "Varn"))),
        flavour=Flavour.DEFAULT,
        outflow=OUTFLOW,
        max_move_speed=100,
        fixed_routes=True,
    )

    assert_same_law(made)


def test_counts_agree_with_persons_who_go_where_their_own_are():
    ground, tongues = a_country(), {"Varn": (5, 1), "": (1, 2)}
    of = {"Varn": (700, 200), "Mell": (4, 16), "Osk": (200, 400), "Tann": (0, 6), "Quay": (6, 0)}
    spots = tuple(
        attrs.evolve(
            one,
            population=sum(of[one.name]),
            residents=dict(zip(("north", "south"), of[one.name], strict=True)),
        )
        for one in ground.spots
    )
    ethnicity = Attribute(name="ethnicity", values=("north", "south"), shares=tongues)
    made = plan(
        attrs.evolve(ground, spots=spots, attributes=(ethnicity,)),
        flavour=Flavour.DEFAULT,
        outflow=OUTFLOW,
        people={"Tann": 4},
        max_move_speed=100,
        camp_movechance=0.2,
        MatchCampEthnicity=True,
        MatchTownEthnicity=True,
        MatchConflictEthnicity=True,
    )

    assert_same_law(made)


DRIVEN = {
    "floods, by chance": {
        "flood_zone_spawning_only": True,
        "flood_driven_spawn_mode": Spawning(mode=Mode.POISSON, rates=(0.0, 1.5, 4.0)),
    },
    "floods, by residents": {
        "flood_zone_spawning_only": True,
        "flood_driven_spawn_mode": Spawning(mode=Mode.POP_RATIO, rates=(0.0, 0.003, 0.007)),
        "take_from_population": True,
    },
    "conflict": {
        "conflict_driven_spawning": Spawning(mode=Mode.CONSTANT, rates=(3.5,)),
        "conflict_spawn_decay": (1.0, 0.4),
        "conflict_spawn_decay_interval": 2,
    },
}


@pytest.mark.parametrize(
    ("driven", "flavour"),
    [
        ("floods, by chance", Flavour.DEFAULT),
        ("floods, by residents", Flavour.FLEE),
        ("conflict", Flavour.DEFAULT),
    ],
)
def test_counts_agree_with_persons_whom_floods_or_conflict_drive_out(driven, flavour):
    levels = {"Mell": (0, 1, 2, 2, 1, 0, 0, 1), "Osk": (1, 1, 0, 2, 2, 2, 1, 0)}
    rules = FloodRules(movechances=(0.3, 0.6, 0.9), loc_weights=(1.0, 0.5, 0.1))
    made = plan(
        a_country(floods=levels),
        flavour=flavour,
        max_move_speed=100,
        camp_movechance=0.05,
        **DRIVEN[driven],
        **({"flood_rules": rules} if "floods" in driven else {}),
    )

    assert_same_law(made)


def test_expected_flows_are_the_mean_of_persons():
    made = attrs.evolve(
        plan(a_country(), flavour=Flavour.DEFAULT, outflow=OUTFLOW, max_move_speed=100),
        expected=True,
    )

    flows = forecast(made, members=1, seed=5).stock[0]

    persons = np.array([OneByOne(made, seed).people for seed in range(RUNS)], dtype=float)
    error = persons.std(axis=0) / np.sqrt(RUNS)
    assert (np.abs(persons.mean(axis=0) - flows) <= 4.5 * error + 0.05).all()


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
    edges = np.unique(np.quantile(many, np.linspace(0, 1, 9), method="nearest"))
    edges[0], edges[-1] = -np.inf, np.inf
    a, b = (np.histogram(sample, edges)[0].astype(float) for sample in (some, many))
    a, b = a[a + b > 0], b[a + b > 0]
    expected = (a + b) * len(some) / (len(some) + len(many))
    other = (a + b) * len(many) / (len(some) + len(many))
    statistic = ((a - expected) ** 2 / expected + (b - other) ** 2 / other).sum()
    free = len(a) - 1
    return statistic / (free + 3.72 * np.sqrt(2 * free) + 5)
