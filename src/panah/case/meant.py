"""What is handed to a case from Python, held against what it can be meant as.

A wrong kind of thing is refused where it comes in, with the words that would be right: never deep
in an engine.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from panah.case.about import About
from panah.domain.entry import Entry
from panah.domain.report import Sensitivity
from panah.domain.situation import Situation
from panah.errors import InputError

if TYPE_CHECKING:
    from panah.case.reading import Readings
    from panah.domain.outlook import CaseForecast
    from panah.domain.plan import Plan
    from panah.domain.plan_policy import Policy

__all__ = [
    "a_day",
    "a_file",
    "a_forecast",
    "a_level",
    "a_moment",
    "a_plan",
    "a_policy",
    "a_situation",
    "a_text",
    "a_who",
    "an_about",
    "entries",
    "files",
    "readings",
    "texts",
    "whole",
]

_Kind = TypeVar("_Kind")


def _of(kind: type[_Kind], value: object, what: str, right: str) -> _Kind:
    if not isinstance(value, kind):
        raise InputError(f"{what} is {_shown(value)}; {right}")
    return value


def _shown(value: object) -> str:
    """Show a value and its kind in one line, as long as a message may be."""
    written = repr(value)
    kind = type(value).__name__
    return f"{written} ({kind})" if len(written) < _LONG else f"of the kind {kind}"


_LONG = 80
"""Assumed: signs of a value that a message shows; a longer one is named by its kind."""


def a_day(value: object, what: str) -> date:
    """Give a day of the world.

    Raises
    ------
    InputError
        If it is none; a moment is no day.
    """
    if isinstance(value, datetime):
        raise InputError(f"{what} is a moment, {value}; give its day: {what}=moment.date()")
    return _of(date, value, what, "give a day as date(2021, 8, 16)")


def a_moment(value: object, what: str) -> datetime | None:
    """Give a moment with its zone; None stays None.

    Raises
    ------
    InputError
        If it is none, or has no zone.
    """
    if value is None:
        return None
    right = "give a moment as datetime(2021, 8, 16, 12, tzinfo=UTC)"
    moment = _of(datetime, value, what, right)
    if moment.tzinfo is None:
        raise InputError(f"{what} is {moment}, which has no zone; {right}")
    return moment


def a_text(value: object, what: str, right: str) -> str:
    """Give a text.

    Raises
    ------
    InputError
        If it is none.
    """
    return _of(str, value, what, right)


def texts(values: object, what: str, right: str) -> tuple[str, ...]:
    """Give some texts, none of them empty.

    Raises
    ------
    InputError
        If they are no list of such.
    """
    some = values if isinstance(values, list | tuple) else ()
    if not some or not all(isinstance(one, str) and one for one in some):
        raise InputError(f"{what} is {_shown(values)}; {right}")
    return tuple(some)


def a_who(value: object) -> str:
    """Give who acts, as entries name it: a name alone is a user's.

    Raises
    ------
    InputError
        If nobody is named.
    """
    right = "write who does it, as by='mina'"
    who = a_text(value, "by", right).strip()
    if not who:
        raise InputError(f"by is an empty name; {right}")
    return who if ":" in who else f"user:{who}"


def an_about(value: object) -> About:
    """Give what is told of reports; None tells nothing.

    Raises
    ------
    InputError
        If it is something else.
    """
    right = 'write panah.case.About(published="2021-08-16", publisher="…")'
    return About() if value is None else _of(About, value, "about", right)


def entries(values: object) -> Iterator[Entry]:
    """Give entries one by one.

    Raises
    ------
    InputError
        If one of them is none, or they are no list.
    """
    right = "give a list of entries, as case.hand(by).entry(…) makes them"
    if not isinstance(values, Iterable):
        raise InputError(f"what to append is {_shown(values)}; {right}")
    for value in values:
        yield _of(Entry, value, "an entry", right)


def a_level(value: object) -> Sensitivity:
    """Give how sensitive what is shown may be.

    Raises
    ------
    InputError
        If there is no such level.
    """
    if not isinstance(value, str) or value not in list(Sensitivity):
        raise InputError(f"level is {value!r}; there is {', '.join(Sensitivity)}")
    return Sensitivity(value)


def a_situation(value: object, verb: str) -> Situation:
    """Give what stood on a day.

    Parameters
    ----------
    verb
        What is asked of the case, as its method is called.

    Raises
    ------
    InputError
        If it is something else, such as the day itself.
    """
    right = f"write case.{verb}(case.situation(date(2021, 8, 16)))"
    return _of(Situation, value, "situation", right)


def a_forecast(value: object) -> "CaseForecast | None":
    """Give who is forecast to come; None stays None.

    Raises
    ------
    InputError
        If it is something else.
    """
    from panah.domain.outlook import CaseForecast  # noqa: PLC0415  (numpy loads on use)

    right = "write case.forecast(situation, days=60, seed=1), or None for none"
    return None if value is None else _of(CaseForecast, value, "forecast", right)


def readings(value: object) -> "Readings":
    """Give what was read.

    Raises
    ------
    InputError
        If it is something else, such as the name of a report.
    """
    from panah.case.reading import Readings  # noqa: PLC0415  (loads when reports are read)

    return _of(Readings, value, "readings", 'write case.record(case.read("report.txt"), by=…)')


def a_policy(value: object) -> "Policy | None":
    """Give the choices of a plan; None stays None.

    Raises
    ------
    InputError
        If it is something else.
    """
    from panah.domain.plan_policy import Policy  # noqa: PLC0415  (loads when somebody plans)

    right = "write panah.domain.plan_policy.Policy(order=Order.STRICT), or None for the default"
    return None if value is None else _of(Policy, value, "rules", right)


def a_plan(value: object, verb: str) -> "Plan":
    """Give a plan.

    Raises
    ------
    InputError
        If it is something else.
    """
    from panah.domain.plan import Plan  # noqa: PLC0415  (loads when somebody plans)

    return _of(Plan, value, "plan", f"write case.{verb}(case.plan(situation))")


def a_file(value: object, what: str) -> Path | None:
    """Give where a file lies; None stays None.

    Raises
    ------
    InputError
        If it is no path.
    """
    return None if value is None else files([value], what)[0]


def files(values: Iterable[object], what: str) -> list[Path]:
    """Give where files lie.

    Raises
    ------
    InputError
        If one of them is no path, or an empty one.
    """
    right = "give the path of a file, as text or as a Path"
    for value in values:
        if not isinstance(value, str | PathLike) or not fspath(value):
            raise InputError(f"{what} is {_shown(value)}; {right}")
    return [Path(value) for value in values]  # type: ignore[arg-type]


def whole(value: object, what: str, ends: tuple[int, int]) -> int:
    """Give a whole number between two ends.

    Raises
    ------
    InputError
        If it is none, or beyond the ends.
    """
    least, most = ends
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise InputError(f"{what} is {_shown(value)}; a whole number from {least:,} to {most:,}")
    return value
