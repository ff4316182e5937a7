"""What is only taken whole: solve in parts, round, hold that, and solve the rest again.

Rounded is what was begun so far, not each day's share: a camp that begins 150 places a day in
modules of 500 begins one on every fourth day, and never has begun more than the plan in parts had.
In the instance of the method this came within 0.009 % of the best in whole modules. Flights go as
soon as the seats of a whole one have come in; a batch goes once so many have been waiting for it in
the plan in parts; an offer is taken and a site opened when that plan has use for all of it; an
overflow opens in the periods in which that plan has the camp full.

When what is rounded cannot hold together, nothing that asks for a least is taken. Whoever asks for
more lets the best be searched (`panah.plan.searching`).
"""

import attrs
import numpy as np

from panah.domain.limit import ResourceKind
from panah.errors import PlanError
from panah.plan.building import Block
from panah.plan.engine import Watch, quiet
from panah.plan.layout import Floats, Whole
from panah.plan.lexicographic import Solved, lexicographic
from panah.plan.model import Programme
from panah.plan.searching import searched
from panah.plan.undivided import ROUND, UNDIVIDED, sited

__all__ = ["fixed", "has_wholes", "in_wholes"]


def has_wholes(written: Programme) -> bool:
    """Tell whether a programme has anything that is only taken whole."""
    return any(one.name in UNDIVIDED for one in written.columns)


def in_wholes(written: Programme, *, watch: Watch = quiet) -> Solved:
    """Solve the levels of a programme so that whatever is only taken whole is.

    Raises
    ------
    PlanError
        If it cannot be solved.
    """
    if not has_wholes(written):
        return lexicographic(written, watch=watch)
    watch.tell("in parts first, then in whole numbers")
    loose = lexicographic(written, watch=watch)
    if watch.stopped():
        return loose
    try:
        rounded = lexicographic(fixed(written, _rounded(loose)), watch=watch)
    except PlanError:
        watch.tell("what is rounded does not hold together: without all that asks for a least")
        rounded = lexicographic(fixed(written, _without_leasts(loose)), watch=watch)
    if not written.policy.search or watch.stopped():
        return rounded
    found = searched(written, rounded, watch)
    watch.tell("the numbers that were found are held, and the rest is solved again")
    last = lexicographic(fixed(written, found.x), watch=Watch(tell=watch.tell))
    return attrs.evolve(last, note=found.note, complete=found.complete)


def fixed(written: Programme, x: Floats) -> Programme:
    """Give a programme in which what is only taken whole stands where a plan has it."""
    lower, upper, most = written.lower.copy(), written.upper.copy(), written.most.copy()
    most[written.row("flown")] = np.inf  # it holds, and must not hide what one more flight brings
    for name in UNDIVIDED:
        own = written.column(name)
        lower[own] = upper[own] = np.round(x[own])
    return attrs.evolve(written, lower=lower, upper=upper, most=most)


def _rounded(loose: Solved) -> Floats:
    """Give a plan in parts with what is only taken whole rounded."""
    x = loose.x.copy()
    for block in loose.programme.columns:
        if block.name in _ROUNDED:
            x[loose.programme.column(block.name)] = _ROUNDED[block.name](loose, block)
    return x


def _without_leasts(loose: Solved) -> Floats:
    """Give what is rounded with every batch, site and all-or-nothing offer left."""
    x = _rounded(loose)
    for name in ("going", "full", "opened"):
        x[loose.programme.column(name)] = 0.0
    x[loose.programme.column("left")] = 1.0
    return x


def _by_limit(block: Block) -> list[Whole]:
    """Give the picks of each limit of a block, in the order of their periods."""
    return [np.nonzero(block.limit == number)[0] for number in np.unique(block.limit)]


def _steps(so_far: Floats) -> Floats:
    return np.diff(np.floor(so_far + ROUND), prepend=0.0)


def _modules(loose: Solved, block: Block) -> Floats:
    modules = loose.x[loose.programme.column("modules")].copy()
    for own in _by_limit(block):
        modules[own] = _steps(np.cumsum(modules[own]))
    return modules


def _flights(loose: Solved, block: Block) -> Floats:
    """As many as whole ones have come in: those that nobody needs stay on the ground."""
    capacities = loose.programme.capacities
    flights = np.zeros(len(block.keys))
    for own in _by_limit(block):
        there = capacities[int(block.limit[own[0]])]
        came = np.cumsum(there.amount)[block.period[own]]
        flights[own] = _steps(came / (there.resource.batch or 1.0))
    return flights


def _going(loose: Solved, block: Block) -> Floats:
    """Have a batch go when so many people have been waiting for it in the plan in parts."""
    programme = loose.programme
    used = (programme.matrix @ loose.x)[programme.row("batch_least")]
    used = used + loose.x[programme.column("going")] * _least(programme, block)
    going = np.zeros(len(block.keys))
    for own in _by_limit(block):
        there = programme.capacities[int(block.limit[own[0]])]
        fewest, waiting = there.resource.fewest or 0.0, 0.0
        for pick in own:
            waiting += used[pick]
            most = float(there.amount[block.period[pick]])
            if waiting >= fewest * (1 - ROUND) and most >= fewest:
                going[pick], waiting = 1.0, max(0.0, waiting - most)
    return going


def _least(programme: Programme, block: Block) -> Floats:
    fewest = [one.resource.fewest or 0.0 for one in programme.capacities]
    return np.array(fewest)[block.limit]


def _left(loose: Solved, block: Block) -> Floats:
    """Take an offer where the plan in parts has use for all of it, and one of alternatives."""
    programme = loose.programme
    offers = {one.name: one for one in programme.layout.instance.offers}
    taken = 1.0 - loose.x[programme.column("left")]
    left = np.zeros(len(taken))
    sets: dict[str, list[int]] = {}
    for n, name in enumerate(block.limits):
        offer = offers[name.removeprefix("offer:")]
        resource = next(
            o.resource for o in programme.capacities if o.resource.name == offer.resource
        )
        if offer.whole and resource.kind is not ResourceKind.FLOW:
            left[n] = float(taken[n] < 1.0 - _NEARLY)
        if offer.one_of:
            sets.setdefault(offer.one_of, []).append(n)
    for own in sets.values():
        best = max(own, key=lambda n: (taken[n], -n))
        left[own] = 1.0
        left[best] = 0.0
    return left


_NEARLY = 1e-3
"""assumed: share of an offer that a plan in parts may leave and still be said to need all of it."""


def _opened(loose: Solved, _: Block) -> Floats:
    """Open a site where the plan in parts begins all that it must begin at least."""
    camps = loose.programme.layout.instance.camps
    begun = loose.x[loose.programme.column("b")].reshape(len(camps), -1).sum(axis=1)
    least = [(begun[n], one.fewest or ROUND) for n, one in enumerate(camps) if sited(one)]
    return np.array([float(some >= fewest * (1 - ROUND)) for some, fewest in least])


def _full(loose: Solved, block: Block) -> Floats:
    """Open an overflow in the periods in which the plan in parts has the camp full."""
    layout = loose.programme.layout
    stock = loose.x[loose.programme.column("s")].reshape(len(layout.counted), layout.periods)
    full = np.zeros(len(block.keys))
    for own in _by_limit(block):
        camp = layout.instance.camps[int(block.limit[own[0]])]
        here = [layout.instance.states[n].node == camp.node for n in layout.counted]
        people = stock[here].sum(axis=0)[block.period[own]]
        permit = np.zeros(len(own)) if camp.permit is None else layout.by_day(camp.permit)
        ceiling = layout.at_end(permit)[block.period[own]] if camp.permit is not None else permit
        full[own] = people >= ceiling * (1 - ROUND) - ROUND
    return full


_ROUNDED = {
    "flights": _flights,
    "modules": _modules,
    "going": _going,
    "left": _left,
    "opened": _opened,
    "full": _full,
}
