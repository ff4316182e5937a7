"""The frontier as a picture: what each order of people gives the first class and all others.

A point an order, joined in the order of the first class. Moving along the line is the choice: more
people in the greatest danger, or more of those after them.
"""

import math
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

__all__ = ["frontier_picture"]

WIDTH, HEIGHT = 640, 340
"""Size of the picture in its own units; a page may draw it at any size."""

_LEFT, _RIGHT, _TOP, _BOTTOM = 90, 200, 28, 56
_TICKS = 5

_LINE = 15
"""Height of a line of text."""


def frontier_picture(some: Sequence[Mapping[str, Any]], chosen: str) -> str:
    """Draw the rows of ``plan_frontier``; nothing with fewer than two orders.

    Parameters
    ----------
    chosen
        The order that the plan follows.
    """
    points = _points(some)
    if len(points) < 2:
        return ""
    across, step_x = _scale(max(x for _, x, _ in points))
    up, step_y = _scale(max(y for _, _, y in points))
    placed = [(name, *_at(x / across, y / up)) for name, x, y in points]
    line = " ".join(f"{x:.1f},{y:.1f}" for _, x, y in sorted(placed, key=lambda one: one[1]))
    return (
        f'<svg class="picture" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="People of the first class against all others, by order of people">'
        f"{_grid(across, step_x, up, step_y)}"
        f'<polyline class="line" points="{line}"/>'
        f"{''.join(_dots(placed, chosen))}</svg>"
    )


def _points(some: Sequence[Mapping[str, Any]]) -> list[tuple[str, float, float]]:
    first = min((row["risk_class"] for row in some), default=0)
    found: dict[str, list[float]] = {}
    for row in some:
        held = found.setdefault(row["order"], [0.0, 0.0])
        held[row["risk_class"] != first] += row["reached"]
    return [(name, x, y) for name, (x, y) in found.items()]


def _at(share_x: float, share_y: float) -> tuple[float, float]:
    return (
        _LEFT + share_x * (WIDTH - _LEFT - _RIGHT),
        HEIGHT - _BOTTOM - share_y * (HEIGHT - _TOP - _BOTTOM),
    )


def _scale(most: float) -> tuple[float, float]:
    """Give the end of an axis and the step between its marks: 1, 2 or 5 times a power of ten."""
    step = 10.0 ** math.floor(math.log10(max(most, 1.0) / _TICKS))
    step *= next(times for times in (1, 2, 5, 10) if times * step * _TICKS >= most)
    return max(1, math.ceil(most / step)) * step, step


def _grid(across: float, step_x: float, up: float, step_y: float) -> str:
    drawn = []
    (left, bottom), (right, top) = _at(0, 0), _at(1, 1)
    for tick in range(round(up / step_y) + 1):
        _, y = _at(0, tick * step_y / up)
        drawn.append(f'<line class="grid" x1="{left}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}"/>')
        drawn.append(
            f'<text x="{left - 8}" y="{y + 4:.1f}" text-anchor="end">{tick * step_y:,.0f}</text>'
        )
    for tick in range(round(across / step_x) + 1):
        x, _ = _at(tick * step_x / across, 0)
        drawn.append(f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{top}" y2="{bottom}"/>')
        drawn.append(
            f'<text x="{x:.1f}" y="{bottom + 18}" text-anchor="middle">{tick * step_x:,.0f}</text>'
        )
    drawn.append(f'<line class="axis" x1="{left}" x2="{right}" y1="{bottom}" y2="{bottom}"/>')
    drawn.append(f'<line class="axis" x1="{left}" x2="{left}" y1="{top}" y2="{bottom}"/>')
    drawn.append(
        f'<text x="{(left + right) / 2}" y="{HEIGHT - 12}" text-anchor="middle">'
        f"people of the first class who reach safety</text>"
    )
    drawn.append('<text x="4" y="14">people of all other classes</text>')
    return "".join(drawn)


def _dots(placed: Sequence[tuple[str, float, float]], chosen: str) -> list[str]:
    """Give the points; names of points that lie close are set apart, away from the axis."""
    drawn, taken = [], list[float]()
    for name, x, y in sorted(placed, key=lambda one: -one[2]):
        at = y + 4
        while any(abs(at - other) < _LINE for other in taken):
            at += -_LINE if y > HEIGHT / 2 else _LINE
        taken.append(at)
        now = ' class="now"' if name == chosen else ""
        drawn.append(
            f'<g{now}><circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="6"/>'
            f'<text class="name" x="{x + 11:.1f}" y="{at:.1f}">{escape(name)}</text></g>'
        )
    return drawn
