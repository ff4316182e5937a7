"""The futures of a case, block by block, so that what is finished is never run again."""

from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from hashlib import sha256
from importlib.metadata import version

import attrs
import numpy as np

from panah.domain.forecast import Forecast
from panah.forecast.ensemble import BLOCK, in_blocks, joined
from panah.forecast.groups import GROUP, cut
from panah.forecast.inputs import Plan
from panah.forecast.members import members
from panah.forecast.settings import Flavour, Settings
from panah.forecast.world import CaseWorld

__all__ = ["BLOCK", "blocks", "first_of", "joined", "question", "versions"]

_PACKAGES = ("panah", "numpy", "numba")


def question(case: CaseWorld, seed: int) -> tuple[str, Mapping[str, str]]:
    """Give the key of a question, and the versions that are part of it.

    Two questions have one key if and only if the same futures answer both; how many are asked for
    is no part of it.
    """
    found = case.found
    parts = (case.world, case.abroad, case.as_of, case.scenario, seed, versions())
    drawn = (found.onsets, found.doors, found.rooms, found.seats, found.stocks, found.returns)
    said = repr((parts, drawn, found.observations, case.chart.posts, Settings()))
    return sha256(said.encode()).hexdigest()[:16], versions()


def versions() -> Mapping[str, str]:
    """Give the versions that a result hangs on."""
    return {name: version(name) for name in _PACKAGES}


def blocks(
    case: CaseWorld, *, runs: int, seed: int, executor: Executor | None, done: int
) -> Iterator[Forecast]:
    """Give the blocks of futures that are not there yet, in order, each when it is finished.

    Parameters
    ----------
    done
        Futures that are there already, a whole number of blocks.
    """
    places = len(case.chart.posts)
    plan = Plan(
        world=case.world,
        settings=Settings(),
        flavour=Flavour.DEFAULT,
        outflow=(0,) * case.world.days,
        people=(0,) * places,
        apart=(GROUP,) if case.world.attributes else (),
        return_to=_homes(case),
    )
    whole = -(-runs // BLOCK) * BLOCK
    draws = members(case, runs=whole, seed=seed)
    return in_blocks(plan, members=draws, seed=seed, executor=executor, done=done)


def _homes(case: CaseWorld) -> tuple[int, ...]:
    """Give, by place, where those who return from it settle; nothing where nobody returns."""
    codes = [post.code for post in case.chart.posts]
    homes = {one.place: codes.index(one.to) for one in case.found.returns}
    return tuple(homes.get(code, -1) for code in codes) if homes else ()


def first_of(run: Forecast, runs: int) -> Forecast:
    """Give the first futures of more."""
    if run.members <= runs:
        return run
    names = ("stock", "arrivals", "departures", "outflow", "entries", "waiting")
    first = {name: getattr(run, name)[:runs] for name in names}
    by_group = cut(run, slice(runs), slice(None))
    return attrs.evolve(run, **first, by_group=by_group, weight=np.full(runs, 1 / runs))
