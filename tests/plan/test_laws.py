"""What holds of every plan, on made-up worlds, against brute force and a second writing."""

import itertools
from collections import defaultdict

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow
from tests.plan.evacuation import SMALL, Size, an_evacuation
from tests.plan.made import RULE, a_line, flow, steps
from tests.plan.reference import Reference
from tests.plan.test_model import with_returns

from panah.domain.limit import ResourceKind, Use
from panah.domain.network import NONE, Passage, grid
from panah.domain.plan_input import Fact
from panah.domain.plan_policy import Order, Policy
from panah.errors import PlanError
from panah.plan.conflicts import conflicts
from panah.plan.counting import capacities
from panah.plan.guards import check_solved
from panah.plan.layout import Layout
from panah.plan.making import make_plan, solve

STRICT = Policy(order=Order.STRICT)
ALIKE = Policy(order=Order.WEIGHTS, weights=((0, 1.0), (1, 1.0), (2, 1.0)))
TINY = Size(
    origins=2,
    crossings=1,
    first_hubs=2,
    hubs=1,
    finals=2,
    groups=3,
    days=32,
    daily=4,
    people=60_000,
)
ORDERS = st.sampled_from([STRICT, ALIKE, Policy(), Policy(floor_share=1.0)])
SEEDS = st.integers(0, 10_000)
FEW = settings(max_examples=3)


def capacity_of(instance, policy):
    return {one.resource.name: one for one in capacities(Layout(instance), policy)}


@FEW
@given(SEEDS, ORDERS)
def test_nobody_appears_or_vanishes_and_nobody_is_where_they_may_not_be(seed, policy):
    instance = an_evacuation(TINY, seed)
    plan = make_plan(instance, policy)
    came = sum(Layout(instance).supply["middle"].ravel())
    waits = plan.waiting.filter(in_danger=True)["people"].sum()
    eligible = {track.name: set(track.groups) for track in instance.tracks}

    assert plan.reached + waits == pytest.approx(came, rel=1e-6)
    for row in plan.placed.iter_rows(named=True):
        assert row["track"] == NONE or row["group"] in eligible[row["track"]]


@FEW
@given(SEEDS, ORDERS)
def test_nothing_exceeds_its_limit_in_any_period_and_nobody_uses_a_closed_lane(seed, policy):
    instance = an_evacuation(TINY, seed)
    solved = solve(instance, policy)
    layout, limits = solved.programme.layout, capacity_of(instance, policy)
    lane, period = layout.moves
    moved = solved.x[solved.programme.column("x")]
    uses = defaultdict(lambda: np.zeros(layout.periods))
    stock = solved.x[solved.programme.column("s")].reshape(-1, layout.periods)
    for use in instance.uses:
        if use.on in layout.lane_of:
            own = lane == layout.lane_of[use.on]
            np.add.at(uses[use.resource], period[own], use.amount * moved[own])
        else:
            uses[use.resource] += use.amount * stock[layout.row_of_state[layout.state_of[use.on]]]
    for name, used in uses.items():
        room = limits[name].amount
        over = used.sum() if limits[name].resource.kind is ResourceKind.QUOTA else used
        assert (over <= room * (1 + 1e-6) + 1e-4).all(), name

    for move in np.nonzero(moved > 1e-6)[0]:
        assert instance.lanes[lane[move]].open_on(int(layout.middle[period[move]]))


@FEW
@given(SEEDS, st.data())
def test_more_of_anything_never_reaches_fewer(seed, data):
    instance = an_evacuation(TINY, seed)
    number = data.draw(st.integers(0, len(instance.resources) - 1))
    chosen = instance.resources[number]
    if chosen.capacity is None:
        offers = tuple(
            attrs.evolve(one, low=one.low.times(1.5)) if one.resource == chosen.name else one
            for one in instance.offers
        )
        more = attrs.evolve(instance, offers=offers)
    else:
        grown = attrs.evolve(chosen, capacity=chosen.capacity.times(1.5))
        resources = (*instance.resources[:number], grown, *instance.resources[number + 1 :])
        more = attrs.evolve(instance, resources=resources)

    before, after = (level(make_plan(one, ALIKE), "reached") for one in (instance, more))
    assert after >= before - 1e-4


@settings(max_examples=8)
@given(st.lists(st.integers(0, 60), min_size=6, max_size=6), st.integers(0, 20))
def test_no_forecast_of_returns_makes_a_plan_impossible_or_sends_back_who_is_not_there(back, seats):
    line = a_line(people=50, seats=seats, vetting=0, days=6)
    plan = make_plan(with_returns(line, *back), STRICT)
    went = plan.flows.filter(lane="back/all")["people"].sum()
    short = plan.missing.filter(what="return")["amount"].sum()

    assert went + short == pytest.approx(sum(back), abs=1e-3)
    assert plan.reached + plan.waiting.filter(in_danger=True)["people"].sum() == pytest.approx(50)


def level(plan, name):
    return next(one.value for one in plan.manifest.levels if one.level == name)


@FEW
@given(SEEDS, ORDERS)
def test_no_later_objective_spoils_an_earlier_one(seed, policy):
    solved = solve(an_evacuation(TINY, seed), policy)

    for goal, answer in solved.answers:
        final = float(solved.programme.cost(goal) @ solved.x)
        allowed = goal.allowed * abs(answer.value) + 2e-5 * max(1.0, abs(answer.value))
        if goal.keep != "floor":
            assert final <= answer.value + allowed, goal.name


@settings(max_examples=2)
@given(SEEDS)
def test_the_model_and_its_second_writing_reach_the_same(seed):
    instance = an_evacuation(TINY, seed, depots=(), routes=())
    reference = Reference(instance, [one.amount for one in capacities(Layout(instance), ALIKE)])
    every = {one.name for one in instance.groups}
    first = {one.name for one in instance.groups if one.risk_class == 0}
    plan = make_plan(attrs.evolve(instance, shares=()), ALIKE)
    strict = make_plan(attrs.evolve(instance, shares=()), STRICT)

    assert level(plan, "reached") == pytest.approx(reference.reached(every), rel=1e-6)
    assert level(strict, "reached_0") == pytest.approx(reference.reached(first), rel=1e-6)
    danger = reference.danger(level(plan, "reached"))
    assert level(plan, "waiting") == pytest.approx(danger, rel=1e-5)


@settings(max_examples=6)
@given(*(st.lists(st.integers(0, 9), min_size=6, max_size=6) for _ in range(3)))
def test_one_kind_of_people_reaches_what_a_maximal_flow_over_time_does(come, drive, fly):
    line = a_line(people=1, days=6)
    people = attrs.evolve(line.arrivals[0], people=steps(*enumerate(map(float, come))))
    road = flow("road", steps(*enumerate(map(float, drive))))
    seats = flow("seats", steps(*enumerate(map(float, fly))))
    resources = (seats, *line.resources[1:], road)
    uses = (*line.uses, Use("road", "road/all"))
    world = attrs.evolve(line, arrivals=(people,), resources=resources, uses=uses)

    assert make_plan(world, STRICT).reached == pytest.approx(most_by_flow(come, drive, fly))


def most_by_flow(come, drive, fly):
    """The largest flow from those who come to those who fly, a node a place and day."""
    days = len(come)
    most = np.zeros((2 * days + 2, 2 * days + 2), dtype=np.int32)
    for day in range(days):
        town, gate = day, days + day
        most[-2, town], most[town, gate], most[gate, -1] = come[day], drive[day], fly[day]
        if day + 1 < days:
            most[town, town + 1] = most[gate, gate + 1] = 1_000
    return maximum_flow(csr_array(most), 2 * days, 2 * days + 1).flow_value


def test_every_limit_that_is_told_rests_on_a_claim_an_assumption_or_a_rule():
    crisis = an_evacuation(TINY)
    plan = make_plan(crisis, Policy(whole_days=4), confirm=2)
    why = conflicts(crisis, Policy(), cohort={"g0"})
    for table in (plan.binding, plan.worth, plan.account, why):
        bare = table.filter(
            (table["claims"].list.len() == 0) & (table["assumption"] == "") & (table["rule"] == "")
        )
        assert bare["limit"].to_list() == []


def by_trying_all(people, seats, beds, vetting, days):
    """The most people that any whole plan of the line reaches: every flight plan is tried.

    Who can be vetted is, and who can go on goes on: neither ever costs a bed. The last day's
    onward flights would land after the plan, so nobody takes them.
    """
    best = 0
    for flights in itertools.product(range(seats + 1), repeat=days):
        new, inside, flown_in = 0, 0, 0
        for today, flown in enumerate(flights):
            ready, flown_in = inside, flown_in + flown
            inside = min(vetting, new + flown) if today < days - 1 else 0
            new += flown - inside
            stays = ready if today == days - 1 else 0
            if new + inside + stays > beds:
                break
        else:
            best = max(best, min(people, flown_in))
    return best


@pytest.mark.parametrize(
    ("seats", "beds", "vetting"), [(2, 5, 2), (2, 3, 1), (3, 3, 2), (1, 4, 0), (3, 2, 3)]
)
def test_a_plan_of_a_tiny_line_is_the_best_of_all_plans(seats, beds, vetting):
    line = a_line(people=7, seats=seats, beds=beds, vetting=vetting, days=5, dwell=1)
    most = by_trying_all(7, seats, beds, vetting, 5)

    assert level(make_plan(line, STRICT), "reached_0") == pytest.approx(most)


@settings(max_examples=10)
@given(
    st.lists(st.integers(0, 6), min_size=7, max_size=7),
    st.lists(st.integers(0, 6), min_size=7, max_size=7),
    st.integers(1, 5),
)
def test_the_stay_limit_counts_exactly_those_who_overstay_first_in_first_out(come, go, limit):
    inside, leaving, overstay = [], [], 0
    for today in range(7):
        inside += [today] * come[today]
        away = min(go[today], len(inside))
        leaving.append(away)
        inside = inside[away:]
        overstay += sum(1 for arrived in inside if today - arrived >= limit)
    line = a_line(people=50, seats=100, vetting=0, days=7, stay=limit)
    direct = attrs.evolve(
        line.lanes[3], name="leave", source="hub/all/T/new", lag_days=0, passage=Passage.WITHIN
    )
    facts = [Fact(lane="road/all", day=0, people=50, origin=RULE)]
    for today in range(7):
        facts.append(Fact(lane="flight/all", day=today, people=come[today], origin=RULE))
        facts.append(Fact(lane="leave", day=today, people=leaving[today], origin=RULE))
    told = attrs.evolve(line, lanes=(*line.lanes, direct), facts=tuple(facts), now=7)
    plan = make_plan(told, STRICT)

    assert plan.missing.filter(what="stay")["amount"].sum() == pytest.approx(overstay, abs=1e-4)


def test_the_daily_grid_shows_the_hub_that_binds_which_a_weekly_one_hides():
    line = a_line(people=2_000, seats=60, beds=100, dwell=3, days=14)
    by_day = make_plan(line, STRICT)
    by_week = make_plan(attrs.evolve(line, periods=grid(14, daily=0)), STRICT)

    assert "beds" in limits_that_count(by_day)
    assert limits_that_count(by_week) == {"seats"}
    assert by_day.reached < by_week.reached


def limits_that_count(plan):
    return set(plan.worth.filter(measure="people")["limit"].to_list())


def test_an_answer_in_which_people_vanish_is_refused():
    solved = solve(a_line(people=30), STRICT)
    wrong = attrs.evolve(solved, x=solved.x * 0.9)

    with pytest.raises(PlanError, match="people came"):
        check_solved(wrong)


def test_an_account_that_does_not_add_up_is_refused():
    solved = solve(a_line(people=300), STRICT)
    goal, answer = solved.answers[0]
    wrong = attrs.evolve(solved, answers=((goal, attrs.evolve(answer, value=-1.0)),))

    with pytest.raises(PlanError, match="the account of reached_0 adds up to"):
        check_solved(wrong)


def test_the_account_adds_up_to_the_person():
    plan = make_plan(an_evacuation(SMALL))

    for name in ("reached_0", "reached_1", "reached_2"):
        told = plan.account.filter(level=name)["people"].sum()
        assert told == pytest.approx(level(plan, name), rel=1e-6)


def test_a_world_with_nobody_to_bring_is_planned_too():
    plan = make_plan(a_line(people=0))

    assert plan.reached == 0
    assert plan.flows.is_empty()


def test_a_world_without_a_way_out_leaves_everybody_and_says_so():
    line = a_line(people=30)
    plan = make_plan(attrs.evolve(line, lanes=line.lanes[:1], uses=line.uses[2:]), STRICT)

    assert plan.missing.filter(what="way to safety")["amount"].sum() == pytest.approx(30)


def test_a_crisis_of_a_billion_people_is_planned_to_the_person():
    plan = make_plan(a_line(people=1e9, seats=5e7, beds=1e9, vetting=1e9), STRICT)

    assert plan.reached == pytest.approx(5e8)
