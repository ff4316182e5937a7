from panah.domain.place import Level, Place, Places

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
