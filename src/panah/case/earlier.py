"""Forecasts as they would have been made before, held against what has been counted since.

Each is made from the ledger and the series as they were known on an earlier day, without a
scenario, and scored on counts that are known by now. So a planner sees what such forecasts were
worth in this crisis, beside rules that need no model.
"""

from concurrent.futures import Executor
from datetime import date, timedelta
from typing import TYPE_CHECKING

from panah.case.clock import last_of
from panah.case.futures import Asked, futures_of, ground_of, world_of
from panah.case.unwatched import quiet
from panah.domain.geography import Counted, Ground
from panah.domain.situation import Situation

if TYPE_CHECKING:
    from panah.case.case import Case
    from panah.domain.outlook import Earlier

__all__ = ["earlier"]

RUNS = 50
"""Futures of each earlier forecast (assumed: enough for bands of 8 in 10)."""
APART = 7
"""Days between earlier forecasts, at least (assumed: those of one week say the same)."""
FARTHEST = 90
"""Days ahead up to which an earlier forecast is held against counts, as `panah validate` does."""


def earlier(
    case: "Case", situation: Situation, asked: Asked, *, executor: Executor | None
) -> tuple["Earlier", ...]:
    """Make the last few forecasts that could have been made before, and score them.

    Each is made on the day on which a count was published.
    """
    from panah.forecast import running  # noqa: PLC0415  (slow to load)
    from panah.forecast.looking_back import looked_back  # noqa: PLC0415

    view = situation.view
    known_by = view.as_known.date()
    found: list[Earlier] = []
    for day in _days(ground_of(case), view.as_of, known_by, asked.earlier):
        moment = min(last_of(day, case.settings.zone), view.as_known)
        then = case.situation(
            day, moment, as_public=view.as_public, strict=view.strict, level=view.level
        )
        ahead = min((view.as_of - day).days, FARTHEST)
        question = Asked(days=ahead, runs=RUNS, seed=asked.seed)
        world = world_of(case, then, question)
        key, _ = running.question(world, asked.seed)
        run = futures_of(world, question, case.folder / "results" / key, executor, quiet)
        found += looked_back(world, run, seed=asked.seed, until=view.as_of, known_by=known_by)
    return tuple(found)


def _days(ground: Ground, as_of: date, known_by: date, most: int) -> list[date]:
    """Give the last days on which a count was published and after which one is known by now."""
    known = [
        one
        for one in ground.counts
        if one.measure is Counted.CUMULATIVE and one.on <= as_of and one.published <= known_by
    ]
    days: list[date] = []
    for day in sorted({one.published for one in known}, reverse=True):
        later = any(day < one.on <= day + timedelta(days=FARTHEST) for one in known)
        if later and all((other - day).days >= APART for other in days):
            days.append(day)
    return sorted(days[:most])
