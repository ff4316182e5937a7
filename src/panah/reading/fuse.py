"""Two readers of one report, put side by side: agreement is worth more, disagreement stays visible.

Drafts of equal kind and subject whose quotes overlap are one claim read twice. Where the two agree
on a slot, or only one fills it, there is one draft; where they differ, both drafts stay, flagged,
each with its own reader. Nothing is averaged and nothing is settled here: a person does that.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

import attrs

from panah.domain.reading import (
    Draft,
    Flag,
    Polarity,
    Reading,
    ReadingContext,
    TextReader,
    Unread,
)
from panah.domain.report import Report

__all__ = ["AGREED", "BothReaders", "SecondReader", "differing", "fuse"]

AGREED = 0.5
"""How much of the way to certainty two agreeing readers raise a draft in the queue. Assumed: it
sorts the queue and does nothing else."""

_Slot = Callable[[Draft], object]


def _code(name: str) -> _Slot:
    def read(draft: Draft) -> object:
        ref = getattr(draft, name)
        return ref and (ref.code or ref.name.casefold())

    return read


def _party(name: str) -> _Slot:
    def read(draft: Draft) -> object:
        ref = getattr(draft, name)
        return ref and (ref.key or ref.of or ref.name.casefold())

    return read


def _time(name: str) -> _Slot:
    def read(draft: Draft) -> object:
        ref = getattr(draft, name)
        return ref and ref.when

    return read


def _amount(draft: Draft) -> object:
    return draft.amount and (draft.amount.hedge, draft.amount.stated)


def _voice(draft: Draft) -> object:
    first = draft.chain[0].actor if draft.chain else None
    return first and (first.key or first.of or first.name.casefold())


_SLOTS: dict[str, _Slot] = {
    "counterpart": _party("counterpart"),
    "amount": _amount,
    "place": _code("place"),
    "from_": _code("from_"),
    "to": _code("to"),
    "via": _code("via"),
    "status": lambda draft: draft.status,
    "mode": lambda draft: draft.mode,
    "event": _time("event"),
    "said": _time("said"),
    "chain": _voice,
}
"""What is compared slot by slot; a slot that only one reader fills is no disagreement."""
_LABELS: dict[str, _Slot] = {
    "hold": lambda draft: draft.hold,
    "mood": lambda draft: draft.mood,
}
"""Labels that are never empty."""


class SecondReader(Protocol):
    """Reads a report that was read once."""

    def second(self, report: Report, first: Reading, context: ReadingContext) -> Reading:
        """Give its own reading, knowing what the first left unread."""
        ...


class BothReaders:
    """The rules and a second reader as one; the rules always read."""

    version = "1"

    def __init__(self, first: TextReader, second: SecondReader, *, name: str) -> None:
        self.name = name
        self._first = first
        self._second = second

    def read(self, report: Report, context: ReadingContext) -> Reading:
        """Give both readings, fused."""
        first = self._first.read(report, context)
        return fuse(first, self._second.second(report, first, context))


def fuse(rules: Reading, model: Reading) -> Reading:
    """Put the reading of a second reader beside that of the rules.

    Returns
    -------
    Reading
        The drafts of both in order of the text. Those read twice alike are one draft of the
        rules, with its empty slots filled, its order raised and both readers in `made_by`; those
        read differently are two, both flagged `value_differs`; the rest are as they were. What
        the second reader read is no longer unread; what was refused, failed or warned of is kept
        from both.
    """
    twins = _twins(rules.drafts, model.drafts)
    drafts: list[Draft] = []
    for nth, draft in enumerate(rules.drafts):
        both = (draft, model.drafts[twins[nth]]) if nth in twins else None
        drafts.extend(_together(*both) if both else (draft,))
    alone = set(range(len(model.drafts))) - set(twins.values())
    drafts.extend(model.drafts[nth] for nth in sorted(alone))
    return Reading(
        report=rules.report,
        drafts=tuple(sorted(drafts, key=lambda draft: (draft.quote.start, draft.quote.end))),
        unread=_still_unread(rules.unread, model.drafts),
        refused=(*rules.refused, *model.refused),
        failures=(*rules.failures, *model.failures),
        warnings=tuple(dict.fromkeys((*rules.warnings, *model.warnings))),
        cut=rules.cut,
    )


def differing(one: Draft, other: Draft) -> tuple[str, ...]:
    """Give the slots that both fill, and not alike."""
    filled = [
        name
        for name, value in _SLOTS.items()
        if value(one) is not None and value(other) is not None and value(one) != value(other)
    ]
    return (*filled, *(name for name, value in _LABELS.items() if value(one) != value(other)))


def _twins(rules: Sequence[Draft], model: Sequence[Draft]) -> dict[int, int]:
    """Pair the drafts that read the same claim, the most alike first; each is paired once."""
    pairs = sorted(
        (_unlikeness(one, other), nth, other_nth)
        for nth, one in enumerate(rules)
        for other_nth, other in enumerate(model)
        if one.kind is other.kind
        and one.quote.overlaps(other.quote)
        and _subject(one) == _subject(other)
    )
    twins: dict[int, int] = {}
    for _, nth, other_nth in pairs:
        if nth not in twins and other_nth not in twins.values():
            twins[nth] = other_nth
    return twins


def _unlikeness(one: Draft, other: Draft) -> tuple[bool, int, int]:
    return (
        _amount(one) != _amount(other),
        len(differing(one, other)),
        abs(one.quote.start - other.quote.start),
    )


def _subject(draft: Draft) -> object:
    ref = draft.subject
    if ref is None:
        places = (draft.place, draft.from_, draft.to)
        return next((place.code for place in places if place and place.code), None)
    return ref.key or ref.of or ref.name.casefold()


def _together(draft: Draft, twin: Draft) -> tuple[Draft, ...]:
    if differing(draft, twin):
        return _doubted(draft), _doubted(twin)
    filled = {
        name: getattr(twin, name)
        for name in (*_SLOTS, "subject", "group", "conditions")
        if not getattr(draft, name) and getattr(twin, name)
    }
    order = draft.order + AGREED * (1 - draft.order)
    others = () if twin.quote == draft.quote else (twin.quote,)
    is_unsure = Polarity.UNSURE in {draft.polarity, twin.polarity}
    return (
        attrs.evolve(
            draft,
            **filled,
            order=order,
            alternatives=(*draft.alternatives, *others),
            flags=draft.flags | (twin.flags & _DOUBTS),
            polarity=Polarity.UNSURE if is_unsure else draft.polarity,
            made_by=attrs.evolve(
                draft.made_by,
                model=twin.made_by.model,
                prompt=twin.made_by.prompt,
                request=twin.made_by.request,
            ),
        ),
    )


_DOUBTS = frozenset({Flag.POLARITY, Flag.INSTRUCTION_LIKE, Flag.QUOTE_REPEATED})
"""Doubts about the words rather than about one reader's way to a slot; they outlive agreement."""


def _doubted(draft: Draft) -> Draft:
    return attrs.evolve(draft, flags=draft.flags | {Flag.VALUE_DIFFERS})


def _still_unread(unread: Sequence[Unread], drafts: Sequence[Draft]) -> tuple[Unread, ...]:
    return tuple(
        item for item in unread if not any(item.span.overlaps(draft.quote) for draft in drafts)
    )
