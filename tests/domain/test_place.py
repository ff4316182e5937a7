import math

import pytest

from panah.domain.geography import PlaceKind, Post
from panah.domain.place import Level, Place, Places
from panah.errors import InputError

PLACES = Places(
    [
        Place(code="142", name="Asia", level=Level.REGION),
        Place(code="TJK", name="Tajikistan", level=Level.COUNTRY, parent="142"),
        Place(code="TJ-KT", name="Khatlon", level=Level.ADMIN1, parent="TJK"),
        Place(code="camp-1", name="A camp", level=Level.SITE, parent="TJ-KT"),
        Place(code="UZB", name="Uzbekistan", level=Level.COUNTRY, parent="142"),
        Place(code="loop", name="A place in itself", level=Level.SITE, parent="loop"),
    ]
)


def test_a_camp_lies_in_its_province_its_country_and_its_region():
    assert PLACES.line("camp-1") == ("camp-1", "TJ-KT", "TJK", "142")
    assert PLACES.country("camp-1") == "TJK"


def test_places_in_different_branches_are_apart():
    assert PLACES.are_apart("TJ-KT", "UZB")


def test_a_place_is_not_apart_from_what_it_lies_in():
    assert not PLACES.are_apart("TJ-KT", "TJK")
    assert not PLACES.are_apart("TJK", "TJ-KT")


def test_a_place_nobody_knows_is_never_shown_to_be_apart():
    assert not PLACES.are_apart("near the river", "UZB")
    assert not PLACES.are_apart("UZB", None)


def test_an_unknown_code_is_its_own_name_and_lies_in_no_country():
    assert PLACES.name("near the river") == "near the river"
    assert PLACES.name("TJK") == "Tajikistan"
    assert PLACES.country("near the river") is None
    assert PLACES.country("142") is None
    assert PLACES.country(None) is None
    assert PLACES.get(None) is None


def test_a_place_that_lies_in_itself_traps_nobody():
    assert PLACES.line("loop") == ("loop",)


def test_every_place_can_be_asked_for():
    assert {place.code for place in PLACES} >= {"TJK", "UZB"}


@pytest.mark.parametrize(
    ("lat", "lon"),
    [(math.inf, 0.0), (0.0, -math.inf), (math.nan, 0.0), (90.1, 0.0), (0.0, 181), ("38.5", 0.0)],
)
def test_a_position_that_is_nowhere_on_earth_is_refused_by_name(lat, lon):
    with pytest.raises(InputError, match=r"the place 'camp-1' has l.* give degrees from -"):
        Place(code="camp-1", name="A camp", level=Level.SITE, lat=lat, lon=lon)
    with pytest.raises(InputError, match="the place 'camp-1' has l"):
        Post(
            code="camp-1",
            name="A camp",
            kind=PlaceKind.CAMP,
            country="TJK",
            lat=lat,
            lon=lon,
            where="here",
        )


def test_the_poles_and_the_date_line_are_places():
    assert Place(code="x", name="x", level=Level.SITE, lat=-90, lon=180.0).lat == -90
