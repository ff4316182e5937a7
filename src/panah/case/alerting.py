"""Warnings as messages that alerting systems take."""

from pathlib import Path

from panah.brief.exports import cap
from panah.case.folder import received_bytes
from panah.case.words import Words
from panah.domain.dossier import dossiers
from panah.domain.situation import Situation
from panah.errors import NotKnownError

__all__ = ["warning"]


def warning(
    situation: Situation,
    words: Words,
    matter: str,
    *,
    sender: str,
    before: Path | None = None,
    meant: cap.Meant = cap.Meant.ACTUAL,
) -> str:
    """Write what a matter warns of as a message of the Common Alerting Protocol.

    Parameters
    ----------
    before
        The file of the message that this one updates or cancels.

    Raises
    ------
    NotKnownError
        If there is no line of that matter.
    InputError
        If nothing warns and nothing did.
    """
    told = dossiers(situation.detail, situation.standing, words.names)
    one = next((one for one in told if one.line.matter.id == matter), None)
    if one is None and before is None:
        raise NotKnownError(
            f"there is no line {matter!r} on {situation.view.as_of}; `panah situation` with "
            f"--format csv lists those there are"
        )
    earlier = None if before is None else cap.message_of(received_bytes(before), before.name)
    return cap.as_cap(matter, one, situation, sender=sender, before=earlier, meant=meant)
