"""A plan of a case: its ``plan.toml`` read, the instance built, solved, and written out.

The engine is pure: here files are read and its optional packages are asked for.
"""

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from panah.brief.exports.sheets import as_book, as_sheet
from panah.case.forecasting import ground_of
from panah.case.writing import write_file
from panah.domain.naming import Names
from panah.domain.plan import Plan
from panah.domain.plan_policy import Policy
from panah.domain.situation import Situation
from panah.errors import CaseError, FileError, InputError
from panah.frames import frame

if TYPE_CHECKING:
    import polars as pl

    from panah.case.case import Case
    from panah.domain.forecast import Forecast
    from panah.plan.engine import Watch
    from panah.plan.instance.build import Built

__all__ = [
    "SCHEME",
    "TRIED",
    "PlanAsked",
    "ahead",
    "beside",
    "instance_of",
    "make",
    "save_plan",
    "signed",
    "tables",
]

SCHEME = "plan.toml"

Progress = Callable[[int, int], None]


@attrs.frozen(kw_only=True)
class PlanAsked:
    """What is asked of a plan.

    Parameters
    ----------
    days
        How far it reaches.
    parameters
        A file of numbers that replace those of the case and of panah; None for none.
    """

    days: int = 60
    parameters: Path | None = None


def _not_installed(error: ModuleNotFoundError) -> InputError:
    return InputError(f"plans need {error.name}, which is not installed; install panah[plan]")


def instance_of(
    case: "Case", situation: Situation, forecast: "Forecast | None", asked: PlanAsked
) -> "Built":
    """Build the instance of a case.

    Raises
    ------
    CaseError
        If the case has no ``plan.toml``.
    PlanError
        If it says what no plan reads, or the numbers cannot hold together.
    InputError
        If the packages that plans need are not installed.
    """
    try:
        from panah.plan.instance.build import build  # noqa: PLC0415  (the solver loads on use)
        from panah.plan.instance.coming import coming  # noqa: PLC0415
        from panah.plan.instance.scheme import LAND, read_scheme  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise _not_installed(error) from error
    file = case.folder / SCHEME
    if not file.is_file():
        raise CaseError(
            f"no {SCHEME} in {case.folder}: it says who seeks to leave and by which gates; "
            f"docs/howto/plan.md shows one"
        )
    override = _read(asked.parameters) if asked.parameters else ""
    scheme = read_scheme(_read(file), file.name, override=override)
    hosts = {gate.host for gate in scheme.gates if gate.kind == LAND}
    futures = coming(forecast, hosts, situation.view.as_of) if forecast else {}
    return build(
        situation,
        Names(case.words.places, case.words.actors),
        scheme,
        futures,
        days=asked.days,
        name=case.settings.name,
    )


def ahead(
    case: "Case", situation: Situation, *, days: int, runs: int, seed: int, progress: Progress
) -> "Forecast | None":
    """Forecast who will come, if the case has a map; None if it has none."""
    if not ground_of(case).posts:
        return None
    return case.forecast(situation, days=days, runs=runs, seed=seed, progress=progress)


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FileError(f"cannot read {file} as text: {error}") from error


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
    """
    try:
        from panah.plan.engine import quiet  # noqa: PLC0415
        from panah.plan.making import make_plan  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise _not_installed(error) from error
    return make_plan(built.instance, rules, solver=solver, confirm=confirm, watch=watch or quiet)


TRIED = 8
"""Limits whose worth is confirmed by solving again where somebody looks on. Assumed: what a person
reads before a decision."""


def signed(plan: Plan, progress: Progress) -> "pl.DataFrame":
    """Give what one more signature changes, by solving with it."""
    from panah.plan.signatures import signatures  # noqa: PLC0415

    return frame("plan_signatures", signatures(plan, progress))


def tables(
    built: "Built", plan: Plan, signatures: "pl.DataFrame | None" = None
) -> "dict[str, pl.DataFrame]":
    """Give the tables of a plan by name, flight by flight and site by site included."""
    from panah.plan.instance.daily import flights, sites  # noqa: PLC0415

    per_flight = built.scheme.number("lift.people").value
    return {
        **{f"plan_{name}": getattr(plan, name) for name in _TABLES},
        **({} if signatures is None else {"plan_signatures": signatures}),
        "plan_flights": frame("plan_flights", flights(plan, per_flight)),
        "plan_sites": frame("plan_sites", sites(plan)),
    }


_TABLES = (
    *("placed", "waiting", "missing", "reasons", "binding", "worth", "account"),
    *("flows", "stocks"),
)


def beside(plans: Mapping[str, Plan]) -> "pl.DataFrame":
    """Give plans side by side, a row each."""
    return frame("plan_beside", (_beside(name, plan) for name, plan in plans.items()))


def _beside(name: str, plan: Plan) -> dict[str, object]:
    waiting: list[dict[str, Any]] = plan.waiting.to_dicts()
    binds: list[dict[str, Any]] = plan.binding.filter(plan.binding["prices"] != "").to_dicts()
    return {
        "plan": name,
        "reached": plan.reached,
        "waiting": sum(row["people"] for row in waiting if row["in_danger"]),
        "person_days": sum(row["person_days"] for row in waiting if row["in_danger"]),
        "binds": [row["limit"] for row in sorted(binds, key=lambda row: str(row["first"]))],
    }


def save_plan(
    found: "Mapping[str, pl.DataFrame]", about: Mapping[str, str], file: Path
) -> list[Path]:
    """Write the tables of a plan; give the files that were written.

    Raises
    ------
    InputError
        If panah does not write that form.
    """
    if file.suffix == ".xlsx":
        write_file(file, as_book(found, about))
        return [file]
    if file.suffix not in {".parquet", ".csv"}:
        raise InputError(f"{file}: plans are written as .xlsx, .parquet or .csv")
    written = []
    for name, table in found.items():
        part = file.with_name(f"{file.stem}-{name.removeprefix('plan_')}{file.suffix}")
        if file.suffix == ".csv":
            write_file(part, as_sheet(name, table).encode("utf-8"))
        else:
            write_file(part, _parquet(table))
        written.append(part)
    return written


def _parquet(table: "pl.DataFrame") -> bytes:
    out = io.BytesIO()
    table.write_parquet(out)
    return out.getvalue()
