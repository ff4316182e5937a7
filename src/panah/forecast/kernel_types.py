"""What the kernel works on: a world compiled to columns of numbers, and the tables it fills.

A `Run` has few long arrays, above all of whole and of real numbers: every array that a compiled
function is given costs time at each call. A *column* is a part of one of these two, by place, by
link or the like; `At` says where each begins. Places, directed links, legs, kinds of people and
days are numbers. A *leg* is a link to take now and the leg after it (-1 for none); the legs that
begin at a place are its choices.
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

__all__ = ["At", "Rules", "Run", "Who", "addresses", "called", "compiled", "inlined"]

NOW, PHASE, EVENT, PUT_IN, FULL, ODD, EARLIEST, LATEST, SETTLED = range(9)
"""The moment, at the beginning of ``Run.whole``: the day, its phase, whether the phase is new,
people put in so far, whether a table was too small, whether the day is odd, the least and the most
time spent of those in NODE, and who has settled for good."""
HELD, OPENED, TODAY = range(9, 12)
"""Beside it, where the rows of the moment begin: those by phase and place, by phase and link, by
day and kind of people and place."""
TABLES = 8
SLOTS, MASK, SIZE = range(12, 12 + 3 * TABLES, TABLES)
"""By table, added to the number of the table: where its slots begin (the entry of a cell plus 1, 0
for none), what cuts a hash to them (0 where every cell has a slot of its own), and how many entries
there are."""
HEADER = 12 + 3 * TABLES
KEY, PEOPLE = range(2)
"""What an entry of a table has: its key, how many people."""
SLOT, BEHIND = range(2)
"""What is kept beside it, apart, because it is seldom asked: its slot, the entry chained behind
it."""
REST, ROAD, QUEUE, DUE, NODE = 0, 2, 4, 6, 7
"""Tables: who rests, who is under way and who waits for a seat (two each: today's and tomorrow's),
who is due to arrive (nobody looks for a state there), who is at a place with time left today. Who
waits has the day of joining in place of the km on the link, and stands in that order."""

_Function = TypeVar("_Function", bound=Callable[..., object])


def called(function: _Function) -> _Function:
    """Compile a function of the kernel that Python calls, when it is first called."""
    return _compile(function)


def compiled(function: _Function) -> _Function:
    """Compile a function that only compiled ones call."""
    return _compile(function, no_cpython_wrapper=True, no_cfunc_wrapper=True)


def inlined(function: _Function) -> _Function:
    """Compile a small function, or one called in one place, into those that call it."""
    return _compile(function, forceinline=True, no_cpython_wrapper=True, no_cfunc_wrapper=True)


def _compile(function: _Function, **options: Any) -> _Function:  # noqa: ANN401  (numba's)
    """Compile a function and keep it on disk.

    What is kept bears a mark of all files of the kernel: numba looks at the function's own file
    only, and would go on using what was compiled with the others as they were. Nothing here makes
    or keeps an array, so numba need not count who holds one. Numba would compile a function again
    for each constant that it is called with; it is told of the constant's type alone.
    """
    numba = import_module("numba")
    if numba.config.DISABLE_JIT:
        return function
    function.__qualname__ = f"{function.__qualname__}_{_mark()}"
    made = numba.njit(cache=True, nogil=True, _nrt=False, error_model="numpy", **options)(function)
    template = made.get_call_template

    def of_types(args: tuple[Any, ...], kws: dict[str, Any]) -> Any:  # noqa: ANN401  (numba's)
        return template(tuple(numba.types.unliteral(arg) for arg in args), kws)

    made.get_call_template = of_types
    return cast("_Function", made)


def addresses() -> Callable[[Any], Any]:
    """Give what makes the address of its first number out of an array, in compiled functions.

    An index into an array may count from its end, and numba asks each time whether it does. The
    kernel never means that, and an address is three times less to hand on.
    """
    numba, extending = import_module("numba"), import_module("numba.extending")
    if numba.config.DISABLE_JIT:
        return lambda array: array

    def address(_typing: object, array: Any) -> tuple[Any, Any]:  # noqa: ANN401  (numba's)
        def written(context: Any, builder: Any, _: object, args: Any) -> Any:  # noqa: ANN401
            return context.make_array(array)(context, builder, args[0]).data

        return numba.types.CPointer(array.dtype)(array), written

    return cast("Callable[[Any], Any]", extending.intrinsic(address))


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
        Of the day: km in Flee's flavour, in the default minutes, or as many of them as everything
        takes a multiple of.
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


class Rules(NamedTuple):
    """Numbers that hold for the whole run.

    Parameters
    ----------
    flee, expected
        Flee's flavour; whether shares of people go where chance would send them.
    move, walk
        Speeds of a vehicle and on foot, km a day.
    day, clock
        How much of `Who.spent` a day has; in the default, how many minutes that is each.
    tire, bin
        Whether people go on through towns while they have not covered a day's way; km to which
        recent distance is rounded down over night.
    take
        Whether the newly displaced lower the population.
    births, kinds
        How many classes of birth and kinds of people there are.
    match
        Whether a place attracts by the share of one's own kind.
    foot
        Whether people walk their first link.
    sent, harvest, seated, walked
        Whether there are a leg that all take, a harvest, seats, a chance to walk on a link.
    km_bits, spent_bits, tired_bits, leg_bits, birth_bits, kind_bits
        Widths of the fields of `Who` in a key.
    days, places, links, legs, tastes, cells, capacity_days
        How many there are; cells are those of all links.
    entries
        Room in each table.
    few
        Up to so many people of one cell finish their day one by one.
    anew
        The chance a day that who waits for a seat chooses again.
    buffer, softening, power, pruning
        The settings of the weight.
    """

    flee: int
    expected: int
    move: int
    walk: int
    day: int
    clock: int
    tire: int
    bin: int
    take: int
    births: int
    kinds: int
    match: int
    foot: int
    sent: int
    harvest: int
    seated: int
    walked: int
    km_bits: int
    spent_bits: int
    tired_bits: int
    leg_bits: int
    birth_bits: int
    kind_bits: int
    days: int
    places: int
    links: int
    legs: int
    tastes: int
    cells: int
    capacity_days: int
    entries: int
    few: int
    anew: float
    buffer: float
    softening: float
    power: float
    pruning: float


class At(NamedTuple):
    """Where each column begins: in ``Run.whole`` down to `waiting`, else in ``Run.real``.

    Parameters
    ----------
    start, end, km, speed, need, seated, abroad, cell
        By directed link: its ends, length and km a day, how much of the day it takes, its row of
        `seats` or -1, whether it leads into another country, and where its cells begin.
    leg_link, leg_rest, leg_end
        By leg: the link to take now, the leg after it, the place at the end.
    first_leg, first_near, near, people, return_to
        By place: where its legs begin, its part of `near` (the places from which a leg ends here),
        how many people are there, and where those who return home from it settle, or -1.
    day_phase, day_new, day_birth, day_shut, day_harvest, shut
        By day: the phase, who sets out, their class of birth, its part of `shut` (links that shut
        on it), and whether it is harvest.
    taste, farmer
        By kind of people: its row of `weight`, and whether it farms.
    moments
        By place and `Who.spent`: the moments before and after it that people there are kept at.
    seats, fresh
        By link with seats and day: seats left. By kind and place: `changed` when its shares were
        worked out.
    last_due
        By class of birth, who was due to arrive the day before.
    bucket
        By `Who.spent`, the entry of NODE that is first in the chain.
    until
        By place, the last moment of coming there at which it matters today when it is one's turn.
    stock, arrivals, departures, outflow, entered, waiting
        By day, kind and place. After the last day `stock` has who has settled for good; `outflow`
        has at first, as of the first kind, who is set to leave a place; `entered` are arrivals out
        of another country.
    chance, town, camp, sent, heat, sink, likes
        By phase and place: the chance to leave, whether it is a town or a camp, the leg all take or
        -1, the weight of who sets out by resident, the chance a day to settle for good, and how a
        share of one's own kind becomes a factor (0 where it does not).
    weight, pull, far, open, walks, capacities
        By phase, taste and leg the weight where there is room, below 0 if closed, and the
        attraction behind it; by leg what attraction is divided by; by phase and directed link the
        chance to pass, 1 where open and -1 where there is none; by link the chance a day to walk on
        it; by day and place the capacity, of which the last day holds on.
    population, capacity, room, tries, tried, seen, changed
        By place: residents, capacity today (below 1 none), room factor, arrivals and refusals
        today, yesterday and when last looked at, and how often its choices have changed.
    share, sum
        By kind and leg: its chance given that no leg of the place before it was taken, and the
        chance that it or one before it is (2 for the last, which none is beyond).
    boost, own, mix, alike, returning
        By kind and place the factor of one's own kind today, and residents; by place and kind the
        share of the kind among those who set out; by kind and kind whether they are of one group;
        by day, kind and place the chance to return home.
    """

    start: int
    end: int
    km: int
    speed: int
    need: int
    seated: int
    abroad: int
    cell: int
    leg_link: int
    leg_rest: int
    leg_end: int
    first_leg: int
    first_near: int
    near: int
    people: int
    return_to: int
    day_phase: int
    day_new: int
    day_birth: int
    day_shut: int
    day_harvest: int
    shut: int
    taste: int
    farmer: int
    moments: int
    seats: int
    fresh: int
    last_due: int
    bucket: int
    until: int
    stock: int
    arrivals: int
    departures: int
    outflow: int
    entered: int
    waiting: int
    chance: int
    town: int
    camp: int
    sent: int
    heat: int
    sink: int
    likes: int
    weight: int
    pull: int
    far: int
    open: int
    walks: int
    capacities: int
    population: int
    capacity: int
    room: int
    tries: int
    tried: int
    seen: int
    changed: int
    share: int
    sum: int
    boost: int
    own: int
    mix: int
    alike: int
    returning: int


class Run(NamedTuple):
    """A world and its moment, its tables and their slots, and the state of its random numbers.

    `tables` has, by table and entry, what an entry has, and behind all of these what is kept beside
    one. It is not filled before the run, so that only what is used takes memory.
    """

    whole: "npt.NDArray[np.int64]"
    real: "npt.NDArray[np.float64]"
    tables: "npt.NDArray[np.int64]"
    slots: "npt.NDArray[np.int32]"
    luck: "npt.NDArray[np.uint64]"
    rules: Rules
    at: At
