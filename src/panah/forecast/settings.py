"""The rules people move by, as settings with Flee's names: what is not known is refused.

A settings file has sections (``spawn_rules``, ``move_rules``, ``optimisations``) of keys. Every key
here does what it says; a rule of Flee that panah does not follow may be named only with the value
that switches it off.
"""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

import attrs

from panah.errors import FileError
from panah.forecast.driving import TABLES, FloodRules, Spawning, is_number, numbers
from panah.forecast.sheets import nearest

__all__ = ["SECTIONS", "Flavour", "Settings", "settings_from"]


class Flavour(StrEnum):
    """Whose behaviour a run has."""

    DEFAULT = "default"
    FLEE = "flee"


def _at_least(low: float, high: float = float("inf")) -> Any:  # noqa: ANN401  (an attrs validator)
    def check(_: object, field: "attrs.Attribute[Any]", value: float) -> None:
        if not low <= value <= high:
            reach = f"at least {low:g}" if high == float("inf") else f"from {low:g} to {high:g}"
            raise FileError(f"{field.name} must be {reach}, not {value:g}")

    return check


def _key(section: str, default: Any, check: Any = None) -> Any:  # noqa: ANN401  (an attrs field)
    return attrs.field(default=default, validator=check, metadata={"section": section})


def _spawn(default: Any, check: Any = None) -> Any:  # noqa: ANN401  (an attrs field)
    return _key("spawn_rules", default, check)


def _move(default: Any, check: Any = None) -> Any:  # noqa: ANN401  (an attrs field)
    return _key("move_rules", default, check)


def _no_less_than_none(_: object, field: "attrs.Attribute[Any]", value: tuple[float, ...]) -> None:
    for factor in value:
        if factor < 0:
            raise FileError(f"{field.name} must hold factors of at least 0, not {factor:g}")


def _months(_: object, field: "attrs.Attribute[Any]", value: tuple[float, ...]) -> None:
    for month in value:
        if month not in range(1, 13):
            raise FileError(f"{field.name} must hold months from 1 to 12, not {month:g}")


_CHANCE = _at_least(0, 1)


@attrs.frozen(kw_only=True)
class Settings:
    """The rules of one run. Defaults are those of Flee 3 (github.com/djgroen/flee, 02cd2cbd).

    Parameters
    ----------
    take_from_population
        Whether the newly displaced lower the population of the place they leave.
    insert_day0, empty_camps_on_day0
        Whether camps begin with the people registered on day 0, or empty with their series
        counted from that number.
    sum_from_camps
        Whether the total of the displaced is the sum of the camps, not the series of totals.
    conflict_zone_spawning_only, starvation_driven_spawning
        Whether only places in conflict send people out; whether hunger does too.
    flood_zone_spawning_only, flood_driven_spawn_mode
        Whether people set out from flooded places instead, and how many.
    conflict_driven_spawning
        How many set out from each place in conflict, in place of those registered.
    camps_are_sinks
        Whether people in camps settle for good.
    default_conflict_intensity
        Of a place that becomes one in conflict.
    conflict_spawn_decay, conflict_spawn_decay_interval
        Factors by the age of a conflict, each for so many days; the last holds on.
    max_move_speed, max_walk_speed
        In km a day.
    foreign_weight, camp_weight, conflict_weight
        Factors of attractiveness.
    conflict_movechance, camp_movechance, idpcamp_movechance, default_movechance
        The chance to leave, at each decision.
    awareness_level
        How many links ahead people see.
    capacity_buffer, capacity_scaling
        The share of a capacity above which a place begins to repel; a factor on all capacities.
    avoid_short_stints, start_on_foot
        Whether people go on through towns until they have covered a day's way; whether they walk
        their first link.
    softening, weight_softening, weight_power, distance_power
        Of the weight ((weight_softening + score) / (softening + km) ^ distance_power)
        ^ weight_power.
    pruning_threshold
        Routes weaker than the best by more than this factor are not taken; off below 1.001.
    use_v1_rules
        The rules of the first Flee: 200 km a day, no walking, camps pull twice, conflict a quarter.
    movechance_pop_base, movechance_pop_scale_factor
        The chance to leave is multiplied by (larger of population and capacity / base) ^ factor.
    use_pop_for_loc_weight, pop_power_for_loc_weight
        Whether places other than camps attract by population ^ power.
    stay_close_to_home, home_distance_power
        Whether places attract by 1 / (km from home, at least 1) ^ power; with Flee from where one
        is.
    fixed_routes
        Whether people know one route to each place, the shortest, and major routes to others.
    ChildrenAvoidHazards, ElderlyAvoidHazards, WomenAvoidHazards, BoysTakeRisk
        Whether the score of a place counts squared for some, and not at all for boys.
    MatchCampEthnicity, MatchTownEthnicity, MatchConflictEthnicity
        Whether such places attract by ten times the share of one's own ethnicity.
    MatchCampReligion, avg_religion_fraction
        Whether camps attract by the share of one's own religion, over the usual share.
    use_economic_pull
        Whether foreign places attract by 1 + trade volume + hdi².
    flee_when_starving, avoid_food_deprived_locations
        Whether hunger drives people away, and keeps them away.
    harvest_months
        Months, from 1 to 12, in which nobody whose occupation is farmer sets out.
    flood_rules
        How people leave and avoid flooded places.
    hasten
        Populations, capacities and series are divided by this and floored.
    grid_km
        Links are travelled as the nearest multiple of this length; weights keep the length as
        written.
    recent_bins
        How finely recent distance is kept, in parts of a day's way; 0 for to the km.
    day_parts
        How finely the moment at which people reach a place is kept, in parts of a day, where they
        are more than 20,000 and not with Flee; 0 for as it is.
    """

    take_from_population: bool = _spawn(default=False)
    insert_day0: bool = _spawn(default=True)
    empty_camps_on_day0: bool = _spawn(default=False)
    sum_from_camps: bool = _spawn(default=True)
    conflict_zone_spawning_only: bool = _spawn(default=True)
    flood_zone_spawning_only: bool = _spawn(default=False)
    starvation_driven_spawning: bool = _spawn(default=False)
    camps_are_sinks: bool = _spawn(default=False)
    conflict_driven_spawning: Spawning | None = _spawn(default=None)  # noqa: RUF009  (attrs)
    flood_driven_spawn_mode: Spawning | None = _spawn(default=None)  # noqa: RUF009  (attrs)
    default_conflict_intensity: float = _spawn(1.0, _at_least(0))
    conflict_spawn_decay: tuple[float, ...] = _spawn((), _no_less_than_none)
    conflict_spawn_decay_interval: int = _spawn(30, _at_least(1))
    max_move_speed: int = _move(360, _at_least(1, 5000))
    max_walk_speed: int = _move(35, _at_least(1, 5000))
    foreign_weight: float = _move(1.0, _at_least(0))
    camp_weight: float = _move(1.0, _at_least(0))
    conflict_weight: float = _move(0.1**0.5, _at_least(0))
    conflict_movechance: float = _move(1.0, _CHANCE)
    camp_movechance: float = _move(0.001, _CHANCE)
    idpcamp_movechance: float = _move(0.1, _CHANCE)
    default_movechance: float = _move(0.3, _CHANCE)
    awareness_level: int = _move(1, _at_least(1, 6))
    capacity_buffer: float = _move(0.9, _at_least(0, 1))
    capacity_scaling: float = _move(1.0, _at_least(0))
    avoid_short_stints: bool = _move(default=False)
    start_on_foot: bool = _move(default=False)
    softening: float = _move(10.0, _at_least(0))
    weight_softening: float = _move(0.0, _at_least(0))
    weight_power: float = _move(1.0, _at_least(0))
    distance_power: float = _move(1.0, _at_least(0))
    pruning_threshold: float = _move(1.0, _at_least(1))
    use_v1_rules: bool = _move(default=False)
    movechance_pop_base: float = _move(10000.0, _at_least(1))
    movechance_pop_scale_factor: float = _move(0.0)
    use_pop_for_loc_weight: bool = _move(default=False)
    pop_power_for_loc_weight: float = _move(0.1)
    stay_close_to_home: bool = _move(default=False)
    home_distance_power: float = _move(0.5, _at_least(0))
    fixed_routes: bool = _move(default=False)
    ChildrenAvoidHazards: bool = _move(default=False)
    BoysTakeRisk: bool = _move(default=False)
    ElderlyAvoidHazards: bool = _move(default=False)
    WomenAvoidHazards: bool = _move(default=False)
    MatchCampEthnicity: bool = _move(default=False)
    MatchTownEthnicity: bool = _move(default=False)
    MatchConflictEthnicity: bool = _move(default=False)
    MatchCampReligion: bool = _move(default=False)
    avg_religion_fraction: float = _move(0.25, _at_least(1e-9))
    use_economic_pull: bool = _move(default=False)
    flee_when_starving: bool = _move(default=False)
    avoid_food_deprived_locations: bool = _move(default=False)
    harvest_months: tuple[float, ...] = _move((), _months)
    flood_rules: FloodRules | None = _move(default=None)  # noqa: RUF009  (attrs)
    hasten: int = _key("optimisations", 1, _at_least(1))
    grid_km: int = _key("optimisations", 1, _at_least(1))
    recent_bins: int = _key("optimisations", 0, _at_least(0))
    day_parts: int = _key("optimisations", 8, _at_least(0))

    def factor(self, age: float) -> float:
        """Give the age factor of a conflict that began so many days ago."""
        decay = self.conflict_spawn_decay
        if not decay:
            return 1.0
        return decay[min(int(age / self.conflict_spawn_decay_interval), len(decay) - 1)]


_ODD: Mapping[str, tuple[str, str]] = {
    "camps_are_sicks": ("camps_are_sinks", "which is how Flee reads camps_are_sinks"),
    "flood_driven_spawning": (
        "flood_driven_spawn_mode",
        "which Flee documents and reads as flood_driven_spawn_mode",
    ),
    "max_flood_level": ("", "which adds nothing: flood_rules have a number for each level"),
}
"""Keys that public settings files have under another name or in another place: the name that is
read, and what is said about it."""
_V1: Mapping[str, object] = {
    "max_move_speed": 200,
    "start_on_foot": False,
    "avoid_short_stints": False,
    "camp_weight": 2.0,
    "conflict_weight": 0.25,
}
"""What ``use_v1_rules`` stands for (Flee)."""
_OFF: Mapping[str, tuple[tuple[object, ...], str]] = {
    "read_from_agents_csv_file": (
        (False, None),
        "people are counts, not a list of persons",
    ),
    "two_system_decision_making": ((False, 0, None), "a file cannot switch it on in Flee either"),
    "flood_forecaster": ((False, None), "it multiplies by 0 wherever no flood is forecast"),
}
"""Rules of Flee that panah does not have: values that switch them off, and why."""
_IDLE = (
    "max_crossing_speed",
    *("average_social_connectivity", "flood_link_weights"),
)
SECTIONS = ("spawn_rules", "move_rules", "optimisations")
_ASIDE = ("log_levels", "number_of_steps", "conflict_input_file", "flood_level_input_file")


def settings_from(
    sections: Mapping[str, Any],
    file: str = "settings",
    *,
    base: Settings | None = None,
    text: str = "",
) -> tuple[Settings, tuple[str, ...]]:
    """Give the settings a file asks for, and findings about keys that do nothing.

    Parameters
    ----------
    base
        What holds where the file says nothing; panah's defaults if None.
    text
        Of the file, so that what is refused can be named by its row.

    Raises
    ------
    FileError
        For a key or section that is not known, a value of the wrong kind or out of reach, and a
        rule that panah does not follow.
    """
    findings: list[str] = []
    wanted: dict[str, Any] = {}
    for section, key, value in _keys(sections, file):
        row = _row(file, text, key)
        if section in _ASIDE or key in _IDLE:
            findings.append(f"{file} sets {key}, which has no effect on where people go")
        elif key in _OFF:
            _refuse_unless_off(f"{row} sets {section}.{key}", key, value)
        elif key in _ODD:
            findings.append(_odd(row, section, key, value, wanted))
        else:
            wanted[key] = _checked(row, section, key, value)
    if wanted.get("use_v1_rules"):
        wanted = {**_V1, **wanted}
    try:
        return attrs.evolve(base or Settings(), **wanted), tuple(findings)
    except FileError as error:
        name = str(error).partition(" ")[0]
        raise FileError(f"{_row(file, text, name)}: {error}") from None


def _row(file: str, text: str, key: str) -> str:
    """Name a file, and the row on which it sets a key where that can be found."""
    key_there = re.search(rf"^[ \t]*{re.escape(key)}[ \t]*[:=]", text, re.MULTILINE)
    if key_there is None:
        return file
    return f"{file} row {text.count(chr(10), 0, key_there.end()) + 1}"


def _keys(sections: Mapping[str, Any], file: str) -> Iterator[tuple[str, str, object]]:
    for section, keys in ((str(section), keys) for section, keys in sections.items()):
        if section in _ASIDE:
            yield section, section, keys
        elif section == "default_conflict_intensity":
            yield "spawn_rules", section, keys
        elif section not in SECTIONS:
            known = nearest(section, (*SECTIONS, *_ASIDE))
            raise FileError(f"{file} has the section {section}, which panah does not know{known}")
        elif isinstance(keys, dict):
            yield from ((section, str(key), value) for key, value in keys.items())
        elif keys is not None:
            raise FileError(f"{file}: {section} must hold keys and values")


def _odd(file: str, section: str, key: str, value: object, wanted: dict[str, Any]) -> str:
    """Take a key by the name that is read, and say so."""
    name, said = _ODD[key]
    if name and not (name in TABLES and value is True):
        wanted.setdefault(name, _checked(file, section, name, value))
    return f"{file} sets {key}, {said}"


def _refuse_unless_off(where: str, key: str, value: object) -> None:
    offs, why = _OFF[key]
    if not any(value == off and type(value) is type(off) for off in offs):
        off = ", ".join(str(value).lower() for value in offs if value not in (None, []))
        raise FileError(
            f"{where}: panah does not follow this rule of Flee ({why}); "
            f"leave the key out{f' or set it to {off}' if off else ''}"
        )


def _checked(file: str, section: str, key: str, value: object) -> object:
    field = attrs.fields_dict(Settings).get(key)
    if field is None or field.metadata["section"] != section:
        mine = {f.name for f in attrs.fields(Settings) if f.metadata["section"] == section}
        end = nearest(key, mine)
        raise FileError(f"{file} sets {section}.{key}, which panah does not know{end}")
    default = field.default
    if key in TABLES:
        return TABLES[key](f"{file}: {section}.{key}", value)
    if isinstance(default, tuple):
        if value in (None, []):
            return ()
        return numbers(f"{file}: {section}.{key}", value)
    if isinstance(default, bool):
        if isinstance(value, bool):
            return value
        raise FileError(f"{file}: {section}.{key} must be true or false, not {value!r}")
    whole = isinstance(default, int)
    if not is_number(value) or (whole and not float(str(value)).is_integer()):
        kind = "a whole number" if whole else "a number"
        raise FileError(f"{file}: {section}.{key} must be {kind}, not {value!r}")
    return int(float(str(value))) if whole else float(str(value))
