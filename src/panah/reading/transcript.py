"""Whose turn it is in a transcript or an interview.

Turns are told by a name before a colon ("MS OKELLO: We took in …"), by Q and A, by dashes, or by
paragraphs of which every second asks. Digests put a place before a colon too, so that a name must
come back before a report is taken for a transcript; a list of questions that asks nobody is none.
"""

import re
from collections.abc import Iterator, Mapping

import attrs

from panah.domain.claim import Span
from panah.reading.text import Part, Sentence

__all__ = ["Turn", "turns"]


@attrs.frozen
class Turn:
    """Where a turn begins, and whose it is.

    Parameters
    ----------
    name
        The name the transcript puts before it, in full; None where only the form tells.
    span
        Where that name stands.
    asks
        Whether it asks, and so tells nothing of its own.
    """

    span: Span
    name: str | None = None
    asks: bool = False


_LABEL = re.compile(r"(?:\d{1,3}[.)]\s)?([A-Z\u00c0-\u00de][^\n:;?!“”\"]{0,100}?)\s?:\s")
_CAPITALS = re.compile(
    r"((?:(?:Mr|MR|Mrs|MRS|Ms|MS|Miss|Dr|DR|Mme|Sir|Dame|Lord|Lady|Baroness|Baron|Senator|Representative"
    r"|Ambassador|Minister|Commissioner|Chairman|Chairwoman|Chair|Professor|Judge|Sister|Father)"
    r"\.?\s)[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de'\u2019-]+(?:\s[A-Z\u00c0-\u00de'\u2019-]{2,}){0,3}"
    r"(?:\s\([^()\n]*\))?)(?:,\s[^.:\n]{2,60})?\s?[.:\u2013\u2014-]"
)
"""A title and a name in capitals: how parliaments and hearings set a turn, with a full stop."""
_SIDE = re.compile(r"\(([^()]*)\)")
_TITLES = re.compile(
    r"^(?:(?:the|right|rt|hon|honourable|mr|mrs|ms|miss|dr|shri|sir|dame|lord|lady|senator|prof)\.?\s)+",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"^The |(?i:spokes|minister|secretary|president|commissioner|director|chair|governor|officer)"
)
"""In a label, an office; who holds it stands in brackets."""
_SMALL = frozenset({"of", "the", "for", "and", "to", "de", "al", "bin", "van", "von", "el", "in"})
_ASKERS = frozenset(
    {"q", "question", "reporter", "moderator", "operator", "interviewer", "note", "journalist"}
    | {"presenter", "newsreader", "host", "anchor", "correspondent", "announcer", "narrator"}
)
_ANSWERS = frozenset({"a", "answer", "interviewee", "response", "guest", "minister", "mayor"})
_LETTER = re.compile(r"([QA])[.:]\s")
_SPOKEN = frozenset({Part.BODY, Part.HEADING})
_DASH = re.compile(r"[-\u2013\u2014]\s")
_LEAST = 3
"""Labels, or questions, before a report is taken for a transcript; assumed: two may be chance."""
_LONG = 220
"""Longest paragraph, in characters, that is taken for an interviewer's; assumed."""
_ADDRESS = re.compile(r"\byou(?:r|['\u2019]\w+)?\b", re.IGNORECASE)


def turns(text: str, parts: tuple[Sentence, ...]) -> Mapping[int, Turn]:
    """Give the turns of a report by where the sentence that begins each stands."""
    for found in (_labelled(text, parts), _lettered(text, parts), _dashed(text, parts)):
        if found:
            return found
    return _asked(text, parts)


def _labelled(text: str, parts: tuple[Sentence, ...]) -> dict[int, Turn]:
    full: dict[str, str] = {}
    found: dict[int, Turn] = {}
    for one in parts:
        label = _label(text, one)
        if label is None:
            continue
        name = _named(label[1])
        office = _SIDE.sub("", label[1]).strip().casefold()
        last = name.rsplit(maxsplit=1)[-1].casefold()
        full.setdefault(last, name)
        if _SIDE.search(label[1]) and office != name.casefold():
            full.setdefault(office, name)
        known = full.get(office) or (full[last] if " " not in name else name)
        span = Span(label.start(1), label.end(1))
        told = None if known.casefold() in _ANSWERS else known
        found[one.span.start] = Turn(span, told, known.casefold() in _ASKERS)
    names = [turn.name for turn in found.values()]
    capitals = sum(_CAPITALS.match(text, at) is not None for at in found)
    if len(names) < _LEAST or (len(set(names)) == len(names) and capitals < _LEAST):
        return {}
    return found


def _label(text: str, sentence: Sentence) -> re.Match[str] | None:
    if sentence.part not in _SPOKEN or _goes_on(text, sentence):
        return None
    if match := _CAPITALS.match(text, sentence.span.start):
        return match
    match = _LABEL.match(text, sentence.span.start, sentence.span.end)
    if match is None:
        return None
    words = _SIDE.sub("", match[1]).split()
    named = all(word[0].isupper() or word in _SMALL for word in words)
    return match if words and named else None


def _goes_on(text: str, sentence: Sentence) -> bool:
    """Tell whether a sentence stands in the midst of its paragraph, and of its line."""
    return sentence.follows and text[sentence.span.start - 1] != "\n"


def _named(label: str) -> str:
    """Give the name of a label: "The Under-Secretary (Ann Lee)" is Ann Lee."""
    outer = _SIDE.sub("", label).strip()
    inner = _SIDE.findall(label)
    if inner and " " in inner[0] and _HELD.search(outer):
        outer = inner[0]
    bare = _TITLES.sub("", outer) or outer
    plain = " ".join(bare.split()) if " " in bare or bare == outer else outer
    name = bare if plain == outer and " " in bare else plain
    words = (word.title() if word.isupper() and len(word) > 1 else word for word in name.split())
    return " ".join(words) if any(word.isupper() for word in name.split()) else name


def _lettered(text: str, parts: tuple[Sentence, ...]) -> dict[int, Turn]:
    found: dict[int, Turn] = {}
    for one in parts:
        match = _LETTER.match(text, one.span.start, one.span.end)
        if match:
            found[one.span.start] = Turn(Span(match.start(1), match.end(1)), asks=match[1] == "Q")
    asked = [turn.asks for turn in found.values()]
    if sum(asked) < _LEAST - 1:
        return {}
    if all(asked):
        begins = min(found)
        for first, _ in _paragraphs(parts):
            if first.start > begins:
                found.setdefault(first.start, Turn(first))
    return found


def _dashed(text: str, parts: tuple[Sentence, ...]) -> dict[int, Turn]:
    dashed = [
        one for one in parts if not one.follows and _DASH.match(text, one.span.start, one.span.end)
    ]
    return _alternate(text, [(one.span, one.span) for one in dashed])


def _asked(text: str, parts: tuple[Sentence, ...]) -> dict[int, Turn]:
    return _alternate(text, list(_paragraphs(parts)))


def _paragraphs(parts: tuple[Sentence, ...]) -> Iterator[tuple[Span, Span]]:
    """Give each paragraph of the body: its first sentence and the whole."""
    body = [one for one in parts if one.part in _SPOKEN]
    for nth, one in enumerate(body):
        if nth and body[nth - 1].paragraph == one.paragraph:
            continue
        last = one
        for other in body[nth:]:
            if other.paragraph != one.paragraph:
                break
            last = other
        yield one.span, Span(one.span.start, last.span.end)


def _alternate(text: str, found: list[tuple[Span, Span]]) -> dict[int, Turn]:
    """Tell asking from answering, where from the first question on every second one asks."""
    asks = [_is_question(text, whole) for _, whole in found]
    if sum(asks) < _LEAST or not any(
        asks[nth] and _ADDRESS.search(text, whole.start, whole.end)
        for nth, (_, whole) in enumerate(found)
    ):
        return {}
    begins = asks.index(True)
    odd = [nth for nth, asked in enumerate(asks) if asked and (nth - begins) % 2]
    return {
        first.start: Turn(first, asks=(nth - begins) % 2 == 0 if not odd else asks[nth])
        for nth, (first, _) in enumerate(found)
        if nth >= begins
    }


def _is_question(text: str, span: Span) -> bool:
    return span.end - span.start < _LONG and text[span.end - 1] == "?"
