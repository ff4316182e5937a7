"""A plan through the command line: what counts, what binds, what it rests on, what is written."""

from datetime import date

import polars as pl
import pytest

import panah as library
from panah.reading.tables.cells import cells_of

SCHEME = """
home = "TCD"

[groups.teachers]
label = "teachers and their families"
risk_class = 0
tracks = ["PRT"]
[groups.teachers.people]
value = 900
unit = "people"
source = "assumed: a list of the union"

[groups.all]
risk_class = 2

[gates.airport]
label = "the airport"
kind = "air"
direct = ["PRT"]
[gates.airport.seats]
value = 40
range = [10, 80]
unit = "seats a day"
source = "assumed: two small flights a day"
"""
ASKED = ("--as-of", "2019-03-10", "--days", "10")


@pytest.fixture
def planned(panah, recorded):
    panah("review", recorded, "--all-proposed", "--accept", "--by", "rita")
    (recorded / "plan.toml").write_text(SCHEME, encoding="utf-8")
    return recorded


def test_a_ready_offer_counts_only_where_readiness_counts(panah, planned):
    firm = panah("plan", planned, *ASKED).stdout
    ready = panah("plan", planned, *ASKED, "--count", "ready", "--take", "high").stdout
    hub = "hub of Portugal                 0 to 300 ready"

    assert "Reach safety: 320 people" in firm
    assert "Reach safety: 360 people" in ready
    assert hub in firm
    assert "chosen by nobody yet" in firm


def test_every_limit_ends_at_words_an_assumption_or_a_rule(panah, planned):
    shown = panah("plan", planned, *ASKED, "--count", "ready", "--take", "high").stdout

    assert "ASSUMED gates.airport.seats: two small flights a day" in shown
    assert "seats: the airport: 9.0 people for one by its price; " in shown
    assert "1. by" in shown.split("Why they are left")[1]
    assert "vetting in hub of Portugal" in shown.split("change nothing now")[1]


def test_numbers_are_replaced_for_one_plan(panah, planned, tmp_path):
    other = tmp_path / "more.toml"
    other.write_text(
        '[gates.airport.seats]\nvalue = 77\nunit = "seats a day"\nsource = "assumed: what if"\n',
        encoding="utf-8",
    )
    shown = panah("plan", planned, *ASKED, "--parameters", other).stdout

    assert "gates.airport.seats: what if" in shown


def test_why_a_choice_was_made_is_kept(panah, planned):
    asked = (*ASKED, "--order", "strict", "--why", "the council wants it", "--no-signatures")
    shown = panah("plan", planned, *asked).stdout

    assert "order: strict" in shown
    assert "the council wants it" in shown
    assert "signature" not in shown


def test_plans_stand_side_by_side(panah, planned):
    shown = panah("plan", planned, *ASKED, "--side-by-side").stdout

    assert shown.splitlines()[1].startswith("strict: agreed or firmer")
    assert len(shown.splitlines()) == 8


def test_every_table_is_written(panah, planned, tmp_path):
    for name in ("plan.xlsx", "plan.parquet", "plan.csv"):
        panah("plan", planned, *ASKED, "--no-signatures", "-o", tmp_path / name)
    sheets, _ = cells_of((tmp_path / "plan.xlsx").read_bytes(), "plan.xlsx")
    flights = pl.read_parquet(tmp_path / "plan-flights.parquet")

    assert {"about", "flows"} <= {one.sheet for one in sheets}
    assert "people" in flights.columns
    assert (tmp_path / "plan-sites.csv").exists()


def test_a_case_without_a_scheme_and_an_unknown_ending_are_answered(panah, planned, tmp_path):
    odd = panah("plan", planned, *ASKED, "-o", tmp_path / "plan.pdf", code=1)
    (planned / "plan.toml").unlink()
    bare = panah("plan", planned, *ASKED, code=1)

    assert ".xlsx, .parquet or .csv" in odd.stderr
    assert "no plan.toml" in bare.stderr


def test_check_lists_what_a_plan_leaves_out_assumes_or_cannot_read(panah, planned):
    whole = panah("check", planned, code=1).stdout
    (planned / "plan.toml").write_text(SCHEME.replace("kind =", "sort ="), encoding="utf-8")
    broken = panah("check", planned, code=1).stdout

    assert "the plan assumes" in whole
    assert "no plan can be made" in broken
    assert "sets sort" in broken


def test_a_plan_from_python_says_what_the_command_says(planned):
    case = library.open(planned)
    plan = case.plan(case.situation(date(2019, 3, 10)), days=10)

    assert plan.reached == 320
    assert plan.made_from.head == case.ledger.last().hash
