"""Disks that are full or may not be written, programs that are killed, ledgers that are damaged.

Each through the command line a user types: a clear line, and nothing of what was kept is lost.
"""

import errno
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.cli.conftest import TEXT
from tests.store.test_sqlite import without_rights

from panah.ledger.decide import Hand

SAID = [{"actor": "Rui Alva (PRT minister)", "how": "said"}]


def claims(file, number, name):
    lines = [
        {
            "id": f"{name}{index}",
            "report": f"{name}.txt",
            "kind": "hosting",
            "subject": "PRT",
            "status": "ready",
            "event": "2019-03-03",
            "note": f"{index} " + "word " * 40,
            "chain": SAID,
        }
        for index in range(number)
    ]
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return file


def start(*arguments):
    return subprocess.Popen(  # noqa: S603  (our own command)
        [sys.executable, "-m", "panah", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )


def whole(panah, case):
    return int(panah("verify", case).stdout.split()[0])


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill -9")
def test_an_import_killed_at_any_moment_is_kept_whole_or_not_at_all(panah, case, tmp_path):
    file = claims(tmp_path / "many.jsonl", 400, "A")
    began = time.monotonic()
    with start("import", case, claims(tmp_path / "first.jsonl", 400, "B")) as importing:
        importing.communicate()
    took, entries = time.monotonic() - began, whole(panah, case)

    kept = []
    for part in (0.5, 0.7, 0.8, 0.9, 1.0):
        with start("import", case, file) as importing:
            time.sleep(took * part)
            importing.send_signal(signal.SIGKILL)
        kept.append(whole(panah, case))
    panah("import", case, file)

    assert set(kept) <= {entries, whole(panah, case)}
    listed = panah("claims", case, "--as-of", "2019-03-10", "--format", "jsonl").stdout
    assert len(listed.splitlines()) == 800


def test_two_imports_at_once_keep_both_and_one_chain(panah, case, tmp_path):
    files = [claims(tmp_path / f"{name}.jsonl", 60, name) for name in ("A", "B")]
    programs = [start("import", case, file) for file in files]
    for program in programs:
        _, said = program.communicate(timeout=120)
        assert program.returncode == 0, said

    whole(panah, case)
    listed = panah("claims", case, "--as-of", "2019-03-10", "--format", "jsonl").stdout
    labels = {json.loads(line)["label"] for line in listed.splitlines()}
    assert labels == {f"{name}{index}" for name in ("A", "B") for index in range(60)}


@pytest.fixture
def full(monkeypatch):
    """A disk with no room for any file: the system's own answer when it is full."""

    def no_room(_descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", no_room)


@pytest.mark.parametrize(
    "command",
    [
        ("brief", "CASE", "--as-of", "2019-03-10", "-o", "OUT/b.html"),
        ("brief", "CASE", "--as-of", "2019-03-10", "-o", "OUT/b.html", "--publish"),
        ("export", "CASE", "-o", "OUT/l.jsonl"),
        ("situation", "CASE", "--as-of", "2019-03-10", "-o", "OUT/s.txt"),
        ("read", "CASE", "REPORT", "--record"),
        ("new", "OUT/new", "--name", "New"),
    ],
)
def test_on_a_full_disk_a_command_says_so_and_leaves_nothing_half_done(
    panah, case, report, tmp_path, full, command
):
    out = tmp_path / "out"
    out.mkdir()
    places = {"CASE": str(case), "REPORT": str(report), "OUT": str(out)}
    arguments = [
        "/".join(places.get(part, part) for part in argument.split("/")) for argument in command
    ]

    refused = panah(*arguments, code=1)
    assert "No space left on device" in refused.stderr
    assert "Traceback" not in refused.output
    assert [path for path in tmp_path.rglob("*") if path.name.startswith("tmp")] == []
    assert [path for path in out.rglob("*") if path.is_file()] == []
    assert not (case / "ledger.sqlite").exists()


def test_a_case_that_may_not_be_written_can_be_read_and_says_why_not_more(panah, recorded):
    asked = ("--as-of", "2019-03-10", "--as-known", "2099-01-01", "--drafts")
    answer = panah("situation", recorded, *asked).stdout
    with tempfile.TemporaryDirectory() as name:
        locked = Path(name) / "case"
        shutil.copytree(recorded, locked)
        for path in (Path(name), *locked.rglob("*"), locked):
            path.chmod(0o555 if path.is_dir() else 0o444)
        with without_rights():
            shown = panah("situation", locked, *asked)
            refused = panah("review", locked, "--all-proposed", "--accept", code=1)
        for path in (Path(name), locked, locked / "reports"):
            path.chmod(0o755)
        kept = (locked / "ledger.sqlite").read_bytes()

    assert shown.stdout == answer
    assert "read-only" in refused.stderr
    assert kept == (recorded / "ledger.sqlite").read_bytes()


def test_a_ledger_damaged_anywhere_is_told_in_one_line_by_every_command(panah, recorded):
    """A fixed draw of places and kinds of damage: `verify` finds each, also where no entry is."""
    file = recorded / "ledger.sqlite"
    sound, draw = file.read_bytes(), random.Random(7)  # noqa: S311  (which bytes, not a secret)
    asked = ("situation", recorded, "--as-of", "2019-03-10", "--as-known", "2099-01-01", "--drafts")
    answer = panah(*asked).stdout
    for turn in range(24):
        damaged, place = bytearray(sound), draw.randrange(len(sound))
        if turn % 3 == 0:
            damaged[place] ^= 1 << draw.randrange(8)
        elif turn % 3 == 1:
            damaged[place : place + 32] = draw.randbytes(32)
        else:
            damaged = damaged[:place]
        file.write_bytes(damaged)
        run_any(asked)
        assert run_any(("verify", recorded)).exit_code == 1
    file.write_bytes(sound)
    assert panah(*asked).stdout == answer


def run_any(arguments):
    """Run a command that may refuse, but only in one line and without a traceback."""
    from click.testing import CliRunner  # noqa: PLC0415  (beside the fixture, which fixes the code)

    from panah.cli import main  # noqa: PLC0415  (the same)

    result = CliRunner().invoke(main, [str(argument) for argument in arguments])

    assert result.exit_code in {0, 1}
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_a_report_that_was_damaged_is_found_and_stops_nothing(panah, recorded, report):
    (text,) = recorded.glob("reports/*.text")
    text.write_bytes(b"\xff\xfe" + text.read_bytes())

    assert "report_changed" in panah("check", recorded, code=1).stdout
    panah("read", recorded, report, "--publisher", "Jornal", "--record")


def test_a_report_that_the_ledger_forgot_is_found(panah, recorded):
    (recorded / "ledger.sqlite").write_bytes(b"")

    assert "report_unknown" in panah("check", recorded, code=1).stdout


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (TEXT.encode("utf-16-le"), ["zero byte", "UTF-8"]),
        (b"\x00" * 10, ["zero byte"]),
        (b"%PDF-1.7 \xff\xff", ["not UTF-8"]),
    ],
)
def test_a_text_in_another_encoding_is_refused_and_told_how_to_save_it(
    panah, case, tmp_path, content, words
):
    (tmp_path / "other.txt").write_bytes(content)
    refused = panah("read", case, tmp_path / "other.txt", "--record", code=1)

    for word in words:
        assert word in refused.stderr


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_text_that_begins_with_a_mark_of_its_encoding_is_read(panah, case, tmp_path, encoding):
    (tmp_path / "marked.txt").write_bytes(TEXT.encode(encoding))

    shown = panah("read", case, tmp_path / "marked.txt", "--publisher", "Jornal", "--record")
    assert "up to 300" in shown.stdout
    assert "quote_not_there" not in panah("check", case, code=1).stdout


@pytest.mark.parametrize("command", ["import", "merge"])
def test_a_ledger_from_the_future_is_refused_before_it_overturns_what_is_decided_here(
    panah, case, tmp_path, monkeypatch, command
):
    other = tmp_path / "other"
    panah("new", other, "--name", "Chad 2019")
    monkeypatch.setattr("panah.case.case.Case.hand", of_tomorrow)
    panah("import", other, claims(tmp_path / "c.jsonl", 1, "A"))
    panah("export", other, "-o", tmp_path / "ledger.jsonl")
    given = {"import": [tmp_path / "ledger.jsonl"], "merge": [other, tmp_path / "ledger.jsonl"]}

    for source in given[command]:
        refused = panah(command, case, source, code=1).stderr
        assert "entry 1: dated 2199-01-01, which lies in the future" in refused
    assert "the ledger is empty" in panah("verify", case).stdout


def of_tomorrow(_case, by, _at=None, why=""):
    return Hand(at=datetime(2199, 1, 1, tzinfo=UTC), by=f"user:{by}", why=why)


@pytest.mark.parametrize("locale", ["C", "en_US.ISO-8859-1"])
def test_what_is_piped_is_utf_8_whatever_the_locale(recorded, locale):
    setting = {**os.environ, "LC_ALL": locale, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    asked = [sys.executable, "-m", "panah", "review", str(recorded)]
    done = subprocess.run(asked, env=setting, capture_output=True, check=True)  # noqa: S603  (panah)

    assert "“" in done.stdout.decode("utf-8")
