"""A plan as one HTML file: no script, nothing from elsewhere, every limit a link to its origin.

Each limit leads to its notes: the words of a claim with who said and who published them, an
assumption with its range and reason, a rule, a person's ruling. Each note leads back.
"""

from collections import Counter

import attrs

from panah.brief.html import page
from panah.brief.plan.explained_parts import explained_parts
from panah.brief.plan.notes import Note, note_of
from panah.brief.plan.page import PlanPage, by_group, counted, order_of, warnings
from panah.brief.plan.parts import Cell, Part, parts
from panah.brief.plan.sheet_parts import begun_parts, late_parts, sheet_parts
from panah.domain.dossier import called

__all__ = ["plan_html"]


def plan_html(plan: PlanPage) -> str:
    """Write the plan as one page."""
    import markupsafe  # noqa: PLC0415  (comes with jinja2, which loads when a page is written)

    marker = _Marker(plan)
    told = [*parts(plan), *late_parts(plan), *begun_parts(plan), *explained_parts(plan)]
    told += sheet_parts(plan)
    drawn = [
        attrs.evolve(part, picture=markupsafe.Markup(part.picture))  # noqa: S704  (escaped where drawn)
        for part in told
    ]
    return page(
        "plan",
        language="en",
        title=f"{plan.plan.manifest.instance}: plan from {plan.plan.manifest.start}",
        head=_head(plan, told),
        parts=drawn,
        links=marker.links,
        notes=marker.notes,
        back=marker.back,
    )


def _head(plan: PlanPage, told: list[Part]) -> dict[str, object]:
    manifest, policy = plan.plan.manifest, plan.plan.manifest.policy
    groups = list(by_group(plan.plan))
    binds = next((part.rows[0].cells[0].text for part in told if part.name == "binds"), "nothing")
    return {
        "case": manifest.instance,
        "start": manifest.start,
        "title": f"Who can be sheltered where, {manifest.days} days from {manifest.start}",
        "asked": (
            f"Counted are {counted(policy)}; the future is the "
            f"{policy.future} one; whose turn it is: {order_of(policy)}."
        ),
        "ledger": manifest.head,
        "warnings": warnings(plan),
        "choices": [
            f"Chosen by {policy.chosen_by}: {policy.why}",
            *(f"Ruled by {by}: {said} ({why})" for said, by, why in plan.rulings),
        ],
        "figures": [
            ("Reach safety", f"{plan.plan.reached:,.0f}"),
            ("Still in danger on the last day", f"{sum(row['left'] for row in groups):,.0f}"),
            ("Days in danger until then", f"{sum(row['days'] for row in groups):,.0f}"),
            ("Binds first", binds),
        ],
    }


class _Marker:
    """Numbers notes in the order in which they are met, and the places where each is cited."""

    def __init__(self, page: PlanPage) -> None:
        self._page = page
        self._numbers: dict[str, int] = {}
        self._times: Counter[int] = Counter()
        self._called = called(page.situation.standing)

    def links(self, cell: Cell) -> list[dict[str, int]]:
        """Give the links of a cell; a claim that is not shown has none."""
        found = []
        for key in cell.notes:
            kind, _, name = key.partition(":")
            if kind == "claim" and name not in self._page.situation.standing:
                continue
            number = self._numbers.setdefault(key, len(self._numbers) + 1)
            self._times[number] += 1
            found.append({"number": number, "time": self._times[number]})
        return found

    def back(self, number: int) -> range:
        """Give the times a note was cited, from 1."""
        return range(1, self._times[number] + 1)

    def notes(self) -> list[Note]:
        """Give the notes that were cited so far."""
        return [
            note_of(self._page, key, self._called, number=number)
            for key, number in self._numbers.items()
        ]
