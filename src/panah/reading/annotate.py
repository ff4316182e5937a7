"""A reading in the fields of an annotated folder, so that the two can be compared.

The folder has its own fifteen kinds. Which of our claims is which of them, and who its actor is,
stands in `data/annotation.toml`; nothing here changes what a draft says.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from panah.domain.claim import Hold, Kind, Mood, Status
from panah.domain.quantity import Hedge, Unit
from panah.domain.reading import (
    ActorRef,
    Amount,
    Draft,
    Flag,
    HopRef,
    PlaceRef,
    Polarity,
    Reading,
    Via,
)
from panah.domain.report import Report
from panah.reading.credited import credited
from panah.reading.learned.sighted import RULE
from panah.reading.lexicon import table
from panah.reading.places import is_area
from panah.reading.told import row_of

__all__ = ["Namer", "Names", "interval_of", "predictions"]

Namer = Callable[[str], str]
"""Gives the plain English name of a country's, place's or organisation's code."""


@cache
def _map() -> Mapping[str, Any]:
    return table("annotation")


def predictions(
    report: Report, reading: Reading, *, name: Namer, country: Callable[[str], str | None]
) -> list[dict[str, object]]:
    """Give the claims of a reading in the annotation's fields; those it does not annotate left out.

    Parameters
    ----------
    name, country
        The name of a code, and the country a place lies in.
    """
    found = []
    for draft in reading.drafts:
        row = row_of(draft, draft.made_by.rule)
        if row is not None and row["gold"]:
            found.append(_claim(report, draft, row, Names(name, country)))
    return found


class Names:
    """What parties and places are called in such a folder."""

    def __init__(self, name: Namer, country: Callable[[str], str | None]) -> None:
        self._name, self._country = name, country

    def of(self, ref: ActorRef | PlaceRef | None) -> str | None:
        """Give what a party or place is called there: a country by its name."""
        if ref is None:
            return None
        if area := _area(ref.name):
            return area
        if isinstance(ref, PlaceRef):
            code = self._country(ref.code) if ref.code else None
            return self._called(code) if code else ref.name
        if is_area(ref) and ref.via is not Via.DEMONYM:
            return " ".join(ref.name.split())
        if ref.key:
            return self._called(ref.key)
        return self._called(ref.of) if ref.of and ref.role is None else " ".join(ref.name.split())

    def at(self, ref: ActorRef | PlaceRef | None) -> str | None:
        """Give what a party is called; a town or region by its own name, not its country's."""
        if isinstance(ref, PlaceRef) and ref.code and not _area(ref.name):
            is_named = self._country(ref.code) not in {None, ref.code} and ref.via is Via.NAME
            return " ".join(ref.name.split()) if is_named else self._called(ref.code)
        return self.of(ref)

    def _called(self, code: str) -> str:
        named = _map()["names"].get(code)
        is_agency = code.isupper() and self._country(code) is None
        return str(named or (code if is_agency else self._name(code)))


def _area(name: str) -> str | None:
    """Give the area a name says or lies in, where the folder keeps it apart from its country."""
    for area in _map()["areas"]["names"]:
        if name.startswith(area) or name in _map()["towns"].get(area, ()):
            return str(area)
    return None


def _claim(report: Report, draft: Draft, row: Mapping[str, Any], names: Names) -> dict[str, object]:
    kind = row["gold"]
    speaker, via = _voices(report, draft, names)
    found: dict[str, object] = {
        "kind": kind,
        "actor": _actor(draft, row["actor"], names),
        "quantity": _quantity(report, draft),
        "status": None
        if kind in _map()["plain"]["kinds"]
        else row.get("status_there") or _status(draft),
        "speaker": speaker,
        "via": via,
        "polarity": row.get("polarity_there")
        or ("negated" if _is_denial(draft, kind) else "asserted"),
        "flagged": Flag.POLARITY in draft.flags or None,
        "start": draft.quote.start,
        "end": draft.quote.end,
        "quote": report.text[draft.quote.start : draft.quote.end],
    }
    return {key: value for key, value in found.items() if value is not None}


def _is_denial(draft: Draft, kind: str) -> bool:
    """Tell a denial as that folder has it: a refusal is none, a door open again is one."""
    if kind == "closure_or_suspension":
        opened = draft.hold is Hold.LIVE and draft.made_by.rule in _GATES
        return opened or draft.polarity is Polarity.MINUS
    return draft.polarity is Polarity.MINUS and kind != "refusal_or_limit"


def _actor(draft: Draft, fields: list[str], names: Names) -> str | None:
    refs: Mapping[str, ActorRef | PlaceRef | None] = {
        "subject": draft.subject if _is_party(draft) else None,
        "counterpart": draft.counterpart,
        "place": draft.place,
        "from": draft.from_,
        "to": draft.to,
    }
    first = refs[fields[0]]
    if (
        isinstance(first, ActorRef)
        and first.key is None
        and first.of is None
        and first.name.islower()
    ):
        return None
    called = names.at if (draft.made_by.rule or "").startswith(RULE) else names.of
    return next((named for field in fields if (named := called(refs[field]))), None)


def _is_party(draft: Draft) -> bool:
    """Tell a party that acts from the people it is about."""
    subject, group = draft.subject, draft.group
    return subject is not None and (
        subject.key is not None or group is None or subject.span != group.span
    )


_REFUSED = {
    Status.DONE: "completed",
    Status.UNDER_WAY: "under_way",
    Status.CONSIDERING: "considering",
}
"""How far a refusal has come that is more than a word of no."""


def _status(draft: Draft) -> str | None:
    """Give how far a claim has come, in the annotation's words; None where it has none."""
    weighed = (draft.made_by.rule or "").startswith(RULE) and draft.status is not None
    status: str | None = _map()["status"][draft.status.value] if draft.status else None
    return status if weighed else _refused(draft) or _gate(draft) or _held(draft) or status


def _refused(draft: Draft) -> str | None:
    refused = draft.hold is Hold.DECLINED or draft.made_by.rule == "host.refuse"
    return _REFUSED.get(draft.status) if refused and draft.status else None


def _gate(draft: Draft) -> str | None:
    """Give how far a closure has come: that folder takes a border that is shut for one in force."""
    if draft.kind is not Kind.ACCESS:
        return None
    if draft.mood is Mood.WILL:
        return "announced"
    if draft.hold is Hold.SUSPENDED and draft.made_by.rule == "access.gate":
        return _SHUT.get(draft.status) if draft.status else None
    opened = draft.hold is Hold.LIVE and draft.made_by.rule in _GATES
    return "completed" if opened else None


_SHUT = {Status.IN_PLACE: "under_way", Status.DONE: "completed"}
"""How far a gate that is shut has come: in force, or razed and gone."""


def _held(draft: Draft) -> str | None:
    return None if draft.hold is Hold.LIVE else str(_map()["hold"][draft.hold.value])


_GATES = frozenset(
    {"access.gate", "access.programme", "access.returns", f"{RULE}closure_or_suspension"}
)


def interval_of(report: Report, amount: Amount) -> tuple[float | None, float | None] | None:
    """Give the interval of an amount as that folder reads its wording; None for no size."""
    ends = _ends(amount.hedge, amount.stated, _worded(report, amount))
    if ends is None:
        return None
    times = 100 if amount.unit is Unit.SHARE else 1
    low, high = (None if end is None else round(end * times, 4) for end in ends)
    return low, high


def _worded(report: Report, amount: Amount) -> str:
    return report.text[amount.worded.start : amount.worded.end]


def _quantity(report: Report, draft: Draft) -> dict[str, object] | None:
    amount = draft.amount
    ends = interval_of(report, amount) if amount else None
    if amount is None or ends is None:
        return None
    unit = _map()["units"].get(amount.unit.value, "other") if amount.unit else "other"
    low, high = ends
    return {
        "low": low,
        "high": high,
        "approx": amount.hedge in {Hedge.ABOUT, Hedge.ALMOST, Hedge.MAGNITUDE},
        "unit": unit,
        "text": _worded(report, amount),
    }


def _ends(
    hedge: Hedge, stated: tuple[float, ...], worded: str
) -> tuple[float | None, float | None] | None:
    """Give the interval as that folder reads the wording."""
    if not stated:
        low = " ".join(worded.lower().split())
        known = _map()["magnitudes"]
        found = next((one for one in sorted(known, key=len, reverse=True) if one in low), None)
        return tuple(known[found]) if found else None
    if len(stated) == 2:
        return stated[0], stated[1]
    if hedge in {Hedge.MORE_THAN, Hedge.AT_LEAST}:
        return stated[0], None
    if hedge is Hedge.UP_TO:
        return None, stated[0]
    return stated[0], stated[0]


def _voices(report: Report, draft: Draft, names: Names) -> tuple[str | None, str | None]:
    """Give who is credited with it, and the outlet or medium that carries it."""
    speaker = next(
        (hop for hop in draft.chain if hop.how.value in {"said", "wrote", "unnamed"}), None
    )
    outlet = next((hop for hop in draft.chain if hop.how.value in {"quoted", "reported"}), None)
    via = " ".join(outlet.actor.name.split()) if outlet and outlet.actor else None
    if via is None and speaker is not None and speaker.medium:
        via = speaker.medium
    return _speaker(report.text, speaker, names), via


def _speaker(text: str, hop: HopRef | None, names: Names) -> str | None:
    if hop is None or hop.actor is None or hop.actor.name == "unnamed":
        return None
    actor = hop.actor
    called = names.of(actor) if actor.key else None
    return credited(text, actor, called or actor.name)
