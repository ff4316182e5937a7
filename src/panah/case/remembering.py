"""What was worked out for the last answer and holds for the next: only the day differs.

What a ledger knew hangs on its head, which changes with every entry, and on nothing else; so what
is remembered by it can never be out of date.
"""

import gc
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from panah.domain.actor import Actors
from panah.domain.entry import LedgerStore
from panah.domain.report import Sensitivity
from panah.ledger.known import Known
from panah.ledger.live import Live, takeable
from panah.ledger.replay import replay

__all__ = ["Memory", "uncollected", "up_to"]


class Memory:
    """The last state of a ledger that was asked about, ready to be compared for any day."""

    def __init__(self, ledger: LedgerStore, *, four_eyes: bool) -> None:
        self._ledger = ledger
        self._four_eyes = four_eyes
        self._known: dict[tuple[str, datetime | None], Known] = {}
        self._shown: dict[Sensitivity, tuple[Known, Known, Mapping[str, Live]]] = {}

    def known(self, head: str, until: datetime | None) -> Known:
        """Give what the ledger knew at a moment.

        Parameters
        ----------
        head
            The hash of its last entry now.
        """
        key = (head, until)
        if key not in self._known:
            self._known.clear()
            entries = self._ledger.entries()
            self._known[key] = replay(entries, until=until, four_eyes=self._four_eyes)
        return self._known[key]

    def shown(
        self, known: Known, level: Sensitivity, actors: Actors
    ) -> tuple[Known, Mapping[str, Live]]:
        """Give what somebody cleared for a level may see, and its claims ready to be compared."""
        of, shown, claims = self._shown.get(level, (None, known, {}))
        if of is not known:
            shown = known.showing(up_to(level))
            claims = takeable(shown, actors)
            self._shown[level] = (known, shown, claims)
        return shown, claims


def up_to(level: Sensitivity) -> Collection[Sensitivity]:
    """Give a level and those below it."""
    levels = list(Sensitivity)
    return levels[: levels.index(level) + 1]


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep Python's cycle collector from walking a ledger again and again while it is read.

    Entries hold no cycles; with the collector on, ten thousand claims take half as long again.
    What was made meanwhile counts as old afterwards, so that it is not walked at once either.
    """
    was_on, is_ours = gc.isenabled(), gc.get_freeze_count() == 0
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if is_ours:
                gc.freeze()
                gc.unfreeze()
            gc.enable()
