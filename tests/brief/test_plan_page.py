"""Whoever reads a plan is told what it rests on, and why people wait before a camp."""

from datetime import timedelta

import attrs
import pytest
from tests.plan.made import RULE
from tests.plan.test_instance import BORDER, HUB, STAY, made, said
from tests.situation.made import NAMES, situation

from panah.brief.plan.html import plan_html
from panah.brief.plan.page import PlanPage
from panah.brief.plan.text import plan_text
from panah.case.planning import weights
from panah.domain.claim import Kind, PlanningClass, Status
from panah.domain.limit import Share
from panah.domain.plan_policy import Policy
from panah.domain.quantity import Hedge, Measure, Qty, Unit
from panah.plan.making import make_plan

DEPOTS = said(
    "D1",
    kind=Kind.FACILITY,
    subject="OND",
    place="OND",
    status=Status.UNDER_WAY,
    qty=Qty(lo=2, hi=2, hedge=Hedge.EXACT, unit=Unit.DEPOT, measure=Measure.STOCK),
)
SHARE = Share(node="ISL", part=1.0, key="by nobody's key", origin=RULE)
COMING = {"OND": {"middle": (40.0,) * 40}}


def page_of(built, **matters):
    held = {"hub": [HUB], "border": [BORDER], "stay": [STAY]} | matters
    return PlanPage(
        plan=make_plan(built.instance, Policy(counts=PlanningClass.READY)),
        situation=situation(held),
        labels={"pass": "the pass"},
        name_of=NAMES.of,
        numbers={},
        assumed={},
        left_out=[],
        explained={},
        prices={},
        weights=weights(),
    )


@pytest.fixture(scope="module")
def late():
    return page_of(made(coming=COMING, days=12))


def told(page):
    return " ".join(plan_text(page).split())


def test_people_wait_until_the_first_place_of_a_camp_can_be_used(late):
    assert "Let in late, and why: camps of Ondara: up to 400 wait at the pass" in told(late)
    assert "people are let in from 2021-05-30 on" in told(late)
    assert "A place that is begun on 2021-05-20 can be used on 2021-05-30." in told(late)
    assert "There is food" not in told(late)
    assert '<h2 id="late">' in plan_html(late)


def test_people_wait_for_food_where_a_day_without_is_weighed_more_than_a_day_at_the_crossing():
    camp = attrs.evolve(DEPOTS, label="D0", qty=attrs.evolve(DEPOTS.qty, unit=Unit.CAMP))
    matters = {"border": [BORDER], "camp": [camp], "depots": [DEPOTS]}
    page = page_of(made(matters, coming=COMING, days=40))

    assert "There is food from 2021-06-19 on: a day without is weighed 2, a day at" in told(page)
    assert "a danger.class2 above 1.6 under --parameters turns that round" in told(page)


def test_what_waits_longer_for_fairness_and_cost_is_told_so(late):
    held = late.plan.made_from
    (camp,) = held.camps
    sooner = attrs.evolve(camp, lead_days=3)
    shared = attrs.evolve(held, camps=(sooner,), shares=(SHARE,))
    page = attrs.evolve(late, plan=attrs.evolve(late.plan, made_from=shared))

    assert "weighted days may grow by 0.5% for fairness between hosts" in told(page)


def test_nobody_is_late_where_nobody_waits_for_more_than_a_day(late):
    first = late.plan.stocks["day"].min() + timedelta(9)
    plan = attrs.evolve(late.plan, stocks=late.plan.stocks.filter(late.plan.stocks["day"] >= first))

    assert "Let in late" not in told(attrs.evolve(late, plan=plan))


def test_an_offer_of_unknown_size_opens_the_words_that_say_how_far_it_has_come():
    unknown = attrs.evolve(HUB, qty=None)
    page = page_of(made({"hub": [unknown], "stay": [STAY]}, days=4), hub=[unknown])
    hosts = plan_html(page).split('id="hosts"')[1].split("</section>")[0]
    row = hosts.split("not stated")[1].split("</tr>")[0]

    assert 'aria-label="note ' in row.split("firm")[0]
