"""What a situation says that moves people: onsets, closed doors, rooms, seats, counts, thresholds.

Each part keeps what it rests on. Days are dates here; a world counts them from its start.
"""

import re
from collections.abc import Iterable
from datetime import date

import attrs

from panah.domain.claim import Claim
from panah.domain.figure import Origin
from panah.domain.finding import Finding
from panah.domain.outlook import Input, Observation, Trigger, Use
from panah.domain.quantity import Interval

__all__ = ["Door", "Found", "Onset", "Returning", "Room", "Seats", "said_in", "since_of", "worded"]


@attrs.frozen(kw_only=True)
class Onset:
    """Conflict that starts at a place.

    Parameters
    ----------
    first, last
        The days on which it may have started; drawn uniformly.
    among
        Where only the country was named: the places of which each future draws one, by residents.
    intensity
        1 for fighting, less where a place was handed over.
    until
        The last day of it; None for 30 days after the start.
    """

    place: str
    first: date
    last: date
    intensity: float
    origin: Origin
    among: tuple[str, ...] = ()
    until: date | None = None


@attrs.frozen(kw_only=True)
class Door:
    """A border or crossing that lets through only some.

    Parameters
    ----------
    links
        Numbers of the links of the map.
    chance
        Chance of getting through, by link: a mean it is drawn around, or an interval it is in.
    since, until
        First and last day on which it holds; None for the whole run.
    disputed
        Whether sources differ, so that half of the futures have it open.
    """

    links: tuple[int, ...]
    chance: tuple[float | Interval, ...]
    since: date | None
    origin: Origin
    until: date | None = None
    disputed: bool = False


@attrs.frozen(kw_only=True)
class Room:
    """Places for people, from a day on.

    Parameters
    ----------
    amount
        How many; None where nobody stated it, which is no limit.
    is_size
        Whether it is the largest number seen so far, and no limit that anybody stated.
    """

    place: str
    amount: Interval | None
    since: date | None
    origin: Origin
    is_size: bool = False


@attrs.frozen(kw_only=True)
class Seats:
    """People a link carries a day, from one day to another."""

    link: int
    amount: Interval
    since: date | None
    until: date | None
    origin: Origin


@attrs.frozen(kw_only=True)
class Returning:
    """People of a group, or all, who go home from a place at a rate a day, to settle there."""

    place: str
    to: str
    rate: Interval
    since: date | None
    until: date | None
    group: str
    origin: Origin


@attrs.define
class Found:
    """All that was found, as it is gathered."""

    attacks: dict[str, list[Claim]] = attrs.field(factory=dict)
    at_large: dict[str, list[Claim]] = attrs.field(factory=dict)
    onsets: list[Onset] = attrs.field(factory=list)
    doors: list[Door] = attrs.field(factory=list)
    rooms: list[Room] = attrs.field(factory=list)
    seats: list[Seats] = attrs.field(factory=list)
    returns: list[Returning] = attrs.field(factory=list)
    stocks: list[Observation] = attrs.field(factory=list)
    before: dict[str, Observation] = attrs.field(factory=dict)
    observations: list[Observation] = attrs.field(factory=list)
    inside: list[Observation] = attrs.field(factory=list)
    triggers: list[Trigger] = attrs.field(factory=list)
    inputs: list[Input] = attrs.field(factory=list)
    findings: list[Finding] = attrs.field(factory=list)
    unknown: list[str] = attrs.field(factory=list)

    def known_at(self, place: str) -> list[Observation]:
        """Give the counts of people who are at one place that are known, oldest first."""
        known = (
            one
            for one in (*self.observations, *self.stocks)
            if one.use is not Use.SCORE and one.since is None and one.places == (place,)
        )
        return sorted(known, key=lambda one: one.on)

    def give(self, of: str, what: str, value: str, origin: Origin) -> None:
        """Note an input."""
        self.inputs.append(Input(of=of, what=what, value=value, origin=origin))

    def note(self, what: str, on: tuple[str, ...], text: str) -> None:
        """Note something a person should look at."""
        self.findings.append(Finding(what=what, on=on, text=text))


def since_of(claims: Iterable[Claim], keys: tuple[str, ...]) -> date | None:
    """Give the first day on which some of the claims say that a thing was so."""
    days = [
        when.latest
        for claim in claims
        if claim.id in keys and (when := claim.event or claim.said) and when.latest
    ]
    return min(days, default=None)


def said_in(claims: Iterable[Claim], words: re.Pattern[str]) -> bool:
    """Tell whether the words of one of the claims, or its note, hold a pattern."""
    return any(words.search(f"{claim.quote} {claim.note}") for claim in claims)


def worded(amount: Interval) -> str:
    """Write an amount: ``1,574``, ``200 to 999``, ``2,000,001 and more``."""
    if amount.hi is None:
        return f"{amount.lo:,.0f} and more"
    return (
        f"{amount.lo:,.0f}" if amount.lo == amount.hi else f"{amount.lo:,.0f} to {amount.hi:,.0f}"
    )
