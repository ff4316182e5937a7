"""The shipped case: it is built as it would have grown, and building can be interrupted."""

import json
import tomllib
from datetime import date
from importlib.resources import files

import pytest

import panah
from panah.case import build_example, clock
from panah.case.example import EXAMPLES
from panah.case.forecasting import forecast_page
from panah.errors import CaseError

NAME = "afghanistan-2021"


@pytest.fixture(scope="module")
def built(shipped):
    return shipped


def lines(case, as_of, as_known=None):
    known = clock.end_of(as_known) if as_known else None
    found = case.situation(date.fromisoformat(as_of), known)
    return {line.matter.id: line for line in found.detail}


def test_every_claim_the_reviewer_decided_counts_and_none_is_lost(built):
    counting = [heard for heard in built.case.known().claims.values() if heard.is_accepted]

    assert built.reports == 20
    assert len(counting) == built.accepted + built.amended + built.added == 232


def test_every_quote_is_verbatim_in_its_report(built):
    for heard in built.case.known().claims.values():
        text = built.case.reports.text(heard.claim.report)
        assert text[heard.claim.span.start : heard.claim.span.end] == heard.claim.quote


def test_building_again_adds_nothing(built):
    before = list(built.case.ledger.entries())
    again = build_example(NAME, built.case.folder)

    assert list(again.case.ledger.entries()) == before
    assert (again.accepted, again.amended, again.added) == (
        built.accepted,
        built.amended,
        built.added,
    )


def test_a_build_that_was_interrupted_goes_on_where_it_stopped(built, tmp_path):
    def stop_at_the_ninth(done, _total):
        if done == 9:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_example(NAME, tmp_path / NAME, stop_at_the_ninth)
    finished = build_example(NAME, tmp_path / NAME)

    assert [kept.key for kept in finished.case.ledger.entries()] == [
        kept.key for kept in built.case.ledger.entries()
    ]


def test_what_was_known_on_a_day_is_what_had_been_read_by_then(built):
    early = lines(built.case, "2021-07-23", "2021-07-24")
    late = lines(built.case, "2021-08-31", "2021-09-02")

    assert "TJK-influx-ceiling" in early
    assert not any("CAN" in matter and "20000" in matter for matter in early)
    assert len(late) > len(early)


def test_the_warning_of_july_is_borne_out_in_august(built):
    borne_out = [
        one.claim
        for line in lines(built.case, "2021-08-16", "2021-08-17").values()
        for one in line.borne_out
    ]

    assert borne_out


def test_no_line_alone_is_an_offer_by_turkey(built):
    offers = built.case.situation(date(2021, 8, 31)).offers.to_dicts()

    assert not [offer for offer in offers if offer["host"] == "TUR" and offer["role"] != "transit"]


def test_a_limit_that_was_stated_twice_is_one_with_both_claims_and_home_has_its_name(built):
    found = built.case.forecast(built.case.situation(date(2021, 8, 16)), days=3, runs=50, seed=1)
    page = " ".join(forecast_page(found).split())

    limits = [(one.of, one.quantity, one.threshold) for one in found.triggers]
    assert len(limits) == len(set(limits))
    assert "(ceiling; above it international organisations: If more than 100,000 come)" in page
    assert "[e02-ceiling, e02-overflow]" in page
    assert "Afghanistan (back home)" in page
    assert "AFG" not in page


def test_panah_example_opens_the_case_in_a_folder_of_its_own():
    case = panah.example()

    assert case.folder.name == NAME
    assert case.situation(date(2021, 8, 16)).offers.height > 0


def test_an_example_that_does_not_exist_or_a_folder_that_is_taken_is_an_error(tmp_path):
    with pytest.raises(CaseError, match=NAME):
        build_example("atlantis-1999", tmp_path)
    (tmp_path / "case.toml").write_text('name = "mine"\n')
    with pytest.raises(CaseError, match="another case"):
        build_example(EXAMPLES[0], tmp_path)


def test_every_fact_of_every_report_names_its_public_source():

    source = files("panah") / "data" / "cases" / NAME
    listed = tomllib.loads((source / "reports.toml").read_text(encoding="utf-8"))["report"]
    decided = [
        json.loads(line)["report"]
        for line in (source / "review.jsonl").read_text(encoding="utf-8").splitlines()
    ]

    assert set(decided) == {report["file"] for report in listed}
    for report in listed:
        is_undated = report["published_basis"] == "assumed"
        assert report["sources"]
        assert is_undated or all(fact["published"] for fact in report["sources"])
        assert all(
            fact["publisher"] and fact["title"] and fact["states"] for fact in report["sources"]
        )
