"""Numbers that nobody reported for this crisis: parameters with range, unit and source.

A file of parameters is TOML. A table that has a ``value`` or ``by_day`` is a parameter, and its
path is its key: ``[hub.stay]`` is ``hub.stay``. A source that begins with ``assumed:`` says why the
number was assumed; it is marked wherever it shows. ``value`` is one number; ``by_day`` has steps, a
number from a day on.
"""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from importlib.resources import files

import attrs

from panah.domain.when import When
from panah.errors import DateError, PlanError

__all__ = ["Parameter", "date_of", "parameters", "shipped", "source_of", "split"]

_KEYS = ("value", "by_day", "unit", "range", "source", "date", "note")
_ASSUMED = "assumed:"


@attrs.frozen(kw_only=True)
class Parameter:
    """A number with what it rests on.

    Parameters
    ----------
    steps
        (day from which it holds, number); the day of the first is None where it always held.
    low, high
        The range in which it is thought to lie.
    source
        Where it stands, or ``assumed:`` and why.
    date
        When it was so or was published; empty where the source says.
    said
        What it says where it says no number.
    """

    key: str
    steps: tuple[tuple[date | None, float], ...]
    unit: str
    low: float | None = None
    high: float | None = None
    source: str
    date: str = ""
    note: str = ""
    said: str = ""

    @property
    def value(self) -> float:
        """The number that holds last."""
        return self.steps[-1][1]

    @property
    def assumed(self) -> bool:
        """Whether no source gives it."""
        return self.source.startswith(_ASSUMED)

    @property
    def told(self) -> str:
        """The number with unit, range, source and day, in one line."""
        numbers = [
            _plain(number) if day is None else f"{_plain(number)} from {day} on"
            for day, number in self.steps
        ]
        ends = ""
        if self.low is not None and self.high is not None and self.low < self.high:
            ends = f" (range {_plain(self.low)} to {_plain(self.high)})"
        dated = f" ({self.date})" if self.date else ""
        unit = self.unit.replace("days", "day", 1) if numbers == ["1"] else self.unit
        number = self.said or f"{', '.join(numbers)} {unit}{ends}"
        said = f"{number}: {self.source}{dated}"
        return " ".join(f"{said}. {self.note}".split()) if self.note else " ".join(said.split())


def _plain(number: float) -> str:
    """Give a number as people write it: no exponent, no zeros at its end."""
    return f"{number:,.6f}".rstrip("0").rstrip(".")


def shipped(name: str) -> dict[str, Parameter]:
    """Give panah's own parameters of that name."""
    file = files("panah.plan") / "data" / f"{name}.toml"
    return parameters(file.read_text(encoding="utf-8"), f"{name}.toml")


def parameters(
    text: str, name: str, defaults: Mapping[str, Parameter] | None = None
) -> dict[str, Parameter]:
    """Read a file of parameters.

    Parameters
    ----------
    defaults
        What holds where the file says nothing; with it, a key that is not among them is an error.

    Raises
    ------
    PlanError
        If it is not TOML, or a parameter is not known, has no source, or lies outside its range;
        names file and key.
    """
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PlanError(f"{name} is not TOML: {error}") from error
    own, words = split(written, name)
    if words:
        where, said = next(iter(words.items()))
        raise PlanError(
            f"{name}: {where or 'the file'} sets {next(iter(said))}, which is no parameter; a "
            f"parameter is a table with value, unit and source"
        )
    if defaults is None:
        return own
    for key in own:
        if key not in defaults:
            raise PlanError(
                f"{name} sets {key}, which no plan reads; it reads {', '.join(sorted(defaults))}"
            )
    return {**defaults, **own}


def split(
    written: Mapping[str, object], name: str
) -> tuple[dict[str, Parameter], dict[str, dict[str, object]]]:
    """Give the parameters of a file by key, and what else its tables say, by their path."""
    numbers: dict[str, Parameter] = {}
    words: dict[str, dict[str, object]] = {}
    for path, table in _tables(written, ()):
        key = ".".join(path)
        if table.keys() & {"value", "by_day"}:
            numbers[key] = _parameter(key, table, name)
        elif plain := {one: held for one, held in table.items() if not isinstance(held, dict)}:
            words[key] = plain
    return numbers, words


def _tables(
    table: Mapping[str, object], path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Mapping[str, object]]]:
    yield path, table
    for key, held in table.items():
        if isinstance(held, dict) and key != "by_day":
            yield from _tables(held, (*path, key))


def _parameter(key: str, table: Mapping[str, object], name: str) -> Parameter:
    where = f"{name}: {key}"
    if unknown := [one for one in table if one not in _KEYS]:
        raise PlanError(f"{where} has {unknown[0]}; a parameter has {', '.join(_KEYS)}")
    unit = table.get("unit")
    if not isinstance(unit, str):
        raise PlanError(f"{where} has no unit; say what it counts, as in seats a day")
    low, high = _range(table.get("range"), where)
    steps = _steps(table, where)
    for _, number in steps:
        if (low is not None and number < low) or (high is not None and number > high):
            raise PlanError(f"{where} is {number:g}, outside its own range {low:g} to {high:g}")
    return Parameter(
        key=key,
        steps=steps,
        unit=unit,
        low=low,
        high=high,
        source=source_of(table, where),
        date=date_of(table, where),
        note=_note(table, where),
    )


def source_of(table: Mapping[str, object], where: str) -> str:
    """Give the source that a table names, which says why where it was assumed.

    Raises
    ------
    PlanError
        If there is none, or it is assumed without a reason.
    """
    source = table.get("source")
    if not isinstance(source, str) or not any(map(str.isalnum, source)):
        raise PlanError(f'{where} has no source; say where it stands, or "assumed: why"')
    head, colon, why = source.strip().partition(":")
    if not head.casefold().startswith("assum"):
        return source.strip()
    if head.casefold().strip() != "assumed" or not colon or not why.strip():
        raise PlanError(
            f'{where} has the source {source!r}, which gives no reason; write "assumed: why"'
        )
    return f"{_ASSUMED} {why.strip()}"


def date_of(table: Mapping[str, object], where: str) -> str:
    """Give the day of a source as the table has it; empty for none.

    Raises
    ------
    PlanError
        If it is no date.
    """
    written = table.get("date")
    if written is None:
        return ""
    if isinstance(written, date) and not isinstance(written, datetime):
        return written.isoformat()
    if isinstance(written, str):
        try:
            return str(When.parse(written))
        except DateError:
            pass
    raise PlanError(f"{where} has the date {written!r}; write it as 2021-08-16 or 2021-08")


def _note(table: Mapping[str, object], where: str) -> str:
    note = table.get("note", "")
    if not isinstance(note, str):
        raise PlanError(f"{where} has the note {note!r}; write it as text")
    return note


def _steps(table: Mapping[str, object], where: str) -> tuple[tuple[date | None, float], ...]:
    by_day = table.get("by_day")
    if by_day is None:
        return ((None, _number(table["value"], where)),)
    if "value" in table or not isinstance(by_day, dict) or not by_day:
        raise PlanError(f"{where} has a value or steps by_day, one of the two")
    days = {}
    for day, number in by_day.items():
        try:
            days[date.fromisoformat(day)] = number
        except ValueError:
            raise PlanError(
                f"{where} has a step on {day}, which is no day; write it as 2021-08-16"
            ) from None
    return tuple((day, _number(days[day], where)) for day in sorted(days))


def _range(written: object, where: str) -> tuple[float | None, float | None]:
    if written is None:
        return None, None
    if not isinstance(written, list) or len(written) != 2:
        raise PlanError(f"{where} has the range {written!r}; a range is [least, most]")
    low, high = (_number(one, where) for one in written)
    if low > high:
        raise PlanError(f"{where} has a range from {low:g} to {high:g}; swap them")
    return low, high


def _number(written: object, where: str) -> float:
    if isinstance(written, bool) or not isinstance(written, int | float) or written != written:  # noqa: PLR0124
        raise PlanError(f"{where}: {written!r} is not a number")
    if not 0 <= written <= _MOST:
        raise PlanError(f"{where} is {written:g}; a number of a plan is from 0 to {_MOST:,.0f}")
    return float(written)


_MOST = 1e9
"""assumed: an eighth of mankind; above it a number is a slip, and a solver loses digits."""
