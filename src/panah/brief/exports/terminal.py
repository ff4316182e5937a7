"""The situation as text for a terminal, country by country, in fixed columns that wrap.

Words of a source stand in quotation marks; what panah read from them stands in brackets beside.
"""

import textwrap
from collections.abc import Iterator, Mapping, Sequence

from panah.brief.countries import ELSEWHERE, by_country
from panah.brief.exports.tame import tame
from panah.brief.facts import MOODS, facts, status_words
from panah.brief.findings import CLASSES, headline, in_class
from panah.brief.model import Sentence
from panah.brief.sections import absences
from panah.brief.traces import replacements
from panah.brief.voice import not_held
from panah.brief.words import counted, day, known_there
from panah.domain.claim import Kind
from panah.domain.dossier import Dossier, dossiers
from panah.domain.naming import Names
from panah.domain.situation import Situation

__all__ = ["as_table"]

ID = 64
"""Characters of a claim's id."""

LEFT = 33
"""Columns of the left margin, where kind, class and status stand."""


def as_table(situation: Situation, names: Names, *, width: int = 100) -> str:
    """Write the situation as text.

    Parameters
    ----------
    width
        Columns of the terminal; at least 60 are used.
    """
    width = max(width, 60)
    told = dossiers(situation.detail, situation.standing, names)
    blocks = [
        "\n".join(_head(situation, told, width)),
        *_countries(situation, told, width),
        "\n".join(_ending(situation, width)),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _head(situation: Situation, told: Sequence[Dossier], width: int) -> Iterator[str]:
    view = situation.view
    parts = [f"as of {day(view.as_of)}", f"as known {known_there(view.as_known)}"]
    parts += [f"as public {known_there(view.as_public)}"] if view.as_public else []
    parts += ["strict"] if view.strict else []
    parts += ["with unreviewed claims"] if view.drafts else []
    parts += [f"amounts read by {view.policy}, to look at only"] if view.policy else []
    yield from _wrapped(f"Situation {', '.join(parts)}; ledger head {situation.head[:12]}", width)
    yield from _wrapped(_plain(headline(situation, told), {}), width)
    if not told:
        return
    yield ""
    for name in CLASSES:
        yield from _row(f"places, {name}", _plain(in_class(situation, told, name), {}), width)


def _countries(situation: Situation, told: Sequence[Dossier], width: int) -> Iterator[str]:
    missing: dict[str, list[str]] = {}
    for gap in situation.gaps:
        missing.setdefault(gap.matter, []).append(gap.facet)
    absent = absences(situation, told)
    conflicts: dict[str, list[Mapping[str, object]]] = {}
    for row in situation.rows("conflicts"):
        conflicts.setdefault(row["matter"], []).append(row)
    for code, lines in by_country(told).items():
        name = lines[0].names.of(code) if code != ELSEWHERE else "Tied to no one country"
        rows = [f"{name}{f' ({code})' if code else ''}", "-" * width]
        for one in sorted(lines, key=_turn):
            matter = one.line.matter.id
            extra = [_plain(absent[matter], one.calls)] if matter in absent else []
            extra += [_differ(row) for row in conflicts.get(matter, ())]
            extra += [f"not stated: {', '.join(missing[matter])}"] if matter in missing else []
            rows += _line(one, extra, width)
        yield "\n".join(rows)


def _differ(row: Mapping[str, object]) -> str:
    leads, kept = (
        f"{_said(row[f'{name}_quote'])} {row[f'{name}_said_by']} [{_short(str(row[name]))}]"
        for name in ("one", "other")
    )
    return f"sources differ ({row['rule']}): {leads} leads; {kept} is kept"


def _said(quote: object) -> str:
    return f"“{quote}”" if quote else "(words not held)"


def _turn(one: Dossier) -> tuple[int, str]:
    """Put offers first, then the kinds in the order of their list."""
    return list(Kind).index(one.line.kind), one.line.matter.id


def _line(one: Dossier, extra: Sequence[str], width: int) -> Iterator[str]:
    line = one.line
    counted_as = line.planning_class.value if line.planning_class else ""
    if line.planning_class and not line.counted:
        counted_as += ", not counted"
    yield from _row(f"{line.kind.value}: {status_words(one)}", line.matter.title, width)
    told = [_plain(sentence, one.calls) for sentence in facts(one)]
    told += [f"{MOODS[one.claim(key).mood]}: {_quote(one, key)}" for key in line.outlook]
    told += [f"borne out: {_quote(one, key.claim)}" for key in line.borne_out]
    told += extra
    told += _replaced(one)
    label = f"  {counted_as}"
    for text in told or ["nothing stated"]:
        yield from _row(label, text, width)
        label = ""


def _replaced(one: Dossier) -> Iterator[str]:
    for what, claims, by in replacements(one):
        *names, cause = (f"[{_short(name)}]" for name in one.called([*claims, by]))
        yield f"{what} of {' '.join(names)} by {cause}"


def _quote(one: Dossier, key: str) -> str:
    (name,) = one.called([key])
    claim = one.claim(key)
    said = f"“{claim.quote}”" if claim.quote else f"({not_held(claim)})"
    return f"{said} {one.speaker(key)} [{_short(name)}]"


def _ending(situation: Situation, width: int) -> Iterator[str]:
    for why in situation.refusals:
        yield from _row("sum not made", why, width)
    for finding in situation.findings:
        yield from _row("to look at", finding.text, width)
    if situation.withheld:
        yield from _row("withheld", counted(situation.withheld, "claim", "claims"), width)


def _plain(sentence: Sentence, calls: Mapping[str, str]) -> str:
    """Give a sentence with the names of its claims in brackets."""
    return "".join(
        run.text + "".join(f" [{_short(calls[key])}]" for key in run.notes if key in calls)
        for run in sentence
    )


def _short(name: str) -> str:
    """Give the label a claim goes by, or the start of its id, which names it as well."""
    return name[:8] if len(name) == ID else name


def _row(label: str, text: str, width: int) -> Iterator[str]:
    """Put a label in the margin and the text beside it; both wrap."""
    left = _wrapped(label, LEFT - 2)
    right = _wrapped(text, width - LEFT)
    for index in range(max(len(left), len(right))):
        margin = left[index] if index < len(left) else ""
        yield f"{margin:{LEFT}}{right[index] if index < len(right) else ''}".rstrip()


def _wrapped(text: str, width: int) -> list[str]:
    indent = text[: len(text) - len(text.lstrip(" "))]
    lines = textwrap.wrap(tame(text), width, break_on_hyphens=False, subsequent_indent=indent)
    return lines or [""]
