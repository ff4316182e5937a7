"""Scenarios: named changes to what a forecast is given, each with a sentence why.

A key that is not known is an error that names the nearest ones. A scenario may hold what a forecast
never takes by itself: what is only feared, planned or promised, and events after its day.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import TypeVar

import attrs

from panah.domain.quantity import Interval
from panah.forecast.driving import Mode
from panah.forecast.scenario_table import Table

__all__ = [
    "After",
    "ByConflict",
    "Delay",
    "Homeward",
    "Jump",
    "LinkChange",
    "PeopleAdate",
    "PlaceChange",
    "Scenario",
    "Shutting",
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
    """A place that a scenario opens, closes or gives room.

    Parameters
    ----------
    headroom
        Its capacity by the largest number counted there: how many times that.
    """

    place: str
    why: str
    capacity: Interval | None = None
    headroom: Interval | None = None
    opens: date | None = None
    closes: date | None = None


@attrs.frozen(kw_only=True)
class Shutting:
    """Ways that a scenario closes: a link, all links of a place, or a country's borders.

    Parameters
    ----------
    of
        The two ends of a link, or the one place or country.
    permeability
        The chance of getting through; None for what panah assumes of a closed border.
    """

    of: tuple[str, ...]
    start: date
    why: str
    end: date | None = None
    permeability: Interval | None = None


@attrs.frozen(kw_only=True)
class Homeward:
    """People who go home from a place, or from all places of a country, at a rate.

    Parameters
    ----------
    to
        Where they settle.
    rate
        The share of those who came that goes home in a day.
    group
        Of which group; empty for everybody.
    """

    place: str
    to: str
    rate: Interval
    why: str
    start: date | None = None
    end: date | None = None
    group: str = ""


@attrs.frozen(kw_only=True)
class Delay:
    """Mean days from arriving to being registered."""

    days: Interval
    why: str


@attrs.frozen(kw_only=True)
class ByConflict:
    """People who set out a day from each place in conflict, in place of the fitted outflow.

    Parameters
    ----------
    a_day
        People at intensity 1, or their share of the residents where the mode says so.
    """

    mode: Mode
    a_day: Interval
    why: str


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
    closures: tuple[Shutting, ...] = ()
    returns: tuple[Homeward, ...] = ()
    delay: Delay | None = None
    by_conflict: ByConflict | None = None


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
    top = Table(file, "", written, codes)
    top.only(*_TABLES)
    outflow = top.table("outflow", "jump", "people", "conflict")
    conflict = top.table("conflict", "after", "why")
    jump = outflow.table("jump", "date", "factor", "why")
    driven = outflow.table("conflict", "mode", "a_day", "why")
    delay = top.table("registration", "delay", "why")
    after = conflict.word("after", After, After.HOLD)
    if after is not After.HOLD:
        conflict.sentence("why")
    return Scenario(
        name=top.sentence("name"),
        why=top.sentence("why"),
        onsets=tuple(_start(one) for one in top.tables("onset")),
        links=_once(top, "link", [_link(one) for one in top.tables("link")], _ends_of),
        places=_once(top, "place", [_place(one) for one in top.tables("place")], _code_of),
        people=tuple(_people(one) for one in outflow.tables("people")),
        jump=_jump(jump) if jump.values else None,
        after=after,
        closures=tuple(_shutting(one) for one in top.tables("closure")),
        returns=tuple(_homeward(one) for one in top.tables("return")),
        delay=_delay(delay) if delay.values else None,
        by_conflict=_by_conflict(driven) if driven.values else None,
    )


_TABLES = (
    *("name", "why", "onset", "link", "place", "closure", "return"),
    *("outflow", "conflict", "registration"),
)


def _ends_of(one: LinkChange) -> Hashable:
    return frozenset({one.start, one.end})


def _code_of(one: PlaceChange) -> Hashable:
    return one.place


Change = TypeVar("Change", LinkChange, PlaceChange)


def _once(
    top: Table, table: str, found: Sequence[Change], of: Callable[[Change], Hashable]
) -> tuple[Change, ...]:
    """Refuse two changes of one thing: nobody could say which holds."""
    seen: dict[Hashable, int] = {}
    for number, one in enumerate(found, start=1):
        if of(one) in seen:
            what = f"changes what {table} {seen[of(one)]} changes already; put them together"
            raise top.wrong(f"{table} {number}", what)
        seen[of(one)] = number
    return tuple(found)


def _start(one: Table) -> Start:
    one.only("place", "date", "intensity", "until", "why")
    on = one.day("date")
    return Start(
        place=one.code("place"),
        on=on,
        intensity=one.number("intensity", 1.0, low=0.0, high=1.0),
        until=one.span("date", "until")[1],
        why=one.sentence("why"),
    )


def _link(one: Table) -> LinkChange:
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
        opens=one.span("opens", "closes")[0],
        closes=one.maybe_day("closes"),
        permeability=one.number("permeability", -1.0, low=0.0, high=1.0)
        if "permeability" in one.values
        else None,
        why=one.sentence("why"),
    )


def _place(one: Table) -> PlaceChange:
    one.only("code", "capacity", "headroom", "opens", "closes", "why")
    capacity, headroom = one.interval("capacity"), one.interval("headroom")
    if capacity is not None and headroom is not None:
        raise one.wrong("headroom", "says its room a second time; leave it or capacity out")
    if headroom is not None and headroom.lo < 1:
        raise one.wrong("headroom", "must be 1 or more: as many have been counted there")
    opens, closes = one.span("opens", "closes")
    return PlaceChange(
        place=one.code("code"),
        capacity=capacity,
        headroom=headroom,
        opens=opens,
        closes=closes,
        why=one.sentence("why"),
    )


def _shutting(one: Table) -> Shutting:
    one.only("country", "place", "from", "to", "start", "end", "permeability", "why")
    ends = ("from", "to") if {"from", "to"} & one.values.keys() else ()
    given = [*ends, *(key for key in ("country", "place") if key in one.values)]
    if given not in (["from", "to"], ["country"], ["place"]):
        raise one.wrong("from", "and to, or country, or place must say what is closed, one of them")
    start, end = one.day("start"), one.span("start", "end")[1]
    return Shutting(
        of=tuple(one.code(key) for key in given),
        start=start,
        end=end,
        permeability=one.share("permeability"),
        why=one.sentence("why"),
    )


def _homeward(one: Table) -> Homeward:
    one.only("place", "to", "rate", "start", "end", "group", "why")
    rate = one.share("rate")
    if rate is None:
        raise one.wrong("rate", "is missing; give the share of people a day, such as 0.002")
    start, end = one.span("start", "end")
    return Homeward(
        place=one.code("place"),
        to=one.code("to"),
        rate=rate,
        start=start,
        end=end,
        group=one.sentence("group") if "group" in one.values else "",
        why=one.sentence("why"),
    )


def _delay(one: Table) -> Delay:
    days = one.interval("delay")
    if days is None:
        raise one.wrong("delay", "is missing; give mean days, such as [3, 14]")
    return Delay(days=days, why=one.sentence("why"))


def _by_conflict(one: Table) -> ByConflict:
    mode = one.word("mode", Mode, Mode.CONSTANT)
    a_day = one.share("a_day") if mode is Mode.POP_RATIO else one.interval("a_day")
    if a_day is None:
        raise one.wrong("a_day", "is missing; give [low, high] people a day, or their share")
    return ByConflict(mode=mode, a_day=a_day, why=one.sentence("why"))


def _people(one: Table) -> PeopleAdate:
    one.only("place", "start", "end", "a_day", "why")
    a_day = one.interval("a_day")
    if a_day is None:
        raise one.wrong("a_day", "is missing; give [low, high] people a day")
    one.span("start", "end")
    return PeopleAdate(
        place=one.code("place"),
        start=one.day("start"),
        end=one.day("end"),
        a_day=a_day,
        why=one.sentence("why"),
    )


def _jump(one: Table) -> Jump:
    factor = one.interval("factor")
    if factor is None or factor.lo <= 0:
        raise one.wrong("factor", "must be [low, high], above 0")
    return Jump(on=one.day("date"), factor=factor, why=one.sentence("why"))
