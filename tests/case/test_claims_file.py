import json

import pytest
from tests.make import report

from panah.case.claims_file import MAX_LINE, Held, read_claims
from panah.domain.canonical import digest
from panah.domain.claim import Span
from panah.domain.entry import Relation
from panah.errors import FileError
from panah.reading import policy

TEXT = "The governor said 40 buses left Ardan. Officials count some 8,000 people in Velm."
CAMP = {
    "id": "K1",
    "report": "news.txt",
    "quote": "some 8,000 people in Velm",
    "kind": "population",
    "matter": "VLM-people",
    "subject": "people in Velm",
    "qty": {"hedge": "about", "worded": "some 8,000", "stated": [8000], "unit": "person"},
    "status": "in_place",
    "event": "2021-07",
    "chain": [{"actor": "Ana Ruiz (ESP governor)", "how": "said"}],
    "links": [{"relation": "refines", "claim": "K0"}],
}


@pytest.fixture
def held():
    known = report(id="b" * 64, name="news.txt")
    texts = {known.id: TEXT}
    return Held(reports={known.id: known}, text=texts.get, policy=policy.load())


def read(held, *lines):
    written = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    return list(read_claims(written, "claims.jsonl", held))


def test_a_quote_without_a_span_is_found_in_the_report(held):
    (line,) = read(held, CAMP)

    assert line.claim.report == "b" * 64
    assert line.claim.span == Span(TEXT.index("some"), TEXT.index("some") + 25)


def test_an_amount_without_an_interval_is_read_by_the_policy(held):
    (line,) = read(held, CAMP)

    assert (line.claim.qty.lo, line.claim.qty.hi) == (7_200, 8_800)


def test_an_amount_with_an_interval_keeps_it(held):
    (line,) = read(held, {**CAMP, "qty": {**CAMP["qty"], "lo": 1, "hi": None}})

    assert (line.claim.qty.lo, line.claim.qty.hi) == (1, None)


def test_the_country_in_brackets_is_whom_the_speaker_speaks_for(held):
    (line,) = read(held, CAMP)

    assert line.claim.chain[0].of == "ESP"


def test_what_stands_beside_the_claim_is_kept_beside_it(held):
    (line,) = read(held, CAMP)

    assert (line.matter, line.claim.label) == ("VLM-people", "K1")
    assert line.links == ((Relation.REFINES, "K0"),)


def test_a_report_that_is_not_held_is_known_by_a_hash_of_its_name(held):
    (line,) = read(held, {**CAMP, "report": "a paper", "quote": None})

    assert line.claim.report == digest("a paper")
    assert line.claim.quote == ""


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"kind": "hotel"}, "kind"),
        ({"status": "maybe"}, "status"),
        ({"colour": "blue"}, "colour"),
        ({"event": "last week"}, "EDTF"),
        ({"chain": []}, "hop"),
        ({"chain": ["ANA"]}, "hop of the chain"),
        ({"chain": "ANA"}, "chain must be a list"),
        ({"links": [{"relation": "likes", "claim": "K0"}]}, "no relation"),
        ({"links": [{"claim": "K0"}]}, "a link is"),
        ({"report": None}, "names no report"),
        ({"report": 3}, "report must be a text"),
        ({"quote": "some 9,000 people"}, "letter for letter"),
        ({"quote": "o"}, "stands twice"),
        ({"span": [0, 25]}, "is not at"),
        ({"span": [0]}, "is not at"),
        ({"report": "another.txt"}, "needs its span"),
        ({"qty": {"lo": 9, "hi": 3, "hedge": "exact"}}, "above the upper end"),
        ({"qty": {"hedge": "surely"}}, "hedge"),
        ({"mode": "transit"}, "only hosting has a mode"),
    ],
)
def test_a_line_that_cannot_be_right_is_refused_with_file_and_line(held, change, says):
    with pytest.raises(FileError, match=says) as error:
        read(held, CAMP, {**CAMP, **change})
    assert "claims.jsonl, line 2" in str(error.value)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "not JSON"),
        ("[1]", "expected a claim"),
        ('{"kind": "hosting", "kind": "camp"}', "'kind' stands twice"),
        ('{"qty": {"lo": 1, "lo": 9}}', "'lo' stands twice"),
        ("[" * 100_000, "not JSON"),
        ('"' + "x" * MAX_LINE + '"', "a claim is one line"),
    ],
)
def test_a_line_that_is_no_claim_is_refused(held, line, says):
    with pytest.raises(FileError, match=says):
        read(held, line)


def test_empty_lines_are_passed_over(held):
    assert read(held, "", "  ") == []
