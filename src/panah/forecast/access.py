"""Borders and crossings as a situation says they stand, into chances of getting through.

Closed is not zero: people go on crossing elsewhere. On 19 August 2021 Iran's official crossings
were closed and about 5,000 people a day entered irregularly (the government's estimate, carried by
UNHCR), so a closed official crossing lets a few through and a border with irregular routes more.
"""

import re

from panah.domain.claim import Claim, Hold, Mood
from panah.domain.figure import Origin
from panah.domain.geography import Travel
from panah.domain.line import Line
from panah.forecast.chart import Chart
from panah.forecast.priors import priors
from panah.forecast.scene import Door, Found, said_in, since_of

__all__ = ["closed_chance", "door"]

_NOT_A_BORDER = re.compile(r"\b(?:embass|consul|diplomat|mission\b|asked\b)", re.IGNORECASE)
_SHUT = re.compile(
    r"\b(?:clos\w+|shut\w*|seal\w+|turn\w* (?:\w+ ){0,2}(?:back|away))", re.IGNORECASE
)
_PARTLY = re.compile(r"\b(?:restrict\w*|limit\w*|only|partly|partially)\b", re.IGNORECASE)
_CLOSING = {Hold.SUSPENDED, Hold.DECLINED, Hold.WITHDRAWN}


def door(line: Line, claims: tuple[Claim, ...], chart: Chart, found: Found) -> None:
    """Read one line about access."""
    now = tuple(claim for claim in claims if claim.mood is Mood.IS and claim.id in line.claims)
    links = _links(line, now, chart)
    if not now or said_in(now, _NOT_A_BORDER) or not links:
        return
    rests = Origin(claims=line.claims)
    state = _state(line, now)
    named = line.matter.place or line.matter.subject or ""
    if line.is_disputed:
        found.note(
            "access_disputed",
            (line.matter.id,),
            f"{line.matter.title}: sources differ whether it is open; half of the futures have it "
            f"{state}, half open",
        )
    if state == "open":
        found.give(named, "border", "open", rests)
        return
    chance = tuple(_chance(state, chart, link) for link in links)
    found.doors.append(
        Door(
            links=links,
            chance=chance,
            since=since_of(now, line.claims),
            disputed=line.is_disputed,
            origin=rests,
        )
    )
    low, high = min(chance), max(chance)
    span = f"{low:g}" if low == high else f"{low:g} to {high:g}"
    assumed = f"chance of getting through a border that is {state}"
    found.give(
        named,
        "border",
        f"{state}: {span} get through",
        Origin(claims=line.claims, assumption="forecast.closed_border", text=assumed),
    )


def _links(line: Line, claims: tuple[Claim, ...], chart: Chart) -> tuple[int, ...]:
    """Give the links that the line is about: those of a crossing, or of a country's border."""
    worded = next((claim.place for claim in claims if claim.place), line.matter.place)
    links: list[int] = []
    for code in chart.find(worded or line.matter.subject):
        countries = {post.code for post in chart.posts if post.country == post.code}
        if code in countries:
            links += chart.borders(code)
        else:
            links += chart.at(code)
    return tuple(dict.fromkeys(links))


def _state(line: Line, claims: tuple[Claim, ...]) -> str:
    """Give how a border stands: closed, restricted or open."""
    holds = {held.value for held in line.holds}
    if holds & _CLOSING or said_in(claims, _SHUT):
        return "closed"
    if Hold.RELUCTANT in holds or said_in(claims, _PARTLY):
        return "restricted"
    return "open"


def _chance(state: str, chart: Chart, link: int) -> float:
    if state == "restricted":
        return priors("world")["restricted"].value
    return closed_chance(chart, link)


def closed_chance(chart: Chart, link: int) -> float:
    """Give the mean chance of getting through a closed link, at a crossing or outside."""
    on_foot = chart.connections[link].mode is Travel.WALK
    return priors("world")["closed_on_foot" if on_foot else "closed_official"].value
