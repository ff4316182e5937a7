"""The shipped weights are those of the annotated reports that lie here."""

from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest

from panah.domain.claim import Kind
from panah.reading.learned.classifier import weights
from panah.reading.learned.sighted import KIND_OF, STATUS_OF

SCRIPT = Path(__file__).parents[3] / "scripts" / "weights"


@pytest.fixture(scope="module")
def script():
    loader = SourceFileLoader("weights_script", str(SCRIPT))
    module = module_from_spec(spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


def test_the_weights_were_learnt_from_the_reports_that_lie_here(script):
    assert weights().learnt_from == script.learnt_from(), "run scripts/weights again"


def test_no_held_out_report_was_learnt_from(script):
    numbers = {
        int(file.name.partition(".")[0])
        for file in script.files()
        if file.parent.name in {"docs", "gold"} and file.parts[-3] not in script.WHOLE
    }

    assert numbers
    assert all(number % 2 for number in numbers)


def test_every_kind_and_status_that_was_learnt_is_known():
    assert set(weights().kind.classes) <= set(KIND_OF)
    assert set(KIND_OF.values()) <= set(Kind)
    assert set(weights().status.classes) <= set(STATUS_OF)


def test_a_snippets_marks_are_taken_off_and_its_claims_kept(script):
    line = "Now [[hosted_count|Chad|||Chad hosts 900]] and more."

    report, claims = script.snippet(line, "a")

    assert report.text == "Now Chad hosts 900 and more."
    assert [(one["kind"], one["actor"], one["quote"]) for one in claims] == [
        ("hosted_count", "Chad", "Chad hosts 900")
    ]
