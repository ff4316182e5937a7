"""Numbers that a plan is computed with, by day, and what each rests on.

A `Figure` holds from a day on until its next step: 8,000 places from day 24, 15,000 from day 30.
Day 0 is the first day of the plan; before its first step a figure is 0. Every figure has an
`Origin`, so that what a plan explains ends at a quotation, an assumption or a rule.
"""

import math
from itertools import pairwise

import attrs

from panah.errors import PlanError

__all__ = ["Figure", "Origin", "constant"]


@attrs.frozen(kw_only=True)
class Origin:
    """What a number rests on: claims, a file, an assumption or a rule; at least one of them.

    Parameters
    ----------
    claims
        Ids of the claims it is taken from.
    file
        File and line of the case it was written in, with the source named there.
    assumption
        Key of the parameter that was assumed; empty for none.
    rule
        The rule or standard it follows; empty for none.
    text
        One sentence for a reader; empty where the claims speak for themselves.
    """

    claims: tuple[str, ...] = ()
    file: str = ""
    assumption: str = ""
    rule: str = ""
    text: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a number that rests on nothing."""
        if not (self.claims or self.file or self.assumption or self.rule):
            raise PlanError(
                "a number of a plan needs an origin: give the ids of its claims, the key of an "
                "assumption or the name of a rule"
            )

    @property
    def assumed(self) -> bool:
        """Whether nobody reported it: it must be marked wherever it shows."""
        return bool(self.assumption)


@attrs.frozen
class Figure:
    """A number by day: steps of (day from which it holds, value).

    Examples
    --------
    >>> places = Figure(((24, 8_000), (30, 15_000)), Origin(rule="example"))
    >>> [places.on(day) for day in (0, 24, 29, 30)]
    [0.0, 8000, 8000, 15000]
    """

    steps: tuple[tuple[int, float], ...]
    origin: Origin

    def __attrs_post_init__(self) -> None:
        """Refuse steps that do not follow each other, and values that cannot be amounts."""
        days = [day for day, _ in self.steps]
        if not days or any(later <= day for day, later in pairwise(days)):
            raise PlanError(
                f"a figure needs steps on rising days, got {days or 'none'}; "
                f"write each day once, in order"
            )
        for day, value in self.steps:
            if not math.isfinite(value) or value < 0:
                raise PlanError(
                    f"a figure must be a number from 0 up, got {value} from day {day} on; "
                    f"leave the figure out where there is no limit"
                )

    def on(self, day: int) -> float:
        """Give the value that holds on a day; 0 before the first step."""
        held = 0.0
        for start, value in self.steps:
            if start > day:
                break
            held = value
        return held

    def times(self, factor: float) -> "Figure":
        """Give the same figure with every value times a factor."""
        return Figure(tuple((day, value * factor) for day, value in self.steps), self.origin)

    @property
    def most(self) -> float:
        """The largest value it ever takes."""
        return max(value for _, value in self.steps)


def constant(value: float, origin: Origin) -> Figure:
    """Give a figure that never changes."""
    return Figure(((0, value),), origin)
