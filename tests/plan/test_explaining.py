"""Asks, contradictions, and plans that are as good."""

import attrs
import pytest
from tests.plan.evacuation import SMALL, an_evacuation
from tests.plan.made import RULE, a_line, claim
from tests.plan.test_model import TWO_CLASSES, a_lock, two_hosts

from panah.domain.figure import constant
from panah.domain.limit import Pot, Spend
from panah.domain.plan_input import Fact, Present
from panah.domain.plan_policy import Order, Policy
from panah.errors import PlanError
from panah.plan.asking import smallest_request
from panah.plan.conflicts import conflicts
from panah.plan.engine import Watch
from panah.plan.making import make_plan, solve
from panah.plan.ranges import ranges
from panah.plan.subset import only

STRICT = Policy(order=Order.STRICT)


def test_the_smallest_request_is_what_is_missing_and_not_more():
    asks = smallest_request(a_line(people=130, seats=10, vetting=0), STRICT, ["all"])

    assert asks["limit"].to_list() == ["seats"]
    assert asks["in_all"].item() == pytest.approx(30, abs=1e-3)


def test_asking_for_part_of_a_cohort_asks_for_less():
    line = a_line(people=200, seats=5, groups=TWO_CLASSES)
    whole = smallest_request(line, STRICT, ["second"])
    half = smallest_request(line, STRICT, ["second"], share=0.6)

    assert whole["in_all"].sum() == pytest.approx(50, abs=0.01)
    assert half["in_all"].sum() == pytest.approx(10, abs=0.01)


def test_what_is_cheaper_to_ask_for_is_asked_for():
    line = a_line(people=130, seats=10, beds=60, vetting=4)
    dear = attrs.evolve(line.resources[1], ask_weight=50.0)
    asks = smallest_request(
        attrs.evolve(line, resources=(line.resources[0], dear, line.resources[2])), STRICT, ["all"]
    )

    assert set(asks["limit"]) == {"seats", "vetting"}


def test_what_cannot_be_asked_about_stands_in_the_way_and_says_so():
    line = a_line(people=130, seats=10)
    shut = attrs.evolve(line.resources[0], negotiable=False)
    walled = attrs.evolve(line, resources=(shut, *line.resources[1:]))
    rigid = tuple(attrs.evolve(one, negotiable=False) for one in line.resources)

    with pytest.raises(PlanError, match="no request brings 100% of all to safety"):
        smallest_request(walled, STRICT, ["all"])
    with pytest.raises(PlanError, match="nothing in this instance can be asked for"):
        smallest_request(attrs.evolve(line, resources=rigid), STRICT, ["all"])


def test_a_group_without_any_way_is_told_apart_from_one_without_room():
    line = a_line(people=10)
    lanes = tuple(one for one in line.lanes if not one.name.startswith("flight"))
    uses = tuple(one for one in line.uses if not one.on.startswith("flight"))

    with pytest.raises(PlanError, match="no lane ever brings 'all' to safety"):
        smallest_request(attrs.evolve(line, lanes=lanes, uses=uses), STRICT, ["all"])
    with pytest.raises(PlanError, match="holds no group nobody"):
        smallest_request(line, STRICT, ["nobody"])


def test_locks_that_contradict_each_other_are_the_set_and_no_other():
    locks = (
        a_lock(name="at least forty", first=0, last=5, least=40),
        a_lock(name="at most thirty", first=0, last=6, most=30),
        a_lock(name="some later", first=7, last=9, least=5),
    )
    found = conflicts(a_line(people=90, locks=locks), STRICT)

    assert set(found["limit"]) == {"lock:at least forty", "lock:at most thirty"}
    assert found["rule"].to_list() == ["lock by mina", "lock by mina"]


def test_a_lock_against_the_seats_names_the_seats_and_their_days():
    line = a_line(people=90, locks=(a_lock(first=2, last=3, least=25),))
    seats = attrs.evolve(line.resources[0], capacity=constant(10, claim(12)))
    found = conflicts(attrs.evolve(line, resources=(seats, *line.resources[1:])), STRICT)
    rows = {row["limit"]: row for row in found.iter_rows(named=True)}

    assert set(rows) == {"lock:l", "seats"}
    assert rows["seats"]["claims"] == ["claim-12"]
    assert rows["seats"]["rows"] == 2
    assert rows["seats"]["first"].day == 3


def test_facts_that_need_more_people_than_came_are_named():
    facts = (Fact(lane="flight/all", day=1, people=7, origin=claim(3)),)
    found = conflicts(a_line(people=3, facts=facts, now=3), STRICT)

    assert "fact:flight/all" in found["limit"].to_list()


def test_what_stands_between_a_cohort_and_safety_is_named():
    found = conflicts(a_line(people=130, seats=10), STRICT, cohort=["all"])

    assert set(found["limit"]) == {"seats", "all reaches safety"}


def test_what_can_hold_has_no_conflict():
    assert conflicts(a_line(people=30), STRICT).is_empty()
    assert conflicts(a_line(people=30, locks=(a_lock(least=5),)), STRICT).is_empty()
    assert conflicts(a_line(people=30), STRICT, cohort=["all"]).is_empty()


def test_a_part_of_an_instance_keeps_its_limits_and_its_people():
    whole = a_line(people=200, groups=TWO_CLASSES)
    whole = attrs.evolve(
        whole,
        present=(Present(state="town/second/NONE/origin", people=3, origin=RULE),),
        facts=(Fact(lane="road/second", day=0, people=1, origin=RULE),),
        locks=(a_lock(lanes=("flight/first", "flight/second"), least=1),),
        pots=(Pot(name="p", money=constant(9, RULE), pays=(Spend("flight/second", 1.0),)),),
    )
    part = only(whole, ["first"])

    assert [one.name for one in part.groups] == ["first"]
    assert part.resources == whole.resources
    assert (part.present, part.facts, part.locks) == ((), (), ())
    assert part.pots[0].pays == ()
    assert make_plan(part, STRICT).reached == pytest.approx(100)
    with pytest.raises(PlanError, match="holds none of nobody; it holds first, second"):
        only(whole, ["nobody"])


def test_a_host_that_is_not_needed_may_be_useful():
    solved = solve(two_hosts(), STRICT)
    lines = []
    table = ranges(solved, ["hub", "host", "other"], watch=Watch(tell=lines.append))
    rows = {row["node"]: row for row in table.iter_rows(named=True)}

    assert rows["hub"]["needed"]
    assert rows["hub"]["least"] == pytest.approx(90, abs=0.01)
    assert rows["other"]["least"] < rows["other"]["used"] < rows["other"]["most"]
    assert lines[0] == "range of hub"


def test_ranges_need_a_whole_plan_and_nodes_that_are_there():
    with pytest.raises(PlanError, match="no node moon"):
        ranges(solve(a_line(people=30), STRICT), ["moon"])
    lines = []
    watch = Watch(tell=lines.append, stopped=lambda: any("waiting" in one for one in lines))
    stopped = solve(an_evacuation(SMALL), STRICT, watch=watch)
    with pytest.raises(PlanError, match="stopped before its days were counted"):
        ranges(stopped, ["H0"])
