"""Counts of exchangeable people: their states packed into whole numbers, and tables of counts.

A table is one of open addressing whose entries keep the order in which they came.
"""

from panah.forecast.kernel_types import AT, COUNT, FULL, KEY, SIZE, SLOT, Rules, Run, Who, compiled

__all__ = ["clear", "pack", "pour", "put", "total", "unpack"]

_SPREAD = 0x1E3779B97F4A7C15
"""An odd number that spreads neighbouring keys over a table: 2^61 over the golden ratio, nearly."""


@compiled
def pack(rules: Rules, who: Who) -> int:
    """Write a state as one number."""
    key = (who.site << rules.km_bits) | who.km
    key = (key << rules.spent_bits) | who.spent
    key = (key << rules.tired_bits) | who.tired
    key = (key << rules.leg_bits) | who.leg
    return int((((key << 1) | who.foot) << rules.birth_bits) | who.birth)


@compiled
def unpack(rules: Rules, key: int) -> Who:
    """Read a state from its number."""
    birth = key & ((1 << rules.birth_bits) - 1)
    key >>= rules.birth_bits
    foot = key & 1
    key >>= 1
    leg = key & ((1 << rules.leg_bits) - 1)
    key >>= rules.leg_bits
    tired = key & ((1 << rules.tired_bits) - 1)
    key >>= rules.tired_bits
    spent = key & ((1 << rules.spent_bits) - 1)
    key >>= rules.spent_bits
    km = key & ((1 << rules.km_bits) - 1)
    return Who(key >> rules.km_bits, km, spent, tired, leg, foot, birth)


@compiled
def put(run: Run, table: int, who: Who, people: int) -> int:
    """Add people to a table; give their entry if it is new, else -1."""
    tables, clock = run.tables, run.clock
    key = pack(run.rules, who)
    mask = tables.shape[2] - 1
    at = ((key * _SPREAD) >> 17) & mask
    while tables[table, SLOT, at] != 0:
        entry = tables[table, SLOT, at] - 1
        if tables[table, KEY, entry] == key:
            tables[table, COUNT, entry] += people
            return -1
        at = (at + 1) & mask
    entry = clock[SIZE + table]
    if 2 * entry >= tables.shape[2]:
        clock[FULL] = 1
        return -1
    tables[table, SLOT, at] = entry + 1
    tables[table, KEY, entry] = key
    tables[table, COUNT, entry] = people
    tables[table, AT, entry] = at
    clock[SIZE + table] = entry + 1
    return int(entry)


@compiled
def clear(run: Run, table: int) -> None:
    """Empty a table."""
    for entry in range(run.clock[SIZE + table]):
        run.tables[table, SLOT, run.tables[table, AT, entry]] = 0
    run.clock[SIZE + table] = 0


@compiled
def pour(run: Run, source: int, target: int) -> None:
    """Move all people of one table into another, which is emptied first."""
    clear(run, target)
    for entry in range(run.clock[SIZE + source]):
        people = run.tables[source, COUNT, entry]
        if people > 0:
            put(run, target, unpack(run.rules, run.tables[source, KEY, entry]), people)
    clear(run, source)


@compiled
def total(run: Run, table: int) -> int:
    """Count the people of a table."""
    people = 0
    for entry in range(run.clock[SIZE + table]):
        people += run.tables[table, COUNT, entry]
    return int(people)
