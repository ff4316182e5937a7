"""What was worked out for the last answer and holds for the next: only the day differs.

What a ledger knew hangs on its head, which changes with every entry, and on nothing else; so what
is remembered by it can never be out of date.
"""

import gc
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from panah.case.projection import WORTH, Projection
from panah.domain.actor import Actors
from panah.domain.entry import GENESIS, Kept, LedgerStore
from panah.domain.report import Sensitivity
from panah.ledger.known import Known
from panah.ledger.live import Live, takeable
from panah.ledger.replay import grown, replay
from panah.store.sqlite import SqliteLedger

__all__ = ["Memory", "uncollected", "up_to"]


class Memory:
    """The last state of a ledger that was asked about, ready to be compared for any day."""

    def __init__(self, ledger: LedgerStore, *, four_eyes: bool) -> None:
        self._ledger = ledger
        self._four_eyes = four_eyes
        self._known: dict[tuple[str, datetime | None], Known] = {}
        self._shown: dict[Sensitivity, tuple[Known, Known]] = {}
        self._public: Known | None = None
        self._ready: dict[Sensitivity, tuple[Known, Mapping[str, Live]]] = {}

    def known(self, last: Kept | None, until: datetime | None) -> Known:
        """Give what the ledger knew at a moment.

        Parameters
        ----------
        last
            Its last entry now.
        """
        key = (last.hash if last else GENESIS, until)
        if key not in self._known:
            known = self._grown(last) if until is None else None
            self._known.clear()
            if known is None:
                entries = self._ledger.entries()
                known = replay(entries, until=until, four_eyes=self._four_eyes)
            self._known[key] = known
        return self._known[key]

    def _grown(self, last: Kept | None) -> Known | None:
        """Give what the ledger knows now, of all that it knew and what was kept since."""
        before = next((one for (_, until), one in self._known.items() if until is None), None)
        if before is None or last is None or not isinstance(self._ledger, SqliteLedger):
            return None
        since = self._ledger.entries(len(before.entries))
        found = grown(before, since, four_eyes=self._four_eyes)
        return found if found and found.head == last.hash else None

    def seen(self, last: Kept | None, until: datetime | None, level: Sensitivity) -> Known:
        """Give what somebody cleared for a level may see of what the ledger knew at a moment.

        What anybody may see of all there is, is asked most; a long ledger is not read for it again.
        """
        is_part = until is not None or level is not Sensitivity.PUBLIC
        if is_part or last is None or last.seq < WORTH:
            return self.showing(self.known(last, until), level)
        if self._public is None or self._public.head != last.hash:
            self._public = self._projected(last)
        return self._public

    def keep(self, new: int) -> None:
        """Keep what a long ledger now comes to, if it was empty or what it was is remembered.

        Parameters
        ----------
        new
            Entries just appended.
        """
        last = self._ledger.last()
        if last is None or last.seq < WORTH or not new:
            return
        if new == last.seq or any(until is None for _, until in self._known):
            with uncollected():
                self.seen(last, None, Sensitivity.PUBLIC)

    def showing(self, known: Known, level: Sensitivity) -> Known:
        """Give what somebody cleared for a level may see."""
        of, shown = self._shown.get(level, (None, known))
        if of is not known:
            shown = known.showing(up_to(level))
            self._shown[level] = (known, shown)
        return shown

    def ready(self, shown: Known, level: Sensitivity, actors: Actors) -> Mapping[str, Live]:
        """Give the claims that somebody cleared for a level may see, ready to be compared."""
        of, claims = self._ready.get(level, (None, {}))
        if of is not shown:
            claims = takeable(shown, actors)
            self._ready[level] = (shown, claims)
        return claims

    def _projected(self, last: Kept) -> Known:
        if not isinstance(self._ledger, SqliteLedger):
            return self.showing(self.known(last, None), Sensitivity.PUBLIC)
        projection = Projection(self._ledger, four_eyes=self._four_eyes)
        if found := projection.read(last.hash):
            return found
        mark = projection.mark(last.hash)
        known = self.known(last, None)
        shown = self.showing(known, Sensitivity.PUBLIC)
        if mark and known.head == last.hash:
            projection.keep(known, shown, mark=mark)
        return shown


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
