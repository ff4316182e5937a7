"""A validation that is stopped goes on where it was, and keeps nothing once it is done."""

import logging
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import CancelledError
from threading import Event, Timer

import pytest
from numba.core import event
from tests.forecast.folder import folder, long_series
from tests.forecast.test_members import a_crossroads

from panah.case.resuming import resuming, user_cache
from panah.case.validating import validate_folder
from panah.case.validation_page import validation_plain
from panah.cli.options import progress
from panah.errors import FileError
from panah.forecast import ensemble
from panah.forecast.ensemble import Threads, forecast, run_block
from panah.forecast.inputs import PLAIN
from panah.forecast.kernel import simulate

ASKED = {"runs": 60, "seed": 3}


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """Give the folder in which validations are kept."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "panah" / "validate"


@pytest.fixture(scope="module")
def long(tmp_path_factory):
    """Write an instance of three origins."""
    root = tmp_path_factory.mktemp("long")
    for path, text in folder(**long_series()).items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def whole(long):
    return validate_folder(long, **ASKED)


def scores(found):
    plain = validation_plain(found)
    del plain["seconds_per_run"]
    return plain


def stopped(long, *, after):
    def stop(done, _total):
        if done == after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        validate_folder(long, **ASKED, progress=stop)


def test_a_validation_that_was_stopped_goes_on_and_says_the_same(long, whole, cache):
    stopped(long, after=3)
    (kept,) = cache.iterdir()
    before = {file: file.stat().st_mtime_ns for file in kept.iterdir()}

    stopped(long, after=4)
    after = {file: file.stat().st_mtime_ns for file in kept.iterdir()}
    again = validate_folder(long, **ASKED)

    assert len(before) == 3
    assert before.items() < after.items()
    assert scores(again) == scores(whole)
    assert (whole.given.seconds_per_run is None, again.given.seconds_per_run) == (False, None)
    assert list(cache.iterdir()) == []


def test_what_was_kept_serves_no_other_question(long, cache):
    stopped(long, after=2)
    other = validate_folder(long, runs=2, seed=3)

    assert other.given.seconds_per_run is not None
    assert len(list(cache.iterdir())) == 1


def test_what_nobody_went_on_with_in_a_month_is_forgotten(long, cache):
    old, young, foreign = (cache / name for name in ("old", "young", "foreign"))
    for folder_, names in (
        (old, ["block-00000.npz", "block-00001.npz"]),
        (young, ["block-00000.npz", "block-00001.npz"]),
        (foreign, ["block-00000.npz", "letter.txt"]),
    ):
        folder_.mkdir(parents=True)
        for name in names:
            (folder_ / name).write_bytes(b"x")
            os.utime(folder_ / name, (1, 1))
    os.utime(young / "block-00001.npz")

    validate_folder(long, runs=2, seed=3)

    assert set(cache.iterdir()) == {young, foreign}


def test_a_block_that_was_broken_is_run_again(long, whole, cache):
    stopped(long, after=3)
    files = sorted(cache.glob("*/block-*.npz"))
    files[0].write_bytes(files[0].read_bytes()[:99])
    files[1].write_bytes(files[2].read_bytes())

    assert scores(validate_folder(long, **ASKED)) == scores(whole)


def test_where_nothing_can_be_kept_it_is_worked_out_all_the_same(long, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))

    assert validate_folder(long, **ASKED).ahead.places


def test_work_that_is_refused_keeps_nothing(tmp_path):
    def refused():
        with resuming(None, tmp_path / "kept") as pool:
            forecast(a_crossroads(), members=2, seed=1, executor=pool)
            raise FileError("no")

    with pytest.raises(FileError):
        refused()

    assert not (tmp_path / "kept").exists()


def test_a_cache_that_is_named_by_no_whole_path_is_not_used(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", "cache")

    assert user_cache() == tmp_path / ".cache" / "panah"


def test_threads_that_are_left_end_their_member_and_not_their_block(monkeypatch):
    begun, members, run = Event(), [], ensemble._member

    def member(course, seed, number, cells):
        members.append(number)
        begun.set()
        pool._over.wait(60)
        return run(course, seed, number, cells)

    monkeypatch.setattr(ensemble, "_member", member)
    pool = Threads()
    block = pool.submit(run_block, a_crossroads(), [PLAIN] * 9, 1, 0)
    begun.wait(60)
    pool.shutdown(cancel_futures=True)

    assert members == [0]
    assert isinstance(block.exception(), CancelledError)


def test_ctrl_c_ends_the_command_with_its_code_and_says_how_to_go_on(long, cache):
    started = [sys.executable, "-m", "panah", "validate", str(long), "--calibrate", "300"]
    process = subprocess.Popen(  # noqa: S603  (panah itself)
        started, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ)
    )
    killer = Timer(60, process.kill)
    killer.start()
    while process.poll() is None and len(list(cache.glob("*/block-*.npz"))) < 3:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    shown, told = process.communicate()
    killer.cancel()

    assert process.returncode == 128 + signal.SIGINT
    assert shown == ""
    assert f"what is finished lies in {cache}, and the same command goes on from it" in told
    assert "Traceback" not in told
    assert list(cache.glob("*/block-*.npz"))


def test_it_is_said_when_the_engine_is_compiled_and_not_of_other_programs(capsys):
    with progress("working"):
        event.start_event("numba:compile", {"dispatcher": object()})
        event.start_event("numba:compile", {"dispatcher": simulate})

    told = capsys.readouterr().err
    assert (
        told.splitlines().count("compiling the engine for its first use: about a minute, once") == 1
    )
    assert logging.getLogger("panah").handlers == []
