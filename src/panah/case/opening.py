"""Where a case comes from: a folder that is one, or a new one."""

import shutil
from collections.abc import Iterator
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
    made: list[Path] = []
    try:
        made.extend(_begun(new, Settings(name=name, languages=spoken), ground))
        case = open_case(new)
        case.words.check()  # a geography that cannot be read is refused now, not at first use
    except (OSError, PanahError) as error:
        _take_away(made)
        if isinstance(error, OSError):
            raise CaseError(f"cannot make a case in {new}: {error.strerror}") from error
        raise
    return case


def _begun(new: Path, settings: Settings, geography: Path) -> Iterator[Path]:
    """Make a case, and give what was made of it, one by one; what lay there before is no part."""
    if not new.exists():
        new.mkdir(parents=True)
        yield new
    if str(geography) != "world":
        if not (geography / "places.csv").is_file():
            raise CaseError(f"{geography} is no geography: there is no places.csv in it")
        (new / "geography").mkdir()
        yield new / "geography"
        for table in GROUND:
            if (geography / f"{table}.csv").is_file():
                shutil.copy(geography / f"{table}.csv", new / "geography" / f"{table}.csv")
    write_settings(new, settings)
    yield new / "case.toml"


def _take_away(made: list[Path]) -> None:
    for one in reversed(made):
        if one.is_dir():
            shutil.rmtree(one)
        else:
            one.unlink()
