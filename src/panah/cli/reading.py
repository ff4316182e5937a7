"""The commands that bring claims in: read, import; and eval-reading, which scores the reading."""

import json
from pathlib import Path
from typing import Any

import click

from panah.case import About, Case, evaluate_reading, import_file
from panah.case.evaluating import as_plain, as_table
from panah.cli.options import (
    Word,
    about_options,
    at_option,
    by_option,
    case_argument,
    progress,
    write,
)
from panah.cli.show import counted, estimate_text, reading_text
from panah.cli.stopping import interruptible
from panah.domain.canonical import written
from panah.domain.report import Form
from panah.plugins import ENCODER

__all__ = ["eval_reading", "import_", "read"]


@click.command()
@case_argument
@click.argument("reports", nargs=-1, required=True, type=click.Path(path_type=Path))
@about_options
@click.option("--form", type=Word(Form), show_default="as recorded, or news", help="What it is.")
@click.option(
    "--reader",
    show_default="that of case.toml, or encoder",
    help="Which text reader reads it: encoder, which looks at the whole report and takes a second "
    "or two a page; rules, which take a fiftieth of that and miss more; or llm for the language "
    "model of [llm] in case.toml as second reader beside the rules.",
)
@click.option(
    "--dry-run",
    is_flag=True,
    help="With --reader llm: say what it would take at most, and send nothing.",
)
@click.option("--record", is_flag=True, help="Keep the report and propose its claims.")
@click.option(
    "--format",
    "form_",
    type=click.Choice(["table", "jsonl"]),
    default="table",
    show_default=True,
    help="To look at, or one claim a line.",
)
@at_option
@by_option
def read(  # noqa: PLR0913  (one parameter an option)
    case: Case,
    reports: tuple[Path, ...],
    *,
    reader: str | None,
    record: bool,
    dry_run: bool,
    form_: str,
    at: str | None,
    by: str,
    **about: Any,  # noqa: ANN401  (the fields of About, by name)
) -> None:
    """Read reports into proposed claims, and show what was left unread and why.

    Nothing counts before a person accepts it: add --record to keep the claims as proposals, then
    `panah review`. Ctrl-C shows what was read by then, and keeps it if --record was given.
    """
    if at and not record:
        raise click.UsageError("--at sets the clock of what is recorded: give --record with it")
    if dry_run:
        write(estimate_text(case.estimate(*reports, about=About(**about))), None)
        return
    with progress("reading") as step, interruptible() as cancelled:
        readings = case.read(
            *reports, about=About(**about), reader=reader, progress=step, cancelled=cancelled
        )
    if form_ == "jsonl":
        write("".join(written(claim) + "\n" for claim in readings.claims), None)
    else:
        write(reading_text(readings), None)
    if record:
        new = case.record(readings, by=by, at=at)
        click.echo(f"{counted(new, 'new claim')} proposed; `panah review` decides them", err=True)
    if cancelled():
        click.echo(f"{counted(len(readings.of), 'report')} of {len(reports)} begun", err=True)
        raise click.Abort


@click.command("import")
@case_argument
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--map",
    "map_",
    metavar="MAP.toml",
    help="For a table: what its columns mean; default: the one of panah's own maps that fits.",
)
@about_options
@at_option
@by_option
def import_(
    case: Case,
    file: Path,
    *,
    map_: str | None,
    at: str | None,
    by: str,
    **about: Any,  # noqa: ANN401  (the fields of About, by name)
) -> None:
    """Take in claims from elsewhere, a table of numbers, or a ledger that `panah export` wrote.

    Claims are one JSON object a line; of a table (.csv, .xlsx) each cell with a number is a claim.
    They count at once, because somebody decided them elsewhere. A ledger goes into an empty case;
    to join two ledgers use `panah merge`.
    """
    new = import_file(case, file, by=by, at=at, about=About(**about), map_=map_)
    click.echo(f"{counted(new, 'new entry')} from {file.name}", err=True)


@click.command("eval-reading")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--predictions",
    type=click.Path(path_type=Path, file_okay=False),
    help="Also write the predictions here, one file a report.",
)
@click.option(
    "--reader",
    default=ENCODER,
    show_default=True,
    help="Which text reader reads: encoder, rules, or llm for a case's model beside the rules.",
)
@click.option(
    "--case",
    "home",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Read with the words, and the [llm], of this case.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="To look at, or for a program.",
)
def eval_reading(
    folder: Path, predictions: Path | None, reader: str, home: Path | None, form: str
) -> None:
    """Read FOLDER/docs, score against FOLDER/gold, and print precision, recall and F1."""
    with progress("reading") as step:
        scores = evaluate_reading(folder, predictions, reader=reader, case=home, progress=step)
    text = as_table(scores) if form == "table" else json.dumps(as_plain(scores), indent=1) + "\n"
    write(text, None)
