"""Files written whole, or not at all."""

import os
import tempfile
from pathlib import Path

__all__ = ["put"]


def put(file: Path, content: bytes, *, private: bool = False) -> None:
    """Write a file through a temporary one beside it, of which nothing is left if it fails.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    with tempfile.NamedTemporaryFile(dir=file.resolve().parent, delete=False) as new:
        written = Path(new.name)
        try:
            new.write(content)
            new.flush()
            os.fsync(new.fileno())
            written.chmod(0o600 if private else 0o644)
            written.replace(file)
        except BaseException:
            written.unlink(missing_ok=True)
            raise
