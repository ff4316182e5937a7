"""The map of a table: which column says what, so that a row becomes claims.

A map is a TOML file. ``[columns]`` names the columns of the provider once; ``[claim]`` says what
every claim of a row says, in templates such as ``refugees from {origin}``; each ``[[numbers]]`` is
a column that counts. A column that no map names is refused: it might part the rows in a way that
counts people twice.
"""

import re
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files

import attrs

from panah.domain.claim import Hold, Kind, Mode, Mood, Status
from panah.domain.quantity import Hedge, Measure, Unit
from panah.errors import FileError
from panah.reading.tables.written import Part

__all__ = ["ColumnRule", "DateAs", "NumberRule", "TableMap", "map_from", "shipped", "shipped_map"]

FIELDS: Mapping[str, type[StrEnum] | None] = {
    "kind": Kind,
    "subject": None,
    "counterpart": None,
    "place": None,
    "from": None,
    "to": None,
    "status": Status,
    "hold": Hold,
    "mode": Mode,
    "mood": Mood,
    "event": None,
    "said": None,
    "note": None,
}
"""What a map can say of a claim: the fields of the domain, and the closed list a value is of."""

GROUP_FIELDS = ("label", "origin", "pop", "sex", "ages")

_USED = re.compile(r"\{([^{}]*)\}")


class DateAs(StrEnum):
    """What a column of dates stands for."""

    DAY = "day"
    MONTH = "month"


@attrs.frozen(kw_only=True)
class ColumnRule:
    """One column.

    Parameters
    ----------
    headers
        Names it may have in the file.
    optional
        A file without it is a table of this kind too.
    given
        Its value in a file that does not have it; with it the column may be missing.
    reads
        What some of its values are read as; empty for leaving a value out.
    only
        Values of the rows to take; empty for all.
    dates
        Its values are ISO dates, and stand for a day or its month.
    names
        Its values are names of countries or places, to be read as codes where the case knows them.
    """

    headers: tuple[str, ...]
    optional: bool = False
    given: str = ""
    reads: Mapping[str, str] = attrs.field(factory=dict)
    only: tuple[str, ...] = ()
    dates: DateAs | None = None
    names: bool = False


@attrs.frozen(kw_only=True)
class NumberRule:
    """A column that counts, and what its number says.

    Parameters
    ----------
    when
        Values that other columns must have, as read, for it to count.
    claim, group
        Templates of the claim's fields and of its group.
    """

    column: str
    unit: Unit
    measure: Measure
    hedge: Hedge
    when: Mapping[str, tuple[str, ...]]
    claim: Mapping[str, tuple[str, ...]]
    group: Mapping[str, tuple[str, ...]]


@attrs.frozen(kw_only=True)
class TableMap:
    """How the rows of one kind of table become claims.

    Parameters
    ----------
    name
        What it is called in print.
    voices
        Who says so, first voice to publisher.
    source
        Where the names of the columns are from.
    missing, unspecified
        Cells in which nothing stands, and those that withhold a number.
    passed_over
        Names of columns that do not change what a row counts.
    """

    name: str
    voices: tuple[str, ...]
    source: str
    missing: frozenset[str]
    unspecified: frozenset[str]
    columns: Mapping[str, ColumnRule]
    passed_over: frozenset[str]
    numbers: tuple[NumberRule, ...]


def shipped() -> tuple[str, ...]:
    """Give the names of the maps that come with panah."""
    folder = files("panah.reading") / "data" / "maps"
    return tuple(sorted(one.name.removesuffix(".toml") for one in folder.iterdir()))


@cache
def shipped_map(name: str) -> TableMap:
    """Give a map that comes with panah.

    Raises
    ------
    FileError
        If there is none of that name; says which there are.
    """
    if name not in shipped():
        raise FileError(f"no map is called {name!r}; there is {', '.join(shipped())}")
    file = files("panah.reading") / "data" / "maps" / f"{name}.toml"
    return map_from(file.read_text("utf-8"), f"{name}.toml")


def map_from(text: str, name: str) -> TableMap:
    """Read a map.

    Parameters
    ----------
    name
        Name of its file, for errors.

    Raises
    ------
    FileError
        If it is not TOML, or says something a map cannot say; names the place.
    """
    try:
        return _map(Part(tomllib.loads(text), name))
    except tomllib.TOMLDecodeError as error:
        raise FileError(f"{name} is not TOML: {error}") from error


def _map(part: Part) -> TableMap:
    columns = part.part("columns")
    rules = {key: _column(columns.part(key)) for key in columns.names()}
    claim = part.part("claim")
    group = claim.part("group", {})
    made = TableMap(
        name=part.text("name", None),
        voices=part.texts("voices", None),
        source=part.text("source"),
        missing=frozenset(part.texts("missing", ("",))) | {""},
        unspecified=frozenset(part.texts("unspecified")),
        columns=rules,
        passed_over=frozenset(part.texts("passed_over")),
        numbers=tuple(_number(one, claim, group) for one in part.parts("numbers")),
    )
    for one in (part, claim, group):
        one.done()
    if not made.voices or not made.numbers:
        raise FileError(f"{part.where}: a map needs a voice and a column that counts")
    _refuse_unknown_columns(made, part.where)
    return made


def _column(part: Part) -> ColumnRule:
    made = ColumnRule(
        headers=part.texts("headers", None),
        optional=part.flag("optional"),
        given=part.text("given"),
        reads={key: words[0] for key, words in part.lists("reads").items() if words},
        only=part.texts("only"),
        dates=part.one_of("dates", DateAs) if part.holds("dates") else None,
        names=part.flag("names"),
    )
    part.done()
    if not all(made.headers) or not made.headers:
        raise part.wrong("headers", "at least one name of a column", list(made.headers))
    return made


def _number(part: Part, claim: Part, group: Part) -> NumberRule:
    own = part.part("group", {})
    made = NumberRule(
        column=part.text("column", None),
        unit=part.one_of("unit", Unit, "person"),
        measure=part.one_of("measure", Measure),
        hedge=part.one_of("hedge", Hedge, "exact"),
        when=part.lists("when"),
        claim={**_fields(claim), **_fields(part)},
        group={**_group(group), **_group(own)},
    )
    part.done()
    own.done()
    if "kind" not in made.claim:
        raise FileError(f"{part.where}: there is no kind; a map needs it")
    return made


def _fields(part: Part) -> dict[str, tuple[str, ...]]:
    found = {}
    for field, closed in FIELDS.items():
        if part.holds(field):
            found[field] = part.texts(field)
            if closed is not None and not _USED.search("".join(found[field])):
                part.one_of(field, closed)
    return found


def _group(part: Part) -> dict[str, tuple[str, ...]]:
    return {field: part.texts(field) for field in GROUP_FIELDS if part.holds(field)}


def _refuse_unknown_columns(made: TableMap, where: str) -> None:
    for number in made.numbers:
        templates = [*number.claim.values(), *number.group.values()]
        used = {
            column
            for template in templates
            for words in template
            for some in _USED.findall(words)
            for column in some.split("|")
        }
        for column in sorted({number.column, *number.when} | used):
            if column not in made.columns:
                raise FileError(
                    f"{where}: {column!r} is not among its columns; there is "
                    f"{', '.join(made.columns)}"
                )
