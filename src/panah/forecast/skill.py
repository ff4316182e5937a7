"""Forecasts scored window by window, and what the windows say together.

A mark is one forecast against one truth: of a place, or of the sum of the places kept. Windows of
one origin are alike, so intervals come from drawing origins again, not windows.
"""

from collections.abc import Iterable, Mapping, Sequence

import attrs
import numpy as np
import numpy.typing as npt

from panah.chance import stream
from panah.forecast.naive import NAIVE
from panah.forecast.proper import crps, quantiles
from panah.forecast.risk import BEYOND_CAPACITY as PASSED
from panah.forecast.risk import PEAKS, likelihood_of
from panah.forecast.rolling import Origin

__all__ = [
    "LEVELS",
    "OURS",
    "PLACES",
    "SUM",
    "Mark",
    "Members",
    "Reliability",
    "Summary",
    "marks",
    "reliability",
    "summary",
]

Real = npt.NDArray[np.float64]

OURS = "panah"
PLACES, SUM = "places", "sum"
LEVELS = (0.1, 0.25, 0.5, 0.75, 0.9)
"""Of the bands: the middle half and the middle 80 %."""
AGAIN = 1000
"""Draws of the origins for an interval."""
MIDDLE_90 = (5.0, 95.0)


@attrs.frozen(kw_only=True, eq=False)
class Members:
    """What a forecast says of one origin and horizon.

    Parameters
    ----------
    change, stock
        New arrivals, and people in all, shape (member, place).
    weight
        By member.
    """

    change: Real
    stock: Real
    weight: Real

    @staticmethod
    def alike(change: Real, now: Real) -> "Members":
        """Give members that count the same, and add what they say to the last known numbers."""
        weight = np.full(len(change), 1 / len(change))
        return Members(change=change, stock=now + change, weight=weight)


@attrs.frozen(kw_only=True)
class Mark:
    """One forecast of one window.

    Parameters
    ----------
    by
        Whose forecast: `panah`, or the rule without a model.
    place
        Empty for the sum of the places kept.
    known
        The last known number.
    change, stock
        What came.
    crps, fair, error
        Of the change: the score, the same fair to ensembles of any size, and the absolute error of
        the middle of the members.
    stock_crps, stock_error
        The same of the stock.
    band, stock_band
        Quantiles at `LEVELS`, of the change and of the stock.
    chances
        Of each class of impact from 2 up: that as many come a day, on the mean of the window.
    """

    by: str
    place: str
    day: int
    ahead: int
    known: float
    change: float
    stock: float
    crps: float
    fair: float
    error: float
    stock_crps: float
    stock_error: float
    band: tuple[float, ...]
    stock_band: tuple[float, ...]
    chances: tuple[float, ...]

    @property
    def happened(self) -> tuple[bool, ...]:
        """Whether each class of impact from 2 up came."""
        return tuple(reached(self.change / self.ahead).tolist())

    @property
    def brier(self) -> float:
        """The mean over the classes of (chance - what happened) squared (Brier 1950)."""
        pairs = zip(self.chances, self.happened, strict=True)
        return float(np.mean([(chance - happened) ** 2 for chance, happened in pairs]))

    def holds(self, *, half: bool, stock: bool = False) -> bool:
        """Whether the middle half, or the middle 80 %, holds what came."""
        low, high = (1, 3) if half else (0, 4)
        came, band = (self.stock, self.stock_band) if stock else (self.change, self.band)
        return band[low] <= came <= band[high]


def marks(
    of: Origin, known: Real, places: Sequence[str], forecasts: Mapping[str, Members]
) -> list[Mark]:
    """Mark forecasts of one origin: each place that is kept, and their sum.

    Parameters
    ----------
    known
        The last known number by place.
    """
    kept = np.flatnonzero(of.kept)
    if not len(kept):
        return []
    names = [*(places[int(place)] for place in kept), ""]
    change, stock, last = (
        _with_sum(by[np.newaxis, kept])[0] for by in (of.change, of.stock, known)
    )
    found = []
    for by, members in forecasts.items():
        values, stocks = (_with_sum(of[:, kept]) for of in (members.change, members.stock))
        bands, stock_bands = (quantiles(of, LEVELS, members.weight) for of in (values, stocks))
        scores = crps(values, change, members.weight)
        fair = crps(values, change, members.weight, fair=True)
        stock_scores = crps(stocks, stock, members.weight)
        chances = np.tensordot(members.weight, reached(values / of.ahead), axes=(0, 1))
        found += [
            Mark(
                by=by,
                place=name,
                day=of.day,
                ahead=of.ahead,
                known=float(last[number]),
                change=float(change[number]),
                stock=float(stock[number]),
                crps=float(scores[number]),
                fair=float(fair[number]),
                error=float(abs(bands[2, number] - change[number])),
                stock_crps=float(stock_scores[number]),
                stock_error=float(abs(stock_bands[2, number] - stock[number])),
                band=tuple(bands[:, number].tolist()),
                stock_band=tuple(stock_bands[:, number].tolist()),
                chances=tuple(np.clip(chances[:, number], 0.0, 1.0).tolist()),
            )
            for number, name in enumerate(names)
        ]
    return found


def reached(a_day: Real | float) -> npt.NDArray[np.bool_]:
    """Say, by class of impact from 2 up, whether so many people a day reach it."""
    return np.array([_reaches(a_day, impact) for impact in PEAKS])


def _reaches(a_day: Real | float, impact: int) -> npt.NDArray[np.bool_]:
    least = PEAKS[impact]
    return np.asarray(
        np.greater(a_day, least) if impact >= PASSED else np.greater_equal(a_day, least)
    )


@attrs.frozen(kw_only=True)
class Reliability:
    """What came of chances that were said alike.

    Parameters
    ----------
    likelihood
        The score of the chance, 1 to 5, each a fifth wide.
    said, came
        The mean chance, and the share of them that happened.
    times
        How many chances there were.
    """

    likelihood: int
    said: float
    came: float
    times: int


def reliability(of: Iterable[Mark]) -> tuple[Reliability, ...]:
    """Hold our chances of classes of impact against what came, by score of likelihood."""
    pairs = [
        pair
        for mark in of
        if mark.by == OURS
        for pair in zip(mark.chances, mark.happened, strict=True)
    ]
    found = []
    for score in range(1, 6):
        alike = [(said, came) for said, came in pairs if likelihood_of(said) == score]
        if alike:
            said, came = np.mean(alike, axis=0)
            found.append(
                Reliability(likelihood=score, said=float(said), came=float(came), times=len(alike))
            )
    return tuple(found)


def _with_sum(values: Real) -> Real:
    """Give members of the places and, last, of their sum."""
    return np.concatenate([values, values.sum(axis=1, keepdims=True)], axis=1)


@attrs.frozen(kw_only=True)
class Summary:
    """What the windows of one horizon say together, of places or of their sum.

    Parameters
    ----------
    windows, origins
        How many.
    crps, stock_crps, error, stock_error
        Means by forecaster, in people.
    brier
        Mean Brier score of the classes of impact by forecaster, 0 to 1.
    half, most, stock_half, stock_most
        By forecaster, the share of truths within the middle half and the middle 80 %.
    skill, reach
        By rule without a model: 1 - our score / its score, and its middle 90 % when origins are
        drawn again; None where the rule never errs.
    """

    ahead: int
    windows: int
    origins: int
    crps: Mapping[str, float]
    fair: Mapping[str, float]
    error: Mapping[str, float]
    stock_crps: Mapping[str, float]
    stock_error: Mapping[str, float]
    brier: Mapping[str, float]
    half: Mapping[str, float]
    most: Mapping[str, float]
    stock_half: Mapping[str, float]
    stock_most: Mapping[str, float]
    skill: Mapping[str, float | None]
    reach: Mapping[str, tuple[float, float] | None]

    @property
    def best(self) -> str:
        """The rule without a model that errs least."""
        rules = [name for name in NAIVE if name in self.crps]
        return min(rules, key=lambda name: self.crps[name])


def summary(of: Iterable[Mark], *, seed: int) -> Summary:
    """Sum up the marks of one horizon, all of places or all of sums."""
    held = list(of)
    days = sorted({mark.day for mark in held})
    by = {name: [mark for mark in held if mark.by == name] for name in {m.by: 0 for m in held}}

    def means(what: str) -> dict[str, float]:
        return {
            name: float(np.mean([getattr(mark, what) for mark in its])) for name, its in by.items()
        }

    def holding(*, half: bool, stock: bool) -> dict[str, float]:
        return {
            name: float(np.mean([mark.holds(half=half, stock=stock) for mark in its]))
            for name, its in by.items()
        }

    scores = means("crps")
    rules = [name for name in by if name != OURS] if OURS in by else []
    return Summary(
        ahead=held[0].ahead,
        windows=len(next(iter(by.values()))),
        origins=len(days),
        crps=scores,
        fair=means("fair"),
        error=means("error"),
        stock_crps=means("stock_crps"),
        stock_error=means("stock_error"),
        brier=means("brier"),
        half=holding(half=True, stock=False),
        most=holding(half=False, stock=False),
        stock_half=holding(half=True, stock=True),
        stock_most=holding(half=False, stock=True),
        skill={name: _skill(scores[OURS], scores[name]) for name in rules},
        reach={name: _reach(by[OURS], by[name], days, seed) for name in rules},
    )


def _skill(ours: float, theirs: float) -> float | None:
    return 1 - ours / theirs if theirs > 0 else None


def _reach(
    ours: Sequence[Mark], theirs: Sequence[Mark], days: Sequence[int], seed: int
) -> tuple[float, float] | None:
    """Draw the origins again and again, and give the middle 90 % of the skill."""
    totals = np.array([[_total(its, day) for day in days] for its in (ours, theirs)])
    again = stream(seed, "origins").integers(len(days), size=(AGAIN, len(days)))
    mine, other = totals[:, again].sum(axis=2)
    if not (other > 0).all():
        return None
    low, high = np.percentile(1 - mine / other, MIDDLE_90)
    return float(low), float(high)


def _total(of: Sequence[Mark], day: int) -> float:
    return sum(mark.crps for mark in of if mark.day == day)
