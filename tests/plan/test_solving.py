"""The levels while they are solved: progress, stopping, a second method, another solver."""

import attrs
import linopy
import numpy as np
import pytest
from tests.plan.evacuation import SMALL, an_evacuation
from tests.plan.made import RULE, a_line
from tests.plan.test_model import TWO_CLASSES

from panah.domain.network import Group
from panah.domain.plan_input import Fact, Lock
from panah.domain.plan_policy import Order, Policy
from panah.errors import PlanError
from panah.plan import engine, lexicographic
from panah.plan.engine import Engine, Watch
from panah.plan.frontier import Choice, frontier
from panah.plan.making import make_plan, solve
from panah.plan.model import assemble, programme
from panah.plan.trying import Change, trial

STRICT = Policy(order=Order.STRICT)
ONE_FLOOR = Policy(floor_groups=("g0", "g1"))


def stop_after(calls):
    left = [calls]

    def stopped():
        left[0] -= 1
        return left[0] < 0

    return stopped


def test_progress_is_told_level_by_level_with_bound_and_gap():
    lines = []
    make_plan(a_line(people=30), STRICT, watch=Watch(tell=lines.append))

    assert lines[0].startswith("model: ")
    assert "reached_0: 30.0, bound 30.0, gap 0.0e+00" in lines
    assert lines[-1].startswith("cost: 0.0")


def test_a_plan_that_is_stopped_is_the_best_found_and_says_so():
    levels = []

    def stopped():
        return any(line.startswith("fairness") for line in levels)

    plan = make_plan(an_evacuation(SMALL), STRICT, watch=Watch(tell=levels.append, stopped=stopped))
    whole = make_plan(an_evacuation(SMALL), STRICT)

    assert not plan.manifest.complete
    assert "stopped at 'fairness'" in plan.manifest.note
    assert plan.reached == pytest.approx(whole.reached)
    assert [one.level for one in plan.manifest.levels] == [
        "taken_away",
        "reached_0",
        "reached_1",
        "reached_2",
        "waiting",
    ]


def test_stopped_at_once_nobody_moves_and_the_plan_says_so():
    plan = make_plan(an_evacuation(SMALL), STRICT, watch=Watch(stopped=lambda: True))

    assert plan.reached == 0
    assert plan.manifest.note.startswith("stopped before any level")


def test_stopped_at_once_under_a_lock_there_is_no_plan():
    locks = (Lock(name="l", lanes=("flight/g0",), least=1, by="mina", why="agreed"),)
    line = a_line(people=900, groups=three(), locks=locks)

    with pytest.raises(PlanError, match="do not let everybody stay"):
        make_plan(line, STRICT, watch=Watch(stopped=lambda: True))


def three():
    return tuple(
        Group(name=f"g{n}", risk_class=n, danger_weight=3.0 - n, origin=RULE) for n in range(3)
    )


def test_an_answer_that_does_not_hold_is_sought_again_by_the_other_method(monkeypatch):
    monkeypatch.setattr(engine, "GAP", -1.0)
    solved = Engine(programme(assemble(a_line(people=30), STRICT)))
    cost = solved.matrix.T @ np.zeros(solved.matrix.shape[0])

    answer = solved.solve(cost)

    assert solved.rechecked
    assert not answer.optimal


def test_an_instance_that_no_method_solves_is_refused(monkeypatch):
    monkeypatch.setattr(engine, "GAP", -1.0)

    with pytest.raises(PlanError, match="was not solved so that it holds"):
        make_plan(a_line(people=30), STRICT)


def test_what_was_solved_twice_is_told(monkeypatch):
    true = Engine._run

    def first_wrong(self, method, cost, lumped, **more):
        answer = true(self, method, cost, lumped, **more)
        return attrs.evolve(answer, status="Unknown") if method == "ipx" else answer

    monkeypatch.setattr(Engine, "_run", first_wrong)
    plan = make_plan(a_line(people=30), STRICT)

    assert plan.manifest.rechecked == ("reached_0",)
    assert plan.reached == pytest.approx(30)


def test_a_face_that_is_too_narrow_is_widened_to_a_row(monkeypatch):
    true = lexicographic.fix_face

    def too_narrow(engine, answer, cost):
        true(engine, answer, cost)
        engine.upper[:] = np.minimum(engine.upper, 0.0)

    monkeypatch.setattr(lexicographic, "fix_face", too_narrow)
    plan = make_plan(a_line(people=30), STRICT)

    assert plan.manifest.rechecked == ("waiting",)
    assert plan.reached == pytest.approx(30, abs=1e-3)


def test_facts_that_contradict_each_other_are_refused():
    facts = (Fact(lane="flight/all", day=1, people=7, origin=RULE),)

    with pytest.raises(PlanError, match="cannot hold together"):
        make_plan(a_line(people=3, facts=facts, now=3), STRICT)


@pytest.mark.skipif("scip" not in linopy.available_solvers, reason="SCIP is not installed")
@pytest.mark.parametrize("policy", [STRICT, ONE_FLOOR], ids=["strict", "floor"])
def test_another_solver_by_name_gives_the_same_objectives(policy):
    instance = an_evacuation(SMALL)
    ours, theirs = (make_plan(instance, policy, solver=name) for name in ("highs", "scip"))

    for mine, other in zip(ours.manifest.levels, theirs.manifest.levels, strict=True):
        assert other.value == pytest.approx(mine.value, rel=2e-5, abs=0.1), mine.level
    assert theirs.manifest.solver == "scip"
    assert theirs.account.is_empty()


@pytest.mark.skipif("scip" not in linopy.available_solvers, reason="SCIP is not installed")
def test_another_solver_can_be_stopped_between_levels_and_refuses_what_cannot_hold():
    plan = make_plan(a_line(people=30), STRICT, solver="scip", watch=Watch(stopped=lambda: True))
    locks = (Lock(name="l", lanes=("flight/all",), last=0, least=99, by="mina", why="agreed"),)

    assert plan.manifest.note == "stopped after 'reached_0'"
    with pytest.raises(PlanError, match="scip says 'infeasible'"):
        make_plan(a_line(people=300, locks=locks), STRICT, solver="scip")


def test_a_solver_that_is_not_there_is_named_beside_those_that_are():
    with pytest.raises(PlanError, match="no solver 'oracle' here; there is highs"):
        make_plan(a_line(), solver="oracle")


def test_the_frontier_shows_what_each_order_of_people_costs_whom():
    line = a_line(people=200, seats=5, groups=TWO_CLASSES)
    both = Policy(floor_groups=("first", "second"))
    rows = frontier(line, both).to_dicts()
    reached = {(row["order"], row["group"]): round(row["reached"], 3) for row in rows}

    assert reached["strict order", "second"] == 0
    assert reached["weights 2:1", "first"] == 50
    assert reached["floor of 25% of the common share", "second"] == pytest.approx(6.25, abs=1e-3)
    assert reached["floor of 100% of the common share", "second"] == pytest.approx(25, abs=1e-3)
    days = {row["order"]: row["weighted_days"] for row in rows}
    assert days["floor of 100% of the common share"] > days["strict order"]


def test_the_frontier_can_be_of_orders_of_ones_own():
    orders = (Choice(name="mine", policy=STRICT),)

    assert frontier(a_line(), STRICT, orders=orders)["order"].to_list() == ["mine"]


def test_what_was_chosen_by_whom_and_why_stays_with_the_plan():
    policy = attrs.evolve(STRICT, chosen_by="the board", why="agreed on 3 March")
    plan = make_plan(a_line(), policy)

    assert plan.manifest.policy == policy
    assert solve(a_line(), policy).programme.policy.chosen_by == "the board"


def test_a_class_that_is_kept_by_a_row_stands_in_the_account_of_the_next(monkeypatch):
    true = lexicographic.fix_face

    def too_narrow(engine, answer, cost):
        true(engine, answer, cost)
        engine.upper[:] = np.minimum(engine.upper, 0.0)

    monkeypatch.setattr(lexicographic, "fix_face", too_narrow)
    plan = make_plan(a_line(people=200, seats=5, groups=TWO_CLASSES), STRICT)
    second = plan.account.filter(level="reached_1")

    assert "levels kept before" in second["limit"].to_list()
    assert second["people"].sum() == pytest.approx(0, abs=1e-3)


def test_the_next_class_is_solved_anew_where_going_on_takes_too_long(monkeypatch):
    line = a_line(people=200, seats=12, groups=TWO_CLASSES)
    before = make_plan(line, STRICT)
    monkeypatch.setattr(engine, "FEW", 0)
    after = make_plan(line, STRICT)

    for name, other in zip(before.manifest.levels, after.manifest.levels, strict=True):
        assert name.value == pytest.approx(other.value)


def test_going_on_from_no_answer_is_starting_anew():
    solved = Engine(programme(assemble(a_line(people=30), STRICT)))
    cost = solved.matrix.T @ np.ones(solved.matrix.shape[0])

    first = solved.solve_on(cost)
    again = solved.solve(cost)

    assert first.value == pytest.approx(again.value)


def test_a_what_if_goes_on_from_the_plan_and_says_what_starting_anew_says(monkeypatch):
    solved = solve(an_evacuation(SMALL), STRICT)
    without = attrs.evolve(
        solved, answers=tuple((g, attrs.evolve(one, basis=None)) for g, one in solved.answers)
    )
    change = {"seats:airport": Change(times=0.1)}
    near = trial(solved, change)
    anew = trial(without, change)
    monkeypatch.setattr(engine, "FEW", 0)
    too_far = trial(solved, change)

    assert near.gain > 0
    assert dict(near.gains) == pytest.approx(dict(anew.gains), abs=1e-3)
    assert dict(near.gains) == pytest.approx(dict(too_far.gains), abs=1e-3)


def test_levels_that_cannot_be_begun_together_are_solved_one_by_one(monkeypatch):
    line = a_line(people=200, seats=12, groups=TWO_CLASSES)
    before = make_plan(line, STRICT)
    true, seen = Engine.solve, []

    def first_wrong(self, cost):
        answer = true(self, cost)
        seen.append(answer)
        return attrs.evolve(answer, status="Unknown") if len(seen) == 1 else answer

    monkeypatch.setattr(Engine, "solve", first_wrong)
    after = make_plan(line, STRICT)

    assert len(seen) > 3
    for mine, other in zip(before.manifest.levels, after.manifest.levels, strict=True):
        assert mine.value == pytest.approx(other.value)


@pytest.mark.parametrize("later", [10.0, 1e-6])
def test_however_levels_are_weighed_when_begun_together_each_comes_to_the_same(monkeypatch, later):
    before = make_plan(an_evacuation(SMALL), STRICT)
    monkeypatch.setattr(lexicographic, "LATER", later)
    after = make_plan(an_evacuation(SMALL), STRICT)

    for mine, other in zip(before.manifest.levels, after.manifest.levels, strict=True):
        assert mine.value == pytest.approx(other.value, rel=1e-6, abs=1e-3), mine.level
