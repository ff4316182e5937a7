"""One amount on a logarithmic strip, drawn as it was said.

An exact figure is a dot, a doubtful one a dot with its range, "hundreds" a bar with round ends, a
ceiling a bar with a hard end and no beginning, an open amount an arrow, no number a "?". Texture
follows the planning class, so that the figure survives grey and photocopy. No midpoint is drawn.
"""

import math
from collections.abc import Iterable
from html import escape

import attrs

from panah.brief.model import Mark
from panah.brief.words import amount
from panah.domain.claim import Hold, Mood, PlanningClass
from panah.domain.quantity import Hedge

__all__ = ["Scale", "axis", "scale_for", "strip", "textures"]

WIDTH, HEIGHT = 240, 24
"""Size of a strip in its own units; a page may draw it at any size."""

_EDGE = 10
_MIDDLE = HEIGHT / 2
_FLOORS = frozenset({Hedge.MORE_THAN, Hedge.AT_LEAST})


@attrs.frozen
class Scale:
    """A logarithmic axis from one number of people to another.

    Parameters
    ----------
    low, high
        Its ends; offers stand between 100 and 200,000 unless one lies outside.
    """

    low: float = 100
    high: float = 200_000

    def x(self, value: float) -> float:
        """Give where a value stands; what lies outside stands at the edge."""
        inside = min(max(value, self.low), self.high)
        share = math.log10(inside / self.low) / math.log10(self.high / self.low)
        return round(_EDGE + share * (WIDTH - 2 * _EDGE), 1)

    @property
    def ticks(self) -> tuple[int, ...]:
        """The powers of ten on it."""
        first, last = math.ceil(math.log10(self.low)), math.floor(math.log10(self.high))
        return tuple(10**power for power in range(first, last + 1))


def scale_for(marks: Iterable[Mark]) -> Scale:
    """Give the axis that holds all amounts, at least 100 to 200,000."""
    low, high = 100.0, 200_000.0
    for mark in marks:
        for end in (mark.amount.lo, mark.amount.hi) if mark.amount else ():
            if end:
                low, high = min(low, end), max(high, end)
    return Scale(10.0 ** math.floor(math.log10(low)), high)


def strip(mark: Mark, scale: Scale) -> str:
    """Draw one amount."""
    name = mark.planning_class or "closed"
    ended = " ended" if mark.is_ended else ""
    drawn = "".join(_shapes(mark, scale))
    return (
        f'<svg class="strip {name}{ended}" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape(_told(mark), quote=True)}">'
        f'<line class="rule" x1="{_EDGE}" y1="{_MIDDLE:g}" x2="{WIDTH - _EDGE}" y2="{_MIDDLE:g}"/>'
        f"{drawn}</svg>"
    )


def axis(scale: Scale) -> str:
    """Draw the ticks of the axis with their numbers."""
    ticks = "".join(
        f'<line class="tick" x1="{scale.x(tick):g}" y1="17" x2="{scale.x(tick):g}" y2="23"/>'
        f'<text class="tick" x="{_within(scale.x(tick)):g}" y="13" text-anchor="middle">'
        f"{_short(tick)}</text>"
        for tick in scale.ticks
    )
    return (
        f'<svg class="strip axis" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="people, logarithmic axis">{ticks}</svg>'
    )


def textures() -> str:
    """Give the textures of the planning classes, once a page."""
    return (
        '<svg class="textures" width="0" height="0" aria-hidden="true"><defs>'
        f"{_hatch(PlanningClass.READY, step=4, stroke=2)}"
        f"{_hatch(PlanningClass.POSSIBLE, step=8, stroke=1.5)}"
        '<linearGradient id="fade"><stop class="fade-from" offset="0"/>'
        '<stop class="fade-to" offset="0.35"/></linearGradient></defs></svg>'
    )


def _hatch(name: PlanningClass, *, step: float, stroke: float) -> str:
    return (
        f'<pattern id="texture-{name}" width="{step:g}" height="{step:g}" '
        f'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect class="tint" width="{step:g}" height="{step:g}"/>'
        f'<rect class="line" width="{stroke:g}" height="{step:g}"/></pattern>'
    )


def _shapes(mark: Mark, scale: Scale) -> Iterable[str]:
    span = mark.amount
    if span is None or mark.hedge is Hedge.VAGUE:
        yield _unknown()
        return
    low = scale.x(span.lo)
    high = WIDTH - _EDGE if span.hi is None else scale.x(span.hi)
    if mark.hedge is Hedge.UP_TO and not mark.conflict:
        yield f'<rect class="ceiling" x="{_EDGE}" y="7" width="{high - _EDGE:g}" height="10"/>'
        yield f'<line class="cap" x1="{high:g}" y1="2" x2="{high:g}" y2="22"/>'
    elif mark.hedge is Hedge.MAGNITUDE or mark.conflict:
        yield _bar(low, high)
    elif mark.hedge in _FLOORS or span.hi is None:
        yield f'<line class="whisker" x1="{low:g}" y1="12" x2="{high - 6:g}" y2="12"/>'
        yield f'<path class="arrow" d="M{high - 8:g} 7 L{high:g} 12 L{high - 8:g} 17 Z"/>'
        yield _dot(low, mark)
    else:
        yield from _pointed(mark, scale, low, high)
    yield from _held(mark, low, high)


def _pointed(mark: Mark, scale: Scale, low: float, high: float) -> Iterable[str]:
    """Draw a figure somebody stated, with the range around it; without one, the range alone."""
    if high - low >= 1:
        yield f'<line class="whisker" x1="{low:g}" y1="12" x2="{high:g}" y2="12"/>'
        yield f'<line class="whisker" x1="{low:g}" y1="8" x2="{low:g}" y2="16"/>'
        yield f'<line class="whisker" x1="{high:g}" y1="8" x2="{high:g}" y2="16"/>'
    if mark.stated is not None:
        yield _dot(scale.x(mark.stated), mark)
    elif high - low < 1:
        yield _dot(low, mark)


def _bar(low: float, high: float) -> str:
    return (
        f'<rect class="mark" x="{low:g}" y="7" width="{max(high - low, 4):g}" height="10" rx="5"/>'
    )


def _dot(x: float, mark: Mark) -> str:
    hollow = " hollow" if mark.mood is not Mood.IS else ""
    return f'<circle class="mark{hollow}" cx="{x:g}" cy="12" r="6"/>'


def _unknown() -> str:
    return (
        f'<rect class="unknown" x="{_EDGE}" y="4" width="40" height="16" rx="8"/>'
        f'<text class="unknown" x="{_EDGE + 20}" y="16.5" text-anchor="middle">?</text>'
    )


def _held(mark: Mark, low: float, high: float) -> Iterable[str]:
    if mark.hold is Hold.SUSPENDED:
        middle = (low + high) / 2
        for x in (middle - 3, middle + 1):
            yield f'<rect class="pause" x="{x:g}" y="5" width="2" height="14"/>'
    if mark.is_ended:
        yield f'<line class="struck" x1="{low - 8:g}" y1="12" x2="{high + 8:g}" y2="12"/>'


def _told(mark: Mark) -> str:
    name = mark.planning_class or "no class"
    if mark.amount is None or mark.hedge is Hedge.VAGUE:
        return f"number not stated; {name}"
    held = "" if mark.hold is Hold.LIVE else f"; {mark.hold}"
    return f"{amount(mark.amount)} people; {name}{held}"


def _within(x: float) -> float:
    """Keep a number of the axis inside the figure."""
    return min(max(x, 14), WIDTH - 18)


def _short(value: int) -> str:
    for size, word in ((1_000_000, "m"), (1_000, "k")):
        if value >= size:
            return f"{value // size}{word}"
    return str(value)
