"""The command that plans who can be sheltered where: plan."""

import signal
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import attrs
import click

from panah.brief.exports.plan import PlanPage, beside_text, plan_text
from panah.case import Case
from panah.case.planning import (
    TRIED,
    PlanAsked,
    ahead,
    beside,
    instance_of,
    make,
    save_plan,
    signed,
    tables,
)
from panah.cli.options import Word, asked, by_option, case_argument, progress, strict_option, write
from panah.domain.claim import PlanningClass
from panah.domain.plan_policy import Order, Policy, Taken

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

    from panah.domain.plan import Plan
    from panah.domain.situation import Situation
    from panah.plan.engine import Watch
    from panah.plan.instance.build import Built

__all__ = ["about", "plan", "plan_page"]

FUTURES = ("middle", "worse", "worst")


@click.command()
@case_argument
@asked
@click.option(
    "--days", type=click.IntRange(1, 366), default=60, show_default=True, help="How far it reaches."
)
@click.option(
    "--future",
    type=click.Choice(FUTURES),
    default="middle",
    show_default=True,
    help="Which future of the forecast: the middle one, what 1 in 10 pass, or the worst.",
)
@strict_option
@click.option(
    "--count",
    type=click.Choice(["firm", "ready", "possible"]),
    default="firm",
    show_default=True,
    help="The least firm offers that are counted on.",
)
@click.option(
    "--take",
    type=Word(Taken),
    default=Taken.LOW.value,
    show_default=True,
    help="Which end of an amount such as hundreds is counted on.",
)
@click.option(
    "--order",
    type=Word(Order),
    default=Order.FLOOR.value,
    show_default=True,
    help="Whose turn it is when there are too few places: a choice of yours, kept with the plan.",
)
@click.option("--why", default="", help="Why these choices; kept with the plan.")
@by_option
@click.option(
    "--parameters",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Numbers that replace those of the case's plan.toml for this plan.",
)
@click.option(
    "--runs",
    type=click.IntRange(min=0),
    default=100,
    show_default=True,
    help="Futures of the forecast, where the case has a map; 0 for no forecast.",
)
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="Of chance.")
@click.option("--side-by-side", is_flag=True, help="Show strict, firm, ready and possible beside.")
@click.option("--no-signatures", is_flag=True, help="Leave out what one more signature changes.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.xlsx|.parquet|.csv",
    help="Also write every table, flight by flight and site by site.",
)
def plan(  # noqa: PLR0913  (one parameter an option)
    case: Case,
    *,
    as_of: date,
    as_known: datetime | None,
    as_public: datetime | None,
    days: int,
    future: str,
    strict: bool,
    count: str,
    take: Taken,
    order: Order,
    why: str,
    by: str,
    parameters: Path | None,
    runs: int,
    seed: int,
    side_by_side: bool,
    no_signatures: bool,
    output: Path | None,
) -> None:
    """Plan who can be sheltered where, who is left, which limits bind and what one more changes.

    The case's plan.toml says who seeks to leave and by which gates. Offers, camps and borders come
    from what was reported; what nobody reported is assumed and marked so. Ctrl-C stops the solver;
    the best plan found until then is shown.
    """
    situation = case.situation(as_of, as_known, as_public=as_public, strict=strict)
    coming = None
    if runs:
        with progress("forecasting") as step:
            coming = ahead(case, situation, days=days, runs=runs, seed=seed, progress=step)
    built = instance_of(case, situation, coming, PlanAsked(days=days, parameters=parameters))
    policy = Policy(
        counts=PlanningClass(count), strict=strict, taken=take, order=order, future=future
    )
    if why:
        policy = attrs.evolve(policy, why=why, chosen_by=case.hand(by).by)
    if side_by_side:
        write(beside_text(beside(_several(built, policy)).to_dicts()), None)
        return
    with _watched() as watch:
        made = make(built, policy, watch, confirm=TRIED)
    signatures = None
    if not no_signatures and made.manifest.complete:
        with progress("signatures") as step:
            signatures = signed(made, step)
    page = plan_page(case, situation, built, made, signatures)
    if output is not None:
        for file in save_plan(tables(built, made, signatures), about(page), output):
            click.echo(f"written: {file}", err=True)
    write(plan_text(page), None)


def about(page: PlanPage) -> dict[str, str]:
    """Give what a workbook of a plan says about itself."""
    manifest = page.plan.manifest
    said = {"plan": manifest.instance, "ledger head": manifest.head, "why": manifest.policy.why}
    return said | {f"assumed: {key}": why for key, why in page.assumed.items()}


def _several(built: "Built", policy: Policy) -> "dict[str, Plan]":
    """Make a plan for each reading of what counts."""
    found = {"strict: agreed or firmer": make(built, attrs.evolve(policy, strict=True))}
    for name in (PlanningClass.FIRM, PlanningClass.READY, PlanningClass.POSSIBLE):
        for end in (Taken.LOW, Taken.HIGH):
            counted = attrs.evolve(policy, counts=name, taken=end, strict=False)
            found[f"{name.value} or firmer, {end.value} ends"] = make(built, counted)
    return found


def plan_page(
    case: Case,
    situation: "Situation",
    built: "Built",
    made: "Plan",
    signatures: "pl.DataFrame | None",
) -> PlanPage:
    """Put a plan beside what its page needs to call things by their names."""
    scheme = built.scheme
    return PlanPage(
        plan=made,
        situation=situation,
        labels={
            **{group.name: group.label for group in scheme.groups},
            **{gate.name: gate.label for gate in scheme.gates},
            **{lift.name: lift.label for lift in scheme.lifts},
        },
        name_of=case.words.names.of,
        assumed={key: one.source for key, one in built.assumed.items()},
        left_out=[one.text for one in built.findings],
        signatures=None if signatures is None else signatures.to_dicts(),
    )


@contextmanager
def _watched() -> "Iterator[Watch]":
    """Show what the solver does on standard error, and let Ctrl-C stop it with the best found."""
    from panah.plan.engine import Watch  # noqa: PLC0415  (the solver loads on use)

    stopped: list[bool] = []

    def stop(_signal: int, _frame: FrameType | None) -> None:
        if stopped:
            raise KeyboardInterrupt
        stopped.append(True)
        click.echo("planning: stopping with the best found; once more ends at once", err=True)

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield Watch(
            tell=lambda line: click.echo(f"planning {line}", err=True),
            stopped=lambda: bool(stopped),
        )
    finally:
        signal.signal(signal.SIGINT, before)
