"""What the lines of a situation say is closed: a border, by its host; an airport, by who runs it.

Only words in the own voice of whoever can close it count: what others say of a border leaves it
open until the host says so.
"""

import re
from collections.abc import Collection, Iterator, Sequence

from panah.domain.claim import Hold, Kind, Mood
from panah.domain.dossier import Dossier
from panah.domain.figure import Figure, Origin
from panah.domain.line import Voice
from panah.plan.instance.numbers import text_of
from panah.plan.parameters import Parameter

__all__ = ["closed_by", "closed_by_air", "leaking"]

_EMBASSY = re.compile(r"\b(?:embass|consul|diplomat)", re.IGNORECASE)
"""Words of an embassy: it gives papers, and whoever closes it has closed no border."""

_AIR = re.compile(
    r"\b(?:air ?ports?|air ?space|air ?field|flights?|runway|air ?lift)", re.IGNORECASE
)
"""Words of an airport in a line about access to a country."""

_CLOSING = frozenset({Hold.SUSPENDED, Hold.DECLINED, Hold.WITHDRAWN})


def closed_by(dossiers: Sequence[Dossier], host: str) -> Origin | None:
    """Give the claims by which a host closed its border in its own voice; None if it did not."""
    for dossier in _doors(dossiers):
        if dossier.host == host:
            held = [one.claim for one in dossier.line.holds if one.by is Voice.OWN]
            own = [key for key in held if not _says(dossier, key, _EMBASSY)]
            if own and not all(_says(dossier, key, _AIR) for key in own):
                return Origin(claims=tuple(own), text=text_of(dossier.line.matter.title))
    return None


def closed_by_air(dossiers: Sequence[Dossier], home: str, run_by: Collection[str]) -> Origin | None:
    """Give the claims by which the airports of a country are closed; None if they are not.

    Parameters
    ----------
    run_by
        Countries that run the airport besides the one it lies in: their word closes it too.
    """
    voices = {home, *run_by}
    for dossier in _doors(dossiers):
        if dossier.host == home:
            said = [
                one.claim
                for one in dossier.line.holds
                if one.value in _CLOSING
                and _says(dossier, one.claim, _AIR)
                and _voice(dossier, one.claim) in voices
            ]
            if said:
                return Origin(claims=tuple(said), text=text_of(dossier.line.matter.title))
    return None


def leaking(open_: Figure, share: Parameter, closed: Origin) -> Figure:
    """Give what a closed door still lets through: a share of what it lets through open."""
    told = Origin(claims=closed.claims, assumption=share.key, text=closed.text)
    return Figure(open_.times(share.value).steps, told)


def _doors(dossiers: Sequence[Dossier]) -> Iterator[Dossier]:
    return (one for one in dossiers if one.line.kind is Kind.ACCESS)


def _says(dossier: Dossier, key: str, words: re.Pattern[str]) -> bool:
    return bool(words.search(dossier.claim(key).quote or ""))


def _voice(dossier: Dossier, key: str) -> str | None:
    """Give the country that a claim's first voice speaks for; None for one of the future."""
    claim = dossier.claim(key)
    first = claim.chain[0]
    country = dossier.names.country(first.of) or dossier.names.country(first.actor)
    return country if claim.mood is Mood.IS else None
