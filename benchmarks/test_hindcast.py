"""Forecasting an instance at its origins: the opinions, the fit of the outflow, the whole of it.

The public instances run where they lie beside the repository, with two runs of the movement at
each origin.
"""

import pytest
from tests.forecast.public import CONFLICTS, NAMES, texts_of

from panah.chance import stream
from panah.forecast.fitting import fit, onsets
from panah.forecast.hindcast import hindcast
from panah.forecast.instance import read_instance
from panah.forecast.settings import Flavour

pytestmark = pytest.mark.skipif(not CONFLICTS.is_dir(), reason="there is no ../shared/conflicts")


@pytest.fixture
def instance(request):
    return read_instance(texts_of(request.param), flavour=Flavour.DEFAULT)


@pytest.mark.parametrize("instance", NAMES, indirect=True)
def test_fit_the_outflow(benchmark, instance):
    starts = onsets(instance.world, 240)

    benchmark(lambda: fit(instance.registers, 240, starts=starts, rng=stream(1, "fit")))


@pytest.mark.parametrize("instance", ["burundi2015"], indirect=True)
def test_forecast_at_every_origin(benchmark, instance):
    benchmark(lambda: hindcast(instance, seed=1, members=2))
