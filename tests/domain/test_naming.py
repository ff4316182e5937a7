import pytest

from panah.domain.actor import Actor, Actors, ActorType
from panah.domain.naming import Names
from panah.domain.place import Level, Place, Places

NAMES = Names(
    Places(
        [
            Place(code="TJK", name="Tajikistan", level=Level.COUNTRY),
            Place(code="UZB", name="Uzbekistan", level=Level.COUNTRY),
            Place(code="TJ-KT", name="Khatlon", level=Level.ADMIN1, parent="TJK"),
        ]
    ),
    Actors(
        [
            Actor(id="cmt", name="Emergency Committee", type=ActorType.GOVERNMENT, of="TJK"),
            Actor(id="head", name="its head", type=ActorType.OFFICIAL, of="cmt"),
            Actor(id="uzb-gov", name="the ministry", type=ActorType.GOVERNMENT, iso3="UZB"),
            Actor(id="a", name="one of a pair", type=ActorType.ORGANISATION, of="b"),
            Actor(id="b", name="the other", type=ActorType.ORGANISATION, of="a"),
        ]
    ),
)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        (None, ""),
        ("TJK", "Tajikistan"),
        ("cmt", "Emergency Committee"),
        ("TJK + UZB", "Tajikistan and Uzbekistan"),
        ("TJK + UZB + cmt", "Tajikistan, Uzbekistan and Emergency Committee"),
        ("near the dam, TJ-KT", "near the dam, Khatlon"),
        ("the valley", "the valley"),
    ],
)
def test_codes_are_written_for_people_and_strangers_as_they_are(key, name):
    assert NAMES.of(key) == name


@pytest.mark.parametrize(
    ("key", "country"),
    [
        (None, None),
        ("TJ-KT", "TJK"),
        ("near the dam, TJ-KT", "TJK"),
        ("head", "TJK"),
        ("uzb-gov", "UZB"),
        ("TJK + TJ-KT", "TJK"),
        ("TJK + UZB", None),
        ("the valley", None),
        ("a", None),
    ],
)
def test_a_place_or_party_is_in_one_country_or_nobody_can_tell(key, country):
    assert NAMES.country(key) == country


def test_a_party_that_begins_with_a_country_code_is_printed_with_the_country():
    assert NAMES.of("UZB government") == "Uzbekistan government"
    assert NAMES.of("XYZ government") == "XYZ government"
    assert NAMES.of("All people") == "All people"
