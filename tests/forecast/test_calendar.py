"""What holds on each day, and on days on which nothing changes."""

import attrs
import pytest
from tests.forecast.public import NAMES, texts_of
from tests.shared import needs_shared

from panah.forecast.instance import read_instance
from panah.forecast.phases import calendar
from panah.forecast.settings import Flavour


def by_day(year):
    return [(year.phases[phase], shut) for phase, shut in zip(year.of_day, year.shut, strict=True)]


@needs_shared
@pytest.mark.shared
@pytest.mark.parametrize("flavour", Flavour)
@pytest.mark.parametrize("name", NAMES)
def test_a_day_without_change_holds_what_working_it_out_anew_gives(name, flavour):
    instance = read_instance(texts_of(name), flavour=flavour)
    settings = instance.settings
    every_day = attrs.evolve(settings, conflict_spawn_decay=(1.0,))

    found = calendar(instance.world, settings, flavour)
    assert by_day(found) == by_day(calendar(instance.world, every_day, flavour))
    assert len(found.phases) > 1
