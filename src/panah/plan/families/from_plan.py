"""What the plan of a case says to whoever places families: its prices and who it brings.

The price of a place is that of the country: what one more place there brings by the prices of the
plan, in people who reach safety. One of them is worth what a family's first wish is, a person, so
that the price of the plan is a floor under the price of a bed.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date

import attrs

from panah.domain.family import Locality
from panah.errors import FamilyError

__all__ = ["Behind", "behind", "floored"]

_PLACES = re.compile(
    r"(?:quota:|places:|built:|places at |places built at |permit at )(?:hub |camps )?([A-Z]{3})"
)
"""Limits of the plan that are about places in a country."""

_STAY = re.compile(r"(?:camps )?([A-Z]{3})")
"""Nodes of the plan at which people stay: a country of stay, or the camps of one."""


@attrs.frozen(kw_only=True)
class Behind:
    """The plan behind a batch, by country.

    Parameters
    ----------
    price
        People who reach safety for one more place there; without a country whose places bind
        nothing.
    people
        Who comes there to stay within the days asked.
    """

    price: Mapping[str, float]
    people: Mapping[str, float]


def behind(
    worth: Iterable[Mapping[str, str]], flows: Iterable[Mapping[str, str]], days: tuple[date, date]
) -> Behind:
    """Read the tables ``worth`` and ``flows`` of a plan.

    Parameters
    ----------
    days
        The last day that is past, and the last on which families come.

    Raises
    ------
    FamilyError
        If they have not the columns of a plan's tables.
    """
    try:
        return Behind(price=_prices(worth), people=_coming(flows, days))
    except (KeyError, ValueError) as error:
        raise FamilyError(
            f"this is not a plan that panah wrote: {error} in its sheets worth and flows; "
            f"write it with `panah plan CASE … -o plan.xlsx`"
        ) from error


def _prices(worth: Iterable[Mapping[str, str]]) -> dict[str, float]:
    found: dict[str, float] = {}
    for row in worth:
        named = _PLACES.fullmatch(row["limit"])
        if named and row["measure"] == "people":
            slope = float(row["slope"])
            found[named[1]] = max(slope, found.get(named[1], 0.0))
    return {country: price for country, price in found.items() if price > 0}


def _coming(flows: Iterable[Mapping[str, str]], days: tuple[date, date]) -> dict[str, float]:
    past, last = days
    found: dict[str, float] = {}
    for row in flows:
        node = _STAY.fullmatch(row["to"])
        if (
            node
            and row["from"] != row["to"]
            and past < date.fromisoformat(row["arrive"][:10]) <= last
        ):
            found[node[1]] = found.get(node[1], 0.0) + float(row["population"])
    return found


def floored(localities: Iterable[Locality], plan: Behind, person: float) -> tuple[Locality, ...]:
    """Give localities in which a bed is never cheaper than a place of the plan.

    Parameters
    ----------
    person
        What one person who reaches safety is worth, in units of the score.
    """
    return tuple(
        attrs.evolve(
            one, least_price=max(one.least_price, plan.price.get(one.country, 0.0) * person)
        )
        for one in localities
    )
