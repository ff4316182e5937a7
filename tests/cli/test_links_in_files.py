"""Links that stand in a file of claims count whenever they come, and never twice."""

import json

import pytest

READY = {
    "id": "A",
    "report": "halls.txt",
    "kind": "hosting",
    "subject": "PRT",
    "matter": "halls",
    "status": "ready",
    "said": "2019-03-03",
    "qty": {"lo": 300, "hi": 300, "hedge": "exact", "unit": "person", "measure": "capacity"},
    "chain": [{"actor": "Rui Alva (PRT minister)", "how": "said"}],
}
MORE = {**READY, "id": "B", "qty": {**READY["qty"], "lo": 500, "hi": 500}}
UPDATES_A = {**MORE, "links": [{"relation": "updates", "claim": "A"}]}


def learn(panah, case, *claims, code=0):
    file = case.parent / "claims.jsonl"
    file.write_text("\n".join(json.dumps(claim) for claim in claims), encoding="utf-8")
    told = panah("import", case, file, "--by", "rita", code=code)
    return told.stderr


def number(panah, case):
    told = panah("situation", case, "--as-of", "2019-03-10", "--format", "json").stdout
    return json.loads(told)["lines"][0]["facets"][0]["lo"]


def test_a_link_that_a_later_file_adds_to_a_known_claim_is_kept(panah, case):
    learn(panah, case, READY, MORE)
    before = number(panah, case)

    assert "1 new entry" in learn(panah, case, UPDATES_A)
    assert (before, number(panah, case)) == (300, 500)
    assert "0 new entries" in learn(panah, case, UPDATES_A)


def test_a_link_that_a_second_line_of_one_claim_adds_is_kept(panah, case):
    learn(panah, case, READY, MORE, UPDATES_A)

    assert number(panah, case) == 500


def test_a_link_that_a_person_took_back_stays_so_when_its_file_comes_again(panah, case):
    learn(panah, case, READY, UPDATES_A)
    panah("review", case, "B", "--unlink", "updates", "A", "--by", "rita")

    assert "0 new entries" in learn(panah, case, READY, UPDATES_A)
    assert number(panah, case) == 300


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ([{**MORE, "links": [{"relation": "same", "claim": "B"}]}], "linked to itself"),
        (
            [UPDATES_A, {**READY, "links": [{"relation": "updates", "claim": "B"}]}],
            "both would be out",
        ),
    ],
)
def test_links_that_leave_nothing_are_refused_with_their_line(panah, case, lines, says):
    told = learn(panah, case, *lines, code=1)

    assert says in told
    assert "claims.jsonl, line" in told
    assert "empty" in panah("verify", case).stdout
