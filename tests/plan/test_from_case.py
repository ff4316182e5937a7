"""Plans made from what was reported: which signature counts, day by day, and who will come."""

from datetime import date

import attrs
import numpy as np
import polars as pl
import pytest
from tests.plan.test_instance import BORDER, HUB, STAY, made

from panah.domain.claim import PlanningClass
from panah.domain.forecast import Forecast
from panah.domain.plan_policy import Policy, Taken
from panah.frames import frame
from panah.plan.instance.coming import coming
from panah.plan.instance.daily import flights, sites
from panah.plan.making import make_plan
from panah.plan.signatures import signatures

POLICY = Policy(taken=Taken.LOW)
START = date(2031, 1, 1)
COMING = {"OND": {"middle": (40.0,) * 12}}


@pytest.fixture(scope="module")
def built():
    return made(coming=COMING, days=12)


@pytest.fixture(scope="module")
def plan(built):
    return make_plan(built.instance, POLICY)


def test_nobody_is_sheltered_on_a_readiness_while_only_firm_offers_count(plan):
    assert set(plan.placed["node"]) <= {"TLM", "ISL", "VES"}
    assert plan.placed.filter(pl.col("node") == "VES")["people"].sum() <= 700


def test_a_signature_is_worth_what_the_next_plan_reaches_with_it(plan):
    found = {row["offer"]: row for row in signatures(plan)}
    signed = make_plan(plan.made_from, Policy(counts=PlanningClass.READY))

    assert list(found) == ["border"]
    assert found["border"]["reached"] == pytest.approx(signed.reached - plan.reached)
    assert found["border"]["reached"] > 0
    assert found["border"]["size"] == 8000


def test_an_offer_of_unknown_size_is_listed_without_a_number():
    unknown = attrs.evolve(BORDER, qty=None)
    plan = make_plan(made({"hub": [HUB], "border": [unknown], "stay": [STAY]}).instance, POLICY)
    (row,) = signatures(plan)

    assert (row["size"], row["reached"], row["claims"]) == (None, None, (unknown.id,))
    assert frame("plan_signatures", [row])["held"].to_list() == [False]


def test_flights_carry_who_is_in_the_flows_and_are_rounded_up(plan):
    found = frame("plan_flights", flights(plan, 160))
    first = plan.flows.filter(pl.col("from") == "airport")

    flown = found.filter(pl.col("from") == "airport")
    assert flown["people"].sum() == pytest.approx(first["people"].sum())
    assert all(row["flights"] == -int(-row["people"] // 160) for row in found.iter_rows(named=True))
    assert "pass" not in found["from"].to_list()


def test_sites_hold_who_is_in_the_stocks(plan):
    found = frame("plan_sites", sites(plan))
    hub = found.filter(pl.col("node") == "TLM")
    stocks = plan.stocks.filter(pl.col("node") == "TLM")

    assert hub["people"].sum() > stocks["people"].sum() > 0  # and who is being processed
    assert (hub["new"] + hub["ready"]).sum() == pytest.approx(hub["people"].sum())
    assert "airport" not in found["node"].to_list()


def test_who_is_being_processed_at_a_hub_is_there():
    built = made({"hub": [HUB], "stay": [STAY]}, days=6)
    plan = make_plan(built.instance, Policy(counts=PlanningClass.READY))
    found = frame("plan_sites", sites(plan)).filter(pl.col("node") == "TLM")
    came = plan.flows.filter(pl.col("to") == "TLM", pl.col("from") != "TLM")
    left = plan.flows.filter(pl.col("from") == "TLM", pl.col("to") != "TLM")

    for row in found.iter_rows(named=True):
        until = [
            some.filter(pl.col(by) <= row["day"])["people"].sum()
            for some, by in (
                (came, "arrive"),
                (left, "leave"),
            )
        ]
        assert row["people"] == pytest.approx(until[0] - until[1], abs=1e-3)
    assert found["new"].max() > 0


def forecast(entries, weight):
    """A forecast of two countries: people enter OND, and nobody else goes anywhere."""
    came = np.array(entries, dtype=np.int32)
    nothing = np.zeros((len(entries), came.shape[1], 1), dtype=np.int32)
    return Forecast(
        start=date(2031, 1, 1),
        places=("home",),
        stock=nothing,
        arrivals=nothing,
        departures=nothing,
        outflow=nothing,
        countries=("KRS", "OND"),
        home="KRS",
        entries=came,
        waiting=nothing,
        weight=np.array(weight),
    )


def test_the_middle_worse_and_worst_futures_are_whole_futures():
    entries = [[[0, 10 * n], [0, n]] for n in (3, 0, 1, 2, 4, 5, 6, 7, 8, 9)]
    found = coming(forecast(entries, [0.1] * 10), {"OND", "VES"}, START)

    assert found.enter == {
        "OND": {"middle": (40.0, 4.0), "worse": (80.0, 8.0), "worst": (90.0, 9.0)},
    }


def test_a_plan_that_begins_before_or_after_its_forecast_keeps_the_days_apart():
    ahead = forecast([[[0, 10], [0, 20]]], [1.0])

    assert coming(ahead, {"OND"}, date(2030, 12, 31)).enter["OND"]["middle"] == (0.0, 10.0, 20.0)
    assert coming(ahead, {"OND"}, date(2031, 1, 2)).enter["OND"]["middle"] == (20.0,)


def test_a_future_without_weight_is_no_future():
    entries = [[[0, 10]], [[0, 20]], [[0, 900]]]

    assert coming(forecast(entries, [0.5, 0.5, 0.0]), {"OND"}, START).enter["OND"]["worst"] == (
        20.0,
    )


def test_without_a_gate_by_land_nobody_comes_by_land():
    assert coming(forecast([[[1, 1]]], [1.0]), set(), START).enter == {}


def test_who_goes_home_leaves_the_hosts_by_who_entered_them():
    home = [[0, 30, 0], [8, 30, 20], [4, 0, 0]]
    by_country = attrs.evolve(forecast([home], [1.0]), countries=("KRS", "OND", "VES"))

    assert coming(by_country, {"OND"}, START).back == {"OND": (0.0, 6.0, 3.0)}
    assert coming(by_country, {"OND"}, date(2031, 1, 3)).back == {"OND": (3.0,)}
    assert coming(by_country, {"OND", "VES"}, START).back["VES"] == (0.0, 2.0, 1.0)
    assert coming(forecast([[[0, 10]]], [1.0]), {"OND"}, START).back == {}
