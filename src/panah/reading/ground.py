"""Keeps of a second reader's claim only what the report itself says, and refuses the rest.

The reader points, panah reads: amounts, dates, countries and parties come from our own parsers run
over the words it pointed at. A label must have its cue in those words. What fails is refused with
every reason; what may be meant otherwise is kept and flagged, so that a person looks. No step is
fuzzy.
"""

from collections.abc import Iterator, Mapping, Sequence

import attrs

from panah.domain.claim import Hold, MadeBy, Span
from panah.domain.reading import MAX_QUOTE, Draft, Flag, Polarity, Refused, TimeRole
from panah.domain.report import Report
from panah.reading import numbers
from panah.reading.evidence import Evidence, collect
from panah.reading.gates import is_placed
from panah.reading.labels import Judged, is_unsure, judged
from panah.reading.language import is_english
from panah.reading.marked import Marked, marked
from panah.reading.numbers import Quantity
from panah.reading.resolved import Tables
from panah.reading.slots import Slots
from panah.reading.text import Part, Sentence, sentences
from panah.reading.verbatim import Page, fold
from panah.reading.warrant import warrants

__all__ = ["Grounds", "ground"]


@attrs.frozen(kw_only=True)
class Grounds:
    """One report, ready to check claims against.

    Parameters
    ----------
    planted
        Where the report speaks to a machine; drafts from there are flagged.
    """

    report: Report
    page: Page
    sentences: Sequence[Sentence]
    tables: Tables
    planted: tuple[Span, ...]

    @classmethod
    def of(cls, report: Report, tables: Tables) -> "Grounds":
        """Give the grounds of a report."""
        found = warrants().instruction.finditer(report.text)
        return cls(
            report=report,
            page=Page(report.text),
            sentences=sentences(report.text),
            tables=tables,
            planted=tuple(Span(*match.span()) for match in found),
        )

    def flags(self, evidence: Evidence) -> frozenset[Flag]:
        """Give what the place of a quote gives to doubt."""
        flags: set[Flag] = set()
        if any(evidence.near.overlaps(span) for span in self.planted):
            flags.add(Flag.INSTRUCTION_LIKE)
        if any(
            sentence.part is Part.CAPTION and sentence.span.overlaps(evidence.quote)
            for sentence in self.sentences
        ):
            flags.add(Flag.CAPTION)
        return frozenset(flags)


def ground(raw: Mapping[str, object], grounds: Grounds, made_by: MadeBy) -> Draft | Refused:
    """Check one claim of a second reader.

    Parameters
    ----------
    raw
        The claim as the reader gave it: the fields of `panah.reading.marked`.
    """
    claim = marked(raw)
    if not isinstance(claim, Marked):
        return Refused(raw=raw, reasons=claim)
    evidence = collect(claim, grounds.page, grounds.sentences)
    if not isinstance(evidence, Evidence):
        return Refused(raw=raw, reasons=(evidence,))
    quantity, reasons = _quantity(evidence, grounds.tables.lang)
    reads = is_english(grounds.report)
    labels = judged(claim, evidence) if reads else Judged(flags=frozenset({Flag.TENSE}))
    draft = _draft(claim, evidence, quantity, grounds, made_by)
    reasons = (*evidence.reasons, *reasons, *labels.reasons, *_gated(draft))
    if reasons:
        return Refused(raw=raw, reasons=reasons)
    unsure = is_unsure(claim, evidence) or not reads
    flags = draft.flags | labels.flags | ({Flag.POLARITY} if unsure else set())
    return attrs.evolve(draft, flags=flags, polarity=_polarity(claim.hold, unsure=unsure))


def _quantity(evidence: Evidence, lang: str) -> tuple[Quantity | None, tuple[str, ...]]:
    """Read the amount again from its whole sentence, so that a dropped "up to" still counts."""
    span = evidence.spans.get("quantity_text")
    if span is None:
        return None, ()
    found = [one for one in _amounts(evidence, lang) if one.span.overlaps(span)]
    words = evidence.words(span)
    if not found:
        return None, (f"quantity_text {words!r} holds no quantity",)
    if len(found) > 1:
        return None, (f"quantity_text {words!r} holds {len(found)} quantities; a claim has one",)
    return found[0], ()


def _amounts(evidence: Evidence, lang: str) -> Iterator[Quantity]:
    start = evidence.sentence.start
    for one in numbers.find(evidence.words(evidence.sentence), lang=lang):
        span = Span(one.span.start + start, one.span.end + start)
        figure = Span(one.figure.start + start, one.figure.end + start)
        yield attrs.evolve(one, span=span, figure=figure)


def _polarity(hold: Hold, *, unsure: bool) -> Polarity:
    if unsure:
        return Polarity.UNSURE
    return Polarity.MINUS if hold is Hold.DECLINED else Polarity.PLUS


def _gated(draft: Draft) -> tuple[str, ...]:
    """Apply the place gate: a draft that lies nowhere is refused, as is too long a quote."""
    reasons = []
    if not is_placed(draft):
        reasons.append("no country or place that is known stands in subject, place, from or to")
    if draft.quote.end - draft.quote.start > MAX_QUOTE:
        reasons.append(f"the quote with its amount is longer than {MAX_QUOTE} characters")
    return tuple(reasons)


def _draft(
    claim: Marked,
    evidence: Evidence,
    quantity: Quantity | None,
    grounds: Grounds,
    made_by: MadeBy,
) -> Draft:
    slots = Slots(claim, evidence, grounds.tables)
    quote = _covering(evidence.quote, quantity)
    subject = slots.subject()
    draft = Draft(
        report=grounds.report.id,
        quote=quote,
        trigger=evidence.spans.get("status_text") or evidence.spans.get("hold_text") or quote,
        kind=claim.kind,
        made_by=made_by,
        subject=subject,
        counterpart=slots.counterpart(subject),
        group=slots.group(),
        amount=slots.amount(quantity) if quantity else None,
        place=slots.place("place"),
        from_=slots.place("from"),
        to=slots.place("to"),
        via=slots.place("via"),
        status=claim.status,
        hold=claim.hold,
        mode=claim.mode,
        mood=claim.mood,
        conditions=slots.conditions(),
        event=slots.time(TimeRole.EVENT),
        said=slots.time(TimeRole.SAID),
        chain=slots.chain(),
        verbatim=_is_quoted(evidence),
    )
    return attrs.evolve(draft, flags=frozenset(slots.flags) | grounds.flags(evidence))


def _covering(quote: Span, quantity: Quantity | None) -> Span:
    """Widen a quote that cuts the wording of its amount: "up to" is part of it."""
    if quantity is None:
        return quote
    return Span(min(quote.start, quantity.span.start), max(quote.end, quantity.span.end))


def _is_quoted(evidence: Evidence) -> bool:
    """Tell whether the quote stands inside quotation marks of its sentence."""
    before = fold(evidence.text[evidence.sentence.start : evidence.quote.start])[0]
    after = fold(evidence.text[evidence.quote.end : evidence.sentence.end])[0]
    return before.count('"') % 2 == 1 and '"' in after
