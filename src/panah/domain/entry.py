"""The lines of the ledger: who did what to which claim, when and why.

The only mutable thing is that the list grows. Undo is an entry too. An entry's key is the hash of
its content, so that appending twice keeps once and two ledgers meet by union; the chain of hashes
shows any change inside the log.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Protocol, Self

import attrs

from panah.domain.canonical import NOT_KEPT, canonical, digest, instant, plain, written
from panah.domain.claim import Claim
from panah.domain.matter import Matter
from panah.domain.report import Report
from panah.domain.when import When

__all__ = [
    "GENESIS",
    "LAYOUT",
    "VALUES",
    "Act",
    "Assigning",
    "Assignment",
    "Claims",
    "Entry",
    "Grade",
    "Issue",
    "Kept",
    "LedgerStore",
    "Link",
    "Note",
    "Reason",
    "Rejection",
    "Relation",
    "Topic",
    "Value",
    "flaw",
    "link_hash",
]

LAYOUT = 1
"""The layout of an entry's content; raised only when an old reader could not read a new one."""

GENESIS = "0" * 64
"""What the first entry's chain hash starts from."""


class Act(StrEnum):
    """What can be done."""

    IMPORT = "import"
    READ = "read"
    ACCEPT = "accept"
    AMEND = "amend"
    REJECT = "reject"
    RETRACT = "retract"
    ASSIGN = "assign"
    LINK = "link"
    GRADE = "grade"
    NOTE = "note"
    PUBLISH = "publish"


class Relation(StrEnum):
    """How one claim stands to another."""

    SAME = "same"
    REFINES = "refines"
    UPDATES = "updates"
    CONFLICTS = "conflicts"
    QUALIFIES = "qualifies"
    PART_OF = "part_of"
    BEARS_OUT = "bears_out"


class Reason(StrEnum):
    """Why a claim is rejected."""

    NOT_SAID = "not_said"
    WRONG_READING = "wrong_reading"
    DUPLICATE = "duplicate"
    OTHER_CRISIS = "other_crisis"


class Assigning(StrEnum):
    """What an assign entry does."""

    ASSIGN = "assign"
    DEFINE = "define"
    SPLIT = "split"
    MERGE = "merge"
    RENAME = "rename"


class Topic(StrEnum):
    """What a note is for."""

    TEXT = "text"
    MERGED = "merged"
    QUESTION = "question"
    INDEPENDENT = "independent"


@attrs.frozen(kw_only=True)
class Claims:
    """Value of `read`: the claims that are proposed."""

    claims: tuple[Claim, ...]
    reader: str = ""
    version: str = ""


@attrs.frozen(kw_only=True)
class Rejection:
    """Value of `reject`."""

    reason: Reason


@attrs.frozen(kw_only=True)
class Assignment:
    """Value of `assign`.

    * assign: the claims in `on` belong to `matter`.
    * split: the claims in `on` leave their matter for the new one in `matter`.
    * define: `on` names a matter; `defined` says what it is.
    * merge: the matters in `on` become part of `matter`.
    * rename: the matter in `on` gets the title `title`; its id stays.
    """

    do: Assigning = Assigning.ASSIGN
    matter: str = ""
    title: str = ""
    defined: Matter | None = None


@attrs.frozen(kw_only=True)
class Link:
    """Value of `link`: from the first claim in `on` to the second.

    A claim is named by its id, or by ``label:NAME`` when it may come later; the link counts once
    both are known.
    """

    relation: Relation


@attrs.frozen(kw_only=True)
class Grade:
    """Value of `grade`, after the Admiralty code: ranks only, never a weight in a sum.

    Parameters
    ----------
    source
        A completely reliable … E unreliable, F cannot be judged.
    information
        1 confirmed by other sources … 5 improbable, 6 cannot be judged.
    scope
        For a grade of an actor: the kinds it covers, empty for all.
    """

    source: str = "F"
    information: int = 6
    scope: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Note:
    """Value of `note`: a remark, a question asked, or the record of a merge."""

    text: str = ""
    topic: Topic = Topic.TEXT
    head: str = ""
    count: int | None = None


@attrs.frozen(kw_only=True)
class Issue:
    """Value of `publish`: what a published brief was made from, so that it can be made again.

    Parameters
    ----------
    as_of, as_known, as_public, strict
        The question.
    head
        The ledger it was asked of: the hash of the last entry that was read.
    file_hash
        SHA-256 of the file's bytes.
    kind, language, form
        What was written, in which language, and the ending of the file.
    made_with
        The version of panah that wrote it.
    """

    as_of: When
    as_known: datetime
    head: str
    file_hash: str
    as_public: datetime | None = None
    strict: bool = False
    kind: str = ""
    language: str = ""
    form: str = ""
    made_with: str = ""


VALUES: Mapping[Act, type] = {
    Act.IMPORT: Report,
    Act.READ: Claims,
    Act.ACCEPT: type(None),
    Act.AMEND: Claim,
    Act.REJECT: Rejection,
    Act.RETRACT: type(None),
    Act.ASSIGN: Assignment,
    Act.LINK: Link,
    Act.GRADE: Grade,
    Act.NOTE: Note,
    Act.PUBLISH: Issue,
}
"""What the value of an entry is, by its act; it may be missing."""

Value = Report | Claims | Claim | Rejection | Assignment | Link | Grade | Note | Issue | None


@attrs.frozen
class Entry:
    """What was done.

    Parameters
    ----------
    at
        When the ledger learned it, in UTC.
    by
        Who did it: ``user:mina``, ``reader:rules``.
    on
        Keys of what it was done to: claims, a matter, an actor, an entry, a report.
    reconstructed
        The clock was set by hand to rebuild a past crisis.
    v
        Layout of the content.
    """

    at: datetime
    by: str
    act: Act
    on: tuple[str, ...] = ()
    value: Value = None
    why: str = ""
    reconstructed: bool = False
    v: int = LAYOUT
    _body: str = attrs.field(init=False, default="", eq=False, repr=False, metadata=NOT_KEPT)
    _key: str = attrs.field(init=False, default="", eq=False, repr=False, metadata=NOT_KEPT)

    @property
    def body(self) -> str:
        """The canonical JSON of the content."""
        if not self._body:
            object.__setattr__(self, "_body", written(self))
        return self._body

    @property
    def key(self) -> str:
        """SHA-256 of the content."""
        if not self._key:
            object.__setattr__(self, "_key", digest(self.body))
        return self._key

    def as_stored(self, body: str, key: str) -> Self:
        """Give it with its content as a store holds it, letter for letter, and its key."""
        object.__setattr__(self, "_body", body)
        object.__setattr__(self, "_key", key)
        return self


@attrs.frozen
class Kept:
    """An entry in its place in one copy of the log."""

    seq: int
    received: datetime
    entry: Entry
    prev_hash: str
    hash: str

    @property
    def key(self) -> str:
        """The entry's key."""
        return self.entry.key


def link_hash(prev_hash: str, body: str, received: datetime) -> str:
    """Give an entry's hash in the chain.

    SHA-256 of the previous hash followed by the canonical JSON of
    ``{"content": …, "received": …}``; `body` is the content's canonical JSON already.
    """
    moment = canonical(plain(instant(received)))
    return digest(f'{prev_hash}{{"content":{body},"received":{moment}}}')


def flaw(kept: Kept, before: Kept | None) -> str:
    """Say what is wrong with an entry in its place in the log; empty when nothing is.

    Parameters
    ----------
    before
        The entry before it, which is sound; None for the first.
    """
    seq, prev_hash = (before.seq + 1, before.hash) if before else (1, GENESIS)
    body = kept.entry.body
    if kept.seq != seq:
        return f"entry {seq} should stand here: entries are missing or out of order"
    if kept.prev_hash != prev_hash:
        return "the previous hash it names is not the hash of the entry before it"
    if before and kept.received < before.received:
        return "it was received before the entry before it; that moment never falls"
    if body != written(kept.entry):
        return "its content is not in the canonical form"
    if kept.hash != link_hash(prev_hash, body, kept.received):
        return "its hash is not that of its content and the moment it was received"
    return ""


class LedgerStore(Protocol):
    """Keeps entries for good. The same tests run over every store: tests/contract."""

    def append(self, entries: Iterable[Entry], *, received: datetime | None = None) -> int:
        """Keep those entries whose key is not there yet; return how many were new.

        All or none are kept, and what was returned is durable. Each is received at its `at`, or
        at `received` if given (a merge), or at the last entry's moment if the clock went back.
        """
        ...

    def entries(self) -> Iterator[Kept]:
        """Give every entry in the order in which it was kept."""
        ...

    def last(self) -> Kept | None:
        """Give the last entry; None while there is none."""
        ...

    def restore(self, kept: Iterable[Kept]) -> int:
        """Keep a whole log as it was elsewhere, into an empty ledger; return how many it has.

        All of it or nothing is kept; numbers, moments and hashes stay as they were.
        """
        ...

    def examine(self) -> None:
        """Look at the place itself, beside the entries; raise LedgerError if it is damaged."""
        ...
