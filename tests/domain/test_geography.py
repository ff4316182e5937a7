"""Distances between places of a map, and what its rows rest on."""

import pytest

from panah.domain.geography import PlaceKind, Post, great_circle, km_between


def post(lat=0.0, lon=0.0, source=""):
    return Post(
        code="XA",
        name="Tann",
        kind=PlaceKind.TOWN,
        country="XAA",
        lat=lat,
        lon=lon,
        source=source,
        where="places.csv, line 2",
    )


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        ((0.0, 0.0), (90.0, 0.0), 10_007),
        ((0.0, 179.0), (0.0, -179.0), 222),
        ((40.0, 20.0), (-40.0, -160.0), 20_015),
        ((12.0, 15.0), (12.0, 15.0), 0),
    ],
    ids=["equator to pole", "across the date line", "to the other side of the Earth", "nowhere"],
)
def test_the_way_between_two_places_is_the_shortest_over_a_round_earth(one, other, km):
    assert km_between(one, other) == pytest.approx(km, abs=1)
    assert great_circle(post(*one), post(*other)) == pytest.approx(km_between(other, one))


def test_a_number_of_the_map_rests_on_its_row_and_the_source_named_there():
    assert post().origin.file == "places.csv, line 2"
    assert post(source="census of 2019").origin.file == "places.csv, line 2: census of 2019"
