"""What holds on any text: no crash, spans inside, quotes letter for letter, the same twice."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.growth import grows_in_proportion
from tests.reading.reads import claims, reading, report

from panah.domain.actor import Actors
from panah.domain.claim import Hold, Kind, Span
from panah.domain.reading import MAX_QUOTE, PlaceRef, Polarity, ReadingContext
from panah.errors import CaseError
from panah.plugins import ENCODER, text_reader
from panah.reading import agencies, build, policy
from panah.reading.frames.scene import Sighting
from panah.reading.rules import RulesReader
from panah.reading.tokenised import LONGEST

FRENCH = (
    "Les autorités du pays ont accueilli 4 000 réfugiés dans les villes du sud, où ils vivent "
    "chez des parents depuis plus de deux mois et attendent une aide pour leurs enfants, leurs "
    "champs et leurs maisons détruites par la crue du fleuve cette année."
)

_PIECES = st.sampled_from(
    [
        "Chile", "Kenya", "the UN", "Reuters", "will", "has", "not", "to", "host", "fled", "from",
        "refugees", "up to 4,000", "hundreds of", "people", "said", "“", "”", "\"", ",", ".", ";",
        "if", "who", "camp", "border", "closed", "asked", "in", "Afghans", "on July 3", "they",
        "[", "]", "\u2019s", "1,26,000", "families", "\n\n", "- ", "is ready", "deported",
        "Ms", "U.S.", "٣٠٠",
    ]
)  # fmt: skip
texts = st.one_of(
    st.text(max_size=400),
    st.lists(_PIECES, max_size=60).map(" ".join),
    st.text(alphabet='AI .,“”"\u2019\n5', max_size=200),
)


READERS = {
    "frames": RulesReader(),
    "rules": text_reader("rules"),
    "encoder": text_reader(ENCODER),
}


@pytest.mark.parametrize("reader", READERS)
@settings(max_examples=150)
@given(texts)
def test_any_text_is_read_and_every_span_lies_in_it(reader, text):
    source = report(text)
    read = READERS[reader].read(source, ReadingContext())
    shipped, actors = policy.load(), Actors(agencies.load())

    for draft in read.drafts:
        draft.check(text)
        claim = build.claim(draft, source, policy=shipped, actors=actors)
        assert claim.quote == text[claim.span.start : claim.span.end]
        assert len(claim.quote) <= MAX_QUOTE
        assert claim.qty is None or claim.qty.worded in text
    for item in read.unread:
        assert item.span.end <= len(text)


@pytest.mark.parametrize("reader", READERS)
@settings(max_examples=40)
@given(texts)
def test_reading_twice_gives_the_same(reader, text):
    once, again = (READERS[reader].read(report(text), ReadingContext()) for _ in range(2))

    assert once == again


@pytest.mark.parametrize(
    "unit",
    [
        "Chile hosts 4,000 refugees and ",
        "1 2 3 4 5 ",
        "“Chile said ",
        "the camp the camp the camp ",
        "asked Chile to host , ",
    ],
)
def test_time_grows_with_the_length_and_not_faster(unit):
    times = LONGEST // len(unit.split())

    assert grows_in_proportion(lambda text: reading(text + "."), unit, characters=times * len(unit))


def test_a_sentence_too_long_to_read_at_once_is_cut_and_flagged():
    text = "and, " * (LONGEST + 50) + "Chile hosts 4,000 refugees."
    found = claims(text)

    assert found
    assert "sentence_cut" in found[0].note


def test_past_the_deadline_the_rest_is_unread_with_the_reason():
    clock = iter([False, True, True])
    late = ReadingContext(is_late=lambda: next(clock))
    read = RulesReader().read(report("Chile hosts 4,000 refugees. Peru hosts 900 refugees."), late)

    assert len(read.drafts) == 1
    assert "deadline" in read.unread[0].why


def test_a_reading_can_be_cancelled_and_tells_how_far_it_is():
    told = []
    context = ReadingContext(cancelled=lambda: True, progress=lambda n, m: told.append((n, m)))
    read = RulesReader().read(report("Chile hosts 4,000 refugees."), context)

    assert not read.drafts
    assert "cancelled" in read.unread[0].why
    assert told[-1] == (1, 1)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Chile nimmt 4.000 Menschen auf."),
        ("en", "در چند روز گذشته ۴۰۰۰ نفر از مرز گذشتند و به شهر رسیدند."),
        ("", FRENCH),
    ],
)
def test_another_language_is_named_and_all_of_it_is_unread(lang, text):
    read = reading(text, lang=lang)

    assert not read.drafts
    assert "language not read" in read.unread[0].why
    assert read.warnings


def test_a_denial_that_looks_like_an_assertion_goes_to_the_top():
    found = reading("Chile is ready to host 4,000 refugees and no camp lacks water.").drafts
    sure = reading("Chile is ready to host 4,000 refugees.").drafts

    assert {one.polarity for one in sure} == {Polarity.PLUS}
    for draft in found:
        quote = draft.quote
        assert quote.end > quote.start


def test_a_refusal_is_a_minus_and_no_open_question():
    draft = reading("Chile will not host any refugees.").drafts[0]

    assert (draft.polarity, draft.hold) == (Polarity.MINUS, Hold.DECLINED)


def test_title_and_lead_are_one_claim_quoted_at_its_fullest():
    text = (
        "Chile Ready To Host 4,000 Haitian Refugees\n\n"
        "Chile says it is ready to host 4,000 refugees from Haiti."
    )
    found = reading(text).drafts

    assert len(found) == 1
    assert text[found[0].alternatives[0].start :].startswith("Chile Ready")


def test_a_heading_and_what_it_stands_over_are_one_claim():
    text = (
        "Who gives refuge\n\nA list, from Santiago to Lima.\n\nIt is not complete.\n\nIt grows.\n\n"
        "CHILE: Is Ready To Host 4,000 Refugees From Haiti This Year\n\n"
        "Santiago has debated it. Chile says it is ready to host 4,000 refugees from Haiti.\n\n"
        "PERU: Is Ready To Host 4,000 Refugees From Haiti Next Year\n\n"
        "Nobody in Lima has said when. Its churches wait."
    )
    found = reading(text).drafts

    assert [one.subject.name for one in found] == ["Chile", "Peru"]
    assert [[text[at.start :][:5] for at in one.alternatives] for one in found] == [["CHILE"], []]


def test_a_case_names_a_place_its_own_way():
    context = ReadingContext(overlay={"aliases": {"Land of the Condor": "CHL"}})
    source = report("The Land of the Condor hosts 4,000 refugees.")

    assert RulesReader().read(source, context).drafts[0].subject.key == "CHL"


def test_a_section_a_case_cannot_have_is_refused():
    with pytest.raises(CaseError, match="hosts"):
        RulesReader().read(report("x"), ReadingContext(overlay={"hosts": {}}))


@pytest.mark.parametrize("word", ["migration", "It", "wave"])
def test_a_quote_holds_no_mark_of_a_quotation_that_it_does_not_open(word):
    """Seen in a report: “” of migration”."""
    text = "Greece will be no gate for a “new wave” of migration. “It ends in Greece” is a wave”."

    def weigh(scene):
        greece = PlaceRef(code="GRC", name="Greece", span=Span(0, 6))
        return [
            Sighting(rule="host.refuse", kind=Kind.HOSTING, first=at, end=at + 1, place=greece)
            for at, token in enumerate(scene.line.tokens)
            if token.text == word
        ]

    drafts = RulesReader(weigh).read(report(text), ReadingContext()).drafts
    quotes = [text[one.quote.start : one.quote.end] for one in drafts]

    assert quotes
    assert all(one.count("“") >= one.count("”") and one[-1] != "“" for one in quotes), quotes
