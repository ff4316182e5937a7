import os
import sqlite3
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from tests.make import claim, entry, story

from panah.domain.entry import Act, Note
from panah.errors import LedgerError
from panah.ledger.chain import check
from panah.store.sqlite import SqliteLedger
from panah.testing import every_act


@pytest.fixture
def ledger(tmp_path):
    kept = SqliteLedger(tmp_path / "ledger.sqlite")
    kept.append(every_act())
    return kept


def run(ledger, *statements):
    with closing(sqlite3.connect(ledger.path)) as db, db:
        for statement in statements:
            db.execute(statement)


FORBIDDEN = {
    "changing": "update entry set body = '{}' where seq = 3",
    "dropping": "delete from entry where seq = 3",
    "dropping all": "delete from entry",
    "replacing by number": "insert or replace into entry select 3, received, 'k', body, prev_hash, "
    "hash from entry where seq = 4",
    "replacing by key": "insert or replace into entry select 12, received, key, body, hash, hash "
    "from entry where seq = 11",
    "squeezing in": "insert into entry select 0, received, 'k', body, prev_hash, hash from entry "
    "where seq = 1",
    "leaving a gap": "insert into entry select 20, received, 'k', body, hash, hash from entry "
    "where seq = 11",
    "breaking the chain": "insert into entry select 12, received, 'k', body, prev_hash, hash "
    "from entry where seq = 11",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_sqlite_itself_refuses_to_change_the_log(ledger, what):
    before = list(ledger.entries())

    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        run(ledger, FORBIDDEN[what])
    assert list(ledger.entries()) == before


def test_sqlite_itself_refuses_a_number_where_a_text_belongs(ledger):
    with pytest.raises(sqlite3.IntegrityError, match="BLOB value in TEXT column"):
        run(
            ledger,
            "insert into entry select 12, received, x'00', body, hash, hash from entry "
            "where seq = 11",
        )


def test_reading_can_begin_after_any_entry(ledger):
    assert [kept.seq for kept in ledger.entries(since=8)] == [9, 10, 11]
    assert list(ledger.entries(since=11)) == []


def test_a_long_log_is_read_whole_and_in_order(tmp_path):
    ledger = SqliteLedger(tmp_path / "ledger.sqlite")
    ledger.append(entry(Act.NOTE, value=Note(text=f"{number}")) for number in range(1000))

    assert [kept.entry.value.text for kept in ledger.entries()] == [f"{n}" for n in range(1000)]


def test_asking_a_ledger_that_is_not_there_makes_no_file(tmp_path):
    ledger = SqliteLedger(tmp_path / "ledger.sqlite")
    ledger.examine()

    assert list(ledger.entries()) == []
    assert ledger.append([]) == 0
    assert not ledger.path.exists()


def test_a_ledger_is_one_file_which_can_be_copied(ledger, tmp_path):
    copy = SqliteLedger(tmp_path / "copy #1?.sqlite")
    copy.path.write_bytes(ledger.path.read_bytes())
    copy.append(story(claim()))

    lying = {file.name for file in tmp_path.iterdir() if "ledger" in file.name}
    assert lying == {"ledger.sqlite", "ledger.seal"}
    assert list(copy.entries())[:11] == list(ledger.entries())
    assert check(copy.entries())


def test_a_sound_ledger_passes_the_examination(ledger):
    assert ledger.examine() is None


def test_a_file_in_which_nothing_was_kept_yet_is_an_empty_ledger(tmp_path):
    ledger = SqliteLedger(tmp_path / "ledger.sqlite")
    ledger.path.touch()
    ledger.examine()

    assert list(ledger.entries()) == []
    assert ledger.append(every_act()) == 11


@pytest.mark.parametrize(
    "change",
    [
        "drop trigger entry_is_never_dropped",
        "create trigger mine after insert on entry begin select 1; end",
        "create table beside (a)",
    ],
)
def test_a_ledger_whose_guards_were_changed_takes_nothing_and_still_gives_all(ledger, change):
    run(ledger, change)

    with pytest.raises(LedgerError, match=r"changed from outside: .* is missing or not panah's"):
        ledger.append(story(claim()))
    with pytest.raises(LedgerError, match="changed from outside"):
        ledger.examine()
    assert [kept.entry for kept in ledger.entries()] == list(every_act())


def test_a_ledger_of_a_later_layout_is_refused(ledger):
    run(ledger, "pragma user_version = 2")

    for act in (ledger.examine, lambda: list(ledger.entries()), lambda: ledger.append(every_act())):
        with pytest.raises(LedgerError, match=r"ledger.sqlite has layout 2 and this panah reads"):
            act()


def test_a_database_of_something_else_is_refused_and_left_alone(tmp_path):
    ledger = SqliteLedger(tmp_path / "stock.sqlite")
    run(ledger, "create table seed (kind text)")

    for act in (ledger.examine, lambda: list(ledger.entries()), lambda: ledger.append(every_act())):
        with pytest.raises(LedgerError, match="a database, but not a ledger of panah"):
            act()
    run(ledger, "insert into seed values ('barley')")


NO_LEDGERS = {
    "a text": (b"Seed stock of the spring: barley.\n" * 200, "it is not a ledger, or is damaged"),
    "a cut ledger": (None, "it is damaged; put it back from a copy, or make it again"),
}


@pytest.mark.parametrize("what", NO_LEDGERS)
def test_a_file_that_is_no_ledger_is_told_with_what_to_do(ledger, what):
    content, reason = NO_LEDGERS[what]
    ledger.path.write_bytes(content or ledger.path.read_bytes()[:9000])

    for act in (ledger.examine, lambda: list(ledger.entries()), lambda: ledger.append(every_act())):
        with pytest.raises(LedgerError, match=rf"ledger.sqlite: {reason}"):
            act()


def test_a_folder_that_is_not_there_is_told(tmp_path):
    ledger = SqliteLedger(tmp_path / "nowhere" / "ledger.sqlite")

    with pytest.raises(LedgerError, match="it cannot be opened; check that its folder exists"):
        ledger.append(every_act())


@contextmanager
def without_rights():
    """Act as nobody, if the tests run as root, whom no folder can refuse."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def read_only():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ledger = SqliteLedger(folder / "ledger.sqlite")
        ledger.append(every_act())
        ledger.path.chmod(0o444)
        folder.chmod(0o555)
        with without_rights():
            yield ledger
        folder.chmod(0o755)


def test_a_ledger_in_a_read_only_folder_can_be_read_and_examined(read_only):
    read_only.examine()

    assert [kept.entry for kept in read_only.entries()] == list(every_act())


def test_a_ledger_in_a_read_only_folder_refuses_to_be_written(read_only):
    with pytest.raises(LedgerError, match="read-only; copy the case to where you may write"):
        read_only.append(story(claim()))


def test_a_new_ledger_in_a_read_only_folder_is_refused(read_only):
    new = SqliteLedger(read_only.path.with_name("new.sqlite"))

    with pytest.raises(LedgerError, match="it cannot be opened; check that its folder exists"):
        new.append(every_act())


def test_a_ledger_that_another_program_is_writing_is_told_after_a_while(ledger, monkeypatch):
    monkeypatch.setattr("panah.store.sqlite.PATIENCE", 0.05)

    with closing(sqlite3.connect(ledger.path, isolation_level=None)) as other:
        other.execute("begin exclusive")
        with pytest.raises(LedgerError, match="another program is writing to it; try again"):
            ledger.append(story(claim()))
    assert ledger.append(story(claim())) == 4


def test_a_claim_too_long_to_read_back_on_a_small_machine_is_refused(ledger, monkeypatch):
    monkeypatch.setattr("panah.store.keeping.MAX_BODY", 500)

    with pytest.raises(LedgerError, match=r"has .* characters and an entry holds 500; give its"):
        ledger.append([entry(Act.NOTE, value=Note(text="x" * 500))])
