"""When an offer ends, a plan falls due, and a warning comes true (R12)."""

import pytest
from tests.ledger.keep import line, lines
from tests.make import claim, day, entry, moment, story, when

from panah.domain.claim import Cond, CondType, Hold, Hop, How, Kind, Mood, PlanningClass, Status
from panah.domain.entry import Act, Link, Relation
from panah.domain.line import Voice

OUTLET = (Hop(actor="Northern Wire", how=How.REPORTED),)


def said(text, **more):
    return claim(**({"said": when(text), "event": when(text)} | more))


def until(operand):
    return (Cond(type=CondType.UNTIL_DATE, text="for a while", operand=operand),)


def linked(one, other, relation):
    return entry(Act.LINK, one.id, other.id, at=moment(11), value=Link(relation=relation))


def test_what_is_done_is_history_and_no_capacity():
    made = line(*story(said("2021-08-10", status=Status.DONE)))

    assert made.planning_class is PlanningClass.CLOSED
    assert (made.closing.why, made.closing.on) == ("done", day("2021-08-10"))
    assert not made.counted


def test_a_movement_that_is_done_is_not_closed():
    made = line(*story(said("2021-08-10", kind=Kind.MOVEMENT, status=Status.DONE)))

    assert made.closing is None


@pytest.mark.parametrize("hold", [Hold.DECLINED, Hold.WITHDRAWN, Hold.EXPIRED])
def test_a_host_closes_its_own_offer_on_the_day_it_says_so(hold):
    made = line(*story(said("2021-08-10", hold=hold)))

    assert (made.closing.why, made.closing.on) == (hold, day("2021-08-10"))
    assert not made.counted


def test_a_refusal_nobody_dated_closes_on_the_day_it_is_about():
    one = claim(hold=Hold.DECLINED, said=None, event=when("2021-08-02"))

    assert line(*story(one)).closing.on == day("2021-08-02")


def test_nobody_else_closes_an_offer():
    made = line(*story(said("2021-08-10", hold=Hold.WITHDRAWN, chain=OUTLET)))

    assert made.closing is None
    assert made.counted


def test_a_host_that_is_only_cool_or_pauses_does_not_close_its_offer():
    made = line(*story(said("2021-08-10", hold=Hold.SUSPENDED)))

    assert made.closing is None
    assert not made.counted


@pytest.mark.parametrize(
    ("operand", "as_of", "closed_on"),
    [
        ("2021-08-12", "2021-08-12", None),
        ("2021-08-12", "2021-08-13", "2021-08-13"),
        ("2021-08", "2021-08-31", None),
        ("2021-08", "2021-09-01", "2021-09-01"),
        ("2021-08-01/..", "2021-12-01", None),
        ("the harvest", "2021-12-01", None),
        (30, "2021-12-01", None),
    ],
)
def test_an_offer_ends_the_day_after_its_last_day(operand, as_of, closed_on):
    made = line(*story(said("2021-08-01", conditions=until(operand))), as_of=as_of)

    if closed_on is None:
        assert made.closing is None
        assert made.counted
    else:
        assert (made.closing.why, made.closing.on) == ("until_date", day(closed_on))
        assert [(one.value, one.by) for one in made.holds] == [(Hold.EXPIRED, Voice.OWN)]
        assert not made.counted


def test_the_last_day_that_any_source_gives_counts_and_an_updated_one_does_not():
    short = said("2021-08-01", conditions=until("2021-08-05"), chain=OUTLET)
    long = said("2021-08-01", conditions=until("2021-08-20"), start=90)
    log = story(short, long)

    assert line(*log, as_of="2021-08-15").closing is None
    assert line(*log, as_of="2021-08-21").closing.claim == long.id
    ended = line(*log, linked(short, long, Relation.UPDATES), as_of="2021-08-15")
    assert (ended.closing.claim, ended.holds[0].by) == (short.id, Voice.THIRD_PARTY)


def test_a_stay_until_it_is_safe_never_ends_by_date():
    safe = (
        Cond(type=CondType.UNTIL_SAFE_RETURN, text="until they can return", operand="2021-08-05"),
    )

    made = line(*story(said("2021-08-01", conditions=safe)), as_of="2031-01-01")

    assert made.closing is None
    assert made.counted


def test_a_movement_does_not_expire():
    one = said("2021-08-01", kind=Kind.MOVEMENT, conditions=until("2021-08-05"))

    assert line(*story(one)).holds == ()


def test_a_plan_past_its_day_is_due_and_never_silently_done():
    plan = said("2021-08-01", mood=Mood.WILL, conditions=until("2021-08-10"), label="P1")
    later = said("2021-08-01", mood=Mood.WILL, conditions=until("2021-08-12"), start=90)
    log = story(plan, later)

    made = line(*log)

    assert (made.closing.why, made.closing.due, made.closing.on) == ("due", True, day("2021-08-11"))
    assert set(made.outlook) == {plan.id, later.id}
    assert [found.what for found in made.findings] == ["plan_due", "plan_due"]
    assert "P1 was planned to be done before 2021-08-11; ask whether" in (made.findings[0].text)
    assert line(*log, as_of="2021-08-10").closing is None


def test_a_fear_is_never_due():
    fear = said("2021-08-01", mood=Mood.MAY, conditions=until("2021-08-10"))

    assert line(*story(fear)).closing is None


def warned(**more):
    quiet = {"kind": Kind.SECURITY, "qty": None, "mood": Mood.MAY, "status": None}
    return said("2021-07-23", **(quiet | more))


def fact(text, **more):
    return said(text, **({"kind": Kind.SECURITY, "qty": None} | more))


def test_a_warning_that_came_true_leaves_the_outlook_dated_by_the_earliest_fact():
    warning = warned()
    late = fact("2021-08-14", start=90)
    early = fact("2021-08-12", start=180)
    log = [
        *story(warning, matter="W"),
        *story(late, early)[1:],
        linked(late, warning, Relation.BEARS_OUT),
        linked(early, warning, Relation.BEARS_OUT),
    ]

    before, after = lines(*log, as_of="2021-08-11")["W"], lines(*log)["W"]

    assert (before.outlook, before.borne_out) == ((warning.id,), ())
    assert after.outlook == ()
    assert [(one.by, one.on) for one in after.borne_out] == [(early.id, day("2021-08-12"))]


def test_a_number_that_was_feared_leaves_with_its_warning():
    warning = warned(qty=claim().qty)
    come = fact("2021-08-12", start=90, event=None)

    made = line(*story(warning, come), linked(come, warning, Relation.BEARS_OUT))

    assert made.numbers == ()
    assert [one.on for one in made.borne_out] == [None]


def test_neither_a_fear_bears_out_a_fear_nor_a_fact_a_fact():
    warning, other = warned(), warned(start=90)
    first, second = fact("2021-08-12", start=180), fact("2021-08-12", start=270)
    log = [
        *story(warning, other, first, second),
        linked(other, warning, Relation.BEARS_OUT),
        linked(first, second, Relation.BEARS_OUT),
    ]

    assert line(*log).borne_out == ()
