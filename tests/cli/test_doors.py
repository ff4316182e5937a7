"""Every act has a door: what people decide beside accepting, and how each decision is undone."""

import json

import pytest

OFFER = {
    "report": "halls.txt",
    "quote": "Portugal is ready to host up to 300 refugees",
    "kind": "hosting",
    "subject": "PRT",
    "status": "ready",
    "event": "2019-03-03",
    "said": "2019-03-03",
}
UNNAMED = [{"actor": "officials", "how": "unnamed"}]


def amount(low, high):
    return {"lo": low, "hi": high, "hedge": "about", "unit": "person", "measure": "capacity"}


@pytest.fixture
def told(panah, case, tmp_path):
    """Three papers on one offer: two unnamed voices on one day, and a named one."""
    voices = {"K1": "one.txt", "K2": "two.txt", "K3": "three.txt"}
    lines = [
        {**OFFER, "id": name, "report": report, "chain": UNNAMED, "qty": amount(200, 300)}
        | {"span": None, "quote": None}
        for name, report in voices.items()
    ]
    lines[1]["chain"] = [{"actor": "sources", "how": "unnamed"}]
    lines[2]["chain"] = [{"actor": "Rui Alva (PRT minister)", "how": "said"}]
    lines = [{k: v for k, v in line.items() if v is not None} for line in lines]
    (tmp_path / "claims.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    panah("import", case, tmp_path / "claims.jsonl", "--by", "rita")
    return case


def offer(panah, case):
    asked = ("--as-of", "2019-03-10", "--format", "json")
    answer = json.loads(panah("situation", case, *asked).stdout)
    (line,) = [line for line in answer["lines"] if line["kind"] == "hosting"]
    return line


def voices(panah, case):
    line = offer(panah, case)
    return line["voices_least"], line["voices"]


def last(panah, case, *name):
    return panah("log", case, *name).stdout.splitlines()[-1].split()


def test_undoing_one_of_many_decided_at_once_leaves_the_others_as_they_are(panah, recorded):
    panah("review", recorded, "--all-proposed", "--accept", "--by", "ana")
    listed = panah("claims", recorded, "--as-of", "2019-03-10", "--format", "jsonl").stdout
    first, *others = [json.loads(line)["id"] for line in listed.splitlines()]
    panah("review", recorded, first, "--retract", "--by", "ana")

    listed = panah("claims", recorded, "--as-of", "2019-03-10", "--format", "jsonl").stdout
    assert [json.loads(line)["id"] for line in listed.splitlines()] == others
    assert others


def test_undoing_one_of_many_keeps_what_was_corrected_of_the_others_since(panah, recorded):
    panah("review", recorded, "--all-proposed", "--accept", "--by", "ana")
    asked = ("claims", recorded, "--as-of", "2019-03-10", "--format", "jsonl")
    first, second, *_ = [json.loads(line)["id"] for line in panah(*asked).stdout.splitlines()]
    panah("review", recorded, second, "--amend", "qty.lo=111", "--by", "ana")
    panah("review", recorded, first, "--retract", "--by", "ana")

    left = [json.loads(line) for line in panah(*asked).stdout.splitlines()]
    assert second not in [claim["id"] for claim in left]
    assert 111 in [claim["low"] for claim in left]


def test_with_four_eyes_the_proposer_cannot_accept_again_by_undoing(panah, told):
    (told / "case.toml").write_text('name = "x"\nfour_eyes = true\n', encoding="utf-8")
    panah("review", told, "K1", "K2", "--accept", "--by", "ana")

    refused = panah("review", told, "K1", "--retract", "--by", "rita", code=1)
    assert "somebody else has to undo it" in refused.stderr
    panah("review", told, "K1", "--retract", "--by", "ana")
    assert len(offer(panah, told)["claims"]) == 1


def test_two_unnamed_voices_are_one_or_two_until_a_person_notes_that_they_are_independent(
    panah, told
):
    before = voices(panah, told)
    panah("review", told, "K2", "--independent", "K1", "--why", "two ministries")

    assert (before, voices(panah, told)) == ((2, 3), (3, 3))
    assert last(panah, told, "K2")[4] == "note"
    panah("retract", told, last(panah, told)[1])
    assert voices(panah, told) == (2, 3)


def test_an_independent_voice_stays_so_when_its_claim_is_read_otherwise(panah, told):
    panah("review", told, "K2", "--independent", "K1")
    panah("review", told, "K1", "--amend", "qty.lo=210")

    assert voices(panah, told) == (3, 3)


def test_a_claim_is_not_independent_of_itself(panah, told):
    assert "two" in panah("review", told, "K1", "--independent", "K1", code=1).stderr


def test_a_link_is_taken_back_by_either_door(panah, told):
    panah("review", told, "K2", "--link", "same", "K1")
    linked = voices(panah, told)
    panah("review", told, "K2", "--unlink", "same", "K1")

    assert (linked, voices(panah, told)) == ((2, 2), (2, 3))
    panah("review", told, "K2", "--link", "same", "K1")
    panah("retract", told, last(panah, told)[1])
    assert voices(panah, told) == (2, 3)


def test_a_link_that_is_not_there_cannot_be_taken_back(panah, told):
    panah("review", told, "K2", "--link", "same", "K1")

    wrong = panah("review", told, "K1", "--unlink", "same", "K2", code=1)
    assert "no link same between K1 and K2" in wrong.stderr


def test_a_graded_source_leads_before_another_of_its_rank(panah, told):
    before = offer(panah, told)["facets"][0]["lead"]
    panah("review", told, "K3", "--reject")
    panah("grade", told, "sources", "A1", "--why", "right three times")
    after = offer(panah, told)["facets"][0]["lead"]

    assert (before, after) == ("K3", "K2")
    assert last(panah, told, "sources")[4:7] == ["grade", "sources:", "A1"]


def test_a_grade_for_other_kinds_changes_nothing(panah, told):
    panah("review", told, "K3", "--reject")
    panah("grade", told, "sources", "A1", "--kind", "security", "--kind", "access")

    assert offer(panah, told)["facets"][0]["lead"] == "K1"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("grade", "sorces", "B2"), ["no claim or actor 'sorces'"]),
        (("grade", "K1", "B9"), ["B9"]),
        (("grade", "K1", "B2", "--kind", "access"), ["no scope"]),
        (("note", "ones.txt", "x"), ["'ones.txt'", "did you mean one.txt"]),
        (("note", "K1", " "), ["needs a text"]),
        (("retract", "hosting.PRT._._"), ["no entry or claim"]),
        (("log", "K9"), ["K9"]),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_kept(panah, told, arguments, words):
    command, *rest = arguments
    before = panah("verify", told).stdout
    refused = panah(command, told, *rest, code=1)

    for word in words:
        assert word in refused.stderr
    assert panah("verify", told).stdout == before


def test_a_remark_stands_in_the_log_of_what_it_is_on(panah, told):
    panah("note", told, "one.txt", "call Lisbon", "--asked", "--by", "ana")
    matter = offer(panah, told)["matter"]
    panah("note", told, matter, "the army's halls")

    assert "question call Lisbon" in panah("log", told, "one.txt").stdout
    assert "text the army's halls" in panah("log", told, matter).stdout
    assert "call Lisbon" not in panah("log", told, "K2").stdout


def test_what_a_source_took_back_is_out_and_can_be_put_back(panah, told):
    panah("retract", told, "K1", "--why", "the paper corrected itself")
    out = offer(panah, told)["claims"]
    panah("retract", told, last(panah, told)[1])

    assert (out, offer(panah, told)["claims"]) == (["K2", "K3"], ["K1", "K2", "K3"])


def test_the_log_shows_every_entry_in_its_order(panah, told, tmp_path):
    panah("export", told, "-o", tmp_path / "ledger.jsonl")
    entries = [json.loads(line) for line in (tmp_path / "ledger.jsonl").read_text().splitlines()]
    rows = [line.split() for line in panah("log", told).stdout.splitlines()]

    assert [(int(row[0]), row[1], row[4]) for row in rows] == [
        (entry["seq"], entry["key"][:8], entry["content"]["act"]) for entry in entries
    ]


def test_nothing_that_was_written_down_commands_the_terminal(panah, told):
    sly = "call\x1b[2J\x07 \u202elisbon\nagain"
    panah("note", told, "K1", sly, "--by", "a\x1b[31mna")
    panah("review", told, "K1", "--amend", f"note={sly}", "--why", sly)
    shown = [
        panah("log", told).output,
        panah("claims", told, "--as-of", "2019-03-10").output,
        panah("log", told, sly, code=1).output,
    ]

    assert all("lisbon again" in text for text in shown[:2])
    for text in shown:
        assert not set(text) & set("\x1b\x07\u202e")
