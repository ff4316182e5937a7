"""The words an instance and a plan are made of refuse what no world can have."""

import math

import attrs
import pytest
from tests.plan.evacuation import FULL, SMALL, an_evacuation
from tests.plan.made import RULE, a_line, claim, flow, places, quota, steps

from panah.domain.claim import PlanningClass
from panah.domain.figure import Figure, Origin, constant
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
from panah.domain.network import NONE, Group, Lane, Node, NodeKind, Period, Stage, State, grid
from panah.domain.plan import Reached
from panah.domain.plan_input import MIDDLE, Arrival, Fact, Lock, Present
from panah.domain.plan_policy import Order, Policy
from panah.errors import PlanError

LINE = a_line()


def a_lock(**more):
    settings = {"name": "l", "lanes": ("flight/all",), "by": "mina", "why": "agreed", "least": 1}
    return Lock(**{**settings, **more})


def an_offer(**more):
    settings = {
        "name": "o",
        "resource": "beds",
        "host": "H",
        "low": constant(5, RULE),
        "planning_class": PlanningClass.FIRM,
    }
    return Offer(**{**settings, **more})


def a_lane(**more):
    settings = {"name": "l", "source": "a", "target": "b", "origin": RULE}
    return Lane(**{**settings, **more})


WRONG_ALONE = {
    "rests on nothing": (lambda: Origin(text="said so"), "needs an origin"),
    "no steps": (lambda: Figure((), RULE), "rising days, got none"),
    "steps out of order": (lambda: steps((3, 1.0), (2, 1.0)), "rising days"),
    "negative": (lambda: constant(-1, RULE), "from 0 up, got -1"),
    "endless": (lambda: constant(math.inf, RULE), "from 0 up, got inf"),
    "no day": (lambda: grid(0), "at least one day"),
    "class below 0": (
        lambda: Group(name="g", risk_class=-1, danger_weight=1, origin=RULE),
        "classes count from 0",
    ),
    "a stay at a gate": (
        lambda: Node(name="n", kind=NodeKind.GATE, stay_days=3, origin=RULE),
        "only a hub",
    ),
    "a stay of no day": (
        lambda: Node(name="n", kind=NodeKind.HUB, stay_days=0, origin=RULE),
        "say 1 or more",
    ),
    "a stay that rests on nothing": (
        lambda: Node(name="n", kind=NodeKind.HUB, stay_days=3),
        "without an origin",
    ),
    "a lane into the past": (lambda: a_lane(lag_days=-1), "days and cost are 0 or more"),
    "a lane that brings nobody": (lambda: a_lane(survival=0), "above 0 and at most 1"),
    "a lane that never opens": (lambda: a_lane(opens=5, closes=4), "never opens"),
    "a window on a flow": (lambda: flow("f", 1, window=(0, 1)), "only a quota"),
    "a window that never opens": (lambda: quota("q", 1, window=(3, 2)), "never opens"),
    "an ask for nothing": (lambda: flow("f", 1, ask_weight=0), "say above 0"),
    "a use of nothing": (lambda: Use("r", "l", 0), "say above 0"),
    "an offer that never opens": (lambda: an_offer(start=4, end=3), "never opens"),
    "a financed part nobody pays": (
        lambda: an_offer(extra=constant(1, RULE)),
        "name its pot and price",
    ),
    "a chance above 1": (lambda: an_offer(probability=1.5), "say 0 to 1"),
    "early": (lambda: an_offer(delay_days=-1), "say 0 or more"),
    "a module of nothing": (
        lambda: Camp(node="c", built=constant(1, RULE), module=0),
        "a module is above 0",
    ),
    "an overflow nobody runs": (
        lambda: Camp(node="c", built=constant(1, RULE), overflow=constant(1, RULE)),
        "name the body",
    ),
    "a link of nothing": (
        lambda: Tie(name="t", resource="a", of="b", ratio=0, origin=RULE),
        "say above 0",
    ),
    "a share of nothing": (
        lambda: Share(node="n", part=0, key="k", origin=RULE),
        "has no row",
    ),
    "a lock on nothing": (lambda: a_lock(lanes=()), "fixes nothing"),
    "a lock without a number": (lambda: a_lock(least=None), "fixes nothing"),
    "a lock by nobody": (lambda: a_lock(by=""), "says not who"),
    "a lock below 0": (lambda: a_lock(least=-1), "fewer than no people"),
    "a lock turned round": (lambda: a_lock(least=5, most=4), "swap them"),
    "a floor above all": (lambda: Policy(floor_share=1.5), "say 0 to 1"),
    "weights without weights": (lambda: Policy(order=Order.WEIGHTS), "a weight for each"),
    "a class left out": (
        lambda: Policy(order=Order.WEIGHTS, weights=((0, 0.0),)),
        "would leave a class out",
    ),
    "history counted": (lambda: Policy(counts=PlanningClass.CLOSED), "are history"),
}


@pytest.mark.parametrize(("make", "says"), WRONG_ALONE.values(), ids=WRONG_ALONE.keys())
def test_a_word_of_a_plan_says_what_is_wrong_with_it(make, says):
    with pytest.raises(PlanError, match=says):
        make()


CAMP = Node(name="camp", kind=NodeKind.CAMP)
BARE = Camp(node="camp", built=constant(5, RULE))
STATE = State("town", "all", NONE, Stage.ORIGIN)
DEPOT = Depot(name="d", holds=constant(5, RULE), delivered=constant(1, RULE))

WRONG_TOGETHER = {
    "no groups": ({"groups": ()}, "has no groups"),
    "nobody": ({"arrivals": ()}, "has no people"),
    "a gap in time": ({"periods": (Period(0, 1), Period(2, 1))}, "begins on day 1"),
    "now in the future": ({"now": 11}, "runs from day 0 to day 9"),
    "a lane twice": ({"lanes": LINE.lanes * 2}, "hold 'road/all' twice"),
    "a track for strangers": (
        {"tracks": (attrs.evolve(LINE.tracks[0], groups=("nobody",)),)},
        "names the group 'nobody'",
    ),
    "a state nowhere": (
        {"states": (*LINE.states, State("sea", "all", NONE, Stage.GATE))},
        "names the node 'sea'.* it holds gate, host, hub, town",
    ),
    "a state of strangers": (
        {"states": (*LINE.states, State("gate", "nobody", NONE, Stage.GATE))},
        "names the group 'nobody'",
    ),
    "a stage that does not fit": (
        {"states": (*LINE.states, State("gate", "all", NONE, Stage.PLACED))},
        "stands at a node of kind gate",
    ),
    "a promise nobody made": (
        {"states": (*LINE.states, State("hub", "all", "U", Stage.NEW))},
        "names the track 'U'",
    ),
    "who is not eligible": (
        {"tracks": (attrs.evolve(LINE.tracks[0], groups=()),)},
        "not eligible; it is for nobody",
    ),
    "a lane that begins nowhere": (
        {"lanes": (*LINE.lanes, a_lane(source="x", target=STATE.name))},
        "begins nowhere",
    ),
    "a lane that ends nowhere": (
        {"lanes": (*LINE.lanes, a_lane(source=STATE.name, target="x"))},
        "ends nowhere",
    ),
    "a lane in a circle": (
        {"lanes": (*LINE.lanes, a_lane(source=STATE.name, target=STATE.name))},
        "a lane leads on",
    ),
    "a lane away from home": (
        {"lanes": (*LINE.lanes, a_lane(source="host/all/T/placed", target="hub/all/T/new"))},
        "who are placed",
    ),
    "a lane after the end": (
        {"lanes": (*LINE.lanes, a_lane(source=STATE.name, target="hub/all/T/new", opens=10))},
        "after the last day",
    ),
    "an offer of nothing known": ({"offers": (an_offer(resource="x"),)}, "names the resource 'x'"),
    "a resource nobody has": (
        {
            "resources": (
                *LINE.resources,
                Resource(name="r", kind=ResourceKind.FLOW, layer=Layer.BUILT, unit="x"),
            )
        },
        "neither a capacity nor an offer",
    ),
    "a use of nothing known": ({"uses": (Use("x", "flight/all"),)}, "names the resource 'x'"),
    "a place for a flight": ({"uses": (Use("beds", "flight/all"),)}, "names the state"),
    "links between different things": (
        {"ties": (Tie(name="t", resource="beds", of="seats", ratio=1, origin=RULE),)},
        "ties flow and stock",
    ),
    "money for nothing known": (
        {"pots": (Pot(name="p", money=constant(1, RULE), pays=(Spend("x", 1),)),)},
        "names the lane or camp 'x'",
    ),
    "a gift": (
        {"pots": (Pot(name="p", money=constant(1, RULE), pays=(Spend("flight/all", 0),)),)},
        "say above 0",
    ),
    "a pot nobody fills": (
        {"offers": (an_offer(extra=constant(1, RULE), pot="p", price=1),)},
        "names the pot 'p'",
    ),
    "a camp nowhere": ({"camps": (BARE,)}, "is not a node of kind camp"),
    "a camp without places": ({"nodes": (*LINE.nodes, CAMP)}, "a camp without places"),
    "food from nowhere": (
        {
            "nodes": (*LINE.nodes, CAMP),
            "camps": (BARE,),
            "routes": (SupplyRoute(depot="d", camp="camp", tonnes_day=constant(1, RULE)),),
        },
        "names the depot 'd'",
    ),
    "food from tomorrow": (
        {
            "nodes": (*LINE.nodes, CAMP),
            "camps": (BARE,),
            "depots": (DEPOT,),
            "routes": (
                SupplyRoute(depot="d", camp="camp", tonnes_day=constant(1, RULE), lag_days=-1),
            ),
        },
        "takes -1 days",
    ),
    "the share of a hub": (
        {"shares": (Share(node="hub", part=1, key="k", origin=RULE),)},
        "of no final host",
    ),
    "arrivals nowhere": (
        {"arrivals": (Arrival(state="x", people=constant(1, RULE)),)},
        "names the state 'x'",
    ),
    "people nowhere": (
        {"present": (Present(state="x", people=1, origin=RULE),)},
        "names the state 'x'",
    ),
    "fewer than nobody": (
        {"present": (Present(state=STATE.name, people=-1, origin=RULE),)},
        "give a number from 0 up",
    ),
    "a fact nowhere": ({"facts": (Fact(lane="x", day=0, people=1, origin=RULE),)}, "the lane 'x'"),
    "a fact after the end": (
        {"facts": (Fact(lane="flight/all", day=10, people=1, origin=RULE),)},
        "outside the plan of 10 days",
    ),
    "a lock nowhere": ({"locks": (a_lock(lanes=("x",)),)}, "names the lane 'x'"),
    "a lock after the end": ({"locks": (a_lock(last=10),)}, "from day 0 to day 9"),
}


@pytest.mark.parametrize(("change", "says"), WRONG_TOGETHER.values(), ids=WRONG_TOGETHER.keys())
def test_an_instance_says_what_does_not_fit_together(change, says):
    with pytest.raises(PlanError, match=says):
        attrs.evolve(LINE, **change)


def test_a_promise_is_given_once():
    states = (*LINE.states, State("hub", "all", "U", Stage.NEW))
    tracks = (*LINE.tracks, attrs.evolve(LINE.tracks[0], name="U"))
    lane = a_lane(source="hub/all/T/ready", target="hub/all/U/new")

    with pytest.raises(PlanError, match="a promise is given once"):
        attrs.evolve(LINE, states=states, tracks=tracks, lanes=(*LINE.lanes, lane))


def test_an_instance_knows_its_days_and_futures():
    worse = Arrival(state=STATE.name, people=constant(1, RULE), future="worse")

    assert LINE.days == 10
    assert LINE.futures == (MIDDLE,)
    assert attrs.evolve(LINE, arrivals=(worse,)).futures == ("worse",)
    present = (Present(state=STATE.name, people=1, origin=RULE),)
    assert attrs.evolve(LINE, arrivals=(), present=present).futures == (MIDDLE,)


def test_a_figure_can_be_scaled_and_keeps_its_origin():
    twice = steps((2, 3.0), origin=claim(1)).times(2)

    assert (twice.on(1), twice.on(2), twice.most, twice.origin) == (0, 6, 6, claim(1))
    assert not twice.origin.assumed
    assert Origin(assumption="seats.c17").assumed


def test_an_offer_of_unknown_size_is_not_one_of_nothing():
    assert not an_offer(low=None).sized
    assert an_offer(low=constant(0, RULE)).sized


def test_a_lane_is_open_from_its_first_to_its_last_day():
    lane = a_lane(opens=2, closes=3)

    assert [lane.open_on(day) for day in (1, 2, 3, 4)] == [False, True, True, False]
    assert a_lane().open_on(10_000)


def test_a_period_knows_its_middle_and_its_last_day():
    assert (Period(7, 7).middle, Period(7, 7).last) == (10, 13)


def test_a_gap_is_told_as_a_share():
    reached = Reached(
        level="reached",
        meaning="",
        why="",
        value=-100,
        bound=-101,
        kept="face",
        allowed=0,
        cpu_seconds=1,
    )

    assert reached.gap == pytest.approx(0.01)


def test_the_made_up_evacuation_has_the_size_it_says_and_is_the_same_each_time():
    hosts = [n for n in an_evacuation().nodes if n.kind not in {NodeKind.ORIGIN, NodeKind.GATE}]

    assert len(hosts) == 30
    assert len(an_evacuation().groups) == 10
    assert an_evacuation(SMALL) == an_evacuation(SMALL)
    assert an_evacuation(SMALL, seed=1) != an_evacuation(SMALL)
    assert FULL.sites == 1


def test_places_are_a_stock():
    assert places("p", 3).kind is ResourceKind.STOCK
