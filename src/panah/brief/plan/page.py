"""What a page of a plan needs beside the plan, and how it calls things by their names."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

import attrs

from panah.domain.figure import Figure
from panah.domain.limit import Offer
from panah.domain.plan import Plan
from panah.domain.plan_policy import Order, Policy, Taken
from panah.domain.situation import Situation

__all__ = [
    "KINDS",
    "WIDTH",
    "PlanPage",
    "Rows",
    "amount",
    "at",
    "beside",
    "by_group",
    "counted",
    "days_spared",
    "group",
    "limit",
    "node",
    "not_knowing",
    "offer",
    "offered",
    "on_way",
    "order_of",
    "rests_on",
    "rows",
    "stepped",
    "together",
    "total",
    "used",
    "warnings",
    "way",
    "what",
    "where",
    "wrapped",
]

WIDTH = 100

Rows = Sequence[Mapping[str, Any]]

KINDS = {"hub": "on the way", "camp": "in camps", "final": "to stay"}
"""What people are at a node of a kind."""


@attrs.frozen(kw_only=True)
class PlanPage:
    """What a page of a plan needs beside the plan.

    Parameters
    ----------
    situation
        Holds the claims that the plan rests on.
    labels
        What groups and gates are called, by name.
    name_of
        What countries are called, by code.
    numbers
        Every number of the case's scheme with unit, range and source, by key.
    assumed
        Source of every assumption that was used, by key.
    left_out
        Offers that are not in the plan, and why.
    explained
        Rows of what was asked besides, by the name of its table.
    prices
        Of drawn scenarios: weighted people reached by the decision, for the mean and knowing.
    notes, cut
        What could not be answered; what was not worked out as somebody stopped it.
    sheets
        Rows of ``plan_flights`` and ``plan_sites``: day by day.
    rulings
        (what was ruled, by whom, why).
    weights
        What a day of some kind is weighed, and the share of days that may be given up.
    """

    plan: Plan
    situation: Situation
    labels: Mapping[str, str]
    name_of: Any
    numbers: Mapping[str, str]
    assumed: Mapping[str, str]
    left_out: Sequence[str]
    explained: Mapping[str, Rows]
    prices: Mapping[str, float | None]
    notes: Sequence[str] = ()
    cut: Sequence[str] = ()
    sheets: Mapping[str, Rows] = attrs.field(factory=dict)
    rulings: Sequence[tuple[str, str, str]] = ()
    weights: Mapping[str, float] = attrs.field(factory=dict)


def rows(table: Any) -> list[dict[str, Any]]:  # noqa: ANN401  (a polars table)
    """Give the rows of a table."""
    found: list[dict[str, Any]] = table.to_dicts()
    return found


def total(some: Rows) -> float:
    """Give how many people some rows are about."""
    return float(sum(row["people"] for row in some))


def used(page: PlanPage) -> dict[str, float]:
    """Give the most people at a hub or camp on any day, and all who come to a country to stay."""
    most: dict[str, float] = {}
    for row in page.sheets.get("plan_sites", ()):
        if row["kind"] != "final":
            most[row["node"]] = max(most.get(row["node"], 0.0), row["people"])
    for row in rows(page.plan.placed):
        if row["kind"] == "final":
            most[row["node"]] = most.get(row["node"], 0.0) + row["people"]
    return most


def by_group(plan: Plan) -> Iterator[dict[str, Any]]:
    """Give for each group who reaches safety, who is left, where, and the days in danger."""
    reached: dict[str, float] = {}
    for row in rows(plan.placed):
        reached[row["group"]] = reached.get(row["group"], 0.0) + row["people"]
    waiting = [row for row in rows(plan.waiting) if row["in_danger"]]
    for one in plan.made_from.groups:
        mine = [row for row in waiting if row["group"] == one.name]
        yield {
            "group": one.name,
            "risk_class": one.risk_class,
            "reached": reached.get(one.name, 0.0),
            "left": total(mine),
            "days": sum(row["person_days"] for row in mine),
            "at": [row["node"] for row in mine if row["people"] >= 1],
        }


def order_of(policy: Policy) -> str:
    """Give the order of people that was chosen, as the frontier names it."""
    if policy.order is Order.WEIGHTS:
        return f"weights {':'.join(f'{weight:g}' for _, weight in policy.weights)}"
    if policy.order is Order.FLOOR:
        return f"floor of {policy.floor_share:.0%} of the common share"
    return "strict order"


def counted(policy: Policy) -> str:
    """Give what is counted on, in words."""
    firm = "agreed or firmer" if policy.strict else f"{policy.counts} or firmer"
    return f"offers that are {firm}, their {_ENDS[policy.taken]}"


_ENDS = {Taken.LOW: "low ends", Taken.MID: "likely sizes or middles", Taken.HIGH: "high ends"}


def warnings(page: PlanPage) -> list[str]:
    """Give what a reader must know before any number: what is not whole, and why."""
    manifest, made = page.plan.manifest, page.plan.made_from
    found = []
    if made.now:
        today = made.start + timedelta(made.now)
        found.append(f"Carried on: what left and was begun before {today} is a fact.")
    if not manifest.complete:
        found.append(f"STOPPED EARLY: the best found until then; {manifest.note}")
    if page.cut:
        found.append(f"Not worked out, as it was stopped: {', '.join(page.cut)}.")
    if manifest.complete and manifest.note:
        found.append(f"{manifest.note[0].upper()}{manifest.note[1:]}.")
    found += [f"Not answered: {note}" for note in page.notes]
    if manifest.solver != "highs":
        found.append(
            f"Solved by {manifest.solver}, which gives no prices: nothing says what binds."
        )
    if manifest.common_share is not None and manifest.common_share < _NOTHING:
        found.append(
            "The floor gives nobody anything: a group under it cannot be reached at all under what "
            "is counted. Name the groups that it is for with --floor-group."
        )
    return found


_NOTHING = 1e-6
"""A share below it is none: the tolerance of the solver."""


def offered(offer: Offer) -> str:
    """Give the size of an offer in words."""
    if offer.low is None:
        return "not stated"
    low = f"{offer.low.most:,.0f}"
    if offer.high is None:
        return f"{low} or more"
    high = f"{offer.high.most:,.0f}"
    return low if low == high else f"{low} to {high}"


def amount(figure: Figure | None) -> str:
    """Give the most that a figure ever is, marked where it is assumed."""
    return "" if figure is None else f"{figure.most:,.0f}{' A' * figure.origin.assumed}"


def rests_on(situation: Situation, row: Mapping[str, Any], assumed: Mapping[str, str]) -> str:
    """Give what a limit rests on: the words and publisher of a claim, an assumption, a rule."""
    said = []
    claims = [situation.standing[key] for key in row["claims"] or () if key in situation.standing]
    for one in claims[:1]:
        words = f"“{one.claim.quote}”" if one.claim.quote else "words not held"
        more = f", and {len(claims) - 1} more" if len(claims) > 1 else ""
        said.append(f"{words} {one.report.publisher or one.claim.chain[-1].actor}{more}")
    for key in filter(None, (row["assumption"] or "").split(", ")):
        why = assumed.get(key, "").removeprefix("assumed: ")
        said.append(f"ASSUMED {key}: {why}" if why else f"ASSUMED {key}")
    if row["rule"]:
        said.append(f"by {row['rule']}")
    return "; ".join(said)


def beside(page: PlanPage, name: str) -> str:
    """Give what a plan beside others is called; one without an offer names its host."""
    without, _, offer = name.partition("without ")
    host = next((one.host for one in page.plan.made_from.offers if one.name == offer), "")
    return f"without {page.name_of(host)}, {offer}" if host and not without else name


def offer(page: PlanPage, name: str) -> str:
    """Give an offer by its name, with what its host is called."""
    hosts = (one.host for one in page.plan.made_from.offers if one.name == name)
    return f"{name} ({page.name_of(next(hosts, ''))})"


def at(page: PlanPage, name: str) -> str:
    """Give where people are: at a gate, which the case calls by its own name, or in a place."""
    return f"{'at' if name in page.labels else 'in'} {node(page, name)}"


def group(page: PlanPage, name: str) -> str:
    """Give what a group is called."""
    return page.labels.get(name, name)


def node(page: PlanPage, name: str) -> str:
    """Give what a node is called: ``camps TJK`` is the camps of Tajikistan."""
    kind, _, code = name.rpartition(" ")
    called = page.labels.get(name) or page.name_of(code)
    return f"{kind} of {called}" if kind else str(called)


_HALF = 0.5
"""Assumed: fewer than half a person is nobody for a reader."""


def not_knowing(page: PlanPage) -> Iterator[str]:
    """Give what not knowing which drawn future comes costs, in people and in places."""
    found = page.prices
    knowing, reached = found.get("knowing") or 0.0, found.get("reached") or 0.0
    mean = found.get("for the mean")
    lost = max(0.0, knowing - reached)
    yield f"price of not knowing: {lost:,.0f} weighted people of {reached:,.0f}"
    begun, vain = found.get("begun") or 0.0, found.get("in vain") or 0.0
    if lost < _HALF:
        yield "nobody is lost by not knowing, since what is begun here is not missing elsewhere"
    yield (
        f"places begun now: {begun:,.0f}, of which one who knew would not begin {vain:,.0f} now, "
        f"on the mean of all draws"
    )
    yield f"in the worst tenth of the draws: {found.get('worst') or 0.0:,.0f} weighted people"
    if mean is None:
        yield "what is best for the mean future does not hold in every scenario"
    else:
        yield f"planning for the mean future would lose {max(0.0, reached - mean):,.0f} of them"


def together(page: PlanPage, name: str) -> str:
    """Give limits that were tried as one in words."""
    changed = (one.rpartition(" ") for one in name.split(" + "))
    return " and ".join(f"{limit(page, one)} {step}" for one, _, step in changed)


def stepped(row: Mapping[str, Any]) -> str:
    """Give a step that was tried and what it gains, or that no plan holds with it."""
    step = f"{row['step']:+,.0f}" if abs(row["step"]) >= 1 else f"{row['step']:+.1g}"
    if row["gain"] is None:
        return f"{step} → no plan holds"
    return f"{step} → {row['gain']:+,.0f}{days_spared(row)}"


def days_spared(row: Mapping[str, Any]) -> str:
    """Give the weighted days that a step spares beside the people it reaches, where asked."""
    days = row["days"]
    if days is None or row["measure"] != "people" or abs(days) < _HALF:
        return ""
    return f" and {days:,.0f} days spared" if days > 0 else f" and {-days:,.0f} days more"


def limit(page: PlanPage, name: str) -> str:
    """Give a limit in words: ``places:QAT`` is the places of Qatar."""
    if name.startswith(_OPEN):
        return f"{_OPEN}{limit(page, name.removeprefix(_OPEN))}"
    what, colon, rest = name.partition(":")
    if not colon:
        head, at, place = name.rpartition(" at ")
        return f"{head} at {node(page, place)}" if at else _of_depot(page, name)
    if what in _CHOICES:
        return f"{_CHOICES[what]} {rest}"
    if what in _TOGETHER:
        return f"{_TOGETHER[what]}, {limit(page, rest)}"
    if what == "return":
        return "returns that are forecast"
    return f"{_WHATS.get(what, what)} {where(page, rest)}"


_OPEN = "open share of "
"""What closings leave of a limit, where plans are compared."""


_CHOICES = {"lock": "ruling", "offer": "the offer", "one of": "the alternatives"}
_TOGETHER = {
    "whole": "whole flights",
    "batch": "the least that go together",
    "all of": "offers taken whole",
}


def way(page: PlanPage, row: Mapping[str, Any]) -> str:
    """Give a way to safety by its first host, and that it is closed where none is open."""
    if not row["via"]:
        return "no way leads on"
    return f"by {node(page, row['via'])}{', closed' * (row['length'] is None)}"


def on_way(page: PlanPage, row: Mapping[str, Any]) -> str:
    """Give the limits on a way; of closed ones also the offers that wait and do not count."""
    if not row["via"]:
        return ""
    named = [limit(page, one) for one in row["limits"]]
    if row["length"] is None:
        waiting = [_waiting(page, one) for one in row["limits"]]
        named = [f"{one} {held}".rstrip() for one, held in zip(named, waiting, strict=True)]
    return ", ".join(named)


def _waiting(page: PlanPage, name: str) -> str:
    offers = [one for one in page.plan.made_from.offers if one.resource == name]
    told = [f"{offered(one)}, {one.planning_class if one.live else 'held back'}" for one in offers]
    if not told:
        return "(nothing offered)" * name.startswith("places:")
    return f"({'; '.join(told)}: does not count)"


def _of_depot(page: PlanPage, name: str) -> str:
    if name.startswith("site "):
        return f"the site, {node(page, name.removeprefix('site '))}"
    head, of, place = name.rpartition(" of ")
    if of:
        return f"{head} of {node(page, place)}"
    who, reaches, _ = name.partition(" reaches safety")
    return f"everyone of {group(page, who)} reaches safety" if reaches else name


def where(page: PlanPage, name: str) -> str:
    """Give where a limit is."""
    host, onward, _ = name.partition(" onward")
    return page.labels.get(name) or f"{node(page, host)}{onward}"


def what(name: str) -> str:
    """Give what kind of limit a name is of."""
    return _WHATS.get(name, name)


_WHATS = {
    "places": "places offered by",
    "built": "places built in",
    "vetting": "vetting in",
    "seats": "seats:",
    "road": "the way to",
    "quota": "the quota of",
    "crossing": "crossings at",
    "papers": "papers from the embassy of",
}


def wrapped(text: str, indent: str, *, width: int = WIDTH) -> list[str]:
    """Give a text in lines of the page's width; the first keeps its own indent."""
    lead = len(text) - len(text.lstrip(" "))
    return textwrap.wrap(
        text.lstrip(" "),
        width,
        initial_indent=" " * lead if lead else indent,
        subsequent_indent=indent,
        break_on_hyphens=False,
    )
