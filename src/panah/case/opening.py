"""Where a case comes from: a folder that is one, or a new one."""

import shutil
from pathlib import Path

from panah.case.case import Case
from panah.case.meant import files, texts
from panah.case.settings import Settings, read_settings, write_settings
from panah.domain.table import GROUND
from panah.errors import CaseError, PanahError
from panah.store.sqlite import SqliteLedger

__all__ = ["new_case", "open_case"]

LEDGER = "ledger.sqlite"


def open_case(case: str | Path) -> Case:
    """Open the case in a folder.

    Raises
    ------
    CaseError
        If there is no ``case.toml`` in it, or the file says something panah does not know.
    """
    if not isinstance(case, str | Path):
        raise CaseError(f"{case!r} is no folder of a case; give its path, as text or as a Path")
    folder = Path(case)
    settings = read_settings(folder)
    return Case(folder=folder, settings=settings, ledger=SqliteLedger(folder / LEDGER))


def new_case(
    folder: str | Path,
    *,
    name: str,
    geography: str | Path = "world",
    languages: tuple[str, ...] = ("en",),
) -> Case:
    """Make an empty case.

    Parameters
    ----------
    geography
        A folder whose ``places.csv``, and links, crossings and series if there are any, the case
        gets on top of panah's own places; ``world`` for panah's own alone.

    Raises
    ------
    CaseError
        If the folder has a case already, or cannot be made; nothing is left of what was begun.
    """
    if not str(folder).strip():
        raise CaseError("the folder of a new case has an empty name; write one, such as my-crisis")
    new, ground = files([folder, geography], "a folder")
    if not isinstance(name, str) or not name.strip():
        raise CaseError("a case has an empty name; write what people call the crisis")
    spoken = texts(languages, "languages", 'write them one by one, as ("en", "fa-AF")')
    if (new / "case.toml").exists():
        raise CaseError(f"{new} is a case already; open it, or name another folder")
    try:
        new.mkdir(parents=True, exist_ok=True)
        if geography != "world":
            _copy_geography(ground, new / "geography")
        write_settings(new, Settings(name=name, languages=spoken))
    except OSError as error:
        raise CaseError(f"cannot make a case in {new}: {error.strerror}") from error
    try:
        case = open_case(new)
        case.words  # noqa: B018  (a geography that cannot be read is refused now, not at first use)
    except PanahError:
        (new / "case.toml").unlink()
        shutil.rmtree(new / "geography", ignore_errors=True)
        raise
    return case


def _copy_geography(source: Path, target: Path) -> None:
    if not (source / "places.csv").is_file():
        raise CaseError(f"{source} is no geography: there is no places.csv in it")
    target.mkdir()
    for table in GROUND:
        if (source / f"{table}.csv").is_file():
            shutil.copy(source / f"{table}.csv", target / f"{table}.csv")
