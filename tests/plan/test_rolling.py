"""A plan carried on from day to day: what is past stays, and the rest follows what is known now."""

from datetime import timedelta

import attrs
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.plan.evacuation import an_evacuation
from tests.plan.made import RULE, a_line, claim, quota, steps
from tests.plan.test_laws import TINY
from tests.plan.test_model import HEAVY, a_camp

from panah.domain.figure import Figure, constant
from panah.domain.limit import ResourceKind, Use
from panah.domain.network import Lane, Passage, Period
from panah.domain.plan_input import Arrival, Begun, Fact, Lock, Present
from panah.domain.plan_policy import Order, Policy
from panah.errors import PlanError
from panah.plan.making import make_plan
from panah.plan.rolling import carried_on, roll

STRICT = Policy(order=Order.STRICT)


def since(figure, day):
    """A figure counted from a later day."""
    later = tuple((at - day, value) for at, value in figure.steps if at > day)
    return Figure(((0, figure.on(day)), *later), figure.origin)


def seen(instance, day, **changes):
    """The same world as it stands some days later, as if nothing had been planned before."""

    def of(one):
        fields = {field.name: getattr(one, field.name) for field in attrs.fields(type(one))}
        figures = {name: held for name, held in fields.items() if isinstance(held, Figure)}
        return attrs.evolve(one, **{name: since(held, day) for name, held in figures.items()})

    def offer(one):
        end = None if one.end is None else max(0, one.end - day)
        live = one.live and (one.end is None or one.end >= day)
        return attrs.evolve(of(one), start=max(0, one.start - day), end=end, live=live)

    def lane(one):
        closes = None if one.closes is None else one.closes - day
        return attrs.evolve(one, opens=max(0, one.opens - day), closes=closes)

    world = {
        "start": instance.start + timedelta(day),
        "periods": tuple(
            Period(one.start - day, one.days) for one in instance.periods if one.start >= day
        ),
        "offers": tuple(map(offer, instance.offers)),
        "lanes": tuple(map(lane, instance.lanes)),
        **{
            name: tuple(map(of, getattr(instance, name)))
            for name in ("resources", "camps", "depots", "routes", "arrivals", "tracks")
        },
    }
    return attrs.evolve(instance, **{**world, **changes})


def past(plan, day):
    """Who had left by a day."""
    until = plan.made_from.start + timedelta(day)
    rows = plan.flows.filter(pl.col("leave") < until)
    return {(row["lane"], row["leave"]): row["people"] for row in rows.to_dicts()}


@settings(max_examples=2)
@given(st.integers(0, 10**6), st.integers(1, 4))
def test_carried_on_in_a_world_that_stays_as_it_was_a_plan_reaches_as_many(seed, day):
    instance = an_evacuation(TINY, seed)
    before = make_plan(instance, STRICT)
    after = roll(before, seen(instance, day))

    assert past(after, day) == pytest.approx(past(before, day), abs=1e-4)
    assert after.reached == pytest.approx(before.reached, abs=1e-3)


@settings(max_examples=4)
@given(st.integers(1, 8), st.integers(0, 30), st.integers(0, 60))
def test_whatever_is_known_later_nobody_who_has_left_is_taken_back(day, seats, people):
    line = a_line(people=60, seats=7, days=9)
    before = make_plan(line, STRICT)
    other = a_line(people=people, seats=seats, days=9)
    after = roll(before, attrs.evolve(other, start=line.start + timedelta(day)))

    assert past(after, day) == pytest.approx(past(before, day), abs=1e-4)
    assert after.reached >= 7 * day - 1e-4


def test_day_by_day_a_plan_is_carried_on_without_counting_anybody_twice():
    line = a_line(people=100, seats=10, days=14)
    plan = make_plan(line, STRICT)
    for day in range(1, 6):
        plan = roll(plan, seen(line, day))

    assert plan.made_from.now == 5
    assert plan.reached == pytest.approx(100)
    assert plan.flows.filter(pl.col("from") == "gate", pl.col("to") == "hub")[
        "people"
    ].sum() == pytest.approx(100)


def test_who_is_at_a_hub_that_withdraws_stays_counted_and_leads_on():
    line = a_line(people=100, seats=10, days=10, vetting=4)
    before = make_plan(line, STRICT)
    gone = ("hub", "beds")
    without = attrs.evolve(
        seen(line, 4),
        nodes=tuple(one for one in line.nodes if one.name not in gone),
        states=tuple(one for one in line.states if one.node not in gone),
        lanes=tuple(one for one in seen(line, 4).lanes if "hub" not in one.source + one.target),
        uses=(),
        resources=(),
    )
    after = roll(before, without)
    flown = after.flows.filter(pl.col("to") == "hub", pl.col("from") == "gate")

    assert flown["people"].sum() == pytest.approx(40)
    assert after.reached == pytest.approx(40)
    assert after.missing.filter(pl.col("what") == "place")["amount"].sum() >= 0
    assert after.placed.filter(pl.col("node") == "host")["people"].sum() > 0


def test_a_way_that_takes_longer_now_took_what_it_took_before():
    line = a_line(people=100, seats=10, days=10, dwell=1)
    slower = seen(a_line(people=100, seats=10, days=10, dwell=3), 4)
    after = roll(make_plan(line, STRICT), slower)
    lanes = set(after.flows["lane"])

    assert {"vetting/all", f"vetting/all until {slower.start}"} <= lanes


def test_a_quota_counts_those_who_were_taken_before_and_is_never_less():
    line = a_line(people=100, seats=10, days=10)
    limited = attrs.evolve(
        line,
        resources=(*line.resources, quota("all of it", 60)),
        uses=(*line.uses, Use("all of it", "flight/all")),
        tracks=tuple(attrs.evolve(one, quota=constant(60, RULE)) for one in line.tracks),
    )
    before = make_plan(limited, STRICT)
    same = roll(before, seen(limited, 4))
    less = attrs.evolve(
        seen(limited, 4),
        resources=(*line.resources, quota("all of it", 20)),
        tracks=tuple(attrs.evolve(one, quota=constant(20, RULE)) for one in line.tracks),
    )
    windowed = attrs.evolve(less, resources=(*line.resources, quota("all of it", 5, window=(0, 9))))
    dropped = attrs.evolve(seen(limited, 4), resources=line.resources, uses=line.uses)

    assert same.reached == pytest.approx(60)
    assert roll(before, less).reached == pytest.approx(40)
    held = next(r for r in carried_on(before, windowed).resources if r.name == "all of it")
    assert (held.window, held.taken) == ((4, 13), 0.0)
    left = next(r for r in carried_on(before, dropped).resources if r.name == "all of it")
    assert (left.kind, left.taken) == (ResourceKind.QUOTA, 40.0)


def test_what_was_observed_replaces_what_was_planned():
    line = a_line(people=100, seats=10, days=10)
    before = make_plan(line, STRICT)
    road = Fact(lane="road/all", day=0, people=100, origin=RULE)
    few = [road, *(Fact(lane="flight/all", day=day, people=3, origin=RULE) for day in range(4))]
    many = [road, Fact(lane="flight/all", day=0, people=90, origin=RULE)]
    after = roll(before, seen(line, 4), observed=few)

    assert sum(past(after, 4).values()) == pytest.approx(112)
    assert after.reached == pytest.approx(72)
    assert roll(before, seen(line, 4), observed=many).reached == pytest.approx(100)
    with pytest.raises(PlanError, match="lies from day 0 to day 3"):
        roll(before, seen(line, 4), observed=[attrs.evolve(road, day=4)])


def test_places_begun_before_are_begun_and_no_others():
    camp = a_camp(camp={"build_per_day": constant(20, RULE), "lead_days": 4})
    before = make_plan(camp, STRICT)
    stopped = seen(camp, 3)
    stopped = attrs.evolve(
        stopped,
        camps=tuple(attrs.evolve(one, build_per_day=None) for one in stopped.camps),
    )
    after = roll(before, stopped)
    begun = after.begun

    assert begun["day"].max() < stopped.start
    assert begun["places"].sum() == pytest.approx(60)
    assert [one.camp for one in after.made_from.begun] == ["camp"] * 3
    assert roll(before, seen(camp, 3)).reached == pytest.approx(before.reached)


def test_what_was_promised_for_the_next_days_is_kept_where_it_costs_nobody_a_day():
    line = a_line(people=30, seats=10, days=8, groups=HEAVY)
    new = next(one for one in line.lanes if one.name == "flight/all")
    twin = attrs.evolve(new, name="charter/all")
    both = attrs.evolve(
        line,
        lanes=(*line.lanes, twin),
        uses=(*line.uses, Use("seats", "charter/all")),
    )
    before = make_plan(both, STRICT)
    told = {
        (row["lane"], row["leave"]): row["people"]
        for row in before.flows.filter(pl.col("to") == "hub", pl.col("from") == "gate").to_dicts()
    }
    swapped = attrs.evolve(seen(both, 1), lanes=tuple(reversed(seen(both, 1).lanes)))
    after = roll(before, swapped)

    for (lane, day), people in told.items():
        kept = after.flows.filter(pl.col("lane") == lane, pl.col("leave") == day)["people"].sum()
        assert kept == pytest.approx(people, abs=1e-3)
    assert next(one for one in after.manifest.levels if one.level == "promised").value < 1e-3


def test_a_promise_is_broken_where_its_seats_are_gone_and_counted():
    line = a_line(people=30, seats=10, days=8)
    before = make_plan(line, STRICT)
    without = seen(a_line(people=30, seats=0, days=8), 1)
    after = roll(before, without)
    promised = next(one for one in after.manifest.levels if one.level == "promised")

    assert promised.value >= 20
    assert roll(before, seen(line, 1), promised=0).manifest.levels[-1].level == "cost"


def test_people_who_are_said_to_be_there_beyond_those_known_join_today():
    line = a_line(people=0, seats=10, days=8)
    known = attrs.evolve(
        line, present=(Present(state=line.states[0].name, people=20, origin=RULE),)
    )
    before = make_plan(known, STRICT)
    more = attrs.evolve(
        seen(known, 2),
        present=(Present(state=line.states[0].name, people=50, origin=claim(7)),),
    )

    assert roll(before, more).reached == pytest.approx(50)
    assert roll(before, seen(known, 2)).reached == pytest.approx(20)


def test_today_may_know_of_other_futures_and_of_others_who_come():
    line = a_line(people=40, seats=10, days=8)
    worse = tuple(attrs.evolve(one, future="worse") for one in line.arrivals)
    elsewhere = Arrival(state="gate/all/NONE/gate", people=constant(1, RULE))
    today = seen(line, 2, arrivals=(*seen(line, 2).arrivals, *worse, elsewhere))
    after = roll(make_plan(line, STRICT), today)

    assert after.made_from.futures == ("middle", "worse")
    assert after.reached == pytest.approx(46)


def test_rulings_and_facts_of_today_are_about_days_from_today_on():
    line = a_line(people=40, seats=10, days=8)
    lock = Lock(name="l", lanes=("flight/all",), by="mina", why="w", first=0, last=1, most=0)
    back = Lane(
        name="back",
        source="hub/all/T/new",
        target="gate/all/NONE/gate",
        passage=Passage.RETURN,
        origin=RULE,
    )
    today = attrs.evolve(
        seen(line, 2),
        locks=(lock, attrs.evolve(lock, name="m", last=None, most=500)),
        lanes=(*seen(line, 2).lanes, back),
        facts=(Fact(lane="back", day=1, people=2, origin=RULE),),
    )
    made = carried_on(make_plan(line, STRICT), today)

    assert [(one.first, one.last) for one in made.locks] == [(2, 3), (2, None)]
    assert made.facts[-1].day == 3


@pytest.mark.parametrize(
    ("day", "grid", "said"),
    [
        (0, None, "give a later day of it"),
        (30, None, "give a later day of it"),
        (4, (Period(0, 7), Period(7, 3)), "lies within a period"),
    ],
)
def test_a_plan_is_carried_on_only_from_a_day_that_it_knows(day, grid, said):
    line = a_line(people=10, seats=10, days=10)
    before = make_plan(attrs.evolve(line, periods=grid or line.periods), STRICT)
    today = attrs.evolve(line, start=line.start + timedelta(day))

    with pytest.raises(PlanError, match=said):
        roll(before, today)


def test_a_day_with_a_past_of_its_own_and_whole_flights_are_refused():
    line = a_line(people=10, seats=10, days=10)
    before = make_plan(line, STRICT)
    today = seen(line, 2)

    with pytest.raises(PlanError, match="has a past of its own"):
        roll(before, attrs.evolve(today, now=1))
    with pytest.raises(PlanError, match="in parts"):
        roll(before, today, attrs.evolve(STRICT, whole_days=3))


def test_a_plan_may_be_carried_on_from_the_day_after_its_last():
    line = a_line(people=100, seats=10, days=5)
    nobody = (Arrival(state=line.states[0].name, people=steps((0, 0.0))),)
    today = attrs.evolve(line, start=line.start + timedelta(5), arrivals=nobody)
    after = roll(make_plan(line, STRICT), today)

    assert after.made_from.days == 10
    assert after.reached == pytest.approx(100)


def test_what_was_begun_at_no_camp_is_refused():
    line = a_line()

    with pytest.raises(PlanError, match="what was begun on day 1"):
        attrs.evolve(line, begun=(Begun(camp="x", day=1, places=5),))


def test_no_way_to_safety_leads_through_days_that_are_past():
    line = a_line(people=100, seats=10, days=6)
    before = make_plan(line, STRICT)
    after = roll(before, seen(line, 3))

    assert before.reasons["limits"].to_list()[0] == after.reasons["limits"].to_list()[0] != []
