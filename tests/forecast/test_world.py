"""What a situation says becomes what moves people, line by line."""

from datetime import date

import pytest
from tests.forecast.lands import (
    AWAY,
    BY_AIR,
    BY_ROAD,
    HOME,
    ON_FOOT,
    TO_FIELD,
    offer,
    said,
    situation,
    world,
)
from tests.make import hop, people, when

from panah.chance import stream
from panah.domain.claim import Hold, Kind, Mode, Mood, Status
from panah.domain.outlook import Quantity, Use
from panah.domain.quantity import Hedge, Interval, Measure
from panah.errors import InputError
from panah.forecast.unrest import unrest


def rooms(found):
    return {room.place: room.amount for room in found.found.rooms}


def notes(found):
    return {one.what for one in found.found.findings}


def test_the_maker_of_lands_gives_lines():
    assert [line.kind for line in situation(offer(200, 300)).detail] == [Kind.HOSTING]


@pytest.mark.parametrize(
    ("status", "strict", "counts"),
    [
        (Status.AGREED, False, True),
        (Status.AGREED, True, True),
        (Status.READY, False, True),
        (Status.READY, True, False),
        (Status.IN_TALKS, False, False),
        (Status.ASKED, False, False),
    ],
)
def test_room_is_what_is_firm_or_ready_and_never_what_is_possible(status, strict, counts):
    found = world(offer(200, 300, status=status), strict=strict)

    assert rooms(found) == ({AWAY: Interval(200, 300)} if counts else {})


@pytest.mark.parametrize("mode", [Mode.TRANSIT, Mode.TEMPORARY, Mode.RESETTLEMENT])
def test_people_do_not_walk_to_a_place_that_is_offered_on_the_way_or_for_good(mode):
    assert rooms(world(offer(200, 300, mode=mode))) == {}


def test_an_offer_that_its_host_took_back_is_no_room():
    own_voice = (hop(actor="mayor", of=AWAY),)

    assert rooms(world(offer(200, 300, hold=Hold.WITHDRAWN, chain=own_voice))) == {}


def test_a_ceiling_is_a_threshold_and_no_room():
    ceiling = people(0, 5_000, Hedge.UP_TO, Measure.CEILING)
    found = world(offer(0, 5_000, mode=Mode.ASYLUM, status=Status.READY, qty=ceiling))

    (trigger,) = found.found.triggers
    assert rooms(found) == {}
    assert (trigger.of, trigger.quantity, trigger.threshold) == (AWAY, Quantity.STOCK, 5_000)
    assert trigger.origin.claims


def test_both_ends_of_a_capacity_are_thresholds():
    thresholds = [one.threshold for one in world(offer(200, 300)).found.triggers]

    assert thresholds == [200, 300]


def test_a_camp_that_stands_is_there_from_its_day_and_without_a_size_has_no_limit():
    found = world(said(Kind.FACILITY, place="field", quote="a camp stands"))

    assert rooms(found) == {"field": None}
    assert "size_not_stated" in notes(found)
    assert found.world.links[TO_FIELD].opens == found.day(date(2021, 8, 10))


def test_a_camp_that_is_announced_is_not_there():
    found = world(
        said(Kind.FACILITY, place="field", status=Status.ANNOUNCED, mood=Mood.WILL, event=None)
    )

    assert rooms(found) == {}
    assert "camp_only_in_a_scenario" in notes(found)
    assert found.world.links[TO_FIELD].opens > found.world.days


def test_a_closed_border_lets_more_people_through_on_foot_than_at_its_crossing():
    found = world(said(Kind.ACCESS, hold=Hold.SUSPENDED, quote="the border is closed"))

    (door,) = found.found.doors
    chance = dict(zip(door.links, door.chance, strict=True))
    assert 0 < chance[BY_ROAD] < chance[ON_FOOT] < 1
    assert {closure.names for closure in found.world.closures} >= {("XA-LO", AWAY)}


def test_a_border_open_to_some_lets_half_through():
    found = world(said(Kind.ACCESS, quote="only families may enter"))

    assert set(found.found.doors[0].chance) == {0.5}


def test_an_open_border_and_a_closed_embassy_close_nothing():
    found = world(
        said(Kind.ACCESS, quote="the border stays open"),
        said(Kind.ACCESS, hold=Hold.SUSPENDED, quote="the embassy has closed", place=HOME),
    )

    assert found.found.doors == []


def test_a_town_that_is_taken_is_in_conflict_from_that_day():
    found = world(
        said(Kind.SECURITY, subject="rebels", place="XA-UP", quote="rebels took the town")
    )

    (onset,) = found.found.onsets
    assert (onset.place, onset.first, onset.intensity) == ("XA-UP", date(2021, 8, 10), 1.0)


def test_days_that_differ_between_voices_leave_the_day_open():
    took = {"subject": "rebels", "place": "XA-UP", "quote": "rebels took the town"}
    found = world(
        said(Kind.SECURITY, **took),
        said(Kind.SECURITY, **took, event=when("2021-08-12"), start=50),
    )

    spans = {(onset.first.day, onset.last.day) for onset in found.found.onsets}
    assert spans in ({(10, 12)}, {(10, 10), (12, 12)})


def test_a_town_handed_over_without_a_fight_sends_half_as_many():
    found = world(
        said(
            Kind.SECURITY,
            subject="rebels",
            place="XA-LO",
            quote="rebels entered without a fight",
        )
    )

    assert found.found.onsets[0].intensity == 0.5


@pytest.mark.parametrize(
    "quote", ["troops left the town", "soldiers were deployed", "they hold an exercise"]
)
def test_troops_that_come_or_leave_start_nothing(quote):
    found = world(said(Kind.SECURITY, subject="army", place="XA-UP", quote=quote))

    assert found.found.onsets == []


def test_a_fear_starts_nothing_and_names_the_scenario():
    found = world(
        said(
            Kind.SECURITY,
            subject="rebels",
            place=HOME,
            quote="the capital may be taken",
            mood=Mood.MAY,
            status=None,
            event=None,
        )
    )

    assert found.found.onsets == []
    assert "onset_only_in_a_scenario" in notes(found)


def test_people_flown_out_went_by_seats_on_those_days_only():
    flown = said(
        Kind.MOVEMENT,
        subject="people",
        place=None,
        from_="XA-LO",
        event=when("2021-08-07/2021-08-10"),
        status=Status.DONE,
        quote="they were flown out",
        qty=people(400, 800, measure=Measure.FLOW),
    )
    found = world(flown)

    (seats,) = found.found.seats
    link = found.world.links[BY_AIR]
    assert (seats.link, seats.amount) == (BY_AIR, Interval(100, 200))
    assert (link.opens, link.closes) == (
        found.day(date(2021, 8, 7)),
        found.day(date(2021, 8, 11)),
    )


def test_without_seats_nobody_flies():
    assert world().world.links[BY_AIR].opens > world().world.days


def test_people_who_were_there_before_are_stock_and_do_not_move():
    refugees = people(2_000, 2_000, measure=Measure.STOCK)
    found = world(said(Kind.POPULATION, subject="refugees", qty=refugees))

    assert found.found.before[AWAY].amount == Interval(2_000, 2_000)
    assert found.found.stocks == []


def test_an_expected_number_of_arrivals_is_a_threshold():
    feared = said(
        Kind.MOVEMENT,
        subject="people",
        place=None,
        from_=HOME,
        to=AWAY,
        mood=Mood.MAY,
        status=None,
        event=None,
        qty=people(9_000, 9_000, measure=Measure.FLOW),
    )

    (trigger,) = world(feared).found.triggers
    assert (trigger.quantity, trigger.threshold) == (Quantity.ENTRIES, 9_000)


def test_a_later_count_only_scores_and_one_published_later_is_not_known():
    uses = {one.on: one.use for one in world().found.observations}

    assert uses == {date(2021, 8, 10): Use.START, date(2021, 9, 5): Use.SCORE}


def test_a_distance_nobody_gave_is_assumed_and_says_so():
    lengths = [one for one in world().found.inputs if one.what == "length"]
    assumed = {one.of for one in lengths if one.origin.assumption}

    assert assumed == {"bridge to XBB", "XA-LO to XBB", "port to OUT"}
    assert all(one.origin.file or one.origin.assumption for one in lengths)


def test_every_input_keeps_what_it_rests_on():
    found = world(
        offer(200, 300), said(Kind.ACCESS, hold=Hold.SUSPENDED, quote="the border is closed")
    )
    told = [one for one in found.found.inputs if one.what in {"capacity", "border"}]

    assert len(told) == 2
    assert all(one.origin.claims for one in told)


def test_a_case_without_a_map_says_what_is_missing():
    from panah.domain.geography import Ground  # noqa: PLC0415

    with pytest.raises(InputError, match=r"geography/places\.csv"):
        world(ground=Ground())


@pytest.mark.parametrize("days", [0, 731])
def test_a_horizon_that_cannot_be_meant_is_refused(days):
    with pytest.raises(InputError, match="from 1 to 730 days"):
        world(days=days)


def test_fighting_that_names_only_the_country_is_somewhere_in_it():
    told = said(Kind.SECURITY, subject="army", place=HOME, quote="fighting between two armies")
    found = world(told)
    places = {unrest(found, stream(seed, "conflict", 0))[1][0].place for seed in range(20)}

    assert "event_somewhere" in notes(found)
    assert places == {"XA-UP", "XA-LO"}


def test_fighting_at_large_adds_nothing_to_places_that_were_named_in_those_weeks():
    found = world(
        said(Kind.SECURITY, subject="army", place=HOME, quote="fighting between two armies"),
        said(Kind.SECURITY, subject="rebels", place="XA-UP", quote="rebels took the town"),
    )

    assert [onset.place for onset in found.found.onsets] == ["XA-UP"]


def inside(total):
    return said(
        Kind.MOVEMENT,
        subject="people",
        place=None,
        from_=HOME,
        to=HOME,
        status=Status.DONE,
        event=when("2021-07-01/2021-08-12"),
        qty=people(total, total, measure=Measure.CUMULATIVE),
    )


def test_of_the_displaced_as_many_leave_the_country_as_was_counted():
    found = world(inside(99_100))

    assert found.abroad == 900 / 100_000
    assert any("0.9%" in one.value for one in found.found.inputs)


def test_where_nobody_counted_inside_everybody_who_sets_out_heads_for_a_border():
    assert world().abroad == 1.0


def test_a_total_since_another_day_is_not_compared():
    early = said(
        Kind.MOVEMENT,
        subject="people",
        place=None,
        from_=HOME,
        to=HOME,
        status=Status.DONE,
        event=when("2021-01-01/2021-08-12"),
        qty=people(99_100, 99_100, measure=Measure.CUMULATIVE),
    )

    assert world(early).abroad == 1.0
