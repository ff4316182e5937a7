"""What comes in from a file: claims from elsewhere, or a whole ledger that was exported."""

import json
from collections.abc import Iterator
from pathlib import Path

from panah.case.case import Case
from panah.case.claims_file import ClaimLine, Held, read_claims
from panah.case.recording import from_claims
from panah.errors import FileError
from panah.store import jsonl
from panah.store.jsonl import MAX_LINE

__all__ = ["import_file", "lines_of"]


def import_file(case: Case, file: str | Path, *, by: str, at: str | None = None) -> int:
    """Take in a file of claims, or a ledger into an empty case; give how many entries are new.

    All of the file is taken, or nothing of it.

    Raises
    ------
    FileError
        If a line is not what it should be; names file, line and field.
    """
    path = Path(file)
    if path.suffix.lower() != ".jsonl":
        raise FileError(f"{path}: panah import takes claims or a ledger as JSON Lines (.jsonl)")
    if _is_ledger(path):
        return _restore(case, path)
    return _import_claims(case, path, by=by, at=at)


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
    held = Held(reports=known.reports, text=case.reports.text, policy=case.words.policy)
    lines = _once(read_claims(lines_of(path), path.name, held))
    if not lines:
        raise FileError(f"{path}: there is no claim in it")
    hands = {day: case.hand(by, day or at) for day in {line.recorded for line in lines}}
    return case.append(from_claims(lines, known, case.words.places, hands))


def _once(lines: Iterator[ClaimLine]) -> list[ClaimLine]:
    """Give each claim once, as its first line has it."""
    first: dict[str, ClaimLine] = {}
    for line in lines:
        first.setdefault(line.claim.id, line)
    return list(first.values())


def _restore(case: Case, path: Path) -> int:
    if case.last_received() is not None:
        raise FileError(
            f"{path} is a ledger and this case has one already; join them with "
            f"`panah merge {case.folder} {path}`"
        )
    return case.ledger.restore(jsonl.read(lines_of(path), name=path.name))


def _is_ledger(path: Path) -> bool:
    """Tell whether the first line is an entry of a ledger."""
    first = next((line for line in lines_of(path) if line.strip()), "")
    try:
        written = json.loads(first)
    except (ValueError, RecursionError):
        return False
    return isinstance(written, dict) and "content" in written
