"""Offers that may fail, futures that may come, and what to begin today all the same."""

import itertools
import pickle
import random
from concurrent.futures import ThreadPoolExecutor

import attrs
import numpy as np
import pytest
from tests.plan.made import RULE, a_line, claim, steps
from tests.plan.test_model import HEAVY, offered

from panah.domain.claim import PlanningClass
from panah.domain.figure import constant
from panah.domain.limit import Camp, Layer, Offer, Pot, Resource, ResourceKind, Use
from panah.domain.network import NONE, Lane, Node, NodeKind, Passage, Stage, State
from panah.domain.plan_input import MIDDLE, Arrival
from panah.domain.plan_policy import Order, Policy
from panah.errors import PlanError
from panah.plan import scenarios
from panah.plan.counting import capacities
from panah.plan.engine import Engine, Watch, nothing_of
from panah.plan.layout import Layout
from panah.plan.making import make_plan
from panah.plan.scenarios import Risk, Scenario, drawn, here_and_now
from panah.plan.spread import spread
from panah.plan.variants import failures, side_by_side, variants

STRICT = Policy(order=Order.STRICT)


def a_choice(**people):
    """Tents for a hundred places, two camps, and people who come to one gate or the other."""
    nodes, states, lanes, camps, arrivals = [], [], [], [], []
    for side in ("east", "west"):
        gate = State(f"{side} gate", "all", NONE, Stage.GATE)
        camp = State(f"{side} camp", "all", NONE, Stage.CAMP)
        nodes += [
            Node(name=gate.node, kind=NodeKind.GATE),
            Node(name=camp.node, kind=NodeKind.CAMP),
        ]
        states += [gate, camp]
        lanes.append(
            Lane(
                name=f"walk {side}",
                source=gate.name,
                target=camp.name,
                passage=Passage.TO_SAFETY,
                origin=RULE,
            )
        )
        camps.append(
            Camp(
                node=camp.node,
                built=constant(0, RULE),
                build_per_day=constant(100, RULE),
                lead_days=10,
            )
        )
        come = constant(people.get(side, 0.0) / 20, RULE)
        arrivals.append(Arrival(state=gate.name, people=come))
    tents = Resource(
        name="tents",
        kind=ResourceKind.MATERIAL,
        layer=Layer.BUILT,
        unit="tent",
        capacity=constant(100, claim(1)),
    )
    line = a_line(people=0, days=20, groups=HEAVY)
    return attrs.evolve(
        line,
        nodes=(*line.nodes, *nodes),
        states=(*line.states, *states),
        lanes=(*line.lanes, *lanes),
        camps=tuple(camps),
        arrivals=tuple(arrivals),
        resources=(*line.resources, tents),
        uses=(*line.uses, Use("tents", "east camp"), Use("tents", "west camp")),
    )


def either_side():
    return (
        Scenario(name="east", chance=3.0, plan_input=a_choice(east=100.0), future=MIDDLE),
        Scenario(name="west", chance=1.0, plan_input=a_choice(west=100.0), future=MIDDLE),
    )


def test_what_is_begun_now_holds_in_every_future_and_not_knowing_has_its_price():
    found = here_and_now(either_side(), STRICT)
    begun = dict(found.decisions.group_by("what").agg(amount="amount").iter_rows())

    assert sum(begun["building at east camp"]) == pytest.approx(100, abs=1e-3)
    assert found.knowing - found.value == pytest.approx(25, abs=0.5)
    assert found.price_of_not_knowing == pytest.approx(25, abs=0.5)
    assert found.gain_over_the_mean > 0


def begun_at(found, camp):
    rows = found.decisions.filter(what=f"building at {camp}")
    return float(rows["amount"].sum())


def test_places_begun_in_vain_are_told_when_nobody_is_lost_by_not_knowing():
    plenty = [
        attrs.evolve(
            one,
            plan_input=attrs.evolve(
                one.plan_input,
                resources=(
                    *one.plan_input.resources[:-1],
                    attrs.evolve(one.plan_input.resources[-1], capacity=constant(900, RULE)),
                ),
            ),
        )
        for one in either_side()
    ]
    found = here_and_now(plenty, STRICT)

    assert found.price_of_not_knowing < 0.1
    assert begun_at(found, "east camp") == pytest.approx(begun_at(found, "west camp"), abs=0.1)
    assert found.in_vain == pytest.approx(found.begun / 2, abs=0.1)


def test_whoever_fears_the_worst_begins_for_both_sides():
    bold = here_and_now(either_side(), STRICT)
    wary = here_and_now(either_side(), STRICT, risk=Risk(caution=1.0, worst=0.25))

    assert begun_at(bold, "east camp") == pytest.approx(100, abs=0.1)
    assert begun_at(wary, "east camp") == pytest.approx(50, abs=1)
    assert wary.worst > bold.worst
    assert wary.value < bold.value


def test_scenarios_may_be_solved_side_by_side():
    alone = here_and_now(either_side(), STRICT)
    with ThreadPoolExecutor(2) as executor:
        found = here_and_now(either_side(), STRICT, executor=executor)

    assert found.knowing == pytest.approx(alone.knowing)


def test_a_scenario_can_be_sent_to_another_process():
    part = scenarios._part(either_side()[0], STRICT)
    sent = pickle.loads(pickle.dumps(part))  # noqa: S301  (our own)

    assert (sent.matrix != part.matrix).nnz == 0


def test_a_risk_is_a_share():
    with pytest.raises(PlanError, match="is no share"):
        Risk(caution=1.5)


def test_the_worst_tenth_is_the_mean_of_the_worst_by_chance():
    values, chances = np.array([1.0, 9.0, 5.0]), np.array([0.5, 0.25, 0.25])

    assert Risk(worst=0.5).tail(values, chances) == pytest.approx(7.0)
    assert Risk(worst=1.0).tail(values, chances) == pytest.approx(4.0)


def test_a_plan_on_the_mean_that_does_not_hold_somewhere_says_nothing(monkeypatch):
    true = Engine.solve
    calls = []

    def breaks_at_last(self, cost):
        calls.append(1)
        answer = true(self, cost)
        return attrs.evolve(answer, status="Infeasible") if len(calls) > 4 else answer

    monkeypatch.setattr(Engine, "solve", breaks_at_last)
    found = here_and_now(either_side(), STRICT)

    assert found.on_the_mean is None
    assert found.gain_over_the_mean is None


def test_scenarios_without_anything_to_decide_or_any_scenario_are_refused():
    line = Scenario(name="a", chance=1.0, plan_input=a_line(people=5), future=MIDDLE)

    with pytest.raises(PlanError, match="no scenario to plan for"):
        here_and_now([], STRICT)
    with pytest.raises(PlanError, match="nothing to decide now"):
        here_and_now([line], STRICT)


def test_scenarios_that_cannot_be_solved_say_so(monkeypatch):
    true = Engine.solve
    monkeypatch.setattr(
        Engine, "solve", lambda self, cost: attrs.evolve(true(self, cost), status="Unknown")
    )

    with pytest.raises(PlanError, match="were not solved"):
        here_and_now(either_side(), STRICT)


def test_finance_is_decided_now_too():
    pot = Pot(name="fund", money=constant(100, RULE))
    extra = {"extra": constant(20, claim(2)), "pot": "fund", "price": 10.0, "probability": 0.5}
    instance = offered(pots=(pot,), **extra)
    draws = drawn(instance, random.Random(4).random, count=3)  # noqa: S311  (no secret)
    found = here_and_now(draws, STRICT)

    assert {one.plan_input.offers[0].live for one in draws} == {True, False}
    assert found.decisions["what"].to_list() == ["financed part of o"]


def test_draws_are_the_same_for_the_same_luck_and_late_by_no_more_than_they_may():
    offer = {"probability": 0.5, "delay_days": 3, "end": 4, "start": 2}
    instance = offered(**offer)
    worse = Arrival(state="town/all/NONE/origin", people=steps((0, 9.0), (1, 0.0)), future="worse")
    instance = attrs.evolve(instance, arrivals=(*instance.arrivals, worse))
    first, again = (
        drawn(instance, random.Random(8).random, count=12)  # noqa: S311
        for _ in range(2)
    )
    starts = {one.plan_input.offers[0].start for one in first}

    assert first == again
    assert starts <= {2, 3, 4, 5}
    assert len(starts) > 1
    assert {one.future for one in first} == {MIDDLE, "worse"}


def test_an_offer_without_a_chance_always_comes():
    (one,) = drawn(offered(), random.Random(1).random, count=1)  # noqa: S311

    assert one.plan_input.offers[0].live


def test_plans_that_count_on_more_stand_beside_those_that_count_on_less():
    instance = offered(
        planning_class=PlanningClass.READY,
        mid=constant(8, RULE),
        high=constant(12, RULE),
    )
    unsized = Offer(
        name="of unknown size",
        resource="beds",
        host="hub",
        low=None,
        planning_class=PlanningClass.POSSIBLE,
    )
    worse = Arrival(state="town/all/NONE/origin", people=constant(1, RULE), future="worse")
    instance = attrs.evolve(
        instance,
        offers=(*instance.offers, unsized),
        arrivals=(*instance.arrivals, worse),
    )
    table = side_by_side(variants(instance, STRICT))
    people = dict(zip(table["plan"], table["reached"], strict=True))

    assert people["agreed only"] == people["firm"] == 0
    assert people["firm and ready, as is likely"] == pytest.approx(8)
    assert people["all that was said, at most"] == pytest.approx(12)
    assert people["with open sizes as large as needed"] == pytest.approx(100)
    assert "future worse" in people
    assert table["first_class"].to_list() == pytest.approx(table["reached"].to_list())


@pytest.mark.parametrize(
    ("offer", "sure", "places"),
    [
        ({}, 0.8, 5),  # whoever states no chance and one size is believed
        ({"probability": 0.7}, 0.8, 0),
        ({"probability": 0.9}, 0.8, 5),
        # sizes from 0 to 100, most likely 50: four in five draws are at least 31.6
        ({"low": constant(0, RULE), "high": constant(100, RULE)}, 0.8, 100 * (0.2 / 2) ** 0.5),
        ({"low": constant(0, RULE), "high": constant(100, RULE)}, 0.2, 100 * (1 - 0.1**0.5)),
        # half of all draws fail, so that of those that come two in five may be smaller
        (
            {"low": constant(0, RULE), "high": constant(100, RULE), "probability": 0.5},
            0.3,
            100 * (0.4 / 2) ** 0.5,
        ),
    ],
)
def test_of_each_offer_as_much_is_counted_as_comes_with_a_chance(offer, sure, places):
    line = attrs.evolve(offered(**offer), lanes=offered().lanes)
    plan = make_plan(line, attrs.evolve(STRICT, sure=sure))

    assert plan.reached == pytest.approx(min(places, 100), abs=1e-3)


def test_an_offer_that_may_be_late_is_sure_only_later():
    layout = Layout(offered(low=constant(5, RULE), delay_days=4))
    found = capacities(layout, attrs.evolve(STRICT, sure=0.8))
    beds = next(one.amount for one in found if one.resource.name == "beds")

    # late by 0 to 4 days: by day 3 in seven of eight draws
    assert beds.tolist() == [0, 0, 0, 5, 5, 5, 5, 5, 5, 5]


def test_a_ceiling_that_is_sure_enough_counts_in_full():
    line = offered(low=constant(0, RULE), high=constant(30, RULE), probability=0.9)
    permitted = attrs.evolve(line.resources[1], layer=Layer.PERMITTED)
    line = attrs.evolve(line, resources=(line.resources[0], permitted, line.resources[2]))

    assert make_plan(line, attrs.evolve(STRICT, sure=0.8)).reached == pytest.approx(30)
    assert make_plan(line, attrs.evolve(STRICT, sure=0.95)).reached == 0


def test_a_chance_that_is_none_is_refused():
    with pytest.raises(PlanError, match="say above 0, at most 1"):
        Policy(sure=0.0)


def test_each_offer_that_may_fail_is_tried_alone():
    instance = offered()
    held = attrs.evolve(instance.offers[0], name="held", live=False)
    instance = attrs.evolve(instance, offers=(*instance.offers, held))
    table = side_by_side(failures(instance, STRICT))

    assert table["plan"].to_list() == ["without o"]
    assert table["reached"].to_list() == [0]


def test_an_offer_that_does_not_count_cannot_fail():
    instance = offered()
    ready = attrs.evolve(instance.offers[0], name="ready", planning_class=PlanningClass.READY)
    instance = attrs.evolve(instance, offers=(*instance.offers, ready))

    assert [one.name for one in failures(instance, STRICT)] == ["without o"]


def test_plans_side_by_side_end_with_the_last_whole_one_when_somebody_stops_them():
    watch = Watch(stopped=lambda: True)

    assert side_by_side(failures(offered(), STRICT), watch=watch).is_empty()


def two_offers(*, east=60.0, west=40.0, people=50.0):
    """One hub with two buildings, each offered by its own host and reached by its own bus."""
    line = a_line(people=people, seats=100, vetting=0)
    resources, offers, states, lanes, uses = [], [], [], [], []
    for name, size in (("east", east), ("west", west)):
        resources.append(
            Resource(name=name, kind=ResourceKind.STOCK, layer=Layer.ANNOUNCED, unit="place")
        )
        offers.append(
            Offer(
                name=f"offer of {name}",
                resource=name,
                host=name,
                low=constant(size, claim(name)),
                planning_class=PlanningClass.FIRM,
            )
        )
        track = attrs.evolve(line.tracks[0], name=name)
        state = State("hub", "all", name, Stage.NEW)
        states.append((track, state))
        lanes.append(attrs.evolve(line.lanes[1], name=f"bus {name}", target=state.name))
        uses.append(Use(name, state.name))
    return attrs.evolve(
        line,
        tracks=(*line.tracks, *(track for track, _ in states)),
        states=(*line.states, *(state for _, state in states)),
        lanes=(line.lanes[0], *lanes),
        uses=tuple(uses),
        resources=(*line.resources, *resources),
        offers=tuple(offers),
    )


def test_people_are_spread_so_that_any_offer_may_fail_and_most_are_still_reached():
    instance = two_offers()
    never = attrs.evolve(instance.offers[0], name="after the plan", start=99)
    found = spread(attrs.evolve(instance, offers=(*instance.offers, never)), STRICT)

    assert "after the plan" not in found.resting
    assert found.beside["weighted_days"][0] == pytest.approx(50 * 10 * 0.1, abs=1)
    assert found.reached == pytest.approx(50, abs=1e-3)
    assert found.at_least == pytest.approx(25, abs=1e-3)
    assert sum(found.resting.values()) == pytest.approx(50, abs=1e-3)
    assert found.beside["plan"][0].startswith("spread out, so that at least 25 are reached")


@pytest.mark.parametrize(("people", "fails"), [(100, 1), (100, 2), (30, 1), (90, 1)])
def test_no_failure_costs_more_than_is_told(people, fails):
    found = spread(two_offers(people=people), STRICT, fails=fails)
    losses = [
        sum(found.resting[name] for name in some)
        for some in itertools.combinations(found.resting, fails)
    ]

    assert found.at_least == pytest.approx(found.reached - max(losses), abs=1e-3)


def test_where_no_offer_counts_none_can_fail_and_what_is_not_solved_is_refused(monkeypatch):
    with pytest.raises(PlanError, match="none can fail"):
        spread(a_line(people=5), STRICT)

    true = attrs.evolve(nothing_of((1, 1)), status="Unknown")
    monkeypatch.setattr(scenarios.Engine, "solve", lambda *_: true)
    with pytest.raises(PlanError, match="was not solved"):
        spread(two_offers(), STRICT)
