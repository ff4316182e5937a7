"""Numbers and days as people read them."""

from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.brief.words import amount, counted, known, number, outward, time_of
from panah.domain.quantity import Interval, Unit
from panah.domain.when import When

amounts = st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)).map(
    lambda ends: Interval(min(ends), max(ends))
)


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (200, 999, "200\u2013999 people"),
        (20_000, 20_000, "20,000 people"),
        (550_001, None, "550,001 and more people"),
        (0, 100_000, "0\u2013100,000 people"),
        (1, 1, "1 person"),
    ],
)
def test_a_range_is_two_numbers_and_never_a_point_between(low, high, text):
    assert amount(Interval(low, high), Unit.PERSON) == text


def test_a_share_is_a_percentage():
    assert amount(Interval(0.5, 1), Unit.SHARE) == "50\u2013100 % of the whole"


def test_a_fraction_keeps_its_decimals():
    assert number(2.5) == "2.5"


@pytest.mark.parametrize(
    ("low", "high", "rounded"),
    [
        (7400, 9799, (7400, 9800)),
        (16_549, 16_551, (16_500, 16_600)),
        (20_000, 20_000, (20_000, 20_000)),
        (1_574, 1_574, (1_574, 1_574)),
        (12, 345, (12, 345)),
    ],
)
def test_a_total_is_rounded_outwards_to_three_figures(low, high, rounded):
    held = outward(Interval(low, high))

    assert (held.lo, held.hi) == rounded


@given(amounts)
def test_a_rounded_total_still_holds_the_total(total):
    rounded = outward(total)

    assert rounded.lo <= total.lo
    assert total.top <= rounded.top


@pytest.mark.parametrize(
    ("when", "text"),
    [
        ("2021-08-15", "15 August 2021"),
        ("../2021-08-15", "by 15 August 2021"),
        ("2021-08-15/..", "from 15 August 2021"),
        ("2021-08-15/2021-08-18", "15 to 18 August 2021"),
        ("2021-07-12/2021-08-03", "12 July to 3 August 2021"),
        ("2021-07/2021-08-09", "July to 9 August 2021"),
        ("2020-12-30/2021-01-02", "30 December 2020 to 2 January 2021"),
        ("2021-07", "July 2021"),
        ("2021", "2021"),
        ("2019/2021", "2019 to 2021"),
        ("2021-07~", "about July 2021"),
    ],
)
def test_a_time_is_written_as_exact_as_it_was_said(when, text):
    assert time_of(When.parse(when)) == text


def test_a_day_nobody_told_is_said_to_be_so():
    assert time_of(None) == "day not stated"


def test_the_end_of_a_day_is_that_day_and_any_other_moment_is_a_moment():
    end = datetime.combine(datetime(2021, 8, 16, tzinfo=UTC), time.max, tzinfo=UTC)

    assert known(end) == "2021-08-16"
    assert known(datetime(2021, 8, 16, 9, 30, tzinfo=UTC)) == "2021-08-16T09:30:00Z"


def test_one_is_one_line_and_two_are_lines():
    assert [counted(count, "line", "lines") for count in (1, 2)] == ["1 line", "2 lines"]
