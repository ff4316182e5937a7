"""The sections of a brief: what stands, what differs, what may come, and what nobody stated."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from panah.brief.countries import ELSEWHERE, by_country
from panah.brief.facts import MOODS, facts
from panah.brief.model import Block, Country, Run, Sentence
from panah.brief.traces import replaced
from panah.brief.voice import ours, reported
from panah.brief.words import amount, day
from panah.domain.claim import CondType, Kind
from panah.domain.dossier import Dossier, called
from panah.domain.line import BorneOut
from panah.domain.quantity import Interval, Unit
from panah.domain.situation import Gap, Situation

__all__ = [
    "Differences",
    "absences",
    "countries",
    "differences",
    "differs",
    "filled",
    "gaps_of",
    "questions",
    "read_together",
    "refused",
]

Differences = Mapping[str, Sequence[tuple[Mapping[str, object], str, str]]]

_KINDS = (
    ("places", "Places for people", (Kind.HOSTING,)),
    ("moves", "People who moved, people who are there", (Kind.MOVEMENT, Kind.POPULATION)),
    ("sites", "Camps, sites and depots", (Kind.FACILITY,)),
    ("access", "Borders, airports, embassies", (Kind.ACCESS,)),
    ("support", "Help", (Kind.SUPPORT,)),
    ("security", "Who holds, attacks, leaves", (Kind.SECURITY,)),
    ("policy", "Policy and standing facts", (Kind.POLICY, Kind.CONTEXT)),
)
_DIFFER = {"amounts": "amounts do not meet", "said to conflict": "both cannot be so"}


def countries(situation: Situation, told: Sequence[Dossier]) -> tuple[Country, ...]:
    """Give a section a country, with what is tied to none at the end."""
    absent = absences(situation, told)
    differences_ = differences(situation)
    missing: dict[str, list[str]] = {}
    for gap in situation.gaps:
        missing.setdefault(gap.matter, []).append(gap.facet)
    return tuple(
        Country(
            code=code,
            name=lines[0].names.of(code) if code != ELSEWHERE else "Tied to no one country",
            blocks=filled(
                *_facts(lines, absent),
                _outlook(lines),
                _warnings(lines),
                differs(lines, differences_),
                read_together(lines),
                replaced(lines),
                _not_stated(lines, missing),
            ),
        )
        for code, lines in by_country(told).items()
    )


def filled(*blocks: Block) -> tuple[Block, ...]:
    """Leave out the blocks that have nothing to say."""
    return tuple(block for block in blocks if block.sentences)


def gaps_of(lines: Sequence[Dossier], gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    """Give the gaps of some lines."""
    matters = {one.line.matter.id for one in lines}
    return tuple(gap for gap in gaps if gap.matter in matters)


def questions(gaps: Iterable[Gap]) -> Block:
    """Gather what nobody stated as questions, one a matter, by whom to ask."""
    asked: dict[tuple[str, str], list[str]] = {}
    titles: dict[str, str] = {}
    for gap in gaps:
        asked.setdefault((gap.ask, gap.matter), []).append(gap.facet)
        titles[gap.matter] = gap.title
    return Block(
        name="questions",
        heading="Questions to ask",
        sentences=tuple(
            (ours(f"Ask {ask} about {titles[matter]}: {', '.join(facets)}."),)
            for (ask, matter), facets in asked.items()
        ),
    )


_NUMBER = re.compile(r"(?<= \()“[^”]+”(?=\))")
"""A number as a refusal words it, after the title of its line."""


def refused(situation: Situation, told: Sequence[Dossier]) -> Block:
    """Say which sums are not made, and why, each number with its footnotes."""
    return Block(
        name="refused",
        heading="Sums that are not made",
        sentences=tuple(tuple(_cited(why, told)) for why in situation.refusals),
    )


def _cited(why: str, told: Sequence[Dossier]) -> Iterator[Run]:
    done = 0
    for number in _NUMBER.finditer(why):
        before = why[: number.start()].removesuffix(" (")
        keys = next(
            (
                cell.claims
                for one in told
                if before.endswith(one.line.matter.title or one.line.matter.id)
                for cell in one.line.numbers
                if one.worded(cell) == number[0].strip("“”")
            ),
            (),
        )
        yield ours(why[done : number.start()])
        yield Run(number[0], said=bool(keys), notes=keys)
        done = number.end()
    yield ours(why[done:])


def absences(situation: Situation, told: Sequence[Dossier]) -> dict[str, Sentence]:
    """Say, by matter, of whom nobody is left: people who came and were sent back."""
    by_matter = {one.line.matter.id: one for one in told}
    return {
        row["matter"]: _absent(by_matter[row["matter"]], by_matter[row["present_why"]])
        for row in situation.rows("displaced")
        if row["present_low"] is not None
    }


def _absent(one: Dossier, back: Dossier) -> Sentence:
    where = one.names.of(one.claim(one.lead).to)
    return (
        ours(f"Of these, 0 are present in {where}: the same number went back.", *back.line.claims),
    )


def _facts(lines: Sequence[Dossier], absent: Mapping[str, Sentence]) -> Iterable[Block]:
    for name, heading, kinds in _KINDS:
        sentences: list[Sentence] = []
        for one in lines:
            if one.line.kind in kinds:
                sentences += facts(one)
                gone = absent.get(one.line.matter.id)
                sentences += [gone] if gone else []
        yield Block(name=name, heading=heading, sentences=tuple(sentences))


def _outlook(lines: Sequence[Dossier]) -> Block:
    sentences = [
        (ours(_coming(one, key)), *reported(one, key)) for one in lines for key in one.line.outlook
    ]
    return Block(
        name="outlook", heading="Outlook: plans, fears, conditions", sentences=tuple(sentences)
    )


def _coming(one: Dossier, key: str) -> str:
    mood = MOODS[one.claim(key).mood].capitalize()
    return f"{mood}{_if(one, key)} ({one.line.matter.title}): "


def _if(one: Dossier, key: str) -> str:
    conditions = [
        f"{cond.type.value.replace('_', ' ')}: {cond.text}"
        for cond in one.claim(key).conditions
        if cond.type is not CondType.UNTIL_DATE
    ]
    return f", {'; '.join(conditions)}" if conditions else ""


def _warnings(lines: Sequence[Dossier]) -> Block:
    return Block(
        name="warnings",
        heading="Warnings, and what bore them out",
        sentences=tuple(_borne(one, what) for one in lines for what in one.line.borne_out),
    )


def _borne(one: Dossier, what: BorneOut) -> Sentence:
    when = f" on {day(what.on)}" if what.on else ""
    return (
        *reported(one, what.claim),
        ours(f" Borne out{when} (R12): "),
        *reported(one, what.by),
    )


def differences(situation: Situation) -> Differences:
    """Give the pairs that cannot both be so, by matter, with the ids of both claims."""
    keys = {name: key for key, name in called(situation.standing).items()}
    found: dict[str, list[tuple[Mapping[str, object], str, str]]] = {}
    for row in situation.rows("conflicts"):
        found.setdefault(row["matter"], []).append((row, keys[row["one"]], keys[row["other"]]))
    return found


def differs(lines: Sequence[Dossier], found: Differences) -> Block:
    """Show what cannot both be so: who leads, who is kept, and the rule."""
    sentences = [
        _pair(one, row, leads, kept)
        for one in lines
        for row, leads, kept in found.get(one.line.matter.id, ())
    ]
    return Block(name="differs", heading="Sources differ", sentences=tuple(sentences))


def _pair(one: Dossier, row: Mapping[str, object], leads: str, kept: str) -> Sentence:
    about = _DIFFER.get(str(row["about"]), "one says it is held, the host says otherwise")
    return (
        ours(f"{row['title']}: {about} ({row['rule']}). Leads: "),
        *reported(one, leads),
        ours(" Kept, differs: "),
        *reported(one, kept),
        ours(_hull(row)),
    )


def _hull(row: Mapping[str, object]) -> str:
    low, high = row["low"], row["high"]
    if not isinstance(low, float):
        return ""
    held = Interval(low, high if isinstance(high, float) else None)
    unit = Unit(str(row["unit"])) if row["unit"] else None
    return f" The range that holds both: {amount(held, unit)}."


def read_together(lines: Sequence[Dossier]) -> Block:
    """Show what must be read beside something else; it changes no number."""
    by_matter = {one.line.matter.id: one for one in lines}
    pairs = {
        frozenset(pair): (matter, pair)
        for matter, one in by_matter.items()
        for pair in one.line.read_with
    }
    sentences = [
        (
            *reported(by_matter[matter], first),
            ours(" Read with: "),
            *reported(by_matter[matter], second),
        )
        for matter, (first, second) in pairs.values()
    ]
    return Block(name="read-with", heading="Read together", sentences=tuple(sentences))


def _not_stated(lines: Sequence[Dossier], missing: Mapping[str, Sequence[str]]) -> Block:
    return Block(
        name="gaps",
        heading="Not stated",
        sentences=tuple(
            (ours(f"{one.line.matter.title}: {', '.join(missing[one.line.matter.id])}."),)
            for one in lines
            if one.line.matter.id in missing
        ),
    )
