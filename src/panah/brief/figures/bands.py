"""Who may have entered a country by each day, and the days on which limits are passed.

The outer band of a fan holds 8 in 10 futures, the inner 5 in 10, the line is the middle. Each fan
has its own scale, named at its side, because countries differ a thousandfold. Days run from left to
right in every language.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape

from panah.brief.model import Coming, Passing
from panah.brief.words import day
from panah.domain.rounding import rounded

__all__ = ["fan", "passing"]

WIDTH, HEIGHT = 320, 150
"""Size of a fan in its own units; a page may draw it at any size."""
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 308, 12, 124
_MARKS = ("1 in 10", "5 in 10", "9 in 10")


def fan(one: Coming, first: date, last: date) -> str:
    """Draw the bands of people who have entered a country."""
    most = max(max(ends) for ends in one.bands) or 1.0
    outer, inner = (
        _area([ends[low] for ends in one.bands], [ends[high] for ends in one.bands], most)
        for low, high in ((0, 4), (1, 3))
    )
    line = " ".join(
        f"{_x(number, len(one.bands)):g},{_y(ends[2], most):g}"
        for number, ends in enumerate(one.bands)
    )
    low, high = one.bands[-1][0], one.bands[-1][4]
    told = (
        f"{one.name}: people who enter by {day(last)}, {rounded(low)} to {rounded(high)} in 8 of "
        f"10 futures"
    )
    return (
        f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape(told, quote=True)}">'
        f'<line class="rule" x1="{_LEFT}" y1="{_BOTTOM}" x2="{_RIGHT}" y2="{_BOTTOM}"/>'
        f'<line class="rule" x1="{_LEFT}" y1="{_TOP}" x2="{_RIGHT}" y2="{_TOP}"/>'
        f'<path class="outer" d="{outer}"/><path class="inner" d="{inner}"/>'
        f'<polyline class="middle" points="{line}"/>'
        f"{_side(_TOP + 5, rounded(most))}{_side(_BOTTOM + 4, '0')}"
        f"{_days(first, last, _BOTTOM + 18)}</svg>"
    )


def _side(y: float, people: str) -> str:
    return f'<text class="tick" x="{_LEFT - 6}" y="{y:g}" text-anchor="end">{escape(people)}</text>'


def _x(number: float, days: int) -> float:
    return round(_LEFT + (_RIGHT - _LEFT) * number / max(days - 1, 1), 1)


def _y(people: float, most: float) -> float:
    return round(_BOTTOM - (_BOTTOM - _TOP) * people / most, 1)


def _area(low: Sequence[float], high: Sequence[float], most: float) -> str:
    """Give the outline of a band: along its high end, and back along its low end."""
    days = len(low)
    there = [f"{_x(n, days):g} {_y(value, most):g}" for n, value in enumerate(high)]
    back = [f"{_x(n, days):g} {_y(value, most):g}" for n, value in enumerate(low)]
    return f"M{' L'.join(there)} L{' L'.join(reversed(back))} Z"


def _days(first: date, last: date, y: float) -> str:
    return (
        f'<text class="tick" x="{_LEFT}" y="{y:g}">{_short(first)}</text>'
        f'<text class="tick" x="{_RIGHT}" y="{y:g}" text-anchor="end">{_short(last)}</text>'
    )


def _short(on: date) -> str:
    return f"{on.day} {on:%b}"


def passing(one: Passing, first: date, last: date) -> str:
    """Draw when a limit is passed that at least 1 in 10 futures pass, to the day of 9 in 10."""
    shares = zip(_MARKS, one.days, strict=True)
    told = "; ".join(f"{mark} by {day(on)}" for mark, on in shares if on)
    span = max((last - first).days, 1)
    known = [
        (mark, round(_LEFT + (_RIGHT - _LEFT) * (on - first).days / span, 1))
        for mark, on in zip(_MARKS, one.days, strict=True)
        if on is not None
    ]
    return (
        f'<svg class="chart strip" viewBox="0 0 {WIDTH} 40" role="img" '
        f'aria-label="{escape(told, quote=True)}">'
        f'<line class="rule" x1="{_LEFT}" y1="12" x2="{_RIGHT}" y2="12"/>'
        f"{''.join(_span(known))}{_days(first, last, 36)}</svg>"
    )


def _span(known: Sequence[tuple[str, float]]) -> Iterator[str]:
    """Draw a dot a day that is known, the larger for half of the futures, and what lies between."""
    end = known[-1][1] if len(known) == len(_MARKS) else _RIGHT
    yield f'<line class="whisker" x1="{known[0][1]:g}" y1="12" x2="{end:g}" y2="12"/>'
    for mark, x in known:
        size = 7 if mark == _MARKS[1] else 4
        yield f'<circle class="mark" cx="{x:g}" cy="12" r="{size}"/>'
