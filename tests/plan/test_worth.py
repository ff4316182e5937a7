"""What one more is worth: prices against solving again, in both directions."""

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.plan.evacuation import SMALL, an_evacuation
from tests.plan.made import RULE, a_line, claim, flow, steps
from tests.plan.test_laws import TINY
from tests.plan.test_model import TWO_CLASSES, a_camp, a_lock

from panah.domain.figure import constant
from panah.domain.limit import Use
from panah.domain.plan_policy import Order, Policy
from panah.errors import PlanError
from panah.plan import worth
from panah.plan.engine import Watch
from panah.plan.making import make_plan, solve
from panah.plan.trying import Change, trial
from panah.plan.worth import changes_nothing, confirmed, packages, without

STRICT = Policy(order=Order.STRICT)


def worth_of(table, limit):
    rows = table.filter(limit=limit).iter_rows(named=True)
    return {round(row["step"], 4): (round(row["gain"], 3), row["holds"]) for row in rows}


def test_a_seat_is_worth_a_person_a_day_until_beds_bind_and_the_table_says_where():
    solved = solve(a_line(people=1_000, seats=10, beds=102, vetting=0), STRICT)
    table = confirmed(solved)

    tried = {-1.0: (-10, True), 1.0: (2, False), 0.1: (1, True)}
    assert worth_of(table, "seats") == tried
    assert table["slope"].to_list()[0] == 10


def test_one_more_place_is_worth_what_the_next_plan_reaches_more():
    line = a_line(people=500, seats=50, beds=40, vetting=5)
    more = a_line(people=500, seats=50, beds=41, vetting=5)
    table = confirmed(solve(line, STRICT), steps=(Change(add=1),))
    gained = make_plan(more, STRICT).reached - make_plan(line, STRICT).reached

    assert worth_of(table, "beds") == {1.0: (pytest.approx(gained, abs=1e-4), True)}


@settings(max_examples=2)
@given(st.integers(0, 10_000))
def test_a_price_is_at_least_what_more_brings_and_at_most_what_less_costs(seed):
    solved = solve(an_evacuation(TINY, seed), STRICT)
    table = confirmed(solved, top=3, steps=(Change(add=-1), Change(add=1)))

    for row in table.iter_rows(named=True):
        assert row["gain"] <= row["slope"] * row["step"] + 1e-3, row["limit"]


def test_the_worth_of_a_limit_ends_at_the_claim_it_rests_on():
    line = a_line(people=500, seats=5)
    seats = attrs.evolve(line.resources[0], capacity=constant(5, claim(12)))
    plan = make_plan(attrs.evolve(line, resources=(seats, *line.resources[1:])), STRICT)

    assert plan.worth.row(0, named=True)["claims"] == ["claim-12"]


def test_a_seat_a_day_counts_seven_times_in_a_week():
    plan = make_plan(an_evacuation(SMALL), STRICT)
    seats = plan.worth.filter(limit="seats:airport")["slope"].item()

    assert seats % 7 == 0


def test_two_limits_that_bind_together_are_worth_something_only_together():
    line = a_line(people=500, seats=5)
    both = attrs.evolve(
        line,
        resources=(*line.resources, flow("slots", 5)),
        uses=(*line.uses, Use("slots", "flight/all")),
    )
    solved = solve(both, STRICT)
    one = {"seats": Change(add=1)}
    other = {"slots": Change(add=1)}
    table = packages(solved, [one, other, {**one, **other}])

    assert table["gain"].to_list() == pytest.approx([0, 0, 10], abs=1e-4)
    assert table["limit"].to_list()[2] == "seats +1 + slots +1"


def test_taking_an_offer_away_tells_what_it_carries():
    table = without(solve(a_line(people=500, seats=5), STRICT), ["seats", "beds", "vetting"])

    assert table["limit"].to_list() == ["seats", "beds", "vetting"]
    assert table["gain"].to_list() == pytest.approx([-50, -50, 0], abs=1e-4)


def test_what_is_used_up_and_would_change_nothing_is_named():
    line = a_line(people=500, seats=5)
    tight = attrs.evolve(
        line,
        resources=(*line.resources, flow("road", steps((0, 500.0)))),
        uses=(*line.uses, Use("road", "road/all")),
    )
    roads = attrs.evolve(tight.resources[-1], capacity=constant(1_000, RULE))
    free = attrs.evolve(tight, resources=(*tight.resources[:-1], roads))

    assert "seats" not in changes_nothing(solve(tight, STRICT))
    assert changes_nothing(solve(free, STRICT)) == ()


def test_limits_that_bind_together_are_told_apart_from_those_that_change_nothing():
    line = a_line(people=500, seats=5, vetting=2)
    both = attrs.evolve(
        line,
        resources=(*line.resources, flow("slots", 5)),
        uses=(*line.uses, Use("slots", "flight/all")),
    )
    nothing = changes_nothing(solve(both, STRICT))

    assert "vetting" in nothing


def test_building_and_food_limits_can_be_tried_too():
    camp = a_camp(camp={"build_per_day": constant(5, RULE), "lead_days": 2})
    table = confirmed(solve(camp, STRICT), steps=(Change(add=1), Change(times=0.1)))

    assert worth_of(table, "building at camp")[1.0] == (8, True)


def test_a_trial_asks_every_level_in_its_order():
    solved = solve(a_line(people=80, seats=5, groups=TWO_CLASSES), STRICT)
    made = trial(solved, {"seats": Change(add=1)})

    assert dict(made.gains) == pytest.approx({"reached_0": 0, "reached_1": 10}, abs=1e-4)
    assert made.gain == pytest.approx(10, abs=1e-4)


def test_a_trial_names_what_it_does_not_know():
    solved = solve(a_line(people=80, seats=5), STRICT)

    with pytest.raises(PlanError, match="no limit 'wings'"):
        trial(solved, {"wings": Change(add=1)})
    with pytest.raises(PlanError, match="no level 'happiness'; it has reached_0"):
        trial(solved, {"seats": Change(add=1)}, until="happiness")
    with pytest.raises(PlanError, match="the plan has no level 'happiness'"):
        confirmed(solved, level="happiness")


def test_what_a_lock_needs_cannot_be_taken_away():
    line = a_line(people=80, seats=5, locks=(a_lock(least=20),))

    with pytest.raises(PlanError, match="need what was taken away"):
        trial(solve(line, STRICT), {"seats": Change(times=-1)})


def test_a_step_that_a_lock_does_not_allow_is_told_as_one_that_does_not_hold():
    line = a_line(people=80, seats=5, locks=(a_lock(least=20),))
    table = confirmed(solve(line, STRICT), steps=(Change(times=-1),)).filter(limit="seats")

    assert table.select("gain", "holds").rows() == [(None, False)]


def test_trying_can_be_stopped_and_gives_what_was_tried():
    solved = solve(a_line(people=500, seats=5), STRICT)
    lines = []
    stop = Watch(tell=lines.append, stopped=lambda: len(lines) >= 2)

    assert confirmed(solved, watch=stop).height == 2


def test_where_everybody_is_reached_one_more_seat_spares_days_and_solving_again_says_so():
    line = a_line(people=30, seats=5, days=10)
    plan = make_plan(line, STRICT, confirm=4)
    row = plan.worth.filter(limit="seats", step=1.0).row(0, named=True)
    faster = make_plan(a_line(people=30, seats=6, days=10), STRICT)
    days = [
        next(level.value for level in one.manifest.levels if level.level == "waiting")
        for one in (plan, faster)
    ]

    assert row["measure"] == "weighted person-days"
    assert row["gain"] == pytest.approx(days[0] - days[1], abs=1e-3)
    assert row["slope"] >= row["gain"] - 1e-6


def test_a_limit_that_reaches_people_tells_the_days_it_spares_beside_them():
    line = a_line(people=300, seats=10, days=10)
    row = (
        make_plan(line, STRICT, confirm=1).worth.filter(limit="seats", step=1.0).row(0, named=True)
    )
    faster, plan = (make_plan(a_line(people=300, seats=n, days=10), STRICT) for n in (11, 10))
    days = [
        next(level.value for level in one.manifest.levels if level.level == "waiting")
        for one in (plan, faster)
    ]

    assert row["measure"] == "people"
    assert row["days"] == pytest.approx(days[0] - days[1], abs=1e-3)


def test_a_pair_that_brings_more_together_is_told_beside_what_each_brings():
    line = a_line(people=300, seats=10, beds=100, vetting=0, days=10)
    table = make_plan(line, STRICT, confirm=3).worth
    pair = table.filter(unit="package").row(0, named=True)

    assert set(pair["limit"].split(" + ")) == {"beds +10%", "seats +10%"}
    assert pair["gain"] == pytest.approx(10)
    assert pair["slope"] is None


def test_trying_pairs_can_be_stopped():
    solved = solve(a_line(people=300, seats=10, beds=100, vetting=0, days=10), STRICT)

    assert worth._pairs(solved, Watch(stopped=lambda: True)).is_empty()


def test_a_plan_that_was_stopped_before_its_days_is_tried_in_people_alone():
    solved = solve(a_line(people=300, seats=10), STRICT)
    early = attrs.evolve(solved, answers=solved.answers[:1])
    table = worth.tried(early, top=1)

    assert table["days"].null_count() == table.height
    assert table.filter(measure="people").height == table.height
