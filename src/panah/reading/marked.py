"""A claim as a second reader marks it up: labels from closed lists, and words that show them.

Nothing here is believed yet. Whether the words stand in the report, and say what the labels say,
is for `panah.reading.ground`.
"""

from collections.abc import Mapping
from enum import StrEnum

import attrs

from panah.domain.claim import Hold, Kind, Mode, Mood, Status

__all__ = ["EVIDENCE", "LABELS", "Marked", "marked"]

EVIDENCE = (
    "quantity_text",
    "group_text",
    "subject_text",
    "counterpart_text",
    "place_text",
    "from_text",
    "to_text",
    "via_text",
    "status_text",
    "hold_text",
    "speaker_text",
    "publisher_text",
    "event_text",
    "said_text",
    "condition_text",
)
"""The fields that point at words of the report; each may be null."""

LABELS: Mapping[str, tuple[type[StrEnum], bool]] = {
    "kind": (Kind, False),
    "status": (Status, True),
    "hold": (Hold, False),
    "mood": (Mood, False),
    "mode": (Mode, True),
}
"""The closed list of each label, and whether it may be null."""

_LARGEST = 1e15
_AMOUNT_WORDS = ("quantity", "amount", "value", "number", "count")


@attrs.frozen(kw_only=True)
class Marked:
    """One claim with its labels as the domain knows them.

    Parameters
    ----------
    sentence
        Number of the sentence it was found in, if a number was given.
    texts
        The evidence that was given, by field.
    numbers
        Amounts that were given as numbers though none was asked for; only compared.
    """

    quote: str
    kind: Kind
    hold: Hold
    mood: Mood
    status: Status | None
    mode: Mode | None
    sentence: int | None
    texts: Mapping[str, str]
    numbers: tuple[float, ...]


def marked(raw: Mapping[str, object]) -> Marked | tuple[str, ...]:
    """Read one claim of an answer, or give what is wrong with it.

    A field that is left out counts as null, and a mode counts for hosting only. A field nobody
    asked for is never used, but a number among those is kept to be compared.
    """
    if faults := _faults(raw):
        return faults
    sentence = raw.get("sentence")
    kind, status, mode = Kind(str(raw["kind"])), raw.get("status"), raw.get("mode")
    return Marked(
        quote=str(raw["quote"]),
        kind=kind,
        hold=Hold(str(raw["hold"])),
        mood=Mood(str(raw["mood"])),
        status=None if status is None else Status(str(status)),
        mode=Mode(str(mode)) if mode and kind is Kind.HOSTING else None,
        sentence=sentence if type(sentence) is int else None,
        texts={name: str(raw[name]) for name in EVIDENCE if str(raw.get(name) or "").strip()},
        numbers=tuple(_numbers(raw)),
    )


def _faults(raw: Mapping[str, object]) -> tuple[str, ...]:
    faults = [
        f"{name} is {raw.get(name)!r}, which is none of {', '.join(words)}"
        for name, (words, nullable) in LABELS.items()
        if not (raw.get(name) is None and nullable) and raw.get(name) not in list(words)
    ]
    faults += [
        f"{name} must be words of the report or null, not {raw[name]!r}"
        for name in EVIDENCE
        if not isinstance(raw.get(name), str | None)
    ]
    if not isinstance(raw.get("quote"), str):
        faults.append("there is no quote")
    return tuple(faults)


def _numbers(raw: Mapping[str, object]) -> list[float]:
    return [
        float(value)
        for name, value in raw.items()
        if isinstance(value, int | float)
        and not isinstance(value, bool)
        and abs(value) < _LARGEST
        and any(word in name for word in _AMOUNT_WORDS)
    ]
