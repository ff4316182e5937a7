"""What people decide before a plan is computed: whose turn it is, and what may be counted on.

No order of people is built in. A policy names one, says who chose it and why, and is kept with the
plan it made.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

import attrs

from panah.domain.claim import PlanningClass
from panah.domain.plan_input import MIDDLE
from panah.errors import PlanError

__all__ = ["Order", "Policy", "Taken"]


class Order(StrEnum):
    """How places go to risk classes when there are too few."""

    STRICT = "strict"
    WEIGHTS = "weights"
    FLOOR = "floor"


class Taken(StrEnum):
    """Which end of an offered interval is counted."""

    LOW = "low"
    MID = "mid"
    HIGH = "high"


_Word = TypeVar("_Word", bound=StrEnum)


def _word(kind: type[_Word], word: str) -> _Word:
    if word not in list(kind):
        raise PlanError(f"a policy has no {word!r}; there is {', '.join(kind)}")
    return kind(word)


def _order(word: str) -> Order:
    return _word(Order, word)


def _counts(word: str) -> PlanningClass:
    return _word(PlanningClass, word)


def _taken(word: str) -> Taken:
    return _word(Taken, word)


def _names(words: Iterable[str] | None) -> tuple[str, ...] | None:
    if isinstance(words, str):
        raise PlanError(f"{words!r} is one text where several groups may stand; write ({words!r},)")
    return None if words is None else tuple(words)


def _weights(pairs: Iterable[tuple[int, float]]) -> tuple[tuple[int, float], ...]:
    found = tuple(pairs.items() if isinstance(pairs, Mapping) else pairs)
    if not all(isinstance(pair, tuple) and len(pair) == _PAIR for pair in found):
        raise PlanError(f"the weights are {found!r}; write ((0, 3.0), (1, 2.0), (2, 1.0))")
    for risk_class, weight in found:
        _number(risk_class, "a risk class of the weights", whole=True)
        _number(weight, "a weight")
    return found


_PAIR = 2
"""A risk class, and what one person of it weighs."""


def _number(value: object, what: str, *, whole: bool = False) -> None:
    kinds = int if whole else (int, float)
    if isinstance(value, bool) or not isinstance(value, kinds):
        raise PlanError(f"{what} is {value!r}; say a {'whole ' * whole}number")


@attrs.frozen(kw_only=True)
class Policy:
    """Whose turn it is, what is counted on, and who decided so.

    Parameters
    ----------
    order
        Strict order of risk classes, weights, or a floor for every group first.
    weights
        (risk class, weight of one person) under `Order.WEIGHTS`.
    floor_share
        Part of the largest share that every group could reach alike, given to each first.
    floor_groups
        Groups under the floor; None for all but those of the last risk class.
    counts
        The least firm planning class that is counted.
    strict
        Count only what is agreed or firmer.
    taken
        Which end of an interval is counted, or what is likely: the middle where nobody said it. A
        ceiling always counts its upper end.
    sure
        Count of each offer only what comes at least with this chance, by its chance, its delay and
        its interval; None to count the end that is taken.
    unsized
        Open offers of unknown size without a limit, to see how many would go there. A plan
        under it is a question, not a proposal.
    whole_days
        First days in which what goes in batches, such as flights, goes in whole ones only.
    search
        Search the best in whole numbers, which may take long, and not only round to them.
    future
        The arrivals that are planned for.
    chosen_by, why
        Who chose this, and the reason.
    """

    order: Order = attrs.field(default=Order.FLOOR, converter=_order)
    weights: tuple[tuple[int, float], ...] = attrs.field(default=(), converter=_weights)
    floor_share: float = 0.25
    floor_groups: tuple[str, ...] | None = attrs.field(default=None, converter=_names)
    counts: PlanningClass = attrs.field(default=PlanningClass.FIRM, converter=_counts)
    strict: bool = False
    taken: Taken = attrs.field(default=Taken.LOW, converter=_taken)
    sure: float | None = None
    unsized: bool = False
    whole_days: int = 0
    search: bool = False
    future: str = MIDDLE
    chosen_by: str = "nobody yet"
    why: str = "the default of panah: a quarter of the common share first, then the risk classes"

    def __attrs_post_init__(self) -> None:
        """Refuse a policy that orders nobody."""
        _number(self.floor_share, "the floor")
        _number(self.whole_days, "whole_days", whole=True)
        if not 0 <= self.floor_share <= 1:
            raise PlanError(f"the floor is {self.floor_share} of the common share; say 0 to 1")
        if self.sure is not None and not 0 < self.sure <= 1:
            raise PlanError(f"a chance of {self.sure} that an offer comes; say above 0, at most 1")
        if self.whole_days < 0:
            raise PlanError(
                f"{self.whole_days} days cannot be planned in whole units; say 0 or more"
            )
        if self.order is Order.WEIGHTS and not self.weights:
            raise PlanError("an order by weights needs a weight for each risk class")
        if any(not weight > 0 for _, weight in self.weights):
            raise PlanError("a weight of 0 or less would leave a class out; give each above 0")
        if self.counts is PlanningClass.CLOSED:
            raise PlanError("closed offers are history; count firm, ready or possible ones")

    def takes(self, planning_class: PlanningClass, *, formal: bool, live: bool) -> bool:
        """Tell whether an offer of a class may be counted on; `formal` is agreed or firmer."""
        if not live or (self.strict and not formal) or planning_class not in _FIRMNESS:
            return False
        return _FIRMNESS.index(planning_class) >= _FIRMNESS.index(self.counts)


_FIRMNESS = (PlanningClass.POSSIBLE, PlanningClass.READY, PlanningClass.FIRM)
