"""Hosting: who takes in whom, how far it has come, and who asked."""

import pytest
from tests.reading.reads import claims, one

from panah.domain.claim import CondType, Hold, How, Kind, Mode, Mood, Status
from panah.domain.quantity import Hedge, Measure, Unit


@pytest.mark.parametrize(
    ("text", "subject", "status", "hold"),
    [
        ("Uganda hosts 900,000 refugees.", "UGA", Status.IN_PLACE, Hold.LIVE),
        ("Chile is hosting 4,000 refugees.", "CHL", Status.UNDER_WAY, Hold.LIVE),
        ("Chile took in 4,000 refugees.", "CHL", Status.DONE, Hold.LIVE),
        ("Chile will take in 4,000 refugees.", "CHL", Status.ANNOUNCED, Hold.LIVE),
        ("Chile has pledged to take 4,000 refugees.", "CHL", Status.ANNOUNCED, Hold.LIVE),
        ("Chile is ready to shelter 4,000 refugees.", "CHL", Status.READY, Hold.LIVE),
        ("Chile has agreed to house 4,000 refugees.", "CHL", Status.AGREED, Hold.LIVE),
        ("Chile agreed to hold up to 4,000 refugees.", "CHL", Status.AGREED, Hold.LIVE),
        ("Chile is close to a deal to house 4,000 refugees.", "CHL", Status.NEAR_FINAL, Hold.LIVE),
        ("Chile may admit 4,000 refugees.", "CHL", Status.CONSIDERING, Hold.LIVE),
        ("Chile is reluctant to admit more refugees.", "CHL", Status.CONSIDERING, Hold.RELUCTANT),
        ("Chile has refused to admit more refugees.", "CHL", None, Hold.DECLINED),
        ("Chile will not accept any refugees.", "CHL", None, Hold.DECLINED),
        ("Chile's chancellor ruled out taking in more refugees.", "CHL", None, Hold.DECLINED),
        ("Chile has offered refuge to Haitian families.", "CHL", Status.ANNOUNCED, Hold.LIVE),
        ("Chile granted asylum to 60 people from Haiti.", "CHL", Status.DONE, Hold.LIVE),
        ("Chile has opened its doors to 9,000 Haitians.", "CHL", Status.DONE, Hold.LIVE),
        ("Chile will never turn away people fleeing Haiti.", "CHL", Status.IN_PLACE, Hold.LIVE),
        ("Chile pushed back 300 migrants at the border.", "CHL", Status.DONE, Hold.DECLINED),
        ("Chile rejected 70 asylum requests from Haitians.", "CHL", Status.DONE, Hold.DECLINED),
        ("Chile said it could not cope with a new wave of migrants.", "CHL", None, Hold.DECLINED),
    ],
)  # fmt: skip
def test_the_words_say_how_far_a_host_is(text, subject, status, hold):
    claim = one(text, Kind.HOSTING)

    assert (claim.subject, claim.status, claim.hold) == (subject, status, hold)


def test_what_a_host_promises_is_itself_the_fact():
    assert one("Chile will take in 4,000 refugees.", Kind.HOSTING).mood is Mood.IS


def test_a_passive_promise_is_a_plan_at_the_place_it_names():
    claim = one("The families will be housed in Peru.", Kind.HOSTING)

    assert (claim.subject, claim.place, claim.mood) == ("PER", "PER", Mood.WILL)


def test_of_one_who_asks_another_to_host_the_one_asked_is_the_host():
    claim = one("Japan asked Fiji to shelter 300 flooded families from Tuvalu.", Kind.HOSTING)

    assert (claim.subject, claim.counterpart, claim.status) == ("FJI", "JPN", Status.ASKED)
    assert claim.qty.unit is Unit.FAMILY


def test_a_request_to_several_hosts_is_a_claim_for_each():
    found = claims("Japan asked Fiji, Samoa and Tonga to house evacuees.")

    assert [claim.subject for claim in found] == ["FJI", "WSM", "TON"]
    assert {claim.counterpart for claim in found} == {"JPN"}


def test_in_talks_the_one_that_will_host_is_the_host():
    claim = one(
        "The Japanese government is in talks with Fiji to house 500 evacuees.", Kind.HOSTING
    )

    assert (claim.subject, claim.counterpart, claim.status) == ("FJI", "JPN", Status.IN_TALKS)


def test_in_talks_with_an_agency_on_hosting_the_country_is_the_host():
    claim = one("Chile is in talks with UNHCR on hosting some 4,000 people.", Kind.HOSTING)

    assert (claim.subject, claim.status) == ("CHL", Status.IN_TALKS)


@pytest.mark.parametrize(
    "text",
    [
        "Chile denied it had offered to host 15,000 refugees.",
        "Chile denied reports that it would take in 15,000 refugees.",
        "Chile denied claims it will take in 15,000 refugees.",
        "Chile's foreign ministry dismissed media reports that it would host 15,000 refugees.",
    ],
)
def test_an_offer_whose_report_is_denied_is_no_offer(text):
    claim = one(text, Kind.HOSTING)

    assert (claim.subject, claim.hold) == ("CHL", Hold.DECLINED)


def test_the_kingdom_is_the_country_whose_officials_speak_of_it():
    claim = one(
        "Officials in Amman said the kingdom could not accept any more refugees.", "hosting"
    )

    assert (claim.subject, claim.hold) == ("JOR", Hold.DECLINED)


def test_a_country_named_by_its_capital_asks_and_agrees():
    found = claims("Ottawa has asked Lisbon to take in 200 students from Kenya.")

    assert [(claim.subject, claim.counterpart) for claim in found] == [("PRT", "CAN")]


def test_an_amount_that_a_decision_sets_is_exact_and_a_ceiling():
    claim = one("Chile will take in 4,000 refugees.", Kind.HOSTING)

    assert (claim.qty.lo, claim.qty.hi, claim.qty.decided) == (4000, 4000, True)
    assert claim.qty.measure is Measure.CEILING


def test_up_to_is_a_ceiling_and_no_amount():
    claim = one("Chile is ready to house up to 4,000 refugees.", Kind.HOSTING)

    assert (claim.qty.lo, claim.qty.hi, claim.qty.hedge) == (0, 4000, Hedge.UP_TO)
    assert claim.qty.measure is Measure.CEILING


def test_an_amount_nobody_gave_is_not_stated_rather_than_none():
    claim = one("Chile has agreed to house Haitian refugees.", Kind.HOSTING)

    assert not claim.qty.is_given
    assert (claim.group.origin, claim.group.pop) == ("HTI", "REF")


def test_a_transit_country_and_a_temporary_stay_are_ways_of_hosting():
    transit = one("Chile may serve as a transit hub for 900 refugees from Haiti.", Kind.HOSTING)
    brief = one("Chile is ready to temporarily host 900 refugees bound for Canada.", Kind.HOSTING)

    assert transit.mode is Mode.TRANSIT
    assert (brief.mode, brief.to) == (Mode.TEMPORARY, "CAN")


def test_a_condition_stays_with_the_promise():
    claim = one("Chile would take in 4,000 refugees if the fighting endangers them.", Kind.HOSTING)

    assert [cond.type for cond in claim.conditions] == [CondType.IF_THREAT]
    assert claim.is_conditional


def test_places_of_a_programme_are_a_quota():
    claim = one("Chile raised its quota to 8,000 refugees for next year.", Kind.HOSTING)

    assert claim.made_by.rule == "host.quota"
    assert (claim.mode, claim.qty.stated) == (Mode.RESETTLEMENT, (8000,))


def test_they_at_the_host_of_a_minister_is_the_ministers_country():
    claim = one(
        "Chile's interior minister, Elena Rojas, said his country would accept 50 families "
        "from Haiti.", Kind.HOSTING,
    )  # fmt: skip

    assert claim.subject == "CHL"
    assert [(hop.actor, hop.how) for hop in claim.chain] == [
        ("Elena Rojas", How.SAID),
        ("Nile Herald", How.REPORTED),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "If Chile hosted 500 refugees, the town would grow.",
        "Chile has a tradition of welcoming refugees.",
        "The host was kind to the refugees of Chile.",
        "The camp hosting refugees in Chile lies by the sea.",
        "Chile could take in anyone.",
    ],
)
def test_what_is_only_supposed_or_said_in_general_is_no_offer(text):
    assert not [claim for claim in claims(text) if claim.kind is Kind.HOSTING]


def test_a_door_that_is_opened_is_an_offer_and_one_that_is_not_a_refusal():
    opened = one("Chile will allow Haitians to enter without visas.", Kind.HOSTING)
    shut = one("Chile will not allow Haitians to enter without visas.", Kind.HOSTING)

    assert (opened.status, opened.hold) == (Status.ANNOUNCED, Hold.LIVE)
    assert (shut.status, shut.hold) == (None, Hold.DECLINED)


def test_a_list_of_hosts_is_a_claim_for_each_with_its_own_amount():
    found = claims("Peru has received more than 9,000 Haitians, Chile 700 and Cuba 40.")

    assert [(claim.subject, claim.qty.stated) for claim in found] == [
        ("PER", (9000,)),
        ("CHL", (700,)),
        ("CUB", (40,)),
    ]


def test_a_signed_deal_on_return_is_agreed_with_the_other_party():
    claim = one("Chile signed an agreement with Haiti on the return of migrants.", Kind.HOSTING)

    assert (claim.subject, claim.counterpart, claim.status) == ("CHL", "HTI", Status.AGREED)


def test_a_host_that_takes_no_more_declines_though_nobody_is_named():
    found = claims("Chile houses 900 Haitian refugees in two towns. It has declined to take more.")

    assert [(claim.subject, claim.hold) for claim in found] == [
        ("CHL", Hold.LIVE),
        ("CHL", Hold.DECLINED),
    ]


def test_a_request_that_is_considered_is_considered_by_the_one_who_would_host():
    claim = one(
        "Chile confirmed it was considering a Japanese request to temporarily house Afghans.",
        Kind.HOSTING,
    )

    assert (claim.subject, claim.counterpart, claim.status) == ("CHL", "JPN", Status.CONSIDERING)


def test_visas_that_will_be_issued_are_an_offer():
    claim = one("Chile will issue humanitarian visas to Haitians who fled violence.", Kind.HOSTING)

    assert (claim.subject, claim.status) == ("CHL", Status.ANNOUNCED)
