"""The model on worlds small enough to work out by hand."""

from datetime import date, timedelta

import attrs
import pytest
from tests.plan.made import RULE, a_line, claim, flow, places, quota, steps

from panah.domain.claim import PlanningClass
from panah.domain.figure import constant
from panah.domain.limit import (
    Camp,
    Depot,
    Layer,
    Offer,
    Pot,
    Resource,
    ResourceKind,
    Share,
    Spend,
    SupplyRoute,
    Tie,
    Use,
)
from panah.domain.network import (
    NONE,
    Group,
    Lane,
    Node,
    NodeKind,
    Passage,
    Period,
    Stage,
    State,
    grid,
)
from panah.domain.plan_input import Arrival, Fact, Lock, Present
from panah.domain.plan_policy import Order, Policy, Taken
from panah.errors import PlanError
from panah.plan.making import make_plan

STRICT = Policy(order=Order.STRICT)


def with_lane(line, part, **change):
    lanes = [attrs.evolve(one, **change) if part in one.name else one for one in line.lanes]
    return attrs.evolve(line, lanes=tuple(lanes))


def people_on(plan, lane):
    return {
        (row["leave"] - plan.made_from.start).days: round(row["people"], 6)
        for row in plan.flows.filter(lane=lane).sort("leave").iter_rows(named=True)
    }


def missing(plan, what):
    rows = plan.missing.filter(what=what)
    return round(float(rows["amount"].sum()), 4)


def day(plan, number):
    return plan.made_from.start + timedelta(days=number)


def test_a_flight_takes_as_many_as_it_has_seats_each_day():
    plan = make_plan(a_line(people=35, seats=10), STRICT)

    assert people_on(plan, "flight/all") == {0: 10, 1: 10, 2: 10, 3: 5}
    assert plan.reached == pytest.approx(35)


def test_a_full_hub_stops_the_flights_behind_it():
    plan = make_plan(a_line(people=100, seats=10, beds=15, vetting=0), STRICT)

    assert sum(people_on(plan, "flight/all").values()) == 15
    assert plan.binding["limit"][0] == "beds"
    assert missing(plan, "way to safety") == 85


def test_vetting_sets_the_pace_of_a_hub_and_who_is_vetted_keeps_the_place():
    plan = make_plan(a_line(people=100, seats=100, beds=12, vetting=3, dwell=2, days=8), STRICT)
    flights = people_on(plan, "flight/all")

    assert flights[0] == 12
    assert sum(flights.values()) == 12 + 3 * 5
    assert max(flights) <= 7


def test_nobody_leaves_on_a_closed_lane():
    line = a_line(people=30, days=10)
    lanes = [
        attrs.evolve(one, opens=3, closes=4) if "flight" in one.name else one for one in line.lanes
    ]
    plan = make_plan(attrs.evolve(line, lanes=tuple(lanes)), STRICT)

    assert people_on(plan, "flight/all") == {3: 10, 4: 10}


def test_nobody_sets_out_who_would_arrive_after_the_plan():
    line = a_line(people=30, days=4)
    plan = make_plan(with_lane(line, "flight", lag_days=3), STRICT)

    assert people_on(plan, "flight/all") == {0: 10}


def test_who_is_lost_on_the_way_is_counted_and_not_reached():
    line = a_line(people=40, seats=100)
    plan = make_plan(with_lane(line, "flight", survival=0.9), STRICT)

    assert plan.reached == pytest.approx(36)
    assert missing(plan, "lost on the way") == 4


def test_a_stay_beyond_the_limit_is_named_and_not_forbidden():
    plan = make_plan(a_line(people=10, seats=10, vetting=0, stay=3, days=6), STRICT)

    assert plan.reached == pytest.approx(10)
    assert missing(plan, "stay") == 10 * 3


def test_who_is_at_a_hub_at_first_counts_from_then_on():
    line = a_line(people=0, vetting=0, stay=2, days=5)
    here = (Present(state="hub/all/T/new", people=7, origin=RULE),)
    plan = make_plan(attrs.evolve(line, present=here), STRICT)

    assert missing(plan, "stay") == 7 * 3


def test_a_quota_ends_what_a_host_takes_and_a_least_is_taken():
    line = a_line(people=50, seats=50)
    resources = (*line.resources, quota("Q", 20, window=(0, 5), least=constant(4, RULE)))
    limited = attrs.evolve(line, resources=resources, uses=(*line.uses, Use("Q", "onward/all")))
    plan = make_plan(limited, STRICT)
    taken = people_on(plan, "onward/all")

    assert sum(some for when, some in taken.items() if when <= 5) == 20
    assert "Q" in plan.binding["limit"].to_list()


def test_nobody_is_parked_on_a_promise_that_is_used_up():
    line = a_line(people=50, seats=50)
    track = attrs.evolve(line.tracks[0], quota=constant(12, claim(7)))
    plan = make_plan(attrs.evolve(line, tracks=(track,)), STRICT)

    assert plan.reached == pytest.approx(12)
    assert plan.binding.row(0, named=True)["limit"] == "promise:T"
    assert plan.binding.row(0, named=True)["claims"] == ["claim-7"]


def offered(pots=(), **more):
    settings = {
        "name": "o",
        "resource": "beds",
        "host": "hub",
        "low": steps((2, 5.0), origin=claim(1)),
        "planning_class": PlanningClass.FIRM,
    }
    line = a_line(people=100, seats=100, vetting=0)
    beds = Resource(name="beds", kind=ResourceKind.STOCK, layer=Layer.ANNOUNCED, unit="place")
    resources = tuple(beds if one.name == "beds" else one for one in line.resources)
    offers = (Offer(**{**settings, **more}),)
    return attrs.evolve(line, resources=resources, offers=offers, pots=pots)


@pytest.mark.parametrize(
    ("offer", "policy", "reached"),
    [
        ({}, STRICT, 5),
        ({"live": False}, STRICT, 0),
        ({"planning_class": PlanningClass.READY}, STRICT, 0),
        ({"planning_class": PlanningClass.CLOSED}, STRICT, 0),
        (
            {"planning_class": PlanningClass.READY},
            attrs.evolve(STRICT, counts=PlanningClass.READY),
            5,
        ),
        ({}, attrs.evolve(STRICT, strict=True), 0),
        ({"formal": True}, attrs.evolve(STRICT, strict=True), 5),
        ({"mid": constant(8, RULE)}, attrs.evolve(STRICT, taken=Taken.MID), 8),
        ({"high": constant(9, RULE)}, attrs.evolve(STRICT, taken=Taken.MID), 7),
        ({}, attrs.evolve(STRICT, taken=Taken.MID), 5),
        ({"high": constant(9, RULE)}, attrs.evolve(STRICT, taken=Taken.HIGH), 9),
        ({}, attrs.evolve(STRICT, taken=Taken.HIGH), 5),
        ({"low": None}, STRICT, 0),
        ({"low": None}, attrs.evolve(STRICT, unsized=True), 100),
    ],
)
def test_an_offer_counts_as_far_as_the_policy_counts_on_it(offer, policy, reached):
    assert make_plan(offered(**offer), policy).reached == pytest.approx(reached)


def test_a_ceiling_is_a_limit_and_not_an_amount():
    upto = {"low": constant(0, RULE), "high": constant(30, RULE)}
    line = offered(**upto)
    permitted = attrs.evolve(line.resources[1], layer=Layer.PERMITTED)
    resources = (line.resources[0], permitted, line.resources[2])

    assert make_plan(line, STRICT).reached == 0
    assert make_plan(attrs.evolve(line, resources=resources), STRICT).reached == pytest.approx(30)


def test_an_offer_that_ends_lets_nobody_in_afterwards_and_moves_nobody_out():
    plan = make_plan(offered(low=constant(5, claim(1)), end=3), STRICT)

    assert plan.reached == pytest.approx(5) or plan.reached == 0
    assert missing(plan, "room") == pytest.approx(0)


def test_people_whose_places_are_taken_away_stay_and_are_named():
    here = (Present(state="hub/all/T/new", people=8, origin=RULE),)
    plan = make_plan(attrs.evolve(offered(low=constant(5, claim(1))), present=here), STRICT)

    assert missing(plan, "room") == 3 * 10
    assert plan.manifest.levels[0].level == "taken_away"
    assert plan.reached == pytest.approx(8)


def test_a_part_that_must_be_financed_is_as_large_as_the_pot():
    pot = Pot(name="fund", money=steps((0, 70.0), (4, 100.0), origin=claim(3)))
    financed = {"extra": constant(20, claim(2)), "pot": "fund", "price": 10.0}
    plan = make_plan(offered(pots=(pot,), low=constant(5, RULE), **financed), STRICT)

    assert plan.reached == pytest.approx(5 + 70 / 10)
    assert plan.binding.filter(limit="pot:fund")["claims"].to_list() == [["claim-3"]]


@pytest.mark.parametrize(("kind", "reached"), [(ResourceKind.FLOW, 60), (ResourceKind.QUOTA, 12)])
def test_finance_adds_to_seats_and_quotas_too(kind, reached):
    line = a_line(people=100, seats=100)
    more = Resource(name="more", kind=kind, layer=Layer.CARRIED, unit="seat")
    offer = Offer(
        name="o",
        resource="more",
        host="air",
        low=constant(2, RULE),
        planning_class=PlanningClass.FIRM,
        extra=constant(10, RULE),
        pot="fund",
        price=1.0,
        end=4,
    )
    financed = attrs.evolve(
        line,
        resources=(*line.resources, more),
        uses=(*line.uses, Use("more", "flight/all")),
        offers=(offer,),
        pots=(Pot(name="fund", money=constant(50, RULE)),),
    )

    assert make_plan(financed, STRICT).reached == pytest.approx(reached)


def test_a_pot_pays_for_moves_and_stops_them_when_it_is_empty():
    line = a_line(people=50, seats=50)
    pot = Pot(name="fund", money=constant(30, RULE), pays=(Spend("flight/all", 2.0),))

    assert make_plan(attrs.evolve(line, pots=(pot,)), STRICT).reached == pytest.approx(15)


def test_what_is_tied_to_another_offer_grows_with_it_only():
    line = a_line(people=50, seats=4, days=6)
    resources = (*line.resources, flow("charter", 100))
    charter = attrs.evolve(line.lanes[1], name="charter/all")
    tied = attrs.evolve(
        line,
        lanes=(*line.lanes, charter),
        resources=resources,
        uses=(*line.uses, Use("charter", "charter/all")),
        ties=(Tie(name="half", resource="charter", of="seats", ratio=0.5, origin=RULE),),
    )

    assert make_plan(tied, STRICT).reached == pytest.approx(4 * 6 * 1.5)


def test_places_tied_to_places_hold_at_any_time():
    line = a_line(people=50, seats=50, vetting=0)
    more = places("annex", 100)
    states = ("hub/all/T/new", "hub/all/T/ready")
    tied = attrs.evolve(
        line,
        resources=(*line.resources, more),
        uses=(*line.uses, Use("annex", states[0])),
        ties=(Tie(name="t", resource="annex", of="beds", ratio=0.5, origin=RULE),),
    )

    assert make_plan(tied, STRICT).reached == 0


def test_the_past_is_what_happened_and_nothing_else():
    line = a_line(people=50, seats=10)
    facts = (
        Fact(lane="road/all", day=0, people=30, origin=RULE),
        Fact(lane="flight/all", day=1, people=7, origin=RULE),
    )
    plan = make_plan(attrs.evolve(line, now=3, facts=facts), STRICT)

    flights = {1: 7, 3: 10, 4: 10, 5: 10, 6: 10, 7: 3}
    assert people_on(plan, "flight/all") == pytest.approx(flights, abs=1e-4)


def test_returns_are_never_a_decision_and_count_against_those_reached():
    line = a_line(people=50, seats=10)
    back = Lane(
        name="back/all",
        source="hub/all/T/new",
        target="town/all/NONE/origin",
        passage=Passage.RETURN,
        origin=RULE,
    )
    returned = (Fact(lane="back/all", day=5, people=4, origin=claim(4)),)
    free = make_plan(attrs.evolve(line, lanes=(*line.lanes, back)), STRICT)
    forced = make_plan(attrs.evolve(line, lanes=(*line.lanes, back), facts=returned), STRICT)

    assert people_on(free, "back/all") == {}
    assert people_on(forced, "back/all") == {5: 4}
    assert forced.manifest.levels[-3].value == pytest.approx(50)


def with_returns(line, *per_day, now=0):
    back = Lane(
        name="back/all",
        source="hub/all/T/new",
        target="town/all/NONE/origin",
        passage=Passage.RETURN,
        origin=RULE,
    )
    facts = tuple(
        Fact(lane="back/all", day=n, people=some, origin=claim(4)) for n, some in enumerate(per_day)
    )
    return attrs.evolve(line, lanes=(*line.lanes, back), facts=facts, now=now)


def test_more_returns_than_people_who_are_there_never_make_a_plan_impossible():
    line = a_line(people=50, seats=10, vetting=0, days=4)
    plan = make_plan(with_returns(line, 4, 0, 900, 0), STRICT)
    short = plan.missing.filter(what="return").row(0, named=True)

    assert people_on(plan, "back/all") == pytest.approx({0: 4, 2: 26}, abs=1e-4)
    assert short["amount"] == pytest.approx(900 - 26, abs=1e-4)
    assert (short["node"], short["group"], short["first"]) == ("hub", "all", day(plan, 2))
    assert plan.reached == pytest.approx(10)
    assert sum(plan.account["people"]) == pytest.approx(10)


def test_a_return_of_nobody_that_is_said_to_have_happened_cannot_hold():
    with pytest.raises(PlanError, match="cannot hold together"):
        make_plan(with_returns(a_line(people=50, seats=10, days=4), 4, now=2), STRICT)


def a_lock(**more):
    return Lock(**{"name": "l", "lanes": ("flight/all",), "by": "mina", "why": "agreed", **more})


def test_a_lock_holds_and_the_rest_is_solved_around_it():
    line = a_line(people=50, seats=10)
    locks = (
        a_lock(first=0, last=1, most=3),
        a_lock(name="m", first=9, last=9, least=10),
    )
    plan = make_plan(attrs.evolve(line, locks=locks), STRICT)
    flights = people_on(plan, "flight/all")

    assert flights.get(0, 0) + flights.get(1, 0) == 3
    assert flights[9] == 10


def test_a_lock_on_a_closed_lane_says_so():
    line = a_line(people=50, days=4)
    locked = attrs.evolve(with_lane(line, "flight", opens=3), locks=(a_lock(last=2, least=5),))

    with pytest.raises(PlanError, match="closed on all its days"):
        make_plan(locked, STRICT)


def test_locks_that_cannot_hold_are_refused():
    line = a_line(people=50, seats=10)

    with pytest.raises(PlanError, match="cannot hold together"):
        make_plan(attrs.evolve(line, locks=(a_lock(first=0, last=0, least=11),)), STRICT)


HEAVY = (Group(name="all", risk_class=0, danger_weight=8.0, origin=RULE),)


def a_camp(**more):
    """Fifty people a day come to a gate beside a camp."""
    gate = State("gate", "all", NONE, Stage.GATE)
    inside = State("camp", "all", NONE, Stage.CAMP)
    walk = Lane(
        name="walk",
        source=gate.name,
        target=inside.name,
        passage=Passage.TO_SAFETY,
        origin=RULE,
    )
    line = a_line(people=0, seats=0, days=10, groups=HEAVY)
    camp = {"node": "camp", "built": constant(100, claim(1)), **more.pop("camp", {})}
    return attrs.evolve(
        line,
        nodes=(*line.nodes, Node(name="camp", kind=NodeKind.CAMP)),
        states=(*line.states, inside),
        lanes=(*line.lanes, walk),
        camps=(Camp(**camp),),
        arrivals=(*line.arrivals, Arrival(state=gate.name, people=constant(50, RULE))),
        **more,
    )


def test_a_camp_takes_as_many_as_stand_in_it_and_grows_after_its_lead():
    built = {"build_per_day": constant(20, RULE), "lead_days": 4}
    plan = make_plan(a_camp(camp=built), STRICT)
    stock = plan.stocks.filter(node="camp").sort("day")["people"].to_list()

    assert stock[:6] == pytest.approx([50, 100, 100, 100, 120, 140])
    assert "places at camp" in plan.binding["limit"].to_list()
    assert "building at camp" in plan.binding["limit"].to_list()


def test_beyond_the_permit_only_the_overflow_takes_people():
    terms = {
        "permit": constant(60, claim(2)),
        "overflow": constant(30, RULE),
        "overflow_body": "an international body",
    }
    plan = make_plan(a_camp(camp=terms), STRICT)

    assert plan.reached == pytest.approx(90)
    assert plan.binding.filter(limit="permit at camp")["layer"].to_list() == ["permitted"]


def test_ground_water_and_latrines_below_the_standard_are_named():
    terms = {
        "area_m2": constant(45 * 90, RULE),
        "water_l_day": constant(15 * 80, RULE),
        "latrines": constant(3, RULE),
    }
    plan = make_plan(a_camp(camp=terms), STRICT)

    assert plan.reached == pytest.approx(100)
    assert missing(plan, "ground") == 9 * 10
    assert missing(plan, "water") == 9 * 20
    assert missing(plan, "latrines") == 9 * 40


def test_a_camp_that_shrinks_leaves_its_people_without_a_roof_and_says_so():
    line = a_camp(camp={"built": steps((0, 100.0), (5, 40.0), origin=claim(1))})
    here = (Present(state="camp/all/NONE/camp", people=100, origin=RULE),)
    plan = make_plan(attrs.evolve(line, present=here), STRICT)

    assert missing(plan, "room") == 60 * 5


def test_tents_limit_what_is_built_and_crews_how_fast():
    tents = Resource(
        name="tents",
        kind=ResourceKind.MATERIAL,
        layer=Layer.BUILT,
        unit="tent",
        capacity=steps((0, 4.0), (3, 10.0)),
    )
    line = a_camp(camp={"built": constant(0, RULE), "build_per_day": constant(100, RULE)})
    built = attrs.evolve(
        line,
        resources=(*line.resources, tents, flow("crews", 12)),
        uses=(*line.uses, Use("tents", "camp", 0.2), Use("crews", "camp", 1.0)),
    )
    plan = make_plan(built, STRICT)
    stock = plan.stocks.filter(node="camp").sort("day")["people"].to_list()

    assert stock == pytest.approx([12, 20, 20, 32, 44, 50, 50, 50, 50, 50])


def fed(**more):
    route = SupplyRoute(depot="d", camp="camp", tonnes_day=constant(1, RULE), lag_days=1)
    depot = Depot(name="d", holds=constant(1, RULE), delivered=constant(0.02, claim(5)), **more)
    return a_camp(depots=(depot,), routes=(route,))


def test_who_is_not_fed_is_counted_day_by_day():
    plan = make_plan(fed(), STRICT)
    eaten = 9 * 0.02 / 0.555 * 1_000
    lived = 50 + 9 * 100

    assert missing(plan, "food") == pytest.approx(lived - eaten, abs=0.01)
    assert "deliveries to d" in plan.binding["limit"].to_list()


def test_food_from_a_full_depot_comes_a_day_late_and_is_enough_from_then_on():
    plan = make_plan(fed(there=constant(0.5, RULE)), STRICT)

    assert missing(plan, "food") == pytest.approx(50)


def two_hosts():
    line = a_line(people=90, seats=100, days=10)
    other = State("other", "all", "T", Stage.PLACED)
    way = attrs.evolve(line.lanes[3], name="elsewhere/all", target=other.name)
    shares = tuple(
        Share(node=node, part=part, key="people and income", origin=claim(9))
        for node, part in (("host", 2.0), ("other", 1.0))
    )
    return attrs.evolve(
        line,
        nodes=(*line.nodes, Node(name="other", kind=NodeKind.FINAL)),
        states=(*line.states, other),
        lanes=(*line.lanes, way),
        shares=shares,
    )


def test_hosts_share_by_the_key_once_everybody_is_reached():
    plan = make_plan(two_hosts(), STRICT)
    taken = {row["node"]: row["people"] for row in plan.placed.iter_rows(named=True)}
    level = next(one for one in plan.manifest.levels if one.level == "fairness")

    assert taken["host"] / taken["other"] == pytest.approx(2, rel=0.05)
    assert level.value == pytest.approx((taken["host"] + taken["other"]) / 3, rel=0.05)


TWO_CLASSES = (
    Group(name="first", risk_class=0, danger_weight=8.0, origin=RULE),
    Group(name="second", risk_class=1, danger_weight=4.0, origin=RULE),
)


def reached(plan):
    rows = plan.flows.filter(passage="to_safety").group_by("group").agg(people="people")
    return {row["group"]: round(sum(row["people"]), 4) for row in rows.iter_rows(named=True)}


def test_a_strict_order_gives_the_second_class_nothing_and_a_floor_gives_it_its_part():
    line = a_line(people=200, seats=5, groups=TWO_CLASSES)
    both = ("first", "second")
    strict = make_plan(line, STRICT)
    floor = make_plan(line, Policy(floor_groups=both, floor_share=0.5))

    assert reached(strict) == {"first": 50}
    assert floor.manifest.common_share == pytest.approx(0.25)
    assert reached(floor) == pytest.approx({"first": 37.5, "second": 12.5}, abs=1e-3)
    assert floor.manifest.levels[0].kept == "floor"


def test_the_default_floor_is_for_all_but_the_last_class():
    line = a_line(people=200, seats=5, groups=TWO_CLASSES)

    assert reached(make_plan(line)) == {"first": 50}
    assert make_plan(line).manifest.common_share == pytest.approx(0.5)


def test_weights_decide_between_classes_person_by_person():
    line = a_line(people=200, seats=5, groups=TWO_CLASSES)
    even = Policy(order=Order.WEIGHTS, weights=((0, 1.0), (1, 3.0)))

    assert reached(make_plan(line, even)) == {"second": 50}
    with pytest.raises(PlanError, match="no weight to risk class 1"):
        make_plan(line, Policy(order=Order.WEIGHTS, weights=((0, 1.0),)))


def test_a_policy_that_does_not_fit_the_instance_says_so():
    with pytest.raises(PlanError, match="no future 'worst'; it has middle"):
        make_plan(a_line(), Policy(future="worst"))
    with pytest.raises(PlanError, match="puts 'nobody' under a floor"):
        make_plan(a_line(), Policy(floor_groups=("nobody",)))


def test_a_worse_future_plans_for_those_who_come_in_it():
    line = a_line(people=10)
    worse = Arrival(state="town/all/NONE/origin", people=steps((0, 30.0), (1, 0.0)), future="worse")
    futures = attrs.evolve(line, arrivals=(*line.arrivals, worse))

    assert make_plan(futures, STRICT).reached == pytest.approx(10)
    assert make_plan(futures, attrs.evolve(STRICT, future="worse")).reached == pytest.approx(30)


def test_days_are_weeks_later_on_and_flows_carry_their_whole_week():
    line = a_line(people=200, seats=10, days=16)
    plan = make_plan(attrs.evolve(line, periods=grid(16, daily=2)), STRICT)

    assert people_on(plan, "flight/all") == {0: 10, 1: 10, 2: 70, 9: 70}
    assert plan.flows.filter(lane="flight/all")["days"].to_list() == [1, 1, 7, 7]


def test_being_on_the_road_hides_nobodys_days_in_danger():
    slow = a_line(people=10, seats=100)
    plan = make_plan(with_lane(slow, "road", lag_days=3), STRICT)
    waiting = next(one for one in plan.manifest.levels if one.level == "waiting")

    assert waiting.value == pytest.approx(10 * 3 + 0.1 * 10 * 2)


def test_every_table_says_when():
    plan = make_plan(a_line(people=35, seats=10), STRICT)
    first = plan.flows.sort("leave").row(0, named=True)

    assert first["leave"] == date(2031, 3, 1)
    assert plan.waiting["most_on"].min() == date(2031, 3, 1)
    assert day(plan, 9) == date(2031, 3, 10)


def test_a_plan_of_one_period_is_a_plan():
    line = a_line(people=35, seats=10, days=7)

    assert make_plan(attrs.evolve(line, periods=(Period(0, 7),)), STRICT).reached == 35


def test_a_pot_pays_for_what_is_built_and_another_pot_does_not():
    pots = (
        Pot(name="fund", money=constant(60, RULE), pays=(Spend("camp", 2.0),)),
        Pot(name="other", money=constant(0, RULE), pays=(Spend("flight/all", 1.0),)),
    )
    none = {"built": constant(0, RULE), "build_per_day": constant(100, RULE)}
    beds = Resource(name="annex", kind=ResourceKind.STOCK, layer=Layer.ANNOUNCED, unit="place")
    annex = Offer(
        name="o",
        resource="annex",
        host="hub",
        low=constant(1, RULE),
        planning_class=PlanningClass.FIRM,
        extra=constant(5, RULE),
        pot="other",
        price=1.0,
    )
    camp = a_camp(camp=none, pots=pots)
    paid = attrs.evolve(camp, resources=(*camp.resources, beds), offers=(annex,))

    assert make_plan(paid, STRICT).reached == pytest.approx(30)


def test_what_is_built_can_be_tied_to_what_is_flown():
    none = {"built": constant(0, RULE), "build_per_day": constant(100, RULE)}
    camp = a_camp(camp=none)
    tied = attrs.evolve(
        camp,
        resources=(*camp.resources, flow("crews", 100)),
        uses=(*camp.uses, Use("crews", "camp")),
        ties=(Tie(name="t", resource="crews", of="seats", ratio=2.0, origin=RULE),),
    )

    assert make_plan(tied, STRICT).reached == 0
