"""Reports read into proposed claims, and the ledger told of them once a person wants that."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from panah.case import meant
from panah.case.about import About
from panah.case.queue import ordered
from panah.case.reading import (
    DEADLINE,
    MODEL_DEADLINE,
    Readings,
    context,
    read_all,
    taken_in,
    told_of_copies,
)
from panah.case.recording import copied, from_readings, unknown
from panah.case.roles import Role, allow
from panah.case.second import NAME as MODEL
from panah.case.second import estimate, reader_named
from panah.case.unwatched import quiet
from panah.domain.claim import Claim
from panah.domain.entry import Entry
from panah.domain.reading import Proposal
from panah.ledger.acceptance import acceptance
from panah.ledger.decide import Hand
from panah.ledger.known import Known

if TYPE_CHECKING:
    from panah.case.case import Case
    from panah.reading.llm.reader import Estimate

__all__ = ["estimated", "proposed", "recorded"]


def proposed(
    case: "Case",
    files: Iterable[str | Path],
    about: About | None,
    *,
    reader: str,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> Readings:
    """Read reports into proposed claims; nothing is kept yet."""
    told = meant.a_text(reader, "reader", "write rules, encoder or llm")
    chosen = reader_named(told, case.folder, case.settings)
    taken = taken_in(case, meant.files(files, "a report"), meant.an_about(about))
    late, overlay = MODEL_DEADLINE if reader == MODEL else DEADLINE, case.words.overlay
    begun = partial(context, overlay, progress, deadline=late, cancelled=cancelled)
    readings = read_all(taken, chosen, begun)
    held = case.known().reports
    readings = told_of_copies(readings, case.reports.texts(held), held)
    past = acceptance(case.known().claims.values())
    readings = tuple(
        attrs.evolve(one, drafts=tuple(ordered(draft, past) for draft in one.drafts))
        for one in readings
    )
    return Readings(
        of=readings,
        proposals=tuple(
            Proposal(draft=draft, claim=case.words.claim(draft, reading.report))
            for reading in readings
            for draft in reading.drafts
        ),
        received={one.report.id: one.received for one in taken},
    )


def estimated(case: "Case", files: Iterable[str | Path], about: About | None) -> "Estimate":
    """Give what reading reports with the language model would take; nothing is sent."""
    taken = taken_in(case, meant.files(files, "a report"), meant.an_about(about))
    reports = [one.report for one in taken]
    return estimate(reports, case.folder, case.settings, context(case.words.overlay, quiet))


def recorded(case: "Case", readings: Readings, *, by: str, at: str | None) -> int:
    """Keep the reports and propose their claims; give how many claims were new."""
    hand = case.hand(by, at)
    allow(case.settings.roles, hand.by, Role.REPORTER)
    for reading in meant.readings(readings).of:
        report = reading.report
        case.reports.keep(readings.received[report.id], report.text)
    known = case.known()
    made = from_readings(readings.of, readings.claims, known, case.words.places, hand)
    fresh = unknown(readings.claims, known)
    case.append([*made, *_copied(case, fresh, known, hand)])
    return len(fresh)


def _copied(case: "Case", fresh: Sequence[Claim], known: Known, hand: Hand) -> list[Entry]:
    """Give the links between new claims and what copies of their reports say already."""
    if not fresh:
        return []
    reports = {*known.reports, *(claim.report for claim in fresh)}
    texts = case.reports.texts(reports)
    heard = (one.claim for one in known.claims.values() if one.claim.report in texts)
    return copied([*heard, *fresh], texts, hand, known)
