"""The commands that hand over: brief, issues for what was published, alert for early warnings."""

from datetime import date, datetime
from pathlib import Path

import click

from panah.brief.exports.cap import Meant
from panah.brief.exports.tame import tame
from panah.brief.model import Kind
from panah.brief.words import known_there
from panah.case import Case, publishing, write_file
from panah.case.alerting import warning
from panah.case.forecasting import has_map
from panah.cli.options import (
    Word,
    asked,
    at_option,
    by_option,
    case_argument,
    level_option,
    output_option,
    progress,
    strict_option,
    tell_level,
    write,
)
from panah.cli.stopping import end_stopped
from panah.domain.canonical import instant
from panah.domain.entry import Entry, Issue
from panah.domain.outlook import CaseForecast
from panah.domain.report import Sensitivity
from panah.domain.situation import Situation, View

__all__ = ["alert", "brief", "issues"]

FUTURES = 200
"""How many futures a brief rests on, as many as `panah forecast` makes by default."""


@click.command()
@case_argument
@asked
@click.option(
    "--kind",
    type=Word(Kind),
    default=Kind.COUNTRY.value,
    show_default=True,
    help="Country by country, or the board of offers.",
)
@click.option(
    "--language",
    metavar="L",
    help="Language of the brief's own words; default: the first of the case's that panah writes.",
)
@strict_option
@level_option
@click.option(
    "--days",
    type=click.IntRange(1, 730),
    metavar="N",
    help="Also say what may come in so many days, with the futures of `panah forecast`.",
)
@click.option("--scenario", metavar="NAME", help="With --days: a file of the folder scenarios.")
@click.option(
    "--plan",
    "planned",
    is_flag=True,
    help="With --days: also who can be sheltered where in these days, by panah's default choices.",
)
@click.option(
    "--publish",
    is_flag=True,
    help="Keep in the ledger what it was made from, so that it can be made again, byte for byte. "
    "Only public reports are used.",
)
@click.option("--why", default="", metavar="TEXT", help="With --publish: why, or for whom.")
@at_option
@by_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE.html|.md",
    help="The ending says which form.",
)
def brief(  # noqa: PLR0913  (one parameter an option)
    case: Case,
    *,
    as_of: date,
    as_known: datetime | None,
    as_public: datetime | None,
    kind: Kind,
    language: str | None,
    strict: bool,
    level: Sensitivity,
    days: int | None,
    scenario: str | None,
    planned: bool,
    publish: bool,
    why: str,
    at: str | None,
    by: str,
    output: Path,
) -> None:
    """Write the hand-over, every number a link to its quote, speaker, publisher and day.

    With --days it has a section on who may arrive: bands by country, when stated limits are passed,
    what earlier forecasts were worth; its numbers lead to their scenario, futures and inputs. With
    --plan it also proposes who is placed where; choices of your own are those of `panah plan`.
    """
    if days is None and (scenario is not None or planned):
        raise click.UsageError("--scenario and --plan are about days ahead: give --days with them")
    if publish and days is not None:
        raise click.UsageError("an issue holds what was said, not what may come: leave --days out")
    if not publish and (why or at):
        raise click.UsageError("--why and --at say how it is published: give --publish with them")
    level = Sensitivity.PUBLIC if publish else level
    hand = case.hand(by, at, why)
    until = as_known or (hand.at if publish else None)
    found = case.situation(as_of, until, as_public=as_public, strict=strict, level=level)
    ahead = placing = None
    if days is not None and (not planned or scenario is not None or has_map(case)):
        ahead = _ahead(case, found, days, scenario)
    if days is not None and planned:
        placing = case.plan(found, ahead, days=days)
    made = case.brief(found, ahead, placing, kind=kind, language=language)
    if publish:
        issue = publishing.publish(case, made, output, hand)
        click.echo(f"published: {output}, sha256 {issue.file_hash}", err=True)
    else:
        made.save(output)
        click.echo(f"written: {output}", err=True)
    tell_level(found)
    if language is None and made.content.language != case.settings.languages[0]:
        click.echo(
            f"panah does not write {case.settings.languages[0]}, the case's first language: the "
            f"brief's own words are in {made.content.language}, quotes as in their reports",
            err=True,
        )
    _tell_short(ahead)


def _tell_short(ahead: CaseForecast | None) -> None:
    """End as a program that was stopped if Ctrl-C left fewer futures than were asked for."""
    if ahead is not None and ahead.members < FUTURES:
        end_stopped(f"cut short: the brief rests on {ahead.members} futures; run it again for all")


def _ahead(case: Case, found: Situation, days: int, scenario: str | None) -> CaseForecast:
    with progress("forecasting") as step:
        return case.forecast(
            found, days=days, runs=FUTURES, seed=1, scenario=scenario, earlier=3, progress=step
        )


@click.command()
@case_argument
@click.option("--again", metavar="KEY", help="Make this issue again; -o says where.")
@click.option(
    "--file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Whether this file is an issue of this ledger, letter for letter.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where the issue goes.",
)
def issues(case: Case, *, again: str | None, file: Path | None, output: Path | None) -> None:
    """List what was published; make an issue again, or hold a file against the ledger."""
    if (again is None) != (output is None):
        raise click.UsageError("--again and -o go together: which issue, and where it goes")
    if again is not None and output is not None:
        issue = publishing.find(case, again)
        write_file(output, publishing.again(case, issue).written(issue.form))
        click.echo(f"written: {output}", err=True)
    elif file is not None:
        entry, issue = publishing.of_file(case, file)
        click.echo(_told(entry, issue, publishing.view_of(case, issue)))
    else:
        for entry, issue in publishing.issues(case.known()):
            click.echo(_told(entry, issue, publishing.view_of(case, issue)))


def _told(entry: Entry, issue: Issue, view: View) -> str:
    public = f", as public {known_there(view.as_public)}" if view.as_public else ""
    why = f" — {entry.why}" if entry.why else ""
    return tame(
        f"{entry.key[:8]}  {instant(entry.at)}  {entry.by}  {issue.kind} ({issue.form}) as of "
        f"{issue.as_of}, as known {known_there(view.as_known)}{public}{', strict' * issue.strict}; "
        f"head {issue.head[:12]}, sha256 {issue.file_hash[:12]}{why}"
    )


@click.command()
@case_argument
@click.argument("matter")
@asked
@click.option(
    "--sender", required=True, metavar="ADDRESS", help="Who sends it: a mail address or domain."
)
@click.option(
    "--after",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="The message that this one updates or cancels.",
)
@click.option(
    "--meant",
    type=Word(Meant),
    default=Meant.ACTUAL.value,
    show_default=True,
    help="Whether it is meant, or an exercise or a test.",
)
@output_option
def alert(  # noqa: PLR0913  (one parameter an option)
    case: Case,
    matter: str,
    *,
    as_of: date,
    as_known: datetime | None,
    as_public: datetime | None,
    sender: str,
    after: Path | None,
    meant: Meant,
    output: Path | None,
) -> None:
    """Write what a matter warns of as a CAP 1.2 message: alert, update or cancel.

    The first message about a MATTER is an alert. With --after it is an update while something
    still warns, and a cancel when nothing does. Only public reports are used.
    """
    found = case.situation(as_of, as_known, as_public=as_public, level=Sensitivity.PUBLIC)
    write(warning(found, case.words, matter, sender=sender, before=after, meant=meant), output)
