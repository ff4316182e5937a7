"""When conflict starts and ends in one future: known events as told, then what a scenario says.

After the day of a forecast nothing new starts by itself. A scenario may let what there is end, or
spread to neighbours, at the rates of the last 90 days.
"""

from collections.abc import Mapping, Sequence

import attrs
import numpy as np

from panah.forecast.priors import priors
from panah.forecast.scenario import After
from panah.forecast.scene import Onset
from panah.forecast.world import CaseWorld

__all__ = ["WINDOW", "Started", "unrest"]

WINDOW = 90
"""Days whose onsets give the rates at which conflict spreads or ends."""


@attrs.frozen(kw_only=True)
class Started:
    """Conflict that started at a place in one future, on a day of the world (before 0 too)."""

    place: str
    day: int
    intensity: float


def unrest(
    case: CaseWorld, rng: np.random.Generator
) -> tuple[dict[str, tuple[float, ...]], tuple[Started, ...]]:
    """Draw intensities by place and day, and the starts they come from."""
    days = case.world.days
    heat = {post.code: np.zeros(days) for post in case.chart.posts if post.population}
    started = []
    for onset in case.found.onsets:
        day = case.day(onset.first) + int(rng.integers((onset.last - onset.first).days + 1))
        last = day + _lasts() - 1 if onset.until is None else case.day(onset.until)
        place = onset.place or _somewhere(case, onset, rng)
        heat[place][max(day, 0) : max(last + 1, 0)] = onset.intensity
        started.append(Started(place=place, day=day, intensity=onset.intensity))
    after = case.scenario.after if case.scenario else After.HOLD
    if after is After.SPREADS:
        started += _spread(case, heat, rng)
    elif after is After.ENDS:
        _end(case, heat, rng)
    return {place: tuple(map(float, row)) for place, row in heat.items()}, tuple(started)


def _somewhere(case: CaseWorld, onset: Onset, rng: np.random.Generator) -> str:
    people = {post.code: post.population or 0 for post in case.chart.posts}
    weight = np.array([people[code] for code in onset.among], dtype=np.float64)
    return str(rng.choice(onset.among, p=weight / weight.sum()))


def _spread(
    case: CaseWorld, heat: Mapping[str, np.ndarray], rng: np.random.Generator
) -> list[Started]:
    """Let conflict start beside places in conflict, as often as in the last 90 days."""
    around = _neighbours(case, list(heat))
    today = case.day(case.as_of)
    chance = _rate_of_spread(case.found.onsets, case, around, today)
    found = []
    for day in range(today + 1, case.world.days):
        hot = {place for place, row in heat.items() if row[day - 1] > 0}
        for place, row in heat.items():
            if row[:day].any() or not hot & around[place] or rng.random() >= chance:
                continue
            row[day : day + _lasts()] = 1.0
            found.append(Started(place=place, day=day, intensity=1.0))
    return found


def _neighbours(case: CaseWorld, places: Sequence[str]) -> dict[str, set[str]]:
    around: dict[str, set[str]] = {place: set() for place in places}
    for link in case.chart.links:
        one, other = link.ends
        if one in around and other in around:
            around[one].add(other)
            around[other].add(one)
    return around


def _rate_of_spread(
    onsets: Sequence[Onset], case: CaseWorld, around: Mapping[str, set[str]], today: int
) -> float:
    """Give the starts a day for each quiet place beside one in conflict."""
    first = {one.place: case.day(one.first) for one in onsets}
    starts, exposed = 0, 0
    for day in range(today - WINDOW + 1, today + 1):
        for place in around:
            if first.get(place, today + 1) < day:
                continue
            if any(first.get(other, today + 1) < day for other in around[place]):
                exposed += 1
                starts += first.get(place) == day
    return starts / exposed if exposed else 0.0


def _end(case: CaseWorld, heat: Mapping[str, np.ndarray], rng: np.random.Generator) -> None:
    """Let each conflict end, as often as in the last 90 days; each lasts 30 days at most anyway."""
    today = case.day(case.as_of)
    ended = sum(
        one.until is not None and today - WINDOW < case.day(one.until) <= today
        for one in case.found.onsets
    )
    burning = sum(
        max(0, today - max(case.day(one.first), today - WINDOW)) for one in case.found.onsets
    )
    chance = ended / burning if burning else 0.0
    for row in heat.values():
        for day in range(today + 1, case.world.days):
            if row[day] > 0 and rng.random() < chance:
                row[day:] = 0.0
                break


def _lasts() -> int:
    return int(priors("world")["onset_lasts"].value)
