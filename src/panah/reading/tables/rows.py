"""The rows of a table as claims, each with the cell it rests on.

The text that is kept of a table names each cell by its column, row by row, and hangs on nothing but
the file. A claim quotes its cell in that text. A cell that withholds a number is an amount that was
not given; an empty cell says nothing; neither is zero.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

import attrs

from panah.domain.claim import How, Span
from panah.domain.group import AGE_BANDS, Pop, Sex
from panah.domain.quantity import Hedge
from panah.domain.when import When
from panah.errors import DateError, FileError
from panah.reading.tables.cells import Cells, cells_of
from panah.reading.tables.column_map import (
    ColumnRule,
    DateAs,
    NumberRule,
    TableMap,
    shipped,
    shipped_map,
)

__all__ = ["EXTRACTOR", "MAX_TEXT", "ReadTable", "fitting_map", "read_table"]

EXTRACTOR = "table 1"
"""Name and version of what makes the text of a table."""

MAX_TEXT = 60_000_000
"""Longest text of a table in characters. Assumed: three times the largest file that is taken."""

_NUMBER = re.compile(r"\d{1,3}(?:([,\u00a0\u202f \u2019'])\d{3})(?:\1\d{3})*|\d+(?:\.0)?")
_NOT_DIGITS = re.compile(r"[^\d.]")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?")
_USED = re.compile(r"\{([^{}]*)\}")

Resolve = Callable[[str], str]
Record = dict[str, object]


@attrs.frozen(kw_only=True)
class ReadTable:
    """What a table says.

    Parameters
    ----------
    report
        Id of the report it is: SHA-256 of the bytes.
    text
        Its text, as it will be kept.
    map
        The map by which it was read.
    claims
        Its claims in the layout of a file of claims, one JSON object each, in the order of the
        rows; each has a span into the text.
    warnings
        What a person should know before trusting it.
    """

    report: str
    text: str = attrs.field(repr=False)
    map: TableMap
    claims: tuple[Record, ...] = attrs.field(repr=False)
    warnings: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class _Row:
    """Where a row stands: in the file, for errors, and in the text, cell by cell."""

    where: str
    header: tuple[str, ...]
    cells: tuple[str, ...]
    spans: tuple[Span | None, ...]


def read_table(
    received: bytes,
    name: str,
    table_map: TableMap | None = None,
    *,
    code_of: Resolve = str,
) -> ReadTable:
    """Read a table of numbers.

    Parameters
    ----------
    table_map
        None for the one of panah's own maps that fits its columns.
    code_of
        Gives the code of a country or place by its name, and the name where it knows none.

    Raises
    ------
    FileError
        If it is no table, a column is missing or not known, or a cell is not what its column
        should hold; names file, row and column.
    """
    tables, warnings = cells_of(received, name)
    chosen = table_map or fitting_map(tables, name)
    report = hashlib.sha256(received).hexdigest()
    parts: list[str] = []
    claims: list[Record] = []
    passed = at = 0
    for table in tables:
        columns = _columns(table, chosen, name) if _is_meant(table, tables, chosen) else None
        for row in _written(table, name, parts, at):
            at += len(parts[-1])
            found = None if columns is None else _claims(row, columns, chosen, code_of)
            passed += found is None
            claims += [{**claim, "report": report} for claim in found or ()]
        if at > MAX_TEXT:
            raise FileError(
                f"{name}: its text has more than {MAX_TEXT:,} characters; export fewer rows or "
                f"columns, or split it"
            )
    if not claims:
        raise FileError(
            f"{name}: no row of it gives a number under the map {chosen.name}; look at what the "
            f"map takes only, and what it passes over as missing"
        )
    more = f"{name}: the map {chosen.name} passed over {passed:,} rows"
    return ReadTable(
        report=report,
        text="".join(parts),
        map=chosen,
        claims=tuple(claims),
        warnings=(*warnings, more) if passed else warnings,
    )


def fitting_map(tables: Sequence[Cells], name: str) -> TableMap:
    """Give the one of panah's own maps that fits the columns of a file.

    Raises
    ------
    FileError
        If none does; says what the nearest one expects, and which there are.
    """
    known = [shipped_map(one) for one in shipped()]
    for candidate in known:
        if any(_misfit(table, candidate) is None for table in tables):
            return candidate
    shared, near, table = max(
        ((_in_common(table, one), one, table) for one in known for table in tables),
        key=lambda found: found[0],
    )
    nearest = f"; the nearest, {near.name}: {_misfit(table, near)}" if shared > 1 else ""
    raise FileError(
        f"{name}: no map of panah's own fits its columns "
        f"({', '.join(filter(None, table.header))}){nearest}; give --map with one that you wrote, "
        f"or the name of one of {', '.join(shipped())}"
    )


def _in_common(table: Cells, table_map: TableMap) -> int:
    """Count the columns of a table that a map reads or passes over."""
    read = {header for rule in table_map.columns.values() for header in rule.headers}
    return len((read | table_map.passed_over).intersection(table.header))


def _is_meant(table: Cells, tables: Sequence[Cells], table_map: TableMap) -> bool:
    """Tell whether a sheet is to be read: all of them, or of several those that fit the map."""
    return len(tables) == 1 or _misfit(table, table_map) is None


def _misfit(table: Cells, table_map: TableMap) -> str | None:
    """Say why a map does not fit the columns of a table; None if it does."""
    known = {header for rule in table_map.columns.values() for header in rule.headers}
    for key, rule in table_map.columns.items():
        is_there = any(header in table.header for header in rule.headers)
        if not is_there and not rule.optional and not rule.given:
            return (
                f"there is no column {' or '.join(rule.headers)}; the map {table_map.name} needs "
                f"it, or its value as `given` under columns.{key} in a map of your own"
            )
    for column in filter(None, table.header):
        if column not in known | table_map.passed_over:
            return (
                f"the column {column!r} is not in the map {table_map.name}; put it under "
                f"passed_over in a map of your own if it does not change what a row counts"
            )
    return None


def _columns(table: Cells, table_map: TableMap, name: str) -> dict[str, int | None]:
    """Give where each column of a map stands in a table."""
    if why := _misfit(table, table_map):
        raise FileError(f"{name}: {why}")
    return {
        key: next((table.header.index(one) for one in rule.headers if one in table.header), None)
        for key, rule in table_map.columns.items()
    }


def _written(table: Cells, name: str, parts: list[str], at: int) -> Iterator[_Row]:
    """Write the rows of a table into its text, one a line, and give where each cell stands."""
    sheet = f"sheet {table.sheet}, " if table.sheet else ""
    for number, cells in table.rows:
        line = f"{sheet}row {number}"
        spans: list[Span | None] = []
        for header, cell in zip(table.header, cells, strict=True):
            named = f"{header}: {cell}" if header else cell
            start = at + len(line) + len(_PART)
            spans.append(Span(start, start + len(named)) if cell else None)
            line += f"{_PART}{named}" if cell else ""
        parts.append(f"{line}\n")
        at += len(line) + 1
        yield _Row(
            where=f"{name}, {sheet}row {number}",
            header=table.header,
            cells=cells,
            spans=tuple(spans),
        )


_PART = " | "


def _claims(
    row: _Row, columns: Mapping[str, int | None], table_map: TableMap, code_of: Resolve
) -> list[Record] | None:
    """Give the claims of a row; None if the map does not take it."""
    values = {}
    for key, rule in table_map.columns.items():
        at = columns[key]
        cell = rule.given if at is None else row.cells[at]
        if rule.only and cell not in rule.only:
            return None
        values[key] = _value(cell, rule, table_map, f"{row.where}, column {rule.headers[0]}")
        if rule.names:
            values[key] = code_of(values[key]) if values[key] else ""
    return [
        claim
        for rule in table_map.numbers
        if all(values[key] in wanted for key, wanted in rule.when.items())
        for claim in _claim(row, rule, columns[rule.column], values, table_map)
    ]


def _value(cell: str, rule: ColumnRule, table_map: TableMap, where: str) -> str:
    """Give what a cell says, as its column is read; empty when it says nothing."""
    if cell in table_map.missing:
        return ""
    cell = rule.reads.get(cell, cell)
    if rule.dates is None or not cell:
        return cell
    match = _DAY.fullmatch(cell)
    try:
        day = date.fromisoformat(match[1] if match else cell).isoformat()
    except ValueError as error:
        raise FileError(f"{where}: {cell!r} is not a day as 2021-08-31") from error
    return day[:7] if rule.dates is DateAs.MONTH else day


def _claim(
    row: _Row,
    rule: NumberRule,
    at: int | None,
    values: Mapping[str, str],
    table_map: TableMap,
) -> Iterator[Record]:
    """Give the claim that a cell makes, if anything stands in it."""
    span = None if at is None else row.spans[at]
    if at is None or span is None or row.cells[at] in table_map.missing:
        return
    where = f"{row.where}, column {row.header[at]}"
    cell = row.cells[at]
    group = {field: _filled(words, values) for field, words in rule.group.items()}
    fields = {field: _filled(words, values) for field, words in rule.claim.items()}
    claim: Record = {field: text for field, text in fields.items() if text}
    claim.setdefault("subject", group.get("label") or table_map.name)
    _check_time(fields, where)
    yield {
        **claim,
        "span": [span.start, span.end],
        "quote": f"{row.header[at]}: {cell}",
        "group": _group(group, where),
        "qty": _qty(cell, rule, table_map, where),
        "chain": [
            {"actor": voice, "how": str(How.WROTE if nth == 0 else How.REPORTED)}
            for nth, voice in enumerate(table_map.voices)
        ],
    }


def _filled(words: Sequence[str], values: Mapping[str, str]) -> str:
    """Fill templates, leaving out those of which a value is missing."""
    found = []
    for template in words:
        missing = False
        text = template
        for used in _USED.findall(template):
            value = next((values[key] for key in used.split("|") if values[key]), "")
            missing = missing or not value
            text = text.replace(f"{{{used}}}", value)
        if not missing:
            found.append(text)
    return " ".join(found)


def _check_time(fields: Mapping[str, str], where: str) -> None:
    for field in ("event", "said"):
        try:
            if fields.get(field):
                When.parse(fields[field])
        except DateError as error:
            raise FileError(f"{where}: {error}") from error


_CLOSED: Mapping[str, frozenset[str]] = {
    "pop": frozenset(Pop),
    "sex": frozenset(Sex),
    "ages": frozenset(AGE_BANDS),
}
"""Fields of a group whose values are of a closed list."""


def _group(filled: Mapping[str, str], where: str) -> Record | None:
    """Give a group in the layout of a file of claims."""
    found: Record = {field: text for field, text in filled.items() if text}
    for field, right in _CLOSED.items():
        if found.get(field, next(iter(right))) not in right:
            raise FileError(
                f"{where}: {found[field]!r} is no {field} of a group; there is "
                f"{', '.join(sorted(right))}; say under `reads` what it is read as"
            )
    if "ages" in found:
        found["ages"] = [found["ages"]]
    return {"label": "", **found} if found else None


def _qty(cell: str, rule: NumberRule, table_map: TableMap, where: str) -> Record:
    """Give the amount of a cell; its interval is left to the reading policy unless it is exact."""
    qty: Record = {"unit": str(rule.unit), "measure": str(rule.measure), "worded": cell}
    if cell in table_map.unspecified:
        return {**qty, "lo": 0, "hi": None, "hedge": str(Hedge.UNSPECIFIED), "stated": []}
    if not _NUMBER.fullmatch(cell):
        withheld = ", ".join(sorted(table_map.unspecified)) or "none"
        raise FileError(
            f"{where}: {cell!r} is not a whole number; the map takes {withheld} for a number that "
            f"is withheld"
        )
    number = int(_NOT_DIGITS.sub("", cell).partition(".")[0])
    exact = {"lo": number, "hi": number} if rule.hedge is Hedge.EXACT else {}
    return {**qty, **exact, "hedge": str(rule.hedge), "stated": [number]}
