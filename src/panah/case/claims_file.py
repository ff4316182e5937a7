"""Claims from elsewhere: one JSON object a line, in the field names of the domain.

``hi`` null is no bound, ``event`` and ``said`` are EDTF, ``span`` is a pair, ``report`` is a file
name, a label or a report's id, ``id`` is the label the claim goes by, and ``links`` stand inside
the claim. What a person would have to count or look up is looked up: a quote without a span is
found in the report, an amount without ``lo`` and ``hi`` is read by the case's policy, and a hop's
actor written ``Edi Rama (ALB prime minister)`` speaks for the country in the brackets.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeGuard

import attrs

from panah.domain.canonical import canonical, digest
from panah.domain.claim import Claim, MadeBy, Span
from panah.domain.entry import Relation
from panah.domain.quantity import Hedge
from panah.domain.report import Report
from panah.errors import FileError, PanahError
from panah.reading.policy import Policy
from panah.store.codec import claim_from

__all__ = ["ClaimLine", "Held", "read_claims", "read_records"]

MAX_LINE = 1_000_000
"""Longest line in characters; a claim with its quote has a few thousand."""

_HALF = re.compile(r"\\u[dD][89a-fA-F]")
"""The escape of half a character, which alone is no text."""

_BESIDE = ("id", "report", "recorded", "matter", "links")
_SPEAKS_FOR = re.compile(r"\(([A-Z]{3})\b[^)]*\)$")


@attrs.frozen(kw_only=True)
class ClaimLine:
    """One line of the file: the claim and what stands beside it.

    Parameters
    ----------
    report
        The report as the line names it.
    recorded
        Day on which the ledger learns the claim; empty for now.
    links
        Relation and label of the other claim.
    where
        File and line, for errors.
    """

    claim: Claim
    report: str
    matter: str = ""
    recorded: str = ""
    links: tuple[tuple[Relation, str], ...] = ()
    where: str = ""


@attrs.frozen(kw_only=True)
class Held:
    """What the case holds that a line may lean on: its reports, their texts, its policy."""

    reports: Mapping[str, Report]
    text: Callable[[str], str | None]
    policy: Policy

    def report_id(self, named: str) -> str:
        """Give the id of a report named by id or by name; of one not held, a hash of its name."""
        if named in self.reports:
            return named
        same = [key for key, report in self.reports.items() if report.name == named]
        return same[-1] if same else digest(named)


def read_claims(lines: Iterable[str], name: str, held: Held) -> Iterator[ClaimLine]:
    """Read a file of claims line by line.

    Raises
    ------
    FileError
        If a line is not a claim, or its quote is not in the report; names file, line and field.
    """
    for number, line in enumerate(lines, start=1):
        where = f"{name}, line {number}"
        if line.strip():
            try:
                yield _claim_line(_record(line), held, where)
            except PanahError as error:
                raise FileError(f"{where}: {error}") from error


def read_records(
    records: Iterable[Mapping[str, object]], name: str, held: Held
) -> Iterator[ClaimLine]:
    """Read claims that are records already, such as the rows of a table.

    Raises
    ------
    FileError
        If one is not a claim; names the file and which one.
    """
    for number, record in enumerate(records, start=1):
        where = f"{name}, claim {number}"
        try:
            yield _claim_line(dict(record), held, where)
        except PanahError as error:
            raise FileError(f"{where}: {error}") from error


def _record(line: str) -> dict[str, object]:
    if len(line) > MAX_LINE:
        raise FileError(f"the line has {len(line):,} characters; a claim is one line")
    try:
        written = json.loads(line, object_pairs_hook=_once)
        if _HALF.search(line):
            canonical(written).encode("utf-8")
    except UnicodeEncodeError as error:
        half = error.object[error.start : error.end]
        raise FileError(f"it holds half a character, {half!r}; write the text in UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise FileError(f"not JSON: {error}") from error
    if not isinstance(written, dict):
        raise FileError(f"expected a claim in braces, got {type(written).__name__}")
    return written


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Take the fields of an object, each of which may stand once: JSON would keep the last."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise FileError(f"{twice!r} stands twice in one object; leave the one that is right")
    return found


def _claim_line(written: dict[str, object], held: Held, where: str) -> ClaimLine:
    beside = {key: written.pop(key, None) for key in _BESIDE}
    report = _text(beside, "report")
    if not report:
        raise FileError("the claim names no report; say where it was published")
    key = held.report_id(report)
    fields = {
        **{field: value for field, value in written.items() if value is not None},
        "report": key,
        "label": _text(beside, "id"),
        "chain": [_hop(hop) for hop in _list(written, "chain")],
    }
    if isinstance(amount := fields.get("qty"), dict):
        fields["qty"] = _qty(amount, held.policy)
    claim = claim_from(_spanned(fields, held.text(key), report))
    return ClaimLine(
        claim=attrs.evolve(claim, made_by=claim.made_by or MadeBy(reader="import")),
        report=report,
        matter=_text(beside, "matter"),
        recorded=_text(beside, "recorded"),
        links=tuple(_link(link) for link in _list(beside, "links")),
        where=where,
    )


def _spanned(fields: dict[str, object], text: str | None, report: str) -> dict[str, object]:
    """Check the quote against the report; find its span where the line gives none."""
    quote, span = fields.get("quote"), fields.get("span")
    if text is None or not isinstance(quote, str):
        if quote and span is None:
            raise FileError(
                f"the text of {report} is not in the case, so the quote needs its span; "
                f"`panah read … --record` the report first"
            )
        return fields
    if span is None:
        return {**fields, "span": _found(quote, text, report)}
    are_two = isinstance(span, list) and [type(end) for end in span] == [int, int]
    claimed = Span(*span) if isinstance(span, list) and are_two else None
    if claimed is None or text[claimed.start : claimed.end] != quote:
        raise FileError(f"the quote {quote[:60]!r} is not at {span} of {report}")
    return fields


def _found(quote: str, text: str, report: str) -> list[int]:
    first = text.find(quote)
    if first < 0:
        raise FileError(f"the quote {quote[:60]!r} is not in {report}; copy it letter for letter")
    if text.find(quote, first + 1) >= 0:
        raise FileError(f"the quote {quote[:60]!r} stands twice in {report}; quote more words")
    return [first, first + len(quote)]


def _qty(written: dict[str, object], policy: Policy) -> dict[str, object]:
    """Give the amount with its interval; the policy reads it where the line gives none."""
    hedge, stated = written.get("hedge"), written.get("stated") or []
    if "lo" in written or hedge not in list(Hedge) or not _are_figures(stated):
        return written  # with its interval already, or to be refused with the claim
    made = policy.qty(
        hedge=Hedge(str(hedge)),
        stated=tuple(map(float, stated)),
        worded=str(written.get("worded") or ""),
        decided=written.get("decided") is True,
    )
    return {**written, "lo": made.lo, "hi": made.hi}


def _are_figures(stated: object) -> TypeGuard[list[float]]:
    return isinstance(stated, list) and all(type(one) in (int, float) for one in stated)


def _hop(hop: object) -> object:
    """Give a hop whose actor's country, if one stands in brackets, is said in `of`."""
    if not isinstance(hop, dict) or not isinstance(hop.get("actor"), str):
        raise FileError(f'a hop of the chain is {{"actor": …, "how": …}}, got {hop!r}')
    if hop.get("of") is None and (match := _SPEAKS_FOR.search(hop["actor"])):
        return {**hop, "of": match.group(1)}
    return hop


def _link(link: object) -> tuple[Relation, str]:
    if not isinstance(link, dict) or set(link) != {"relation", "claim"}:
        raise FileError(f'a link is {{"relation": …, "claim": …}}, got {link!r}')
    if link["relation"] not in list(Relation):
        raise FileError(f"{link['relation']!r} is no relation; there is {', '.join(Relation)}")
    return Relation(link["relation"]), str(link["claim"])


def _text(written: Mapping[str, object], field: str) -> str:
    value = written.get(field)
    if value is not None and not isinstance(value, str):
        raise FileError(f"{field} must be a text, got {value!r}")
    return value or ""


def _list(written: Mapping[str, object], field: str) -> list[object]:
    value = written.get(field)
    if value is not None and not isinstance(value, list):
        raise FileError(f"{field} must be a list, got {value!r}")
    return value or []
