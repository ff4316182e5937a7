"""The section of a brief on what may come: who may enter which country, and when limits are passed.

Every number leads to a footnote that says which futures it is taken from and what they were given:
the scenario and its reason, and the claims, rows and assumptions behind each input.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from panah.brief.model import Block, Coming, Footnote, Outlook, Passing, Run, Sentence
from panah.brief.words import counted, day
from panah.domain.naming import Names
from panah.domain.outlook import CaseForecast, Input, Trigger
from panah.domain.rounding import chance_words, rounded
from panah.domain.situation import Situation
from panah.errors import InputError

__all__ = ["outlook"]

RUN = "forecast"
"""Key of the footnote that says which futures a number is of."""
MOST = 60
"""Inputs written out in one footnote (assumed: more nobody reads); the table of inputs has all."""


def outlook(
    found: CaseForecast, situation: Situation, names: Names
) -> tuple[Outlook, Mapping[str, Footnote]]:
    """Give the section of a forecast, and the footnotes its numbers lead to.

    Raises
    ------
    InputError
        If the forecast was made from another situation, or from claims the brief leaves out.
    """
    _check(found, situation)
    last = found.start + timedelta(days=found.days - 1)
    courses = _courses(found)
    abroad = sorted(
        (code for code in found.countries if code in courses),
        key=lambda code: [-people for people in courses[code][-1][2:]],
    )
    coming = [_coming(found, code, courses[code], names) for code in abroad]
    notes = {RUN: _run(found, situation)}
    notes |= {f"{RUN}:{code}": _given(found, code, names) for code in abroad}
    busy = [one for one, code in zip(coming, abroad, strict=True) if courses[code][-1][-1] > 0]
    section = Outlook(
        first=found.start,
        last=last,
        headline=_headline(found, busy, abroad, courses, names),
        asked=_asked(found),
        coming=tuple(busy),
        passing=tuple(_passing(found, one, names) for one in found.triggers),
        blocks=tuple(_blocks(found)),
    )
    return section, notes


def _check(found: CaseForecast, situation: Situation) -> None:
    head, as_of = found.manifest.get("ledger_head"), situation.view.as_of
    if found.as_of != as_of or head != situation.head:
        raise InputError(
            f"the forecast is made from {found.as_of} and ledger head {str(head)[:12]}, the brief "
            f"from {as_of} and {situation.head[:12]}; make both from one situation"
        )
    claims = {key for one in found.inputs for key in one.origin.claims}
    if hidden := claims - situation.standing.keys():
        raise InputError(
            f"the forecast rests on {counted(len(hidden), 'claim', 'claims')} that the brief "
            "leaves out; make it from the brief's own situation"
        )


_Course = list[tuple[float, float, float, float, float]]


def _courses(found: CaseForecast) -> dict[str, _Course]:
    """Give the bands of people who have entered, by country and day; withheld numbers as 0."""
    courses: dict[str, _Course] = {}
    ends = ("low_80", "low_50", "middle", "high_50", "high_80")
    for row in found.table(found, "course", 0.8).iter_rows(named=True):
        low, quarter, middle, upper, high = (row[end] or 0.0 for end in ends)
        courses.setdefault(row["country"], []).append((low, quarter, middle, upper, high))
    return courses


def _coming(found: CaseForecast, code: str, bands: _Course, names: Names) -> Coming:
    low, _, middle, _, high = bands[-1]
    key = f"{RUN}:{code}"
    return Coming(
        name=_name(found, code, names),
        people=(
            Run(f"{rounded(low)} to {rounded(high)}", notes=(RUN, key)),
            Run(f" people in 8 of 10 futures; half have more than {rounded(middle)}"),
        ),
        risk=_risk(found, code),
        bands=tuple(bands),
    )


def _name(found: CaseForecast, code: str, names: Names) -> str:
    return found.names.get(code) or names.of(code)


def _risk(found: CaseForecast, code: str) -> Sentence:
    rows = found.risks.iter_rows(named=True)
    leads = next(row for row in rows if row["country"] == code and row["leads"])
    least = "at least " if leads["at_least"] and leads["chance"] < 1 else ""
    chance = chance_words(leads["chance"], found.members)
    return (
        Run(f"{leads['level']} risk", notes=(RUN,)),
        Run(
            f" within six months: likelihood {leads['likelihood']} by impact {leads['impact']} "
            f"({least}{chance}: {leads['meaning']})"
        ),
    )


def _headline(
    found: CaseForecast,
    busy: Sequence[Coming],
    abroad: Sequence[str],
    courses: Mapping[str, _Course],
    names: Names,
) -> Sentence:
    if not busy:
        some = any(found.entries[:, :, found.countries.index(code)].any() for code in abroad)
        few = "In at least 9 of 10 futures fewer than 10 people enter any other country."
        none = "In no future does anybody enter another country."
        return (Run(few if some else none, notes=(RUN,)),)
    most = abroad[0]
    low, _, _, _, high = courses[most][-1]
    return (
        Run(f"Most may enter {_name(found, most, names)}: in 8 of 10 futures "),
        Run(f"{rounded(low)} to {rounded(high)}", notes=(RUN, f"{RUN}:{most}")),
        Run(f" people in {counted(found.days, 'day', 'days')}. "),
        Run(
            f"No conflict that starts after {day(found.as_of)} is in it unless a scenario puts it "
            "there."
        ),
    )


def _asked(found: CaseForecast) -> Sentence:
    scenario = found.manifest.get("scenario")
    named = f"scenario {scenario}" if scenario else "no scenario"
    return (
        Run(f"{found.members} futures", notes=(RUN,)),
        Run(f", seed {found.manifest['seed']}, {named}; {found.manifest['outflow']}."),
    )


def _run(found: CaseForecast, situation: Situation) -> Footnote:
    """Say which futures numbers are of, and what they were given that is of no one country."""
    scenario = found.manifest.get("scenario")
    why = str(found.manifest.get("why") or "").rstrip(" .")
    made = f"Scenario {scenario}: {why}" if scenario else "No scenario"
    claims = [key for one in found.inputs for key in one.origin.claims]
    return Footnote(
        number=0,
        key=RUN,
        text=(
            f"Computed: quantiles of {found.members} futures of {found.days} days from "
            f"{day(found.start)}, seed {found.manifest['seed']}, question "
            f"{found.manifest.get('question', 'not kept')}, ledger head {situation.head[:12]}; "
            f"{found.manifest['weighed']}. {made}. {len(found.inputs)} inputs"
            + ("; those that claims give:" if claims else ", none of them from claims.")
        ),
        rests_on=tuple(dict.fromkeys(claims)),
    )


def _given(found: CaseForecast, code: str, names: Names) -> Footnote:
    """Say what futures were given about a country: each input with what it rests on."""
    inside = {
        place
        for place, country in zip(found.places, found.countries_of, strict=True)
        if country == code
    }
    mine = [one for one in found.inputs if {code, *inside} & set(_places_of(one))]
    told = "; ".join(_input(found, one) for one in mine[:MOST])
    left = f"; and {len(mine) - MOST} more" if len(mine) > MOST else ""
    claims = [key for one in mine for key in one.origin.claims]
    said = f"Given about {_name(found, code, names)}: {told}{left}." if mine else ""
    return Footnote(
        number=0,
        key=f"{RUN}:{code}",
        text=said or f"Nothing was given about {_name(found, code, names)} but its place.",
        rests_on=tuple(dict.fromkeys(claims)),
    )


def _places_of(one: Input) -> Iterator[str]:
    for part in one.of.split(" to "):
        yield from part.split("+")


def _input(found: CaseForecast, one: Input) -> str:
    where = " to ".join(
        " + ".join(found.names.get(code, code) for code in part.split("+"))
        for part in one.of.split(" to ")
    )
    assumed = f"; assumed: {one.origin.text}" if one.origin.assumption and one.origin.text else ""
    source = f" [{one.origin.file}]" if one.origin.file else ""
    return f"{where}, {one.what}: {one.value}{source}{assumed}"


def _passing(found: CaseForecast, one: Trigger, names: Names) -> Passing:
    places = " and ".join(_name(found, code, names) for code in one.of.split("+"))
    what = {"stock": "people there", "entries": "people who enter"}.get(one.quantity, "a day")
    claims = tuple(key for key in one.origin.claims if key in found.cited)
    return Passing(
        name=places,
        threshold=(Run(f"{one.threshold:,} {what} ({one.what})", notes=(*claims, RUN)),),
        chance=f"{chance_words(one.chance, found.members)} pass it",
        days=(one.one, one.five, one.nine),
    )


def _blocks(found: CaseForecast) -> Iterator[Block]:
    yield Block(
        name="worth",
        heading="What forecasts of this case were worth",
        sentences=tuple(_worth(found)),
    )
    yield Block(
        name="unknown",
        heading="What the model does not know",
        sentences=tuple((Run(text),) for text in found.unknown),
    )


def _worth(found: CaseForecast) -> Iterable[Sentence]:
    if not found.earlier:
        yield (
            Run(
                "No count was published before that a later one could be held against: nobody can "
                "say how good this is."
            ),
        )
        return
    inside = sum(one.score.in_eight for one in found.earlier)
    mine = sum(one.score.crps for one in found.earlier) / len(found.earlier)
    rules = {
        name: sum(one.rules[name] for one in found.earlier) / len(found.earlier)
        for name in found.earlier[0].rules
    }
    best = min(rules.values())
    how = "better" if mine < best else "worse"
    yield (
        Run(
            f"Made again from earlier days, with what was known then, {inside} of "
            f"{len(found.earlier)} later counts lay within 8 of 10 futures; the mean score (CRPS) "
            f"of {rounded(mine)} people is {how} than the {rounded(best)} of the best rule without "
            "a model. So few prove no skill."
        ),
    )
