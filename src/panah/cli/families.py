"""The commands that place families from files: families new, place and measure."""

from datetime import date
from pathlib import Path

import click

from panah.case.families import (
    FamilyFiles,
    measure_families,
    new_families,
    place_families,
    save_families,
)
from panah.case.writing import write_file
from panah.cli.families_text import measure_text, placed_text
from panah.cli.options import DAY, progress, seed_option, write

__all__ = ["families"]

_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
_localities = click.option(
    "--localities", type=_FILE, required=True, help="Where they may go: CSV or XLSX."
)
_scores = click.option("--scores", type=_FILE, help="Your own scores, a row a pair: CSV or XLSX.")
_as_of = click.option(
    "--as-of", type=DAY, required=True, metavar="D", help="Place who has come by then."
)
_people_first = click.option(
    "--people-first",
    is_flag=True,
    help="Place whom one can, whatever it scores; default: a family waits if the places it would "
    "take are worth more to others.",
)


@click.group()
def families() -> None:
    """Place families whom you know by random keys; nothing about them enters a case.

    The files are yours and stay where they are. A file with a column that could say who a family
    is, such as a name or a passport, is refused.
    """


@families.command()
@click.argument("number", type=click.IntRange(min=1, max=100_000))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file, for you alone to read, instead of the screen.",
)
def new(number: int, *, output: Path | None) -> None:
    """Draw keys for NUMBER families, as an empty sheet with the columns that are taken.

    Keep the list that says which key is whose elsewhere, as you keep identities.
    """
    text = new_families(number)
    if output is None:
        write(text, None)
    else:
        write_file(output, text.encode("utf-8"), private=True)


@families.command()
@click.argument("file", type=_FILE)
@_localities
@click.option("--rulings", type=_FILE, help="Locks, forbids and overrides: CSV or XLSX.")
@_scores
@_as_of
@click.option(
    "--until", type=DAY, required=True, metavar="D", help="Last day on which families come."
)
@click.option(
    "--expected",
    type=click.IntRange(min=0, max=100_000),
    metavar="N",
    help="Families still to come until then. Default: as many as --plan brings, or as many a day "
    "as so far.",
)
@click.option(
    "--plan",
    type=_FILE,
    metavar="PLAN.xlsx",
    help="What `panah plan -o PLAN.xlsx` wrote: a bed is worth at least what one more place in its "
    "country would bring there.",
)
@seed_option
@_people_first
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.xlsx|.csv",
    help="Write every family with its reasons, for you alone to read.",
)
def place(  # noqa: PLR0913  (one parameter an option)
    file: Path,
    *,
    localities: Path,
    rulings: Path | None,
    scores: Path | None,
    as_of: date,
    until: date,
    expected: int | None,
    plan: Path | None,
    seed: int,
    people_first: bool,
    output: Path | None,
) -> None:
    """Place the families of FILE who have come and are not placed yet.

    Of all ways the one is taken in which what families score, less what later families are
    expected to lose by it, is greatest. With --people-first only the ways count in which as many
    people are placed as can be.
    """
    files = FamilyFiles(
        families=file,
        localities=localities,
        rulings=rulings,
        scores=scores,
        plan=plan,
        people_first=people_first,
    )
    with progress("sampling futures") as step:
        found = place_families(
            files, as_of=as_of, until=until, expected=expected, seed=seed, progress=step
        )
    if output is not None:
        save_families(found, output)
    write(placed_text(found), None)


@families.command()
@click.argument("file", type=_FILE)
@_localities
@_scores
@_as_of
@seed_option
@_people_first
def measure(
    file: Path,
    *,
    localities: Path,
    scores: Path | None,
    as_of: date,
    seed: int,
    people_first: bool,
) -> None:
    """Place the stream of FILE anew, week by week, by each method, against hindsight.

    Says what prices would have given on your own past beside first come, first served.
    """
    files = FamilyFiles(
        families=file, localities=localities, scores=scores, people_first=people_first
    )
    with progress("placing weeks") as step:
        found = measure_families(files, as_of=as_of, seed=seed, progress=step)
    write(measure_text(found), None)
