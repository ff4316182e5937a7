"""The forecast of a case: its world made from lines, and 50 futures of it.

The land is made up (``tests/forecast/lands.py``): seven places and links, one town taken. With the
tests each runs once, untimed. The demo's 200 futures of Afghanistan are the same work on 60 places.
"""

from tests.forecast.lands import said, situation, world

from panah.domain.claim import Kind
from panah.forecast.ensemble import joined
from panah.forecast.running import blocks

TAKEN = {"subject": "rebels", "place": "XA-UP", "quote": "rebels took the town"}


def test_the_world_of_a_case(benchmark):
    situation(said(Kind.SECURITY, **TAKEN))

    found = benchmark(world, said(Kind.SECURITY, **TAKEN))
    assert found.found.onsets


def test_fifty_futures_of_a_case(benchmark):
    found = world(said(Kind.SECURITY, **TAKEN))

    def run():
        return joined(list(blocks(found, runs=50, seed=1, executor=None, done=0)))

    assert benchmark(run).members == 50
