"""Maps, scenarios and numbers of a plan with slips in them: told in one line, never passed over."""

import pytest
from tests.case.land import LINKS, land
from tests.cli.test_plan import SCHEME

ASKED = ("--as-of=2021-08-16", "--days=5", "--runs=5")
SEATS = '.seats]\nvalue = 4\nunit = "seats a day"\nsource = "assumed: what if"\n'


def test_a_column_that_stands_twice_is_named_and_not_read_as_the_one_before(panah, tmp_path):
    case = land(tmp_path).folder
    links = case / "geography" / "links.csv"
    links.write_text(LINKS.replace("km,mode", "km,km"), encoding="utf-8")
    told = panah("forecast", case, *ASKED, code=1).stderr

    assert "links.csv has the column km twice; leave the one that is right" in told


def test_a_scenario_of_the_wrong_year_says_that_the_forecast_does_not_reach_it(panah, tmp_path):
    case = land(tmp_path).folder
    attack = case / "scenarios" / "attack.toml"
    told = []
    for year in ("2021", "2031"):
        text = attack.read_text(encoding="utf-8").replace("2021-08-17", f"{year}-08-17")
        attack.write_text(text, encoding="utf-8")
        told.append(" ".join(panah("forecast", case, *ASKED, "--scenario=attack").stdout.split()))

    said = "conflict in Upper on 2031-08-17 in the scenario: the forecast is of 2021-08-17 to"
    assert [said in one for one in told] == [False, True]


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        (f"[gates.harbour{SEATS}", "gates.harbour.seats is a number of gates.harbour, which is no"),
        ("", "numbers.toml holds no number; write for instance [gates.NAME.seats]"),
        ("# to be filled in\n\n", "numbers.toml holds no number"),
    ],
    ids=["a gate that is not there", "nothing", "a remark alone"],
)
@pytest.mark.parametrize("option", ["--parameters", "--beside"])
def test_numbers_that_replace_nothing_are_refused(panah, recorded, tmp_path, option, numbers, said):
    (recorded / "plan.toml").write_text(SCHEME, encoding="utf-8")
    file = tmp_path / "numbers.toml"
    file.write_text(numbers, encoding="utf-8")
    shown = panah("plan", recorded, "--as-of=2019-03-10", "--days=5", option, file, code=1)

    assert said in " ".join(shown.stderr.split())


def test_two_files_of_one_name_cannot_be_told_apart_beside_a_plan(panah, recorded, tmp_path):
    (recorded / "plan.toml").write_text(SCHEME, encoding="utf-8")
    asked = []
    for folder in ("monday", "friday"):
        file = tmp_path / folder / "seats.toml"
        file.parent.mkdir()
        file.write_text(f"[gates.airport{SEATS}", encoding="utf-8")
        asked += ["--beside", file]
    shown = panah("plan", recorded, "--as-of=2019-03-10", "--days=5", *asked, code=2)

    assert "--beside names two files seats" in " ".join(shown.stderr.split())
