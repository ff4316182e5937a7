"""A ledger in one SQLite file: the store of a case that lives on one machine.

The file is the case: it can be copied, zipped and read from a folder that is read-only. That is
why it keeps a rollback journal and not a write-ahead log, whose second file would hold entries
that the copy then lacks; with ``synchronous=extra`` what was acknowledged outlives a loss of power.
SQLite itself guards the log: triggers refuse to change, drop or squeeze in an entry.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from panah.domain.canonical import instant
from panah.domain.entry import GENESIS, LAYOUT, Entry, Kept
from panah.errors import ChainError, LedgerError
from panah.store.codec import kept_from
from panah.store.keeping import placed, readable, sound
from panah.store.seal import put_seal, unsealed

__all__ = ["SqliteLedger"]

APPLICATION = int.from_bytes(b"pana")
"""SQLite's application id of a ledger: the file says whose it is."""

PATIENCE = 30.0
"""Seconds to wait for another program that is writing. Assumed: longer than any append."""

PAGE = 256
"""Entries fetched at once, so that a slow reader never keeps a writer waiting."""

SCHEMA = {
    "entry": """\
CREATE TABLE entry (
  seq       integer primary key,
  received  text not null,
  key       text not null unique,
  body      text not null,
  prev_hash text not null,
  hash      text not null
) strict""",
    "entry_is_kept_as_written": """\
CREATE TRIGGER entry_is_kept_as_written before update on entry
  begin select raise(abort, 'the ledger is append-only'); end""",
    "entry_is_never_dropped": """\
CREATE TRIGGER entry_is_never_dropped before delete on entry
  begin select raise(abort, 'the ledger is append-only'); end""",
    "entry_follows_the_last": """\
CREATE TRIGGER entry_follows_the_last before insert on entry
  when new.seq is not (select coalesce(max(seq), 0) + 1 from entry)
    or new.prev_hash is not
      coalesce((select hash from entry order by seq desc limit 1), printf('%064d', 0))
    or exists (select 1 from entry where key = new.key)
  begin select raise(abort, 'the ledger is append-only'); end""",
}
"""What the file holds besides SQLite's own: the log and its guards, by name."""

_COLUMNS = ("seq", "received", "key", "body", "prev_hash", "hash")
_INSERT = f"insert into entry ({', '.join(_COLUMNS)}) values (?, ?, ?, ?, ?, ?)"  # noqa: S608
_SELECT = f"select {', '.join(_COLUMNS)} from entry"  # noqa: S608

_TELL = {
    sqlite3.SQLITE_BUSY: "another program is writing to it; try again when that is done",
    sqlite3.SQLITE_LOCKED: "another program is writing to it; try again when that is done",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened; check that its folder exists and may be used",
    sqlite3.SQLITE_PERM: "it may not be opened; ask for the right to read and write it",
    sqlite3.SQLITE_READONLY: "it or its folder is read-only; copy the case to where you may write",
    sqlite3.SQLITE_FULL: "the disk is full; make room and do it again: nothing of this was kept",
    sqlite3.SQLITE_IOERR: "the disk is full or fails; make room, or copy the case to another disk, "
    "and do it again: nothing of this was kept",
    sqlite3.SQLITE_NOTADB: "it is not a ledger, or is damaged; put it back from a copy, or make it "
    "again from what `panah export` wrote",
}
_DAMAGED = "it is damaged; put it back from a copy, or make it again from what `panah export` wrote"


class SqliteLedger:
    """Keeps entries in one file that SQLite itself guards against change.

    Parameters
    ----------
    path
        The file; it is made with the first entry, in a folder that is there.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, entries: Iterable[Entry], *, received: datetime | None = None) -> int:
        """Keep those entries whose key is not there yet; return how many were new.

        All or none are kept, in one transaction; two programs may append at once.

        Raises
        ------
        LedgerError
            If an entry could not be read back, or the file cannot take it; nothing was kept then.
        """
        ready = readable(entries)
        if not ready:
            return 0
        with self._writing() as db:
            kept = list(
                placed(
                    ready,
                    after=self._last(db),
                    is_kept=lambda key: _holds(db, key),
                    received=received,
                )
            )
            db.executemany(_INSERT, map(_row, kept))
        return len(kept)

    def restore(self, kept: Iterable[Kept]) -> int:
        """Keep a whole log as it was in another place; return how many entries it has.

        Raises
        ------
        LedgerError
            If the ledger holds entries already, or the log is not whole; nothing was kept then.
        """
        with self._writing() as db:
            if self._last(db) is not None:
                raise LedgerError(
                    f"the ledger {self.path} holds entries already; a whole log goes into an "
                    f"empty one, and `panah merge` joins two"
                )
            db.executemany(_INSERT, map(_row, sound(kept)))
            last = self._last(db)
        return last.seq if last else 0

    def entries(self, since: int = 0) -> Iterator[Kept]:
        """Give the entries that are there now, in the order in which they were kept.

        Parameters
        ----------
        since
            The number of the entry after which to begin.

        Raises
        ------
        LedgerError
            If the file is no ledger, is damaged, or was written by a later panah.
        ChainError
            If an entry is not what was kept; names it.
        """
        if not self.path.exists():
            return
        with self._open("rw") as db:
            if not self._is_ledger(db):
                return
            (last,) = db.execute("select max(seq) from entry").fetchone()
            while rows := self._page(db, since, last):
                yield from map(self._kept, rows)
                since = rows[-1][0]

    def last(self) -> Kept | None:
        """Give the last entry; None while there is none.

        Raises
        ------
        LedgerError
            If the file is no ledger, is damaged, or was written by a later panah.
        """
        if not self.path.exists():
            return None
        with self._open("rw") as db:
            return self._last(db) if self._is_ledger(db) else None

    def some(self, numbers: Iterable[int]) -> Iterator[Kept]:
        """Give the entries of some numbers, in that order; those that are not there are left out.

        Raises
        ------
        LedgerError, ChainError
            As `entries`.
        """
        if not self.path.exists():
            return
        with self._open("rw") as db:
            if self._is_ledger(db):
                for number in numbers:
                    yield from map(self._kept, self._rows(db, "where seq = ?", (number,)))

    def examine(self) -> None:
        """Let SQLite look through the whole file, and see that the guards are in place.

        The chain itself is checked by `panah.ledger.chain.check` over `entries`.

        Raises
        ------
        LedgerError
            If the file is damaged, or its guards were taken off or changed.
        """
        if not self.path.exists():
            return
        with self._open("rw") as db:
            if self._is_ledger(db):
                self._check_guards(db)
                found = [said for (said,) in db.execute("pragma integrity_check(3)")]
                if found != ["ok"]:
                    raise LedgerError(f"the ledger {self.path}: {_DAMAGED} ({'; '.join(found)})")

    def examine_blocks(self) -> None:
        """See that no byte of the file is another than when something was last appended.

        Raises
        ------
        LedgerError
            If one is, be it where no entry lies; says between which bytes.
        """
        if not self.path.exists():
            return
        with self._open("rw") as db:
            head, whole = self._whole(db)
            where, size = unsealed(self._seal, head, whole), self.path.stat().st_size
        if size > len(whole):
            where = len(whole), size - 1
        if where is not None:
            raise LedgerError(
                f"the ledger {self.path}: bytes {where[0]} to {where[1]} are not what was written, "
                f"though every entry is; put it back from a copy, or import what `panah export` "
                f"writes of it into a new case"
            )

    @property
    def _seal(self) -> Path:
        return self.path.with_suffix(".seal")

    def _whole(self, db: sqlite3.Connection) -> tuple[str, bytes]:
        """Give the head and all bytes; nobody can write from here until the file is closed."""
        db.execute("begin")
        last = self._last(db)
        return last.hash if last else GENESIS, db.serialize()

    @contextmanager
    def _open(self, mode: str) -> Iterator[sqlite3.Connection]:
        """Open the file, and say what SQLite refuses in words that tell what to do."""
        try:
            where = f"{self.path.absolute().as_uri()}?mode={mode}"
            opened = sqlite3.connect(where, uri=True, timeout=PATIENCE, isolation_level=None)
            with closing(opened) as db:
                db.execute("pragma synchronous = extra")
                db.execute("pragma fullfsync = on")
                db.execute("pragma cell_size_check = on")
                yield db
        except (sqlite3.Error, UnicodeDecodeError) as error:
            code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
            why = _TELL.get(code & 0xFF, _DAMAGED)
            raise LedgerError(f"the ledger {self.path}: {why} ({error})") from error

    def _is_ledger(self, db: sqlite3.Connection) -> bool:
        """Tell whether the file holds a ledger; False for one in which nothing was kept yet."""
        (application,) = db.execute("pragma application_id").fetchone()
        (layout,) = db.execute("pragma user_version").fetchone()
        (tables,) = db.execute("select count(*) from sqlite_master").fetchone()
        if (application, layout, tables) == (0, 0, 0):
            return False
        if application != APPLICATION:
            raise LedgerError(
                f"{self.path} is a database, but not a ledger of panah; name the ledger's own file"
            )
        if layout != LAYOUT:
            raise LedgerError(
                f"the ledger {self.path} has layout {layout} and this panah reads layout {LAYOUT}; "
                f"open it with the panah that wrote it, or a later one"
            )
        return True

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Give the ledger with one transaction open, which is committed at the end."""
        with self._open("rwc") as db:
            db.execute("begin immediate")
            if not self._is_ledger(db):
                self._begin(db)
            self._check_guards(db)
            yield db
            db.execute("commit")
            put_seal(self._seal, *self._whole(db))

    def _begin(self, db: sqlite3.Connection) -> None:
        db.execute(f"pragma application_id = {APPLICATION}")
        db.execute(f"pragma user_version = {LAYOUT}")
        for statement in SCHEMA.values():
            db.execute(statement)

    def _check_guards(self, db: sqlite3.Connection) -> None:
        found = db.execute("select name, sql from sqlite_master where sql is not null")
        stored = dict(found)
        wrong = sorted(
            name for name in stored.keys() | SCHEMA if stored.get(name) != SCHEMA.get(name)
        )
        if wrong:
            raise LedgerError(
                f"the ledger {self.path} was changed from outside: {', '.join(wrong)} is missing "
                f"or not panah's; export what it holds, check it, and import it into a new case"
            )

    def _last(self, db: sqlite3.Connection) -> Kept | None:
        rows = self._rows(db, "order by seq desc limit 1")
        return self._kept(rows[0]) if rows else None

    def _page(self, db: sqlite3.Connection, since: int, last: int | None) -> list[Any]:
        which = f"where seq > ? and seq <= ? order by seq limit {PAGE}"
        return self._rows(db, which, (since, last))

    def _rows(
        self, db: sqlite3.Connection, which: str, among: tuple[int | None, ...] = ()
    ) -> list[Any]:
        """Give rows of the log, and name the one of which a column is no text."""
        try:
            return db.execute(f"{_SELECT} {which}", among).fetchall()
        except sqlite3.OperationalError as error:
            if hasattr(error, "sqlite_errorcode"):  # not the text, but the file
                raise
            db.text_factory = bytes
            for seq, *columns in db.execute(f"{_SELECT} {which}", among):
                if not all(map(_is_text, columns)):
                    raise self._no_text(seq) from error
            raise

    def _kept(self, row: tuple[Any, ...]) -> Kept:
        seq, received, key, body, prev_hash, hash_ = row
        try:
            "".join(row[1:])
            return kept_from(body, seq=seq, received=received, key=key, chain=(prev_hash, hash_))
        except TypeError as error:
            raise self._no_text(seq) from error
        except ChainError as error:
            raise ChainError(f"the ledger {self.path}, {error}") from error
        except LedgerError as error:
            raise LedgerError(f"the ledger {self.path}, {error}") from error

    def _no_text(self, seq: int) -> ChainError:
        return ChainError(
            f"the ledger {self.path}, entry {seq}: a column is not the text that was kept"
        )


def _is_text(column: bytes | None) -> bool:
    try:
        (column or b"").decode()
    except UnicodeDecodeError:
        return False
    return True


def _holds(db: sqlite3.Connection, key: str) -> bool:
    return db.execute("select 1 from entry where key = ?", (key,)).fetchone() is not None


def _row(kept: Kept) -> tuple[int, str, str, str, str, str]:
    body = kept.entry.body
    return kept.seq, instant(kept.received), kept.key, body, kept.prev_hash, kept.hash
