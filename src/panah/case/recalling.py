"""What a ledger holds about one thing: its entries in their order, and the thing a name means.

Claims, matters, reports, entries and actors are all named in one way: by their whole name or
label, or by the start of their key.
"""

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from functools import singledispatch
from typing import TYPE_CHECKING

from panah.domain.entry import (
    Assigning,
    Assignment,
    Claims,
    Entry,
    Grade,
    Issue,
    Kept,
    Link,
    Note,
    Rejection,
    Topic,
)
from panah.domain.report import Report
from panah.errors import NotKnownError
from panah.ledger import decide as ledger
from panah.ledger.decide import SHORTEST, Hand
from panah.ledger.known import Known

if TYPE_CHECKING:
    from panah.case.case import Case

__all__ = ["Thing", "called", "grade", "log", "note", "retract", "said_of", "thing"]


class Thing(StrEnum):
    """What an entry can be about."""

    CLAIM = "claim"
    MATTER = "matter"
    REPORT = "report"
    ENTRY = "entry"
    ACTOR = "actor"


def thing(case: "Case", name: str, among: Collection[Thing] = tuple(Thing)) -> str:
    """Give the key of what a name means.

    Parameters
    ----------
    name
        A claim's label, a matter's id, a report's file name, an actor's name; or the start of the
        key of a claim, report or entry.

    Raises
    ------
    NotKnownError
        If nothing, or more than one thing, is meant.
    """
    known = case.known()
    meant = {key: what for what in among for key in _KEYS[what](case, known, name)}
    if len(meant) == 1:
        return next(iter(meant))
    if meant:
        some = ", ".join(f"the {what} {key[:12]}" for key, what in list(meant.items())[:3])
        raise NotKnownError(f"{name!r} may be {some}; give more of the name")
    names = [*known.labels, *known.matters, *(one.name for one in known.reports.values())]
    near = difflib.get_close_matches(name, names, n=3)
    hint = f"did you mean {' or '.join(near)}?" if near else "`panah log` lists what there is"
    *most, final = among
    kinds = f"{', '.join(most)} or {final}"
    raise NotKnownError(f"the ledger knows no {kinds} {name!r}; {hint}")


def log(case: "Case", name: str | None = None) -> Iterator[Kept]:
    """Give the entries of a ledger in the order in which they were kept.

    Parameters
    ----------
    name
        Only those about this claim, matter, report, entry or actor.
    """
    key = None if name is None else thing(case, name)
    known = case.known()
    for kept in case.ledger.entries():
        if key is None or key in _touched(kept, known):
            yield kept


def retract(case: "Case", *names: str, by: str, why: str = "", at: str | None = None) -> int:
    """Undo entries, or let claims be taken back by their source; give how many entries are new."""
    keys = [thing(case, name, (Thing.ENTRY, Thing.CLAIM)) for name in names]
    return case.append(ledger.retract(case.known(), keys, case.hand(by, at, why)))


def note(case: "Case", on: str, text: str, hand: Hand, *, asked: bool = False) -> int:
    """Keep a remark on anything, or that a question about it was asked."""
    topic = Topic.QUESTION if asked else Topic.TEXT
    return case.append(ledger.note([thing(case, on)], text, hand, topic=topic))


def grade(case: "Case", on: str, graded: Grade, hand: Hand) -> int:
    """Keep a grade of a claim or of an actor."""
    key = thing(case, on, (Thing.CLAIM, Thing.ACTOR))
    return case.append(ledger.grade(case.known(), key, graded, hand))


def _begins(keys: Collection[str], name: str) -> list[str]:
    return [key for key in keys if key.startswith(name)] if len(name) >= SHORTEST else []


def _claims(_case: "Case", known: Known, name: str) -> list[str]:
    return [known.labels[name]] if name in known.labels else _begins(known.claims, name)


def _matters(_case: "Case", known: Known, name: str) -> list[str]:
    key = known.matter_named(name)
    return [key] if key in known.matters else []


def _reports(_case: "Case", known: Known, name: str) -> list[str]:
    called = [key for key, report in known.reports.items() if report.name == name]
    return called or _begins(known.reports, name)


def _entries(_case: "Case", known: Known, name: str) -> list[str]:
    return _begins([entry.key for entry in known.entries], name)


def _actors(case: "Case", known: Known, name: str) -> list[str]:
    actors = case.words.actors
    key = actors.resolve(name)
    voices = {hop.actor for heard in known.claims.values() for hop in heard.claim.chain}
    publishers = {report.publisher for report in known.reports.values()}
    heard = {actors.resolve(voice) for voice in voices | publishers}
    return [key] if actors.get(key) or key in heard else []


_KEYS = {
    Thing.CLAIM: _claims,
    Thing.MATTER: _matters,
    Thing.REPORT: _reports,
    Thing.ENTRY: _entries,
    Thing.ACTOR: _actors,
}


def _touched(kept: Kept, known: Known) -> set[str]:
    """Give the keys of all that an entry is about, of labels what they name now."""
    value = kept.entry.value
    touched = {kept.key, *kept.entry.on, *map(known.named, kept.entry.on)}
    if isinstance(value, Assignment):
        touched.add(value.matter)
    if isinstance(value, Claims):
        touched |= {claim.report for claim in value.claims}
    return touched


def called(known: Known) -> dict[str, str]:
    """Give what the claims and reports of a ledger are called."""
    claims = {key: heard.claim.name for key, heard in known.claims.items()}
    return claims | {key: report.name for key, report in known.reports.items()}


def said_of(entry: Entry, names: Mapping[str, str]) -> str:
    """Say in one line of words what an entry did.

    Parameters
    ----------
    names
        What claims and reports are called, by key.
    """
    shown = [names.get(key, key[:8] if _KEY.fullmatch(key) else key) for key in entry.on]
    more = f" and {len(shown) - _NAMED} more" if len(shown) > _NAMED else ""
    return f"{', '.join(shown[:_NAMED])}{more}{_valued(entry.value)}".strip()


_KEY = re.compile(r"[0-9a-f]{64}")

_NAMED = 6
"""Things an entry names before it counts the rest."""


@singledispatch
def _valued(_value: object) -> str:
    """Say what the value of an entry adds to what it is on; the others add nothing."""
    return ""


@_valued.register
def _report(value: Report) -> str:
    return f", published by {value.publisher or 'nobody known'}"


@_valued.register
def _read(value: Claims) -> str:
    return f" by {value.reader}"


@_valued.register
def _rejected(value: Rejection) -> str:
    return f": {value.reason}"


@_valued.register
def _assigned(value: Assignment) -> str:
    if value.do is Assigning.DEFINE:
        return ": a new matter"
    if value.do is Assigning.RENAME:
        return f": now called {value.title}"
    return f" → {value.matter}"


@_valued.register
def _linked(value: Link) -> str:
    return f": the first {value.relation} the second"


@_valued.register
def _graded(value: Grade) -> str:
    kinds = f" for {', '.join(value.scope)}" if value.scope else ""
    return f": {value.source}{value.information}{kinds}"


@_valued.register
def _noted(value: Note) -> str:
    return f": {value.topic} {value.text}".rstrip()


@_valued.register
def _issued(value: Issue) -> str:
    return f"{value.kind} as of {value.as_of}, file {value.file_hash[:12]}"
