"""Ctrl-C ends every command without a traceback, with the code of a stopped program."""

import json
import signal
import subprocess
import sys

import pytest

from panah.case import Case
from panah.store.sqlite import SqliteLedger

STOPPED = 128 + signal.SIGINT
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
