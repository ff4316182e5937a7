"""The program ``panah``, which ``python -m panah`` is as well.

Its parts take a second to load. Ctrl-C in that second ends it as it ends any other program,
without a word; after that the command itself says what became of its work.
"""

import signal

__all__ = ["run"]


def run() -> None:
    """Load the command and run it."""
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from panah.cli import main  # noqa: PLC0415  (after Ctrl-C was seen to)

    signal.signal(signal.SIGINT, before)
    main(prog_name="panah")


if __name__ == "__main__":
    run()
