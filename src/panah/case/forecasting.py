"""A forecast of a case: map and scenario read, futures run or found on disk, kept in blocks.

The engine is pure: here files are read and written, and its optional packages are asked for. What
was run is kept in ``results/KEY``, where the key is made from all that goes in, so that a run that
was cut short goes on and an equal question is answered from disk, bit for bit.
"""

import json
import tomllib
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from panah.case.geography import read_ground
from panah.case.writing import write_file
from panah.domain.finding import Finding
from panah.domain.geography import Ground
from panah.domain.situation import Situation
from panah.errors import CaseError, InputError, PanahError

if TYPE_CHECKING:
    from panah.case.case import Case
    from panah.domain.forecast import Forecast
    from panah.domain.outlook import CaseForecast
    from panah.forecast.scenario import Scenario
    from panah.forecast.world import CaseWorld

__all__ = [
    "Asked",
    "check_form",
    "executor_of",
    "forecast_file",
    "forecast_findings",
    "forecast_page",
    "ground_of",
    "make_forecast",
    "scenario_names",
]


FORMS = (".nc", ".parquet", ".csv", ".json")
"""Endings of files a forecast is written to: single futures as NetCDF, bands as tables, all as
JSON."""


class Asked(NamedTuple):
    """What is asked of a forecast.

    Parameters
    ----------
    days, runs, seed
        How far it reaches, how many futures, and their chance.
    scenario
        The name of a file in ``scenarios``, without its ending; None for none.
    """

    days: int
    runs: int
    seed: int
    scenario: str | None = None


def ground_of(case: "Case") -> Ground:
    """Read the map of a case.

    Raises
    ------
    CaseError
        If one of its tables says something panah cannot take.
    """
    return read_ground(case.folder / "geography", case.words.places)


def scenario_names(case: "Case") -> list[str]:
    """Give the names of a case's scenarios."""
    return sorted(path.stem for path in (case.folder / "scenarios").glob("*.toml"))


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
    try:
        from panah.forecast import answer, running  # noqa: PLC0415  (slow to load)
    except ModuleNotFoundError as error:
        raise InputError(
            f"forecasts need {error.name}, which is not installed; install panah[forecast]"
        ) from error
    world = _world(case, situation, asked)
    key, versions = running.question(world, asked.seed)
    folder = case.folder / "results" / key
    began = perf_counter()
    run = _run(world, asked, folder, executor, progress)
    manifest: dict[str, object] = {
        "case": case.settings.name,
        "as_of": situation.view.as_of.isoformat(),
        "as_known": situation.view.as_known.isoformat(),
        "strict": situation.view.strict,
        "ledger_head": situation.head,
        "days": asked.days,
        "runs_asked": asked.runs,
        "seed": asked.seed,
        "scenario": asked.scenario,
        "question": key,
        "versions": dict(versions),
    }
    _keep(folder, manifest, perf_counter() - began, case.now().isoformat())
    return answer.answer(world, run, manifest, condition=case.settings.forecast.condition)


def _world(case: "Case", situation: Situation, asked: Asked) -> "CaseWorld":
    from panah.forecast.world import case_world  # noqa: PLC0415

    ground = ground_of(case)
    home = case.settings.forecast.home or next((post.country for post in ground.posts), "")
    if ground.posts and home not in {post.country for post in ground.posts}:
        raise CaseError(f"case.toml: home is {home}, and no place of the map lies in it")
    return case_world(
        situation,
        ground,
        case.words.places,
        home=home,
        days=asked.days,
        scenario=_scenario(case, asked.scenario, [post.code for post in ground.posts]),
    )


def _scenario(case: "Case", name: str | None, codes: list[str]) -> "Scenario | None":
    from panah.forecast.scenario import read_scenario  # noqa: PLC0415

    if name is None:
        return None
    if name not in scenario_names(case):
        known = ", ".join(scenario_names(case)) or "none"
        raise CaseError(f"the case has no scenario {name!r}; it has {known}")
    file = case.folder / "scenarios" / f"{name}.toml"
    try:
        written = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CaseError(f"{file} is not TOML: {error}") from error
    return read_scenario(f"scenarios/{name}.toml", written, codes)


def _run(
    world: "CaseWorld",
    asked: Asked,
    folder: Path,
    executor: Executor | None,
    progress: Callable[[int, int], None],
) -> "Forecast":
    from panah.forecast import arrays, running  # noqa: PLC0415

    wanted = -(-asked.runs // running.BLOCK)
    parts: list[Forecast] = []
    for number in range(wanted):
        kept = _kept(folder / f"block-{number:04}.npz")
        block = None if kept is None else arrays.block_of(kept, world.world)
        if block is None:
            break
        parts.append(block)
    done = running.BLOCK * len(parts)
    progress(min(done, asked.runs), asked.runs)
    if len(parts) < wanted:
        more = running.blocks(world, runs=asked.runs, seed=asked.seed, executor=executor, done=done)
        try:
            for block in more:
                _write(folder / f"block-{len(parts):04}.npz", arrays.block_bytes(block))
                parts.append(block)
                progress(min(running.BLOCK * len(parts), asked.runs), asked.runs)
        except KeyboardInterrupt:
            if not parts:
                raise
    return running.first_of(running.joined(parts), asked.runs)


def _kept(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def _write(file: Path, content: bytes) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CaseError(f"cannot make {file.parent}: {error.strerror}") from error
    write_file(file, content)


def _keep(folder: Path, manifest: dict[str, object], seconds: float, made: str) -> None:
    """Write the manifest: what it takes to make the run again, and how long it took."""
    whole = {**manifest, "made": made, "seconds": round(seconds, 1)}
    _write(folder / "manifest.json", (json.dumps(whole, indent=1) + "\n").encode("utf-8"))


def forecast_findings(case: "Case", situation: Situation) -> tuple[Finding, ...]:
    """Give what a forecast of a situation would leave out, and what is wrong with scenarios.

    Nothing for a case without a map.
    """
    if not ground_of(case).posts:
        return ()
    found = list(_world(case, situation, Asked(days=1, runs=1, seed=0)).found.findings)
    for name in scenario_names(case):
        try:
            _world(case, situation, Asked(days=1, runs=1, seed=0, scenario=name))
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
