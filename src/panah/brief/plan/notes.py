"""What a limit of a plan rests on, in words: a claim, an assumption, a rule or a ruling.

Keys are ``claim:ID``, ``assumed:KEY`` of a parameter, ``rule:WORDS`` and ``lock:NAME``.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from panah.brief.plan.page import PlanPage
from panah.brief.words import time_of
from panah.domain.dossier import called

__all__ = ["Note", "note_of", "sources"]

Row = Mapping[str, Any]


@attrs.frozen(kw_only=True)
class Note:
    """What a limit rests on."""

    number: int
    label: str
    quote: str = ""
    lang: str = "en"
    text: str


def note_of(page: PlanPage, key: str, calls: Mapping[str, str], *, number: int = 0) -> Note:
    """Give the note of a key.

    Parameters
    ----------
    calls
        What claims are called outside the ledger, by id.
    number
        Of the note on its page.
    """
    kind, _, name = key.partition(":")
    if kind == "claim":
        return _claim(page, name, calls, number)
    if kind == "assumed":
        return Note(number=number, label=f"Assumed {name}", text=_told(page, name))
    if kind == "lock":
        lock = next(one for one in page.plan.made_from.locks if one.name == name)
        return Note(number=number, label=f"Ruled by {lock.by}", text=f"{lock.name}: {lock.why}")
    of = "Rule" if " " in name or "." not in name else "Number"
    return Note(number=number, label=f"{of} {name}", text=_told(page, name))


def _told(page: PlanPage, key: str) -> str:
    return page.numbers.get(key, _RULES.get(key, ""))


def _claim(page: PlanPage, key: str, calls: Mapping[str, str], number: int) -> Note:
    one = page.situation.standing[key]
    claim, report = one.claim, one.report
    chain = " → ".join(f"{page.name_of(hop.actor)} ({hop.how})" for hop in claim.chain)
    said = f"; said {time_of(claim.said)}" if claim.said else ""
    day = time_of(report.published) if report.published else "day of publication not stated"
    span = f", characters {claim.span.start} to {claim.span.end}" if claim.span else ""
    label = calls[key]
    return Note(
        number=number,
        label=label if label != key else key[:8],
        quote=claim.quote,
        lang=report.lang,
        text=f"{chain}{said}. {report.publisher}, {day}. {report.name}{span}.",
    )


_RULES = {
    "forecast": "Who comes by land: the case's forecast, in the future that was chosen.",
    "no offer": "No offer of this host is known: it has no places until it makes one.",
}


def sources(page: PlanPage, tables: Iterable[Iterable[Row]]) -> Iterator[Row]:
    """Give a row a claim, assumption and rule that rows of tables name, in words.

    So every key in a sheet of a plan opens in the sheet of its sources.
    """
    calls = called(page.situation.standing)
    for key in dict.fromkeys(key for rows in tables for row in rows for key in _keys(row)):
        kind, _, name = key.partition(":")
        if kind == "claim" and name not in page.situation.standing:
            continue
        note = note_of(page, key, calls)
        report = page.situation.standing[name].report if kind == "claim" else None
        yield {
            "key": name,
            "kind": _KINDS[kind],
            "label": note.label,
            "quote": note.quote or None,
            "told": note.text,
            "report": report.name if report else None,
            "url": (report.url or None) if report else None,
        }


_KINDS = {"claim": "claim", "assumed": "assumption", "rule": "rule"}


def _keys(row: Row) -> Iterator[str]:
    yield from (f"claim:{key}" for key in row.get("claims") or ())
    for kind, column in (("assumed", "assumption"), ("rule", "rule")):
        for key in (row.get(column) or "").split(", "):
            if key:
                yield f"{kind}:{key}"
