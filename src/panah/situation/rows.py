"""What the rows of several tables share: what a line is called, how far it is, whose words lead."""

from collections.abc import Collection

from panah.domain.claim import CondType
from panah.domain.dossier import Dossier
from panah.domain.line import NumberCell

__all__ = ["amount", "cited", "conditions", "named", "status"]


def named(dossier: Dossier) -> dict[str, object]:
    """Give the matter and its title."""
    return {"matter": dossier.line.matter.id, "title": dossier.line.matter.title}


def status(dossier: Dossier) -> dict[str, object]:
    """Give the status range and the hold that weighs most: the host's own before another's."""
    cell = dossier.line.status
    holds = sorted(dossier.line.holds, key=lambda held: held.by)
    return {
        "status": cell.low if cell else None,
        "status_high": cell.high if cell else None,
        "hold": holds[0].value if holds else None,
        "hold_by": holds[0].by if holds else None,
    }


def amount(dossier: Dossier, cell: NumberCell) -> dict[str, object]:
    """Give a number with its unit, measure, mood and words."""
    return {
        "low": cell.amount.lo,
        "high": cell.amount.hi,
        "unit": cell.unit,
        "measure": cell.measure,
        "mood": cell.mood,
        "worded": dossier.worded(cell),
        "factor": str(cell.factor) if cell.factor else None,
    }


def conditions(dossier: Dossier) -> tuple[str, ...]:
    """Give what the line hangs on, in the words of its claims, each once."""
    found = dict.fromkeys(
        cond.text or cond.type.value
        for key in dossier.line.claims
        for cond in dossier.claim(key).conditions
        if cond.type is not CondType.UNTIL_DATE
    )
    return tuple(found)


def cited(dossier: Dossier, key: str, used: Collection[str]) -> dict[str, object]:
    """Give whose words a row rests on: speaker, day, quote, publisher, and the claims used."""
    claim, report = dossier.claim(key), dossier.report(key)
    return {
        "said_by": dossier.names.of(claim.chain[0].actor),
        "said": str(claim.time_said) if claim.time_said else None,
        "quote": claim.quote,
        "publisher": dossier.publisher(key),
        "published": str(report.published) if report.published else None,
        "claims": dossier.called(used),
    }
