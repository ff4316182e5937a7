"""Groups counted together while a plan is solved, and told apart again: nothing changes by it."""

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from tests.plan.evacuation import SMALL, an_evacuation
from tests.plan.made import RULE, a_line, flow
from tests.plan.test_laws import ORDERS, SEEDS, TINY

from panah.domain.limit import Use
from panah.domain.network import Group, Stage
from panah.domain.plan_input import Arrival, Fact, Present
from panah.domain.plan_policy import Order, Policy
from panah.plan import engine, model
from panah.plan.lexicographic import lexicographic
from panah.plan.making import solve
from panah.plan.model import assemble, programme

STRICT = Policy(order=Order.STRICT)
THREE = tuple(
    Group(name=f"g{n}", risk_class=n, danger_weight=3.0 - n, origin=RULE) for n in range(3)
)


def written(instance, policy=STRICT):
    return programme(assemble(instance, policy))


def whole(instance, policy):
    """Solve without counting any groups together."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(model, "lumping", lambda _: None)
        return lexicographic(written(instance, policy))


def merged(instance):
    """The states that are counted together with another, by name."""
    lumped = written(instance).lumped
    if lumped is None:
        return set()
    many = np.bincount(lumped.states)[lumped.states] > 1
    return {one.name for n, one in enumerate(instance.states) if many[n]}


@settings(max_examples=2)
@given(SEEDS, ORDERS)
def test_counting_groups_together_changes_no_level(seed, policy):
    instance = an_evacuation(TINY, seed)
    together, apart = solve(instance, policy), whole(instance, policy)

    assert together.rechecked == ()
    for (goal, one), (_, other) in zip(together.answers, apart.answers, strict=True):
        assert one.value == pytest.approx(other.value, rel=2e-6, abs=1e-3), goal.name


def test_the_programme_that_is_solved_is_smaller_and_its_answer_holds_for_every_group():
    instance = an_evacuation(SMALL)
    made = written(instance)
    solved = lexicographic(made)

    assert made.lumped.matrix.shape[1] < 0.75 * made.shape[1]
    assert all(answer.violation <= 1 for _, answer in solved.answers)
    assert all(answer.optimal for _, answer in solved.answers)


def test_groups_at_one_hub_and_those_placed_are_alike_and_those_in_danger_are_not():
    line = a_line(people=90, groups=THREE)

    assert {name.split("/")[0] for name in merged(line)} == {"hub", "host"}


def test_a_single_group_has_nobody_to_be_counted_with():
    assert written(a_line(people=90)).lumped is None


def test_a_group_with_a_limit_of_its_own_ahead_is_counted_apart():
    line = a_line(people=90, groups=THREE)
    uses = (*line.uses, Use("interviews", "onward/g0"))
    own = attrs.evolve(line, resources=(*line.resources, flow("interviews", 3)), uses=uses)

    assert merged(own) & {f"hub/g0/T/{stage}" for stage in (Stage.NEW, Stage.READY)} == set()
    assert {"hub/g1/T/new", "hub/g2/T/new"} <= merged(own)


def test_a_group_with_a_fact_ahead_is_counted_apart():
    facts = (Fact(lane="vetting/g0", day=0, people=0, origin=RULE),)
    line = a_line(people=90, groups=THREE, facts=facts, now=1)

    assert "hub/g0/T/new" not in merged(line)
    assert "hub/g1/T/new" in merged(line)


@pytest.mark.parametrize("stay", [None, 3])
def test_where_people_can_leave_before_they_are_processed_nobody_is_counted_together(stay):
    line = a_line(people=90, groups=THREE, stay=stay)
    leave = [
        attrs.evolve(one, name=f"leave/{group.name}", source=f"hub/{group.name}/T/new")
        for group in THREE
        for one in line.lanes
        if one.name == f"onward/{group.name}"
    ]

    assert merged(attrs.evolve(line, lanes=(*line.lanes, *leave))) == set()


def test_where_some_are_lost_while_they_are_processed_nobody_is_counted_together():
    line = a_line(people=90, groups=THREE)
    lanes = tuple(
        attrs.evolve(one, survival=0.9) if one.name.startswith("vetting") else one
        for one in line.lanes
    )

    assert "hub/g0/T/new" not in merged(attrs.evolve(line, lanes=lanes))


def test_where_people_come_to_be_ready_later_on_nobody_is_counted_together():
    line = a_line(people=90, groups=THREE)
    late = Arrival(state="hub/g0/T/ready", people=attrs.evolve(line.arrivals[0].people))
    shifted = attrs.evolve(late, people=attrs.evolve(late.people, steps=((3, 5.0), (4, 0.0))))

    assert "hub/g0/T/new" not in merged(attrs.evolve(line, arrivals=(*line.arrivals, shifted)))


def test_where_people_can_come_back_in_a_circle_nobody_is_counted_together():
    line = a_line(people=90, groups=THREE)
    again = tuple(
        attrs.evolve(
            one, name=f"again/{one.name}", source=one.target, target=one.source, lag_days=1
        )
        for one in line.lanes
        if one.name.startswith("vetting")
    )
    circle = attrs.evolve(line, lanes=(*line.lanes, *again))

    assert merged(circle) == set()


def test_whoever_came_first_goes_first_so_that_no_group_overstays_more():
    line = a_line(people=90, seats=12, beds=60, vetting=6, groups=THREE, stay=4, days=12)
    here = tuple(
        Present(state=f"hub/{name}/T/{stage}", people=some, origin=RULE)
        for name, stage, some in (("g2", "ready", 5.0), ("g1", "new", 7.0))
    )
    instance = attrs.evolve(line, present=here)
    together, apart = solve(instance, STRICT), whole(instance, STRICT)

    assert together.rechecked == ()
    for goal, answer in apart.answers:
        assert together.answer(goal.name).value == pytest.approx(answer.value, abs=1e-4)


def test_an_answer_that_cannot_be_told_apart_is_sought_again_whole(monkeypatch):
    monkeypatch.setattr(engine, "spread", lambda programme, *_: np.full(programme.shape[1], -1.0))
    line = a_line(people=300, seats=7, groups=THREE)
    solved = solve(line, STRICT)
    apart = whole(line, STRICT)

    assert solved.rechecked == ("reached_0",)
    for goal, answer in apart.answers:
        assert solved.answer(goal.name).value == pytest.approx(answer.value, abs=1e-4)


def test_an_objective_that_tells_groups_apart_is_solved_whole():
    made = written(a_line(people=300, seats=7, groups=THREE))
    cost = np.zeros(made.shape[1])
    cost[made.column("s")] = np.arange(made.column("s").stop - made.column("s").start)
    solver = engine.Engine(made)

    assert solver.solve(cost).optimal
    assert not solver.rechecked
    assert not made.lumped.suits(cost)


def test_whoever_came_to_a_hub_first_is_processed_first_whatever_the_group():
    line = a_line(people=6, seats=9, vetting=1, groups=THREE[:2])
    days = {"g0": ((0, 0.0), (2, 3.0), (3, 0.0)), "g1": ((0, 3.0), (1, 0.0))}
    arrivals = tuple(
        attrs.evolve(one, people=attrs.evolve(one.people, steps=days[one.state.split("/")[1]]))
        for one in line.arrivals
    )
    solved = solve(attrs.evolve(line, arrivals=arrivals), STRICT)
    layout = solved.programme.layout
    vetted = solved.x[solved.programme.column("x")][layout.move_of[layout.lane_of["vetting/g1"]]]

    assert vetted[:3] == pytest.approx([1, 1, 1])
    assert vetted[3:9] == pytest.approx(np.zeros(6), abs=1e-6)
