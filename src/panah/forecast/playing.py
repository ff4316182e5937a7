"""A scenario played: what it changes, in place of what the situation said of the same thing.

Nothing of the situation is looked at again; whatever a scenario says comes last and overrules.
"""

from collections.abc import Iterator

import attrs

from panah.domain.figure import Origin
from panah.domain.geography import Connection, Ground, PlaceKind, Post, Travel
from panah.domain.quantity import Interval
from panah.errors import InputError
from panah.forecast.access import closed_chance
from panah.forecast.chart import Chart
from panah.forecast.groups import groups_of
from panah.forecast.lines import capacity_triggers
from panah.forecast.scenario import Homeward, PlaceChange, Scenario, Shutting
from panah.forecast.scene import Door, Found, Onset, Returning, Room, Seats, worded

__all__ = ["changed", "play"]


def changed(ground: Ground, scenario: Scenario | None) -> Ground:
    """Give the map with links added or changed, and places opened or closed, by a scenario."""
    if scenario is None:
        return ground
    label = _label(scenario)
    links = list(ground.connections)
    for change in scenario.links:
        ends = {change.start, change.end}
        old = next((one for one in links if {one.start, one.end} == ends), None)
        base = old or Connection(
            start=change.start, end=change.end, mode=Travel(change.mode), where=scenario.name
        )
        new = attrs.evolve(
            base,
            km=change.km or base.km,
            opens=change.opens or base.opens,
            closes=change.closes or base.closes,
            permeability=base.permeability if change.permeability is None else change.permeability,
            where=label,
            source=change.why,
        )
        if old is None:
            links.append(new)
        else:
            links[links.index(old)] = new
    days = {one.place: one for one in scenario.places}
    posts = tuple(
        _dated(post, days[post.code]) if post.code in days else post for post in ground.posts
    )
    return attrs.evolve(ground, posts=posts, connections=tuple(links))


def _dated(post: Post, change: PlaceChange) -> Post:
    return attrs.evolve(post, opens=change.opens or post.opens, closes=change.closes or post.closes)


def _label(scenario: Scenario) -> str:
    return f"scenario “{scenario.name}”"


def play(scenario: Scenario, drawn: Chart, found: Found) -> None:
    """Put in what a scenario changes; it replaces what the situation said of the same thing.

    Raises
    ------
    InputError
        If people are to return to a place abroad, of a group nobody named, or with a room that
        follows from a count nobody made.
    """

    def rests(why: str) -> Origin:
        return Origin(file=_label(scenario), assumption="forecast.scenario", text=why)

    for start in scenario.onsets:
        found.onsets[:] = [one for one in found.onsets if one.place != start.place]
        found.onsets.append(
            Onset(
                place=start.place,
                first=start.on,
                last=start.on,
                intensity=start.intensity,
                until=start.until,
                origin=rests(start.why),
            )
        )
        value = f"{start.on}, intensity {start.intensity:g}"
        found.give(start.place, "onset of conflict", value, rests(start.why))
    for change in scenario.places:
        _play_place(change, drawn, found, rests(change.why))
    _play_links(scenario, drawn, found)
    for shut in scenario.closures:
        _play_closure(shut, drawn, found, rests(shut.why))
    for back in scenario.returns:
        _play_return(back, drawn, found, rests(back.why))
    _play_outflow(scenario, found)


def _play_place(change: PlaceChange, drawn: Chart, found: Found, rests: Origin) -> None:
    post = next(post for post in drawn.posts if post.code == change.place)
    stood = any(room.place == change.place for room in found.rooms)
    says_room = change.capacity is not None or change.headroom is not None
    if says_room or (post.kind is PlaceKind.CAMP and not stood):
        amount = change.capacity
        if change.headroom is not None:
            amount = _grown(change, found)
        found.rooms[:] = [one for one in found.rooms if one.place != change.place]
        found.rooms.append(
            Room(place=change.place, amount=amount, since=change.opens, origin=rests)
        )
        value = "no limit" if amount is None else worded(amount)
        found.give(change.place, "capacity", value, rests)
        if amount is not None:
            found.triggers.extend(capacity_triggers(change.place, amount, rests))
    for what, day in (("opens", change.opens), ("closes", change.closes)):
        if day is not None:
            found.give(change.place, what, str(day), rests)


def _grown(change: PlaceChange, found: Found) -> Interval:
    """Give so many times the largest number counted at a place."""
    counted = [one.amount.lo for one in found.known_at(change.place)]
    if not counted or change.headroom is None:
        raise InputError(
            f"the scenario gives {change.place} a headroom, but nobody counted people there; give "
            "it a capacity"
        )
    times, most = change.headroom, max(counted)
    return Interval(most * times.lo, most * (times.lo if times.hi is None else times.hi))


def _play_links(scenario: Scenario, drawn: Chart, found: Found) -> None:
    for change in scenario.links:
        rests = Origin(file=_label(scenario), assumption="forecast.scenario", text=change.why)
        (link,) = _between(drawn, change.start, change.end)
        name = f"{change.start} to {change.end}"
        if change.seats is not None:
            found.seats[:] = [one for one in found.seats if one.link != link]
            found.seats.append(
                Seats(
                    link=link,
                    amount=change.seats,
                    since=change.opens,
                    until=change.closes,
                    origin=rests,
                )
            )
            found.give(name, "seats a day", worded(change.seats), rests)
        if change.permeability is not None:
            found.doors[:] = [_without(one, {link}) for one in found.doors]
            found.doors.append(
                Door(links=(link,), chance=(change.permeability,), since=None, origin=rests)
            )


def _between(drawn: Chart, start: str, end: str) -> tuple[int, ...]:
    """Give the link between two places that was listed first."""
    ends = {start, end}
    numbers = (n for n, one in enumerate(drawn.connections) if {one.start, one.end} == ends)
    return tuple(numbers)[:1]


def _without(door: Door, links: set[int]) -> Door:
    kept = [
        (one, chance)
        for one, chance in zip(door.links, door.chance, strict=True)
        if one not in links
    ]
    return attrs.evolve(
        door, links=tuple(one for one, _ in kept), chance=tuple(chance for _, chance in kept)
    )


def _play_closure(shut: Shutting, drawn: Chart, found: Found, rests: Origin) -> None:
    links = tuple(_shut(shut, drawn))
    named = " to ".join(shut.of)
    if not links:
        raise InputError(f"the scenario closes {named}, but the map has no such way to close")
    chance = tuple(
        closed_chance(drawn, link) if shut.permeability is None else shut.permeability
        for link in links
    )
    found.doors[:] = [_without(one, set(links)) for one in found.doors]
    found.doors.append(
        Door(links=links, chance=chance, since=shut.start, until=shut.end, origin=rests)
    )
    until = "" if shut.end is None else f" to {shut.end}"
    found.give(named, "border", f"closed from {shut.start}{until}", rests)


def _shut(shut: Shutting, drawn: Chart) -> Iterator[int]:
    """Give the links that are closed: between two places, of a place, or over a border."""
    if len(shut.of) == 2:
        ends = set(shut.of)
        yield from (n for n, link in enumerate(drawn.links) if set(link.ends) == ends)
        return
    (code,) = shut.of
    post = next(post for post in drawn.posts if post.code == code)
    if post.kind is PlaceKind.COUNTRY:
        yield from drawn.borders(code)
    else:
        yield from (n for n, link in enumerate(drawn.links) if code in link.ends)


def _play_return(back: Homeward, drawn: Chart, found: Found, rests: Origin) -> None:
    country = {post.code: post.country for post in drawn.posts}
    if country[back.to] != drawn.home or country[back.place] == drawn.home:
        raise InputError(
            f"the scenario lets people return from {back.place} to {back.to}; they return from "
            f"another country to a place in {drawn.home}"
        )
    if back.group and back.group not in groups_of(drawn.shares):
        known = ", ".join(groups_of(drawn.shares)) or "no groups"
        raise InputError(f"the scenario lets {back.group} return; groups.csv has {known}")
    post = next(post for post in drawn.posts if post.code == back.place)
    inside = drawn.within(back.place) if post.kind is PlaceKind.COUNTRY else (back.place,)
    for place in inside:
        other = next((one for one in found.returns if one.place == place), None)
        if other is not None and (other.to != back.to or back.group in {other.group, ""}):
            raise InputError(
                f"the scenario lets people return from {place} twice; give each group one row and "
                "all of them one place to return to"
            )
        found.returns.append(
            Returning(
                place=place,
                to=back.to,
                rate=back.rate,
                since=back.start,
                until=back.end,
                group=back.group,
                origin=rests,
            )
        )
    high = back.rate.lo if back.rate.hi is None else back.rate.hi
    span = f"{back.rate.lo:.2%}" if high == back.rate.lo else f"{back.rate.lo:.2%} to {high:.2%}"
    found.give(back.place, "returns", f"{span} of {back.group or 'all'} a day to {back.to}", rests)


def _play_outflow(scenario: Scenario, found: Found) -> None:
    """Note what a scenario says of who sets out and of who is counted when."""
    label = _label(scenario)

    def give(of: str, what: str, value: str, why: str) -> None:
        rests = Origin(file=label, assumption="forecast.scenario", text=why)
        found.give(of, what, value, rests)

    for one in scenario.people:
        value = f"{worded(one.a_day)} a day, {one.start} to {one.end}"
        give(one.place, "people who set out", value, one.why)
    if scenario.jump is not None:
        jump = scenario.jump
        value = f"times {jump.factor.lo:g} to {jump.factor.hi:g} from {jump.on} on, fading"
        give("everywhere", "outflow", value, jump.why)
    if scenario.by_conflict is not None:
        by = scenario.by_conflict
        value = f"{by.mode}, {by.a_day.lo:g} to {by.a_day.hi:g} a day at intensity 1"
        give("places in conflict", "outflow", value, by.why)
    if scenario.delay is not None:
        delay = scenario.delay
        value = f"{worded(delay.days)} days after arriving, on average"
        give("everywhere", "registration", value, delay.why)
