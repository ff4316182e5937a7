"""Blocks of members on a Dask cluster of this machine, one worker of which is killed."""

import os
import signal
import threading

import attrs
import numpy as np
import pytest
from tests.forecast.test_hindcast import instance
from tests.forecast.test_members import a_crossroads

from panah.chance import stream
from panah.forecast.calibrating import points
from panah.forecast.ensemble import BLOCK, forecast, in_blocks, joined
from panah.forecast.fitting import fit, momentum, onsets
from panah.forecast.foresight import How, tried
from panah.forecast.registers import known

distributed = pytest.importorskip("distributed", reason="needs panah[cluster]")


@pytest.fixture(scope="module")
def cluster():
    """Two workers, each a process; one that is killed is started again."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as made:
        yield made


@pytest.mark.filterwarnings("default")
def test_a_worker_that_is_killed_in_the_middle_loses_nothing_and_changes_no_number(cluster):
    made, members = a_crossroads(), 6 * BLOCK
    here = forecast(made, members=members, seed=5)

    with distributed.Client(cluster) as client:
        blocks = in_blocks(made, members=members, seed=5, executor=client.get_executor())
        parts = [next(blocks)]
        workers = client.run(os.getpid)
        os.kill(next(iter(workers.values())), signal.SIGKILL)
        parts.extend(blocks)

    found = joined(parts)
    assert len(workers) == 2
    for field in ("stock", "arrivals", "departures", "outflow", "entries", "waiting"):
        assert np.array_equal(getattr(here, field), getattr(found, field))


@pytest.mark.filterwarnings("default")
def test_points_of_a_calibration_are_tried_alike_while_a_worker_is_killed(cluster):
    made = instance()
    then = known(made.registers, 60)
    starts = onsets(made.world, 60)
    chance = stream(1, "parameters", 60)
    outflow = (momentum(then, starts), fit(made.registers, 60, starts=starts, rng=chance))
    how, rules = How(days=30, seed=1), points(149, seed=1)
    here = tried(made, then, outflow, how, rules)

    with distributed.Client(cluster) as client:
        first = next(iter(client.run(os.getpid).values()))
        killer = threading.Timer(0.3, os.kill, (first, signal.SIGKILL))
        killer.start()
        there = tried(made, then, outflow, attrs.evolve(how, executor=client.get_executor()), rules)
        killer.join()

    assert np.array_equal(here, there)
