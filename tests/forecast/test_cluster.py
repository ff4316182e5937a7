"""Blocks of members on a Dask cluster of this machine, one worker of which is killed."""

import os
import signal

import numpy as np
import pytest
from tests.forecast.test_members import a_crossroads

from panah.forecast.ensemble import BLOCK, forecast, in_blocks, joined

distributed = pytest.importorskip("distributed", reason="needs panah[cluster]")


@pytest.mark.filterwarnings("default")
def test_a_worker_that_is_killed_in_the_middle_loses_nothing_and_changes_no_number():
    made, members = a_crossroads(), 8 * BLOCK
    here = forecast(made, members=members, seed=5)

    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        blocks = in_blocks(made, members=members, seed=5, executor=client.get_executor())
        parts = [next(blocks)]
        workers = client.run(os.getpid)
        os.kill(next(iter(workers.values())), signal.SIGKILL)
        parts.extend(blocks)

    found = joined(parts)
    assert len(workers) == 2
    for field in ("stock", "arrivals", "departures", "outflow", "entries", "waiting"):
        assert np.array_equal(getattr(here, field), getattr(found, field))
