"""The shipped weights are those of the annotated reports that lie here."""

from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest

from panah.domain.claim import Kind
from panah.reading.evaluate import interval
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


def test_a_marked_report_is_read_without_its_marks(script):
    block = (
        "title: Two doors\npublisher: Nile Herald\ndate: 2023-05-02\n\n"
        "[[refusal_or_limit|Chad; Niger|declined||||Chad and Niger said no]], but "
        "[[hosted_count|Chad||UNHCR|||hosts {up to 900} of them]].\n"
    )

    report, claims = script.marked(block, "a")

    assert report.text == "Chad and Niger said no, but hosts up to 900 of them.\n"
    assert (report.title, report.publisher) == ("Two doors", "Nile Herald")
    assert str(report.published) == "2023-05-02"
    assert [(one["kind"], one["actor"]) for one in claims] == [
        ("refusal_or_limit", "Chad"),
        ("refusal_or_limit", "Niger"),
        ("hosted_count", "Chad"),
    ]
    first, end = claims[-1]["figure"]
    assert report.text[first:end] == "up to 900"


def test_a_claim_whose_words_lie_in_anothers_stands_below_the_report(script):
    block = (
        "title: A\npublisher: B\ndate: 2023-05-02\n\n"
        "Word is that [[hosted_count|Chad||||Chad hosts {900 people}]] in Adre.\n"
        "+++++\n"
        "camp|Chad|under_way|UNHCR||-|hosts 900 people in Adre\n"
    )

    report, claims = script.marked(block, "a")

    assert report.text == "Word is that Chad hosts 900 people in Adre.\n"
    below = claims[-1]
    assert report.text[below["start"] : below["end"]] == "hosts 900 people in Adre"
    assert [below[one] for one in ("kind", "actor", "status", "polarity", "figure")] == [
        "camp",
        "Chad",
        "under_way",
        "negated",
        None,
    ]


def test_a_marked_claim_hangs_on_the_figure_in_its_braces(script):
    head = "title: A\npublisher: B\ndate: 2023-05-02\n\n"
    report, claims = script.marked(
        head + "[[hosted_count|Chad||||Chad hosts 500 families, {1,900 people}]]. Oslo has 40.\n",
        "a",
    )
    words = script.CaseWords(folder=script.ROOT, settings=script.Settings(name="weights"))
    names = script.Names(words.names.of, words.places.country)
    found, _, _ = script.collect(report, names)

    script.label(report.text, found, claims, script.Form.MARKED)

    held = [report.text[one.at[0] : one.at[1]] for one in found if one.claim]
    assert held == ["1,900"]
    assert interval(claims[0]) == (1900.0, 1900.0)
