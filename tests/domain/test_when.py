from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.make import day, when
from tests.strategies import dates, whens

from panah.domain.canonical import written
from panah.domain.when import PartialDate, When
from panah.errors import DateError


@given(whens())
def test_a_time_reads_back_as_it_was_written(time):
    assert When.parse(str(time)) == time


@given(dates())
def test_a_date_runs_from_its_first_day_to_its_last(partial):
    assert partial.first <= partial.last
    assert (partial.first == partial.last) == (partial.day is not None)


@given(whens())
def test_nothing_is_certainly_before_itself(time):
    assert not time.certainly_before(time)


@given(whens(), whens())
def test_of_two_times_at_most_one_is_certainly_first(one, other):
    assert not (one.certainly_before(other) and other.certainly_before(one))


near_dates = st.builds(PartialDate, st.integers(2020, 2022), st.none() | st.integers(1, 12))


@given(st.lists(near_dates, min_size=6, max_size=6, unique=True))
def test_certainly_before_carries_over(partials):
    ends = sorted(partials, key=lambda partial: (partial.first, partial.last))
    one, two, three = (When(a, b) for a, b in zip(ends[::2], ends[1::2], strict=True))

    carries = one.certainly_before(two) and two.certainly_before(three)

    assert not carries or one.certainly_before(three)


@given(whens(), whens())
def test_two_times_are_apart_or_can_overlap_and_never_both(one, other):
    orders = [one.certainly_before(other), other.certainly_before(one), one.can_overlap(other)]

    assert sum(orders) == 1
    assert one.can_overlap(other) == other.can_overlap(one)


@given(whens(), whens())
def test_the_hull_holds_both_times(one, other):
    assume(
        not ((one.start is None or other.start is None) and (one.end is None or other.end is None))
    )

    hull = one | other

    for part in (one, other):
        assert hull.earliest is None or hull.earliest <= (part.earliest or date.max)
        assert hull.latest is None or hull.latest >= (part.latest or date.min)
    assert (hull.start is None) == (one.start is None or other.start is None)


@given(whens(), st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_what_certainly_ended_has_certainly_begun(time, on):
    if time.ends_by(on):
        assert time.begins_by(on)
        assert time.certainly_before(When.on(on + timedelta(days=1))) or time.earliest is None


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2021", "2021-01-01", "2021-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2021-07-23", "2021-07-23", "2021-07-23"),
        ("2021-07~/2021-07-23", "2021-07-01", "2021-07-23"),
        ("../2021-08-15", None, "2021-08-15"),
        ("2021-05-01/..", "2021-05-01", None),
    ],
)
def test_a_time_means_the_days_its_words_allow(text, earliest, latest):
    time = when(text)

    assert time.earliest == (earliest and day(earliest))
    assert time.latest == (latest and day(latest))
    assert str(time) == text
    assert written(time) == f'"{text}"'


def test_dates_of_unequal_length_do_not_order_by_their_letters():
    assert not when("2021-07").certainly_before(when("2021-07-05"))
    assert not when("2021-07-05").certainly_before(when("2021-07"))


def test_an_open_end_is_never_certain():
    assert when("2021-05-01/..").begins_by(day("2021-05-01"))
    assert not when("2021-05-01/..").ends_by(day("2031-01-01"))
    assert when("../2021-08-15").begins_by(day("1999-01-01"))
    assert when("../2021-08-15").begins_by(day("2021-08-15")) is not False


def test_days_become_times():
    assert When.on(day("2021-08-15")) == when("2021-08-15")
    assert When.between(day("2021-08-15"), None) == when("2021-08-15/..")
    assert When.between(None, day("2021-08-15")) == when("../2021-08-15")
    assert PartialDate.of(day("2021-08-15")).last == day("2021-08-15")


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2021-7-1", "2021/2022/2023", "21", "2021-08-15T"]
)
def test_what_is_not_edtf_is_refused_with_examples(text):
    with pytest.raises(DateError, match=r"is not a date in EDTF; write 2021, 2021-07"):
        When.parse(text)


def test_a_day_no_calendar_has_is_refused():
    with pytest.raises(DateError, match="2021-02-30 is not a day of the calendar"):
        When.parse("2021-02-30")


def test_a_day_without_a_month_is_no_date():
    with pytest.raises(DateError, match="2021 with a day 5 has no month"):
        PartialDate(2021, None, 5)


def test_an_interval_that_ends_before_it_begins_is_refused():
    with pytest.raises(DateError, match="ends before it begins; swap the two dates"):
        When.parse("2021-08-15/2021-08-01")


def test_a_time_open_at_both_ends_says_nothing():
    with pytest.raises(DateError, match="leave it out instead"):
        When.parse("../..")


@pytest.mark.parametrize("text", ["2021-00", "2021-07-00", "2021-00-07", "0000"])
def test_nought_is_no_month_and_no_day(text):
    with pytest.raises(DateError, match="not a day of the calendar"):
        When.parse(text)
