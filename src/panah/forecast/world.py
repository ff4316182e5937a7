"""A situation, a map and a scenario made into the world that a forecast runs.

The run begins 30 days before the day of the forecast, or at the last known count if that is
earlier, so that people who set out already are on their way on its first day; those days are cut
off afterwards. What a scenario changes comes last and overrules the situation.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import attrs

from panah.domain.figure import Origin
from panah.domain.forecast import Closed, Closure, World
from panah.domain.geography import Connection, Ground, PlaceKind, Post, Travel
from panah.domain.place import Places
from panah.domain.quantity import Interval
from panah.domain.situation import Situation
from panah.errors import InputError
from panah.forecast.chart import Chart, chart
from panah.forecast.counts import counted, share_abroad
from panah.forecast.groups import told_apart
from panah.forecast.history import history
from panah.forecast.lines import capacity_triggers, read_lines
from panah.forecast.moves import BEYOND
from panah.forecast.playing import changed, play
from panah.forecast.scenario import Scenario
from panah.forecast.scene import Door, Found, Room, Seats, worded

__all__ = ["SPIN_UP", "CaseWorld", "case_world"]

SPIN_UP, LONGEST_SPIN_UP = 30, 120
"""Days that are run before the first day of a forecast, at least and at most (assumed: longer than
any journey; a count that is older says little)."""


@attrs.frozen(kw_only=True)
class CaseWorld:
    """The world of a case, with all that differs between members as intervals.

    Parameters
    ----------
    world, spin_up
        Its day 0 lies so many days before the first day of the forecast.
    abroad
        The share of the newly displaced who leave the country, as last counted.
    days
        How many days the forecast reaches.
    found
        What the situation said, with what a scenario changed.
    cited
        The labels of claims by id.
    """

    world: World
    spin_up: int
    abroad: float
    chart: Chart
    as_of: date
    days: int
    found: Found
    scenario: Scenario | None
    cited: Mapping[str, str]

    def day(self, on: date) -> int:
        """Give the number of a day of the world."""
        return (on - self.world.start).days


def case_world(
    situation: Situation,
    ground: Ground,
    places: Places,
    *,
    home: str,
    days: int,
    scenario: Scenario | None = None,
) -> CaseWorld:
    """Make the world of a case.

    Parameters
    ----------
    home
        ISO 3166-1 alpha-3 of the country people flee.

    Raises
    ------
    InputError
        If the case has no map, or fewer than 1 day is asked for.
    """
    if not ground.posts:
        raise InputError(
            "the case has no map: a forecast needs places with a kind in geography/places.csv and "
            "links between them in geography/links.csv"
        )
    if not 1 <= days <= 730:
        raise InputError(f"a forecast reaches from 1 to 730 days, not {days}")
    as_of = situation.view.as_of
    ground = changed(ground, scenario)
    drawn = chart(ground, home, places)
    found = read_lines(situation, drawn)
    found.inputs[:0] = drawn.inputs
    counted(ground, drawn, situation, found)
    _given(ground, drawn, found)
    _sized(drawn, found)
    if scenario is not None:
        play(scenario, drawn, found)
        _outside(scenario, drawn, found, as_of=as_of, days=days)
    spin_up = _spin_up(found, as_of, home)
    world = _world(drawn, found, as_of + timedelta(days=1 - spin_up), spin_up + days)
    share = share_abroad(found, home)
    _unknown(drawn, found, as_of)
    return CaseWorld(
        world=world,
        spin_up=spin_up,
        abroad=share,
        chart=drawn,
        as_of=as_of,
        days=days,
        found=found,
        scenario=scenario,
        cited={key: one.claim.name for key, one in situation.standing.items()},
    )


def _spin_up(found: Found, as_of: date, home: str) -> int:
    past = history(found.observations, home)
    since = SPIN_UP if past is None else (as_of - past.until).days + 1
    return min(max(SPIN_UP, since), LONGEST_SPIN_UP)


def _given(ground: Ground, drawn: Chart, found: Found) -> None:
    """Take capacities, seats and chances of getting through that the map itself gives."""
    for post in ground.posts:
        rests = post.origin
        if post.capacity is not None:
            amount = Interval(post.capacity, post.capacity)
            found.rooms.append(Room(place=post.code, amount=amount, since=post.opens, origin=rests))
            found.triggers.extend(capacity_triggers(post.code, amount, rests))
        elif post.kind is PlaceKind.CAMP and post.opens is not None:
            found.rooms.append(Room(place=post.code, amount=None, since=post.opens, origin=rests))
    for number, one in enumerate(drawn.connections):
        rests = one.origin
        ends = f"{one.start} to {one.end}"
        if one.seats is not None:
            amount = Interval(*one.seats)
            found.seats.append(
                Seats(link=number, amount=amount, since=one.opens, until=one.closes, origin=rests)
            )
            found.give(ends, "seats a day", worded(amount), rests)
        if one.permeability is not None:
            found.doors.append(
                Door(links=(number,), chance=(one.permeability,), since=None, origin=rests)
            )
            found.give(ends, "border", f"{one.permeability:g} get through", rests)


def _sized(drawn: Chart, found: Found) -> None:
    """Let the largest number counted at a camp stand for its size where nobody stated one.

    A size is not a limit: each future draws how far it is from one.
    """
    stated = {room.place for room in found.rooms if room.amount is not None}
    for post in drawn.posts:
        counted = [one.amount.lo for one in found.known_at(post.code)]
        if post.kind is not PlaceKind.CAMP or post.code in stated or not counted:
            continue
        most = max(counted)
        rests = Origin(
            file=found.known_at(post.code)[-1].origin.file,
            assumption="movement.headroom",
            text="each future draws how far the largest number counted is from the limit",
        )
        found.rooms[:] = [room for room in found.rooms if room.place != post.code]
        found.rooms.append(
            Room(
                place=post.code,
                amount=Interval(most, most),
                since=post.opens,
                is_size=True,
                origin=rests,
            )
        )
        found.give(post.code, "size", f"{most:,.0f} counted at most", rests)


def _world(drawn: Chart, found: Found, start: date, days: int) -> World:
    def day(on: date | None, late: int = 0) -> int | None:
        return None if on is None else max(0, (on - start).days + late)

    opened = _openings(drawn, found)
    flying = {one.link for one in found.seats}
    links = []
    for number, (one, link) in enumerate(zip(drawn.connections, drawn.links, strict=True)):
        posts = [opened[end] for end in (one.start, one.end)]
        opens, closes = _span(one, posts, [s for s in found.seats if s.link == number])
        there = all(post is not None for post in posts) and (
            one.mode is not Travel.AIR or number in flying
        )
        links.append(
            attrs.evolve(
                link,
                opens=day(opens) if there else days + 1,
                closes=day(closes, 1) if there else None,
                seats_per_day=(0,) if number in flying else None,
            )
        )
    return World(
        start=start,
        days=days,
        home=drawn.home,
        spots=drawn.spots,
        links=tuple(links),
        closures=tuple(_closures(drawn, found, start, days)),
        attributes=told_apart(drawn.shares),
    )


_Open = tuple[date | None, date | None]


def _openings(drawn: Chart, found: Found) -> dict[str, _Open | None]:
    """Give when each place can be reached; None for a camp that nothing says is there."""
    rooms: dict[str, Room] = {room.place: room for room in found.rooms}
    flying = [drawn.connections[one.link] for one in found.seats]
    opened: dict[str, _Open | None] = {}
    for post in drawn.posts:
        opened[post.code] = (post.opens, post.closes)
        if post.kind is PlaceKind.CAMP:
            room = rooms.get(post.code)
            opened[post.code] = None if room is None else (room.since or post.opens, post.closes)
        if post.kind is PlaceKind.AIRPORT and not _is_served(post, flying):
            opened[post.code] = None
    return opened


def _is_served(post: Post, flying: list[Connection]) -> bool:
    return any(post.code in {one.start, one.end} for one in flying)


def _span(one: Connection, posts: list[_Open | None], seats: list[Seats]) -> _Open:
    """Give the first and last day of a link: within those of its ends and of its seats."""
    known = [post for post in posts if post is not None]
    flown = [(seat.since, seat.until) for seat in seats] if one.mode is Travel.AIR else []
    first = min((since for since, _ in flown if since), default=None)
    last = max((until for _, until in flown if until), default=None)
    opens = [on for on in (one.opens, first, *(since for since, _ in known)) if on]
    closes = [on for on in (one.closes, last, *(until for _, until in known)) if on]
    return max(opens, default=None), min(closes, default=None)


def _closures(drawn: Chart, found: Found, start: date, days: int) -> Iterator[Closure]:
    """Give each closed link from its first day to its last; the chance to pass is the member's."""
    for door in found.doors:
        first = 0 if door.since is None else max(0, (door.since - start).days)
        last = -1 if door.until is None else (door.until - start).days + 1
        for link in door.links:
            if first < days:
                ends = drawn.links[link].ends
                yield Closure(closes=Closed.LINK, names=ends, start=first, end=last)


def _is_silent(post: Post, drawn: Chart, found: Found) -> bool:
    """Tell whether nobody said how the border of a country stands."""
    links = drawn.borders(post.code, drawn.home)
    told = {link for door in found.doors for link in door.links}
    spoken = {one.of for one in found.inputs if one.what == "border"}
    return bool(links) and not told & set(links) and post.code not in spoken and post.code != BEYOND


def _outside(scenario: Scenario, drawn: Chart, found: Found, *, as_of: date, days: int) -> None:
    """Name what a scenario has on days only that the forecast does not reach."""
    names = {post.code: f" in {post.name}" for post in drawn.posts}
    spans = [("conflict", one.place, one.on, one.until) for one in scenario.onsets]
    spans += [("people who set out", one.place, one.start, one.end) for one in scenario.people]
    if scenario.jump is not None:
        spans.append(("the change of outflow", "", scenario.jump.on, None))
    last = as_of + timedelta(days=days)
    found.unknown += [
        f"what comes of {what}{names.get(place, '')} on {start} in the scenario: the forecast is "
        f"of {as_of + timedelta(days=1)} to {last}"
        for what, place, start, end in spans
        if start > last or (end is not None and end <= as_of)
    ]


def _unknown(drawn: Chart, found: Found, as_of: date) -> None:
    """List what the model does not know, beside what the lines left open."""
    told = {one.place for one in found.rooms if one.amount is not None}
    untold = [
        post.name
        for post in drawn.posts
        if post.kind is PlaceKind.COUNTRY and post.code not in {*told, drawn.home, BEYOND}
    ]
    if untold:
        found.unknown.append(
            f"how many people {', '.join(untold)} can hold: no capacity was stated"
        )
    silent = [post.name for post in drawn.posts if _is_silent(post, drawn, found)]
    if silent:
        found.unknown.append(
            f"whether the borders of {', '.join(silent)} let people pass: nobody reported on them, "
            "and they are taken as open"
        )
    found.unknown += [
        (
            f"what happens after {as_of.day} {as_of:%b %Y}: no event later than that is used "
            "unless a scenario has it"
        ),
        "who goes back by choice, is turned back or is deported, beyond what was stated",
        "people who move without being counted anywhere",
    ]
