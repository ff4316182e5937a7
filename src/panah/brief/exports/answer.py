"""The situation as JSON, in the field names of the exchange layout of lines.

Claims go by their labels where they have one, else by their ids; the table ``claims`` at the end
tells both apart. The same situation gives the same bytes.
"""

from collections.abc import Iterable, Mapping

from panah.brief.exports.laid_out import laid_out
from panah.brief.words import known
from panah.domain.canonical import plain
from panah.domain.claim import Claim
from panah.domain.dossier import called
from panah.domain.line import Closing, Line, NumberCell, Retired, TermCell
from panah.domain.situation import Gap, Situation, Standing, Total

__all__ = ["answer", "as_json"]

Calls = Mapping[str, str]
Plain = dict[str, object]


def as_json(situation: Situation) -> str:
    """Write the situation as JSON text."""
    return laid_out(answer(situation))


def answer(situation: Situation) -> Plain:
    """Give the situation as plain values.

    Returns
    -------
    dict
        ``as_of``, ``as_known`` and ``lines`` as in the exchange layout; beside them what the
        ledger's head was, totals, refusals, gaps, findings and the claims.
    """
    view = situation.view
    calls = called(situation.standing)
    return {
        "as_of": view.as_of.isoformat(),
        "as_known": known(view.as_known),
        "as_public": known(view.as_public) if view.as_public else None,
        "strict": view.strict,
        "drafts": view.drafts,
        "policy": view.policy or None,
        "head": situation.head,
        "withheld": situation.withheld,
        "lines": [_line(line, calls) for line in situation.detail],
        "totals": [_total(total) for total in situation.totals],
        "refusals": list(situation.refusals),
        "gaps": [_gap(gap) for gap in situation.gaps],
        "findings": [plain(finding) for finding in situation.findings],
        "claims": [_claim(key, one) for key, one in sorted(situation.standing.items())],
    }


def _line(line: Line, calls: Calls) -> Plain:
    return {
        "matter": line.matter.id,
        "title": line.matter.title,
        "kind": line.kind.value,
        "group": plain(line.matter.group),
        "period": str(line.matter.period) if line.matter.period else None,
        "parent": line.matter.parent,
        "status": _status(line),
        "status_cell": _status_cell(line, calls),
        "happenings": [
            {"claim": _name(one.claim, calls), "status": one.status.value}
            for one in line.happenings
        ],
        "class": line.planning_class.value if line.planning_class else None,
        "counted": line.counted,
        "hold": [
            {"value": held.value.value, "by": held.by.value, "claim": _name(held.claim, calls)}
            for held in line.holds
        ],
        "facets": [_facet(cell, calls) for cell in line.numbers],
        "terms": [_term(cell, calls) for cell in line.terms],
        "conflicts": sorted([_name(key, calls) for key in pair] for pair in line.conflicts),
        "read_with": [_names(pair, calls) for pair in line.read_with],
        "outlook": _outlook(line, calls),
        "borne_out": [
            {
                "claim": _name(one.claim, calls),
                "by": _name(one.by, calls),
                "on": one.on.isoformat() if one.on else None,
            }
            for one in line.borne_out
        ],
        "closing": _closing(line.closing, calls),
        "lead": _name(line.lead, calls) if line.lead else None,
        "voices": line.voices,
        "voices_least": line.voices_least,
        "history": _names(line.history, calls),
        "older": _names(line.older, calls),
        "retired": _retired(line.retired, calls),
        "evidence": _names(line.evidence, calls),
        "unreviewed": _names(line.unreviewed, calls),
        "claims": _names(line.claims, calls),
    }


def _status(line: Line) -> object:
    if line.status is None:
        return "events" if line.happenings else None
    return {"low": line.status.low.value, "high": line.status.high.value}


def _status_cell(line: Line, calls: Calls) -> Plain | None:
    cell = line.status
    if cell is None:
        return None
    return {
        "lead": _name(cell.lead, calls),
        "voices": cell.voices,
        "possibly_one": [_names(pair, calls) for pair in cell.possibly_one],
        "claims": _names(cell.claims, calls),
        "retired": _retired(cell.retired, calls),
    }


def _facet(cell: NumberCell, calls: Calls) -> Plain:
    return {
        "unit": cell.unit.value if cell.unit else None,
        "measure": cell.measure.value if cell.measure else None,
        "mood": cell.mood.value,
        "from": cell.from_,
        "to": cell.to,
        "start": str(cell.start) if cell.start else None,
        "lo": plain(cell.amount.lo),
        "hi": plain(cell.amount.hi),
        **({"factor": plain(cell.factor)} if cell.factor else {}),
        "conflict": cell.conflict,
        "lead": _name(cell.lead, calls),
        "voices": cell.voices,
        "voices_least": cell.voices_least,
        "possibly_one": [_names(pair, calls) for pair in cell.possibly_one],
        "is_revision": cell.is_revision,
        "claims": _names(cell.claims, calls),
        "older": _names(cell.older, calls),
        "retired": _retired(cell.retired, calls),
    }


def _term(cell: TermCell, calls: Calls) -> Plain:
    return {
        "term": cell.term,
        "values": list(cell.values),
        "lead": _name(cell.lead, calls),
        "claims": _names(cell.claims, calls),
        "conditions": [plain(cond) for cond in cell.conditions],
        "retired": _retired(cell.retired, calls),
    }


def _outlook(line: Line, calls: Calls) -> list[str]:
    """Give all that will or may be, also what was borne out since."""
    return _names({*line.outlook, *(one.claim for one in line.borne_out)}, calls)


def _closing(closing: Closing | None, calls: Calls) -> Plain | None:
    if closing is None:
        return None
    return {
        "why": closing.why,
        "claim": _name(closing.claim, calls),
        "on": closing.on.isoformat() if closing.on else None,
        "due": closing.due,
    }


def _retired(all_: Iterable[Retired], calls: Calls) -> list[Plain]:
    return [
        {
            "claim": _name(one.claim, calls),
            "rule": one.rule.value,
            "by": _name(one.by, calls),
        }
        for one in all_
    ]


def _total(total: Total) -> Plain:
    amount = total.amount
    return {
        "class": total.planning_class.value if total.planning_class else None,
        "unit": total.unit.value,
        "measure": total.measure.value if total.measure else None,
        "mood": total.mood.value,
        "lo": plain(amount.lo) if amount else None,
        "hi": plain(amount.hi) if amount else None,
        "parts": list(total.parts),
        "without_number": list(total.without_number),
        "disputed": total.disputed,
        **({"factors": [plain(factor) for factor in total.factors]} if total.factors else {}),
    }


def _gap(gap: Gap) -> Plain:
    return {
        "matter": gap.matter,
        "facet": gap.facet,
        "ask": gap.ask,
        "question": gap.question,
    }


def _claim(key: str, one: Standing) -> Plain:
    claim, report = one.claim, one.report
    return {
        "id": key,
        "label": claim.label or None,
        "quote": claim.quote or None,
        "report": report.name,
        "publisher": report.publisher or None,
        "published": str(report.published) if report.published else None,
        "published_basis": report.published_basis.value,
        "speaker": claim.chain[0].actor,
        "said": str(claim.said) if claim.said else None,
        "span": _span(claim),
        "accepted": one.accepted,
    }


def _span(claim: Claim) -> list[int] | None:
    return [claim.span.start, claim.span.end] if claim.span else None


def _name(key: str, calls: Calls) -> str:
    return calls.get(key, key)


def _names(keys: Iterable[str], calls: Calls) -> list[str]:
    """Name claims, sorted, so that the order of input never shows."""
    return sorted(_name(key, calls) for key in keys)
