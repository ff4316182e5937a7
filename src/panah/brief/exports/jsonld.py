"""The situation as JSON-LD: claims in the manner of schema.org, their origin in that of PROV.

A report is an entity that claims were quoted from; a claim is attributed to its first voice; an
entry of the ledger is an activity that used or made claims; what a person read otherwise is a
revision of what stood before; a line was derived from its claims.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from urllib.parse import quote

from panah.brief.exports.laid_out import laid_out
from panah.brief.words import known
from panah.domain.canonical import instant
from panah.domain.claim import Claim
from panah.domain.entry import Act, Claims, Entry, Link, Relation
from panah.domain.line import Line
from panah.domain.naming import Names
from panah.domain.report import Report
from panah.domain.situation import Situation, Standing

__all__ = ["as_jsonld"]

_CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "panah": "urn:panah:terms:",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "prov:endedAtTime": {"@type": "xsd:dateTime"},
}
_ISO = re.compile(r"\d{4}(-\d\d){0,2}")
"""What schema.org takes for a date; an interval of EDTF is none."""

Node = dict[str, object]


def as_jsonld(situation: Situation, names: Names, acts: Sequence[Entry] = ()) -> str:
    """Write the graph of reports, voices, claims, lines, and what people did to them.

    Parameters
    ----------
    acts
        Entries about these claims and reports, oldest first.
    """
    revised = {
        entry.value.id: entry.on[0]
        for entry in acts
        if entry.act is Act.AMEND and isinstance(entry.value, Claim) and entry.on
    }
    brought = {claim.id: (claim, entry) for entry in reversed(acts) for claim in _brought(entry)}
    shown = {key: one.claim for key, one in situation.standing.items()}
    shown |= {old: brought[old][0] for old in revised.values() if old in brought}
    first = _first(situation)
    graph = [_situation(situation), *_agents(shown, names, acts), *_reports(situation)]
    for key, claim in sorted(shown.items()):
        node = _claim(key, claim, situation.standing.get(key), first.get(key, claim.report))
        if key in brought:
            node["prov:wasGeneratedBy"] = _at("entry", brought[key][1].key)
        if revised.get(key) in shown:
            node["prov:wasRevisionOf"] = _at("claim", revised[key])
        graph.append(node)
    graph += [_act(entry, situation, shown) for entry in acts]
    graph += [_line(line) for line in situation.detail]
    document = {"@context": _CONTEXT, "@graph": graph}
    return laid_out(document)


def _brought(entry: Entry) -> tuple[Claim, ...]:
    if isinstance(entry.value, Claims):
        return entry.value.claims
    return (entry.value,) if isinstance(entry.value, Claim) else ()


def _first(situation: Situation) -> dict[str, str]:
    """Give the report in which each claim first appeared, where others repeat it (R7)."""
    groups: dict[str, set[str]] = {}
    for link in situation.links:
        if link.relation is Relation.SAME:
            both = groups.get(link.source, {link.source}) | groups.get(link.target, {link.target})
            groups |= dict.fromkeys(both, both)
    return {
        key: min((situation.standing[one].report for one in some), key=_published).id
        for key, some in groups.items()
    }


def _published(report: Report) -> tuple[date, str]:
    earliest = report.published.earliest if report.published else None
    return (earliest or date.max, report.id)


def _act(entry: Entry, situation: Situation, shown: dict[str, Claim]) -> Node:
    reports = {one.report.id for one in situation.standing.values()}
    used = [
        *(_at("claim", key) for key in entry.on if key in shown),
        *(_at("report", key) for key in entry.on if key in reports),
    ]
    relation = entry.value.relation.value if isinstance(entry.value, Link) else None
    return _filled(
        {
            "@id": _urn("entry", entry.key),
            "@type": "prov:Activity",
            "panah:act": entry.act.value,
            "panah:relation": relation,
            "prov:endedAtTime": instant(entry.at),
            "prov:wasAssociatedWith": _at("actor", entry.by),
            "prov:used": used or None,
            "panah:why": entry.why,
            "panah:reconstructed": entry.reconstructed or None,
        }
    )


def _urn(kind: str, key: str) -> str:
    return f"urn:panah:{kind}:{quote(key, safe='')}"


def _at(kind: str, key: str) -> Node:
    return {"@id": _urn(kind, key)}


def _situation(situation: Situation) -> Node:
    return {
        "@id": _urn("situation", situation.head),
        "@type": ["prov:Entity", "prov:Collection"],
        "panah:as_of": situation.view.as_of.isoformat(),
        "panah:as_known": known(situation.view.as_known),
        "panah:strict": situation.view.strict,
        "prov:hadMember": [_at("line", line.matter.id) for line in situation.detail],
    }


def _agents(claims: Mapping[str, Claim], names: Names, acts: Sequence[Entry]) -> Iterator[Node]:
    voices = {hop.actor for claim in claims.values() for hop in claim.chain}
    voices |= {entry.by for entry in acts}
    for voice in sorted(voices):
        yield {
            "@id": _urn("actor", voice),
            "@type": "prov:Agent",
            "schema:name": names.of(voice),
        }


def _reports(situation: Situation) -> Iterator[Node]:
    reports = {one.report.id: one.report for one in situation.standing.values()}
    for key in sorted(reports):
        yield _report(reports[key])


def _report(report: Report) -> Node:
    published = str(report.published or "")
    return _filled(
        {
            "@id": _urn("report", report.id),
            "@type": ["prov:Entity", "schema:CreativeWork"],
            "schema:name": report.title or report.name,
            "schema:publisher": report.publisher,
            "schema:url": report.url,
            "schema:inLanguage": report.lang,
            "schema:datePublished": published if _ISO.fullmatch(published) else None,
            "panah:published": published,
        }
    )


def _claim(key: str, claim: Claim, standing: Standing | None, first: str) -> Node:
    speaker = _at("actor", claim.chain[0].actor)
    return _filled(
        {
            "@id": _urn("claim", key),
            "@type": ["prov:Entity", "schema:Claim"],
            "schema:identifier": claim.label,
            "schema:text": claim.quote,
            "schema:author": speaker,
            "schema:appearance": _at("report", claim.report),
            "schema:firstAppearance": _at("report", first),
            "prov:wasQuotedFrom": _at("report", claim.report),
            "prov:wasAttributedTo": speaker,
            "panah:matter": standing.matter if standing else None,
            "panah:said": str(claim.said) if claim.said else None,
            "panah:span": _span(claim),
        }
    )


def _span(claim: Claim) -> Node | None:
    if claim.span is None:
        return None
    return {"panah:start": claim.span.start, "panah:end": claim.span.end}


def _line(line: Line) -> Node:
    return _filled(
        {
            "@id": _urn("line", line.matter.id),
            "@type": "prov:Entity",
            "schema:name": line.matter.title,
            "schema:isPartOf": line.matter.parent and _at("line", line.matter.parent),
            "panah:kind": line.kind.value,
            "panah:status": line.status.low.value if line.status else None,
            "prov:wasDerivedFrom": [_at("claim", key) for key in sorted(line.claims)],
        }
    )


def _filled(node: Node) -> Node:
    return {key: value for key, value in node.items() if value not in (None, "")}
