from itertools import accumulate

import pytest
from tests.forecast.folder import FILES, folder
from tests.forecast.public import NAMES, reference, texts_of
from tests.shared import needs_shared

from panah.domain.forecast import Site
from panah.errors import FileError
from panah.forecast.instance import read_instance
from panah.forecast.settings import Flavour, Settings, settings_from


def read(flavour=Flavour.DEFAULT, **changed):
    return read_instance(folder(**changed), flavour=flavour)


def test_an_instance_has_its_places_links_closures_and_days():
    instance = read()
    world = instance.world

    assert (world.days, world.home) == (20, "Ostria")
    assert [spot.site for spot in world.spots] == [
        Site.CONFLICT,
        Site.TOWN,
        Site.FORWARD,
        Site.CAMP,
        Site.CAMP,
    ]
    assert [link.km for link in world.links] == [80, 150, 40, 420]
    assert instance.camps == ("Tann", "Quay")
    assert world.spots[3].capacity == 500
    assert world.conflict["Mell"] == (0.0,) * 20


def test_a_series_is_straight_between_its_rows_and_flat_outside():
    registered = read().registered

    assert [registered.people("Tann", day) for day in (0, 3, 10, 19)] == [40, 100, 240, 240]
    assert [registered.people("Quay", day) for day in (0, 3, 9)] == [0, 60, 132]


def test_what_is_newly_registered_sets_out_and_what_falls_is_paid_back_first():
    registered = read(
        quay="2031-03-01,0\n",
        tann="2031-03-01,100\n2031-03-03,200\n2031-03-04,160\n2031-03-05,170\n2031-03-06,220\n",
    ).registered

    assert registered.outflow(7) == (0, 50, 50, 0, 0, 20, 0)


def test_hasten_divides_rows_before_they_are_joined_and_floors_after():
    instance = read_instance(FILES, flavour=Flavour.FLEE, settings=Settings(hasten=7))

    assert instance.registered.people("Tann", 5) == 20
    assert instance.registered.people("Quay", 5) == 14


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (
            {"routes": "Varn,Mel,80\n"},
            "routes.csv row 1 names Mel, which is no place; did you mean",
        ),
        ({"routes": "Varn,Mell,\n"}, "routes.csv row 1 has nothing in column 3"),
        ({"routes": "Varn,Mell,0\n"}, "routes.csv row 1 column 3 must be a length above 0 km"),
        ({"routes": "Varn,Mell,nan\n"}, "routes.csv row 1 column 3 must be a number, not 'nan'"),
        ({"routes": "Varn,Varn,8\n"}, "routes.csv row 1 links Varn to itself"),
        ({"routes": "Varn,Mell,8,7\n"}, "column 4 must be 0, 1 or 2, not 7"),
        ({"routes": "Varn,Mell,8\nVarn,Mell,8\n"}, "row 2: a second way .* of the same 8 km"),
        ({"routes": "Varn,Mell,8,1\nMell,Varn,8,1\n"}, "row 2: a second way .* of the same 8 km"),
        ({"routes": "#a,b,km,f,walk\nVarn,Mell,8\n"}, "a column walk, which panah does not follow"),
        ({"locations": "Varn,,Ostria,1,2,conflict_zone,,9\n"}, "row 1 has nothing in column 7"),
        ({"locations": "Varn,,Ostria,1,2,castle,,9\n"}, "row 1 is of type castle"),
        ({"locations": "Varn,,O,1,2,town,,many\n"}, "column 8 must be a whole number, not 'many'"),
        ({"locations": "A,,O,1,2,town,,1\nA,,O,1,2,town,,1\n"}, "has A twice, in rows 1 and 2"),
        ({"locations": ""}, "locations.csv has no place"),
        ({"closures": "border,Ostria,Lydd,1,2\n"}, "names border, which is no kind of closure"),
        ({"closures": "country,Ostria,Lyd,1,2\n"}, "names Lyd, which is no country; did you mean"),
        ({"closures": "location,Nowhere,,1,2\n"}, "names Nowhere, which is no place"),
        ({"conflicts": "#Day,Varn\n0,1\n"}, "conflicts.csv has 1 days, but the period has 20"),
        ({"conflicts": "#Day,Varm\n" + "0,1\n" * 20}, "a column Varm, which is no place; did you"),
        ({"conflicts": "#Day,Varn\n" + "0,-1\n" * 20}, "row 2 column 2 must be 0 or more, not -1"),
        ({"sim_period": "StartDate,2031-03-01\n"}, "sim_period.csv has no row length"),
        ({"sim_period": "StartDate,1 March\nLength,3\n"}, "must be a date such as 2015-05-01"),
        ({"sim_period": "StartDate,2031-03-01\nLength,0\n"}, "must be at least 1 day, not 0"),
        ({"data_layout": "total,all.csv\nTann,tann.csv\n"}, "no series of the camp Quay"),
        (
            {"data_layout": "Tann,tann.csv\nQuay,quay.csv\n"},
            "has no row called total, which names the file of it",
        ),
        (
            {"data_layout": "total,all.csv\nTotal,all.csv\nTann,tann.csv\nQuay,quay.csv\n"},
            "has total and Total; keep one total",
        ),
        ({"data_layout": "total,none.csv\n"}, "row 1 names none.csv, which is not in source_data/"),
        ({"data_layout": "total\n"}, "row 1 must name a file for total"),
        ({"tann": "2031-03-02,5\n2031-03-02,6\n"}, "row 2 has the date of the row before it and"),
        ({"tann": "Date,people\n"}, "tann.csv has no row with date and number"),
        (
            {"registration_corrections": "Tann,2031-03-10,normalize\n"},
            "corrects 2031-03-10, on which .* no row; the nearest are of 2031-03-01 and 2031-03-11",
        ),
        (
            {"registration_corrections": "Quay,2031-03-06,normalize\n"},
            "cannot rescale: the row before 2031-03-06 has 0 people",
        ),
        ({"registration_corrections": "Tan,2031-03-11,normalize\n"}, "which is no camp with a ser"),
        ({"registration_corrections": "Tann,2031-03-11,drop\n"}, "must be normalize, not drop"),
    ],
)
def test_what_cannot_be_right_is_refused_with_file_and_row(changed, message):
    with pytest.raises(FileError, match=message):
        read(**changed)


def test_a_missing_file_is_named():
    files = {path: text for path, text in FILES.items() if not path.endswith("routes.csv")}

    with pytest.raises(FileError, match=r"there is no input_csv/routes\.csv"):
        read_instance(files, flavour=Flavour.DEFAULT)


@pytest.mark.parametrize(
    ("changed", "finding"),
    [
        (
            {"closures": "location,Mell,Tann,0,4\n"},
            (
                "input_csv/closures.csv row 1: location,Mell,Tann,0,4 closes every link of Mell; "
                "the second name is not read. If the link is meant, write link,Mell,Tann,0,4"
            ),
        ),
        (
            {"closures": "country,Ostria,Lydd,9,3\n"},
            (
                "input_csv/closures.csv row 1: country,Ostria,Lydd,9,3 ends before it starts, so "
                "it stays as it starts"
            ),
        ),
        (
            {"routes": "Hub,Quay,9,2\n"},
            (
                "input_csv/routes.csv row 1: a redirection of all people of Quay to Hub, out of a "
                "camp into a hub: not followed"
            ),
        ),
        (
            {"routes": "Varn,Mell,8\nMell,Varn,9\n"},
            (
                "input_csv/routes.csv row 2: a second way between Mell and Varn; each adds to the "
                "weight"
            ),
        ),
        (
            {"conflicts": "#Day,Varn\n" + "0,0\n" * 20},
            (
                "input_csv/conflicts.csv: Varn starts in conflict and its column is 0 throughout; "
                "in Flee it stays in conflict for ever"
            ),
        ),
        (
            {"tann": "2031-03-01,400\n2031-03-10,501\n"},
            (
                "Tann: the capacity, 500, is within 1 % of the largest number of its own series, "
                "501: the answer is in the input"
            ),
        ),
        (
            {"tann": "2031-03-01,800\n2031-03-10,1100\n"},
            "Tann: the capacity, 500, is less than half of the largest number of its series, 1,100",
        ),
        (
            {"quay": "2031-03-01,300\n2031-03-10,500\n"},
            "Quay: from 300 to 500 at day 9: a new count or registration?",
        ),
        (
            {"data_layout": FILES["source_data/data_layout.csv"] + "Elsewhere,quay.csv\n"},
            "source_data/data_layout.csv has a series Elsewhere, which is no camp; left out",
        ),
    ],
)
def test_what_looks_wrong_is_said(changed, finding):
    assert finding in read(**changed).findings


def test_a_sound_instance_has_nothing_to_say():
    assert read().findings == ()


def test_flee_floors_each_series_every_day_and_the_default_their_sum():
    files = {"tann": "2031-03-01,0\n2031-03-11,5\n", "quay": "2031-03-01,0\n2031-03-11,5\n"}

    assert read(Flavour.FLEE, **files).registered.outflow(4) == (0, 0, 2, 0)
    assert read(**files).registered.outflow(4) == (0, 1, 1, 1)


def test_flee_lets_the_last_row_of_a_place_win_and_counts_a_series_that_is_no_camp():
    twice = FILES["input_csv/locations.csv"] + "Mell,North,Ostria,1,2,town,,77\n"
    layout = FILES["source_data/data_layout.csv"] + "Elsewhere,quay.csv\n"

    instance = read(Flavour.FLEE, locations=twice, data_layout=layout)

    assert [s.population for s in instance.world.spots if s.name == "Mell"] == [77]
    assert instance.registered.newly(3) == 20 + 20 + 20
    assert read(data_layout=layout).registered.newly(3) == 20 + 20


STEPS = "2031-03-01,500\n2031-03-11,6000\n"


@pytest.mark.parametrize(
    ("flavour", "settings", "people"),
    [
        (Flavour.FLEE, {"insert_day0": False}, 1000 + 550 * 4),
        (Flavour.DEFAULT, {"insert_day0": False}, 500 + 550 * 4),
        (Flavour.DEFAULT, {"insert_day0": False, "empty_camps_on_day0": True}, 550 * 4),
        (Flavour.DEFAULT, {}, 550 * 4),
    ],
)
def test_flee_counts_the_total_and_the_camps_on_day_0(flavour, settings, people):
    files = folder(
        locations="Varn,,O,1,2,conflict_zone,0,9\nTann,,L,1,2,camp,,0\n",
        routes="Varn,Tann,9\n",
        conflicts="#Day,Varn\n" + "0,1\n" * 20,
        closures="",
        data_layout="total,all.csv\nTann,tann.csv\n",
        all=STEPS,
        tann=STEPS,
    )
    instance = read_instance(files, flavour=flavour, settings=Settings(**settings))

    assert sum(instance.registered.outflow(5)) == people


INSIDE, OUTSIDE = "2031-03-01,10\n2031-03-05,50\n", "2031-03-02,100\n2031-03-04,300\n"


def test_flee_takes_a_camp_in_the_first_row_for_the_total_and_that_is_said():
    layout = "Quay,quay.csv\nTann,tann.csv\ntotal,all.csv\n"

    with pytest.raises(FileError, match="camp Quay but in the first row, which Flee takes for"):
        read_instance(folder(data_layout=layout), flavour=Flavour.FLEE)


def test_several_files_of_a_place_are_added_as_lines_and_merged_by_flee_its_own_way():
    layout = "total,all.csv\nTann,tann.csv,quay.csv\nQuay,quay.csv\n"
    files = {"data_layout": layout, "tann": INSIDE, "quay": OUTSIDE}

    lines = read(**files).registered
    flee = read(Flavour.FLEE, **files).registered

    assert [lines.people("Tann", day) for day in range(5)] == [110, 120, 230, 340, 350]
    assert [flee.people("Tann", day) for day in range(5)] == [10, 150, 250, 350, 350]


def test_a_proper_registration_rescales_what_came_before_it():
    registered = read(registration_corrections="Tann,2031-03-11,normalize\n").registered

    assert [registered.people("Tann", day) for day in (0, 9, 10)] == [240, 240, 240]


def test_a_setting_that_is_not_known_is_refused_with_the_nearest():
    with pytest.raises(FileError, match=r"move_rules\.max_movespeed, .* did you mean max_move_sp"):
        settings_from({"move_rules": {"max_movespeed": 100}})


@pytest.mark.parametrize(
    ("sections", "message"),
    [
        ({"moves": {}}, "the section moves, which panah does not know; did you mean move_rules"),
        ({"move_rules": {"hasten": 2}}, "move_rules.hasten, which panah does not know"),
        ({"move_rules": {"start_on_foot": "no"}}, "must be true or false, not 'no'"),
        ({"move_rules": {"awareness_level": 1.5}}, "must be a whole number, not 1.5"),
        ({"move_rules": {"awareness_level": 0}}, "awareness_level must be from 1 to 6, not 0"),
        ({"move_rules": {"camp_weight": True}}, "camp_weight must be a number, not True"),
        ({"move_rules": {"camp_movechance": 1.2}}, "camp_movechance must be from 0 to 1, not 1.2"),
        ({"spawn_rules": {"conflict_spawn_decay": 3}}, "must be a list of numbers, not 3"),
        ({"spawn_rules": 3}, "spawn_rules must hold keys and values"),
        (
            {"move_rules": {"two_system_decision_making": True}},
            "does not follow this rule.* set it to false",
        ),
        ({"move_rules": {"harvest_months": [3, 13]}}, "months from 1 to 12, not 13"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_refused(sections, message):
    with pytest.raises(FileError, match=message):
        settings_from(sections)


def test_settings_come_from_either_kind_of_file_and_idle_keys_are_said():
    yml = {"simsetting.yml": "move_rules:\n  max_move_speed: 200.0\nlog_levels:\n  agent: 0\n"}
    toml = {"settings.toml": "[move_rules]\nmax_move_speed = 200\n"}

    ours = [read_instance(FILES | more, flavour=Flavour.DEFAULT) for more in (yml, toml)]

    assert [one.settings.max_move_speed for one in ours] == [200, 200]
    assert "simsetting.yml sets log_levels, which has no effect on where people go" in (
        ours[0].findings
    )
    with pytest.raises(FileError, match="there are both"):
        read_instance(FILES | yml | toml, flavour=Flavour.DEFAULT)


@pytest.mark.parametrize(
    "file", [{"simsetting.yml": "a: [1"}, {"settings.toml": "a = "}, {"simsetting.yml": "- 1\n"}]
)
def test_a_settings_file_that_cannot_be_read_is_refused(file):
    with pytest.raises(FileError, match=next(iter(file))):
        read_instance(FILES | file, flavour=Flavour.DEFAULT)


@needs_shared
@pytest.mark.shared
@pytest.mark.parametrize("name", NAMES)
def test_the_public_instances_are_read_as_flee_reads_them(name):
    stored = reference(name)
    days = stored["stored_days"]
    for hasten, series in ((stored["hasten"], "registered"), (1, "registered_hasten1")):
        instance = read_instance(
            texts_of(name), flavour=Flavour.FLEE, settings=Settings(hasten=hasten)
        )
        registered = instance.registered

        assert list(instance.camps) == stored["camps"]
        assert {
            camp: [registered.people(camp, day) for day in days] for camp in instance.camps
        } == stored[series]
        if hasten > 1:
            begun = sum(registered.people(camp, 0) for camp in instance.camps)
            people = list(accumulate(registered.outflow(instance.world.days), initial=begun))
            assert [people[day + 1] for day in days] == stored["people"]
