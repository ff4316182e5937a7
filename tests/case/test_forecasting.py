"""A forecast through the door of the case: what it says, what it keeps, what it refuses."""

import io
import json
import shutil
from datetime import UTC, date, datetime

import attrs
import numpy as np
import polars as pl
import pytest
import xarray as xr
from tests.case.land import TODAY, land

from panah.case import new_case, open_case
from panah.case.forecasting import check_form, executor_of, forecast_file, forecast_page
from panah.domain.figure import Origin
from panah.domain.outlook import Earlier, Score, Trigger
from panah.errors import CaseError, FileError, InputError

GROUPS = """place,group,share,source
,children,0.5,census
,adults,0.5,census
XA-LO,children,0.4,census
XA-LO,adults,0.6,census
"""


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    return land(tmp_path_factory.mktemp("land"))


def ahead(case, *, days=10, runs=60, seed=7, **more):
    return case.forecast(case.situation(TODAY), days=days, runs=runs, seed=seed, **more)


@pytest.fixture(scope="module")
def found(case):
    return ahead(case)


def test_people_who_were_counted_lately_go_on_arriving(found):
    assert found.members == 60
    assert found.start == date(2021, 8, 17)
    assert found.entries.shape == (60, 10, 2)
    assert found.entries[:, :, found.countries.index("XBB")].sum() > 0


def test_every_change_of_a_stock_has_its_cause(found):
    change = np.diff(found.stock, axis=1)
    cause = found.outflow + found.arrivals - found.departures

    assert np.array_equal(change, cause[:, 1:])


def test_one_question_has_one_answer_and_fewer_futures_are_the_first_of_more(case, found):
    again, few = ahead(case), ahead(case, runs=20)

    assert np.array_equal(again.stock, found.stock)
    assert np.array_equal(few.stock, found.stock[:20])


def test_a_run_that_lost_a_block_goes_on_and_gives_the_same(case, found):
    folder = case.folder / "results" / str(found.manifest["question"])
    (folder / "block-0001.npz").unlink()
    seen = []

    again = ahead(case, progress=lambda done, total: seen.append((done, total)))
    assert np.array_equal(again.entries, found.entries)
    assert seen == [(50, 60), (60, 60)]


def test_a_block_that_was_broken_is_run_again(case, found):
    folder = case.folder / "results" / str(found.manifest["question"])
    whole = (folder / "block-0000.npz").read_bytes()
    for broken in (b"", b"PK", whole[: len(whole) // 2]):
        (folder / "block-0000.npz").write_bytes(broken)

        assert np.array_equal(ahead(case).stock, found.stock)


def test_an_interrupt_keeps_the_blocks_that_are_finished(case):
    def stop(done, _total):
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ahead(case, seed=11, progress=lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    part = ahead(case, seed=11, progress=stop)
    whole = ahead(case, seed=11)

    assert part.members == 50
    assert np.array_equal(whole.stock[:50], part.stock)


def test_the_manifest_says_what_it_takes_to_make_it_again(case, found):
    folder = case.folder / "results" / str(found.manifest["question"])
    kept = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))

    assert {"versions", "seed", "ledger_head", "seconds", "as_of", "days"} <= kept.keys()
    assert kept["versions"].keys() == {"panah", "numpy", "numba"}


def test_a_count_published_later_scores_and_is_not_known(found):
    (score,) = found.scores

    assert score.count.on == date(2021, 8, 22)
    assert score.unchanged == 2_000
    assert score.crps >= 0


def test_the_answer_is_no_input_other_later_counts_change_no_future(case, found, tmp_path):
    folder = tmp_path / "case"
    shutil.copytree(case.folder, folder, ignore=shutil.ignore_patterns("results"))
    series = folder / "geography" / "series.csv"
    text = series.read_text(encoding="utf-8").replace(",11000,", ",99000,")
    series.write_text(text, encoding="utf-8")

    other = ahead(open_case(folder))

    assert other.scores[0].count.amount.lo == 99_000
    assert np.array_equal(other.stock, found.stock)
    assert np.array_equal(other.outflow, found.outflow)


def test_a_scenario_changes_the_futures_and_is_named_on_the_page(case, found):
    what_if = ahead(case, scenario="attack")
    page = forecast_page(what_if)

    assert what_if.outflow.sum() > found.outflow.sum()
    assert "scenario attack" in page
    assert "100 people there (capacity)" in page


def test_the_page_says_how_likely_how_bad_and_what_is_not_known(found):
    page = forecast_page(found)

    assert "10 days, shorter than six months: every chance is at least" in page
    assert "of 60 futures" in page
    assert "11,000 counted; 8 of 10 futures have" in page
    assert "how many people Away can hold: no capacity was stated" in page
    assert "not for stopping, intercepting" in page


def test_a_page_says_which_share_of_futures_pass_a_threshold_by_when_and_which_do_not(found):
    day = date(2021, 8, 20)
    one = Trigger(
        quantity="stock",
        of="XBB",
        threshold=12_000,
        what="ceiling",
        origin=Origin(file="scenarios/one.toml"),
        chance=0.6,
        one=day,
        five=day,
        nine=None,
    )
    never = attrs.evolve(one, chance=0.02, one=None, five=None)

    page = " ".join(forecast_page(attrs.evolve(found, triggers=(one, never))).split())

    assert (
        "6 in 10 pass it within the 10 days; 1 in 10 by 20 Aug 2021; 5 in 10 by 20 Aug 2021; "
        "9 in 10 not within them [scenarios/one.toml]"
    ) in page
    assert "fewer than 1 in 20 pass it within the 10 days [scenarios/one.toml]" in page


def test_a_page_says_how_many_places_it_leaves_out_and_who_waits_by_the_whole_name(found):
    many, gate = 15, "the gate of the harbour of Long Strand"
    places = tuple(f"P{number}" for number in range(many))
    stock = np.tile(np.arange(1, many + 1), (found.members, found.days, 1))
    waiting = np.zeros_like(stock)
    waiting[:, :, 3] = 25
    wide = attrs.evolve(
        found,
        places=places,
        stock=stock,
        waiting=waiting,
        before=(0,) * many,
        countries_of=("XBB",) * many,
        names={"P3": gate},
    )

    lines = forecast_page(wide).splitlines()

    assert "those there before; the 12 of 15 with most" in "\n".join(lines)
    assert lines[lines.index("People who wait for a seat, on the day with most") + 1].startswith(
        gate
    )
    assert not [line for line in lines if line.endswith(" ")]


@pytest.mark.parametrize("day", [date(9999, 12, 30), date(1, 3, 5)])
def test_a_forecast_stays_within_the_calendar(case, day):
    with pytest.raises(InputError, match="would leave the calendar of the years 1 to 9999"):
        case.forecast(case.situation(day), days=30, runs=1, seed=1)


def test_a_page_without_a_later_count_says_that_nothing_can_be_scored(case):
    page = forecast_page(ahead(case, days=3))

    assert "nothing can be scored" in page


def test_files_hold_the_limits_of_use_and_withhold_small_numbers(found):
    netcdf = xr.open_dataset(io.BytesIO(forecast_file(found, ".nc")), engine="h5netcdf")
    parquet = pl.read_parquet(io.BytesIO(forecast_file(found, ".parquet")))
    csv = forecast_file(found, ".csv").decode("utf-8")
    whole = json.loads(forecast_file(found, ".json"))

    arrivals = netcdf["arrivals"].to_numpy()
    assert not ((arrivals > 0) & (arrivals < 10)).any()
    assert parquet.filter(pl.col("low").is_between(1, 9)).is_empty()
    assert ",<10," in csv
    texts = (netcdf.attrs["limits_of_use"], csv, whole["limits_of_use"])
    assert all("not for stopping" in text for text in texts)


def test_the_draws_and_the_bands_agree(found):
    assert found.draws["stock"].dims == ("member", "day", "place", "group")
    middle = found.draws["stock"].sel(place="XBB", group="all").median("member").to_numpy()
    bands = found.band(0.5).filter(pl.col("place") == "XBB", pl.col("what") == "stock")

    assert bands["middle"].to_list() == pytest.approx(np.round(middle).tolist(), abs=1)


@pytest.mark.parametrize("share", [0.0, 1.0, -1.0])
def test_a_band_that_cannot_be_is_refused(found, share):
    with pytest.raises(InputError, match="above 0 and below 1"):
        found.band(share)


def test_every_risk_is_a_chance_and_bad_is_never_likelier_than_less_bad(found):
    chances = found.risks.sort("impact")["chance"].to_list()

    assert chances == sorted(chances, reverse=True)
    assert found.risks.filter(pl.col("leads")).height == 1
    assert set(found.risks["at_least"]) == {True}


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"scenario": "atack"}, "no scenario 'atack'; it has attack"),
        ({"runs": 0}, "at least 1 future"),
        ({"days": 0}, "from 1 to 730"),
    ],
)
def test_a_question_that_cannot_be_meant_is_refused(case, asked, message):
    with pytest.raises((CaseError, InputError), match=message):
        ahead(case, **asked)


def test_a_scenario_that_is_no_toml_is_refused(case):
    (case.folder / "scenarios" / "broken.toml").write_text("name =", encoding="utf-8")

    with pytest.raises(CaseError, match="is not TOML"):
        ahead(case, scenario="broken")


def test_a_scenario_with_an_unknown_key_is_refused_by_the_file(case):
    (case.folder / "scenarios" / "odd.toml").write_text('colour = "red"', encoding="utf-8")

    with pytest.raises(FileError, match=r"scenarios/odd\.toml: colour is not known"):
        ahead(case, scenario="odd")


def test_a_case_without_a_map_says_what_it_needs(tmp_path):
    empty = new_case(tmp_path / "empty", name="Empty")

    with pytest.raises(InputError, match=r"geography/places\.csv"):
        ahead(empty)


def test_a_form_that_panah_does_not_write_is_refused(found):
    with pytest.raises(InputError, match=r"\.nc, \.parquet, \.csv, \.json"):
        forecast_file(found, ".docx")


@pytest.mark.parametrize("name", ["ray://x", "dask://", "cluster"])
def test_an_executor_nobody_knows_is_refused(name):
    with pytest.raises(InputError, match="local or dask"), executor_of(name):
        pass


@pytest.mark.filterwarnings("default")
def test_a_cluster_gives_the_same_futures(case):
    distributed = pytest.importorskip("distributed")
    local = distributed.LocalCluster(
        n_workers=1, processes=False, protocol="tcp://", dashboard_address=":0"
    )
    with local as cluster:
        name = cluster.scheduler_address.replace("tcp://", "dask://")
        with executor_of(name) as pool:
            there = ahead(case, seed=13, executor=pool)
    shutil.rmtree(case.folder / "results" / str(there.manifest["question"]))

    assert np.array_equal(there.stock, ahead(case, seed=13).stock)


def test_a_cluster_that_does_not_answer_is_an_error_in_words():
    pytest.importorskip("distributed")

    with (
        pytest.raises(InputError, match="no Dask scheduler answers"),
        executor_of("dask://127.0.0.1:9"),
    ):
        pass


@pytest.mark.parametrize(
    ("name", "message"),
    [("ahead.docx", r"panah writes forecasts as \.nc"), ("gone/ahead.csv", "there is no folder")],
)
def test_a_file_that_cannot_be_written_is_refused_before_anything_is_run(name, message, tmp_path):
    with pytest.raises(InputError, match=message):
        check_form(tmp_path / name)


@pytest.fixture(scope="module")
def apart(case, tmp_path_factory):
    """The same case, whose people are told apart by age."""
    folder = tmp_path_factory.mktemp("apart") / "case"
    shutil.copytree(case.folder, folder, ignore=shutil.ignore_patterns("results"))
    (folder / "geography" / "groups.csv").write_text(GROUPS, encoding="utf-8")
    return open_case(folder)


def test_a_forecast_says_who_comes_by_group_in_every_form(apart):
    found = ahead(apart, runs=50)
    again = ahead(apart, runs=50)

    assert found.groups == ("children", "adults")
    entries = found.draws["entries"]
    assert entries.dims == ("member", "day", "country", "group")
    assert np.array_equal(entries.sum("group").to_numpy(), found.entries)
    assert np.array_equal(again.by_group["stock"], found.by_group["stock"])
    netcdf = xr.open_dataset(io.BytesIO(forecast_file(found, ".nc")), engine="h5netcdf")
    assert netcdf["stock"].sizes["group"] == 2
    bands = pl.read_parquet(io.BytesIO(forecast_file(found, ".parquet")))
    assert set(bands["group"].to_list()) == {None, "children", "adults"}
    assert ",children," in forecast_file(found, ".csv").decode("utf-8")
    assert {row["group"] for row in json.loads(forecast_file(found, ".json"))["bands"]} == {
        None,
        "children",
        "adults",
    }
    page = forecast_page(found)
    assert "Who they are" in page
    share = entries.sel(group="children").sum() / entries.sum()
    assert 0.4 < float(share) < 0.5


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (",children,0.5,\n", "add up to 0.5; they must make 1"),
        ("XA-UP,children,1,\n", "says nothing of the other places"),
        (",children,1,\n,children,0,\n", "'children' stands already in"),
        (",children,1.2,\n", "share must be a number from 0 to 1"),
        ("XA-UPP,children,1,\n", "XA-UPP"),
        (",,1,\n", "group is empty"),
        ("".join(f",g{number},{1 / 20},\n" for number in range(20)), "more than 12 groups"),
    ],
)
def test_groups_that_cannot_be_meant_are_refused(case, rows, message, tmp_path):
    folder = tmp_path / "case"
    shutil.copytree(case.folder, folder, ignore=shutil.ignore_patterns("results"))
    text = "place,group,share,source\n" + rows
    (folder / "geography" / "groups.csv").write_text(text, encoding="utf-8")

    with pytest.raises(CaseError, match=message):
        ahead(open_case(folder))


@pytest.fixture(scope="module")
def counted(case, tmp_path_factory):
    """The same case, in which people were counted every week since the first of July."""
    folder = tmp_path_factory.mktemp("counted") / "case"
    shutil.copytree(case.folder, folder, ignore=shutil.ignore_patterns("results"))
    rows = [
        f"XBB,cumulative,2021-07-{day:02},{day * 300},2021-07-01,2021-07-{day:02},register"
        for day in (8, 15, 22, 29)
    ]
    rows += [
        "XBB,cumulative,2021-08-05,10200,2021-07-01,2021-08-05,register",
        "XBB,cumulative,2021-08-12,12100,2021-07-01,2021-08-12,register",
        "XBB,cumulative,2021-08-15,99000,2021-07-01,2021-08-20,register",
    ]
    text = "place,measure,date,people,since,published,source\n" + "\n".join(rows) + "\n"
    (folder / "geography" / "series.csv").write_text(text, encoding="utf-8")
    return open_case(folder)


def test_forecasts_from_earlier_days_are_made_again_and_scored_beside_rules(counted):
    known = datetime(2021, 8, 16, 23, tzinfo=UTC)
    found = counted.forecast(counted.situation(TODAY, known), days=5, runs=50, seed=7, earlier=2)

    made = [one.made for one in found.earlier]
    assert made == [date(2021, 7, 29), date(2021, 7, 29), date(2021, 8, 5)]
    assert {one.score.count.on for one in found.earlier} == {date(2021, 8, 5), date(2021, 8, 12)}
    last = found.earlier[-1]
    assert last.rules["none"] == 12_100 - 10_200
    assert last.rules["rate"] == pytest.approx(abs(10_200 + 1_500 - 12_100))
    page = forecast_page(found)
    assert "from 5 Aug 2021 to 12 Aug 2021: 12,100 counted" in page
    assert "nobody comes any more" in " ".join(page.split())
    rows = json.loads(forecast_file(found, ".json"))["earlier"]
    assert [row["made"] for row in rows][-1] == "2021-08-05"


def test_an_earlier_forecast_never_sees_what_was_published_after_it(counted, tmp_path):
    folder = tmp_path / "case"
    shutil.copytree(counted.folder, folder, ignore=shutil.ignore_patterns("results"))
    series = folder / "geography" / "series.csv"
    text = series.read_text(encoding="utf-8").replace(",12100,", ",88100,")
    series.write_text(text, encoding="utf-8")
    known = datetime(2021, 8, 16, 23, tzinfo=UTC)

    one, other = (
        each.forecast(each.situation(TODAY, known), days=5, runs=50, seed=7, earlier=1).earlier[-1]
        for each in (counted, open_case(folder))
    )

    assert one.score.ends == other.score.ends
    assert one.score.crps < other.score.crps


def test_where_forecasts_did_worse_than_a_rule_the_page_says_so_at_its_head(found):
    count = found.observations[-1]
    score = Score(count=count, ends=(1.0,) * 5, crps=900.0, unchanged=None)
    rules = {"none": 20.0, "rate": 30.0, "fading": 25.0}
    lost = attrs.evolve(found, earlier=(Earlier(made=TODAY, score=score, rules=rules),))

    assert "HAVE DONE WORSE than a rule that needs no model" in forecast_page(lost)
    assert "HAVE DONE WORSE" not in forecast_page(found)


def test_no_country_goes_by_its_code_on_the_page(shipped):
    stood = shipped.case.situation(date(2021, 8, 16))
    page = forecast_page(shipped.case.forecast(stood, days=2, runs=2, seed=1))

    assert "Afghanistan (back home)" in page
    assert "AFG" not in page
