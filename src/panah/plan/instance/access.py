"""Which claims open and close the doors of a plan: a border, an airport, an embassy.

Only whoever can close a door is heard: a host of its border, a country or whoever runs it of an
airport, a government of its embassy. What others say of a door leaves it as it is.
"""

import re
import tomllib
from collections.abc import Collection, Iterator, Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files

import attrs

from panah.domain.claim import Claim, Hold, Kind, Mood
from panah.domain.dossier import Dossier
from panah.domain.finding import Finding
from panah.domain.line import Voice
from panah.domain.place import Level
from panah.plan.instance.turns import Saying

__all__ = ["CLOSING", "Door", "Doorway", "sayings", "unheard"]


class Door(StrEnum):
    """What can be closed."""

    BORDER = "border"
    AIRPORT = "airport"
    EMBASSY = "embassy"


@attrs.frozen(kw_only=True)
class Doorway:
    """One door of a plan.

    Parameters
    ----------
    home
        The country people flee.
    voices
        Countries whose word closes it.
    own, others
        Words by which this crossing is told from the others of its host, and theirs.
    """

    door: Door
    home: str
    voices: frozenset[str]
    own: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()


CLOSING = frozenset({Hold.SUSPENDED, Hold.DECLINED, Hold.WITHDRAWN})
"""Holds by which a door is closed; who is reluctant has closed nothing."""


@cache
def _words(what: str) -> re.Pattern[str]:
    """Give the words of a kind of door in every language of the list."""
    text = (files("panah.plan") / "data" / "doors.toml").read_text(encoding="utf-8")
    stems = [stem for some in tomllib.loads(text)[what].values() for stem in some]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, stems))})", re.IGNORECASE)


def _kind(dossier: Dossier, claim: Claim) -> Door:
    """Give what a claim says is closed: by the kind of its place, else by its words."""
    place = dossier.names.places.get(claim.place)
    if place is not None and place.level is Level.CROSSING:
        return Door.BORDER
    said = _said(dossier, claim)
    kinds = [one for one in (Door.EMBASSY, Door.AIRPORT) if _words(one).search(said)]
    return kinds[0] if kinds else Door.BORDER


def _said(dossier: Dossier, claim: Claim) -> str:
    """Give the words of a claim, with the names of its place."""
    place = dossier.names.places.get(claim.place)
    named = (place.name, *place.aliases) if place and place.level is not Level.COUNTRY else ()
    return " ".join((claim.quote, claim.note, *named))


def sayings(dossiers: Sequence[Dossier], door: Doorway) -> tuple[Saying, ...]:
    """Give what whoever can close a door said of it: that it is or will be closed or open."""
    found = []
    for dossier in _doors(dossiers):
        for key in _keys(dossier):
            claim = dossier.claim(key)
            if _is_meant(dossier, claim, door) and _is_heard(dossier, key, door):
                found.append(
                    Saying(
                        key=key,
                        claim=claim,
                        closes=claim.hold in CLOSING,
                        published=dossier.report(key).published,
                    )
                )
    return tuple(found)


def _doors(dossiers: Sequence[Dossier]) -> Iterator[Dossier]:
    return (one for one in dossiers if one.line.kind is Kind.ACCESS)


def _keys(dossier: Dossier) -> tuple[str, ...]:
    """Give the claims of a line that say how its door stands or will stand, each once."""
    line = dossier.line
    held = (one.claim for one in line.holds if one.value in CLOSING)
    stands = line.status.claims if line.status and not line.holds else ()
    comes = (key for key in line.outlook if _is_announced(dossier.claim(key)))
    return tuple(dict.fromkeys((*held, *stands, *comes)))


def _is_announced(claim: Claim) -> bool:
    told = claim.hold in CLOSING or claim.hold is Hold.LIVE
    return claim.mood is Mood.WILL and claim.kind is Kind.ACCESS and told


def _is_meant(dossier: Dossier, claim: Claim, door: Doorway) -> bool:
    """Tell whether a claim is about a door."""
    if _kind(dossier, claim) is not door.door:
        return False
    there = dossier.names.country(claim.place) or dossier.host
    if door.door is Door.AIRPORT:
        ends = bool(_words("evacuation").search(_said(dossier, claim)))
        return door.home in {there, dossier.host} or (ends and dossier.host in door.voices)
    near = {door.home, None, *door.voices}
    if there not in near or dossier.host not in near:
        return False
    said = _said(dossier, claim).casefold()
    is_other = any(word in said for word in door.others)
    return not is_other or any(word in said for word in door.own)


def _is_heard(dossier: Dossier, key: str, door: Doorway) -> bool:
    """Tell whether a claim is in the voice of somebody who can close the door."""
    held = {one.claim: one.by for one in dossier.line.holds}
    if held.get(key) is Voice.OWN and dossier.host in door.voices:
        return True
    first = dossier.claim(key).chain[0]
    names = dossier.names
    return (names.country(first.of) or names.country(first.actor)) in door.voices


def unheard(
    dossiers: Sequence[Dossier], heard: Collection[str], doors: Sequence[Doorway]
) -> Iterator[Finding]:
    """Say which announced closings the plan does not count, and why."""
    for dossier in _doors(dossiers):
        for key in dossier.line.outlook:
            claim = dossier.claim(key)
            if key in heard or claim.hold not in CLOSING or not _is_announced(claim):
                continue
            matter = dossier.line.matter
            yield Finding(
                what="not_planned",
                on=(matter.id,),
                text=(
                    f"the plan does not count the announced closing in {matter.id} "
                    f"({matter.title}): {_why(dossier, key, doors)}"
                ),
            )


def _why(dossier: Dossier, key: str, doors: Sequence[Doorway]) -> str:
    claim = dossier.claim(key)
    kind = _kind(dossier, claim)
    meant = [one for one in doors if _is_meant(dossier, claim, one)]
    if kind is Door.EMBASSY and not meant:
        return "nothing hangs on that embassy; hosts.CODE.papers in plan.toml says what does"
    if not meant:
        return "no gate of plan.toml is meant"
    if not any(_is_heard(dossier, key, one) for one in meant):
        who = sorted({code for one in meant for code in one.voices})
        names = " or ".join(map(dossier.names.of, who))
        return f"{dossier.speaker(key)} says so, and only {names} can close it"
    if claim.is_conditional:
        return "it hangs on a condition"
    return "no day is named, or one that is past the plan"
