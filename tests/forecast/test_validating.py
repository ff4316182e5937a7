"""`panah validate` through its door."""

import json
import subprocess
import sys

import numpy as np
import pytest
from click.testing import CliRunner
from tests.forecast.folder import folder, long_series
from tests.forecast.public import CONFLICTS
from tests.shared import needs_shared

from panah.case.validating import validate_folder
from panah.chance import stream
from panah.cli.forecasting import validate
from panah.errors import CaseError, FileError, InputError
from panah.forecast.likeness import Other, likeness
from panah.forecast.naive import NAIVE
from panah.forecast.score import ard, rescaled


@pytest.fixture
def instance(tmp_path):
    """Write the small instance, with some files replaced."""

    def write(**changed):
        for path, text in folder(**changed).items():
            file = tmp_path / "small" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return tmp_path / "small"

    return write


def run(*arguments):
    result = CliRunner().invoke(validate, [str(argument) for argument in arguments])
    assert result.exit_code == 0, (result.output, result.exception)
    return result.stdout


def test_the_table_says_how_far_off_the_runs_are_and_how_far_simple_rules(instance):
    page = run(instance(), "--runs", 3, "--seed", 5)

    assert page.startswith("small   20 days from 2031-03-01 · 2 camps · 5 places · 4 routes\n")
    assert "420 people · 3 runs, seed 5 · " in page
    assert "no model: shares of the capacities" in page
    assert "the best rule without a model" in page
    assert "Findings" not in page
    assert "the period is too short: the first origin is day 30" in page
    assert "Nothing can be said about forecasts of it" in page.splitlines()[1]


@pytest.fixture
def long(instance):
    """Write an instance long enough for three origins."""
    return instance(**long_series())


def test_the_first_lines_say_whether_the_forecast_beats_no_model_and_the_page_by_how_much(long):
    page = run(long, "--runs", 3)
    found = json.loads(run(long, "--runs", 3, "--format", "json"))

    best = found["best"]["30"]
    skill = found["skill"]["30"][best]["skill"]
    said = f"{abs(skill):.0%} {'BETTER' if skill > 0 else 'WORSE'} than"
    held = found["coverage"]["30"]
    assert said in page.splitlines()[1]
    assert f"held {held['80']:.0%} of {held['windows']} windows" in page.splitlines()[2]
    scored = next(line for line in page.splitlines() if line.startswith("     panah "))
    assert scored.split()[1:] == [f"{by['panah']:,.0f}" for by in found["crps"].values()]


def test_each_fifth_of_the_chances_says_in_a_line_of_its_own_how_often_it_came(long):
    asked = (long, "--runs", 2, "--seed", 5)
    page, plain = run(*asked), json.loads(run(*asked, "--format", "json"))
    told = [line.split() for line in page.splitlines() if line.startswith("     said ")]

    assert "10 or more, 100 or more, over 500, over 1,000 people a day come to" in page
    assert told == [
        f"said {one['likelihood'] * 20 - 20} to {one['likelihood'] * 20} %, on average "
        f"{one['said']:.0%}: it came in {one['came']:.0%} of {one['times']:,} cases".split()
        for one in plain["reliability"]
    ]
    assert told


def test_the_json_has_every_window_from_which_its_scores_follow(long):
    found = json.loads(run(long, "--runs", 3, "--format", "json"))

    def mean(by, horizon, what):
        held = [w for w in found["windows"] if w["place"] and w["horizon"] == horizon]
        return np.mean([w[what] for w in held if w["forecast"] == by])

    for horizon in (7, 14, 30, 60):
        scores = found["crps"][str(horizon)]
        assert set(scores) == {"panah", *NAIVE}
        for by, value in scores.items():
            assert value == pytest.approx(mean(by, horizon, "crps"))
        none = found["skill"][str(horizon)]["none"]
        assert none["skill"] == pytest.approx(1 - scores["panah"] / scores["none"])
        assert none["low"] <= none["skill"] <= none["high"]
    assert {w["origin"] for w in found["windows"]} == {30, 60, 90}
    assert [one["windows"] for one in found["taught"] if one["horizon"] == 7] == [0, 2, 4]


def test_what_the_default_refuses_still_runs_as_flee_and_says_why_no_forecast_is_made(instance):
    twice = folder()["input_csv/locations.csv"] + "Mell,North,Ostria,1.5,2.0,town,,4000\n"

    page = run(instance(locations=twice), "--runs", 2, "--compat", "flee")

    assert "panah, as Flee" in page
    assert "not run: input_csv/locations.csv has Mell twice, in rows 3 and 7" in page


STORED = {
    "stored_days": [0, 10, 19],
    "camps": ["Tann", "Quay"],
    "sets": {
        "quick": {
            "settings": {"move_rules": {"max_move_speed": 200}},
            "seeds": 12,
            "ard": {"mean": 0.9, "sd": 0.001},
            "rescaled_ard": {"mean": 0.2, "sd": 0.002},
            "camps": {
                camp: {"mean": [40, 900, 900], "var": [1.0, 1.0, 1.0]} for camp in ("Tann", "Quay")
            },
        }
    },
}


def test_stored_runs_of_flee_beside_the_instance_are_compared_with(instance):
    small = instance()
    (small.parent / "reference").mkdir()
    (small.parent / "reference" / "small.json").write_text(json.dumps(STORED), encoding="utf-8")

    page = run(small, "--runs", 4, "--compat", "flee")
    found = json.loads(run(small, "--runs", 4, "--compat", "flee", "--format", "json"))

    assert "Flee 3, quick, 12 stored runs" in page
    assert "NOT THE SAME LAW" in page
    like = found["like_flee"]["quick"]
    assert (like["runs"], like["alike"]) == (4, False)
    assert like["rms_z"] > 10
    assert json.loads(run(small, "--runs", 4, "--format", "json"))["like_flee"] == {}


def test_a_broken_reference_is_refused_by_name(instance):
    small = instance()
    (small.parent / "reference").mkdir()
    (small.parent / "reference" / "small.json").write_text('{"sets": {"a": {}}}', encoding="utf-8")

    with pytest.raises(FileError, match=r"small\.json is no reference"):
        validate_folder(small, compat="flee", runs=2, seed=1)


def test_runs_compared_with_themselves_have_the_same_law():
    rng = stream(8, "law")
    registered = np.full((30, 2), 500.0)
    ours, theirs = (rng.poisson(500.0, (size, 30, 2)).astype(float) for size in (40, 12))

    def scores(of):
        return float(of.mean()), float(of.std(ddof=1))

    other = Other(
        settings={},
        seeds=12,
        days=tuple(range(30)),
        mean=theirs.mean(axis=0),
        variance=theirs.var(axis=0, ddof=1),
        ard=scores(ard(theirs, registered)),
        ard_rescaled=scores(ard(rescaled(theirs, registered), registered)),
    )

    found = likeness(ours, registered, other)
    shifted = likeness(ours + 60, registered, other)

    assert found.alike
    assert not shifted.alike
    assert found.rms_z == pytest.approx(1, abs=0.35)


def test_the_json_has_scores_people_days_and_seconds(instance):
    found = json.loads(run(instance(), "--runs", 3, "--compat", "flee", "--format", "json"))

    assert (found["people"], found["days"], found["runs"], found["seed"]) == (420, 20, 3, 1)
    assert found["flavour"] == "flee"
    assert set(found["ard"]) == set(found["ard_rescaled"]) == {"mean", "sd"}
    assert 0 < found["ard"]["mean"] < 2
    assert found["seconds_per_run"] > 0
    skill = 1 - found["ard"]["mean"] / found["baselines"]["equal"]
    assert found["ard_skill"]["equal"] == pytest.approx(skill)
    assert found["crps"] == found["skill"] == found["coverage"] == {}
    assert found["windows"] == []
    assert found["camps"] == ["Tann", "Quay"]


def test_the_same_seed_gives_the_same_scores_and_another_does_not(instance):
    small = instance()
    scores = [
        json.loads(run(small, "--runs", 5, "--seed", seed, "--format", "json"))["ard"]
        for seed in (4, 4, 5)
    ]

    assert scores[0] == scores[1] != scores[2]


def test_one_run_has_no_spread(instance):
    found = json.loads(run(instance(), "--runs", 1, "--format", "json"))

    assert found["ard"]["sd"] is None
    assert "1 run, seed 1" in run(instance(), "--runs", 1)


def test_one_day_one_route_and_one_finding_are_told_as_one(instance):
    period = "StartDate,2031-03-01\nLength,1\n"

    page = run(instance(sim_period=period, routes="Varn,Tann,9\n"), "--runs", 1)

    assert "1 day from 2031-03-01 · 2 camps · 5 places · 1 route · " in page


def test_findings_are_listed(instance):
    page = run(instance(closures="location,Mell,Tann,0,4\n"), "--runs", 1)

    assert "  input_csv/closures.csv row 1: location,Mell,Tann,0,4 closes every link" in page


def test_a_folder_without_the_files_is_refused(tmp_path):
    with pytest.raises(CaseError, match="has no input_csv and no source_data; an instance has"):
        validate_folder(tmp_path, runs=1, seed=1)


def test_an_instance_without_a_camp_cannot_be_scored_and_says_so(instance):
    towns = folder()["input_csv/locations.csv"].replace("camp,,", "town,,")
    small = instance(locations=towns, data_layout="total,all.csv\n")

    with pytest.raises(CaseError, match=r"has no camp in input_csv/locations\.csv"):
        validate_folder(small, runs=1, seed=1)


def test_a_period_in_which_nothing_is_registered_says_that_nothing_changes(long):
    for name in ("tann", "quay"):
        (long / "source_data" / f"{name}.csv").write_text("2031-03-01,40\n", encoding="utf-8")

    page = run(long, "--runs", 2)

    assert "Nothing changes in it: none is never off." in page.splitlines()[1]


def test_a_wrong_row_is_named(instance):
    with pytest.raises(FileError, match=r"input_csv/routes\.csv row 1 names Mel"):
        validate_folder(instance(routes="Varn,Mel,3\n"), runs=1, seed=1)


def test_a_file_that_is_not_utf_8_is_named(instance):
    small = instance()
    (small / "input_csv" / "routes.csv").write_bytes(b"Varn,M\xe9ll,3\n")

    with pytest.raises(FileError, match=r"routes\.csv row 1 is not text in UTF-8"):
        validate_folder(small, runs=1, seed=1)


def test_an_unknown_setting_of_the_instance_is_refused(instance):
    small = instance()
    (small / "simsetting.yml").write_text("move_rules:\n  max_movespeed: 3\n", encoding="utf-8")

    with pytest.raises(FileError, match="did you mean max_move_speed"):
        validate_folder(small, runs=1, seed=1)


def test_without_the_packages_of_forecasts_one_sentence_says_what_to_install(instance, monkeypatch):
    for name in [name for name in sys.modules if name.startswith("panah.forecast")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "numpy", None)

    with pytest.raises(InputError, match=r"forecasts need numpy, .* install panah\[forecast\]"):
        validate_folder(instance(), runs=1, seed=1)


def test_the_door_alone_loads_neither_numpy_nor_numba():
    code = (
        "import sys, panah.cli.forecasting\n"
        "print([name for name in ('numpy', 'numba', 'yaml') if name in sys.modules])"
    )
    done = subprocess.run(  # noqa: S603  (our own script)
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"


@needs_shared
@pytest.mark.shared
def test_a_public_instance_at_full_population_scores_as_flee_does_at_a_tenth_of_the_spread():
    found = validate_folder(CONFLICTS / "mali2012", compat="flee", runs=3, seed=1).given

    assert found.people == 89_991
    assert found.ard.mean == pytest.approx(0.3771, abs=0.01)
    assert found.ard.sd < 0.004
    assert found.seconds_per_run < 5
    assert found.baselines["cap_share"] == pytest.approx(0.1682, abs=5e-5)
    assert found.skill("cap_share") < 0 < found.skill("equal")
