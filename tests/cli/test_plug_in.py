"""A format of files is added by one module and three lines of entry point, as the documents say."""

import os
import subprocess
import sys

MODULE = """
import panah
from panah.domain.report import Extracted


@panah.hookimpl
def register_readers():
    return {".tally": read_tally}


def read_tally(received, name):
    place, people, camp = received.decode("utf-8").strip().split("|")
    text = f"In {place}, {people} people have fled to {camp}."
    return Extracted(text=text, extractor="tally 1")
"""


def installed(folder):
    """Put a plug-in where Python finds it, as `pip install` would."""
    (folder / "panah_tally.py").write_text(MODULE, encoding="utf-8")
    about = folder / "panah_tally-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: panah-tally\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[panah]\ntally = panah_tally\n")


def test_a_file_of_a_plug_ins_format_is_read_by_the_command(panah, case, tmp_path):
    folder = tmp_path / "site"
    folder.mkdir()
    installed(folder)
    file = tmp_path / "kivu.tally"
    file.write_text("Congo|4,200|Rwanda\n", encoding="utf-8")
    paths = os.pathsep.join([str(folder), *filter(None, [os.environ.get("PYTHONPATH")])])
    done = subprocess.run(  # noqa: S603  (our own interpreter)
        [sys.executable, "-m", "panah", "read", str(case), str(file), "--publisher", "Jornal"],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "4,200" in done.stdout
    assert panah("read", case, file, code=1).stdout == ""
