"""The frontier as a picture: what each order of people gives the first class and all others.

A point an order, joined in the order of the first class. Moving along the line is the choice: more
people in the greatest danger, or more of those after them.
"""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

__all__ = ["frontier_picture"]

WIDTH, HEIGHT = 640, 340
"""Size of the picture in its own units; a page may draw it at any size."""

_LEFT, _RIGHT, _TOP, _BOTTOM = 90, 200, 24, 56
_TICKS = 4


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
    across = max(1.0, *(x for _, x, _ in points))
    up = max(1.0, *(y for _, _, y in points))
    placed = [(name, *_at(x / across, y / up)) for name, x, y in points]
    line = " ".join(f"{x:.1f},{y:.1f}" for _, x, y in sorted(placed, key=lambda one: one[1]))
    return (
        f'<svg class="picture" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="People of the first class against all others, by order of people">'
        f"{_grid(across, up)}"
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


def _grid(across: float, up: float) -> str:
    drawn = []
    (left, bottom), (right, top) = _at(0, 0), _at(1, 1)
    for tick in range(_TICKS + 1):
        share = tick / _TICKS
        x, y = _at(share, share)
        drawn.append(f'<line class="grid" x1="{left}" x2="{right}" y1="{y}" y2="{y}"/>')
        drawn.append(f'<line class="grid" x1="{x}" x2="{x}" y1="{top}" y2="{bottom}"/>')
        drawn.append(f'<text x="{left - 8}" y="{y + 4}" text-anchor="end">{share * up:,.0f}</text>')
        drawn.append(
            f'<text x="{x}" y="{bottom + 18}" text-anchor="middle">{share * across:,.0f}</text>'
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
    """Give the points; names of points that lie close are set one below the other."""
    drawn, taken = [], list[float]()
    for name, x, y in sorted(placed, key=lambda one: one[2]):
        at = y + 4
        while any(abs(at - other) < 15 for other in taken):
            at += 15
        taken.append(at)
        now = ' class="now"' if name == chosen else ""
        drawn.append(
            f'<g{now}><circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="6"/>'
            f'<text class="name" x="{x + 11:.1f}" y="{at:.1f}">{escape(name)}</text></g>'
        )
    return drawn
