"""Answers kept between runs, so that the same question is paid for once.

The key is a hash of wire, model, instruction, sentences and schema: change any of them and the
question is asked anew. Only complete answers are kept, and only public reports are ever asked
about, so nothing restricted lies in this file.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Protocol

from panah.errors import CaseError

__all__ = ["Answers", "SqliteAnswers"]

_TABLE = "create table if not exists answers (key text primary key, answer text not null) strict"


class Answers(Protocol):
    """Where answers are kept; a dict will do."""

    def get(self, key: str, /) -> str | None:
        """Give the answer kept under a key."""
        ...

    def __setitem__(self, key: str, answer: str, /) -> None:
        """Keep an answer."""
        ...


class SqliteAnswers:
    """Answers in one SQLite file.

    Raises
    ------
    CaseError
        If the file cannot be opened or written, or is no such file.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._run(_TABLE)

    def get(self, key: str, /) -> str | None:
        """Give the answer kept under a key."""
        rows = self._run("select answer from answers where key = ?", key)
        return rows[0][0] if rows else None

    def __setitem__(self, key: str, answer: str, /) -> None:
        """Keep an answer."""
        self._run("insert or replace into answers values (?, ?)", key, answer)

    def _run(self, statement: str, *values: str) -> list[tuple[str, ...]]:
        try:
            with closing(sqlite3.connect(self._file, timeout=10)) as base, base:
                return base.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise CaseError(
                f"the kept answers in {self._file} cannot be used: {error}; the file can be "
                f"deleted, its questions are then asked again"
            ) from error
