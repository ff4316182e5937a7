"""A second reader's claims about reports that are not in English, grounded in their own words."""

import tomllib
from pathlib import Path

import pytest
from tests.make import report, when
from tests.reading.grounding import MADE_BY, grounded, said
from tests.reading.llm.making import client
from tests.reading.llm.stub import serving

from panah.domain.claim import Span
from panah.domain.quantity import Hedge, Unit
from panah.domain.reading import Draft, Flag, Polarity, ReadingContext, Refused
from panah.reading.llm.reader import ModelReader
from panah.reading.rules import RulesReader

TABLES = tomllib.loads((Path(__file__).parent / "languages.toml").read_text(encoding="utf-8"))
STORIES = TABLES["stories"]
CLAIMS = TABLES["claims"]
SPOKEN = ("fa", "ps", "ar", "ru", "fr")
PUBLISHED = {"published": when("2021-08-20")}


def hosting(lang, **changes):
    words = {name: text for name, text in CLAIMS[lang]["hosting"].items() if name != "quote"}
    marks = {"mood": "will", "status": "ready", **words}
    return said("hosting", CLAIMS[lang]["hosting"]["quote"], **(marks | changes))


def fled(lang, **changes):
    words = {name: text for name, text in CLAIMS[lang]["fled"].items() if name != "quote"}
    return said(
        "movement", CLAIMS[lang]["fled"]["quote"], **({"status": "done", **words} | changes)
    )


def kept(raw, lang, **changes):
    outcome = grounded(raw, STORIES[lang], lang=lang, **PUBLISHED, **changes)
    assert isinstance(outcome, Draft), outcome.reasons
    return outcome


def words(lang, span):
    return STORIES[lang][span.start : span.end]


@pytest.mark.parametrize("lang", SPOKEN)
def test_an_offer_is_grounded_on_its_own_digits_and_country_names(lang):
    draft = kept(hosting(lang), lang)

    assert (draft.amount.hedge, draft.amount.stated) == (Hedge.UP_TO, (4300,))
    assert draft.amount.unit is Unit.PERSON
    assert draft.subject.key == "TUR"
    assert draft.group.origin == "AFG"
    assert words(lang, draft.quote) == CLAIMS[lang]["hosting"]["quote"]


@pytest.mark.parametrize("lang", SPOKEN)
def test_a_movement_is_grounded_on_its_own_dates(lang):
    draft = kept(fled(lang), lang)

    assert (draft.amount.hedge, draft.amount.stated) == (Hedge.MORE_THAN, (61_000,))
    assert (draft.from_.code, draft.to.code) == ("AFG", "IRN")
    assert draft.event.when == when("2021-05-03/..")


@pytest.mark.parametrize("lang", SPOKEN)
def test_what_rules_cannot_check_is_for_a_person_to_look_at(lang):
    draft = kept(hosting(lang), lang)

    assert {Flag.TENSE, Flag.POLARITY} <= draft.flags
    assert draft.polarity is Polarity.UNSURE


@pytest.mark.parametrize("lang", SPOKEN)
def test_the_language_is_told_by_the_letters_when_nobody_said_it(lang):
    outcome = grounded(fled(lang), STORIES[lang], **PUBLISHED)

    assert outcome.amount.stated == (61_000,)
    assert outcome.event.when == when("2021-05-03/..")


@pytest.mark.parametrize("lang", SPOKEN)
def test_a_number_of_another_sentence_is_refused(lang):
    raw = fled(lang, quantity_text=CLAIMS[lang]["hosting"]["quantity_text"])
    outcome = grounded(raw, STORIES[lang], lang=lang, **PUBLISHED)

    assert isinstance(outcome, Refused)
    assert "is not in the quote" in outcome.reasons[0]


def test_a_charity_in_a_country_is_not_its_state():
    text, name = TABLES["charity"]["text"], TABLES["charity"]["name"]
    raw = said("support", text.removesuffix("."), subject_text=name)
    draft = grounded(raw, text, lang="ru", **PUBLISHED)

    assert (draft.subject.key, draft.subject.of) == (None, "LBN")


def test_a_body_of_the_united_nations_is_known_by_its_name_in_the_language():
    text, name = TABLES["body"]["text"], TABLES["body"]["name"]
    raw = said(
        "support", text.removesuffix("."), subject_text=name, place_text=TABLES["body"]["in"]
    )
    draft = grounded(raw, text, lang="ar", **PUBLISHED)

    assert (draft.subject.key, draft.place.code) == ("UNHCR", "LBN")


def test_an_amount_whose_hedge_no_table_has_is_doubted():
    text = "Alemania acogerá hasta 4.300 personas."
    raw = said(
        "hosting", text.removesuffix("."), subject_text="Alemania", quantity_text="hasta 4.300"
    )
    draft = grounded(raw, text, lang="es", **PUBLISHED)

    assert draft.amount.stated == (4300,)
    assert Flag.VALUE_DIFFERS in draft.flags


@pytest.mark.parametrize("lang", SPOKEN)
def test_a_model_reads_what_the_rules_leave_unread_and_only_the_reports_words_are_believed(lang):
    invented = hosting(lang, subject_text="Alemania")
    with serving({"claims": [hosting(lang), invented]}) as server:
        reader = ModelReader(client(server), first=RulesReader())
        read = report(text=STORIES[lang], lang=lang, **PUBLISHED)
        reading = reader.read(read, ReadingContext())

    assert [draft.amount.stated for draft in reading.drafts] == [(4300,)]
    assert len(reading.refused) == 1
    assert reading.drafts[0].made_by.reader == MADE_BY.reader
    assert reading.drafts[0].quote.overlaps(Span(0, len(STORIES[lang])))
