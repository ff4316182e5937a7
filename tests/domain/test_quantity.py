import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.make import people

from panah.domain.quantity import Factor, Hedge, Interval, Qty, Unit
from panah.errors import QuantityError

ends = st.integers(0, 10**9) | st.floats(0, 1e9)


@st.composite
def intervals(draw):
    lo, hi = sorted([draw(ends), draw(ends)])
    return Interval(lo, draw(st.sampled_from([hi, None])))


@given(intervals(), intervals())
def test_meeting_is_mutual(one, other):
    assert one.meets(other) == other.meets(one)


@given(intervals(), intervals())
def test_what_satisfies_both_lies_in_each_and_the_hull_holds_each(one, other):
    hull = one | other

    for part in (one, other):
        assert hull.lo <= part.lo
        assert part.top <= hull.top
        assert hull & part == part
    if one.meets(other):
        both = one & other
        assert both | one == one
        assert both | other == other


@given(intervals(), intervals(), intervals())
def test_agreement_and_hull_do_not_depend_on_the_order_of_sources(one, two, three):
    assert one | two == two | one
    assert (one | two) | three == one | (two | three)
    if one.meets(two):
        assert one & two == two & one


@given(intervals(), intervals())
def test_a_sum_of_ranges_is_as_wide_as_both_and_knows_no_more_than_either(one, other):
    total = one + other

    assert total.lo == one.lo + other.lo
    assert total.top == one.top + other.top
    assert (total.hi is None) == (one.hi is None or other.hi is None or math.isinf(total.top))


def test_a_sum_without_a_ceiling_has_none():
    assert Interval(3, None) + Interval(4, 5) == Interval(7, None)


@pytest.mark.parametrize(
    ("lo", "hi", "says"),
    [
        (-1, 5, "from 0 up, got -1 to 5"),
        (math.nan, 5, "from 0 up"),
        (math.inf, None, "from 0 up"),
        (0, math.inf, "write null for no upper bound"),
        (9, 3, "the lower end 9 is above the upper end 3; swap them"),
    ],
)
def test_what_no_reporter_can_have_meant_is_refused(lo, hi, says):
    with pytest.raises(QuantityError, match=says):
        Interval(lo, hi)
    with pytest.raises(QuantityError, match=says):
        Qty(lo=lo, hi=hi, hedge=Hedge.EXACT)


def test_unknown_is_not_zero():
    none = people(0, 0)
    unknown = people(0, None, Hedge.UNSPECIFIED)

    assert none.is_given
    assert not unknown.is_given
    assert none.interval == Interval(0, 0)
    assert none.unit is Unit.PERSON


@given(intervals(), st.floats(0.5, 20), st.floats(0, 20))
def test_so_many_families_are_whole_persons_and_no_true_number_is_left_out(many, least, more):
    factor = Factor(unit=Unit.FAMILY, low=least, high=least + more, source="census")
    persons = factor.persons(many)

    assert persons.lo <= many.lo * least
    assert persons.lo == int(persons.lo)
    assert (persons.hi is None) == (many.hi is None)
    assert persons.hi is None or persons.hi >= many.hi * (least + more)


def test_a_factor_says_how_many_and_who_says_so():
    assert str(Factor(unit=Unit.CASE, low=2, high=2, source="UNHCR")) == "2 persons a case: UNHCR"
    assert "6 to 7.5 persons" in str(Factor(unit=Unit.FAMILY, low=6, high=7.5, source="census"))


@pytest.mark.parametrize(
    ("unit", "low", "high", "source"),
    [
        (Unit.FAMILY, 0, 7, "census"),
        (Unit.FAMILY, 7, 6, "census"),
        (Unit.FAMILY, 6, math.inf, "census"),
        (Unit.FAMILY, math.nan, 7, "census"),
        (Unit.FAMILY, "6", 7, "census"),
        (Unit.FAMILY, 6, 7, ""),
        (Unit.FAMILY, 6, 7, None),
        (Unit.ANIMAL, 6, 7, "census"),
    ],
)
def test_a_factor_that_nobody_can_mean_is_refused(unit, low, high, source):
    with pytest.raises(QuantityError, match=rf"a {unit} is"):
        Factor(unit=unit, low=low, high=high, source=source)
