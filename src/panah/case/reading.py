"""From files to proposed claims: what was received, what a reader made of it, what is still open.

Nothing here touches the ledger. A day of publication that nobody gave stays an interval with a
basis and a reason; a year is never guessed.
"""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import MINYEAR, date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from panah.case.about import About
from panah.case.folder import Reports, received_bytes
from panah.case.unwatched import never
from panah.domain.canonical import digest
from panah.domain.claim import Claim
from panah.domain.reading import (
    Draft,
    Failure,
    Proposal,
    Reading,
    ReadingContext,
    Refused,
    TextReader,
    Unread,
)
from panah.domain.report import Basis, Form, Report, Sensitivity
from panah.domain.when import When
from panah.errors import InputError
from panah.plugins import file_reader
from panah.reading.copies import copies
from panah.reading.languages.guess import guessed

if TYPE_CHECKING:
    from panah.case.case import Case

__all__ = [
    "DEADLINE",
    "MODEL_DEADLINE",
    "Readings",
    "Taken",
    "context",
    "how_far",
    "publication",
    "taken_in",
    "told_anew",
    "told_of_copies",
]

DEADLINE = 30.0
"""Seconds the rules may take for one report; the rest is unread. They read a report of average
length in hundredths of a second, so a reader that takes longer has met something hostile."""

MODEL_DEADLINE = 3_600.0
"""Seconds a language model may take for one report. Assumed: on a laptop it takes a minute or two
for each of some tens of questions."""


_NAMED = 3
"""Copies that are named in a warning; the others are counted."""


@attrs.frozen(kw_only=True)
class Readings:
    """What one reader made of some reports; nothing is kept before `Case.record`.

    Parameters
    ----------
    of
        One reading a report.
    proposals
        Each draft with the claim it becomes under the case's policy and actors.
    received
        The bytes of each report, by its id.
    """

    of: tuple[Reading, ...]
    proposals: tuple[Proposal, ...]
    received: Mapping[str, bytes] = attrs.field(repr=False)

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """The drafts, report by report."""
        return tuple(draft for reading in self.of for draft in reading.drafts)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims the drafts become."""
        return tuple(proposal.claim for proposal in self.proposals)

    @property
    def unread(self) -> tuple[tuple[Report, Unread], ...]:
        """Sentences that look like claims and gave none, with their report."""
        return tuple((reading.report, item) for reading in self.of for item in reading.unread)

    @property
    def refused(self) -> tuple[Refused, ...]:
        """What a second reader proposed and could not show in the text, with the reasons."""
        return tuple(item for reading in self.of for item in reading.refused)

    @property
    def failures(self) -> tuple[tuple[Report, Failure], ...]:
        """What a second reader was to read and could not, with its report."""
        return tuple((reading.report, item) for reading in self.of for item in reading.failures)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a person should know before trusting the reading."""
        return tuple(warning for reading in self.of for warning in reading.warnings)


@attrs.frozen(kw_only=True)
class Taken:
    """A report as it was taken in, with what the reader of its file format could not keep."""

    report: Report
    received: bytes = attrs.field(repr=False)
    warnings: tuple[str, ...] = ()


def taken_in(case: "Case", files: Iterable[Path], about: About) -> list[Taken]:
    """Take in files; what the ledger holds of one already stays, but for what is told anew.

    Raises
    ------
    ReportError
        If one cannot be read as text.
    """
    held, today = case.known().reports, case.today()
    taken = [_report_of(file, about, today) for file in files]
    return [
        attrs.evolve(one, report=_as_kept(told_anew(one.report, about, held), case.reports))
        for one in taken
    ]


def told_anew(report: Report, about: About, held: Mapping[str, Report]) -> Report:
    """Give a report as it is described now, and as the ledger has it for what nobody says now."""
    before = held.get(report.id)
    if before is None:
        return report
    dated = report if about.published or about.year is not None else before
    return attrs.evolve(
        report,
        name=before.name,
        form=about.form or before.form,
        publisher=about.publisher or before.publisher,
        title=about.title or before.title,
        url=about.url or before.url,
        lang=about.lang or before.lang,
        published=dated.published,
        published_basis=dated.published_basis,
        published_why=dated.published_why,
        year=dated.year,
        sensitivity=about.sensitivity or before.sensitivity,
        extractor=before.extractor,
        text_hash=before.text_hash,
    )


def _as_kept(report: Report, kept: Reports) -> Report:
    """Give a report with the text that was made of it first: spans point into that one."""
    text = kept.text(report.id)
    return report if text is None else attrs.evolve(report, text=text)


def _report_of(file: Path, about: About, today: date) -> Taken:
    """Take in one file."""
    received = received_bytes(file)
    extracted = file_reader(file.name)(received, file.name)
    published, basis, why = publication(extracted.published, about, today)
    report = Report(
        id=hashlib.sha256(received).hexdigest(),
        name=file.name,
        form=about.form or Form.NEWS,
        publisher=about.publisher,
        title=about.title or extracted.title,
        url=about.url,
        lang=about.lang or extracted.lang or _language(extracted.text),
        published=published,
        published_basis=basis,
        published_why=why,
        year=about.year,
        sensitivity=about.sensitivity or Sensitivity.PUBLIC,
        extractor=extracted.extractor,
        text_hash=digest(extracted.text),
        text=extracted.text,
    )
    return Taken(report=report, received=received, warnings=extracted.warnings)


def _language(text: str) -> str:
    """Give the language a text is told to be in; "und" where nobody can tell."""
    found = guessed(text)
    return "und" if found == "mis" else found


def publication(stated: When | None, about: About, today: date) -> tuple[When, Basis, str]:
    """Give when a file was published, how that is known, and why.

    Parameters
    ----------
    stated
        What the file says itself.

    Raises
    ------
    InputError
        If the day that was given is to come, or the year has not begun or is no year.
    """
    if about.published and (about.published.earliest or today) > today + timedelta(days=1):
        raise InputError(
            f"--published {about.published} lies in the future; a report that is read was "
            f"published by {today}"
        )
    if about.year is not None and not MINYEAR <= about.year <= today.year:
        raise InputError(
            f"--year {about.year} is no year that has begun; give the year of its dates, "
            f"at most {today.year}"
        )
    if about.published:
        return about.published, about.basis or Basis.STATED, about.why
    if stated:
        return stated, Basis.STATED, "the file says so"
    if about.year is not None:
        last = min(date(about.year, 12, 31), today)
        year = When.between(date(about.year, 1, 1), last)
        return year, Basis.ASSUMED, "no day was given; the year was given at import"
    why = "no date was given; not after the day it was received"
    return When.between(None, today), Basis.ASSUMED, why


def context(
    overlay: Mapping[str, object],
    progress: Callable[[int, int], None],
    *,
    deadline: float = DEADLINE,
    cancelled: Callable[[], bool] = never,
) -> ReadingContext:
    """Give what a reader needs beside the report: the case's words, progress and the deadline."""
    begun = time.monotonic()
    return ReadingContext(
        overlay=overlay,
        progress=progress,
        cancelled=cancelled,
        is_late=lambda: time.monotonic() - begun > deadline,
    )


def read_all(
    taken: Iterable[Taken],
    reader: TextReader,
    make_context: Callable[[], ReadingContext],
) -> tuple[Reading, ...]:
    """Read reports one after the other, each within a deadline of its own."""
    readings = []
    for one in taken:
        about = make_context()
        if about.cancelled():
            break
        reading = reader.read(one.report, about)
        for draft in reading.drafts:
            draft.check(one.report.text)
        warnings = (*one.warnings, *reading.warnings, *how_far(reading), *_open(one.report))
        readings.append(attrs.evolve(reading, warnings=warnings))
    return tuple(readings)


def how_far(reading: Reading) -> Iterator[str]:
    """Give how much of a report was read, if not all of it was, and why."""
    cut, all_ = reading.cut, len(reading.report.text)
    if cut is not None:
        yield (
            f"{reading.report.name}: read up to character {cut.at:,} of {all_:,} "
            f"({cut.at / all_:.0%}), as {cut.why}; what follows is listed as unread"
        )


def told_of_copies(
    readings: Iterable[Reading], texts: Mapping[str, str], held: Mapping[str, Report]
) -> tuple[Reading, ...]:
    """Warn of each report that prints the story of another: of the case, or read beside it.

    Parameters
    ----------
    texts, held
        Texts and reports that the case holds, by id.
    """
    read = tuple(readings)
    reports = {**held, **{one.report.id: one.report for one in read}}
    group = {
        key: some
        for some in copies({**texts, **{one.report.id: one.report.text for one in read}})
        for key in some
    }
    return tuple(
        attrs.evolve(one, warnings=(*one.warnings, *_copied(one.report, group, reports)))
        for one in read
    )


def _copied(
    report: Report, group: Mapping[str, frozenset[str]], reports: Mapping[str, Report]
) -> Iterator[str]:
    others = sorted(reports[key].name for key in group.get(report.id, ()) if key != report.id)
    if others:
        more = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
        yield (
            f"{report.name}: prints the same story as {', '.join(others[:_NAMED])}{more}; what "
            f"they say alike counts as one voice"
        )


def _open(report: Report) -> Iterator[str]:
    """Give what the import itself leaves open."""
    if report.published_basis is Basis.ASSUMED:
        yield (
            f"{report.name}: no day of publication was given; taken as {report.published} "
            f"({report.published_why}). Relative days stay open; give --published"
        )
    if not report.publisher:
        yield f"{report.name}: no publisher was given; give --publisher"
