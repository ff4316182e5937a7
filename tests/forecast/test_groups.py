"""People counted by group, and people who return home at a rate."""

import attrs
import numpy as np
import pytest
from tests.forecast.test_members import DAYS, a_crossroads

from panah.domain.forecast import Attribute
from panah.errors import InputError
from panah.forecast.ensemble import Draw, forecast, joined
from panah.forecast.inputs import Plan

COUNTS = ("stock", "arrivals", "departures", "outflow", "waiting", "entries")
ORIGIN = Attribute(
    name="group",
    values=("children", "adults"),
    shares={"": (1.0, 1.0), "Varn": (3.0, 1.0)},
)


def told_apart(**more) -> Plan:
    made = a_crossroads(attributes=(ORIGIN,))
    return attrs.evolve(made, apart=("group",), **more)


def test_groups_add_up_to_everybody_on_every_day_and_at_every_place():
    found = forecast(told_apart(), members=60, seed=1)

    assert found.groups == ("children", "adults")
    assert set(found.by_group) == set(COUNTS)
    for name in COUNTS:
        assert np.array_equal(found.by_group[name].sum(axis=-1), getattr(found, name))


def test_every_change_of_a_group_has_its_cause():
    split = forecast(told_apart(), members=3, seed=2).by_group

    cause = split["outflow"] + split["arrivals"] - split["departures"]
    assert np.array_equal(np.diff(split["stock"], axis=1), cause[:, 1:])


def test_a_group_that_is_three_in_four_at_home_is_three_in_four_where_they_arrive():
    found = forecast(told_apart(), members=40, seed=3)

    camps = found.by_group["stock"][:, -1, 2:].sum(axis=(0, 1))
    assert camps[0] / camps.sum() == pytest.approx(0.75, abs=0.01)


def test_people_who_are_not_told_apart_have_no_groups():
    found = forecast(a_crossroads(), members=1, seed=1)

    assert found.groups == ()
    assert found.by_group == {}


def test_blocks_of_groups_are_joined():
    whole = forecast(told_apart(), members=60, seed=4)
    first = forecast(told_apart(), members=50, seed=4)

    twice = joined([first, first])
    assert np.array_equal(whole.by_group["stock"][:50], first.by_group["stock"])
    assert twice.by_group["stock"].shape == (100, DAYS, 4, 2)


def homeward(chance, kinds=1):
    rate = np.zeros((DAYS, kinds, 4))
    rate[:, :, 2] = chance
    return Draw(returning=rate, settings={"camp_movechance": 0.0})


def test_people_who_return_settle_at_home_and_are_counted_once():
    made = attrs.evolve(a_crossroads(), return_to=(-1, -1, 1, -1))

    never, some, all_ = (
        forecast(made, members=[homeward(chance)] * 20, seed=5) for chance in (0.0, 0.3, 1.0)
    )

    assert never.returns.sum() == 0
    assert some.returns.sum() > 0
    assert some.stock[:, -1, 2].sum() < never.stock[:, -1, 2].sum()
    assert all_.stock[:, :, 2].sum() == 0
    assert all_.returns.sum() == all_.departures[:, :, 2].sum() > 0


def test_only_the_group_that_returns_goes_home():
    made = attrs.evolve(told_apart(), return_to=(-1, -1, 1, -1))
    rate = homeward(0.0, kinds=2).returning
    rate[:, 1, 2] = 1.0

    found = forecast(made, members=[attrs.evolve(homeward(0.0), returning=rate)] * 5, seed=6)

    home = found.countries.index(found.home)
    assert found.by_group["entries"][:, :, home, 0].sum() == 0
    assert found.by_group["entries"][:, :, home, 1].sum() > 0


@pytest.mark.parametrize(
    ("plan", "draw", "message"),
    [
        ({"return_to": (1,)}, Draw(), "return_to must be 4 numbers"),
        ({"return_to": (-1,) * 4}, Draw(returning=np.zeros((2, 1, 4))), "returning must be 6 days"),
    ],
)
def test_a_rate_of_return_of_the_wrong_shape_is_refused(plan, draw, message):
    with pytest.raises(InputError, match=message):
        forecast(attrs.evolve(a_crossroads(), **plan), members=[draw], seed=1)
