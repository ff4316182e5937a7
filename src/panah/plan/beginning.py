"""What a plan begins and chooses: places of camps by day, sites that open, offers taken or left."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from panah.plan.lexicographic import Solved
from panah.plan.prices import origins_of
from panah.plan.tables import frame, on, rest_on
from panah.plan.undivided import sited

if TYPE_CHECKING:
    import polars as pl

__all__ = ["begun"]

_HALF = 0.5
"""assumed: less than half a place, site or offer is none for whoever builds or signs it."""


def begun(solved: Solved) -> "pl.DataFrame":
    """Give a row a camp and period in which places are begun, a site, and an offer to choose."""
    layout = solved.programme.layout
    rests = origins_of(layout, solved.programme.capacities)
    every = (*_places(solved), *_sites(solved), *_offers(solved))
    rows = [{**row, **rest_on(rests.get(limit, ()))} for limit, row in every]
    return frame("begun", rows)


def _places(solved: Solved) -> Iterator[tuple[str, dict[str, object]]]:
    layout, camps = solved.programme.layout, solved.programme.layout.instance.camps
    places = solved.x[solved.programme.column("b")].reshape(len(camps), layout.periods)
    for n, camp in enumerate(camps):
        limit = f"{'modules' if camp.module else 'building'} at {camp.node}"
        for period, some in enumerate(places[n]):
            if some >= _HALF:
                first = int(layout.start[period])
                row = {
                    "what": "places",
                    "at": camp.node,
                    "how": "begun",
                    "day": on(layout, first),
                    "days": int(layout.last[period]) - first + 1,
                    "places": float(some),
                    "module": camp.module,
                    "ready": on(layout, first + camp.lead_days),
                }
                yield limit, row


def _sites(solved: Solved) -> Iterator[tuple[str, dict[str, object]]]:
    sites = [one for one in solved.programme.layout.instance.camps if sited(one)]
    opened = solved.x[solved.programme.column("opened")]
    for camp, one in zip(sites, opened, strict=True):
        how = "opened" if one >= _HALF else "not opened"
        yield f"site {camp.node}", {"what": "site", "at": camp.node, "how": how}


def _offers(solved: Solved) -> Iterator[tuple[str, dict[str, object]]]:
    for block in solved.programme.columns:
        if block.name == "left":
            left = solved.x[solved.programme.column("left")]
            for limit, one in zip(block.limits, left, strict=True):
                how = "left" if one >= _HALF else "taken"
                yield limit, {"what": "offer", "at": limit.removeprefix("offer:"), "how": how}
