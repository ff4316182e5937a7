"""Issues: briefs that were published, and the proof that each can be made again.

What was published is an entry of the ledger: the question, the ledger's head it was asked of, and
the hash of the file. Whoever holds the ledger makes the same bytes again; whoever holds the file
can see whether the ledger still has all that the file rests on, because the file prints the head.
"""

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from panah.case.briefing import Brief
from panah.case.clock import in_zone
from panah.case.folder import received_bytes
from panah.case.roles import Role, allow
from panah.case.writing import write_file
from panah.domain.entry import GENESIS, Act, Entry, Issue, Kept
from panah.domain.situation import View
from panah.domain.when import When
from panah.errors import FileError, InputError, LedgerError, NotKnownError
from panah.ledger.decide import Hand
from panah.ledger.known import Known
from panah.ledger.replay import replay

if TYPE_CHECKING:
    from panah.case.case import Case

__all__ = ["again", "find", "issues", "of_file", "publish", "remade", "view_of"]

_HEAD = re.compile(rb"\b[0-9a-f]{64}\b")


def publish(case: "Case", brief: Brief, file: str | Path, hand: Hand) -> Issue:
    """Write a brief for everybody and keep in the ledger what it was made from.

    Parameters
    ----------
    brief
        Made of what public reports say and people decided.
    file
        Where it is written; the ending says in which form.

    Raises
    ------
    InputError
        If panah does not write that form, or the brief could not be made again from the ledger by
        anybody who may see public reports alone.
    """
    allow(case.settings.roles, hand.by, Role.OWNER)
    path, content = Path(file), brief.content
    view, form = content.view, path.suffix.lower()
    written = brief.written(form)
    issue = Issue(
        as_of=When.on(view.as_of),
        as_known=view.as_known,
        as_public=view.as_public,
        strict=view.strict,
        head=content.head,
        file_hash=hashlib.sha256(written).hexdigest(),
        kind=content.kind,
        language=content.language,
        form=form,
        made_with=version("panah"),
    )
    if view.drafts or again(case, issue).written(form) != written:
        raise InputError(
            f"{path} is not published: it rests on claims that nobody reviewed, or on reports "
            f"that are not public; make it without drafts, with level=Sensitivity.PUBLIC"
        )
    write_file(path, written)
    case.append([hand.entry(Act.PUBLISH, (), issue)])
    return issue


def find(case: "Case", name: str) -> Issue:
    """Give the issue whose entry's key begins so.

    Raises
    ------
    NotKnownError
        If there is none, or more than one.
    """
    found = [issue for entry, issue in issues(case.known()) if entry.key.startswith(name)]
    if len(found) != 1:
        raise NotKnownError(
            f"{len(found) or 'no'} issues begin with {name!r}; `panah issues` lists those there are"
        )
    return found[0]


def again(case: "Case", issue: Issue) -> Brief:
    """Make an issue again, from the ledger as it was.

    Raises
    ------
    NotKnownError
        If the ledger does not hold the head that the issue was made from.
    """
    kept = _up_to(case, issue.head)
    if kept is None:
        raise NotKnownError(
            f"this ledger does not hold the head {issue.head}: the issue was made from another "
            f"ledger, which was merged into this one; make it again there"
        )
    known = replay(kept, four_eyes=case.settings.four_eyes)
    situation = case.answer(view_of(case, issue), known)
    return case.brief(situation, kind=issue.kind, language=issue.language)


def view_of(case: "Case", issue: Issue) -> View:
    """Give the question that an issue answers, with its days as the case counts them."""
    zone = case.settings.zone
    return View(
        as_of=issue.as_of.earliest or date.min,
        as_known=in_zone(issue.as_known, zone),
        as_public=in_zone(issue.as_public, zone) if issue.as_public else None,
        strict=issue.strict,
    )


def remade(case: "Case") -> tuple[int, int]:
    """Make every issue again; give how many came out as they were, and how many could not be made.

    Those that cannot be made were published from another ledger, or by another panah which wrote
    otherwise.

    Raises
    ------
    LedgerError
        If one comes out otherwise from the same ledger and the same panah.
    """
    same = other = 0
    heads = {GENESIS, *(kept.hash for kept in case.ledger.entries())}
    for entry, issue in issues(case.known()):
        if issue.head not in heads:
            other += 1
            continue
        content = again(case, issue).written(issue.form)
        if hashlib.sha256(content).hexdigest() == issue.file_hash:
            same += 1
        elif issue.made_with != version("panah"):
            other += 1
        else:
            raise LedgerError(
                f"the issue {entry.key[:8]} of {entry.at:%Y-%m-%d} ({issue.kind}, as of "
                f"{issue.as_of}) comes out otherwise than it was published: the case's names, "
                f"actors or settings were changed since; put them back as they were"
            )
    return same, other


def of_file(case: "Case", file: str | Path) -> tuple[Entry, Issue]:
    """Give the issue that a file is, with its entry.

    Raises
    ------
    FileError
        If it is none: it was changed, or is of another ledger, or the ledger's end was cut off.
    """
    path = Path(file)
    content = received_bytes(path)
    digest = hashlib.sha256(content).hexdigest()
    for entry, issue in issues(case.known()):
        if issue.file_hash == digest:
            return entry, issue
    heads = {kept.hash for kept in case.ledger.entries()}
    printed = [head.decode() for head in _HEAD.findall(content)]
    if not printed:
        raise FileError(f"{path} is no issue: it prints no ledger's head")
    if heads.isdisjoint(printed):
        raise FileError(
            f"{path} prints the head {printed[0]}, which this ledger does not hold: it is of "
            f"another ledger, or this one's end was cut off"
        )
    raise FileError(
        f"{path} prints a head of this ledger and is none of its issues: it was changed, or was "
        f"written without --publish"
    )


def issues(known: Known) -> Iterator[tuple[Entry, Issue]]:
    """Give what was published and not withdrawn, with its entry, oldest first."""
    for entry in known.issues:
        if isinstance(entry.value, Issue):
            yield entry, entry.value


def _up_to(case: "Case", head: str) -> list[Kept] | None:
    """Give the entries up to the one that made a head; None when no entry made it."""
    if head == GENESIS:
        return []
    before = list(takewhile(lambda kept: kept.prev_hash != head, case.ledger.entries()))
    return before if before and before[-1].hash == head else None
