"""Files that leave a case: written whole, or not at all."""

import os
import tempfile
from pathlib import Path

from panah.errors import FileError

__all__ = ["write_file"]


def write_file(output: Path, content: bytes, *, private: bool = False) -> None:
    """Write a file through a temporary one, so that what stood there stays until it is whole.

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
        with tempfile.NamedTemporaryFile(dir=output.resolve().parent, delete=False) as new:
            new.write(content)
            new.flush()
            os.fsync(new.fileno())
        Path(new.name).chmod(0o600 if private else 0o644)
        Path(new.name).replace(output)
    except OSError as error:
        raise FileError(f"cannot write {output}: {error.strerror}") from error
