"""Scenarios: named changes to what a forecast is given, each with a sentence why.

A key that is not known is an error that names the nearest ones. A scenario may hold what a forecast
never takes by itself: what is only feared, planned or promised, and events after its day.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from enum import StrEnum

import attrs

from panah.domain.quantity import Interval
from panah.errors import FileError

__all__ = [
    "After",
    "Jump",
    "LinkChange",
    "PeopleAdate",
    "PlaceChange",
    "Scenario",
    "Start",
    "read_scenario",
]


class After(StrEnum):
    """What becomes of conflict after the last known day."""

    HOLD = "hold"
    ENDS = "ends"
    SPREADS = "spreads"


@attrs.frozen(kw_only=True)
class Start:
    """Conflict that a scenario lets start."""

    place: str
    on: date
    why: str
    intensity: float = 1.0
    until: date | None = None


@attrs.frozen(kw_only=True)
class LinkChange:
    """A link that a scenario adds or changes."""

    start: str
    end: str
    why: str
    km: float | None = None
    mode: str = "road"
    seats: Interval | None = None
    opens: date | None = None
    closes: date | None = None
    permeability: float | None = None


@attrs.frozen(kw_only=True)
class PlaceChange:
    """A place that a scenario opens, closes or gives room."""

    place: str
    why: str
    capacity: Interval | None = None
    opens: date | None = None
    closes: date | None = None


@attrs.frozen(kw_only=True)
class PeopleAdate:
    """People who set out from a place a day: a planning figure in place of the model's outflow."""

    place: str
    start: date
    end: date
    a_day: Interval
    why: str


@attrs.frozen(kw_only=True)
class Jump:
    """A factor on the outflow from a day on, which decays."""

    on: date
    factor: Interval
    why: str


@attrs.frozen(kw_only=True)
class Scenario:
    """Named changes, each with a sentence why."""

    name: str
    why: str
    onsets: tuple[Start, ...] = ()
    links: tuple[LinkChange, ...] = ()
    places: tuple[PlaceChange, ...] = ()
    people: tuple[PeopleAdate, ...] = ()
    jump: Jump | None = None
    after: After = After.HOLD


def read_scenario(file: str, written: Mapping[str, object], codes: Sequence[str]) -> Scenario:
    """Read a scenario from parsed TOML.

    Parameters
    ----------
    codes
        The places of the case's map.

    Raises
    ------
    FileError
        If a key is unknown, a sentence why is missing, or a value cannot be meant.
    """
    known = ("name", "why", "onset", "link", "place", "outflow", "conflict")
    top = _Table(file, "", written, codes)
    top.only(*known)
    outflow = top.table("outflow", "jump", "people")
    conflict = top.table("conflict", "after", "why")
    jump = outflow.table("jump", "date", "factor", "why")
    after = conflict.word("after", After, After.HOLD)
    if after is not After.HOLD:
        conflict.sentence("why")
    return Scenario(
        name=top.sentence("name"),
        why=top.sentence("why"),
        onsets=tuple(_start(one) for one in top.tables("onset")),
        links=tuple(_link(one) for one in top.tables("link")),
        places=tuple(_place(one) for one in top.tables("place")),
        people=tuple(_people(one) for one in outflow.tables("people")),
        jump=_jump(jump) if jump.values else None,
        after=after,
    )


def _start(one: "_Table") -> Start:
    one.only("place", "date", "intensity", "until", "why")
    return Start(
        place=one.code("place"),
        on=one.day("date"),
        intensity=one.number("intensity", 1.0, low=0.0, high=1.0),
        until=one.maybe_day("until"),
        why=one.sentence("why"),
    )


def _link(one: "_Table") -> LinkChange:
    one.only(
        *("from", "to", "km", "mode", "seats_per_day", "opens", "closes", "permeability", "why")
    )
    start, end = one.code("from"), one.code("to")
    if start == end:
        raise one.wrong("to", f"links {start} to itself")
    return LinkChange(
        start=start,
        end=end,
        km=one.number("km", 0.0, low=0.0, high=20_000.0) or None,
        mode=one.one_of("mode", ("road", "walk", "air", "boat")),
        seats=one.interval("seats_per_day"),
        opens=one.maybe_day("opens"),
        closes=one.maybe_day("closes"),
        permeability=one.number("permeability", -1.0, low=0.0, high=1.0)
        if "permeability" in one.values
        else None,
        why=one.sentence("why"),
    )


def _place(one: "_Table") -> PlaceChange:
    one.only("code", "capacity", "opens", "closes", "why")
    return PlaceChange(
        place=one.code("code"),
        capacity=one.interval("capacity"),
        opens=one.maybe_day("opens"),
        closes=one.maybe_day("closes"),
        why=one.sentence("why"),
    )


def _people(one: "_Table") -> PeopleAdate:
    one.only("place", "start", "end", "a_day", "why")
    a_day = one.interval("a_day")
    if a_day is None:
        raise one.wrong("a_day", "is missing; give [low, high] people a day")
    found = PeopleAdate(
        place=one.code("place"),
        start=one.day("start"),
        end=one.day("end"),
        a_day=a_day,
        why=one.sentence("why"),
    )
    if found.end < found.start:
        raise one.wrong("end", f"is {found.end}, before it starts on {found.start}")
    return found


def _jump(one: "_Table") -> Jump:
    factor = one.interval("factor")
    if factor is None or factor.lo <= 0:
        raise one.wrong("factor", "must be [low, high], above 0")
    return Jump(on=one.day("date"), factor=factor, why=one.sentence("why"))


@attrs.frozen
class _Table:
    """A table of the file, with where it stands."""

    file: str
    path: str
    values: Mapping[str, object]
    codes: Sequence[str]

    def wrong(self, key: str, what: str) -> FileError:
        return FileError(f"{self.file}: {self.path}{key} {what}")

    def only(self, *known: str) -> None:
        for key in self.values:
            if key not in known:
                near = get_close_matches(key, known, 3) or sorted(known)
                raise self.wrong(key, f"is not known; did you mean {', '.join(near)}?")

    def table(self, key: str, *known: str) -> "_Table":
        found = self.values.get(key, {})
        if not isinstance(found, Mapping):
            raise self.wrong(key, "must be a table")
        inner = _Table(self.file, f"{self.path}{key}.", found, self.codes)
        inner.only(*known)
        return inner

    def tables(self, key: str) -> list["_Table"]:
        found = self.values.get(key, [])
        if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
            raise self.wrong(key, f"must be a list of tables, [[{key}]]")
        return [
            _Table(self.file, f"{self.path}{key} {number}: ", one, self.codes)
            for number, one in enumerate(found, start=1)
        ]

    def sentence(self, key: str) -> str:
        found = self.values.get(key)
        if not isinstance(found, str) or not found.strip():
            raise self.wrong(key, "is missing; say it in a sentence")
        return found.strip()

    def code(self, key: str) -> str:
        found = self.sentence(key)
        if found not in self.codes:
            near = get_close_matches(found, self.codes, 3)
            hint = f"; did you mean {', '.join(near)}?" if near else ""
            raise self.wrong(key, f"names {found!r}, which is not on the map{hint}")
        return found

    def one_of(self, key: str, known: Sequence[str]) -> str:
        found = self.values.get(key, known[0])
        if found not in known:
            raise self.wrong(key, f"must be one of {', '.join(known)}, not {found!r}")
        return str(found)

    def word(self, key: str, words: type[After], default: After) -> After:
        return words(self.one_of(key, [default.value, *words]))

    def number(self, key: str, default: float, *, low: float, high: float) -> float:
        found = self.values.get(key, default)
        if isinstance(found, bool) or not isinstance(found, int | float):
            raise self.wrong(key, f"must be a number, not {found!r}")
        if key in self.values and not low <= found <= high:
            raise self.wrong(key, f"must be from {low:g} to {high:g}, not {found}")
        return float(found)

    def interval(self, key: str) -> Interval | None:
        found = self.values.get(key)
        if found is None:
            return None
        ends = list(found) if isinstance(found, list) else [found, found]
        numbers = [
            one for one in ends if isinstance(one, int | float) and not isinstance(one, bool)
        ]
        if len(ends) != 2 or len(numbers) != 2 or not 0 <= numbers[0] <= numbers[1]:
            raise self.wrong(key, f"must be a number or [low, high], not {found!r}")
        return Interval(float(numbers[0]), float(numbers[1]))

    def day(self, key: str) -> date:
        found = self.maybe_day(key)
        if found is None:
            raise self.wrong(key, 'is missing; write a day such as "2021-08-16"')
        return found

    def maybe_day(self, key: str) -> date | None:
        found = self.values.get(key)
        if found is None:
            return None
        if isinstance(found, date) and not isinstance(found, datetime):
            return found
        try:
            return date.fromisoformat(str(found))
        except ValueError as error:
            raise self.wrong(key, f"must be a day such as 2021-08-16, not {found!r}") from error
