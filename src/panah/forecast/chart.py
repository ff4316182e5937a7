"""The map of a case made into a world's: who can be where, and which way leads on.

Provinces and towns are towns, countries and camps are camps, crossings and airports are hubs that
people do not stay at. Distances that nobody gives are worked out and marked as assumed.
"""

from collections.abc import Iterable

import attrs

from panah.domain.forecast import Link, Site, Spot
from panah.domain.geography import (
    Connection,
    Ground,
    PlaceKind,
    Post,
    Share,
    Travel,
    great_circle,
)
from panah.domain.outlook import Input
from panah.domain.place import Places
from panah.forecast.priors import priors

__all__ = ["Chart", "chart"]

_SITES = {
    PlaceKind.PROVINCE: Site.TOWN,
    PlaceKind.TOWN: Site.TOWN,
    PlaceKind.CROSSING: Site.FORWARD,
    PlaceKind.AIRPORT: Site.FORWARD,
    PlaceKind.CAMP: Site.CAMP,
    PlaceKind.COUNTRY: Site.CAMP,
}


@attrs.frozen(kw_only=True)
class Chart:
    """A map with what it rests on.

    Parameters
    ----------
    posts, connections
        As the case wrote them, in the order of `spots` and `links`.
    places
        The tree of places, by which "near Khorugh, TJ-GB" is found.
    """

    home: str
    posts: tuple[Post, ...]
    connections: tuple[Connection, ...]
    spots: tuple[Spot, ...]
    links: tuple[Link, ...]
    inputs: tuple[Input, ...]
    places: Places
    shares: tuple[Share, ...] = ()

    def find(self, worded: str | None) -> tuple[str, ...]:
        """Give the codes on the map that a claim's place means; none if it is not on it.

        A claim writes a code, a code in words ("near Khorugh, TJ-GB"), or several with + between.
        """
        found = [
            code for part in (worded or "").split(",")[0].split("+") for code in self._one(part)
        ]
        if found:
            return tuple(dict.fromkeys(found))
        rest = (worded or "").rpartition(",")[2]
        return self._one(rest) if "," in (worded or "") else ()

    def _one(self, worded: str) -> tuple[str, ...]:
        name = worded.strip()
        if not name:
            return ()
        for post in self.posts:
            if name in {post.code, _long(post)} or name.casefold() == post.name.casefold():
                return (post.code,)
        return tuple(post.code for post in self.posts if self._is_named(post, name))

    def _is_named(self, post: Post, name: str) -> bool:
        place = self.places.get(post.code)
        known = () if place is None else (place.name, *place.aliases)
        return any(name.casefold() == one.casefold() for one in known)

    def within(self, code: str) -> tuple[str, ...]:
        """Give the codes on the map that lie in a country or are the place itself."""
        return tuple(post.code for post in self.posts if code in {post.code, post.country})

    def borders(self, one: str, other: str | None = None) -> tuple[int, ...]:
        """Give the numbers of the links over the border of a country, or between two."""
        country = {post.code: post.country for post in self.posts}
        found = []
        for number, link in enumerate(self.links):
            sides = {country[end] for end in link.ends}
            if len(sides) == 2 and one in sides and (other is None or other in sides):
                found.append(number)
        return tuple(found)

    def at(self, code: str) -> tuple[int, ...]:
        """Give the numbers of the links over a border that begin or end at a place."""
        country = {post.code: post.country for post in self.posts}
        return tuple(
            number
            for number, link in enumerate(self.links)
            if code in link.ends and len({country[end] for end in link.ends}) == 2
        )


def _long(post: Post) -> str:
    """Give a province's code as claims may write it: AFG-KAB for AF-KAB."""
    return f"{post.country}-{post.code.partition('-')[2]}" if "-" in post.code else post.code


def chart(ground: Ground, home: str, places: Places) -> Chart:
    """Make the map of a world, with what each of its numbers rests on.

    Parameters
    ----------
    home
        The country people flee.
    """
    by_code = ground.by_code
    links = [_link(one, by_code) for one in ground.connections]
    return Chart(
        home=home,
        posts=ground.posts,
        connections=ground.connections,
        spots=tuple(_spot(post) for post in ground.posts),
        links=tuple(links),
        inputs=tuple(_inputs(ground, links)),
        places=places,
        shares=ground.shares,
    )


def _spot(post: Post) -> Spot:
    return Spot(
        name=post.code,
        country=post.country,
        site=_SITES[post.kind],
        population=post.population or 0,
        capacity=post.capacity,
    )


def _link(one: Connection, posts: dict[str, Post]) -> Link:
    return Link(
        ends=(one.start, one.end),
        km=max(1, round(one.km)) if one.km else _assumed(posts[one.start], posts[one.end]),
        two_way=one.two_way,
        max_move_speed=None if one.speed is None else round(one.speed),
    )


def _assumed(one: Post, other: Post) -> int:
    """Give km of road between two places, to 20 km: no more is known, and a run is faster."""
    return max(20, 20 * round(great_circle(one, other) * _detour() / 20))


def _inputs(ground: Ground, links: Iterable[Link]) -> Iterable[Input]:
    for post in ground.posts:
        rests = post.origin
        if post.population is not None:
            yield Input(of=post.code, what="population", value=f"{post.population:,}", origin=rests)
        if post.capacity is not None:
            yield Input(of=post.code, what="capacity", value=f"{post.capacity:,}", origin=rests)
    for share in ground.shares:
        value = f"{share.share:.1%} of the people"
        of = share.place or "everywhere else"
        yield Input(of=of, what=f"group {share.group}", value=value, origin=share.origin)
    for one, link in zip(ground.connections, links, strict=True):
        assumed = "" if one.km else f"great circle times {_detour():g}, for want of a road table"
        yield Input(
            of=f"{one.start} to {one.end}",
            what="length",
            value=f"{link.km:g} km",
            origin=attrs.evolve(
                one.origin, assumption="forecast.detour" if assumed else "", text=assumed
            ),
        )
        if one.mode is Travel.WALK:
            yield Input(
                of=f"{one.start} to {one.end}",
                what="way",
                value="on foot, outside official crossings",
                origin=one.origin,
            )


def _detour() -> float:
    return priors("world")["detour"].value
