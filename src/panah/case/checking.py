"""Everything that looks wrong in a case, at once: what a person would otherwise meet one by one."""

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from panah.case import forecasting
from panah.case.plan_scheme import SCHEME
from panah.case.planning import PlanAsked, instance_of
from panah.domain.canonical import digest
from panah.domain.claim import Mood
from panah.domain.entry import Act
from panah.domain.finding import Finding
from panah.domain.quantity import Qty
from panah.domain.report import Report, Sensitivity
from panah.domain.situation import Situation
from panah.errors import PanahError
from panah.ledger.decisions import State
from panah.ledger.keying import UNCERTAIN
from panah.ledger.known import LABEL, Known
from panah.reading.build import again

if TYPE_CHECKING:
    from panah.case.case import Case

__all__ = ["check"]


def check(case: "Case") -> tuple[Finding, ...]:
    """Give everything that looks wrong in a case.

    Raises
    ------
    CaseError
        If one of its files of words says something panah cannot take; names it.
    """
    case.words.check()
    known = case.known()
    today = case.today()
    situation = case.situation(today, level=Sensitivity.CONFIDENTIAL)
    found = (
        *_forecast(case, situation),
        *known.findings,
        *situation.findings,
        *(one for line in situation.detail for one in line.findings),
        *_reports(case, known),
        *_forgotten(case, known),
        *_quotes(case, known),
        *_to_come(known, today),
        *_undecided(known),
        *_uncertain(known),
        *_read_otherwise(case, known),
        *_dangling(known),
        *_planned(case, situation),
    )
    return tuple(dict.fromkeys(found))


def _forecast(case: "Case", situation: Situation) -> tuple[Finding, ...]:
    """Give what a forecast of the case would have to leave out, and scenarios that are wrong."""
    try:
        return forecasting.forecast_findings(case, situation)
    except ModuleNotFoundError:
        return ()


def _reports(case: "Case", known: Known) -> Iterator[Finding]:
    for key, report in known.reports.items():
        if report.is_held:
            yield from _kept(case, key, report)
        if report.is_held and (report.published is None or report.published.earliest is None):
            yield Finding(
                what="no_date",
                on=(key,),
                text=f"{report.name} has no day of publication; its relative days stay open",
            )
        if not report.publisher:
            yield Finding(
                what="no_publisher",
                on=(key,),
                text=f"{report.name} has no publisher; read it again with --publisher",
            )


def _forgotten(case: "Case", known: Known) -> Iterator[Finding]:
    """Give the reports that lie in the case and that its ledger does not know."""
    for key in sorted(case.reports.keys() - known.reports.keys()):
        yield Finding(
            what="report_unknown",
            on=(key,),
            text=f"the report {key[:12]} lies in {case.reports.folder} and the ledger does not "
            f"know it: recording was interrupted, so record it again, or the ledger's end was "
            f"cut off, so put it back from a copy",
        )


def _kept(case: "Case", key: str, report: Report) -> Iterator[Finding]:
    received, text = case.reports.received(key), case.reports.text(key)
    if received is None or text is None:
        yield Finding(
            what="report_missing",
            on=(key,),
            text=f"{report.name} is not in {case.reports.folder}; put the file {key} back",
        )
        return
    if hashlib.sha256(received).hexdigest() != key or digest(text) != report.text_hash:
        yield Finding(
            what="report_changed",
            on=(key,),
            text=f"{report.name} in {case.reports.folder} is not what was received; "
            f"put the file {key} and its text back from a copy",
        )


def _quotes(case: "Case", known: Known) -> Iterator[Finding]:
    texts = {key: case.reports.text(key) for key in known.reports}
    for key, heard in known.claims.items():
        claim, text = heard.claim, texts.get(heard.claim.report)
        if text is None or claim.span is None:
            continue
        if text[claim.span.start : claim.span.end] != claim.quote:
            yield Finding(
                what="quote_not_there",
                on=(key,),
                text=f"the quote of {claim.name} is not at {claim.span.start} to "
                f"{claim.span.end} of its report",
            )


def _to_come(known: Known, today: date) -> Iterator[Finding]:
    """Give what is told as a fact of a day that has not come."""
    for key, heard in known.claims.items():
        claim = heard.claim
        if claim.mood is not Mood.IS or claim.event is None or heard.state not in _OPEN:
            continue
        if not claim.event.begins_by(today):
            yield Finding(
                what="fact_to_come",
                on=(key,),
                text=f"{claim.name} is told as a fact of {claim.event}, which lies ahead; "
                f"`panah review {claim.name} --amend mood=will` makes it a plan, or amend its day",
            )


def _undecided(known: Known) -> Iterator[Finding]:
    open_ = [key for key, heard in known.claims.items() if heard.state is State.PROPOSED]
    if open_:
        yield Finding(
            what="undecided",
            on=tuple(open_),
            text=f"{len(open_)} proposed claims wait for a decision; `panah review` decides them",
        )


def _uncertain(known: Known) -> Iterator[Finding]:
    """Give the claims whose matter panah chose among several and nobody has looked at since."""
    last = {key: entry for entry in known.entries if entry.act is Act.ASSIGN for key in entry.on}
    for key, entry in last.items():
        if entry.why == UNCERTAIN and known.claims[key].is_accepted:
            yield Finding(
                what="matter_uncertain",
                on=(key,),
                text=f"{known.claims[key].claim.name} was put under {known.assigned[key]}, and "
                f"other matters fit as well; `panah review … --matter` settles it",
            )


def _read_otherwise(case: "Case", known: Known) -> Iterator[Finding]:
    """Give amounts that were recorded under another reading policy and read otherwise today.

    What a person amended stays as the person reads it.
    """
    policy = case.words.policy
    amended = {heard.amended_to for heard in known.claims.values()}
    for key, heard in known.claims.items():
        made, qty = heard.claim.made_by, heard.claim.qty
        if qty is None or made is None or made.policy in ("", policy.hash) or key in amended:
            continue
        now = again(qty, policy)
        if heard.state in _OPEN and (now.lo, now.hi) != (qty.lo, qty.hi):
            yield Finding(
                what="policy_changed",
                on=(key,),
                text=f"{heard.claim.name} was recorded with “{qty.worded}” as {_ends(qty)}, and "
                f"the case's amounts read it as {_ends(now)} now; `panah review "
                f"{heard.claim.name} --amend qty.lo={now.lo:.15g} --amend "
                f"qty.hi={_end(now.hi)}` takes that over",
            )


_OPEN = frozenset({State.PROPOSED, State.ACCEPTED})


def _ends(qty: Qty) -> str:
    return f"{qty.lo:,.15g} to {qty.hi:,.15g}" if qty.hi is not None else f"{qty.lo:,.15g} and more"


def _end(high: float | None) -> str:
    return "none" if high is None else f"{high:.15g}"


def _dangling(known: Known) -> Iterator[Finding]:
    for entry in known.entries:
        for name in entry.on if entry.act is Act.LINK else ():
            label = name.removeprefix(LABEL)
            if label != name and label not in known.labels:
                yield Finding(
                    what="link_open",
                    on=entry.on,
                    text=f"a claim is linked to {label}, which no claim is called yet",
                )


def _planned(case: "Case", situation: Situation) -> Iterator[Finding]:
    """Give what keeps a plan from being made, and the offers that it leaves out."""
    if not (case.folder / SCHEME).is_file():
        return
    try:
        built = instance_of(case, situation, None, PlanAsked())
    except PanahError as error:
        yield Finding(what="no_plan", on=(SCHEME,), text=f"no plan can be made: {error}")
        return
    yield from built.findings
    if built.assumed:
        keys = ", ".join(sorted(built.assumed))
        yield Finding(
            what="assumed",
            on=tuple(sorted(built.assumed)),
            text=f"the plan assumes {len(built.assumed)} numbers that nobody reported: {keys}",
        )
