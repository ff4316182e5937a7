"""A forecast as tables, with columns as `domain/tables` lists them.

Numbers from 1 to 9 people are withheld: a table says that they are small, not what they are.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from panah.domain.outlook import CaseForecast
from panah.domain.rounding import SMALL
from panah.errors import InputError
from panah.forecast.risk import HALF_A_YEAR, band, quantiles, risks
from panah.frames import Row, frame

if TYPE_CHECKING:
    import polars as pl

__all__ = ["IMPACTS", "named", "room", "table"]

IMPACTS = {
    1: "below 10 a day",
    2: "from 10 a day",
    3: "from 100 a day",
    4: "over 500 a day, or more people than places",
    5: "over 1,000 a day",
}
"""The classes of impact in words; 10 and 100 a day are assumed."""


def table(found: CaseForecast, name: str, share: float) -> "pl.DataFrame":
    """Give a table of a forecast by its name, such as band or inputs.

    Raises
    ------
    InputError
        If the share is not above 0 and below 1.
    """
    if not 0 < share < 1:
        raise InputError(f"a band holds a share above 0 and below 1 of the futures, not {share}")
    rows = {
        "band": lambda: _band(found, share),
        "course": lambda: _course(found),
        "risks": lambda: _risks(found),
        "triggers": lambda: _triggers(found),
        "inputs": lambda: _inputs(found),
        "scores": lambda: _scores(found),
        "earlier": lambda: _earlier(found),
    }
    return frame(f"forecast_{name}", rows[name]())


def _band(found: CaseForecast, share: float) -> Iterator[Row]:
    for number, place in enumerate(found.places):
        of = {"place": place, "name": found.names[place], "country": found.countries_of[number]}
        for what in ("stock", "arrivals", "waiting"):
            yield from _of_groups(found, of, what, number, share)
    for number, country in enumerate(found.countries):
        of = {"place": country, "name": found.names.get(country, country), "country": country}
        yield from _of_groups(found, of, "entries", number, share)


def _of_groups(
    found: CaseForecast, of: dict[str, str], what: str, number: int, share: float
) -> Iterator[Row]:
    """Give the rows of everybody, then those of each group; of a queue only if anybody waits."""
    whole = getattr(found, what)[:, :, number]
    if what == "waiting" and not whole.any():
        return
    yield from _rows(found, of, what, whole, share)
    for group, name in enumerate(found.groups):
        values = found.by_group[what][:, :, number, group]
        yield from _rows(found, {**of, "group": name}, what, values, share)


_ENDS = {"low_80": 0.1, "low_50": 0.25, "middle": 0.5, "high_50": 0.75, "high_80": 0.9}


def _course(found: CaseForecast) -> Iterator[Row]:
    """Give, by day, who has entered each country but home since the forecast began."""
    for number, country in enumerate(found.countries):
        if country == found.home:
            continue
        total = np.cumsum(found.entries[:, :, number], axis=1, dtype=np.float64)
        ends = np.round(quantiles(total, found.weight, _ENDS.values()))
        for day, people in enumerate(ends.T):
            shown = (None if 0 < one < SMALL else float(one) for one in people)
            yield {
                "day": found.start + timedelta(days=day),
                "country": country,
                "name": found.names.get(country, country),
                **dict(zip(_ENDS, shown, strict=True)),
            }


def _rows(
    found: CaseForecast,
    of: dict[str, str],
    what: str,
    values: npt.NDArray[np.generic],
    share: float,
) -> Iterator[Row]:
    ends = np.round(band(values, found.weight, share))
    for day, numbers in enumerate(ends.T):
        small = bool(((numbers > 0) & (numbers < SMALL)).any())
        low, middle, high = (None if 0 < n < SMALL else float(n) for n in numbers)
        yield {
            **of,
            "day": found.start + timedelta(days=day),
            "what": what,
            "low": low,
            "middle": middle,
            "high": high,
            "small": small,
            "share": share,
        }


def room(found: CaseForecast) -> dict[str, float]:
    """Give, by country, the least that firm and ready offers hold, where it was stated."""
    least: dict[str, float] = {}
    for one in found.triggers:
        if one.what in {"capacity", "low end of the capacity"} and one.of in found.places:
            country = found.countries_of[found.places.index(one.of)]
            least[country] = least.get(country, 0.0) + one.threshold
    return least


def _risks(found: CaseForecast) -> Iterator[Row]:
    stock = {}
    for country in found.countries:
        inside = [n for n, one in enumerate(found.countries_of) if one == country]
        came = found.stock[:, :, inside] - np.array(found.before)[inside]
        stock[country] = came.sum(axis=2, dtype=np.float64)
    for one in risks(found, room(found), stock):
        yield {
            "country": one.country,
            "name": found.names.get(one.country, one.country),
            "impact": one.impact,
            "meaning": IMPACTS[one.impact],
            "chance": one.chance,
            "at_least": found.days < HALF_A_YEAR,
            "likelihood": one.likelihood,
            "product": one.impact * one.likelihood,
            "level": one.level,
            "leads": one.leads,
            "members": found.members,
        }


def _triggers(found: CaseForecast) -> Iterator[Row]:
    for one in found.triggers:
        yield {
            "of": one.of,
            "name": named(found, one.of),
            "quantity": one.quantity,
            "threshold": one.threshold,
            "what": one.what,
            "chance": one.chance,
            "one": one.one,
            "five": one.five,
            "nine": one.nine,
            "claims": list(one.origin.claims),
            "file": one.origin.file,
        }


def named(found: CaseForecast, codes: str) -> str:
    """Give the names of places that stand with + between."""
    names = [found.names.get(code, code) for code in codes.split("+")]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _inputs(found: CaseForecast) -> Iterator[Row]:
    for one in found.inputs:
        yield {
            "of": one.of,
            "what": one.what,
            "value": one.value,
            "claims": list(one.origin.claims),
            "file": one.origin.file,
            "assumption": one.origin.assumption,
            "why": one.origin.text,
        }


def _scores(found: CaseForecast) -> Iterator[Row]:
    for one in found.scores:
        low, quarter, middle, upper, high = one.ends
        yield {
            "of": "+".join(one.count.places),
            "date": one.count.on,
            "counted": one.count.amount.lo,
            "low_80": low,
            "low_50": quarter,
            "middle": middle,
            "high_50": upper,
            "high_80": high,
            "in_50": one.in_five,
            "in_80": one.in_eight,
            "crps": one.crps,
            "unchanged": one.unchanged,
            "file": one.count.origin.file,
        }


def _earlier(found: CaseForecast) -> Iterator[Row]:
    for one in found.earlier:
        low, _, middle, _, high = one.score.ends
        yield {
            "made": one.made,
            "of": "+".join(one.score.count.places),
            "date": one.score.count.on,
            "counted": one.score.count.amount.lo,
            "low_80": low,
            "middle": middle,
            "high_80": high,
            "in_80": one.score.in_eight,
            "crps": one.score.crps,
            **one.rules,
            "file": one.score.count.origin.file,
        }
