"""What cannot both be so, with who leads and the rule that found it; nothing is averaged."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from panah.domain.dossier import Dossier
from panah.domain.line import NumberCell, Rule, Voice
from panah.frames import Row

__all__ = ["conflicts"]


def conflicts(dossiers: Sequence[Dossier]) -> Iterator[Row]:
    """Give the pairs that differ, each once: linked ones, amounts that do not meet, holds."""
    told: set[frozenset[str]] = set()
    for one in dossiers:
        for about, pair, rule, cell in _pairs(one):
            if frozenset(pair) not in told:
                told.add(frozenset(pair))
                yield _row(one, about, pair, rule=rule, cell=cell)


Pair = tuple[str, str]


def _pairs(one: Dossier) -> Iterator[tuple[str, Pair, Rule, NumberCell | None]]:
    for cell in one.line.numbers:
        if cell.conflict:
            for pair in _apart(one, cell):
                yield "amounts", pair, Rule.R8, cell
    for pair in one.line.conflicts:
        yield "said to conflict", pair, Rule.R10, None
    lead = one.line.status.lead if one.line.status else None
    for held in one.line.holds:
        if lead and held.by is Voice.THIRD_PARTY and lead != held.claim and _is_own(one, lead):
            yield "hold", (lead, held.claim), Rule.R9, None


def _apart(one: Dossier, cell: NumberCell) -> Iterator[Pair]:
    """Give the pairs of a cell whose amounts do not meet; if all do, the lead and each other."""
    pairs = [pair for pair in combinations(cell.claims, 2) if not _meet(one, pair)]
    for pair in pairs or [(cell.lead, key) for key in cell.claims if key != cell.lead]:
        yield (pair[1], pair[0]) if pair[1] == cell.lead else pair


def _meet(one: Dossier, pair: Pair) -> bool:
    first, second = (one.claim(key).qty for key in pair)
    return first is None or second is None or first.interval.meets(second.interval)


def _is_own(one: Dossier, key: str) -> bool:
    """Tell whether a claim is the word of the party it is about."""
    claim = one.claim(key)
    first = claim.chain[0]
    return one.names.actors.speaks_for(first.actor, first.of, claim.subject)


def _row(
    one: Dossier, about: str, pair: Pair, *, rule: Rule, cell: NumberCell | None
) -> dict[str, object]:
    first, second = _led(one, pair)
    row: dict[str, object] = {
        "matter": one.line.matter.id,
        "title": one.line.matter.title,
        "about": about,
        "rule": rule,
        "low": cell.amount.lo if cell else None,
        "high": cell.amount.hi if cell else None,
        "unit": cell.unit if cell else None,
    }
    for name, key in (("one", first), ("other", second)):
        claim = one.claim(key)
        (row[name],) = one.called([key])
        row[f"{name}_said_by"] = one.names.of(claim.chain[0].actor)
        row[f"{name}_quote"] = claim.quote
    return row


def _led(one: Dossier, pair: Pair) -> Pair:
    """Put first the claim that leads the line or a number of it; else the host's own word."""
    leads = {one.line.lead, *(cell.lead for cell in one.line.numbers)}
    first, second = sorted(pair, key=lambda key: (key not in leads, not _is_own(one, key)))
    return first, second
