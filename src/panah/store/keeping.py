"""Giving entries their place in the log: number, moment of receipt, and hash after the last.

Every store keeps in the same way, so that the same entries, kept in the same order at the same
moments, give the same head everywhere.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from panah.domain.entry import GENESIS, Entry, Kept, flaw, link_hash
from panah.errors import ChainError, LedgerError
from panah.store.codec import to_json

__all__ = ["MAX_BODY", "placed", "readable", "sound"]

MAX_BODY = 64 * 2**20
"""Longest content of one entry, in characters: some 50,000 claims. Assumed: a small laptop must
hold a line of an export in memory several times over."""


def readable(entries: Iterable[Entry]) -> list[Entry]:
    """Give the entries, once it is sure that each can be kept and read back.

    Raises
    ------
    LedgerError
        Names the entry and what stands against it.
    """
    ready = []
    for entry in entries:
        size = len(to_json(entry))
        if size > MAX_BODY:
            raise LedgerError(
                f"this entry ({entry.act} by {entry.by}) has {size:,} characters and an entry "
                f"holds {MAX_BODY:,}; give its claims in several entries"
            )
        ready.append(entry)
    return ready


def placed(
    entries: Iterable[Entry],
    *,
    after: Kept | None,
    is_kept: Callable[[str], bool],
    received: datetime | None = None,
) -> Iterator[Kept]:
    """Give the entries that are new, each in its place.

    Parameters
    ----------
    after
        The last entry of the log, None for an empty one.
    is_kept
        Whether the log holds an entry of that key already.
    received
        When they were received, for a merge; otherwise each at its `at`. Never before the last.
    """
    new: set[str] = set()
    for entry in entries:
        if entry.key in new or is_kept(entry.key):
            continue
        new.add(entry.key)
        after = _after(after, entry, received or entry.at)
        yield after


def sound(kept: Iterable[Kept]) -> Iterator[Kept]:
    """Give a log from elsewhere as it is, and stop where it is not whole.

    Raises
    ------
    ChainError
        If an entry does not follow from the one before it; names it.
    """
    before: Kept | None = None
    for one in kept:
        if wrong := flaw(one, before):
            raise ChainError(f"entry {one.seq} of the log cannot be kept: {wrong}")
        yield one
        before = one


def _after(last: Kept | None, entry: Entry, moment: datetime) -> Kept:
    received = max(moment, last.received) if last else moment
    prev_hash = last.hash if last else GENESIS
    return Kept(
        seq=last.seq + 1 if last else 1,
        received=received,
        entry=entry,
        prev_hash=prev_hash,
        hash=link_hash(prev_hash, entry.body, received),
    )
