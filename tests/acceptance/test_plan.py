"""The example's plan of 16 August 2021, and what it says against what happened."""

from datetime import date, timedelta

import polars as pl
import pytest

import panah
from panah.domain.claim import PlanningClass
from panah.domain.plan_policy import Policy

DAY = date(2021, 8, 16)
LAST = date(2021, 8, 31)
FLOWN = {
    date(2021, 8, 23): 16_300,
    date(2021, 8, 24): 21_600,
    date(2021, 8, 25): 19_600,
    date(2021, 8, 26): 13_400,
    date(2021, 8, 27): 12_500,
    date(2021, 8, 28): 6_800,
    date(2021, 8, 29): 2_900,
    date(2021, 8, 30): 1_200,
}
"""People flown out of Kabul in the 24 hours to each day, as the White House stated them."""


@pytest.fixture(scope="module")
def case():
    return panah.example()


def plan(case, parameters=None):
    ready = Policy(counts=PlanningClass.READY)
    return case.plan(case.situation(DAY), rules=ready, days=30, parameters=parameters)


def throughput(found):
    flown = found.flows.filter(pl.col("from") == "kabul_airport")
    by_day = flown.group_by("leave").agg(pl.col("people").sum())
    return dict(by_day.iter_rows())


def test_with_what_was_public_qatar_fills_up_and_the_flights_behind_it_stop(case):
    found = plan(case)
    full = found.binding.filter(pl.col("limit") == "places:QAT")
    flown = throughput(found)

    assert full["first"][0] < date(2021, 8, 31)
    assert len(full["claims"][0]) > 0
    seats = 5_000
    assert flown[date(2021, 8, 19)] == pytest.approx(seats)
    later = [full["first"][0] + timedelta(days=n) for n in range(8)]
    assert min(flown.get(day, 0) for day in later if day <= LAST) < 0.5 * seats


def test_each_limit_opens_on_the_words_that_name_its_figure(case):
    situation = case.situation(DAY)
    found = plan(case)
    binds = {row["limit"]: row["claims"] for row in found.binding.iter_rows(named=True)}
    words = {
        limit: [situation.standing[key].claim for key in binds[limit]]
        for limit in ("places:ALB", "places:QAT", "quota:CAN")
    }

    assert [claim.label for claim in words["places:ALB"]] == ["e11-albania"]
    for claims in words.values():
        assert all(claim.qty is not None for claim in claims)


def test_firm_offers_alone_place_nobody_but_who_flies_straight_to_canada(case):
    found = case.plan(case.situation(DAY), days=30)

    assert found.placed["node"].unique().to_list() == ["CAN"]
    assert found.reached == pytest.approx(20_000)


def test_with_seats_and_hubs_as_they_came_to_be_no_day_passes_what_was_flown(case):
    flown = throughput(plan(case, case.folder / "as-it-was.toml"))

    for day, people in FLOWN.items():
        assert flown.get(day, 0) <= people + 1
    whole = sum(flown.get(day, 0) for day in FLOWN)
    assert 0.6 * sum(FLOWN.values()) <= whole <= sum(FLOWN.values()) + 1
