"""What each block of a ledger's file was when something was last appended to it.

SQLite leaves room in its pages that no entry uses. A byte that changes there changes no answer, and
no check of the entries can see it; so the digests of the blocks are kept in a second file, named by
the head. It is a note and no part of the log: one that is damaged, or of another head, is passed
over, and the next append writes it anew.
"""

import hashlib
from contextlib import suppress
from pathlib import Path

from panah.store.files import put

__all__ = ["put_seal", "unsealed"]

BLOCK = 4096
"""Bytes of a block: a page of SQLite as it is by default."""

_SIZE = 8
"""Bytes of a digest: by chance one change in 2^64 goes unseen."""


def put_seal(file: Path, head: str, content: bytes) -> None:
    """Note what a ledger's file is; where nothing can be written, nothing is.

    Parameters
    ----------
    head
        The hash of the last entry in it.
    """
    told = "\n".join([head, *_digests(content)]).encode()
    with suppress(OSError):
        put(file, f"{_digest(told)}\n".encode() + told, private=True)


def unsealed(file: Path, head: str, content: bytes) -> tuple[int, int] | None:
    """Give the first and last byte of the first block that is another; None if none is known."""
    try:
        own, _, told = file.read_text(encoding="ascii").partition("\n")
    except (OSError, ValueError):
        return None
    was_head, *was = told.split("\n")
    if own != _digest(told.encode()) or was_head != head:
        return None
    now = _digests(content)
    for number in range(max(len(was), len(now))):
        if was[number : number + 1] != now[number : number + 1]:
            return number * BLOCK, (number + 1) * BLOCK - 1
    return None


def _digests(content: bytes) -> list[str]:
    whole = memoryview(content)
    return [_digest(whole[at : at + BLOCK]) for at in range(0, len(content), BLOCK)]


def _digest(some: bytes | memoryview) -> str:
    return hashlib.blake2b(some, digest_size=_SIZE).hexdigest()
