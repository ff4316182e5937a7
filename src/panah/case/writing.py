"""Files that a case writes: whole, or not at all."""

from pathlib import Path

from panah.errors import FileError
from panah.store.files import put

__all__ = ["write_file"]


def write_file(output: Path, content: bytes, *, private: bool = False) -> None:
    """Write a file that leaves the case; what stood there stays until it is whole.

    Parameters
    ----------
    private
        Whether its owner alone may read it.

    Raises
    ------
    FileError
        If it cannot be written.
    """
    try:
        put(output, content, private=private)
    except OSError as error:
        raise FileError(f"cannot write {output}: {error.strerror}") from error
