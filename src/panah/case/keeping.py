"""Looking after a ledger: its text form, its union with another, and the proof that it is whole."""

import io
import tempfile
from datetime import date
from pathlib import Path

import attrs

from panah.brief.exports.answer import as_json
from panah.case.case import Case
from panah.case.clock import told_by
from panah.case.importing import lines_of
from panah.case.opening import open_case
from panah.case.projection import Projection
from panah.case.publishing import remade
from panah.case.remembering import up_to
from panah.case.roles import Role, allow
from panah.case.writing import write_file
from panah.domain.entry import Kept
from panah.domain.report import Sensitivity
from panah.errors import ChainError
from panah.ledger.chain import check as head_of
from panah.ledger.handing import Handed, handed
from panah.ledger.merge import union
from panah.store import jsonl
from panah.store.keeping import placed
from panah.store.sqlite import SqliteLedger

__all__ = ["Exported", "export", "merge", "verify"]


@attrs.frozen(kw_only=True)
class Exported:
    """What was written of a ledger: entries; and what was not, because it may not be seen."""

    entries: int
    claims_left_out: int = 0
    reports_left_out: int = 0


def export(case: Case, output: Path, *, level: Sensitivity = Sensitivity.PUBLIC) -> Exported:
    """Write the ledger as text, one entry a line.

    Parameters
    ----------
    level
        Leave out what is about more sensitive reports. With confidential all of it is written; a
        ledger of which nothing is left out is written as it is, hash by hash.
    """
    kept = list(case.ledger.entries())
    left = handed(kept, up_to(level)) if level is not Sensitivity.CONFIDENTIAL else None
    if left and (left.claims or left.reports):
        kept = _chained(left)
    text = io.StringIO()
    count = jsonl.write(kept, text)
    write_file(output, text.getvalue().encode("utf-8"))
    return Exported(
        entries=count,
        claims_left_out=left.claims if left else 0,
        reports_left_out=left.reports if left else 0,
    )


def _chained(left: Handed) -> list[Kept]:
    """Give what is left a chain of its own; everything was received when it was."""
    chain: list[Kept] = []
    keys: set[str] = set()
    for entry, was in left.entries:
        after = chain[-1] if chain else None
        chain += placed([entry], after=after, is_kept=keys.__contains__, received=was.received)
        keys.add(entry.key)
    return chain


def merge(case: Case, other: str | Path, *, by: str) -> int:
    """Take in what another ledger has and this one lacks, with its reports.

    Parameters
    ----------
    other
        A case folder, or a file that `export` wrote.
    """
    path = Path(other)
    if path.is_dir():
        theirs = open_case(path)
        entries = list(told_by(theirs.ledger.entries(), case.now(), str(path)))
        _take_reports(case, theirs)
    else:
        read = jsonl.read(lines_of(path), name=path.name)
        entries = list(told_by(read, case.now(), path.name))
    hand = case.hand(by)
    allow(case.settings.roles, hand.by, Role.OWNER)
    made = union(list(case.ledger.entries()), entries, at=hand.at, by=hand.by)
    return case.ledger.append(made, received=hand.at)


def verify(case: Case) -> str:
    """Check every hash, and that rebuilding gives the same; give what was checked.

    The situation of the last day is worked out from a copy of the log, and every issue that was
    published is made again. What was kept of the ledger beside it is held against the log.

    Raises
    ------
    ChainError
        If anything is not what was appended; says where it breaks.
    LedgerError
        If an issue comes out otherwise than it was published, or the projection than it was kept.
    """
    case.ledger.examine()
    kept = list(case.ledger.entries())
    head = head_of(kept)
    if not kept:
        return "the ledger is empty"
    with tempfile.TemporaryDirectory() as folder:
        copy = SqliteLedger(Path(folder) / "ledger.sqlite")
        copy.restore(kept)
        rebuilt = Case(folder=case.folder, settings=case.settings, ledger=copy, now=case.now)
        day = kept[-1].received.date()
        if _answer(case, day, kept[-1]) != _answer(rebuilt, day, kept[-1]):
            raise ChainError(
                f"rebuilding {case.folder} from its log gives another situation of {day}; "
                f"put the ledger back from a copy"
            )
    if isinstance(case.ledger, SqliteLedger):
        known = case.known()
        beside = Projection(case.ledger, four_eyes=case.settings.four_eyes)
        beside.check(known, known.showing(up_to(Sensitivity.PUBLIC)))
        case.ledger.examine_blocks()
    same, other = remade(case)
    parts = (
        f"{len(kept)} entries, head {head}: every hash holds and rebuilding gives the same",
        f"; issues made again byte for byte: {same}" if same else "",
        f"; issues of another ledger or another panah, not compared: {other}" if other else "",
    )
    return "".join(parts)


def _answer(case: Case, day: date, last: Kept) -> str:
    return as_json(case.situation(day, last.received, level=Sensitivity.CONFIDENTIAL))


def _take_reports(mine: Case, theirs: Case) -> None:
    """Keep the reports of another case before its ledger is taken in."""
    for key in theirs.known().reports:
        received, text = theirs.reports.received(key), theirs.reports.text(key)
        if received is not None and text is not None:
            mine.reports.keep(received, text)
