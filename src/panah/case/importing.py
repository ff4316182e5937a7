"""What comes in from a file: claims from elsewhere, or a whole ledger that was exported."""

import json
import shlex
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import attrs

from panah.case.about import About
from panah.case.case import Case
from panah.case.claims_file import ClaimLine, Held, read_claims, read_records
from panah.case.clock import said_by, told_by
from panah.case.folder import received_bytes
from panah.case.reading import publication, told_anew
from panah.case.recording import described, from_claims
from panah.domain.canonical import digest
from panah.domain.report import Form, Report, Sensitivity
from panah.errors import DateError, FileError
from panah.reading.tables.column_map import TableMap, map_from, shipped, shipped_map
from panah.reading.tables.rows import EXTRACTOR, read_table
from panah.store import jsonl
from panah.store.jsonl import MAX_LINE

__all__ = ["TABLES", "import_file", "lines_of"]

TABLES = (".csv", ".xlsx")
"""Endings of files that are read as tables of numbers."""

TEXTS = 64
"""Texts of reports kept at hand while claims are read. Assumed: claims come report by report."""


def import_file(
    case: Case,
    file: str | Path,
    *,
    by: str,
    at: str | None = None,
    about: About | None = None,
    map_: str | None = None,
) -> int:
    """Take in claims, a table of numbers, or a whole ledger; give how many entries are new.

    All of the file is taken, or nothing of it.

    Parameters
    ----------
    about
        For a table: what it does not say about itself.
    map_
        For a table: a file that says what its columns mean, or the name of one of panah's own;
        None for the one of panah's own that fits.

    Raises
    ------
    FileError
        If a line or cell is not what it should be; names file, line and field or column.
    """
    path = Path(file)
    ending = path.suffix.lower()
    if ending in TABLES:
        return _import_table(case, path, by, at, (about or About(), map_))
    if ending != ".jsonl":
        raise FileError(
            f"{path}: panah import takes claims or a ledger as JSON Lines (.jsonl), and tables "
            f"({', '.join(TABLES)})"
        )
    if map_ is not None:
        raise FileError(f"{path}: a map is for tables ({', '.join(TABLES)})")
    if _is_ledger(path):
        return _restore(case, path)
    return _import_claims(case, path, by=by, at=at)


def _import_table(
    case: Case, path: Path, by: str, at: str | None, how: tuple[About, str | None]
) -> int:
    about, map_ = how
    received = received_bytes(path)
    table = read_table(received, path.name, _table_map(map_), code_of=case.words.code)
    published, basis, why = publication(None, about, case.today())
    report = Report(
        id=table.report,
        name=path.name,
        form=Form.DATASET,
        publisher=about.publisher or table.map.voices[-1],
        title=about.title,
        url=about.url,
        lang=about.lang or "en",
        published=published,
        published_basis=basis,
        published_why=why,
        year=about.year,
        sensitivity=about.sensitivity or Sensitivity.PUBLIC,
        extractor=EXTRACTOR,
        text_hash=digest(table.text),
        text=table.text,
    )
    known = case.known()
    report = told_anew(report, about, known.reports)
    held = Held(
        reports={**known.reports, report.id: report},
        text={report.id: table.text}.get,
        policy=case.words.policy,
    )
    lines = list(_said(read_records(table.claims, path.name, held), case))
    case.reports.keep(received, table.text)
    hands = {"": case.hand(by, at)}
    entries = described([report] if report.id in known.reports else [], known, hands[""])
    entries += from_claims(lines, known, case.words.places, hands, brought={report.id: report})
    return case.append(entries)


def _table_map(named: str | None) -> TableMap | None:
    """Give the map of that name, or in that file."""
    if named is None:
        return None
    if named in shipped():
        return shipped_map(named)
    file = Path(named)
    if file.suffix.lower() != ".toml":
        raise FileError(
            f"{named} is neither a map in a .toml file nor one of panah's own: "
            f"{', '.join(shipped())}"
        )
    return map_from("\n".join(lines_of(file)), file.name)


def lines_of(path: Path) -> Iterator[str]:
    """Give the lines of a text file, without their ends.

    Raises
    ------
    FileError
        If it cannot be read, or is not UTF-8.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="\n") as file:
            while line := file.readline(MAX_LINE):
                yield line.rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise FileError(f"{path} is not UTF-8: {error}; save it as UTF-8") from error
    except OSError as error:
        raise FileError(f"{path} cannot be read: {error.strerror}") from error


def _import_claims(case: Case, path: Path, *, by: str, at: str | None) -> int:
    known = case.known()
    text = lru_cache(TEXTS)(case.reports.text)
    held = Held(reports=known.reports, text=text, policy=case.words.policy)
    lines = _once(_said(read_claims(lines_of(path), path.name, held), case))
    if not lines:
        raise FileError(f"{path}: there is no claim in it")
    hands = {day: case.hand(by, day or at) for day in {line.recorded for line in lines}}
    return case.append(from_claims(lines, known, case.words.places, hands))


def _said(lines: Iterator[ClaimLine], case: Case) -> Iterator[ClaimLine]:
    """Give the claims, and stop at one that is dated as said on a day to come."""
    today = case.today()
    for line in lines:
        try:
            said_by(line.claim, today)
        except DateError as error:
            raise FileError(f"{line.where}: {error}") from error
        yield line


def _once(lines: Iterator[ClaimLine]) -> list[ClaimLine]:
    """Give each claim once, as its first line has it, with the links of all its lines."""
    first: dict[str, ClaimLine] = {}
    for line in lines:
        before = first.setdefault(line.claim.id, line)
        if line.links and line is not before:
            links = tuple(dict.fromkeys((*before.links, *line.links)))
            first[line.claim.id] = attrs.evolve(before, links=links)
    return list(first.values())


def _restore(case: Case, path: Path) -> int:
    if case.last_received() is not None:
        raise FileError(
            f"{path} is a ledger and this case has one already; join them with "
            f"`panah merge {shlex.quote(str(case.folder))} {shlex.quote(str(path))}`"
        )
    kept = jsonl.read(lines_of(path), name=path.name)
    return case.ledger.restore(told_by(kept, case.now(), path.name))


def _is_ledger(path: Path) -> bool:
    """Tell whether the first line is an entry of a ledger."""
    first = next((line for line in lines_of(path) if line.strip()), "")
    try:
        written = json.loads(first)
    except (ValueError, RecursionError):
        return False
    return isinstance(written, dict) and "content" in written
