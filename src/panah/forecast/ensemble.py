"""Many futures of one world: each member is one run, with its own draw and its own chance.

Members come in blocks. A block is what one worker does at a time and what is kept when a forecast
is cut short. Each member has a stream of its own, so it is the same whatever the block, the
executor or the number of workers.
"""

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from typing import Any

import numpy as np
import numpy.typing as npt

from panah.chance import stream
from panah.domain.forecast import Forecast
from panah.errors import InputError
from panah.forecast.columns import column
from panah.forecast.course import FINE, Course, Courses
from panah.forecast.first_use import tell_of_compiling
from panah.forecast.inputs import PLAIN, Draw, Plan, checked
from panah.forecast.kernel import LOST, TOO_SMALL, simulate
from panah.forecast.kernel_types import PUT_IN, Run

__all__ = ["BLOCK", "Draw", "Plan", "Threads", "forecast", "in_blocks", "joined"]

BLOCK = 50
"""Members of a block."""
_FEW = 64
"""Cells of a table by place at first; a run that needs more begins again with twice as many."""

Tally = npt.NDArray[np.int32]

tell_of_compiling()


_here = threading.local()
"""Of a thread that runs blocks: in ``over``, whether those who wait for it have gone."""


class Threads(ThreadPoolExecutor):
    """Threads of this process; left in the middle, each ends its member and not its block."""

    def __init__(self) -> None:
        self._over = threading.Event()
        super().__init__(os.cpu_count(), initializer=setattr, initargs=(_here, "over", self._over))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Wait for what is asked; or, where that is to be cancelled, for what cannot be stopped."""
        if cancel_futures:
            self._over.set()
        super().shutdown(wait, cancel_futures=cancel_futures)


def forecast(
    plan: Plan,
    *,
    members: int | Sequence[Draw],
    seed: int,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Forecast:
    """Run a world many times.

    The same seed gives the same members, whatever the executor; fewer members are the first of
    more.

    Parameters
    ----------
    members
        How many, all run as the plan says; or what each is run with.
    executor
        What runs the blocks: a pool of processes, or of a cluster (Dask's
        ``Client.get_executor()``). Without one, threads of this process do: compiled runs leave
        each other alone.
    progress
        Told after each block how many members are done, and of how many.

    Raises
    ------
    InputError
        If people set out on a day without conflict, fewer than 1 member is asked for, or a part of
        the plan or a draw has not the length its world asks for.
    """
    asked = members if isinstance(members, int) else len(members)

    def told() -> Iterator[Forecast]:
        done = 0
        for part in in_blocks(plan, members=members, seed=seed, executor=executor):
            yield part
            done += part.members
            if progress is not None:
                progress(done, asked)

    return joined(told(), members=asked)


def in_blocks(
    plan: Plan,
    *,
    members: int | Sequence[Draw],
    seed: int,
    executor: Executor | None = None,
    done: int = 0,
) -> Iterator[Forecast]:
    """Run a world many times and give each block of members when it is finished, in order.

    Parameters
    ----------
    members, executor
        As for `forecast`.
    done
        Members that are there already, a whole number of blocks: they are not run again.
    """
    draws = [PLAIN] * members if isinstance(members, int) else list(members)
    if not draws:
        raise InputError(f"a forecast has at least 1 member, not {len(draws)}")
    if done % BLOCK:
        raise InputError(f"a forecast goes on after whole blocks of {BLOCK}, not after {done}")
    checked(plan)
    pool = executor or Threads()
    blocks: deque[Future[Forecast]] = deque(
        pool.submit(run_block, plan, draws[first : first + BLOCK], seed, first)
        for first in range(done, len(draws), BLOCK)
    )
    try:
        while blocks:
            yield blocks.popleft().result()
    finally:
        for block in blocks:
            block.cancel()
        if executor is None:
            pool.shutdown(cancel_futures=True)


def run_block(plan: Plan, draws: Sequence[Draw], seed: int, first: int) -> Forecast:
    """Run the members of a block, the first of which has this number."""
    courses = Courses(plan, seed)
    held: dict[str, Any] = {}
    cells = 1 << (_FEW * len(plan.world.spots)).bit_length()
    names: Sequence[tuple[str, ...]] = ()
    for number, draw in enumerate(draws, start=first):
        if (over := getattr(_here, "over", None)) is not None and over.is_set():
            raise CancelledError
        course = courses.of(draw, number)
        names = course.kinds.names
        tally, cells = _member(course, seed, number, cells)
        _check(tally, courses.people(draw) * (FINE if plan.expected else 1), number)
        one = _told(tally, names)
        one = (one / FINE).astype(np.float32) if plan.expected else one
        _put(held, "tallies", number - first, one[np.newaxis], len(draws))
    return _made(
        plan, held["tallies"].swapaxes(0, 1), tuple(" ".join(name) for name in dict.fromkeys(names))
    )


def _member(course: Course, seed: int, member: int, cells: int) -> tuple[Tally, int]:
    while True:
        luck = stream(seed, "move", member).integers(0, 2**64, 4, dtype=np.uint64)
        run = course.run(cells, luck)
        ended = simulate(run)
        if ended == LOST:
            raise AssertionError(f"people were lost on the way in member {member}")
        if ended != TOO_SMALL:
            return _tally(run), cells
        cells *= 2


def _tally(run: Run) -> Tally:
    """Give the counts of a run, shape (count, day, kind of people, place)."""
    rules = run.rules
    shape = rules.days, rules.kinds, rules.places
    wide = run.whole[PUT_IN] >= 2**31
    found = [column(run, getattr(run.at, name), shape) for name in _COUNTED]
    return np.array(found, dtype=np.int64 if wide else np.int32)


def _told(tally: Tally, names: Sequence[tuple[str, ...]]) -> Tally:
    """Add up kinds of people of one name, which only the rules tell apart."""
    rows = {name: [n for n, other in enumerate(names) if other == name] for name in names}
    if len(rows) == len(names):
        return tally
    told = [tally[:, :, kinds].sum(axis=2, dtype=tally.dtype) for kinds in rows.values()]
    return np.stack(told, axis=2)


def _check(tally: Tally, people: npt.NDArray[np.int64], member: int) -> None:
    """Make sure that every change of a stock has its cause."""
    stock, arrivals, departures, outflow = tally[:4]
    change = outflow + arrivals - departures
    later = stock[1:] == stock[:-1] + change[1:]
    first = stock[0].sum(axis=0) == people + change[0].sum(axis=0)
    if not (later.all() and first.all()):
        raise AssertionError(f"a stock changes without a cause in member {member}")


def _made(plan: Plan, tallies: npt.NDArray[Any], groups: tuple[str, ...]) -> Forecast:
    """Give the forecast of some tallies: count, member, day, kind of people, place."""
    world = plan.world
    counts = dict(zip(_COUNTED, tallies, strict=True))
    entered = counts.pop("entered")
    countries = tuple(dict.fromkeys(spot.country for spot in world.spots))
    entries = np.zeros((*tallies.shape[1:4], len(countries)), dtype=tallies.dtype)
    for place, spot in enumerate(world.spots):
        entries[..., countries.index(spot.country)] += entered[..., place]
    whole = {name: _of_all(values) for name, values in counts.items()}
    split = {name: np.moveaxis(values, 2, -1) for name, values in counts.items()}
    return Forecast(
        start=world.start,
        places=tuple(spot.name for spot in world.spots),
        **whole,
        countries=countries,
        home=world.home,
        entries=_of_all(entries),
        weight=np.full(tallies.shape[1], 1 / tallies.shape[1]),
        groups=groups if len(groups) > 1 else (),
        by_group=split | {"entries": np.moveaxis(entries, 2, -1)} if len(groups) > 1 else {},
    )


_COUNTED = ("stock", "arrivals", "departures", "outflow", "entered", "waiting")
"""The counts of a run, by the names of the kernel's columns."""


def _of_all(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Add up kinds of people, the third axis; where there is one kind nothing is copied."""
    return values[:, :, 0] if values.shape[2] == 1 else values.sum(axis=2, dtype=values.dtype)


def _put(
    held: dict[str, Any],
    name: str,
    first: int,
    part: npt.NDArray[Any],
    members: int,
) -> None:
    """Put members into an array of so many, which is made for the first and widened if need be."""
    if name not in held:
        held[name] = np.empty((members, *part.shape[1:]), dtype=part.dtype)
    elif not np.can_cast(part.dtype, held[name].dtype):
        held[name] = held[name].astype(part.dtype)
    held[name][first : first + len(part)] = part


def joined(parts: Iterable[Forecast], *, members: int | None = None) -> Forecast:
    """Put blocks of one forecast together; each member counts alike.

    Parameters
    ----------
    members
        How many there are in all: then blocks may come one by one, and none is held twice.
    """
    if members is None:
        parts = list(parts)
        members = sum(part.members for part in parts)
    held: dict[str, Any] = {}
    split: dict[str, npt.NDArray[Any]] = {}
    about: dict[str, Any] = {}
    done = 0
    for part in parts:
        if part.members == members:
            return part
        about = {name: getattr(part, name) for name in _ABOUT}
        for name in _HELD:
            _put(held, name, done, getattr(part, name), members)
        for name, values in part.by_group.items():
            _put(split, name, done, values, members)
        done += part.members
    return Forecast(**about, **held, by_group=split, weight=np.full(members, 1 / members))


_HELD = ("stock", "arrivals", "departures", "outflow", "entries", "waiting")
"""The counts of a forecast, which have members in their first axis."""
_ABOUT = ("start", "places", "countries", "home", "groups")
"""What all blocks of a forecast share."""
