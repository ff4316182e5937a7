"""A forecast of a case: map and scenario read, futures run or found on disk, kept in blocks.

The engine is pure: here files are read and written, and its optional packages are asked for. Beside
a forecast stand those that would have been made before, held against what was counted since.
"""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import attrs

from panah.case.earlier import earlier
from panah.case.futures import Asked, futures_of, ground_of, keep, scenario_names, world_of
from panah.domain.finding import Finding
from panah.domain.situation import Situation
from panah.errors import InputError, PanahError

if TYPE_CHECKING:
    from panah.case.case import Case
    from panah.domain.outlook import CaseForecast

__all__ = [
    "Asked",
    "check_form",
    "executor_of",
    "forecast_file",
    "forecast_findings",
    "forecast_page",
    "ground_of",
    "has_map",
    "make_forecast",
    "scenario_names",
]


FORMS = (".nc", ".parquet", ".csv", ".json")
"""Endings of files a forecast is written to: single futures as NetCDF, bands as tables, all as
JSON."""


def make_forecast(
    case: "Case",
    situation: Situation,
    asked: Asked,
    *,
    executor: Executor | None = None,
    progress: Callable[[int, int], None],
) -> "CaseForecast":
    """Forecast a situation; what was run before is taken from disk.

    An interrupt keeps the blocks that are finished, and answers with them if there are any.

    Raises
    ------
    InputError
        If the packages that forecasts need are not installed, the case has no map, or the question
        cannot be meant.
    """
    if asked.runs < 1:
        raise InputError(f"a forecast has at least 1 future, not {asked.runs}")
    as_of = situation.view.as_of
    if as_of.year == date.min.year or asked.days > (date.max - as_of).days:
        raise InputError(
            f"a forecast of {asked.days} days from {as_of} would leave the calendar of the years 1 "
            f"to 9999: it begins some months before its day"
        )
    try:
        from panah.forecast import answer, running  # noqa: PLC0415  (slow to load)
    except ModuleNotFoundError as error:
        raise InputError(
            f"forecasts need {error.name}, which is not installed; install panah[forecast]"
        ) from error
    world = world_of(case, situation, asked)
    key, versions = running.question(world, asked.seed)
    folder = case.folder / "results" / key
    began = perf_counter()
    run = futures_of(world, asked, folder, executor, progress)
    whole = run.members == asked.runs
    before = earlier(case, situation, asked, executor=executor) if whole else ()
    manifest: dict[str, object] = {
        "case": case.settings.name,
        "as_of": situation.view.as_of.isoformat(),
        "as_known": situation.view.as_known.isoformat(),
        "strict": situation.view.strict,
        "level": situation.view.level.value,
        "ledger_head": situation.head,
        "days": asked.days,
        "runs_asked": asked.runs,
        "seed": asked.seed,
        "scenario": asked.scenario,
        "why": world.scenario.why if world.scenario else None,
        "question": key,
        "versions": dict(versions),
    }
    _keep(folder, manifest, perf_counter() - began, case.now().isoformat())
    found = answer.answer(world, run, manifest, condition=case.settings.forecast.condition)
    return attrs.evolve(found, earlier=before)


def _keep(folder: Path, manifest: dict[str, object], seconds: float, made: str) -> None:
    """Write the manifest: what it takes to make the run again, and how long it took."""
    whole = {**manifest, "made": made, "seconds": round(seconds, 1)}
    keep(folder / "manifest.json", (json.dumps(whole, indent=1) + "\n").encode("utf-8"))


def forecast_findings(case: "Case", situation: Situation) -> tuple[Finding, ...]:
    """Give what a forecast of a situation would leave out, and what is wrong with scenarios.

    Nothing for a case without a map.
    """
    if not has_map(case):
        return ()
    found = list(world_of(case, situation, Asked(days=1, runs=1, seed=0)).found.findings)
    for name in scenario_names(case):
        try:
            world_of(case, situation, Asked(days=1, runs=1, seed=0, scenario=name))
        except PanahError as error:
            found.append(Finding(what="scenario", on=(name,), text=str(error)))
    return tuple(found)


def forecast_page(found: "CaseForecast") -> str:
    """Give a forecast as a page for the terminal."""
    from panah.forecast.page import as_page  # noqa: PLC0415

    return as_page(found)


def check_form(output: Path | None) -> None:
    """Refuse a file that a forecast is not written to, before anything is run.

    Raises
    ------
    InputError
        If panah does not write that form, or its folder is not there.
    """
    if output is None:
        return
    if output.suffix.lower() not in FORMS:
        raise InputError(f"{output}: panah writes forecasts as {', '.join(FORMS)}")
    if not output.resolve().parent.is_dir():
        raise InputError(f"cannot write {output}: there is no folder {output.parent}")


def forecast_file(found: "CaseForecast", form: str) -> bytes:
    """Give a forecast in the form of a file, by the file's ending.

    Raises
    ------
    InputError
        If panah does not write that form.
    """
    from panah.forecast.files import as_file  # noqa: PLC0415

    return as_file(found, form)


@contextmanager
def executor_of(name: str) -> Iterator[Executor | None]:
    """Give what runs futures: ``local`` for threads, ``dask://HOST:PORT`` for a cluster.

    Raises
    ------
    InputError
        If the name is neither, the package is missing, or nobody answers there.
    """
    if name == "local":
        yield None
        return
    if not name.startswith(_CLUSTER) or len(name) == len(_CLUSTER):
        raise InputError(f"an executor is local or dask://HOST:PORT, not {name!r}")
    try:
        from distributed import Client  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise InputError("a cluster needs distributed; install panah[cluster]") from error
    try:
        client = Client(  # type: ignore[no-untyped-call]
            f"tcp://{name.removeprefix(_CLUSTER)}", timeout="10s"
        )
    except (OSError, TimeoutError, ValueError) as error:
        raise InputError(f"no Dask scheduler answers at {name}: {error}") from error
    with client, client.get_executor() as pool:  # type: ignore[no-untyped-call]
        yield pool


_CLUSTER = "dask://"


def has_map(case: "Case") -> bool:
    """Tell whether a case has a map, without which nothing is forecast."""
    return bool(ground_of(case).posts)
