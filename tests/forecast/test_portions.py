"""To whom it matters when it is their turn, near a camp that is nearly full."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = """
import numpy as np
from panah.domain.forecast import Site
from panah.forecast.course import compile_course
from panah.forecast.kernel_day import dawn
from panah.forecast.kernel_portions import first_portion, portion_of
from panah.forecast.kernel_types import Who
from panah.forecast.settings import Flavour
from tests.forecast.worlds import camp, plan, spot, world

made = world(
    [*(spot(name) for name in ("Far", "Early", "Late", "Beside")), camp("Camp", capacity=1000)],
    [("Far", "Early", 900), ("Early", "Late", 90), ("Late", "Beside", 90), ("Beside", "Camp", 900)],
    9,
)
for flavour in Flavour:
    for there in (990, 100):
        here = plan(made, people={"Camp": there}, flavour=flavour, insert_day0=False)
        run = compile_course(here).run(64, np.arange(1, 5, dtype=np.uint64))
        dawn(run, 0)
        run.whole[run.at.people + 4] = there
        first_portion(run, 0, 500)
        quarter = run.rules.day // 4
        came = [
            portion_of(run, Who(place, 0, spent * quarter, 0, 0, 0, 0, 0), 600, 1 / 2, 1 / 3)
            for place, spent in ((0, 0), (2, 0), (2, 1), (2, 3), (3, 3), (4, 4))
        ]
        print(flavour.value, there, *came)
"""


@pytest.fixture(scope="module")
def told():
    done = subprocess.run(  # noqa: S603  (our own script)
        [sys.executable, "-c", SCRIPT],
        env=os.environ
        | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "NUMBA_DISABLE_JIT": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rows = [line.split() for line in done.stdout.splitlines()]
    return {(row[0], int(row[1])): [int(came) for came in row[2:]] for row in rows}


@pytest.mark.parametrize("flavour", ["default", "flee"])
def test_turns_matter_only_to_those_who_may_come_to_the_choice_of_a_nearly_full_camp_today(
    told, flavour
):
    """Half of the 600 come whose turn matters, a third of those in the camp, else all.

    The town beside the camp is a quarter of a day from the one before it.
    """
    far, at_once, in_time, too_late, beside, in_camp = told[flavour, 990]

    assert far == too_late == 600
    assert at_once == in_time == beside == 300
    assert in_camp == 200


@pytest.mark.parametrize("flavour", ["default", "flee"])
def test_turns_matter_to_nobody_while_a_camp_has_room(told, flavour):
    assert told[flavour, 100] == [600] * 6
