"""A public displacement instance on disk, run and scored in two ways.

With the totals of every day given it shows whether panah moves people as Flee does. Leak-free, from
what was known at each origin, it shows what a forecast would have been worth. The engine is pure:
here its folder is read, its clock is kept, and its optional packages are asked for.
"""

import json
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

import attrs

from panah.errors import CaseError, FileError, InputError

if TYPE_CHECKING:
    from panah.forecast.hindcast import Hindcast
    from panah.forecast.likeness import Likeness, Other
    from panah.forecast.validate import Validation

__all__ = ["MOVED", "Validated", "validate_folder"]

_FOLDERS = ("input_csv", "source_data")
_TOP = {".yml", ".yaml", ".toml", ".csv"}
"""Files beside the two folders that are settings, or were in older instances."""
MOVED = 8
"""Runs of the movement at each origin, at most: it is one opinion of nine."""


def _quiet(done: int, total: int) -> None:
    """Report progress to nobody."""


@attrs.frozen(kw_only=True)
class Validated:
    """What an instance shows.

    Parameters
    ----------
    given
        With the totals of every day given.
    ahead
        Leak-free; None where the files cannot be read as the default does.
    why_not
        Why they cannot.
    others
        By set of settings, the stored runs of Flee and how like them panah's are.
    """

    name: str
    given: "Validation"
    ahead: "Hindcast | None"
    why_not: str
    others: Mapping[str, tuple["Other", "Likeness"]]


def validate_folder(  # noqa: PLR0913  (one parameter an option)
    folder: str | Path,
    *,
    compat: str = "",
    runs: int,
    seed: int,
    calibrate: int = 0,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] = _quiet,
) -> Validated:
    """Run the instance of a folder and score it against what was registered.

    Parameters
    ----------
    compat
        ``flee`` to behave as Flee does where the totals are given, defects included, and to be
        compared with stored runs of Flee where ``../reference/NAME.json`` has some.
    runs
        How many members; leak-free, at most `MOVED` at each origin.
    calibrate
        Leak-free: points of the rules of movement that are tried at every origin, so that later
        ones take the best; 0 for none.
    executor
        What runs the movement leak-free; threads of this process without it.
    progress
        Told how many of how many steps are done.

    Raises
    ------
    CaseError
        If the folder is not an instance, or has no camp to score.
    FileError
        If a file of it cannot be meant; says which, in which row.
    InputError
        If the packages that forecasts need are not installed.
    """
    try:
        from panah.forecast import validate  # noqa: PLC0415  (numpy and numba load on use)
        from panah.forecast.instance import read_instance  # noqa: PLC0415
        from panah.forecast.rolling import HORIZONS, origins  # noqa: PLC0415
        from panah.forecast.settings import Flavour  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise InputError(
            f"forecasts need {error.name}, which is not installed; install panah[forecast]"
        ) from error
    root = Path(folder).resolve()
    texts = _texts(root)
    flavour = Flavour(compat) if compat else Flavour.DEFAULT
    instance = read_instance(texts, flavour=flavour)
    if not instance.camps:
        raise CaseError(
            f"{folder} has no camp in input_csv/locations.csv; people are scored in camps"
        )
    stored = root.parent / "reference" / f"{root.name}.json" if compat else None
    validate.run_instance(instance, members=1, seed=seed)
    began = process_time()
    found = validate.run_instance(instance, members=runs, seed=seed)
    given = validate.scored(instance, found, seed=seed, seconds=process_time() - began)
    others = _others(texts, stored, runs=max(runs, 2), seed=seed)

    def after_the_runs(done: int, total: int) -> None:
        progress(1 + done, 1 + total)

    after_the_runs(0, len(origins(instance.world.days, min(HORIZONS))))
    try:
        from panah.forecast.hindcast import hindcast  # noqa: PLC0415

        ahead: Hindcast | None = hindcast(
            read_instance(texts, flavour=Flavour.DEFAULT),
            seed=seed,
            members=min(runs, MOVED),
            calibrate=calibrate,
            executor=executor,
            progress=after_the_runs,
        )
        why_not = ""
    except FileError as error:
        ahead, why_not = None, str(error)
    return Validated(name=root.name, given=given, ahead=ahead, why_not=why_not, others=others)


def _others(
    texts: Mapping[str, str], stored: Path | None, *, runs: int, seed: int
) -> Mapping[str, tuple["Other", "Likeness"]]:
    """Compare with stored runs of Flee, each with its own settings."""
    from panah.forecast import validate  # noqa: PLC0415
    from panah.forecast.instance import read_instance  # noqa: PLC0415
    from panah.forecast.likeness import likeness, read_others  # noqa: PLC0415
    from panah.forecast.settings import Flavour, settings_from  # noqa: PLC0415

    if stored is None or not stored.is_file():
        return {}
    try:
        plain = json.loads(stored.read_text(encoding="utf-8"))
    except ValueError as error:
        raise FileError(f"{stored} is not JSON: {error}") from error
    found = {}
    for name, other in read_others(plain, str(stored)).items():
        settings, _ = settings_from(other.settings, str(stored))
        instance = read_instance(texts, flavour=Flavour.FLEE, settings=settings)
        people = validate.in_camps(
            validate.run_instance(instance, members=runs, seed=seed), instance
        )
        registered = validate.registered_in_camps(instance)
        found[name] = other, likeness(people, registered, other)
    return found


def _texts(folder: Path) -> dict[str, str]:
    missing = [name for name in _FOLDERS if not (folder / name).is_dir()]
    if missing:
        raise CaseError(
            f"{folder} has no {' and no '.join(missing)}; an instance has {' and '.join(_FOLDERS)}"
        )
    files = [path for name in _FOLDERS for path in sorted((folder / name).glob("*.csv"))]
    files += [path for path in sorted(folder.iterdir()) if path.suffix in _TOP]
    texts = {}
    for path in files:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            row = error.object[: error.start].count(b"\n") + 1
            raise FileError(f"{path} row {row} is not text in UTF-8; save it as such") from error
        if "\0" in text:
            row = text[: text.index("\0")].count("\n") + 1
            raise FileError(f"{path} row {row} is not text in UTF-8; save it as such")
        texts[path.relative_to(folder).as_posix()] = text
    return texts
