"""An early warning as a message of the Common Alerting Protocol: alert, update, cancel.

A warning is what a line's outlook says: what may or will be, in the words of who said it. The first
message about it is an *alert*; a later one that still warns is an *update*; when nothing warns any
more, because a fact bore it out or it was taken back, the message is a *cancel*. Both name all
messages before them. How severe something is nobody said, so panah does not say it either.

Source: OASIS, Common Alerting Protocol version 1.2, 1 July 2010, sections 3.2.1 to 3.2.4.
"""

import hashlib
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import chain

import attrs

from panah.brief.voice import reported
from panah.brief.words import known
from panah.domain.claim import Kind, Mood
from panah.domain.dossier import Dossier
from panah.domain.situation import Situation
from panah.errors import FileError, InputError

__all__ = ["Meant", "Message", "as_cap", "message_of"]

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"

_WORD = re.compile(r"[^\s,<&]+")
"""What CAP lets stand in a sender or identifier: no space, comma, ``<`` or ``&``."""

_HEADLINE = 160
"""Characters of a headline that every display shows: CAP 1.2, 3.2.2."""

_CATEGORIES = {Kind.SECURITY: "Security", Kind.MOVEMENT: "Safety", Kind.POPULATION: "Safety"}
"""Categories of CAP by kind of matter; the others are ``Other``."""


class Meant(StrEnum):
    """Whether a message is meant: CAP's status."""

    ACTUAL = "actual"
    EXERCISE = "exercise"
    TEST = "test"


@attrs.frozen(kw_only=True)
class Message:
    """A message that went out before: what a later one names it by.

    Parameters
    ----------
    sent
        As the message wrote it.
    references
        The messages before it, as it named them.
    """

    sender: str
    identifier: str
    sent: str
    references: str = ""

    @property
    def all(self) -> str:
        """The names of it and of all before it, as CAP writes them."""
        return f"{self.references} {self.sender},{self.identifier},{self.sent}".strip()


def message_of(text: bytes, name: str) -> Message:
    """Read the message that a new one follows.

    Raises
    ------
    FileError
        If it is no CAP message.
    """
    try:
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            raise FileError(f"{name} is no CAP message: it defines entities of its own")
        root = ET.fromstring(text)  # noqa: S314  (what could grow was refused above)
    except ET.ParseError as error:
        raise FileError(f"{name} is not XML: {error}") from error
    found = {
        field: root.findtext(f"{{{NAMESPACE}}}{field}") or ""
        for field in ("sender", "identifier", "sent", "references")
    }
    if not all((found["sender"], found["identifier"], found["sent"])):
        raise FileError(f"{name} is no CAP 1.2 message: sender, identifier and sent are wanted")
    return Message(**found)


def as_cap(
    matter: str,
    one: Dossier | None,
    situation: Situation,
    *,
    sender: str,
    before: Message | None = None,
    meant: Meant = Meant.ACTUAL,
) -> str:
    """Write what a line warns of.

    Parameters
    ----------
    matter, one
        What it is about, and its line; None where nothing is said of it any more.
    sender
        Who sends it, unique in the world: a mail address or domain name.
    before
        The message that this one follows; None for the first.

    Raises
    ------
    InputError
        If nothing warns and nothing did, or the sender cannot stand in a message.
    """
    if not _WORD.fullmatch(sender):
        raise InputError(
            f"{sender!r} cannot be a sender: no spaces, commas, < or &; give a mail address or a "
            f"domain name"
        )
    outlook = one.line.outlook if one else ()
    if not outlook and before is None:
        raise InputError(
            f"nothing warns in {matter} on {situation.view.as_of}: it has no outlook; `panah "
            f"situation` shows which lines have one"
        )
    kind = "Alert" if before is None else "Update" if outlook else "Cancel"
    alert = ET.Element("alert", xmlns=NAMESPACE)
    fields = {
        "identifier": _identifier(matter, situation, sender, kind),
        "sender": sender,
        "sent": _moment(situation.view.as_known),
        "status": meant.value.capitalize(),
        "msgType": kind,
        "source": f"panah, ledger head {situation.head}",
        "scope": "Public",
        "note": _note(one) if kind == "Cancel" else "",
        "references": before.all if before else "",
    }
    _add(alert, fields)
    if one:
        _info(alert, one, situation)
    ET.indent(alert, space=" ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(alert, encoding="unicode")}\n'


def _add(parent: ET.Element, fields: dict[str, str]) -> None:
    for name, text in fields.items():
        if text:
            ET.SubElement(parent, name).text = _printable(text)


def _printable(text: str) -> str:
    """Leave out what XML cannot hold."""
    return "".join(sign for sign in text if sign in "\t\n" or (sign >= " " and not _is_half(sign)))


def _is_half(sign: str) -> bool:
    return "\ud800" <= sign <= "\udfff" or sign in "\ufffe\uffff"


def _identifier(matter: str, situation: Situation, sender: str, kind: str) -> str:
    """Give a name that the same question on the same ledger always gets."""
    view = situation.view
    asked = (sender, matter, situation.head, view.as_of, known(view.as_known), kind)
    return f"panah-{hashlib.sha256(' '.join(map(str, asked)).encode()).hexdigest()[:32]}"


def _moment(moment: datetime) -> str:
    """Write a moment as CAP wants it: whole seconds, UTC as ``-00:00``, never ``Z``."""
    whole = (moment.astimezone(UTC) + timedelta(microseconds=999_999)).replace(microsecond=0)
    return f"{whole:%Y-%m-%dT%H:%M:%S}-00:00"


def _note(one: Dossier | None) -> str:
    if one is None or not one.line.borne_out:
        return "Nothing warns of it any more."
    return "Borne out: " + " ".join(_told(one, what.by) for what in one.line.borne_out)


def _told(one: Dossier, key: str) -> str:
    return "".join(run.text for run in reported(one, key))


def _info(alert: ET.Element, one: Dossier, situation: Situation) -> None:
    line = one.line
    warns = [*line.outlook, *(what.claim for what in line.borne_out)]
    info = ET.SubElement(alert, "info")
    _add(
        info,
        {
            "language": "en",
            "category": _CATEGORIES.get(line.kind, "Other"),
            "event": line.matter.title,
            "urgency": _urgency(one, situation),
            "severity": "Unknown",
            "certainty": _certainty(one),
            "headline": line.matter.title[:_HEADLINE],
            "description": "\n".join(_told(one, key) for key in warns) or line.matter.title,
        },
    )
    for name, value in _parameters(one, situation, warns):
        parameter = ET.SubElement(info, "parameter")
        _add(parameter, {"valueName": name, "value": value})
    for code in _areas(one):
        area = ET.SubElement(info, "area")
        _add(area, {"areaDesc": one.names.of(code)})
        geocode = ET.SubElement(area, "geocode")
        _add(geocode, {"valueName": "panah place code", "value": code})


def _certainty(one: Dossier) -> str:
    """Say that a fear is possible; how likely a plan or an expectation is, nobody has said."""
    if one.line.borne_out and not one.line.outlook:
        return "Observed"
    feared = any(one.claim(key).mood is Mood.MAY for key in one.line.outlook)
    return "Possible" if feared else "Unknown"


def _urgency(one: Dossier, situation: Situation) -> str:
    """Say ``Future`` where all that is warned of begins after the day, else ``Unknown``."""
    if not one.line.outlook:
        return "Past"
    starts = [one.claim(key).event for key in one.line.outlook]
    later = [when and when.earliest and when.earliest > situation.view.as_of for when in starts]
    return "Future" if all(later) else "Unknown"


def _parameters(one: Dossier, situation: Situation, warns: list[str]) -> Iterator[tuple[str, str]]:
    yield "as of", situation.view.as_of.isoformat()
    yield "as known", known(situation.view.as_known)
    yield "matter", one.line.matter.id
    for key in warns:
        yield "claim", key


def _areas(one: Dossier) -> list[str]:
    """Give the places that are warned of: those the claims name, else the country of the line."""
    keys = [*one.line.outlook, *one.line.claims]
    named = ((claim.place, claim.to, claim.from_) for key in keys for claim in (one.claim(key),))
    places = dict.fromkeys(filter(None, chain.from_iterable(named)))
    return list(places) or [code for code in (one.host, one.subject) if code][:1]
