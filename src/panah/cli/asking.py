"""The commands that answer: situation and claims."""

from datetime import date, datetime
from pathlib import Path

import click

from panah.case import FORMS, Case, render
from panah.case.matching import matching as words_in
from panah.cli.options import (
    DAY,
    asked,
    case_argument,
    known_option,
    level_option,
    output_option,
    policy_option,
    strict_option,
    tell_level,
    write,
)
from panah.cli.show import claim_rows
from panah.domain.report import Sensitivity

__all__ = ["claims", "situation"]


@click.command()
@case_argument
@asked
@strict_option
@click.option("--drafts", is_flag=True, help="Also proposed claims, marked as unreviewed.")
@level_option
@policy_option
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMS)),
    default="table",
    show_default=True,
    help="To look at, or for another program; csv and xlsx have HDX HAPI's column names.",
)
@click.option("--hxl", is_flag=True, help="In csv and xlsx: a row of HXL hashtags below the names.")
@output_option
def situation(  # noqa: PLR0913  (one parameter an option)
    case: Case,
    *,
    as_of: date,
    as_known: datetime | None,
    as_public: datetime | None,
    strict: bool,
    drafts: bool,
    level: Sensitivity,
    policy: str | None,
    form: str,
    hxl: bool,
    output: Path | None,
) -> None:
    """Show what stood on a day: offers, camps, movements, access, with conflicts and gaps."""
    if form == "xlsx" and output is None:
        raise click.UsageError("a workbook is not text: name a file with -o FILE.xlsx")
    found = case.situation(
        as_of,
        as_known,
        as_public=as_public,
        strict=strict,
        drafts=drafts,
        level=level,
        policy=policy,
    )
    acts = case.acts(found) if form == "jsonld" else ()
    write(render(found, case.words, form, acts=acts, hxl=hxl), output)
    tell_level(found)


@click.command()
@case_argument
@click.option("--as-of", type=DAY, required=True, metavar="D", help="The day to look at.")
@known_option
@click.option("--matter", metavar="M", help="Only this matter.")
@click.option(
    "--matching",
    metavar="WORDS",
    help="Only claims in which these words occur: in the quote, names, places, notes or report.",
)
@click.option("--drafts", is_flag=True, help="Also proposed claims that nobody has decided.")
@level_option
@policy_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "jsonl"]),
    default="table",
    show_default=True,
    help="To look at, or for another program.",
)
def claims(  # noqa: PLR0913  (one parameter an option)
    case: Case,
    *,
    as_of: date,
    as_known: datetime | None,
    matter: str | None,
    matching: str | None,
    drafts: bool,
    level: Sensitivity,
    policy: str | None,
    form: str,
) -> None:
    """List the claims that stand on a day, each with its words."""
    found = case.situation(as_of, as_known, drafts=drafts, level=level, policy=policy)
    standing = {
        key: one for key, one in found.standing.items() if matter is None or one.matter == matter
    }
    if matching is not None:
        standing = dict(words_in(standing, matching, case.words.names))
    if not standing:
        click.echo("no claim stands that was asked for", err=True)
    write(claim_rows(found, standing, form) if standing or form != "table" else "", None)
    tell_level(found)
