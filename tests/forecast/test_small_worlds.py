"""Small worlds with a known answer, in Flee's flavour and in the default that mends it."""

import numpy as np
import pytest
from tests.forecast.worlds import camp, plan, spot, world

from panah.domain.forecast import Closed, Closure, Link, Site
from panah.errors import InputError
from panah.forecast.course import compile_course
from panah.forecast.ensemble import forecast
from panah.forecast.leaving import leaving
from panah.forecast.network import LEG_END
from panah.forecast.phases import calendar
from panah.forecast.settings import Flavour, Settings
from panah.forecast.terrain import CAMP, TOWN

FLEE, DEFAULT = Flavour.FLEE, Flavour.DEFAULT
ALWAYS = {"default_movechance": 1.0, "camp_movechance": 0.0}


def stock(made, *, members=1, seed=1):
    """People by member, day and place's name."""
    found = forecast(made, members=members, seed=seed)
    return {name: found.stock[:, :, place] for place, name in enumerate(found.places)}


def weights(made):
    """The weights on day 0 with all routes open: (start, end): weight, in order."""
    course = compile_course(made)
    first = course.first[0]
    names = [one.name for one in made.world.spots]
    return [
        (names[place], names[course.leg[LEG_END, leg]], float(course.weight[0, 0, leg]))
        for place in range(len(names))
        for leg in range(first[place], first[place + 1])
    ]


def test_weights_and_shares_follow_the_formula():
    made = plan(
        world(
            [
                spot("A"),
                camp("B"),
                spot("C"),
                spot("D", Site.CONFLICT, population=5, intensity=1.0),
            ],
            [("A", "B", 100), ("A", "C", 200), ("A", "D", 50)],
            1,
        )
    )

    found = [weight for start, _, weight in weights(made) if start == "A"]

    assert found == pytest.approx([1 / 110, 1 / 210, 0.1**0.5 / 60])
    assert np.array(found) / sum(found) == pytest.approx([0.4754, 0.2490, 0.2756], abs=5e-5)


def test_who_sees_two_links_ahead_has_a_route_for_each_way_to_a_place():
    made = plan(
        world(
            [
                spot("A"),
                camp("B"),
                spot("C"),
                spot("D", Site.CONFLICT, population=5, intensity=1.0),
            ],
            [("A", "B", 100), ("A", "C", 200), ("A", "D", 50), ("C", "B", 30)],
            1,
        ),
        awareness_level=2,
    )

    assert [(end, round(weight, 6)) for start, end, weight in weights(made) if start == "A"] == [
        ("B", 0.009091),
        ("C", 0.007143),
        ("C", 0.004762),
        ("B", 0.004167),
        ("D", 0.00527),
    ]


def test_a_marker_bends_a_road_and_is_no_end():
    links = [("A", "B"), ("A", "C"), ("B", "D"), ("C", "D")]
    made = plan(
        world(
            [spot("A"), spot("B"), spot("C", Site.MARKER), spot("D")],
            [(*ends, 834) for ends in links],
            1,
        ),
        awareness_level=5,
    )

    assert [(end, round(weight, 8)) for start, end, weight in weights(made) if start == "A"] == [
        ("B", 0.00118483),
        ("D", 0.00059595),
        ("D", 0.00059595),
        ("B", 0.00039809),
    ]


def test_places_beyond_the_links_one_sees_are_no_choice():
    made = plan(
        world(
            [spot(name) for name in "ABCDE"],
            [("A", "B", 100), ("A", "C", 200), ("B", "D", 100), ("C", "D", 100), ("D", "E", 100)],
            1,
        ),
        awareness_level=2,
    )

    assert [end for start, end, _ in weights(made) if start == "A"] == ["B", "D", "C", "D"]


def two(km, days, **settings):
    """A hundred people at A, one link to B, and everyone moves."""
    made = world([spot("A"), camp("B")], [("A", "B", km)], days)
    return plan(made, people={"A": 100}, **(ALWAYS | settings))


@pytest.mark.parametrize(("flavour", "day"), [(FLEE, 1), (DEFAULT, 0)])
def test_a_link_as_long_as_a_day_takes_flee_two(flavour, day):
    there = stock(two(360, 3, flavour=flavour))["B"][0]

    assert list(there) == [100 if today >= day else 0 for today in range(3)]


def chain(km, flavour):
    made = world(
        [spot(name) for name in "ABCDEF"],
        [(a, b, km) for a, b in zip("ABCDE", "BCDEF", strict=True)],
        1,
        closures=(),
    )
    return plan(made, people={"A": 1}, flavour=flavour, default_movechance=1.0, awareness_level=5)


@pytest.mark.parametrize(
    ("km", "flavour", "most"),
    [(100, FLEE, 4), (300, FLEE, 2), (100, DEFAULT, 3), (300, DEFAULT, 1)],
)
def test_flee_gives_each_new_link_of_a_day_a_full_days_speed(km, flavour, most):
    found = forecast(chain(km, flavour), members=300, seed=3)

    assert found.arrivals.sum(axis=(1, 2)).max() == most


@pytest.mark.parametrize(("flavour", "where"), [(FLEE, "A"), (DEFAULT, "B")])
def test_flee_sends_back_whoever_was_on_a_link_that_shut_though_it_opens_again(flavour, where):
    shut = Closure(closes=Closed.LOCATION, names=("B", ""), start=1, end=2)
    made = world([spot("A"), camp("B")], [("A", "B", 250)], 3, closures=(shut,))
    there = stock(plan(made, people={"A": 50}, flavour=flavour, max_move_speed=100, **ALWAYS))

    assert there[where][0, 2] == 50


def test_in_the_default_too_nobody_passes_a_link_that_is_shut_on_arrival():
    shut = Closure(closes=Closed.LOCATION, names=("B", ""), start=1, end=-1)
    made = world([spot("A"), camp("B")], [("A", "B", 250)], 6, closures=(shut,))
    there = stock(plan(made, people={"A": 50}, flavour=DEFAULT, max_move_speed=100, **ALWAYS))

    assert list(there["A"][0]) == [0, 0, 50, 50, 50, 50]


def test_people_walk_their_first_link_and_ride_on_the_same_day_in_flee():
    made = world([spot("A"), spot("M"), camp("B")], [("A", "M", 30), ("M", "B", 300)], 1)
    start = plan(made, people={"A": 400}, start_on_foot=True, **ALWAYS)

    assert stock(start)["B"][0, 0] > 0


@pytest.mark.parametrize(
    ("flavour", "heats"),
    [(FLEE, [0.2, 0.2, 0.2, 0, 0.5]), (DEFAULT, [0.2, 0.9, 0.9, 0, 0.5])],
)
def test_flee_keeps_the_intensity_a_conflict_began_with(flavour, heats):
    made = world(
        [spot("A", Site.CONFLICT, population=9), camp("B")],
        [("A", "B", 9)],
        5,
        conflict={"A": (0.2, 0.9, 0.9, 0.0, 0.5)},
    )
    year = calendar(made, Settings(), flavour)

    assert [year.phases[number].heat[0] for number in year.of_day] == heats


@pytest.mark.parametrize(("flavour", "chance"), [(FLEE, 0.3), (DEFAULT, 1.0)])
def test_flee_turns_a_hub_into_a_town_when_conflict_ends_there(flavour, chance):
    made = world(
        [spot("H", Site.FORWARD), camp("B")], [("H", "B", 9)], 2, conflict={"H": (1.0, 0.0)}
    )
    year = calendar(made, Settings(), flavour)

    assert leaving(year.phases, made.spots, Settings())[year.of_day[1], 0] == chance


@pytest.mark.parametrize(("flavour", "heat"), [(FLEE, 1.0), (DEFAULT, 0.0)])
def test_in_flee_a_place_typed_conflict_stays_so_though_its_column_says_no(flavour, heat):
    made = world(
        [spot("A", Site.CONFLICT, population=9, intensity=1.0), camp("B")],
        [("A", "B", 9)],
        2,
        conflict={"A": (0.0, 0.0)},
    )
    year = calendar(made, Settings(), flavour)

    assert [year.phases[number].heat[0] for number in year.of_day] == [heat, heat]


@pytest.mark.parametrize(("flavour", "heats"), [(FLEE, [1, 1, 0.5]), (DEFAULT, [1, 0.5, 0.5])])
def test_flee_ages_a_conflict_a_day_late_among_those_who_set_out(flavour, heats):
    made = world(
        [spot("A", Site.CONFLICT, population=9), camp("B")],
        [("A", "B", 9)],
        3,
        conflict={"A": (1.0,) * 3},
    )
    ageing = Settings(conflict_spawn_decay=(1.0, 0.5), conflict_spawn_decay_interval=1)
    year = calendar(made, ageing, flavour)

    assert [year.phases[number].heat[0] for number in year.of_day] == heats


@pytest.mark.parametrize(("flavour", "is_camp"), [(FLEE, True), (DEFAULT, False)])
def test_flee_makes_a_town_that_few_leave_a_camp(flavour, is_camp):
    made = world([spot("A"), camp("B")], [("A", "B", 9)], 1)
    course = compile_course(plan(made, flavour=flavour, default_movechance=0.004))

    assert bool(course.hold[0, CAMP, 0]) is is_camp
    assert bool(course.hold[0, TOWN, 0]) is not is_camp


@pytest.mark.parametrize(("flavour", "passes"), [(FLEE, True), (DEFAULT, False)])
def test_a_link_is_closed_by_name_but_not_in_flee(flavour, passes):
    shut = Closure(closes=Closed.LINK, names=("B", "A"), start=0, end=-1)
    made = world([spot("A"), camp("B")], [("A", "B", 50)], 2, closures=(shut,))
    there = stock(plan(made, people={"A": 20}, flavour=flavour, **ALWAYS))

    assert there["B"][0, 1] == (20 if passes else 0)


def test_a_camp_that_is_closed_is_a_town_until_it_opens():
    shut = Closure(closes=Closed.CAMP, names=("B", ""), start=1, end=2)
    made = world([spot("A"), camp("B", capacity=70)], [("A", "B", 50)], 3, closures=(shut,))
    course = compile_course(plan(made, people={"B": 20}))
    chances = [course.hold[course.day[0, day], 0, 1] for day in range(3)]

    assert chances == [0.001, 0.3, 0.001]
    assert course.capacity[0, 1] == 50


def test_one_who_sets_out_each_day_is_stopped_where_the_way_is_closed():
    shut = Closure(closes=Closed.LOCATION, names=("B", ""), start=3, end=-1)
    made = world(
        [spot("A", Site.CONFLICT, population=9, intensity=1.0), camp("B")],
        [("A", "B", 5)],
        100,
        closures=(shut,),
    )
    there = stock(plan(made, outflow=(1,) * 100, camp_movechance=0.0))

    assert (there["A"][0, -1], there["B"][0, -1]) == (97, 3)


@pytest.mark.parametrize(("flavour", "in_b", "in_c"), [(FLEE, 97, 77), (DEFAULT, 97, 100)])
def test_flee_lets_who_draws_a_full_camp_stay_and_the_default_draws_again(flavour, in_b, in_c):
    made = world(
        [spot("A"), camp("B", capacity=100), camp("C")], [("A", "B", 90), ("A", "C", 90)], 1
    )
    start = plan(made, people={"A": 100, "B": 97}, flavour=flavour, insert_day0=False, **ALWAYS)
    there = stock(start, members=400)

    assert there["B"].mean() == in_b
    assert there["C"].mean() == pytest.approx(in_c, abs=1)


@pytest.mark.parametrize("flavour", Flavour)
def test_where_everything_is_full_everybody_stays(flavour):
    made = world([spot("A"), camp("B", capacity=10)], [("A", "B", 90)], 3)
    start = plan(made, people={"A": 30, "B": 11}, flavour=flavour, insert_day0=False, **ALWAYS)

    assert (stock(start)["A"] == 30).all()


@pytest.mark.parametrize(("flavour", "most"), [(FLEE, 60), (DEFAULT, 100)])
def test_flee_counts_the_people_of_day_0_twice_against_the_capacity(flavour, most):
    made = world([spot("A"), camp("B", capacity=100)], [("A", "B", 90)], 1)
    course = compile_course(plan(made, people={"B": 40}, flavour=flavour))

    assert course.capacity[0, 1] == most


def test_a_capacity_grows_by_the_day():
    def held(growth):
        begins = spot("A", Site.CONFLICT, population=9, intensity=1.0)
        made = world([begins, camp("B", capacity=10, capacity_per_day=growth)], [("A", "B", 90)], 9)
        there = stock(plan(made, outflow=(10,) * 9, flavour=DEFAULT, **ALWAYS))
        return there["B"][0, -1]

    assert held(0) <= 20
    assert held(10) >= 80


def redirected(flavour, *, closures=()):
    made = world(
        [spot("A"), camp("B"), camp("C")],
        [("A", "B", 90)],
        1,
        more_links=(Link(ends=("A", "C"), km=90, redirects="A"),),
        closures=closures,
    )
    return stock(plan(made, people={"A": 3000}, flavour=flavour, **ALWAYS))["C"][0, 0]


def test_in_flee_a_redirection_doubles_a_link_and_in_the_default_all_take_it():
    ended = Closure(closes=Closed.REDIRECTION, names=("A", "C"), start=0, end=-1)

    assert redirected(DEFAULT) == 3000
    assert redirected(DEFAULT, closures=(ended,)) == pytest.approx(1500, abs=150)
    assert redirected(FLEE) == pytest.approx(2000, abs=150)


def test_nobody_goes_to_a_foreign_place_that_weighs_nothing():
    made = world([spot("A"), spot("B"), camp("D")], [("A", "B", 90), ("A", "D", 90)], 10)
    there = stock(plan(made, people={"A": 100}, foreign_weight=0.0, default_movechance=1.0))

    assert not there["D"].any()


def test_routes_much_weaker_than_the_best_are_not_taken():
    made = world([spot("A"), camp("B"), camp("C")], [("A", "B", 10), ("A", "C", 35)], 1)

    kept = stock(plan(made, people={"A": 900}, pruning_threshold=2.4, **ALWAYS))
    pruned = stock(plan(made, people={"A": 900}, pruning_threshold=2.2, **ALWAYS))

    assert kept["C"][0, 0] > 0
    assert pruned["C"][0, 0] == 0


def test_those_who_set_out_can_lower_the_residents_they_are_drawn_from():
    places = [
        spot("A", Site.CONFLICT, population=10, intensity=1.0),
        spot("B", Site.CONFLICT, population=990, intensity=1.0),
    ]
    made = world(places, [("A", "B", 900)], 90)

    def spread_of_those_from_a(**settings):
        start = plan(made, outflow=(10,) * 90, **settings)
        return forecast(start, members=60, seed=1).outflow[:, :, 0].sum(axis=1).var()

    assert spread_of_those_from_a() > 5
    assert spread_of_those_from_a(take_from_population=True) < 3


def test_people_who_set_out_where_there_is_no_conflict_are_refused_by_the_day():
    made = world([spot("A", population=9), camp("B")], [("A", "B", 9)], 5)

    with pytest.raises(InputError, match=r"7 people set out on day 3 .* no place with a popu"):
        forecast(plan(made, outflow=(0, 0, 0, 7)), members=1, seed=1)


def test_a_forecast_has_a_member():
    with pytest.raises(InputError, match="at least 1 member, not 0"):
        forecast(two(10, 1), members=0, seed=1)


@pytest.mark.parametrize("flavour", Flavour)
def test_hardly_anybody_goes_far_from_home_where_all_stay_close(flavour):
    """A world of Flee's own tests (tests/test_stay_close_to_home.py)."""
    spots = [
        spot("A", latitude=0.0, longitude=0.0),
        spot("B", latitude=1.0, longitude=1.0),
        spot("C", latitude=100.0, longitude=100.0),
    ]
    made = plan(
        world(spots, [("A", "B", 100), ("B", "C", 100)], 20),
        flavour=flavour,
        people={"A": 100},
        max_move_speed=100,
        stay_close_to_home=True,
        home_distance_power=5.0,
        **ALWAYS,
    )

    assert stock(made)["C"][0, -1] < 2


def test_those_who_stay_close_to_home_are_counted_as_one_group():
    made = plan(
        world([spot("A"), spot("B")], [("A", "B", 100)], 3),
        flavour=DEFAULT,
        people={"A": 5, "B": 7},
        stay_close_to_home=True,
    )

    found = forecast(made, members=1, seed=1)

    assert found.groups == ()
    assert found.stock[0].sum(axis=1).max() <= 12


def test_a_major_route_leads_beyond_what_people_see_and_the_shortest_way_wins():
    ways = [("A", "B", 10), ("A", "C", 40), ("B", "C", 20), ("C", "D", 5), ("D", "E", 5)]
    spots = [spot(name) for name in "ABCDE"]
    plain = world(spots, ways, 1)
    major = world(spots, ways, 1, majors=(("B", "C", "D", "E"), ("E", "D")))
    fixed = {"awareness_level": 2, "fixed_routes": True, "flavour": DEFAULT}

    from_a = [
        [(end, round(1 / weight - 10)) for start, end, weight in weights(made) if start == "A"]
        for made in (plan(plain, **fixed), plan(major, **fixed))
    ]

    assert from_a[0] == [("B", 10), ("C", 30), ("D", 45)]
    assert from_a[1] == [("B", 10), ("C", 30), ("D", 45), ("E", 40)]


def test_fixed_routes_are_refused_where_flee_stops_with_an_error():
    made = plan(world([spot("A"), spot("B")], [("A", "B", 9)], 1), fixed_routes=True)

    with pytest.raises(InputError, match="fixed_routes stops Flee with an error"):
        forecast(made, members=1, seed=1)
