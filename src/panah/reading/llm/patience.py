"""Waits for something that may never end, for a time, and goes on without it after that.

A server can send the head of its answer one letter a minute for ever, and no limit on a single
read ends that. So an exchange runs beside the reading, which looks up now and then.
"""

import math
import threading
import time
from collections.abc import Callable
from typing import TypeVar

__all__ = ["rest", "within"]

_T = TypeVar("_T")
_LOOK_UP = 0.2
"""Seconds between looks at whether the reading was cancelled; assumed: a person notices no less."""


def rest(seconds: float, cancelled: Callable[[], bool]) -> None:
    """Wait some seconds, or until the reading is cancelled."""
    ends = time.monotonic() + seconds
    while not cancelled() and (left := ends - time.monotonic()) > 0:
        time.sleep(min(_LOOK_UP, left))


def within(seconds: float, work: Callable[[], _T], cancelled: Callable[[], bool]) -> _T:
    """Give what some work gives, if it ends in time.

    Parameters
    ----------
    seconds
        How long it may take at most.
    work
        Goes on by itself when it is given up; what it has then is lost.

    Raises
    ------
    TimeoutError
        If it has not ended by then, or the reading was cancelled.
    """
    given: list[_T] = []
    failed: list[Exception] = []
    over = threading.Event()

    def run() -> None:
        try:
            given.append(work())
        except Exception as error:
            failed.append(error)
        over.set()

    threading.Thread(target=run, daemon=True).start()
    for _ in range(max(1, math.ceil(seconds / _LOOK_UP))):
        if over.wait(_LOOK_UP) or cancelled():
            break
    if failed:
        raise failed[0]
    if given:
        return given[0]
    raise TimeoutError("cancelled" if cancelled() else f"no answer within {seconds:g} s")
