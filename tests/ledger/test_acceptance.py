"""How often what a rule proposed was accepted."""

import pytest

from panah.domain.claim import MadeBy
from panah.ledger.acceptance import PRIOR, Acceptance

HOST = ("rules", "host.active")


def test_the_rate_is_the_mean_under_jeffreys_prior_and_a_half_where_nobody_judged():
    known = Acceptance(decided={HOST: 4}, accepted={HOST: 3})

    assert known.rate(MadeBy(reader="rules", version="1", rule="host.active")) == 3.5 / 5
    assert known.rate(MadeBy(reader="rules", version="1", rule="host.passive")) == PRIOR
    assert known.rate(None) == pytest.approx(PRIOR)
