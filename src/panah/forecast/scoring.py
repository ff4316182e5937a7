"""A forecast held against what was observed, beside the forecast that nothing changes."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from panah.domain.forecast import Forecast
from panah.errors import InputError
from panah.forecast.proper import crps, quantiles
from panah.frames import Row, frame

if TYPE_CHECKING:
    import polars as pl

__all__ = ["QUANTITIES", "score"]

Real = npt.NDArray[np.float64]

QUANTITIES = ("stock", "arrivals")
NEEDED = ("place", "date", "observed")
_LEVELS = (0.1, 0.25, 0.5, 0.75, 0.9)


def score(
    forecast: Forecast, observed: "pl.DataFrame", *, quantity: str = "stock"
) -> "pl.DataFrame":
    """Give the table ``forecast_marks``, one row an observation; see ``panah.score``.

    Raises
    ------
    InputError
        If a column is missing or not known, or an observation is of a place or day the forecast
        does not have, or is no number from 0 up.
    """
    if quantity not in QUANTITIES:
        raise InputError(f"quantity is {' or '.join(QUANTITIES)}, not {quantity!r}")
    if set(observed.columns) != set(NEEDED):
        raise InputError(
            f"observations have the columns {', '.join(NEEDED)}, not {', '.join(observed.columns)}"
        )
    return frame("forecast_marks", _rows(forecast, observed.iter_rows(named=True), quantity))


def _rows(
    forecast: Forecast, observed: Iterable[Mapping[str, Any]], quantity: str
) -> Iterator[Row]:
    held, before = _held(forecast, quantity)
    for number, row in enumerate(observed, start=1):
        place, day, came = _checked(forecast, row, number)
        members = held[:, day, place, np.newaxis]
        band = quantiles(members, _LEVELS, forecast.weight)[:, 0].tolist()
        error = float(crps(members, came, forecast.weight)[0])
        unchanged = abs(came - float(before[place]))
        yield {
            "place": row["place"],
            "date": row["date"],
            "quantity": quantity,
            "observed": came,
            **dict(zip(("low_80", "low_50", "middle", "high_50", "high_80"), band, strict=True)),
            "in_50": band[1] <= came <= band[3],
            "in_80": band[0] <= came <= band[4],
            "crps": error,
            "unchanged": unchanged,
            "skill": 1 - error / unchanged if unchanged > 0 else None,
        }


def _held(forecast: Forecast, quantity: str) -> tuple[Real, Real]:
    """Give the quantity by member, day and place, and by place what it was before."""
    if quantity == "arrivals":
        total = forecast.arrivals.cumsum(axis=1, dtype=np.float64)
        return total, np.zeros(len(forecast.places))
    first = forecast.stock[:, 0].astype(np.float64)
    came = forecast.outflow[:, 0] + forecast.arrivals[:, 0] - forecast.departures[:, 0]
    return forecast.stock.astype(np.float64), np.asarray(
        quantiles(first - came, [0.5], forecast.weight)[0]
    )


def _checked(forecast: Forecast, row: Mapping[str, Any], number: int) -> tuple[int, int, float]:
    """Give the place, the day and the people of an observation."""
    days = forecast.stock.shape[1]
    if row["place"] not in forecast.places:
        raise InputError(f"observation {number} is of {row['place']}, which is not forecast")
    if not isinstance(row["date"], date):
        raise InputError(f"observation {number} has the date {row['date']!r}, which is no date")
    day = (row["date"] - forecast.start).days
    if not 0 <= day < days:
        raise InputError(
            f"observation {number} is of {row['date']}; the forecast has {days} days from "
            f"{forecast.start}"
        )
    came = row["observed"]
    if not isinstance(came, int | float) or not 0 <= came < float("inf"):
        raise InputError(f"observation {number} must be people from 0 up, not {came!r}")
    return forecast.places.index(row["place"]), day, float(came)
