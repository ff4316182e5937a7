"""The commands that begin: demo and new."""

from datetime import date
from pathlib import Path

import click

from panah.case import build_example, new_case, render
from panah.case.forecasting import forecast_file, forecast_page
from panah.cli.options import progress, write

__all__ = ["demo", "new"]

DEMO_DAY = date(2021, 8, 16)
"""The day after Kabul fell: the day on which offers were counted."""

DEMO_DAYS, DEMO_SEED = 60, 1


@click.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("panah-demo"),
    show_default=True,
    help="Where the example case goes.",
)
def demo(out: Path) -> None:
    """Run the whole road on the shipped example: reports to situation to forecast to brief.

    Copies the example case of Afghanistan in July and August 2021, reads its reports, takes its
    review decisions, prints the situation of 16 August 2021 country by country and who may arrive
    where in the 60 days after it, and writes the brief. It can be run again: what is there is kept.
    """
    with progress("reading the example's reports") as step:
        built = build_example("afghanistan-2021", out, step)
    counted = built.accepted + built.amended + built.added
    click.echo(
        f"{built.reports} reports; {counted} claims count: {built.accepted} as panah read them, "
        f"{built.amended} corrected by the reviewer, {built.added} added by the reviewer; "
        f"{built.left} proposals left to review, {built.unread} sentences listed as unread",
        err=True,
    )
    situation = built.case.situation(DEMO_DAY)
    click.echo(render(situation, built.case.words, "table"))
    country, offers = (built.case.brief(situation, kind=kind) for kind in ("country", "offers"))
    written = [country.save(out / "brief.html"), country.save(out / "brief.md")]
    written.append(offers.save(out / "offers.html"))
    with progress("forecasting") as step:
        ahead = built.case.forecast(situation, days=DEMO_DAYS, seed=DEMO_SEED, progress=step)
    click.echo(forecast_page(ahead))
    written.append(out / "forecast.json")
    write(forecast_file(ahead, ".json"), written[-1])
    click.echo("\nWritten:", err=True)
    for file in written:
        click.echo(f"  {file}", err=True)
    click.echo(f"Next: panah situation {out} --as-of 2021-07-23 --as-known 2021-07-24", err=True)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--name", required=True, help="What people call the crisis.")
@click.option(
    "--geography",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder with places.csv, on top of panah's own places.",
)
def new(folder: Path, name: str, geography: Path | None) -> None:
    """Make an empty case."""
    case = new_case(folder, name=name, geography=geography or "world")
    click.echo(f"a new case in {case.folder}; `panah read {case.folder} REPORT` is next", err=True)
