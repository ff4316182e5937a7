"""Many futures of one world: each member is one run with its own stream of chance."""

import numpy as np

from panah.chance import stream
from panah.domain.forecast import Forecast
from panah.errors import InputError
from panah.forecast.course import Course, Plan, compile_course
from panah.forecast.kernel import LOST, TOO_SMALL, simulate
from panah.forecast.kernel_types import Run

__all__ = ["Plan", "forecast"]

_FEW = 1 << 10
"""Cells of a table at first; a run that needs more begins again with twice as many."""


def forecast(plan: Plan, *, members: int, seed: int) -> Forecast:
    """Run a world many times.

    The same seed gives the same members, and fewer members are the first of more.

    Raises
    ------
    InputError
        If people set out on a day without conflict, or fewer than 1 member is asked for.
    """
    if members < 1:
        raise InputError(f"a forecast has at least 1 member, not {members}")
    course = compile_course(plan)
    tallies = []
    cells = _FEW
    for member in range(members):
        run, cells = _member(course, seed, member, cells)
        tallies.append(run.tally.astype(np.int32))
    stock, arrivals, departures, newly = np.stack(tallies, axis=1)
    return Forecast(
        start=plan.world.start,
        places=tuple(spot.name for spot in plan.world.spots),
        stock=stock,
        arrivals=arrivals,
        departures=departures,
        outflow=newly,
    )


def _member(course: Course, seed: int, member: int, cells: int) -> tuple[Run, int]:
    while True:
        run = course.run(cells)
        ended = simulate(run, stream(seed, "move", member))
        if ended == LOST:
            raise AssertionError(f"people were lost on the way in member {member}")
        if ended != TOO_SMALL:
            return run, cells
        cells *= 2
