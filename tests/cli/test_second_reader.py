"""The language model through the command line, with a server that answers from a script."""

import itertools
import os
import signal
import time
from types import SimpleNamespace

import pytest
from tests.reading.llm.stub import Fault, serving

from panah.case import second

TEXT = (
    "Portugal is ready to host up to 300 refugees from Chad, Interior Minister Rui Alva said. "
    "Spain, Alva believes, has found beds for 90 of the families from Chad in old barracks."
)
FOUND = {
    "sentence": 1,
    "kind": "hosting",
    "status": "in_place",
    "hold": "live",
    "mood": "is",
    "quote": "Spain, Alva believes, has found beds for 90 of the families from Chad",
    "quantity_text": "90 of the families",
    "subject_text": "Spain",
    "status_text": "has found beds",
}
INVENTED = {**FOUND, "quote": "Spain has found beds for 900 families", "quantity_text": "900"}


@pytest.fixture
def asked(panah, case, tmp_path):
    """Read a report with the model that answers a script; give what is shown."""
    report = tmp_path / "beds.txt"
    report.write_text(TEXT, encoding="utf-8")

    def ask(*steps, more=(), settings="", code=0):
        with serving(*steps) as server:
            model = f'endpoint = "{server.address}/v1"\nwire = "openai"\nmodel = "small"\n'
            (case / "case.toml").write_text(f'name = "x"\n[llm]\n{model}mode = "all"\n{settings}')
            about = ("--publisher", "Jornal", "--published", "2019-03-04")
            shown = panah("read", case, report, "--reader", "llm", *about, *more, code=code)
            return shown, server.seen

    return ask


def test_the_rules_read_and_what_the_model_invents_is_refused_with_its_reason(asked):
    shown, seen = asked({"claims": [INVENTED]})

    assert len(seen) == 1
    assert "up to 300" in shown.stdout
    assert "refused" in shown.stdout
    assert "900 families" in " ".join(shown.stdout.split())


def test_a_server_that_refuses_is_shown_as_a_failure_and_the_rules_still_read(asked):
    shown, _ = asked(Fault(401))

    assert "failed" in shown.stdout
    assert "up to 300" in shown.stdout


def test_a_dry_run_says_what_it_would_take_and_sends_nothing(asked):
    shown, seen = asked(
        {"claims": []}, more=("--dry-run",), settings="price = {input = 1, output = 2}"
    )

    assert seen == []
    assert "1 question," in shown.stdout
    assert "USD" in shown.stdout


def test_a_restricted_report_is_never_sent(asked):
    shown, seen = asked({"claims": [FOUND]}, more=("--sensitivity", "restricted"))

    assert seen == []
    assert "failed" in shown.stdout


@pytest.mark.parametrize("key", ["ключ", "abc\nx-evil: 1"])
def test_a_key_that_can_be_none_is_an_error_that_does_not_say_it(asked, monkeypatch, key):
    monkeypatch.setenv("PANAH_LLM_KEY", key)

    shown, seen = asked({"claims": []}, code=1)

    assert seen == []
    assert "PANAH_LLM_KEY" in shown.stderr
    assert key[:3] not in shown.stderr


def test_a_line_break_behind_the_key_is_no_part_of_it(asked, monkeypatch):
    monkeypatch.setenv("PANAH_LLM_KEY", "abc\n")

    _, seen = asked({"claims": []})

    assert seen[0].headers["authorization"] == "Bearer abc"


def test_another_machine_is_asked_only_with_consent_in_the_case(panah, case, report):
    (case / "case.toml").write_text(
        'name = "x"\n[llm]\nendpoint = "https://model.example/v1"\nwire = "openai"\nmodel = "m"\n'
    )

    shown = panah("read", case, report, "--reader", "llm", code=1)
    assert "allow_remote" in shown.stderr


def test_without_a_model_in_the_case_there_is_no_second_reader(panah, case, report):
    shown = panah("read", case, report, "--reader", "llm", code=1)

    assert "names no model" in shown.stderr


def test_an_unknown_setting_of_the_model_is_an_error_that_names_the_file(panah, case, report):
    (case / "case.toml").write_text('name = "x"\n[llm]\ntemperature = 2\n')

    shown = panah("read", case, report, code=1)
    assert "case.toml" in shown.stderr
    assert "temperature" in shown.stderr


def test_ctrl_c_while_the_model_is_asked_keeps_what_the_rules_read(asked, panah, case):
    def interrupted(_):
        os.kill(os.getpid(), signal.SIGINT)
        return Fault(503, {"Retry-After": "60"})

    shown, _ = asked(interrupted, more=("--record",), code=130)
    assert "up to 300" in shown.stdout
    assert "failed    cancelled" in shown.stdout
    assert "stopped; what was recorded before is kept" in shown.stderr
    assert "up to 300" in panah("review", case).stdout


def test_the_rules_keep_their_own_deadline_beside_a_model_that_has_hours(asked, monkeypatch):
    ticks = SimpleNamespace(**{**vars(time), "monotonic": itertools.count(step=31).__next__})
    monkeypatch.setattr(second, "time", ticks)

    shown, seen = asked({"claims": []})
    assert len(seen) == 1
    assert "as the report's deadline had passed" in " ".join(shown.stdout.split())
