"""Movements and people in a state: who goes from where to where, and who is where."""

import pytest
from tests.reading.reads import claims, one, reading

from panah.domain.claim import Hold, Kind, Mood, Status
from panah.domain.quantity import Hedge, Measure, Unit


def ends(claim):
    return claim.from_, claim.to


@pytest.mark.parametrize(
    ("text", "origin", "goal", "status"),
    [
        ("Some 4,000 people have fled Burundi.", "BDI", None, Status.DONE),
        ("Some 4,000 people have fled Burundi for Rwanda.", "BDI", "RWA", Status.DONE),
        ("Some 4,000 Burundians have fled to Rwanda.", "BDI", "RWA", Status.DONE),
        ("Some 4,000 people crossed from Burundi into Rwanda.", "BDI", "RWA", Status.DONE),
        ("Some 4,000 Burundians are entering Rwanda.", "BDI", "RWA", Status.UNDER_WAY),
        ("Rwanda airlifted 300 Burundians to Kenya.", "BDI", "KEN", Status.DONE),
        ("Rwanda deported 300 Burundians.", "RWA", "BDI", Status.DONE),
        ("Rwanda will deport 300 Burundians.", "RWA", "BDI", Status.ANNOUNCED),
        ("Some 300 refugees were sent back from Rwanda to Burundi.", "RWA", "BDI", Status.DONE),
        ("The arrival of 300 Burundians in Rwanda went unseen.", "BDI", "RWA", Status.DONE),
        ("A flight with 300 refugees from Burundi landed in Rwanda.", "BDI", "RWA", Status.DONE),
    ],
)
def test_a_movement_goes_from_a_place_to_a_place(text, origin, goal, status):
    claim = one(text, Kind.MOVEMENT)

    assert (*ends(claim), claim.status) == (origin, goal, status)
    assert claim.qty.unit is Unit.PERSON


def test_a_fear_or_a_possibility_is_no_fact():
    may = one("Up to 4,000 people may flee Burundi.", Kind.MOVEMENT)
    expected = one("The UN expects 4,000 people to flee Burundi.", Kind.MOVEMENT)

    assert (may.mood, may.status) == (Mood.MAY, None)
    assert (expected.mood, expected.status) == (Mood.WILL, Status.ANNOUNCED)


def test_a_start_makes_a_running_total_and_a_day_a_rate():
    total = one("Some 4,000 people have fled Burundi since April.", Kind.MOVEMENT)
    rate = one("About 500 people a day are crossing into Rwanda.", Kind.MOVEMENT)

    assert total.qty.measure is Measure.CUMULATIVE
    assert rate.qty.measure is Measure.RATE


def test_a_verb_that_is_not_said_twice_still_tells_a_second_movement():
    found = claims("Some 4,000 Burundians have escaped to Rwanda and about 900 to Kenya.")

    assert [(claim.to, claim.qty.stated) for claim in found] == [("RWA", (4000,)), ("KEN", (900,))]


def test_growing_to_a_number_is_the_total_and_not_the_growth():
    fact, plan = claims(
        "About 1,300 Burundians have fled to Rwanda, a number expected to grow to 3,600."
    )

    assert (fact.mood, plan.mood) == (Mood.IS, Mood.WILL)
    assert (plan.qty.stated, plan.qty.measure, plan.to) == ((3600,), Measure.CUMULATIVE, "RWA")


def test_animals_never_join_people():
    people, herd = claims("Almost 200 herders from Chad and some 3,000 livestock entered Niger.")

    assert (people.qty.unit, herd.qty.unit) == (Unit.PERSON, Unit.ANIMAL)
    assert people.qty.hedge is Hedge.ALMOST


def test_they_are_those_who_came_before_and_go_back_where_they_came_from():
    came, left = claims("Almost 200 herders from Chad entered Niger. They were since sent back.")

    assert ends(came) == ("TCD", "NER")
    assert ends(left) == ("NER", "TCD")
    assert (left.qty.stated, left.qty.unit) == (came.qty.stated, came.qty.unit)
    assert "antecedent" in left.note


def test_a_purpose_is_no_second_movement():
    found = claims("About 70 people entered Niger to flee the fighting in Chad.")

    assert len(found) == 1


def test_a_series_by_year_is_a_claim_for_each_year():
    found = claims("Some 4,000 people crossed into Niger in 2022, compared with 900 in 2021.")

    assert [(claim.qty.stated, str(claim.event)) for claim in found] == [
        ((4000,), "2022"),
        ((900,), "2021"),
    ]


def test_people_driven_from_their_homes_move_inside_their_country():
    claim = one("More than 9,000 people have been displaced in Mali since May.", Kind.MOVEMENT)

    assert (claim.from_, claim.made_by.rule) == ("MLI", "movement.displaced")


@pytest.mark.parametrize(
    ("text", "place", "stated"),
    [
        ("Some 3,000 refugees are stranded at the border with Niger.", "NER", (3000,)),
        ("Niger is home to 3,000 refugees.", "NER", (3000,)),
        ("There are 3,000 refugees in Niger.", "NER", (3000,)),
        ("Some 3,000 refugees live in Niger.", "NER", (3000,)),
        ("Niger has registered 3,000 refugees.", "NER", (3000,)),
        ("The number of refugees in Niger has risen to 3,000.", "NER", (3000,)),
    ],
)
def test_people_who_are_somewhere_are_a_population(text, place, stated):
    claim = one(text, Kind.POPULATION)

    assert (claim.place, claim.qty.stated) == (place, stated)


def test_where_a_report_does_not_say_the_host_it_is_the_country_reached_before():
    text = (
        "MOUNDOU, Chad -- Some 3,000 people have fled fighting in Cameroon. "
        "At least 40 refugees arrive every day."
    )
    claim = claims(text)[-1]

    assert claim.to == "TCD"
    assert "place_inferred" in claim.note


def test_a_deportation_that_stops_is_held():
    found = claims("Norway has suspended deportations of Eritreans.")

    assert [(claim.kind, claim.hold) for claim in found] == [(Kind.ACCESS, Hold.SUSPENDED)]


def test_a_total_is_told_beside_the_new_arrivals():
    found = claims("Some 300 new arrivals were registered in Niger, bringing the total to 9,200.")

    assert {claim.qty.stated for claim in found} == {(300,), (9200,)}


def test_a_share_is_no_number_of_people():
    assert not claims("About a fifth of its people have left Niger.")


def test_a_title_beside_the_text_says_where_an_untold_place_lies():
    told = "More than 300 people were moved into two sports halls overnight.\n"

    (draft,) = reading(told, title="Moldova: storm empties the villages").drafts

    assert draft.to.code == "MDA"
    assert reading(told, title="Storm empties the villages").drafts == ()
