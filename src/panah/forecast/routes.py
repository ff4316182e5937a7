"""The routes people may draw from each place, up to as many links as they are aware of.

A route ends at a place and passes none twice; other routes to the same place are other choices. A
marker bends a road: it is never an end and does not count as a link. Of parallel links each opens
routes of its own, but the first listed is travelled.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import attrs

__all__ = ["Route", "fixed", "routes"]

Way = tuple[int, int, float]


@attrs.frozen
class Route:
    """A way from one place to another.

    Parameters
    ----------
    links
        The directed links it counts, by number.
    stops
        The places it passes after its start, the last of which is its end.
    km
        Its length.
    """

    links: tuple[int, ...]
    stops: tuple[int, ...]
    km: float


def routes(ways: Sequence[Way], markers: Sequence[bool], awareness: int) -> list[list[Route]]:
    """Give the routes from each place, as if everything were open.

    Parameters
    ----------
    ways
        Directed links: start, end, km.
    markers
        By place, whether it is a marker.
    """
    out: list[list[int]] = [[] for _ in markers]
    for number, (start, _, _) in enumerate(ways):
        out[start].append(number)

    def onward(link: int, so_far: Route, passed: tuple[int, ...], step: int) -> Iterator[Route]:
        start, end, km = ways[link]
        route = Route((*so_far.links, link), (*so_far.stops, end), so_far.km + km)
        if markers[end]:
            step -= 1
        else:
            yield route
        if awareness > step:
            for after in out[end]:
                if ways[after][1] not in (*passed, start):
                    yield from onward(after, route, (*passed, start), step + 1)

    return [
        [route for link in links for route in onward(link, Route((), (), 0.0), (), 1)]
        for links in out
    ]


def fixed(
    choices: Sequence[Sequence[Route]], ways: Sequence[Way], majors: Sequence[Sequence[int]]
) -> list[list[Route]]:
    """Give one route to each place: the shortest of those known, or a major route to one beyond.

    A major route is known where it begins and wherever a known route leads to its beginning; it is
    taken in both directions, and only to a place that no other route leads to.

    Parameters
    ----------
    majors
        The places of each major route, from one end to the other; any two in a row are linked.
    """
    listed: dict[tuple[int, int], int] = {}
    for number, (start, end, _) in enumerate(ways):
        listed.setdefault((start, end), number)
    both = [list(one) for major in majors for one in (major, major[::-1])]
    roads = [road for road in both if all(step in listed for step in pairwise(road))]
    found = []
    for place, mine in enumerate(choices):
        best: dict[int, Route] = {}
        for route in mine:
            _keep(best, route)
        beyond: dict[int, Route] = {}
        for begin in (None, *best.values()):
            stops = begin.stops if begin else ()
            for road in roads:
                on = (*stops, *road[1:])
                there = road[0] == (stops[-1] if stops else place)
                if there and on[-1] not in best and len({place, *on}) == len(on) + 1:
                    links = tuple(listed[step] for step in pairwise((place, *on)))
                    _keep(beyond, Route(links, on, sum(ways[link][2] for link in links)))
        found.append([*best.values(), *beyond.values()])
    return found


def _keep(best: dict[int, Route], route: Route) -> None:
    """Keep the shorter of two routes to one place."""
    end = route.stops[-1]
    if end not in best or route.km < best[end].km:
        best[end] = route
