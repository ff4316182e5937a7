"""Amounts as reporters give them: a lowest and a highest value that the words allow.

"Up to 100,000" is not 100,000, and "hundreds" is not 100. An `Interval` keeps what the words
allow; a `Qty` keeps the words beside it. Which interval a wording gets is a table of the reading
policy (`panah.reading.policy`), not a matter for this module. No midpoint is made anywhere.
"""

import math
from enum import StrEnum
from typing import Self

import attrs

from panah.errors import QuantityError

__all__ = ["FAMILIES", "Factor", "Hedge", "Interval", "Measure", "Qty", "Unit"]


class Hedge(StrEnum):
    """How exact a speaker was."""

    EXACT = "exact"
    ABOUT = "about"
    ALMOST = "almost"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    UP_TO = "up_to"
    MAGNITUDE = "magnitude"
    VAGUE = "vague"
    UNSPECIFIED = "unspecified"


class Measure(StrEnum):
    """What kind of number it is; numbers of different measures are never added."""

    STOCK = "stock"
    FLOW = "flow"
    CUMULATIVE = "cumulative"
    CAPACITY = "capacity"
    CEILING = "ceiling"
    RATE = "rate"
    SHARE = "share"
    DURATION = "duration"
    EXTENT = "extent"


class Unit(StrEnum):
    """What is counted. Families and cases become persons only with a stated factor."""

    PERSON = "person"
    HOUSEHOLD = "household"
    CASE = "case"
    FAMILY = "family"
    FLIGHT = "flight"
    VEHICLE = "vehicle"
    ANIMAL = "animal"
    CAMP = "camp"
    SITE = "site"
    DEPOT = "depot"
    PLACE_BED = "place_bed"
    TONNE = "tonne"
    PROVINCE = "province"
    COUNTRY = "country"
    ORGANISATION = "organisation"
    TROOP = "troop"
    USD = "USD"
    DAY = "day"
    SHARE = "share"


@attrs.frozen
class Interval:
    """A closed range: both ends included.

    Parameters
    ----------
    lo
        The least that the words allow. Not negative.
    hi
        The most that the words allow; None when they set no ceiling.

    Examples
    --------
    >>> Interval(0, 100_000).meets(Interval(8_000, 8_000))
    True
    >>> Interval(200, 999) & Interval(550, None)
    Interval(lo=550, hi=999)
    """

    lo: float
    hi: float | None

    def __attrs_post_init__(self) -> None:
        """Refuse what no reporter can have meant."""
        _refuse_impossible(self.lo, self.hi)

    @property
    def top(self) -> float:
        """The upper end as a number to compare with: infinity when there is none."""
        return math.inf if self.hi is None else self.hi

    def meets(self, other: "Interval") -> bool:
        """Tell whether one amount can satisfy both."""
        return self.lo <= other.top and other.lo <= self.top

    def __and__(self, other: Self) -> Self:
        """Give what satisfies both; only for intervals that meet."""
        return type(self)(max(self.lo, other.lo), _finite(min(self.top, other.top)))

    def __or__(self, other: Self) -> Self:
        """Give the hull: the least range that holds both."""
        return type(self)(min(self.lo, other.lo), _finite(max(self.top, other.top)))

    def __add__(self, other: Self) -> Self:
        """Add two amounts that count different people."""
        return type(self)(self.lo + other.lo, _finite(self.top + other.top))


def _refuse_impossible(lo: float, hi: float | None) -> None:
    try:
        if 0 <= lo <= (lo if hi is None else hi) < math.inf:
            return
    except TypeError as error:
        raise QuantityError(
            f"an amount must be a number from 0 up, got {lo!r} to {hi!r}; write null for no upper "
            f"bound"
        ) from error
    if hi is None or lo < 0 or not math.isfinite(lo) or not math.isfinite(hi):
        raise QuantityError(
            f"an amount must be a number from 0 up, got {lo} to {hi}; write null for no upper bound"
        )
    raise QuantityError(
        f"the lower end {lo:g} is above the upper end {hi:g}; "
        f"swap them, or record two claims if two speakers disagree"
    )


def _finite(end: float) -> float | None:
    return None if end == math.inf else end


FAMILIES = (Unit.HOUSEHOLD, Unit.FAMILY, Unit.CASE)
"""Units of several people, which become persons only with a stated factor."""


@attrs.frozen(kw_only=True)
class Factor:
    """How many persons one household, family or case is.

    Parameters
    ----------
    unit
        One of `FAMILIES`.
    low, high
        Persons in one, at least and at most; above 0.
    source
        Who says so.
    """

    unit: Unit
    low: float
    high: float
    source: str

    def __attrs_post_init__(self) -> None:
        """Refuse what is no number of persons, and a factor that nobody states."""
        ends = (self.low, self.high)
        if not all(isinstance(end, int | float) for end in ends) or not (
            0 < self.low <= self.high < math.inf
        ):
            raise QuantityError(
                f"a {self.unit} is {self.low!r} to {self.high!r} persons; give two numbers above "
                f"0, the lower one first"
            )
        if self.unit not in FAMILIES or not isinstance(self.source, str) or not self.source.strip():
            raise QuantityError(
                f"how many persons a {self.unit} is needs its source, and only a "
                f"{', '.join(FAMILIES)} is several persons"
            )

    def __str__(self) -> str:
        """Give it in words: ``6 to 8 persons a family: census of 2015``."""
        ends = f"{self.low:g}" if self.low == self.high else f"{self.low:g} to {self.high:g}"
        return f"{ends} persons a {self.unit}: {self.source}"

    def persons(self, many: Interval) -> Interval:
        """Give how many persons that many are, in whole persons."""
        high = None if many.hi is None else float(math.ceil(many.hi * self.high))
        return Interval(float(math.floor(many.lo * self.low)), high)


@attrs.frozen
class Qty:
    """An amount somebody gave, with its words.

    Parameters
    ----------
    lo, hi
        The interval the reading policy gives the words; `hi` None for no upper bound.
    hedge
        How exact the speaker was. `unspecified`: an amount is at issue and was not given.
    unit, measure
        What is counted, and what kind of number it is; None when the words do not tell.
    worded
        The amount as written, letter for letter; empty when it was counted, not written.
    stated
        The figures in the wording: ``(5000, 10000)`` for "between 5,000 and 10,000".
    decided
        Whether a decision sets the number (a quota), which makes it exact.
    """

    lo: float
    hi: float | None
    hedge: Hedge
    unit: Unit | None = None
    measure: Measure | None = None
    worded: str = ""
    stated: tuple[float, ...] = ()
    decided: bool = False

    def __attrs_post_init__(self) -> None:
        """Refuse what no reporter can have meant."""
        _refuse_impossible(self.lo, self.hi)

    @property
    def interval(self) -> Interval:
        """The range alone."""
        return Interval(self.lo, self.hi)

    @property
    def is_given(self) -> bool:
        """Whether a number was given at all: unknown is not zero."""
        return self.hedge is not Hedge.UNSPECIFIED
