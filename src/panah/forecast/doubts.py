"""What looks wrong in an instance: leaks of the answer into the input, breaks, files not read."""

from collections.abc import Mapping, Sequence

from panah.domain.forecast import Site, Spot, World
from panah.forecast.phases import CAMP_BELOW
from panah.forecast.series import Series
from panah.forecast.settings import Flavour, Settings
from panah.forecast.sheets import nearest

__all__ = ["PERIODS", "TABLES_READ", "idle_rules", "series_findings", "unreached", "unread"]

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
                f"{camp.name}: the capacity, {camp.capacity:,}, is within 1 % of the largest "
                f"number of its own series, {largest:,.0f}: the answer is in the input"
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


TABLES_READ = tuple(
    f"input_csv/{name}.csv"
    for name in (
        *("locations", "routes", "closures", "conflicts", "sim_period", "location_changes"),
        *("major_routes", "registration_corrections", "region_attributes_IPC", "flood_level"),
    )
)
"""Tables that are read by name."""
PERIODS = ("sim_period", "conflict_period", "flood_period")
"""What the file of the period is called, and was called in older instances."""
_SETTINGS = ("simsetting.yml", "settings.toml")
_ANY_NAME = ("source_data/", "input_csv/demographics_")
"""Where tables have names of their own."""


def unread(texts: Mapping[str, str], settings: Settings) -> list[str]:
    """Name files and columns that look meant and are not read."""
    known = TABLES_READ  # those of hunger and floods are the last
    lacking = [_stem(path) for path in (*known, *_SETTINGS) if path not in texts]
    found = [
        f"{path} is not read{_why_not(path, lacking)}"
        for path in texts
        if path not in {*known, *_SETTINGS, *_older(texts)}
        and not (path.endswith(".csv") and path.startswith(_ANY_NAME))
    ]
    hungry = settings.flee_when_starving or settings.avoid_food_deprived_locations
    if not (hungry or settings.starvation_driven_spawning):
        found += [
            f"{path} is not read: no rule of the settings is about hunger"
            for path in known[-2:-1]
            if path in texts
        ]
    if settings.flood_rules is None and settings.flood_driven_spawn_mode is None:
        found += [
            f"{path} is not read: no rule of the settings is about floods"
            for path in known[-1:]
            if path in texts
        ]
    return found


def _why_not(path: str, lacking: Sequence[str]) -> str:
    """Give the end of a sentence that says why a file is not read."""
    if not path.lower().endswith(".csv"):
        return f": settings are read from {' or '.join(_SETTINGS)} beside input_csv/"
    return nearest(_stem(path), lacking) or "; no rule reads a file of that name"


def _stem(path: str) -> str:
    return path.rpartition("/")[2].partition(".")[0]


def _older(texts: Mapping[str, str]) -> list[str]:
    """Give the file of the period by the older name under which it is read."""
    names = [path for name in PERIODS if (path := f"input_csv/{name}.csv") in texts]
    return names[:1]


def idle_rules(world: World, settings: Settings, flavour: Flavour) -> list[str]:
    """Say where a rule does nothing, or Flee makes places into others by it."""
    found = []
    if settings.camps_are_sinks and not any(spot.settling for spot in world.spots):
        found.append(
            "camps_are_sinks settles nobody: no row of input_csv/locations.csv has a "
            "deactivation_probability above 0"
        )
    if world.majors and not settings.fixed_routes:
        found.append("input_csv/major_routes.csv does nothing while fixed_routes is off")
    nowhere = [s.name for s in world.spots if s.latitude == s.longitude == 0]
    if settings.stay_close_to_home and nowhere:
        found.append(
            f"stay_close_to_home takes latitude and longitude 0 as they stand: {', '.join(nowhere)}"
        )
    if flavour is Flavour.FLEE and settings.default_movechance < CAMP_BELOW:
        found.append(f"default_movechance is below {CAMP_BELOW}: Flee makes a camp of every town")
    return found


def lookalikes(world: World) -> list[str]:
    """Name places, and countries, that differ only in letters that look alike to a reader."""
    found = []
    for what, names in (
        ("place", [spot.name for spot in world.spots]),
        ("country", [spot.country for spot in world.spots]),
    ):
        alike: dict[str, dict[str, None]] = {}
        for name in names:
            bare = "".join(letter for letter in name.casefold() if letter.isalnum())
            alike.setdefault(bare, {})[name] = None
        found += [
            f"{' and '.join(same)} are not one {what}: names must be written alike throughout"
            for same in alike.values()
            if len(same) > 1
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
