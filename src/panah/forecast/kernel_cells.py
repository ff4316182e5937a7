"""Counts of exchangeable people: their states packed into whole numbers, and tables of counts.

A table keeps its entries in the order in which they came. Where nothing but place and distance
tells people apart, each cell has a slot of its own; else slots are found by hashing the key.
"""

from typing import TYPE_CHECKING

from panah.forecast.kernel_types import (
    DUE,
    FULL,
    KEY,
    MASK,
    ODD,
    PEOPLE,
    ROAD,
    SIZE,
    SLOT,
    SLOTS,
    TABLES,
    Run,
    Who,
    compiled,
    inlined,
)

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

__all__ = [
    "add",
    "beside_of",
    "birth_of",
    "clear",
    "entry_of",
    "later",
    "now",
    "pack",
    "people_of",
    "put",
    "take",
    "total",
    "who_is",
]

_SPREAD = 0x9E3779B1
"""An odd number that spreads neighbouring keys over a table: 2^32 over the golden ratio, nearly."""
_LOW = (1 << 31) - 1


@inlined
def pack(run: Run, who: Who) -> int:
    """Write a state as one number."""
    key = (who.site << run.rules.km_bits) | who.km
    key = (key << run.rules.spent_bits) | who.spent
    key = (key << run.rules.tired_bits) | who.tired
    key = (key << run.rules.leg_bits) | who.leg
    key = (((key << 1) | who.foot) << run.rules.birth_bits) | who.birth
    return (key << run.rules.kind_bits) | who.kind


@inlined
def entry_of(run: Run, table: int, entry: int) -> int:
    """Give where the numbers of an entry begin: its key and its people."""
    return 2 * (table * run.rules.entries + entry)


@inlined
def beside_of(run: Run, table: int, entry: int) -> int:
    """Give where what is beside an entry begins: its slot and the entry behind it."""
    return entry_of(run, table, entry) + 2 * TABLES * run.rules.entries


@inlined
def who_is(run: Run, table: int, entry: int) -> Who:
    """Read the state of an entry."""
    key = run.tables[entry_of(run, table, entry) + KEY]
    kind = key & ((1 << run.rules.kind_bits) - 1)
    key >>= run.rules.kind_bits
    birth = key & ((1 << run.rules.birth_bits) - 1)
    key >>= run.rules.birth_bits
    foot = key & 1
    key >>= 1
    leg = key & ((1 << run.rules.leg_bits) - 1)
    key >>= run.rules.leg_bits
    tired = key & ((1 << run.rules.tired_bits) - 1)
    key >>= run.rules.tired_bits
    spent = key & ((1 << run.rules.spent_bits) - 1)
    key >>= run.rules.spent_bits
    km = key & ((1 << run.rules.km_bits) - 1)
    return Who(key >> run.rules.km_bits, km, spent, tired, leg, foot, birth, kind)


@inlined
def birth_of(run: Run, table: int, entry: int) -> int:
    """Read the class of birth of an entry."""
    key = run.tables[entry_of(run, table, entry) + KEY] >> run.rules.kind_bits
    return key & ((1 << run.rules.birth_bits) - 1)  # type: ignore[no-any-return]


@inlined
def people_of(run: Run, table: int, entry: int) -> int:
    """Give the people of an entry."""
    return run.tables[entry_of(run, table, entry) + PEOPLE]  # type: ignore[no-any-return]


@inlined
def take(run: Run, table: int, entry: int, people: int) -> None:
    """Take people out of an entry."""
    run.tables[entry_of(run, table, entry) + PEOPLE] -= people


@inlined
def now(run: Run, table: int) -> int:
    """Give today's table of a pair."""
    return table + run.whole[ODD]  # type: ignore[no-any-return]


@inlined
def later(run: Run, table: int) -> int:
    """Give tomorrow's table of a pair."""
    return table + 1 - run.whole[ODD]  # type: ignore[no-any-return]


@inlined
def _cell(run: Run, table: int, who: Who) -> int:
    if table < ROAD:
        cell = who.site
    elif table < DUE:
        link = who.site - run.rules.places
        doomed = 1 if link >= run.rules.links else 0
        link -= doomed * run.rules.links
        cell = run.whole[run.at.cell + link] + doomed * run.rules.cells + who.km
    else:
        cell = who.site * (run.rules.day + 1) + who.spent
    return (cell * run.rules.births + who.birth) * run.rules.kinds + who.kind


@inlined
def put(run: Run, table: int, who: Who, people: int) -> int:
    """Add people to a table; give their entry if nobody was in it, else -1."""
    slot, mask, first = run.whole[SLOTS + table], run.whole[MASK + table], entry_of(run, table, 0)
    if mask == 0:
        slot += _cell(run, table, who)
    else:
        slot = _find(run.slots, slot, mask, pack(run, who), run.tables, first)
    entry = run.slots[slot] - 1
    if entry >= 0:
        before = run.tables[first + 2 * entry + PEOPLE]
        run.tables[first + 2 * entry + PEOPLE] = before + people
        return -1 if before > 0 else entry
    entry = _append(run, table, pack(run, who), people)
    if entry >= 0:
        run.slots[slot] = entry + 1
        run.tables[beside_of(run, table, entry) + SLOT] = slot
    return entry


@inlined
def add(run: Run, table: int, who: Who, people: int) -> None:
    """Add people to a table in which nobody looks for their state."""
    _append(run, table, pack(run, who), people)


@compiled
def _append(run: Run, table: int, key: int, people: int) -> int:
    entry = run.whole[SIZE + table]
    if entry >= run.rules.entries:
        run.whole[FULL] = 1
        return -1
    row = entry_of(run, table, entry)
    run.tables[row + KEY] = key
    run.tables[row + PEOPLE] = people
    run.whole[SIZE + table] = entry + 1
    return entry  # type: ignore[no-any-return]


@compiled
def _find(
    slots: "npt.NDArray[np.int32]",
    begin: int,
    mask: int,
    key: int,
    tables: "npt.NDArray[np.int64]",
    first: int,
) -> int:
    """Give the slot of a key, or a free one if it has none."""
    index = ((((key ^ (key >> 31)) & _LOW) * _SPREAD) >> 12) & mask
    while slots[begin + index] != 0 and tables[first + 2 * (slots[begin + index] - 1) + KEY] != key:
        index = (index + 1) & mask
    return begin + index


@compiled
def clear(run: Run, table: int) -> None:
    """Empty a table."""
    if table != DUE:
        for entry in range(run.whole[SIZE + table]):
            run.slots[run.tables[beside_of(run, table, entry) + SLOT]] = 0
    run.whole[SIZE + table] = 0


@compiled
def total(run: Run, table: int) -> int:
    """Count the people of a table."""
    people = 0
    for entry in range(run.whole[SIZE + table]):
        people += people_of(run, table, entry)
    return people
