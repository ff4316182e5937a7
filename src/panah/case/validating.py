"""A public displacement instance on disk, run and scored in two ways.

With the totals of every day given it shows whether panah moves people as Flee does. Leak-free, from
what was known at each origin, it shows what a forecast would have been worth. The engine is pure:
here its folder is read, its clock is kept, and its optional packages are asked for.
"""

import json
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from hashlib import sha256
from itertools import count
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING
from unicodedata import normalize

import attrs

from panah.case.resuming import Resuming, resuming, user_cache
from panah.errors import CaseError, FileError, InputError

if TYPE_CHECKING:
    from panah.domain.forecast import Forecast
    from panah.forecast.hindcast import Hindcast
    from panah.forecast.instance import Instance
    from panah.forecast.likeness import Likeness, Other
    from panah.forecast.settings import Settings
    from panah.forecast.validate import Validation

__all__ = ["MOVED", "Validated", "kept_folder", "validate_folder"]

_FOLDERS = ("input_csv", "source_data")
_READABLE = {".yml", ".yaml", ".toml", ".csv"}
"""Endings of tables and settings; of those that lie where none is read it is said."""
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
        What runs the members; threads of this process without it.
    progress
        Told how many of how many steps are done.

    What is finished is kept in the user's cache until all is, so that work that was stopped goes
    on; what nobody went on with in 30 days is deleted.

    Raises
    ------
    CaseError
        If the folder is not an instance, or has no camp to score.
    FileError
        If a file of it cannot be meant; says which, in which row.
    InputError
        If the packages that forecasts need are not installed.
    """
    _ask_for_packages()
    root = Path(folder).resolve()
    texts = _texts(root)
    given = _instance(texts, flavour=compat or "default")
    if not given.camps:
        raise CaseError(
            f"{folder} has no camp in input_csv/locations.csv; people are scored in camps"
        )
    others = _others(texts, root) if compat else {}
    named = [(name, other.settings, other.seeds) for name, (other, _) in others.items()]
    question = (sorted(texts.items()), named, compat, runs, seed, calibrate, _versions())
    key = sha256(repr(question).encode()).hexdigest()[:16]
    with resuming(executor, kept_folder() / key) as pool:
        work = _Work(runs=runs, seed=seed, pool=pool, step=_steps(progress, given, others, runs))
        scored = work.scored(given)
        alike = {name: (other, work.alike(of, other)) for name, (other, of) in others.items()}
        ahead, why_not = work.ahead(texts, calibrate)
    return Validated(name=root.name, given=scored, ahead=ahead, why_not=why_not, others=alike)


@attrs.frozen(kw_only=True)
class _Work:
    """How members are run.

    Parameters
    ----------
    pool
        What runs them.
    step
        Told after each block of members and each origin.
    """

    runs: int
    seed: int
    pool: Resuming
    step: Callable[..., None]

    def run(self, instance: "Instance", runs: int) -> "Forecast":
        """Run an instance with the totals given."""
        from panah.forecast.validate import run_instance  # noqa: PLC0415

        return run_instance(
            instance, members=runs, seed=self.seed, executor=self.pool, progress=self.step
        )

    def scored(self, instance: "Instance") -> "Validation":
        """Score an instance; computing time is taken where all members are run here and now."""
        from panah.forecast import validate  # noqa: PLC0415

        validate.run_instance(instance, members=1, seed=self.seed)
        began = process_time()
        found = self.run(instance, self.runs)
        seconds = process_time() - began if self.pool.runs_here else None
        return validate.scored(instance, found, seed=self.seed, seconds=seconds)

    def alike(self, instance: "Instance", other: "Other") -> "Likeness":
        """Compare with stored runs of Flee."""
        from panah.forecast import validate  # noqa: PLC0415
        from panah.forecast.likeness import likeness  # noqa: PLC0415

        people = validate.in_camps(self.run(instance, max(self.runs, 2)), instance)
        return likeness(people, validate.registered_in_camps(instance), other)

    def ahead(self, texts: Mapping[str, str], calibrate: int) -> tuple["Hindcast | None", str]:
        """Forecast leak-free; where the default refuses the files, say why."""
        from panah.forecast.hindcast import hindcast  # noqa: PLC0415

        try:
            instance = _instance(texts)
        except FileError as error:
            return None, str(error)
        found = hindcast(
            instance,
            seed=self.seed,
            members=min(self.runs, MOVED),
            calibrate=calibrate,
            executor=self.pool,
            progress=self.step,
        )
        return found, ""


def kept_folder() -> Path:
    """Give where what is finished of each validation is kept until all of it is."""
    return user_cache() / "validate"


def _ask_for_packages() -> None:
    try:
        import panah.forecast.validate  # noqa: F401, PLC0415  (numpy and numba load on use)
    except ModuleNotFoundError as error:
        raise InputError(
            f"forecasts need {error.name}, which is not installed; install panah[forecast]"
        ) from error


def _instance(
    texts: Mapping[str, str], flavour: str = "default", settings: "Settings | None" = None
) -> "Instance":
    from panah.forecast.instance import read_instance  # noqa: PLC0415
    from panah.forecast.settings import Flavour  # noqa: PLC0415

    return read_instance(texts, flavour=Flavour(flavour), settings=settings)


def _versions() -> Mapping[str, str]:
    from panah.forecast.running import versions  # noqa: PLC0415

    return versions()


def _steps(
    progress: Callable[[int, int], None],
    instance: "Instance",
    others: Mapping[str, object],
    runs: int,
) -> Callable[..., None]:
    """Give what counts each block and each origin as it is done."""
    from panah.forecast.ensemble import BLOCK  # noqa: PLC0415
    from panah.forecast.rolling import HORIZONS, origins  # noqa: PLC0415

    blocks = (1 + len(others)) * -(-runs // BLOCK)
    total = blocks + len(origins(instance.world.days, min(HORIZONS)))
    done = count(1)
    progress(0, total)
    return lambda *_: progress(next(done), total)


def _others(texts: Mapping[str, str], folder: Path) -> Mapping[str, tuple["Other", "Instance"]]:
    """Give stored runs of Flee, and the instance with the settings of each."""
    from panah.forecast.likeness import read_others  # noqa: PLC0415
    from panah.forecast.settings import settings_from  # noqa: PLC0415

    stored = folder.parent / "reference" / f"{folder.name}.json"
    if not stored.is_file():
        return {}
    try:
        plain = json.loads(stored.read_text(encoding="utf-8"))
    except ValueError as error:
        raise FileError(f"{stored} is not JSON: {error}") from error
    return {
        name: (other, _instance(texts, "flee", settings_from(other.settings, str(stored))[0]))
        for name, other in read_others(plain, str(stored)).items()
    }


def _texts(folder: Path) -> dict[str, str]:
    missing = [name for name in _FOLDERS if not (folder / name).is_dir()]
    if missing:
        raise CaseError(
            f"{folder} has no {' and no '.join(missing)}; an instance has {' and '.join(_FOLDERS)}"
        )
    files = [path for name in _FOLDERS for path in sorted((folder / name).iterdir())]
    files += sorted(folder.iterdir())
    files = [path for path in files if path.suffix.lower() in _READABLE]
    texts = {}
    for path in files:
        if path.name.startswith("."):  # of the system that packed the folder
            continue
        try:
            text = path.read_text(encoding="utf-8-sig")
        except OSError as error:
            raise FileError(f"cannot read {path}: {error.strerror}") from error
        except UnicodeDecodeError as error:
            row = error.object[: error.start].count(b"\n") + 1
            raise FileError(f"{path} row {row} is not text in UTF-8; save it as such") from error
        if "\0" in text:
            row = text[: text.index("\0")].count("\n") + 1
            raise FileError(f"{path} row {row} is not text in UTF-8; save it as such")
        name = path.relative_to(folder).as_posix()
        texts[normalize("NFC", name)] = normalize("NFC", text)
    return texts
