"""The situation as JSON-LD: claims in the manner of schema.org, their origin in that of PROV.

A report is an entity that claims were quoted from; a claim is attributed to its first voice; a
line was derived from its claims.
"""

import json
from collections.abc import Iterator
from urllib.parse import quote

from panah.brief.words import known
from panah.domain.claim import Claim
from panah.domain.line import Line
from panah.domain.naming import Names
from panah.domain.report import Report
from panah.domain.situation import Situation, Standing

__all__ = ["as_jsonld"]

_CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "panah": "urn:panah:terms:",
}
Node = dict[str, object]


def as_jsonld(situation: Situation, names: Names) -> str:
    """Write the graph of reports, voices, claims and lines."""
    graph = [_situation(situation), *_agents(situation, names), *_reports(situation)]
    graph += [_claim(key, one) for key, one in sorted(situation.standing.items())]
    graph += [_line(line) for line in situation.detail]
    document = {"@context": _CONTEXT, "@graph": graph}
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _urn(kind: str, key: str) -> str:
    return f"urn:panah:{kind}:{quote(key, safe='')}"


def _at(kind: str, key: str) -> Node:
    return {"@id": _urn(kind, key)}


def _situation(situation: Situation) -> Node:
    return {
        "@id": _urn("situation", situation.head),
        "@type": "prov:Entity",
        "panah:as_of": situation.view.as_of.isoformat(),
        "panah:as_known": known(situation.view.as_known),
        "panah:strict": situation.view.strict,
        "prov:hadMember": [_at("line", line.matter.id) for line in situation.detail],
    }


def _agents(situation: Situation, names: Names) -> Iterator[Node]:
    voices = {hop.actor for one in situation.standing.values() for hop in one.claim.chain}
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
    return _filled(
        {
            "@id": _urn("report", report.id),
            "@type": ["prov:Entity", "schema:CreativeWork"],
            "schema:name": report.title or report.name,
            "schema:publisher": report.publisher,
            "schema:url": report.url,
            "schema:inLanguage": report.lang,
            "schema:datePublished": str(report.published) if report.published else None,
        }
    )


def _claim(key: str, one: Standing) -> Node:
    claim = one.claim
    speaker = _at("actor", claim.chain[0].actor)
    return _filled(
        {
            "@id": _urn("claim", key),
            "@type": ["prov:Entity", "schema:Claim"],
            "schema:identifier": claim.label,
            "schema:text": claim.quote,
            "schema:author": speaker,
            "schema:appearance": _at("report", claim.report),
            "prov:wasQuotedFrom": _at("report", claim.report),
            "prov:wasAttributedTo": speaker,
            "panah:matter": one.matter,
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
            "panah:kind": line.kind.value,
            "panah:status": line.status.low.value if line.status else None,
            "prov:wasDerivedFrom": [_at("claim", key) for key in sorted(line.claims)],
        }
    )


def _filled(node: Node) -> Node:
    return {key: value for key, value in node.items() if value not in (None, "")}
