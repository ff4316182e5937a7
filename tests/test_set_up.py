"""A machine that lacks what the set-up needs: one clear line says what, and nothing is made."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent.parent

LACKING = """#!/bin/sh
case "$*" in *WORD*) echo "no WORD here" >&2; exit 1 ;; esac
"""


def run(folder, *, python, path=""):
    shutil.copytree(HERE / "scripts", folder / "scripts")
    for name in ("pyproject.toml", "constraints.txt"):
        shutil.copy(HERE / name, folder / name)
    given = os.environ | {"PYTHON": str(python), "PATH": f"{path}:{os.environ['PATH']}"}
    command = ["sh", folder / "scripts" / "install", "files"]
    return subprocess.run(command, env=given, capture_output=True, text=True, check=False)  # noqa: S603


def program(folder, name, text):
    file = folder / name
    file.write_text(text, encoding="utf-8")
    file.chmod(0o755)
    return file


@pytest.mark.parametrize(
    ("lacks", "says"),
    [
        ("pip", "has no pip; on Debian: apt-get install python3-pip"),
        ("venv", "has no module venv; on Debian: apt-get install python3-venv"),
        ("version_info", "panah needs Python 3.11 or newer and found none as"),
    ],
)
def test_a_python_that_lacks_a_part_is_told_with_the_package_that_brings_it(tmp_path, lacks, says):
    python = program(tmp_path, "python", LACKING.replace("WORD", lacks))

    ended = run(tmp_path / "panah", python=python)

    assert ended.returncode == 1
    assert [line for line in ended.stderr.splitlines() if says in line] == [
        ended.stderr.splitlines()[-1]
    ]
    assert not (tmp_path / "panah" / ".venv").exists()


def test_a_disk_without_room_is_told_before_anything_is_made(tmp_path):
    python = program(tmp_path, "python", "#!/bin/sh\n")
    program(tmp_path, "df", "#!/bin/sh\necho head; echo disk 1 1 90000 1% /\n")

    ended = run(tmp_path / "panah", python=python, path=str(tmp_path))

    assert ended.returncode == 1
    assert "the disk has 87 MB left and an install takes 2200 MB; make room" in ended.stderr
    assert not (tmp_path / "panah" / ".venv").exists()
