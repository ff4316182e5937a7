"""The public function that holds a forecast against what was observed."""

from typing import TYPE_CHECKING

from panah.errors import InputError

if TYPE_CHECKING:
    import polars as pl

    from panah.domain.forecast import Forecast

__all__ = ["score"]


def score(
    forecast: "Forecast", observed: "pl.DataFrame", *, quantity: str = "stock"
) -> "pl.DataFrame":
    """Score a forecast against observations, beside the forecast that nothing changes.

    Parameters
    ----------
    observed
        Columns ``place``, ``date`` and ``observed``, in people.
    quantity
        ``stock``, people at the place at the end of the day; or ``arrivals``, journeys that ended
        there from the forecast's first day to that day.

    Returns
    -------
    pl.DataFrame
        The table ``forecast_marks``: bands, whether they held, the continuous ranked probability
        score, the error of saying that nothing changes, and skill against it.

    Raises
    ------
    InputError
        If an observation does not fit the forecast, or the packages that forecasts need are not
        installed.
    """
    try:
        from panah.forecast.scoring import score as scored  # noqa: PLC0415  (numpy loads on use)
    except ModuleNotFoundError as error:
        raise InputError(
            f"forecasts need {error.name}, which is not installed; install panah[forecast]"
        ) from error
    return scored(forecast, observed, quantity=quantity)
