"""The commands that look ahead: forecast of a case, and validate on a public instance."""

import json
from pathlib import Path
from typing import Any

import click

from panah.case import Case
from panah.case.forecasting import check_form, executor_of, forecast_file, forecast_page
from panah.case.validating import kept_folder, validate_folder
from panah.case.validation_page import validation_plain, validation_table
from panah.cli.options import (
    DAY,
    case_argument,
    known_option,
    level_option,
    output_option,
    progress,
    seed_option,
    strict_option,
    tell_level,
    write,
)
from panah.cli.stopping import end_stopped

__all__ = ["forecast", "validate"]


executor_option = click.option(
    "--executor",
    default="local",
    show_default=True,
    metavar="local|dask://HOST:PORT",
    help="What runs the futures: threads of this machine, or a Dask cluster.",
)


@click.command()
@case_argument
@click.option("--as-of", type=DAY, required=True, metavar="D", help="The day to forecast from.")
@known_option
@click.option(
    "--days", type=click.IntRange(1, 730), required=True, metavar="N", help="How far to look."
)
@click.option(
    "--runs",
    type=click.IntRange(min=1),
    default=200,
    show_default=True,
    metavar="R",
    help="How many futures.",
)
@seed_option
@click.option("--scenario", metavar="NAME", help="A file of the case's folder scenarios.")
@click.option(
    "--earlier",
    type=click.IntRange(0, 12),
    default=3,
    show_default=True,
    metavar="K",
    help="How many forecasts from earlier days to make again, as known then, and to score.",
)
@executor_option
@strict_option
@level_option
@output_option
def forecast(case: Case, output: Path | None, executor: str, **asked: Any) -> None:  # noqa: ANN401
    """Forecast who may arrive where and when, as many futures.

    Prints who enters which country with the range of 8 in 10 futures, the risk within six months,
    when stated capacities and ceilings are passed, how earlier forecasts stand against later
    counts, and what the model does not know. With -o it writes single futures (.nc) or bands
    (.parquet, .csv, .json). Ctrl-C gives what is finished, with exit code 130; run again, the
    command goes on from it.
    """
    check_form(output)
    view = case.situation(
        asked["as_of"], asked["as_known"], strict=asked["strict"], level=asked["level"]
    )
    try:
        with progress("forecasting") as step, executor_of(executor) as pool:
            found = case.forecast(
                view,
                days=asked["days"],
                runs=asked["runs"],
                seed=asked["seed"],
                scenario=asked["scenario"],
                earlier=asked["earlier"],
                executor=pool,
                progress=step,
            )
    except KeyboardInterrupt:
        end_stopped("\nstopped; finished blocks of futures are kept: run it again to go on")
    if output is None:
        write(forecast_page(found), None)
    else:
        write(forecast_file(found, output.suffix.lower()), output)
    tell_level(view)
    if found.members < asked["runs"]:
        end_stopped(f"cut short: {found.members} of {asked['runs']} futures; run it again to go on")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--compat",
    type=click.Choice(["flee"]),
    help="Behave as Flee 3 does, its defects included.",
)
@click.option(
    "--runs",
    metavar="R",
    type=click.IntRange(min=1),
    default=40,
    show_default=True,
    help="How many runs.",
)
@seed_option
@click.option(
    "--calibrate",
    type=click.IntRange(0, 1000),
    default=0,
    show_default=True,
    metavar="N",
    help="In B, try N sets of rules of movement at every origin, and take what was best before.",
)
@executor_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="To look at, or for a program.",
)
def validate(folder: Path, *, compat: str | None, executor: str, form: str, **asked: int) -> None:
    """Run a displacement instance and score it against what was registered.

    FOLDER has input_csv/ and source_data/ in the layout of Flee, and may have simsetting.yml or
    settings.toml. A: with the totals of every day given, as Flee is run. B: leak-free, forecast
    every 30 days from what was known then, beside rules that need no model; this is what a forecast
    is worth, and the first lines say so, whichever way it falls. With --compat flee, A behaves as
    Flee does and is compared with stored runs of Flee where ../reference/NAME.json has some.
    """
    try:
        with progress("forecasting at each origin") as step, executor_of(executor) as pool:
            found = validate_folder(
                folder, compat=compat or "", executor=pool, progress=step, **asked
            )
    except KeyboardInterrupt:
        click.echo(f"\ncut short; {_what_is_kept()}", err=True)
        raise
    if form == "table":
        write(validation_table(found), None)
    else:
        write(json.dumps(validation_plain(found), indent=1) + "\n", None)


def _what_is_kept() -> str:
    """Say where what is finished lies, and how to be rid of it."""
    kept = kept_folder()
    if not kept.is_dir():
        return "nothing was finished yet"
    return (
        f"what is finished lies in {kept}, and the same command goes on from it; if you will not, "
        "delete that folder"
    )
