"""The options of ``panah plan``, in the groups in which its help teaches them."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import attrs
import click

from panah.case.explaining import Ask, Explanation, Wanted
from panah.case.planning import DAYS, Ahead, PlanAsked
from panah.cli.options import DAY, Word, asked, by_option, level_option, seed_option, strict_option
from panah.domain.claim import PlanningClass
from panah.domain.plan_policy import Order, Policy, Taken
from panah.domain.report import Sensitivity

__all__ = ["Question", "Taught", "plan_options"]

FUTURES = ("middle", "worse", "worst")


@attrs.frozen(kw_only=True)
class Question:
    """What is asked of ``panah plan``: a field an option."""

    as_of: date
    as_known: datetime | None
    as_public: datetime | None
    days: int
    strict: bool
    level: Sensitivity
    count: str
    take: Taken
    future: str
    scenario: str | None
    order: Order
    weights: tuple[float, ...]
    floor: float
    floor_group: tuple[str, ...]
    why: str
    by: str
    parameters: Path | None
    rulings: Path | None
    runs: int
    seed: int
    solver: str
    whole_days: int
    search: bool
    explain: tuple[Explanation, ...]
    ask: tuple[Ask, ...]
    against: tuple[str, ...]
    draws: int
    caution: float
    since: date | None
    carry_on: tuple[date, ...]
    beside: tuple[Path, ...]
    no_signatures: bool
    hxl: bool
    output: tuple[Path, ...]

    def policy(self, chosen_by: str) -> Policy:
        """Give the choices; who made them is kept once a reason is given."""
        order = Order.WEIGHTS if self.weights else self.order
        weights = self.weights or (_WEIGHTS if order is Order.WEIGHTS else ())
        made = Policy(
            counts=PlanningClass(self.count),
            strict=self.strict,
            taken=self.take,
            order=order,
            weights=tuple(enumerate(weights)),
            floor_share=self.floor,
            floor_groups=self.floor_group or None,
            future=self.future,
            whole_days=self.whole_days,
            search=self.search,
        )
        return attrs.evolve(made, why=self.why, chosen_by=chosen_by) if self.why else made

    @property
    def built(self) -> PlanAsked:
        """What the instance is built from."""
        return PlanAsked(days=self.days, parameters=self.parameters, rulings=self.rulings)

    @property
    def ahead(self) -> Ahead:
        """What is forecast of who comes and goes back."""
        return Ahead(days=self.days, runs=self.runs, seed=self.seed, scenario=self.scenario)

    @property
    def wanted(self) -> Wanted:
        """What is to be explained besides; signatures unless they are left out."""
        every = list(self.explain)
        if not self.no_signatures:
            every.append(Explanation.SIGNATURES)
        return Wanted(
            what=every,
            asks=self.ask,
            against=self.against,
            draws=self.draws,
            seed=self.seed,
            caution=self.caution,
        )


_WEIGHTS = (3.0, 2.0, 1.0)
"""What one person of each risk class weighs where --order weights gives none: those of the method's
comparison of orders."""


class _Weights(click.ParamType[tuple[float, ...]]):
    """Weights by risk class, as ``3:2:1``."""

    name = "weights"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[float, ...]:
        if isinstance(value, tuple):
            return value
        try:
            found = tuple(float(part) for part in str(value).split(":"))
        except ValueError:
            found = ()
        if not found or not all(0 < one < _HEAVY for one in found):
            self.fail(f"{value!r} is not weights of the risk classes as 3:2:1", param, ctx)
        return found


_HEAVY = 1e6
"""Assumed: a weight above it is a slip."""


class _Ask(click.ParamType[Ask]):
    """A group, and the percentage of it that is to reach safety, as ``us_allies:95``."""

    name = "ask"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Ask:
        if isinstance(value, Ask):
            return value
        name, _, share = str(value).partition(":")
        try:
            percent = float(share.removesuffix("%") or 100)
        except ValueError:
            percent = -1.0
        if not name or not 0 < percent <= 100:
            self.fail(f"{value!r} is not a group and a percentage as teachers:95", param, ctx)
        return Ask(name, percent / 100)


class Taught(click.Command):
    """A command whose help shows its options in groups, in the order in which one decides."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the groups."""
        records = {
            param.name: record
            for param in self.get_params(ctx)
            if isinstance(param, click.Option)
            and (record := param.get_help_record(ctx)) is not None
        }
        for title, names in _GROUPS.items():
            with formatter.section(title):
                formatter.write_dl([records.pop(name) for name in names])
        with formatter.section("Besides"):
            formatter.write_dl(list(records.values()))


_GROUPS = {
    "What is looked at": (
        "as_of",
        "as_known",
        "as_public",
        "level",
        "days",
        "future",
        "scenario",
        "runs",
        "seed",
        "carry_on",
    ),
    "What is counted on": ("strict", "count", "take", "parameters", "rulings"),
    "Whose turn it is: your choice, kept with the plan": (
        *("order", "weights", "floor", "floor_group", "why", "by"),
    ),
    "What is explained besides": (
        *("explain", "ask", "against", "since", "draws", "caution", "no_signatures"),
    ),
    "How it is solved and written": ("whole_days", "search", "solver", "output"),
}


def plan_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add every option of ``panah plan``."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return asked(command)


_OPTIONS = (
    click.option(
        "--days",
        metavar="N",
        type=click.IntRange(*DAYS),
        default=60,
        show_default=True,
        help="How far it reaches.",
    ),
    click.option(
        "--future",
        type=click.Choice(FUTURES),
        default="middle",
        show_default=True,
        help="Which future of the forecast: the middle one, what 1 in 10 pass, or the worst.",
    ),
    click.option(
        "--scenario",
        metavar="NAME",
        help="Forecast who comes and goes back under this file of the case's folder scenarios.",
    ),
    click.option(
        "--runs",
        metavar="R",
        type=click.IntRange(min=0),
        default=100,
        show_default=True,
        help="Futures of the forecast, where the case has a map; 0 for no forecast.",
    ),
    seed_option,
    strict_option,
    level_option,
    click.option(
        "--count",
        type=click.Choice(["firm", "ready", "possible"]),
        default="firm",
        show_default=True,
        help="The least firm offers that are counted on.",
    ),
    click.option(
        "--take",
        type=Word(Taken),
        default=Taken.LOW.value,
        show_default=True,
        help="Which end of an amount such as hundreds is counted on; mid: the middle of both.",
    ),
    click.option(
        "--parameters",
        type=click.Path(path_type=Path, dir_okay=False, exists=True),
        metavar="FILE.toml",
        help="Numbers that replace those of the case's plan.toml; what they change is shown.",
    ),
    click.option(
        "--rulings",
        type=click.Path(path_type=Path, dir_okay=False, exists=True),
        metavar="FILE.csv|.xlsx",
        help="Your locks, forbids and overrides, a row each: decree, from, to, group, least, most, "
        "offer, places, by, why. What they change is shown.",
    ),
    click.option(
        "--order",
        type=Word(Order),
        default=Order.FLOOR.value,
        show_default=True,
        help="When there are too few places: one risk class after the other, all at once by "
        "weights, or a floor for every group first.",
    ),
    click.option(
        "--weights",
        type=_Weights(),
        default=(),
        metavar="N:N:N",
        help="What one person of risk class 0, 1, 2 weighs; means --order weights. Example: 3:2:1.",
    ),
    click.option(
        "--floor",
        type=click.FloatRange(0, 1),
        default=0.25,
        show_default=True,
        metavar="SHARE",
        help="Part of the largest share that every group could reach alike, given to each first.",
    ),
    click.option(
        "--floor-group",
        multiple=True,
        metavar="GROUP",
        help="A group under the floor, again for more. Default: all but the last risk class.",
    ),
    click.option("--why", default="", help="Why these choices; kept with the plan."),
    by_option,
    click.option(
        "--explain",
        multiple=True,
        type=Word(Explanation),
        help="orders: strict order, weights and floors side by side. counting: what strict, firm, "
        "ready and possible offers give, and each future. failures: without each offer that "
        "counts, the worst first. alternatives: the least and most each host takes in plans as "
        "good. more: one more flight, vetting team, depot or hundred places. Again for more.",
    ),
    click.option(
        "--ask",
        multiple=True,
        type=_Ask(),
        metavar="GROUP[:PERCENT]",
        help="The smallest request with which that many of a group get out. Example: teachers:95.",
    ),
    click.option(
        "--against",
        multiple=True,
        metavar="GROUP",
        help="The smallest set of limits that keeps somebody of a group from safety.",
    ),
    click.option(
        "--since",
        type=DAY,
        metavar="D",
        help="What differs from the plan of that earlier day as it was known then, and why.",
    ),
    click.option(
        "--carry-on",
        multiple=True,
        type=DAY,
        metavar="D",
        help="Carry on the plan of that earlier day, as known then: what it did until --as-of is a "
        "fact, and the rest is planned anew. Again for days between.",
    ),
    click.option(
        "--beside",
        multiple=True,
        type=click.Path(path_type=Path, dir_okay=False, exists=True),
        metavar="FILE.toml",
        help="Lay the plan under these numbers beside this one, as --parameters takes them. Again "
        "for more.",
    ),
    click.option(
        "--draws",
        metavar="N",
        type=click.IntRange(0, 50),
        default=0,
        show_default=True,
        help="What to begin now so that it is best over N drawn futures in which offers come true "
        "or not, and the price of not knowing; all are solved as one, so that 50 are the most.",
    ),
    click.option(
        "--caution",
        type=click.FloatRange(0, 1),
        default=0.0,
        show_default=True,
        metavar="SHARE",
        help="What the worst tenth of the drawn futures weighs against their mean: 0 the mean "
        "alone, 1 the worst alone.",
    ),
    click.option(
        "--no-signatures", is_flag=True, help="Leave out what one more signature changes."
    ),
    click.option(
        "--whole-days",
        type=click.IntRange(0, 366),
        default=0,
        show_default=True,
        metavar="N",
        help="In the first N days only whole flights go, of lift.people each; 7 to 14 are usual.",
    ),
    click.option(
        "--search",
        is_flag=True,
        help="Search the best in whole flights, modules and offers instead of rounding to them; "
        "value, bound and gap are shown, and Ctrl-C ends it with the best found.",
    ),
    click.option(
        "--solver",
        default="highs",
        show_default=True,
        metavar="NAME",
        help="Another solver that linopy finds, by its name; only highs gives prices and reasons.",
    ),
    click.option(
        "-o",
        "--output",
        multiple=True,
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE.html|.xlsx|.parquet|.csv|.geojson",
        help="Also write the page, every limit opening on its words; every table, flight by flight "
        "and site by site, with the words behind each key; or the map. Again for more.",
    ),
    click.option(
        "--hxl", is_flag=True, help="In csv and xlsx: a row of HXL hashtags below the names."
    ),
)
