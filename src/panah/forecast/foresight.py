"""An instance as it was known on one day, run on from there: movement as one opinion among others.

The world ends at the origin: conflict as it then was holds on, closures that had not begun do not
exist, and the end of one that had not ended is unknown. Capacities in a file carry no date and are
often final sizes, so none is used; the largest number known so far is a size, of which members draw
how far it is from the limit.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor

import attrs
import numpy as np
import numpy.typing as npt

from panah.chance import stream
from panah.domain.forecast import Closure, Site, World
from panah.forecast.ensemble import forecast
from panah.forecast.inputs import Draw, Plan
from panah.forecast.instance import Instance
from panah.forecast.outflow import Fitted, Momentum, expected, set_out
from panah.forecast.priors import priors
from panah.forecast.registers import Known
from panah.forecast.settings import Flavour

__all__ = ["SPIN_UP", "How", "moved", "tried", "world_known"]

Real = npt.NDArray[np.float64]

SPIN_UP = 30
"""Days up to the origin that are run with the registered outflow, so that people are under way
(assumed: a month fills the roads)."""
ENOUGH = 10_000
"""People of a run: of more, each counted one stands for several (assumed: the luck of so many is
far smaller than the doubt about who sets out)."""
_CAMPS = (Site.CAMP, Site.IDP_CAMP)


def world_known(world: World, origin: int, *, first: int, days: int) -> World:
    """Give a world from a first day on as it was known on a later one, the origin.

    Parameters
    ----------
    days
        How many days it has; those after the origin are as the origin.
    """
    conflict = {}
    for name, levels in world.conflict.items():
        known = levels[first : origin + 1]
        conflict[name] = known + known[-1:] * (days - len(known))
    spots = [
        attrs.evolve(spot, capacity=None, capacity_per_day=0) if spot.site in _CAMPS else spot
        for spot in world.spots
    ]
    closures = [_closure_known(closure, origin, first) for closure in world.closures]
    return attrs.evolve(
        world,
        days=days,
        spots=tuple(spots),
        closures=tuple(closure for closure in closures if closure is not None),
        conflict=conflict,
    )


def _closure_known(closure: Closure, origin: int, first: int) -> Closure | None:
    """Give a closure begun by the origin, counted from the first day; None if it is over or not."""
    if not 0 <= closure.start <= origin:
        return None
    ends = closure.start < closure.end <= origin
    if ends and closure.end <= first:
        return None
    return attrs.evolve(
        closure,
        start=max(closure.start - first, 0),
        end=closure.end - first if ends else -1,
    )


@attrs.frozen(kw_only=True)
class How:
    """How an instance is run on from an origin.

    Parameters
    ----------
    days
        Days ahead.
    rules
        Settings by name that hold for all members, in place of drawn ones.
    executor
        What runs the members; threads of this process without it.
    """

    days: int
    seed: int
    members: int = 1
    rules: Mapping[str, float] | None = None
    executor: Executor | None = None


def moved(instance: Instance, then: Known, outflow: tuple[Momentum, Fitted], how: How) -> Real:
    """Run an instance on from an origin, and give how people in camps change.

    Parameters
    ----------
    outflow
        What was known of it, and how it is fitted.

    Returns
    -------
    Real
        Shape (member, day ahead from 1, camp): people more than at the origin.
    """
    start = _start(instance, then, how.days)
    plan, each, spin = start.plan, start.each, start.spin
    room, outflows, draws = _drawn(plan.world, then, start.before, outflow, how.members, how.seed)
    runs = [
        attrs.evolve(
            draw,
            outflow=_counted(people / each),
            capacity=capacity / each,
            settings={**(draw.settings or {}), **(how.rules or {})},
        )
        for draw, people, capacity in zip(draws, outflows, room, strict=True)
    ]
    luck = int(stream(how.seed, "luck", then.origin).integers(2**31))
    found = forecast(plan, members=runs, seed=luck, executor=how.executor)
    stock = found.stock[:, :, [found.places.index(place) for place in then.places]]
    return np.asarray((stock[:, spin:] - stock[:, spin - 1 : spin]) * each)


def tried(
    instance: Instance,
    then: Known,
    outflow: tuple[Momentum, Fitted],
    how: How,
    rules: Sequence[Mapping[str, float]],
) -> Real:
    """Run an instance on from an origin once by each set of rules, with the mean outflow.

    Parameters
    ----------
    rules
        Settings by name, one member each.

    Returns
    -------
    Real
        As `moved`, with a set of rules for each member.
    """
    start = _start(instance, then, how.days)
    plan, each, spin = start.plan, start.each, start.spin
    fitted = outflow[1]
    mean = fitted.weight @ expected(outflow[0], fitted.sets, plan.world.days - len(start.before))
    whole = np.hstack([start.before, mean]) * _in_conflict(plan.world)
    people = _counted(whole / each)
    luck = int(stream(how.seed, "luck of trials", then.origin).integers(2**31))
    runs = [Draw(outflow=people, settings=dict(one)) for one in rules]
    found = forecast(plan, members=runs, seed=luck, executor=how.executor)
    stock = found.stock[:, :, [found.places.index(place) for place in then.places]]
    return np.asarray((stock[:, spin:] - stock[:, spin - 1 : spin]) * each)


@attrs.frozen(kw_only=True, eq=False)
class _Start:
    """What a run from an origin starts from.

    Parameters
    ----------
    each
        How many people each counted one stands for.
    spin
        Days up to the origin that are run.
    before
        Who was registered on each of them.
    """

    plan: Plan
    each: float
    spin: int
    before: Real


def _start(instance: Instance, then: Known, days: int) -> _Start:
    spin = min(SPIN_UP, then.origin)
    first = then.origin - spin + 1
    world = world_known(instance.world, then.origin, first=first, days=spin + days)
    counted = then.counts(np.arange(first - 1, then.origin + 1))
    each = max(1.0, float(counted.sum(axis=1).max()) / ENOUGH)
    there = dict(zip(then.places, np.rint(counted[0] / each).astype(int).tolist(), strict=True))
    plan = Plan(
        world=world,
        settings=attrs.evolve(instance.settings, hasten=1),
        flavour=Flavour.DEFAULT,
        outflow=np.zeros(world.days, dtype=np.int64),
        people=tuple(there.get(spot.name, 0) for spot in world.spots),
    )
    before = np.maximum(np.diff(counted.sum(axis=1)), 0.0)
    return _Start(plan=plan, each=each, spin=spin, before=before)


def _counted(people: Real) -> npt.NDArray[np.int64]:
    """Give whole people by day, whose sum follows that of parts of people."""
    return np.diff(np.floor(np.cumsum(people)), prepend=0.0).astype(np.int64)


def _drawn(
    world: World,
    then: Known,
    before: Real,
    outflow: tuple[Momentum, Fitted],
    members: int,
    seed: int,
) -> tuple[Real, Real, list[Draw]]:
    """Give the capacities by member and place, who sets out by member and day, and the rest."""
    names = ("parameters of members", "outflow", "jump", "rules")
    chosen, noise, jumps, rules = (stream(seed, name, then.origin) for name in names)
    ahead = world.days - len(before)
    of = outflow[1].drawn(chosen, members)
    people = set_out(expected(outflow[0], of, ahead), of, noise, jumps)
    whole = np.hstack([np.tile(before, (members, 1)), people]) * _in_conflict(world)
    known = priors("movement")
    moves = {name: known[name].draw(rules, members) for name in _RULES}
    largest = dict(zip(then.places, then.largest.tolist(), strict=True))
    sizes = np.array([largest.get(spot.name, 0.0) for spot in world.spots])
    room = np.outer(known["headroom"].draw(rules, members), sizes)
    pull = known["attraction"].draw(rules, members * len(sizes)).reshape(members, -1)
    draws = [
        Draw(
            attraction=np.where(sizes > 0, pull[member], 1.0),
            settings={
                "max_move_speed": int(moves["max_move_speed"][member]),
                "default_movechance": float(moves["default_movechance"][member]),
            },
        )
        for member in range(members)
    ]
    return np.where(room >= 1, room, np.nan), whole, draws


_RULES = ("max_move_speed", "default_movechance")


def _in_conflict(world: World) -> list[bool]:
    """Say of each day whether anyone can set out: somewhere people live in conflict."""
    lived = [
        levels
        for spot in world.spots
        if spot.population > 0 and (levels := world.conflict.get(spot.name)) is not None
    ]
    always = any(
        spot.population > 0 and spot.intensity > 0 and spot.name not in world.conflict
        for spot in world.spots
    )
    return [always or any(levels[day] > 0 for levels in lived) for day in range(world.days)]
