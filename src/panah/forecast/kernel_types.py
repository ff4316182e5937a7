"""What the kernel works on: a world compiled to columns of numbers, and the tables it fills.

A `Run` has two long arrays, of whole and of real numbers: every array that a compiled function is
given costs time at each call. A *column* is a part of one of them, by place, by link or the like;
its name is the place in ``Run.whole`` where it is said where the column begins. Names without a
column hold one number. Places, directed links, legs, kinds of people and days are numbers. A *leg*
is a link to take now and the leg after it (-1 for none); the legs that begin at a place are its
choices.
"""

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

__all__ = ["Run", "Who", "compiled", "count", "inlined", "keep", "real", "whole"]

FLEE, EXPECTED, MOVE, WALK, DAY, TIRE, BIN, TAKE, BIRTHS, KINDS, MATCH, FOOT = range(12)
"""Rules, one number each: Flee's flavour; whether shares of people go where chance would send them;
speeds of a vehicle and on foot, km a day; how much of `Who.spent` a day has; whether people go on
through towns while they have not covered a day's way; km to which recent distance is rounded down
over night; whether the newly displaced lower the population; how many classes of birth and kinds of
people there are; whether a place attracts by the share of one's own kind; whether people walk their
first link."""
KM_BITS, SPENT_BITS, TIRED_BITS, LEG_BITS, BIRTH_BITS, KIND_BITS = range(12, 18)
"""Widths of the fields of `Who` in a key."""
DAYS, PLACES, LINKS, LEGS, TASTES, ENTRIES, PARTS, CELLS, CAPACITY_DAYS = range(18, 27)
"""Sizes: how many there are; PARTS is the room for parts, CELLS are those of all links."""
NOW, PHASE, EVENT, PUT_IN, LAST_DUE, FULL, ODD, EARLIEST, LATEST, SETTLED = range(27, 37)
"""The moment: the day, its phase, whether the phase is new, people put in so far, who was due in
the last pass, whether a table was too small, whether the day is odd, the least and the most time
spent of those in NODE, and who has settled for good."""
START, END, KM, SPEED, SEATED, ABROAD, CELL = range(37, 44)
"""Columns by directed link: its ends, length and km a day, its row of SEATS or -1, whether it leads
into another country, and where its cells begin."""
LEG_LINK, LEG_REST, LEG_END = range(44, 47)
"""By leg: the link to take now, the leg after it, the place at the end."""
FIRST_LEG, FIRST_NEAR, NEAR, PEOPLE = range(47, 51)
"""By place: where its legs begin, its part of NEAR (the places from which a leg ends here), and how
many people are there."""
DAY_PHASE, DAY_NEW, DAY_BIRTH, DAY_SHUT, DAY_HARVEST, SHUT = range(51, 57)
"""By day: the phase, who sets out, their class of birth, its part of SHUT (links that shut on it),
and whether it is harvest."""
TASTE, FARMER = range(57, 59)
"""By kind of people: its row of WEIGHT, and whether it farms."""
SEATS, LUMP, FRESH = range(59, 62)
"""By link with seats and day: seats left. By place and `Who.spent`: the largest amount spent that
leaves the same ways open today. By kind and place: CHANGED when its SHARE was worked out."""
PART_OF, PART_NEXT, HEADS, BUCKET = range(62, 66)
"""Parts of those due (the entry, the part behind it); by turn, the first part; by `Who.spent`, the
entry of NODE that is first in the chain."""
STOCK, ARRIVALS, DEPARTURES, OUTFLOW, ENTERED, WAITING, RETURN_TO = range(66, 73)
"""By day, kind and place. After the last day STOCK has who has settled for good; OUTFLOW has at
first, as of the first kind, who is set to leave a place; ENTERED are arrivals out of another
country. By place: where those who return from it settle, or -1."""
CHANCE, TOWN, CAMP, SENT, HEAT, SINK, LIKES = range(73, 80)
"""Real columns by phase and place: the chance to leave, whether it is a town or a camp, the leg all
take or -1, the weight of who sets out by resident, the chance a day to settle for good, and how a
share of one's own kind becomes a factor (0 where it does not)."""
WEIGHT, PULL, FAR, OPEN, WALKS, CAPACITIES = range(80, 86)
"""Real: by phase, taste and leg the weight where there is room, below 0 if closed, and the
attraction behind it; by leg what attraction is divided by; by phase and directed link the chance to
pass, 1 where open and -1 where there is none; by link the chance a day to walk on it; by day and
place the capacity, of which the last day holds on."""
POPULATION, CAPACITY, ROOM, TRIES, TRIED, SEEN, CHANGED = range(86, 93)
"""Real, by place: residents, capacity today (below 1 none), room factor, arrivals and refusals
today, yesterday and when last looked at, and how often its choices have changed."""
SHARE, BOOST, OWN, MIX, ALIKE, RETURNING = range(93, 99)
"""Real: by kind and leg its chance given that no leg of the place before it was taken; by kind and
place the factor of one's own kind today, and residents; by place and kind the share of the kind
among those who set out; by kind and kind whether they are of one group; by day, kind and place the
chance to return home."""
TABLES = 8
KEY, COUNT, AFTER, AT, SLOTS, MASK, SIZE = range(99, 99 + 7 * TABLES, TABLES)
"""By table, added to the number of the table: columns by entry of its key, its people, the entry
chained behind it and its slot; the slots (the entry of a cell plus 1, 0 for none); and what cuts a
hash to them (0 where every cell has a slot of its own), and how many entries there are."""
HEADER = 99 + 7 * TABLES
ANEW, BUFFER, SOFTENING, POWER, PRUNING = range(5)
"""Real rules, one number each at the beginning of ``Run.real``: the chance a day that who waits for
a seat chooses again, and the settings of the weight."""
REAL_HEADER = 5
REST, ROAD, QUEUE, DUE, NODE = 0, 2, 4, 6, 7
"""Tables: who rests, who is under way and who waits for a seat (two each: today's and tomorrow's),
who is due to arrive, who is at a place with time left today. Who waits has the day of joining in
place of the km on the link, and stands in that order."""

_Function = TypeVar("_Function", bound=Callable[..., object])


def compiled(function: _Function) -> _Function:
    """Compile a function of the kernel when it is first called, and keep it on disk.

    What is kept bears a mark of all files of the kernel: numba looks at the function's own file
    only, and would go on using what was compiled with the others as they were. Nothing here makes
    or keeps an array, so numba need not count who holds one.
    """
    return _compile(function)


def inlined(function: _Function) -> _Function:
    """Compile a small function into those that call it."""
    return _compile(function, forceinline=True)


def _compile(function: _Function, **options: Any) -> _Function:  # noqa: ANN401  (numba's)
    numba = import_module("numba")
    function.__qualname__ = f"{function.__qualname__}_{_mark()}"
    made = numba.njit(cache=True, nogil=True, _nrt=False, **options)(function)
    return cast("_Function", made)


@cache
def _mark() -> str:
    files = sorted(Path(__file__).parent.glob("kernel*.py"))
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


class Who(NamedTuple):
    """People who are exchangeable.

    Parameters
    ----------
    site
        A place p, or a link as places + link, or as places + links + link when it was shut under
        their feet.
    km
        Covered on the link.
    spent
        Of the day: km in Flee's flavour, minutes in the default.
    tired
        Recent distance in km, today's included; 0 where no rule reads it.
    leg
        The leg they have still to take, plus 1; 0 for none.
    foot
        1 before their first link is done, if people walk it.
    birth
        The class of the day they set out; 0 is the oldest.
    kind
        The kind of people, where a rule asks for it.
    """

    site: int
    km: int
    spent: int
    tired: int
    leg: int
    foot: int
    birth: int
    kind: int


class Run(NamedTuple):
    """A world and its moment, and the state of its generator of random numbers."""

    whole: "npt.NDArray[np.int64]"
    real: "npt.NDArray[np.float64]"
    luck: "npt.NDArray[np.uint64]"


@inlined
def whole(run: Run, column: int, index: int) -> int:
    """Give a number of a column."""
    return run.whole[run.whole[column] + index]  # type: ignore[no-any-return]


@inlined
def count(run: Run, column: int, index: int, more: int) -> None:
    """Add to a number of a column."""
    run.whole[run.whole[column] + index] += more


@inlined
def real(run: Run, column: int, index: int) -> float:
    """Give a number of a real column."""
    return run.real[run.whole[column] + index]  # type: ignore[no-any-return]


@inlined
def keep(run: Run, column: int, index: int, value: float) -> None:
    """Set a number of a real column."""
    run.real[run.whole[column] + index] = value
