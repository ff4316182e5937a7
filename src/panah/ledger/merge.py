"""The union of two ledgers: a laptop and a server meet, and nothing of either is lost.

Entries are the same where their keys are, so a union is what one ledger lacks of the other, in the
other's order: an acceptance never comes before its claim. What was known at any moment before the
merge stays as it was, because the new entries are received only now.
"""

from collections.abc import Sequence
from datetime import datetime

from panah.domain.entry import Act, Entry, Kept, Note, Topic
from panah.ledger.chain import check

__all__ = ["union"]


def union(
    mine: Sequence[Kept], other: Sequence[Kept], *, at: datetime, by: str
) -> tuple[Entry, ...]:
    """Give the entries to append to `mine` so that it holds all of `other`, and a note of it.

    A record of an earlier merge is taken along but is no news by itself, so that two ledgers
    that merge each other in turn come to rest.

    Parameters
    ----------
    at
        When they are merged: append with ``received=at``.

    Returns
    -------
    tuple of Entry
        Empty when `mine` holds all of `other` already.

    Raises
    ------
    ChainError
        If one of the two logs is not what was appended.
    """
    check(mine)
    head = check(other)
    have = {kept.key for kept in mine}
    new = tuple(kept.entry for kept in other if kept.key not in have)
    if all(_is_merge_note(entry) for entry in new):
        return ()
    note = Note(topic=Topic.MERGED, head=head, count=len(new))
    return (*new, Entry(at=at, by=by, act=Act.NOTE, value=note))


def _is_merge_note(entry: Entry) -> bool:
    return isinstance(entry.value, Note) and entry.value.topic is Topic.MERGED
