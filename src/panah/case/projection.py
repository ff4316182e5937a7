"""What a ledger came to, kept beside it: the next answer reads what was decided and not who did.

A projection is made of the log and is never more than a short cut. It is taken only when it was
made of the very bytes of the ledger, by the very code that would make it now; anything else, and
one that is damaged, is passed over and made again. What was said and who published it is not in it:
that is read from the log, and held against its key, for every answer. It holds what anybody may
see, and no more.
"""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

import msgspec

from panah.domain.canonical import digest, written
from panah.domain.claim import Claim
from panah.domain.entry import Claims, Entry, Grade, Relation
from panah.domain.finding import Finding
from panah.domain.matter import Matter
from panah.domain.report import Report
from panah.domain.situation import Linked
from panah.errors import LedgerError
from panah.ledger.decisions import State
from panah.ledger.known import Heard, Known
from panah.store.files import put
from panah.store.sqlite import SqliteLedger
from panah.store.wire import REFUSED, value_of

__all__ = ["WORTH", "Projection"]

WORTH = 2_000
"""Entries from which a projection is kept (assumed: fewer are read in a tenth of a second)."""

_UNREADABLE = (*REFUSED, LookupError, OSError)
"""What a projection can raise that is none: it is passed over, whatever is wrong with it."""

_CODE = ("domain", "ledger", "store")
"""Packages of which the code decides what a ledger comes to; this module is the last part of it."""


class Projection:
    """What a ledger in a file came to, in a second file beside it.

    Parameters
    ----------
    ledger
        The ledger; its projection has the same name and ends in ``.known``.
    four_eyes
        Whether an accept by the proposer does not count.
    """

    def __init__(self, ledger: SqliteLedger, *, four_eyes: bool) -> None:
        self._ledger = ledger
        self._four_eyes = four_eyes
        self.file = ledger.path.with_suffix(".known")

    def read(self, head: str) -> Known | None:
        """Give what the ledger comes to for anybody; None where no projection of it lies.

        Parameters
        ----------
        head
            The hash of the ledger's last entry.
        """
        try:
            if (content := self._content(self.mark(head))) is None:
                return None
            known = self._known(_DECODER.decode(content))
        except _UNREADABLE:
            return None
        return known if known.head == head else None

    def keep(self, known: Known, shown: Known, *, mark: str) -> None:
        """Keep what the ledger comes to; where nothing can be written, nothing is.

        Parameters
        ----------
        known, shown
            All that the ledger knew, and what of it anybody may see.
        """
        content = _encoded(known, shown)
        try:
            put(self.file, _sealed(mark, content) + content, private=True)
        except OSError:
            return

    def check(self, known: Known, shown: Known) -> None:
        """Hold the projection that lies beside the ledger against what the log gives.

        Raises
        ------
        LedgerError
            If it would be taken, and tells something else.
        """
        try:
            content = self._content(self.mark(known.head))
        except OSError:
            return
        if content is not None and content != _encoded(known, shown):
            raise LedgerError(
                f"{self.file} does not tell what the log gives, and answers may rest on it: "
                f"delete it, ask again, and find out who changed it"
            )

    def mark(self, head: str) -> str:
        """Give what a projection of the ledger as it stands is known by; empty where none can be.

        The head stands for all that the log says. Who changes the file by other ways than
        appending leaves the head and moves the file's time: then the log is read and checked.
        """
        try:
            stat = self._ledger.path.stat()
        except OSError:
            return ""
        made_of = f"{head} {stat.st_size} {stat.st_mtime_ns} {self._four_eyes} {_code()}"
        return digest(made_of) if _code() else ""

    def _content(self, mark: str) -> bytes | None:
        """Give what lies there, if it was made of this and is whole."""
        if not mark or not self.file.is_file():
            return None
        with self.file.open("rb") as file:
            if not (seal := file.readline(_SEAL)).startswith(mark.encode()):
                return None
            content = file.read()
        return content if seal == _sealed(mark, content) else None

    def _known(self, told: "_Told") -> Known:
        entries = {kept.seq: kept.entry for kept in self._ledger.some(told.entries)}
        if told.entries != {seq: entry.key for seq, entry in entries.items()}:
            raise LookupError("an entry is another")
        brought = {seq: list(_claims(entry)) for seq, entry in entries.items()}
        claims = {}
        for key, entry, place, seq, state, amended_to in told.claims:
            by = entries[entry]
            claim = brought[entry][place]
            claims[key] = Heard(claim, seq, by.at, by.by, state, amended_to=amended_to)
        reports = [one for seq in told.reports if isinstance(one := entries[seq].value, Report)]
        matters = [value_of(bytes(one), Matter) for one in told.matters]
        return Known(
            head=told.head,
            reports={report.id: report for report in reports},
            claims=claims,
            matters={matter.id: matter for matter in matters},
            assigned=told.assigned,
            links=tuple(Linked(source=s, target=t, relation=r, key=k) for s, t, r, k in told.links),
            graded=tuple((key, value_of(bytes(one), Grade)) for key, one in told.graded),
            notes={on: tuple(entries[seq] for seq in seqs) for on, seqs in told.notes.items()},
            labels=told.labels,
            findings=tuple(value_of(bytes(one), Finding) for one in told.findings),
            issues=tuple(entries[seq] for seq in told.issues),
            withheld=told.withheld,
        )


class _Told(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is written: a `Known`, with the numbers of entries where these tell the rest.

    `entries`: those that are read for it, with their keys. `claims`: id, entry and place in it,
    then as in `Heard`.
    """

    head: str
    entries: dict[int, str]
    reports: tuple[int, ...]
    claims: tuple[tuple[str, int, int, int, State, str | None], ...]
    assigned: dict[str, str]
    matters: tuple[msgspec.Raw, ...]
    links: tuple[tuple[str, str, Relation, str], ...]
    graded: tuple[tuple[str, msgspec.Raw], ...]
    notes: dict[str, tuple[int, ...]]
    labels: dict[str, str]
    findings: tuple[msgspec.Raw, ...]
    issues: tuple[int, ...]
    withheld: int


_DECODER = msgspec.json.Decoder(_Told)

_SEAL = 2 * 64 + 2
"""Bytes of the first line: what it was made of, and the SHA-256 of what follows."""


def _sealed(mark: str, content: bytes) -> bytes:
    return f"{mark} {hashlib.sha256(content).hexdigest()}\n".encode()


def _encoded(known: Known, shown: Known) -> bytes:
    """Write down what of a ledger anybody may see: the same for the same log, byte for byte."""
    numbers = {id(entry): seq for seq, entry in enumerate(known.entries, start=1)}
    brought = {
        id(claim): (seq, place)
        for seq, entry in enumerate(known.entries, start=1)
        for place, claim in enumerate(_claims(entry))
    }
    told = {id(entry.value): numbers[id(entry)] for entry in known.entries if entry.value}
    claims = [
        (key, *brought[id(one.claim)], one.seq, one.state, one.amended_to)
        for key, one in shown.claims.items()
    ]
    reports = [told[id(report)] for report in shown.reports.values()]
    notes = {on: [numbers[id(entry)] for entry in some] for on, some in shown.notes.items()}
    issues = [numbers[id(entry)] for entry in shown.issues]
    used = {*(seq for _, seq, *_ in claims), *reports, *issues}
    used.update(seq for some in notes.values() for seq in some)
    return msgspec.json.encode(
        {
            "head": shown.head,
            "entries": {seq: known.entries[seq - 1].key for seq in sorted(used)},
            "reports": reports,
            "claims": claims,
            "assigned": shown.assigned,
            "matters": [_raw(one) for one in shown.matters.values()],
            "links": [(one.source, one.target, one.relation, one.key) for one in shown.links],
            "graded": [(key, _raw(one)) for key, one in shown.graded],
            "notes": notes,
            "labels": shown.labels,
            "findings": [_raw(one) for one in shown.findings],
            "issues": issues,
            "withheld": shown.withheld,
        }
    )


def _claims(entry: Entry) -> Iterator[Claim]:
    """Give the claims an entry brings, in their order."""
    if isinstance(entry.value, Claim):
        yield entry.value
    elif isinstance(entry.value, Claims):
        yield from entry.value.claims


def _raw(value: object) -> msgspec.Raw:
    return msgspec.Raw(written(value).encode())


@cache
def _code() -> str:
    """Give the SHA-256 of the code that decides; empty where it is not to be had as text."""
    panah = files("panah")
    sources: list[Path] = [
        one
        for package in _CODE
        for one in panah.joinpath(package).iterdir()
        if isinstance(one, Path) and one.suffix == ".py"
    ]
    if not sources:
        return ""
    found = hashlib.sha256()
    for source in (*sorted(sources), Path(__file__)):
        found.update(source.read_bytes())
    return found.hexdigest()
