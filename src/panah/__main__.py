"""The program ``panah``, which ``python -m panah`` is as well.

Its parts take a moment to load. Ctrl-C in that moment ends it as it ends any other program, without
a word; after that the command itself says what became of its work.
"""

from panah.loading import loading

__all__ = ["run"]


def run() -> None:
    """Load the command and run it."""
    with loading():
        from panah.cli import main  # noqa: PLC0415  (after Ctrl-C was seen to)

    main(prog_name="panah")


if __name__ == "__main__":
    run()
