"""The public instances beside the repository, and what Flee made of them."""

import json
from functools import cache

import numpy as np
from tests.shared import SHARED

from panah.forecast.instance import read_instance
from panah.forecast.settings import Flavour, settings_from

NAMES = ("mali2012", "burundi2015", "car2013")
CONFLICTS = SHARED / "conflicts"


def texts_of(name):
    root = CONFLICTS / name
    return {
        path.relative_to(root).as_posix(): path.read_text("utf-8") for path in root.rglob("*.csv")
    }


@cache
def reference(name):
    return json.loads((CONFLICTS / "reference" / f"{name}.json").read_text("utf-8"))


def as_flee_ran(name, settings):
    """The instance at the hasten of the reference, with one of its two sets of settings."""
    chosen, _ = settings_from(reference(name)["sets"][settings]["settings"])
    return read_instance(texts_of(name), flavour=Flavour.FLEE, settings=chosen)


def flee(name, settings, what):
    """Means or variances over Flee's seeds: stored day, camp."""
    camps = reference(name)["sets"][settings]["camps"]
    return np.array([camps[camp][what] for camp in reference(name)["camps"]]).T
