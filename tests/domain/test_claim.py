import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.make import claim, when

from panah.domain.claim import (
    Claim,
    Cond,
    CondType,
    Kind,
    MadeBy,
    Mode,
    PlanningClass,
    Span,
    Status,
)
from panah.errors import ClaimError


def test_the_classes_a_planner_counts_in_follow_the_order_of_firmness():
    order = list(PlanningClass)

    classes = [order.index(status.planning_class) for status in Status]

    assert classes == sorted(classes)
    assert Status.IN_TALKS.planning_class is PlanningClass.POSSIBLE
    assert Status.READY.planning_class is PlanningClass.READY
    assert Status.ANNOUNCED.planning_class is PlanningClass.FIRM
    assert Status.DONE.planning_class is PlanningClass.CLOSED
    assert [status.rank for status in Status] == list(range(10))


def test_who_made_a_claim_and_what_it_was_called_is_not_part_of_what_it_says():
    one = claim()
    other = attrs.evolve(one, made_by=MadeBy(reader="rules"), label="C01")

    assert one.id == other.id
    assert len(one.id) == 64


def test_another_word_is_another_claim():
    assert claim().id != claim(status=Status.AGREED).id


def test_a_claim_is_called_by_its_label_or_the_start_of_its_key():
    assert claim(label="C01").name == "C01"
    assert claim().name == claim().id[:8]


def test_the_time_of_a_claim_is_when_it_was_said_else_when_it_was_so():
    assert claim().time_said == when("2021-07-23")
    assert claim(said=None, event=when("2021-06")).time_said == when("2021-06")
    assert claim(said=None, event=None).time_said is None


def test_only_an_if_makes_a_claim_conditional():
    threat = Cond(type=CondType.IF_THREAT, text="should they be in danger")
    deadline = Cond(type=CondType.UNTIL_DATE, text="by September", operand="2021-09")

    assert claim(conditions=(deadline, threat)).is_conditional
    assert not claim(conditions=(deadline,)).is_conditional


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"chain": ()}, "names no voice; give at least one hop"),
        ({"subject": ""}, "has no subject; say whom it is about"),
        ({"kind": Kind.FACILITY, "mode": Mode.TRANSIT}, "only hosting has a mode"),
        ({"span": None}, "a quote without a span or the reverse"),
        ({"span": Span(0, 5)}, "its span 5; copy the words of the report as they are"),
    ],
)
def test_a_claim_that_could_not_be_checked_later_is_refused(changes, says):
    with pytest.raises(ClaimError, match=says):
        attrs.evolve(claim(), **changes)


def test_a_claim_of_a_report_that_is_not_held_needs_no_quote():
    assert claim(quote="").span is None
    assert isinstance(claim(quote=""), Claim)


@given(st.integers(-5, 20), st.integers(-5, 20))
def test_a_span_holds_at_least_one_character(start, end):
    if 0 <= start < end:
        assert Span(start, end).overlaps(Span(start, end))
    else:
        with pytest.raises(ClaimError, match="a span runs from 0 up to its end"):
            Span(start, end)


def test_spans_that_only_touch_share_nothing():
    assert not Span(0, 5).overlaps(Span(5, 9))
    assert Span(0, 6).overlaps(Span(5, 9))
