"""What holds on each day of a world: who leaves, what attracts, what is open, where people set out.

A phase is a span of days on which none of this changes. Flee's own reading of the calendar has
quirks (``Flavour.FLEE``); the default reads what the files say.
"""

from datetime import timedelta

import attrs
import numpy as np

from panah.domain.forecast import Closed, Closure, Link, Site, Spot, World
from panah.forecast.settings import Flavour, Settings

__all__ = ["CAMP_BELOW", "Calendar", "Phase", "calendar", "chance_of", "link_numbers", "two_way"]

_NONE = 1e-6
"""Below this an intensity is none, as in Flee."""
CAMP_BELOW = 0.005
"""Flee makes a place with a smaller chance to leave a camp."""


@attrs.frozen
class Phase:
    """What holds, by place; `open` by directed link.

    Parameters
    ----------
    leaves
        The kind of place by whose chance people leave.
    heat
        The weight of the conflict among those who set out, without the population.
    intensity, flood, hunger
        Of the conflict; the flood level; the share of people whom hunger drives away.
    sent
        The directed link that all people of the place take, -1 for none.
    open, there
        Whether no closure holds, and whether the link is there at all.
    sink
        The chance a day to settle for good.
    likes
        How a share of one's own group becomes a factor of attraction, 0 where it does not.
    """

    leaves: tuple[Site, ...]
    score: tuple[float, ...]
    camp: tuple[bool, ...]
    town: tuple[bool, ...]
    heat: tuple[float, ...]
    intensity: tuple[float, ...]
    flood: tuple[int, ...]
    hunger: tuple[float, ...]
    sent: tuple[int, ...]
    open: tuple[bool, ...]
    there: tuple[bool, ...]
    sink: tuple[float, ...]
    likes: tuple[float, ...]


@attrs.frozen
class Calendar:
    """The phases; by day, the number of its phase, the links that shut, whether it is harvest."""

    phases: tuple[Phase, ...]
    of_day: tuple[int, ...]
    shut: tuple[tuple[int, ...], ...]
    harvest: tuple[bool, ...]


@attrs.define
class _Place:
    spot: Spot
    foreign: bool
    site: Site
    leaves: Site
    camp: bool
    town: bool
    intensity: float = 0.0
    onset: int = -1


def two_way(world: World, flavour: Flavour) -> list[tuple[int, int, float]]:
    """Give every link in both directions, as places by number and km; the back way comes after.

    In Flee a link with a redirection of its first place stands twice, so its weight is double.
    """
    number = {spot.name: place for place, spot in enumerate(world.spots)}
    ways = []
    for link in world.links:
        first, second = (number[end] for end in link.ends)
        both = [(first, second, link.km), (second, first, link.km)]
        ways += both[: 2 if link.two_way else 1] * _times(link, flavour)
    return ways


def link_numbers(world: World, flavour: Flavour) -> list[int]:
    """Give the number of the link of each directed link."""
    return [
        number
        for number, link in enumerate(world.links)
        for _ in range((2 if link.two_way else 1) * _times(link, flavour))
    ]


def _times(link: Link, flavour: Flavour) -> int:
    return 2 if flavour is Flavour.FLEE and link.redirects == link.ends[0] else 1


def calendar(world: World, settings: Settings, flavour: Flavour) -> Calendar:
    """Work out what holds on each day."""
    now = _Now(world, settings, flavour)
    phases: dict[Phase, int] = {}
    of_day: list[int] = []
    shut: list[tuple[int, ...]] = []
    numbers = link_numbers(world, flavour)
    moving = _moving(world, settings)
    for day in range(world.days):
        if day and day not in moving:
            of_day.append(of_day[-1])
            shut.append(())
            continue
        _changes(now, day)
        changed = settings.flood_rules is None and _conflict(now, day)
        heat = _heat(now, day, late=flavour is Flavour.FLEE and not changed)
        was_open = list(now.open)
        _closures(now, day)
        shut.append(tuple(n for n, was in enumerate(was_open) if was and not now.open[n]))
        phase = Phase(
            leaves=tuple(place.leaves for place in now.places),
            score=tuple(_score(now, place, day) for place in now.places),
            camp=tuple(place.camp for place in now.places),
            town=tuple(place.town for place in now.places),
            heat=heat,
            intensity=tuple(place.intensity for place in now.places),
            flood=tuple(_flood(now, place, day) for place in now.places),
            hunger=tuple(_drives(now, place, day) for place in now.places),
            sent=tuple(now.sent),
            open=tuple(now.open),
            there=tuple(_is_there(world.links[number], day) for number in numbers),
            sink=tuple(_sink(place, settings) for place in now.places),
            likes=tuple(_likes(place, settings) for place in now.places),
        )
        of_day.append(phases.setdefault(phase, len(phases)))
    return Calendar(tuple(phases), tuple(of_day), tuple(shut), _harvest(world, settings))


def _moving(world: World, settings: Settings) -> set[int]:
    """Give the days on which something may be other than on the day before.

    These are all days where something follows the day itself: age factors, hunger, floods.
    """
    if settings.conflict_spawn_decay or world.food or world.floods:
        return set(range(world.days))
    days = {change.day for change in world.changes}
    days |= {day for closure in world.closures for day in (closure.start, closure.end)}
    days |= {day for link in world.links for day in (link.opens or 0, link.closes or 0)}
    if world.conflict:
        rows = np.array([values[: world.days] for values in world.conflict.values()])
        days |= {int(day) + 1 for day in np.flatnonzero((rows[:, 1:] != rows[:, :-1]).any(axis=0))}
    return days


def _harvest(world: World, settings: Settings) -> tuple[bool, ...]:
    if not settings.harvest_months:
        return (False,) * world.days
    days = (world.start + timedelta(days=day) for day in range(world.days))
    return tuple(day.month in settings.harvest_months for day in days)


def _is_there(link: Link, day: int) -> bool:
    return (link.opens or 0) <= day and (link.closes is None or day < link.closes)


class _Now:
    """What holds at the moment, changed day by day."""

    def __init__(self, world: World, settings: Settings, flavour: Flavour) -> None:
        self.world, self.settings, self.flavour = world, settings, flavour
        self.places = [_begin(spot, world, settings, flavour) for spot in world.spots]
        self.ways = two_way(world, flavour)
        self.open = [True] * len(self.ways)
        self.sent = [-1] * len(self.places)
        if flavour is not Flavour.FLEE:
            for link in world.links:
                self.send(link, onward=True)

    def place(self, name: str) -> _Place:
        """Give a place by its name."""
        return next(place for place in self.places if place.spot.name == name)

    def send(self, link: Link, *, onward: bool) -> None:
        """Begin or end a redirection."""
        if link.redirects:
            names = [place.spot.name for place in self.places]
            start = names.index(link.redirects)
            end = names.index(link.ends[1] if link.redirects == link.ends[0] else link.ends[0])
            self.sent[start] = self.ways.index((start, end, link.km)) if onward else -1


def _begin(spot: Spot, world: World, settings: Settings, flavour: Flavour) -> _Place:
    intensity = spot.intensity
    if flavour is not Flavour.FLEE and spot.name in world.conflict:
        intensity = 0.0
    site = Site.TOWN if spot.site is Site.CONFLICT and not intensity else spot.site
    place = _Place(
        spot=spot,
        foreign=spot.country != world.home,
        site=site,
        leaves=site,
        camp=site in {Site.CAMP, Site.IDP_CAMP},
        town=site is Site.TOWN,
        intensity=intensity,
        onset=-1 if flavour is Flavour.FLEE else 0,
    )
    few_leave = flavour is Flavour.FLEE and chance_of(site, settings) < CAMP_BELOW
    if few_leave and not place.camp:
        place.camp, place.town = True, False
    return place


def _changes(now: "_Now", day: int) -> None:
    """Let places become others on their day; conflict begins as the settings say."""
    for change in now.world.changes:
        if change.day == day:
            place = now.place(change.name)
            place.site = change.site
            place.camp = change.site in {Site.CAMP, Site.IDP_CAMP}
            place.town = change.site is Site.TOWN
            place.leaves = change.site
            fights = change.site is Site.CONFLICT
            place.intensity = now.settings.default_conflict_intensity if fights else 0.0
            place.onset = day if fights else place.onset


def chance_of(site: Site, settings: Settings) -> float:
    """Give the chance to leave a place of a kind, where neither hunger nor flood drives people."""
    return {
        Site.CAMP: settings.camp_movechance,
        Site.IDP_CAMP: settings.idpcamp_movechance,
        Site.CONFLICT: settings.conflict_movechance,
        Site.TOWN: settings.default_movechance,
    }.get(site, 1.0)


def _conflict(now: _Now, day: int) -> bool:
    changed = False
    for place in now.places:
        values = now.world.conflict.get(place.spot.name)
        if values is None:
            continue
        today, before = values[day], values[day - 1] if day else 0.0
        if today > _NONE and before < _NONE:
            place.intensity, place.onset = today, day
            place.leaves, place.town = Site.CONFLICT, False
            changed = True
        elif today < _NONE <= before:
            site = Site.TOWN if now.flavour is Flavour.FLEE else place.site
            place.intensity = 0.0
            place.leaves, place.town = site, site is Site.TOWN
            changed = True
        elif today > _NONE and now.flavour is not Flavour.FLEE:
            place.intensity = today
    return changed


def _closures(now: _Now, day: int) -> None:
    for closure in now.world.closures:
        for when, opens in ((closure.start, False), (closure.end, True)):
            if when == day:
                _act(now, closure, opens=opens)


def _act(now: _Now, closure: Closure, *, opens: bool) -> None:
    if closure.closes in {Closed.CAMP, Closed.IDP_CAMP}:
        camp = now.place(closure.names[0])
        camp.site = Site(closure.closes.value) if opens else Site.TOWN
        camp.intensity, camp.camp, camp.town = 0.0, opens, not opens
        camp.leaves = camp.site
    elif closure.closes is Closed.REDIRECTION:
        for link in now.world.links:
            if set(link.ends) == set(closure.names) and now.flavour is not Flavour.FLEE:
                now.send(link, onward=opens)
    for way, (start, end, _) in enumerate(now.ways):
        if _shuts(closure, now.places[start].spot, now.places[end].spot, now.flavour):
            now.open[way] = opens


def _shuts(closure: Closure, start: Spot, end: Spot, flavour: Flavour) -> bool:
    first, second = closure.names
    if closure.closes is Closed.COUNTRY:
        return (start.country, end.country) in {(first, second), (second, first)}
    if closure.closes is Closed.LOCATION:
        return first in {start.name, end.name}
    if closure.closes is Closed.LINK and flavour is not Flavour.FLEE:
        return {start.name, end.name} == {first, second}
    return False


def _heat(now: _Now, day: int, *, late: bool) -> tuple[float, ...]:
    weighed = max(day - 1, 0) if late else day
    return tuple(_pushes(now, place, day, weighed) for place in now.places)


def _pushes(now: _Now, place: _Place, day: int, weighed: int) -> float:
    """Give the weight of a place, by resident, among those that people set out from."""
    settings, heat = now.settings, 0.0
    if place.intensity:
        heat = place.intensity * settings.factor(max(weighed - place.onset, 0))
    hungry = settings.starvation_driven_spawning and day > 0
    if hungry and (place.intensity or not settings.conflict_zone_spawning_only):
        heat += _hunger(now, place, day)
    return heat


def _hunger(now: _Now, place: _Place, day: int) -> float:
    """Give the share of people in food insecurity."""
    by_day = now.world.food.get(place.spot.region)
    return by_day[day] / 100 if by_day else 0.0


def _flood(now: _Now, place: _Place, day: int) -> int:
    by_day = now.world.floods.get(place.spot.name)
    return by_day[day] if by_day else 0


def _drives(now: _Now, place: _Place, day: int) -> float:
    return _hunger(now, place, day) if now.settings.flee_when_starving else 0.0


def _likes(place: _Place, settings: Settings) -> float:
    """Give what a share of one's own group is multiplied by, 0 where it does not matter."""
    if place.camp:
        if settings.MatchCampEthnicity:
            return 10.0
        return 1 / settings.avg_religion_fraction if settings.MatchCampReligion else 0.0
    rule = settings.MatchConflictEthnicity if place.intensity else settings.MatchTownEthnicity
    return 10.0 if rule else 0.0


def _sink(place: _Place, settings: Settings) -> float:
    return place.spot.settling if settings.camps_are_sinks and place.camp else 0.0


def _score(now: _Now, place: _Place, day: int) -> float:
    settings, spot = now.settings, place.spot
    score = settings.foreign_weight if place.foreign else 1.0
    if place.foreign and settings.use_economic_pull:
        score *= 1 + spot.trade_volume + spot.hdi**2
    elif settings.avoid_food_deprived_locations and day > 0 and not place.foreign:
        score *= 1 - _hunger(now, place, day) ** 2
    if place.camp:
        score *= settings.camp_weight
    elif settings.use_pop_for_loc_weight:
        score *= max(1.0, spot.population / settings.hasten) ** settings.pop_power_for_loc_weight
    if place.intensity > 0:
        score *= settings.conflict_weight ** (settings.factor(day - place.onset) * place.intensity)
    level = _flood(now, place, day)
    if settings.flood_rules and level > 0:
        score *= settings.flood_rules.loc_weights[level]
    return score
