"""Ctrl-C in long work: what is finished is kept and given, and the exit code says it is a part.

A script that goes on only after 0 never takes a part for the whole.
"""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

import click

__all__ = ["STOPPED", "end_stopped", "interruptible"]

STOPPED = 128 + signal.SIGINT
"""Exit code of a program that Ctrl-C ended, as shells give it."""


@contextmanager
def interruptible(told: str = "") -> Iterator[Callable[[], bool]]:
    """Let Ctrl-C end long work with what it has by then; pressed again, it ends at once.

    Parameters
    ----------
    told
        What is said on standard error when it is pressed; nothing by default.
    """
    pressed: list[int] = []

    def stop(signum: int, _: FrameType | None) -> None:
        if pressed:
            raise KeyboardInterrupt
        pressed.append(signum)
        if told:
            click.echo(told, err=True)

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield lambda: bool(pressed)
    finally:
        signal.signal(signal.SIGINT, before)


def end_stopped(told: str) -> NoReturn:
    """Say what was given and what is missing, and end as a program that was stopped."""
    click.echo(told, err=True)
    raise click.exceptions.Exit(STOPPED)
