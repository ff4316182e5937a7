"""A ledger in memory: the second store of the contract, and the quick one of the merge laws."""

from panah.errors import LedgerError
from panah.store.keeping import placed, readable, sound


class MemoryLedger:
    def __init__(self):
        self._log = []

    def append(self, entries, *, received=None):
        keys = {kept.key for kept in self._log}
        last = self._log[-1] if self._log else None
        new = placed(readable(entries), after=last, is_kept=keys.__contains__, received=received)
        before = len(self._log)
        self._log += list(new)
        return len(self._log) - before

    def entries(self):
        return iter(tuple(self._log))

    def last(self):
        return self._log[-1] if self._log else None

    def restore(self, kept):
        if self._log:
            raise LedgerError("there are entries already")
        self._log = list(sound(kept))
        return len(self._log)

    def examine(self):
        """Nothing lies beside the entries."""
