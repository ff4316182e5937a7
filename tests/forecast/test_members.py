"""Members that differ in what goes in, and blocks of them run anywhere."""

import multiprocessing
from concurrent.futures import Future, ProcessPoolExecutor

import attrs
import numpy as np
import pytest
from tests.forecast.worlds import camp, plan, spot, world

from panah.domain.forecast import Closed, Closure, Site
from panah.errors import FileError, InputError
from panah.forecast.ensemble import BLOCK, Draw, forecast, in_blocks, joined
from panah.forecast.settings import Flavour

DAYS = 6


def a_crossroads(**more):
    """A place of conflict between two camps in another country, and who sets out."""
    made = world(
        [
            spot("Varn", Site.CONFLICT, population=900, intensity=1.0),
            spot("Mell", population=100),
            camp("Tann"),
            camp("Quay"),
        ],
        [("Varn", "Mell", 30), ("Varn", "Tann", 90), ("Varn", "Quay", 90)],
        DAYS,
        **more,
    )
    return plan(made, flavour=Flavour.DEFAULT, outflow=(500,) * 3)


def by_place(found, field="stock"):
    return dict(zip(found.places, np.moveaxis(getattr(found, field), -1, 0), strict=True))


def test_a_place_that_attracts_more_in_one_member_has_more_people_in_it():
    draws = [Draw(attraction=[1, 1, factor, 1]) for factor in (0.2, 1, 5)]

    found = by_place(forecast(a_crossroads(), members=draws, seed=1))

    low, even, high = found["Tann"][:, -1]
    assert low < 0.5 * even < even < 0.8 * high


def test_a_place_holds_what_its_member_says():
    draws = [
        Draw(),
        Draw(capacity=[np.nan, np.nan, 100, 5000]),
        Draw(capacity=[[0, 0, 5000, 5000]] * 2 + [[0, 0, 100, 5000]]),
    ]

    unlimited, small, late = by_place(forecast(a_crossroads(), members=draws, seed=1))["Tann"]

    assert unlimited[-1] > 500
    assert small[-1] < 200
    assert late[1] > 200
    assert late[-1] < 0.6 * unlimited[-1]


def test_who_sets_out_is_said_by_day_or_by_day_and_place():
    mine = np.zeros((DAYS, 4), dtype=int)
    mine[2, 1] = 70
    draws = [Draw(outflow=(0, 0, 40, 0, 0, 0)), Draw(outflow=mine), Draw(people=(0, 0, 9, 0))]

    found = forecast(a_crossroads(), members=draws, seed=1)

    out = by_place(found, "outflow")
    assert out["Varn"][0].tolist() == [0, 0, 40, 0, 0, 0]
    assert out["Mell"][1].tolist() == [0, 0, 70, 0, 0, 0]
    assert found.outflow[1].sum() == 70
    assert found.stock[2, 0].sum() == 509


def test_rules_and_conflict_are_drawn_too():
    calm = {"Varn": (1.0,) * 3 + (0.0,) * 3, "Mell": (1.0,) * 6}
    draws = [
        Draw(settings={"max_move_speed": 10}),
        Draw(settings={"camp_movechance": 0.9}),
        Draw(conflict=calm),
    ]

    slow, restless, moved = forecast(a_crossroads(), members=draws, seed=1).stock

    assert slow[1, 2:].sum() == 0
    assert restless[-1, 2:].sum() < 0.5 * moved[-1, 2:].sum()
    assert by_place(forecast(a_crossroads(), members=draws, seed=1), "outflow")["Mell"][2].sum() > 0


@pytest.mark.parametrize(
    ("draw", "said"),
    [
        (Draw(people=(1,)), "people must be 4 numbers"),
        (Draw(outflow=(1,)), "outflow must be numbers from 0 up, 6 .*not of shape"),
        (Draw(outflow=(-1,) * 6), "outflow must be numbers from 0 up"),
        (Draw(attraction=(1.0,)), "attraction must have 4 numbers"),
        (Draw(capacity=(1.0,)), "capacity must have 4 numbers"),
        (Draw(permeability=(1.0,)), "permeability must be 3 chances"),
        (Draw(seats={3: (1,)}), "link 3 of 3"),
        (Draw(conflict={"Varn": (1.0,)}), "conflict in Varn has 1 days of 6"),
    ],
)
def test_a_draw_that_does_not_fit_its_world_is_refused(draw, said):
    with pytest.raises(InputError, match=said):
        forecast(a_crossroads(), members=[draw], seed=1)


def test_a_rule_that_is_not_known_is_refused_in_a_draw():
    with pytest.raises(FileError, match=r"a draw sets move_rules\.max_movespeed"):
        forecast(a_crossroads(), members=[Draw(settings={"max_movespeed": 3})], seed=1)


def test_a_forecast_has_a_member():
    for members in (0, []):
        with pytest.raises(InputError, match="at least 1 member, not 0"):
            forecast(a_crossroads(), members=members, seed=1)


def test_entries_are_journeys_that_end_in_another_country_and_every_member_weighs_the_same():
    found = forecast(a_crossroads(), members=4, seed=1)

    abroad = found.countries.index("Lydd")
    assert (found.entries[:, :, abroad] == found.arrivals[:, :, 2:].sum(axis=2)).all()
    assert (found.returns <= found.departures[:, :, 2:].sum(axis=2).cumsum(axis=1)).all()
    assert found.weight.tolist() == [0.25] * 4


class InTurn:
    """Runs what it is given when it is asked for, the last first, as a test of order."""

    def __init__(self):
        self.given = []

    def submit(self, work, *arguments):
        future = Future()
        self.given.append((future, work, arguments))
        if len(self.given) == 3:
            for one, do, of in reversed(self.given):
                one.set_result(do(*of))
        return future


def same(one, other):
    return all(
        np.array_equal(getattr(one, field), getattr(other, field))
        for field in ("stock", "arrivals", "departures", "outflow", "entries", "waiting", "weight")
    )


def test_whoever_runs_the_blocks_and_in_whatever_order_the_members_are_the_same():
    made, members = a_crossroads(), 2 * BLOCK + 7
    here = forecast(made, members=members, seed=3)

    assert same(here, forecast(made, members=members, seed=3, executor=InTurn()))
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert same(here, forecast(made, members=members, seed=3, executor=pool))


def test_a_forecast_that_goes_on_later_is_the_one_made_at_once():
    made, members = a_crossroads(), BLOCK + 5
    first = next(iter(in_blocks(made, members=members, seed=3)))

    rest = in_blocks(made, members=members, seed=3, done=first.members)

    assert same(joined([first, *rest]), forecast(made, members=members, seed=3))
    with pytest.raises(InputError, match="goes on after whole blocks of 50, not after 7"):
        next(in_blocks(made, members=9, seed=3, done=7))


def test_after_each_block_it_is_said_how_far_it_is_and_an_interrupt_is_one():
    told = []

    def stop(done, asked):
        told.append((done, asked))
        if done == 2 * BLOCK:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        forecast(a_crossroads(), members=3 * BLOCK, seed=3, progress=stop)

    assert told == [(BLOCK, 3 * BLOCK), (2 * BLOCK, 3 * BLOCK)]


def links_of(made, **changes):
    """The same plan, the link to Tann changed."""
    links = list(made.world.links)
    links[1] = attrs.evolve(links[1], **changes)
    return attrs.evolve(made, world=attrs.evolve(made.world, links=tuple(links)))


def test_a_border_that_is_closed_lets_some_pass():
    shut = Closure(closes=Closed.COUNTRY, names=("Ostria", "Lydd"), start=0, end=-1)
    made = a_crossroads(closures=(shut,))
    draws = [Draw(), Draw(permeability=[0, 0.1, 0.1]), Draw(permeability=[0, 1, 1])]

    none, some, everyone = forecast(made, members=draws, seed=1).stock[:, 0, 2:].sum(axis=1)

    assert none == 0
    assert some == pytest.approx(0.1 * everyone, rel=0.4)


def test_a_link_is_there_from_its_first_day_to_the_day_before_its_last():
    made = links_of(a_crossroads(), opens=1, closes=2)

    arrived = by_place(forecast(made, members=1, seed=1), "arrivals")["Tann"][0]

    assert arrived[1] > 0
    assert arrived[[0, 2, 3, 4, 5]].sum() == 0


def test_a_link_has_a_speed_of_its_own_and_some_walk_on_it():
    slow = links_of(a_crossroads(), max_move_speed=60)
    walked = links_of(a_crossroads(), walk_probability=1.0)

    for made, first in ((slow, 1), (walked, 2)):
        arrived = by_place(forecast(made, members=1, seed=1), "arrivals")["Tann"][0]
        assert arrived[:first].sum() == 0 < arrived[first]


def test_who_finds_no_seat_waits_and_is_served_by_day_of_joining():
    made = links_of(a_crossroads(), seats_per_day=(0, 5, 5, 1000))
    made = attrs.evolve(made, outflow=(300, 0, 0, 0, 0, 0))

    found = forecast(made, members=20, seed=1)
    arrived, waiting = by_place(found, "arrivals")["Tann"], by_place(found, "waiting")["Varn"]

    assert (arrived[:, 0] == 0).all()
    assert (waiting[:, 0] > 50).all()
    assert (arrived[:, 1:3] == 5).all()
    assert (waiting[:, 3:] == 0).all()
    on_links = (found.departures - found.arrivals).sum(axis=2).cumsum(axis=1)
    assert (on_links - found.waiting.sum(axis=2) >= 0).all()
    assert (found.stock.sum(axis=2) + on_links == 300).all()


def test_seats_are_drawn_for_a_member():
    made = links_of(a_crossroads(), seats_per_day=(3,))
    draws = [Draw(), Draw(seats={1: (40, 2)})]

    few, more = by_place(forecast(made, members=draws, seed=1), "arrivals")["Tann"]

    assert few.tolist() == [3] * DAYS
    assert more.tolist() == [40] + [2] * (DAYS - 1)
