"""How a forecast stands against a count that came later."""

import pytest
from tests.make import day

from panah.domain.figure import Origin
from panah.domain.outlook import Observation, Score, Use
from panah.domain.quantity import Interval


@pytest.mark.parametrize(
    ("people", "in_five", "in_eight"),
    [
        (9, False, False),
        (10, False, True),
        (20, True, True),
        (40, True, True),
        (50, False, True),
        (51, False, False),
    ],
)
def test_a_range_holds_the_counts_at_its_ends_and_none_beyond(people, in_five, in_eight):
    count = Observation(
        places=("XA",),
        on=day("2031-03-09"),
        amount=Interval(people, people),
        origin=Origin(file="series.csv, line 2"),
        use=Use.SCORE,
    )
    score = Score(count=count, ends=(10, 20, 30, 40, 50), crps=0.0, unchanged=None)

    assert (score.in_five, score.in_eight) == (in_five, in_eight)
