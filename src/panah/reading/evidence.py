"""The words a second reader points at, found in the report, with what speaks against them.

The quote must stand in the report letter for letter. Amount, status and hold must be shown inside
it; speakers, dates, places, parties and conditions may stand from two sentences before to one
after. Everything that fails is a reason to refuse, and all reasons are given.
"""

from collections.abc import Mapping, Sequence

import attrs

from panah.domain.claim import Span
from panah.domain.reading import MAX_QUOTE, Flag
from panah.reading.marked import Marked
from panah.reading.text import Part, Sentence
from panah.reading.verbatim import Page, count_words

__all__ = ["Evidence", "collect"]

MIN_WORDS = 3
"""Fewest words of a quote: docs/method/reading.md."""
_BEFORE, _AFTER = 2, 1
_INSIDE = frozenset({"quantity_text", "status_text", "hold_text"})


@attrs.frozen(kw_only=True)
class Evidence:
    """Where the words of one draft stand.

    Parameters
    ----------
    sentence
        The sentence, or sentences, the quote stands in.
    near
        Where the evidence outside the quote may stand.
    spans
        The evidence that was found, by field.
    reasons
        Why the draft is to be refused; empty when nothing speaks against it.
    """

    text: str
    quote: Span
    sentence: Span
    near: Span
    spans: Mapping[str, Span]
    flags: frozenset[Flag] = frozenset()
    reasons: tuple[str, ...] = ()

    def words(self, span: Span) -> str:
        """Give the words of a stretch."""
        return self.text[span.start : span.end]

    def holds(self, span: Span) -> bool:
        """Tell whether a stretch lies inside the quote."""
        return self.quote.start <= span.start and span.end <= self.quote.end


def collect(claim: Marked, page: Page, sentences: Sequence[Sentence]) -> Evidence | str:
    """Find quote and evidence; give the one reason when the quote itself is not there."""
    found = page.find(claim.quote)
    if not found:
        return f"the quote {_short(claim.quote)} is not in the report"
    quote, is_repeated = _chosen(found, claim.sentence, sentences)
    first, last = (_number(sentences, at) for at in (quote.start, quote.end - 1))
    inside = Span(sentences[first].span.start, max(sentences[last].span.end, quote.end))
    near = Span(
        sentences[max(0, first - _BEFORE)].span.start,
        max(sentences[min(len(sentences) - 1, last + _AFTER)].span.end, quote.end),
    )
    spans: dict[str, Span] = {}
    reasons = list(_unfit(page.text[quote.start : quote.end], sentences[first]))
    for name, words in claim.texts.items():
        within = quote if name in _INSIDE else near
        places = page.find(words, within)
        if places:
            spans[name] = min(places, key=lambda place: _distance(place, quote))
        else:
            where = "in the quote" if name in _INSIDE else "near the quote"
            reasons.append(f"{name} {_short(words)} is not {where}")
    return Evidence(
        text=page.text,
        quote=quote,
        sentence=inside,
        near=near,
        spans=spans,
        flags=frozenset({Flag.QUOTE_REPEATED}) if is_repeated else frozenset(),
        reasons=tuple(reasons),
    )


def _chosen(
    found: Sequence[Span], number: int | None, sentences: Sequence[Sentence]
) -> tuple[Span, bool]:
    """Give the occurrence in the sentence that was named; else the first, as repeated."""
    if len(found) == 1:
        return found[0], False
    if number is not None and 0 <= number < len(sentences):
        named = sentences[number].span
        here = [span for span in found if named.start <= span.start < named.end]
        if len(here) == 1:
            return here[0], False
    return found[0], True


def _number(sentences: Sequence[Sentence], place: int) -> int:
    """Give the number of the last sentence that begins at or before a place."""
    begun = [n for n, sentence in enumerate(sentences) if sentence.span.start <= place]
    return begun[-1] if begun else 0


def _unfit(quote: str, sentence: Sentence) -> list[str]:
    reasons = []
    if len(quote) > MAX_QUOTE:
        reasons.append(f"the quote has {len(quote)} characters; at most {MAX_QUOTE} are a clause")
    if count_words(quote) < MIN_WORDS:
        reasons.append(f"the quote {_short(quote)} has fewer than {MIN_WORDS} words")
    if sentence.part is Part.BOILERPLATE:
        reasons.append("the quote stands in boilerplate, not in the report")
    return reasons


def _distance(place: Span, quote: Span) -> int:
    if quote.start <= place.start and place.end <= quote.end:
        return 0
    return min(abs(place.start - quote.end), abs(quote.start - place.end)) + 1


def _short(words: str) -> str:
    return repr(words if len(words) <= 60 else f"{words[:57]}…")
