"""Plans of a made-up evacuation: building, all objectives, one what-if, ten times the hosts.

With the tests a small one runs once, untimed. The full sizes of the method (30 hosts, 10 groups, 45
days one by one, then weeks to day 180) run with ``PANAH_FULL=1 pytest benchmarks/test_plan.py
--benchmark-only``: they take minutes. Read CPU seconds (`extra_info`) and ratios, not the clock.
"""

import os
import resource
import time

import attrs
import pytest
from tests.plan.evacuation import FULL, SMALL, an_evacuation

from panah.domain.plan_policy import Order, Policy
from panah.plan.engine import Engine
from panah.plan.lexicographic import lexicographic
from panah.plan.model import assemble, programme
from panah.plan.trying import Change, trial

LARGE = bool(os.environ.get("PANAH_FULL"))
SIZE = FULL if LARGE else SMALL
TEN_TIMES = attrs.evolve(FULL, sites=10) if LARGE else attrs.evolve(SMALL, sites=3)
STRICT = Policy(order=Order.STRICT)


def cpu(work):
    begun = time.process_time()
    made = work()
    return made, time.process_time() - begun


@pytest.mark.benchmark(group="plan")
def test_all_objectives_with_prices(benchmark):
    written, building = cpu(lambda: programme(assemble(an_evacuation(SIZE), STRICT)))
    solved, solving = benchmark.pedantic(
        lambda: cpu(lambda: lexicographic(written)), rounds=1, iterations=1
    )
    benchmark.extra_info.update(build=building, solve=solving, shape=written.shape)

    assert solved.complete


@pytest.mark.benchmark(group="plan")
def test_one_what_if(benchmark):
    written = programme(assemble(an_evacuation(SIZE), STRICT))
    first = attrs.evolve(written, goals=written.goals[:2])
    solved = lexicographic(first)
    made, solving = benchmark.pedantic(
        lambda: cpu(lambda: trial(solved, {"seats:airport": Change(times=0.1)}, until="reached_0")),
        rounds=1,
        iterations=1,
    )
    benchmark.extra_info.update(solve=solving)

    assert made.gain >= -1e-3


@pytest.mark.benchmark(group="plan")
def test_the_first_objective_with_ten_times_the_hosts(benchmark):
    written, building = cpu(lambda: programme(assemble(an_evacuation(TEN_TIMES), STRICT)))
    goal = next(one for one in written.goals if one.name == "reached_0")
    answer, solving = benchmark.pedantic(
        lambda: cpu(lambda: Engine(written, crossover=False).solve(written.cost(goal))),
        rounds=1,
        iterations=1,
    )
    gib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    benchmark.extra_info.update(build=building, solve=solving, shape=written.shape, peak_gib=gib)

    assert answer.optimal
