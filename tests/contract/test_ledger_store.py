"""What every place that keeps a ledger must do. A new store adds one line to STORES."""

from functools import cache

import pytest
from tests.memory import MemoryLedger

from panah.domain.entry import Act
from panah.errors import LedgerError
from panah.ledger.chain import check
from panah.store.sqlite import SqliteLedger
from panah.testing import LEDGER_STORE_LAWS, every_act

STORES = {
    "sqlite": lambda folder: lambda: SqliteLedger(folder / "ledger.sqlite"),
    "memory": lambda _: cache(MemoryLedger),
}


@pytest.mark.parametrize("law", LEDGER_STORE_LAWS, ids=lambda law: law.__name__)
@pytest.mark.parametrize("store", STORES)
def test_a_store_keeps_the_law(law, store, tmp_path):
    law(STORES[store](tmp_path))


def test_the_laws_meet_every_act():
    assert {entry.act for entry in every_act()} == set(Act)


def test_every_store_gives_the_same_log_the_same_head(tmp_path):
    stores = [opened(tmp_path)() for opened in STORES.values()]
    for store in stores:
        store.append(every_act())

    assert len({check(store.entries()) for store in stores}) == 1


class Forgetful(MemoryLedger):
    def append(self, entries, *, received=None):
        return super().append(list(entries)[:1], received=received)


class Careless(MemoryLedger):
    def entries(self):
        return reversed(self._log)


class Gullible(MemoryLedger):
    def append(self, entries, *, received=None):
        try:
            return super().append(entries, received=received)
        except LedgerError:
            return 0


@pytest.mark.parametrize(
    ("broken", "law", "reason"),
    [
        (Forgetful, "gives_back_what_was_kept_in_order", "the number that append returned: wanted"),
        (Careless, "gives_back_what_was_kept_in_order", "what came back: wanted"),
        (Gullible, "what_could_not_be_read_back_is_refused", "the store kept a moment without"),
    ],
)
def test_a_store_that_loses_shuffles_or_swallows_entries_breaks_a_law(broken, law, reason):
    (held,) = [one for one in LEDGER_STORE_LAWS if one.__name__ == law]

    with pytest.raises(AssertionError, match=reason):
        held(broken)
