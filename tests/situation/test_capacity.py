"""Firm, ready and possible: columns of their own, and what counts in none."""

from tests.situation.made import LINKS, ROOMS, offer, people, said, situation

from panah.domain.claim import Hold, PlanningClass, Status
from panah.domain.quantity import Hedge, Interval, Measure


def totals(found):
    return {(total.planning_class, total.measure): total for total in found.totals}


def test_each_class_has_its_own_total():
    found = totals(situation(ROOMS, LINKS))

    assert found[PlanningClass.FIRM, Measure.CAPACITY].amount == Interval(1500, 1500)
    assert found[PlanningClass.READY, Measure.CEILING].amount == Interval(0, 60_000)
    assert found[PlanningClass.POSSIBLE, Measure.CAPACITY].amount == Interval(3600, 4400)


def test_an_offer_of_a_number_of_people_is_counted_and_not_added():
    possible = totals(situation(ROOMS, LINKS))[PlanningClass.POSSIBLE, Measure.CAPACITY]

    assert possible.without_number == ("ISL-silent",)


def test_what_a_host_declined_counts_nowhere():
    found = situation(ROOMS, LINKS)

    assert all("ISL-islands" not in total.parts for total in found.totals)
    assert "ISL-islands" not in found.capacity["matters"].explode().to_list()


def test_a_class_of_silent_offers_has_a_total_without_amount():
    found = situation({"a": [offer("A", "TLM", status=Status.ASKED)]})

    assert [(total.amount, total.without_number) for total in found.totals] == [(None, ("a",))]


def test_strict_totals_only_what_is_agreed():
    told = {
        "a": [offer("A", "TLM", people(10, 10), Status.AGREED)],
        "b": [offer("B", "VES", people(20, 20), Status.ANNOUNCED)],
        "c": [offer("C", "OND", people(30, 30), Status.READY)],
    }

    found = situation(told, strict=True)

    assert [total.amount for total in found.totals] == [Interval(10, 10)]
    assert dict(found.offers.select("host", "class").iter_rows()) == {
        "TLM": "firm",
        "VES": "ready",
        "OND": "ready",
    }


def test_offers_of_one_host_that_may_overlap_keep_rows_of_their_own():
    found = situation(
        {
            "a": [offer("A", "TLM", people(200, 999), counterpart="relief")],
            "b": [offer("B", "TLM", people(200, 999))],
            "c": [offer("C", "VES", people(5, 5))],
        }
    )

    rows = found.capacity.select("host", "firm_low", "firm_high").rows()

    assert rows == [("TLM", 200, 999), ("TLM", 200, 999), ("VES", 5, 5)]
    assert any("No total of firm places" in why for why in found.refusals)


def test_a_row_of_capacity_keeps_classes_apart():
    found = situation(
        {
            "a": [offer("A", "TLM", people(100, 100), Status.AGREED)],
            "b": [offer("B", "TLM", people(200, 999), Status.ASKED)],
        }
    )

    (row,) = found.capacity.to_dicts()

    assert (row["firm_low"], row["possible_low"], row["possible_high"]) == (100, 200, 999)
    assert row["ready_low"] is None


def test_room_and_ceiling_of_one_class_are_listed_and_the_refusal_names_both():
    found = situation(
        {
            "a": [offer("A", "TLM", people(200, 999, worded="hundreds"), Status.READY)],
            "b": [
                offer(
                    "B",
                    "VES",
                    people(0, 500, Hedge.UP_TO, Measure.CEILING, "up to 500"),
                    Status.READY,
                )
            ],
        }
    )

    assert len(found.totals) == 2
    assert any("hundreds" in why and "up to 500" in why for why in found.refusals)


def test_a_disputed_part_is_added_by_its_hull_and_marks_the_total():
    found = situation(
        {
            "a": [
                offer("A", "TLM", people(200, 300)),
                said("A2", source="post", voice="courier", qty=people(900, 1000), status=None),
            ],
            "b": [offer("B", "VES", people(10, 10))],
        },
        [("A", "conflicts", "A2")],
    )

    (total,) = found.totals

    assert (total.amount, total.disputed) == (Interval(210, 1010), True)


def test_one_amount_claimed_for_two_offers_marks_both_totals():
    found = situation(
        {
            "a": [offer("A", "TLM", people(200, 999), Status.READY)],
            "b": [offer("B", "TLM", people(200, 999), Status.ASKED, counterpart="relief")],
        },
        [("A", "conflicts", "B")],
    )

    assert [total.disputed for total in found.totals] == [True, True]


def test_places_used_are_taken_off_what_is_outstanding_and_not_listed_twice():
    found = situation({"a": ROOMS["OND-quota"]})

    (row,) = found.offers.to_dicts()

    assert (row["low"], row["high"]) == (1500, 1500)
    assert (row["used_low"], row["used_high"]) == (270, 330)
    assert (row["outstanding_low"], row["outstanding_high"]) == (1170, 1230)


def test_a_third_partys_hold_is_shown_and_stops_nothing():
    found = situation(
        {
            "a": [
                offer("A", "TLM", people(10, 10)),
                said("A2", source="post", voice="courier", status=None, hold=Hold.SUSPENDED),
            ]
        }
    )

    (row,) = found.offers.to_dicts()

    assert (row["counted"], row["hold"], row["hold_by"]) == (True, "suspended", "third party")
