"""Futures weighed by counts that were known, and held against counts that came later."""

from datetime import date, timedelta

import attrs
import numpy as np
import pytest
from tests.forecast.lands import AWAY, GROUND, count, link, post, world

from panah.domain.geography import PlaceKind
from panah.domain.outlook import Use
from panah.domain.quantity import Interval
from panah.forecast.answer import answer
from panah.forecast.ensemble import joined
from panah.forecast.risk import band
from panah.forecast.running import blocks
from panah.forecast.scenario import Delay, Scenario
from panah.forecast.weighing import delays_of, modelled

THERE = "XCC"
TOTAL = (AWAY, THERE)
SINCE = date(2021, 7, 1)
COUNTED = [date(2021, 7, 19) + timedelta(days=7 * week) for week in range(5)]
A_WEEK = 3000
MANIFEST = {"seed": 1}
"""The last of the days is the day of the forecast, 16 August."""
WIDE = attrs.evolve(
    GROUND,
    posts=(*GROUND.posts, post(THERE, PlaceKind.COUNTRY, THERE, 44.2, 22.0)),
    connections=(*GROUND.connections, link("XA-LO", THERE, km=60.0), link("XA-UP", AWAY, km=90.0)),
    counts=tuple(
        count(A_WEEK * (week + 2), str(day), places=TOTAL) for week, day in enumerate(COUNTED)
    ),
)


def futures(case, runs=100):
    return joined(list(blocks(case, runs=runs, seed=1, executor=None, done=0)))


def counts_of(case, run, member):
    """What would have been counted in each country if one future had come true."""
    made = []
    for country in TOTAL:
        entries = run.entries[member, :, run.countries.index(country)]
        total = 500
        for day, before in zip(COUNTED[1:], COUNTED, strict=False):
            total += int(entries[case.day(before) + 1 : case.day(day) + 1].sum())
            made.append(count(total, str(day), places=(country,)))
        made.append(count(500, str(COUNTED[0]), places=(country,)))
    return tuple(made)


@pytest.fixture(scope="module")
def land():
    case = world(ground=WIDE, days=30)
    return case, futures(case)


def share(run):
    """The share of one country among all who come in the days ahead."""
    last = run.entries[:, -30:]
    away = last[:, :, run.countries.index(AWAY)].sum(axis=1, dtype=np.float64)
    return away / np.maximum(away + last[:, :, run.countries.index(THERE)].sum(axis=1), 1)


def test_with_many_arrivals_known_the_band_narrows_and_holds_what_comes(land):
    plain, run = land
    low, _, high = band(share(run), run.weight, 0.8)
    widths, held = [], []

    for truth in range(20):
        known = attrs.evolve(WIDE, counts=(*WIDE.counts, *counts_of(plain, run, truth)))
        found = answer(world(ground=known, days=30), run, MANIFEST, condition=True)
        others = np.arange(run.members) != truth
        weight = found.weight[others] / found.weight[others].sum()
        ends = band(share(run)[others], weight, 0.8)
        widths.append(float(ends[2] - ends[0]))
        held.append(bool(ends[0] <= share(run)[truth] <= ends[2]))

    assert np.mean(widths) < 0.6 * (high - low)
    assert np.mean(held) >= 0.6


def test_a_count_that_was_not_known_weighs_nothing(land):
    plain, run = land
    known = attrs.evolve(WIDE, counts=(*WIDE.counts, *counts_of(plain, run, 3)))
    later = (
        count(900_000, "2021-08-20", places=(AWAY,)),
        count(900_000, "2021-08-13", "2021-09-10", places=(AWAY,)),
    )

    one = answer(world(ground=known, days=30), run, MANIFEST, condition=True)
    more = attrs.evolve(known, counts=(*known.counts, *later))
    other = answer(world(ground=more, days=30), run, MANIFEST, condition=True)

    assert np.array_equal(one.weight, other.weight)
    assert "weighed by" in str(one.manifest["weighed"])


def test_a_count_that_weighs_never_scores(land):
    plain, run = land
    known = attrs.evolve(
        WIDE,
        counts=(*WIDE.counts, *counts_of(plain, run, 3), count(60_000, "2021-09-01", places=TOTAL)),
    )

    found = answer(world(ground=known, days=30), run, MANIFEST, condition=True)

    uses = {one.on: one.use for one in found.observations if one.places == TOTAL}
    assert uses[COUNTED[-1]] is Use.CONDITION
    assert [one.count.on for one in found.scores] == [date(2021, 9, 1)]


def test_what_no_future_reaches_leaves_them_alike_and_says_so(land):
    _, run = land
    far = [count(10**7 * (week + 1), str(day), places=(AWAY,)) for week, day in enumerate(COUNTED)]

    found = answer(
        world(ground=attrs.evolve(WIDE, counts=(*WIDE.counts, *far)), days=30),
        run,
        MANIFEST,
        condition=True,
    )
    assert np.allclose(found.weight, 1 / run.members)
    assert "cannot reach" in str(found.manifest["weighed"])


def test_people_who_are_registered_late_are_counted_late(land):
    case, run = land
    late = Scenario(name="late", why="x", delay=Delay(days=Interval(20, 20), why="x"))
    slow = attrs.evolve(case, scenario=late)
    one = next(o for o in case.found.observations if o.on == COUNTED[1])
    base = next(o for o in case.found.observations if o.on == COUNTED[0])
    delays = delays_of(slow, seed=1, members=run.members)

    at_once = modelled(one, case, run, delays, base=base)
    later = modelled(one, slow, run, delays, base=base)

    assert set(delays) == {20.0}
    assert (later > base.amount.lo).all()
    assert later.sum() < at_once.sum()
