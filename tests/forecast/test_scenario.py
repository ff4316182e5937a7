"""Scenarios: what may be changed, and what is refused with the nearest right word."""

import tomllib
from datetime import date

import pytest
from tests.forecast.lands import AWAY, BY_AIR, ON_FOOT, said, world

from panah.chance import stream
from panah.domain.claim import Kind
from panah.domain.quantity import Interval
from panah.errors import FileError
from panah.forecast.scenario import After, read_scenario
from panah.forecast.unrest import unrest

CODES = ["XA-UP", "XA-LO", "bridge", "field", AWAY, "port", "OUT"]
HEAD = 'name = "What if"\nwhy = "The governor asks."\n'


def read(text):
    return read_scenario("scenarios/what-if.toml", tomllib.loads(HEAD + text), CODES)


def test_every_kind_of_change_is_read():
    found = read(
        """
        [[onset]]
        place = "XA-UP"
        date = 2021-08-20
        why = "feared"
        [[link]]
        from = "port"
        to = "OUT"
        seats_per_day = [100, 200]
        opens = "2021-08-18"
        why = "promised"
        [[place]]
        code = "field"
        capacity = 500
        why = "planned"
        [outflow]
        jump = { date = 2021-08-20, factor = [2, 8], why = "assumed" }
        [[outflow.people]]
        place = "XA-LO"
        start = 2021-08-20
        end = 2021-08-30
        a_day = [100, 300]
        why = "planning figure"
        [conflict]
        after = "spreads"
        why = "feared"
        """
    )

    assert (found.onsets[0].on, found.onsets[0].intensity) == (date(2021, 8, 20), 1.0)
    assert found.links[0].seats == Interval(100, 200)
    assert found.places[0].capacity == Interval(500, 500)
    assert found.people[0].a_day == Interval(100, 300)
    assert found.after is After.SPREADS


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("onsets = []", "onsets is not known; did you mean onset"),
        ('[[onset]]\nplace = "XA-UP"\ndate = 2021-08-20', "onset 1: why is missing"),
        ('[[onset]]\nplace = "XA-OP"\ndate = 2021-08-20\nwhy = "x"', "did you mean XA-"),
        ('[[onset]]\nplace = "XA-UP"\ndate = "soon"\nwhy = "x"', "date must be a day"),
        ('[[onset]]\nplace = "XA-UP"\nwhy = "x"', "date is missing"),
        ('[[onset]]\nplace = "XA-UP"\ndate = 2021-08-20\nintensity = 2\nwhy = "x"', "from 0 to 1"),
        ('[[link]]\nfrom = "port"\nto = "port"\nwhy = "x"', "links port to itself"),
        ('[[link]]\nfrom = "port"\nto = "OUT"\nmode = "rail"\nwhy = "x"', "must be one of road"),
        ('[[link]]\nfrom = "port"\nto = "OUT"\nseats_per_day = [9, 1]\nwhy = "x"', "low, high"),
        ('[[place]]\ncode = "field"\ncapacity = "many"\nwhy = "x"', "must be a number or"),
        ('[conflict]\nafter = "spreads"', "conflict.why is missing"),
        ('[conflict]\nafter = "grows"', "must be one of hold"),
        ("[outflow]\njump = 3", "jump must be a table"),
        ('[outflow]\njump = { date = 2021-08-20, factor = 0, why = "x" }', "above 0"),
        ("onset = 3", "must be a list of tables"),
        (
            (
                '[outflow]\npeople = [{ place = "XA-LO", start = 2021-08-20, end = 2021-08-10, '
                'a_day = 3, why = "x" }]'
            ),
            "before it starts",
        ),
        (
            '[[outflow.people]]\nplace = "XA-LO"\nstart = 2021-08-20\nend = 2021-08-30\nwhy = "x"',
            "a_day is missing",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused_and_says_what_would_be_right(text, message):
    with pytest.raises(FileError, match=message):
        read(text)


def test_a_scenario_without_a_reason_is_refused():
    with pytest.raises(FileError, match="why is missing"):
        read_scenario("x.toml", {"name": "What if"}, CODES)


def test_what_a_scenario_says_of_a_place_replaces_what_the_situation_said():
    taken = said(Kind.SECURITY, subject="rebels", place="XA-UP", quote="rebels took it")
    what_if = read(
        '[[onset]]\nplace = "XA-UP"\ndate = 2021-08-20\nwhy = "x"\n'
        '[[link]]\nfrom = "XA-LO"\nto = "XBB"\npermeability = 0.9\nwhy = "x"\n'
        '[[link]]\nfrom = "port"\nto = "OUT"\nseats_per_day = 50\nopens = 2021-08-18\nwhy = "x"\n'
    )

    found = world(taken, scenario=what_if)
    assert [onset.first for onset in found.found.onsets] == [date(2021, 8, 20)]
    assert [door.chance for door in found.found.doors if ON_FOOT in door.links] == [(0.9,)]
    assert [seats.link for seats in found.found.seats] == [BY_AIR]
    assert all("What if" in one.origin.file for one in found.found.inputs if one.origin.text == "x")


def test_a_link_that_a_scenario_adds_is_on_the_map():
    new = read('[[link]]\nfrom = "XA-UP"\nto = "XBB"\nkm = 90\nwhy = "a road is built"')

    assert len(world(scenario=new).world.links) == len(world().world.links) + 1


def test_conflict_spreads_to_neighbours_only_where_a_scenario_says_so():
    taken = said(Kind.SECURITY, subject="rebels", place="XA-UP", quote="rebels took it")
    spreads = read('[conflict]\nafter = "spreads"\nwhy = "feared"')
    held, spread = world(taken), world(taken, scenario=spreads)

    rate_needs_a_spread = unrest(spread, stream(1, "conflict", 0))[1]
    assert {one.place for one in unrest(held, stream(1, "conflict", 0))[1]} == {"XA-UP"}
    assert {one.place for one in rate_needs_a_spread} <= {"XA-UP", "XA-LO"}


def test_an_onset_lasts_thirty_days_unless_it_is_said_until_when():
    until = read(
        '[[onset]]\nplace = "XA-UP"\ndate = 2021-08-01\nuntil = 2021-08-05\nwhy = "x"\n'
        '[[onset]]\nplace = "XA-LO"\ndate = 2021-08-01\nwhy = "x"'
    )

    heat, _ = unrest(world(scenario=until, days=60), stream(1, "conflict", 0))
    assert [sum(level > 0 for level in heat[place]) for place in ("XA-UP", "XA-LO")] == [5, 30]
