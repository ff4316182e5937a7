"""Moments as people type them, turned into moments of the case's time zone.

A date alone means the whole day: as the end of what is looked at it is the day's last moment, as
the moment of an act it is some time on that day. Whose day it is, the case's time zone says.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from panah.domain.claim import Claim
from panah.domain.entry import Kept
from panah.errors import DateError

__all__ = ["TICK", "acted", "day", "end_of", "in_zone", "last_of", "said_by", "told_by", "written"]

TICK = timedelta(microseconds=1)
"""How much later than the last entry an act of the same day is put, so that it decides over it."""


SKEW = timedelta(days=1)
"""How far another machine's clock may run ahead. Assumed: a wrong time zone, and no wrong year."""


def said_by(claim: Claim, today: date) -> None:
    """Take a claim that somebody can have made by today.

    Raises
    ------
    DateError
        If it is dated as said on a day to come.
    """
    if claim.said and claim.said.earliest and claim.said.earliest > today + SKEW:
        raise DateError(
            f"{claim.name} is dated as said {claim.said}, which lies in the future; nobody has "
            f"said it yet: give the day it was said, or leave it out"
        )


def told_by(kept: Iterable[Kept], now: datetime, where: str) -> Iterator[Kept]:
    """Give the entries of another ledger, and stop at one that lies in the future.

    Raises
    ------
    DateError
        If one does: its decisions would overturn every one that is made here.
    """
    for one in kept:
        if max(one.received, one.entry.at) > now + SKEW:
            moment = max(one.received, one.entry.at)
            raise DateError(
                f"{where}, entry {one.seq}: dated {moment:%Y-%m-%d}, which lies in the future; "
                f"set the clock of the machine that wrote it right, and record it there again"
            )
        yield one


def day(text: str) -> date:
    """Read a day.

    Raises
    ------
    DateError
        If it is not written as 2021-08-16.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise DateError(f"{text!r} is not a day; write it as 2021-08-16") from error


def end_of(text: str, zone: tzinfo = UTC) -> datetime:
    """Read a moment up to which something is looked at; a date means its last moment in a zone."""
    return in_zone(written(text), zone)


def last_of(day: date, zone: tzinfo) -> datetime:
    """Give the last moment of a day in a zone."""
    return in_zone(_last(day), zone)


def written(text: str) -> datetime:
    """Read a moment as it is written, without a zone where none is; a date means its last moment.

    Raises
    ------
    DateError
        If it is neither a moment nor a day.
    """
    moment, is_day = _moment(text)
    return _last(moment.date()) if is_day else moment


def in_zone(moment: datetime, zone: tzinfo) -> datetime:
    """Give a moment in a zone; one without a zone was written there."""
    try:
        there = moment if moment.tzinfo else moment.replace(tzinfo=zone)
        return there.astimezone(UTC).astimezone(zone)
    except OverflowError as error:
        raise DateError(
            f"{moment.isoformat()} in {zone} lies outside the years 1 to 9999; write one inside"
        ) from error


def _last(day: date) -> datetime:
    """Give the last moment of a day; where a clock is put back at midnight, the later one."""
    return datetime.combine(day, time.max.replace(fold=1))


def acted(text: str, *, last: datetime | None, now: datetime, zone: tzinfo = UTC) -> datetime:
    """Read the moment an act is put at, in UTC.

    Parameters
    ----------
    last
        When the ledger received its last entry; nothing is put before it.
    now
        Nothing is put after it.
    zone
        Where a day, or a moment without a zone, was written.

    Raises
    ------
    DateError
        If it lies before the last entry or in the future.
    """
    read, is_day = _moment(text)
    moment = in_zone(read, zone).astimezone(UTC)
    if is_day and last and last.astimezone(zone).date() == read.date():
        moment = max(moment, last + TICK)
    if last and moment < last:
        raise DateError(
            f"{text} lies before the ledger's last entry ({last.isoformat()}); "
            f"a ledger only grows forward: give that moment or a later one"
        )
    if moment > now:
        raise DateError(
            f"{text} lies in the future; an entry says when something was learned, so give a "
            f"moment up to now"
        )
    return moment


def _moment(text: str) -> tuple[datetime, bool]:
    """Give a moment, with its zone if one is written, and whether only a day was written."""
    try:
        return datetime.combine(date.fromisoformat(text), time.min), True
    except (ValueError, TypeError):
        pass
    try:
        return datetime.fromisoformat(text), False
    except (ValueError, TypeError) as error:
        raise DateError(
            f"{text!r} is not a moment; write 2021-08-16 or 2021-08-16T09:30:00Z"
        ) from error
