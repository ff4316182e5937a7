"""The claims that stand, as rows of a table."""

from collections.abc import Iterable, Iterator, Mapping

from panah.domain.dossier import called
from panah.domain.entry import Relation
from panah.domain.naming import Names
from panah.domain.situation import Linked, Standing
from panah.frames import Row

__all__ = ["claims"]


def claims(
    standing: Mapping[str, Standing], links: Iterable[Linked], names: Names
) -> Iterator[Row]:
    """Give the claims that stand, one row each, with quote, source and conflict."""
    against: dict[str, list[str]] = {}
    for link in links:
        if link.relation is Relation.CONFLICTS and {link.source, link.target} <= set(standing):
            against.setdefault(link.source, []).append(link.target)
            against.setdefault(link.target, []).append(link.source)
    calls = called(standing)
    for key, one in standing.items():
        yield _claim(key, one) | {
            "conflicts": [calls[other] for other in against.get(key, ())],
            "said_by": names.of(one.claim.chain[0].actor),
        }


def _claim(key: str, one: Standing) -> dict[str, object]:
    claim, report, qty = one.claim, one.report, one.claim.qty
    row: dict[str, object] = {
        "id": key,
        "label": claim.label,
        "matter": one.matter,
        "kind": claim.kind,
        "subject": claim.subject,
        "counterpart": claim.counterpart,
        "group": claim.group.label if claim.group else None,
        "place": claim.place,
        "from": claim.from_,
        "to": claim.to,
        "via": claim.via,
        "status": claim.status,
        "hold": claim.hold,
        "mode": claim.mode,
        "mood": claim.mood,
        "conditions": [cond.text or cond.type.value for cond in claim.conditions],
        "event": str(claim.event) if claim.event else None,
        "said": str(claim.said) if claim.said else None,
        "chain": [f"{hop.actor} ({hop.how})" for hop in claim.chain],
        "publisher": report.publisher or claim.chain[-1].actor,
        "report": report.name,
        "published": str(report.published) if report.published else None,
        "quote": claim.quote,
        "span_start": claim.span.start if claim.span else None,
        "span_end": claim.span.end if claim.span else None,
        "verbatim": claim.verbatim,
        "accepted": one.accepted,
        "grade": f"{one.grade.source}{one.grade.information}",
    }
    if qty is not None:
        given = qty.is_given
        row |= {
            "low": qty.lo if given else None,
            "high": qty.hi if given else None,
            "hedge": qty.hedge,
            "unit": qty.unit,
            "measure": qty.measure,
            "worded": qty.worded,
        }
    return row
