"""A report's text as paragraphs and sentences, each with its place in the text.

The text never changes: every part is a span of code points into it. An open quotation is never
cut, so that a quotation of several sentences stays with the words that say whose it is.
"""

import re
from collections.abc import Iterator
from enum import StrEnum

import attrs

from panah.domain.claim import Span

__all__ = ["Part", "Sentence", "sentences"]


class Part(StrEnum):
    """What a paragraph is to its report."""

    TITLE = "title"
    HEADING = "heading"
    CAPTION = "caption"
    DATELINE = "dateline"
    BODY = "body"
    BOILERPLATE = "boilerplate"


@attrs.frozen(kw_only=True)
class Sentence:
    """One sentence.

    Parameters
    ----------
    paragraph
        Its paragraph's number in the report.
    heading
        The heading above it, if there is one.
    follows
        Whether it stands in the paragraph of the sentence before it.
    """

    span: Span
    part: Part
    paragraph: int
    heading: Span | None = None
    follows: bool = False


_PARAGRAPH = re.compile(r"[ \t]*\S[^\n]*(?:\n(?![ \t]*(?:[-•*▪●\u2013][ \t]|\n|$))[^\n]+)*")
_BOILERPLATE = re.compile(
    r"(?:sign up|subscribe|by submitting|by subscribing|follow us|follow \w+ \w+ on|click here|"
    r"advertisement|share this|copyright|©|all rights reserved|get the latest|newsletter|terms of|"
    r"source:|cookies|read our|download our|privacy|contact us|for more information|photo credit|"
    r"image credit|listen to this|watch:|support our|donate)",
    re.IGNORECASE,
)
_CROSS_REFERENCE = re.compile(
    r"(?:see also|read more|read also|also read|related(?: articles?)?|more on this)"
    r"\s*[:\u2013-]\s*",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:file photo|file picture|photo|image|picture|video|caption|graphic)\s*[:\u2013-]\s*"
    r"|FILE\s*[-\u2013]\s*|file photo\b",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z'\u2019. -]{2,30}|[A-Z][\w'\u2019-]+(?: [A-Z][\w'\u2019-]+){0,2}, "
    r"[A-Z][\w'\u2019-]+(?: [A-Z][\w'\u2019-]+)?)"
    r"(?:, [A-Z][\w. ]{2,24})?(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}))?"
    r"(?:,? \(?(?:\d{4})\)?)?(?: \([^()]{2,24}\))? ?(?:--|—|\u2013| - )\s*"
)
_CLOSED = re.compile(r"[.!?…:;,][\"”\u2019')\]]*$")
_CUT = re.compile(
    r"(?=[“”\".!?…\u061f\u06d4])(?:[“”]|(?<!\w)\"|\"(?!\w)"
    r"|[.!?…\u061f\u06d4]+[\"”\u2019)\]]*(?=\s+[\"“\u2018'(\[•-]{0,2}\s?[^\W_]|\s*$))"
)
"""What it may begin with stands first, so that few places are tried at all."""
_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"\u2018])(?:U\.S|U\.K|U\.N|E\.U|D\.C|M[Rr]|M[Rr][Ss]|M[Ss]|D[Rr]|Gen|Lt|Col|Sgt|Maj|Capt|Sen|Rep|Gov|"
    r"Jr|Sr|St|No|Nos|vs|etc|e\.g|i\.e|a\.m|p\.m|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|"
    r"Inc|Ltd|Co|approx|al|cf|Art|Prof|Hon|Rev|[A-Z]|[A-Z]\.[A-Z])$"
)
_MAY_END = re.compile(r"(?:U\.S|U\.K|U\.N|E\.U|D\.C|a\.m|p\.m|etc|Inc|Ltd|Co)$")
_STARTER = re.compile(
    r"\s+[\"“]?(?:The|It|He|She|They|But|In|On|A|An|We|However|Meanwhile|This|These|At|As|Many|Some"
    r"|Since|More|About|For)\b"
)
_HEADING_LENGTH = 60
"""A heading is shorter, in characters: docs/method/reading.md."""
_LONG_HEADING = 100
_TITLE_LENGTH = 220


def sentences(text: str) -> tuple[Sentence, ...]:
    """Give the sentences of a text in order; headings, captions and boilerplate are marked."""
    found: list[Sentence] = []
    heading: Span | None = None
    for number, match in enumerate(_PARAGRAPH.finditer(text)):
        span = _stripped(text, match.start(), match.end())
        part, start = _part(text, span, is_first=not found, has_heading=heading is not None)
        if part is Part.HEADING:
            heading = span
        if part is Part.BODY and (line := _DATELINE.match(text, span.start, span.end)):
            dateline = _stripped(text, span.start, line.end())
            found.append(Sentence(span=dateline, part=Part.DATELINE, paragraph=number))
            start = line.end()
        whole = Span(start, span.end) if start < span.end else span
        units = _units(text, whole) if part in {Part.BODY, Part.CAPTION} else iter((whole,))
        found.extend(
            Sentence(span=unit, part=part, paragraph=number, heading=heading, follows=nth > 0)
            for nth, unit in enumerate(units)
        )
    return tuple(found)


def _part(text: str, span: Span, *, is_first: bool, has_heading: bool) -> tuple[Part, int]:
    """Give what a paragraph is, and where its own words begin."""
    start, end = span.start, span.end
    if _BOILERPLATE.match(text, start):
        return Part.BOILERPLATE, start
    for worded in (_CROSS_REFERENCE, _CAPTION):
        if match := worded.match(text, start):
            return Part.CAPTION, min(match.end(), end - 1)
    is_open = _CLOSED.search(text, max(start, end - 4), end) is None
    if is_open and is_first and end - start < _TITLE_LENGTH:
        return Part.TITLE, start
    if is_open and _is_heading(text[start:end], has_heading=has_heading):
        return Part.HEADING, start
    return Part.BODY, start


def _is_heading(line: str, *, has_heading: bool) -> bool:
    """Tell a heading from a line of a list; "GREECE: no way through" may be longer."""
    if line[0] in '-•*▪●\u2013"“' or "\n" in line:
        return False
    titled = bool(re.match(r"[A-Z][A-Z /\u2019'-]{2,}:", line))
    return len(line) < (_HEADING_LENGTH * 2 if titled or has_heading else _LONG_HEADING)


def _stripped(text: str, start: int, end: int) -> Span:
    while text[start].isspace():
        start += 1
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _units(text: str, whole: Span) -> Iterator[Span]:
    """Cut a paragraph into sentences; never inside an open quotation."""
    begun, is_open = whole.start, False
    for match in _CUT.finditer(text, whole.start, whole.end):
        mark = match[0]
        if mark not in '“”"' and _goes_on(text, match.end()):
            continue
        if mark in '“”"':
            is_open = mark == "“" or (mark == '"' and not is_open)
            continue
        closes = mark[-1] in '”"' or (mark[-1] == "\u2019" and not is_open)
        if is_open and not closes:
            continue
        is_open = False
        if mark == "." and _is_abbreviated(text, whole, match):
            continue
        if text[begun : match.end()].strip():
            yield _stripped(text, begun, match.end())
        begun = match.end()
    if text[begun : whole.end].strip():
        yield _stripped(text, begun, whole.end)


_BEGINS = re.compile(r"[^\w]*(\w)")


def _goes_on(text: str, at: int) -> bool:
    """Tell whether a small letter follows: scripts without capitals have none."""
    begins = _BEGINS.match(text, at)
    return begins is not None and begins[1].islower()


def _is_abbreviated(text: str, whole: Span, stop: re.Match[str]) -> bool:
    """Tell a full stop that shortens a word from one that ends a sentence."""
    before = text[max(whole.start, stop.start() - 8) : stop.start()]
    if not _ABBREVIATION.search(before) or not text[stop.end() : whole.end].strip():
        return False
    return not (_MAY_END.search(before) and _STARTER.match(text, stop.end()))
