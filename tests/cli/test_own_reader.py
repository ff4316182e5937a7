"""A case may say which text reader reads its reports."""

import json

import pytest


@pytest.fixture
def by_rules(case):
    (case / "case.toml").write_text('name = "x"\nreader = "rules"\n', encoding="utf-8")
    return case


def readers(shown):
    return {json.loads(line)["made_by"]["reader"] for line in shown.stdout.splitlines()}


def test_a_report_is_read_by_the_encoder_where_no_other_is_named(panah, case, report):
    shown = panah("read", case, report, "--published", "2019-03-04", "--format", "jsonl")

    assert readers(shown) == {"encoder"}


def test_the_reader_of_a_case_reads_its_reports(panah, by_rules, report):
    shown = panah("read", by_rules, report, "--published", "2019-03-04", "--format", "jsonl")

    assert readers(shown) == {"rules"}


def test_another_reader_may_be_asked_for(panah, by_rules, report):
    asked = ("--published", "2019-03-04", "--format", "jsonl", "--reader", "encoder")

    assert readers(panah("read", by_rules, report, *asked)) == {"encoder"}


def test_a_reader_that_there_is_not_is_an_error_that_says_which_there_are(panah, case, report):
    (case / "case.toml").write_text('name = "x"\nreader = "oracle"\n', encoding="utf-8")

    shown = panah("read", case, report, code=1)

    assert "'oracle'" in shown.stderr
    assert "encoder" in shown.stderr
