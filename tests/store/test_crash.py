"""What was acknowledged outlives a killed program, a full disk and another program's haste."""

import signal
import subprocess
import sys
import time

import pytest

from panah.domain.entry import Act, Entry, Note
from panah.errors import LedgerError
from panah.ledger.chain import check
from panah.store.sqlite import SqliteLedger
from panah.testing import every_act

BATCH = 3

APPENDING = """
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from panah.domain.entry import Act, Entry, Note
from panah.store.sqlite import SqliteLedger

def note(who, number, part):
    text = f"{who} {number} {part} " + "word " * 2000
    moment = datetime(2020, 5, 1, tzinfo=UTC)
    return Entry(at=moment, by=who, act=Act.NOTE, value=Note(text=text))

ledger, who, times = SqliteLedger(Path(sys.argv[1])), sys.argv[2], int(sys.argv[3])
for number in count() if times < 0 else range(times):
    kept = ledger.append([note(who, number, part) for part in range(3)])
    print(kept, flush=True)
"""

FILLING = """
import resource, sys
from pathlib import Path
from panah.domain.entry import Act, Entry, Note
from panah.errors import LedgerError
from panah.store.sqlite import SqliteLedger
from panah.testing import every_act

ledger = SqliteLedger(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
first = every_act()[0]
for number in range(1000):
    note = Note(text=f"{number} " + "word " * 500)
    try:
        ledger.append([Entry(at=first.at, by="user:aino", act=Act.NOTE, value=note)])
    except LedgerError as error:
        sys.exit(f"{number} {error}")
"""


def child(code, *arguments):
    return subprocess.Popen(  # noqa: S603  # our own code
        [sys.executable, "-c", code, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill -9")
def test_a_program_killed_while_it_writes_loses_nothing_it_acknowledged(tmp_path):
    ledger = SqliteLedger(tmp_path / "ledger.sqlite")
    acknowledged = 0
    for turn in range(6):
        with child(APPENDING, ledger.path, f"user:{turn}", -1) as writing:
            writing.stdout.readline()
            time.sleep(0.01 + 0.013 * turn)
            writing.send_signal(signal.SIGKILL)
            acknowledged += 1 + len(writing.stdout.read().splitlines())

        kept = list(ledger.entries())
        ledger.examine()
        assert check(kept) == kept[-1].hash
        assert len(kept) % BATCH == 0, "an append is kept whole or not at all"
        assert len(kept) // BATCH >= acknowledged
        acknowledged = len(kept) // BATCH

    assert ledger.append(every_act()) == 11


def test_two_programs_that_append_at_once_lose_nothing_and_keep_one_chain(tmp_path):
    ledger = SqliteLedger(tmp_path / "ledger.sqlite")
    programs = [child(APPENDING, ledger.path, f"user:{name}", 20) for name in ("aino", "idris")]
    for program in programs:
        _, errors = program.communicate(timeout=60)
        assert program.returncode == 0, errors

    kept = list(ledger.entries())
    assert check(kept)
    assert len(kept) == 2 * 20 * BATCH
    assert {one.entry.by for one in kept} == {"user:aino", "user:idris"}


def test_the_same_entries_appended_by_two_programs_at_once_are_kept_once(tmp_path):
    ledger = SqliteLedger(tmp_path / "ledger.sqlite")
    programs = [child(APPENDING, ledger.path, "user:aino", 10) for _ in range(2)]
    said = [program.communicate(timeout=60)[0].split() for program in programs]

    assert len(list(ledger.entries())) == 10 * BATCH
    assert sum(int(number) for numbers in said for number in numbers) == 10 * BATCH


def test_a_full_disk_is_told_and_what_was_kept_before_stays(tmp_path):
    ledger = SqliteLedger(tmp_path / "ledger.sqlite")
    with child(FILLING, ledger.path) as filling:
        _, errors = filling.communicate(timeout=60)
    number, error = errors.split(maxsplit=1)

    assert "ledger.sqlite: the disk is full or fails; make room" in error
    assert "nothing of this was kept" in error
    ledger.examine()
    kept = list(ledger.entries())
    assert check(kept)
    assert len(kept) == int(number) > 0
    assert ledger.append(every_act()) == 11


def test_a_database_that_may_not_grow_is_told_as_a_full_disk(tmp_path, monkeypatch):
    ledger = SqliteLedger(tmp_path / "ledger.sqlite")
    ledger.append(every_act())
    begin = SqliteLedger._last

    def last_in_a_full_file(self, db):
        db.execute("pragma max_page_count = 1")
        return begin(self, db)

    monkeypatch.setattr(SqliteLedger, "_last", last_in_a_full_file)
    long = Entry(at=every_act()[0].at, by="x", act=Act.NOTE, value=Note(text="word " * 4000))

    with pytest.raises(LedgerError, match="the disk is full; make room and do it again: nothing"):
        ledger.append([long])
    assert [kept.entry for kept in ledger.entries()] == list(every_act())


def test_a_journal_left_by_a_crash_is_rolled_back_by_the_next_reader(tmp_path):
    ledger = SqliteLedger(tmp_path / "ledger.sqlite")
    ledger.append(every_act()[:4])
    code = """
import os, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("pragma cache_size = 1")
db.execute("begin immediate")
for number in range(5, 300):
    db.execute("insert into entry select seq + 1, received, ?, body || ?, hash, hash from entry "
               "order by seq desc limit 1", (str(number), "x" * 3000))
os.kill(os.getpid(), 9)
"""
    with child(code, ledger.path) as crashing:
        crashing.wait(timeout=60)

    lying = {file.name for file in tmp_path.iterdir()} - {"ledger.seal"}
    assert lying == {"ledger.sqlite", "ledger.sqlite-journal"}
    assert [kept.entry for kept in ledger.entries()] == list(every_act()[:4])
    assert ledger.append(every_act()) == 7
