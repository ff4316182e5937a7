"""Whether a log is what was appended: every entry held against its hash and the one before it.

The chain shows any change inside the log. A tail that was cut off shows only against a head kept
elsewhere, which is why every published issue prints its head.
"""

from collections.abc import Iterable

from panah.domain.entry import GENESIS, Kept, flaw
from panah.errors import ChainError

__all__ = ["check"]


def check(kept: Iterable[Kept]) -> str:
    """Give the head of a log: the hash of its last entry.

    Raises
    ------
    ChainError
        If the log is not what was appended; says at which entry, and what is wrong there.
    """
    before: Kept | None = None
    for one in kept:
        if wrong := flaw(one, before):
            raise ChainError(
                f"the log breaks at entry {one.seq}: {wrong}; what stands before it is as it was "
                f"kept, so compare from there with another copy"
            )
        before = one
    return before.hash if before else GENESIS
