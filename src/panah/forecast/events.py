"""Events of security as a situation tells them, into onsets of conflict.

A place that is attacked, taken or handed over is in conflict from that day on. Troops that come or
leave, and control over part of a country, start nothing; what may happen is left to a scenario.
The words decide, because a claim has no field for what kind of event it is: an event whose words
say none of these is listed, not guessed.
"""

import re
from datetime import date

from panah.domain.claim import Claim, Mood
from panah.domain.figure import Origin
from panah.domain.line import Line
from panah.forecast.chart import Chart
from panah.forecast.priors import priors
from panah.forecast.scene import Found, Onset, said_in

__all__ = ["onsets"]

_PEACEFUL = re.compile(
    r"without (?:a |any )?(?:fight|fighting|resistance|battle|shot)|hand\w+ over|"
    r"(?:gave|given|giving) up|surrender\w*|no fight",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"\b(?:(?:has |have |had |was |were |been )*(?:taken|took|captur\w+|seiz\w+|fell|fallen|"
    r"overr[au]n\w*|enter\w*|storm\w*|attack\w*|shell\w*|bomb\w*|raid\w*)|"
    r"clash\w*|fight\w*|battle\w*|hand\w+ over|surrender\w*|tak(?:es?|ing)\b|is in .* hands)",
    re.IGNORECASE,
)
_NOT_AN_ATTACK = re.compile(
    r"\b(?:left|leave|withdr\w+|abandon\w*|troops? (?:\w+ ){0,3}(?:sent|deploy\w*)|deploy\w*|"
    r"exercise|evacuat\w*|readiness)\b",
    re.IGNORECASE,
)


def onsets(line: Line, claims: tuple[Claim, ...], chart: Chart, found: Found) -> None:
    """Read one line about security."""
    dated: dict[str, list[Claim]] = {}
    feared = [claim for claim in claims if claim.mood is not Mood.IS and not _is_calm(claim)]
    if any(chart.home in {claim.place, claim.subject.partition(" ")[0]} for claim in feared):
        _outlook(line, feared, found)
    for claim in claims:
        if claim.mood is Mood.IS and claim.id in line.claims and _is_attack(claim):
            _place(line, claim, chart, found, dated)
    for place, told in dated.items():
        _onset(place, told, found)


def _is_attack(claim: Claim) -> bool:
    return said_in((claim,), _TAKEN) and not _is_calm(claim)


def _is_calm(claim: Claim) -> bool:
    return said_in((claim,), _NOT_AN_ATTACK)


def _outlook(line: Line, feared: list[Claim], found: Found) -> None:
    quotes = ", ".join(f"“{claim.quote}”" for claim in feared)
    found.note(
        "onset_only_in_a_scenario",
        (line.matter.id,),
        f"{quotes}: a fear or a plan starts nothing; write a scenario if it should",
    )


def _place(
    line: Line, claim: Claim, chart: Chart, found: Found, dated: dict[str, list[Claim]]
) -> None:
    codes = [code for code in chart.find(claim.place) if _is_inhabited(chart, code)]
    if not codes:
        found.note(
            "event_not_on_the_map",
            (line.matter.id,),
            f"“{claim.quote}” is on no place of the map with a population, so it starts nothing",
        )
        return
    for code in codes:
        dated.setdefault(code, []).append(claim)


def _is_inhabited(chart: Chart, code: str) -> bool:
    return any(post.code == code and post.population for post in chart.posts)


def _onset(place: str, told: list[Claim], found: Found) -> None:
    """Give one onset a place: the hull of the days told, without those that only end later."""
    days = [(when.earliest or when.latest, when.latest) for claim in told if (when := claim.event)]
    known = [(first, last) for first, last in days if first is not None and last is not None]
    rests = Origin(claims=tuple(claim.id for claim in told))
    if not known:
        found.note(
            "event_without_a_day",
            rests.claims,
            f"an event at {place} has no day, so it starts nothing",
        )
        return
    first, last = min(day for day, _ in known), min(day for _, day in known)
    exact = [when for claim in told if (when := claim.event) and when.earliest is not None]
    if exact:
        first, last = _hull([(when.earliest, when.latest) for when in exact], first, last)
    lasts = priors("world")["onset_lasts"].value
    calm = said_in(told, _PEACEFUL)
    intensity = priors("world")["handed_over" if calm else "fighting"].value
    found.onsets.append(
        Onset(place=place, first=first, last=last, intensity=intensity, origin=rests)
    )
    span = f"{first}" if first == last else f"{first} to {last}"
    assumed = f"intensity {intensity:g} " + ("without a fight" if calm else "for fighting")
    found.give(
        place,
        "onset of conflict",
        f"{span}, intensity {intensity:g}",
        Origin(
            claims=rests.claims,
            assumption="forecast.onset",
            text=f"{assumed}; it lasts {lasts:g} days",
        ),
    )


def _hull(
    days: list[tuple[date | None, date | None]], first: date, last: date
) -> tuple[date, date]:
    starts = [start for start, _ in days if start is not None]
    ends = [end for _, end in days if end is not None]
    return min(starts, default=first), max(ends, default=last)
