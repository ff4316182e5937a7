"""Scenarios: what may be changed, and what is refused with the nearest right word."""

import tomllib
from datetime import date

import attrs
import numpy as np
import pytest
from tests.forecast.lands import AWAY, BY_AIR, GROUND, ON_FOOT, count, said, world

from panah.chance import stream
from panah.domain.claim import Kind
from panah.domain.geography import Counted, Share
from panah.domain.quantity import Interval
from panah.errors import FileError, InputError
from panah.forecast.ensemble import joined
from panah.forecast.members import members
from panah.forecast.running import blocks
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
        [[closure]]
        country = "XBB"
        start = 2021-08-20
        end = 2021-09-01
        permeability = [0, 0.1]
        why = "threatened"
        [[return]]
        place = "field"
        to = "XA-LO"
        rate = [0.001, 0.01]
        group = "men"
        why = "talked of"
        [registration]
        delay = [3, 14]
        why = "as in spring"
        """
    )

    assert (found.onsets[0].on, found.onsets[0].intensity) == (date(2021, 8, 20), 1.0)
    assert found.links[0].seats == Interval(100, 200)
    assert found.places[0].capacity == Interval(500, 500)
    assert found.people[0].a_day == Interval(100, 300)
    assert found.after is After.SPREADS
    assert (found.closures[0].of, found.closures[0].permeability) == (("XBB",), Interval(0, 0.1))
    assert (found.returns[0].rate, found.returns[0].group) == (Interval(0.001, 0.01), "men")
    assert found.delay.days == Interval(3, 14)


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
        ('[[closure]]\nstart = 2021-08-20\nwhy = "x"', "must say what is closed, one of them"),
        (
            '[[closure]]\nplace = "field"\ncountry = "XBB"\nstart = 2021-08-20\nwhy = "x"',
            "one of them",
        ),
        ('[[closure]]\nplace = "field"\nwhy = "x"', "start is missing"),
        (
            '[[closure]]\nplace = "field"\nstart = 2021-08-20\nend = 2021-08-01\nwhy = "x"',
            "end is 2021-08-01, before it starts",
        ),
        (
            '[[closure]]\nplace = "field"\nstart = 2021-08-20\npermeability = [0, 2]\nwhy = "x"',
            "between 0 and 1",
        ),
        ('[[return]]\nplace = "field"\nto = "XA-LO"\nwhy = "x"', "rate is missing"),
        ('[[place]]\ncode = "field"\ncapacity = 5\nheadroom = 2\nwhy = "x"', "a second time"),
        ('[[place]]\ncode = "field"\nheadroom = 0.5\nwhy = "x"', "must be 1 or more"),
        ('[[place]]\ncode = "field"\ncapacity = [0, inf]\nwhy = "x"', "must be a number or"),
        ('[[place]]\ncode = "field"\ncapacity = nan\nwhy = "x"', "must be a number or"),
        (
            (
                '[[place]]\ncode = "field"\ncapacity = 5\nwhy = "x"\n'
                '[[place]]\ncode = "field"\ncapacity = 9\nwhy = "x"'
            ),
            "place 2 changes what place 1 changes already",
        ),
        (
            '[[place]]\ncode = "field"\nopens = 2021-09-01\ncloses = 2021-08-01\nwhy = "x"',
            "before it starts",
        ),
        ('[registration]\nwhy = "x"', "delay is missing"),
        (
            '[outflow]\nconflict = { mode = "fast", a_day = 3, why = "x" }',
            "must be one of constant",
        ),
        ('[outflow]\nconflict = { mode = "pop_ratio", a_day = 3, why = "x" }', "between 0 and 1"),
        ('[outflow]\nconflict = { why = "x" }', "a_day is missing"),
        (
            '[[onset]]\nplace = "XA-UP"\ndate = 2021-08-20\nuntil = 2021-08-01\nwhy = "x"',
            "until is 2021-08-01, before",
        ),
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


@pytest.mark.parametrize(
    ("days", "is_told"),
    [
        ("date = 2031-01-01", True),
        ("date = 2020-01-01\nuntil = 2020-02-01", True),
        ("date = 2020-01-01", False),
        ("date = 2021-08-20", False),
    ],
    ids=["years after it", "over before it", "goes on into it", "within it"],
)
def test_a_forecast_says_which_conflict_of_a_scenario_it_does_not_reach(days, is_told):
    what_if = read(f'[[onset]]\nplace = "XA-UP"\n{days}\nwhy = "x"\n')
    told = [one for one in world(scenario=what_if).found.unknown if "in the scenario" in one]

    assert bool(told) is is_told
    assert all(one.startswith("what comes of conflict in ") for one in told)


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


def futures(text, *, ground=GROUND, runs=50):
    found = world(scenario=read(text), ground=ground)
    return joined(list(blocks(found, runs=runs, seed=1, executor=None, done=0)))


def entries(run, country=AWAY):
    return run.entries[:, :, run.countries.index(country)].sum()


def test_a_closure_keeps_people_out_from_its_day_to_its_end():
    shut = '[[closure]]\ncountry = "XBB"\nstart = 2021-08-20\npermeability = 0\nwhy = "x"\n'
    whole, late = futures(shut), futures(shut + "end = 2021-08-25\n")
    first = (date(2021, 8, 22) - whole.start).days

    away = whole.countries.index(AWAY)
    assert whole.entries[:, : first - 4, away].sum() > 0
    assert whole.entries[:, first:, away].sum() == 0
    assert late.entries[:, first + 6 :, away].sum() > 0


def test_a_closed_place_lets_nobody_in_and_keeps_the_room_that_was_said_of_it():
    room = '[[place]]\ncode = "field"\ncapacity = 700\nwhy = "x"\n'
    closes = room + "closes = 2021-08-20\n"
    open_, shut = futures(room), futures(closes)

    field, last = open_.places.index("field"), (date(2021, 8, 24) - open_.start).days
    assert open_.arrivals[:, last:, field].sum() > 0
    assert shut.arrivals[:, last:, field].sum() == 0


def test_people_return_at_the_rate_of_a_scenario_from_every_place_of_a_country():
    back = '[[return]]\nplace = "XBB"\nto = "XA-LO"\nrate = [0.05, 0.1]\nwhy = "x"\n'
    none, some = futures(""), futures(back)

    assert some.returns.sum() > 10 * none.returns.sum()
    (given,) = [one for one in world(scenario=read(back)).found.inputs if one.what == "returns"]
    assert given.value == "5.00% to 10.00% of all a day to XA-LO"


def test_only_the_group_of_a_scenario_returns():
    shares = tuple(
        Share(place="", group=name, share=0.5, where="groups") for name in ("women", "men")
    )
    ground = attrs.evolve(GROUND, shares=shares)
    back = '[[return]]\nplace = "XBB"\nto = "XA-LO"\nrate = 0.3\ngroup = "men"\nwhy = "x"\n'

    found = futures(back, ground=ground)

    returned = found.by_group["entries"][:, :, found.countries.index("XAA")].sum(axis=(0, 1))
    assert returned[1] > 10 * returned[0]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[return]]\nplace = "XBB"\nto = "field"\nrate = 0.1\nwhy = "x"', "to a place in XAA"),
        (
            '[[return]]\nplace = "XA-UP"\nto = "XA-LO"\nrate = 0.1\nwhy = "x"',
            "from another country",
        ),
        (
            '[[return]]\nplace = "XBB"\nto = "XA-LO"\nrate = 0.1\ngroup = "men"\nwhy = "x"',
            "groups.csv has no groups",
        ),
        (
            (
                '[[return]]\nplace = "XBB"\nto = "XA-LO"\nrate = 0.1\nwhy = "x"\n'
                '[[return]]\nplace = "field"\nto = "XA-LO"\nrate = 0.1\nwhy = "x"'
            ),
            "return from field twice",
        ),
        (
            '[[closure]]\nfrom = "XA-UP"\nto = "OUT"\nstart = 2021-08-20\nwhy = "x"',
            "has no such way",
        ),
        ('[[place]]\ncode = "field"\nheadroom = 2\nwhy = "x"', "nobody counted people there"),
    ],
)
def test_what_the_map_does_not_allow_is_refused_in_words(text, message):
    with pytest.raises(InputError, match=message):
        world(scenario=read(text))


def counted_at_field():
    stock = count(400, "2021-08-12", places=("field",), measure=Counted.STOCK, since=None)
    return attrs.evolve(GROUND, counts=(*GROUND.counts, stock))


def test_the_largest_number_counted_at_a_camp_is_a_size_and_each_future_draws_the_limit():
    found = world(ground=counted_at_field(), days=5)
    field = [post.code for post in found.chart.posts].index("field")

    limits = {draw.capacity[-1, field] for draw in members(found, runs=40, seed=1)}
    assert {limit for limit in limits if not np.isnan(limit)} == {500.0, 800.0}
    assert any(np.isnan(limit) for limit in limits)


def test_a_scenario_sets_how_far_a_camp_is_from_its_limit():
    text = '[[place]]\ncode = "field"\nheadroom = [1.5, 1.5]\nwhy = "x"'

    found = world(ground=counted_at_field(), scenario=read(text))
    assert [room.amount for room in found.found.rooms] == [Interval(600, 600)]


def test_conflict_alone_drives_people_out_where_a_scenario_says_how_many():
    text = (
        '[[onset]]\nplace = "XA-UP"\ndate = 2021-08-17\nwhy = "x"\n'
        '[outflow]\nconflict = { mode = "constant", a_day = 120, why = "as in May" }\n'
    )

    run = futures(text, runs=50)
    day = (date(2021, 8, 17) - run.start).days
    upper = run.outflow[:, :, run.places.index("XA-UP")]
    assert (upper[:, day:] == 120).all()
    assert run.outflow[:, day:].sum() == upper[:, day:].sum()
