"""A public displacement instance: a folder in Flee's layout made into a world and its series.

The folder comes in as texts by path, so that nothing here touches a disk. What would crash or be
misread in silence is refused with file and row, or becomes a finding.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from panah.domain.forecast import Site, Spot, World
from panah.errors import FileError
from panah.forecast.almanac import read_attribute, read_changes, read_floods, read_food
from panah.forecast.atlas import Ground, read_closures, read_links, read_majors, read_spots
from panah.forecast.doubts import (
    PERIODS,
    TABLES_READ,
    idle_rules,
    lookalikes,
    series_findings,
    unreached,
    unread,
)
from panah.forecast.headings import below_heading, by_name, days_in_order
from panah.forecast.registers import Register
from panah.forecast.series import (
    Registered,
    Series,
    corrected,
    joined,
    merged_as_flee,
    read_series,
)
from panah.forecast.settings import Flavour, Settings, settings_from
from panah.forecast.settings_text import parse, repeated
from panah.forecast.sheets import Row, known_name, nearest, sheet, shown

__all__ = ["SETTINGS_FILES", "Instance", "read_instance"]

SETTINGS_FILES = ("simsetting.yml", "settings.toml")
_DEMOGRAPHICS = "input_csv/demographics_"
_CAMPS = (Site.CAMP, Site.IDP_CAMP)
_FIRST = " but in the first row, which Flee takes for the total; put the total there"


@attrs.frozen(kw_only=True)
class Instance:
    """A world and what was registered in it.

    Parameters
    ----------
    world
        As in the files: nothing is divided by `hasten`.
    registered
        As one run reads it, divided by `hasten`.
    registers
        The rows of each camp, undivided and not corrected.
    findings
        Sentences about what looks wrong, with file and row.
    """

    world: World
    registered: Registered
    registers: Mapping[str, Register]
    settings: Settings
    flavour: Flavour
    findings: tuple[str, ...]

    @property
    def camps(self) -> tuple[str, ...]:
        """The camps, in the order of the places."""
        return tuple(spot.name for spot in self.world.spots if spot.site in _CAMPS)


def read_instance(
    texts: Mapping[str, str], *, flavour: Flavour, settings: Settings | None = None
) -> Instance:
    """Read an instance.

    Parameters
    ----------
    texts
        The text of each file by its path in the folder, such as ``input_csv/routes.csv``.
    settings
        What holds in place of the instance's own settings file.

    Raises
    ------
    FileError
        Saying what is wrong, in which file and row, and what would be right.
    """
    findings: list[str] = []
    if settings is None:
        settings, idle = _own_settings(texts, flavour)
        findings += idle
    start, days, noted = _period(texts)
    findings += noted
    spots, noted = _spots(texts, flavour)
    findings += noted
    links, noted = read_links(*_file(texts, "input_csv/routes.csv"), spots, flavour)
    findings += noted
    changes, told = read_changes(
        *_file(texts, "input_csv/location_changes.csv", optional=True), spots, days
    )
    findings += told
    closures, noted = read_closures(
        *_file(texts, "input_csv/closures.csv", optional=True),
        Ground(spots, links, changes, days),
        flavour,
    )
    findings += noted
    conflict: dict[str, tuple[float, ...]] = {}
    if settings.flood_rules is None:
        conflict, noted = _conflict(texts, days, spots, flavour)
        findings += noted
    by_day, noted = _by_day(texts, days, spots, settings)
    findings += noted
    world = World(
        start=start,
        days=days,
        home=spots[0].country,
        spots=tuple(spots),
        links=tuple(links),
        closures=tuple(closures),
        conflict=conflict,
        changes=changes,
        majors=read_majors(
            *_file(texts, "input_csv/major_routes.csv", optional=True), spots, links
        ),
        **by_day,
    )
    registered, registers, noted = _registered(texts, world, settings, flavour)
    findings += [*noted, *unread(texts, settings), *unreached(world), *lookalikes(world)]
    findings += idle_rules(world, settings, flavour)
    return Instance(
        world=world,
        registered=registered,
        registers=registers,
        settings=settings,
        flavour=flavour,
        findings=tuple(findings),
    )


def _file(texts: Mapping[str, str], path: str, *, optional: bool = False) -> tuple[str, str]:
    if path not in texts and not optional:
        stray = [other for other in texts if other not in TABLES_READ]
        like = nearest(path, stray) or "; an instance has input_csv/ and source_data/"
        raise FileError(f"there is no {path}{like}")
    return path, texts.get(path, "")


def _own_settings(texts: Mapping[str, str], flavour: Flavour) -> tuple[Settings, list[str]]:
    there = [name for name in SETTINGS_FILES if name in texts]
    if len(there) > 1:
        raise FileError(f"there are both {' and '.join(there)}; keep one")
    if not there:
        return Settings(), []
    file, text = there[0], texts[there[0]]
    sections = parse(file, text)
    settings, findings = settings_from(sections, file, text=text)
    sinks = (sections.get("spawn_rules") or {}).get("camps_are_sinks")
    return settings, [
        *findings,
        *(repeated(file, text) if file.endswith(".yml") else ()),
        *(
            [f"{file} sets camps_are_sinks; Flee reads only camps_are_sicks"]
            if sinks and flavour is Flavour.FLEE
            else ()
        ),
    ]


def _period(texts: Mapping[str, str]) -> tuple[date, int, list[str]]:
    """Read the start and the number of days, from a file of an older name where there is one."""
    named = [f"input_csv/{name}.csv" for name in PERIODS]
    file = next((path for path in named if path in texts), named[0])
    found: dict[str, Row] = {}
    for row in sheet(*_file(texts, file)):
        if (name := row.cells[0].lower()) in found:
            raise FileError(f"{row.where} has {row.cells[0]} a second time")
        found[name] = row
    for name in ("startdate", "length"):
        if name not in found:
            raise FileError(f"{file} has no row {name}; write StartDate and Length")
    start, days = found["startdate"].day(1), found["length"].whole(1)
    if days < 1:
        raise FileError(f"{found['length'].where} must be at least 1 day, not {days}")
    if days > (date.max - start).days:
        raise FileError(f"{found['length'].where}: {days} days from {start} end after year 9999")
    idle = [row for name, row in found.items() if name not in ("startdate", "length")]
    findings = [f"{row.where} sets {shown(row.cells[0])}, which no rule reads" for row in idle]
    return start, days, [f"{file} is read as {named[0]}"][: file != named[0]] + findings


def _spots(texts: Mapping[str, str], flavour: Flavour) -> tuple[list[Spot], list[str]]:
    file, text = _file(texts, "input_csv/locations.csv")
    groups = [
        row.cells[0]
        for path in texts
        if path.startswith(_DEMOGRAPHICS)
        for row in sheet(path, texts[path])
    ]
    spots, findings = read_spots(file, text, flavour, groups)
    names = [spot.name for spot in spots]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice and flavour is not Flavour.FLEE:
        rows = [row.number for row in sheet(file, text) if row.cells[0] == twice[0]]
        raise FileError(f"{file} has {twice[0]} twice, in rows {' and '.join(map(str, rows))}")
    last = {spot.name: number for number, spot in enumerate(spots)}
    kept = [spot for number, spot in enumerate(spots) if last[spot.name] == number]
    return kept, [*findings, *(f"{file} has {name} twice; the last row counts" for name in twice)]


def _conflict(
    texts: Mapping[str, str], days: int, spots: list[Spot], flavour: Flavour
) -> tuple[dict[str, tuple[float, ...]], list[str]]:
    file, text = _file(texts, "input_csv/conflicts.csv")
    rows = below_heading(file, text)
    if len(rows) - 1 < days:
        raise FileError(f"{file} has {max(len(rows) - 1, 0)} days, but the period has {days}")
    known = {spot.name for spot in spots}
    conflict: dict[str, tuple[float, ...]] = {}
    findings = days_in_order(rows)
    for column, name in by_name(rows, known):
        if name not in known:
            lost = f"{rows[0].where} has a column {shown(name)}, which is no place"
            if flavour is not Flavour.FLEE:
                raise FileError(lost + nearest(name, known))
            findings.append(lost)
            continue
        values = tuple(_intensity(row, column) for row in rows[1 : days + 1])
        conflict[name] = values
        fierce = [day for day, value in enumerate(values) if value > 1][:1]
        findings += [
            f"{rows[day + 1].where}: {name} has an intensity of {values[day]:g}, which counts like "
            "as many such places; Flee's own files have 0 to 1"
            for day in fierce
        ]
        spot = next(spot for spot in spots if spot.name == name)
        if spot.intensity and not any(values):
            findings.append(
                f"{file}: {name} starts in conflict and its column is 0 throughout; "
                "in Flee it stays in conflict for ever"
            )
    return conflict, findings


def _by_day(
    texts: Mapping[str, str], days: int, spots: list[Spot], settings: Settings
) -> tuple[dict[str, Any], list[str]]:
    """Read what else changes by day, and what there is to say about it."""
    food = _file(texts, "input_csv/region_attributes_IPC.csv", optional=True)
    floods = _file(texts, "input_csv/flood_level.csv", optional=True)
    known = [len(rule.loc_weights) for rule in (settings.flood_rules,) if rule]
    known += [len(rule.rates) for rule in (settings.flood_driven_spawn_mode,) if rule]
    highest = min(known, default=1) - 1
    fed, findings = read_food(*food, days, spots)
    flooded, noted = read_floods(*floods, spots, days, highest) if known else ({}, [])
    return {
        "attributes": tuple(
            read_attribute(path, texts[path], path[len(_DEMOGRAPHICS) : -len(".csv")], spots)
            for path in sorted(texts)
            if path.startswith(_DEMOGRAPHICS)
        ),
        "food": fed,
        "floods": flooded,
    }, [*findings, *noted]


def _intensity(row: Row, column: int) -> float:
    if column >= len(row.cells):
        raise FileError(f"{row.where} has no cell in column {column + 1}")
    return row.number_in(column, 0.0, least=0.0)


def _registered(
    texts: Mapping[str, str], world: World, settings: Settings, flavour: Flavour
) -> tuple[Registered, Mapping[str, Register], list[str]]:
    layout = sheet(*_file(texts, "source_data/data_layout.csv"))
    if not layout:
        raise FileError("source_data/data_layout.csv has no row; the first is the total")
    parts: dict[str, tuple[Series, ...]] = {}
    findings: list[str] = []
    for row in layout:
        if row.cells[0] in parts:
            raise FileError(f"{row.where} has {row.cells[0]} a second time")
        read_in = [
            read_series(path, sheet(path, texts[path]), (world.start, world.days), flavour)
            for path in _paths(texts, row)
        ]
        parts[row.cells[0]] = tuple(series for series, _ in read_in)
        findings += [text for _, noted in read_in for text in noted]
    read = {name: _merged(of, settings.hasten, flavour) for name, of in parts.items()}
    total = _total(layout, flavour)
    places = {name: series for name, series in read.items() if name != total}
    camps = [spot for spot in world.spots if spot.site in _CAMPS]
    for name in [name for name in places if name not in {camp.name for camp in camps}]:
        counted = "it counts in the totals, as in Flee" if flavour is Flavour.FLEE else "left out"
        findings.append(
            f"source_data/data_layout.csv has a series {name}, which is no camp; {counted}"
        )
        if flavour is not Flavour.FLEE:
            del places[name]
    for camp in camps:
        if camp.name not in places:
            end = _FIRST if camp.name == total else nearest(camp.name, read)
            raise FileError(
                f"source_data/data_layout.csv has no series of the camp {camp.name}{end}"
            )
    recounts = _correct(texts, places, world)
    findings += series_findings(camps, places, world.days, settings.hasten)
    registered = Registered(total=read[total], places=places, settings=settings, flavour=flavour)
    registers = {
        camp.name: Register(parts=parts[camp.name], recounts=tuple(recounts.get(camp.name, ())))
        for camp in camps
    }
    return registered, registers, findings


def _paths(texts: Mapping[str, str], row: Row) -> list[str]:
    """Give the files that a row of the layout names."""
    paths = []
    for column in range(1, len(row.cells)):
        if name := row.text(column, ""):
            path = f"source_data/{name}"
            if path not in texts:
                there = [known.removeprefix("source_data/") for known in texts]
                raise FileError(
                    f"{row.where} names {name}, which is not in source_data/{nearest(name, there)}"
                )
            paths.append(path)
    if not paths:
        raise FileError(f"{row.where} must name a file for {row.cells[0]}")
    return paths


def _merged(parts: Sequence[Series], hasten: int, flavour: Flavour) -> Series:
    divided = [part.divided(hasten) for part in parts]
    if flavour is not Flavour.FLEE:
        return joined(divided)
    merged = divided[0]
    for part in divided[1:]:
        merged = merged_as_flee(merged, part)
    return merged


def _total(layout: list[Row], flavour: Flavour) -> str:
    if flavour is Flavour.FLEE:
        return layout[0].cells[0]
    named = [row.cells[0] for row in layout if row.cells[0].lower() == "total"]
    if not named:
        raise FileError(f"{layout[0].file} has no row called total, which names the file of it")
    if len(named) > 1:
        raise FileError(f"{layout[0].file} has {' and '.join(named)}; keep one total")
    return named[0]


def _correct(
    texts: Mapping[str, str], places: dict[str, Series], world: World
) -> Mapping[str, list[int]]:
    """Rescale the series by the recounts, and give the days of those by place."""
    recounts: dict[str, list[int]] = {}
    file, text = _file(texts, "input_csv/registration_corrections.csv", optional=True)
    for row in sheet(file, text):
        name = known_name(row, 0, places, "camp with a series")
        if row.text(2, "normalize") != "normalize":
            raise FileError(f"{row.where} column 3 must be normalize, not {row.text(2)}")
        day = (row.day(1) - world.start).days
        if day >= 0:
            places[name] = corrected(places[name], world.start, row.day(1), row.where)
            recounts.setdefault(name, []).append(day)
    return recounts
