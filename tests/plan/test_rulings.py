"""What a person ruled about a plan, what one more changes, and how plans differ."""

from datetime import timedelta

import attrs
import pytest
from tests.plan.made import RULE, a_line, claim, flow
from tests.plan.test_model import HEAVY, a_camp, offered

from panah.domain.claim import PlanningClass
from panah.domain.figure import constant
from panah.domain.limit import Depot, SupplyRoute
from panah.domain.plan_input import Present
from panah.domain.plan_policy import Order, Policy
from panah.errors import PlanError
from panah.plan.conflicts import conflicts
from panah.plan.engine import Watch
from panah.plan.making import make_plan
from panah.plan.more import Unit, one_more
from panah.plan.rulings import plan_rulings, ruled
from panah.plan.signatures import signatures

STRICT = Policy(order=Order.STRICT)


def sheet(**cells):
    told = {"by": "mina", "why": "she knows", **cells}
    return plan_rulings((list(told), [(2, list(told.values()))]), "rulings.csv")


def test_a_lock_holds_how_many_go_somewhere_and_a_forbid_lets_nobody_go():
    line = a_line(people=50, seats=10)
    most = make_plan(ruled(line, sheet(decree="lock", to="hub", most="30")), STRICT)
    nobody = make_plan(ruled(line, sheet(decree="forbid", **{"from": "gate"})), STRICT)

    assert most.reached == pytest.approx(30)
    assert "lock:1: at most 30 people to hub" in most.binding["limit"].to_list()
    assert nobody.reached == pytest.approx(0)


def test_a_lock_may_be_about_some_days_only():
    line = a_line(people=100, seats=10)
    days = {"first": str(line.start + timedelta(days=1)), "last": str(line.start + timedelta(2))}
    plan = make_plan(ruled(line, sheet(decree="lock", to="hub", most="0", **days)), STRICT)

    flown = plan.flows.filter(plan.flows["to"] == "hub", plan.flows["from"] == "gate")
    assert {str(day) for day in flown["leave"]}.isdisjoint(days.values())


def test_locks_that_contradict_are_the_smallest_set_that_cannot_hold():
    line = a_line(people=100, seats=10)
    both = (*sheet(decree="lock", to="hub", least="90"), *sheet(decree="lock", to="hub", most="20"))
    found = conflicts(ruled(line, both), STRICT)["limit"].to_list()

    assert sorted(found) == [
        "lock:1: at least 90 people to hub",
        "lock:2: at most 20 people to hub",
    ]


@pytest.mark.parametrize(
    ("offer", "places", "reached"),
    [
        ({"planning_class": PlanningClass.POSSIBLE}, "", 5),
        ({"live": False}, "40", 40),
        ({"low": constant(0, RULE), "high": constant(9, RULE), "live": False}, "", 9),
        ({}, "0", 0),
        ({"low": None}, "7", 7),
    ],
)
def test_an_override_counts_an_offer_whatever_its_status(offer, places, reached):
    over = sheet(decree="override", offer="o", places=places)
    plan = make_plan(ruled(offered(**offer), over), STRICT)

    assert plan.reached == pytest.approx(reached)
    assert over[0].told.startswith("o counted as ")


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"decree": "ban", "to": "hub"}, "'ban' is not one of lock, forbid, override"),
        ({"decree": "forbid", "to": "hub", "least": "5"}, "a forbid takes no least"),
        ({"decree": "override", "offer": ""}, "an override names an offer"),
        ({"decree": "forbid", "to": ""}, "says where they leave"),
        ({"decree": "lock", "to": "hub"}, "a lock has a least or a most"),
        ({"decree": "override", "offer": "none"}, "the plan has no offer 'none'"),
        ({"decree": "forbid", "to": "XXX"}, "the plan has no place 'XXX'"),
        ({"decree": "forbid", "to": "hub", "group": "pilots"}, "the plan has no group 'pilots'"),
        ({"decree": "forbid", "from": "hub", "to": "town"}, "nobody can go this way"),
        (
            {
                "decree": "lock",
                "to": "hub",
                "most": "5",
                "first": "2031-01-02",
                "last": "2031-01-01",
            },
            "is not within the plan",
        ),
    ],
)
def test_a_ruling_that_cannot_be_meant_is_refused_with_its_row(cells, said):
    with pytest.raises(PlanError, match=said) as refused:
        ruled(a_line(), sheet(**cells))

    assert str(refused.value).startswith("rulings.csv, row 2: ")


def test_an_offer_of_unknown_size_is_counted_only_as_large_as_somebody_says():
    with pytest.raises(PlanError, match="nobody stated how large o is"):
        ruled(offered(low=None), sheet(decree="override", offer="o"))


def test_one_more_is_what_a_plan_with_one_more_reaches():
    line = attrs.evolve(a_line(people=1_000, seats=10), offers=())
    plan = make_plan(line, STRICT)
    found = one_more(plan, {"seats": Unit("one small aircraft", 5.0)})
    (row,) = found.to_dicts()
    more = (*(one for one in line.resources if one.name != "seats"), flow("seats", 15))

    assert row["limit"] == "seats"
    assert row["more"] == "one small aircraft"
    assert row["reached"] == pytest.approx(
        make_plan(attrs.evolve(line, resources=more), STRICT).reached - plan.reached
    )
    assert row["holds"]
    assert row["weighted_days"] > 0
    assert row["rule"] == RULE.rule


def test_ten_more_show_where_the_first_no_longer_holds():
    plan = make_plan(a_line(people=200, seats=10), STRICT)
    (row,) = one_more(plan, {}).to_dicts()

    assert row["more"] == "a hundred of: seat"
    assert row["reached_ten"] == pytest.approx(100)
    assert not row["holds"]


def test_places_that_rest_on_offers_alone_and_depots_may_be_more_too():
    line = attrs.evolve(
        a_camp(),
        depots=(Depot(name="d", holds=constant(1, RULE), delivered=constant(0.01, RULE)),),
        routes=(SupplyRoute(depot="d", camp="camp", tonnes_day=constant(9, RULE)),),
    )
    fed = one_more(make_plan(line, STRICT), {"depot": Unit("one tonne", 1.0)}).to_dicts()
    offer = one_more(make_plan(offered(), STRICT), {"beds": Unit("a bed", 1.0)}).to_dicts()

    (store,) = [row for row in fed if row["limit"] == "store of d"]
    assert store["weighted_days"] > 0
    assert store["reached"] == pytest.approx(0)
    assert ("beds", pytest.approx(1)) in [(row["limit"], row["reached"]) for row in offer]
    assert one_more(make_plan(line, STRICT), {}).filter(limit="store of d").is_empty()


def test_an_empty_depot_stays_empty():
    line = attrs.evolve(
        a_camp(), depots=(Depot(name="d", holds=constant(0, RULE), delivered=constant(0, RULE)),)
    )
    (row,) = one_more(make_plan(line, STRICT), {"depot": Unit("one", 1.0)}).to_dicts()

    assert (row["reached"], row["weighted_days"]) == (pytest.approx(0), pytest.approx(0))


def test_who_stops_the_work_gets_what_was_finished():
    plan = make_plan(a_line(people=200, seats=10), STRICT)
    waits = make_plan(offered(planning_class=PlanningClass.READY), STRICT)
    stopped = Watch(stopped=lambda: True)

    assert one_more(plan, {}, stopped).is_empty()
    assert list(signatures(waits, stopped)) == []


def test_people_who_are_not_fed_are_there_to_be_fed():
    line = attrs.evolve(
        a_camp(),
        depots=(Depot(name="d", holds=constant(1, RULE), delivered=constant(0, RULE)),),
        routes=(SupplyRoute(depot="d", camp="camp", tonnes_day=constant(9, RULE)),),
        arrivals=tuple(
            attrs.evolve(one, people=attrs.evolve(one.people, steps=((6, 50.0),)))
            for one in a_camp().arrivals
        ),
    )
    short = make_plan(line, STRICT).missing.filter(what="food").to_dicts()

    assert [row["first"] for row in short] == [line.start + timedelta(days=6)]


def differing(before, after, policy=STRICT, other=STRICT):
    made = make_plan(before, policy).compare(make_plan(after, other))
    return {(one.what, one.name): one for one in made}


def test_a_plan_differs_from_itself_in_nothing():
    assert differing(a_line(), a_line()) == {}


@pytest.mark.parametrize(
    ("before", "after", "how"),
    [
        ({}, {"live": False}, "held back by its host"),
        ({"live": False}, {}, "taken up again by its host"),
        ({}, {"planning_class": PlanningClass.READY}, "firm → ready"),
        ({}, {"formal": True}, "agreed"),
        ({"formal": True}, {}, "no longer agreed"),
        ({"low": None}, {}, "size not stated → 5 or more"),
        ({}, {"high": constant(9, RULE)}, "5 or more → 5 to 9"),
    ],
)
def test_what_happened_to_an_offer_is_told_with_what_it_rests_on(before, after, how):
    found = differing(offered(**before), offered(**after))["offer", "o"]

    assert found.how == how
    assert found.row["claims"] == ("claim-1",)


def test_offers_come_and_go_and_one_of_unknown_size_keeps_its_words():
    unknown = offered(low=None, origin=claim(7))
    none = offered(low=None, name="another", origin=claim(8))

    assert differing(none, unknown)["offer", "o"].how == "new"
    assert differing(unknown, none)["offer", "o"].how == "no longer known or planned"
    assert differing(none, unknown)["offer", "o"].origin == claim(7)


def test_limits_people_and_what_comes_of_them_are_told_in_that_order():
    before, after = a_line(people=100, seats=5, beds=30), a_line(people=0, seats=8, beds=20)
    present = Present(state="town/all/NONE/origin", people=90.0, origin=claim(3))
    after = attrs.evolve(after, present=(present,))
    found = differing(before, after)

    assert found["limit", "seats"].how == "more"
    assert found["limit", "beds"].how == "less"
    assert (found["people", "all"].before, found["people", "all"].after) == (None, 90)
    assert found["reached", "all"].after > found["reached", "all"].before
    kinds = [what for what, _ in found]
    assert kinds == sorted(kinds, key=["limit", "people", "reached", "left", "used"].index)


def test_a_later_start_is_a_choice_and_the_same_days_are_compared():
    seats = attrs.evolve(constant(5, RULE), steps=((0, 5.0), (4, 9.0)))
    one = a_line(people=100, seats=seats)
    later = attrs.evolve(
        a_line(people=100, seats=attrs.evolve(seats, steps=((0, 5.0), (2, 9.0)))),
        start=one.start + timedelta(days=2),
    )
    moved = attrs.evolve(later, resources=a_line(seats=seats).resources)

    assert ("choice", "start") in differing(one, later)
    assert ("limit", "seats") not in differing(one, later)
    assert differing(one, moved)["limit", "seats"].how == "on other days"


def test_other_choices_are_told_in_words():
    found = differing(a_line(groups=HEAVY), a_line(groups=HEAVY), other=Policy())
    some = differing(a_camp(), a_camp(camp={"build_per_day": constant(3, RULE)}))

    assert found["choice", "order"].how == "strict → floor"
    weighed = Policy(order=Order.WEIGHTS, weights=((0, 2.0), (1, 1.0)))
    told = differing(a_line(), a_line(), other=weighed)["choice", "weights"].how
    assert told == "none → (0, 2.0), (1, 1.0)"
    assert some["limit", "building at camp"].how == "new"
    assert (
        differing(a_camp(camp={"permit": constant(3, RULE)}), a_camp())[
            "limit", "permit at camp"
        ].how
        == "no longer there"
    )
