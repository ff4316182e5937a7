"""The commands that look after a ledger: export, merge, verify, check."""

from pathlib import Path

import click

from panah import case as cases
from panah.case import Case
from panah.cli.options import by_option, case_argument
from panah.cli.show import counted

__all__ = ["check", "export", "merge", "verify"]


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
def export(case: Case, output: Path) -> None:
    """Write the ledger as text, one entry a line; `panah import` reads it back byte for byte."""
    count = cases.export(case, output)
    click.echo(f"{counted(count, 'entry')} written to {output}", err=True)


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
        click.echo(f"{finding.what}: {finding.text}")
    click.echo(counted(len(findings), "finding") if findings else "nothing looks wrong", err=True)
    ctx.exit(1 if findings else 0)
