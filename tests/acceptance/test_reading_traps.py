"""The sixteen traps of the three articles, each as a test that can fail."""

import pytest
from tests.acceptance.seeds import annotated, read, readings, reports
from tests.shared import needs_shared

from panah.domain.claim import Hold, How, Kind, Mood
from panah.domain.quantity import Hedge, Measure, Unit

pytestmark = [needs_shared, pytest.mark.shared]


def found(article, *words):
    """The drafts whose sentence holds some words."""
    return [one for one in read()[article] if all(word in one.sentence for word in words)]


def quoting(label):
    """The drafts that share words and kind with an annotated claim, by its label."""
    for article, rows in annotated().items():
        for row in rows:
            if row["id"] == label:
                begin, end = row["span"]
                return [
                    one
                    for one in read()[article]
                    if one.claim.kind == row["kind"]
                    and one.claim.span.start < end
                    and begin < one.claim.span.end
                ]
    raise LookupError(label)


def test_1_indian_digit_grouping_is_read():
    (one,) = [r for r in read()["000"] if r.claim.qty and r.claim.qty.worded == "about 1,26,000"]

    assert one.claim.qty.stated == (126_000,)
    assert "digit_grouping" in one.claim.note


def test_2_turkey_yields_no_offer():
    hosting = [one for one in read()["000"] if one.claim.kind is Kind.HOSTING]

    assert hosting
    assert all(one.claim.subject != "TUR" and one.claim.place != "TUR" for one in hosting)


def test_3_two_hundreds_are_two_amounts():
    hundreds = [
        one
        for found_ in read().values()
        for one in found_
        if one.claim.qty and one.claim.qty.worded.lower().startswith("hundreds")
    ]

    assert len(hundreds) >= 3
    assert all((one.claim.qty.lo, one.claim.qty.hi) == (200, 999) for one in hundreds)
    assert len({one.claim.span for one in hundreds}) >= 3


def test_4_an_editors_insertion_is_not_the_speakers_words():
    edited = [one for one in read()["001"] if "[" in one.claim.quote]

    assert all(not one.claim.verbatim for one in edited)
    assert all("editor_insertion" in one.claim.note for one in edited)


def test_5_a_nested_no_does_not_end_the_quotation_and_refuses_nothing():
    assert not [one for one in found("001", "all not say") if one.claim.hold is Hold.DECLINED]
    assert not [
        one for one in read()["001"]
        if one.claim.subject == "ALB" and one.claim.hold is not Hold.LIVE
    ]  # fmt: skip


def test_6_other_names_are_resolved():
    eagles = [one for one in found("001", "Eagles") if one.claim.kind is Kind.HOSTING]
    washington = [one for one in found("000", "Washington") if one.claim.kind is Kind.HOSTING]
    overflow = [one for one in found("002", "Dushanbe") if one.claim.kind is Kind.SUPPORT]
    guarantee = [one for one in found("002", "Kabul") if one.claim.kind is Kind.POLICY]
    agency = [one for one in found("000", "agency") if one.claim.kind is Kind.MOVEMENT]
    they = [one for one in read()["002"] if one.sentence.startswith("They")]

    assert [one.claim.subject for one in eagles] == ["ALB"]
    assert [one.claim.counterpart for one in washington] == ["USA"]
    assert [one.claim.counterpart for one in overflow] == ["TJK"]
    assert [one.claim.subject for one in guarantee] == ["AFG"]
    assert {one.claim.chain[0].actor for one in agency} == {"UNHCR"}
    assert {"antecedent" in one.claim.note for one in they if one.claim.kind is Kind.MOVEMENT} == {
        True
    }


def test_6_the_country_is_the_one_spoken_of():
    canada = [one for one in found("000", "20,000") if one.claim.kind is Kind.HOSTING]

    assert [one.claim.subject for one in canada] == ["CAN"]


def test_7_an_outlet_is_a_step_and_not_the_speaker():
    for article, rows in read().items():
        outlets = {"Politico", "France 24", "Reuters", "AP", "AFP", "ANI"}
        for one in rows:
            for hop in one.claim.chain:
                if hop.actor in outlets:
                    assert hop.how in {How.QUOTED, How.REPORTED}, (article, one.claim.quote)


def test_8_a_caption_weighs_little():
    captions = quoting("C02")

    assert captions
    assert all(one.claim.chain[-1].how is How.CAPTION for one in captions)


def test_9_growing_to_a_number_is_a_total():
    (one,) = [r for r in read()["001"] if r.claim.qty and r.claim.qty.stated == (3500,)]

    assert (one.claim.qty.measure, one.claim.mood) == (Measure.CUMULATIVE, Mood.WILL)


def test_10_up_to_is_a_ceiling():
    (one,) = [r for r in read()["002"] if r.claim.qty and r.claim.qty.hedge is Hedge.UP_TO]

    assert (one.claim.qty.lo, one.claim.qty.hi) == (0, 100_000)
    assert one.claim.qty.measure is Measure.CEILING


def test_11_the_us_government_is_not_one_of_the_two_charities():
    charities = [one for one in quoting("B11") if one.claim.kind is Kind.HOSTING]

    assert charities
    assert all(one.claim.counterpart != "USA" for one in charities)


def test_12_livestock_never_joins_people():
    herd = [one for one in read()["002"] if one.claim.qty and one.claim.qty.worded == "some 4,000"]

    assert [one.claim.qty.unit for one in herd] == [Unit.ANIMAL]


def test_13_almost_350_with_families_is_left_as_it_is_worded():
    (one, *_) = quoting("C17")

    assert (one.claim.qty.hedge, one.claim.qty.stated) == (Hedge.ALMOST, (350,))
    assert one.claim.qty.unit is Unit.PERSON


def test_14_the_newsletter_footer_yields_nothing():
    text = reports()["001"].text
    footer = text.index("Sign up")

    assert all(one.claim.span.end <= footer for one in read()["001"])
    assert all(item.span.end <= footer for item in readings()["001"].unread)


def test_15_hearsay_has_an_unnamed_first_voice():
    (one, *_) = quoting("C15")

    assert one.claim.chain[0].how is How.UNNAMED
    assert "hearsay" in one.claim.note


def test_16_a_conditional_is_never_capacity():
    (overflow,) = quoting("C05")
    (threat,) = [one for one in quoting("B03") if one.claim.kind is Kind.HOSTING]

    assert overflow.claim.is_conditional
    assert overflow.claim.kind is Kind.SUPPORT
    assert threat.claim.is_conditional
