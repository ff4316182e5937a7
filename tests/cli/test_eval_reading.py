"""Scoring the reader on a folder of annotated reports, through the command line."""

import json

import pytest
from tests.reading.llm.stub import Fault, serving

QUOTE = "Portugal is ready to host up to 300 refugees"
CLAIM = {"kind": "offer", "actor": "Portugal", "status": "ready", "quote": QUOTE}


@pytest.fixture
def folder(tmp_path):
    """A folder with two annotated reports."""
    for part in ("docs", "gold"):
        (tmp_path / "mine" / part).mkdir(parents=True)
    for name in ("1", "2"):
        text = f"{QUOTE} from Chad, Interior Minister Rui Alva said on 3 March.\n"
        (tmp_path / f"mine/docs/{name}.txt").write_text(text)
        (tmp_path / f"mine/gold/{name}.jsonl").write_text(json.dumps(CLAIM) + "\n")
    return tmp_path / "mine"


def test_scores_stand_with_their_intervals_for_claims_alone_and_with_the_net(panah, folder):
    shown = panah("eval-reading", folder).stdout
    found = json.loads(panah("eval-reading", folder, "--format", "json").stdout)

    assert "2 reports, 2 annotated claims" in shown
    assert list(found["shares"]) == ["read, right or not", "read or flagged as unread"]
    for figures in (*found["measures"].values(), *found["shares"].values()):
        assert figures["low"] is not None


def test_predictions_are_written_in_the_fields_of_the_annotation(panah, folder, tmp_path):
    panah("eval-reading", folder, "--predictions", tmp_path / "out")
    (line,) = (tmp_path / "out" / "1.jsonl").read_text(encoding="utf-8").splitlines()

    assert CLAIM.items() <= {**json.loads(line), "quote": QUOTE}.items()


def test_the_model_that_a_case_names_is_measured_beside_the_rules(panah, folder, case):
    quote = f"{QUOTE} from Chad"
    found = {"kind": "hosting", "hold": "live", "mood": "is", "quote": quote, "sentence": 0}
    with serving({"claims": [{**found, "status": "ready", "status_text": "ready"}]}) as server:
        model = f'endpoint = "{server.address}/v1"\nwire = "openai"\nmodel = "m"\nmode = "all"\n'
        (case / "case.toml").write_text(f'name = "x"\n[llm]\n{model}', encoding="utf-8")
        shown = panah("eval-reading", folder, "--reader", "llm", "--case", case).stdout

    assert "2 reports, 2 annotated claims" in shown
    assert "failed" not in shown
    assert len(server.seen) == 1, "the two texts are the same, so the answer is kept"
    assert "--case" in panah("eval-reading", folder, "--reader", "llm", code=1).stderr


def test_a_model_that_does_not_answer_is_told_beside_the_scores(panah, folder, case):
    with serving(Fault(401)) as server:
        model = f'endpoint = "{server.address}/v1"\nwire = "openai"\nmodel = "m"\nmode = "all"\n'
        (case / "case.toml").write_text(f'name = "x"\n[llm]\n{model}', encoding="utf-8")
        shown = panah("eval-reading", folder, "--reader", "llm", "--case", case).stdout

    (told,) = [line for line in shown.splitlines() if "failed" in line]
    assert told.split()[-1] == "2"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("[]", "line 1: must be an object of JSON, not list"),
        ("{", "line 1: not JSON"),
        ('{"kind": "hosting", "quote": "x"}', "kind is 'hosting'; it must be one of agreement"),
        ('{"kind": "offer"}', "quote must be a text"),
        ('{"kind": "offer", "quote": "x", "status": "sure"}', "status is 'sure'"),
        ('{"kind": "offer", "quote": "x", "quantity": 5}', "quantity must be null or as"),
        ('{"kind": "offer", "quote": "x", "quantity": {"low": "5"}}', "quantity must be null"),
        ('{"kind": "offer", "quote": "x", "alt_quotes": "y"}', "alt_quotes must be a list"),
        ('{"kind": "offer", "quote": "x", "actor": 5}', "actor must be a text"),
    ],
)
def test_an_annotation_that_cannot_be_meant_is_refused_with_its_line(panah, folder, line, says):
    (folder / "gold" / "2.jsonl").write_text(line)

    shown = panah("eval-reading", folder, code=1).stderr
    assert "2.jsonl" in shown
    assert says in shown


@pytest.mark.parametrize(
    ("file", "content", "says"),
    [
        ("gold/2.jsonl", b"\xff", "cannot be read as UTF-8"),
        ("gold/3.jsonl", b"", "annotates no text"),
        ("docs/3.txt", b"Four camps.", "a report without claims has an empty file"),
        ("docs/2.meta.json", b"3", "must be an object of JSON, not int"),
        ("docs/2.meta.json", b'{"date": "soon"}', "2.meta.json: date: 'soon' is not a date"),
    ],
)
def test_a_folder_that_does_not_fit_together_is_refused(panah, folder, file, content, says):
    (folder / file).write_bytes(content)

    assert says in panah("eval-reading", folder, code=1).stderr


def test_a_folder_that_is_none_of_these_says_what_it_lacks(panah, folder, tmp_path):
    (tmp_path / "docs").mkdir()
    assert "there is no docs/*.txt in it" in panah("eval-reading", tmp_path, code=1).stderr

    (tmp_path / "docs" / "1.txt").write_text("Four camps.")
    assert "there is no folder gold in it" in panah("eval-reading", tmp_path, code=1).stderr
