"""What nobody stated becomes a question to the one who can answer it."""

import attrs
import pytest
from tests.situation.made import SITES, cond, moved, offer, people, said, situation

from panah.domain.claim import Hold, Kind, Mode, Mood, Status
from panah.domain.group import Group
from panah.domain.quantity import Hedge, Measure, Unit


def missing(found, matter="a"):
    return [gap.facet for gap in found.gaps if gap.matter == matter]


def test_a_silent_offer_is_asked_for_everything_it_needs():
    found = situation({"a": [offer("A", "VES", status=Status.CONSIDERING)]})

    assert missing(found) == ["number", "for whom", "mode", "duration", "places used"]


def test_a_question_names_whom_to_ask_what_and_about_which_matter():
    found = situation({"a": [offer("A", "VES", counterpart="relief")]})

    assert found.gaps[0].question == "ask Vessland for number of Vessland, for Relief Council"


def test_only_people_who_go_on_are_asked_where_to():
    def facets(mode):
        return missing(situation({"a": [offer("A", "VES", mode=mode)]}))

    assert "onward destination" in facets(Mode.TRANSIT)
    assert "onward destination" in facets(Mode.TEMPORARY)
    assert "onward destination" not in facets(Mode.RESETTLEMENT)


def test_a_number_of_people_is_not_a_number():
    vague = people(2, None, Hedge.VAGUE, worded="a number of")

    assert "number" in missing(situation({"a": [offer("A", "VES", vague)]}))


def test_what_is_stated_is_not_asked():
    found = situation(
        {
            "a": [
                offer(
                    "A",
                    "VES",
                    people(10, 10),
                    mode=Mode.TRANSIT,
                    to="OND",
                    group=Group(label="teachers"),
                ),
                offer("A2", "VES", people(30, 30, measure=Measure.DURATION, unit=Unit.DAY)),
                offer("A3", "VES", people(4, 4, measure=Measure.STOCK)),
            ]
        }
    )

    assert missing(found) == []


def test_camps_in_provinces_nobody_named_are_asked_for_sites_room_and_place():
    camps = said(
        "A",
        kind=Kind.FACILITY,
        place="three border provinces",
        qty=people(3, 3, measure=Measure.EXTENT, unit=Unit.PROVINCE),
        status=Status.IN_PLACE,
    )

    assert missing(situation({"a": [camps]})) == ["number of sites", "capacity", "place"]


def test_a_camp_with_place_sites_and_room_is_asked_nothing():
    assert missing(situation({"a": SITES["TLM-camps"]})) == []


def test_a_movement_of_unknown_size_asks_the_one_who_told_of_it():
    found = situation({"a": [moved("A", None, to=None)]})

    assert missing(found) == ["number", "to"]
    assert {gap.ask for gap in found.gaps} == {"The Courier"}


def test_what_is_only_feared_asks_nothing():
    feared = moved("A", None, mood=Mood.MAY, status=None)

    assert situation({"a": [feared]}).gaps == ()


@pytest.mark.parametrize(
    "end",
    [
        {"status": Status.DONE},
        {"hold": Hold.DECLINED},
        {"conditions": (cond("until_date", "until the 15th", "2021-05-15"),)},
    ],
)
def test_what_is_closed_asks_nothing(end):
    assert situation({"a": [offer("A", "VES", **end)]}).gaps == ()


def test_a_plan_that_is_due_still_asks():
    last = (cond("until_date", "by the 15th", "2021-05-15"),)

    plan = moved("A", None, mood=Mood.WILL, conditions=last)

    assert missing(situation({"a": [plan]})) == ["number", "whether it happened"]


def test_a_plan_of_which_all_is_known_asks_whether_it_happened_once_it_is_due():
    last = (cond("until_date", "by the 15th", "2021-05-15"),)
    plan = {"a": [moved("A", people(40, 40), mood=Mood.WILL, conditions=last)]}

    assert missing(situation(plan, as_of="2021-05-15")) == []
    (gap,) = situation(plan).gaps
    assert gap.question.startswith("ask The Courier whether it happened: Karsha to Tolmera")


def test_a_movement_nobody_placed_or_dated_is_asked_whence_and_when():
    assert missing(situation({"a": [moved("A", people(40, 40), from_=None, event=None)]})) == [
        "from",
        "window",
    ]


def test_a_gate_without_day_or_condition_is_asked_for_both():
    gate = said("A", kind=Kind.ACCESS, subject="VES", place="gate", event=None)
    silent = attrs.evolve(gate, status=None)

    assert missing(situation({"a": [gate]})) == ["since when", "on what condition"]
    assert "open or not" in missing(situation({"a": [silent]}))


def test_a_gate_with_a_condition_is_not_asked_for_it():
    assert missing(situation({"a": SITES["VES-gate"]})) == []


def test_help_is_asked_what_how_much_and_from_whom():
    help_ = said("A", kind=Kind.SUPPORT, subject="donors", counterpart="TLM", voice="velt")

    found = situation({"a": [help_]})

    assert missing(found) == ["what", "how much", "from whom"]
    assert found.gaps[0].ask == "Ana Velt"


def test_a_population_is_asked_for_type_and_place():
    people_there = said(
        "A",
        kind=Kind.POPULATION,
        subject="people from Karsha",
        status=None,
        qty=people(40, 40, measure=Measure.STOCK),
        place=None,
    )

    some_day = attrs.evolve(people_there, event=None)

    assert missing(situation({"a": [people_there]})) == ["place", "population type"]
    assert "as-of date" in missing(situation({"a": [some_day]}))


def test_the_firmest_offers_are_asked_first():
    found = situation(
        {
            "a": [offer("A", "VES", status=Status.ASKED)],
            "b": [offer("B", "OND", status=Status.AGREED)],
        }
    )

    assert [gap.matter for gap in found.gaps] == ["b"] * 5 + ["a"] * 5


def test_words_of_a_condition_do_not_stand_for_a_number():
    claim = offer("A", "VES", conditions=(cond("if_agreed", "once 300 beds are paid"),))

    assert "number" in missing(situation({"a": [claim]}))
