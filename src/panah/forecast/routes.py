"""The routes people may draw from each place, up to as many links as they are aware of.

A route ends at a place and passes none twice; other routes to the same place are other choices. A
marker bends a road: it is never an end and does not count as a link. Of parallel links each opens
routes of its own, but the first listed is travelled.
"""

from collections.abc import Iterator, Sequence

import attrs

__all__ = ["Route", "routes"]

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
