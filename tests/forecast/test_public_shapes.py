"""The shapes that public instances of Flee have, in an instance of invented places and numbers.

Shapes were read off the files beside Flee and FabFlee on GitHub (djgroen/flee, djgroen/FabFlee,
config_files): what is quoted, how headings are called, how many columns there are, what is amiss.
"""

import pytest
from tests.forecast.folder import FILES, folder

from panah.forecast.instance import read_instance
from panah.forecast.settings import Flavour, settings_from
from panah.forecast.settings_text import parse
from panah.forecast.validate import run_instance

QUOTED = {
    "input_csv/sim_period.csv": '"StartDate","2031-03-01"\n"Length",20\n',
    "input_csv/locations.csv": (
        "#name,#name,country,latitude,longitude,location_type,conflict_date,population\n"
        "Varn,Varn,Ostria,16.27,-0.04,conflict_zone,0,9000\n"
        "Mell,North,Ostria,18.4, 1.4,conflict_zone,12,4000\n"
        "Osk,North,Ostria,14.1, -1.6,town,,\n"
        "Ferry,Shore,Lydd,15.1,0.1,forwarding_hub,,0\n"
        "Bend,,Ostria,,,marker,,\n"
        "Tann,South,Lydd,15.5,0.5,camp,,1000000\n"
        "Quay,South,Lydd,15.5,0.9,idpcamp,,900\n"
    ),
    "input_csv/routes.csv": (
        '"#name1","name2","distance","forced_redirection","link_type"\n'
        '"Varn","Osk",80.31,,\n"Osk","Varn",80.31,0,drive\n"Osk","Bend",20,,crossing\n'
        '"Bend","Mell",31,,\n"Mell","Ferry",42,0,walk\n"Ferry","Tann",163,2,\n"Osk","Quay",2,\n'
    ),
    "input_csv/closures.csv": (
        '"#closure_type","name1","name2","closure_start","closure_end"\n'
        '"location","Tann",,0,5\n"remove_forced_redirection","Varn","Quay",0,100\n'
        '"location","Quay","Lydd",0,3\n\n'
    ),
    "input_csv/registration_corrections.csv": '"Tann",2031-03-12\n"Tann",2031-03-08\n',
    "input_csv/conflicts.csv": "#Day,Varn,Mell,\n"
    + "".join(f"{day},1,{int(day > 11)}\n" for day in range(21)),
    "source_data/data_layout.csv": (
        '"total","refugees.csv"\n"Tann","lyd-tann.csv"\n"Quay","quay.csv"'
    ),
    "source_data/refugees.csv": '"Date","refugee_numbers"\n"2031-03-01",0\n"2031-03-21",500\n',
    "source_data/lyd-tann.csv": (
        ",\n2031-03-01,10\n2031-03-08,90\n2031-03-12,120\n2031-03-08,60\n2031-03-18,200\n"
    ),
    "source_data/quay.csv": "DateTime,Refugees\n2031-03-02,7\n2031-03-9,7",
    "source_data/camps.csv": ",tann,quay\n2031-03-01,,0\n",
}


@pytest.mark.parametrize("flavour", Flavour)
def test_quoted_cells_odd_headings_and_spare_columns_are_read_and_run(flavour):
    instance = read_instance(QUOTED, flavour=flavour)

    stock = run_instance(instance, members=2, seed=3).stock

    assert instance.camps == ("Tann", "Quay")
    assert stock[:, -1].sum(axis=1).min() > 100


def test_links_that_are_written_both_ways_are_one_link_but_in_flee():
    ours, flee = (read_instance(QUOTED, flavour=flavour) for flavour in Flavour)

    assert [len(one.world.links) for one in (ours, flee)] == [6, 7]
    assert any("routes.csv row 3 is the way back from Osk to Varn" in f for f in ours.findings)


def test_a_date_out_of_order_is_left_out_but_in_flee_which_looks_for_the_first_row_that_is_later():
    rows = "2031-03-01,0\n2031-03-11,100\n2031-03-13,120\n2031-03-05,60\n2031-03-21,200\n"

    ours, flee = (
        read_instance(folder(tann=rows), flavour=flavour).registered for flavour in Flavour
    )

    assert [ours.people("Tann", day) for day in (4, 10, 12, 16)] == [40, 100, 120, 160]
    assert [flee.people("Tann", day) for day in (4, 10, 11, 12, 16)] == [40, 100, 110, 130, 165]


def test_a_correction_of_a_day_that_stands_twice_counts_twice_in_flee():
    ours, flee = (read_instance(QUOTED, flavour=flavour).registered for flavour in Flavour)

    assert [ours.people("Tann", day) for day in (7, 11, 17)] == [120, 120, 200]
    assert [flee.people("Tann", day) for day in (7, 10, 12)] == [60, 60, 130]


def test_the_period_may_stand_in_a_file_of_an_older_name():
    files = {path.replace("sim_", "conflict_"): text for path, text in FILES.items()}

    found = read_instance(files, flavour=Flavour.DEFAULT)

    assert found.world.days == 20
    assert found.findings == ("input_csv/conflict_period.csv is read as input_csv/sim_period.csv",)


def test_routes_may_have_three_columns_and_no_heading_and_dates_no_zeros():
    files = folder(
        routes="Varn,Mell,80\nMell,Tann,150\nMell,Hub,40\nHub,Quay,420\n",
        sim_period="startdate,2031-3-1\nLENGTH,20\n",
    )

    found = read_instance(files, flavour=Flavour.DEFAULT)

    assert found.world == read_instance(FILES, flavour=Flavour.DEFAULT).world


@pytest.mark.parametrize(
    "text",
    [
        "log_levels:\n  agent: 1\n  granularity: location\n  Flood: 0\n",
        "log_levels:\nspawn_rules:\nmove_rules:\noptimisations:\n  hasten: 20.0 \n",
        "spawn_rules:\n  conflict_spawn_decay: []\n  read_from_agents_csv_file: False\n",
        "spawn_rules:\n  conflict_spawn_decay:\nmove_rules:\n  harvest_months: []\n",
        "move_rules:\n  max_move_speed: 600.0\n  awareness_level: 5\n  max_crossing_speed: 20\n",
        "move_rules:\n  camp_movechance: 0\n  weight_power: 1\n  home_distance_power: 0.5\n",
        (
            "spawn_rules:\n  conflict_zone_spawning_only: False\n  flood_zone_spawning_only: True\n"
            "  take_from_population: True\n  flood_driven_spawning:\n    spawn_mode: pop_ratio\n"
            "    displaced_per_flood_day: [0.0, 0.1, 0.3]\n"
            "move_rules:\n  max_flood_level: 2\n  flood_rules:\n    max_flood_level: 2\n"
            "    flood_movechances: [0.3, 0.4, 1.0]\n    flood_loc_weights: [1.0, 0.5, 0.0]\n"
            "    flood_forecaster: False\n    flood_forecaster_timescale: 5\n"
        ),
    ],
)
def test_settings_as_public_instances_have_them_are_read(text):
    settings_from(parse("simsetting.yml", text), "simsetting.yml", text=text)
