"""What the kernel works on: a world compiled to a few arrays, and the tables it fills.

A `Run` is a tuple of arrays, so that compiled functions can take it; kindred columns share an
array, because every array of a tuple costs time at each call. Places, directed links, legs and days
are numbers. A *leg* is a link to take now and the leg after it (-1 for none); the legs that begin
at a place are its choices.
"""

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Whole = npt.NDArray[np.int64]
    Real = npt.NDArray[np.float64]

__all__ = ["Rules", "Run", "Who", "compiled"]

LINK_START, LINK_END, LINK_KM, LINK_SPEED, LINK_SEATS, LINK_ABROAD = range(6)
"""Rows of ``Run.link``, by directed link: its ends, length and km a day, its row of ``Run.seats``
or -1, and whether it leads into another country."""
LEG_LINK, LEG_REST, LEG_END = range(3)
"""Rows of ``Run.leg``, by leg: the link to take now, the leg after it, the place at the end."""
LEGS, NEAR = range(2)
"""Rows of ``Run.first``, by place: where its legs begin, and its part of ``Run.near``."""
DAY_PHASE, DAY_NEW, DAY_BIRTH, DAY_SHUT = range(4)
"""Rows of ``Run.day``, by day: the phase, who sets out, their class, its part of ``Run.shut``."""
CHANCE, TOWN, CAMP, SENT, HEAT = range(5)
"""Middle axis of ``Run.hold``, after the phase and before the place."""
POPULATION, CAPACITY, ROOM, TRIES, TRIED, SEEN, STALE = range(7)
"""Rows of ``Run.place``: residents, capacity today (below 1 none), room factor, arrivals and
refusals today, yesterday and when last looked at, and whether the shares of the legs must be worked
out anew."""
REST, REST_NEXT, ROAD, ROAD_NEXT, DUE, NODE, QUEUE, QUEUE_NEXT = range(8)
"""First axis of ``Run.tables``: who rests and who is under way, now and at the end of the day; who
is due to arrive; who is at a place with time left today; who waits for a seat, in order of the day
of joining, which stands in place of the km on the link."""
KEY, COUNT, AFTER, SLOT, AT = range(5)
"""Middle axis of ``Run.tables``: an entry's key, its people and the entry chained behind it; and
the slots of the table, with the slot of each entry."""
STOCK, ARRIVALS, DEPARTURES, OUTFLOW, ENTERED, WAITING = range(6)
"""First axis of ``Run.tally``, before day and place. OUTFLOW holds at first who is set to leave a
place; ENTERED are arrivals out of another country."""
NOW, PHASE, EVENT, PUT_IN, LAST_DUE, FULL, SIZE = range(7)
"""Places in ``Run.clock``: the day, its phase, whether the phase is new, people put in so far,
who was due in the last pass, whether a table was too small; from SIZE on each table's entries."""

_Function = TypeVar("_Function", bound=Callable[..., object])


def compiled(function: _Function) -> _Function:
    """Compile a function of the kernel when it is first called, and keep it on disk.

    Each is written into its callers, which makes a run nearly twice as fast (measured).

    What is kept bears a mark of all files of the kernel: numba looks at the function's own file
    only, and would go on using what was compiled with the others as they were.
    """
    numba = import_module("numba")
    function.__qualname__ = f"{function.__qualname__}_{_mark()}"
    return cast("_Function", numba.njit(cache=True, nogil=True, forceinline=True)(function))


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
    """

    site: int
    km: int
    spent: int
    tired: int
    leg: int
    foot: int
    birth: int


class Rules(NamedTuple):
    """The settings the kernel reads.

    Parameters
    ----------
    day
        How much of `Who.spent` a day has.
    anew
        The chance a day that who waits for a seat chooses again.
    tire
        Whether people go on through towns while they have not covered a day's way.
    births
        How many classes of birth there are.
    km_bits, spent_bits, tired_bits, leg_bits, birth_bits
        The widths of the fields of `Who` in a key.
    """

    flee: bool
    move: int
    walk: int
    day: int
    anew: float
    tire: bool
    take: bool
    buffer: float
    power: float
    pruning: float
    births: int
    foot: int
    km_bits: int
    spent_bits: int
    tired_bits: int
    leg_bits: int
    birth_bits: int


class Run(NamedTuple):
    """All that a function of the kernel may need; the rows are named above.

    Parameters
    ----------
    weight
        By phase and leg: the weight where there is room, below 0 if the leg is closed.
    open
        By phase and directed link: the chance to pass, 1 where open, -1 where there is none.
    walk
        By directed link: the chance a day that who is on it walks.
    capacity
        By day and place; the last day holds on.
    seats
        By link with seats and day: those that are left.
    lump
        By place and `Who.spent`: the largest amount spent that leaves the same ways open today.
    bucket
        By `Who.spent`: the entry of NODE that is first in the chain.
    share
        By leg: its chance given that no leg of the place before it was taken.
    """

    rules: Rules
    link: "Whole"
    leg: "Whole"
    first: "Whole"
    near: "Whole"
    day: "Whole"
    shut: "Whole"
    hold: "Real"
    weight: "Real"
    open: "Real"
    walk: "Real"
    capacity: "Real"
    seats: "Whole"
    lump: "Whole"
    tables: "Whole"
    bucket: "Whole"
    place: "Real"
    people: "Whole"
    share: "Real"
    tally: "Whole"
    clock: "Whole"
