"""The rules that drive people out, draw them in and hold them, each in a small world."""

import attrs
import numpy as np
import pytest
from tests.forecast.folder import folder
from tests.forecast.worlds import camp, plan, spot, world

from panah.domain.forecast import Attribute, Change, Site
from panah.errors import FileError, InputError
from panah.forecast.ensemble import forecast
from panah.forecast.instance import read_instance
from panah.forecast.leaving import leaving
from panah.forecast.phases import calendar
from panah.forecast.settings import Flavour, Settings, settings_from

FLEE, DEFAULT = Flavour.FLEE, Flavour.DEFAULT
ALWAYS = {"default_movechance": 1.0, "camp_movechance": 0.0, "max_move_speed": 5000}


def rules(**sections):
    return settings_from(sections)[0]


def ruled(made, settings, **more):
    return attrs.evolve(plan(made, **more), settings=settings)


def stock(made, place, *, members=1):
    found = forecast(made, members=members, seed=1)
    return found.stock[:, :, found.places.index(place)]


def phases(made, settings=None, flavour=DEFAULT):
    year = calendar(made, settings or Settings(), flavour)
    return [year.phases[number] for number in year.of_day]


@pytest.mark.parametrize("flavour", Flavour)
def test_who_settles_in_a_sink_stays_and_is_still_counted(flavour):
    made = world([spot("A"), camp("B", settling=1.0)], [("A", "B", 100)], 6)
    restless = {**ALWAYS, "camp_movechance": 0.9}
    sinks, open_ = (
        plan(made, people={"A": 100}, flavour=flavour, camps_are_sinks=sink, **restless)
        for sink in (True, False)
    )

    held, free = (forecast(one, members=1, seed=1) for one in (sinks, open_))
    assert held.stock[0, -1].tolist() == [0, 100]
    assert held.departures[0, 4:, 1].sum() == 0 < free.departures[0, 4:, 1].sum()


def fights(places, days):
    spots = [spot(name, Site.CONFLICT, population=5000, intensity=1.0) for name in places]
    return world([*spots, camp("Z")], [(name, "Z", 50) for name in places], days)


def driven(mode, rate):
    return {"conflict_driven_spawning": {"spawn_mode": mode, "displaced_per_conflict_day": rate}}


@pytest.mark.parametrize(("mode", "rate"), [("constant", 100), ("pop_ratio", 0.02)])
def test_a_place_in_conflict_sends_out_so_many_a_day(mode, rate):
    settings = rules(spawn_rules=driven(mode, rate))

    found = forecast(ruled(fights("A", 10), settings, flavour=FLEE), members=1, seed=1)

    assert found.outflow.sum(axis=(1, 2)).tolist() == [1000]


def test_who_is_driven_out_by_conflict_follows_its_intensity():
    made = attrs.evolve(
        fights("ABC", 4), conflict={"A": (1.0, 1.0, 0.0, 0.0), "B": (1.0, 1.0, 0.5, 0.5)}
    )
    settings = rules(spawn_rules=driven("constant", 100))
    many = rules(
        spawn_rules=driven("poisson", 100)
        | {"conflict_spawn_decay": [1.0, 0.5], "conflict_spawn_decay_interval": 2}
    )

    exact = forecast(ruled(made, settings, flavour=DEFAULT), members=200, seed=1)
    aged = forecast(ruled(made, many, flavour=DEFAULT), members=200, seed=1)

    assert exact.outflow.sum(axis=(1, 2)).mean() == pytest.approx(900, abs=9)
    assert exact.outflow.sum(axis=(1, 2)).std() == pytest.approx(30, rel=0.2)
    assert aged.outflow.sum(axis=(1, 2)).mean() == pytest.approx(600 + 25 * 2 + 50 * 2, abs=9)


def test_a_flooded_place_sends_out_what_its_level_says():
    made = attrs.evolve(
        world([spot("A", Site.FLOOD_ZONE, population=900), spot("B")], [("A", "B", 9)], 10),
        floods={"A": (1,) * 10},
    )
    settings = rules(
        spawn_rules={
            "flood_zone_spawning_only": True,
            "flood_driven_spawn_mode": {
                "flood_spawn_mode": "constant",
                "displaced_per_flood_day": [0, 100, 200, 300, 400],
            },
        },
        move_rules={
            "flood_rules": {
                "flood_movechances": [0.3, 0.0, 1.0],
                "flood_loc_weights": [1.0, 0.5, 0.2],
            }
        },
    )

    assert stock(ruled(made, settings), "A")[0, -1] == 1000
    assert [phase.score[0] for phase in phases(made, settings)] == [0.5] * 10


def hungry(site=Site.TOWN):
    made = world([spot("A", site, population=10, region="R"), spot("B", population=30)], [], 2)
    return attrs.evolve(made, food={"R": (50.0, 50.0)})


def test_hunger_drives_people_away_and_keeps_them_away():
    settings = Settings(flee_when_starving=True, avoid_food_deprived_locations=True)

    first, second = phases(hungry(), settings)
    chance = leaving([first], hungry().spots, settings)

    assert chance[0] == pytest.approx((0.5 + 0.5 * 0.3, 0.3))
    assert (first.score, second.score) == ((1.0, 1.0), (0.75, 1.0))


@pytest.mark.parametrize(("only", "weights"), [(True, [0.0, 0.0]), (False, [0.0, 0.5])])
def test_hunger_sends_people_out_from_the_second_day_on(only, weights):
    settings = Settings(starvation_driven_spawning=True, conflict_zone_spawning_only=only)

    assert [phase.heat[0] for phase in phases(hungry(), settings)] == weights


def test_another_country_pulls_by_its_economy():
    made = world([spot("A"), camp("B", trade_volume=0.5, hdi=0.6)], [], 1)

    assert phases(made, Settings(use_economic_pull=True))[0].score == pytest.approx((1.0, 1.86))


def test_a_larger_place_attracts_more_and_is_left_more_if_the_rules_say_so():
    made = world([spot("A", population=100), camp("B", capacity=40)], [], 1)
    settings = Settings(
        use_pop_for_loc_weight=True,
        pop_power_for_loc_weight=0.5,
        movechance_pop_base=400,
        movechance_pop_scale_factor=0.5,
    )

    (phase,) = phases(made, settings)
    chance = leaving([phase], made.spots, settings)

    assert phase.score == pytest.approx((10.0, 1.0))
    assert chance[0] == pytest.approx((0.15, 0.001 * 0.1**0.5))


def test_a_place_becomes_another_on_its_day():
    made = attrs.evolve(
        world([spot("A"), spot("B", population=4)], [], 3),
        changes=(
            Change(name="A", site=Site.CAMP, day=1),
            Change(name="B", site=Site.CONFLICT, day=2),
        ),
    )
    settings = Settings(default_conflict_intensity=0.4)

    found = phases(made, settings)

    assert leaving(found, made.spots, settings)[:, 0].tolist() == [0.3, 0.001, 0.001]
    assert [phase.camp[0] for phase in found] == [False, True, True]
    assert [phase.heat[1] for phase in found] == [0, 0, 0.4]


def test_the_rules_of_the_first_flee_come_by_one_name():
    settings = rules(move_rules={"use_v1_rules": True, "camp_weight": 3.0})

    assert (settings.max_move_speed, settings.conflict_weight, settings.camp_weight) == (
        200,
        0.25,
        3,
    )


@pytest.mark.parametrize("flavour", Flavour)
def test_expected_flows_are_near_the_mean_of_many_runs(flavour):
    made = world(
        [
            spot("A", Site.CONFLICT, population=900, intensity=1.0),
            spot("B"),
            camp("C", capacity=900),
            camp("D"),
        ],
        [("A", "B", 70), ("B", "C", 80), ("B", "D", 190), ("A", "C", 300)],
        12,
    )
    start = plan(made, outflow=(400,) * 6, flavour=flavour)

    flows = forecast(attrs.evolve(start, expected=True), members=1, seed=1)
    many = forecast(start, members=300, seed=1).stock.mean(axis=0)

    assert flows.stock.dtype == np.float32
    assert flows.outflow.sum() == pytest.approx(2400, abs=1)
    assert np.abs(flows.stock[0] - many).max() < 12


def test_coarser_roads_and_memories_change_little():
    made = world(
        [spot("A", Site.CONFLICT, population=9, intensity=1.0), spot("B"), camp("C")],
        [("A", "B", 74), ("B", "C", 83)],
        8,
    )
    exact = {"max_move_speed": 100, "avoid_short_stints": True, "start_on_foot": True}
    fine, coarse = (
        forecast(plan(made, outflow=(500,) * 4, **exact, **more), members=50, seed=1)
        for more in ({}, {"grid_km": 10, "recent_bins": 8})
    )

    assert np.abs(fine.stock.mean(axis=0) - coarse.stock.mean(axis=0)).max() < 60


def with_settings(text, **files):
    return read_instance({**folder(**files), "simsetting.yml": text}, flavour=DEFAULT)


def test_links_places_and_days_have_further_columns_and_files():
    found = read_instance(
        folder(
            locations=(
                "#name,region,country,lat,lon,location_type,conflict_date,population,"
                "deactivation_probability,trade_volume,hdi\n"
                "Varn,North,Ostria,1.0,2.0,conflict_zone,0,9000\n"
                "Mell,North,Ostria,1.5,2.0,flood_zone,,4000\n"
                "Hub,North,Ostria,,,forwarding_hub,,\n"
                "Tann,South,Lydd,2.0,3.0,camp,,500,0.25,1.5,0.7\n"
                "Quay,South,Lydd,2.0,4.0,camp,,0\n"
            ),
            routes=(
                "#name1,name2,distance,forced_redirection,max_move_speed,walk_probability,"
                "link_type\nVarn,Mell,80,,120,0.4,road\nMell,Tann,150,0\n"
            ),
            location_changes="#name,type,day\nMell,idpcamp,4\n",
            region_attributes_IPC="#Day,North\n0,20\n10,40\n",
        ),
        flavour=DEFAULT,
    )

    varn, mell, _, tann, _ = found.world.spots
    assert (varn.region, varn.latitude, mell.site) == ("North", 1.0, Site.FLOOD_ZONE)
    assert (tann.settling, tann.trade_volume, tann.hdi) == (0.25, 1.5, 0.7)
    road, other = found.world.links
    assert (road.max_move_speed, road.walk_probability) == (120, 0.4)
    assert (other.max_move_speed, other.walk_probability) == (None, 0.0)
    assert found.world.changes == (Change(name="Mell", site=Site.IDP_CAMP, day=4),)
    assert [found.world.food["North"][day] for day in (0, 5, 10, 19)] == [20, 30, 40, 40]


FLOODS = (
    "move_rules:\n  flood_rules:\n    flood_movechances: [0.3, 1]\n"
    "    flood_loc_weights: [1, 0.5]\n"
)


def test_floods_take_the_place_of_conflict():
    text = "#Day,Mell\n" + "".join(f"{day},{day % 2}\n" for day in range(20))

    found = with_settings(FLOODS, flood_level=text, conflicts="")

    assert found.world.floods["Mell"][:3] == (0, 1, 0)
    assert found.world.conflict == {}


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"flood_level": "#Day,Mel\n" + "0,1\n" * 20}, "column Mel, .*did you mean Mell"),
        ({"flood_level": "#Day,Mell\n" + "0,2\n" * 20}, "row 2 column 2 must be a flood level"),
        ({"flood_level": "#Day,Mell\n0,1\n"}, "has 1 days, but the period has 20"),
        ({"location_changes": "Mel,camp,2\n"}, "row 1 names Mel, which is no place"),
        ({"location_changes": "Mell,castle,2\n"}, "row 1 names the type castle"),
        ({"region_attributes_IPC": "#Day,North\n0,120\n"}, "column 2 must be 0 to 100"),
        ({"region_attributes_IPC": "#Day,North\n"}, "a heading and no row"),
        ({"region_attributes_IPC": "#Day,N\n4,1\n2,1\n"}, "ascending days"),
        ({"routes": "#a,b,c,d,walk_probability\nVarn,Mell,8,0,1.5\n"}, "must be a chance"),
        ({"routes": "#a,b,c,d,max_move_speed\nVarn,Mell,8,0,-5\n"}, "a speed above 0"),
    ],
)
def test_a_file_by_day_that_cannot_be_meant_is_named(files, said):
    with pytest.raises(FileError, match=said):
        with_settings(FLOODS, **files)


@pytest.mark.parametrize(
    ("sections", "said"),
    [
        ({"spawn_rules": {"conflict_driven_spawning": 3}}, "must hold spawn_mode and"),
        ({"spawn_rules": {"conflict_driven_spawning": {"mode": 3}}}, "sets mode, which panah"),
        (
            {"spawn_rules": {"conflict_driven_spawning": {"spawn_mode": "often"}}},
            "must be constant, pop_ratio, poisson, not 'often'",
        ),
        (
            {"move_rules": {"flood_rules": {"flood_movechances": [1]}}},
            "must have flood_loc_weights",
        ),
        (
            {
                "move_rules": {
                    "flood_rules": {
                        "flood_movechances": [1],
                        "flood_loc_weights": [1],
                        "max_flood_level": 2,
                    }
                }
            },
            "a number for each level from 0 to 2",
        ),
    ],
)
def test_a_rule_that_cannot_be_meant_is_refused(sections, said):
    with pytest.raises(FileError, match=said):
        settings_from(sections)


def test_rules_that_are_off_and_sinks_by_the_name_that_flee_reads_are_taken():
    settings, findings = settings_from(
        {
            "default_conflict_intensity": 0.5,
            "spawn_rules": {
                "camps_are_sicks": True,
                "conflict_driven_spawning": False,
                "flood_driven_spawn_mode": {},
            },
            "move_rules": {"flood_rules": None},
        },
    )

    assert settings.camps_are_sinks
    assert settings.default_conflict_intensity == 0.5
    assert settings.flood_driven_spawn_mode.rates == (0, 0.1, 0.2, 0.5, 0.9)
    assert settings.conflict_driven_spawning is settings.flood_rules is None
    assert findings == ("settings sets camps_are_sicks, which is how Flee reads camps_are_sinks",)


def told_apart(name, values, weights, places=("A", "B", "C"), **more):
    made = world([spot("A"), camp("B", **more), camp("C")], [("A", "B", 100), ("A", "C", 100)], 3)
    attribute = Attribute(name=name, values=values, shares={"": weights})
    return attrs.evolve(made, attributes=(attribute,))


def shares_in_b(made, **settings):
    start = plan(made, people={"A": 20000}, flavour=DEFAULT, **ALWAYS, **settings)
    found = forecast(start, members=1, seed=1)
    assert found.stock[0].sum(axis=1).max() == 20000
    return found.stock[0, -1, 1] / found.stock[0, -1, 1:].sum()


def test_children_and_the_old_shun_hazards_twice_as_hard():
    ages = told_apart("age", ("10", "40", "70"), (1.0, 1.0, 2.0), country="Ostria")
    pull = {"foreign_weight": 0.5}

    plain = shares_in_b(ages, **pull)
    children = shares_in_b(ages, ChildrenAvoidHazards=True, **pull)
    both = shares_in_b(ages, ChildrenAvoidHazards=True, ElderlyAvoidHazards=True, **pull)

    assert plain == pytest.approx(2 / 3, abs=0.015)
    assert children == pytest.approx((0.8 + 3 * 2 / 3) / 4, abs=0.015)
    assert both == pytest.approx((3 * 0.8 + 2 / 3) / 4, abs=0.015)


def test_farmers_stay_for_the_harvest_and_nobody_else():
    people = told_apart("occupation", ("farmer", "teacher"), (1.0, 3.0))
    start = plan(people, people={"A": 20000}, flavour=DEFAULT, **ALWAYS)

    march, april = (
        forecast(
            ruled(
                start.world,
                rules(move_rules={**ALWAYS, "harvest_months": [month]}),
                people={"A": 20000},
                flavour=DEFAULT,
            ),
            members=1,
            seed=1,
        ).stock[0, -1, 0]
        for month in (3, 4)
    )

    assert april == 0
    assert march / 20000 == pytest.approx(1 / 4, abs=0.015)


def test_harvest_is_refused_where_flee_would_keep_everybody_or_nobody_is_a_farmer():
    farmers = told_apart("occupation", ("farmer", "teacher"), (1.0, 3.0))
    months = {"harvest_months": (3.0,)}

    with pytest.raises(InputError, match="keeps everybody in place in Flee"):
        forecast(plan(farmers, flavour=FLEE, **months), members=1, seed=1)
    with pytest.raises(InputError, match="asks for the occupation of people"):
        forecast(
            plan(told_apart("age", ("10",), (1.0,)), flavour=DEFAULT, **months), members=1, seed=1
        )


def test_a_camp_attracts_those_whose_people_are_there():
    groups = told_apart("ethnicity", ("Ar", "Be"), (3.0, 1.0), residents={"Ar": 1}, population=1)
    own = attrs.evolve(groups.spots[2], residents={"Be": 1}, population=1)
    made = attrs.evolve(groups, spots=(*groups.spots[:2], own))

    assert shares_in_b(made, MatchCampEthnicity=True) == pytest.approx(0.75, abs=0.02)


def test_attributes_are_read_by_place_and_a_rule_without_them_is_refused():
    found = read_instance(
        folder(demographics_age="age,Default,Varn\n10,1,3\n40,1,1\n"), flavour=DEFAULT
    )

    assert found.world.attributes == (
        Attribute(name="age", values=("10", "40"), shares={"": (1, 1), "Varn": (3, 1)}),
    )
    with pytest.raises(InputError, match="asks for the gender of people, but there is no demog"):
        forecast(plan(found.world, WomenAvoidHazards=True), members=1, seed=1)
    for text in (
        "age,Varn\n1,2\n",
        "age,Default\n",
        "age,Default,Vran\n1,1,1\n",
        "age,Default\n1,0\n",
    ):
        with pytest.raises(FileError, match="demographics_age"):
            read_instance(folder(demographics_age=text), flavour=DEFAULT)


def test_residents_of_a_group_stand_in_a_column_of_its_name():
    rows = folder()["input_csv/locations.csv"].splitlines()
    rows[0] += ",Be"
    rows[1] += ",700"

    found = read_instance(
        folder(locations="\n".join(rows), demographics_ethnicity="e,Default\nAr,1\nBe,1\n"),
        flavour=DEFAULT,
    )

    assert [one.residents for one in found.world.spots[:2]] == [{"Be": 700}, {"Be": 0}]
