"""The plan behind a batch of families, from the workbook that ``panah plan`` wrote."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from panah.errors import FamilyError, FileError
from panah.reading.tables.cells import cells_of

if TYPE_CHECKING:
    from panah.plan.families.from_plan import Behind

__all__ = ["behind_of"]

_SHEETS = ("worth", "flows")


def behind_of(file: Path, days: tuple[date, date]) -> "Behind":
    """Read what the workbook of a plan says to whoever places families.

    Raises
    ------
    FileError
        If it cannot be read.
    FamilyError
        If it is no plan that panah wrote.
    """
    from panah.plan.families.from_plan import behind  # noqa: PLC0415  (the solver loads on use)

    try:
        tables, _ = cells_of(file.read_bytes(), file.name)
    except OSError as error:
        raise FileError(f"cannot read {file}: {error.strerror}") from error
    sheets = {table.sheet: table for table in tables}
    if missing := [name for name in _SHEETS if name not in sheets]:
        raise FamilyError(
            f"{file.name}: there is no sheet {missing[0]} in it; a plan has one when it is written "
            f"with `panah plan CASE … -o plan.xlsx`"
        )
    worth, flows = (
        [
            dict(zip(map(_plain, sheets[name].header), cells, strict=True))
            for _, cells in sheets[name].rows
        ]
        for name in _SHEETS
    )
    return behind(worth, flows, days)


def _plain(title: str) -> str:
    """Give the name of a column without its unit."""
    return title.partition(" [")[0]
