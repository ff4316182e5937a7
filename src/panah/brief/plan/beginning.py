"""What a plan begins and chooses, in words: places of camps, sites as a whole, offers taken."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import attrs

from panah.brief.plan.page import PlanPage, node, rows

__all__ = ["Beginning", "beginnings"]


@attrs.frozen
class Beginning:
    """What a plan begins or chooses: where, what, and the row that says on what it rests."""

    where: str
    told: str
    row: Mapping[str, Any]


def beginnings(page: PlanPage) -> Iterator[Beginning]:
    """Give what is begun at each camp in one line, which sites open, which offers are taken."""
    by_camp: dict[str, list[dict[str, Any]]] = {}
    hosts = {one.name: one.host for one in page.plan.made_from.offers}
    for row in rows(page.plan.begun):
        if row["what"] == "places":
            by_camp.setdefault(row["at"], []).append(row)
        elif row["what"] == "site":
            yield Beginning(node(page, row["at"]), f"the site is {row['how']}", row)
        else:
            host = page.name_of(hosts[row["at"]])
            yield Beginning(f"{host}, {row['at']}", f"the offer is {row['how']}", row)
    for name, some in by_camp.items():
        yield Beginning(node(page, name), _at_camp(some), some[0])


def _at_camp(some: list[dict[str, Any]]) -> str:
    first, last = some[0], some[-1]
    places = sum(row["places"] for row in some)
    pace = max(row["places"] / row["days"] for row in some)
    module = first["module"]
    how = f" in {places / module:,.0f} modules of {module:,.0f}" if module else ""
    most = "" if module else f", at most {pace:,.0f} a day"
    end = last["day"] + timedelta(days=last["days"] - 1)
    return (
        f"{places:,.0f} places are begun{how}, {first['day']} to {end}{most}; the first can be "
        f"used from {first['ready']} on"
    )
