"""Why people are left: the limits on the shortest ways, in the order in which they are met."""

import attrs
import pytest
from tests.plan.evacuation import SMALL, an_evacuation
from tests.plan.made import RULE, a_line, claim, flow, places
from tests.plan.test_model import TWO_CLASSES, a_camp

from panah.domain.claim import PlanningClass
from panah.domain.figure import constant
from panah.domain.limit import Offer, Use
from panah.domain.network import Lane, Node, NodeKind, Passage, Stage, State
from panah.domain.plan_policy import Order, Policy
from panah.plan.making import make_plan, solve
from panah.plan.reasons import reasons

STRICT = Policy(order=Order.STRICT)


def told(instance, policy=STRICT):
    return reasons(solve(instance, policy)).to_dicts()


def test_the_limit_that_keeps_people_is_named_with_what_it_rests_on():
    line = a_line(people=200, seats=5)
    seats = attrs.evolve(line.resources[0], capacity=constant(5, claim(12)))
    rows = told(attrs.evolve(line, resources=(seats, *line.resources[1:])))

    assert {row["node"] for row in rows} <= {"town", "gate"}
    assert rows[0]["limits"] == ["seats"]
    assert rows[0]["claims"] == ["claim-12"]
    assert rows[0]["via"] == "hub"
    assert rows[0]["length"] == pytest.approx(1)


def test_a_full_hub_behind_the_seats_is_what_is_named():
    rows = told(a_line(people=200, seats=50, beds=30, vetting=0))

    assert rows[0]["limits"] == ["beds"]


def test_who_has_no_open_way_is_told_so():
    line = a_line(people=30)
    shut = attrs.evolve(line, lanes=line.lanes[:1], uses=line.uses[2:])
    rows = told(shut)

    assert rows[0]["limits"] == ["no open way to safety"]
    assert rows[0]["via"] is None


def ready(limit, number, size):
    """An offer that is ready, and so does not count while only firm ones do."""
    said = None if size is None else constant(size, claim(number))
    return Offer(
        name=f"offer {number}",
        resource=limit,
        host=limit,
        low=said,
        high=said,
        planning_class=PlanningClass.READY,
        formal=False,
        live=True,
        origin=claim(number),
    )


def waiting(*offers):
    """Two hubs of which nothing stands but what is offered."""
    world = second_hub()
    offered = {one.resource for one in offers}
    left = [
        attrs.evolve(one, capacity=None) if one.name in offered else one for one in world.resources
    ]
    return attrs.evolve(world, resources=tuple(left), offers=offers)


def test_where_no_way_is_open_the_ways_that_the_fewest_closed_limits_bar_are_told():
    rows = told(waiting(ready("beds", 7, 20), ready("annex beds", 8, 50)))

    first, second = rows[:2]
    assert (first["via"], first["limits"], first["claims"]) == (
        "annex",
        ["annex beds"],
        ["claim-8"],
    )
    assert (second["via"], second["limits"], second["claims"]) == ("hub", ["beds"], ["claim-7"])
    assert first["length"] is None


def test_a_host_of_unknown_size_comes_last_of_those_that_do_not_count():
    unknown = attrs.evolve(ready("annex beds", 8, None), origin=None)
    rows = told(waiting(ready("beds", 7, 20), unknown))

    assert [row["via"] for row in rows[:2]] == ["hub", "annex"]
    assert not rows[1]["claims"]


def second_hub():
    line = a_line(people=300, seats=5)
    other = Node(name="annex", kind=NodeKind.HUB)
    new = State("annex", "all", "T", Stage.NEW)
    way = Lane(
        name="bus/all",
        source="gate/all/NONE/gate",
        target=new.name,
        passage=Passage.TO_SAFETY,
        origin=RULE,
    )
    return attrs.evolve(
        line,
        nodes=(*line.nodes, other),
        states=(*line.states, new),
        lanes=(*line.lanes, way),
        resources=(*line.resources, flow("buses", 3), places("annex beds", 20)),
        uses=(*line.uses, Use("buses", "bus/all"), Use("annex beds", new.name)),
    )


def test_each_way_is_told_with_its_own_limits_the_shortest_first():
    rows = told(second_hub())
    ways = {row["via"]: row["limits"] for row in rows if row["node"] == rows[0]["node"]}

    assert ways["hub"] == ["seats"]
    assert ways["annex"][-1] == "annex beds"
    assert [row["rank"] for row in rows][:2] == [1, 2]


def test_a_lower_class_is_explained_by_the_prices_of_its_own_level():
    rows = told(a_line(people=200, seats=5, groups=TWO_CLASSES))
    weights = Policy(order=Order.WEIGHTS, weights=((0, 2.0), (1, 1.0)))

    assert {row["group"] for row in rows} == {"first", "second"}
    assert all("seats" in row["limits"] for row in rows)
    assert all(row["limits"] for row in told(a_line(people=200, groups=TWO_CLASSES), weights))


def test_a_camp_that_is_full_is_named_too():
    rows = told(a_camp())

    assert rows[0]["limits"] == ["places at camp"]


def test_everybody_who_is_left_in_a_crisis_is_explained_by_limits_that_bind():
    rows = told(an_evacuation(SMALL))

    assert rows
    assert all(row["limits"] for row in rows if row["rank"] == 1)


def test_a_world_of_people_and_nothing_else_is_planned_and_explained():
    line = a_line(people=30)
    plan = make_plan(attrs.evolve(line, lanes=(), uses=(), resources=()), confirm=3)

    assert plan.reasons["limits"].to_list() == [["no open way to safety"]]
    assert plan.worth.is_empty()


def test_a_plan_can_be_made_with_its_highest_prices_confirmed_and_the_others_told():
    line = a_line(people=900, seats=20, beds=60, vetting=5)
    plan = make_plan(line, STRICT, confirm=1)

    single = plan.worth.filter(plan.worth["slope"].is_not_null())
    assert set(single.filter(measure="people")["limit"]) == {"beds", "vetting"}
    tried = single.filter(single["gain"].is_not_null())
    assert tried["limit"].n_unique() == 1
    assert tried.height == 5
