"""What a claim tells, in the fifteen kinds of the annotation (docs/method/reading.md)."""

from collections.abc import Mapping
from functools import lru_cache
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
    named = (told.kind, rule, told.status or "", told.hold, told.mood)
    return _row(named, told.amount is not None, told.to is not None)


_NAMED = ("kind", "rule", "status", "hold", "mood")


@lru_cache(maxsize=4096)
def _row(
    named: tuple[str | None, ...], is_counted: bool, has_goal: bool
) -> Mapping[str, Any] | None:
    """Give the row, once for all that are told alike."""
    rows: list[Mapping[str, Any]] = table("annotation")["row"]  # type: ignore[assignment]
    for row in rows:
        if any(
            key in row and value not in row[key] for key, value in zip(_NAMED, named, strict=True)
        ):
            continue
        if (is_counted or not row.get("counted")) and (has_goal or not row.get("to")):
            return row
    return None
