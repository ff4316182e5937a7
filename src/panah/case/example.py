"""The shipped cases: reports in panah's own words, and the decisions of the person who read them.

A case is built as it would have grown: report by report, at the moment each was learned, so that
what was known on any day can be asked. Building goes on where it was interrupted.
"""

import json
import shutil
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from importlib.resources import as_file, files
from pathlib import Path

import attrs

from panah.case.about import About
from panah.case.case import Case
from panah.case.claims_file import ClaimLine, Held, read_claims
from panah.case.opening import open_case
from panah.case.settling import links_between, settle
from panah.case.unwatched import quiet
from panah.domain.report import Basis, Form
from panah.domain.when import When
from panah.errors import CaseError
from panah.ledger.decisions import State
from panah.ledger.known import Known

__all__ = ["EXAMPLES", "Built", "build_example", "example"]

EXAMPLES = ("afghanistan-2021",)
REVIEWER = "example"

REVIEWED_AFTER = timedelta(minutes=30)
"""Between reading a report and deciding its claims; made up, like the moments of learning."""

_COPIED = (
    *("case.toml", "plan.toml", "as-it-was.toml", "README.md"),
    *("lexicon.toml", "actors.csv", "geography", "scenarios"),
)


@attrs.frozen(kw_only=True)
class Built:
    """A built case, and how its claims came to count.

    Parameters
    ----------
    accepted, amended, added
        Claims accepted as they were read; corrected by the reviewer; seen by the reviewer alone.
    left
        Proposals nobody has decided.
    unread
        Sentences the reader listed as unread.
    """

    case: Case
    reports: int
    accepted: int
    amended: int
    added: int
    left: int
    unread: int


def example(name: str = "afghanistan-2021") -> Case:
    """Give a shipped case, built in a temporary folder."""
    return build_example(name, Path(tempfile.mkdtemp(prefix="panah-")) / str(name)).case


def build_example(name: str, folder: Path, progress: Callable[[int, int], None] = quiet) -> Built:
    """Build a shipped case in a folder; what is there already is kept.

    Raises
    ------
    CaseError
        If there is no such example, or the folder holds another case.
    """
    if not isinstance(name, str) or name not in EXAMPLES:
        raise CaseError(f"there is no example {name!r}; there is {', '.join(EXAMPLES)}")
    with as_file(files("panah") / "data" / "cases" / name) as source:
        case = _copied(source, folder)
        return _built(case, source, progress)


def _copied(source: Path, folder: Path) -> Case:
    there = folder / "case.toml"
    if there.exists() and there.read_bytes() != (source / "case.toml").read_bytes():
        raise CaseError(f"{folder} holds another case; name another folder with --out")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in _COPIED:
            if (source / name).is_dir():
                shutil.copytree(source / name, folder / name, dirs_exist_ok=True)
            elif (source / name).is_file():
                shutil.copyfile(source / name, folder / name)
    except OSError as error:
        why = (
            error.strerror or error.args[0][0][-1]
        )  # of a folder, shutil lists what was not copied
        raise CaseError(f"the example cannot be put in {folder}: {why}") from error
    return open_case(folder)


def _built(case: Case, source: Path, progress: Callable[[int, int], None]) -> Built:
    listed = tomllib.loads((source / "reports.toml").read_text(encoding="utf-8"))["report"]
    listed.sort(key=lambda one: one["at"])
    decided = (source / "review.jsonl").read_text(encoding="utf-8").splitlines()
    lines: list[ClaimLine] = []
    ids: dict[str, str] = {}
    unread = 0
    for number, one in enumerate(listed, start=1):
        progress(number, len(listed))
        readings = case.read(source / "reports" / one["file"], about=_about(one))
        unread += len(readings.unread)
        learned = max(filter(None, (datetime.fromisoformat(one["at"]), case.last_received())))
        case.record(readings, by=REVIEWER, at=learned.isoformat())
        known, hand = case.known(), case.hand(REVIEWER, (learned + REVIEWED_AFTER).isoformat())
        mine = list(_lines_of(one["file"], decided, case, known))
        lines += mine
        entries, settled = settle(mine, known, hand)
        ids |= settled
        case.append([*entries, *links_between(lines, ids, known, hand)])
    return _tally(case, reports=len(listed), unread=unread)


def _lines_of(file: str, decided: list[str], case: Case, known: Known) -> Iterator[ClaimLine]:
    """Give the decisions on one report."""
    held = Held(reports=known.reports, text=case.reports.text, policy=case.words.policy)
    mine = [line for line in decided if json.loads(line)["report"] == file]
    return read_claims(mine, "review.jsonl", held)


def _tally(case: Case, *, reports: int, unread: int) -> Built:
    heard = case.known().claims.values()
    amended = sum(one.state is State.AMENDED for one in heard)
    counting = [one.claim.made_by for one in heard if one.is_accepted]
    by_person = sum(made is not None and made.reader == "person" for made in counting)
    return Built(
        case=case,
        reports=reports,
        accepted=len(counting) - by_person,
        amended=amended,
        added=by_person - amended,
        left=sum(one.state is State.PROPOSED for one in heard),
        unread=unread,
    )


def _about(one: Mapping[str, object]) -> About:
    return About(
        published=When.parse(str(one["published"])),
        basis=Basis(str(one["published_basis"])),
        why=str(one["published_why"]),
        year=int(str(one["year"])),
        publisher=str(one["publisher"]),
        title=str(one["title"]),
        url=str(one["url"]),
        lang=str(one["lang"]),
        form=Form(str(one["form"])),
    )
