"""Nobody has said yet what is dated as said on a day to come, through whichever door it comes."""

import json

import pytest

CLAIM = {
    "id": "K1",
    "report": "halls.txt",
    "kind": "hosting",
    "subject": "PRT",
    "status": "ready",
    "said": "2019-03-03",
    "chain": [{"actor": "Rui Alva (PRT minister)", "how": "said"}],
}


def learn(panah, case, code=0, **change):
    file = case.parent / "claims.jsonl"
    file.write_text(json.dumps({**CLAIM, **change}), encoding="utf-8")
    return panah("import", case, file, "--by", "rita", code=code)


@pytest.mark.parametrize("said", ["2190-01-01", "2190", "2190-01-01/.."])
def test_a_claim_said_on_a_day_to_come_is_refused_with_its_line(panah, case, said):
    told = learn(panah, case, said=said, code=1).stderr

    assert "claims.jsonl, line 1: K1 is dated as said 2190" in told
    assert "lies in the future" in told
    assert "empty" in panah("verify", case).stdout


def test_an_amendment_puts_no_words_on_a_day_to_come(panah, case):
    learn(panah, case)
    told = panah("review", case, "K1", "--amend", "said=2190-01-01", code=1).stderr

    assert "K1 is dated as said 2190-01-01" in told


def test_what_may_have_been_said_by_today_is_taken(panah, case):
    learn(panah, case, said="2019-03-03/2190")

    assert "K1" in panah("claims", case, "--as-of", "2019-03-10").stdout


def test_a_fact_of_a_day_to_come_is_found_by_check_until_it_is_a_plan(panah, case):
    learn(panah, case, event="2190-05")

    assert "K1 is told as a fact of 2190-05" in panah("check", case, code=1).stdout
    panah("review", case, "K1", "--amend", "mood=will")
    assert "nothing looks wrong" in panah("check", case).stderr
