"""How many voices stand behind a cell, and which of them may be one source (R7).

Ten outlets that retell one agency are one voice. Two unnamed or outlet-only voices that say the
same at the same time may be one source as well: the count is then a range until a person links
them `same` or notes that they are independent.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from itertools import combinations

import msgspec

from panah.ledger.links import Links
from panah.ledger.live import Level, Live

__all__ = ["Voices", "count"]

_ONE_DAY = timedelta(days=1)
"""How far apart two sayings may lie and still be one source: docs/method/rules.md, R7."""

Pair = tuple[str, str]


class Voices(msgspec.Struct, frozen=True):
    """How many voices speak: `most` if all are apart, `least` if the marked pairs are one."""

    most: int
    least: int
    possibly_one: tuple[Pair, ...] = ()


_FEW = (Voices(most=0, least=0), Voices(most=1, least=1))
"""How many voices none and one claim have."""


def count(
    claims: Sequence[Live],
    links: Links,
    *,
    agree: Callable[[Live, Live], bool] | None = None,
    marked: Iterable[Pair] = (),
) -> Voices:
    """Count the voices of some claims.

    Parameters
    ----------
    agree
        Tells whether what two claims say overlaps; None looks for no pairs.
    marked
        Pairs of sayings that were marked already.
    """
    if len(claims) < len(_FEW):
        return _FEW[len(claims)]
    pairs = set(marked)
    if agree is None and not pairs:
        most = len({links.saying(one).voice for one in claims})
        return Voices(most=most, least=most)
    sayings: dict[str, list[Live]] = defaultdict(list)
    leads: dict[str, Live] = {}
    for one in claims:
        lead = links.saying(one)
        leads[lead.id] = lead
        sayings[lead.id].append(one)
    if agree:
        weak = [key for key, lead in leads.items() if lead.level >= Level.OUTLET]
        pairs |= {
            (one, other)
            for one, other in combinations(sorted(weak), 2)
            if leads[one].voice != leads[other].voice
            and not links.are_independent(sayings[one], sayings[other])
            and any(agree(a, b) and _is_near(a, b) for a in sayings[one] for b in sayings[other])
        }
    voices = {lead.voice for lead in leads.values()}
    if not pairs:
        return Voices(most=len(voices), least=len(voices))
    joined = [(leads[a].voice, leads[b].voice) for a, b in pairs if a in leads and b in leads]
    return Voices(
        most=len(voices), least=_merged(voices, joined), possibly_one=tuple(sorted(pairs))
    )


def _is_near(one: Live, other: Live) -> bool:
    """Tell whether two things were said within one day, as far as anybody knows."""
    first, second = one.said, other.said
    if first is None or second is None or first.can_overlap(second):
        return True
    early, late = (second, first) if second.certainly_before(first) else (first, second)
    return bool(early.latest and late.earliest and late.earliest - early.latest <= _ONE_DAY)


def _merged(voices: Iterable[str], joined: Iterable[tuple[str, str]]) -> int:
    groups = {voice: {voice} for voice in voices}
    for one, other in joined:
        if groups[one] is not groups[other]:
            groups[one] |= groups[other]
            for voice in groups[one]:
                groups[voice] = groups[one]
    return len({id(group) for group in groups.values()})
