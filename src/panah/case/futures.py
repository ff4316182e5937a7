"""The futures of a case: its world, and blocks of futures run or found on disk.

What was run is kept in ``results/KEY``, where the key is made from all that goes in, so that a run
that was cut short goes on and an equal question is answered from disk, bit for bit.
"""

import tomllib
from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from panah.case.geography import read_ground
from panah.case.writing import write_file
from panah.domain.geography import Ground
from panah.domain.situation import Situation
from panah.errors import CaseError

if TYPE_CHECKING:
    from panah.case.case import Case
    from panah.domain.forecast import Forecast
    from panah.forecast.scenario import Scenario
    from panah.forecast.world import CaseWorld

__all__ = ["Asked", "futures_of", "ground_of", "keep", "scenario_names", "world_of"]


class Asked(NamedTuple):
    """What is asked of a forecast.

    Parameters
    ----------
    days, runs, seed
        How far it reaches, how many futures, and their chance.
    scenario
        The name of a file in ``scenarios``, without its ending; None for none.
    earlier
        How many forecasts from earlier days are made again and scored.
    """

    days: int
    runs: int
    seed: int
    scenario: str | None = None
    earlier: int = 0


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


def world_of(case: "Case", situation: Situation, asked: Asked) -> "CaseWorld":
    """Make the world of a case, with what a scenario changes.

    Raises
    ------
    CaseError
        If home is no country of the map, or there is no such scenario.
    """
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


def futures_of(
    world: "CaseWorld",
    asked: Asked,
    folder: Path,
    executor: Executor | None,
    progress: Callable[[int, int], None],
) -> "Forecast":
    """Give the futures of a world, block by block; an interrupt keeps the blocks that are finished.

    Parameters
    ----------
    folder
        Where its blocks are kept.
    """
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
                parts.append(block)
                keep(folder / f"block-{len(parts) - 1:04}.npz", arrays.block_bytes(block))
                progress(min(running.BLOCK * len(parts), asked.runs), asked.runs)
        except KeyboardInterrupt:
            if not parts:
                raise
    return running.first_of(running.joined(parts), asked.runs)


def _kept(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def keep(file: Path, content: bytes) -> None:
    """Write a file of results, its folder too.

    Raises
    ------
    CaseError
        If its folder cannot be made.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CaseError(f"cannot make {file.parent}: {error.strerror}") from error
    write_file(file, content)
