"""Ctrl-C ends every command without a traceback, with the code of a stopped program."""

import json
import signal
import subprocess
import sys

import pytest
from tests.case.land import TODAY, land

from panah.case import Case
from panah.cli.stopping import STOPPED
from panah.forecast import running
from panah.store.sqlite import SqliteLedger

LOADING = """
import os, signal, sys

class At:
    def find_spec(self, name, *_):
        if name == {module!r}:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, At())
from panah.__main__ import run
run()
"""
CLAIM = {
    "kind": "hosting",
    "subject": "PRT",
    "status": "ready",
    "event": "2019-03-03",
    "said": "2019-03-03",
    "chain": [{"actor": "Jornal", "how": "reported"}],
    "report": "one.txt",
}


@pytest.mark.parametrize("module", ["panah.cli", "panah.domain.claim", "panah.cli.planning"])
def test_a_program_that_is_stopped_while_it_loads_ends_without_a_word(module):
    started = [sys.executable, "-c", LOADING.format(module=module)]
    done = subprocess.run(started, capture_output=True, check=False)  # noqa: S603  (panah itself)

    assert done.returncode == -signal.SIGINT
    assert (done.stdout, done.stderr) == (b"", b"")


def pressed(*_arguments, **_options):
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("method", "command"),
    [
        ("situation", ("claims", "--as-of", "2019-03-04")),
        ("situation", ("situation", "--as-of", "2019-03-04", "-o", "kept.txt")),
        ("brief", ("brief", "--as-of", "2019-03-04", "-o", "kept.txt")),
        ("read", ("read", "halls.txt", "--record")),
        ("record", ("read", "halls.txt", "--record")),
        ("check", ("check",)),
    ],
)
def test_a_command_that_is_stopped_says_that_nothing_is_half_done(
    panah, recorded, monkeypatch, method, command
):
    monkeypatch.chdir(recorded.parent)
    (recorded.parent / "kept.txt").write_text("before", encoding="utf-8")
    before = panah("verify", recorded).stdout
    with monkeypatch.context() as pressing:
        pressing.setattr(Case, method, pressed)
        name, *more = command
        shown = panah(name, recorded, *more, code=STOPPED)

    assert "stopped; what was recorded before is kept, nothing half done" in shown.stderr
    assert (recorded.parent / "kept.txt").read_text(encoding="utf-8") == "before"
    assert panah("verify", recorded).stdout == before


def test_an_import_that_is_stopped_while_it_writes_is_none(panah, recorded, monkeypatch):
    file = recorded.parent / "claims.jsonl"
    file.write_text(
        "\n".join(json.dumps({**CLAIM, "id": f"K{one}"}) for one in range(3)), encoding="utf-8"
    )
    before = panah("verify", recorded).stdout
    append = SqliteLedger.append

    def stopped(self, entries):
        some = list(entries)
        return append(self, (one if one is not some[-1] else pressed() for one in some))

    with monkeypatch.context() as pressing:
        pressing.setattr(SqliteLedger, "append", stopped)
        panah("import", recorded, file, code=STOPPED)

    assert panah("verify", recorded).stdout == before
    panah("import", recorded, file)
    assert panah("verify", recorded).stdout != before


def pressed_after(monkeypatch, finished):
    """Press Ctrl-C once so many blocks of futures are finished."""
    run, left = running.blocks, [finished]

    def blocks(*arguments, **options):
        for block in run(*arguments, **options):
            if not left[0]:
                pressed()
            left[0] -= 1
            yield block

    monkeypatch.setattr(running, "blocks", blocks)


def test_a_stopped_program_has_the_code_that_shells_give():
    assert STOPPED == 130


@pytest.mark.parametrize(
    ("finished", "said"),
    [
        (0, "stopped; finished blocks of futures are kept: run it again to go on"),
        (1, "cut short: 50 of 150 futures; run it again to go on"),
        (3, "stopped; finished blocks of futures are kept: run it again to go on"),
    ],
    ids=["before the first block", "after one", "while earlier forecasts are made again"],
)
def test_a_forecast_that_is_stopped_is_a_part_or_none_and_never_ends_as_if_it_were_whole(
    panah, tmp_path, monkeypatch, finished, said
):
    case = land(tmp_path)
    asked = ("forecast", case.folder, "--as-of=2021-08-30", "--days=5", "--runs=150")
    with monkeypatch.context() as pressing:
        pressed_after(pressing, finished)
        shown = panah(*asked, code=STOPPED)

    assert shown.stderr.rstrip().endswith(said)
    assert bool(shown.stdout) is (finished == 1)
    assert "from 10 Aug 2021 to 22 Aug 2021: 11,000 counted" in panah(*asked).stdout


def test_a_brief_whose_futures_were_cut_short_says_so_with_its_code(panah, tmp_path, monkeypatch):
    case = land(tmp_path)
    written = tmp_path / "brief.md"
    pressed_after(monkeypatch, 1)
    asked = ("brief", case.folder, f"--as-of={TODAY}", "--days=5", "-o", written)
    shown = panah(*asked, code=STOPPED)

    assert "cut short: the brief rests on 50 futures; run it again for all" in shown.stderr
    assert "50 futures" in written.read_text(encoding="utf-8")
