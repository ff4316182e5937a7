"""Events of security as a situation tells them, into onsets of conflict.

A place that is attacked, taken or handed over is in conflict from that day on. Fighting of which
only the country is told is somewhere in it: each future draws where, unless places were named in
those weeks. Troops that come or leave start nothing; what may happen is left to a scenario.
The words decide, because a claim has no field for what kind of event it is: an event whose words
say none of these is listed, not guessed.
"""

import re
from datetime import date, timedelta

from panah.domain.claim import Claim, Mood
from panah.domain.figure import Origin
from panah.domain.line import Line
from panah.forecast.chart import Chart
from panah.forecast.priors import priors
from panah.forecast.scene import Found, Onset, said_in

__all__ = ["onsets", "settle_onsets"]

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
    feared = [claim for claim in claims if claim.mood is not Mood.IS and not _is_calm(claim)]
    if any(chart.home in {claim.place, claim.subject.partition(" ")[0]} for claim in feared):
        _outlook(line, feared, found)
    for claim in claims:
        if claim.mood is Mood.IS and claim.id in line.claims and _is_attack(claim):
            _place(line, claim, chart, found)


def settle_onsets(chart: Chart, found: Found) -> None:
    """Make one onset of all that voices told of one attack, whatever matter they stand under."""
    _settle_named(found)
    lasts = timedelta(days=priors("world")["onset_lasts"].value)
    among = tuple(post.code for post in chart.posts if post.population)
    for matter, told in found.at_large.items():
        days = [day for claim in told if (day := _day(claim)) is not None]
        named = [one for one in found.onsets if one.place]
        if not days or any(abs(one.first - max(days)) <= lasts for one in named):
            continue
        rests = Origin(
            claims=tuple(claim.id for claim in told),
            assumption="forecast.at_large",
            text="each future draws one place of the country, by residents",
        )
        begun = [claim.event.earliest for claim in told if claim.event and claim.event.earliest]
        first = max(min(begun, default=max(days)), max(days) - lasts)
        found.onsets.append(
            Onset(
                place="",
                among=among,
                first=first,
                last=max(days),
                intensity=priors("world")["fighting"].value,
                origin=rests,
            )
        )
        found.give(chart.home, "onset of conflict", f"somewhere, {first} to {max(days)}", rests)
        found.note(
            "event_somewhere",
            (matter,),
            f"“{told[0].quote}” names no place: each future draws where it was",
        )


def _settle_named(found: Found) -> None:
    lasts = timedelta(days=priors("world")["onset_lasts"].value)
    for place, told in found.attacks.items():
        dated = [(claim, day) for claim in told if (day := _day(claim)) is not None]
        for claim in told:
            if _day(claim) is None:
                found.note(
                    "event_without_a_day",
                    (claim.id,),
                    f"“{claim.quote}” has no day, so it starts nothing",
                )
        together: list[Claim] = []
        begun: date | None = None
        for claim, day in sorted(dated, key=lambda pair: pair[1]):
            if begun is not None and day - begun > lasts:
                _onset(place, together, found)
                together, begun = [], None
            begun = begun or day
            together.append(claim)
        if together:
            _onset(place, together, found)


def _day(claim: Claim) -> date | None:
    return claim.event.latest if claim.event else None


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


def _place(line: Line, claim: Claim, chart: Chart, found: Found) -> None:
    codes = [code for code in chart.find(claim.place) if _is_inhabited(chart, code)]
    if not codes and (claim.place or "").startswith(chart.home):
        found.at_large.setdefault(line.matter.id, []).append(claim)
    elif not codes:
        found.note(
            "event_not_on_the_map",
            (line.matter.id,),
            f"“{claim.quote}” is on no place of the map with a population, so it starts nothing",
        )
    for code in codes:
        found.attacks.setdefault(code, []).append(claim)


def _is_inhabited(chart: Chart, code: str) -> bool:
    return any(post.code == code and post.population for post in chart.posts)


def _onset(place: str, told: list[Claim], found: Found) -> None:
    """Give one onset: the hull of the days told, without those that only say by when."""
    rests = Origin(claims=tuple(claim.id for claim in told))
    times = [claim.event for claim in told if claim.event]
    spans = [(one.earliest, one.latest) for one in times if one.earliest and one.latest]
    by_then = min(one.latest for one in times if one.latest)
    first = min((start for start, _ in spans), default=by_then)
    last = max((end for _, end in spans), default=by_then)
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
