"""The road of a working day, by the commands a user types."""

import json
import re
from datetime import UTC, date, datetime

import attrs
import pytest

from panah import open as open_case
from panah.case import About
from panah.errors import InputError


def listed(panah, case, *more, as_of="2019-03-04"):
    text = panah("claims", case, "--as-of", as_of, "--format", "jsonl", *more).stdout
    return [json.loads(line) for line in text.splitlines()]


def test_a_proposed_claim_counts_only_once_somebody_accepts_it(panah, recorded):
    assert listed(panah, recorded) == []
    proposed = listed(panah, recorded, "--drafts")
    panah("review", recorded, "--all-proposed", "--accept", "--by", "ana")

    assert proposed
    assert [claim["id"] for claim in listed(panah, recorded)] == [claim["id"] for claim in proposed]


def test_the_quote_is_the_words_of_the_report_at_its_span(panah, recorded, report):
    text = report.read_text(encoding="utf-8")
    for claim in listed(panah, recorded, "--drafts"):
        assert text[int(claim["span_start"]) : int(claim["span_end"])] == claim["quote"]


def test_reading_again_adds_nothing(panah, recorded, report):
    before = panah("verify", recorded).stdout
    again = panah(
        "read", recorded, report, "--published", "2019-03-04", "--publisher", "Jornal", "--record"
    )

    assert "0 new claims" in again.stderr
    assert panah("verify", recorded).stdout == before


def offer(panah, case, *more):
    (found,) = [claim for claim in listed(panah, case, *more) if claim["kind"] == "hosting"]
    return found


def test_an_offer_is_amended_undone_and_rejected_by_entries(panah, recorded):
    key = offer(panah, recorded, "--drafts")["id"]
    panah("review", recorded, key[:8], "--amend", "status=agreed", "--why", "signed on 5 March")
    amended = offer(panah, recorded)
    panah("review", recorded, amended["id"][:8], "--retract")
    undone = listed(panah, recorded)
    panah("review", recorded, key[:8], "--reject", "--reason", "not_said")

    assert amended["status"] == "agreed"
    assert [claim["kind"] for claim in undone if claim["kind"] == "hosting"] == []
    assert [claim["id"] for claim in listed(panah, recorded) if claim["id"] == key] == []


def test_a_claim_is_split_off_its_matter_and_the_matter_renamed(panah, recorded):
    panah("review", recorded, "--all-proposed", "--accept")
    key = offer(panah, recorded)["id"][:8]
    panah("review", recorded, key, "--matter", "halls-of-ardan")
    panah("matter", recorded, "halls-of-ardan", "--rename", "The halls of Ardan")

    assert offer(panah, recorded)["matter"] == "halls-of-ardan"
    lines = json.loads(
        panah("situation", recorded, "--as-of", "2019-03-04", "--format", "json").stdout
    )["lines"]
    assert "The halls of Ardan" in [line["title"] for line in lines]


def test_a_note_and_a_grade_change_no_answer(panah, recorded):
    panah("review", recorded, "--all-proposed", "--accept")
    before = offer(panah, recorded)
    panah("review", recorded, before["id"][:8], "--note", "call Lisbon", "--grade", "B2")
    after = offer(panah, recorded)

    assert after["grade"] == "B2"
    assert {**after, "grade": before["grade"]} == before


def test_with_four_eyes_the_proposer_cannot_accept(panah, recorded):
    (recorded / "case.toml").write_text('name = "x"\nfour_eyes = true\n')
    claim = {
        "id": "K1",
        "report": "halls.txt",
        "quote": "Some 120 people from Chad have arrived in Portugal",
        "kind": "movement",
        "subject": "people from Chad",
        "chain": [{"actor": "ministry", "how": "said"}],
        "event": "2019",
    }
    file = recorded.parent / "claims.jsonl"
    file.write_text(json.dumps(claim))
    panah("import", recorded, file, "--by", "rita")

    assert listed(panah, recorded) == []
    panah("review", recorded, "K1", "--accept", "--by", "ana")
    assert [one["label"] for one in listed(panah, recorded)] == ["K1"]


def test_a_restricted_report_is_left_out_below_its_level_and_the_number_is_said(
    panah, recorded, tmp_path
):
    secret = tmp_path / "secret.txt"
    secret.write_text("Spain is ready to host 900 refugees from Chad.", encoding="utf-8")
    about = ("--published", "2019-03-04", "--publisher", "Note", "--sensitivity", "restricted")
    panah("read", recorded, secret, *about, "--record")
    panah("review", recorded, "--all-proposed", "--accept")
    asked = ("situation", recorded, "--as-of", "2019-03-04", "--format", "json")
    public = panah(*asked)
    whole = panah(*asked, "--level", "restricted").stdout

    assert "Spain" in whole
    assert "Spain" not in public.stdout
    assert json.loads(public.stdout)["withheld"] == 1
    assert "1 claim of restricted reports left out." in public.stderr


@pytest.mark.parametrize("closed", ["from the start", "afterwards"])
def test_the_matter_that_a_restricted_claim_began_tells_the_public_nothing_of_it(
    panah, case, tmp_path, closed
):
    said = {
        "secret": "Spain will resettle 900 refugees from Chad.",
        "open": "Spain is ready to host up to 400 refugees from Chad.",
    }
    secret, restricted = tmp_path / "secret.txt", ("--sensitivity", "restricted", "--record")
    about = ("--published", "2019-03-04", "--publisher", "Note", "--record")
    for name, text in said.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        is_closed = name == "secret" and closed == "from the start"
        panah("read", case, tmp_path / f"{name}.txt", *about, *(restricted if is_closed else ()))
    if closed == "afterwards":
        panah("read", case, secret, *restricted)
    panah("review", case, "--all-proposed", "--accept")
    for form in ("json", "jsonld", "csv"):
        asked = ("situation", case, "--as-of", "2019-03-04", "--format", form)
        public, whole = panah(*asked).stdout, panah(*asked, "--level", "restricted").stdout

        assert "Spain" in public
        assert "resettle" in whole
        assert "resettle" not in public
    handed = tmp_path / "handed.jsonl"
    panah("export", case, "-o", handed)
    assert "resettle" not in handed.read_text(encoding="utf-8")


def test_a_matter_is_found_by_the_name_that_the_public_sees(panah, case, tmp_path):
    about = ("--published", "2019-03-04", "--publisher", "Note", "--record")
    for name, text in (("a", "will resettle 900"), ("b", "is ready to host up to 400")):
        (tmp_path / name).with_suffix(".txt").write_text(f"Spain {text} refugees from Chad.")
        panah("read", case, tmp_path / f"{name}.txt", *about)
    panah("read", case, tmp_path / "a.txt", "--sensitivity", "restricted", "--record")
    panah("review", case, "--all-proposed", "--accept")
    asked = ("situation", case, "--as-of", "2019-03-04", "--format", "json")
    shown = json.loads(panah(*asked).stdout)["lines"][0]["matter"]

    panah("matter", case, shown, "--rename", "Spain for Chad")
    panah("note", case, shown, "ask Madrid")

    [line] = json.loads(panah(*asked).stdout)["lines"]
    assert (line["matter"], line["title"]) == (shown, "Spain for Chad")
    assert "resettlement" not in shown


def test_a_report_without_a_date_is_an_interval_with_a_basis_and_a_warning(panah, case, report):
    shown = panah("read", case, report, "--publisher", "Jornal", "--record")

    assert "no day of publication was given" in shown.stdout
    assert "not after the day it was received" in " ".join(shown.stdout.split())
    assert "no_date" in panah("check", case, code=1).stdout


@pytest.mark.parametrize("form", ["table", "csv", "json", "jsonld", "geojson"])
def test_every_form_of_the_situation_names_the_offer(panah, recorded, form):
    panah("review", recorded, "--all-proposed", "--accept")
    shown = panah("situation", recorded, "--as-of", "2019-03-04", "--format", form).stdout

    assert "300" in shown


def test_a_workbook_and_a_brief_are_written_where_they_are_asked(panah, recorded, tmp_path):
    panah("review", recorded, "--all-proposed", "--accept")
    asked = ("--as-of", "2019-03-04", "-o")
    panah("situation", recorded, "--format", "xlsx", *asked, tmp_path / "s.xlsx")
    panah("brief", recorded, *asked, tmp_path / "b.html")
    panah("brief", recorded, "--kind", "offers", *asked, tmp_path / "b.md")

    assert (tmp_path / "s.xlsx").read_bytes().startswith(b"PK")
    assert "up to 300" in (tmp_path / "b.html").read_text(encoding="utf-8")
    assert "up to 300" in (tmp_path / "b.md").read_text(encoding="utf-8")


def test_check_lists_what_waits_and_what_is_missing(panah, recorded):
    (report,) = [file for file in (recorded / "reports").iterdir() if not file.suffix]
    report.unlink()
    found = panah("check", recorded, code=1)

    assert "undecided" in found.stdout
    assert "report_missing" in found.stdout


def test_another_policy_proposes_amendments_and_changes_no_recorded_amount(panah, recorded):
    before = panah("claims", recorded, "--as-of", "2019-03-05", "--drafts").stdout
    settings = recorded / "case.toml"
    settings.write_text(f"{settings.read_text()}\n[amounts.about]\nlow = 0.5\nhigh = 2.0\n")

    found = panah("check", recorded, code=1).stdout
    [told] = [line for line in found.splitlines() if "policy_changed" in line]
    name, *changes = re.search(r"review (\S+) --amend (\S+) --amend (\S+)`", found).groups()
    panah("review", recorded, name, *(f"--amend={one}" for one in changes))

    assert (told.count("policy_changed"), changes) == (1, ["qty.lo=60", "qty.hi=240"])
    assert "[108 to 132]" in before
    assert "policy_changed" not in panah("check", recorded, code=1).stdout


def test_a_rebuilt_crisis_is_marked_as_reconstructed(panah, case, report, tmp_path):
    about = ("--published", "2019-03-04", "--publisher", "Jornal")
    panah("read", case, report, *about, "--record", "--at", "2019-03-05")
    panah("review", case, "--all-proposed", "--accept", "--at", "2019-03-06")
    panah("export", case, "-o", tmp_path / "ledger.jsonl")
    entries = [json.loads(line) for line in (tmp_path / "ledger.jsonl").read_text().splitlines()]

    assert all(entry["content"]["reconstructed"] for entry in entries)
    assert listed(panah, case, "--as-known", "2019-03-05") == []
    assert listed(panah, case, "--as-known", "2019-03-06") != []


def test_a_decision_put_on_the_day_of_the_reading_decides_over_it(panah, case, report):
    about = ("--published", "2019-03-04", "--publisher", "Jornal")
    panah("read", case, report, *about, "--record", "--at", "2019-03-05")
    panah("review", case, "--all-proposed", "--accept", "--at", "2019-03-05")
    key = offer(panah, case)["id"][:8]
    panah("review", case, key, "--matter", "halls", "--at", "2019-03-05")

    assert offer(panah, case)["matter"] == "halls"


POLICY = 'name = "wide"\n[about]\nlow = 0.8\nhigh = 1.2\n'


@pytest.fixture
def some(panah, case, tmp_path):
    """A case with an amount that hangs on the policy, a person's own reading, and a magnitude."""
    text = (
        "Portugal is ready to host some 300 refugees from Chad. "
        "Spain is ready to host some 200 refugees from Chad. "
        "Malta is ready to host hundreds of refugees from Chad.\n"
    )
    (tmp_path / "some.txt").write_text(text, encoding="utf-8")
    about = ("--published", "2019-03-04", "--publisher", "Jornal", "--record")
    panah("read", case, tmp_path / "some.txt", *about)
    panah("review", case, "--all-proposed", "--accept")
    shown = panah("claims", case, "--as-of", "2019-03-04", "--format", "jsonl").stdout
    (spain,) = (one["id"] for one in map(json.loads, shown.splitlines()) if one["subject"] == "ESP")
    panah("review", case, spain, "--amend", "qty.lo=190", "--amend", "qty.hi=200")
    (tmp_path / "wide.toml").write_text(POLICY, encoding="utf-8")
    return case


def amounts(shown):
    lines = json.loads(shown.stdout)["lines"]
    return {
        one["title"].split(",")[0]: (one["facets"][0]["lo"], one["facets"][0]["hi"])
        for one in lines
    }


def test_another_policy_is_tried_on_words_and_a_persons_reading_stays(panah, some, tmp_path):
    asked = ("situation", some, "--as-of", "2019-03-04", "--format", "json")
    before = panah(*asked)
    wide = panah(*asked, "--policy", tmp_path / "wide.toml")
    floors = panah(*asked, "--policy", "conservative")
    ids = [{one["id"] for one in json.loads(shown.stdout)["claims"]} for shown in (before, wide)]

    assert amounts(before) == {"Portugal": (270, 330), "Spain": (190, 200), "Malta": (200, 999)}
    assert amounts(wide) == {"Portugal": (240, 360), "Spain": (190, 200), "Malta": (200, 999)}
    assert amounts(floors) == {"Portugal": (270, 330), "Spain": (190, 200), "Malta": (100, 999)}
    assert ids[0] == ids[1]
    assert json.loads(before.stdout)["policy"] is None
    assert json.loads(wide.stdout)["policy"].startswith("wide ")
    assert amounts(panah(*asked)) == amounts(before)


def test_a_policy_that_is_tried_says_so_and_what_is_wrong_with_it(panah, some, tmp_path):
    asked = ("situation", some, "--as-of", "2019-03-04", "--policy")
    (tmp_path / "odd.toml").write_text("[abuot]\nlow = 0.8\n", encoding="utf-8")
    (tmp_path / "none.toml").write_text("low: 0.8", encoding="utf-8")

    assert "amounts read by wide" in panah(*asked, tmp_path / "wide.toml").stdout
    assert "does not know; it knows about" in panah(*asked, tmp_path / "odd.toml", code=1).stderr
    assert "is not TOML" in panah(*asked, tmp_path / "none.toml", code=1).stderr
    assert "there is no file" in panah(*asked, tmp_path / "gone.toml", code=1).stderr


def test_no_brief_is_made_of_a_policy_that_is_only_tried(some, tmp_path):
    held = open_case(some)
    tried = held.situation(date(2019, 3, 4), policy=tmp_path / "wide.toml")

    with pytest.raises(InputError, match="which is a view"):
        held.brief(tried)


def test_reading_again_on_another_day_with_fewer_words_adds_nothing(case, report):
    first = attrs.evolve(open_case(case), now=lambda: datetime(2021, 8, 2, tzinfo=UTC))
    first.record(first.read(report, about=About(publisher="Jornal")), by="mina")
    later = attrs.evolve(first, now=lambda: datetime(2021, 9, 2, tzinfo=UTC))
    before = later.known().head

    assert later.record(later.read(report), by="mina") == 0
    assert later.known().head == before


def test_a_report_is_as_it_was_last_described_and_stays_as_closed_as_it_was(panah, case, report):
    secret = ("--publisher", "Jornal", "--sensitivity", "restricted")
    panah("read", case, report, *secret, "--record")
    panah("read", case, report, "--published", "2019-03-04", "--record")
    panah("review", case, "--all-proposed", "--accept")
    asked = ("claims", case, "--as-of", "2019-03-05", "--format", "jsonl")
    public, whole = panah(*asked), panah(*asked, "--level", "restricted")
    told = [json.loads(line) for line in whole.stdout.splitlines()]
    panah("read", case, report, "--sensitivity", "public", "--record")

    assert public.stdout == ""
    assert {(one["publisher"], one["published"]) for one in told} == {("Jornal", "2019-03-04")}
    assert panah(*asked).stdout != ""
