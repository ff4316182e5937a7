"""What plan.toml says is taken whole reaches the plan, which says what it begins and leaves."""

import pytest
from tests.plan.test_instance import BORDER, HUB, SCHEME, STAY, made, resource
from tests.situation.made import offer, people

from panah.domain.claim import Mode, PlanningClass, Status
from panah.domain.plan_policy import Policy, Taken
from panah.domain.quantity import Measure
from panah.errors import PlanError
from panah.plan.making import make_plan

EVERYTHING = Policy(counts=PlanningClass.READY, taken=Taken.HIGH)
OFFERS = {"hub": [HUB], "border": [BORDER], "stay": [STAY]}


def number(key, value, unit, source="assumed: made up"):
    return f'[{key}]\nvalue = {value}\nunit = "{unit}"\nsource = "{source}"\n'


CAMP = (
    number("hosts.OND.module", 40, "places in a sector")
    + number("hosts.OND.fewest", 80, "places")
    + number("hosts.OND.opening", 5, "moves of a person")
    + number("hosts.OND.water", 90000, "litres a day", "the water board")
    + number("hosts.OND.latrines", 60, "latrines", "a visit")
    + number("hosts.OND.lead", 2, "days")
)


def test_a_camp_is_built_in_modules_and_opened_as_a_whole_with_its_water_and_latrines():
    built = made(scheme=SCHEME + CAMP)
    (camp,) = built.instance.camps

    assert (camp.module, camp.fewest, camp.opening_cost) == (40, 80, 5)
    assert (camp.water_l_day.most, camp.latrines.most) == (90000, 60)
    assert [one.assumption for one in camp.units_by] == [
        "hosts.OND.module",
        "hosts.OND.fewest",
        "hosts.OND.opening",
    ]
    assert {"hosts.OND.module", "hosts.OND.fewest"} <= set(built.assumed)


def test_a_camp_of_which_nothing_is_said_is_built_place_by_place():
    (camp,) = made().instance.camps

    assert (camp.module, camp.fewest, camp.opening_cost, camp.units_by) == (None, None, 0.0, ())


def test_fewer_than_go_together_never_go():
    least = number("gates.airport.fewest", 30, "people who charter a plane")
    by_land = number("gates.pass.fewest", 20, "people in a convoy")
    built = made(scheme=SCHEME + least + by_land)

    assert resource(built, "seats:airport").fewest == 30
    assert resource(built, "crossing:pass").fewest == 20
    assert resource(built, "seats:west").fewest is None


def test_a_batch_that_is_never_there_is_refused():
    least = number("lifts.west.fewest", 91, "people")

    with pytest.raises(PlanError, match="at west at least 91 go together, and never more than 90"):
        made(scheme=SCHEME + least)


def test_an_offer_is_taken_whole_or_excludes_another_and_says_by_whose_word():
    said = (
        '[matters.hub]\nwhole = true\nsource = "the minister, 3 May 2021"\n'
        '[matters.border]\none_of = "valley"\nsource = "assumed: one valley"\ndate = "2021-05"\n'
        '[matters.stay]\nwhole = true\none_of = "valley"\nsource = "assumed: one valley"\n'
    )
    built = made(scheme=SCHEME + said)
    offers = {one.name: one for one in built.instance.offers}

    assert [(one.whole, one.one_of) for one in offers.values()] == [
        (True, "valley"),
        (True, ""),
        (False, "valley"),
    ]
    assert offers["hub"].chosen_by[0].rule == "matters.hub.whole"
    assert offers["border"].chosen_by[0].assumption == "matters.border.one_of"
    assert built.assumed["matters.border.one_of"].told == (
        "one of the alternatives 'valley': assumed: one valley (2021-05)"
    )


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("whole = true", "matters.hub has no source"),
        ('whole = true\nsource = "assumed"', "gives no reason"),
        ('whole = "yes"\nsource = "a"', "has whole = 'yes'; write true"),
        ('whole = false\nsource = "a"', "has a source of nothing"),
        ('leave_out = true\ndate = "2021"', "has a date of nothing"),
        ('one_of = 3\nsource = "a"', "has one_of = 3; write a name"),
        ('one_of = " "\nsource = "a"', "has one_of = ' '; write a name"),
        ('one_of = "valley"\nsource = "a"', "is one_of 'valley', and no other offer is"),
    ],
)
def test_a_choice_that_cannot_be_meant_is_refused(said, wrong):
    with pytest.raises(PlanError, match=wrong):
        made(scheme=f"{SCHEME}[matters.hub]\n{said}\n")


def test_an_alternative_for_which_two_numbers_stand_is_refused():
    most = people(0, 950, measure=Measure.CEILING)
    ceiling = offer("H9", "TLM", most, Status.AGREED, counterpart="ISL", mode=Mode.TRANSIT)
    said = "one_of = 'valley'\nsource = 'a letter'\n"
    scheme = f"{SCHEME}[matters.hub]\n{said}[matters.stay]\n{said}"

    with pytest.raises(PlanError, match="one_of 'valley', and several numbers stand for it"):
        made({**OFFERS, "hub": [HUB, ceiling]}, scheme=scheme)


def test_a_lift_called_as_a_gate_is_refused():
    with pytest.raises(PlanError, match=r"lifts\.airport is called as a gate is"):
        made(scheme=SCHEME.replace("lifts.west", "lifts.airport"))


@pytest.fixture(scope="module")
def plan():
    said = '[matters.hub]\nwhole = true\nsource = "the minister"\n'
    coming = {"OND": {"middle": (40.0,) * 12}}
    return make_plan(made(scheme=SCHEME + CAMP + said, coming=coming, days=12).instance, EVERYTHING)


def test_what_is_begun_is_told_by_day_in_whole_modules_and_when_it_can_be_used(plan):
    rows = [row for row in plan.begun.to_dicts() if row["what"] == "places"]

    assert rows
    assert sum(row["places"] for row in rows) >= 80
    assert all(row["places"] % 40 == pytest.approx(0, abs=1e-6) for row in rows)
    assert all((row["ready"] - row["day"]).days == 2 for row in rows)
    assert all("hosts.OND.module" in row["assumption"] for row in rows)


def test_sites_and_whole_offers_are_told_as_opened_taken_or_left(plan):
    rows = {row["what"]: row for row in plan.begun.to_dicts() if row["what"] != "places"}

    assert rows["site"]["how"] == "opened"
    assert rows["offer"]["at"] == "hub"
    assert rows["offer"]["how"] in {"taken", "left"}
    assert "matters.hub.whole" in rows["offer"]["rule"]


def test_a_plan_in_which_nothing_is_begun_says_nothing_of_it():
    assert make_plan(made(days=3).instance).begun.is_empty()
