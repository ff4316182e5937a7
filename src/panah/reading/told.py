"""What a claim tells, in the fifteen kinds of the annotation (docs/method/reading.md)."""

from collections.abc import Mapping
from typing import Any, Protocol

from panah.domain.claim import Hold, Kind, Mood, Status
from panah.reading.lexicon import table

__all__ = ["Told", "row_of"]


class Told(Protocol):
    """What a draft and a sighting have in common."""

    @property
    def kind(self) -> Kind:
        """What the claim is about."""

    @property
    def status(self) -> Status | None:
        """How far it has come."""

    @property
    def hold(self) -> Hold:
        """Whether it stands."""

    @property
    def mood(self) -> Mood:
        """Whether it is, will or may be."""

    @property
    def amount(self) -> object:
        """How many, where it says so."""

    @property
    def to(self) -> object:
        """Where people go, where it says so."""


def row_of(told: Told, rule: str | None) -> Mapping[str, Any] | None:
    """Give the first row of ``data/annotation.toml`` whose conditions all hold; None for none."""
    rows: list[Mapping[str, Any]] = table("annotation")["row"]  # type: ignore[assignment]
    return next((row for row in rows if _fits(row, told, rule)), None)


def _fits(row: Mapping[str, Any], told: Told, rule: str | None) -> bool:
    values = {
        "kind": told.kind.value,
        "rule": rule,
        "status": told.status.value if told.status else "",
        "hold": told.hold.value,
        "mood": told.mood.value,
    }
    if any(key in row and value not in row[key] for key, value in values.items()):
        return False
    if row.get("counted") and told.amount is None:
        return False
    return not (row.get("to") and told.to is None)
