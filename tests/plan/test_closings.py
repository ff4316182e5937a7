"""Doors that close and open while a plan runs: borders, airports, embassies, by whose word."""

import attrs
import polars as pl
import pytest
from tests.plan.test_instance import BORDER, HUB, SCHEME, STAY, made, resource
from tests.situation.made import cond, said

from panah.domain.claim import CondType, Hold, Kind, Mood, PlanningClass, Status
from panah.domain.figure import Origin, constant
from panah.domain.limit import Layer, Resource, ResourceKind
from panah.domain.plan_policy import Policy
from panah.domain.when import When
from panah.errors import PlanError
from panah.plan.instance.scheme import read_scheme
from panah.plan.making import make_plan

OFFERED = {"hub": [HUB], "border": [BORDER], "stay": [STAY]}
RUN = SCHEME.replace('direct = ["VES"]', 'direct = ["VES"]\nrun_by = ["ISL"]')
PAPERS = SCHEME + '[hosts.VES.papers]\nvalue = 20\nunit = "people a day"\nsource = "a visit"\n'


def word(label="C1", event=None, *, of="OND", at=None, quote="will close its border", **changes):
    """A word about a door: by default that Ondara will close its border."""
    made_ = {
        "kind": Kind.ACCESS,
        "subject": of,
        "voice": of,
        "place": at or of,
        "status": Status.ANNOUNCED,
        "hold": Hold.SUSPENDED,
        "mood": Mood.WILL,
        "event": event and When.parse(event),
    }
    return said(label, quote, **(made_ | changes))


def shut(label="F1", event="2021-05-10", **changes):
    return word(label, event, status=Status.IN_PLACE, mood=Mood.IS, **changes)


def opens(label="O1", event=None, **changes):
    return word(label, event, hold=Hold.LIVE, quote="will open its border", **changes)


def passing(*words, scheme=SCHEME, limit="crossing:pass", days=30):
    built = made(OFFERED | {"door": list(words)}, scheme=scheme, days=days)
    return resource(built, limit).passing


def steps(*words, **how):
    found = passing(*words, **how)
    return None if found is None else found.steps


def test_an_announced_closing_counts_from_its_day_and_opens_its_claim():
    closing = word(event="2021-05-31")
    found = passing(closing)

    assert found.steps == ((0, 1.0), (11, 0.1))
    assert found.origin.claims == (closing.id,)
    assert found.origin.assumption == "land.closed"


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("2021-05-25/2021-05-28", ((0, 1.0), (5, 0.1), (9, 1.0))),
        ("2021-05-25/..", ((0, 1.0), (5, 0.1))),
        ("2021-05-24/2021-05-30", ((0, 1.0), (4, 0.1))),
        ("2021-05-26~/2021-05-31~", ((0, 1.0), (6, 0.1))),
        ("2021-06", ((0, 1.0), (12, 0.1))),
        ("2021-05", ((0, 0.1),)),
        ("../2021-05-25", ((0, 0.1),)),
        ("2021-05-15", ((0, 0.1),)),
        ("2021-07-01", None),
        (None, None),
    ],
)
def test_a_time_that_leaves_the_day_open_is_read_with_care(event, expected):
    assert steps(word(event=event)) == expected


def test_a_closed_door_opens_on_the_day_that_its_host_named():
    assert steps(shut(event="2021-05-10"), opens(event="2021-05-30")) == ((0, 0.1), (10, 1.0))
    assert steps(shut(event="../2021-05-27")) == ((0, 0.1), (8, 1.0))


@pytest.mark.parametrize("event", ["2021-05-12", "../2021-05-30", None])
def test_an_opening_whose_day_has_passed_or_is_not_named_opens_nothing(event):
    assert steps(shut(event="2021-05-10"), opens(event=event)) == ((0, 0.1),)


def test_an_opening_of_an_open_door_changes_nothing():
    assert steps(opens(event="2021-05-30")) is None


def test_of_two_announced_closings_the_one_said_last_counts():
    first = word(event="2021-05-25")
    put_off = word("C2", "2021-06-04", said=When.parse("2021-05-12"))

    assert steps(first, put_off) == ((0, 1.0), (15, 0.1))


def test_a_closing_that_did_not_come_is_overtaken_by_a_newer_word():
    missed = word(event="2021-05-15")
    stands = word(
        "F2",
        "2021-05-18",
        said=When.parse("2021-05-18"),
        status=Status.IN_PLACE,
        mood=Mood.IS,
        hold=Hold.LIVE,
    )

    assert steps(missed, stands) is None


def test_an_airport_closes_by_the_word_of_its_country_or_of_who_runs_it():
    quote = "the airport will close"
    own = word(event="2021-05-31", of="KRS", quote=quote)
    run = word(event="2021-05-31", of="ISL", at="KRS", quote=quote)
    at_home = word(event="2021-05-31", of="ISL", quote="will end evacuation flights")
    elsewhere = word(event="2021-05-31", of="ISL", quote=quote)
    seats = {"scheme": RUN, "limit": "seats:airport"}

    assert [steps(one, **seats) for one in (own, run, at_home)] == [((0, 1.0), (11, 0.0))] * 3
    assert steps(elsewhere, **seats) is None
    assert steps(own) is None


@pytest.mark.parametrize(
    "quote",
    [
        "l'aéroport fermera",
        "el aeropuerto cerrará",
        "аэропорт закроется",
        "سيغلق المطار",
        "فرودگاه بسته خواهد شد",
    ],
)
def test_an_airport_is_known_in_other_languages(quote):
    closing = word(event="2021-05-31", of="KRS", quote=quote)

    assert steps(closing, limit="seats:airport") == ((0, 1.0), (11, 0.0))


def test_a_place_that_is_a_crossing_is_a_border_whatever_the_words_are():
    closing = word(event="2021-05-31", of="VES", at="gate", quote="no flights, and shut")
    scheme = SCHEME.replace('host = "OND"', 'host = "VES"')

    assert steps(closing, scheme=scheme) == ((0, 1.0), (11, 0.1))


def test_a_crossing_that_is_named_closes_alone():
    two = SCHEME.replace("[gates.pass]\n", '[gates.pass]\nlabel = "the crossing at Arpa"\n') + (
        '[gates.ford]\nlabel = "the crossing at Torun"\nkind = "land"\nhost = "OND"\n'
        'group = "all"\n'
    )
    closing = word(event="2021-05-31", quote="will close the Torun crossing")

    assert steps(closing, scheme=two) is None
    assert steps(closing, scheme=two, limit="crossing:ford") == ((0, 1.0), (11, 0.1))
    assert steps(word(event="2021-05-31"), scheme=two, limit="crossing:ford") is not None


def test_a_host_may_speak_of_the_border_of_its_neighbour_but_not_of_a_third():
    of_home = attrs.evolve(word(event="2021-05-31"), subject="KRS", place="KRS")
    of_third = attrs.evolve(of_home, subject="TLM", place="TLM")

    assert steps(of_home) == ((0, 1.0), (11, 0.1))
    assert steps(of_third) is None


def test_an_embassy_that_closes_ends_the_papers_that_hang_on_it():
    closing = word(event="2021-05-31", of="VES", at="KRS", quote="will close its embassy")
    built = made(OFFERED | {"door": [closing]}, scheme=PAPERS)
    papers = resource(built, "papers:VES")

    assert papers.layer is Layer.SERVICED
    assert papers.passing.steps == ((0, 1.0), (11, 0.0))
    assert "embassy.closed" in built.assumed
    assert resource(built, "seats:airport").passing is None


@pytest.mark.parametrize(
    ("closing", "why"),
    [
        (word(event="2021-05-31", voice="courier"), "only Ondara can close it"),
        (
            word(
                event="2021-05-31",
                conditions=(cond(CondType.IF_THREAT, "if the fighting comes near"),),
            ),
            "it hangs on a condition",
        ),
        (word(), "no day is named"),
        (word(event="2021-05-31", of="TLM"), "no gate of plan.toml is meant"),
        (
            word(event="2021-05-31", of="VES", at="KRS", quote="will close its embassy"),
            "hosts.CODE.papers in plan.toml says what does",
        ),
    ],
)
def test_an_announced_closing_that_does_not_count_is_told_with_the_reason(closing, why):
    built = made(OFFERED | {"door": [closing]})

    assert resource(built, "crossing:pass").passing is None
    assert why in built.findings[-1].text


def test_what_is_feared_or_half_hearted_closes_nothing_and_is_not_told():
    feared = word(event="2021-05-31", mood=Mood.MAY)
    cool = word("C2", event="2021-05-31", hold=Hold.RELUCTANT)
    built = made(OFFERED | {"door": [feared, cool]})

    assert resource(built, "crossing:pass").passing is None
    assert built.findings == ()


def test_nobody_flies_after_the_airport_has_closed_and_the_limit_names_the_claim():
    closing = word(event="2021-05-31", of="KRS", quote="the airport will close")
    plan = make_plan(made(OFFERED | {"door": [closing]}).instance, Policy())
    flown = plan.flows.filter(pl.col("from") == "airport")
    (seats,) = plan.binding.filter(pl.col("limit") == "seats:airport").to_dicts()

    assert flown["people"].sum() > 0
    assert str(flown["leave"].max()) < "2021-05-31"
    assert closing.id in seats["claims"]
    assert "gates.airport.seats" in seats["assumption"]


def test_a_newly_announced_closing_is_a_cause_of_what_differs():
    closing = word(event="2021-05-31", of="KRS", quote="the airport will close")
    before = make_plan(made().instance, Policy(counts=PlanningClass.READY))
    after = make_plan(
        made(OFFERED | {"door": [closing]}).instance, Policy(counts=PlanningClass.READY)
    )
    told = {one.name: one for one in before.compare(after)}

    assert told["open share of seats:airport"].origin.claims == (closing.id,)
    assert told["open share of seats:airport"].how == "new"


def test_papers_of_an_embassy_to_whose_country_nobody_flies_straight_are_refused():
    with pytest.raises(PlanError, match="no gate flies straight to ISL; write it into direct"):
        read_scheme(PAPERS.replace("hosts.VES.papers", "hosts.ISL.papers"))


def test_more_than_all_of_a_limit_cannot_pass():
    with pytest.raises(PlanError, match="lets 2 of itself pass"):
        Resource(
            name="seats",
            kind=ResourceKind.FLOW,
            layer=Layer.CARRIED,
            unit="seat",
            passing=constant(2, Origin(rule="made up")),
        )
