"""The folder of a case: report bytes and texts, kept under the hash of the bytes.

A report is written before the ledger speaks of it, to a temporary name first, so that a power cut
leaves either the whole report or none.
"""

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from panah.errors import CaseError, ReportError
from panah.store.files import put

__all__ = ["MAX_BYTES", "Reports", "received_bytes"]

MAX_BYTES = 20 * 1024 * 1024
"""Largest report in bytes. The longest response plans are a few megabytes of PDF; more than this
is a dataset or a mistake."""


def received_bytes(file: Path) -> bytes:
    """Read the bytes of a report as it was received.

    Raises
    ------
    ReportError
        If there is no such file, it cannot be read, or it is larger than `MAX_BYTES`.
    """
    try:
        size = file.stat().st_size
        if file.is_dir():
            raise ReportError(f"{file} is a folder; name the report's file")
        if size > MAX_BYTES:
            raise ReportError(
                f"{file} has {size / 1_048_576:.0f} MB; a report or a table may have up to "
                f"{MAX_BYTES // 1_048_576} MB: split it"
            )
        return file.read_bytes()
    except FileNotFoundError as error:
        raise ReportError(f"there is no file {file}") from error
    except OSError as error:
        raise ReportError(f"{file} cannot be read: {error.strerror}") from error


_KEY = re.compile(r"[0-9a-f]{64}")


class Reports:
    """The reports of one case, in its folder ``reports``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, received: bytes, text: str) -> None:
        """Keep a report's bytes and text; keeping it twice keeps it once."""
        key = hashlib.sha256(received).hexdigest()
        self._write(self.folder / key, received)
        self._write(self.folder / f"{key}.text", text.encode("utf-8"))

    def keys(self) -> frozenset[str]:
        """Give the ids of the reports that lie here."""
        files = self.folder.iterdir() if self.folder.is_dir() else ()
        return frozenset(file.name for file in files if _KEY.fullmatch(file.name))

    def text(self, key: str) -> str | None:
        """Give the text of a report; None if it is not held here.

        A text that was damaged comes back with signs that show it; `panah check` finds it.
        """
        content = self._content(self.folder / f"{key}.text")
        return None if content is None else content.decode("utf-8", errors="replace")

    def texts(self, keys: Iterable[str]) -> dict[str, str]:
        """Give the texts of those reports that are held here, by id."""
        return {key: text for key in keys if (text := self.text(key)) is not None}

    def received(self, key: str) -> bytes | None:
        """Give the bytes of a report as received; None if they are not held here."""
        return self._content(self.folder / key)

    def _content(self, file: Path) -> bytes | None:
        try:
            return file.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise CaseError(f"the report {file} cannot be read: {error.strerror}") from error

    def _write(self, file: Path, content: bytes) -> None:
        if file.is_file():
            return
        try:
            self.folder.mkdir(exist_ok=True)
            put(file, content)
        except OSError as error:
            raise CaseError(
                f"cannot keep the report in {self.folder}: {error.strerror}; nothing was recorded"
            ) from error
