"""The commands that look after a ledger: log, retract, export, merge, verify, check."""

from pathlib import Path

import click

from panah import case as cases
from panah.brief.exports.tame import tame
from panah.case import Case, recalling
from panah.cli.options import Word, at_option, by_option, case_argument
from panah.cli.show import counted
from panah.domain.canonical import instant
from panah.domain.report import Sensitivity

__all__ = ["check", "export", "log", "merge", "retract", "verify"]

KEY = 8
"""Characters of an entry's key that are shown: enough to name it."""


@click.command()
@case_argument
@click.argument("name", required=False)
def log(case: Case, name: str | None) -> None:
    """List the entries of the ledger: when, by whom, what was done, and why.

    With NAME only those about one claim, matter, report, entry or actor. The second column is the
    start of an entry's key, by which `panah retract` can undo it.
    """
    names = recalling.called(case.known())
    for kept in recalling.log(case, name):
        entry = kept.entry
        marks = " (reconstructed)" * entry.reconstructed
        why = f" — {entry.why}" if entry.why else ""
        told = f"{entry.by}  {entry.act}  {recalling.said_of(entry, names)}{why}{marks}"
        click.echo(f"{kept.seq:>6}  {kept.key[:KEY]}  {instant(kept.received)}  {tame(told)}")


@click.command()
@case_argument
@click.argument("names", nargs=-1, required=True, metavar="NAME…")
@click.option("--why", default="", metavar="TEXT", help="Why it is undone.")
@at_option
@by_option
def retract(case: Case, names: tuple[str, ...], *, why: str, at: str | None, by: str) -> None:
    """Undo entries, of any kind; or mark claims as taken back by their source.

    NAME is the start of an entry's key as `panah log` prints it: the whole entry is undone, with
    all it decided. A claim's label or the start of its id says that its source took it back.
    To undo the last decision on one claim use `panah review CASE CLAIM --retract`.
    """
    new = recalling.retract(case, *names, by=by, why=why, at=at)
    click.echo(f"{counted(len(names), 'retraction')}, {counted(new, 'new entry')}", err=True)


@click.command()
@case_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE.jsonl",
    help="Where the text goes.",
)
@click.option(
    "--level",
    type=Word(Sensitivity),
    default=Sensitivity.PUBLIC.value,
    show_default=True,
    help="Leave out what is about more sensitive reports; how much is said. With confidential all "
    "of it is written.",
)
def export(case: Case, output: Path, level: Sensitivity) -> None:
    """Write the ledger as text, one entry a line; `panah import` reads it back byte for byte.

    To hand on it holds what is public: an entry that is also about a restricted report is cut to
    the rest. A ledger without restricted reports is written as it is. The reports themselves lie
    in the case's folder `reports`.
    """
    done = cases.export(case, output, level=level)
    click.echo(f"{counted(done.entries, 'entry')} written to {output}", err=True)
    if done.claims_left_out or done.reports_left_out:
        click.echo(
            f"left out: {counted(done.reports_left_out, 'report')} above {level} and "
            f"{counted(done.claims_left_out, 'claim')} of such or unknown reports; --level "
            f"confidential writes all of the ledger",
            err=True,
        )


@click.command()
@case_argument
@click.argument("other", type=click.Path(path_type=Path, exists=True))
@by_option
def merge(case: Case, other: Path, by: str) -> None:
    """Take in what another case's ledger has and this one lacks, reports included.

    OTHER is a case folder or a file written by `panah export`. Merging in either direction gives
    the same situation, and merging twice adds nothing.
    """
    new = cases.merge(case, other, by=by)
    click.echo(f"{counted(new, 'new entry')} from {other}", err=True)


@click.command()
@case_argument
def verify(case: Case) -> None:
    """Check every hash of the ledger, and that rebuilding from it gives the same situation."""
    click.echo(cases.verify(case))


@click.command()
@case_argument
@click.pass_context
def check(ctx: click.Context, case: Case) -> None:
    """List everything that looks wrong in a case, at once. Ends with 1 if anything does."""
    findings = case.check()
    for finding in findings:
        click.echo(tame(f"{finding.what}: {finding.text}"))
    click.echo(counted(len(findings), "finding") if findings else "nothing looks wrong", err=True)
    ctx.exit(1 if findings else 0)
