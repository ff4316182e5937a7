"""Families through the command line: keys drawn, placed, overruled, measured; nothing kept."""

import csv
import io
import stat
from datetime import date

import pytest
from tests.plan.synthetic import key_of

from panah.brief.exports.sheets import as_book
from panah.domain.family import is_key
from panah.frames import frame
from panah.reading.tables.cells import cells_of

FAMILIES = f"""key,people,arrives,school,languages,wishes
{key_of(1)},3,2031-03-03,1,prs,Quay
{key_of(2)},2,2031-03-04,,uz,Varn;Quay
{key_of(3)},4,2031-04-04,,,
"""
LOCALITIES = "locality,country,beds,school,languages\nVarn,AUT,5,0,uz\nQuay,PRT,4,2,\n"
WHEN = ("--as-of", "2031-03-09", "--until", "2031-03-31")


@pytest.fixture
def files(tmp_path):
    (tmp_path / "families.csv").write_text(FAMILIES, encoding="utf-8")
    (tmp_path / "localities.csv").write_text(LOCALITIES, encoding="utf-8")
    return (tmp_path / "families.csv", "--localities", tmp_path / "localities.csv")


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_keys_are_drawn_anew_and_their_sheet_is_for_its_owner_alone(panah, tmp_path):
    file = tmp_path / "new.csv"
    panah("families", "new", 3, "-o", file)
    drawn = [row["key"] for row in rows(file.read_text(encoding="utf-8"))]
    again = [row["key"] for row in rows(panah("families", "new", 3).stdout)]

    assert all(is_key(key) for key in drawn + again)
    assert len({*drawn, *again}) == 6
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_who_has_come_is_placed_and_written_with_reasons(panah, files, tmp_path):
    out = tmp_path / "placed.csv"
    shown = panah("families", "place", *files, *WHEN, "-o", out).stdout
    placed = rows(out.read_text(encoding="utf-8"))

    assert [(row["key"], row["locality"]) for row in placed] == [
        (key_of(1), "Quay"),
        (key_of(2), "Varn"),
    ]
    assert placed[0]["not_others"] == "Varn: speaks prs, there is uz"
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert "Nobody is worse off" in shown
    assert "fewer than 5 families" in shown


def test_a_workbook_has_a_sheet_for_families_localities_rulings_and_totals(panah, files, tmp_path):
    rulings = tmp_path / "rulings.csv"
    rulings.write_text(
        f"decree,key,locality,by,why\nforbid,{key_of(2)},Varn,mina,no bus\n", encoding="utf-8"
    )
    out = tmp_path / "placed.xlsx"
    shown = panah("families", "place", *files, *WHEN, "--rulings", rulings, "-o", out).stdout
    sheets, _ = cells_of(out.read_bytes(), "placed.xlsx")

    assert [one.sheet for one in sheets] == [
        "placements",
        "rooms",
        "ruling_effects",
        "family_totals",
    ]
    assert "people [people]" in sheets[0].header
    assert f"forbid {key_of(2)} Varn by mina: total" in shown


def test_the_same_seed_gives_the_same_batch_and_scores_may_be_ones_own(panah, files, tmp_path):
    scores = tmp_path / "scores.csv"
    scores.write_text(f"key,locality,score\n{key_of(2)},Quay,9\n", encoding="utf-8")
    asked = (*files, *WHEN, "--scores", scores, "--expected", 40, "--seed", 3)
    first = panah("families", "place", *asked).stdout

    assert panah("families", "place", *asked).stdout == first
    assert "scores: your own; 40 families still expected" in first


def test_a_stream_is_measured_against_hindsight(panah, files):
    shown = panah("families", "measure", *files, "--as-of", "2031-03-09").stdout

    assert "hindsight, knowing everyone" in shown
    assert shown.count("100.0%") == 4


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("families.csv", FAMILIES.replace("wishes", "name"), "column 'name' is not taken"),
        ("families.csv", FAMILIES.replace("2031-03", "2032-03"), "no family of"),
        ("families.csv", "", "families.csv"),
        ("localities.csv", LOCALITIES.replace("AUT", "Ostria"), "row 2: country: 'Ostria'"),
    ],
)
def test_files_that_cannot_be_placed_are_answered_in_one_line(panah, files, name, text, said):
    (files[0].parent / name).write_text(text, encoding="utf-8")
    shown = panah("families", "place", *files, *WHEN, code=1)

    assert said in " ".join(shown.stderr.split())
    assert panah(
        "families", "place", *files, "--as-of", "2031-03-09", "--until", "2031-03-08", code=1
    )


def test_an_end_before_today_and_an_unknown_ending_are_refused(panah, files, tmp_path):
    ends = ("--as-of", "2031-03-09", "--until", "2031-03-01")
    early = panah("families", "place", *files, *ends, code=1)
    odd = panah("families", "place", *files, *WHEN, "-o", tmp_path / "placed.pdf", code=1)
    none = panah("families", "measure", *files, "--as-of", "2030-03-09", code=1)

    assert "before 2031-03-09" in early.stderr
    assert ".csv or .xlsx" in odd.stderr
    assert "has come by" in none.stderr


def test_it_is_said_who_waits_although_there_is_room_and_how_to_place_them(panah, files, tmp_path):
    scores = tmp_path / "scores.csv"
    scores.write_text(
        f"key,locality,score\n{key_of(1)},Quay,9\n{key_of(2)},Quay,0.01\n", encoding="utf-8"
    )
    files[-1].write_text(
        "locality,country,beds,school\nQuay,PRT,5,2\nVarn,AUT,0,\n", encoding="utf-8"
    )
    asked = (*files, *WHEN, "--scores", scores, "--expected", 40)
    waits = panah("families", "place", *asked).stdout
    placed = panah("families", "place", *asked, "--people-first").stdout

    assert "2 people wait although there is room" in waits
    assert "although there is room" not in placed


@pytest.fixture
def plan(tmp_path):
    """The workbook of a plan that brings people to Ost and has no place left there."""
    empty = {"assumption": None, "rule": None, "claims": ["c1"]}
    limit = {"limit": "quota:AUT", "unit": "person", "level": "reached_0", "measure": "people"}
    leg = {"lane": "L", "from": "TLM", "to": "AUT", "group": "all", "track": "AUT"}
    kind = {"stage": "placed", "passage": "within"}
    when = {"leave": date(2031, 3, 11), "days": 1, "arrive": date(2031, 3, 12), "people": 42.0}
    tables = {
        "plan_worth": frame("plan_worth", [{**limit, "slope": 1.0, **empty}]),
        "plan_flows": frame("plan_flows", [{**leg, **kind, **when}]),
    }
    file = tmp_path / "plan.xlsx"
    file.write_bytes(as_book(tables, {"plan": "made up"}))
    return file


def test_the_plan_of_the_case_sets_the_least_price_of_a_bed_and_who_is_expected(panah, files, plan):
    free = panah("families", "place", *files, *WHEN, "--expected", 0).stdout
    bound = panah("families", "place", *files, *WHEN, "--expected", 0, "--plan", plan).stdout
    expected = panah("families", "place", *files, *WHEN, "--plan", plan).stdout
    prices = {line.split()[0]: line.split()[5] for line in bound.splitlines()[-7:] if "AUT" in line}

    assert " 0.00" in next(line for line in free.splitlines() if line.startswith("Varn"))
    assert prices["Varn"] == "1.00"
    assert (
        "AUT: 42 people come to stay; 39 more than beds left; one more place there brings" in bound
    )
    assert "PRT: 0 people come to stay; places do not bind" in bound
    assert "17 families still expected" in expected


def test_a_plan_that_is_none_is_refused_in_one_line(panah, files, tmp_path):
    shown = panah("families", "place", *files, *WHEN, "--plan", tmp_path / "localities.csv", code=1)

    assert "there is no sheet worth in it" in shown.stderr


def test_nobody_waits_before_empty_beds_so_that_localities_fill_evenly(panah, tmp_path):
    families = "".join(f"{key_of(n)},{n},2031-01-0{n}\n" for n in range(1, 7))
    (tmp_path / "f.csv").write_text(f"key,people,arrives\n{families}", encoding="utf-8")
    (tmp_path / "l.csv").write_text(
        "locality,country,beds\nQuay,PRT,20\nVarn,AUT,10\n", encoding="utf-8"
    )
    when = ("--as-of", "2031-01-10", "--until", "2031-02-10")
    shown = panah(
        "families", "place", tmp_path / "f.csv", "--localities", tmp_path / "l.csv", *when
    )

    assert "waits" not in shown.stdout
    assert "although there is room" not in shown.stdout


@pytest.mark.parametrize("together", [key_of(1), "the-neighbours"])
def test_a_family_goes_together_with_other_families_only(panah, files, together):
    text = f"key,people,arrives,together\n{key_of(1)},3,2031-03-03,{together}\n"
    files[0].write_text(text, encoding="utf-8")
    shown = panah("families", "place", *files, *WHEN, code=1)

    assert f"families.csv, row 2: family {key_of(1)} goes together with" in shown.stderr
    assert "write the keys of other families" in shown.stderr


def test_more_families_than_anybody_expects_are_wrong_usage(panah, files):
    shown = panah("families", "place", *files, *WHEN, "--expected", 10**8, code=2)

    assert "is not in the range" in " ".join(shown.stderr.split())


def test_a_tie_to_a_family_without_a_row_is_refused_with_the_key_that_is_near(panah, files):
    other = key_of(9)
    text = f"key,people,arrives,together\n{key_of(1)},3,2031-03-03,{other}\n"
    files[0].write_text(f"{text}{key_of(2)},2,2031-03-04,\n", encoding="utf-8")
    shown = panah("families", "place", *files, *WHEN, code=1)

    assert f"{key_of(1)} goes together with {other}, which has no row" in shown.stderr
    assert f"did you mean {key_of(2)}?" in shown.stderr


@pytest.mark.parametrize("change", ["admitted", "country"])
def test_a_country_that_nobody_knows_is_refused_with_those_that_are_near(panah, files, change):
    if change == "admitted":
        families = f"key,people,arrives,admitted\n{key_of(1)},3,2031-03-03,XQX;PRT\n"
        files[0].write_text(families, encoding="utf-8")
        where = f"families.csv: admitted of {key_of(1)}"
    else:
        files[2].write_text(LOCALITIES.replace("PRT", "XQX"), encoding="utf-8")
        where = "localities.csv: Quay"
    shown = panah("families", "place", *files, *WHEN, code=1)

    assert f"{where} names XQX, which is no country that panah knows" in shown.stderr
    assert "near are XKX (Kosovo)" in shown.stderr
