"""The commands that begin: demo and new."""

import shlex
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from panah.brief.plan.text import plan_text
from panah.case import Case, build_example, new_case, render
from panah.case.explaining import Explanation, Wanted, explain, unseen
from panah.case.forecasting import forecast_file, forecast_page
from panah.case.planning import (
    TRIED,
    PlanAsked,
    instance_of,
    make,
)
from panah.cli.options import progress, write
from panah.cli.plan_files import write_plan
from panah.cli.planning import plan_page
from panah.domain.claim import PlanningClass
from panah.domain.plan_policy import Policy
from panah.domain.situation import Situation

if TYPE_CHECKING:
    from panah.domain.outlook import CaseForecast

__all__ = ["demo", "new"]

DEMO_DAY = date(2021, 8, 16)
"""The day after Kabul fell: the day on which offers were counted."""

DEMO_DAYS, DEMO_SEED = 60, 1

PLAN_DAYS = 30
"""Two weeks beyond the day on which the last soldiers were to leave."""

DEMO_POLICY = Policy(
    counts=PlanningClass.READY,
    chosen_by="the example",
    why="what is near its end is counted too, so that the page shows more than one host",
)


DEMO_WANTED = Wanted(what=[Explanation.ORDERS, Explanation.SIGNATURES])
"""What people must choose, and what a ministry can do about it."""


def _plan(case: Case, situation: Situation, ahead: "CaseForecast", out: Path) -> str:
    """Plan with whoever is ready, write the workbook and the page, and give it as text."""
    built = instance_of(case, situation, ahead, PlanAsked(days=PLAN_DAYS))
    with progress("planning") as step:
        made = make(built, DEMO_POLICY, confirm=TRIED)
        step(1, 2)
        explained = explain(built.scheme, made, DEMO_WANTED, unseen())
        step(2, 2)
    page = plan_page(case, situation, built, made, explained)
    for name in ("plan.xlsx", "plan.html"):
        write_plan(case, page, built, out / name)
    return plan_text(page)


@click.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("panah-demo"),
    show_default=True,
    help="Where the example case goes.",
)
def demo(out: Path) -> None:
    """Run the whole road on the shipped example: reports to situation, forecast, plan and brief.

    Copies the example case of Afghanistan in July and August 2021, reads its reports, takes its
    review decisions, prints the situation of 16 August 2021 country by country, who may arrive
    where in the 60 days after it and who can be sheltered where until mid-September, and writes the
    brief and the plan. It can be run again: what is there is kept.
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
    click.echo(_plan(built.case, situation, ahead, out))
    written += [out / "plan.html", out / "plan.xlsx"]
    click.echo("\nWritten:", err=True)
    for file in written:
        click.echo(f"  {file}", err=True)
    named = shlex.quote(str(out))
    click.echo(f"Next: panah situation {named} --as-of 2021-07-23 --as-known 2021-07-24", err=True)


@click.command()
@click.argument("folder", type=click.Path(file_okay=False))
@click.option("--name", required=True, help="What people call the crisis.")
@click.option(
    "--geography",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder with places.csv, on top of panah's own places.",
)
def new(folder: str, name: str, geography: Path | None) -> None:
    """Make an empty case."""
    case = new_case(folder, name=name, geography=geography or "world")
    named = shlex.quote(str(case.folder))
    click.echo(f"a new case in {case.folder}; `panah read {named} REPORT` is next", err=True)
