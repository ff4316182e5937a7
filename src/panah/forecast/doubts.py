"""What looks wrong in registered series: leaks of the answer into the input, and breaks."""

from collections.abc import Mapping, Sequence

from panah.domain.forecast import Spot
from panah.forecast.series import Series

__all__ = ["series_findings"]

LEAK = 0.01
"""A capacity this close to the largest number of its own series was taken from it; of 79 camps of
ten public instances 48 are (Flee's manual prescribes it)."""


def series_findings(
    camps: Sequence[Spot], series: Mapping[str, Series], days: int, hasten: int
) -> list[str]:
    """Compare each camp's capacity with its own series, and look for breaks in the series."""
    found = []
    for camp in camps:
        own = series[camp.name]
        largest = max(own.at(day) for day in range(days)) * hasten
        if camp.capacity and abs(camp.capacity / largest - 1 if largest else 1) <= LEAK:
            found.append(
                f"{camp.name}: the capacity, {camp.capacity:,}, is the largest number of its own "
                f"series, {largest:,.0f}: the answer is in the input"
            )
        if camp.capacity and camp.capacity < largest / 2:
            found.append(
                f"{camp.name}: the capacity, {camp.capacity:,}, is less than half of the largest "
                f"number of its series, {largest:,.0f}"
            )
        found += _breaks(camp.name, own, days, hasten)
    return found


def _breaks(name: str, series: Series, days: int, hasten: int) -> list[str]:
    values = [value * hasten for value in series.values]
    steps = zip(series.days[1:], values, values[1:], strict=False)
    return [
        f"{name}: from {before:,.0f} to {after:,.0f} at day {day}: a new count or registration?"
        for day, before, after in steps
        if 0 <= day < days and before > 100 and abs(after - before) > before / 2
    ]
