from datetime import date

import pytest

import panah
from panah.case import export, import_file, merge, verify, write_file
from panah.domain.entry import Act
from panah.errors import FileError, LedgerError
from panah.store.sqlite import SqliteLedger

TEXT = "Portugal is ready to host up to 300 refugees from Chad.\n"
OTHER = "Spain has agreed to take in 900 refugees from Chad.\n"


def read(folder, text, by):
    case = panah.new(folder, name="Chad")
    (folder / "report.txt").write_text(text, encoding="utf-8")
    about = panah.About(published=panah.When.parse("2019-03-04"), publisher="Jornal")
    case.record(case.read(folder / "report.txt", about=about), by=by)
    keys = [key for key, heard in case.known().claims.items() if not heard.is_accepted]
    case.review(*keys, verdict=panah.Decision(accept=True), by="ana")
    return case


@pytest.fixture
def case(tmp_path):
    return read(tmp_path / "one", TEXT, "rita")


@pytest.fixture
def other(tmp_path):
    return read(tmp_path / "two", OTHER, "joao")


def test_a_merge_brings_the_claims_and_the_reports_they_quote(case, other):
    merge(case, other.folder, by="ana")
    known = case.known()

    assert {case.reports.text(key) for key in known.reports} == {TEXT, OTHER}
    assert set(known.claims) >= set(other.known().claims)


def test_merging_either_way_or_twice_gives_the_same_situation(case, other):
    merge(case, other.folder, by="ana")
    merge(other, case.folder, by="ana")
    again = merge(case, other.folder, by="ana")
    now = case.now()
    tables = [one.situation(date(2019, 3, 4), now).lines.to_dicts() for one in (case, other)]

    assert again == 0
    assert tables[0] == tables[1]


def test_an_exported_ledger_merges_like_the_case_it_came_from(case, other, tmp_path):
    export(other, tmp_path / "other.jsonl")
    merge(case, tmp_path / "other.jsonl", by="ana")

    assert set(case.known().claims) >= set(other.known().claims)


def test_a_whole_ledger_goes_only_into_an_empty_case(case, other, tmp_path):
    export(other, tmp_path / "other.jsonl")

    with pytest.raises(FileError, match="panah merge"):
        import_file(case, tmp_path / "other.jsonl", by="ana")


def test_a_cut_export_is_refused_and_nothing_of_it_kept(case, tmp_path):
    export(case, tmp_path / "ledger.jsonl")
    whole = (tmp_path / "ledger.jsonl").read_text(encoding="utf-8")
    (tmp_path / "cut.jsonl").write_text(whole[:-200], encoding="utf-8")
    empty = panah.new(tmp_path / "empty", name="Chad")

    with pytest.raises(FileError, match="cut"):
        import_file(empty, tmp_path / "cut.jsonl", by="ana")
    assert list(empty.ledger.entries()) == []


def test_an_empty_ledger_verifies_as_empty(tmp_path):
    assert verify(panah.new(tmp_path / "empty", name="Chad")) == "the ledger is empty"


def test_verify_names_the_head_that_an_issue_prints(case):
    last = list(case.ledger.entries())[-1]

    assert last.hash in verify(case)
    assert case.situation(date(2019, 3, 4)).head == last.hash


def test_an_export_that_cannot_be_written_leaves_what_stood_there(case, tmp_path):
    (tmp_path / "there").mkdir()

    with pytest.raises(FileError, match="cannot write"):
        export(case, tmp_path / "there")
    with pytest.raises(FileError, match="cannot write"):
        write_file(tmp_path / "nowhere" / "file", b"x")


def test_a_ledger_that_cannot_be_written_keeps_nothing_of_the_act(case, monkeypatch):
    before = list(case.ledger.entries())

    def full(*_arguments, **_options):
        raise LedgerError("the disk is full")

    monkeypatch.setattr(SqliteLedger, "append", full)
    with pytest.raises(LedgerError):
        case.review(*case.known().claims, verdict=panah.Decision(note="x"), by="ana")
    assert list(case.ledger.entries()) == before


def test_every_act_of_a_person_names_the_person(case):
    by = {kept.entry.act: kept.entry.by for kept in case.ledger.entries()}

    assert by[Act.READ] == "reader:encoder"
    assert by[Act.IMPORT] == "user:rita"
    assert by[Act.ACCEPT] == "user:ana"
