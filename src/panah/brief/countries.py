"""Which country a line is told under: each line once, hosts before the country people leave."""

from collections import Counter
from collections.abc import Sequence

from panah.domain.claim import Kind
from panah.domain.dossier import Dossier

__all__ = ["ELSEWHERE", "by_country"]

ELSEWHERE = ""
"""Key of the lines that are tied to no country."""


def by_country(dossiers: Sequence[Dossier]) -> dict[str, list[Dossier]]:
    """Give the lines by country code, countries by name, those tied to none last.

    A movement is told under the end of it that people are not fleeing from.
    """
    origin = _origin(dossiers)
    groups: dict[str, list[Dossier]] = {}
    for one in dossiers:
        groups.setdefault(_country(one, origin) or ELSEWHERE, []).append(one)
    names = dossiers[0].names if dossiers else None
    codes = sorted(groups, key=lambda code: (code == ELSEWHERE, names.of(code) if names else ""))
    return {code: groups[code] for code in codes}


def _origin(dossiers: Sequence[Dossier]) -> str | None:
    """Give the country most movements start from; of equals, the first by code."""
    starts = Counter(
        country
        for one in dossiers
        if one.line.kind is Kind.MOVEMENT
        if (country := one.names.country(one.claim(one.lead).from_))
    )
    return min(starts, key=lambda code: (-starts[code], code), default=None)


def _country(one: Dossier, origin: str | None) -> str | None:
    names = one.names
    if one.line.kind is Kind.MOVEMENT:
        claim = one.claim(one.lead)
        ends = [names.country(claim.to), names.country(claim.from_)]
        known = [end for end in ends if end]
        return next((end for end in known if end != origin), known[0] if known else None)
    if one.line.kind in (Kind.HOSTING, Kind.FACILITY):
        return one.host
    stated = (one.claim(key).counterpart for key in one.line.claims)
    told = (one.place, one.subject, one.line.matter.counterpart, *stated)
    return next(filter(None, map(names.country, told)), None)
