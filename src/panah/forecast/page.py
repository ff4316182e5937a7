"""A forecast as a page for the terminal: what a planner asks, in the order in which they ask it.

Numbers are rounded to what they deserve and chances are said as so many in 10 futures.
"""

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np

from panah.domain.outlook import CaseForecast, Trigger
from panah.domain.rounding import chance_words, rounded
from panah.forecast.arrays import LIMITS
from panah.forecast.risk import HALF_A_YEAR, band
from panah.forecast.tables import IMPACTS, named

__all__ = ["as_page"]

WIDTH = 100
MOST = 12
"""Places listed, those with most people first."""
_SHARE = 0.8


def as_page(found: CaseForecast) -> str:
    """Write a forecast as text."""
    blocks = (
        _head(found),
        _arrivals(found),
        _groups(found),
        _risks(found),
        _triggers(found),
        _scores(found),
        _earlier(found),
        _list("What the model does not know", found.unknown),
        _list("Findings", [one.text for one in found.findings]),
        _list("Limits of use", [LIMITS]),
    )
    return "\n\n".join("\n".join(block) for block in map(list, blocks) if block) + "\n"


def _head(found: CaseForecast) -> Iterator[str]:
    last = found.start + timedelta(days=found.days - 1)
    yield (
        f"Forecast as of {_day(found.as_of)} for {found.days} days, to {_day(last)}; "
        f"{found.members} futures, seed {found.manifest['seed']}"
    )
    said = [
        f"ledger head {str(found.manifest['ledger_head'])[:12]}",
        str(found.manifest["weighed"]),
        str(found.manifest["outflow"]),
    ]
    if found.manifest.get("scenario"):
        why = f": {found.manifest['why']}" if found.manifest.get("why") else ""
        said.insert(0, f"scenario {found.manifest['scenario']}{why.rstrip('.')}")
    yield from _wrapped("; ".join(said), "")
    yield from _wrapped(_headline(found), "")
    if _loses(found):
        yield from _wrapped(
            "FORECASTS OF THIS CASE HAVE DONE WORSE than a rule that needs no model: see below.", ""
        )


def _headline(found: CaseForecast) -> str:
    numbers = [n for n, code in enumerate(found.countries) if code != found.home]
    total = found.entries[:, :, numbers].sum(axis=(1, 2), dtype=np.float64)
    low, middle, high = band(total, found.weight, _SHARE)
    return (
        f"In 8 of 10 futures between {rounded(float(low))} and {rounded(float(high))} people enter "
        f"another country in these {found.days} days; in half of them more than "
        f"{rounded(float(middle))}. Futures differ in how many set out, in borders, roads and "
        f"rules. No conflict that starts after {_day(found.as_of)} is in them unless a scenario "
        f"puts it there."
    )


def _arrivals(found: CaseForecast) -> Iterator[str]:
    yield "People who enter a country, in all"
    yield f"{'people':40}{'middle':>10}{'8 of 10 futures':>24}{'there before':>16}"
    for number, country in enumerate(found.countries):
        entries = found.entries[:, :, number].sum(axis=1, dtype=np.float64)
        before = sum(
            people
            for people, one in zip(found.before, found.countries_of, strict=True)
            if one == country
        )
        what = " (back home)" if country == found.home else ""
        yield _row(
            found, f"{_name(found, country)}{what}", entries, rounded(before) if before else ""
        )
    yield ""
    came = found.stock[:, -1].astype(np.float64) - np.array(found.before)
    busy = [n for n in np.argsort(-np.median(came, axis=0), kind="stable") if came[:, n].max() > 0]
    most = f"; the {MOST} of {len(busy)} with most" if len(busy) > MOST else ""
    yield f"People at a place on the last day, without those there before{most}"
    yield f"{'people':40}{'middle':>10}{'8 of 10 futures':>24}"
    for number in busy[:MOST]:
        yield _row(found, _name(found, found.places[number]), came[:, number], "")
    waiting = found.waiting.max(axis=1)
    gates = list(map(int, np.flatnonzero(waiting.any(axis=0))))
    if gates:
        yield ""
        yield "People who wait for a seat, on the day with most"
    for number in gates:
        name = _name(found, found.places[number])
        yield _row(found, name, waiting[:, number].astype(np.float64), "")


def _groups(found: CaseForecast) -> Iterator[str]:
    """Say who comes, where the case tells people apart."""
    if not found.groups:
        return
    abroad = [n for n, code in enumerate(found.countries) if code != found.home]
    yield "Who they are: people who enter another country, by group of the case's groups.csv"
    for number, group in enumerate(found.groups):
        entries = found.by_group["entries"][:, :, abroad, number].sum(axis=(1, 2), dtype=np.float64)
        if entries.any():
            yield _row(found, group, entries, "")


def _row(found: CaseForecast, name: str, values: "np.typing.NDArray[np.float64]", more: str) -> str:
    low, middle, high = (float(end) for end in band(values, found.weight, _SHARE))
    span = f"{rounded(low)} to {rounded(high)}"
    short = textwrap.shorten(name, 40, placeholder="…")
    return f"{short:40}{rounded(middle):>10}{span:>24}{more:>16}".rstrip()


def _risks(found: CaseForecast) -> Iterator[str]:
    short = found.days < HALF_A_YEAR
    yield "Risk within six months: likelihood x impact (UNHCR, Preparedness Package)"
    if short:
        yield (
            f"The horizon is {found.days} days, shorter than six months: every chance is at least "
            "what stands here"
        )
    for row in found.risks.filter(found.risks["leads"]).iter_rows(named=True):
        chance = chance_words(row["chance"], found.members)
        least = "at least " if short and row["chance"] < 1 else ""
        meaning = IMPACTS[row["impact"]]
        yield (
            f"{textwrap.shorten(row['name'], 22, placeholder='…'):24}{row['level']:8}"
            f"{row['likelihood']} x {row['impact']}   {least}{chance}: {meaning}"
        )
    yield f"Chances are of {found.members} futures; the matrix of colours is assumed."


def _triggers(found: CaseForecast) -> Iterator[str]:
    yield "Thresholds that were stated, and when futures pass them"
    if not found.triggers:
        yield "  none was stated: no capacity, no ceiling, no planning figure on the map"
    for one in found.triggers:
        yield from _wrapped(_trigger(found, one), "  ")


def _trigger(found: CaseForecast, one: Trigger) -> str:
    days = {"1 in 10": one.one, "5 in 10": one.five, "9 in 10": one.nine}
    when = "".join(f"; {share} by {_day(day)}" for share, day in days.items() if day is not None)
    never = " and ".join(share for share, day in days.items() if day is None)
    when += f"; {never} not within them" if when and never else ""
    rests = ", ".join(found.cited.get(key, key[:12]) for key in one.origin.claims)
    what = {"stock": "people there", "entries": "people who enter"}.get(one.quantity, "a day")
    chance = chance_words(one.chance, found.members)
    return (
        f"{named(found, one.of)}: {one.threshold:,} {what} ({one.what}): {chance} pass it within "
        f"the {found.days} days{when} [{rests or one.origin.file}]"
    )


def _scores(found: CaseForecast) -> Iterator[str]:
    yield "How it stands against later counts"
    if not found.scores:
        yield "  nothing can be scored: no later count of people abroad falls within the horizon,"
        yield "  so nobody can say how good this is"
        return
    for one in found.scores:
        low, _, middle, _, high = one.ends
        held = "holds it" if one.in_eight else "does not hold it"
        without = ""
        if one.unchanged is not None:
            without = f"; no change at all is off by {rounded(one.unchanged)}"
        yield from _wrapped(
            f"{_day(one.count.on)}: {one.count.amount.lo:,.0f} counted; 8 of 10 futures have "
            f"{rounded(low)} to {rounded(high)}, which {held}; middle {rounded(middle)}; score "
            f"(CRPS) {rounded(one.crps)}{without}",
            "  ",
        )
    inside = sum(one.in_eight for one in found.scores)
    yield (
        f"  {inside} of {len(found.scores)} counts lie within 8 of 10 futures; so few prove no "
        "skill: illustrative"
    )


RULES = {
    "none": "nobody comes any more",
    "rate": "on at the last rate",
    "fading": "on at a rate that fades",
}
"""Rules that need no model, in words."""


def _means(found: CaseForecast) -> dict[str, float]:
    """Give the mean scores of earlier forecasts and of the rules, in people."""
    rules = {name: float(np.mean([one.rules[name] for one in found.earlier])) for name in RULES}
    return {"": float(np.mean([one.score.crps for one in found.earlier])), **rules}


def _loses(found: CaseForecast) -> bool:
    """Tell whether a rule would have been better than the earlier forecasts."""
    if not found.earlier:
        return False
    means = _means(found)
    return min(means.values()) < means[""]


def _earlier(found: CaseForecast) -> Iterator[str]:
    yield "How forecasts from earlier days, with what was known then, stand against counts since"
    if not found.earlier:
        yield "  none: no count was published before that a later one could be held against"
        return
    for one in found.earlier:
        low, _, middle, _, high = one.score.ends
        held = "holds it" if one.score.in_eight else "does not hold it"
        yield from _wrapped(
            f"from {_day(one.made)} to {_day(one.score.count.on)}: "
            f"{one.score.count.amount.lo:,.0f} counted; 8 of 10 futures had {rounded(low)} to "
            f"{rounded(high)}, which {held}; middle {rounded(middle)}",
            "  ",
        )
    means = _means(found)
    rules = ", ".join(f"{rounded(means[name])} ({words})" for name, words in RULES.items())
    inside = sum(one.score.in_eight for one in found.earlier)
    yield from _wrapped(
        f"{inside} of {len(found.earlier)} counts lay within 8 of 10 futures; mean score (CRPS) "
        f"{rounded(means[''])} people, against {rules}",
        "  ",
    )


def _list(head: str, items: Sequence[str]) -> Iterator[str]:
    if items:
        yield head
        for item in items:
            yield from _wrapped(f"- {item}", "  ")


def _name(found: CaseForecast, code: str) -> str:
    return found.names.get(code, code)


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _wrapped(line: str, indent: str) -> list[str]:
    return textwrap.wrap(
        line,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=f"{indent}  " if indent else "",
        break_on_hyphens=False,
    )
