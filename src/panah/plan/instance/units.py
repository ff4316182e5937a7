"""What the numbers of ``plan.toml`` count, so that seats a week are never read as seats a day."""

import re

from panah.errors import PlanError
from panah.plan.parameters import Parameter

__all__ = ["check_unit"]

_PEOPLE, _PLACES, _DAYS = "people", "places", "days"
_COUNTS = {
    "seats": ("seats", r"seat|people|person"),
    **dict.fromkeys(("people", "quota"), (_PEOPLE, r"people|person|place")),
    **dict.fromkeys(("vetting", "reach", "admitted", "arrivals"), (_PEOPLE, r"people|person")),
    **dict.fromkeys(("hub", "built", "places", "overflow", "build"), (_PLACES, r"place|bed")),
    **dict.fromkeys(("dwell", "stay", "onward", "lag", "lead"), (_DAYS, r"day")),
    "area": ("m2", r"m2|m²|square met"),
    "share": ("a share", r"share|part"),
}
"""What each number counts, and what its unit must name."""

_A_DAY = frozenset({"seats", "vetting", "reach", "admitted", "arrivals", "build"})
"""Numbers that are read as so many a day."""

_OTHER = re.compile(r"\b(?:an? |per |/ ?)(?:hour|week|month|year)|\b(?:hour|week|month|year)ly\b")


def check_unit(one: Parameter, name: str) -> None:
    """Refuse a number whose unit is not the one it is read in, and days that are not whole.

    Raises
    ------
    PlanError
        Says in which unit it is read.
    """
    key = one.key.rpartition(".")[2]
    if key not in _COUNTS:
        return
    what, words = _COUNTS[key]
    read = f"{what} a day" if key in _A_DAY else what
    unit = one.unit.casefold()
    if not re.search(words, unit) or (key in _A_DAY and _OTHER.search(unit)):
        raise PlanError(f"{name}: {one.key} is in {one.unit!r}; it is read as {read}")
    if what == _DAYS and any(number != round(number) for _, number in one.steps):
        raise PlanError(f"{name}: {one.key} is not a whole number of days; round it")
