"""`panah validate` through its door."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner
from tests.forecast.folder import folder
from tests.forecast.public import CONFLICTS
from tests.shared import needs_shared

from panah.case.validating import validate_folder
from panah.cli.forecasting import validate
from panah.errors import CaseError, FileError, InputError


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
    assert "420 people, totals of every day given · 3 runs, seed 5 · " in page
    assert "no model: shares of the capacities" in page
    assert "the best rule without a model" in page
    assert "Findings" not in page


def test_the_json_has_scores_people_days_and_seconds(instance):
    found = json.loads(run(instance(), "--runs", 3, "--compat", "flee", "--format", "json"))

    assert (found["people"], found["days"], found["runs"], found["seed"]) == (420, 20, 3, 1)
    assert found["flavour"] == "flee"
    assert set(found["ard"]) == set(found["ard_rescaled"]) == {"mean", "sd"}
    assert 0 < found["ard"]["mean"] < 2
    assert found["seconds_per_run"] > 0
    skill = 1 - found["ard"]["mean"] / found["baselines"]["equal"]
    assert found["skill"]["equal"] == pytest.approx(skill)
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


def test_findings_are_listed(instance):
    page = run(instance(closures="location,Mell,Tann,0,4\n"), "--runs", 1)

    assert "  input_csv/closures.csv row 1: location,Mell,Tann,0,4 closes every link" in page


def test_a_folder_without_the_files_is_refused(tmp_path):
    with pytest.raises(CaseError, match="has no input_csv and no source_data; an instance has"):
        validate_folder(tmp_path, runs=1, seed=1)


def test_a_wrong_row_is_named(instance):
    with pytest.raises(FileError, match=r"input_csv/routes\.csv row 1 names Mel"):
        validate_folder(instance(routes="Varn,Mel,3\n"), runs=1, seed=1)


def test_a_file_that_is_not_utf_8_is_named(instance):
    small = instance()
    (small / "input_csv" / "routes.csv").write_bytes(b"Varn,M\xe9ll,3\n")

    with pytest.raises(FileError, match=r"routes\.csv is not text in UTF-8"):
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
    found = validate_folder(CONFLICTS / "mali2012", compat="flee", runs=3, seed=1)

    assert found.people == 89_991
    assert found.ard.mean == pytest.approx(0.3771, abs=0.01)
    assert found.ard.sd < 0.004
    assert found.seconds_per_run < 5
    assert found.baselines["cap_share"] == pytest.approx(0.1682, abs=5e-5)
    assert found.skill("cap_share") < 0 < found.skill("equal")
