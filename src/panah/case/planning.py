"""A plan of a case: its ``plan.toml`` read, the instance built, solved, and written out.

The engine is pure: here files are read and its optional packages are asked for.
"""

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from panah.case import meant
from panah.case.forecasting import has_map
from panah.case.plan_scheme import scheme_of
from panah.case.sheets import sheet_of
from panah.case.writing import write_file
from panah.domain.naming import Names
from panah.domain.plan import Plan
from panah.domain.plan_policy import Policy
from panah.domain.situation import Situation
from panah.errors import CaseError, InputError, PlanError
from panah.frames import frame

if TYPE_CHECKING:
    import polars as pl

    from panah.case.case import Case
    from panah.domain.forecast import Forecast
    from panah.plan.engine import Watch
    from panah.plan.instance.build import Built

__all__ = [
    "DAYS",
    "TRIED",
    "Ahead",
    "PlanAsked",
    "ahead",
    "asked_of",
    "built_of",
    "carried_on",
    "daily",
    "differing",
    "instance_of",
    "keep_plan",
    "make",
    "tables",
    "under_rulings",
    "weights",
    "worse_off",
]

Progress = Callable[[int, int], None]

DAYS = (1, 366)
"""The shortest and the longest plan, in days. Assumed: a year ahead, beyond which nothing that is
offered today says anything."""


@attrs.frozen(kw_only=True)
class PlanAsked:
    """What is asked of a plan.

    Parameters
    ----------
    days
        How far it reaches.
    parameters
        A file of numbers that replace those of the case and of panah; None for none.
    rulings
        A file of locks, forbids and overrides; None for none.
    """

    days: int = 60
    parameters: Path | None = None
    rulings: Path | None = None


def asked_of(*, days: object, parameters: object, rulings: object) -> PlanAsked:
    """Give what is asked of a plan from Python.

    Raises
    ------
    InputError
        If it is no number of days, or no path of a file.
    """
    return PlanAsked(
        days=meant.whole(days, "days", DAYS),
        parameters=meant.a_file(parameters, "parameters"),
        rulings=meant.a_file(rulings, "rulings"),
    )


def _not_installed(error: ModuleNotFoundError) -> InputError:
    return InputError(f"plans need {error.name}, which is not installed; install panah[plan]")


def instance_of(
    case: "Case", situation: Situation, forecast: "Forecast | None", asked: PlanAsked
) -> "Built":
    """Build the instance of a case.

    Raises
    ------
    CaseError
        If the case has no ``plan.toml``, or the situation is of another case.
    PlanError
        If it says what no plan reads, or the numbers cannot hold together.
    InputError
        If the packages that plans need are not installed.
    """
    try:
        from panah.plan.instance.build import build  # noqa: PLC0415  (the solver loads on use)
        from panah.plan.instance.coming import Coming, coming  # noqa: PLC0415
        from panah.plan.instance.scheme import LAND  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise _not_installed(error) from error
    view = situation.view
    if situation.head not in {case.known().head, case.known(view.as_known).head}:
        raise CaseError(
            f"this situation of {view.as_of} rests on another ledger than the case in "
            f"{case.folder}; give one that this case made"
        )
    scheme = scheme_of(case, asked.parameters)
    hosts = {gate.host for gate in scheme.gates if gate.kind == LAND}
    futures = coming(forecast, hosts, situation.view.as_of) if forecast else Coming()
    return build(
        situation,
        Names(case.words.places, case.words.actors),
        scheme,
        futures,
        days=asked.days,
        name=case.settings.name,
    )


def under_rulings(built: "Built", file: Path | None) -> "Built":
    """Give an instance under the locks, forbids and overrides of a file; as it is without one.

    Raises
    ------
    FileError
        If the file is no table.
    PlanError
        If a ruling names what is not there; names its row.
    """
    if file is None:
        return built
    from panah.plan.rulings import plan_rulings, ruled  # noqa: PLC0415

    rulings = plan_rulings(sheet_of(file), file.name, built.called)
    return attrs.evolve(built, instance=ruled(built.instance, rulings), rulings=rulings)


def built_of(
    case: "Case", situation: Situation, forecast: "Forecast | None", asked: PlanAsked
) -> "Built":
    """Build the instance of a case under the rulings that are asked; raises as both do."""
    return under_rulings(instance_of(case, situation, forecast, asked), asked.rulings)


def carried_on(before: Plan | None, built: "Built") -> "Built":
    """Give an instance in which what a plan had done until its day is a fact; None for no plan.

    Raises
    ------
    PlanError
        If the day is none on which a period of that plan begins.
    """
    if before is None:
        return built
    from panah.plan import rolling  # noqa: PLC0415  (the solver loads on use)

    return attrs.evolve(built, instance=rolling.carried_on(before, built.instance))


@attrs.frozen(kw_only=True)
class Ahead:
    """What is asked of the forecast behind a plan: futures, their chance, a scenario by name."""

    days: int
    runs: int
    seed: int
    scenario: str | None = None


def ahead(
    case: "Case", situation: Situation, asked: Ahead, progress: Progress
) -> "Forecast | None":
    """Forecast who will come and go back, if the case has a map; None if it has none.

    Raises
    ------
    InputError
        If a scenario is asked of a case without a map.
    """
    if not has_map(case):
        if asked.scenario is not None:
            raise InputError(
                f"the case has no map, so that nothing is forecast under {asked.scenario!r}; "
                f"docs/howto/forecast.md shows one"
            )
        return None
    return case.forecast(situation, **attrs.asdict(asked), progress=progress)


def make(
    built: "Built",
    rules: Policy | None = None,
    watch: "Watch | None" = None,
    *,
    solver: str = "highs",
    confirm: int = 0,
) -> Plan:
    """Make the plan of an instance.

    Parameters
    ----------
    solver
        By name, as linopy knows it.
    confirm
        Limits whose worth is confirmed by solving again.

    Raises
    ------
    InputError
        If the packages that plans need are not installed.
    PlanError
        If facts and rulings cannot hold together; names the smallest set that cannot.
    """
    try:
        from panah.plan.engine import quiet  # noqa: PLC0415
        from panah.plan.making import make_plan  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise _not_installed(error) from error
    asked = {"solver": solver, "confirm": confirm, "watch": watch or quiet}
    try:
        return make_plan(built.instance, rules, **asked)  # type: ignore[arg-type]
    except PlanError as error:
        if not built.instance.locks:
            raise
        raise _contradiction(built, rules or Policy()) or error from error


def _contradiction(built: "Built", rules: Policy) -> PlanError | None:
    """Name the smallest set of rulings and limits that cannot hold together, if there is one."""
    from panah.plan.conflicts import conflicts  # noqa: PLC0415

    rows = conflicts(built.instance, rules).to_dicts()
    if not rows:
        return None
    why = {f"lock:{lock.name}": f" (by {lock.by}: {lock.why})" for lock in built.instance.locks}
    named = [f"{built.in_words(row['limit'])}{why.get(row['limit'], '')}" for row in rows]
    return PlanError(
        f"these cannot hold together, and without any one of them the others can: "
        f"{'; '.join(named)}; take one of the rulings back"
    )


TRIED = 8
"""Limits whose worth is confirmed by solving again where somebody looks on. Assumed: what a person
reads before a decision."""


def tables(
    built: "Built", plan: Plan, explained: "Mapping[str, pl.DataFrame]"
) -> "dict[str, pl.DataFrame]":
    """Give the tables of a plan by name: what was explained, flight by flight, site by site."""
    return {
        **{f"plan_{name}": getattr(plan, name) for name in _TABLES},
        **explained,
        **daily(built, plan),
    }


def daily(built: "Built", plan: Plan) -> "dict[str, pl.DataFrame]":
    """Give the sheets by day: flight by flight, site by site."""
    from panah.plan.instance.daily import flights, sites  # noqa: PLC0415

    per_flight = built.scheme.number("lift.people").value
    return {
        "plan_flights": frame("plan_flights", flights(plan, per_flight)),
        "plan_sites": frame("plan_sites", sites(plan)),
    }


_TABLES = (
    *("placed", "waiting", "missing", "begun", "reasons", "binding", "worth", "account"),
    *("flows", "stocks"),
)


def weights() -> dict[str, float]:
    """Give what a day of some kinds is weighed, and the share of days that may be given up."""
    from panah.plan.goals import weight  # noqa: PLC0415  (the solver loads on use)
    from panah.plan.ranges import NEAR  # noqa: PLC0415

    return {name: weight(name) for name in ("gate", "unfed")} | {"allowed": NEAR}


def differing(before: Plan, after: Plan) -> "pl.DataFrame":
    """Give what differs between two plans, causes first, as a table."""
    return frame("plan_differences", (one.row for one in before.compare(after)))


def worse_off(built: "Built", plan: Plan, watch: "Watch") -> "pl.DataFrame | None":
    """Give which groups are worse or better off than under panah's default order.

    None where the plan follows that order, or somebody stopped the work.
    """
    policy, default = plan.manifest.policy, Policy()
    order = attrs.evolve(
        policy,
        order=default.order,
        weights=default.weights,
        floor_share=default.floor_share,
        floor_groups=default.floor_groups,
    )
    if order == policy or watch.stopped():
        return None
    watch.tell("the default order")
    table = differing(make(built, order, watch), plan)
    return table.filter(table["what"] == "reached")


def keep_plan(
    case: "Case", situation: Situation, built: "Built", plan: Plan, forecast: Ahead
) -> Path:
    """Keep what was chosen, by whom and why, and what came of it, in the case's results.

    Parameters
    ----------
    forecast
        What was asked of the forecast behind it.

    Returns
    -------
    pathlib.Path
        ``results/plan-KEY/manifest.json``; KEY is made from what was asked, so that the same
        question has one record.
    """
    view, manifest = situation.view, plan.manifest
    made = built.instance
    asked = {
        "case": manifest.instance,
        **({"carried_on_from": made.start.isoformat()} if made.now else {}),
        "as_of": view.as_of.isoformat(),
        "as_public": view.as_public.isoformat() if view.as_public else None,
        "level": view.level.value,
        "amounts": view.policy or None,
        "ledger_head": manifest.head,
        "days": manifest.days,
        "forecast": attrs.asdict(forecast),
        "solver": manifest.solver,
        "policy": attrs.asdict(manifest.policy),
        "rulings": [attrs.asdict(one) for one in built.rulings],
        "numbers": {key: one.told for key, one in sorted(built.scheme.numbers.items())},
        "complete": manifest.complete,
    }
    text = json.dumps(asked, sort_keys=True, default=str)
    key = sha256(text.encode("utf-8")).hexdigest()[:16]
    whole = {
        **asked,
        "as_known": view.as_known.isoformat(),
        "note": manifest.note,
        "versions": list(manifest.versions),
        "reached": round(plan.reached, 3),
        "levels": [{"level": one.level, "value": one.value} for one in manifest.levels],
        "made": case.now().isoformat(),
    }
    file = case.folder / "results" / f"plan-{key}" / "manifest.json"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CaseError(f"cannot make {file.parent}: {error.strerror}") from error
    write_file(file, (json.dumps(whole, indent=1, default=str) + "\n").encode("utf-8"))
    return file
