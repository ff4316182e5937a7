"""A forecast that is stopped by its user, or by the machine, goes on where it was."""

import signal
import subprocess
import sys
import time

import numpy as np
import pytest
from tests.case.land import TODAY, land

ASKED = {"days": 30, "runs": 200, "seed": 1}


def started(case):
    asked = [f"--{name}={value}" for name, value in {**ASKED, "earlier": 0}.items()]
    return subprocess.Popen(  # noqa: S603  (panah itself)
        [sys.executable, "-m", "panah", "forecast", case.folder, f"--as-of={TODAY}", *asked],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def kept(case):
    return sorted((case.folder / "results").glob("*/block-*.npz"))


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    case = land(tmp_path_factory.mktemp("whole"))
    return case.forecast(case.situation(TODAY), **ASKED)


@pytest.mark.parametrize(
    ("how", "code", "said"),
    [
        (signal.SIGINT, 128 + signal.SIGINT, "of 200 futures; run it again to go on"),
        (signal.SIGKILL, -signal.SIGKILL, ""),
    ],
)
def test_a_process_stopped_in_the_middle_loses_nothing_and_the_next_gives_the_same(
    how, code, said, whole, tmp_path
):
    case = land(tmp_path)
    process = started(case)
    while process.poll() is None and not kept(case):
        time.sleep(0.01)
    process.send_signal(how)
    _, told = process.communicate()
    before = [(file, file.stat().st_mtime_ns) for file in kept(case)]

    found = case.forecast(case.situation(TODAY), **ASKED)

    assert process.returncode == code
    assert said in told
    assert "Traceback" not in told
    assert 1 <= len(before) < 4
    assert all(file.stat().st_mtime_ns == written for file, written in before)
    assert np.array_equal(found.stock, whole.stock)
    assert np.array_equal(found.entries, whole.entries)
