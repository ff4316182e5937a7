"""From which day a door is closed or open, by what was said of it.

What is closed stays closed until somebody who runs it says when it opens; what was announced counts
from its day. Where words leave the day open the careful reading counts: a closing from the first
day that they allow, an opening from the last. An opening whose day has passed and that nobody said
has come counts for nothing (R12); a closing whose day has passed counts until a newer word.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import attrs

from panah.domain.claim import Claim, Mood
from panah.domain.figure import Figure
from panah.domain.when import When
from panah.plan.instance.numbers import origin_of
from panah.plan.parameters import Parameter

__all__ = ["Saying", "passing"]


@attrs.frozen(kw_only=True)
class Saying:
    """One claim about a door: whether it closes it, and when its report was published."""

    key: str
    claim: Claim
    closes: bool
    published: When | None

    @property
    def is_fact(self) -> bool:
        """Whether it says how the door stands, and not how it will."""
        return self.claim.mood is Mood.IS

    @property
    def said(self) -> date:
        """The day on which it was said, or published: the later word counts."""
        return _latest(self.claim.said) or _latest(self.published) or date.min


@attrs.frozen
class _Turn:
    day: date
    said: date
    closes: bool = attrs.field(kw_only=True)
    key: str = attrs.field(kw_only=True)


_ONE = timedelta(days=1)


def _latest(when: When | None) -> date | None:
    return when.latest if when else None


def passing(
    said: Sequence[Saying], share: Parameter, span: tuple[date, date]
) -> tuple[Figure | None, tuple[str, ...]]:
    """Give the share of people that a door lets through by day, and the claims it rests on.

    Parameters
    ----------
    share
        What a closed door still lets through.
    span
        First and last day of the plan.

    Returns
    -------
    tuple
        None where the door is open on all days.
    """
    start, end = span
    turns = [one for one in _turns(said, start) if one.day <= end]
    closed_on = {one.day for one in turns if one.closes}
    if not closed_on:
        return None, ()
    steps: dict[int, float] = {0: 1.0}
    for one in sorted(turns, key=lambda one: (one.day, one.said)):
        steps[(one.day - start).days] = share.value if one.closes else 1.0
    keys = tuple(dict.fromkeys(one.key for one in sorted(turns, key=lambda one: one.day)))
    told = attrs.evolve(origin_of(share), claims=keys)
    return Figure(tuple(sorted(steps.items())), told), keys


def _turns(said: Sequence[Saying], start: date) -> Iterator[_Turn]:
    """Give when a door is closed or opened, none of it before the plan."""
    facts = [one for one in said if one.is_fact]
    shut = any(one.closes for one in facts)
    seen_open = max((one.said for one in facts if not one.closes and not shut), default=date.min)
    for one in (*facts, *_newest(said)):
        if one.is_fact and not one.closes:
            continue
        for turn in _of(one, start):
            if turn.day >= start:
                yield turn
            elif turn.closes and (one.is_fact or turn.day > seen_open):
                yield attrs.evolve(turn, day=start)


def _newest(said: Sequence[Saying]) -> list[Saying]:
    """Give the announcements that count: of closing and of opening those that were said last."""
    coming = [one for one in said if not one.is_fact and not one.claim.is_conditional]
    last = {one.closes: max(o.said for o in coming if o.closes == one.closes) for one in coming}
    return [one for one in coming if one.said == last[one.closes]]


def _of(one: Saying, start: date) -> Iterator[_Turn]:
    """Give the days on which a door turns by one claim."""
    about = one.claim.event
    first, last = (about.earliest, about.latest) if about else (None, None)
    if not one.closes:
        if first is not None and last is not None:
            yield _Turn(last, one.said, closes=False, key=one.key)
        return
    is_exact = not _is_vague(about)
    if one.is_fact:
        yield _Turn(start, one.said, closes=True, key=one.key)
        first = one.said
    elif first is not None:
        day = first if is_exact else max(first, one.said + _ONE)
        yield _Turn(day, one.said, closes=True, key=one.key)
    elif last is not None:  # until then, or from then at the latest: nobody can tell
        yield _Turn(start, one.said, closes=True, key=one.key)
    if is_exact and first is not None and last is not None and last > first:
        yield _Turn(last + _ONE, one.said, closes=False, key=one.key)


def _is_vague(when: When | None) -> bool:
    """Tell whether a time is a day that nobody knows exactly, and no span that is meant whole.

    assumed: a month, a year, a week from Monday to Sunday and whatever is marked as approximate.
    """
    if when is None or when.start is None or when.end is None:
        return False
    if when.start.approximate or when.end.approximate or when.start.day is None:
        return True
    first, last = when.start.first, when.end.last
    return first.weekday() == 0 and (last - first).days == 6
