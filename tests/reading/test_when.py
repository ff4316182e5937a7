"""Dates in texts: `DESIGN` is the table of docs/method/reading.md, the rest our own."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.growth import grows_in_proportion
from tests.make import when

from panah.reading.when import Anchor, find

FRIDAY = Anchor(published=when("2021-07-23"))

DESIGN = [
    ("July 23", "2021-07-23"),
    ("23 July", "2021-07-23"),
    ("on July 23, 2021", "2021-07-23"),
    ("on Sunday", "2021-07-18"),
    ("Friday", "2021-07-23"),
    ("late Monday", "2021-07-19"),
    ("last Friday", "2021-07-16"),
    ("yesterday", "2021-07-22"),
    ("today", "2021-07-23"),
    ("last week", "2021-07-12/2021-07-18"),
    ("last month", "2021-06"),
    ("last year", "2020"),
    ("earlier this week", "2021-07-19/2021-07-22"),
    ("this week", "2021-07-19/2021-07-23"),
    ("earlier this month", "2021-07-01/2021-07-22"),
    ("since the beginning of 2021", "2021-01-01/2021-07-23"),
    ("since July until August 9", "2021-07/2021-08-09"),
    ("since May 1", "2021-05-01/.."),
    ("by August 31", "../2021-08-31"),
    ("until August 31", "../2021-08-31"),
    ("before August 31", "../2021-08-31"),
    ("in July", "2021-07"),
    ("back in 2014", "2014"),
]

OURS = [
    ("on 3 March 2022", "2022-03-03"),
    ("the 23rd of June", "2021-06-23"),
    ("Sept. 5", "2021-09-05"),
    ("2021-07-02", "2021-07-02"),
    ("23/06/2021", "2021-06-23"),
    ("6/23/2021", "2021-06-23"),
    ("in May", "2021-05"),
    ("March 2020", "2020-03"),
    ("July 2 and 3", "2021-07-02/2021-07-03"),
    ("23-25 June 2021", "2021-06-23/2021-06-25"),
    ("from June 1 to July 9, 2020", "2020-06-01/2020-07-09"),
    ("between 2015 and 2018", "2015/2018"),
    ("between July 1 and July 9", "2021-07-01/2021-07-09"),
    ("in early July", "2021-07-01~/2021-07-10~"),
    ("mid-June", "2021-06-11~/2021-06-20~"),
    ("late 2020", "2020-10-01~/2020-12-31~"),
    ("by the end of the year", "../2021-12-31"),
    ("by the end of August", "../2021-08-31"),
    ("at the end of June", "2021-06-23~/2021-06-30~"),
    ("three days ago", "2021-07-20"),
    ("two weeks ago", "2021-07-09~"),
    ("five years ago", "2016~"),
    ("over the past three days", "2021-07-20~/2021-07-23~"),
    ("in the coming days", "2021-07-23~/2021-07-30~"),
    ("so far this year", "2021-01-01/2021-07-23"),
    ("this year", "2021"),
    ("next week", "2021-07-26/2021-08-01"),
    ("next year", "2022"),
    ("tomorrow", "2021-07-24"),
    ("by Sunday", "../2021-07-25"),
    ("next Friday", "2021-07-30"),
    ("this Sunday", "2021-07-25"),
    ("since Monday", "2021-07-19/.."),
    ("after June 5", "2021-06-05/.."),
    ("later this month", "2021-07-23/2021-07-31"),
    ("in June last year", "2020-06"),
    ("no later than June 5", "../2021-06-05"),
]


def only(text, anchor=FRIDAY):
    (found,) = find(text, anchor)
    return found


@pytest.mark.parametrize(("text", "expected"), DESIGN + OURS)
def test_a_date_in_a_report_of_a_friday_means_these_days(text, expected):
    assert str(only(text).when) == expected


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        ("2021-08-15", "Sunday", "2021-08-15"),
        ("2021-08-15", "Friday", "2021-08-13"),
        ("2021-08-15/2021-08-18", "in July", "2021-07"),
        ("2021-08-15/2021-08-18", "back in 2014", "2014"),
        ("2021-08-15/2021-08-18", "yesterday", "2021-08-14/2021-08-17"),
        ("2021-08-15/2021-08-18", "Friday", "2021-08-13"),
    ],
)
def test_a_publication_that_is_an_interval_gives_the_hull(published, text, expected):
    assert str(only(text, Anchor(published=when(published))).when) == expected


def test_recent_weeks_are_never_exact_days():
    found = only("in recent weeks").when

    assert found.start.approximate
    assert found.end.approximate
    assert found.latest == date(2021, 7, 23)


def test_a_date_counts_from_when_it_was_said_rather_than_from_when_it_was_published():
    anchor = Anchor(published=when("2021-07-23"), said=when("2021-07-20"))

    assert str(only("yesterday", anchor).when) == "2021-07-19"


@pytest.mark.parametrize("text", ["Friday", "yesterday", "July 3", "in recent weeks", "last year"])
def test_without_an_anchor_a_date_is_found_and_stays_open(text):
    found = only(text, Anchor())

    assert found.when is None
    assert not found.anchored


@pytest.mark.parametrize("published", ["../2021-08-18", "2021-08-18/.."])
def test_an_open_publication_is_no_anchor(published):
    assert only("yesterday", Anchor(published=when(published))).when is None


def test_a_date_with_its_year_needs_no_anchor():
    assert str(only("July 3, 2019", Anchor()).when) == "2019-07-03"
    assert str(only("since the beginning of 2021", Anchor()).when) == "2021-01-01/.."


def test_the_year_given_at_import_goes_to_dates_without_one():
    assert str(only("July 3", Anchor(year=2019)).when) == "2019-07-03"
    assert only("Friday", Anchor(year=2019)).when is None


def test_december_lies_behind_a_report_of_january_and_january_ahead_of_a_deadline_in_december():
    january, december = (Anchor(published=when(day)) for day in ("2022-01-05", "2021-12-10"))

    assert str(only("on December 28", january).when) == "2021-12-28"
    assert str(only("by January 31", december).when) == "../2022-01-31"


def test_a_day_that_may_be_two_days_stays_open():
    assert only("7/8/2021").when is None
    assert only("February 30").when is None


@pytest.mark.parametrize(
    "text",
    [
        "they may leave",
        "May have to wait",
        "they march 3 miles",
        "some 2021 people",
        "1,200 in all",
        "second floor",
        "sat down",
        "the sun rose",
        "we walked",
    ],
)
def test_words_that_only_look_like_dates_are_none(text):
    assert find(text, FRIDAY) == ()


def test_by_until_and_before_are_deadlines_and_say_so():
    for text in ("by June 5", "until Sunday", "before 2022"):
        assert only(text).is_deadline
    assert not only("on June 5").is_deadline
    assert only("Until June 5").preposition == "until"


def test_what_counts_from_another_day_is_relative():
    assert only("last week").is_relative
    assert not only("June 5").is_relative


def test_in_july_five_people_is_july():
    found = only("In July 5 people waited")

    assert str(found.when) == "2021-07"


PIECES = (
    "July May 23 23rd 2021 since until by on in the of last next this week month year Friday "
    "ago two early late end beginning 2021-07-23 7/8/2021 - , between and earlier recent \n"
)
TEXTS = st.one_of(
    st.text(), st.lists(st.sampled_from(PIECES.split(" ")), max_size=20).map(" ".join)
)
ANCHORS = st.one_of(
    st.builds(Anchor),
    st.builds(Anchor, year=st.integers(1, 9999)),
    st.dates().map(lambda day: Anchor(published=when(day.isoformat()))),
)


@given(TEXTS, ANCHORS)
def test_any_text_is_read_without_failing_and_spans_lie_inside_it_in_order(text, anchor):
    end = 0
    for one in find(text, anchor):
        assert end <= one.span.start < one.span.end <= len(text)
        assert one.anchored == (one.when is not None)
        end = one.span.end


@given(st.sampled_from(DESIGN + OURS), st.dates(date(1950, 1, 1), date(2090, 1, 1)))
def test_a_date_reads_the_same_from_its_own_span(case, published):
    anchor = Anchor(published=when(published.isoformat()))
    text = f"Herders said so {case[0]} at the ford"

    found = only(text, anchor)

    assert only(text[found.span.start : found.span.end], anchor).when == found.when


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)))
def test_a_day_written_in_full_is_that_day_whatever_the_anchor(day):
    written = f"{day:%B} {day.day}, {day.year}"

    assert only(written).when == when(day.isoformat())


@pytest.mark.parametrize(
    "unit",
    ["July ", "23 ", "since ", "in the ", "July 1 ", "between July 1 and ", " ", "1", "the "],
)
def test_reading_takes_time_in_proportion_to_the_text(unit):
    assert grows_in_proportion(lambda text: find(text, FRIDAY), unit)
