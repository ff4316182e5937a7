"""Movements as a situation tells them: counts to start from, and flights that carry people.

A movement that is done and counted is an observation. People who were sent or flown somewhere went
by a way with seats, on the days it was open. What is expected is a threshold or a scenario.
"""

import re
from datetime import date

from panah.domain.claim import Claim, Mood
from panah.domain.figure import Origin
from panah.domain.geography import PlaceKind
from panah.domain.line import Line, NumberCell
from panah.domain.outlook import Observation, Quantity, Trigger, Use
from panah.domain.quantity import Interval, Measure, Unit
from panah.forecast.chart import Chart
from panah.forecast.scene import Found, Seats, worded

__all__ = ["BEYOND", "movement"]

BEYOND = "OUT"
"""The code of the place of the map that stands for everywhere beyond it."""

_FLOWN = re.compile(r"\b(?:flown|flew|flights?|airlift\w*|aircraft|evacuat\w*)\b", re.IGNORECASE)
_COUNTED = {Measure.FLOW, Measure.CUMULATIVE}


def movement(line: Line, claims: tuple[Claim, ...], chart: Chart, found: Found) -> None:
    """Read one line about people who move."""
    by_id = {claim.id: claim for claim in claims}
    flown = any(cell.unit is Unit.FLIGHT for cell in line.numbers if cell.mood is Mood.IS) or any(
        _FLOWN.search(claim.quote) for claim in claims if claim.mood is Mood.IS
    )
    for cell in line.numbers:
        if cell.unit is not Unit.PERSON or cell.mood is not Mood.IS:
            continue
        if cell.measure is Measure.RATE:
            found.unknown.append(
                f"how many of the {worded(cell.amount)} people a day of “{line.matter.title}” are "
                f"counted anywhere; the forecast does not use a daily rate"
            )
        if cell.measure in _COUNTED:
            _counted(cell, by_id, chart, found, flown=flown)
    for claim in claims:
        if claim.mood is not Mood.IS:
            _expected(line, claim, chart, found)


def _counted(
    cell: NumberCell, claims: dict[str, Claim], chart: Chart, found: Found, *, flown: bool
) -> None:
    lead = claims.get(cell.lead)
    if lead is None or lead.event is None or lead.event.latest is None:
        return
    rests = Origin(claims=cell.claims)
    start, end = lead.event.earliest, lead.event.latest
    if flown and _fly(cell, chart, found, (start, end)):
        return
    if cell.to == chart.home and cell.measure is Measure.CUMULATIVE and start is not None:
        found.inside.append(
            Observation(
                places=(chart.home,),
                on=end,
                amount=cell.amount,
                origin=rests,
                use=Use.START,
                since=start,
            )
        )
    places = foreign(chart, cell.to)
    if places and cell.from_ is not None and start is not None:
        found.observations.append(
            Observation(
                places=places, on=end, amount=cell.amount, origin=rests, use=Use.START, since=start
            )
        )


def foreign(chart: Chart, worded_place: str | None) -> tuple[str, ...]:
    """Give the foreign places of the map that a claim's destination means."""
    country = {post.code: post.country for post in chart.posts}
    if worded_place == "neighbouring countries":
        found = tuple(post.country for post in chart.posts)
        around = dict.fromkeys(one for one in found if one not in {chart.home, BEYOND})
        return tuple(around)
    return tuple(code for code in chart.find(worded_place) if country[code] != chart.home)


def _fly(cell: NumberCell, chart: Chart, found: Found, days: tuple[date | None, date]) -> bool:
    """Put people who were flown on a way with seats; tell whether the map has one."""
    link = _air(chart, cell)
    start, end = days
    if link is None or start is None:
        return False
    length = (end - start).days + 1
    most = cell.amount.hi if cell.amount.hi is not None else cell.amount.lo
    rests = Origin(
        claims=cell.claims,
        assumption="forecast.even_spread",
        text=f"spread evenly over {length} days",
    )
    amount = Interval(cell.amount.lo / length, most / length)
    same = [one for one in found.seats if one.link == link and _overlap(one, start, end)]
    if any(one.amount.lo > amount.lo for one in same):
        return True
    found.seats[:] = [one for one in found.seats if one not in same]
    found.seats.append(Seats(link=link, amount=amount, since=start, until=end, origin=rests))
    ends = " to ".join(chart.links[link].ends)
    found.give(ends, "seats a day", f"{worded(amount)}, {start} to {end}", rests)
    return True


def _overlap(one: Seats, start: date, end: date) -> bool:
    """Tell whether seats are of the same days: the larger count then holds the smaller."""
    return (one.since or start) <= end and start <= (one.until or end)


def _air(chart: Chart, cell: NumberCell) -> int | None:
    """Give the link by air that a movement took: between its ends, or from its airport outward."""
    starts = _near(chart, cell.from_)
    ends = _near(chart, cell.to) or {BEYOND}
    for number, one in enumerate(chart.connections):
        if one.mode == "air" and one.start in starts and one.end in ends:
            return number
    return None


def _near(chart: Chart, place: str | None) -> set[str]:
    """Give a place of the map, and the airports that a link joins to it or that lie in it."""
    codes = set(chart.find(place))
    codes |= {code for one in codes for code in chart.within(one)}
    airports = {post.code for post in chart.posts if post.kind is PlaceKind.AIRPORT}
    for one in chart.connections:
        if one.start in codes and one.end in airports:
            codes.add(one.end)
    return codes


def _expected(line: Line, claim: Claim, chart: Chart, found: Found) -> None:
    """Make a threshold of an expected number of arrivals; anything else waits for a scenario."""
    places = foreign(chart, claim.to)
    qty = claim.qty
    if not places or qty is None or qty.unit is not Unit.PERSON or qty.measure is Measure.RATE:
        return
    number = qty.hi if qty.hi is not None else qty.lo
    if number > 0 and not claim.is_conditional:
        found.triggers.append(
            Trigger(
                of="+".join(places),
                quantity=Quantity.ENTRIES,
                threshold=round(number),
                what="planning figure",
                origin=Origin(claims=(claim.id,)),
            )
        )
    else:
        found.note(
            "movement_only_in_a_scenario",
            (line.matter.id,),
            f"“{claim.quote}” gives no number that the forecast can be held to",
        )
