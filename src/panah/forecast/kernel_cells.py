"""Counts of exchangeable people: their states packed into whole numbers, and tables of counts.

A table keeps its entries in the order in which they came. Where nothing but place and distance
tells people apart, each cell has a slot of its own; else slots are found by hashing the key.
"""

from panah.forecast.kernel_types import (
    AT,
    BIRTH_BITS,
    BIRTHS,
    CELL,
    CELLS,
    COUNT,
    DAY,
    DUE,
    ENTRIES,
    FULL,
    KEY,
    KIND_BITS,
    KM_BITS,
    LEG_BITS,
    LINKS,
    MASK,
    ODD,
    PLACES,
    ROAD,
    SIZE,
    SLOTS,
    SPENT_BITS,
    TIRED_BITS,
    Run,
    Who,
    compiled,
    inlined,
    whole,
)

__all__ = ["clear", "later", "now", "pack", "people_of", "put", "total", "who_is"]

_SPREAD = 0x9E3779B1
"""An odd number that spreads neighbouring keys over a table: 2^32 over the golden ratio, nearly."""
_LOW = (1 << 31) - 1


@inlined
def pack(run: Run, who: Who) -> int:
    """Write a state as one number."""
    key = (who.site << run.whole[KM_BITS]) | who.km
    key = (key << run.whole[SPENT_BITS]) | who.spent
    key = (key << run.whole[TIRED_BITS]) | who.tired
    key = (key << run.whole[LEG_BITS]) | who.leg
    key = (((key << 1) | who.foot) << run.whole[BIRTH_BITS]) | who.birth
    return (key << run.whole[KIND_BITS]) | who.kind  # type: ignore[no-any-return]


@inlined
def who_is(run: Run, table: int, entry: int) -> Who:
    """Read the state of an entry."""
    key = whole(run, KEY + table, entry)
    kind = key & ((1 << run.whole[KIND_BITS]) - 1)
    key >>= run.whole[KIND_BITS]
    birth = key & ((1 << run.whole[BIRTH_BITS]) - 1)
    key >>= run.whole[BIRTH_BITS]
    foot = key & 1
    key >>= 1
    leg = key & ((1 << run.whole[LEG_BITS]) - 1)
    key >>= run.whole[LEG_BITS]
    tired = key & ((1 << run.whole[TIRED_BITS]) - 1)
    key >>= run.whole[TIRED_BITS]
    spent = key & ((1 << run.whole[SPENT_BITS]) - 1)
    key >>= run.whole[SPENT_BITS]
    km = key & ((1 << run.whole[KM_BITS]) - 1)
    return Who(key >> run.whole[KM_BITS], km, spent, tired, leg, foot, birth, kind)


@inlined
def people_of(run: Run, table: int, entry: int) -> int:
    """Give the people of an entry."""
    return whole(run, COUNT + table, entry)


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
        link = who.site - run.whole[PLACES]
        doomed = 1 if link >= run.whole[LINKS] else 0
        link -= doomed * run.whole[LINKS]
        cell = whole(run, CELL, link) + doomed * run.whole[CELLS] + who.km
    else:
        cell = who.site * (run.whole[DAY] + 1) + who.spent
    return cell * run.whole[BIRTHS] + who.birth  # type: ignore[no-any-return]


@inlined
def put(run: Run, table: int, who: Who, people: int) -> int:
    """Add people to a table; give their entry if it is new, else -1."""
    if run.whole[MASK + table] == 0:
        at = run.whole[SLOTS + table] + _cell(run, table, who)
        entry = run.whole[at] - 1
        if entry >= 0:
            run.whole[run.whole[COUNT + table] + entry] += people
            return -1
        return _new(run, table, pack(run, who), people, at)
    return _find(run, table, pack(run, who), people)


@compiled
def _find(run: Run, table: int, key: int, people: int) -> int:
    first, mask = run.whole[SLOTS + table], run.whole[MASK + table]
    index = ((((key ^ (key >> 31)) & _LOW) * _SPREAD) >> 12) & mask
    while run.whole[first + index] != 0:
        entry = run.whole[first + index] - 1
        if whole(run, KEY + table, entry) == key:
            run.whole[run.whole[COUNT + table] + entry] += people
            return -1
        index = (index + 1) & mask
    return _new(run, table, key, people, first + index)


@compiled
def _new(run: Run, table: int, key: int, people: int, at: int) -> int:
    entry = run.whole[SIZE + table]
    if entry >= run.whole[ENTRIES]:
        run.whole[FULL] = 1
        return -1
    run.whole[at] = entry + 1
    run.whole[run.whole[KEY + table] + entry] = key
    run.whole[run.whole[COUNT + table] + entry] = people
    run.whole[run.whole[AT + table] + entry] = at
    run.whole[SIZE + table] = entry + 1
    return entry  # type: ignore[no-any-return]


@compiled
def clear(run: Run, table: int) -> None:
    """Empty a table."""
    for entry in range(run.whole[SIZE + table]):
        run.whole[whole(run, AT + table, entry)] = 0
    run.whole[SIZE + table] = 0


@compiled
def total(run: Run, table: int) -> int:
    """Count the people of a table."""
    people = 0
    for entry in range(run.whole[SIZE + table]):
        people += people_of(run, table, entry)
    return people
