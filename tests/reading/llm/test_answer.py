import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.reading.llm.answer import parse

ONE, TWO = {"quote": "one camp opened"}, {"quote": "two camps closed"}
WHOLE = json.dumps({"claims": [ONE, TWO]})


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        f"```json\n{WHOLE}\n```",
        f"Here are the claims:\n\n{WHOLE}\n\nI hope this helps {{a lot}}.",
        f"<think>The {{first}} one? No, [two].</think>\n{WHOLE}",
        f"Claims [12] and [13] follow. {WHOLE}",
        json.dumps([ONE, TWO]),
        json.dumps({"claims": [ONE, TWO], "note": "done"}),
    ],
)
def test_a_whole_answer_is_read_whatever_stands_around_it(text):
    answer = parse(text)

    assert answer.claims == (ONE, TWO)
    assert not answer.broken


def test_nothing_claimed_is_an_answer():
    assert parse('{"claims": []}').broken == ""


@pytest.mark.parametrize("left", range(1, 22))
def test_an_answer_that_breaks_off_yields_its_whole_claims(left):
    answer = parse(WHOLE[:-left])

    assert answer.claims[0] == ONE
    assert answer.broken


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("I cannot help with that.", "no JSON"),
        ("", "no JSON"),
        ('{"claims": [oops', "not valid JSON"),
        ('{"answer": 1}', "no list of claims"),
        ('{"claims": {"quote": "x"}}', "no list of claims"),
        ("<think>endless {", "no JSON"),
        ('{"a":' * 50_000, "JSON"),
    ],
)
def test_a_broken_answer_says_what_is_wrong(text, says):
    answer = parse(text)

    assert not answer.claims
    assert says in answer.broken


def test_what_is_no_claim_is_said():
    answer = parse('{"claims": [{"quote": "one camp opened"}, 5, null]}')

    assert answer.claims == (ONE,)
    assert answer.broken == "2 items are no claims"


@given(st.text())
def test_no_answer_breaks_the_reader(text):
    parse(text)
    parse('{"claims": [' + text)
