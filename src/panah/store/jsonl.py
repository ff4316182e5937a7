"""A ledger as text: one entry a line, which any tool can read and version control can keep.

A line is the canonical JSON of the entry's content and its place in the log, so the same ledger
always gives the same bytes, and a line that reads back is a line that was written.
"""

import io
import json
import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TextIO

from panah.domain.canonical import instant
from panah.domain.entry import Kept, flaw
from panah.errors import FileError, LedgerError
from panah.store.codec import kept_from
from panah.store.keeping import MAX_BODY

__all__ = ["MAX_LINE", "read", "write"]

MAX_LINE = MAX_BODY + 1024
"""Longest line in characters: the longest content and its place."""

_LINE = re.compile(
    r'\{"content":(?P<body>\{.*\}),"hash":"(?P<hash>[0-9a-f]{64})","key":"(?P<key>[0-9a-f]{64})"'
    r',"prev_hash":"(?P<prev_hash>[0-9a-f]{64})","received":"(?P<received>[^"]{20,27})"'
    r',"seq":(?P<seq>[1-9][0-9]{0,17})\}',
    re.ASCII,
)


def write(kept: Iterable[Kept], file: TextIO) -> int:
    """Write a ledger into a text file opened as UTF-8; give how many entries there were."""
    count = 0
    for one in kept:
        file.write(_line(one))
        count += 1
    return count


def read(lines: Iterable[str], *, name: str = "the file") -> Iterator[Kept]:
    """Read a ledger back, entry by entry, and check key and chain on the way.

    Parameters
    ----------
    lines
        An open text file, or its lines.
    name
        What to call the file in errors.

    Raises
    ------
    FileError
        If a line is cut, garbled, too long or not what was written; names file and line.
    """
    before: Kept | None = None
    for number, line in _numbered(lines, name):
        where = f"{name}, line {number}"
        kept = _kept(line, where)
        if wrong := flaw(kept, before):
            raise FileError(f"{where}: {wrong}; the lines before it are sound")
        yield kept
        before = kept


def _line(kept: Kept) -> str:
    return (
        f'{{"content":{kept.entry.body},"hash":"{kept.hash}","key":"{kept.key}",'
        f'"prev_hash":"{kept.prev_hash}","received":"{instant(kept.received)}",'
        f'"seq":{kept.seq}}}\n'
    )


def _numbered(lines: Iterable[str], name: str) -> Iterator[tuple[int, str]]:
    """Give the lines with their numbers."""
    number = 0
    try:
        for number, line in enumerate(_bounded(lines), start=1):  # told in the error
            yield number, line.removesuffix("\n")
    except UnicodeDecodeError as error:
        raise FileError(
            f"{name}, after line {number}: not UTF-8 ({error.reason}); export the ledger again"
        ) from error


def _bounded(lines: Iterable[str]) -> Iterator[str]:
    """Give the lines; of a file, no more at once than a line may be long."""
    if isinstance(lines, io.TextIOBase):
        return iter(partial(lines.readline, MAX_LINE + 2), "")
    return iter(lines)


def _kept(line: str, where: str) -> Kept:
    if len(line) > MAX_LINE:
        raise FileError(f"{where}: longer than the {MAX_LINE:,} characters an entry can have")
    match = _LINE.fullmatch(line)
    if match is None:
        raise FileError(f"{where}: {_why(line)}")
    body, received, key, *chain = match.group("body", "received", "key", "prev_hash", "hash")
    try:
        return kept_from(
            body, seq=int(match["seq"]), received=received, key=key, chain=(chain[0], chain[1])
        )
    except LedgerError as error:
        raise FileError(f"{where}: {error}") from error


def _why(line: str) -> str:
    try:
        json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"not JSON, so it was cut or garbled ({error}); export the ledger again"
    return (
        "not an entry as `panah export` writes it, with content, hash, key, prev_hash, received "
        "and seq; for claims from elsewhere use `panah import`"
    )
