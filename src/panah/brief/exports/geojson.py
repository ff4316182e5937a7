"""The lines as GeoJSON: a feature a row, at the point of the place it names.

A place whose position nobody knows has no geometry; a province or country lends its point only to
lines that name nothing smaller, and the feature says whose point it is and where it is from.
"""

from collections.abc import Mapping

from panah.brief.exports.flat import cell, rows_of
from panah.brief.exports.laid_out import laid_out
from panah.brief.words import known
from panah.domain.naming import Names
from panah.domain.place import Place, Places
from panah.domain.situation import Situation
from panah.domain.table import columns

__all__ = ["as_geojson"]


def as_geojson(situation: Situation, names: Names) -> str:
    """Write the lines that are about a place, with the point of that place or none."""
    view = situation.view
    stated = {line.matter.id: _stated(situation, line.claims) for line in situation.detail}
    features = [
        _feature(row, stated.get(str(row["matter"])), names.places)
        for row in rows_of(situation, "lines")
        if row["location"] or stated.get(str(row["matter"]))
    ]
    collection = {
        "type": "FeatureCollection",
        "as_of": view.as_of.isoformat(),
        "as_known": known(view.as_known),
        "head": situation.head,
        "features": features,
    }
    return laid_out(collection)


def _stated(situation: Situation, keys: tuple[str, ...]) -> str | None:
    return next((place for key in keys if (place := situation.claim(key).place)), None)


def _feature(row: Mapping[str, object], stated: str | None, places: Places) -> dict[str, object]:
    place = places.get(stated) if stated else _of_row(row, places)
    properties: dict[str, object] = {
        column.exchange: cell(row, column) for column in columns("lines")
    }
    properties |= {
        "place_stated": stated,
        "place_name": places.name(stated) if stated else (place.name if place else None),
        "point_of": place.code if place and _point(place) else None,
        "point_source": place.source if place and _point(place) else None,
    }
    return {
        "type": "Feature",
        "geometry": _point(place) if place else None,
        "properties": properties,
    }


def _of_row(row: Mapping[str, object], places: Places) -> Place | None:
    """Give the province of a row, else its country, when nothing smaller is named."""
    for name in ("admin1", "location"):
        code = row[name]
        if isinstance(code, str) and (place := places.get(code)):
            return place
    return None


def _point(place: Place) -> dict[str, object] | None:
    if place.lat is None or place.lon is None:
        return None
    return {"type": "Point", "coordinates": [place.lon, place.lat]}
