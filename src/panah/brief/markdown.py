"""A brief as Markdown: one file of text, with a footnote behind every number.

Names and quotes are data: what could be read as Markdown or HTML is escaped.
"""

import re
from collections.abc import Iterable

from panah.brief.model import Brief, Country, Footnote, Outlook, Passing, Sentence
from panah.brief.words import day, known_there, restrictions

__all__ = ["as_markdown"]

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~^&$:=\"'])")
_HARMLESS = re.compile(r"\\([.()\-:'\"!=+$])")
_SPACE = re.compile(r"\s+")


def as_markdown(brief: Brief) -> str:
    """Write the brief."""
    numbers = {note.key: note.number for note in brief.notes}
    return "\n\n".join(_parts(brief, numbers)) + "\n"


def _parts(brief: Brief, numbers: dict[str, int]) -> Iterable[str]:
    yield f"# {_safe(brief.case)}: {_said(brief.headline, numbers)}"
    yield _asked(brief)
    yield "\n".join(
        f"- **{_safe(figure.label)}**: {_said(figure.figure, numbers)}"
        + (f" ({_safe(figure.as_of)})" if figure.as_of else "")
        for figure in brief.figures
    )
    if brief.outlook is not None:
        yield from _outlook(brief.outlook, numbers)
    for number, block in enumerate(brief.plan):
        yield f"{'##' if number == 0 else '###'} {block.heading}"
        yield _list(block.sentences, numbers)
    if brief.offers:
        yield "## Offers of places"
        yield _board(brief, numbers)
    for country in brief.countries:
        yield from _country(country, numbers)
    for block in brief.blocks:
        yield f"## {block.heading}"
        yield _list(block.sentences, numbers)
    yield "## Sources"
    yield "\n".join(_note(note, numbers) for note in brief.notes)


def _asked(brief: Brief) -> str:
    view = brief.view
    parts = [
        f"As of {day(view.as_of)}, as known {known_there(view.as_known)}.",
        f"As public {known_there(view.as_public)}." if view.as_public else "",
        "Only what is agreed or firmer counts (strict)." if view.strict else "",
        "Includes claims that nobody has reviewed." if view.drafts else "",
        *restrictions(withheld=brief.withheld, closed=brief.closed),
        f"Ledger head `{brief.head}`.",
    ]
    return " ".join(part for part in parts if part)


def _board(brief: Brief, numbers: dict[str, int]) -> str:
    head = (
        *("Country", "Role", "Places", "For whom", "Duration", "Onward", "Status", "Class"),
        *("Condition", "Places used, outstanding", "Said by, on"),
    )
    rows = [
        (
            offer.host,
            offer.role,
            _said(offer.number, numbers),
            offer.for_whom,
            _said(offer.duration, numbers),
            offer.onward,
            "; ".join((offer.status, *offer.tags)),
            str(offer.planning_class or "none"),
            _said(offer.condition, numbers),
            _said(offer.used, numbers),
            _said(offer.source, numbers),
        )
        for offer in brief.offers
    ]
    told = {2, 4, 8, 9, 10}
    lines = [head, ("---",) * len(head)]
    lines += [
        tuple(cell if index in told else _safe(cell) for index, cell in enumerate(row))
        for row in rows
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _outlook(of: Outlook, numbers: dict[str, int]) -> Iterable[str]:
    yield f"## Who may arrive, {day(of.first)} to {day(of.last)}"
    yield _said(of.headline, numbers)
    yield _said(of.asked, numbers)
    if of.coming:
        yield "\n".join(
            f"- **{_safe(one.name)}**: {_said(one.people, numbers)}; {_said(one.risk, numbers)}"
            for one in of.coming
        )
    if of.passing:
        yield "### When limits that were stated are passed"
        yield "\n".join(_passed(one, numbers) for one in of.passing)
    for block in of.blocks:
        yield f"### {block.heading}"
        yield _list(block.sentences, numbers)


def _passed(one: Passing, numbers: dict[str, int]) -> str:
    shares = zip((1, 5, 9), one.days, strict=True)
    days = "".join(f"; {share} in 10 by {day(on)}" for share, on in shares if on)
    return f"- **{_safe(one.name)}**: {_said(one.threshold, numbers)}: {one.chance}{days}"


def _country(country: Country, numbers: dict[str, int]) -> Iterable[str]:
    yield f"## {_safe(country.name)}"
    for block in country.blocks:
        yield f"### {block.heading}"
        yield _list(block.sentences, numbers)


def _list(sentences: Iterable[Sentence], numbers: dict[str, int]) -> str:
    return "\n".join(f"- {_said(sentence, numbers)}" for sentence in sentences)


def _said(sentence: Sentence, numbers: dict[str, int]) -> str:
    return "".join(
        _safe(run.text) + "".join(f"[^{numbers[key]}]" for key in run.notes) for run in sentence
    )


def _note(note: Footnote, numbers: dict[str, int]) -> str:
    rests = "".join(f" [^{numbers[key]}]" for key in note.rests_on)
    if not note.speaker:
        return f"[^{note.number}]: {_safe(note.text)}{rests}"
    where = f"{note.report}, characters {note.span}" if note.span else note.report
    parts = (
        f"[{note.label}]",
        f"“{note.quote}”" if note.quote else "(words not held)",
        f"{note.chain}",
        f"said {note.said}" if note.said else "",
        f"{note.publisher}, {note.published}",
        where,
        note.text,
    )
    return f"[^{note.number}]: " + ". ".join(_safe(part) for part in parts if part) + "."


def _safe(text: str) -> str:
    """Escape what Markdown or HTML would read; line breaks become spaces."""
    escaped = _SPECIAL.sub(r"\\\1", _SPACE.sub(" ", text))
    return _HARMLESS.sub(r"\1", escaped)
