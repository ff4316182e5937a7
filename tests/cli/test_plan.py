"""A plan through the command line: what counts, what binds, what it rests on, what is written."""

import json
import os
import re
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import attrs
import polars as pl
import pytest
from linopy import available_solvers

import panah as library
from panah.case import explaining
from panah.case.explaining import Wanted
from panah.cli import planning
from panah.cli.stopping import STOPPED
from panah.domain.plan_policy import Order, Policy
from panah.errors import PanahError
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
CHOICES = {"floor groups", "strict"}


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


def test_who_has_no_open_way_learns_which_offer_would_open_one(panah, planned):
    only_by_hub = SCHEME.replace('direct = ["PRT"]', "")
    (planned / "plan.toml").write_text(only_by_hub, encoding="utf-8")
    shown = " ".join(panah("plan", planned, *ASKED, "--no-signatures").stdout.split())

    assert "1. by hub of Portugal, closed: places offered by hub of Portugal (0 to" in shown
    assert "does not count)" in shown


def test_numbers_are_replaced_for_one_plan(panah, planned, tmp_path):
    other = tmp_path / "more.toml"
    other.write_text(
        '[gates.airport.seats]\nvalue = 77\nunit = "seats a day"\nsource = "assumed: what if"\n',
        encoding="utf-8",
    )
    shown = panah("plan", planned, *ASKED, "--parameters", other).stdout

    assert "gates.airport.seats: what if" in shown
    assert "What differs from the other plan, causes first:" in shown
    assert "limit seats: the airport: 40 → 77" in shown


def test_what_ifs_stand_side_by_side_with_the_plan(panah, planned, tmp_path):
    for name, seats in (("fewer", 10), ("more", 77)):
        (tmp_path / f"{name}.toml").write_text(
            f'[gates.airport.seats]\nvalue = {seats}\nunit = "seats a day"\n'
            f'source = "assumed: what if"\n',
            encoding="utf-8",
        )
    files = [part for name in ("fewer", "more") for part in ("--beside", tmp_path / f"{name}.toml")]
    shown = panah("plan", planned, *ASKED, *files, "--explain", "counting").stdout
    beside = [line.split() for line in shown.split("Plans side by side")[1].splitlines()]
    reached = {" ".join(row[:2]): row[2] for row in beside if row[:1] in (["this"], ["under"])}

    assert reached == {"this plan": "320", "under fewer": "80", "under more": "616"}
    assert ["agreed", "only"] in [row[:2] for row in beside]


A_NUMBER = "value = 9\nunit = 'people a day'\nsource = 'a letter'\n"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (
            "[matters.none]\nleave_out = true\n",
            "[matters.none] is no matter of the case; there is only",
        ),
        ("[matters.'hosting.PRT.TCD']\nleave_out = true\n", "did you mean hosting.PRT._._?"),
        (
            "[matters.'movement.TCD.PRT._._.total']\nleave_out = true\n",
            "is no offer of places but about",
        ),
        (f"[hosts.QAT.vetting]\n{A_NUMBER}", "hosts.QAT.vetting is of a host that no report of"),
        (f"[hosts.QAT.vetting]\n{A_NUMBER}", "that rest on no offer are [hosts.QAT.hub]"),
        ("[lifts.on]\nfrom = ['QAT']\nto = ['PRT']\n", "lifts.on flies from QAT, and no report"),
        ("[lifts.on]\nfrom = ['PRT']\nto = ['QAT']\n", "lifts.on flies to QAT, and no report"),
    ],
)
def test_what_the_scheme_says_of_offers_and_hosts_nobody_heard_of_is_refused(
    panah, planned, more, said
):
    (planned / "plan.toml").write_text(SCHEME + more, encoding="utf-8")
    shown = panah("plan", planned, *ASKED, code=1)

    assert said in shown.stderr
    assert shown.stderr.startswith("Error: plan.toml: ")


def test_a_slip_in_a_file_of_numbers_is_told_with_the_name_of_that_file(panah, planned, tmp_path):
    other = tmp_path / "more.toml"
    other.write_text(f"[gates.airport.seets]\n{A_NUMBER}", encoding="utf-8")
    shown = panah("plan", planned, *ASKED, "--parameters", other, code=1)

    assert "more.toml sets gates.airport.seets, which no plan reads; did you mean" in shown.stderr


def test_why_a_choice_was_made_is_kept(panah, planned):
    asked = (*ASKED, "--order", "strict", "--why", "the council wants it", "--no-signatures")
    shown = panah("plan", planned, *asked).stdout

    assert "whose turn it is: strict order" in shown
    assert "the council wants it" in shown
    assert "signature" not in shown


def test_every_explanation_that_is_asked_has_its_place_on_the_page(panah, planned, tmp_path):
    page = tmp_path / "plan.html"
    every = ("orders", "counting", "failures", "alternatives", "more")
    asked = (*ASKED, *(part for one in every for part in ("--explain", one)))
    asks = ("--ask", "teachers:90", "--against", "teachers", "-o", page)
    shown = panah("plan", planned, *asked, *asks, "--count", "ready", "--take", "high").stdout
    written = page.read_text(encoding="utf-8")

    for heading in (
        "Whose turn it is: what each order of people gives",
        "Plans side by side: what is counted",
        "Plans as good: the fewest and most",
        "What one more would change, and ten",
        "so that 90% of teachers and their families get out:",
        "What keeps them from safety",
    ):
        assert heading in shown
    assert "→ floor of 25% of the common share" in shown
    assert "seats: the airport, one flight a day of 160 people" in shown
    for part in ("orders", "beside", "alternatives", "more", "asks", "against", "flights"):
        assert f'<h2 id="{part}">' in written
    assert '<svg class="picture"' in written


def test_each_limit_of_the_page_leads_to_a_note_and_each_note_back(panah, planned, tmp_path):
    page = tmp_path / "plan.html"
    panah("plan", planned, *ASKED, "--count", "ready", "--take", "high", "-o", page)
    written = page.read_text(encoding="utf-8")
    leads = set(re.findall(r'href="#([^"]+)"', written))
    there = re.findall(r' id="([^"]+)"', written)

    assert leads <= set(there)
    assert len(there) == len(set(there))
    assert '<q class="said" lang="en" dir="ltr">Portugal is ready' in written
    assert "Assumed gates.airport.seats" in written
    assert "two small flights a day" in written
    assert '<abbr title="assumed">A</abbr>' in written


def test_rulings_hold_and_what_they_change_is_told(panah, planned, tmp_path):
    rulings = tmp_path / "rulings.csv"
    rulings.write_text(
        "decree,from,to,group,most,offer,by,why\n"
        "forbid,airport,PRT,teachers,,,mina,no landing rights\n"
        "override,,,,,ARD-hosting,rita,the minister said so on the telephone\n".replace(
            "ARD-hosting", offer_of(panah, planned)
        ),
        encoding="utf-8",
    )
    shown = panah("plan", planned, *ASKED, "--rulings", rulings).stdout

    said = "ruled by mina: no teachers and their families from the airport to Portugal (no landing"
    assert said in " ".join(shown.split())
    assert "What differs from the other plan" in shown
    assert "override" not in shown.split("Not in the plan")[0].split("Who ")[0]


def offer_of(panah, planned):
    """The one offer of the case, as the page names it where it waits for a signature."""
    shown = panah("plan", planned, *ASKED).stdout
    return shown.split("signature would change")[1].split("\n")[1].split()[0]


def test_contradictory_locks_are_named_with_who_wants_them_and_why(panah, planned, tmp_path):
    rulings = tmp_path / "rulings.csv"
    rulings.write_text(
        "decree,from,to,least,most,by,why\n"
        "lock,airport,PRT,400,,mina,promised\n"
        "lock,airport,,,100,rita,fuel\n",
        encoding="utf-8",
    )
    shown = panah("plan", planned, *ASKED, "--rulings", rulings, code=1)
    said = " ".join(shown.stderr.split())

    assert "these cannot hold together" in said
    assert "by mina: promised" in said
    assert "by rita: fuel" in said or "seats:airport" in said


def test_an_earlier_day_is_compared_with_what_was_known_then(panah, planned):
    shown = panah("plan", planned, *ASKED, "--since", "2019-03-01").stdout

    assert "What differs from the other plan, causes first:" in shown
    assert "choice start (2019-03-01 → 2019-03-10)" in shown
    assert "(new)" in shown


def test_a_later_day_is_no_earlier_one(panah, planned):
    shown = panah("plan", planned, *ASKED, "--since", "2019-03-10", code=2)

    assert "--since 2019-03-10 is not before 2019-03-10" in shown.stderr


@pytest.mark.skipif("scip" not in available_solvers, reason="SCIP is not installed")
def test_another_solver_gives_the_same_and_prints_nothing_into_the_page(planned):
    asked = [*ASKED, "--runs", "0", "--solver", "scip", "--no-signatures"]
    shown = subprocess.run(  # noqa: S603  (panah itself)
        [sys.executable, "-m", "panah", "plan", str(planned), *asked],
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert "Reach safety: 320 people" in shown
    assert "Solved by scip, which gives no prices" in shown
    assert "original problem" not in shown


def test_another_order_tells_who_is_worse_off_than_by_default(panah, planned):
    weights = panah("plan", planned, *ASKED, "--weights", "3:1:1").stdout
    assert "whose turn it is: weights 3:1:1" in weights
    assert "Against panah's default order" in weights


def test_ctrl_c_keeps_what_was_finished_and_names_what_was_not(panah, planned, monkeypatch):
    def interrupted(*_):
        os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setitem(explaining._WORKS, explaining.Explanation.COUNTING, interrupted)
    asked = ("--explain", "orders", "--explain", "counting", "--explain", "more")
    before = signal.getsignal(signal.SIGINT)
    found = panah("plan", planned, *ASKED, *asked, code=STOPPED)

    assert "Whose turn it is: what each order" in found.stdout
    assert found.stderr.splitlines()[-1].startswith("stopped: the plan is the best found by then")
    assert "Not worked out, as it was stopped: plans side by side, more, signatures." in " ".join(
        found.stdout.split()
    )
    assert "stopping with the best found" in found.stderr
    assert signal.getsignal(signal.SIGINT) is before


def test_ctrl_c_of_a_running_plan_gives_what_was_found_until_then(planned):
    every = ("orders", "counting", "failures", "alternatives", "more")
    asked = [*ASKED[:2], "--days", "366", *(part for one in every for part in ("--explain", one))]
    command = [sys.executable, "-m", "panah", "plan", str(planned), *asked]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **pipes) as running:  # noqa: S603  (panah itself)
        while not running.stderr.readline().startswith("planning model"):
            pass
        running.send_signal(signal.SIGINT)
        page, aside = running.communicate(timeout=120)

    assert running.returncode == STOPPED
    assert "stopping with the best found" in aside
    assert "kept: " in aside
    assert "Not worked out, as it was stopped: what more or less would change, orders" in " ".join(
        page.split()
    )
    assert "Reach safety:" in page


def test_ctrl_c_before_any_future_is_finished_says_how_to_go_on(panah, planned, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(planning, "ahead", interrupted)
    shown = panah("plan", planned, *ASKED, code=STOPPED)

    assert "run it again, or with --runs 0" in " ".join(shown.stderr.split())


def test_what_to_begin_now_needs_something_to_begin(panah, planned):
    shown = panah("plan", planned, *ASKED, "--draws", "2").stdout

    assert "Not answered: what to begin now: there is nothing to decide now" in shown


def test_a_plan_for_those_who_may_see_more_is_kept_beside_the_public_one(panah, planned):
    asked = ("plan", planned, *ASKED[:2], "--days", "3", "--runs", "0", "--no-signatures")
    told = [panah(*asked, "--level", level).stderr for level in ("public", "restricted")]
    kept = {line for text in told for line in text.splitlines() if line.startswith("kept: ")}

    assert len(kept) == 2


def test_the_choice_is_kept_with_who_made_it_and_why(panah, planned):
    said = panah("plan", planned, *ASKED, "--why", "the council wants it", "--by", "mina").stderr
    kept = json.loads(Path(said.split("kept: ")[1].strip()).read_text(encoding="utf-8"))

    assert kept["policy"]["why"] == "the council wants it"
    assert kept["policy"]["chosen_by"] == "user:mina"
    assert kept["as_of"] == "2019-03-10"
    assert kept["reached"] == 320


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--weights", "3:x"), "is not weights of the risk classes"),
        (("--weights", "3:-2:1"), "is not weights of the risk classes"),
        (("--ask", "teachers:900"), "is not a group and a percentage"),
        (("--explain", "everything"), "is not one of"),
        (("--floor", "2"), "is not in the range"),
    ],
)
def test_options_that_cannot_be_meant_are_wrong_usage(panah, planned, asked, said):
    shown = panah("plan", planned, *ASKED, *asked, code=2)

    assert said in " ".join(shown.stderr.split())


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--ask", "pilots"), "the plan has no group 'pilots'"),
        (("--against", "pilots"), "the plan has no group 'pilots'"),
        (("--solver", "abacus"), "there is no solver 'abacus'"),
        (("--floor-group", "pilots"), "pilots"),
        (("--scenario", "rains"), "the case has no map, so that nothing is forecast under 'rains'"),
    ],
)
def test_questions_about_what_is_not_there_are_answered_in_one_line(panah, planned, asked, said):
    shown = panah("plan", planned, *ASKED, *asked, code=1)

    assert said in " ".join(shown.stderr.split())


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("decree,to,by\nforbid,PRT,mina\n", "there is no column why"),
        ("decree,to,by,why,who\nforbid,PRT,mina,x,y\n", "the column 'who' is not taken"),
        ("decree,to,by,why\nban,PRT,mina,x\n", "'ban' is not one of lock, forbid, override"),
        ("decree,to,by,why\nforbid,,mina,x\n", "says where they leave"),
        ("decree,to,by,why\nlock,PRT,mina,x\n", "a lock has a least or a most"),
        ("decree,to,by,why\nforbid,XXX,mina,x\n", "the plan has no place 'XXX'"),
        ("decree,to,group,by,why\nforbid,PRT,pilots,mina,x\n", "the plan has no group 'pilots'"),
        ("decree,from,to,by,why\nforbid,PRT,airport,mina,x\n", "nobody can go this way"),
        ("decree,offer,by,why\noverride,,mina,x\n", "an override names an offer"),
        ("decree,offer,by,why\noverride,none,mina,x\n", "the plan has no offer 'none'"),
        ("decree,to,least,by,why\nforbid,PRT,5,mina,x\n", "a forbid takes no least"),
        (
            "decree,to,least,first,last,by,why\nlock,PRT,5,2019-03-12,2019-03-11,mina,x\n",
            "is not within the plan",
        ),
        ("decree,to,least,most,by,why\nlock,PRT,9,5,mina,x\n", "at least 9 and at most 5"),
        ("decree,to,least,by,why\nlock,PRT,-9,mina,x\n", "fewer than no people"),
    ],
)
def test_rulings_that_cannot_be_meant_name_their_row(panah, planned, tmp_path, rows, said):
    rulings = tmp_path / "rulings.csv"
    rulings.write_text(rows, encoding="utf-8")
    shown = panah("plan", planned, *ASKED, "--rulings", rulings, code=1)

    assert said in " ".join(shown.stderr.split())


TWO = (
    "Portugal will take 300 refugees from Chad, the Interior Ministry said on 3 March.\n\n"
    "France will take 90 refugees from Chad, the Interior Ministry said on 3 March.\n"
)


def test_the_offer_whose_failure_is_worst_stands_first_with_its_host(panah, case, tmp_path):
    (tmp_path / "two.txt").write_text(TWO, encoding="utf-8")
    panah("read", case, tmp_path / "two.txt", "--published", "2019-03-04", "--record")
    panah("review", case, "--all-proposed", "--accept", "--by", "rita")
    (case / "plan.toml").write_text(
        SCHEME.replace('["PRT"]', '["PRT", "FRA"]').replace('direct = ["PRT", "FRA"]', ""),
        encoding="utf-8",
    )
    asked = (*ASKED, "--count", "possible", "--take", "high", "--explain", "failures")
    beside = panah("plan", case, *asked, "--no-signatures").stdout.split("Plans side by side")[1]
    lines = [line for line in beside.splitlines() if line.startswith("  without ")]
    reached = [int(line[48:58].replace(",", "")) for line in lines]

    assert len(lines) == 2
    assert lines[0].startswith("  without Portugal, ")
    assert lines[1].startswith("  without France, ")
    assert reached == sorted(reached)
    assert reached[0] < reached[1]


def test_an_offer_that_waits_is_named_with_its_host_and_what_reaches_nobody_is_told_so(
    panah, planned
):
    shown = panah("plan", planned, *ASKED, "--explain", "more").stdout
    waiting = shown.split("signature would change")[1].splitlines()[1]

    assert waiting.startswith("  hosting.PRT._._ (Portugal): ready, ")
    assert "+0 people" not in shown.split("What one more would change, and ten")[1]


def test_where_no_offer_counts_none_can_fail(panah, planned):
    asked = (*ASKED, "--explain", "failures", "--no-signatures")
    shown = panah("plan", planned, *asked).stdout

    assert "no offer counts, so that none can fail" in " ".join(shown.split())


def test_what_is_chosen_whole_is_shown_with_who_says_so(panah, planned, tmp_path):
    page = tmp_path / "plan.html"
    (planned / "plan.toml").write_text(
        f"{SCHEME}[matters.'hosting.PRT._._']\nwhole = true\nsource = 'assumed: one house'\n",
        encoding="utf-8",
    )
    asked = (*ASKED, "--count", "ready", "--take", "high", "--no-signatures")
    shown = panah("plan", planned, *asked, "-o", page, "-o", tmp_path / "plan.csv").stdout
    sources = (tmp_path / "plan-sources.csv").read_text(encoding="utf-8")

    assert "Portugal, hosting.PRT._._: the offer is " in shown
    assert "ASSUMED matters.hosting.PRT._._.whole: one house" in " ".join(shown.split())
    assert "taken whole or not at all: one house" in " ".join(shown.split("Assumed,")[1].split())
    assert '<h2 id="begun">' in page.read_text(encoding="utf-8")
    assert "hosting.PRT._._" in (tmp_path / "plan-begun.csv").read_text(encoding="utf-8")
    assert "matters.hosting.PRT._._.whole" in sources


def test_every_table_is_written(panah, planned, tmp_path):
    files = [tmp_path / name for name in ("plan.xlsx", "plan.parquet", "plan.csv")]
    panah("plan", planned, *ASKED, *(part for file in files for part in ("-o", file)))
    sheets, _ = cells_of((tmp_path / "plan.xlsx").read_bytes(), "plan.xlsx")
    flights = pl.read_parquet(tmp_path / "plan-flights.parquet")
    units = pl.read_parquet_metadata(tmp_path / "plan-flights.parquet")
    rows = {one.sheet: [one.header, *(row for _, row in one.rows)] for one in sheets}
    with ZipFile(tmp_path / "plan.xlsx") as book:
        waiting = book.read("xl/worksheets/sheet3.xml").decode("utf-8")

    assert {"about", "flows", "sources"} <= set(rows)
    assert [
        row[0] for row in rows["about"] if row[1:] in {("",), ("no",)} and row[0] in CHOICES
    ] == ["floor groups", "strict"]
    assert "None" not in {cell for some in rows.values() for row in some for cell in row}
    assert flights["people"].dtype == pl.Float64
    assert units["unit.people"] == "person"
    assert flights["people"].sum() == sum(float(row[4]) for row in rows["flights"][1:])
    assert rows["flights"][1][0][:10] == flights["day"][0].isoformat()
    assert 't="b"' in waiting
    assert (tmp_path / "plan-sites.csv").exists()


def test_each_key_of_a_sheet_opens_in_the_sheet_of_sources(panah, planned, tmp_path):
    file = tmp_path / "plan.parquet"
    panah("plan", planned, *ASKED, "--count", "ready", "--take", "high", "-o", file)
    tables = {
        one: pl.read_parquet(tmp_path / f"plan-{one}.parquet") for one in ("binding", "worth")
    }
    sources = pl.read_parquet(tmp_path / "plan-sources.parquet")
    told = dict(zip(sources["key"], sources["quote"], strict=True))
    named = {key for table in tables.values() for some in table["claims"].to_list() for key in some}
    assumed = {key for table in tables.values() for key in table["assumption"] if key}

    assert named | assumed
    assert named | assumed <= set(told)
    assert all(told[key].startswith("Portugal is ready") for key in named)


def test_the_map_of_a_plan_has_a_point_a_host_and_a_line_a_way(panah, planned, tmp_path):
    file = tmp_path / "plan.geojson"
    panah("plan", planned, *ASKED, "-o", file)
    features = json.loads(file.read_text(encoding="utf-8"))["features"]
    portugal = next(one for one in features if one["properties"].get("location") == "PRT")
    flight = next(one for one in features if one["properties"].get("to") == "PRT")
    home = next(one for one in features if one["properties"].get("location") == "TCD")
    east, north = portugal["geometry"]["coordinates"]

    assert portugal["properties"]["population"] == 320
    assert portugal["properties"]["name"] == "Portugal"
    assert -10 < east < -6
    assert 36 < north < 43
    assert flight["geometry"]["coordinates"][1] == [east, north]
    assert flight["properties"]["population"] == 320
    assert home["properties"]["population"] == 900 - 320
    assert home["properties"]["population_max"] == 860


def test_a_row_of_hashtags_follows_the_names_where_it_is_asked_for(panah, planned, tmp_path):
    files = [part for name in ("p.csv", "p.xlsx") for part in ("-o", tmp_path / name)]
    panah("plan", planned, *ASKED, "--hxl", *files)
    names, tags = (tmp_path / "p-placed.csv").read_text(encoding="utf-8").splitlines()[:2]
    with ZipFile(tmp_path / "p.xlsx") as book:
        words = book.read("xl/sharedStrings.xml").decode("utf-8")
    refused = panah("plan", planned, *ASKED, "--hxl", "-o", tmp_path / "p.html", code=1)

    assert names.split(",")[0] == "location"
    assert tags.split(",")[0] == "#loc+name"
    assert "#loc+name" in words
    assert "no row of hashtags" in refused.stderr


def test_a_plan_is_carried_on_from_an_earlier_day_and_says_what_is_a_fact(panah, planned, tmp_path):
    more = ("--runs", 0, "--no-signatures")
    early = ("--as-of", "2019-03-10", "--days", 10, *more, "-o", tmp_path / "early.csv")
    later = ("--as-of", "2019-03-14", "--days", 10, *more, "--carry-on", "2019-03-10")
    panah("plan", planned, *early)
    told = panah("plan", planned, *later, "-o", tmp_path / "later.csv")
    shown = told.stdout
    left = [
        pl.read_csv(tmp_path / f"{name}-flows.csv").filter(
            pl.col("reference_period_start") < "2019-03-14"
        )["population"]
        for name in ("early", "later")
    ]
    kept = [json.loads(one.read_text("utf-8")) for one in planned.rglob("plan-*/manifest.json")]

    assert left[0].sum() == pytest.approx(left[1].sum()) == 280
    assert "nothing of what the ledger had learned by 2019-03-10 stood then" in told.stderr
    assert "14 days from 2019-03-10" in shown
    assert "Carried on: what left and was begun before 2019-03-14 is a fact." in shown
    assert "1. by Portugal: seats: the airport" in shown
    assert "What differs from the other plan" in shown
    assert "2019-03-10" in [one.get("carried_on_from") for one in kept]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--carry-on", "2019-03-10"), "--carry-on 2019-03-10 is not before 2019-03-10"),
        (("--carry-on", "2019-03-08", "--since", "2019-03-08"), "leave --since and --whole-days"),
    ],
)
def test_a_plan_is_carried_on_from_before_and_compared_with_that(panah, planned, more, said):
    assert said in " ".join(panah("plan", planned, *ASKED, *more, code=2).stderr.split())


def test_from_python_a_plan_is_carried_on_and_one_of_the_same_day_is_refused(planned):
    case = library.open(planned)
    now, later = (case.situation(date(2019, 3, day)) for day in (10, 12))
    before = case.plan(now, days=6)

    assert case.plan(later, days=6, after=before).made_from.now == 2
    with pytest.raises(PanahError, match="give a later day of it"):
        case.plan(now, days=6, after=before)


def test_a_brief_holds_the_plan_with_what_every_number_rests_on(panah, planned, tmp_path):
    file = tmp_path / "brief.md"
    panah("brief", planned, "--as-of", "2019-03-10", "--days", 10, "--plan", "-o", file)
    text = file.read_text(encoding="utf-8")
    section = text.split("## The plan: ")[1].split("## Offers")[0]
    cited = set(re.findall(r"\[\^\d+\]", section))
    notes = {mark: text.split(f"\n{mark}: ")[1].split("\n")[0] for mark in cited}
    bare = panah("brief", planned, "--as-of", "2019-03-10", "--plan", "-o", file, code=2)

    assert "who can be sheltered where, 10 March 2019 to 19 March 2019" in section
    assert re.search(r"320\[\^\d+\] people reach safety and 580\[\^\d+\] are still in", section)
    assert "the nearest way is by Portugal: seats: the airport." in section
    assert any(one.startswith("Computed: a plan over 10 days") for one in notes.values())
    assert any("two small flights a day" in one for one in notes.values())
    assert "give --days with them" in " ".join(bare.stderr.split())


def test_a_brief_refuses_a_plan_of_another_day_and_shows_one_that_was_stopped(planned):
    case = library.open(planned)
    now, later = (case.situation(date(2019, 3, day)) for day in (10, 11))
    plan = case.plan(now, days=4, rules=Policy(order=Order.STRICT))
    manifest = attrs.evolve(plan.manifest, complete=False, note="somebody stopped it")
    stopped = case.brief(now, None, attrs.evolve(plan, manifest=manifest))

    assert "STOPPED EARLY: the best found until then; somebody stopped it" in stopped.html
    with pytest.raises(PanahError, match="the plan is made from 2019-03-10 and ledger head"):
        case.brief(later, None, plan)
    with pytest.raises(PanahError, match="plan is 'best'"):
        case.brief(now, None, "best")


def test_a_case_without_a_scheme_and_an_unknown_ending_are_answered(panah, planned, tmp_path):
    odd = panah("plan", planned, *ASKED, "-o", tmp_path / "plan.pdf", code=1)
    (planned / "plan.toml").unlink()
    bare = panah("plan", planned, *ASKED, code=1)

    assert ".html, .xlsx, .parquet, .csv, .geojson" in odd.stderr
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


def test_python_asks_for_rulings_and_explanations_as_the_command_does(planned, tmp_path):
    rulings = tmp_path / "rulings.csv"
    rulings.write_text("decree,to,most,by,why\nlock,PRT,100,mina,one flight\n", encoding="utf-8")
    case = library.open(planned)
    plan = case.plan(case.situation(date(2019, 3, 10)), days=10, rulings=rulings)
    free = case.plan(case.situation(date(2019, 3, 10)), days=10)
    asks = Wanted(what=["orders", "more"], asks=[("teachers", 0.5)], against=["teachers"])
    found = case.explain(free, asks)

    assert plan.reached == pytest.approx(100)
    assert set(found) == {"plan_frontier", "plan_more", "plan_asks", "plan_conflicts"}
    assert [one.name for one in free.compare(plan) if one.what == "reached"] == ["teachers"]
    with pytest.raises(PanahError, match="no explanation 'colours'"):
        Wanted(what=["colours"])


def test_the_key_its_shares_and_who_carries_what_stand_on_the_page(panah, planned, tmp_path):
    figure = '[hosts.PRT.population]\nvalue = 10300000\nunit = "people"\nsource = "an almanac"\n'
    with (planned / "plan.toml").open("a", encoding="utf-8") as file:
        file.write(figure)
    text = (planned / "plan.toml").read_text(encoding="utf-8")
    (planned / "plan.toml").write_text(f'key = "population"\n{text}', encoding="utf-8")
    page = tmp_path / "plan.html"
    shown = panah("plan", planned, *ASKED, "--no-signatures", "-o", page).stdout
    written = page.read_text(encoding="utf-8")

    assert "Shares by the key population: by inhabitants" in shown
    assert "100.0%       320           1.00" in shown
    assert "Fairness between hosts" in written
    assert "10,300,000 people: an almanac" in written
