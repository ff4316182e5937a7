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
        ({"data_layout": LAYOUT.replace("quay", "qay")}, "qay.csv, .*; did you mean quay.csv"),
        ({"data_layout": LAYOUT.replace("Tann", "tann")}, "camp Tann; did you mean tann?"),
        ({"tann": "2031-02-30,4\n"}, "must be a date such as 2015-05-01, not '2031-02-30'"),
        ({"tann": "01.03.2031,4\n"}, "must be a date such as"),
        ({"tann": "2031-03-01T00:00:00,4\n"}, "must be a date such as"),
        ({"tann": '2031-03-01,"1,240"\n'}, "a whole number, not '1,240'"),
        ({"tann": "2031-03-01,\u0661\u0662\n"}, "must be a whole number"),
        ({"tann": "<!DOCTYPE html>\n<html></html>\n"}, "row 1 is a web page, not a table"),
        ({"tann": "version https://git-lfs.github.com/spec/v1\n"}, "row 1 is a pointer of Git LFS"),
        ({"routes": "#a,b,c\n<<<<<<< HEAD\nVarn,Mell,8\n"}, "row 2 has marks of a merge that"),
        ({"routes": ROUTES.replace("150", '"150,5"')}, "row 3 column 3 must be a number"),
        ({"routes": ROUTES.replace("150", "=SUM(A1)")}, "row 3 column 3 must be a number"),
        ({"routes": ROUTES.replace("150,0", "150,yes")}, "row 3 column 4 must be a whole number"),
        ({"routes": "; by hand\n" + ROUTES}, "row 1 names ; by hand, which is no place"),
        ({"routes": ROUTES.replace(",", "|")}, "which is no place"),
        ({"closures": "COUNTRY,Ostria,Lydd,3,9\n"}, "no kind of closure; did you mean country?"),
        ({"closures": "country,Ostria,Lydd,2031-03-04,9\n"}, "column 4 must be a whole number"),
        ({"closures": "country,Ostria,Lydd,3\n"}, "row 1 has nothing in column 5"),
        ({"locations": PLACES.replace(",500\n", ",500.5\n")}, "a whole number, not '500.5'"),
        ({"locations": PLACES.replace(",500\n", ",unlimited\n")}, "not 'unlimited'"),
        ({"locations": PLACES.replace("2.0,3.0", "2\u00b00'N,3.0")}, "column 4 must be a number"),
        ({"locations": PLACES.split("\n")[0]}, "locations.csv has no place"),
        ({"conflicts": CONFLICT.replace("5,1,0\n", "")}, "has 18 days, but the period has 20"),
        ({"conflicts": CONFLICT.replace("3,1,0", "3,nan,0")}, "column 2 must be a number"),
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
        ({"tann": "2040-01-01,5\n"}, "tann.csv has no row within the 20 days from 2031-03-01"),
        ({"conflicts": CONFLICT.replace("3,1,0", "3,9,0")}, "row 5: Varn has an intensity of 9"),
        ({"location_changes": "Varn,town,20\n"}, "row 1: Varn would change on day 20, and the"),
        (
            {"sim_period": FILES["input_csv/sim_period.csv"] + "End,2031-03-20\n"},
            "sim_period.csv row 3 sets End, which no rule reads",
        ),
        ({"routes": ROUTES + "Mell,Varn,99,\n"}, "row 6: a second way between Mell and Varn"),
    ],
)
def test_what_has_no_effect_is_read_and_said(changed, finding):
    assert [text for text in read(**changed).findings if finding in text]


SETTINGS = "simsetting.yml"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("move_rules:\n\tmax_move_speed: 300\n", "line 2, column 1"),
        ("move_rules:\n  max_move_speed: 0200\n", "row 2: .* must be a whole number, not '0200'"),
        ("move_rules:\n  max_move_speed: 1:30\n", "row 2: .* must be a whole number, not '1:30'"),
        ("move_rules:\n  max_move_speed: '300'\n", "row 2: .* must be a whole number, not '300'"),
        ("move_rules:\n  start_on_foot: 'no'\n", "row 2: .* must be true or false, not 'no'"),
        ("spawn_rules:\n  conflict_spawn_decay: [1, -1]\n", "row 2: .* factors of at least 0"),
        ("1: 2\n", "has the section 1, which panah does not know"),
        ("Move_Rules:\n", "has the section Move_Rules, .*; did you mean move_rules"),
        ("move_rules:\n---\nspawn_rules:\n", "expected a single document"),
        (
            "move_rules: !!python/object/apply:os.system ['x']\n",
            "could not determine a constructor",
        ),
        ("move_rules: " + "[" * 500 + "]" * 500, "cannot be read as settings: it is nested too"),
    ],
)
def test_a_settings_file_that_means_something_else_is_refused(text, message):
    with pytest.raises(FileError, match=message):
        read_instance(FILES | {SETTINGS: text}, flavour=Flavour.DEFAULT)


def test_numbers_of_settings_may_have_an_exponent():
    text = "move_rules:\n  camp_movechance: 1e-3\n  max_move_speed: 2E2\n"

    found = read_instance(FILES | {SETTINGS: text}, flavour=Flavour.DEFAULT).settings

    assert (found.camp_movechance, found.max_move_speed) == (0.001, 200)


@pytest.mark.parametrize("mark", ["\ufeff", "\u200b", "\u200e", "\u200f", "\u2067", "\u00a0"])
def test_marks_that_nobody_sees_are_no_part_of_a_name_and_joiners_are(mark):
    seen = read(routes=ROUTES.replace("Varn,Mell", f"Varn,{mark}Mell{mark}"))
    joined = "Me\u200cll"
    persian = {
        name: FILES[f"input_csv/{name}.csv"].replace("Mell", joined)
        for name in ("locations", "routes", "conflicts")
    }

    assert seen.world == read().world
    assert read(**persian).world.spots[1].name == joined


@pytest.mark.parametrize(
    "name", ["simsetting.YML", "simsettings.yml", "simsetting.yaml", "input_csv/simsetting.yml"]
)
def test_settings_that_lie_where_none_are_read_are_told_of(tmp_path, name):
    written(tmp_path)
    (tmp_path / name).write_text("move_rules:\n  max_move_speed: 300\n", encoding="utf-8")

    instance = validate_folder(tmp_path, runs=1, seed=1).given.instance
    (told,) = instance.findings

    assert instance.settings == read().settings
    assert told.startswith(f"{name} is not read: settings are read from simsetting.yml or settings")


@pytest.mark.parametrize("name", ["Routes.csv", "routes.CSV", "routes .csv", "route.csv"])
def test_a_table_of_another_name_is_offered(tmp_path, name):
    written(tmp_path)
    (tmp_path / "input_csv" / "routes.csv").rename(tmp_path / "input_csv" / name)

    with pytest.raises(FileError, match=f"no input_csv/routes.csv; did you mean input_csv/{name}?"):
        validate_folder(tmp_path, runs=1, seed=1)


def test_a_table_in_another_encoding_or_a_link_to_nothing_is_refused(tmp_path):
    written(tmp_path)
    routes = tmp_path / "input_csv" / "routes.csv"
    routes.write_bytes(ROUTES.encode("utf-16"))
    with pytest.raises(FileError, match=r"routes\.csv row 1 is not text in UTF-8"):
        validate_folder(tmp_path, runs=1, seed=1)

    routes.unlink()
    routes.symlink_to("nowhere.csv")
    with pytest.raises(FileError, match=r"cannot read .*routes\.csv: No such file"):
        validate_folder(tmp_path, runs=1, seed=1)


def written(folder_):
    for path, text in FILES.items():
        file = folder_ / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")


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
    written(tmp_path)
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
    written(tmp_path)
    latin = PLACES.replace("Quay", "Quà").encode("latin-1")
    (tmp_path / "input_csv" / "locations.csv").write_bytes(latin)

    with pytest.raises(FileError, match=r"locations\.csv row 6 is not text in UTF-8"):
        validate_folder(tmp_path, runs=1, seed=1)
