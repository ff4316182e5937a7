"""From what was reported to an instance of the plan: offers, gates, camps, and what is assumed."""

from datetime import date

import attrs
import pytest
from tests.situation.made import NAMES, cond, offer, people, said, situation

from panah.domain.claim import CondType, Hold, Kind, Mode, Mood, PlanningClass, Status
from panah.domain.limit import Layer
from panah.domain.quantity import Hedge, Measure, Qty, Unit
from panah.errors import PlanError
from panah.plan.instance.build import build
from panah.plan.instance.coming import Coming
from panah.plan.instance.scheme import read_scheme

SCHEME = """
home = "KRS"

[groups.staff]
label = "people who worked for Istrel"
risk_class = 0
tracks = ["ISL", "VES"]
[groups.staff.people]
value = 5000
unit = "people"
source = "a list of May 2021"

[groups.all]
risk_class = 2
tracks = []

[gates.airport]
kind = "air"
direct = ["VES"]
[gates.airport.seats]
by_day = { 2021-05-01 = 50, 2021-05-25 = 400 }
unit = "seats a day"
source = "assumed: two flights"

[gates.pass]
kind = "land"
host = "OND"
group = "all"

[lifts.west]
from = ["TLM"]
to = ["ISL", "OND"]
[lifts.west.seats]
value = 90
unit = "seats a day"
source = "a contract of May 2021"
"""
HUB = offer("H1", "TLM", people(200, 900), Status.AGREED, counterpart="ISL", mode=Mode.TRANSIT)
BORDER = offer(
    "B1",
    "OND",
    people(0, 8000, Hedge.UP_TO, Measure.CEILING),
    Status.READY,
    mode=Mode.ASYLUM,
)
STAY = offer("S1", "VES", people(700, 700, measure=Measure.CEILING), mode=Mode.RESETTLEMENT)


def made(matters=None, scheme=SCHEME, coming=None, days=30, override="", back=None):
    matters = {"hub": [HUB], "border": [BORDER], "stay": [STAY]} if matters is None else matters
    return build(
        situation(matters),
        NAMES,
        read_scheme(scheme, override=override),
        Coming(enter=coming or {}, back=back or {}),
        days=days,
        name="made up",
    )


def told(built):
    """What a reader is told beside the plan."""
    return "\n".join(one.text for one in built.findings)


def resource(built, name):
    return next(one for one in built.instance.resources if one.name == name)


def test_an_offer_comes_with_its_interval_class_and_claims():
    (hub,) = [one for one in made().instance.offers if one.host == "TLM"]

    assert (hub.low.most, hub.high.most) == (200, 900)
    assert (hub.planning_class, hub.formal, hub.live) == (PlanningClass.FIRM, True, True)
    assert hub.low.origin.claims == (HUB.id,)


def test_announced_built_vetted_and_carried_are_kept_apart():
    scheme = SCHEME + (
        '[hosts.TLM.built]\nvalue = 300\nunit = "places"\nsource = "a visit in May"\n'
        '[hosts.TLM.stay]\nvalue = 14\nunit = "days"\nsource = "the agreement"\n'
    )
    built = made(scheme=scheme)
    layers = {one.name: one.layer for one in built.instance.resources}
    hub = next(one for one in built.instance.nodes if one.name == "TLM")

    assert layers["places:TLM"] is Layer.ANNOUNCED
    assert layers["built:TLM"] is Layer.BUILT
    assert layers["vetting:TLM"] is Layer.SERVICED
    assert layers["quota:VES"] is Layer.PERMITTED
    assert layers["seats:airport"] is Layer.CARRIED
    assert hub.stay_days == 14


def test_a_stay_limit_and_a_last_day_come_from_the_words_of_the_offer():
    short = attrs.evolve(
        offer(
            "H2",
            "TLM",
            people(14, 14, measure=Measure.DURATION, unit=Unit.DAY, worded="two weeks"),
            Status.AGREED,
            counterpart="ISL",
            mode=Mode.TRANSIT,
        ),
        conditions=(cond(CondType.UNTIL_DATE, "until 25 May", operand="2021-05-25"),),
    )
    built = made({"hub": [HUB, short], "border": [BORDER], "stay": [STAY]})
    hub = next(one for one in built.instance.nodes if one.name == "TLM")
    (offered,) = [one for one in built.instance.offers if one.host == "TLM"]

    assert hub.stay_days == 14
    assert hub.origin.claims == (short.id,)
    assert offered.end == (date(2021, 5, 25) - built.instance.start).days


@pytest.mark.parametrize("operand", ["some day", 14, None])
def test_a_last_day_that_is_no_date_ends_no_offer(operand):
    held = attrs.evolve(HUB, conditions=(cond(CondType.UNTIL_DATE, "for now", operand=operand),))
    built = made({"hub": [held], "border": [BORDER], "stay": [STAY]})

    assert [one.end for one in built.instance.offers if one.host == "TLM"] == [None]


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('tracks = ["ISL", "VES"]', 'tracks = "ISL"', "a list of countries"),
        ('tracks = ["ISL", "VES"]', "tracks = [3]", "a list of countries"),
        ('from = ["TLM"]', 'from = ["Tolmera"]', "a list of countries"),
        ('label = "people who worked for Istrel"', "label = 3", "write it as text"),
        ("[gates.pass]", "[gates.'a/b']", "letters, digits, _ and - only"),
        ("value = 5000", "value = -1", "from 0 to 1,000,000,000"),
        ("value = 5000", "value = 1e15", "from 0 to 1,000,000,000"),
        ('home = "KRS"', 'home = "Karsha"', "whose people flee"),
        ("risk_class = 0", "risk_class = true", "a risk_class, 0, 1 or 2"),
        ('host = "OND"', 'host = ["OND"]', "write it as"),
        ('host = "OND"', 'host = "KRS"', "gates.pass leads to KRS, which people flee"),
        ('tracks = ["ISL", "VES"]', 'tracks = ["KRS"]', "groups.staff leads to KRS"),
        ("[lifts.west.seats]", "[lifts.east.seats]", "lifts.east, which is not there"),
        ('group = "all"', "group = 3", "the group 3; write its name as text"),
        ('group = "all"', "", "says not who comes there; write group, one of staff, all"),
        (
            'group = "all"',
            'group = "al"',
            "is not there; did you mean all",
        ),
        ('kind = "air"', 'kind = "air"\nrun_by = ["ISL", "ISL"]', "each once"),
        ('direct = ["VES"]', 'direct = ["TLM"]', "flies straight to TLM, where no group may stay"),
        ('host = "OND"', 'host = "OND"\nrun_by = ["ISL"]', "has run_by, which nothing reads of a"),
        ('tracks = ["ISL", "VES"]', "tracks = []", "gates.airport flies straight to VES"),
        ('from = ["TLM"]\n', "", "lifts.west says not from where it flies"),
        ("value = 90", "", "lifts.west.seats sets unit, which no plan reads"),
        ('unit = "seats a day"', 'unit = "seats"', "it is read as seats a day"),
        ('unit = "people"', 'unit = "thousand people"', "it is read as people"),
        ('unit = "people"', 'unit = "people a week"', "it is read as people"),
        ("value = 5000", "by_day = { 2021-05-01 = 5 }", "one number for the whole plan"),
        ("[lifts.west.seats]", "[hosts.Tolmera.hub]", "hosts.Tolmera.hub is"),
        ('unit = "people"', 'unit = "tonnes"', "is in 'tonnes'; it is read as people"),
        (
            'value = 90\nunit = "seats a day"',
            'value = 90\nunit = "seats a week"',
            "is in 'seats a week'; it is read as seats a day",
        ),
    ],
)
def test_a_scheme_that_cannot_be_meant_is_refused_with_its_key(right, wrong, said):
    assert right in SCHEME
    with pytest.raises(PlanError, match=said):
        read_scheme(SCHEME.replace(right, wrong))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("[hosts.TLM.dwell]\nvalue = 0.5\nunit = 'days'\nsource = 'a visit'\n", "whole number of"),
        ("[hosts.Tolmera.hub]\nvalue = 5\nunit = 'places'\nsource = 'a'\n", "is of no country"),
        ("[matters.hub]\nleave_out = 'yes'\n", "leave_out = 'yes'; write true"),
        ("[matters.hub]\ngroups = []\n", "is for no group; write leave_out = true"),
        ("[matters.hub]\n", "says nothing; fill it or take it out"),
        ("[[matters.hub]]\na = 1\n", "write a table"),
        ("[[hosts]]\na = 1\n", "write a table"),
        ("[hosts.TLM.built]\nvalue = 1\nunit = 'm2'\nsource = 'a'\n", "read as places"),
        (
            "[hosts.TLM.area]\nvalue = 1\nunit = 'm2'\nsource = 'a'\n",
            "no gate by land leads",
        ),
        ("[hosts.OND.share]\nvalue = 1\nunit = 'share'\nsource = 'a'\n", "OND is in no tracks"),
        ("[hosts.VES.share]\nvalue = 20\nunit = 'share'\nsource = 'a'\n", "at most 1"),
        ("[hosts.VES.share]\nvalue = 0\nunit = 'share'\nsource = 'a'\n", "say above 0"),
        (
            "[hosts.TLM.stai]\nvalue = 1\nunit = 'days'\nsource = 'a'\n",
            "did you mean hosts.TLM",
        ),
        ("[gates.airport.admitted]\nvalue = 1\nunit = 'people a day'\nsource = 'a'\n", "kind air"),
        ("[groups.none.people]\nvalue = 1\nunit = 'people'\nsource = 'a'\n", "which is not there"),
        ("[groups.all.people]\nvalue = 1\nunit = 'people'\nsource = 'a'\n", "people and no tracks"),
        ("[standard.ration]\nvalue = 555\nunit = 'kg a day'\nsource = 'a'\n", "at most 5"),
        ("[lift.people]\nvalue = 0\nunit = 'people a flight'\nsource = 'a'\n", "say above 0"),
    ],
)
def test_what_a_scheme_adds_that_cannot_be_meant_is_refused_with_its_key(more, said):
    with pytest.raises(PlanError, match=said):
        read_scheme(SCHEME + more)


def test_people_whom_no_gate_leads_out_are_refused_and_so_are_hubs_without_an_airport():
    by_land = "home = 'KRS'\n[gates.pass]\nkind = 'land'\nhost = 'OND'\ngroup = 'staff'\n"
    staff = SCHEME[SCHEME.index("[groups.staff]") : SCHEME.index("[groups.all]")]
    hub = "[hosts.TLM.hub]\nvalue = 1\nunit = 'places'\nsource = 'a'\n"
    nobody = "[groups.staff]\nrisk_class = 0\n"

    with pytest.raises(PlanError, match="no gate leads them out"):
        read_scheme(by_land + staff)
    with pytest.raises(PlanError, match="of a hub, and no gate is of kind air"):
        read_scheme(by_land + nobody + hub)


def test_a_country_that_nobody_knows_is_refused_before_anything_is_planned():
    with pytest.raises(PlanError, match=r"groups\.staff names VEZ, .*near are .*VES"):
        made(scheme=SCHEME.replace('tracks = ["ISL", "VES"]', 'tracks = ["VES", "VEZ"]'))


def test_numbers_of_the_scheme_may_be_given_as_stated_in_another_word():
    stated = SCHEME.replace('unit = "people"', 'unit = "persons on the list"')
    in_words = read_scheme(stated + "[depot.tonnes]\nvalue = 9\nunit = 't'\nsource = 'a'\n")

    assert in_words.number("groups.staff.people").value == 5000


def test_nobody_has_a_state_where_no_offer_takes_them():
    states = {one.name for one in made().instance.states}

    assert "TLM/staff/ISL/new" in states
    assert not any(one.startswith(("TLM/staff/VES", "TLM/all")) for one in states)


def test_a_matter_may_be_for_some_groups_only_or_left_out():
    for_all = SCHEME + '[matters.hub]\ngroups = ["all"]\n'
    without = SCHEME + "[matters.hub]\nleave_out = true\n"
    hub = [one for one in made(scheme=for_all).instance.states if one.node == "TLM"]
    dropped = made(scheme=without)

    assert hub == []
    assert all(one.host != "TLM" for one in dropped.instance.offers)
    assert "the scheme of the case leaves it out" in dropped.findings[0].text


def test_an_offer_of_unknown_size_stays_unknown():
    vague = offer("H2", "TLM", None, counterpart="ISL", mode=Mode.TRANSIT)
    (hub,) = [one for one in made({"hub": [vague]}).instance.offers if one.host == "TLM"]

    assert hub.low is None
    assert hub.high is None


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        (offer("H3", "TLM", people(5, 5), Status.DONE), "it is closed"),
        (offer("H3", "TLM", people(5, 5), None), "no status is known"),
        (offer("H3", "TLM + OND", people(5, 5)), "no one country hosts (Tolmera and Ondara)"),
    ],
)
def test_an_offer_that_cannot_be_planned_is_left_out_and_told(claim, why):
    built = made({"odd": [claim], "stay": [STAY]})

    assert why in built.findings[0].text
    assert [one.name for one in built.instance.offers] == ["stay"]


def test_an_offer_to_which_nothing_leads_is_told_with_what_is_missing():
    border = attrs.evolve(BORDER, subject="VES")
    only_land = (
        "home = 'KRS'\n[groups.all]\nrisk_class = 2\n[gates.pass]\nkind='land'\nhost='OND'\n"
    )
    by_land = made({"far": [border]})
    by_air = made({"stay": [STAY]}, only_land)

    assert (
        "no gate by land leads to Vessland; write [gates.NAME] with host VES"
        in by_land.findings[0].text
    )
    assert "no airport leads to Vessland" in by_air.findings[0].text


def test_a_withheld_offer_keeps_its_row_and_does_not_count():
    held = attrs.evolve(HUB, hold=Hold.SUSPENDED)
    (hub,) = [one for one in made({"hub": [held]}).instance.offers if one.host == "TLM"]

    assert not hub.live


def test_a_camp_is_permitted_up_to_the_ceiling_and_others_are_asked_beyond():
    asked = said(
        "O1",
        kind=Kind.SUPPORT,
        subject="relief",
        counterpart="OND",
        status=None,
        mood=Mood.WILL,
        conditions=(cond("if_exceeds", "above that others must help", 8000),),
    )
    goods = attrs.evolve(asked, label="O0", conditions=(cond("if_agreed", "once agreed"),))
    (camp,) = made({"border": [BORDER], "a-goods": [goods], "asked": [asked]}).instance.camps

    assert camp.permit.most == 8000
    assert (camp.overflow.most, camp.overflow_last) == (20_000, True)
    assert camp.overflow_body == "Relief Council"


def test_the_number_above_which_others_are_asked_is_a_ceiling_where_none_is_stated():
    open_ = offer("B2", "OND", None, Status.READY, mode=Mode.ASYLUM)
    asked = said(
        "O2",
        kind=Kind.SUPPORT,
        subject="relief",
        counterpart="OND",
        status=None,
        mood=Mood.WILL,
        conditions=(
            cond("if_agreed", "once agreed"),
            cond("if_exceeds", "above that others must help", 6000),
        ),
    )
    built = made({"border": [open_], "asked": [asked]})

    assert built.instance.camps[0].permit.most == 6000
    assert [one.low.most for one in built.instance.offers if one.host == "OND"] == [6000]


def test_a_host_that_offered_nothing_has_no_places_and_stays_to_be_priced():
    built = made({"stay": [STAY]})

    assert resource(built, "places:camps OND").capacity.most == 0
    assert built.instance.camps[0].permit is None


def test_a_border_closed_in_the_hosts_own_voice_leaks_and_says_why():
    closed = said(
        "C1",
        kind=Kind.ACCESS,
        subject="OND",
        voice="OND",
        place="OND",
        status=Status.IN_PLACE,
        hold=Hold.SUSPENDED,
    )
    built = made({"border": [BORDER], "access": [closed]})
    crossing = resource(built, "crossing:pass")

    assert crossing.capacity.most == 1500
    assert crossing.passing.steps == ((0, 0.1),)
    assert crossing.passing.origin.claims == (closed.id,)
    assert "land.closed" in built.assumed


def test_a_border_that_others_call_closed_is_open_until_the_host_says_so():
    told = said(
        "C2",
        kind=Kind.ACCESS,
        subject="OND",
        voice="courier",
        place="OND",
        status=Status.IN_PLACE,
        hold=Hold.SUSPENDED,
    )
    built = made({"border": [BORDER], "access": [told]})

    assert resource(built, "crossing:pass").passing is None


def test_a_group_whose_number_nobody_knows_is_not_planned_for():
    unknown = SCHEME + '[groups.many]\nrisk_class = 1\ntracks = ["VES"]\n'

    built = made(scheme=unknown)

    assert [one.name for one in built.instance.groups] == ["staff", "all"]
    assert "nobody of groups.many (many) is in the plan: [groups.many.people] says" in told(built)


NOT_READ = [
    ("[hosts.OND.overflow]\nvalue = 9\nunit = 'places'\nsource = 'a'\n", "nobody is asked to help"),
    (
        "[hosts.OND.vetting]\nvalue = 9\nunit = 'people a day'\nsource = 'a'\n",
        "way in Ondara",
    ),
    (
        "[gates.airport.reach]\nby_day = { 2021-08-01 = 9 }\nunit = 'people a day'\nsource = 'a'\n",
        "it begins on 2021-08-01, after the plan ends",
    ),
    (
        (
            "[lifts.east]\nfrom = ['OND']\nto = ['ISL']\n[lifts.east.seats]\nvalue = 9\n"
            "unit = 'seats a day'\nsource = 'a'\n"
        ),
        "lifts.east.seats: no place that it leads to is offered",
    ),
    ("[matters.later]\nleave_out = true\n", "[matters.later] is not read: it has no line"),
]


@pytest.mark.parametrize(("more", "said"), NOT_READ)
def test_what_a_scheme_says_and_the_plan_of_the_day_does_not_read_is_told(more, said):
    built = made(scheme=SCHEME + more)

    assert said in told(built)
    assert said not in told(made())


def test_depots_that_are_built_feed_the_camp_once_they_open():
    depots = said(
        "D1",
        kind=Kind.FACILITY,
        subject="OND",
        place="OND",
        status=Status.UNDER_WAY,
        qty=Qty(lo=2, hi=2, hedge=Hedge.EXACT, unit=Unit.DEPOT, measure=Measure.STOCK),
    )
    camp = attrs.evolve(depots, label="D0", qty=attrs.evolve(depots.qty, unit=Unit.CAMP))
    (depot,) = made({"border": [BORDER], "camp": [camp], "depots": [depots]}).instance.depots

    assert depot.holds.steps == ((30, 1000.0),)
    assert depot.holds.origin.claims == (depots.id,)
    assert depot.holds.origin.assumption == "depot.tonnes"


def test_who_comes_by_land_is_what_the_forecast_says_in_each_future():
    coming = {"OND": {"middle": (10.0, 20.0), "worst": (90.0, 90.0)}}
    found = {one.future: one.people for one in made(coming=coming).instance.arrivals}

    assert found["middle"].steps == ((0, 10.0), (1, 20.0))
    assert found["worst"].most == 90
    assert found["worst"].origin.rule == "forecast"


def test_the_case_may_state_who_comes_and_who_goes_back():
    scheme = SCHEME + (
        '[gates.pass.arrivals]\nvalue = 100\nunit = "people a day"\nsource = "a plan"\n'
        '[returns.share]\nvalue = 0.05\nunit = "share"\nsource = "a survey"\n'
    )
    built = made(scheme=scheme, coming={"OND": {"middle": (9.0,)}})

    assert built.instance.arrivals[0].people.most == 100
    assert {one.people for one in built.instance.facts} == {5.0}
    assert [one.day for one in built.instance.facts] == [*range(built.instance.days)]
    assert built.instance.lanes[-1].passage == "return"


def test_who_goes_home_is_what_the_forecast_says_unless_the_case_states_a_share():
    ahead = {"coming": {"OND": {"middle": (100.0, 100.0)}}, "back": {"OND": (0.0, 7.0)}}
    stated = SCHEME + '[returns.share]\nvalue = 0.05\nunit = "share"\nsource = "a survey"\n'
    told = [(one.day, one.people, one.origin.rule) for one in made(**ahead).instance.facts]
    own = [one.people for one in made(scheme=stated, days=2, **ahead).instance.facts]

    assert told == [(0, 0.0, "forecast"), (1, 7.0, "forecast")]
    assert own == [5.0, 5.0]


def test_two_gates_of_one_host_share_its_camp_and_its_arrivals():
    two = SCHEME + '[gates.ford]\nkind = "land"\nhost = "OND"\ngroup = "all"\n'
    built = made(scheme=two, coming={"OND": {"middle": (10.0,)}})

    assert len(built.instance.camps) == 1
    assert [one.people.most for one in built.instance.arrivals] == [5.0, 5.0]


def test_a_number_holds_from_its_day_and_one_from_before_holds_on_the_first():
    assert resource(made(), "seats:airport").capacity.steps == ((0, 50.0), (5, 400.0))


def test_people_fly_straight_where_the_gate_says_and_by_hubs_where_offers_do():
    lanes = {one.name for one in made().instance.lanes}

    assert {"airport>VES/staff/VES", "airport>TLM/staff/ISL", "TLM>ISL/staff"} <= lanes
    assert "airport>ISL/staff/ISL" not in lanes


def test_a_lift_may_lead_from_hub_to_hub_and_a_hub_without_one_has_its_own_seats():
    second = offer("H4", "OND", people(50, 50), counterpart="ISL", mode=Mode.TRANSIT)
    built = made({"hub": [HUB], "second": [second]})
    lanes = {one.name for one in built.instance.lanes}

    assert "TLM>OND/staff/ISL" in lanes
    assert resource(built, "seats:OND onward").capacity.most == 400
    assert built.in_words("seats:OND onward") == "seats of Ondara onward"


def test_a_country_that_takes_people_for_a_time_and_for_good_has_two_nodes():
    short = offer("H5", "VES", people(40, 40), Status.AGREED, mode=Mode.TEMPORARY)
    built = made({"short": [short], "stay": [STAY]})

    assert {"VES", "hub VES"} <= {one.name for one in built.instance.nodes}
    assert resource(built, "places:hub VES").layer is Layer.ANNOUNCED


def test_a_hub_may_stand_by_a_sourced_number_without_any_offer():
    scheme = SCHEME + '[hosts.OND.hub]\nvalue = 70\nunit = "places"\nsource = "a visit"\n'

    assert resource(made({}, scheme), "places:OND").capacity.most == 70


def test_shares_and_quotas_of_the_case_are_kept_with_their_source():
    scheme = SCHEME + (
        '[hosts.ISL.quota]\nvalue = 900\nunit = "people"\nsource = "a decree"\n'
        '[hosts.ISL.share]\nvalue = 0.6\nunit = "share"\nsource = "by population"\n'
    )
    built = made(scheme=scheme)

    assert next(one for one in built.instance.tracks if one.name == "ISL").quota.most == 900
    assert built.instance.shares[0].origin.rule == "hosts.ISL.share"


def test_what_is_assumed_is_listed_with_its_reason():
    built = made()

    assert built.assumed["gates.airport.seats"].source == "assumed: two flights"
    assert "lifts.west.seats" not in built.assumed


def test_numbers_may_be_replaced_for_one_plan():
    other = '[gates.airport.seats]\nvalue = 7\nunit = "seats a day"\nsource = "a what-if"\n'

    assert resource(made(override=other), "seats:airport").capacity.most == 7


def test_only_land_and_no_airport_is_a_plan_too():
    scheme = """
home = "KRS"
[groups.all]
risk_class = 2
tracks = ["VES"]
[gates.pass]
kind = "land"
host = "OND"
"""
    built = made(scheme=scheme)

    assert [one.name for one in built.instance.groups] == ["all"]
    assert built.instance.tracks == ()
    assert built.instance.start == date(2021, 5, 20)


@pytest.mark.parametrize(
    ("scheme", "said"),
    [
        ("[", "is not TOML"),
        ("[groups.a]\nrisk_class = 0", "says not whose people flee"),
        ('home = "KRS"', "names no gate"),
        ('home = "KRS"\nhouse = 1', "sets house, which no plan reads; did you mean home"),
        (
            'home = "KRS"\n[gats.a]\nkind = "air"',
            "no plan reads; did you mean gates",
        ),
        (
            'home = "KRS"\n[groups.a]\nrisk = 0',
            "sets risk, .* did you mean risk_class",
        ),
        ('home = "KRS"\n[groups.a]\nrisk_class = 7', "needs a risk_class"),
        ('home = "KRS"\n[gates.a]\nkind = "sea"', "needs kind air, or kind land"),
        (
            'home = "KRS"\n[gates.a]\nkind = "air"\ngroup = "x"',
            "names the group x, which is not there",
        ),
        (
            'home = "KRS"\n[matters.a]\ngroups = ["x"]',
            "names the group x, which is not there",
        ),
        (
            SCHEME.replace("[gates.airport.seats]", "[gates.airport.seat]"),
            "sets gates.airport.seat, which no plan reads; did you mean gates.airport.seats",
        ),
        (SCHEME.replace("[lifts.west.seats]", "[lift.chairs]"), "sets lift.chairs"),
    ],
)
def test_a_scheme_that_says_what_no_plan_reads_is_refused(scheme, said):
    with pytest.raises(PlanError, match=said):
        made(scheme=scheme)
