"""Files that a hand or a program damaged: each is refused, or read with a word about it."""

from unicodedata import normalize

import pytest
from tests.forecast.folder import FILES, folder

from panah.case.validating import validate_folder
from panah.errors import FileError
from panah.forecast.instance import read_instance
from panah.forecast.settings import Flavour
from panah.forecast.validate import run_instance

ROUTES, PLACES = FILES["input_csv/routes.csv"], FILES["input_csv/locations.csv"]
CONFLICT, LAYOUT = FILES["input_csv/conflicts.csv"], FILES["source_data/data_layout.csv"]


def read(**changed):
    return read_instance(folder(**changed), flavour=Flavour.DEFAULT)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"routes": ROUTES.replace(",", ";")}, "routes.csv has semicolons between its columns"),
        ({"conflicts": CONFLICT.replace(",", ";")}, "conflicts.csv has semicolons"),
        ({"tann": "2031-03-01\t4\n"}, "tann.csv has tabs between its columns"),
        ({"locations": PLACES.replace("Varn", '"Varn')}, "row 6 cannot be read as cells"),
        ({"locations": PLACES.replace("Varn", "V" * 200_000)}, "row 2 cannot be read as cells"),
        ({"locations": PLACES.replace("9000", "-9000")}, "at least 0, not -9000"),
        ({"locations": PLACES.replace("9000", "9_000")}, "a whole number, not '9_000'"),
        ({"locations": PLACES.replace("9000", "9" * 6000)}, "of at most 12 digits, not '999.*…'"),
        ({"tann": "2031-03-01,-4\n"}, "tann.csv row 1 column 2 .* at least 0, not -4"),
        ({"tann": ""}, "source_data/tann.csv has no row with date and number"),
        ({"routes": ROUTES.replace("150", "1e300")}, "above 0 km and at most 40,075, not 1e"),
        ({"conflicts": CONFLICT.replace(" Mell", "Varn")}, "row 1 has a second column Varn"),
        ({"conflicts": CONFLICT.replace("3,1,0", "3,1")}, "row 5 has no cell in column 3"),
        ({"sim_period": "StartDate,2031-03-01\nLength,3\nLength,4\n"}, "row 3 has Length a second"),
        ({"sim_period": "StartDate,9999-12-30\nLength,20\n"}, "end after year 9999"),
        ({"data_layout": LAYOUT + "Tann,tann.csv\n"}, "row 4 has Tann a second time"),
    ],
)
def test_a_damaged_file_is_refused_by_its_name_and_row(changed, message):
    with pytest.raises(FileError, match=message):
        read(**changed)


@pytest.mark.parametrize(
    ("changed", "finding"),
    [
        ({"closures": "link,Varn,Quay,1,2\n"}, "row 1: link,Varn,Quay,1,2 closes nothing: no row"),
        ({"closures": "country,Ostria,Lydd,-3,2\n"}, "starts before day 0, so it never closes"),
        ({"routes": ROUTES.replace("Hub,Quay,420,0\n", "")}, "Quay: no row of routes.csv leads"),
        ({"notes": ""}, "input_csv/notes.csv is not read; no rule reads"),
        ({"rutes": ROUTES, "routes": "Varn,Tann,9\n"}, "input_csv/rutes.csv is not read"),
        ({"flood_levels": ""}, "flood_levels.csv is not read; did you mean flood_level?"),
        (
            {"locations": PLACES.replace("Varn,North,O", "Varn,North,o")},
            "ostria and Ostria are not one country",
        ),
        ({"locations": PLACES + "tann,,Lydd,1,1,town,,\n"}, "Tann and tann are not one place"),
        ({"flood_level": "#Day,Varn\n0,1\n"}, "flood_level.csv is not read: no rule of the sett"),
    ],
)
def test_what_has_no_effect_is_read_and_said(changed, finding):
    assert [text for text in read(**changed).findings if finding in text]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n\n", " \n"])
def test_other_ends_of_lines_marks_blanks_and_comments_change_nothing(end):
    plain = read()
    texts = {
        name: "\ufeff" + text.replace(",", " , ").replace("\n", end) + "# a, comment\n"
        for name, text in FILES.items()
    }

    found = read_instance(texts, flavour=Flavour.DEFAULT)

    assert found.world == plain.world
    assert found.registered == plain.registered


def test_settings_of_public_flood_instances_load_though_a_key_stands_twice():
    text = (
        "spawn_rules:\n  flood_driven_spawning: True\n  flood_zone_spawning_only: True\n"
        "  flood_driven_spawning:\n    flood_spawn_mode: constant\n"
        "    displaced_per_flood_day: [0, 5]\n"
        "move_rules:\n  max_flood_level: 1\n  flood_rules:\n"
        "    flood_movechances: [0.3, 1.0]\n    flood_loc_weights: [1.0, 0.5]\n"
    )
    levels = "#Day,Varn\n" + "".join(f"{day},1\n" for day in range(20))
    files = folder(flood_level=levels) | {"simsetting.yml": text}

    found = read_instance(files, flavour=Flavour.DEFAULT)

    assert found.settings.flood_driven_spawn_mode.rates == (0, 5)
    assert "simsetting.yml row 4 sets flood_driven_spawning again; the last counts" in (
        found.findings
    )
    assert any("reads as flood_driven_spawn_mode" in text for text in found.findings)
    assert any("sets max_flood_level, which adds nothing" in text for text in found.findings)


@pytest.mark.parametrize("remark", ["# as told by telephone", "# in, every, cell, of, it", "#"])
@pytest.mark.parametrize("above", [True, False])
def test_remarks_above_and_below_a_heading_of_names_are_no_heading_and_no_day(remark, above):
    head, *days = CONFLICT.splitlines()
    lines = [remark, head] if above else [head, remark]

    found = read(conflicts="\n".join([*lines, *days[:4], remark, *days[4:]]))

    assert found.world == read().world


def test_names_of_people_and_places_in_either_form_of_unicode_are_one(tmp_path):
    for path, text in folder(locations=PLACES.replace("Mell", "Méll")).items():
        form = "NFD" if "routes" in path else "NFC"
        file = tmp_path / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(normalize(form, text.replace("Mell", "Méll")), encoding="utf-8")

    assert validate_folder(tmp_path, runs=1, seed=1).given.instance.world.spots[1].name == "Méll"


def test_what_a_system_adds_beside_files_is_passed_over_and_a_folder_is_no_file(tmp_path):
    for path, text in FILES.items():
        file = tmp_path / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (tmp_path / "input_csv" / "._routes.csv").write_bytes(b"\0\5\x16")
    (tmp_path / "input_csv" / "closures.csv").rename(tmp_path / "input_csv" / "closures.CSV")

    found = validate_folder(tmp_path, runs=1, seed=1).given.instance.findings
    (tmp_path / "input_csv" / "closures.csv").mkdir()

    assert found == ("input_csv/closures.CSV is not read; did you mean closures?",)
    with pytest.raises(FileError, match=r"cannot read .*closures\.csv: Is a directory"):
        validate_folder(tmp_path, runs=1, seed=1)


def test_a_name_in_other_letters_is_asked_about():
    with pytest.raises(FileError, match="row 2 names MELL, which is no place; did you mean Mell"):
        read(routes=ROUTES.replace("Varn,Mell", "Varn,MELL"))


@pytest.mark.parametrize(
    "changed",
    [
        {"locations": PLACES.replace("9000", "9000.0")},
        {"sim_period": "StartDate,2031-03-01\nLength,20.0\n"},
        {"tann": FILES["source_data/tann.csv"].replace("240", "240.0").replace("Date", "DATE")},
        {"conflicts": CONFLICT.replace(" Mell", ' "Mell"')},
    ],
)
def test_whole_numbers_of_spreadsheets_and_blanks_before_quotes_are_read(changed):
    assert read(**changed).world == read().world
    assert read(**changed).registered == read().registered


def test_many_people_and_no_road_are_run():
    instance = read(routes="", all="2031-03-01,0\n2031-03-21,90000\n", tann="2031-03-01,50000\n")

    found = run_instance(instance, members=1, seed=1)

    assert found.stock[0, -1].sum() > 50_000
    assert found.arrivals.sum() == 0


def test_a_file_that_is_not_utf_8_is_refused_by_the_row_of_its_first_such_letter(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    latin = PLACES.replace("Quay", "Quà").encode("latin-1")
    (tmp_path / "input_csv" / "locations.csv").write_bytes(latin)

    with pytest.raises(FileError, match=r"locations\.csv row 6 is not text in UTF-8"):
        validate_folder(tmp_path, runs=1, seed=1)
