"""What looks wrong in an instance: leaks of the answer into the input, breaks, files not read."""

from collections.abc import Mapping, Sequence

from panah.domain.forecast import Site, Spot, World
from panah.forecast.series import Series
from panah.forecast.settings import Settings

__all__ = ["series_findings", "unreached", "unread"]

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


_READ = (
    *("locations", "routes", "closures", "conflicts", "sim_period", "location_changes"),
    *("registration_corrections", "region_attributes_IPC", "flood_level"),
)
_SETTINGS = ("simsetting.yml", "settings.toml")


def unread(texts: Mapping[str, str], settings: Settings) -> list[str]:
    """Name files and columns that look meant and are not read."""
    known = [f"input_csv/{name}.csv" for name in _READ]
    found = [
        f"{path} is not read; panah reads {', '.join((*_SETTINGS, *known))}, demographics"
        for path in texts
        if path not in {*known, *_SETTINGS}
        and not path.startswith(("source_data/", "input_csv/demographics_"))
    ]
    if settings.flood_rules is None and settings.flood_driven_spawn_mode is None:
        found += [
            f"{path} is not read: no rule of the settings is about floods"
            for path in known[-1:]
            if path in texts
        ]
    return found


def unreached(world: World) -> list[str]:
    """Name camps that no link leads to, on any way from a place people may set out from."""
    ends: dict[str, set[str]] = {}
    for link in world.links:
        first, second = link.ends
        ends.setdefault(first, set()).add(second)
        ends.setdefault(second, set()).add(first)
    camps = [spot.name for spot in world.spots if spot.site in {Site.CAMP, Site.IDP_CAMP}]
    reached = {spot.name for spot in world.spots} - set(camps)
    fresh = set(reached)
    while fresh:
        fresh = {end for name in fresh for end in ends.get(name, ())} - reached
        reached |= fresh
    return [f"{camp}: no row of routes.csv leads there" for camp in camps if camp not in reached]
