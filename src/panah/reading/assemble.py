"""From what the frames saw to drafts: quotes, voices, times, flags, order; title and lead merged.

The quote is the shortest run of whole tokens that covers trigger, amount, cue and host or place,
at least three words and at most 700 characters, and never half a quotation mark.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import attrs

from panah.domain.claim import Kind, MadeBy, Span, Status
from panah.domain.reading import (
    MAX_QUOTE,
    ActorRef,
    Draft,
    Flag,
    HopRef,
    PlaceRef,
    Polarity,
    TimeRef,
    TimeRole,
    Via,
)
from panah.domain.report import Report
from panah.reading.denials import is_doubted
from panah.reading.frames.scene import Scene, Sighting
from panah.reading.gates import polarity
from panah.reading.numbers import Quantity
from panah.reading.text import Part, Sentence
from panah.reading.tokens import Line
from panah.reading.when import DateRef

__all__ = ["drafts", "merged"]

_LEAST_WORDS = 3
_INFERRED = frozenset({Via.HEADING, Via.ANTECEDENT, Via.DOCUMENT})
_LEAD = 3
"""Sentences of the body, and below a heading, that may say it again: docs/method/reading.md."""


def drafts(scene: Scene, seen: Iterable[Sighting], report: Report, made_by: MadeBy) -> list[Draft]:
    """Give the drafts of one sentence; exact repeats are dropped."""
    found: list[Draft] = []
    for sighting in seen:
        draft = _draft(scene, sighting, report, made_by)
        if not any(_same(draft, other) for other in found):
            found.append(draft)
    return found


def _draft(scene: Scene, seen: Sighting, report: Report, made_by: MadeBy) -> Draft:
    line = scene.line
    first, end = _quote(line, seen)
    hops, voiced = scene.voices.of(seen.end - 1)
    event, said = _times(scene, seen)
    quote = line.cover(first, end)
    sure = polarity(quote, seen.hold, line.text, line.sentence.span.end)
    if is_doubted(line, seen):
        sure = Polarity.UNSURE
    doubt = _DOUBT if sure is Polarity.UNSURE else frozenset()
    return Draft(
        report=report.id,
        quote=quote,
        trigger=line.cover(seen.first, seen.end),
        kind=seen.kind,
        made_by=_made(made_by, seen.rule),
        subject=seen.subject,
        counterpart=seen.counterpart or _asker(seen, hops),
        group=seen.group,
        amount=seen.amount,
        place=seen.place,
        from_=seen.from_,
        to=seen.to,
        via=seen.via,
        status=seen.status,
        hold=seen.hold,
        mode=seen.mode,
        mood=seen.mood,
        conditions=seen.conditions,
        event=event,
        said=said,
        chain=hops,
        verbatim=_is_verbatim(scene, first, end),
        refers_to=seen.refers_to,
        polarity=sure,
        flags=seen.flags | voiced | _flags(line, seen, event) | doubt,
    )


_DOUBT = frozenset({Flag.POLARITY})


@lru_cache(maxsize=256)
def _made(made_by: MadeBy, rule: str) -> MadeBy:
    return attrs.evolve(made_by, rule=rule)


def _asker(seen: Sighting, hops: tuple[HopRef, ...]) -> ActorRef | None:
    """Give who asks by saying that another should: the first voice."""
    if seen.status is not Status.ASKED or seen.kind not in {Kind.HOSTING, Kind.POLICY}:
        return None
    actor = hops[0].actor if hops else None
    subject = seen.subject
    if actor is None or (subject is not None and actor.key and actor.key == subject.key):
        return None
    return actor


def _quote(line: Line, seen: Sighting) -> tuple[int, int]:
    """Give the tokens of the quote."""
    inside = [at for at in seen.shows if 0 <= at < len(line)]
    first, end = min([seen.first, *inside]), max([seen.end, *(at + 1 for at in inside)])
    while end - first < _LEAST_WORDS and (end < len(line) or first > 0):
        if end < len(line) and line.low(end) not in {".", ";"}:
            end += 1
        elif first > 0:
            first -= 1
        else:
            break
    while end - first > 1 and line.tokens[end - 1].end - line.tokens[first].start > MAX_QUOTE:
        if first < seen.first:
            first += 1
        else:
            end -= 1
    return _unmarked(line, first, end, seen)


def _unmarked(line: Line, first: int, end: int, seen: Sighting) -> tuple[int, int]:
    """Give a quote without a mark at its ends that closes or opens what stands outside it."""
    if first < seen.first and line.low(first) == "”":
        first += 1
    if end > seen.end and line.low(end - 1) == "“":
        end -= 1
    if end > seen.end and line.low(end - 1) == "”":
        end -= all(line.low(at) != "“" for at in range(first, end))
    return first, end


def _is_verbatim(scene: Scene, first: int, end: int) -> bool:
    """Tell whether the quote is a speaker's own words, without an editor's insertion."""
    inside = any(begin <= first and end <= stop for begin, stop in scene.voices.quotes)
    return inside and not _is_edited(scene.line, first, end)


_INSERTED = re.compile(r"\[[^\[\]]*\]")


def _is_edited(line: Line, first: int, end: int) -> bool:
    """Tell whether words that an editor put in square brackets are among the quoted."""
    if line.text.find("[", line.span.start, line.span.end) < 0:
        return False
    quote = line.cover(first, end)
    return any(
        found.start() < quote.end and quote.start < found.end()
        for found in _INSERTED.finditer(line.text, line.span.start, line.span.end + 1)
    )


def _flags(line: Line, seen: Sighting, event: TimeRef | None) -> frozenset[Flag]:
    found: set[Flag] = set()
    if line.sentence.part is Part.CAPTION:
        found.add(Flag.CAPTION)
    if line.is_cut:
        found.add(Flag.SENTENCE_CUT)
    if event is not None and not event.anchored:
        found.add(Flag.DATE_UNANCHORED)
    if _is_inferred(seen.subject):
        found.add(Flag.SUBJECT_INFERRED)
    if any(_is_inferred(place) for place in (seen.place, seen.from_, seen.to)):
        found.add(Flag.PLACE_INFERRED)
    if seen.amount is not None:
        found |= _amount_flags(line, seen.amount.worded)
    if _is_edited(line, seen.first, seen.end):
        found.add(Flag.EDITOR_INSERTION)
    return frozenset(found)


def _amount_flags(line: Line, worded: Span) -> frozenset[Flag]:
    for index in line.where("QTY"):
        value = line.tokens[index].value
        if isinstance(value, Quantity) and value.span == worded:
            return value.flags
    return frozenset()


def _is_inferred(ref: ActorRef | PlaceRef | None) -> bool:
    return ref is not None and ref.via in _INFERRED


def _times(scene: Scene, seen: Sighting) -> tuple[TimeRef | None, TimeRef | None]:
    """Give when it was, and when it was said: each date goes to the nearer of the two verbs."""
    line = scene.line
    event: tuple[int, TimeRef] | None = None
    said: TimeRef | None = None
    for index in line.where("DATE"):
        value = line.tokens[index].value
        if not isinstance(value, DateRef):
            continue
        if said is None and _dates_saying(scene, index, seen):
            said = _time(line, index, value, TimeRole.SAID)
            continue
        apart = _distance(line, index, seen)
        role = TimeRole.DEADLINE if value.is_deadline else TimeRole.EVENT
        if event is None or apart < event[0]:
            event = (apart, _time(line, index, value, role))
    return (event[1] if event else None), said


def _dates_saying(scene: Scene, index: int, seen: Sighting) -> bool:
    """Tell whether a date stands by the saying verb and not by the thing said."""
    for voice in scene.voices.said:
        at = voice.at if voice.at >= 0 else next(iter(scene.line.where("SAYV")), -1)
        party = voice.party
        near = at >= 0 and abs(index - at) <= 2
        leads = (
            party is not None and at > 0 and (index < party.first <= at or party.end <= index < at)
        )
        if (
            (near or leads)
            and not seen.first <= index < seen.end
            and _distance(scene.line, index, seen) > 0
        ):
            return True
    return False


def _distance(line: Line, index: int, seen: Sighting) -> int:
    """Give how far a date stands from the trigger; commas between weigh like ten words."""
    if seen.first <= index < seen.end:
        return 0
    first, end = (index, seen.first) if index < seen.first else (seen.end, index)
    commas = sum(line.low(at) in {",", ";"} for at in range(first, end))
    return end - first + 10 * commas


def _time(line: Line, index: int, value: DateRef, role: TimeRole) -> TimeRef:
    return TimeRef(
        when=value.when, role=role, span=line.cover(index, index + 1), anchored=value.anchored
    )


def _same(one: Draft, other: Draft) -> bool:
    """Tell whether two drafts of a sentence say the same."""
    return (one.kind, one.status, one.hold, one.amount) == (
        other.kind,
        other.status,
        other.hold,
        other.amount,
    ) and all(
        _key(a) == _key(b)
        for a, b in (
            (one.subject, other.subject),
            (one.counterpart, other.counterpart),
            (one.place, other.place),
            (one.from_, other.from_),
            (one.to, other.to),
        )
    )


def _key(ref: ActorRef | PlaceRef | None) -> str | None:
    if isinstance(ref, ActorRef):
        return ref.key or ref.name
    return ref.code or ref.name if ref else None


def merged(found: Sequence[Draft], parts: Sequence[Sentence]) -> list[Draft]:
    """Join what a title or heading says with what says it again below it.

    Parameters
    ----------
    parts
        The sentences of the report, in order.
    """
    kept = dict(enumerate(found))
    for headline, below in _headed(parts):
        own = [nth for nth, one in kept.items() if headline.overlaps(one.quote)]
        again = [nth for nth, one in kept.items() if any(map(one.quote.overlaps, below))]
        for nth in own:
            full = next((n for n in again if n != nth and _repeats(kept[nth], kept[n])), None)
            if full is not None:
                kept[full] = attrs.evolve(
                    kept[full],
                    alternatives=(*kept[full].alternatives, kept[nth].quote),
                    flags=kept[full].flags | {Flag.MERGED},
                )
                del kept[nth]
    return list(kept.values())


def _headed(parts: Sequence[Sentence]) -> Iterator[tuple[Span, list[Span]]]:
    """Give each title and heading with what may say it again: the lead, and what it stands over."""
    body = [one for one in parts if one.part is Part.BODY]
    lead = [one.span for one in body[:_LEAD]]
    under: dict[Span | None, list[Span]] = {}
    for one in body:
        under.setdefault(one.heading, []).append(one.span)
    for one in parts:
        if one.part in {Part.TITLE, Part.HEADING}:
            yield one.span, [*lead, *under.get(one.heading, [])[:_LEAD]]


def _repeats(title: Draft, other: Draft) -> bool:
    if title.kind is not other.kind or title.hold is not other.hold:
        return False
    pairs = (
        (title.subject, other.subject),
        (title.counterpart, other.counterpart),
        (title.place, other.place),
    )
    same = all(a is None or b is None or _key(a) == _key(b) for a, b in pairs)
    return same and (
        title.amount is None
        or (other.amount is not None and title.amount.stated == other.amount.stated)
    )
