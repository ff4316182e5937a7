"""Headings and rows of an instance that are not as they should be, and what is said about them."""

import pytest
from tests.forecast.folder import FILES, folder

from panah.errors import FileError
from panah.forecast.instance import read_instance
from panah.forecast.settings import Flavour

PLACES, ROUTES = FILES["input_csv/locations.csv"], FILES["input_csv/routes.csv"]
CONFLICT, CLOSURES = FILES["input_csv/conflicts.csv"], FILES["input_csv/closures.csv"]
HUNGER = "spawn_rules:\n  starvation_driven_spawning: true\n"
SINKS = "spawn_rules:\n  camps_are_sinks: true\n"


def read(flavour=Flavour.DEFAULT, settings="", **changed):
    files = folder(**changed) | ({"simsetting.yml": settings} if settings else {})
    return read_instance(files, flavour=flavour)


@pytest.mark.parametrize("flavour", Flavour)
@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (
            {"locations": PLACES.replace("region,country", "country,region")},
            "locations.csv row 1 has region in column 3; it must stand in column 2",
        ),
        (
            {"routes": ROUTES.replace("name2,distance", "distance,name2")},
            "routes.csv row 1 has name2 in column 3; it must stand in column 2",
        ),
        ({"closures": "#day" + CLOSURES.replace("#", ",")}, "row 1 has closure_type in column 2"),
        ({"locations": PLACES.replace("#", "")}, "row 1 looks like a heading; begin it with #"),
        ({"locations": PLACES.replace("9000", "9000,7")}, "row 2 has 9 cells, but there are 8 col"),
        ({"routes": ROUTES.replace("150,0", "150,0,,7")}, "row 3 has 6 cells, but there are 4 col"),
        (
            {"routes": ROUTES.replace("ection", "ection,link_type,link_type")},
            "routes.csv row 1 has a second column link_type",
        ),
        ({"conflicts": CONFLICT.replace("3,1,0", "3,1,0,7")}, "row 5 has 7 in column 4, which has"),
        ({"conflicts": CONFLICT.replace("#Day,", "")}, "must begin with a heading for the day"),
        (
            {"region_attributes_IPC": "#Day,North,North\n0,3,4\n"},
            "region_attributes_IPC.csv row 1 has a second column North",
        ),
        (
            {"major_routes": "Varn,Mell,Tan\n"},
            "major_routes.csv row 1 names Tan, which is no place",
        ),
        ({"major_routes": "Varn,Tann\n"}, "row 1: no row of routes.csv links Varn and Tann"),
        ({"major_routes": "Varn,Mell,Varn\n"}, "row 1 must name two places or more, and none"),
        ({"demographics_age": "age,Default\n3,1\n3,2\n"}, "row 3 has 3 a second time"),
        ({"demographics_age": "age,Default,Tan\n3,1,1\n"}, "column Tan, which is no place; did"),
    ],
)
def test_columns_in_another_order_and_cells_without_a_column_are_refused(changed, message, flavour):
    with pytest.raises(FileError, match=message):
        read(flavour, **changed)


@pytest.mark.parametrize("flavour", Flavour)
@pytest.mark.parametrize(
    ("changed", "finding"),
    [
        (
            {"locations": PLACES.replace("region", "regoin")},
            "input_csv/locations.csv row 1 heads column 2 with regoin; it is read as region",
        ),
        (
            {"locations": PLACES.replace("region", "#name")},
            "input_csv/locations.csv row 1 heads column 2 with name; it is read as region",
        ),
        (
            {"locations": PLACES.replace("1.5,2.0", "999,2.0")},
            "input_csv/locations.csv row 3 column 4 is a latitude of 999; there is none beyond 90",
        ),
        (
            {"locations": PLACES.replace("1.5,2.0", "1.5,-181")},
            (
                "input_csv/locations.csv row 3 column 5 is a longitude of -181; there is none "
                "beyond 180"
            ),
        ),
        (
            {"conflicts": CONFLICT.replace("\n4,", "\n9,")},
            "input_csv/conflicts.csv row 6 is day 4 by its order, but says 9; the order counts",
        ),
        (
            {"closures": CLOSURES.replace("3,9", "3,9,until summer")},
            (
                "input_csv/closures.csv row 2 has 6 cells, but there are 5 columns; what is beyond "
                "is not read"
            ),
        ),
        (
            {"tann": "2031-03-01,40,a source\n2031-03-11,240\n"},
            "source_data/tann.csv row 1 has more than 2 cells; what is beyond is not read",
        ),
        (
            {"region_attributes_IPC": "#Day,North,Suoth\n0,3,4\n", "settings": HUNGER},
            (
                "input_csv/region_attributes_IPC.csv row 1 has a column Suoth, which is the region "
                "of no place; did you mean South or North?"
            ),
        ),
        (
            {"region_attributes_IPC": "#Day,North\n0,3\n"},
            (
                "input_csv/region_attributes_IPC.csv is not read: no rule of the settings is about "
                "hunger"
            ),
        ),
        (
            {"closures": "country,Lydd,Lydd,3,9\n"},
            (
                "input_csv/closures.csv row 1: country,Lydd,Lydd,3,9 closes every link inside "
                "Lydd, and no border"
            ),
        ),
        (
            {"closures": "idpcamp,Tann,,3,9\n"},
            (
                "input_csv/closures.csv row 1: idpcamp,Tann,,3,9 closes Tann, which is of type "
                "camp; it would open as idpcamp"
            ),
        ),
        (
            {"closures": "location,Tann,Lydd,30,90\n"},
            (
                "input_csv/closures.csv row 1: location,Tann,Lydd,30,90 starts after the last day, "
                "19, so it never closes anything"
            ),
        ),
        (
            {"closures": "location,Tann,Lydd,3,9\n"},
            (
                "input_csv/closures.csv row 1: location,Tann,Lydd,3,9 closes every link of Tann; "
                "the second name is not read"
            ),
        ),
        (
            {"major_routes": "Varn,Mell,Tann,,\n"},
            "input_csv/major_routes.csv does nothing while fixed_routes is off",
        ),
        (
            {"settings": "move_rules:\n  stay_close_to_home: true\n"},
            "stay_close_to_home takes latitude and longitude 0 as they stand: Hub",
        ),
        (
            {"settings": SINKS},
            (
                "camps_are_sinks settles nobody: no row of input_csv/locations.csv has a "
                "deactivation_probability above 0"
            ),
        ),
    ],
)
def test_what_is_read_though_it_looks_wrong_is_said(changed, finding, flavour):
    assert finding in read(flavour, **changed).findings


def test_a_camp_is_closed_as_what_it_is_and_a_town_is_no_camp():
    closed = {"closures": "camp,Mell,,3,9\n"}

    with pytest.raises(
        FileError, match=r"closes Mell, which is no camp; .* write location,Mell,,3"
    ):
        read(**closed)
    assert any(
        "closes Mell, which is of type town" in f for f in read(Flavour.FLEE, **closed).findings
    )
    assert read(location_changes="Mell,camp,2\n", **closed).findings == ()


def test_headings_that_put_longitude_first_are_followed_as_flee_does_not():
    turned = {"locations": PLACES.replace("latitude,longitude", "longitude,latitude")}

    ours, flee = read(**turned), read(Flavour.FLEE, **turned)

    assert [(s.latitude, s.longitude) for s in ours.world.spots][1] == (2.0, 1.5)
    assert [(s.latitude, s.longitude) for s in flee.world.spots][1] == (1.5, 2.0)
    assert "input_csv/locations.csv row 1 has longitude before latitude" in ours.findings


def test_a_heading_may_stand_below_a_comment():
    commented = "# made by hand, for a test\n" + PLACES.replace("population", "population,hdi")

    assert read(locations=commented.replace("500", "500,0.5")).world.spots[3].hdi == 0.5


def test_flee_makes_camps_of_towns_that_few_leave_and_reads_sinks_by_another_name():
    few = read(Flavour.FLEE, settings="move_rules:\n  default_movechance: 0.001\n")
    sinks = read(Flavour.FLEE, settings=SINKS)

    assert "default_movechance is below 0.005: Flee makes a camp of every town" in few.findings
    assert "simsetting.yml sets camps_are_sinks; Flee reads only camps_are_sicks" in sinks.findings
