"""Camps, gates, help, forces, talks, outlook."""

import pytest
from tests.reading.reads import claims, one, reading

from panah.domain.claim import CondType, Hold, How, Kind, Mood, Status
from panah.domain.quantity import Measure, Unit
from panah.domain.reading import Flag


@pytest.mark.parametrize(
    ("text", "place", "status", "hold", "mood"),
    [
        ("Malawi has set up two camps for refugees.", "MWI", Status.IN_PLACE, Hold.LIVE, Mood.IS),
        ("Malawi is building a camp for refugees.", "MWI", Status.UNDER_WAY, Hold.LIVE, Mood.IS),
        ("A camp will be set up in Malawi.", "MWI", Status.ANNOUNCED, Hold.LIVE, Mood.WILL),
        ("No camps are being built in Malawi.", "MWI", None, Hold.DECLINED, Mood.IS),
        ("Building of a camp has begun in Malawi.", "MWI", Status.UNDER_WAY, Hold.LIVE, Mood.IS),
        ("The refugee camp in Malawi is full.", "MWI", Status.IN_PLACE, Hold.LIVE, Mood.IS),
    ],
)  # fmt: skip
def test_a_camp_is_planned_built_denied_or_full(text, place, status, hold, mood):
    claim = one(text, Kind.FACILITY)

    assert (claim.place, claim.status, claim.hold, claim.mood) == (place, status, hold, mood)


def test_what_a_camp_was_built_for_is_its_capacity():
    claim = one("The camp in Malawi was built for 5,000 people.", Kind.FACILITY)

    assert (claim.qty.measure, claim.qty.stated) == (Measure.CAPACITY, (5000,))


def test_depots_are_counted_as_depots():
    claim = one("The construction of three food depots has started in Malawi.", Kind.FACILITY)

    assert (claim.qty.unit, claim.qty.stated) == (Unit.DEPOT, (3,))


@pytest.mark.parametrize(
    ("text", "subject", "hold", "mood"),
    [
        ("Laos has closed its border with Thailand.", "LAO", Hold.SUSPENDED, Mood.IS),
        ("Laos reopened the crossing.", "LAO", Hold.LIVE, Mood.IS),
        ("Laos will close the airport.", "LAO", Hold.SUSPENDED, Mood.WILL),
        ("Kabul airport will be closed from 31 August.", "AFG", Hold.SUSPENDED, Mood.WILL),
        ("Laos suspended its embassy.", "LAO", Hold.SUSPENDED, Mood.IS),
        ("Laos has suspended asylum applications.", "LAO", Hold.SUSPENDED, Mood.IS),
        ("Laos plans to close the two refugee camps.", "LAO", Hold.SUSPENDED, Mood.WILL),
    ],
)  # fmt: skip
def test_gates_and_programmes_close_and_open(text, subject, hold, mood):
    claim = one(text, Kind.ACCESS)

    assert (claim.subject, claim.hold, claim.mood) == (subject, hold, mood)


def test_an_embassy_reopens_on_a_condition():
    claim = one("Laos would open its embassy again if the town is safe.", Kind.ACCESS)

    assert (claim.mood, claim.conditions[0].type) == (Mood.WILL, CondType.IF_SAFE)


def test_help_in_kind_has_a_giver():
    claim = one("WFP delivered food to 700 displaced people in Mali.", Kind.SUPPORT)

    assert (claim.subject, claim.place, claim.qty.stated) == ("WFP", "MLI", (700,))


def test_money_alone_is_no_help_in_kind():
    assert not claims("Mali provided $3 million in funding for food for refugees.")


def test_above_a_ceiling_others_are_turned_to_and_that_is_no_capacity():
    found = claims(
        "Malawi is ready to host up to 900 refugees. If their number exceeds that, "
        "Malawi will turn to aid groups for help."
    )
    support = next(claim for claim in found if claim.kind is Kind.SUPPORT)

    assert (support.subject, support.counterpart) == ("aid groups", "MWI")
    assert support.is_conditional


def test_talks_are_hosting_only_where_the_text_is_about_refuge():
    about = "Malawi may shelter refugees. The Malawian minister said talks began in July."
    other = "The Malawian minister said talks on fish began in July."

    assert Status.IN_TALKS in [claim.status for claim in claims(about)]
    assert not claims(other)


def test_a_call_to_stop_deportations_is_asked_of_the_one_who_deports():
    found = claims("UNHCR has urged Norway to halt the deportation of Eritreans.")

    assert [(claim.status, claim.subject, claim.counterpart) for claim in found] == [
        (Status.ASKED, "NOR", "UNHCR")
    ]


def test_a_wave_that_is_feared_stands_apart_from_one_that_is_faced():
    feared = one("Malawi fears a new wave of refugees from Mozambique.", Kind.MOVEMENT)
    faced = one("Malawi is facing a growing wave of refugees from Mozambique.", Kind.MOVEMENT)

    assert (feared.mood, faced.mood) == (Mood.MAY, Mood.IS)
    assert (feared.to, feared.from_) == ("MWI", "MOZ")


def test_forces_are_counted_as_troops_and_a_fall_that_may_come_is_a_fear():
    sent = one("Kenya will deploy at least 700 troops to Haiti.", Kind.SECURITY)
    fall = one("The government of Haiti may collapse.", Kind.SECURITY)

    assert (sent.subject, sent.qty.unit, sent.qty.lo) == ("KEN", Unit.TROOP, 700)
    assert fall.mood is Mood.MAY


def test_a_caption_weighs_little():
    found = claims(
        "Camps of the lake\n\nFILE PHOTO: A camp for refugees near Goma, Congo.\n\nRain fell."
    )

    assert [(claim.kind, claim.chain[0].how) for claim in found] == [(Kind.FACILITY, How.CAPTION)]


def test_schools_used_as_shelters_are_sites():
    claim = one("Malawi opened three schools as shelters for flooded families.", Kind.FACILITY)

    assert (claim.place, claim.status) == ("MWI", Status.IN_PLACE)


def test_an_evacuation_that_is_postponed_is_held():
    claim = one("The evacuation of refugees from Libya was postponed.", Kind.ACCESS)

    assert (claim.made_by.rule, claim.hold) == ("access.evacuation", Hold.SUSPENDED)


def test_what_people_must_do_to_be_let_in_is_policy_and_no_offer():
    text = "Laos hosts 900 refugees. Refugees must register before they enter Laos."
    terms = one(text, Kind.POLICY)

    assert (terms.made_by.rule, terms.subject) == ("policy.terms", "LAO")


@pytest.mark.parametrize(
    "text",
    [
        "Mali has denied that it expelled 74 refugees from Niger.",
        "The minister disputed reports that Mali deported 74 refugees to Niger.",
        "Mali shut its border to refugees on Monday and opened it again on Tuesday.",
        "That settlement in Malawi no longer has plots to allocate.",
        "The deputies resolved that Mali should not sign its deal with Niger to take refugees.",
        "Mali has received zero refugees from Niger.",
        "Mali rejected the accusation that 74 refugees were being sent home to Niger.",
        "Mali says that no one who has asked for asylum there has been returned across the border.",
        "Mali answered that it had no intention of stopping refugees from Niger.",
        "Closing the border with Niger is unthinkable, Mali's president said.",
        "Asylum-seekers in Mali have received little food.",
        "As the land around Gao could take no more, camps were opened at Sikasso in Mali.",
        "It is wrong to say that Mali expelled 74 refugees to Niger.",
        "The army rejects that 74 refugees were expelled to Niger by Mali.",
        "It is a lie that Mali expelled 74 refugees to Niger.",
        "The paper has it that Mali expelled 74 refugees to Niger. It did not. They left by bus.",
        "The transfer of 74 refugees from Mali to Niger fell through.",
        "Rations were at no time withheld from refugees in Mali.",
        "Nor has Mali set aside 74 places for refugees from Niger.",
        "Mali hasn't stopped sending refugees home to Niger.",
        "Not one of the 74 Malians in Niger has gone home to Mali.",
        "Not a single one of the Malians in Niger has gone home to Mali.",
        "Mali will not close its border with Niger to refugees.",
        "Mali's senate voted down a motion to close the border with Niger.",
    ],
)
def test_what_is_denied_or_undone_in_the_same_breath_is_shown_to_a_person(text):
    read = reading(text)

    assert read.drafts
    assert all(Flag.POLARITY in draft.flags for draft in read.drafts)


@pytest.mark.parametrize(
    "text",
    [
        "Mali has no intention of hosting refugees from Niger.",
        "Mali will not open a camp for refugees from Niger.",
    ],
)
def test_a_plain_refusal_is_doubted_by_nobody(text):
    read = reading(text)

    assert read.drafts
    assert not any(Flag.POLARITY in draft.flags for draft in read.drafts)


def test_a_camp_lies_where_its_owner_is_and_its_figure_counts_people_before_a_comma():
    text = "Peru sent visas. Malawi's Zomba camp, built for 5,000, now shelters 2,500 people."

    claim = one(text, Kind.FACILITY)

    assert (claim.place, claim.qty.stated, claim.qty.unit) == ("MWI", (5000.0,), Unit.PERSON)


@pytest.mark.parametrize(("seat", "place"), [("GENEVA", None), ("LILONGWE", "MWI")])
def test_a_report_sent_from_a_seat_of_agencies_does_not_tell_of_the_land_it_lies_in(seat, place):
    text = f"{seat}, 9 May 2023 (Nile Herald) - The camp was built for 5,000 refugees."

    assert [claim.place for claim in claims(text)] == ([place] if place else [])


def test_a_crossing_lies_in_the_country_that_closes_it_not_where_it_sends_people_next():
    claim = one(
        "Panama closed the Darien crossing and bused migrants back to Peru.",
        Kind.ACCESS,
    )

    assert (claim.subject, claim.place) == ("PAN", "PAN")


def test_terms_that_would_be_set_are_announced():
    head = "Refugees from Togo fled to Benin. "
    now = one(head + "Benin requires a visa of refugees.", Kind.POLICY)
    then = one(head + "Benin announced it would require a visa of refugees.", Kind.POLICY)

    assert (now.status, then.status) == (Status.IN_PLACE, Status.ANNOUNCED)
