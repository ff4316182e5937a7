"""A plan as one HTML file: no script, nothing from elsewhere, every limit a link to its origin.

Each limit leads to its notes: the words of a claim with who said and who published them, an
assumption with its range and reason, a rule, a person's ruling. Each note leads back.
"""

from base64 import b64encode
from collections import Counter
from hashlib import sha256

import attrs

from panah.brief.html import direction, environment, style
from panah.brief.plan.explained_parts import explained_parts
from panah.brief.plan.page import PlanPage, by_group, counted, order_of, warnings
from panah.brief.plan.parts import Cell, Part, parts
from panah.brief.plan.sheet_parts import sheet_parts
from panah.brief.words import time_of
from panah.domain.dossier import called

__all__ = ["plan_html"]


@attrs.frozen(kw_only=True)
class _Note:
    """What a limit rests on."""

    number: int
    label: str
    quote: str = ""
    lang: str = "en"
    text: str


def plan_html(page: PlanPage) -> str:
    """Write the plan as one page."""
    import markupsafe  # noqa: PLC0415  (comes with jinja2, which loads when a page is written)

    css = style("plan")
    marker = _Marker(page)
    told = [*parts(page), *explained_parts(page), *sheet_parts(page)]
    drawn = [
        attrs.evolve(part, picture=markupsafe.Markup(part.picture))  # noqa: S704  (escaped where drawn)
        for part in told
    ]
    return (
        environment()
        .get_template("plan.html")
        .render(
            head=_head(page, told),
            parts=drawn,
            css=markupsafe.Markup(css),  # noqa: S704  (panah's own style sheet)
            css_hash=b64encode(sha256(css.encode("utf-8")).digest()).decode("ascii"),
            direction=direction,
            links=marker.links,
            notes=marker.notes,
            back=marker.back,
        )
    )


def _head(page: PlanPage, told: list[Part]) -> dict[str, object]:
    manifest, policy = page.plan.manifest, page.plan.manifest.policy
    groups = list(by_group(page.plan))
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
        "warnings": warnings(page),
        "choices": [
            f"Chosen by {policy.chosen_by}: {policy.why}",
            *(f"Ruled by {by}: {said} ({why})" for said, by, why in page.rulings),
        ],
        "figures": [
            ("Reach safety", f"{page.plan.reached:,.0f}"),
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

    def notes(self) -> list[_Note]:
        """Give the notes that were cited so far."""
        return [self._note(number, key) for key, number in self._numbers.items()]

    def _note(self, number: int, key: str) -> _Note:
        kind, _, name = key.partition(":")
        if kind == "claim":
            return self._claim(number, name)
        if kind == "assumed":
            return _Note(number=number, label=f"Assumed {name}", text=self._told(name))
        if kind == "lock":
            lock = next(one for one in self._page.plan.made_from.locks if one.name == name)
            return _Note(
                number=number, label=f"Ruled by {lock.by}", text=f"{lock.name}: {lock.why}"
            )
        return _Note(number=number, label=f"Rule {name}", text=self._told(name))

    def _told(self, key: str) -> str:
        return self._page.numbers.get(key, _RULES.get(key, ""))

    def _claim(self, number: int, key: str) -> _Note:
        one = self._page.situation.standing[key]
        claim, report = one.claim, one.report
        chain = " → ".join(f"{self._page.name_of(hop.actor)} ({hop.how})" for hop in claim.chain)
        said = f"; said {time_of(claim.said)}" if claim.said else ""
        day = time_of(report.published) if report.published else "day of publication not stated"
        span = f", characters {claim.span.start} to {claim.span.end}" if claim.span else ""
        label = self._called[key]
        return _Note(
            number=number,
            label=label if label != key else key[:8],
            quote=claim.quote,
            lang=report.lang,
            text=f"{chain}{said}. {report.publisher}, {day}. {report.name}{span}.",
        )


_RULES = {
    "forecast": "Who comes by land: the case's forecast, in the future that was chosen.",
    "no offer": "No offer of this host is known: it has no places until it makes one.",
}
