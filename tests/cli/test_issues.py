"""What was published can be made again, byte for byte, whatever the ledger has learned since."""

import json

import pytest

CLAIM = {
    "id": "K1",
    "report": "halls.txt",
    "kind": "hosting",
    "subject": "PRT",
    "status": "ready",
    "event": "2019-03-03",
    "said": "2019-03-03",
    "qty": {"lo": 0, "hi": 300, "hedge": "up_to", "unit": "person", "measure": "ceiling"},
    "chain": [{"actor": "Rui Alva (PRT minister)", "how": "said"}],
}
ASKED = ("--as-of", "2019-03-10")


def learn(panah, case, **change):
    file = case.parent / "claims.jsonl"
    file.write_text(json.dumps({**CLAIM, **change}), encoding="utf-8")
    panah("import", case, file, "--by", "rita")


@pytest.fixture
def told(panah, case):
    learn(panah, case)
    return case


def publish(panah, case, file, *more):
    panah("brief", case, *ASKED, "-o", file, "--publish", "--by", "ana", *more)
    return panah("issues", case).stdout.splitlines()[-1].split()[0]


@pytest.mark.parametrize(
    ("name", "more"),
    [("b.html", ()), ("b.md", ("--kind", "offers")), ("s.md", ("--strict", "--why", "for Faro"))],
)
def test_an_issue_is_made_again_byte_for_byte_after_more_was_learned(
    panah, told, tmp_path, name, more
):
    key = publish(panah, told, tmp_path / name, *more)
    learn(panah, told, id="K2", report="other.txt", status="agreed", said="2019-03-08")
    panah("issues", told, "--again", key, "-o", tmp_path / f"again-{name}")

    assert (tmp_path / f"again-{name}").read_bytes() == (tmp_path / name).read_bytes()
    assert "made again byte for byte: 1" in panah("verify", told).stdout


def test_an_issue_prints_the_head_it_was_made_from(panah, told, tmp_path):
    head = panah("verify", told).stdout.split()[3].rstrip(":")
    publish(panah, told, tmp_path / "b.html")
    publish(panah, told, tmp_path / "b.md")

    assert head in (tmp_path / "b.html").read_text(encoding="utf-8")
    assert head not in (tmp_path / "b.md").read_text(encoding="utf-8"), "one entry later"


def test_a_file_is_held_against_the_ledger(panah, told, tmp_path):
    issue = tmp_path / "b.md"
    key = publish(panah, told, issue)
    panah("brief", told, *ASKED, "-o", tmp_path / "draft.md")

    assert panah("issues", told, "--file", issue).stdout.startswith(key)
    unpublished = panah("issues", told, "--file", tmp_path / "draft.md", code=1).stderr
    assert "does not hold" not in unpublished
    assert "none of its issues" in unpublished
    text = issue.read_text(encoding="utf-8")
    assert "0\u2013300" in text
    issue.write_text(text.replace("0\u2013300", "0\u2013900"), encoding="utf-8")
    assert "it was changed" in panah("issues", told, "--file", issue, code=1).stderr
    issue.write_text("Nothing of panah's.", encoding="utf-8")
    assert "prints no ledger's head" in panah("issues", told, "--file", issue, code=1).stderr


def test_an_issue_shows_that_a_ledgers_end_was_cut_off(panah, told, tmp_path):
    panah("export", told, "-o", tmp_path / "whole.jsonl")
    learn(panah, told, id="K2", report="other.txt", said="2019-03-08")
    publish(panah, told, tmp_path / "b.html")
    panah("new", tmp_path / "cut", "--name", "Chad 2019")
    panah("import", tmp_path / "cut", tmp_path / "whole.jsonl")

    assert "every hash holds" in panah("verify", tmp_path / "cut").stdout
    refused = panah("issues", tmp_path / "cut", "--file", tmp_path / "b.html", code=1)
    assert "its end was cut off" in refused.stderr.replace("this one's", "its")


def test_names_that_were_changed_since_are_found_when_the_ledger_is_verified(panah, told, tmp_path):
    publish(panah, told, tmp_path / "b.html")
    settings = (told / "case.toml").read_text(encoding="utf-8")
    (told / "case.toml").write_text(settings.replace("Chad", "Tchad"), encoding="utf-8")

    refused = panah("verify", told, code=1).stderr
    assert "comes out otherwise than it was published" in refused
    (told / "case.toml").write_text(settings, encoding="utf-8")
    panah("verify", told)


def test_an_issue_that_another_panah_wrote_is_not_compared(panah, told, tmp_path, monkeypatch):
    publish(panah, told, tmp_path / "b.html")
    settings = (told / "case.toml").read_text(encoding="utf-8")
    (told / "case.toml").write_text(settings.replace("Chad", "Tchad"), encoding="utf-8")
    monkeypatch.setattr("panah.case.publishing.version", lambda _: "99")

    assert "not compared: 1" in panah("verify", told).stdout


def test_an_issue_of_a_ledger_that_was_merged_is_made_again_there_and_not_here(
    panah, told, tmp_path
):
    panah("new", tmp_path / "mine", "--name", "Mine")
    learn(panah, tmp_path / "mine", id="K7", report="mine.txt")
    key = publish(panah, told, tmp_path / "b.html")
    panah("merge", tmp_path / "mine", told)

    assert "not compared: 1" in panah("verify", tmp_path / "mine").stdout
    again = ("issues", tmp_path / "mine", "--again", key, "-o", tmp_path / "x.html")
    assert "make it again there" in panah(*again, code=1).stderr


def test_what_is_not_public_is_in_no_issue(panah, told, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("Spain is ready to host 900 refugees from Chad.", encoding="utf-8")
    about = ("--published", "2019-03-04", "--publisher", "Note", "--sensitivity", "restricted")
    panah("read", told, secret, *about, "--record")
    panah("review", told, "--all-proposed", "--accept")
    publish(panah, told, tmp_path / "b.md")

    text = (tmp_path / "b.md").read_text(encoding="utf-8")
    assert "Spain" not in text
    assert "1 claim of restricted reports left out." in text
    panah("brief", told, *ASKED, "--level", "restricted", "-o", tmp_path / "own.md")
    own = (tmp_path / "own.md").read_text(encoding="utf-8")
    assert "Spain" in own
    assert "Holds 1 claim of restricted reports; not to be handed on" in own


def test_an_issue_can_be_withdrawn_and_stays_in_the_log(panah, told, tmp_path):
    key = publish(panah, told, tmp_path / "b.md")
    panah("retract", told, key, "--why", "a number was wrong")

    assert panah("issues", told).stdout == ""
    assert key in panah("log", told).stdout
    assert "begin with" in panah("issues", told, "--again", key, "-o", "x.md", code=1).stderr


def test_a_rebuilt_crisis_publishes_on_its_own_day(panah, case, tmp_path):
    (tmp_path / "c.jsonl").write_text(json.dumps(CLAIM), encoding="utf-8")
    panah("import", case, tmp_path / "c.jsonl", "--at", "2019-03-05")
    publish(panah, case, tmp_path / "b.md", "--at", "2019-03-11")
    panah("import", case, tmp_path / "c.jsonl", "--at", "2019-03-12")

    assert "as known 2019-03-11" in panah("issues", case).stdout
    assert "byte for byte: 1" in panah("verify", case).stdout


def test_nothing_is_kept_of_an_issue_that_could_not_be_written(panah, told, tmp_path):
    before = panah("verify", told).stdout
    panah("brief", told, *ASKED, "-o", tmp_path / "b.pages", "--publish", code=1)
    panah("brief", told, *ASKED, "-o", tmp_path / "none" / "b.md", "--publish", code=1)

    assert panah("verify", told).stdout == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("issues", "--again", "abcd"),
        ("brief", *ASKED, "-o", "b.md", "--why", "x"),
        ("brief", *ASKED, "-o", "b.md", "--scenario", "attack"),
        ("brief", *ASKED, "-o", "b.md", "--days", "9", "--publish", "--by", "ana"),
    ],
)
def test_options_that_belong_together_are_wanted_together(panah, told, arguments):
    command, *rest = arguments

    panah(command, told, *rest, code=2)


def test_a_case_whose_first_language_panah_does_not_write_is_briefed_in_english_and_told_so(
    panah, told, tmp_path
):
    (told / "case.toml").write_text('name = "x"\nlanguages = ["fa-AF", "ps"]\n', encoding="utf-8")
    said = panah("brief", told, *ASKED, "-o", tmp_path / "b.html").stderr

    assert "does not write fa-AF" in said
    assert '<html lang="en" dir="ltr">' in (tmp_path / "b.html").read_text(encoding="utf-8")
    assert panah("situation", told, *ASKED).stdout
    refused = panah("brief", told, *ASKED, "--language", "fa", "-o", "b.html", code=1)
    assert "en" in refused.stderr


def test_a_case_takes_the_first_of_its_languages_that_panah_writes(panah, told, tmp_path):
    (told / "case.toml").write_text('name = "x"\nlanguages = ["fa", "en-GB"]\n', encoding="utf-8")
    panah("brief", told, *ASKED, "-o", tmp_path / "b.html")

    assert '<html lang="en-GB"' in (tmp_path / "b.html").read_text(encoding="utf-8")
