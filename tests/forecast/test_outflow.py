import numpy as np
import pytest

from panah.chance import stream
from panah.domain.forecast import Site, Spot, World
from panah.errors import FileError
from panah.forecast.fitting import fit, momentum, onsets
from panah.forecast.outflow import Momentum, Onset, Sets, expected, fitted, left_by, set_out, sets
from panah.forecast.priors import FILES, _prior, priors
from panah.forecast.registers import Register, known
from panah.forecast.series import Series

CALM = {"wander": 0.0, "crowding": 1e6, "jump": 0.0, "lasting": 0.0, "share": 0.0, "delay": 10.0}


def one(**changed):
    """A single set of parameters without noise, with some of it changed."""
    return Sets(**{name: np.array([v]) for name, v in (CALM | {"fade": 30.0} | changed).items()})


def crisis(rate, days=200):
    """A place at which so many a day are registered, by day."""
    total = np.cumsum([rate(day) for day in range(days)])
    return {"Tann": Register(parts=(Series(tuple(range(days)), tuple(map(float, total))),))}


def test_every_number_has_a_source_or_says_why_it_is_assumed():
    for file in FILES:
        for name, prior in priors(file).items():
            assert prior.source, name
            assert prior.since, name


def test_nine_in_ten_draws_lie_within_the_stated_range():
    for name in ("fade", "share", "delay"):
        prior = priors("outflow")[name]
        drawn = prior.draw(stream(1, name), 20_000)
        low, high = prior.terms["within_90"]

        assert np.mean((drawn >= low) & (drawn <= high)) == pytest.approx(0.9, abs=0.01)
        assert np.median(drawn) == pytest.approx(prior.terms["median"], rel=0.05)


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"value": 3.0, "range": [1, 9], "unit": "day", "since": "0.1"}, "has no source"),
        ({"value": 3.0, "unit": "", "source": "x", "since": "0.1"}, "must be fixed or lognormal"),
        (
            {"distribution": "normal", "unit": "", "source": "x", "since": "0.1"},
            "not normal with",
        ),
    ],
)
def test_a_number_without_source_or_with_wrong_terms_is_refused(keys, words):
    with pytest.raises(FileError, match=words):
        _prior("outflow", "fade", keys)


def test_a_rate_fades_with_its_time_constant():
    mean = expected(Momentum(origin=100, rate=50.0), one(fade=20.0), 40)[0]

    assert mean[19] == pytest.approx(50 * np.exp(-1))
    assert mean[39] == pytest.approx(50 * np.exp(-2))


def test_a_rate_may_fade_to_a_share_of_that_of_the_whole_crisis():
    mean = expected(Momentum(origin=100, rate=50.0, whole=20.0), one(fade=5.0, lasting=0.5), 100)

    assert mean[0, 99] == pytest.approx(10.0)


def test_an_onset_moves_its_share_of_the_people_over_the_weeks_after_it():
    start = Onset(day=100, people=10_000.0)
    mean = expected(Momentum(origin=100, rate=0.0, onsets=(start,)), one(share=0.02), 120)[0]

    assert mean.sum() == pytest.approx(200, rel=1e-6)
    assert mean.argmax() in {4, 5}
    assert left_by(np.array([-3.0, 0.0]), 10.0).tolist() == [0, 0]


def test_what_onsets_explain_of_the_last_rate_is_not_counted_again():
    start = Onset(day=85, people=30_000.0)
    explained = 0.1 * 30_000 * left_by(np.array(15.0), 10.0) / 30
    then = Momentum(origin=100, rate=float(explained), onsets=(start,))

    mean = expected(then, one(share=0.1), 60)[0]

    assert mean.sum() == pytest.approx(3000 * (1 - left_by(np.array(15.0), 10.0)), rel=0.01)


def test_noise_and_jumps_leave_the_calm_mean_and_widen_it_where_asked():
    mean = np.full((4000, 28), 10.0)
    quiet, wide, jumpy = (
        Sets(**{name: np.full(4000, v) for name, v in (CALM | {"fade": 30.0} | changed).items()})
        for changed in ({}, {"crowding": 1.5}, {"jump": 1.0})
    )

    totals = [
        set_out(mean, of, stream(2, "n"), stream(2, "j")).sum(axis=1) for of in (quiet, wide, jumpy)
    ]

    assert totals[0].mean() == pytest.approx(280, rel=0.02)
    assert totals[1].mean() == pytest.approx(280, rel=0.05)
    assert totals[1].std() > 5 * totals[0].std()
    assert totals[2].mean() > 1.5 * totals[0].mean()


def test_a_young_crisis_leaves_the_priors_as_they_are():
    found = fit(crisis(lambda _: 10), 100, starts=(), rng=stream(1, "p"))

    assert (found.origins, found.by_priors) == (2, True)
    assert np.allclose(found.weight, 1 / len(found.sets))


def test_a_crisis_that_dies_out_fast_teaches_a_fast_fade_and_a_steady_one_a_slow():
    def bursts(day):
        return 400 * np.exp(-(day % 60) / 6)

    quick = fit(crisis(bursts), 190, starts=(), rng=stream(1, "p"))
    steady = fit(crisis(lambda _: 100), 190, starts=(), rng=stream(1, "p"))

    assert not quick.by_priors
    assert (steady.sets.fade * steady.weight).sum() > (quick.sets.fade * quick.weight).sum() + 5
    assert quick.drawn(stream(1, "d"), 7).fade.shape == (7,)


def test_months_in_which_the_rate_tripled_raise_the_chance_of_a_jump():
    calm = fit(crisis(lambda _: 10), 179, starts=(), rng=stream(1, "p"))
    wild = fit(crisis(lambda day: 100 if day // 30 % 2 else 10), 179, starts=(), rng=stream(1, "p"))

    assert wild.sets.jump.mean() > 2 * calm.sets.jump.mean()


def test_nothing_after_the_origin_changes_the_fit():
    steady, other = crisis(lambda _: 10), crisis(lambda day: 10 if day <= 150 else 900)

    found = [fit(one, 150, starts=(), rng=stream(1, "p")).weight for one in (steady, other)]

    assert np.array_equal(*found)


def test_the_last_rate_is_that_of_the_month_before():
    then = known(crisis(lambda day: 4 if day < 70 else 16), 99)

    found = momentum(then, (Onset(day=50, people=1.0), Onset(day=120, people=1.0)))

    assert found.rate == pytest.approx(16)
    assert found.whole == pytest.approx((69 * 4 + 30 * 16) / 99)
    assert [start.day for start in found.onsets] == [50]


def test_onsets_are_the_starts_in_the_calendar_up_to_a_day():
    spots = tuple(
        Spot(name=name, country="Ostria", site=Site.CONFLICT, population=people)
        for name, people in (("Varn", 500), ("Mell", 80))
    )
    conflict = {"Varn": (0.0, 0.5, 0.5, 0.0, 1.0), "Mell": (1.0, 1.0, 0.0, 0.0, 0.0)}
    world = World(start=None, days=5, home="Ostria", spots=spots, links=(), conflict=conflict)

    assert onsets(world, 3) == (Onset(day=0, people=80.0), Onset(day=1, people=250.0))
    assert len(onsets(world, 4)) == 3


def test_sets_are_weighted_towards_those_that_would_have_been_right():
    months = [(Momentum(origin=60, rate=100.0), 3000.0 * 0.95)] * 4

    found = fitted(months, draws=200, tripled=0, months=0, rng=stream(1, "w"))

    best = found.sets.picked(np.argsort(-found.weight)[:20])
    assert np.median(best.fade) > np.median(sets(stream(1, "w"), 200).fade)
