"""The folder geography: what is read, and what is refused with file, line and column."""

import pytest

from panah.case.geography import merged_places, read_ground
from panah.domain.geography import Counted, PlaceKind, Travel
from panah.domain.place import Level, Place, Places
from panah.errors import CaseError

PLACES = """code,name,kind,country,lat,lon,population
XA-UP,Upper,province,XAA,44.0,21.0,400000
XBB,Away,country,XBB,45.4,21.6,
"""
LINKS = "from,to,km,mode\nXA-UP,XBB,60,walk\n"
CROSSINGS = """code,name,country,beyond,near,far,lat,lon
bridge,Long Bridge,XAA,XBB,XA-UP,XBB,44.9,21.4
"""
SERIES = """place,measure,date,people,since,published,source
XBB,cumulative,2021-08-08,900,2021-07-01,2021-08-10,register
"""


def written(folder, **tables):
    plain = {"places": PLACES, "links": LINKS, "crossings": CROSSINGS, "series": SERIES}
    for name, text in (plain | tables).items():
        if text is not None:
            (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return read_ground(folder, Places([]))


def test_a_map_is_read_whole(tmp_path):
    ground = written(tmp_path)

    assert [post.kind for post in ground.posts] == [
        PlaceKind.PROVINCE,
        PlaceKind.COUNTRY,
        PlaceKind.CROSSING,
    ]
    assert [(one.start, one.end) for one in ground.connections] == [
        ("XA-UP", "XBB"),
        ("XA-UP", "bridge"),
        ("bridge", "XBB"),
    ]
    assert ground.connections[0].mode is Travel.WALK
    assert ground.counts[0].measure is Counted.CUMULATIVE
    assert ground.posts[0].where == f"{tmp_path.name}/places.csv, line 2"


def test_a_case_without_the_folder_has_an_empty_map(tmp_path):
    assert read_ground(tmp_path / "geography", Places([])).posts == ()


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        ({"links": "from,to,length\nXA-UP,XBB,60\n"}, "columns length; it may have from, to, km"),
        ({"links": "from,to,km,km\nXA-UP,XBB,60,walk\n"}, "the column km twice"),
        ({"links": "from,to\nXA-OP,XBB\n"}, r"line 2: from names 'XA-OP'.*did you mean XA-UP"),
        ({"links": "from,to\nXBB,XBB\n"}, "links XBB to itself"),
        ({"links": "from,to,km\nXA-UP,XBB,far\n"}, "km must be a number from 1"),
        ({"links": "from,to,km\nXA-UP,XBB,nan\n"}, "km must be a number from 1"),
        ({"links": "from,to,mode\nXA-UP,XBB,rail\n"}, "must be one of road"),
        ({"links": "from,to,seats_per_day\nXA-UP,XBB,9-1\n"}, "swap the two"),
        ({"links": "from,to,seats_per_day\nXA-UP,XBB,some\n"}, "must be 7000 or 5000-9000"),
        ({"links": "from,to,two_way\nXA-UP,XBB,maybe\n"}, "must be yes or no"),
        ({"links": "from,to,permeability\nXA-UP,XBB,2\n"}, "from 0 to 1"),
        ({"links": "from,to\nXA-UP\n"}, "not as many cells"),
        ({"places": PLACES + "XBB,Again,country,XBB,1,1,\n"}, "XBB stands already in"),
        ({"places": PLACES + "XCC,Third,country,XCC,,21,\n"}, "lat is empty"),
        ({"places": PLACES + "XCC,Third,country,XCC,95,21,\n"}, "lat must be a number from -90"),
        ({"places": PLACES + "XCC,Third,country,XCC,inf,21,\n"}, "lat must be a number from -90"),
        ({"places": PLACES + "XCC,Third,country,XCC,5,nan,\n"}, "lon must be a number from -180"),
        ({"places": PLACES + "XCC,Third,land,XCC,5,21,\n"}, "must be one of province"),
        ({"places": PLACES + "XCC,Third,country,XCC,5,21,many\n"}, "must be a whole number"),
        ({"places": "code,kind,country,lat,lon,opens,closes\na,town,X,1,1,2021-08-02,2021-08-01\n"},
         "before it opens"),
        ({"series": SERIES.replace("2021-08-10", "2021-08-01")}, "must not lie before"),
        ({"series": SERIES.replace("2021-07-01", "")}, "since is empty"),
        ({"series": SERIES.replace("2021-08-08", "8 August")}, "date must be a day"),
        ({"series": SERIES.replace("XBB", "XBB+XDD")}, "place names 'XDD'"),
        ({"crossings": CROSSINGS.replace("XA-UP,XBB,44", "bridge,XBB,44")}, "the crossing itself"),
        ({"places": None, "crossings": None, "links": None}, "place names 'XBB'"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused_and_says_where(tables, message, tmp_path):
    with pytest.raises(CaseError, match=message):
        written(tmp_path, **tables)


def test_a_table_that_is_no_text_is_refused(tmp_path):
    (tmp_path / "places.csv").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(CaseError, match="not a table in UTF-8"):
        read_ground(tmp_path, Places([]))


def test_a_row_adds_to_a_place_that_panah_knows_and_keeps_its_name(tmp_path):
    own = Place(code="AF-KAB", name="Kābul", level=Level.ADMIN1, parent="AFG", aliases=("Kabul",))
    (tmp_path / "places.csv").write_text(
        "code,kind,country,lat,lon\nAF-KAB,province,AFG,34.5,69.2\n", encoding="utf-8"
    )

    found = merged_places(tmp_path, {own.code: own}).get("AF-KAB")
    assert (found.name, found.parent, found.aliases, found.lat) == (
        "Kābul",
        "AFG",
        ("Kabul",),
        34.5,
    )


def test_a_crossing_is_known_by_its_names_in_other_languages(tmp_path):
    (tmp_path / "crossings.csv").write_text(
        "code,name,name_fa,country,beyond,near,far,lat,lon\n"
        "torkham,Torkham,تورخم,AFG,PAK,a,b,34.1,71.1\n",
        encoding="utf-8",
    )

    assert merged_places(tmp_path, {}).get("torkham").aliases == ("تورخم",)
