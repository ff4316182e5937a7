"""Long work that goes on where it was stopped: each block of runs is kept until all are done.

Runs are asked for through an executor. One that writes down every block it ran, by its place in the
order of asking, and reads it the next time serves whatever asks, as long as the same question asks
for the same blocks in the same order.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from shutil import rmtree
from time import time
from typing import TYPE_CHECKING, Any, TypeVar, cast

from panah.case.futures import keep
from panah.errors import PanahError

if TYPE_CHECKING:
    from panah.forecast.inputs import Plan

__all__ = ["Resuming", "resuming", "user_cache"]

_Given = TypeVar("_Given")


class Resuming(Executor):
    """Runs blocks of futures as another executor does, but for those that a folder holds.

    Parameters
    ----------
    runs
        What runs them.
    """

    def __init__(self, runs: Executor, folder: Path) -> None:
        self._runs, self._folder = runs, folder
        self._asked = self._found = 0

    @property
    def runs_here(self) -> bool:
        """Whether this process ran every block so far, so that its clock has counted them."""
        return isinstance(self._runs, ThreadPoolExecutor) and not self._found

    def submit(
        self,
        fn: Callable[..., _Given],
        /,
        *args: Any,  # noqa: ANN401
        **kwargs: Any,  # noqa: ANN401
    ) -> Future[_Given]:
        """Run a block, the first arguments of which are its plan and its members."""
        from panah.forecast.arrays import block_bytes, block_of  # noqa: PLC0415

        plan, draws = cast("tuple[Plan, list[object]]", args[:2])
        file = self._folder / f"block-{self._asked:05}.npz"
        self._asked += 1
        kept = block_of(file.read_bytes(), plan.world) if file.is_file() else None
        if kept is not None and kept.members == len(draws):
            self._found += 1
            there: Future[Any] = Future()
            there.set_result(kept)
            return there

        def write(done: Future[Any]) -> None:
            if not done.cancelled() and done.exception() is None:
                with suppress(PanahError):  # a full disk only costs what would have been kept
                    keep(file, block_bytes(done.result()))

        asked = self._runs.submit(fn, *args, **kwargs)
        asked.add_done_callback(write)
        return asked


@contextmanager
def resuming(runs: Executor | None, folder: Path) -> Iterator[Resuming]:
    """Give what runs blocks and keeps them in a folder, until the work ends or is refused.

    Work that was stopped and not gone on with in 30 days is forgotten when other work begins.

    Parameters
    ----------
    runs
        What runs them; threads of this process without it.
    """
    from panah.forecast.ensemble import Threads  # noqa: PLC0415

    _forget(folder.parent)
    pool = runs or Threads()
    over = True
    try:
        yield Resuming(pool, folder)
    except PanahError:
        raise
    except BaseException:
        over = False
        raise
    finally:
        if runs is None:
            pool.shutdown(cancel_futures=True)
        if over:
            rmtree(folder, ignore_errors=True)


_FORGOTTEN = timedelta(days=30)
"""Assumed: who has not gone on after a month will not, and may have forgotten what is kept."""


def _forget(kept: Path) -> None:
    """Delete folders of work that nobody went on with: blocks alone, all of them old."""
    before = time() - _FORGOTTEN.total_seconds()
    with suppress(OSError):  # another program may be at it
        for folder in (one for one in kept.glob("*") if one.is_dir()):
            files = list(folder.iterdir())
            if files and all(f.match("block-*.npz") and f.stat().st_mtime < before for f in files):
                rmtree(folder, ignore_errors=True)


def user_cache() -> Path:
    """Give the folder in which a user's programs keep what can be made again."""
    named = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(named) if Path(named).is_absolute() else Path.home() / ".cache") / "panah"
