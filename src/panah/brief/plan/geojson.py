"""A plan as GeoJSON: a point a place with who is there, a line a way with who takes it.

A host, its camps and its hub stand at the point of the country, as a plan knows no smaller place; a
gate stands at that of the country people flee. A country whose point nobody gave stands in the
middle of its known towns: their median, as few far islands must not draw it out to sea.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from statistics import median

from panah.brief.plan.page import PlanPage, node, rows, used
from panah.domain.place import Place, Places

__all__ = ["plan_geojson"]

Points = Mapping[str, list[float]]
"""Longitude and latitude of a country, by its code."""


def plan_geojson(page: PlanPage, places: Places) -> str:
    """Write where people are on the last day and which ways they take until then."""
    manifest = page.plan.manifest
    points = _points({one.country for one in page.plan.made_from.nodes}, places)
    collection = {
        "type": "FeatureCollection",
        "plan": manifest.instance,
        "reference_period_start": manifest.start.isoformat(),
        "days": manifest.days,
        "complete": manifest.complete,
        "head": manifest.head,
        "features": [*_places(page, points), *_ways(page, points)],
    }
    return json.dumps(collection, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _places(page: PlanPage, points: Points) -> Iterator[dict[str, object]]:
    """Give a feature a place: who is there on the last day, and the most at any time."""
    last: dict[str, float] = {}
    for row in rows(page.plan.placed):
        last[row["node"]] = last.get(row["node"], 0.0) + row["people"]
    for row in rows(page.plan.waiting):
        if row["in_danger"]:
            last[row["node"]] = last.get(row["node"], 0.0) + row["people"]
    most = used(page) | _most_in_danger(page)
    for one in page.plan.made_from.nodes:
        at = points.get(one.country)
        yield {
            "type": "Feature",
            "geometry": None if at is None else {"type": "Point", "coordinates": at},
            "properties": {
                "location": one.name,
                "name": node(page, one.name),
                "location_code": one.country,
                "kind": one.kind.value,
                "population": round(last.get(one.name, 0.0), _DIGITS),
                "population_max": round(most.get(one.name, 0.0), _DIGITS),
            },
        }


def _most_in_danger(page: PlanPage) -> dict[str, float]:
    """Give the most who are still in danger at a place on any one day, of all groups there."""
    by_day: dict[tuple[str, str], float] = {}
    danger = {row["node"] for row in rows(page.plan.waiting) if row["in_danger"]}
    for row in rows(page.plan.stocks):
        if row["node"] in danger:
            key = (row["node"], str(row["day"]))
            by_day[key] = by_day.get(key, 0.0) + row["people"]
    most: dict[str, float] = {}
    for (name, _), people in by_day.items():
        most[name] = max(most.get(name, 0.0), people)
    return most


def _ways(page: PlanPage, points: Points) -> Iterator[dict[str, object]]:
    """Give a feature a way from one place to another: who takes it in all, first and last day."""
    country = {one.name: one.country for one in page.plan.made_from.nodes}
    found: dict[tuple[str, str], list[dict[str, object]]] = {}
    for row in rows(page.plan.flows):
        if row["from"] != row["to"]:
            found.setdefault((row["from"], row["to"]), []).append(row)
    for ends, some in sorted(found.items()):
        line = [points.get(country[end]) for end in ends]
        drawn = None not in line and line[0] != line[1]
        days = [str(row["leave"]) for row in some]
        people = sum(float(str(row["people"])) for row in some)
        yield {
            "type": "Feature",
            "geometry": {"type": "LineString", "coordinates": line} if drawn else None,
            "properties": {
                "from": ends[0],
                "to": ends[1],
                "name": " → ".join(node(page, end) for end in ends),
                "population": round(people, _DIGITS),
                "reference_period_start": min(days),
                "reference_period_end": max(days),
            },
        }


_HUNDREDTH = 2
"""Digits of a degree: those of the list of towns."""

_DIGITS = 3
"""Digits of people behind the point: a plan counts in parts of a person."""


def _points(codes: Collection[str], places: Places) -> Points:
    """Give the point of each country that has one, and else the middle of its towns."""
    towns: dict[str, list[Place]] = {code: [] for code in codes}
    for place in places:
        within = towns.get(places.country(place.code) or "")
        if within is not None and place.lat is not None and place.lon is not None:
            within.append(place)
    own = {code: [one for one in some if one.code == code] or some for code, some in towns.items()}
    return {
        code: [
            round(median(getattr(one, axis) for one in some), _HUNDREDTH) for axis in ("lon", "lat")
        ]
        for code, some in own.items()
        if some
    }
