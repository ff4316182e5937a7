"""Flights, modules, batches, offers and sites that are only taken whole."""

import itertools
import random

import attrs
import pytest
from tests.plan.evacuation import SMALL, an_evacuation
from tests.plan.made import RULE, a_line, claim, flow, places, quota, steps
from tests.plan.test_doubt import a_choice
from tests.plan.test_model import a_camp, people_on

from panah.domain.claim import PlanningClass
from panah.domain.figure import constant
from panah.domain.limit import Camp, Offer, Use
from panah.domain.plan_input import Present
from panah.domain.plan_policy import Order, Policy
from panah.errors import PlanError
from panah.plan import searching, whole
from panah.plan.asking import smallest_request
from panah.plan.engine import Watch
from panah.plan.making import make_plan, solve
from panah.plan.model import assemble, programme
from panah.plan.trying import Change, trial

STRICT = Policy(order=Order.STRICT)
SEARCH = attrs.evolve(STRICT, search=True)


def with_resource(line, name, **change):
    held = [attrs.evolve(one, **change) if one.name == name else one for one in line.resources]
    return attrs.evolve(line, resources=tuple(held))


def in_flights(*, seats=25.0, batch=40.0, people=300.0, days=8, **more):
    line = a_line(people=people, seats=seats, days=days, **more)
    return with_resource(line, "seats", batch=batch)


def test_in_the_first_days_whole_flights_go_as_soon_as_their_seats_have_come_in():
    plan = make_plan(in_flights(), attrs.evolve(STRICT, whole_days=6))

    assert people_on(plan, "flight/all") == {1: 40, 3: 40, 4: 40, 6: 25, 7: 25}


def test_without_days_in_whole_units_every_seat_flies_by_itself():
    assert people_on(make_plan(in_flights(), STRICT), "flight/all") == dict.fromkeys(range(8), 25)


def test_one_more_whole_flight_has_a_worth_that_planning_again_confirms():
    policy = attrs.evolve(STRICT, whole_days=8)
    plan = make_plan(in_flights(people=500.0), policy, confirm=3)
    row = plan.worth.filter(limit="whole:seats", step=1.0).row(0, named=True)

    assert row["gain"] == pytest.approx(5 * 40)  # one more on each of the five days with a flight
    assert row["unit"] == "whole flight"
    assert row["rule"] == RULE.rule


def test_a_search_brings_no_fewer_than_rounding_and_says_how_near_it_is():
    lines = []
    policy = attrs.evolve(SEARCH, whole_days=8)
    plan = make_plan(in_flights(beds=60.0, vetting=30.0), policy, watch=Watch(tell=lines.append))
    rounded = make_plan(in_flights(beds=60.0, vetting=30.0), attrs.evolve(policy, search=False))

    assert plan.reached >= rounded.reached - 1e-6
    assert plan.manifest.note.startswith("searched in whole numbers: ")
    assert any("in whole numbers, bound" in line and "gap" in line for line in lines)
    assert plan.worth.filter(level="reached_0").height > 0


def by_trying_every_flight(come, seats, batch):
    """The most people whom any plan of whole flights brings away, whoever comes when."""
    best = 0
    for flights in itertools.product(range(3), repeat=len(come)):
        so_far = itertools.accumulate(flights)
        if all(batch * n <= seats * (t + 1) for t, n in enumerate(so_far)):
            waiting, flown = 0, 0
            for newly, away in zip(come, flights, strict=True):
                fly = min(waiting + newly, batch * away)
                waiting, flown = waiting + newly - fly, flown + fly
            best = max(best, flown)
    return best


@pytest.mark.parametrize("come", [(0, 0, 5, 0, 9), (2, 6, 1, 0, 3), (9, 0, 0, 9, 0)])
def test_what_is_searched_is_the_best_of_all_plans_of_whole_flights(come):
    line = in_flights(seats=3.0, batch=4.0, people=1.0, days=5)
    arrival = attrs.evolve(line.arrivals[0], people=steps(*enumerate(map(float, come))))
    plan = make_plan(attrs.evolve(line, arrivals=(arrival,)), attrs.evolve(SEARCH, whole_days=5))

    assert plan.reached == pytest.approx(by_trying_every_flight(come, 3, 4))


def a_sack(*, people=1_009.5, offers=40):
    """All-or-nothing offers of many sizes, of which as much as can be filled is to be taken."""
    luck = random.Random(3)  # noqa: S311  (no secret)
    sizes = [37.0 + 2 * luck.randrange(60) for _ in range(offers)]
    return offering(people, *(whole_offer_of(f"o{n}", size) for n, size in enumerate(sizes)))


def test_a_search_tells_value_bound_and_gap_and_finds_more_than_rounding():
    lines = []
    plan = make_plan(a_sack(), SEARCH, watch=Watch(tell=lines.append))
    gaps = [line for line in lines if "in whole numbers, bound" in line]

    assert plan.reached > make_plan(a_sack(), STRICT).reached
    assert gaps[0].startswith("reached_0: ")
    assert gaps[-1].endswith("gap 0.0e+00")


def test_a_search_that_is_stopped_gives_the_best_found_and_says_so():
    lines = []

    def stopped():
        return any("in whole numbers, bound" in line for line in lines)

    plan = make_plan(a_sack(), SEARCH, watch=Watch(tell=lines.append, stopped=stopped))

    assert plan.reached >= make_plan(a_sack(), STRICT).reached
    assert plan.manifest.note.startswith("the search was stopped: reached_0 within ")
    assert not plan.manifest.complete


def test_a_search_that_is_stopped_before_it_finds_anything_keeps_what_was_rounded():
    written = programme(assemble(a_sack(), SEARCH, whole=True))
    rounded = whole.in_wholes(attrs.evolve(written, policy=STRICT))
    found = searching.searched(written, rounded, Watch(stopped=lambda: True))

    assert found.note.startswith("the search was stopped")
    assert written.cost(written.goals[0]) @ found.x == pytest.approx(
        written.cost(written.goals[0]) @ rounded.x
    )


def test_under_a_floor_whole_flights_and_modules_are_searched_too():
    crisis = an_evacuation(SMALL)
    resources = tuple(
        attrs.evolve(one, batch=160.0) if one.name == "seats:airport" else one
        for one in crisis.resources
    )
    camps = tuple(attrs.evolve(one, module=500.0) for one in crisis.camps)
    crisis = attrs.evolve(crisis, resources=resources, camps=camps)
    policies = [Policy(whole_days=40, search=search) for search in (False, True)]
    rounded, best = (make_plan(crisis, policy) for policy in policies)

    assert "common_share within" in best.manifest.note
    assert best.reached >= 0.999 * rounded.reached


def test_another_solver_plans_around_the_whole_flights_that_were_found():
    policy = attrs.evolve(STRICT, whole_days=6)
    own, other = (make_plan(in_flights(), policy, solver=name) for name in ("highs", "scip"))

    assert people_on(other, "flight/all") == pytest.approx(people_on(own, "flight/all"), abs=1e-4)


def test_a_plan_that_is_stopped_before_it_is_rounded_is_the_one_in_parts():
    watch = Watch(stopped=lambda: True)
    plan = make_plan(in_flights(), attrs.evolve(STRICT, whole_days=8), watch=watch)

    assert plan.manifest.note.startswith("stopped before any level")


def test_a_search_that_finds_nothing_is_refused_or_ends_with_what_was_rounded(monkeypatch):
    class Info:
        objective_function_value = mip_dual_bound = float("inf")

    monkeypatch.setattr(searching.Silent, "getInfo", lambda _: Info())
    policy = attrs.evolve(SEARCH, whole_days=8)

    with pytest.raises(PlanError, match="was not found in whole numbers"):
        make_plan(in_flights(), policy)

    written = programme(assemble(in_flights(), policy, whole=True))
    rounded = whole.in_wholes(attrs.evolve(written, policy=STRICT))
    found = searching.searched(written, rounded, Watch(stopped=lambda: True))

    assert found.x is rounded.x


def test_a_camp_in_modules_begins_whole_ones_and_never_more_than_without():
    terms = {
        "built": constant(0, RULE),
        "build_per_day": constant(15, RULE),
        "module": 40.0,
        "lead_days": 1,
    }
    solved = solve(a_camp(camp=terms), STRICT)
    begun = solved.x[solved.programme.column("b")]

    assert {round(some / 40, 6) % 1 for some in begun} == {0}
    assert begun.sum() == 120


def test_without_anything_whole_nothing_is_rounded():
    solved = solve(a_camp(camp={"build_per_day": constant(15, RULE)}), STRICT)

    assert solved.x[solved.programme.column("b")].sum() > 0
    assert not whole.has_wholes(solved.programme)


def test_a_camp_without_modules_beside_one_with_is_left_as_it_is():
    choice = a_choice(east=100.0, west=100.0)
    camps = (attrs.evolve(choice.camps[0], module=30.0), choice.camps[1])
    solved = solve(attrs.evolve(choice, camps=camps), STRICT)
    begun = solved.x[solved.programme.column("b")].reshape(2, -1).sum(axis=1)

    assert begun[0] % 30 == pytest.approx(0, abs=1e-6)
    assert begun.sum() <= 100 + 1e-3


def test_a_batch_goes_when_enough_have_gathered_and_never_with_fewer():
    line = with_resource(a_line(people=100, seats=30, days=6), "seats", fewest=25.0)
    trickle = attrs.evolve(
        line,
        arrivals=(attrs.evolve(line.arrivals[0], people=constant(10, RULE)),),
    )
    flights = people_on(make_plan(trickle, STRICT), "flight/all")

    assert flights
    assert all(25 <= some <= 30 for some in flights.values())
    assert sum(flights.values()) == pytest.approx(60, abs=5.1)


@pytest.mark.parametrize("policy", [STRICT, SEARCH])
@pytest.mark.parametrize(("people", "reached"), [(90, 60), (30, 10)])
def test_an_offer_of_all_or_nothing_is_filled_or_left(policy, people, reached):
    plan = make_plan(offering(people, whole_offer_of("o", 50)), policy)

    assert plan.reached == pytest.approx(reached)


def whole_offer_of(name, size, **more):
    settings = {
        "name": name,
        "resource": "beds",
        "host": "hub",
        "low": constant(size, claim(name)),
        "planning_class": PlanningClass.FIRM,
        "whole": True,
    }
    return Offer(**{**settings, **more})


def offering(people, *offers):
    line = with_resource(
        a_line(people=people, seats=100, vetting=0), "beds", capacity=constant(10, RULE)
    )
    return attrs.evolve(line, offers=offers)


def test_an_offer_of_a_quota_is_all_used_or_left_and_one_of_a_flow_is_taken_or_left():
    line = a_line(people=100, seats=100)
    shared = attrs.evolve(
        line,
        resources=(*line.resources, quota("Q", 20), flow("road", 1)),
        uses=(*line.uses, Use("Q", "onward/all"), Use("road", "road/all")),
        offers=(
            whole_offer_of("of the quota", 30, resource="Q"),
            whole_offer_of("of the road", 40, resource="road"),
        ),
    )
    plan = make_plan(shared, STRICT)
    onward = sum(people_on(plan, "onward/all").values())

    assert onward == pytest.approx(50)
    assert people_on(plan, "road/all")[0] == pytest.approx(41)


@pytest.mark.parametrize("policy", [STRICT, SEARCH])
def test_of_offers_that_exclude_each_other_one_is_taken(policy):
    either = [
        whole_offer_of("small", 20, whole=False, one_of="the school"),
        whole_offer_of("large", 50, whole=False, one_of="the school"),
        whole_offer_of("beside", 5, whole=False),
    ]
    plan = make_plan(offering(100, *either), policy)

    assert plan.reached == pytest.approx(10 + 50 + 5)


def two_sites(**terms):
    choice = a_choice(east=60.0, west=20.0)
    tents = attrs.evolve(choice.resources[-1], capacity=constant(100, RULE))
    camps = tuple(attrs.evolve(one, **terms) for one in choice.camps)
    return attrs.evolve(choice, camps=camps, resources=(*choice.resources[:-1], tents))


@pytest.mark.parametrize("policy", [STRICT, SEARCH])
def test_a_site_is_opened_with_as_many_as_it_needs_at_least_or_not_at_all(policy):
    solved = solve(two_sites(fewest=50.0), policy)
    begun = solved.x[solved.programme.column("b")].reshape(2, -1).sum(axis=1)

    assert begun[0] >= 50 - 1e-3 or begun[0] == pytest.approx(0, abs=1e-6)
    assert begun[1] >= 50 - 1e-3 or begun[1] == pytest.approx(0, abs=1e-6)
    assert begun.sum() > 0


def test_opening_a_site_costs_once():
    free, dear = (solve(two_sites(opening_cost=cost), STRICT) for cost in (0.0, 7.0))

    assert dear.answer("cost").value - free.answer("cost").value == pytest.approx(14.0, abs=1e-2)


@pytest.mark.parametrize("policy", [STRICT, SEARCH])
def test_an_overflow_opens_only_once_the_ceiling_is_reached(policy):
    terms = {
        "built": constant(30, RULE),
        "permit": steps((0, 30.0)),
        "overflow": constant(20, RULE),
        "overflow_body": "an international body",
        "overflow_last": True,
    }
    solved = solve(a_camp(camp=terms), policy)
    layout = solved.programme.layout
    beyond = solved.x[solved.programme.column("ov")]
    stock = solved.x[solved.programme.column("s")].reshape(-1, layout.periods)
    here = [layout.instance.states[n].node == "camp" for n in layout.counted]
    people = stock[here].sum(axis=0)

    assert (people[beyond > 1e-6] >= 30 - 1e-6).all()


def test_a_camp_whose_overflow_waits_for_nothing_opens_it_at_once():
    choice = a_choice(east=100.0, west=100.0)
    beyond = {
        "built": constant(60, RULE),
        "permit": constant(30, RULE),
        "overflow": constant(20, RULE),
        "overflow_body": "an international body",
    }
    camps = (
        attrs.evolve(choice.camps[0], **beyond, overflow_last=True),
        attrs.evolve(choice.camps[1], **beyond),
    )
    solved = solve(attrs.evolve(choice, camps=camps), STRICT)
    overflow = solved.x[solved.programme.column("ov")].reshape(2, -1)

    assert overflow.max(axis=1) == pytest.approx([20, 20], abs=1e-3)


def test_what_cannot_be_rounded_is_planned_without_what_asks_for_a_least(monkeypatch):
    wrong = dict(whole._ROUNDED)
    monkeypatch.setattr(whole, "_ROUNDED", {**wrong, "left": lambda *_: 0.0})
    lines = []
    plan = make_plan(offering(30, whole_offer_of("o", 50)), STRICT, watch=Watch(tell=lines.append))

    assert plan.reached == pytest.approx(10)
    assert any("does not hold together" in line for line in lines)


def test_a_batch_is_of_a_flow_and_above_nothing():
    with pytest.raises(PlanError, match="only a flow goes in batches"):
        places("p", 4, batch=2.0)
    with pytest.raises(PlanError, match="batch of 0"):
        flow("f", 4, batch=0.0)
    with pytest.raises(PlanError, match="costs -1"):
        Camp(node="c", built=constant(0, RULE), opening_cost=-1.0)
    with pytest.raises(PlanError, match="whole units"):
        Policy(whole_days=-1)


def test_an_all_or_nothing_offer_of_unknown_size_adds_nothing():
    unknown = attrs.evolve(whole_offer_of("o", 50), low=None)

    assert make_plan(offering(30, unknown), STRICT).reached == pytest.approx(10)


def test_more_building_brings_nobody_while_the_modules_that_were_found_are_held():
    terms = {
        "built": constant(0, RULE),
        "build_per_day": constant(15, RULE),
        "module": 40.0,
        "lead_days": 1,
    }
    solved = solve(a_camp(camp=terms), STRICT)

    assert trial(solved, {"building at camp": Change(add=1)}).gain == pytest.approx(0, abs=1e-6)


def test_no_request_is_spared_by_leaving_people_without_a_place():
    line = a_line(people=40, seats=10, beds=5, vetting=0)
    here = (Present(state="hub/all/T/new", people=5, origin=RULE),)
    asked = smallest_request(attrs.evolve(line, present=here), STRICT, {"all"})

    assert set(asked["limit"]) & {"beds", "vetting"}
