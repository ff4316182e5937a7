from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from panah.case import clock
from panah.errors import DateError

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
LAST = datetime(2021, 8, 16, 9, 30, tzinfo=UTC)


def test_a_date_looked_back_on_ends_with_its_last_moment():
    assert clock.end_of("2021-08-16") == datetime(2021, 8, 16, 23, 59, 59, 999999, tzinfo=UTC)


def test_a_moment_with_another_offset_is_kept_in_utc():
    assert clock.end_of("2021-08-16T12:00:00+04:30") == datetime(2021, 8, 16, 7, 30, tzinfo=UTC)


def test_an_act_on_the_day_of_the_last_entry_comes_after_it():
    assert clock.acted("2021-08-16", last=LAST, now=NOW) == LAST + clock.TICK


def test_an_act_on_an_empty_ledger_may_be_at_any_past_moment():
    assert clock.acted("2021-07-24", last=None, now=NOW) == datetime(2021, 7, 24, tzinfo=UTC)


@pytest.mark.parametrize("text", ["2021-08-15", "2021-08-16T09:29:59Z"])
def test_nothing_is_put_before_the_last_entry(text):
    with pytest.raises(DateError, match="before the ledger's last entry"):
        clock.acted(text, last=LAST, now=NOW)


def test_nothing_is_put_in_the_future():
    with pytest.raises(DateError, match="future"):
        clock.acted("2026-11-25", last=LAST, now=NOW)


@pytest.mark.parametrize("text", ["yesterday", "16.08.2021", "2021-13-01", ""])
def test_what_is_no_moment_is_refused_with_an_example(text):
    with pytest.raises(DateError, match="2021-08-16"):
        clock.end_of(text)
    with pytest.raises(DateError, match="2021-08-16"):
        clock.day(text)


@pytest.mark.parametrize(
    ("text", "zone", "utc"),
    [
        ("2021-08-16", "Asia/Kabul", "2021-08-16T19:29:59.999999"),
        ("20210816", "America/New_York", "2021-08-17T03:59:59.999999"),
        ("2021-08-16T09:30", "Asia/Kabul", "2021-08-16T05:00:00"),
        ("2021-08-16T09:30Z", "Asia/Kabul", "2021-08-16T09:30:00"),
        ("2021-10-30", "Asia/Beirut", "2021-10-30T21:59:59.999999"),  # put back at midnight
    ],
)
def test_a_day_and_a_moment_without_a_zone_are_those_of_the_case(text, zone, utc):
    there = clock.end_of(text, ZoneInfo(zone))

    assert there.astimezone(UTC) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


def test_the_last_moment_of_a_day_lies_on_it():
    last = clock.last_of(date(2021, 8, 16), ZoneInfo("Asia/Kabul"))

    assert (last.date(), (last + clock.TICK).date()) == (date(2021, 8, 16), date(2021, 8, 17))


def test_an_act_on_a_day_of_the_case_comes_after_the_last_entry_of_that_day():
    kabul, late = ZoneInfo("Asia/Kabul"), datetime(2021, 8, 15, 21, tzinfo=UTC)

    assert clock.acted("2021-08-16", last=late, now=NOW, zone=kabul) == late + clock.TICK
    with pytest.raises(DateError, match="before the ledger's last entry"):
        clock.acted("2021-08-15", last=late, now=NOW, zone=kabul)


@pytest.mark.parametrize(
    ("text", "zone"),
    [("0001-01-01T00:00+05:00", "UTC"), ("9999-12-31", "America/New_York")],
)
def test_a_moment_outside_the_calendar_is_refused(text, zone):
    with pytest.raises(DateError, match="years 1 to 9999"):
        clock.end_of(text, ZoneInfo(zone))
