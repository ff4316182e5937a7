"""What other programs take: linked data with who did what, hashtags, early warnings."""

import csv
import json
import xml.etree.ElementTree as ET

import pytest

CAP = "{urn:oasis:names:tc:emergency:cap:1.2}"
SAID = [{"actor": "Rui Alva (PRT minister)", "how": "said"}]
OFFER = {
    "kind": "hosting",
    "subject": "PRT",
    "status": "ready",
    "event": "2019-03-03",
    "said": "2019-03-03",
    "qty": {"lo": 0, "hi": 300, "hedge": "up_to", "unit": "person", "measure": "ceiling"},
    "chain": SAID,
}
FEAR = {
    "kind": "security",
    "subject": "TCD",
    "mood": "may",
    "event": "2019-04",
    "said": "2019-03-03",
    "matter": "TCD-east",
    "chain": [{"actor": "UNHCR", "how": "said"}],
}


def learn(panah, case, *claims):
    file = case.parent / "claims.jsonl"
    file.write_text("\n".join(json.dumps(claim) for claim in claims), encoding="utf-8")
    panah("import", case, file, "--by", "rita")


def nodes(panah, case, *more):
    asked = ("situation", case, "--as-of", "2019-03-10", "--format", "jsonld", *more)
    graph = json.loads(panah(*asked).stdout)["@graph"]
    return {node["@id"]: node for node in graph}


def claim(found, label):
    (node,) = [
        node
        for node in found.values()
        if node.get("schema:identifier") == label and "panah:matter" in node
    ]
    return node


@pytest.fixture
def told(panah, case):
    learn(
        panah,
        case,
        {**OFFER, "id": "K1", "report": "one.txt"},
        {**OFFER, "id": "K2", "report": "two.txt", "links": [{"relation": "same", "claim": "K1"}]},
    )
    return case


@pytest.fixture
def secret(panah, told, tmp_path):
    """A claim of a restricted report, accepted and linked to an open one: its id and speaker."""
    file = tmp_path / "secret.txt"
    file.write_text("Spain is ready to host 900 refugees from Chad.", encoding="utf-8")
    about = ("--published", "2019-03-04", "--publisher", "Note", "--sensitivity", "restricted")
    panah("read", told, file, *about, "--record")
    panah("review", told, "--all-proposed", "--accept")
    asked = ("--as-of", "2019-03-10", "--level", "restricted", "--format", "jsonl")
    listed = panah("claims", told, *asked).stdout
    (hidden,) = (one for one in map(json.loads, listed.splitlines()) if one["subject"] == "ESP")
    panah("review", told, hidden["id"], "--link", "conflicts", "K1")
    return hidden["id"], hidden["said_by"]


def test_what_people_did_are_activities_with_who_and_when(panah, told):
    panah("review", told, "K1", "--grade", "B2", "--by", "ana", "--why", "right before")
    found = nodes(panah, told)
    acts = [node for node in found.values() if node["@type"] == "prov:Activity"]

    assert [act["panah:act"] for act in acts].count("import") == 2
    (graded,) = [act for act in acts if act["panah:act"] == "grade"]
    assert found[graded["prov:wasAssociatedWith"]["@id"]]["schema:name"] == "user:ana"
    assert graded["prov:used"] == [{"@id": claim(found, "K1")["@id"]}]
    assert graded["panah:why"] == "right before"
    (linked,) = [act for act in acts if act["panah:act"] == "link"]
    assert linked["panah:relation"] == "same"


def test_a_claim_was_made_by_the_entry_that_read_it(panah, told):
    found = nodes(panah, told)

    made = found[claim(found, "K1")["prov:wasGeneratedBy"]["@id"]]
    assert made["panah:act"] == "read"


def test_a_claim_read_otherwise_is_a_revision_of_what_stood_before(panah, told):
    old = claim(nodes(panah, told), "K1")["@id"]
    panah("review", told, "K1", "--amend", "status=agreed", "--by", "ana")
    found = nodes(panah, told)
    new = claim(found, "K1")

    assert new["prov:wasRevisionOf"] == {"@id": old}
    assert found[old]["@type"] == ["prov:Entity", "schema:Claim"]
    assert found[new["prov:wasGeneratedBy"]["@id"]]["panah:act"] == "amend"


def test_what_others_repeat_first_appeared_where_it_was_published_first(panah, told, tmp_path):
    for name, day in (("first", "2019-03-03"), ("later", "2019-03-05")):
        (tmp_path / f"{name}.txt").write_text(
            f"Paper {name}\n\nPortugal is ready to host up to 300 refugees from Chad.",
            encoding="utf-8",
        )
        about = ("--publisher", name, "--published", day, "--record")
        panah("read", told, tmp_path / f"{name}.txt", *about)
    panah("review", told, "--all-proposed", "--accept")
    listed = panah("claims", told, "--as-of", "2019-03-10", "--format", "jsonl").stdout
    ids = [json.loads(line) for line in listed.splitlines()]
    first, later = (
        next(one["id"] for one in ids if one["publisher"] == name) for name in ("first", "later")
    )
    panah("review", told, later, "--link", "same", first)
    found = nodes(panah, told)
    reports = {node.get("schema:publisher"): key for key, node in found.items()}

    (both,) = {
        found[f"urn:panah:claim:{key}"]["schema:firstAppearance"]["@id"] for key in (first, later)
    }
    assert both == reports["first"]
    assert found[f"urn:panah:claim:{later}"]["schema:appearance"]["@id"] == reports["later"]


def test_linked_data_for_the_public_names_nothing_that_is_restricted(panah, told, secret):
    text = json.dumps(nodes(panah, told))

    assert json.dumps(nodes(panah, told, "--level", "restricted")).count(secret[0]) > 2
    for word in ("Spain", "secret.txt", "Note", *secret):
        assert word not in text


def test_a_row_of_hashtags_follows_the_names_where_it_is_asked_for(panah, told, tmp_path):
    asked = ("situation", told, "--as-of", "2019-03-10", "--as-known", "2099-01-01", "--format")
    plain = list(csv.reader(panah(*asked, "csv").stdout.splitlines()))
    names, tags, *rows = csv.reader(panah(*asked, "csv", "--hxl").stdout.splitlines())
    panah(*asked, "xlsx", "--hxl", "-o", tmp_path / "s.xlsx")

    assert [names, *rows] == plain
    assert tags[names.index("asylum_location_code")] == "#country+code+asylum"
    assert all(tag == "" or tag.startswith("#") for tag in tags)
    assert (tmp_path / "s.xlsx").read_bytes().startswith(b"PK")
    assert "no row of hashtags" in panah(*asked, "json", "--hxl", code=1).stderr


def warn(panah, case, name, *more, day="2019-03-10", matter="TCD-east"):
    file = case.parent / name
    asked = ("--as-of", day, "--sender", "desk@panah.example", "-o", file)
    panah("alert", case, matter, *asked, *more)
    root = ET.parse(file).getroot()  # noqa: S314  (our own file)
    return file, {child.tag.removeprefix(CAP): child for child in root.iter()}


def named(parts):
    return ",".join(parts[field].text for field in ("sender", "identifier", "sent"))


def test_a_warning_is_an_alert_then_an_update_then_a_cancel_that_name_what_went_before(panah, case):
    learn(panah, case, {**FEAR, "id": "F1", "report": "fear.txt"})
    first, alert = warn(panah, case, "1.xml")
    second, update = warn(panah, case, "2.xml", "--after", first)
    fact = {**FEAR, "id": "F2", "report": "fact.txt", "mood": "is", "status": "done"}
    fact |= {"event": "2019-04-02", "said": "2019-04-02"}
    learn(panah, case, {**fact, "links": [{"relation": "bears_out", "claim": "F1"}]})
    _, cancel = warn(panah, case, "3.xml", "--after", second, day="2019-04-03")

    assert [parts["msgType"].text for parts in (alert, update, cancel)] == [
        "Alert",
        "Update",
        "Cancel",
    ]
    assert "references" not in alert
    assert update["references"].text == named(alert)
    assert cancel["references"].text == f"{named(alert)} {named(update)}"
    assert alert["certainty"].text == "Possible"
    assert (alert["urgency"].text, cancel["urgency"].text) == ("Future", "Past")
    assert (cancel["certainty"].text, cancel["severity"].text) == ("Observed", "Unknown")
    assert "Borne out" in cancel["note"].text
    assert alert["areaDesc"].text == "Chad"


def test_the_parts_of_a_message_stand_in_the_order_of_the_standard(panah, case):
    learn(panah, case, {**FEAR, "id": "F1", "report": "fear.txt"})
    file, _ = warn(panah, case, "1.xml")
    root = ET.parse(file).getroot()  # noqa: S314  (our own file)
    info = root.find(f"{CAP}info")

    assert [child.tag.removeprefix(CAP) for child in root] == [
        *("identifier", "sender", "sent", "status", "msgType", "source", "scope", "info"),
    ]
    assert list(dict.fromkeys(child.tag.removeprefix(CAP) for child in info)) == [
        *("language", "category", "event", "urgency", "severity", "certainty", "headline"),
        *("description", "parameter", "area"),
    ]
    assert root.findtext(f"{CAP}sent").endswith("-00:00")


def test_a_warning_that_was_taken_back_can_be_cancelled(panah, case):
    learn(panah, case, {**FEAR, "id": "F1", "report": "fear.txt"})
    first, _ = warn(panah, case, "1.xml")
    panah("retract", case, "F1")
    _, cancel = warn(panah, case, "2.xml", "--after", first, "--meant", "exercise")

    assert (cancel["msgType"].text, cancel["status"].text) == ("Cancel", "Exercise")
    assert "Nothing warns" in cancel["note"].text


@pytest.mark.parametrize(
    ("matter", "sender", "words"),
    [
        ("TCD-west", "desk@panah.example", ["no line 'TCD-west'"]),
        ("hosting.PRT._._", "desk@panah.example", ["nothing warns", "no outlook"]),
        ("TCD-east", "our desk", ["cannot be a sender", "no spaces"]),
    ],
)
def test_a_message_that_cannot_be_sent_is_refused(panah, told, matter, sender, words):
    learn(panah, told, {**FEAR, "id": "F1", "report": "fear.txt"})
    asked = ("--as-of", "2019-03-10", "--sender", sender)
    refused = panah("alert", told, matter, *asked, code=1)

    for word in words:
        assert word in refused.stderr


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("not xml", "not XML"),
        ("<alert/>", "no CAP 1.2 message"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><alert>&b;</alert>', "entities"),
    ],
)
def test_a_file_that_is_no_message_cannot_be_followed(panah, case, tmp_path, content, words):
    learn(panah, case, {**FEAR, "id": "F1", "report": "fear.txt"})
    (tmp_path / "x.xml").write_text(content, encoding="utf-8")
    asked = ("--as-of", "2019-03-10", "--sender", "a@b", "--after", tmp_path / "x.xml")

    assert words in panah("alert", case, "TCD-east", *asked, code=1).stderr


def test_a_ledger_that_is_handed_on_holds_nothing_restricted_unless_asked(
    panah, told, tmp_path, secret
):
    panah("new", tmp_path / "there", "--name", "There")
    done = panah("export", told, "-o", tmp_path / "open.jsonl")
    panah("import", tmp_path / "there", tmp_path / "open.jsonl")
    panah("verify", tmp_path / "there")
    asked = ("--as-of", "2019-03-10", "--format", "json")
    mine = json.loads(panah("situation", told, *asked).stdout)
    theirs = json.loads(panah("situation", tmp_path / "there", *asked).stdout)

    text = (tmp_path / "open.jsonl").read_text(encoding="utf-8")
    for word in ("Spain", "host 900", "secret.txt", "Note", "ESP", *secret):
        assert word not in text
    assert "left out: 1 report above public and" in done.stderr
    assert mine["lines"] == theirs["lines"]


def test_a_ledger_to_keep_is_written_whole(panah, told, tmp_path, secret):
    panah("export", told, "--level", "confidential", "-o", tmp_path / "whole.jsonl")
    panah("export", told, "-o", tmp_path / "open.jsonl")
    panah("new", tmp_path / "there", "--name", "There")
    panah("import", tmp_path / "there", tmp_path / "whole.jsonl")
    again = (
        "export",
        tmp_path / "there",
        "--level",
        "confidential",
        "-o",
        tmp_path / "again.jsonl",
    )
    panah(*again)
    whole = ("--level", "confidential", "--format", "json")
    asked = ("situation", told, "--as-of", "2019-03-10", *whole)
    before = json.loads(panah(*asked).stdout)["lines"]
    panah("merge", told, tmp_path / "open.jsonl")

    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
    assert secret[0] in (tmp_path / "whole.jsonl").read_text(encoding="utf-8")
    assert json.loads(panah(*asked).stdout)["lines"] == before


@pytest.mark.parametrize("command", ["situation", "claims", "brief"])
def test_an_answer_that_holds_what_is_restricted_says_so_where_it_is_not_in_the_way(
    panah, told, tmp_path, secret, command
):
    more = ("-o", tmp_path / "brief.md") if command == "brief" else ()
    asked = (command, told, "--as-of", "2019-03-10", *more)

    assert secret
    assert "not to be handed on" in panah(*asked, "--level", "restricted").stderr
    assert "not to be handed on" not in panah(*asked).stderr
    assert "left out" in panah(*asked).stderr


def test_what_was_replaced_stands_with_the_rule_and_what_replaced_it(panah, case, tmp_path):
    talks = {**OFFER, "id": "K1", "report": "one.txt", "status": "in_talks", "mode": "transit"}
    agreed = {**OFFER, "id": "K2", "report": "two.txt", "status": "agreed", "qty": None}
    learn(panah, case, talks, {**agreed, "links": [{"relation": "updates", "claim": "K1"}]})
    asked = ("--as-of", "2019-03-10")
    (line,) = json.loads(panah("situation", case, *asked, "--format", "json").stdout)["lines"]
    table = panah("situation", case, *asked).stdout
    for kind in ("country", "offers"):
        panah("brief", case, *asked, "--kind", kind, "-o", tmp_path / f"{kind}.md")

    assert line["status"] == {"low": "agreed", "high": "agreed"}
    assert line["status_cell"]["claims"] == ["K2"]
    assert line["status_cell"]["retired"] == [{"claim": "K1", "rule": "R5", "by": "K2"}]
    assert line["facets"][0]["claims"] == ["K1"]
    assert "replaced (R5): status of [K1] by [K2]" in table
    for kind in ("country", "offers"):
        brief = (tmp_path / f"{kind}.md").read_text(encoding="utf-8")
        assert "Replaced: its status by what" in brief
        assert "3 March 2019 (R5)." in brief
